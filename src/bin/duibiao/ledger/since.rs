use std::process::ExitCode;

use duibiao::{
    error::Error,
    export::Grid,
    measure::{Cell, Column, ColumnType},
    text::Severity,
};

use super::{From, column};
use crate::{grid::GridArgs, messages::Messages};

#[derive(clap::Args)]
pub(super) struct SinceArgs {
    /// The number of the last run that was loaded, as `ledger list` shows it; 0 for none
    #[arg(value_name = "RUN")]
    run: i64,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    to: GridArgs,
}

/// The columns of what a load must replace.
const COLUMNS: &[Column] = &[
    column("body", "单位名称", ColumnType::Words, "whose report it is"),
    column("period", "报告期次", ColumnType::Code, "the period to load again"),
];

impl SinceArgs {
    /// Lists what a load must replace.
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let ledger = self.from.open_beside(self.to.path())?;
        self.from.runs(&ledger, false)?;
        let (run, last) = (self.run, ledger.last_run().map_err(|error| self.from.wrong(error))?);
        if run > last {
            // It may have been there: a month that is removed takes its number along.
            let (file, told) =
                (self.from.db.display(), format!("there is no run {run}: the last one is {last}"));
            messages.about(Severity::Warning, &file.to_string(), None, "run-unknown", &told);
        }
        let changed = ledger.changed_since(self.run, self.from.body());
        let changed = changed.map_err(|error| self.from.wrong(error))?;
        let rows = changed
            .iter()
            .map(|(body, period)| vec![Cell::words(body.as_str()), Cell::words(period.as_str())]);
        let title = self.from.db.display().to_string();
        let grid = Grid::new(title, COLUMNS, rows.collect());
        self.to.write(&grid, messages, |out| {
            changed.iter().try_for_each(|(body, period)| writeln!(out, "{body} {period}"))
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
