use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use duibiao::{
    error::Error,
    export::{Grid, Head, Stream},
    ledger::{LONG_COLUMNS, Ledger, Run, Versions},
    measure::{COLUMNS, Column},
    text::Severity,
};

use super::From;
use crate::{
    grid::{Gradual, GridArgs},
    messages::Messages,
    output::Output,
};

#[derive(clap::Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    from: From,
    /// Only this period, to load it in place of what a BI tool has of it
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Write rows of replaced versions, too
    #[arg(long)]
    replaced: bool,
    /// Write the months as they were known at the end of this day: what was stored later is left out
    #[arg(long, value_name = "DATE", conflicts_with = "replaced")]
    as_known_on: Option<chrono::NaiveDate>,
    /// Write a folder `period=…` of Parquet for each period into this folder, each in place of the one that is there;
    /// each holds the rows of every body, `--body` only chooses the periods that this body has
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format"])]
    partitions: Option<PathBuf>,
    #[command(flatten)]
    to: GridArgs,
}

impl ExportArgs {
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let ledger = self.from.open_beside(self.to.path())?;
        let runs = self.from.runs(&ledger, self.replaced)?;
        let asked = self.period.as_deref().map(|period| self.from.of_period(&runs, period)).transpose()?;
        let period = asked.as_ref().and_then(|runs| runs.first()).map(|run| run.period.as_str());
        match &self.partitions {
            Some(folder) => self.partitions(&ledger, &runs, period, folder, messages)?,
            None => self.written(&ledger, period, messages)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Rows that follow each other are written as they come; a workbook, a page and Parquet hold them all.
    fn written(&self, ledger: &Ledger, period: Option<&str>, messages: &Messages) -> Result<(), Error> {
        let stream = match self.to.gradual(messages)? {
            Some(Gradual::Rows(stream)) => stream,
            Some(Gradual::Lines) => Stream::Csv(messages.machines()),
            None => {
                let grid = self.grid(ledger, period)?;
                return self.to.write(&grid, messages, |out| grid.csv(messages.machines(), out));
            }
        };
        let mut failure = None;
        let written = self.to.output().write(|out| {
            let mut rows = stream.start(&heads(), out)?;
            let each = ledger.each_long((self.from.body(), period), &self.versions(), |row| rows.row(&row));
            each.unwrap_or_else(|error| {
                failure = Some(self.from.wrong(error));
                Err(io::Error::other("the ledger could not be read"))
            })?;
            rows.end()
        });
        failure.map_or(written, Err)
    }

    /// Which versions of the months are written.
    fn versions(&self) -> Versions {
        match self.as_known_on {
            Some(date) => Versions::KnownOn(date.to_string()),
            None if self.replaced => Versions::All,
            None => Versions::Current,
        }
    }

    fn grid(&self, ledger: &Ledger, period: Option<&str>) -> Result<Grid, Error> {
        let rows = ledger.long(self.from.body(), period, &self.versions());
        let rows = rows.map_err(|error| self.from.wrong(error))?;
        Ok(Grid::of("台账明细".to_owned(), heads(), rows))
    }

    /// One file a period, with the rows of every body: a folder that is written in place of another must hold
    /// what that one held. `--body` and `--period` only choose which periods are written.
    fn partitions(
        &self,
        ledger: &Ledger,
        runs: &[Run],
        asked: Option<&str>,
        folder: &Path,
        messages: &Messages,
    ) -> Result<(), Error> {
        let wanted: BTreeSet<&str> = runs
            .iter()
            .map(|run| run.period.as_str())
            .filter(|period| asked.is_none_or(|wanted| wanted == *period))
            .collect();
        let columns: Vec<Column> = LONG_COLUMNS.iter().chain(COLUMNS).copied().collect();
        let at = columns.iter().position(|column| column.name == "period").unwrap_or(0);
        ledger
            .long_by_period(&wanted, &self.versions(), |period, rows| {
                let grid = Grid::new(String::new(), &columns, rows);
                partition(folder, period, grid, at)
            })
            .map_err(|error| self.from.wrong(error))??;
        let (file, told) = (folder.display().to_string(), format!("{} periods written", wanted.len()));
        messages.about(Severity::Note, &file, None, "periods-written", &told);
        Ok(())
    }
}

/// The heads of the long table.
fn heads() -> Vec<Head> {
    LONG_COLUMNS.iter().chain(COLUMNS).map(Head::from).collect()
}

/// Writes one period: its name is that of its folder and no column.
fn partition(folder: &Path, period: &str, mut grid: Grid, at: usize) -> Result<(), Error> {
    grid.columns.remove(at);
    for row in &mut grid.rows {
        row.remove(at);
    }
    let folder = folder.join(format!("period={}", period.replace('/', "%2F")));
    fs::create_dir_all(&folder)
        .map_err(|cause| Error::Write { file: folder.display().to_string(), cause })?;
    Output::new(Some(&folder.join("rows.parquet"))).write(|out| grid.parquet(out))
}
