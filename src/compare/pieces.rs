//! Rows that are perhaps two or more rows of the other table together: split, or merged. Proposed where their goals add
//! up exactly, they stand beside each other, and one of them has a near name.

use std::{collections::HashMap, ops::Range};

use rust_decimal::Decimal;

use super::{
    Entry,
    likeness::{NEAR, likeness},
    links::Links,
    proposals::{Rename, Renames},
};

use crate::measure::Field;

/// So many rows are one at most.
const MOST: usize = 4;
/// So many runs of rows that come to one sum are looked at, the first ones; what more of them share proves nothing.
const ALIKE: usize = 64;

/// Which table has the whole.
#[derive(Clone, Copy)]
enum Way {
    Split,
    Merge,
}

impl Way {
    fn code(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Merge => "merge",
        }
    }
}

/// Proposes splits and merges of rows without a link.
pub(super) fn pieces(old: &[Entry], new: &[Entry], links: &Links, renames: &mut Renames) {
    let olds: Vec<usize> = (0..old.len()).filter(|at| links.of_old[*at].is_none()).collect();
    let news: Vec<usize> = (0..new.len()).filter(|at| links.of_new[*at].is_none()).collect();
    let (before, now) = (Runs::of(old, &olds), Runs::of(new, &news));
    for whole in &olds {
        if let Some((parts, sum)) = now.parts(&old[*whole], new) {
            renames.of_old.insert(*whole, of_whole(Way::Split, new, &parts, &sum));
            for part in parts {
                renames.of_new.insert(part, of_part(Way::Split, &old[*whole], &sum));
            }
        }
    }
    for whole in &news {
        if let Some((parts, sum)) = before.parts(&new[*whole], old) {
            renames.of_new.insert(*whole, of_whole(Way::Merge, old, &parts, &sum));
            for part in parts {
                renames.of_old.insert(part, of_part(Way::Merge, &new[*whole], &sum));
            }
        }
    }
}

fn of_whole(way: Way, parts: &[Entry], chosen: &[usize], sum: &str) -> Rename {
    let names: Vec<String> = chosen.iter().map(|at| parts[*at].name()).collect();
    Rename { other: names.join("、"), evidence: vec!["unit".to_owned(), format!("{}:{sum}", way.code())] }
}

fn of_part(way: Way, whole: &Entry, sum: &str) -> Rename {
    Rename { other: whole.name(), evidence: vec!["unit".to_owned(), format!("{}:{sum}", way.code())] }
}

/// Free rows beside each other, of one scope and dimension, by that and by what their goals come to.
struct Runs<'e>(HashMap<(&'e str, &'e str, Decimal), Vec<Range<usize>>>);

impl<'e> Runs<'e> {
    fn of(entries: &'e [Entry], free: &[usize]) -> Self {
        let mut runs: HashMap<_, Vec<Range<usize>>> = HashMap::new();
        let goal = |at: usize| base(&entries[at]).filter(|goal| *goal > Decimal::ZERO);
        for (place, &start) in free.iter().enumerate() {
            let about = (entries[start].scope(), entries[start].dimension());
            let Some(mut sum) = goal(start) else { continue };
            for (count, &at) in free[place..].iter().enumerate().take(MOST).skip(1) {
                let part = &entries[at];
                let beside = at == start + count && (part.scope(), part.dimension()) == about;
                let Some(next) = goal(at).filter(|_| beside).and_then(|goal| sum.checked_add(goal)) else {
                    break;
                };
                sum = next;
                let same = runs.entry((about.0, about.1, sum.normalize())).or_default();
                if same.len() < ALIKE {
                    same.push(start..at + 1);
                }
            }
        }
        Self(runs)
    }

    /// Rows whose goals are together that of a row, one of them of a near name, and their sum as it is printed.
    fn parts(&self, whole: &Entry, others: &[Entry]) -> Option<(Vec<usize>, String)> {
        let goal = base(whole)?;
        let same = self.0.get(&(whole.scope(), whole.dimension(), goal.normalize()))?;
        let other = |at: usize| others[at].key != whole.key;
        let near = |at: usize| likeness(&others[at].key, &whole.key) >= NEAR;
        let run = same.iter().find(|run| (*run).clone().all(other) && (*run).clone().any(near))?;
        let goals: Vec<Decimal> = run.clone().filter_map(|at| base(&others[at])).collect();
        Some((run.clone().collect(), sum(whole, goal, &goals)))
    }
}

fn base(entry: &Entry) -> Option<Decimal> {
    entry.base(entry.target?)
}

/// The sum in the unit in which the whole is printed: 26+36=62公里.
fn sum(whole: &Entry, goal: Decimal, goals: &[Decimal]) -> String {
    let printed = whole.value(Field::TargetValue).filter(|value| !value.is_zero());
    let factor = printed.and_then(|value| goal.checked_div(value)).unwrap_or(Decimal::ONE);
    let told =
        |value: Decimal| value.checked_div(factor).unwrap_or(value).round_dp(4).normalize().to_string();
    let parts: Vec<String> = goals.iter().map(|part| told(*part)).collect();
    format!("{}={}{}", parts.join("+"), told(goal), whole.cell(Field::TargetUnit))
}
