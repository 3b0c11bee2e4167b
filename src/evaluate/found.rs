use std::{collections::BTreeMap, io::Read, path::Path};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Folded, amount::printed, scored_kind};
use crate::{error::Error, model::Kind};

/// A row of an exported table, as far as it is scored.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its kind.
    pub kind: Kind,
    /// What is counted.
    pub indicator: String,
    /// Whose it is: a name counts as found behind it, too.
    pub scope: String,
    /// The goal.
    pub target: Folded,
    /// The figure.
    pub actual: Folded,
    /// The printed completion rate, in percent.
    pub stated: Option<Decimal>,
    /// Why goal and figure were paired, as the table says it.
    pub grounds: String,
    /// The rules that made it, as the table says it.
    pub rule: String,
    /// The row in one line, for messages.
    pub shown: String,
}

/// The columns of an exported table that are scored, as text.
#[derive(Deserialize)]
struct Raw {
    source: String,
    #[serde(default)]
    task_no: String,
    kind: String,
    indicator: String,
    #[serde(default)]
    scope: String,
    target_value: String,
    target_unit: String,
    actual_value: String,
    actual_unit: String,
    stated_ratio: String,
    #[serde(default)]
    grounds: String,
    #[serde(default)]
    rule: String,
}

/// The scored rows of an exported CSV table by document, the document being the stem of `source`.
///
/// With `document`, all rows belong to that one.
///
/// # Errors
/// Text that is no such table.
pub fn found(
    name: &str,
    table: impl Read,
    document: Option<&str>,
) -> Result<BTreeMap<String, Vec<Found>>, Error> {
    let mut rows: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for raw in csv::Reader::from_reader(table).deserialize::<Raw>() {
        let raw = raw.map_err(|error| Error::Gold {
            file: name.to_owned(),
            line: error.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(usize::MAX)),
            message: unread(&error),
        })?;
        let Some(kind) = scored_kind(raw.kind.trim()) else { continue };
        let stem = Path::new(raw.source.trim()).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let document = document.map(str::to_owned).or(stem).unwrap_or_default();
        rows.entry(document).or_default().push(raw.scored(kind));
    }
    Ok(rows)
}

/// What is wrong with a table that should be scored.
fn unread(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } | csv::ErrorKind::Deserialize { .. } => {
            "it is no CSV table: export it as .csv".to_owned()
        }
        _ => error.to_string(),
    }
}

impl Raw {
    fn scored(self, kind: Kind) -> Found {
        let shown = format!(
            "{} {} {} {}{} -> {}{} {}",
            self.task_no,
            self.kind,
            self.indicator,
            self.target_value,
            self.target_unit,
            self.actual_value,
            self.actual_unit,
            self.stated_ratio
        );
        Found {
            kind,
            target: Folded::new(&self.target_value, &self.target_unit),
            actual: Folded::new(&self.actual_value, &self.actual_unit),
            stated: printed(&self.stated_ratio).and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED)),
            indicator: self.indicator,
            scope: self.scope,
            grounds: self.grounds,
            rule: self.rule,
            shown,
        }
    }
}
