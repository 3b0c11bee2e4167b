//! What is written for a few lines.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use duibiao::{
    conflict,
    export::{self, Export, Style},
    measure::{self, Table},
    read::{self, ReadError, bounds},
    text::{Severity, Source},
};
use serde::Serialize;
use serde_json::Value;

use super::{
    intake::Line,
    line::{self, Content, Document, Fault, Id},
    way::Way,
};
use crate::reading::{self, Reading, Unread};

/// Rows of documents with what is to be told about them.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    pub(super) told: Vec<Told>,
    pub(super) documents: usize,
    pub(super) unread: usize,
    pub(super) broken: usize,
}

/// How answers are written.
pub(super) struct Teller<'r> {
    /// The name of the input.
    pub(super) name: &'r str,
    /// Each document ends with a record.
    pub(super) ends: bool,
    /// Errors are rows.
    pub(super) rows: bool,
}

/// What stands behind the rows of a document.
#[derive(Serialize)]
struct End<'a> {
    id: &'a Id,
    end: bool,
    rows: usize,
}

/// What stands for a document that could not be read.
#[derive(Serialize)]
struct Failed<'a> {
    id: &'a Id,
    error: ErrorRow<'a>,
}

#[derive(Serialize)]
struct ErrorRow<'a> {
    line: usize,
    code: &'a str,
    message: &'a str,
}

/// What came of one line.
struct Outcome {
    line: usize,
    id: Id,
    read: Result<Reading, Refusal>,
}

/// Why a line has no rows.
struct Refusal {
    code: &'static str,
    reason: String,
    broken: bool,
}

impl Refusal {
    fn line(reason: String) -> Self {
        Self { code: "line-unread", reason, broken: false }
    }

    fn broke() -> Self {
        Self { code: "input-broke", reason: "the program failed on it".to_owned(), broken: true }
    }
}

impl Teller<'_> {
    /// The answer to lines, in their order.
    pub(super) fn answer(&self, lines: Vec<Line>, way: &Way<'_>) -> Answer {
        let mut outcomes: Vec<Outcome> = lines.into_iter().filter_map(|line| outcome(line, way)).collect();
        let tables = tables(&mut outcomes, way);
        let mut tables = tables.into_iter();
        let mut answer = Answer::default();
        for outcome in &outcomes {
            answer.documents += 1;
            // Writing into memory does not fail, and a row that cannot be written would be our mistake.
            if self.tell(outcome, &mut tables, &mut answer).is_err() {
                answer.broken += 1;
            }
        }
        answer
    }

    fn tell(
        &self,
        outcome: &Outcome,
        tables: &mut impl Iterator<Item = Table>,
        answer: &mut Answer,
    ) -> io::Result<()> {
        let rows = match &outcome.read {
            Ok(reading) => {
                answer.told.extend(notes(reading));
                let table = tables.next().unwrap_or_default();
                write_rows(&outcome.id, &table, &mut answer.bytes)?;
                table.rows.len()
            }
            Err(refusal) => {
                self.refuse(outcome, refusal, answer)?;
                0
            }
        };
        if self.ends {
            record(&End { id: &outcome.id, end: true, rows }, &mut answer.bytes)?;
        }
        Ok(())
    }

    fn refuse(&self, outcome: &Outcome, refusal: &Refusal, answer: &mut Answer) -> io::Result<()> {
        answer.unread += usize::from(!refusal.broken);
        answer.broken += usize::from(refusal.broken);
        let Refusal { code, reason, .. } = refusal;
        if self.rows {
            let error = ErrorRow { line: outcome.line, code, message: reason };
            return record(&Failed { id: &outcome.id, error }, &mut answer.bytes);
        }
        answer.told.push(Told {
            severity: Severity::Error,
            file: self.name.to_owned(),
            line: Some(outcome.line),
            code,
            // What has no id is found by its line.
            text: if outcome.id.is_null() {
                reason.clone()
            } else {
                format!("document {}: {reason}", outcome.id)
            },
        });
        Ok(())
    }
}

/// What came of a line; `None` for an empty one.
fn outcome(line: Line, way: &Way<'_>) -> Option<Outcome> {
    let number = line.number;
    let refused = |id, reason| Outcome { line: number, id, read: Err(Refusal::line(reason)) };
    let bytes = match line.bytes {
        Ok(bytes) => bytes,
        Err(found) => {
            let error = ReadError::Bound {
                what: "the length of the line in bytes",
                found,
                limit: bounds::STREAM_LINE_BYTES,
            };
            return Some(refused(Value::Null, error.to_string()));
        }
    };
    Some(match line::document(&bytes)? {
        Ok(document) => {
            // What follows may need much memory by itself.
            drop(bytes);
            let read = reading::one(&*way.understand, || source(&document, way));
            let read = read.map_err(|unread| match unread {
                Unread::Input(reason) => Refusal { code: "input-unread", reason, broken: false },
                Unread::Internal => Refusal::broke(),
            });
            Outcome { line: number, id: document.id, read }
        }
        Err(Fault { id, reason }) => refused(id, reason),
    })
}

fn source(document: &Document, way: &Way<'_>) -> Result<Source, String> {
    let bytes = document.content.bytes();
    match &document.content {
        // An encoding that was asked for is that of bytes.
        Content::Text(_) => {
            read::read(&document.name, bytes, &read::Options::default()).map_err(|error| error.to_string())
        }
        Content::Bytes(_) => way.reading.document(&document.name, bytes),
    }
}

/// The table of each document that was read. Where they cannot be measured together, each is measured by itself,
/// and the one at fault is marked as such.
fn tables(outcomes: &mut [Outcome], way: &Way<'_>) -> Vec<Table> {
    let readings: Vec<&Reading> = outcomes.iter().filter_map(|outcome| outcome.read.as_ref().ok()).collect();
    if let Some(tables) = measured(&readings, way) {
        return tables;
    }
    let mut tables = Vec::new();
    for outcome in outcomes {
        let Ok(reading) = &outcome.read else { continue };
        match measured(&[reading], way) {
            Some(table) => tables.extend(table),
            None => outcome.read = Err(Refusal::broke()),
        }
    }
    tables
}

/// The tables of documents, measured together; `None` where the program fails on one of them.
fn measured(readings: &[&Reading], way: &Way<'_>) -> Option<Vec<Table>> {
    let reports: Vec<_> = readings.iter().map(|reading| (&reading.source, &reading.report)).collect();
    let tables = catch_unwind(AssertUnwindSafe(|| measure::tables_by(&reports, way.rules, &way.measures)));
    let mut tables = tables.ok()?.ok()?;
    if !way.all {
        tables.iter_mut().for_each(Table::drop_figures);
    }
    tables.iter_mut().for_each(|table| conflict::mark(table, way.rules));
    Some(tables)
}

/// Writes rows as the exporter does, the id in front of the columns.
fn write_rows(id: &Id, table: &Table, out: &mut Vec<u8>) -> io::Result<()> {
    let Some(exporter) = export::named("ndjson") else { return Ok(()) };
    let mut rows = Vec::new();
    exporter.write(&Export { table, reports: &[], style: Style::default() }, &mut rows)?;
    for row in rows.split_inclusive(|byte| *byte == b'\n') {
        write!(out, "{{\"id\":{id},")?;
        out.write_all(row.strip_prefix(b"{").unwrap_or(row))?;
    }
    Ok(())
}

fn record(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// What the reader of a document should know.
fn notes(reading: &Reading) -> impl Iterator<Item = Told> + '_ {
    reading.source.notes.iter().chain(&reading.report.notes).map(|note| Told {
        severity: note.severity,
        file: reading.source.name.clone(),
        line: note.spans.first().map(|span| reading.source.line(span.start)),
        code: note.code,
        text: note.message.clone(),
    })
}

/// Something to tell on stderr.
pub(super) struct Told {
    pub(super) severity: Severity,
    pub(super) file: String,
    pub(super) line: Option<usize>,
    pub(super) code: &'static str,
    pub(super) text: String,
}
