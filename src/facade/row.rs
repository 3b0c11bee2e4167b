use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

#[cfg(feature = "table")]
use crate::measure::{self, Field};
use crate::{
    model::{Bound, Finding, GoalKind, Grounds, Kind, Quantity, Unanswered},
    rules::Rulebook,
    text::{Source, Span},
};

/// A goal and the figure that answers it, or one of the two alone: what [`Kind`] says.
///
/// ```
/// use duibiao::{Document, Engine};
/// let report = Engine::new()?.read(&Document::text("june.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。"))?;
/// let row = &report.rows()[0];
/// let figure = row.figure().unwrap();
/// assert_eq!((row.indicator(), figure.quote.as_str(), figure.unit.as_str()), ("疏浚塘坝", "目前已疏浚31口", "口"));
/// assert_eq!(figure.value, 31.into());
/// assert_eq!(&report.text()[figure.span.clone()], "31口");
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Row {
    id: String,
    finding: Finding,
    goal: Option<Printed>,
    figure: Option<Printed>,
    certainty: Option<Decimal>,
    #[cfg(feature = "table")]
    cells: measure::Row,
}

/// A number as the report prints it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Printed {
    /// The number as written, without 万 or 亿, of a range its low end; below zero where the words say that it fell.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit as written: 万人.
    pub unit: String,
    /// The value in the unit in which all units of its kind are counted: 69000 for 6.9万人.
    pub base: Option<Decimal>,
    /// The clause that it stands in, as printed.
    pub quote: String,
    /// The line of the clause, from 1.
    pub line: usize,
    /// The bytes of the number and its unit in [`Report::text`](crate::Report::text).
    pub span: Range<usize>,
    /// The name of its document, where that is the plan and not the report.
    pub document: Option<String>,
}

impl Printed {
    fn of(quantity: &Quantity, clause: Span, fell: bool, source: &Source) -> Self {
        let signed = |value: Decimal| if fell { -value } else { value };
        let (low, high) = (quantity.amount.low(), quantity.amount.high());
        Self {
            value: signed(low),
            high: (high != low).then(|| signed(high)),
            unit: quantity.unit_text.clone(),
            base: quantity.base_low().map(|value| signed(value.normalize())),
            quote: clause.text(&source.text).trim().to_owned(),
            line: source.line(clause.start),
            span: quantity.span.range(),
            document: source.second(clause.start).map(|(name, _)| name.to_owned()),
        }
    }
}

impl Row {
    pub(super) fn new(id: String, finding: &Finding, source: &Source, rules: &Rulebook) -> Self {
        let goal = finding.goal.as_ref();
        let reduction = goal.is_some_and(|goal| goal.kind == GoalKind::Reduction);
        let figure = finding.figure.as_ref();
        Self {
            id,
            goal: goal.map(|goal| Printed::of(&goal.quantity, goal.clause, false, source)),
            // 下降2.6% against 下降13.5% is 2.6 of 13.5 as written; against 增长7% a fall is below zero.
            figure: figure.map(|figure| {
                Printed::of(&figure.quantity, figure.clause, figure.negative && !reduction, source)
            }),
            certainty: rules.measured.of(finding),
            finding: finding.clone(),
            #[cfg(feature = "table")]
            cells: measure::Row::default(),
        }
    }

    /// A stable hash of report, goal and figure: the same input has the same id on any machine.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Which of the five kinds it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.finding.kind
    }

    /// What is counted.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.finding.indicator
    }

    /// The district, body or part that it is limited to; empty for the whole.
    #[must_use]
    pub fn scope(&self) -> &str {
        &self.finding.scope
    }

    /// The section of the report, as printed; empty where there is none.
    #[must_use]
    pub fn section(&self) -> &str {
        &self.finding.place.section
    }

    /// The number of its task as printed, or the ordinal of an unnumbered block.
    #[must_use]
    pub fn task_no(&self) -> &str {
        &self.finding.place.task_no
    }

    /// The task's own words.
    #[must_use]
    pub fn task(&self) -> &str {
        &self.finding.place.task
    }

    /// 开工, 竣工, 交付 …, as in the text; empty where none is named.
    #[must_use]
    pub fn stage(&self) -> &str {
        &self.finding.stage
    }

    /// The bodies in charge (责任单位), as the report names them.
    #[must_use]
    pub fn bodies(&self) -> &[String] {
        &self.finding.bodies
    }

    /// The goal, where one is printed.
    #[must_use]
    pub fn goal(&self) -> Option<&Printed> {
        self.goal.as_ref()
    }

    /// How the goal holds its figure: `>=`, `<=`, `=`, `~`, `..`.
    #[must_use]
    pub fn goal_bound(&self) -> Option<&'static str> {
        self.finding.goal.as_ref().map(|goal| goal.bound).map(Bound::code)
    }

    /// How the goal is measured: `flow`, `level`, `growth`, `at_most` …
    #[must_use]
    pub fn goal_kind(&self) -> Option<&'static str> {
        self.finding.goal.as_ref().map(|goal| goal.kind.code())
    }

    /// What the goal is the goal of: `annual`, `province`, `total_plan` …
    #[must_use]
    pub fn goal_basis(&self) -> Option<&'static str> {
        self.finding.goal.as_ref().map(|goal| goal.basis.code())
    }

    /// The figure, where one is reported.
    #[must_use]
    pub fn figure(&self) -> Option<&Printed> {
        self.figure.as_ref()
    }

    /// Up to when the figure counts, where the report says it.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        let (as_of, _) = self.finding.figure.as_ref()?.as_of?;
        as_of.date()
    }

    /// The completion rate as printed, as a ratio: 0.546 for 54.6%.
    #[must_use]
    pub fn stated_ratio(&self) -> Option<Decimal> {
        self.finding.stated.as_ref().map(|stated| stated.ratio)
    }

    /// The rules that made it.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.finding.rule
    }

    /// Why goal and figure belong together: `same_indicator`, `rate_confirms` …
    #[must_use]
    pub fn grounds(&self) -> Option<&'static str> {
        self.finding.grounds.map(Grounds::code)
    }

    /// Why a goal has no figure, or a pair no ratio, where the report shows it: `no_figure`, `said_done` …
    #[must_use]
    pub fn unanswered(&self) -> Option<&'static str> {
        self.finding.unanswered.map(Unanswered::code)
    }

    /// The share of rows of the same rule and grounds that were right in reports scored by hand, 0 to 1.
    #[must_use]
    pub fn certainty(&self) -> Option<Decimal> {
        self.certainty
    }
}

/// What is computed.
#[cfg(feature = "table")]
impl Row {
    pub(super) fn cells(&self) -> &measure::Row {
        &self.cells
    }

    pub(super) fn set_cells(&mut self, cells: measure::Row) {
        self.cells = cells;
    }

    /// Figure over goal, not capped; `None` where it would mislead, and [`Row::cell`] `ratio_note` says why.
    #[must_use]
    pub fn completion_ratio(&self) -> Option<Decimal> {
        self.cells.number(Field::CompletionRatio)
    }

    /// How it stands, as a code: `done`, `ahead`, `behind`, `no_data` …
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.cells.text(Field::StatusCode)
    }

    /// The number in a column of the table: `target`, `gap`, `expected_ratio` …
    #[must_use]
    pub fn number(&self, column: &str) -> Option<Decimal> {
        self.cells.number(Field::named(column)?)
    }

    /// The cell of a column of the table, as CSV writes it; `None` where it is not known.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.cells.text(Field::named(column)?)
    }
}
