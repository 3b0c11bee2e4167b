use std::{
    io::{self, Write},
    process::ExitCode,
};

use duibiao::{
    alerts,
    compare::{CHANGE_COLUMNS, Change, Comparison},
    error::Error,
    export::{Grid, Head, Lang, period},
    ledger::{Decisions, Earlier, Ledger, LedgerError, ReportPeriod, Run},
    measure::{Cell, Cells, Column, ColumnType, Table},
    rules::Rulebook,
};

use super::{From, column};
use crate::{
    args::RulesFrom,
    grid::{Gradual, GridArgs},
    messages::Messages,
    visible::Visible,
};

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

/// Rows that a workbook, a page or a Parquet file of changes takes.
const MOST: usize = 20_000;

/// A month beside what it is held against.
struct Step {
    body: String,
    /// The period of the one and of the other.
    periods: [String; 2],
    decisions: Decisions,
    old: Earlier,
    new: Table,
}

impl Step {
    /// What changed, and the codes of each change.
    fn compared(&self, rules: &Rulebook) -> (Comparison<'_>, Vec<String>) {
        let comparison = self.decisions.compare(&self.old.table, &self.new, rules);
        let mut comparison = comparison.without_bare_figures();
        self.old.prune(&mut comparison);
        let codes = alerts::codes(&comparison, &alerts::raised(&comparison, true, rules));
        (comparison, codes)
    }
}

impl ChangesArgs {
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let ledger = self.from.open_beside(self.to.path())?;
        let since = self.since().map_err(|error| self.from.wrong(error))?;
        let runs = self.from.runs(&ledger, false)?;
        let months = Months { ledger: &ledger, runs: &runs, since, rules: &rules };
        match self.to.gradual(messages)? {
            Some(way) => self.gradually(way, &months, messages)?,
            None => self.whole(&months, messages)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes each step before the next is read: memory does not grow with the number of months.
    fn gradually(&self, way: Gradual, months: &Months<'_>, messages: &Messages) -> Result<(), Error> {
        let mut failure = None;
        let written = self.to.output().write(|out| {
            let mut steps = |each: &mut dyn FnMut(&Step) -> io::Result<()>| match months.each(each) {
                Ok(written) => written,
                Err(error) => {
                    failure = Some(self.from.wrong(error));
                    Err(io::Error::other("the ledger could not be read"))
                }
            };
            match way {
                Gradual::Lines => {
                    let out = &mut Visible::new(out);
                    steps(&mut |step| self.lines(step, months.rules, messages, out))
                }
                Gradual::Rows(stream) => {
                    let heads: Vec<Head> = LEDGER_CHANGES.concat().iter().map(Head::from).collect();
                    let mut rows = stream.start(&heads, out)?;
                    steps(&mut |step| {
                        self.rows(step, months.rules).into_iter().try_for_each(|row| rows.row(&row))
                    })?;
                    rows.end()
                }
            }
        });
        failure.map_or(written, Err)
    }

    /// Writes all steps as one.
    fn whole(&self, months: &Months<'_>, messages: &Messages) -> Result<(), Error> {
        let (mut steps, mut rows) = (Vec::new(), Vec::new());
        let gathered = months.each(&mut |step| {
            steps.push((step.body.clone(), step.periods.clone()));
            rows.extend(self.rows(step, months.rules));
            if rows.len() > MOST { Err(io::Error::other("too many")) } else { Ok(()) }
        });
        if gathered.map_err(|error| self.from.wrong(error))?.is_err() {
            return Err(Error::Usage(format!(
                "there are more than {MOST} changes, too many for such a file: name months with --since or --body, or write .csv, .json or .txt"
            )));
        }
        let title = title(&steps, messages.people());
        let grid = Grid::new(title, &LEDGER_CHANGES.concat(), rows);
        self.to.write(&grid.or_else_says(crate::compare::UNCHANGED), messages, |_| Ok(()))
    }

    fn lines(
        &self,
        step: &Step,
        rules: &Rulebook,
        messages: &Messages,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (comparison, codes) = step.compared(rules);
        let [before, now] = &step.periods;
        writeln!(out, "{} {before} → {now}", step.body)?;
        crate::compare::lines(&comparison, &codes, self.unchanged, messages.people(), out)
    }

    fn rows(&self, step: &Step, rules: &Rulebook) -> Vec<Cells> {
        let (comparison, codes) = step.compared(rules);
        let body = Cell::words(step.body.as_str());
        let place = |name: &str| CHANGE_COLUMNS.iter().position(|column| column.name == name);
        let periods = [place("old_period"), place("new_period")];
        let cells = |(change, codes): (&Change<'_>, &str)| {
            let mut cells = change.cells(codes);
            // Those of the ledger, which also a row has that is absent.
            for (at, period) in periods.iter().zip(&step.periods) {
                if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                    *cell = Cell::words(period.as_str());
                }
            }
            cells.push(body.clone());
            cells
        };
        alerts::shown(&comparison, &codes, self.unchanged).into_iter().map(cells).collect()
    }

    /// The month from which on changes are shown.
    fn since(&self) -> Result<i64, LedgerError> {
        let Some(since) = &self.since else { return Ok(0) };
        let period = ReportPeriod::read(since).ok_or_else(|| LedgerError::Period(since.clone()))?;
        Ok(period.place(false) / 100)
    }
}

/// Whose months, and from which to which.
fn title(steps: &[(String, [String; 2])], lang: Lang) -> String {
    let (Some((body, [first, _])), Some((_, [_, last]))) = (steps.first(), steps.last()) else {
        return "逐月变动".to_owned();
    };
    let mut bodies: Vec<&String> = steps.iter().map(|(body, _)| body).collect();
    bodies.dedup();
    let (first, last) = (period(lang, first), period(lang, last));
    match bodies.len() {
        1 if body == "-" => format!("逐月变动：{first} → {last}"),
        1 => format!("{body} 逐月变动：{first} → {last}"),
        several => format!("{several}个单位的逐月变动"),
    }
}

/// The months that are shown, in the order of bodies and periods.
struct Months<'l> {
    ledger: &'l Ledger,
    runs: &'l [Run],
    since: i64,
    rules: &'l Rulebook,
}

impl Months<'_> {
    /// Hands over each month that has one before it, until one is not wanted.
    fn each(&self, each: &mut dyn FnMut(&Step) -> io::Result<()>) -> Result<io::Result<()>, LedgerError> {
        for run in self.runs.iter().filter(|run| run.month() >= self.since) {
            let Some(before) = self.ledger.before(run, self.runs)? else { continue };
            let periods = [before.period.clone(), run.period.clone()];
            let Some(old) = self.ledger.earlier(run)? else { continue };
            let decisions = self.ledger.decided(run, self.rules)?;
            let step = Step { body: run.body.clone(), periods, decisions, old, new: self.ledger.table(run)? };
            if let Err(stopped) = each(&step) {
                return Ok(Err(stopped));
            }
        }
        Ok(Ok(()))
    }
}
