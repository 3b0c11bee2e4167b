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
    if let Some(table) = exported(path)? {
        return Ok(table);
    }
    let inputs = inputs::expand(&[path.to_owned()], None);
    let readings = reading.read(&inputs, rules, messages)?;
    readings.finish()?;
    extract::table(&readings, rules, all)
}

/// The rows of a file that holds an exported table; `None` where it is something else.
pub(crate) fn exported(path: &Path) -> Result<Option<Table>, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !["csv", "json", "ndjson", "jsonl"].contains(&ending.as_str()) {
        return Ok(None);
    }
    let text = fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text.filter(|text| compare::is_exported(text)) else { return Ok(None) };
    compare::exported(&text)
        .map(Some)
        .map_err(|error| Error::Read { file: path.display().to_string(), reason: error.to_string() })
}
