//! Units, read from `rules/units.toml`.
//!
//! ```text
//! unit        = spelling (("/" | "·") denominator){0,2}          元/人·月
//! denominator = [十百千万亿]* (spelling | spelling of [[below]])   张/千人
//! ```

use std::{collections::HashMap, sync::Arc};

use super::{Affixes, Case, Fault, Layers, Lexicon, unit_file};
use crate::model::{Dimension, QuantityKind, Unit};

/// Every unit by its spellings.
#[derive(Clone, Debug)]
pub struct Units {
    /// Spellings, and words that only begin like one, which have no unit.
    spellings: Lexicon,
    units: Vec<Option<Arc<Unit>>>,
    /// What may stand below a stroke, and the name of each.
    below: Lexicon,
    below_names: Vec<String>,
    /// ￥ and the like, which stand before the number.
    before: Affixes,
    /// The unit of each of them.
    before_units: Vec<Arc<Unit>>,
    bases: HashMap<Dimension, Arc<Unit>>,
    cases: Vec<Case>,
}

const STROKES: [char; 4] = ['/', '／', '∕', '·'];

impl Units {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let read = unit_file::read(layers, faults);
        let words = read.spellings.iter().map(|(word, _)| word);
        let below: Vec<&(String, String)> = read.below.iter().collect();
        Self {
            spellings: Lexicon::new(words),
            below: Lexicon::new(below.iter().map(|(word, _)| word)),
            below_names: below.iter().map(|(_, name)| name.clone()).collect(),
            units: read.spellings.into_iter().map(|(_, unit)| unit).collect(),
            before: Affixes::from(read.before.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>()),
            before_units: read.before.into_iter().map(|(_, unit)| unit).collect(),
            bases: read.bases,
            cases: read.cases,
        }
    }

    /// The unit that a text starts with, by its longest spelling, what stands below a stroke
    /// included, and the bytes it covers.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<(Arc<Unit>, usize)> {
        let (spelling, mut end) = self.spellings.at_start(text)?;
        let mut unit = Arc::clone(self.units[spelling].as_ref()?);
        if !ends_word(text, end) {
            return None;
        }
        for level in 0..2 {
            let Some((name, length)) = self.below_stroke(&text[end..], level > 0) else { break };
            unit = Arc::new(per(&unit, &name));
            end += length;
        }
        Some((unit, end))
    }

    /// `/千人` at the start of a text: what stands below the stroke, and the bytes of all; `again`: 元/人*月.
    fn below_stroke(&self, text: &str, again: bool) -> Option<(String, usize)> {
        let stroke = text.chars().next().filter(|c| STROKES.contains(c) || again && *c == '*')?;
        let rest = &text[stroke.len_utf8()..];
        let many = rest.find(|c| !"十百千万亿".contains(c)).unwrap_or(rest.len());
        let start = if self.below.at_start(rest).is_some() { 0 } else { many };
        let (below, length) = self.below.at_start(&rest[start..])?;
        let end = start + length;
        let name = format!("{}{}", &rest[..start], self.below_names[below]);
        ends_word(rest, end).then_some((name, stroke.len_utf8() + end))
    }

    /// The unit before a number that a text ends with (￥), and its bytes.
    #[must_use]
    pub fn at_end(&self, text: &str) -> Option<(Arc<Unit>, usize)> {
        let (place, rest) = self.before.ends(text, 0).next()?;
        Some((Arc::clone(&self.before_units[place]), text.len() - rest.len()))
    }

    /// The base unit of a dimension: of 元/月 it is 元/月.
    #[must_use]
    pub fn base(&self, dimension: &Dimension) -> Option<Arc<Unit>> {
        let mut parts = dimension.0.split('/');
        let base = self.bases.get(&Dimension(parts.next()?.to_owned()))?;
        Some(parts.fold(Arc::clone(base), |unit, name| Arc::new(per(&unit, name))))
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

/// A unit per something. What stands below is never converted, so that factors stay exact.
fn per(unit: &Unit, below: &str) -> Unit {
    Unit {
        id: format!("{}/{below}", unit.id),
        name: format!("{}/{below}", unit.name),
        dimension: Dimension(format!("{}/{below}", unit.dimension.0)),
        factor: unit.factor,
        counter: false,
        kind: match unit.kind {
            QuantityKind::Money => QuantityKind::Money,
            QuantityKind::Number
            | QuantityKind::Count
            | QuantityKind::Measure
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Multiple
            | QuantityKind::Tenths
            | QuantityKind::Fraction
            | QuantityKind::Ordinal => QuantityKind::Measure,
        },
    }
}

/// False in the middle of a Latin word: the m of 5mg.
fn ends_word(text: &str, end: usize) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric();
    !(text[..end].ends_with(letter) && text[end..].starts_with(letter))
}
