//! What each decision does to the rows of one report.

use super::{
    Decision, Verdict,
    shape::{answer, blank, free, goal_of, open},
    taken::Taken,
};
use crate::{
    model::{Basis, Figure, Finding, Goal, Kind, Report, Review, Reviewer, Unanswered},
    text::Span,
};

/// The rule of a number that the grammar reads in the text and that no stage has made anything of. It is there so
/// that decisions can point at it, and for no other reader.
pub const UNREAD: &str = "unread";

/// The rows of a report while they are corrected; a row that leaves makes no other move.
pub(super) struct Rows {
    pub(super) rows: Vec<Option<Finding>>,
    free: Vec<Finding>,
    /// Rows that a decision has made, to be put in their place at the end.
    pub(super) new: Vec<Finding>,
}

/// What a decision points at in one report.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Aim {
    /// Index of the row.
    pub(super) row: Option<usize>,
    /// Core of the goal that the decision names.
    pub(super) goal: Option<Span>,
    /// Core of the figure that it names.
    pub(super) figure: Option<Span>,
}

impl Rows {
    pub(super) fn of(report: &mut Report) -> Self {
        let rows = std::mem::take(&mut report.findings).into_iter().map(Some).collect();
        Self { rows, free: std::mem::take(&mut report.asides), new: Vec::new() }
    }

    /// Gives the report its rows back, new ones where their goal stands in the text.
    pub(super) fn into_report(self, report: &mut Report) {
        report.findings = self.rows.into_iter().flatten().collect();
        let (freed, asides) = self.free.into_iter().partition(|row| row.review.is_some());
        let freed: Vec<Finding> = freed;
        for row in self.new.into_iter().chain(freed) {
            let start = start(&row);
            let after = report.findings.iter().position(|other| self::start(other) > start);
            report.findings.insert(after.unwrap_or(report.findings.len()), row);
        }
        report.asides = asides;
        report.asides.retain(|number: &Finding| number.rule != UNREAD);
    }

    /// Does what a decision says, and writes down at the rows that it touches who said it and why; `false` where the row
    /// is of a kind that it does not fit.
    pub(super) fn decide(&mut self, decision: &Decision, aim: Aim) -> bool {
        self.all().for_each(|row| row.review = None);
        let done = self.apply(&decision.verdict, aim);
        for row in self.all() {
            match row.review {
                Some(review) => row.reviewers.push(Reviewer {
                    review,
                    by: decision.by.trim().to_owned(),
                    why: decision.why.trim().to_owned(),
                }),
                None => row.review = row.reviewers.last().map(|last| last.review),
            }
        }
        done
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.rows.iter_mut().flatten().chain(&mut self.new).chain(&mut self.free)
    }

    /// Does what a decision says; `false` where the row is of a kind that it does not fit.
    pub(super) fn apply(&mut self, verdict: &Verdict, aim: Aim) -> bool {
        match verdict {
            Verdict::Accept => self.mark(aim, Review::Accepted),
            Verdict::Reject => self.reject(aim),
            Verdict::Pair => self.pair(aim),
            Verdict::Basis(basis) => self.basis(aim, *basis),
            Verdict::NotComparable => self.not_comparable(aim),
            Verdict::Missed { name } => self.missed(aim, name),
            Verdict::Correct(correction) => self.correct(aim, correction),
            Verdict::Alias { indicator, name } => self.rename(indicator, name),
        }
    }

    pub(super) fn row(&mut self, aim: Aim) -> Option<&mut Finding> {
        self.rows.get_mut(aim.row?)?.as_mut()
    }

    fn mark(&mut self, aim: Aim, review: Review) -> bool {
        self.row(aim).map(|row| row.review = Some(review)).is_some()
    }

    fn not_comparable(&mut self, aim: Aim) -> bool {
        let Some(row) = self.row(aim).filter(|row| row.kind == Kind::Paired) else { return false };
        row.unanswered = Some(Unanswered::NotComparable);
        row.review = Some(Review::Corrected);
        true
    }

    fn basis(&mut self, aim: Aim, basis: Basis) -> bool {
        let Some(core) = aim.goal.or_else(|| self.row(aim)?.goal.as_ref().map(|goal| goal.quantity.core))
        else {
            return false;
        };
        let mut any = false;
        for row in self.rows.iter_mut().flatten().chain(&mut self.new) {
            if let Some(goal) = row.goal.as_mut().filter(|goal| goal.quantity.core == core) {
                goal.basis = basis;
                row.review = Some(Review::Corrected);
                any = true;
            }
        }
        any
    }

    fn rename(&mut self, indicator: &str, name: &str) -> bool {
        let mut any = false;
        for row in self.rows.iter_mut().flatten().filter(|row| row.indicator == indicator) {
            row.indicator = name.to_owned();
            row.review = Some(Review::Corrected);
            any = true;
        }
        for number in self.free.iter_mut().filter(|number| number.indicator == indicator) {
            number.indicator = name.to_owned();
        }
        any
    }

    /// A pair is taken apart; anything else leaves the table. A decision that names only a goal says that it
    /// is none.
    fn reject(&mut self, aim: Aim) -> bool {
        let Some(index) = aim.row else { return false };
        let Some(core) = aim.goal.filter(|_| aim.figure.is_none()) else {
            return self.take_apart(index, true);
        };
        let holds = |row: &Finding| row.goal.as_ref().is_some_and(|goal| goal.quantity.core == core);
        let held: Vec<usize> =
            (0..self.rows.len()).filter(|&at| self.rows[at].as_ref().is_some_and(holds)).collect();
        // Every one of them is taken apart, so this does not stop at the first.
        let mut any = false;
        for at in held {
            any |= self.take_apart(at, false);
        }
        any
    }

    /// Frees the figure of a row; its goal stays as an open one where it may.
    fn take_apart(&mut self, index: usize, keep_goal: bool) -> bool {
        let Some(mut row) = self.rows.get_mut(index).and_then(Option::take) else { return false };
        if let Some(figure) = row.figure.take() {
            self.free.push(free(&row, figure));
        }
        match row.goal.take() {
            Some(goal) if row.kind == Kind::Paired && keep_goal && goal.basis != Basis::Implied => {
                self.rows[index] = Some(open(row, goal));
            }
            Some(goal) => {
                let number =
                    Figure { quantity: goal.quantity, clause: goal.clause, negative: false, as_of: None };
                self.free.push(Finding { review: None, ..free(&row, number) });
            }
            None => {}
        }
        true
    }

    fn pair(&mut self, aim: Aim) -> bool {
        let (Some(goal_core), Some(figure_core)) = (aim.goal, aim.figure) else { return false };
        if goal_core == figure_core {
            return false;
        }
        if self.row(aim).is_some_and(|row| core(row.figure.as_ref()) == Some(figure_core)) {
            return self.mark(aim, Review::Corrected);
        }
        let index = aim.row.filter(|&index| self.rows[index].is_some());
        if let Some(index) = index {
            self.loosen(index);
        }
        let Some(taken) = self.take(figure_core) else { return false };
        if let Some(row) = index.and_then(|index| self.rows[index].as_mut()) {
            answer(row, taken);
            return true;
        }
        let Some(goal) = self.take(goal_core) else { return false };
        let mut row = blank(&goal);
        if row.indicator.is_empty() {
            row.indicator.clone_from(&taken.indicator);
        }
        row.goal = Some(goal_of(goal.figure));
        answer(&mut row, taken);
        self.new.push(row);
        true
    }

    /// Frees the figure of a row that is about to get another one.
    fn loosen(&mut self, index: usize) {
        if let Some(row) = &mut self.rows[index]
            && let Some(figure) = row.figure.take()
        {
            let freed = free(row, figure);
            row.stated = None;
            self.free.push(freed);
        }
    }

    /// The number at this place, taken from where it stands.
    pub(super) fn take(&mut self, core_span: Span) -> Option<Taken> {
        if let Some(at) = self.free.iter().position(|row| core(row.figure.as_ref()) == Some(core_span)) {
            return taken(self.free.remove(at));
        }
        let figure_of = |row: &Option<Finding>| row.as_ref().and_then(|row| core(row.figure.as_ref()));
        let Some(at) = self.rows.iter().position(|row| figure_of(row) == Some(core_span)) else {
            return self.take_goal(core_span);
        };
        let mut row = self.rows[at].take()?;
        let goal = row.goal.take().filter(|goal| goal.basis != Basis::Implied);
        let left = goal.map(|goal| open(Finding { figure: None, ..row.clone() }, goal));
        self.rows[at] = left;
        taken(row)
    }

    /// The number at this place where it was read as a goal; what answered it is free.
    fn take_goal(&mut self, core: Span) -> Option<Taken> {
        let goal_of = |row: &Option<Finding>| Some(row.as_ref()?.goal.as_ref()?.quantity.core);
        let at = self.rows.iter().position(|row| goal_of(row) == Some(core))?;
        let mut row = self.rows[at].take()?;
        if let Some(figure) = row.figure.take() {
            self.free.push(free(&row, figure));
        }
        let Goal { quantity, clause, .. } = row.goal.take()?;
        let figure = Figure { quantity, clause, negative: false, as_of: None };
        taken(Finding { figure: Some(figure), stated: None, ..row })
    }
}

fn core(figure: Option<&Figure>) -> Option<Span> {
    figure.map(|figure| figure.quantity.core)
}

fn start(row: &Finding) -> usize {
    let goal = row.goal.as_ref().map(|goal| goal.clause.start);
    let figure = row.figure.as_ref().map(|figure| figure.clause.start);
    goal.into_iter().chain(figure).min().unwrap_or(0)
}

fn taken(row: Finding) -> Option<Taken> {
    let Finding { figure, stated, stage, place, indicator, .. } = row;
    Some(Taken { figure: figure?, stated, stage, place, indicator })
}
