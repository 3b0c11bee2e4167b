use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ValueEnum;
use duibiao::{
    error::Error,
    evaluate::{self, Fired, Found, Gold, Made, Score, Tally, found, score},
    export,
    text::Severity,
};

use crate::{args::RulesFrom, messages::Messages, output::Output, reading::ReadingArgs};

/// Score the findings against rows made by hand.
#[derive(clap::Args)]
#[command(
    after_long_help = "Examples:\n  duibiao evaluate --gold gold.csv reports/*.txt --by-kind\n  duibiao evaluate --gold gold.csv --table table.csv --errors 20\n\nThe document of a gold row is the name of its report without the ending."
)]
pub(crate) struct EvaluateArgs {
    /// The rows made by hand: doc,task,need,kind,indicator,target,target_unit,bound,actual,actual_unit,stated,note
    ///
    /// Given several times, the files are read as one.
    #[arg(long, value_name = "GOLD.csv", required = true)]
    gold: Vec<PathBuf>,
    /// Reports: files, folders or patterns
    #[arg(value_name = "INPUT", required_unless_present = "table", conflicts_with = "table")]
    inputs: Vec<PathBuf>,
    /// A CSV table that was exported before, instead of reports; given several times, they are scored as one
    #[arg(long, value_name = "TABLE.csv")]
    table: Vec<PathBuf>,
    /// Score all rows as this document, and only this document
    #[arg(long, value_name = "NAME")]
    doc: Option<String>,
    /// One line for each kind of row
    #[arg(long)]
    by_kind: bool,
    /// One line for each value of a column
    #[arg(long, value_enum, value_name = "COLUMN")]
    by: Option<By>,
    /// Write how often each rule was right as a rule file, rules/measured.toml
    #[arg(long, value_name = "FILE")]
    write_measured: Option<PathBuf>,
    /// Show up to N missed and N wrong rows
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Leave with exit code 1 below this F1
    #[arg(long, value_name = "X")]
    min_f1: Option<f64>,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Rows by their documents, and what could not be read.
type Scored = (BTreeMap<String, Vec<Found>>, Result<(), Error>);

#[derive(Clone, Copy, ValueEnum)]
enum By {
    /// Why goal and figure were paired.
    Grounds,
    /// The rules that made the row, with the grounds.
    Rule,
}

impl EvaluateArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let gold = self.gold(messages)?;
        let (rows, unread) = self.rows(messages)?;
        self.share_documents(&gold, &rows)?;
        let score = score(&gold, &rows);
        Output::Stdout.write(|out| self.show(out, &score, messages))?;
        if let Some(file) = &self.write_measured {
            std::fs::write(file, score.rules.toml())
                .map_err(|cause| Error::Write { file: file.display().to_string(), cause })?;
        }
        unread?;
        let low = self.min_f1.is_some_and(|bound| score.all().f1() < bound);
        Ok(if low { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// The rows to be scored, by their documents, and the error of the inputs that could not be read.
    fn rows(&self, messages: &Messages) -> Result<Scored, Error> {
        let mut rows = BTreeMap::<String, Vec<Found>>::new();
        for table in &self.table {
            for (document, more) in found(&table.display().to_string(), open(table)?, self.doc.as_deref())? {
                rows.entry(document).or_default().extend(more);
            }
        }
        if !self.table.is_empty() {
            return Ok((rows, Ok(())));
        }
        let rules = self.rules.load()?;
        let inputs = self.reading.expand(&self.inputs, None);
        let readings = self.reading.read(&inputs, &rules, messages)?;
        let mut table = Vec::new();
        export::csv(&crate::extract::table(&readings, &rules, false)?, &mut table)
            .map_err(|error| Error::Internal(error.to_string()))?;
        rows = found("the table", &table[..], self.doc.as_deref())?;
        if self.doc.is_none() {
            // A document without rows was scored, too.
            for name in readings.read.iter().filter_map(|reading| stem(&reading.source.name)) {
                rows.entry(name).or_default();
            }
        }
        Ok((rows, readings.finish()))
    }

    /// An error where no row made by hand is of a document that was scored.
    fn share_documents(&self, gold: &Gold, rows: &BTreeMap<String, Vec<Found>>) -> Result<(), Error> {
        if rows.is_empty() || self.doc.is_some() || gold.keys().any(|name| rows.contains_key(name)) {
            return Ok(());
        }
        let (known, scored) = (some(gold.keys()), some(rows.keys()));
        Err(Error::Usage(format!(
            "no row made by hand is of a document that was scored: they are of {known}, and scored was {scored}"
        )))
    }

    /// The rows made by hand, by their documents.
    fn gold(&self, messages: &Messages) -> Result<Gold, Error> {
        let mut gold = Gold::new();
        for file in &self.gold {
            for (document, rows) in evaluate::gold(&file.display().to_string(), open(file)?)? {
                gold.entry(document).or_default().extend(rows);
            }
        }
        if let Some(doc) = &self.doc {
            if !gold.contains_key(doc) {
                let file =
                    self.gold.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ");
                let told = format!("no row made by hand is of the document {doc}: every row counts as wrong");
                messages.about(Severity::Warning, &file, None, "document-unknown", &told);
            }
            gold.retain(|name, _| name == doc);
            gold.entry(doc.clone()).or_default();
        }
        Ok(gold)
    }

    fn show(&self, out: &mut dyn Write, score: &Score, messages: &Messages) -> io::Result<()> {
        if self.errors > 0 {
            for (title, rows) in [("missed", &score.missed), ("wrong", &score.wrong)] {
                writeln!(out, "-- {} ({})", messages.in_words(title), rows.len())?;
                for row in rows.iter().take(self.errors) {
                    writeln!(out, "   {row}")?;
                }
            }
        }
        if self.by_kind {
            for (kind, tally) in &score.kinds {
                writeln!(out, "{kind:<9} {}", messages.in_words(&line(*tally)))?;
            }
        }
        if let Some(By::Rule) = self.by {
            for (Made { rule, grounds, kind }, fired) in score.rules.worst_first() {
                let Fired { right, wrong, documents } = fired;
                let (fired, documents) = (right + wrong, documents.len());
                let grounds = if grounds.is_empty() { "-" } else { grounds };
                let told = format!("fired {fired:4} right {right:4} wrong {wrong:4} documents {documents:3}");
                writeln!(out, "{}  {kind:<8} {grounds:<15} {rule}", messages.in_words(&told))?;
            }
        }
        if let Some(By::Grounds) = self.by {
            for (grounds, Tally { right, wrong, .. }) in &score.grounds {
                let grounds = if grounds.is_empty() { "-" } else { grounds };
                let told = format!("right {right:4} wrong {wrong:4}");
                writeln!(out, "{grounds:<15} {}", messages.in_words(&told))?;
            }
        }
        let all = score.all();
        let told = format!(
            "all right {} wrong {} missed {}  P {:.3} R {:.3} F1 {:.3}  indicator names {}/{}  stated ratios {}/{}",
            all.right,
            all.wrong,
            all.missed,
            all.precision(),
            all.recall(),
            all.f1(),
            score.names.0,
            score.names.1,
            score.stated.0,
            score.stated.1
        );
        writeln!(out, "{}", messages.in_words(&told))
    }
}

/// The name of a document, as gold calls it.
fn stem(source: &str) -> Option<String> {
    Path::new(source).file_stem().map(|stem| stem.to_string_lossy().into_owned())
}

/// Names, the first few of many.
fn some<'n>(names: impl Iterator<Item = &'n String>) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<&str> = names.map(String::as_str).take(SHOWN + 1).collect();
    if names.len() > SHOWN {
        names[SHOWN] = "…";
    }
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

fn line(tally: Tally) -> String {
    format!(
        "right {:4} wrong {:4} missed {:4}  P {:.3} R {:.3} F1 {:.3}",
        tally.right,
        tally.wrong,
        tally.missed,
        tally.precision(),
        tally.recall(),
        tally.f1()
    )
}

fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|error| Error::Read {
        file: path.display().to_string(),
        reason: format!("cannot be opened: {error}"),
    })
}
