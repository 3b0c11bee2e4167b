mod add;
mod changes;
mod check;
mod decide;
mod export;
mod since;
mod trend;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;
use duibiao::{
    error::Error,
    export::Grid,
    ledger::{Ledger, LedgerError, ReportPeriod, Run},
    measure::{Cell, Column, ColumnType, column},
};

use crate::{
    files::{self, Files},
    grid::GridArgs,
    messages::Messages,
};

/// Keep the months in one file: add reports, and see what changed, how a goal went, and the long table.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao ledger add --db town.db --body 清岩县 may.md june.md
  duibiao ledger add --db town.db --body 清岩县 june-corrected.md --replace
  duibiao ledger list --db town.db
  duibiao ledger changes --db town.db --since 2024-06
  duibiao ledger check --db town.db --fail-on warning
  duibiao ledger confirm --db town.db --body 清岩县 口袋公园 街头游园   one thing under two names, in every month
  duibiao ledger confirm --db town.db --body 甲市 高新技术开发区 高新区  one district under two names
  duibiao ledger split --db town.db --body 清岩县 口袋公园 街头游园     two things; `undo` takes back the latest word
  duibiao ledger remove --db town.db --body 清岩县 --period 2024-06
  duibiao ledger changed-since --db town.db 41                          what to load again after run 41
  duibiao ledger trend --db town.db 公共停车位
  duibiao ledger export --db town.db --period 2024-06 -o 2024-06.csv
  duibiao ledger export --db town.db --partitions lake/    lake/period=2024-06/rows.parquet")]
pub(crate) struct LedgerArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Store reports or exported tables; what is there already is left as it is
    #[command(
        after_long_help = "Examples:\n  duibiao ledger add --db town.db --body 清岩县 may.md june.md\n  duibiao ledger add --db town.db --body 清岩县 june-corrected.md --replace"
    )]
    Add(add::AddArgs),
    /// List the months
    #[command(
        after_long_help = "Examples:\n  duibiao ledger list --db town.db\n  duibiao ledger list --db town.db --replaced -o months.xlsx"
    )]
    List(ListArgs),
    /// Show what changed from month to month
    #[command(
        after_long_help = "Examples:\n  duibiao ledger changes --db town.db --since 2024-06\n  duibiao ledger changes --db town.db -o changes.xlsx\n  duibiao ledger changes --db town.db -o changes.html"
    )]
    Changes(changes::ChangesArgs),
    /// Find what deserves a look in a month, and since when it does
    #[command(
        after_long_help = "Examples:\n  duibiao ledger check --db town.db --fail-on warning\n  duibiao ledger check --db town.db -o findings.xlsx --fail-on never"
    )]
    Check(check::LedgerCheckArgs),
    /// Decide that two names are one thing, in every month of a body
    #[command(
        after_long_help = "Examples:\n  duibiao ledger confirm --db town.db --body 清岩县 口袋公园 街头游园"
    )]
    Confirm(decide::NamesArgs),
    /// Decide that two names are two things
    #[command(
        after_long_help = "Examples:\n  duibiao ledger split --db town.db --body 清岩县 口袋公园 街头游园"
    )]
    Split(decide::NamesArgs),
    /// Take back the latest decision for a body
    #[command(after_long_help = "Examples:\n  duibiao ledger undo --db town.db --body 清岩县")]
    Undo(decide::UndoArgs),
    /// Take a month out
    #[command(
        after_long_help = "Examples:\n  duibiao ledger remove --db town.db --body 清岩县 --period 2024-06"
    )]
    Remove(decide::RemoveArgs),
    /// List the periods that a load must replace since a run
    #[command(
        after_long_help = "Examples:\n  duibiao ledger changed-since --db town.db 41\n  duibiao ledger changed-since --db town.db 0 --format csv"
    )]
    ChangedSince(since::SinceArgs),
    /// Show how a goal went over the months
    #[command(
        after_long_help = "Examples:\n  duibiao ledger trend --db town.db 公共停车位\n  duibiao ledger trend --db town.db 公共停车位 -o trend.html"
    )]
    Trend(trend::TrendArgs),
    /// Write every row of every month, with the versions of the goals
    #[command(
        after_long_help = "Examples:\n  duibiao ledger export --db town.db --period 2024-06 -o 2024-06.csv\n  duibiao ledger export --db town.db --partitions lake/    lake/period=2024-06/rows.parquet"
    )]
    Export(export::ExportArgs),
}

impl LedgerArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        match &self.action {
            Action::Add(args) => args.run(messages),
            Action::List(args) => args.run(messages),
            Action::Changes(args) => args.run(messages),
            Action::Check(args) => args.run(messages),
            Action::Confirm(args) => args.run(true, messages),
            Action::Split(args) => args.run(false, messages),
            Action::Undo(args) => args.run(messages),
            Action::Remove(args) => args.run(messages),
            Action::ChangedSince(args) => args.run(messages),
            Action::Trend(args) => args.run(messages),
            Action::Export(args) => args.run(messages),
        }
    }
}

/// Which ledger, and whose months of it.
#[derive(clap::Args)]
struct From {
    /// The ledger's file
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Only the months of this body
    #[arg(long, value_name = "NAME")]
    body: Option<String>,
}

impl From {
    /// The ledger, once it is sure that the output is another file.
    fn open_beside(&self, output: Option<&Path>) -> Result<Ledger, Error> {
        Files::default().keeps(&self.db).writes("the output", output).check()?;
        self.open()
    }

    fn open(&self) -> Result<Ledger, Error> {
        files::ledger_is_a_file(&self.db)?;
        Ledger::open(&self.db).map_err(|error| self.wrong(error))
    }

    fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The current months, once it is sure that the body is one of them.
    fn runs(&self, ledger: &Ledger, replaced: bool) -> Result<Vec<Run>, Error> {
        let runs = ledger.runs(self.body(), replaced).map_err(|error| self.wrong(error))?;
        if let Some(body) = self.body().filter(|_| runs.is_empty()) {
            let all = ledger.runs(None, false).map_err(|error| self.wrong(error))?;
            return Err(self.unknown("body", body, all.iter().map(|run| run.body.as_str())));
        }
        Ok(runs)
    }

    /// The months of a period, in whatever spelling: those that cover it, else those that end with it.
    fn of_period<'r>(&self, runs: &'r [Run], period: &str) -> Result<Vec<&'r Run>, Error> {
        let wanted =
            ReportPeriod::read(period).ok_or_else(|| self.wrong(LedgerError::Period(period.to_owned())))?;
        let covers = |run: &&Run| ReportPeriod::read(&run.period) == Some(wanted);
        let ends = |run: &&Run| run.month() == wanted.place(false) / 100;
        let mut found: Vec<&Run> = runs.iter().filter(covers).collect();
        if found.is_empty() {
            found = runs.iter().filter(ends).collect();
        }
        if found.is_empty() {
            return Err(self.unknown("period", period, runs.iter().map(|run| run.period.as_str())));
        }
        Ok(found)
    }

    fn unknown<'n>(&self, what: &'static str, name: &str, known: impl Iterator<Item = &'n str>) -> Error {
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        known.dedup();
        let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
        self.wrong(LedgerError::Unknown { what, name: name.to_owned(), known })
    }

    fn wrong(&self, error: LedgerError) -> Error {
        if error.is_usage() {
            return Error::Usage(format!("{}: {error}", self.db.display()));
        }
        Error::Read { file: self.db.display().to_string(), reason: error.to_string() }
    }
}

#[derive(clap::Args)]
struct ListArgs {
    #[command(flatten)]
    from: From,
    /// Show replaced versions, too
    #[arg(long)]
    replaced: bool,
    #[command(flatten)]
    to: GridArgs,
}

/// The columns of the list of months.
const RUN_COLUMNS: &[Column] = &[
    column("body", "单位名称", ColumnType::Words, "whose report it is"),
    column("period", "报告期次", ColumnType::Code, "what the report covers"),
    column("vintage", "版次", ColumnType::Integer, "1, and one more each time the month was replaced"),
    column("is_current", "是否现行", ColumnType::Integer, "1, or 0 where a later version replaced it"),
    column("rows", "行数", ColumnType::Integer, "rows of the month"),
    column("source", "来源文件", ColumnType::Words, "file name as given"),
    column("hash", "内容哈希", ColumnType::Code, "hash of the content"),
    column("run", "入账号", ColumnType::Integer, "number of the run, for `ledger changed-since`"),
];

impl ListArgs {
    fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let ledger = self.from.open_beside(self.to.path())?;
        let runs = self.from.runs(&ledger, self.replaced)?;
        let row = |run: &duibiao::ledger::Run| {
            vec![
                Cell::words(run.body.as_str()),
                Cell::words(run.period.as_str()),
                Some(run.vintage.into()),
                Some(i64::from(run.current).into()),
                Some(run.rows.into()),
                Cell::words(run.source.as_str()),
                Cell::words(run.hash.as_str()),
                Some(run.id.into()),
            ]
        };
        let rows = runs.iter().map(row).collect();
        let grid = Grid::new("台账月份".to_owned(), RUN_COLUMNS, rows);
        self.to.write(&grid, messages, |out| {
            for run in &runs {
                let replaced = if run.current { "" } else { " (已被替换)" };
                let Run { id, body, period, vintage, rows, source, .. } = run;
                let told = format!("{body} {period} 第{vintage}版 {rows}行 入账号{id} {source}{replaced}");
                writeln!(out, "{}", messages.for_people(&told))?;
            }
            Ok(())
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
