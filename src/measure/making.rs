//! A finding as the cells that need no computing.

use rust_decimal::Decimal;

use super::{
    Cell, Field, Measures, Row,
    fold::{Folded, folded},
    way::{Way, equal_holds, roughness},
};
use crate::{
    model::{
        Basis, Bound, Figure, Finding, Goal, GoalKind, Kind, Period, Report, Reviewer, Unanswered, row_ids,
    },
    rules::Rulebook,
    text::{Source, Span},
};

/// A row on its way: the cells that are known, and what the pipeline computes the others from.
pub(super) struct Making {
    pub(super) row: Row,
    pub(super) kind: Kind,
    pub(super) goal_kind: Option<GoalKind>,
    pub(super) basis: Option<Basis>,
    pub(super) way: Way,
    pub(super) folded: Folded,
    /// Whether a figure that equals its goal holds it; `None` where a rough figure leaves it open.
    pub(super) equal_holds: Option<bool>,
    /// The printed rate as a ratio, its scale as printed.
    pub(super) stated: Option<Decimal>,
    /// What of the year is over at the figure's date, and the whole of it in the same measure.
    pub(super) elapsed: Option<(Decimal, Decimal)>,
    /// Why there is no ratio, where reading the report told us already.
    pub(super) note: Option<&'static str>,
}

impl Making {
    /// Puts words under a column.
    pub(super) fn say(&mut self, field: Field, words: impl Into<String>) {
        self.row.set(field, Cell::words(words));
    }

    /// Puts words that are known under a column.
    pub(super) fn tell(&mut self, field: Field, words: Option<impl Into<String>>) {
        self.row.set(field, words.and_then(Cell::words));
    }

    /// Puts a number or a date under a column.
    pub(super) fn put<C: Into<Cell>>(&mut self, field: Field, value: Option<C>) {
        self.row.set(field, value.map(Into::into));
    }
}

/// The rows of a report.
pub(super) fn rows(source: &Source, report: &Report, rules: &Rulebook, measures: &Measures) -> Vec<Making> {
    let ids = row_ids(source, &report.findings);
    let with_id = |(finding, id)| {
        let mut row = row(source, report, finding, rules, measures);
        row.say(Field::RowId, id);
        row
    };
    report.findings.iter().zip(ids).map(with_id).collect()
}

/// The row of a finding, without its identity.
fn row(source: &Source, report: &Report, finding: &Finding, rules: &Rulebook, measures: &Measures) -> Making {
    let goal = finding.goal.as_ref();
    let figure = finding.figure.as_ref();
    let negative = figure.is_some_and(|figure| figure.negative);
    let as_of = figure.and_then(|figure| figure.as_of);
    let mut row = Making {
        row: Row::default(),
        kind: finding.kind,
        goal_kind: goal.map(|goal| goal.kind),
        basis: goal.map(|goal| goal.basis),
        way: goal.map_or(Way::Up, |goal| Way::of(goal.kind, goal.bound)),
        folded: signed(
            folded(goal.map(|goal| &goal.quantity), figure.map(|figure| &figure.quantity), rules),
            goal.map(|goal| goal.kind),
            negative,
        ),
        equal_holds: goal.zip(figure).and_then(|(goal, figure)| equal_holds(goal, figure)),
        stated: finding.stated.as_ref().map(|stated| stated.ratio),
        elapsed: as_of.and_then(|(as_of, _)| measures.pace.elapsed(as_of, &finding.indicator)),
        note: finding.unanswered.map(Unanswered::code),
    };
    set_place(&mut row, source, report, finding);
    row.say(Field::Kind, finding.kind.code());
    set_name(&mut row, finding);
    row.tell(Field::Unit, row.folded.unit.clone());
    set_review(&mut row, finding);
    row.tell(Field::Grounds, finding.grounds.map(|grounds| grounds.code()));
    row.say(Field::Rule, finding.rule.clone());
    row.say(Field::BodyResponsible, finding.bodies.join(";"));
    row.put(Field::Certainty, rules.measured.of(finding));
    set_text_source(&mut row, source, finding);
    if let Some(goal) = goal {
        set_goal(&mut row, source, goal);
    }
    if let Some(figure) = figure {
        set_figure(&mut row, source, figure, goal.map(|goal| goal.kind));
        set_flow(&mut row, source, figure, rules);
    }
    row
}

/// What is counted, where, and up to which stage.
fn set_name(row: &mut Making, finding: &Finding) {
    row.say(Field::Indicator, finding.indicator.clone());
    row.say(Field::Scope, finding.scope.clone());
    row.say(Field::Stage, finding.stage.clone());
}

/// What was decided about the row, by whom and why.
fn set_review(row: &mut Making, finding: &Finding) {
    row.tell(Field::Review, finding.review.map(|review| review.code()));
    row.say(Field::ReviewedBy, joined(finding, |reviewer| &reviewer.by));
    row.say(Field::ReviewReason, joined(finding, |reviewer| &reviewer.why));
}

/// What several reviewers say, each once.
fn joined(finding: &Finding, said: impl Fn(&Reviewer) -> &String) -> String {
    let mut all: Vec<&str> = Vec::new();
    for words in finding.reviewers.iter().map(|reviewer| said(reviewer).as_str()) {
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all.join(";")
}

/// What the figure adds up over; a month or a later quarter does not answer the goal of a year.
fn set_flow(row: &mut Making, source: &Source, figure: &Figure, rules: &Rulebook) {
    let flow = rules.findings.flow_period(source, figure.quantity.core);
    row.tell(Field::FlowPeriod, flow);
    let january = figure.as_of.is_some_and(|(as_of, _)| as_of.month == 1);
    let part = matches!(flow, Some("month" | "quarter")) && !january;
    if part
        && row.kind == Kind::Paired
        && row.goal_kind == Some(GoalKind::Flow)
        && row.basis == Some(Basis::Annual)
    {
        row.note = row.note.or(Some("period_differs"));
    }
}

/// Whether its numbers were printed as text or read from a picture, and how surely.
fn set_text_source(row: &mut Making, source: &Source, finding: &Finding) {
    let sureness = finding.numbers().filter_map(|number| source.recognised.sureness(number)).min();
    row.say(Field::TextSource, if sureness.is_some() { "ocr" } else { "text" });
    row.put(Field::TextCertainty, sureness.map(|percent| Decimal::new(percent.into(), 2).normalize()));
}

/// Which report says it, and under which task.
fn set_place(row: &mut Making, source: &Source, report: &Report, finding: &Finding) {
    row.say(Field::Source, source.name.clone());
    row.say(Field::ReportTitle, report.title.clone());
    row.tell(Field::ReportPeriod, report.period.and_then(Period::name));
    row.say(Field::Section, finding.place.section.clone());
    row.say(Field::TaskNo, finding.place.task_no.clone());
    row.say(Field::Task, finding.place.task.clone());
}

fn set_goal(row: &mut Making, source: &Source, goal: &Goal) {
    row.say(Field::GoalKind, goal.kind.code());
    row.say(Field::TargetOp, goal.bound.code());
    row.put(Field::TargetValue, Some(goal.quantity.amount.low()));
    let high = goal.quantity.amount.high();
    row.put(Field::TargetHigh, (goal.bound == Bound::Between).then_some(high));
    row.say(Field::TargetUnit, goal.quantity.unit_text.clone());
    row.say(Field::TargetBasis, goal.basis.code());
    row.tell(Field::GoalSource, source.second(goal.clause.start).map(|(name, _)| name));
    place(row, source, goal.clause, [Field::GoalText, Field::GoalLine, Field::GoalStart, Field::GoalEnd]);
}

fn set_figure(row: &mut Making, source: &Source, figure: &Figure, goal: Option<GoalKind>) {
    let as_of = figure.as_of;
    // 下降2.6% against 下降13.5% is 2.6 of 13.5 as written; against 增长7% a fall is below zero.
    let negative = figure.negative && goal != Some(GoalKind::Reduction);
    let value = figure.quantity.amount.low();
    row.put(Field::ActualValue, Some(if negative { -value } else { value }));
    row.say(Field::ActualUnit, figure.quantity.unit_text.clone());
    row.say(Field::ActualQualifier, roughness(&figure.quantity).code());
    row.put(Field::AsOf, as_of.and_then(|(as_of, _)| as_of.date()));
    row.tell(Field::AsOfSource, as_of.map(|(_, source)| source.code()));
    place(
        row,
        source,
        figure.clause,
        [Field::FigureText, Field::FigureLine, Field::FigureStart, Field::FigureEnd],
    );
}

fn place(row: &mut Making, source: &Source, span: Span, [text, line, start, end]: [Field; 4]) {
    row.say(text, span.text(&source.text).trim());
    let (first, last) = source.scalars(span);
    row.put(line, i64::try_from(source.line(span.start)).ok());
    row.put(start, i64::try_from(first).ok());
    row.put(end, i64::try_from(last).ok());
}

/// A fall is a change below zero, on both sides: the goal 下降2.5% is −2.5, and the figure 下降3% is −3.
fn signed(mut folded: Folded, goal: Option<GoalKind>, fell: bool) -> Folded {
    let minus = |value: &mut Option<Decimal>| *value = value.map(|value| -value.abs());
    if goal == Some(GoalKind::Reduction) {
        minus(&mut folded.target);
        minus(&mut folded.target_high);
    }
    if fell {
        minus(&mut folded.actual);
    }
    folded
}
