//! What a shared key cannot tell of two rows that may be one.

use super::{
    Entry, Link,
    entry::core,
    names::{grown, letters, sign, stageless, verbless},
    numbers::{on_the_way, plausible},
};
use crate::rules::Rulebook;

/// Shortest name that is known again in another order, in characters.
const SURE: usize = 4;

/// What a shared key cannot tell.
pub(super) fn allowed(why: Link, old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    match why {
        Link::OtherStage => {
            let same_goal = old.target.is_some() && old.target == new.target;
            same_goal || old.cell("stage").is_empty() || new.cell("stage").is_empty()
        }
        Link::OtherOrder => bare_under_another_name(old, new, rules),
        Link::NearName => near(old, new, rules),
        Link::UnderHeading => {
            plausible(old, new) && !rules.synonyms.conflict(old.cell("indicator"), new.cell("indicator"))
        }
        Link::SameRow
        | Link::SameGoal
        | Link::SamePlace
        | Link::OnlyOne
        | Link::OtherBasis
        | Link::OtherUnit
        | Link::ImpliedGoal => true,
    }
}

/// True where the names differ in words of acting only, or one ends with the other and it is long or their place is one.
fn near(old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    let names = [old, new].map(|entry| stageless(entry, rules));
    let [task, other] = [old, new].map(|entry| entry.cell("task_no"));
    let place = !task.is_empty() && task == other;
    let [short, long] =
        if names[0].len() < names[1].len() { names.each_ref() } else { [&names[1], &names[0]] };
    let ends = long.ends_with(short.as_str()) && (place || short.chars().count() >= SURE);
    let same = core(&names[0], rules) == core(&names[1], rules);
    let grown = [old, new].map(|entry| grown(entry, rules));
    let signs = [old, new].map(|entry| sign(&entry.key));
    let alike = |one: &[Option<&str>; 2]| one[0].is_some() && one[0] == one[1];
    (ends || same || alike(&grown) || alike(&signs))
        && !rules.synonyms.conflict(old.cell("indicator"), new.cell("indicator"))
}

/// True for one name with a word more that says little, and where a figure without a goal stands beside the same name in
/// another order, with a verb more or less, or behind the name of a campaign.
fn bare_under_another_name(old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    let [before, now] = [old, new].map(|entry| rules.findings.counted(&entry.key));
    let (before, now) = (before.as_str(), now.as_str());
    let said = letters(now, rules);
    let reordered = letters(before, rules) == said;
    let stages = [old, new].map(|entry| entry.cell("stage"));
    let staged = stages[0] == stages[1] || stages.iter().any(|stage| stage.is_empty());
    let whole = if before == now { now.to_owned() } else { core(now, rules) };
    let sure =
        whole.chars().count() >= SURE || (reordered && said.chars().count() > SURE) || on_the_way(old, new);
    let bare = old.target.is_none() || new.target.is_none();
    let plain = |name| rules.verbs.without_generic(name);
    let same = plain(before) == plain(now) && plain(now).chars().count() >= SURE;
    let one = same || bare && (reordered || verbless(before, rules) || verbless(now, rules));
    one && staged && sure && !rules.synonyms.conflict(old.cell("indicator"), new.cell("indicator"))
}
