//! A row before and now, as the checks over time hold the two beside each other.

use rust_decimal::Decimal;

use crate::{
    compare::{Entry, Link},
    measure::{Field, KNOWN_GOAL},
    rules::FindingRule,
};

/// A row before and now, why they are one, and the rule that it is held against.
pub(super) struct Held<'a, 't> {
    pub(super) link: Option<Link>,
    pub(super) old: &'a Entry<'t>,
    pub(super) new: &'a Entry<'t>,
    pub(super) rule: &'a FindingRule,
}

/// How far rounding may move a share.
pub(super) const NEARLY: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// True where figures add up over the year.
pub(super) fn cumulative(held: &Held) -> bool {
    let flows = |entry: &Entry| match entry.cell(Field::GoalKind) {
        "" => entry.cell(Field::Kind) == "stated" && entry.cell(Field::Unit) != "%",
        kind => kind == "flow",
    };
    let over_year = |entry: &Entry| !matches!(entry.cell(Field::FlowPeriod), "month" | "quarter");
    let both = |holds: &dyn Fn(&Entry) -> bool| holds(held.old) && holds(held.new);
    let stages = [held.old, held.new].map(|entry| entry.cell(Field::Stage));
    // A figure that got the goal of an earlier month may leave its stage out: 新建充电桩96个.
    let unsaid = stages[1].is_empty() && held.new.cell(Field::Grounds) == KNOWN_GOAL;
    both(&flows) && both(&over_year) && (stages[0] == stages[1] || unsaid)
}

/// Both figures in the unit of the new row.
pub(super) fn figures(held: &Held) -> Option<(Decimal, Decimal)> {
    Some((held.new.in_my_unit(held.old, held.old.actual?)?, held.new.actual?))
}

/// Both goals in the unit of the new row.
pub(super) fn goals(held: &Held) -> Option<(Decimal, Decimal)> {
    Some((held.new.in_my_unit(held.old, held.old.target?)?, held.new.target?))
}
