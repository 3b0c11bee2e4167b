use std::{collections::BTreeSet, process::ExitCode};

use duibiao::{
    alerts::{self, Known, Raised},
    compare::{Comparison, Entry},
    error::Error,
    ledger::{Decisions, Earlier, Ledger, LedgerError, Run},
    measure::{Cell, Table},
    model::Body,
};

use super::From;
use crate::{args::RulesFrom, check::FindingsArgs, messages::Messages};

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
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let ledger = self.from.open_beside(self.to.path())?;
        let months = self.months(&ledger)?;
        let decided = |month: &Month| ledger.decided(&month.run, &rules);
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
        let (mut all, mut told) = (Vec::new(), BTreeSet::new());
        for (month, comparison) in &comparisons {
            let mut raised = alerts::raised(comparison, month.before.is_some(), &rules);
            let at_once = alerts::contradictions(&month.beside, None, &rules).into_iter();
            raised.extend(at_once.filter(|alert| month.concerns(alert) && told.insert(pair(alert))));
            let first_seen = ledger.first_seen(&month.run).map_err(|error| self.from.wrong(error))?;
            Known::mark_since(&first_seen, &month.run.period, &mut raised);
            alerts::of_body(&mut raised, &month.run.body);
            all.extend(raised);
        }
        self.to.write(&all, &rules, messages.people())?;
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
        let everyone = ledger.runs(None, false).map_err(|error| self.from.wrong(error))?;
        let month = |run: &Run| {
            let (beside, others) = beside(ledger, run, &everyone)?;
            let table = ledger.table(run)?;
            Ok(Month { run: run.clone(), table, before: ledger.earlier(run)?, beside, others })
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
    /// The rows of other reports on the same month, then its own, each under a title that says whose it is.
    beside: Table,
    /// How many of them are others'.
    others: usize,
}

impl Month {
    /// True for a contradiction in which a row of this month takes part.
    fn concerns(&self, alert: &Raised) -> bool {
        let mine = |entry: &Entry| entry.row() >= self.others;
        mine(&alert.entry) || alert.before.as_ref().is_some_and(mine)
    }
}

/// The two rows of a contradiction, in whichever month it is met.
fn pair(alert: &Raised) -> (&'static str, BTreeSet<String>) {
    let id = |entry: &Entry| [entry.cell("source"), entry.cell("row_id")].join("\u{1f}");
    (alert.alert.code(), [Some(&alert.entry), alert.before.as_ref()].into_iter().flatten().map(id).collect())
}

/// The rows of other bodies' reports on a month and its own, and how many are others'.
fn beside(ledger: &Ledger, run: &Run, everyone: &[Run]) -> Result<(Table, usize), LedgerError> {
    let same = everyone.iter().filter(|other| other.month() == run.month() && other.body != run.body);
    let mut table = Table::default();
    for other in same {
        table.rows.extend(titled(ledger.table(other)?, &other.body).rows);
    }
    let others = table.rows.len();
    table.rows.extend(titled(ledger.table(run)?, &run.body).rows);
    Ok((table, others))
}

/// Rows whose title says whose they are, the name of the body before it where it does not.
fn titled(mut table: Table, body: &str) -> Table {
    for row in &mut table.rows {
        let title = row.text("report_title").unwrap_or_default();
        if Body::of_title(title).is_none_or(|own| own.name.is_empty()) && body != "-" {
            row.set("report_title", Cell::words(format!("{body}{title}")));
        }
    }
    table
}
