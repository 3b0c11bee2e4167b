//! Which old row is which new row: one to one, the surest reasons first.
//!
//! Every reason is a key that both rows must share, so that linking takes linear time. Where no goal is
//! part of the key, the key must be the only one of its kind on both sides: a guess would be worse than
//! a row that is shown as new and another as absent.

use std::collections::{HashMap, HashSet};

use super::{
    Entry,
    districts::districts,
    entry::core,
    headings::headless,
    links::{Link, Links},
    names::{grown, letters, sign, stageless, step, tail},
    numbers::{by_rate, on_the_way, told_apart},
    sure::allowed,
};
use crate::{measure::Field, rules::Rulebook};

/// Shortest name without its heading that is known again, in characters.
const SURE: usize = 4;

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
    /// The unit by its own name: 座 and 个 are two.
    Unit,
    /// The name without its heading.
    Headless,
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
    Basis, Core, Counted, Dimension, Goal, Grown, Headless, Key, Letters, Scope, Section, Sign, Stage,
    Stageless, Step, Tail, Task, Unit, Words,
};

/// A reason: the parts that both rows share, and whether they must be the only ones that do.
type Reason = (Link, &'static [Part], bool);

/// The reasons, the surest first.
const REASONS: &[Reason] = &[
    (Link::SameRow, &[Key, Scope, Dimension, Basis, Stage, Goal, Section, Task], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal, Section], false),
    (Link::SameGoal, &[Key, Scope, Dimension, Basis, Stage, Goal], false),
    (Link::SameGoal, &[Key, Dimension, Basis, Stage, Goal], true),
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
    (Link::UnderHeading, &[Headless, Scope, Dimension, Step], true),
];

/// How many of the reasons rest on the goal, too, and come before goals that only rates tell of.
const BY_GOAL: usize = 3;

/// One side of the linking.
struct Rows<'a, 't> {
    entries: &'a [Entry<'t>],
    /// The names without their headings.
    names: Vec<String>,
    /// What an overview says again.
    repeated: Vec<bool>,
}

impl<'a, 't> Rows<'a, 't> {
    fn of(entries: &'a [Entry<'t>], rules: &Rulebook) -> Self {
        Self { entries, names: headless(entries, rules), repeated: repeated(entries, rules) }
    }
}

/// Links the rows of two tables.
pub(crate) fn links(old: &[Entry], new: &[Entry], rules: &Rulebook) -> Links {
    let mut links = Links { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    let [theirs, mine] = [old, new].map(|entries| Rows::of(entries, rules));
    let (by_goal, others) = REASONS.split_at(BY_GOAL);
    link(&theirs, &mine, by_goal, false, &mut links, rules);
    for (from, to) in by_rate(old, new, &links, rules) {
        links.join(from, to, Link::ImpliedGoal);
    }
    for (from, to) in districts(old, new, &links, rules) {
        links.join(from, to, Link::SameTable);
    }
    link(&theirs, &mine, others, false, &mut links, rules);
    // What an overview says again is linked last.
    link(&theirs, &mine, REASONS, true, &mut links, rules);
    after_linked(old, new, &mut links);
    links
}

/// Links what is free by each reason in its turn.
fn link(old: &Rows, new: &Rows, reasons: &[Reason], last: bool, links: &mut Links, rules: &Rulebook) {
    for (why, parts, alone) in reasons {
        let olds = buckets(old, |at| links.of_old[at].is_none() && (last || !old.repeated[at]), parts, rules);
        let news = buckets(new, |at| links.of_new[at].is_none() && (last || !new.repeated[at]), parts, rules);
        for (key, mine) in &news {
            let Some(theirs) = olds.get(key) else { continue };
            let sides = ((old.entries, theirs.as_slice()), (new.entries, mine.as_slice()));
            let pairs: Vec<(usize, usize)> = match *alone && (mine.len() > 1 || theirs.len() > 1) {
                true if matches!(why, Link::OnlyOne | Link::OtherBasis) => told_apart(sides.0, sides.1),
                true => continue,
                false => theirs.iter().copied().zip(mine.iter().copied()).collect(),
            };
            for (from, to) in pairs {
                // 大棚 of the one 食用菌产业园: the numbers must say that it goes on. Where both print their goals, another
                // name is a renaming, which a person confirms.
                let (before, now) = (&old.entries[from], &new.entries[to]);
                let bare = before.target.is_some() != now.target.is_some();
                let goes_on = !parts.contains(&Unit) || bare && on_the_way(before, now);
                if goes_on && allowed(*why, before, now, rules) {
                    links.join(from, to, *why);
                }
            }
        }
    }
}

/// True for goals without a figure that another row of the table has with one: an overview names what its table tells.
fn repeated(entries: &[Entry], rules: &Rulebook) -> Vec<bool> {
    let goal = |entry: &Entry| key(entry, "", &[Counted, Scope, Dimension, Goal], rules);
    let told: HashSet<String> =
        entries.iter().filter(|entry| entry.actual.is_some()).filter_map(goal).collect();
    let open = |entry: &Entry| entry.actual.is_none() && entry.cell(Field::StatedRatio).is_empty();
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
            && [Field::Unit, Field::Stage, Field::TargetBasis].into_iter().all(same)
        {
            links.of_old[from] = Some(to);
            links.of_new[to] = Some((from, Link::SamePlace));
        }
    }
}

/// Rows that are still free by their key, in the order of the table.
fn buckets(
    rows: &Rows,
    free: impl Fn(usize) -> bool,
    parts: &[Part],
    rules: &Rulebook,
) -> HashMap<String, Vec<usize>> {
    let mut buckets: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in rows.entries.iter().enumerate().filter(|(at, _)| free(*at)) {
        if let Some(key) = key(entry, &rows.names[at], parts, rules) {
            buckets.entry(key).or_default().push(at);
        }
    }
    buckets
}

/// The parts of a row as one key; `None` where a part that must be there is not.
fn key(entry: &Entry, headless: &str, parts: &[Part], rules: &Rulebook) -> Option<String> {
    let mut key = String::new();
    for part in parts {
        match part {
            Key => key.push_str(Some(entry.key.as_str()).filter(|key| !key.is_empty())?),
            Core => key.push_str(&Some(core(&entry.key, rules)).filter(|core| !core.is_empty())?),
            Stageless => {
                key.push_str(&Some(stageless(entry, rules)).filter(|name| !name.is_empty())?);
            }
            Letters => key.push_str(&letters(&rules.findings.counted(&stageless(entry, rules)), rules)),
            Counted => {
                let core = core(&rules.findings.counted(&entry.key), rules);
                key.push_str(&Some(core).filter(|core| !core.is_empty())?);
            }
            Grown => key.push_str(grown(entry, rules)?),
            Sign => key.push_str(sign(&entry.key)?),
            Tail => key.push_str(&Some(tail(entry, rules)).filter(|tail| !tail.is_empty())?),
            Unit => key.push_str(entry.cell(Field::Unit)),
            Headless => key.push_str(Some(headless).filter(|name| name.chars().count() >= SURE)?),
            Words => key.push_str(Some(entry.cell(Field::FigureText)).filter(|words| !words.is_empty())?),
            Scope => key.push_str(entry.scope()),
            Dimension => key.push_str(entry.dimension()),
            Basis => key.push_str(entry.cell(Field::TargetBasis)),
            Stage => key.push_str(entry.cell(Field::Stage)),
            Step => key.push_str(step(entry.cell(Field::Stage), &rules.findings)),
            Goal => {
                let goal = entry.base(entry.target?)?.normalize();
                key.push_str(&format!("{goal}..{}", entry.cell(Field::TargetHigh)));
            }
            Section => key.push_str(entry.cell(Field::Section)),
            Task => key.push_str(Some(entry.cell(Field::TaskNo)).filter(|task| !task.is_empty())?),
        }
        key.push('\u{1f}');
    }
    Some(key)
}
