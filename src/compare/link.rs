//! Which old row is which new row: one to one, the surest reasons first.
//!
//! Every reason is a key that both rows must share, so that linking takes linear time. Where no goal is
//! part of the key, the key must be the only one of its kind on both sides: a guess would be worse than
//! a row that is shown as new and another as absent.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::{
    Entry,
    entry::core,
    names::{grown, letters, sign, stageless, step, tail},
    sure::allowed,
};
use crate::rules::Rulebook;

/// Rows of one name that their implied goals tell apart; among more nothing is linked so.
const MANY: usize = 16;

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
    /// One of the two has no goal, and the names differ in the order of their words, in a verb that one leaves out, or
    /// in the campaign before them.
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
    /// The key without the words of its stage.
    Stageless,
    /// The letters of what is counted, in their order.
    Letters,
    /// What is counted, without words of acting.
    Counted,
    /// What a rate of growth is of.
    Grown,
    /// The word in Latin letters that names a thing.
    Sign,
    /// The end of the name.
    Tail,
    /// The words around a figure, with the figure.
    Words,
    Scope,
    Dimension,
    Basis,
    Stage,
    /// The stage by what it says of the works: 竣工 and 建成 are one.
    Step,
    Goal,
    Section,
    Task,
}

use Part::{
    Basis, Core, Counted, Dimension, Goal, Grown, Key, Letters, Scope, Section, Sign, Stage, Stageless, Step,
    Tail, Task, Words,
};

/// A reason: the parts that both rows share, and whether they must be the only ones that do.
const REASONS: &[(Link, &[Part], bool)] = &[
    (Link::SameRow, &[Key, Scope, Dimension, Basis, Stage, Goal, Section, Task], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal, Section], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal], false),
    (Link::SamePlace, &[Key, Scope, Dimension, Basis, Stage, Section, Task], true),
    (Link::SamePlace, &[Key, Scope, Dimension, Basis, Stage, Section], true),
    (Link::OnlyOne, &[Key, Scope, Dimension, Basis, Stage], true),
    (Link::SameRow, &[Key, Scope, Dimension, Basis, Stage, Words], true),
    (Link::SameGoal, &[Stageless, Scope, Dimension, Basis, Step, Goal], true),
    (Link::OnlyOne, &[Stageless, Scope, Dimension, Basis, Step], true),
    (Link::OtherBasis, &[Key, Scope, Dimension, Stage, Section, Task], true),
    (Link::OtherBasis, &[Key, Scope, Dimension, Stage], true),
    (Link::OtherBasis, &[Stageless, Scope, Dimension, Step], true),
    (Link::OtherStage, &[Key, Scope, Dimension, Goal], true),
    (Link::OtherStage, &[Key, Scope, Dimension, Basis], true),
    (Link::OtherStage, &[Key, Scope, Dimension], true),
    (Link::OtherStage, &[Stageless, Scope, Dimension, Goal], true),
    (Link::OtherStage, &[Stageless, Scope, Dimension], true),
    (Link::OtherUnit, &[Key, Scope, Stage, Section, Task], true),
    (Link::OtherUnit, &[Key, Scope, Stage], true),
    (Link::NearName, &[Core, Scope, Dimension, Stage, Goal], true),
    (Link::NearName, &[Core, Scope, Dimension, Goal, Section, Task], true),
    (Link::NearName, &[Tail, Scope, Dimension, Step, Goal], true),
    (Link::NearName, &[Grown, Scope], true),
    (Link::NearName, &[Sign, Tail, Scope, Dimension], true),
    (Link::OtherOrder, &[Letters, Scope, Dimension], true),
    (Link::OtherOrder, &[Counted, Scope, Dimension], true),
];

/// Links the rows of two tables.
pub(crate) fn links(old: &[Entry], new: &[Entry], rules: &Rulebook) -> Links {
    let mut links = Links { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    let [said_before, said] = [old, new].map(|entries| repeated(entries, rules));
    // What an overview says again is linked last.
    let reasons = [false, true].into_iter().flat_map(|last| REASONS.iter().map(move |reason| (last, reason)));
    for (last, (why, parts, alone)) in reasons {
        let olds = buckets(old, |at| links.of_old[at].is_none() && (last || !said_before[at]), parts, rules);
        let news = buckets(new, |at| links.of_new[at].is_none() && (last || !said[at]), parts, rules);
        for (key, mine) in &news {
            let Some(theirs) = olds.get(key) else { continue };
            let pairs: Vec<(usize, usize)> = match *alone && (mine.len() > 1 || theirs.len() > 1) {
                true if *why == Link::OnlyOne => implied((old, theirs), (new, mine)),
                true => continue,
                false => theirs.iter().copied().zip(mine.iter().copied()).collect(),
            };
            for (from, to) in pairs {
                if allowed(*why, &old[from], &new[to], rules) {
                    links.of_old[from] = Some(to);
                    links.of_new[to] = Some((from, *why));
                }
            }
        }
    }
    after_linked(old, new, &mut links);
    links
}

/// True for goals without a figure that another row of the table has with one: an overview names what its table tells.
fn repeated(entries: &[Entry], rules: &Rulebook) -> Vec<bool> {
    let goal = |entry: &Entry| key(entry, &[Counted, Scope, Dimension, Goal], rules);
    let told: HashSet<String> =
        entries.iter().filter(|entry| entry.actual.is_some()).filter_map(goal).collect();
    let open = |entry: &Entry| entry.actual.is_none() && entry.cell("stated_ratio").is_empty();
    entries.iter().map(|entry| open(entry) && goal(entry).is_some_and(|goal| told.contains(&goal))).collect()
}

/// Rows of one name of which there are several, each behind a row that is linked.
fn after_linked(old: &[Entry], new: &[Entry], links: &mut Links) {
    for (to, entry) in new.iter().enumerate().skip(1) {
        let Some((from, _)) = links.of_new[to - 1].map(|(before, why)| (before + 1, why)) else { continue };
        let free = from < old.len() && links.of_old[from].is_none() && links.of_new[to].is_none();
        let same = |name| old[from].cell(name) == entry.cell(name);
        if free
            && old[from].key == entry.key
            && old[from].scope() == entry.scope()
            && ["unit", "stage", "target_basis"].into_iter().all(same)
        {
            links.of_old[from] = Some(to);
            links.of_new[to] = Some((from, Link::SamePlace));
        }
    }
}

/// Rows of one name that the goals tell apart which their printed rates imply: those that only one of the others can share.
fn implied((old, theirs): (&[Entry], &[usize]), (new, mine): (&[Entry], &[usize])) -> Vec<(usize, usize)> {
    let ends = |entry: &Entry| {
        let end = |name| entry.base(Decimal::from_str_exact(entry.cell(name)).ok()?);
        Some((end("implied_target_low")?, end("implied_target_high")?))
    };
    let share = |from: usize, to: usize| match (ends(&old[from]), ends(&new[to])) {
        (Some((low, high)), Some((from, to))) => low <= to && from <= high,
        _ => false,
    };
    let only = |to: usize| {
        let [from] = theirs.iter().copied().filter(|from| share(*from, to)).collect::<Vec<_>>()[..] else {
            return None;
        };
        let others = mine.iter().filter(|other| share(from, **other)).count();
        (others == 1).then_some((from, to))
    };
    if mine.len().max(theirs.len()) > MANY {
        Vec::new()
    } else {
        mine.iter().filter_map(|to| only(*to)).collect()
    }
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
            Stageless => {
                key.push_str(&Some(stageless(entry, rules)).filter(|name| !name.is_empty())?);
            }
            Letters => key.push_str(&letters(&rules.findings.counted(&entry.key), rules)),
            Counted => {
                let core = core(&rules.findings.counted(&entry.key), rules);
                key.push_str(&Some(core).filter(|core| !core.is_empty())?);
            }
            Grown => key.push_str(grown(entry, rules)?),
            Sign => key.push_str(sign(&entry.key)?),
            Tail => key.push_str(&Some(tail(entry, rules)).filter(|tail| !tail.is_empty())?),
            Words => key.push_str(Some(entry.cell("figure_text")).filter(|words| !words.is_empty())?),
            Scope => key.push_str(entry.scope()),
            Dimension => key.push_str(entry.dimension()),
            Basis => key.push_str(entry.cell("target_basis")),
            Stage => key.push_str(entry.cell("stage")),
            Step => key.push_str(step(entry.cell("stage"), &rules.findings)),
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
