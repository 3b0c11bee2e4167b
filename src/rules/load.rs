//! How rule files are read: entry by entry, so that one run names every fault, each at its place.

use std::{cell::RefCell, ops::Range, sync::Arc};

use serde::{Deserialize, de::DeserializeOwned};
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{Fault, RuleFile};

/// What is written under `[[list]]` of a rule file.
pub(crate) trait Entry: DeserializeOwned {
    /// The name under which another file can replace it.
    fn id(&self) -> &Spanned<String>;
    /// True where it says that it replaces the entry of the same name.
    fn replaces(&self) -> bool;
    /// True where it only adds to the entry of the same name.
    fn extends(&self) -> bool {
        false
    }
}

/// Makes an entry of a struct with `id` and `replaces`, and `extends` where it is named.
macro_rules! entry {
    ($raw:ident $(, $extends:ident)?) => {
        impl $crate::rules::Entry for $raw {
            fn id(&self) -> &toml::Spanned<String> {
                &self.id
            }
            fn replaces(&self) -> bool {
                self.replaces
            }
            $(fn $extends(&self) -> bool {
                self.$extends
            })?
        }
    };
}
pub(super) use entry;

/// A list of words by its name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWords {
    pub(super) id: Spanned<String>,
    pub(super) words: Vec<String>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

entry!(RawWords, extends);

/// An entry and the file that it stands in.
pub(crate) struct Placed<'f, E> {
    pub(crate) file: &'f Arc<RuleFile>,
    pub(crate) entry: E,
}

/// One rule file as it is built in, and the files of the same name that are laid over it.
#[derive(Clone, Debug)]
pub(crate) struct Layers {
    files: Vec<Arc<RuleFile>>,
}

impl Layers {
    pub(crate) fn new(files: Vec<RuleFile>) -> Self {
        Self { files: files.into_iter().map(Arc::new).collect() }
    }

    /// The built-in file.
    pub(crate) fn first(&self) -> Option<&RuleFile> {
        self.files.first().map(AsRef::as_ref)
    }

    /// Every file as the lists it holds; names other than those of `known` are faults.
    pub(crate) fn lists(&self, known: &[&str], faults: &mut Vec<Fault>) -> Lists<'_> {
        let mut layers = Vec::new();
        for file in &self.files {
            let (table, errors) = DeTable::parse_recoverable(&file.text);
            faults.extend(errors.iter().map(|error| file.unreadable(error, 0..1)));
            for name in table.get_ref().keys().filter(|name| !known.contains(&name.get_ref().as_ref())) {
                let message =
                    format!("there is no list `{}`; known are {}", name.get_ref(), known.join(", "));
                faults.push(file.fault("list-unknown", message, vec![(name.span(), String::new())]));
            }
            layers.push((file, RefCell::new(table.into_inner())));
        }
        Lists { layers }
    }
}

/// The lists of a rule file and of those that are laid over it; each is asked for once.
pub(crate) struct Lists<'f> {
    layers: Vec<(&'f Arc<RuleFile>, RefCell<DeTable<'f>>)>,
}

impl<'f> Lists<'f> {
    /// The entries of a list, in order; an entry that replaces one of an earlier file stands in its place.
    pub(crate) fn entries<E: Entry>(&self, list: &str, faults: &mut Vec<Fault>) -> Vec<Placed<'f, E>> {
        let mut kept: Vec<Placed<'f, E>> = Vec::new();
        for new in self.nameless::<E>(list, faults) {
            let id = new.entry.id();
            let known = kept.iter_mut().find(|known| known.entry.id().as_ref() == id.as_ref());
            match (known, new.entry.replaces()) {
                (Some(known), true) if !Arc::ptr_eq(known.file, new.file) => *known = new,
                (Some(known), _) if !new.entry.extends() => faults.push(twice(&new, known)),
                (None, true) => {
                    let message = format!("there is no `{}` to replace", id.as_ref());
                    faults.push(new.file.fault(
                        "entry-replaces-nothing",
                        message,
                        vec![(id.span(), String::new())],
                    ));
                }
                (Some(_), _) | (None, false) => kept.push(new),
            }
        }
        kept
    }

    /// A table, as the last file that holds it has it.
    pub(crate) fn table<T: DeserializeOwned + Default>(&self, name: &str, faults: &mut Vec<Fault>) -> T {
        let Some((file, value)) =
            self.layers.iter().rev().find_map(|(file, table)| Some((file, table.borrow_mut().remove(name)?)))
        else {
            return T::default();
        };
        let place = value.span();
        T::deserialize(ValueDeserializer::from(value)).unwrap_or_else(|error| {
            faults.push(file.unreadable(&error, first_line(file, place)));
            T::default()
        })
    }

    /// The entries of a list whose entries have no names: later files only add to it.
    pub(crate) fn nameless<E: DeserializeOwned>(
        &self,
        list: &str,
        faults: &mut Vec<Fault>,
    ) -> Vec<Placed<'f, E>> {
        let mut found = Vec::new();
        for (file, table) in &self.layers {
            let Some(value) = table.borrow_mut().remove(list) else { continue };
            let place = value.span();
            let DeValue::Array(entries) = value.into_inner() else {
                let message = format!("`{list}` is a list: write [[{list}]]");
                faults.push(file.fault(
                    "list-shape",
                    message,
                    vec![(first_line(file, place), String::new())],
                ));
                continue;
            };
            for entry in entries {
                let place = entry.span();
                match E::deserialize(ValueDeserializer::from(entry)) {
                    Ok(entry) => found.push(Placed { file, entry }),
                    Err(error) => faults.push(file.unreadable(&error, first_line(file, place))),
                }
            }
        }
        found
    }
}

fn twice<E: Entry>(new: &Placed<'_, E>, known: &Placed<'_, E>) -> Fault {
    let message = format!("`{}` is known already", new.entry.id().as_ref());
    let own = Arc::ptr_eq(new.file, known.file);
    let label = if own {
        "named again here"
    } else {
        "say `replaces = true` here to replace it, or give it another id"
    };
    let code = if own { "entry-twice" } else { "entry-known" };
    let fault = new.file.fault(code, message, vec![(new.entry.id().span(), label.to_owned())]);
    fault.beside(known.file, known.entry.id().span(), "first named here")
}

/// The part of a span that stands on its first line: a whole entry is too much to underline.
fn first_line(file: &RuleFile, span: Range<usize>) -> Range<usize> {
    let text = file.text.get(span.clone()).unwrap_or_default();
    span.start..span.start + text.lines().next().unwrap_or_default().len()
}
