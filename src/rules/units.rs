//! Units, read from `rules/units.toml`.

use std::{collections::HashMap, sync::Arc};

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Case, Entry, Fault, Layers, Placed, Reads};
use crate::model::{Dimension, Unit};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    id: Spanned<String>,
    dimension: String,
    factor: Spanned<String>,
    #[serde(default)]
    names: bool,
    spellings: Vec<Spanned<String>>,
    cases: Vec<(Spanned<String>, String)>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
}

impl Entry for RawUnit {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn replaces(&self) -> bool {
        self.replaces
    }
}

/// Every unit by its spellings.
#[derive(Clone, Debug)]
pub struct Units {
    spellings: AhoCorasick,
    units: Vec<Arc<Unit>>,
    bases: HashMap<Dimension, Arc<Unit>>,
    cases: Vec<Case>,
}

impl Units {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Option<Self> {
        let entries = layers.lists(&["unit"], faults).entries("unit", faults);
        let mut seen: HashMap<String, std::ops::Range<usize>> = HashMap::new();
        let (mut words, mut units, mut cases) = (Vec::new(), Vec::new(), Vec::new());
        let mut bases = HashMap::new();
        for Placed { file, entry } in entries {
            let unit: RawUnit = entry;
            let Some(factor) =
                Decimal::from_str_exact(unit.factor.as_ref()).ok().filter(|factor| *factor > Decimal::ZERO)
            else {
                faults.push(file.fault(
                    "unit-factor",
                    "a factor is a number above zero".into(),
                    vec![(unit.factor.span(), String::new())],
                ));
                continue;
            };
            for spelling in &unit.spellings {
                if let Some(first) = seen.insert(spelling.as_ref().clone(), spelling.span()) {
                    let message = format!("`{}` names two units", spelling.as_ref());
                    let labels = vec![
                        (spelling.span(), "named again here".into()),
                        (first, "first named here".into()),
                    ];
                    faults.push(file.fault("unit-spelling-twice", message, labels));
                }
                let name = if unit.names { spelling.as_ref() } else { unit.spellings[0].as_ref() };
                let dimension = Dimension(unit.dimension.clone());
                let id = unit.id.as_ref().clone();
                words.push(spelling.as_ref().clone());
                units.push(Arc::new(Unit { id, name: name.clone(), dimension, factor, counter: unit.names }));
            }
            if factor == Decimal::ONE
                && let Some(first) = units.iter().find(|known| known.id == *unit.id.as_ref())
            {
                bases.entry(Dimension(unit.dimension.clone())).or_insert_with(|| Arc::clone(first));
            }
            for (text, value) in unit.cases {
                let place = text.span();
                match Decimal::from_str_exact(&value) {
                    Ok(value) => cases.push(Case::new(text.into_inner(), Reads::Base(value), file, place)),
                    Err(_) => faults.push(file.fault(
                        "case-value",
                        format!("`{value}` is no number"),
                        vec![(place, String::new())],
                    )),
                }
            }
            for text in unit.not {
                let place = text.span();
                cases.push(Case::new(text.into_inner(), Reads::Nothing, file, place));
            }
        }
        let spellings = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(&words)
            .ok()?;
        Some(Self { spellings, units, bases, cases })
    }

    /// The unit that a text starts with, by its longest spelling, and the bytes it covers.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<(Arc<Unit>, usize)> {
        let found = self.spellings.find(Input::new(text).anchored(Anchored::Yes))?;
        Some((Arc::clone(&self.units[found.pattern().as_usize()]), found.end()))
    }

    /// The base unit of a dimension.
    #[must_use]
    pub fn base(&self, dimension: &Dimension) -> Option<&Arc<Unit>> {
        self.bases.get(dimension)
    }

    /// How many spellings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The cases that the entries carry.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }
}
