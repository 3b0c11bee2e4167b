//! Which old row is which new row: one to one, the surest reasons first.
//!
//! Every reason is a key that both rows must share, so that linking takes linear time. Where no goal is
//! part of the key, the key must be the only one of its kind on both sides: a guess would be worse than
//! a row that is shown as new and another as absent.

use std::collections::HashMap;

use super::{Entry, entry::core};
use crate::rules::Rulebook;

/// Shortest name that is known again in another order, in characters.
const SURE: usize = 4;

/// Why two rows were taken to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Same indicator, goal and place in the report.
    SameRow,
    /// Same indicator and goal.
    SameGoal,
    /// Same indicator and place, another goal.
    SamePlace,
    /// Same indicator, the only one of its name in both.
    OnlyOne,
    /// Same indicator; the basis differs or is not printed in one.
    OtherBasis,
    /// Same indicator; the stage of the figure differs where the goal is the same, else one names none.
    OtherStage,
    /// Same indicator; the unit differs.
    OtherUnit,
    /// Same goal, and a name that differs in words of acting only.
    NearName,
    /// One of the two has no goal, and the names differ in the order of their words or in a verb that one leaves out.
    OtherOrder,
}

impl Link {
    /// Its code in the column `link`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SameRow => "same_row",
            Self::SameGoal => "same_goal",
            Self::SamePlace => "same_place",
            Self::OnlyOne => "only_one",
            Self::OtherBasis => "other_basis",
            Self::OtherStage => "other_stage",
            Self::OtherUnit => "other_unit",
            Self::NearName => "near_name",
            Self::OtherOrder => "other_order",
        }
    }
}

/// The link of each row, by its place on either side.
pub(crate) struct Links {
    pub(crate) of_old: Vec<Option<usize>>,
    pub(crate) of_new: Vec<Option<(usize, Link)>>,
}

/// The parts of a row that make up a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Key,
    Core,
    Letters,
    Scope,
    Dimension,
    Basis,
    Stage,
    Goal,
    Section,
    Task,
}

use Part::{Basis, Core, Dimension, Goal, Key, Letters, Scope, Section, Stage, Task};

/// A reason: the parts that both rows share, and whether they must be the only ones that do.
const REASONS: &[(Link, &[Part], bool)] = &[
    (Link::SameRow, &[Key, Scope, Dimension, Basis, Stage, Goal, Section, Task], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal, Section], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal], false),
    (Link::SamePlace, &[Key, Scope, Dimension, Basis, Stage, Section, Task], true),
    (Link::SamePlace, &[Key, Scope, Dimension, Basis, Stage, Section], true),
    (Link::OnlyOne, &[Key, Scope, Dimension, Basis, Stage], true),
    (Link::OtherBasis, &[Key, Scope, Dimension, Stage, Section, Task], true),
    (Link::OtherBasis, &[Key, Scope, Dimension, Stage], true),
    (Link::OtherStage, &[Key, Scope, Dimension, Goal], true),
    (Link::OtherStage, &[Key, Scope, Dimension, Basis], true),
    (Link::OtherStage, &[Key, Scope, Dimension], true),
    (Link::OtherUnit, &[Key, Scope, Stage, Section, Task], true),
    (Link::OtherUnit, &[Key, Scope, Stage], true),
    (Link::NearName, &[Core, Scope, Dimension, Stage, Goal], true),
    (Link::NearName, &[Core, Scope, Dimension, Goal, Section, Task], true),
    (Link::OtherOrder, &[Letters, Scope, Dimension], true),
    (Link::OtherOrder, &[Core, Scope, Dimension], true),
];

/// Links the rows of two tables.
pub(crate) fn links(old: &[Entry], new: &[Entry], rules: &Rulebook) -> Links {
    let mut links = Links { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    for (why, parts, alone) in REASONS {
        let olds = buckets(old, |at| links.of_old[at].is_none(), parts, rules);
        let news = buckets(new, |at| links.of_new[at].is_none(), parts, rules);
        for (key, mine) in &news {
            let Some(theirs) = olds.get(key) else { continue };
            if *alone && (mine.len() > 1 || theirs.len() > 1) {
                continue;
            }
            for (&to, &from) in mine.iter().zip(theirs) {
                if !allowed(*why, &old[from], &new[to], rules) {
                    continue;
                }
                links.of_old[from] = Some(to);
                links.of_new[to] = Some((from, *why));
            }
        }
    }
    links
}

/// What a shared key cannot tell.
fn allowed(why: Link, old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    match why {
        Link::OtherStage => {
            let same_goal = old.target.is_some() && old.target == new.target;
            same_goal || old.cell("stage").is_empty() || new.cell("stage").is_empty()
        }
        Link::OtherOrder => bare_under_another_name(old, new, rules),
        Link::NearName => !rules.synonyms.conflict(old.cell("indicator"), new.cell("indicator")),
        Link::SameRow
        | Link::SameGoal
        | Link::SamePlace
        | Link::OnlyOne
        | Link::OtherBasis
        | Link::OtherUnit => true,
    }
}

/// True where a figure without a goal stands beside the same name in another order, or with a verb more or less.
fn bare_under_another_name(old: &Entry, new: &Entry, rules: &Rulebook) -> bool {
    let verbless = |entry: &Entry| core(&entry.key, rules) == entry.key;
    let reordered = letters(&old.key) == letters(&new.key);
    let stages = [old, new].map(|entry| entry.cell("stage"));
    let staged = stages[0] == stages[1] || stages.iter().any(|stage| stage.is_empty());
    let sure = core(&new.key, rules).chars().count() >= SURE;
    let one = (old.target.is_none() || new.target.is_none()) && (reordered || verbless(old) || verbless(new));
    one && staged && sure && !rules.synonyms.conflict(old.cell("indicator"), new.cell("indicator"))
}

/// The characters of a name in their order.
fn letters(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Rows that are still free by their key, in the order of the table.
fn buckets(
    entries: &[Entry],
    free: impl Fn(usize) -> bool,
    parts: &[Part],
    rules: &Rulebook,
) -> HashMap<String, Vec<usize>> {
    let mut buckets: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(at, _)| free(*at)) {
        if let Some(key) = key(entry, parts, rules) {
            buckets.entry(key).or_default().push(at);
        }
    }
    buckets
}

/// The parts of a row as one key; `None` where a part that must be there is not.
fn key(entry: &Entry, parts: &[Part], rules: &Rulebook) -> Option<String> {
    let mut key = String::new();
    for part in parts {
        match part {
            Key => key.push_str(Some(entry.key.as_str()).filter(|key| !key.is_empty())?),
            Core => key.push_str(&Some(core(&entry.key, rules)).filter(|core| !core.is_empty())?),
            Letters => key.push_str(&letters(&entry.key)),
            Scope => key.push_str(entry.cell("scope")),
            Dimension => key.push_str(entry.dimension()),
            Basis => key.push_str(entry.cell("target_basis")),
            Stage => key.push_str(entry.cell("stage")),
            Goal => {
                let goal = entry.base(entry.target?)?.normalize();
                key.push_str(&format!("{goal}..{}", entry.cell("target_high")));
            }
            Section => key.push_str(entry.cell("section")),
            Task => key.push_str(Some(entry.cell("task_no")).filter(|task| !task.is_empty())?),
        }
        key.push('\u{1f}');
    }
    Some(key)
}
