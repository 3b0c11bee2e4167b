//! Which words say that something is told: results, what came of it, and comparison.

use rust_decimal::Decimal;

use super::words::{Kind, Word, Words};
use crate::{
    model::{Bound, QuantityKind},
    rules::{Cue, Sign},
};

/// Cues of results and of comparison.
const REPORTING: &[Cue] = &[
    Cue::Now,
    Cue::Compare,
    Cue::RateName,
    Cue::Beyond,
    Cue::Distance,
    Cue::Past,
    Cue::Undone,
    Cue::Since,
    Cue::Shown,
];

/// True for a word of results or of comparison.
pub(super) fn reports_at(words: &Words, at: usize) -> bool {
    let shared = || words.text_of(at).starts_with('占') && !words.text_of(at).contains('比');
    let signs = &words.rules.signs;
    match words.words[at].kind {
        // 累计建成900公里以上: a floor behind it is still to be reached.
        Kind::Cue(set) if set.has(Cue::Now) && floored(words, at) => false,
        Kind::Cue(set) => {
            at > 0 && set.any(&[Cue::Plan, Cue::PlanNoun]) && is_measured(words, at)
                || set.has(Cue::Share) && shared()
                || set.any(REPORTING)
                || signs.ends(Sign::LooksBack, words.text_of(at))
        }
        Kind::Text => {
            let text = words.text_of(at);
            // 花了465万元
            let counted = |next: &Word| matches!(next.kind, Kind::Quantity(_));
            let done = text.ends_with('了') && words.words.get(at + 1).is_some_and(counted);
            text.starts_with('了') || done || signs.holds(Sign::Achieved, text)
        }
        Kind::Quantity(index) => rated(words, at, index),
        _ => false,
    }
}

/// True where the number right behind the word at `at` is a floor.
fn floored(words: &Words, at: usize) -> bool {
    let next = words.words.iter().skip(at + 1).take(3).find_map(|word| match word.kind {
        Kind::Quantity(index) => Some(&words.quantities[index]),
        _ => None,
    });
    next.is_some_and(|quantity| matches!(quantity.bound, Bound::AtLeast | Bound::MoreThan))
}

/// 筛查8627人，完成101.5%: how much of it was done; more than all of it is done, whatever the verb.
fn rated(words: &Words, at: usize, index: usize) -> bool {
    let quantity = &words.quantities[index];
    let done = at > 0 && words.text_of(at - 1).ends_with("完成");
    let beyond = quantity.bound == Bound::Exactly && quantity.amount.low() > Decimal::ONE_HUNDRED;
    (done || beyond) && quantity.kind == QuantityKind::Percent
}

/// 为计划的100.3%: a rate by the plan noun at `at`.
fn is_measured(words: &Words, at: usize) -> bool {
    let linked = matches!(words.bare(at - 1), "为" | "达" | "达到" | "达计划");
    let ratio = (at + 1..words.words.len().min(at + 3)).any(|at| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].kind == QuantityKind::Percent,
        _ => false,
    });
    linked && ratio
}
