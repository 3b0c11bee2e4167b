//! Decisions that cannot both hold.

use super::{Decision, Verdict};
use crate::rules::{Fault, RuleFile};

/// A fault for each two decisions that speak of the same and cannot both hold.
pub(super) fn contradictions(
    file: &RuleFile,
    decisions: &[Decision],
    same: impl Fn(&Decision, &Decision) -> bool,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, later) in decisions.iter().enumerate() {
        let earlier = &decisions[..index];
        if let Some(first) = earlier
            .iter()
            .find(|first| same(first, later) && contradict(first, later) || renamed_otherwise(first, later))
        {
            faults.push(fault(file, first, later));
        }
    }
    faults
}

/// The fault of two decisions.
pub(super) fn fault(file: &RuleFile, first: &Decision, later: &Decision) -> Fault {
    let message = format!("{} ({}) and {} ({}) decided differently", first.by, first.on, later.by, later.on);
    let labels = vec![
        (later.at.clone(), format!("decided again here: {}", later.why)),
        (first.at.clone(), format!("first decided here: {}", first.why)),
    ];
    file.fault("decision-conflict", message, labels)
}

/// True where two decisions about one row cannot both hold.
pub(super) fn contradict(one: &Decision, other: &Decision) -> bool {
    match (&one.verdict, &other.verdict) {
        (Verdict::Alias { .. }, _) | (_, Verdict::Alias { .. }) => false,
        (Verdict::Basis(a), Verdict::Basis(b)) => a != b,
        (Verdict::Pair, Verdict::Pair) => one.target.figure != other.target.figure,
        (Verdict::Missed { name: a }, Verdict::Missed { name: b }) => {
            a != b || one.target.figure != other.target.figure
        }
        (Verdict::Correct(a), Verdict::Correct(b)) => a != b,
        (Verdict::Accept, Verdict::Accept)
        | (Verdict::Reject, Verdict::Reject)
        | (Verdict::NotComparable, Verdict::NotComparable)
        | (Verdict::Basis(_), Verdict::Pair | Verdict::NotComparable)
        | (Verdict::Pair | Verdict::NotComparable, Verdict::Basis(_)) => false,
        (Verdict::Correct(_), Verdict::Pair | Verdict::NotComparable | Verdict::Basis(_))
        | (Verdict::Pair | Verdict::NotComparable | Verdict::Basis(_), Verdict::Correct(_)) => false,
        (Verdict::Accept | Verdict::Reject, _)
        | (_, Verdict::Accept | Verdict::Reject)
        | (Verdict::Missed { .. }, _)
        | (_, Verdict::Missed { .. })
        | (Verdict::Pair, Verdict::NotComparable)
        | (Verdict::NotComparable, Verdict::Pair) => true,
    }
}

/// True where one indicator is given two names.
fn renamed_otherwise(one: &Decision, other: &Decision) -> bool {
    match (&one.verdict, &other.verdict) {
        (Verdict::Alias { indicator: a, name: x }, Verdict::Alias { indicator: b, name: y }) => {
            let reach = one.target.source.is_none()
                || other.target.source.is_none()
                || one.target.source == other.target.source;
            reach && (a == b && x != y || a == y && x == b)
        }
        (_, _) => false,
    }
}
