//! Goals that are doubted: what moved is rather what was read than what was reported.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Change, Doubt, Entry, Side, entry::same_within};

/// A figure is seldom so many times its goal and more.
const ABOVE: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// The doubts about the goals of linked rows, by the place of the change.
pub(super) fn doubts(changes: &[Change]) -> Vec<Doubt> {
    let mut rows: HashMap<[&str; 3], Vec<&Entry>> = HashMap::new();
    for entry in changes.iter().filter_map(|change| change.new.as_ref()) {
        rows.entry(about(entry)).or_default().push(entry);
    }
    let doubt = |change: &Change| {
        let (Some(old), Some(new)) = (&change.old, &change.new) else { return Doubt::None };
        let (before, after) = ((old, Side::Goal), (new, Side::Goal));
        if new.target.is_none() || old.target.is_none() || same_within(before, after) {
            return Doubt::None;
        }
        if refined(old, new) || goes_on(old, new) || was_on_the_way(old, new) {
            return Doubt::Figure;
        }
        let others = || rows.get(&about(new)).into_iter().flatten().filter(|other| !other.is(new));
        if others().any(|other| same_within(after, (other, Side::Figure))) {
            return Doubt::Figure;
        }
        let kept = others().any(|other| same_within(before, (other, Side::Goal)));
        if kept || same_within(before, (new, Side::Figure)) { Doubt::Goal } else { Doubt::None }
    };
    changes.iter().map(doubt).collect()
}

/// A goal without a figure that lies between the figure before and a little above the goal before: 640 of 3600 goes on in
/// 1780, which was rather reached than aimed at.
fn goes_on(old: &Entry, new: &Entry) -> bool {
    let known = |value: Decimal| new.in_my_unit(old, value);
    let (Some(before), Some(goal), Some(now)) =
        (old.actual.and_then(known), old.target.and_then(known), new.target)
    else {
        return false;
    };
    new.actual.is_none() && before < now && now <= goal * ABOVE
}

/// Goals are round: 94.1% where it was 93%, and no figure beside it, is rather what was reached.
fn refined(old: &Entry, new: &Entry) -> bool {
    let places =
        |entry: &Entry| entry.printed(Side::Goal).map(|(value, unit)| (value.scale(), unit.to_owned()));
    let (before, now) = (places(old), places(new));
    new.actual.is_none()
        && matches!((before, now), (Some((before, one)), Some((now, other))) if one == other && now > before)
}

/// The same the other way round: what was read as a goal lies on the way to the figure that is read now.
fn was_on_the_way(old: &Entry, new: &Entry) -> bool {
    let before = old.target.and_then(|value| new.in_my_unit(old, value));
    let (Some(before), Some(now), Some(goal)) = (before, new.actual, new.target) else { return false };
    old.actual.is_none() && before <= now && before < goal
}

fn about<'c>(entry: &'c Entry) -> [&'c str; 3] {
    [&entry.key, entry.scope(), entry.dimension()]
}
