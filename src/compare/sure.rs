//! What a shared key cannot tell of two rows that may be one.

use super::{
    Entry, Link,
    entry::core,
    names::{grown, letters, sign, stageless, verbless},
    numbers::{on_the_way, plausible, same_goal},
};
use crate::{measure::Field, rules::Rulebook};

/// Shortest name that is known again in another order, in characters.
const SURE: usize = 4;

/// Shortest name without words of acting that is known again at the end of another beside one goal, in characters.
const TAIL: usize = 3;

/// What a shared key cannot tell.
pub(super) fn allowed(why: Link, old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    match why {
        Link::OtherStage => {
            let same_goal = old.target.is_some() && old.target == new.target;
            same_goal || old.cell(Field::Stage).is_empty() || new.cell(Field::Stage).is_empty()
        }
        Link::OtherOrder => bare_under_another_name(old, new, rules),
        Link::NearName => near(old, new, rules),
        Link::UnderHeading => {
            plausible(old, new)
                && !rules.synonyms.conflict(old.cell(Field::Indicator), new.cell(Field::Indicator))
        }
        // A district may stand before the name instead of in a column of its own.
        Link::SameGoal => old.scope() == new.scope() || old.scope().is_empty() || new.scope().is_empty(),
        Link::SameRow
        | Link::SamePlace
        | Link::OnlyOne
        | Link::OtherBasis
        | Link::OtherUnit
        | Link::ImpliedGoal
        | Link::SameTable => true,
    }
}

/// True where the names differ in words of acting only, or one ends with the other and it is long or their place is one;
/// both without words of acting, where three characters are left.
fn near(old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    let names = [old, new].map(|entry| stageless(entry, rules));
    let [task, other] = [old, new].map(|entry| entry.cell(Field::TaskNo));
    let place = !task.is_empty() && task == other;
    let [short, long] =
        if names[0].len() < names[1].len() { names.each_ref() } else { [&names[1], &names[0]] };
    let ends = long.ends_with(short.as_str()) && (place || short.chars().count() >= SURE);
    let cores = names.each_ref().map(|name| core(name, rules));
    let same = cores[0] == cores[1];
    let tail = |one: &str, other: &str| one.chars().count() >= TAIL && other.ends_with(one);
    let ends = ends || same_goal(old, new) && (tail(&cores[0], &cores[1]) || tail(&cores[1], &cores[0]));
    let grown = [old, new].map(|entry| grown(entry, rules));
    let signs = [old, new].map(|entry| sign(&entry.key));
    let alike = |one: &[Option<&str>; 2]| one[0].is_some() && one[0] == one[1];
    (ends || same || alike(&grown) || alike(&signs))
        && !rules.synonyms.conflict(old.cell(Field::Indicator), new.cell(Field::Indicator))
}

/// True for one name with a word more that says little, and where a figure without a goal stands beside the same name in
/// another order, with a verb more or less, or behind the name of a campaign.
fn bare_under_another_name(old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    let [before, now] = [old, new].map(|entry| rules.findings.counted(&stageless(entry, rules)));
    let (before, now) = (before.as_str(), now.as_str());
    let said = letters(now, rules);
    let reordered = letters(before, rules) == said;
    let stages = [old, new].map(|entry| entry.cell(Field::Stage));
    let staged = stages[0] == stages[1] || stages.iter().any(|stage| stage.is_empty());
    let whole = if before == now { now.to_owned() } else { core(now, rules) };
    let sure =
        whole.chars().count() >= SURE || (reordered && said.chars().count() > SURE) || on_the_way(old, new);
    // One goal tells as much as a goal that is not printed, where no letter is another: 分配公租房 and 公租房分配.
    let bare = old.target.is_none() || new.target.is_none() || same_goal(old, new) && permuted(before, now);
    let plain = |name| rules.verbs.without_generic(name);
    let same = plain(before) == plain(now) && plain(now).chars().count() >= SURE;
    let one = same || bare && (reordered || verbless(before, rules) || verbless(now, rules));
    one && staged && sure && !rules.synonyms.conflict(old.cell(Field::Indicator), new.cell(Field::Indicator))
}

/// True for the same letters in another order.
fn permuted(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
