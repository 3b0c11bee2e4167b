use std::{fs, path::Path};

use duibiao::{compare, error::Error, measure::Table, rules::Rulebook};

use crate::{extract, inputs, messages::Messages, reading::ReadingArgs};

/// The rows of one side of a comparison: a table that was exported before, or a report.
pub(crate) fn table(
    path: &Path,
    all: bool,
    rules: &Rulebook,
    reading: &ReadingArgs,
    messages: &Messages,
) -> Result<Table, Error> {
    if let Some(text) = exported(path) {
        return compare::exported(&text)
            .map_err(|error| Error::Read { file: path.display().to_string(), reason: error.to_string() });
    }
    let inputs = inputs::expand(&[path.to_owned()], None);
    let readings = reading.read(&inputs, rules, messages)?;
    readings.finish()?;
    extract::table(&readings, rules, all)
}

/// The text of a file that holds an exported table.
fn exported(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if !["csv", "json", "ndjson", "jsonl"].contains(&ending.as_str()) {
        return None;
    }
    String::from_utf8(fs::read(path).ok()?).ok().filter(|text| compare::is_exported(text))
}
