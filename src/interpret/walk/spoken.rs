//! What the words of a number say for its sentence, or of the number before it.

use crate::{
    interpret::{Claim, Role, decision::Decision, phrase::Phrase, sentence::Sentence},
    model::Bound,
    rules::{Cue, Sign, Slot, Slots},
};

/// 省外资金27亿元，占总额的38%。该项任务完成率150%: a rate of the plan whose words name nothing, or point back.
pub(super) fn of_before(phrase: &Phrase, decision: &Decision, sentence: &Sentence) -> bool {
    let text = phrase.before_text();
    let points = phrase.signs().begins(Sign::PointsBack, text.trim_start());
    let named = sentence.fresh || sentence.rates || !sentence.topic.is_empty() && sentence.is_new();
    let of_plan = |index: usize| {
        let text = phrase.words.bare(index).trim_end_matches('的');
        phrase.words.cue(index).has(Cue::RateName) || phrase.signs().ends(Sign::PlanNoun, text)
    };
    let others: Vec<usize> = phrase.before.iter().copied().filter(|&index| !of_plan(index)).collect();
    let plain = !named && (decision.of_plan || phrase.has(Cue::RateName)) && !phrase.names(&others);
    phrase.bracket.is_none() && phrase.quantity.bound == Bound::Exactly && (points || plain)
}

/// True where a number tells for the sentence that it plans, or that it was reached.
pub(super) fn tells(phrase: &Phrase, slots: Slots, decision: &Decision, known: Option<&Claim>) -> bool {
    let spoken = |known: &Claim| matches!(known.role, Role::Figure | Role::Change | Role::Base);
    match decision.role {
        Role::Goal => {
            decision.declared
                && !decision.basis
                && phrase.bracket.is_none()
                && (!slots.has(Slot::Beyond) || slots.has(Slot::Urged))
                && (phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun))
                && !known.is_some_and(spoken)
        }
        Role::Figure => decision.reached,
        Role::Base | Role::Rate | Role::Change | Role::Aside => false,
    }
}
