//! A finding as the cells that need no computing.

use rust_decimal::Decimal;

use super::{COLUMNS, words};
use crate::{
    model::{Basis, Bound, Finding, GoalKind, Kind, Quantity, QuantityKind, Report, row_ids},
    rules::Rulebook,
    text::{Source, Span},
};

/// A row on its way: cells by column, and what the pipeline computes from.
pub(super) struct Row {
    pub(super) cells: Vec<Option<String>>,
    pub(super) kind: Kind,
    pub(super) goal_kind: Option<GoalKind>,
    pub(super) bound: Option<Bound>,
    pub(super) target: Option<Decimal>,
    pub(super) actual: Option<Decimal>,
    /// One step of the last printed place of the figure; zero for things counted one by one.
    pub(super) actual_step: Decimal,
    pub(super) target_step: Decimal,
    pub(super) stated: Option<Decimal>,
    /// Completed months, where an expected ratio makes sense.
    pub(super) months: Option<u32>,
    pub(super) percent: bool,
    /// Goal and figure stand in one row, and yet do not compare; the row says why.
    pub(super) apart: bool,
}

impl Row {
    pub(super) fn set(&mut self, name: &str, value: impl Into<Option<String>>) {
        if let Some(at) = COLUMNS.iter().position(|column| column.name == name) {
            self.cells[at] = value.into().filter(|text| !text.is_empty());
        }
    }
}

/// The rows of a report.
pub(super) fn rows(source: &Source, report: &Report, rules: &Rulebook) -> Vec<Row> {
    let ids = row_ids(source, &report.findings);
    let with_id = |(finding, id)| {
        let mut row = row(source, report, finding, rules);
        row.set("row_id", Some(id));
        row
    };
    report.findings.iter().zip(ids).map(with_id).collect()
}

fn row(source: &Source, report: &Report, finding: &Finding, rules: &Rulebook) -> Row {
    let goal = finding.goal.as_ref();
    let figure = finding.figure.as_ref();
    let (unit, target, actual) =
        common(goal.map(|goal| &goal.quantity), figure.map(|figure| &figure.quantity), rules);
    let negative = figure.is_some_and(|figure| figure.negative);
    let as_of = figure.and_then(|figure| figure.as_of);
    let paced = goal.is_some_and(|goal| goal.kind == GoalKind::Flow && goal.basis == Basis::Annual);
    let mut row = Row {
        cells: vec![None; COLUMNS.len()],
        kind: finding.kind,
        goal_kind: goal.map(|goal| goal.kind),
        bound: goal.map(|goal| goal.bound),
        target,
        actual: actual.map(|value| if negative { -value } else { value }),
        actual_step: figure.map_or(Decimal::ZERO, |figure| step(&figure.quantity, actual)),
        target_step: goal.map_or(Decimal::ZERO, |goal| step(&goal.quantity, target)),
        stated: finding.stated.as_ref().map(|stated| stated.ratio),
        months: as_of.filter(|_| paced && finding.kind == Kind::Paired).map(|(as_of, _)| as_of.month),
        apart: finding.kind == Kind::Paired && finding.unanswered.is_some(),
        percent: goal.is_some_and(|goal| matches!(goal.quantity.kind, QuantityKind::Percent)),
    };
    row.set("source", source.name.clone());
    row.set("report_title", report.title.clone());
    row.set("report_period", report.period.and_then(words::period));
    row.set("section", finding.place.section.clone());
    row.set("task_no", finding.place.task_no.clone());
    row.set("task", finding.place.task.clone());
    row.set("kind", finding.kind.code().to_owned());
    row.set("indicator", finding.indicator.clone());
    row.set("scope", finding.scope.clone());
    row.set("stage", finding.stage.clone());
    row.set("unit", unit);
    row.set("review", finding.review.map(|review| words::review(review).to_owned()));
    row.set("grounds", finding.grounds.map(|grounds| words::grounds(grounds).to_owned()));
    row.set("ratio_note", finding.unanswered.map(|reason| words::unanswered(reason).to_owned()));
    row.set("stated_ratio", finding.stated.as_ref().map(|stated| stated.ratio.to_string()));
    if let Some(goal) = goal {
        row.set("goal_kind", words::goal_kind(goal.kind).to_owned());
        row.set("target_op", words::bound(goal.bound).to_owned());
        row.set("target_value", goal.quantity.amount.low().to_string());
        let high = goal.quantity.amount.high();
        row.set("target_high", (goal.bound == Bound::Between).then(|| high.to_string()));
        row.set("target_unit", goal.quantity.unit_text.clone());
        row.set("target_basis", words::basis(goal.basis).to_owned());
        place(&mut row, source, goal.clause, ["goal_text", "goal_line", "goal_start", "goal_end"]);
    }
    if let Some(figure) = figure {
        let value = figure.quantity.amount.low();
        row.set("actual_value", if negative { -value } else { value }.to_string());
        row.set("actual_unit", figure.quantity.unit_text.clone());
        row.set("actual_qualifier", words::roughness(figure.quantity.roughness).to_owned());
        row.set("as_of", as_of.and_then(|(as_of, _)| words::date(as_of)));
        row.set("as_of_source", as_of.map(|(_, source)| words::as_of_source(source).to_owned()));
        place(&mut row, source, figure.clause, ["figure_text", "figure_line", "figure_start", "figure_end"]);
    }
    row
}

fn place(row: &mut Row, source: &Source, span: Span, [text, line, start, end]: [&str; 4]) {
    row.set(text, span.text(&source.text).trim().to_owned());
    row.set(line, source.line(span.start).to_string());
    row.set(start, source.scalar(span.start).to_string());
    row.set(end, source.scalar(span.end).to_string());
}

/// Both amounts in one unit: that of the goal where the factors are the same, else the base unit.
fn common(
    goal: Option<&Quantity>,
    figure: Option<&Quantity>,
    rules: &Rulebook,
) -> (Option<String>, Option<Decimal>, Option<Decimal>) {
    let units: Vec<_> =
        [goal, figure].into_iter().flatten().filter_map(|quantity| quantity.unit.as_ref()).collect();
    let Some(first) = units.first() else {
        return (None, goal.and_then(Quantity::base_low), figure.and_then(Quantity::base_low));
    };
    if units.iter().all(|unit| unit.factor == first.factor) {
        let plain = |quantity: &Quantity| quantity.amount.low().checked_mul(quantity.magnitude);
        return (Some(first.name.clone()), goal.and_then(plain), figure.and_then(plain));
    }
    let name = rules.units.base(&first.dimension).map(|unit| unit.name.clone());
    (name, goal.and_then(Quantity::base_low), figure.and_then(Quantity::base_low))
}

/// What one step of the last printed place is worth; zero where things are counted one by one.
fn step(quantity: &Quantity, value: Option<Decimal>) -> Decimal {
    let amount = quantity.amount.low();
    if quantity.kind == QuantityKind::Count && quantity.magnitude == Decimal::ONE && amount.scale() == 0 {
        return Decimal::ZERO;
    }
    let last = Decimal::new(1, amount.scale());
    match value.filter(|_| !amount.is_zero()) {
        Some(value) => {
            value.checked_div(amount).and_then(|factor| factor.checked_mul(last)).unwrap_or(Decimal::ZERO)
        }
        None => Decimal::ZERO,
    }
}
