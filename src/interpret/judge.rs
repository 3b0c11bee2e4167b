//! What speaks against the first decision: a list that runs on, a name, an earlier goal of the sentence.

use super::{
    Role,
    before::Before,
    frame::{Frame, Mode},
    name,
    naming::Named,
    phrase::Phrase,
    role::Decision,
    shape::{capacity, tasks},
};
use crate::{model::QuantityKind, rules::Cue};

/// Cues by which a member of a list says something of its own.
const SPEAKING: &[Cue] = &[
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Now,
    Cue::Done,
    Cue::Stage,
    Cue::Process,
    Cue::Scale,
    Cue::Share,
    Cue::Distance,
    Cue::Forecast,
    Cue::RateName,
    Cue::Part,
];

/// Takes a decision over from the member of the list before, and tells whether there is one; what follows
/// the basis of a rate is the rate.
pub(crate) fn inherit(phrase: &Phrase, decision: &mut Decision, before: Before) -> bool {
    let words = phrase.words;
    let Some(last) = before.last() else { return false };
    let ratio = phrase.is_ratio();
    let linked = phrase.left.iter().all(|&index| {
        words.text_of(index).trim_start().starts_with('的')
            || words.cue(index).any(&[Cue::PlanNoun, Cue::Plan])
    });
    if last.basis && linked && (ratio || phrase.quantity.kind == QuantityKind::Number) {
        *decision = Decision { of_plan: true, ..Decision::of(Role::Rate) };
        return false;
    }
    let plain = !phrase.left.iter().any(|&index| words.cue(index).any(SPEAKING));
    let paused = phrase.paused() && last.at.clause == before.clause;
    let same =
        last.quantity.kind == phrase.quantity.kind || !ratio && last.quantity.kind != QuantityKind::Percent;
    let listed = words.follows_in_list(phrase.at) && phrase.left.is_empty() || paused;
    if same && plain && !last.basis && listed && (phrase.left.is_empty() || !ratio) {
        *decision = Decision {
            role: last.role,
            of_plan: last.of_plan,
            declared: last.declared,
            reached: last.reached,
            growth: last.growth,
            fell: last.fell,
            basis: false,
        };
    }
    listed
}

/// Changes a decision that the name, the words after the quantity or an earlier goal speak against.
pub(crate) fn amend(phrase: &Phrase, named: &Named, decision: &mut Decision, before: Before) {
    if let Some(known) = named.refers.map(|index| &before.claims[index])
        && phrase.is_ratio()
        && decision.role == Role::Goal
    {
        (decision.growth, decision.fell) = (known.growth, known.fell);
    }
    if tasks(phrase) && matches!(decision.role, Role::Figure | Role::Base) {
        decision.role = Role::Aside;
    }
    if decision.role != Role::Goal || decision.basis || phrase.plan_after() {
        return;
    }
    let noun: String = phrase.own_right().iter().map(|&index| phrase.words.text_of(index)).collect();
    let of = noun.starts_with('的');
    let abstracts = !phrase.quantity.unit_text.contains(['人', '户'])
        && before.rules.verbs.is_abstract(noun.trim_end_matches('中'));
    if !of && abstracts || capacity(phrase, &named.text) {
        decision.role = Role::Aside;
    }
    if !decision.declared
        && phrase.done()
        && !phrase.paused()
        && (!named.own || answers_goal(phrase, named, before))
    {
        *decision = Decision::figure();
    }
}

/// 计划改造5个，完成2个: a bare result of a sentence that planned is no second goal.
fn answers_goal(phrase: &Phrase, named: &Named, before: Before) -> bool {
    let key = &named.key;
    before.here().any(|(_, claim)| {
        let planned = claim.role == Role::Goal;
        let counted = claim.role != Role::Aside && !claim.reached && claim.own;
        (planned || counted)
            && claim.same_counter(phrase.quantity)
            && (claim.key == *key || planned && name::touching(&claim.key, key))
    })
}

/// What a quantity makes of the rest of its sentence.
pub(crate) fn remember(
    phrase: &Phrase,
    named: &Named,
    decision: &Decision,
    default: Option<Mode>,
    frame: &mut Frame,
    before: Before,
) {
    frame.count(decision.role);
    let planned = phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun);
    let late =
        named.refers.is_some_and(|index| matches!(before.claims[index].role, Role::Figure | Role::Change));
    let goal = decision.role == Role::Goal && decision.declared && !decision.basis;
    if goal && planned && !late && phrase.inside.is_none() && default != Some(Mode::Goal) {
        frame.plan();
    } else if decision.role == Role::Figure && decision.reached {
        frame.report();
    }
}
