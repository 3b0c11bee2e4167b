use std::{collections::BTreeMap, io::Read};

use rust_decimal::Decimal;

use super::{Folded, amount::printed, scored_kind};
use crate::{error::Error, model::Kind};

/// Expected rows of each document, in the order of the file; a document may have none.
pub type Gold = BTreeMap<String, Vec<Expected>>;

/// A row that a careful analyst makes of a document.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its kind.
    pub kind: Kind,
    /// False where the row is defensible either way.
    pub must: bool,
    /// What is counted.
    pub indicator: String,
    /// The goal.
    pub target: Folded,
    /// The figure.
    pub actual: Folded,
    /// The printed completion rate, in percent.
    pub stated: Option<Decimal>,
    /// Its line in the gold file, from 1.
    pub line: usize,
    /// The row in one line, for messages.
    pub shown: String,
}

/// Reads a gold file; `name` is what messages call it.
///
/// # Errors
/// A missing column, an unknown kind or need, or text that is no CSV.
pub fn gold(name: &str, file: impl Read) -> Result<Gold, Error> {
    let fault = |line: usize, message: String| Error::Gold { file: name.to_owned(), line, message };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().map_err(|error| fault(1, broken(&error)))?.clone();
    let columns =
        Columns::new(&header).map_err(|missing| fault(1, format!("the column `{missing}` is missing")))?;
    let mut gold = Gold::new();
    for record in reader.records() {
        let record = record.map_err(|error| fault(line_of(error.position()), broken(&error)))?;
        let line = line_of(record.position());
        if record.len() <= columns.last() || record.len() > header.len() {
            let message = format!("this row has {} cells, and the header {}", record.len(), header.len());
            return Err(fault(line, message));
        }
        let rows = gold.entry(columns.get(&record, columns.doc).to_owned()).or_default();
        if columns.get(&record, columns.kind) != "none" {
            rows.push(columns.row(&record, line).map_err(|message| fault(line, message))?);
        }
    }
    Ok(gold)
}

/// What is wrong with a CSV file, and what to do.
pub(super) fn broken(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is no CSV in UTF-8: save it as CSV (UTF-8)".to_owned(),
        _ => error.to_string(),
    }
}

fn line_of(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX))
}

/// Where the columns stand.
struct Columns {
    doc: usize,
    task: usize,
    need: usize,
    kind: usize,
    indicator: usize,
    target: usize,
    target_unit: usize,
    actual: usize,
    actual_unit: usize,
    stated: usize,
}

impl Columns {
    /// The missing column's name, where one is missing.
    fn new(header: &csv::StringRecord) -> Result<Self, &'static str> {
        let find = |name: &'static str| {
            header.iter().position(|cell| cell.trim_start_matches('\u{feff}').trim() == name).ok_or(name)
        };
        Ok(Self {
            doc: find("doc")?,
            task: find("task")?,
            need: find("need")?,
            kind: find("kind")?,
            indicator: find("indicator")?,
            target: find("target")?,
            target_unit: find("target_unit")?,
            actual: find("actual")?,
            actual_unit: find("actual_unit")?,
            stated: find("stated")?,
        })
    }

    /// The last column that is needed.
    fn last(&self) -> usize {
        let Self { doc, task, need, kind, indicator, target, target_unit, actual, actual_unit, stated } =
            self;
        let needed = [doc, task, need, kind, indicator, target, target_unit, actual, actual_unit, stated];
        needed.into_iter().max().copied().unwrap_or_default()
    }

    fn get<'r>(&self, record: &'r csv::StringRecord, column: usize) -> &'r str {
        record.get(column).unwrap_or_default().trim()
    }

    fn row(&self, record: &csv::StringRecord, line: usize) -> Result<Expected, String> {
        let cell = |column| self.get(record, column);
        let kind = scored_kind(cell(self.kind)).ok_or_else(|| {
            format!("`{}` is no kind: pair, stated, progress, open or none", cell(self.kind))
        })?;
        let must = match cell(self.need) {
            "must" => true,
            "may" => false,
            other => return Err(format!("`{other}` is no need: must or may")),
        };
        let (target, target_unit) = (cell(self.target), cell(self.target_unit));
        let (actual, actual_unit) = (cell(self.actual), cell(self.actual_unit));
        Ok(Expected {
            kind,
            must,
            indicator: cell(self.indicator).to_owned(),
            target: Folded::new(target, target_unit),
            actual: Folded::new(actual, actual_unit),
            stated: printed(cell(self.stated)),
            line,
            shown: format!(
                "{} {} {} {target}{target_unit} -> {actual}{actual_unit} {}",
                cell(self.task),
                cell(self.kind),
                cell(self.indicator),
                cell(self.stated)
            ),
        })
    }
}
