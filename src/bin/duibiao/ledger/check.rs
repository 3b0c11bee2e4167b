use std::process::ExitCode;

use duibiao::{
    alerts::{self, Known},
    compare::Comparison,
    error::Error,
    ledger::{Decisions, Earlier, Ledger, LedgerError, Run},
    measure::Table,
};

use super::From;
use crate::{args::RulesFrom, check::FindingsArgs};

#[derive(clap::Args)]
pub(super) struct LedgerCheckArgs {
    #[command(flatten)]
    from: From,
    /// The month to check; the latest of each body where none is named
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    #[command(flatten)]
    to: FindingsArgs,
    #[command(flatten)]
    rules: RulesFrom,
}

impl LedgerCheckArgs {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let ledger = self.from.open_beside(self.to.path())?;
        let months = self.months(&ledger)?;
        let decided = |month: &Month| ledger.decided(&month.run.body, &rules);
        let decisions: Result<Vec<Decisions>, LedgerError> = months.iter().map(decided).collect();
        let decisions = decisions.map_err(|error| self.from.wrong(error))?;
        let comparisons: Vec<(&Month, Comparison)> = months
            .iter()
            .zip(&decisions)
            .map(|(month, decisions)| {
                let Some(before) = &month.before else {
                    return (month, Comparison::of(&month.table, &rules).without_bare_figures());
                };
                let comparison = decisions.compare(&before.table, &month.table, &rules);
                let mut comparison = comparison.without_bare_figures();
                before.prune(&mut comparison);
                (month, comparison)
            })
            .collect();
        let mut all = Vec::new();
        for (month, comparison) in &comparisons {
            let mut raised = alerts::raised(comparison, month.before.is_some(), &rules);
            raised.extend(alerts::contradictions(&month.table, Some(&month.run.body), &rules));
            let first_seen = ledger.first_seen(&month.run).map_err(|error| self.from.wrong(error))?;
            Known::mark_since(&first_seen, &month.run.period, &mut raised);
            all.extend(raised);
        }
        self.to.write(&all, &rules)?;
        Ok(self.to.verdict(&all))
    }

    fn months(&self, ledger: &Ledger) -> Result<Vec<Month>, Error> {
        let runs = self.from.runs(ledger, false)?;
        let wanted: Vec<&Run> = match &self.period {
            Some(period) => self.from.of_period(&runs, period)?,
            None => {
                let latest = |at: &usize| runs.get(at + 1).is_none_or(|next| next.body != runs[*at].body);
                (0..runs.len()).filter(latest).map(|at| &runs[at]).collect()
            }
        };
        let month = |run: &Run| {
            Ok(Month { run: run.clone(), table: ledger.table(run)?, before: ledger.earlier(run)? })
        };
        let months: Result<_, LedgerError> = wanted.into_iter().map(month).collect();
        months.map_err(|error| self.from.wrong(error))
    }
}

/// A month and what it is held against.
struct Month {
    run: Run,
    table: Table,
    before: Option<Earlier>,
}
