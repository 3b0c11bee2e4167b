use std::process::ExitCode;

use duibiao::{
    alerts,
    compare::{CHANGE_COLUMNS, Comparison},
    error::Error,
    export::Grid,
    ledger::{Decisions, Earlier, Ledger, LedgerError, ReportPeriod},
    measure::{Column, ColumnType, Table},
    rules::Rulebook,
};

use super::{From, column};
use crate::{args::RulesFrom, grid::GridArgs, messages::Messages};

#[derive(clap::Args)]
pub(super) struct ChangesArgs {
    #[command(flatten)]
    from: From,
    /// Only months from this period on
    #[arg(long, value_name = "PERIOD")]
    since: Option<String>,
    /// Show rows that did not change, too
    #[arg(long)]
    unchanged: bool,
    #[command(flatten)]
    to: GridArgs,
    #[command(flatten)]
    rules: RulesFrom,
}

/// The columns of a comparison, and whose months are compared.
const LEDGER_CHANGES: [&[Column]; 2] =
    [CHANGE_COLUMNS, &[column("body", "单位名称", ColumnType::Words, "whose months are compared")]];

/// A month beside what it is held against.
struct Step {
    title: String,
    body: String,
    decisions: Decisions,
    old: Earlier,
    new: Table,
}

impl ChangesArgs {
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let ledger = self.from.open_beside(self.to.path())?;
        self.from.runs(&ledger, false)?;
        let steps = self.steps(&ledger, &rules).map_err(|error| self.from.wrong(error))?;
        let compared: Vec<(&Step, Comparison, Vec<String>)> = steps
            .iter()
            .map(|step| {
                let comparison = step.decisions.compare(&step.old.table, &step.new, &rules);
                let mut comparison = comparison.without_bare_figures();
                step.old.prune(&mut comparison);
                let codes = alerts::codes(&comparison, &alerts::raised(&comparison, true, &rules));
                (step, comparison, codes)
            })
            .collect();
        let rows = compared.iter().flat_map(|(step, comparison, codes)| {
            let shown = alerts::shown(comparison, codes, self.unchanged).into_iter();
            shown.map(|(change, codes)| {
                change.cells(codes).into_iter().chain([Some(step.body.clone())]).collect::<Vec<_>>()
            })
        });
        let steps: Vec<&str> = compared.iter().map(|(step, ..)| step.title.as_str()).collect();
        let title = format!("逐月变动：{}", steps.join("；"));
        let grid = Grid::new(title, &LEDGER_CHANGES.concat(), rows.collect());
        self.to.write(&grid, messages, |out| {
            for (step, comparison, codes) in &compared {
                writeln!(out, "{}", step.title)?;
                crate::compare::lines(comparison, codes, self.unchanged, messages.people(), out)?;
            }
            Ok(())
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Each month that has one before it, in the order of bodies and periods.
    fn steps(&self, ledger: &Ledger, rules: &Rulebook) -> Result<Vec<Step>, LedgerError> {
        let since = self.since.as_ref().map(|since| {
            ReportPeriod::read(since)
                .map(|period| period.place(false) / 100)
                .ok_or_else(|| LedgerError::Period(since.clone()))
        });
        let since = since.transpose()?.unwrap_or(0);
        let runs = ledger.runs(self.from.body(), false)?;
        let mut steps = Vec::new();
        for run in runs.iter().filter(|run| run.month() >= since) {
            let Some(before) = ledger.before(run, &runs)? else { continue };
            let title = format!("{} {} → {}", run.body, before.period, run.period);
            let Some(old) = ledger.earlier(run)? else { continue };
            let decisions = ledger.decided(&run.body, rules)?;
            steps.push(Step { title, body: run.body.clone(), decisions, old, new: ledger.table(run)? });
        }
        Ok(steps)
    }
}
