//! A row as comparing sees it: what it is about under a key, and its numbers in base units.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::{
    measure::{Cell, Field, Table},
    model::Unit,
    rules::{Cue, FindingWords, Rulebook},
};

/// What a total is called of which no more is said.
pub(super) const TOTAL: &str = "合计";

/// A row of one report, ready to be compared with a row of another.
#[derive(Clone, Debug)]
pub struct Entry<'t> {
    table: &'t Table,
    row: usize,
    /// The indicator's name without punctuation, synonyms folded.
    pub key: String,
    /// The district that a person decided it is of, where that is not the printed one.
    district: Option<String>,
    unit: Option<Arc<Unit>>,
    /// The goal, in the row's unit.
    pub target: Option<Decimal>,
    /// The figure, in the row's unit.
    pub actual: Option<Decimal>,
    /// Figure over goal.
    pub ratio: Option<Decimal>,
    /// Up to when the figure counts.
    pub as_of: Option<NaiveDate>,
}

/// Which number of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What it is to reach.
    Goal,
    /// What is reached.
    Figure,
}

impl<'t> Entry<'t> {
    pub(crate) fn new(table: &'t Table, row: usize, rules: &Rulebook) -> Self {
        let cell = |name| table.cell(row, name);
        let number = |name| table.number(row, name);
        let key = total(key(cell(Field::Indicator).unwrap_or_default(), rules), rules);
        let unit = cell(Field::Unit).and_then(|name| {
            rules.units.at_start(name).filter(|(_, covered)| *covered == name.len()).map(|(unit, _)| unit)
        });
        Self {
            key,
            district: None,
            unit,
            target: number(Field::Target),
            actual: number(Field::Actual),
            ratio: number(Field::CompletionRatio),
            as_of: table.rows[row].date(Field::AsOf),
            table,
            row,
        }
    }

    /// The table that it stands in.
    #[must_use]
    pub fn table(&self) -> &'t Table {
        self.table
    }

    /// True where both are one row of one table.
    #[must_use]
    pub fn is(&self, other: &Entry) -> bool {
        std::ptr::eq(self.table, other.table) && self.row == other.row
    }

    /// Where its row stands in its table.
    #[must_use]
    pub fn row(&self) -> usize {
        self.row
    }

    /// `file:line` of its figure, or of its goal.
    #[must_use]
    pub fn place(&self) -> String {
        let lines = [Field::FigureLine, Field::GoalLine].map(|name| self.cell(name));
        let line = lines.into_iter().find(|line| !line.is_empty());
        line.map_or_else(
            || self.cell(Field::Source).to_owned(),
            |line| format!("{}:{line}", self.cell(Field::Source)),
        )
    }

    /// The cell of a column; empty where nothing is known.
    #[must_use]
    pub fn cell(&self, field: Field) -> &'t str {
        self.table.cell(self.row, field).unwrap_or_default()
    }

    /// What the row is limited to, under the name that was decided for it.
    #[must_use]
    pub fn scope(&self) -> &str {
        self.district.as_deref().unwrap_or_else(|| self.cell(Field::Scope))
    }

    /// The same row, limited to a district under another name.
    pub(crate) fn limit_to(&mut self, district: &str) {
        self.district = Some(district.to_owned());
    }

    /// The number of a column.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<Decimal> {
        self.table.number(self.row, field)
    }

    /// The cell of a column, typed.
    pub(crate) fn typed(&self, field: Field) -> Option<&'t Cell> {
        self.table.rows.get(self.row)?.cell(field)
    }

    /// The whole number of a column that has no sign: a line, a place.
    #[must_use]
    pub fn whole(&self, field: Field) -> Option<u64> {
        self.typed(field)?.integer().and_then(|whole| u64::try_from(whole).ok())
    }

    /// The indicator's name and what it is limited to, for people.
    #[must_use]
    pub fn name(&self) -> String {
        [self.cell(Field::Scope), self.cell(Field::Indicator)].join(" ").trim().to_owned()
    }

    /// One of its two numbers, in the row's unit.
    #[must_use]
    pub fn number(&self, side: Side) -> Option<Decimal> {
        match side {
            Side::Goal => self.target,
            Side::Figure => self.actual,
        }
    }

    /// A number as the report writes it: 46.5亿元; a dash where there is none.
    #[must_use]
    pub fn written(&self, side: Side) -> String {
        let Some(number) = self.number(side) else { return "—".to_owned() };
        match self.printed(side) {
            Some((value, unit)) => format!("{value}{unit}"),
            None => format!("{}{}", number.normalize(), self.cell(Field::Unit)),
        }
    }

    /// A number and its unit as printed.
    pub(crate) fn printed(&self, side: Side) -> Option<(Decimal, &'t str)> {
        let [value, unit] = match side {
            Side::Goal => [Field::TargetValue, Field::TargetUnit],
            Side::Figure => [Field::ActualValue, Field::ActualUnit],
        };
        Some((self.table.number(self.row, value)?, self.cell(unit)))
    }

    /// What its numbers measure; the unit's own name where the rules do not know it.
    #[must_use]
    pub fn dimension(&self) -> &str {
        self.unit.as_ref().map_or(self.cell(Field::Unit), |unit| &unit.dimension.0)
    }

    /// A number of this row in the base unit of its dimension.
    #[must_use]
    pub fn base(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor))
    }

    /// A number of another row in the unit of this one; `None` where they measure different things.
    #[must_use]
    pub fn in_my_unit(&self, other: &Entry, value: Decimal) -> Option<Decimal> {
        if self.cell(Field::Unit) == other.cell(Field::Unit) {
            return Some(value);
        }
        if self.dimension() != other.dimension() {
            return None;
        }
        let factor = self.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
        Some(other.base(value)?.checked_div(factor)?.round_dp(10).normalize())
    }

    /// The year that it belongs to: that of the report, else that of the figure.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        let period = self.cell(Field::ReportPeriod).get(..4).and_then(|year| year.parse().ok());
        period.or_else(|| self.as_of.map(|date| date.year()))
    }

    /// What one step of the figure's last printed place is worth; zero where it cannot be told.
    #[must_use]
    pub fn step(&self) -> Decimal {
        self.step_of(Side::Figure)
    }

    /// What one step of a number's last printed place is worth; zero where it cannot be told, or where it is counted one
    /// by one.
    fn step_of(&self, side: Side) -> Decimal {
        let printed = self.printed(side).map(|(value, _)| value).filter(|value| !value.is_zero());
        let (Some(printed), Some(number)) = (printed, self.number(side)) else { return Decimal::ZERO };
        let factor = number.checked_div(printed).unwrap_or(Decimal::ZERO);
        if factor == Decimal::ONE && printed.scale() == 0 {
            return Decimal::ZERO;
        }
        factor.checked_mul(Decimal::new(1, printed.scale())).unwrap_or(Decimal::ZERO)
    }
}

/// True where two numbers are one, or one is the other rounded to the unit in which it is printed: 68240万元 and
/// 6.82亿元; in one unit they must be the same.
#[must_use]
pub fn same_within((one, its): (&Entry, Side), (other, theirs): (&Entry, Side)) -> bool {
    let (Some(mine), Some(number)) = (one.number(its), other.number(theirs)) else { return false };
    let Some(number) = one.in_my_unit(other, number) else { return false };
    let unit = |entry: &Entry, side| entry.printed(side).map(|(_, unit)| unit.to_owned());
    if unit(one, its) == unit(other, theirs) {
        return mine == number;
    }
    let steps = [Some(one.step_of(its)), one.in_my_unit(other, other.step_of(theirs))];
    let coarse = steps.into_iter().flatten().max().unwrap_or_default();
    (mine - number).abs() <= coarse / Decimal::TWO
}

/// A name without punctuation, widths and cases made one, synonyms folded.
#[must_use]
pub fn key(name: &str, rules: &Rulebook) -> String {
    let plain = |text: &str| -> String {
        text.nfkc().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(&rules.synonyms.fold(name))
}

/// The one name of a total that is called by nothing else: 总计 and 全市 are 合计.
fn total(key: String, rules: &Rulebook) -> String {
    if rules.findings.is(FindingWords::Whole, &key) { TOTAL.to_owned() } else { key }
}

/// A key without words of acting and reaching and words that say little; the key itself where no more is left.
pub(crate) fn core(key: &str, rules: &Rulebook) -> String {
    let acting = [Cue::Action, Cue::Done, Cue::Early, Cue::Present];
    let cues = rules.verbs.without_cues(key, |_, set| set.any(&acting) && !set.has(Cue::Noun));
    let core = rules.verbs.without_generic(&cues);
    if core.chars().count() < 2 { key.to_owned() } else { core.into_owned() }
}
