use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::builder::NonEmptyStringValueParser;
use duibiao::{
    choices,
    compare::Letters,
    error::Error,
    ledger::{self, Ledger, LedgerError, Month, MonthKey, ReportPeriod, Stored},
    measure::{Field, Table},
    rules::Rulebook,
    text::{Severity, Source},
};

use crate::{
    extract, files, inputs::Input, messages::Messages, output::Output, reading::Readings, side::ReportArgs,
    visible::visible,
};

#[derive(clap::Args)]
pub(super) struct AddArgs {
    /// The ledger's file; it is made where there is none
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Whose reports they are
    #[arg(long, value_name = "NAME", default_value = "-", value_parser = NonEmptyStringValueParser::new())]
    body: String,
    /// Which of its reports, where a body gives several of a month: 督查通报; they are kept beside each other
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    report: Option<String>,
    /// Reports or exported tables
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// What they cover, where they do not say it: 2024-05, 2024-Q1, 2024-H1, 2024, 2024-01/2024-05
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Make a corrected month the next version of the one that is stored
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    reports: ReportArgs,
}

impl AddArgs {
    /// Stores each report on its own, and says so once it is on the disk.
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        files::ledger_is_a_file(&self.db)?;
        if let Some(period) = self.period.as_ref().filter(|period| ReportPeriod::read(period).is_none()) {
            return Err(Error::Usage(format!("--period: {}", LedgerError::Period(period.clone()))));
        }
        let given = self.reports.inputs(&self.inputs);
        let files = self.reports.files().reads("an input", given.iter().filter_map(Input::path));
        files.writes("the ledger", Some(&self.db)).check()?;
        let rules = self.reports.rules()?;
        let (mut tables, mut reports) = (Vec::new(), Vec::new());
        for input in given {
            match choices::exported(Path::new(&input.name()))? {
                Some(table) => tables.extend(by_source(table)),
                None => reports.push(input),
            }
        }
        let readings = self.reports.read(&reports, &rules, messages)?;
        tables.extend(by_source(extract::table(&readings, &rules, true)?));
        for reading in &readings.read {
            let name = &reading.source.name;
            if !tables.iter().any(|table| table.cell(0, Field::Source) == Some(name)) {
                let message = "no goal and no figure was found in it; nothing is stored";
                messages.about(Severity::Warning, name, None, "report-empty", message);
            }
        }
        self.one_of_a_month(&tables)?;
        self.store_all(&tables, &readings, &rules, messages)?;
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }

    /// Stores each report; an error where some were not stored, each of which is named.
    fn store_all(
        &self,
        tables: &[Table],
        readings: &Readings,
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<(), Error> {
        let mut ledger = Ledger::create(&self.db).map_err(|error| self.wrong(error))?;
        let of_source = |source: &Source| (source.name.clone(), Letters::of([source.text.as_str()], rules));
        let letters: HashMap<String, Letters> =
            readings.read.iter().map(|reading| of_source(&reading.source)).collect();
        let mut left = 0;
        for table in tables {
            let letters = table.cell(0, Field::Source).and_then(|name| letters.get(name));
            left += usize::from(!self.store(&mut ledger, (table, letters), rules, messages)?);
        }
        if left > 0 {
            return Err(Error::Usage(format!("{left} of {} reports were not stored", tables.len())));
        }
        Ok(())
    }

    /// An error where two different reports of the call are of one month: each would replace the other at every run.
    fn one_of_a_month(&self, tables: &[Table]) -> Result<(), Error> {
        let mut seen: HashMap<(String, bool), (String, &str)> = HashMap::new();
        let body = self.body();
        for table in tables {
            let name = table.cell(0, Field::Source).unwrap_or_default();
            let month = Month { body: &body, period: self.period.as_deref(), table, letters: None };
            // One without a period is named when it is to be stored.
            let Ok(MonthKey { period, plan, hash }) = month.key() else { continue };
            let (known, other) = seen.entry((period.clone(), plan)).or_insert_with(|| (hash.clone(), name));
            if *known != hash {
                return Err(Error::Usage(format!(
                    "{other} and {name} are two different reports on {period} of {body}: add each with a --report NAME of its own, or leave one out; nothing was stored"
                )));
            }
        }
        Ok(())
    }

    /// Stores a report; where it cannot be stored as it is, says why, and that is false.
    fn store(
        &self,
        ledger: &mut Ledger,
        (table, letters): (&Table, Option<&Letters>),
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<bool, Error> {
        let name = table.cell(0, Field::Source).unwrap_or_default();
        self.warn(name, table, messages);
        let body = self.body();
        let month = Month { body: &body, period: self.period.as_deref(), table, letters };
        let Stored { period, rows, vintage, changed } = match ledger.add(&month, self.replace, rules) {
            Ok(stored) => stored,
            Err(error) if error.is_usage() => {
                messages.about(Severity::Error, name, None, "report-refused", &error.to_string());
                return Ok(false);
            }
            Err(error) => return Err(self.wrong(error)),
        };
        let word = if changed { "已入账" } else { "已在账" };
        let told = messages.for_people(&format!("{word} {body} {period} 第{vintage}版 {rows}行"));
        Output::Stdout.write(|out| writeln!(out, "{}", visible(&told))).map(|()| true)
    }

    /// The body under which the reports are kept.
    fn body(&self) -> String {
        self.report.as_ref().map_or_else(|| self.body.clone(), |report| ledger::body_of(&self.body, report))
    }

    /// Says where `--period` is another period than the report's own.
    fn warn(&self, name: &str, table: &Table, messages: &Messages) {
        let own = (0..table.rows.len()).find_map(|row| table.cell(row, Field::ReportPeriod));
        let (Some(own), Some(asked)) = (own, self.period.as_deref()) else { return };
        if ReportPeriod::read(own) != ReportPeriod::read(asked) {
            let message =
                format!("the report says {own}, it is stored as {asked}; its dates stay as they are");
            messages.about(Severity::Warning, name, None, "period-differs", &message);
        }
    }

    fn wrong(&self, error: LedgerError) -> Error {
        Error::Write { file: self.db.display().to_string(), cause: io::Error::other(error.to_string()) }
    }
}

/// An exported table may hold several reports: each is a month of its own.
fn by_source(table: Table) -> Vec<Table> {
    let (mut tables, mut places): (Vec<Table>, HashMap<Option<String>, usize>) = Default::default();
    for row in table.rows {
        let place = *places.entry(row.text(Field::Source).map(str::to_owned)).or_insert_with(|| {
            tables.push(Table::default());
            tables.len() - 1
        });
        tables[place].rows.push(row);
    }
    tables
}
