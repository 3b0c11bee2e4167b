//! How rule files are read: entry by entry, so that one run names every fault, each at its place.

use std::{cell::RefCell, ops::Range, sync::Arc};

use serde::{Deserialize, de::DeserializeOwned};
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{
    Fault, RuleFile,
    packed::{Packed, PackedEntry},
};

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
    /// The first file, as it is packed.
    packed: &'static [u8],
}

impl Layers {
    pub(crate) fn new(files: Vec<RuleFile>) -> Self {
        Self { files: files.into_iter().map(Arc::new).collect(), packed: &[] }
    }

    /// With the first file as it is packed.
    pub(crate) fn packed(self, packed: &'static [u8]) -> Self {
        Self { packed, ..self }
    }

    /// The built-in file.
    pub(crate) fn first(&self) -> Option<&RuleFile> {
        self.files.first().map(AsRef::as_ref)
    }

    /// Every file as the lists it holds; names other than those of `known` are faults.
    pub(crate) fn lists(&self, known: &[&str], faults: &mut Vec<Fault>) -> Lists<'_> {
        let mut layers = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            let packed = Packed::entries(if at == 0 { self.packed } else { &[] });
            let table = match packed.filter(|table| table.iter().all(|(name, ..)| known.contains(name))) {
                Some(table) => Table::Packed(table),
                None => Table::Written(written(file, known, faults)),
            };
            layers.push((file, RefCell::new(table)));
        }
        Lists { layers }
    }
}

/// The text of a file as the lists it holds; what is wrong is added to `faults`.
fn written<'f>(file: &'f RuleFile, known: &[&str], faults: &mut Vec<Fault>) -> DeTable<'f> {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    faults.extend(errors.iter().map(|error| file.unreadable(error, 0..1)));
    for name in table.get_ref().keys().filter(|name| !known.contains(&name.get_ref().as_ref())) {
        let message = format!("there is no list `{}`; known are {}", name.get_ref(), known.join(", "));
        faults.push(file.fault("list-unknown", message, vec![(name.span(), String::new())]));
    }
    table.into_inner()
}

/// The lists of one file.
enum Table<'f> {
    Written(DeTable<'f>),
    Packed(Vec<PackedEntry<'static>>),
}

impl<'f> Table<'f> {
    /// Takes a list as `read` reads it where it is packed, or as it is written; a packed one that does not read is taken
    /// as it is written, so that the fault has its place.
    fn take<T>(
        &mut self,
        name: &str,
        file: &'f RuleFile,
        read: impl FnOnce(Packed<'static>) -> Option<T>,
    ) -> Option<Taken<'f, T>> {
        let packed = match self {
            Self::Written(table) => return table.remove(name).map(Taken::Written),
            Self::Packed(table) => table.swap_remove(table.iter().position(|(known, ..)| *known == name)?).2,
        };
        read(packed).map(Taken::Read).or_else(|| {
            let (table, _) = DeTable::parse_recoverable(&file.text);
            table.into_inner().remove(name).map(Taken::Written)
        })
    }
}

/// A list that was read, or is to be read as it is written.
enum Taken<'f, T> {
    Read(T),
    Written(Spanned<DeValue<'f>>),
}

/// The lists of a rule file and of those that are laid over it; each is asked for once.
pub(crate) struct Lists<'f> {
    layers: Vec<(&'f Arc<RuleFile>, RefCell<Table<'f>>)>,
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
        let read = |packed| T::deserialize(packed).ok();
        let found = self.layers.iter().rev();
        let found = found.map(|(file, table)| (file, table.borrow_mut().take(name, file, read)));
        let (file, value) = match found.into_iter().find_map(|(file, taken)| Some((file, taken?))) {
            Some((_, Taken::Read(read))) => return read,
            Some((file, Taken::Written(value))) => (file, value),
            None => return T::default(),
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
            let read = |packed: Packed<'static>| {
                let entries = packed.members()?.into_iter().map(|entry| E::deserialize(entry).ok());
                entries.collect::<Option<Vec<E>>>()
            };
            let value = match table.borrow_mut().take(list, file, read) {
                Some(Taken::Written(value)) => value,
                Some(Taken::Read(entries)) => {
                    found.extend(entries.into_iter().map(|entry| Placed { file, entry }));
                    continue;
                }
                None => continue,
            };
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
