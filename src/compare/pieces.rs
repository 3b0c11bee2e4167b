//! Rows that are perhaps two or more rows of the other table together: split, or merged. Proposed where their goals add
//! up exactly, they stand beside each other, and one of them has a near name.

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
    for whole in &olds {
        if let Some((parts, sum)) = parts(&old[*whole], new, &news) {
            renames.of_old.insert(*whole, of_whole(Way::Split, new, &parts, &sum));
            for part in parts {
                renames.of_new.insert(part, of_part(Way::Split, &old[*whole], &sum));
            }
        }
    }
    for whole in &news {
        if let Some((parts, sum)) = parts(&new[*whole], old, &olds) {
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

/// Rows beside each other whose goals are together that of a row, and their sum as it is printed.
fn parts(whole: &Entry, others: &[Entry], free: &[usize]) -> Option<(Vec<usize>, String)> {
    let goal = base(whole)?;
    for start in 0..free.len() {
        for count in 2..=MOST.min(free.len() - start) {
            let run = &free[start..start + count];
            let beside = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
            let like = |at: &usize| {
                let part = &others[*at];
                part.scope() == whole.scope()
                    && part.dimension() == whole.dimension()
                    && part.key != whole.key
            };
            if !beside || !run.iter().all(like) {
                break;
            }
            let goals: Option<Vec<Decimal>> = run.iter().map(|at| base(&others[*at])).collect();
            let Some(goals) = goals else { break };
            let near = run.iter().any(|at| likeness(&others[*at].key, &whole.key) >= NEAR);
            if near && goals.iter().all(|part| *part > Decimal::ZERO) && goals.iter().sum::<Decimal>() == goal
            {
                return Some((run.to_vec(), sum(whole, goal, &goals)));
            }
        }
    }
    None
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
