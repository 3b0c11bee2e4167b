//! Answers of a second reader, proved by the reports and applied as decisions.

use std::{
    io::Read,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, NaiveDate};
use duibiao::{
    corrections::Corrections,
    documents::trouble,
    error::Error,
    measure::{self, Measures, Table},
    pipeline::{self, Trace},
    questions::{Asked, prove},
    rules::{RuleFile, Rulebook},
    text::Severity,
};

use crate::{messages::Messages, reading::Reading};

/// Applies what is proved, and names what is not.
pub(super) fn apply(
    path: &Path,
    readings: &mut [Reading],
    rules: &Rulebook,
    messages: &Messages,
) -> Result<(), Error> {
    let file = path.display().to_string();
    let text = read(path).map_err(|reason| Error::Read { file: file.clone(), reason })?;
    let traced: Vec<(Trace, Table)> =
        readings.iter().map(|reading| traced(reading, rules)).collect::<Result<_, _>>()?;
    let asked: Vec<Asked<'_>> = readings
        .iter()
        .zip(&traced)
        .map(|(reading, (trace, table))| Asked { source: &reading.source, trace, table, rules })
        .collect();
    let proved = prove(&text, &asked, today());
    for refusal in &proved.refused {
        messages.about(Severity::Warning, &file, Some(refusal.line), refusal.code, &refusal.message);
    }
    let decided = RuleFile { path: file.clone(), text: proved.corrections };
    let corrections = Corrections::load(&decided).map_err(Error::Corrections)?;
    let outcome = super::apply(&corrections, readings, rules).map_err(Error::Corrections)?;
    for stale in &outcome.stale {
        messages.about(Severity::Warning, &file, None, stale.code, &stale.message);
    }
    let said = format!(
        "{} answers: {} proved and applied, {} change nothing, {} refused",
        proved.taken + proved.nothing + proved.refused.len(),
        outcome.applied,
        proved.nothing,
        proved.refused.len()
    );
    messages.about(Severity::Note, &file, None, "answers-applied", &said);
    Ok(())
}

/// How a report was read, every number included, and its rows measured.
fn traced(reading: &Reading, rules: &Rulebook) -> Result<(Trace, Table), Error> {
    let trace = pipeline::trace(&reading.source, rules);
    let reports = [(&reading.source, &trace.report)];
    let table = measure::table_by(&reports, rules, &Measures::usual(rules))
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok((trace, table))
}

fn read(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map(|_| text).map_err(|error| trouble::reading(&error))
}

/// The day on which the answers are taken.
fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or_default()
        .date_naive()
}
