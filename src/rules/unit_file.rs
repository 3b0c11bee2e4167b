//! `rules/units.toml` as it is written, and the checks of its meaning.

use std::{collections::HashMap, ops::Range, sync::Arc};

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Case, Fault, Layers, Placed, Reads, RuleFile, WordMap, entry};
use crate::model::{Dimension, QuantityKind, Unit};

/// What is measured, and as which kind of quantity it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDimension {
    id: Spanned<String>,
    kind: Spanned<String>,
    #[serde(default)]
    replaces: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    id: Spanned<String>,
    dimension: Spanned<String>,
    factor: Spanned<String>,
    /// Each spelling is a unit of its own name (counters).
    #[serde(default)]
    names: bool,
    spellings: Vec<Spanned<String>>,
    /// Spellings that stand before the number.
    #[serde(default)]
    before: Vec<Spanned<String>>,
    /// Words that begin with a spelling and are not this unit.
    #[serde(default)]
    no_unit: Vec<Spanned<String>>,
    #[serde(default)]
    also_numeral: bool,
    cases: Vec<(Spanned<String>, Spanned<String>)>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
}

/// What only stands below a stroke: 日, 月.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBelow {
    id: Spanned<String>,
    spellings: Vec<Spanned<String>>,
    cases: Vec<(Spanned<String>, Spanned<String>)>,
    #[serde(default)]
    replaces: bool,
}

entry!(RawDimension);
entry!(RawUnit);
entry!(RawBelow);

/// The file, checked.
#[derive(Default)]
pub(super) struct UnitFile {
    pub(super) spellings: Vec<(String, Option<Arc<Unit>>)>,
    pub(super) below: Vec<(String, String)>,
    pub(super) before: Vec<(String, Arc<Unit>)>,
    pub(super) bases: HashMap<Dimension, Arc<Unit>>,
    pub(super) cases: Vec<Case>,
}

/// Where a word was named first.
type Seen<'f> = WordMap<String, (&'f RuleFile, Range<usize>)>;

/// Reads the layers; what is wrong is added to `faults`.
pub(super) fn read(layers: &Layers, faults: &mut Vec<Fault>) -> UnitFile {
    let lists = layers.lists(&["dimension", "unit", "below"], faults);
    let declared: Vec<Placed<'_, RawDimension>> = lists.entries("dimension", faults);
    let dimensions = dimensions(&declared, faults);
    let units: Vec<Placed<'_, RawUnit>> = lists.entries("unit", faults);
    let belows: Vec<Placed<'_, RawBelow>> = lists.entries("below", faults);
    let mut read = UnitFile::default();
    let (mut seen, mut bases) = (Seen::default(), Seen::default());
    for Placed { file, entry } in &belows {
        let name = entry.spellings.first().map(|word| word.as_ref().clone()).unwrap_or_default();
        read.below.extend(entry.spellings.iter().map(|word| (word.as_ref().clone(), name.clone())));
        cases(file, entry.id.span(), &entry.cases, &[], &mut read.cases, faults);
    }
    for Placed { file, entry } in &units {
        let Some((kind, factor)) = kind_and_factor(file, entry, &dimensions, faults) else { continue };
        if factor == Decimal::ONE
            && let Some((first, place)) =
                bases.insert(entry.dimension.as_ref().clone(), (file, entry.factor.span()))
        {
            let message = format!("`{}` has two base units", entry.dimension.as_ref());
            let own = vec![(entry.factor.span(), "factor 1 again here".to_owned())];
            faults.push(file.fault("dimension-base-twice", message, own).beside(first, place, "the first"));
        }
        read.add(entry, kind, factor);
        spelled_once(file, entry, &mut seen, faults);
        cases(file, entry.id.span(), &entry.cases, &entry.not, &mut read.cases, faults);
    }
    for (id, (_, file, place)) in &dimensions {
        if !bases.contains_key(*id) {
            let message = format!("`{id}` has no base unit: one unit needs factor \"1\"");
            faults.push(file.fault("dimension-baseless", message, vec![(place.clone(), String::new())]));
        }
    }
    read
}

type Dimensions<'e, 'f> = std::collections::BTreeMap<&'e str, (QuantityKind, &'f RuleFile, Range<usize>)>;

fn dimensions<'e, 'f>(
    entries: &'e [Placed<'f, RawDimension>],
    faults: &mut Vec<Fault>,
) -> Dimensions<'e, 'f> {
    let mut found = Dimensions::new();
    for Placed { file, entry } in entries {
        let Some(kind) = kind(entry.kind.as_ref()) else {
            let message = format!("`{}` is no kind of quantity", entry.kind.as_ref());
            faults.push(file.fault("kind-unknown", message, vec![(entry.kind.span(), String::new())]));
            continue;
        };
        found.insert(entry.id.as_ref(), (kind, *file, entry.id.span()));
    }
    found
}

fn kind(id: &str) -> Option<QuantityKind> {
    Some(match id {
        "count" => QuantityKind::Count,
        "money" => QuantityKind::Money,
        "measure" => QuantityKind::Measure,
        "percent" => QuantityKind::Percent,
        "points" => QuantityKind::Points,
        "multiple" => QuantityKind::Multiple,
        "tenths" => QuantityKind::Tenths,
        _ => return None,
    })
}

fn kind_and_factor(
    file: &RuleFile,
    entry: &RawUnit,
    dimensions: &Dimensions<'_, '_>,
    faults: &mut Vec<Fault>,
) -> Option<(QuantityKind, Decimal)> {
    let kind = dimensions.get(entry.dimension.as_ref().as_str()).map(|(kind, ..)| *kind);
    if kind.is_none() {
        let message = format!("there is no [[dimension]] `{}`", entry.dimension.as_ref());
        faults.push(file.fault("dimension-unknown", message, vec![(entry.dimension.span(), String::new())]));
    }
    let factor = Decimal::from_str_exact(entry.factor.as_ref()).ok().filter(|factor| *factor > Decimal::ZERO);
    if factor.is_none() {
        let message = "a factor is a number above zero, at most 28 digits".to_owned();
        faults.push(file.fault("unit-factor", message, vec![(entry.factor.span(), String::new())]));
    }
    kind.zip(factor)
}

impl UnitFile {
    fn add(&mut self, entry: &RawUnit, kind: QuantityKind, factor: Decimal) {
        let unit = |name: &str| {
            let (id, dimension) = (entry.id.as_ref().clone(), Dimension(entry.dimension.as_ref().clone()));
            Arc::new(Unit { id, name: name.to_owned(), dimension, factor, counter: entry.names, kind })
        };
        let Some(first) = entry.spellings.first().map(|word| unit(word.as_ref())) else { return };
        if factor == Decimal::ONE {
            self.bases.entry(first.dimension.clone()).or_insert_with(|| Arc::clone(&first));
        }
        for spelling in &entry.spellings {
            let word = spelling.as_ref();
            let unit = if entry.names { unit(word) } else { Arc::clone(&first) };
            self.below.push((word.clone(), unit.name.clone()));
            self.spellings.push((word.clone(), Some(unit)));
        }
        self.spellings.extend(entry.no_unit.iter().map(|word| (word.as_ref().clone(), None)));
        self.before.extend(entry.before.iter().map(|word| (word.as_ref().clone(), Arc::clone(&first))));
        self.before.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
}

fn spelled_once<'f>(file: &'f RuleFile, entry: &RawUnit, seen: &mut Seen<'f>, faults: &mut Vec<Fault>) {
    for word in entry.spellings.iter().chain(&entry.before).chain(&entry.no_unit) {
        if let Some((first, place)) = seen.insert(word.as_ref().clone(), (file, word.span())) {
            let message = format!("`{}` names two units", word.as_ref());
            let own = vec![(word.span(), "named again here".to_owned())];
            faults.push(file.fault("unit-spelling-twice", message, own).beside(
                first,
                place,
                "first named here",
            ));
        }
        let numeral = word.as_ref().starts_with(|c: char| c.is_numeric())
            || word.as_ref().chars().all(|c| "零〇一二两三四五六七八九十百千万亿".contains(c));
        if numeral && !entry.also_numeral {
            let message = format!("`{}` is a numeral too; say `also_numeral = true`", word.as_ref());
            faults.push(file.fault("unit-numeral", message, vec![(word.span(), String::new())]));
        }
    }
}

fn cases(
    file: &Arc<RuleFile>,
    id: Range<usize>,
    values: &[(Spanned<String>, Spanned<String>)],
    not: &[Spanned<String>],
    found: &mut Vec<Case>,
    faults: &mut Vec<Fault>,
) {
    if values.is_empty() && not.is_empty() {
        let message = "an entry carries a case: a text and its value in the base unit".to_owned();
        faults.push(file.fault("entry-caseless", message, vec![(id, String::new())]));
    }
    for (text, value) in values {
        match Decimal::from_str_exact(value.as_ref()) {
            Ok(value) => {
                found.push(Case::new(text.as_ref().clone(), Reads::Base(value), file, text.span()));
            }
            Err(_) => {
                let message = format!("`{}` is no number", value.as_ref());
                faults.push(file.fault("case-value", message, vec![(value.span(), String::new())]));
            }
        }
    }
    found.extend(not.iter().map(|text| Case::new(text.as_ref().clone(), Reads::Nothing, file, text.span())));
}
