use std::process::ExitCode;

use duibiao::{
    alerts::{self, Known, Raised},
    compare::Comparison,
    error::Error,
    ledger::{Decisions, Earlier, Ledger, LedgerError, Run},
    measure::{Cell, Field, Table},
    model::Body,
    rules::Rulebook,
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
        let beside = self.beside(&ledger, &months)?;
        let mut all = Vec::new();
        for ((month, comparison), at_once) in comparisons.iter().zip(at_once(&beside, months.len(), &rules)) {
            let mut raised = alerts::raised(comparison, month.before.is_some(), &rules);
            raised.extend(at_once);
            let first_seen = ledger.first_seen(&month.run).map_err(|error| self.from.wrong(error))?;
            Known::mark_since(&first_seen, &month.run.period, &mut raised);
            alerts::of_body(&mut raised, &month.run.body);
            all.extend(raised);
        }
        self.to.write(&all, &rules, messages)?;
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

    /// All reports on each month that is asked for.
    fn beside(&self, ledger: &Ledger, months: &[Month]) -> Result<Vec<Beside>, Error> {
        let everyone = ledger.runs(None, false).map_err(|error| self.from.wrong(error))?;
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, month) in months.iter().enumerate() {
            let fits = |group: &&mut Vec<usize>| {
                let same = months[group[0]].run.month() == month.run.month();
                same && group.iter().all(|other| months[*other].run.body != month.run.body)
            };
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        let beside = groups.into_iter().map(|group| Beside::of(ledger, months, group, &everyone));
        beside.collect::<Result<_, _>>().map_err(|error| self.from.wrong(error))
    }
}

/// What the reports on one month contradict each other in, for each of the months that are asked for.
fn at_once<'b>(beside: &'b [Beside], months: usize, rules: &Rulebook) -> Vec<Vec<Raised<'b>>> {
    let mut raised: Vec<Vec<Raised>> = (0..months).map(|_| Vec::new()).collect();
    for beside in beside {
        for alert in alerts::contradictions(&beside.table, None, rules) {
            if let Some(month) = beside.month_of(alert.entry.row()) {
                raised[month].push(alert);
            }
        }
    }
    raised
}

/// A month and what it is held against.
struct Month {
    run: Run,
    table: Table,
    before: Option<Earlier>,
}

/// The rows of all reports on one month, each under a title that says whose it is: what is not asked for, then what is.
struct Beside {
    table: Table,
    /// Which of the months that are asked for begins where.
    starts: Vec<(usize, usize)>,
}

impl Beside {
    fn of(
        ledger: &Ledger,
        months: &[Month],
        asked: Vec<usize>,
        everyone: &[Run],
    ) -> Result<Self, LedgerError> {
        let place = months[asked[0]].run.month();
        let is_asked = |run: &Run| asked.iter().any(|at| months[*at].run.body == run.body);
        let mut table = Table::default();
        for other in everyone.iter().filter(|run| run.month() == place && !is_asked(run)) {
            table.rows.extend(titled(ledger.table(other)?, &other.body).rows);
        }
        let mut starts = Vec::new();
        for at in asked {
            starts.push((table.rows.len(), at));
            table.rows.extend(titled(ledger.table(&months[at].run)?, &months[at].run.body).rows);
        }
        Ok(Self { table, starts })
    }

    /// The month whose row it is, where that is asked for.
    fn month_of(&self, row: usize) -> Option<usize> {
        self.starts.iter().rev().find(|(start, _)| *start <= row).map(|(_, month)| *month)
    }
}

/// Rows whose title says whose they are, the name of the body before it where it does not.
fn titled(mut table: Table, body: &str) -> Table {
    for row in &mut table.rows {
        let title = row.text(Field::ReportTitle).unwrap_or_default();
        if Body::of_title(title).is_none_or(|own| own.name.is_empty()) && body != "-" {
            row.set(Field::ReportTitle, Cell::words(format!("{body}{title}")));
        }
    }
    table
}
