//! A row before and now, as the checks over time hold the two beside each other.

use rust_decimal::Decimal;

use crate::{
    compare::{Entry, Link, Side, step},
    measure::{Field, KNOWN_GOAL},
    rules::{FindingRule, FindingWords, Findings},
};

/// A row before and now, why they are one, and the rule that it is held against.
pub(super) struct Held<'a, 't> {
    pub(super) link: Option<Link>,
    pub(super) old: &'a Entry<'t>,
    pub(super) new: &'a Entry<'t>,
    pub(super) rule: &'a FindingRule,
    pub(super) findings: &'a Findings,
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
    both(&flows) && both(&over_year) && same_stage(held) && !level(held)
}

/// True for what is measured anew each time and does not add up: averages, concentrations.
fn level(held: &Held) -> bool {
    let mut words = held.findings.words(FindingWords::Average).iter();
    let unit = held.new.cell(Field::Unit);
    unit.contains('/') || words.any(|word| held.new.key.contains(word.as_str()))
}

/// True where both figures are of one stage of the works: 开工 and 新开工.
fn same_stage(held: &Held) -> bool {
    let [before, now] = [held.old, held.new].map(|entry| entry.cell(Field::Stage));
    // A figure that got the goal of an earlier month may leave its stage out, 新建充电桩96个, and what is done of the same
    // goal is what was done: 建成16个, and 16 in a table. One figure of one goal is of one stage.
    let again = || figures(held).is_some_and(|(old, new)| old == new);
    let done = || same_goal(held) && (held.findings.is(FindingWords::Finished, before) || again());
    let unsaid = now.is_empty() && (held.new.cell(Field::Grounds) == KNOWN_GOAL || done());
    step(before, held.findings) == step(now, held.findings) || unsaid
}

fn same_goal(held: &Held) -> bool {
    goals(held).is_some_and(|(old, new)| old == new)
}

/// Both figures in the unit of the new row; none where the old row's own figure and goal are of two measures, as its unit
/// was read from elsewhere; as they are printed where one of the two leaves its unit out and the goal is
/// one number.
pub(super) fn figures(held: &Held) -> Option<(Decimal, Decimal)> {
    if held.old.cell(Field::RatioNote) == "unit_differs" {
        return None;
    }
    let one = |entry: &Entry, side| entry.printed(side).map(|(value, _)| value);
    let both = |side| Some((one(held.old, side)?, one(held.new, side)?));
    let unsaid = [held.old, held.new].iter().any(|entry| entry.cell(Field::Unit).is_empty());
    match held.new.in_my_unit(held.old, held.old.actual?) {
        Some(old) => Some((old, held.new.actual?)),
        None if unsaid && both(Side::Goal).is_some_and(|(old, new)| old == new) => both(Side::Figure),
        None => None,
    }
}

/// Both goals in the unit of the new row.
pub(super) fn goals(held: &Held) -> Option<(Decimal, Decimal)> {
    Some((held.new.in_my_unit(held.old, held.old.target?)?, held.new.target?))
}
