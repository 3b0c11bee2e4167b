//! A row as contradicting sees it: what it speaks of, in its own words, and its numbers with their rounding.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{
    clause::{SHORT, changed, own_name, says_nothing, says_only, starts_with, unnamed},
    number::Number,
    place::{Bodies, is_whole, place},
};
use crate::{
    compare::{Entry, Side, core, stageless, under_heading},
    measure::{Field, Table},
    model::Body,
    rules::{FindingWords, Rulebook},
};

/// What a row says.
#[derive(Debug)]
pub(super) struct Saying<'t> {
    pub(super) row: usize,
    pub(super) entry: Entry<'t>,
    /// Which report says it.
    pub(super) report: (&'t str, &'t str),
    /// Whose number it is.
    pub(super) place: String,
    /// Whether anything says whose report it is.
    pub(super) placed: bool,
    /// What it is about: name, unit and stage; empty where the name says too little.
    pub(super) about: String,
    /// The district of the row, or of its name, and what is counted there.
    pub(super) local: Option<(String, String)>,
    /// The same for a row of a table, whatever its name says.
    pub(super) listed: String,
    pub(super) figure: Option<Number>,
    pub(super) goal: Option<Number>,
    /// Whether the clause of the figure, and that of the goal, says the name and nothing else.
    pub(super) plain: bool,
    pub(super) plain_goal: bool,
    /// Whether the clause of the figure says nothing of another thing, and its name stands before it: 截至9月底新增3210个.
    pub(super) unnamed: bool,
    /// Whether the figure is a part of what stands before it.
    pub(super) part: bool,
    /// Whether it stands in a table.
    pub(super) in_table: bool,
    /// Whether the row speaks of the body itself.
    pub(super) whole: bool,
    /// Whether many tasks of a report have a row of that name.
    pub(super) shared: bool,
    /// Whether it may rise and fall.
    pub(super) stock: bool,
    /// Whether it is an average or a price, which does not add up.
    pub(super) average: bool,
    /// Whether the figure says by how much something changed.
    pub(super) moved: bool,
}

impl<'t> Saying<'t> {
    /// A row, beside what is known of all reports.
    pub(super) fn of(table: &'t Table, row: usize, known: &Bodies, rules: &Rulebook) -> Self {
        let entry = Entry::new(table, row, rules);
        let cell = |name| table.cell(row, name).unwrap_or_default();
        let base = |side| entry.base(entry.number(side)?);
        let in_table = cell(Field::Rule).starts_with("table:");
        let scope = known.scope(cell(Field::Scope), cell(Field::Indicator));
        let key = stageless(&entry, rules);
        let own = Body::of_title(cell(Field::ReportTitle)).map(|body| body.name).unwrap_or_default();
        let key = key.strip_prefix(own.as_str()).filter(|rest| rest.chars().count() >= SHORT).unwrap_or(&key);
        let name = own_name(&core(key, rules), &scope, rules);
        let name = if name.chars().count() < SHORT { own_name(key, &scope, rules) } else { name };
        let headed = under_heading(&entry, rules).filter(|_| !in_table);
        let body = known.given;
        let words =
            [cell(Field::Scope), cell(Field::Indicator), cell(Field::FigureText), cell(Field::GoalText)]
                .concat();
        let ends = |list| rules.findings.words(list).iter().any(|word| entry.key.ends_with(word.as_str()));
        let moved = changed(cell(Field::FigureText), cell(Field::ActualValue), cell(Field::Unit), rules);
        let roughly = if cell(Field::GoalKind) == "about" { "about" } else { "exact" };
        Self {
            figure: base(Side::Figure).map(|value| {
                Number::of(value, entry.value(Field::ActualValue), cell(Field::ActualQualifier))
            }),
            goal: base(Side::Goal).map(|value| Number::goal(value, entry.value(Field::TargetValue), roughly)),
            plain: in_table
                || !moved
                    && says_only(cell(Field::FigureText), cell(Field::ActualValue), (&name, &scope), rules),
            plain_goal: in_table
                || says_only(cell(Field::GoalText), cell(Field::TargetValue), (&name, &scope), rules)
                || says_nothing(cell(Field::GoalText), cell(Field::TargetValue), rules),
            unnamed: !in_table
                && !moved
                && unnamed(cell(Field::FigureText), cell(Field::ActualValue), &name, rules),
            part: starts_with(cell(Field::FigureText), rules.findings.words(FindingWords::Part)),
            place: place((cell(Field::ReportTitle), body), &scope, &words, &rules.findings),
            about: about(&entry, headed.as_ref().unwrap_or(&name), rules),
            local: local(&entry, known, rules),
            listed: [&entry.key, cell(Field::Unit), cell(Field::Stage)].join("\u{1f}"),
            report: (cell(Field::Source), cell(Field::ReportTitle)),
            shared: ends(FindingWords::Shared),
            stock: ends(FindingWords::Stock),
            whole: is_whole(cell(Field::Scope), &rules.findings)
                && (scope == own || is_whole(&scope, &rules.findings)),
            placed: body.is_some()
                || Body::of_title(cell(Field::ReportTitle)).is_some_and(|body| !body.name.is_empty()),
            average: rules
                .findings
                .words(FindingWords::Average)
                .iter()
                .any(|word| cell(Field::Indicator).contains(word.as_str())),
            in_table,
            moved,
            row,
            entry,
        }
    }

    /// What the figure adds up over: `year_to_date` where nothing else is said.
    pub(super) fn flow(&self) -> &'t str {
        match self.entry.cell(Field::FlowPeriod) {
            "" => "year_to_date",
            other => other,
        }
    }

    /// How the number is measured: a growth rate and a level of one name are two things.
    pub(super) fn measure(&self) -> &'t str {
        if self.entry.cell(Field::Unit) == "%" { self.entry.cell(Field::GoalKind) } else { "" }
    }

    pub(super) fn as_of(&self) -> Option<NaiveDate> {
        self.entry.as_of
    }

    /// The year that its numbers belong to.
    pub(super) fn year(&self) -> Option<i32> {
        self.as_of().map(|date| date.year()).or_else(|| self.entry.year())
    }

    /// True where another figure is printed in the same unit.
    pub(super) fn dimension_is(&self, other: &Self) -> bool {
        self.entry.cell(Field::ActualUnit) == other.entry.cell(Field::ActualUnit)
    }

    /// The goal, or what the printed rate implies of it, as two ends.
    pub(super) fn goal_ends(&self) -> Option<(Decimal, Decimal)> {
        let end = |name| self.entry.base(self.entry.value(name)?);
        match self.goal {
            Some(goal) => Some((goal.value - goal.slack(), goal.value + goal.slack())),
            None => Some((end(Field::ImpliedTargetLow)?, end(Field::ImpliedTargetHigh)?)),
        }
    }

    /// True for a figure that no goal speaks of.
    pub(super) fn is_bare(&self) -> bool {
        self.entry.cell(Field::Kind) == "figure"
    }

    /// True where its figure may be the goal that the other row has, read as a figure.
    pub(super) fn repeats_goal_of(&self, other: &Self) -> bool {
        let inside = |(low, high): (Decimal, Decimal)| {
            self.figure.is_some_and(|own| low <= own.value && own.value <= high)
        };
        self.is_bare() && other.goal_ends().is_some_and(inside)
    }

    /// True where both have goals, and these can be one.
    pub(super) fn same_goal(&self, other: &Self) -> Option<bool> {
        let ((low, high), (from, to)) = (self.goal_ends()?, other.goal_ends()?);
        Some(low <= to && from <= high)
    }

    /// True where a goal, a printed rate or both stand in the row.
    pub(super) fn has_goal(&self) -> bool {
        self.goal.is_some() || !self.entry.cell(Field::StatedRatio).is_empty()
    }
}

/// The district that a row is limited to or that its name begins with, and what is counted there.
fn local(entry: &Entry, known: &Bodies, rules: &Rulebook) -> Option<(String, String)> {
    let (scope, indicator) = (entry.cell(Field::Scope), entry.cell(Field::Indicator));
    let (place, name) = if scope.is_empty() { known.parted(indicator)? } else { (scope, indicator) };
    let name = core(&crate::compare::key(name, rules), rules);
    Some((place.to_owned(), [&name, entry.dimension(), entry.cell(Field::Stage)].join("\u{1f}")))
}

/// Name, dimension and stage as one key; empty where the name is too short or says too little.
fn about(entry: &Entry, name: &str, rules: &Rulebook) -> String {
    let little = name.chars().count() < SHORT
        || entry.dimension().is_empty()
        || rules.verbs.is_abstract(entry.cell(Field::Indicator))
        || rules.verbs.without_generic(name).chars().count() < 2;
    if little {
        return String::new();
    }
    // 户 and 个 are both counts, of other things.
    let unit = if entry.dimension() == "count" { entry.cell(Field::Unit) } else { entry.dimension() };
    [name, unit, entry.cell(Field::Stage)].join("\u{1f}")
}
