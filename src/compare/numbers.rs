//! What the numbers of two rows say of their being one: goals that rates imply, and how far a figure may have come.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{
    Entry, Side,
    entry::{TOTAL, same_within},
    likeness::{NEARER, likeness},
    links::Links,
};
use crate::{
    measure::Field,
    rules::{FindingWords, Rulebook},
};

/// Rows of one name that their numbers tell apart; among more nothing is linked so.
const MANY: usize = 16;
/// Rows of one measure that their implied goals tell apart; among more nothing is linked so.
const MOST: usize = 512;
/// How far apart the ends of an implied goal may be, as a share of it, to tell rows apart.
const NARROW: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// The end that two names share, in characters.
const END: usize = 2;
/// A figure is at most so many times its goal.
const FAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// A figure of a later month is at least such a share of the one before.
const KEPT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The goal that is declared, or the ends of the one that the printed rate implies, in base units.
fn ends(entry: &Entry) -> Option<(Decimal, Decimal)> {
    if let Some(target) = entry.target {
        let goal = entry.base(target)?;
        return Some((goal, goal));
    }
    let end = |name| entry.base(entry.value(name)?);
    Some((end(Field::ImpliedTargetLow)?, end(Field::ImpliedTargetHigh)?))
}

fn overlap((low, high): (Decimal, Decimal), (from, to): (Decimal, Decimal)) -> bool {
    low <= to && from <= high
}

/// Rows of one name that their numbers tell apart.
pub(super) fn told_apart(old: (&[Entry], &[usize]), new: (&[Entry], &[usize])) -> Vec<(usize, usize)> {
    let implied = implied(old, new);
    if implied.is_empty() { fitting(old, new) } else { implied }
}

/// Rows of one name that the goals tell apart which their printed rates imply: those that only one of the others can
/// share.
fn implied((old, theirs): (&[Entry], &[usize]), (new, mine): (&[Entry], &[usize])) -> Vec<(usize, usize)> {
    let rate = |entry: &Entry| entry.value(Field::ImpliedTargetLow).is_some();
    let share = |from: usize, to: usize| {
        let both = rate(&old[from]) && rate(&new[to]);
        both && matches!((ends(&old[from]), ends(&new[to])), (Some(one), Some(other)) if overlap(one, other))
    };
    if mine.len().max(theirs.len()) > MANY { Vec::new() } else { only(theirs, mine, share) }
}

/// Rows of one name of which only one can be what the other says, by how far its figure has come.
fn fitting((old, theirs): (&[Entry], &[usize]), (new, mine): (&[Entry], &[usize])) -> Vec<(usize, usize)> {
    let known = |entry: &Entry| entry.target.is_some();
    let fits =
        |from: usize, to: usize| (known(&old[from]) || known(&new[to])) && plausible(&old[from], &new[to]);
    let several = theirs.len() > 1 && mine.len() > 1 || theirs.len().max(mine.len()) > MANY;
    if several { Vec::new() } else { only(theirs, mine, fits) }
}

/// The pairs of which neither has another partner.
fn only(theirs: &[usize], mine: &[usize], share: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let pair = |to: usize| {
        let [from] = theirs.iter().copied().filter(|from| share(*from, to)).collect::<Vec<_>>()[..] else {
            return None;
        };
        let others = mine.iter().filter(|other| share(from, **other)).count();
        (others == 1).then_some((from, to))
    };
    mine.iter().filter_map(|to| pair(*to)).collect()
}

/// Rows whose goals are one, at least one of them by its printed rate alone, where no other row of a like name has this
/// goal: 市级重点民生实事投资 0.37亿元, 21.8% of 1.7亿元, goes on in 1.09亿元, 64.1%.
pub(super) fn by_rate(old: &[Entry], new: &[Entry], links: &Links, rules: &Rulebook) -> Vec<(usize, usize)> {
    let [olds, news] = [old, new].map(|entries| narrow(entries));
    let [before, now] = [old, new]
        .map(|entries| entries.iter().map(|entry| uncounted(&entry.key, rules)).collect::<Vec<_>>());
    let mut pairs = Vec::new();
    for (about, mine) in &news {
        let Some(theirs) = olds.get(about).filter(|theirs| theirs.len().max(mine.len()) <= MOST) else {
            continue;
        };
        let share = |from: usize, to: usize| {
            let rated = old[from].target.is_none() || new[to].target.is_none();
            let goals = ends(&old[from]).zip(ends(&new[to]));
            let one = goals.is_some_and(|(one, other)| overlap(one, other));
            let total = before[from] == TOTAL || now[to] == TOTAL;
            let alike = || drawn(before[from], now[to]) || likeness(before[from], now[to]) >= NEARER;
            one && rated && (total || alike())
        };
        // What says the goal itself stands for what says it by a rate once more.
        let told: Vec<usize> = theirs.iter().copied().filter(|from| old[*from].target.is_some()).collect();
        pairs.extend(only(&told, mine, share));
        pairs.extend(only(theirs, mine, share));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let free = |(from, to): &(usize, usize)| links.of_old[*from].is_none() && links.of_new[*to].is_none();
    pairs.retain(|pair| free(pair) && plausible(&old[pair.0], &new[pair.1]));
    pairs
}

/// A name without the noun of its number: 参保 of 参保人数.
fn uncounted<'n>(name: &'n str, rules: &Rulebook) -> &'n str {
    let shared = rules.findings.words(FindingWords::Shared).iter();
    let rest =
        shared.filter_map(|word| name.strip_suffix(word.as_str()).filter(|_| word.ends_with('数'))).next();
    rest.filter(|rest| rest.chars().count() > END).unwrap_or(name)
}

/// True where both names end alike, and the shorter is left when letters of the longer one are taken out.
fn drawn(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let end: String = short.chars().rev().take(END).collect();
    let mut rest = long.chars();
    end.chars().eq(long.chars().rev().take(END)) && short.chars().all(|letter| rest.any(|own| own == letter))
}

/// Rows whose goal is known closely, by their scope and what they measure.
fn narrow(entries: &[Entry]) -> HashMap<[String; 2], Vec<usize>> {
    let mut rows: HashMap<[String; 2], Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let narrow = |(low, high): (Decimal, Decimal)| low > Decimal::ZERO && high - low <= low * NARROW;
        if ends(entry).is_some_and(narrow) && entry.cell(Field::Unit) != "%" {
            rows.entry([entry.scope().to_owned(), entry.dimension().to_owned()]).or_default().push(at);
        }
    }
    rows
}

/// True where both goals are known, and are one.
pub(super) fn same_goal(old: &Entry, new: &Entry) -> bool {
    matches!((ends(old), ends(new)), (Some(one), Some(other)) if overlap(one, other))
        || same_within((old, Side::Goal), (new, Side::Goal))
}

/// True where a later row may go on with the goal of an earlier one, by their numbers alone.
pub(super) fn continues(old: &Entry, new: &Entry) -> bool {
    let place = old.dimension() == new.dimension() && (old.scope() == new.scope() || new.scope().is_empty());
    place && same_goal(old, new) && plausible(old, new)
}

/// True for a goal that few others share: more than one digit of it counts, or the ends that a rate leaves are near.
pub(super) fn telling(entry: &Entry) -> bool {
    let whole = entry.target.map(|target| target.normalize().mantissa());
    let digits = whole.map(|mut digits| {
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
        }
        digits.abs() >= 10
    });
    let narrow = || ends(entry).is_some_and(|(low, high)| low > Decimal::ZERO && high - low <= low * NARROW);
    digits.unwrap_or_else(narrow)
}

/// True where the numbers allow that the later row goes on where the earlier one stood: their goals are one or only one
/// is known, and the figure neither falls to less than half nor is far above the goal.
pub(super) fn plausible(old: &Entry, new: &Entry) -> bool {
    let goals = match (ends(old), ends(new)) {
        (Some(one), Some(other)) => overlap(one, other),
        _ => true,
    };
    let base = |entry: &Entry, number: Option<Decimal>| number.and_then(|number| entry.base(number));
    let [before, now] = [old, new].map(|entry| base(entry, entry.actual));
    let kept = match (before, now) {
        (Some(before), Some(now)) => now >= before * KEPT,
        _ => true,
    };
    let goal = ends(old).or_else(|| ends(new)).map(|(_, high)| high).filter(|goal| *goal > Decimal::ZERO);
    let near = match (goal, now) {
        (Some(goal), Some(now)) => now <= goal * FAR,
        _ => true,
    };
    goals && kept && near
}

/// True where a figure lies between the one before and the goal: a short name may be told by that.
pub(super) fn on_the_way(old: &Entry, new: &Entry) -> bool {
    let goal = ends(old).or_else(|| ends(new)).map(|(low, _)| low);
    let figures = old.actual.and_then(|one| old.base(one)).zip(new.actual.and_then(|one| new.base(one)));
    matches!((goal, figures), (Some(goal), Some((before, now))) if before <= now && now <= goal)
}
