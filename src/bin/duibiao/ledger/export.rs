use std::{fs, path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    export::Grid,
    ledger::{LONG_COLUMNS, Ledger},
    measure::COLUMNS,
};

use super::From;
use crate::{grid::GridArgs, output::Output};

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
    /// Write a folder `period=…` of Parquet for each period into this folder, each in place of the one that is there
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format"])]
    partitions: Option<PathBuf>,
    #[command(flatten)]
    to: GridArgs,
}

impl ExportArgs {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let ledger = self.from.open_beside(self.to.path())?;
        match &self.partitions {
            Some(folder) => self.partitions(&ledger, folder)?,
            None => {
                let grid = self.grid(&ledger, self.period.as_deref())?;
                self.to.write(&grid, |out| grid.csv(out))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn grid(&self, ledger: &Ledger, period: Option<&str>) -> Result<Grid, Error> {
        let rows = ledger.long(self.from.body(), period, self.replaced);
        Ok(Grid {
            title: self.from.db.display().to_string(),
            columns: LONG_COLUMNS.iter().chain(COLUMNS).copied().collect(),
            rows: rows.map_err(|error| self.from.wrong(error))?,
            charts: Vec::new(),
        })
    }

    /// One file a period; the period is the name of its folder and no column.
    fn partitions(&self, ledger: &Ledger, folder: &std::path::Path) -> Result<(), Error> {
        let runs = ledger.runs(self.from.body(), self.replaced).map_err(|error| self.from.wrong(error))?;
        let mut periods: Vec<&str> = runs.iter().map(|run| run.period.as_str()).collect();
        periods.sort_unstable();
        periods.dedup();
        for period in
            periods.into_iter().filter(|period| self.period.as_deref().is_none_or(|wanted| wanted == *period))
        {
            let mut grid = self.grid(ledger, Some(period))?;
            if let Some(at) = grid.columns.iter().position(|column| column.name == "period") {
                grid.columns.remove(at);
                for row in &mut grid.rows {
                    row.remove(at);
                }
            }
            let folder = folder.join(format!("period={}", period.replace('/', "%2F")));
            fs::create_dir_all(&folder)
                .map_err(|cause| Error::Write { file: folder.display().to_string(), cause })?;
            Output::new(Some(&folder.join("rows.parquet"))).write(|out| grid.parquet(out))?;
        }
        Ok(())
    }
}
