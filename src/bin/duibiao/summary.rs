use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use duibiao::{error::Error, measure::Field, measure::Table};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{args::RulesFrom, inputs::Input, output::Output, reading::Readings, rules};

/// A file that tells a job what came of a run.
#[derive(clap::Args)]
pub(crate) struct SummaryArgs {
    /// Write counts, hashes and the version to this JSON file
    #[arg(id = "summary", long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// What came of a run: the same for the same inputs, rules and version, without a clock.
#[derive(Serialize)]
struct Summary {
    version: &'static str,
    rules: String,
    inputs: Vec<File>,
    output: Option<File>,
    rows: usize,
    kinds: BTreeMap<String, usize>,
    statuses: BTreeMap<String, usize>,
    findings: BTreeMap<String, usize>,
}

/// A file and its SHA-256; none where it cannot be read again, as standard input.
#[derive(Serialize)]
struct File {
    name: String,
    sha256: Option<String>,
    /// True for an input that could not be read, or was passed by.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unread: bool,
}

impl File {
    fn new(path: &Path) -> Self {
        // A pipe gives its bytes once.
        let bytes = path.is_file().then(|| fs::read(path)).and_then(Result::ok);
        let sha256 = bytes.map(|bytes| hex(&bytes));
        Self { name: path.display().to_string(), sha256, unread: false }
    }
}

impl File {
    /// An input, and whether it could be read.
    fn read(name: &str, readings: &Readings) -> Self {
        let read = readings.read.iter().any(|reading| reading.source.name == name);
        Self { unread: !read, ..Self::new(Path::new(name)) }
    }
}

impl SummaryArgs {
    /// True where it was asked for.
    pub(crate) fn any(&self) -> bool {
        self.file.is_some()
    }

    /// Its file.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Writes it, where it was asked for.
    pub(crate) fn write(
        &self,
        table: &Table,
        (inputs, readings): (&[Input], &Readings),
        output: Option<&Path>,
        from: &RulesFrom,
    ) -> Result<(), Error> {
        let Some(file) = &self.file else { return Ok(()) };
        let summary = Summary {
            version: env!("CARGO_PKG_VERSION"),
            rules: hex(rules::texts(from.folder.as_deref())?.as_bytes()),
            inputs: inputs.iter().map(|input| File::read(&input.name(), readings)).collect(),
            output: output.map(File::new),
            rows: table.rows.len(),
            kinds: counts(table, Field::Kind),
            statuses: counts(table, Field::Status),
            findings: counts(table, Field::Findings),
        };
        let text =
            serde_json::to_string_pretty(&summary).map_err(|error| Error::Internal(error.to_string()))?;
        Output::new(Some(file)).write(|out| writeln!(out, "{text}"))
    }
}

/// How often each value of a column stands in the table; `;` parts values.
fn counts(table: &Table, field: Field) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in 0..table.rows.len() {
        for value in table.cell(row, field).into_iter().flat_map(|cell| cell.split(';')) {
            *counts.entry(value.to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
