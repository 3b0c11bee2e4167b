//! The role of a ratio: a completion rate, a growth rate, a level, or a share.

use super::{
    Role,
    frame::Mode,
    phrase::Phrase,
    role::{Decision, Setting},
    words::Kind,
};
use crate::{
    model::{Bound, QuantityKind},
    rules::Cue,
};

/// 占年计划的58.2 with its percent sign left out.
pub(crate) fn bare(phrase: &Phrase) -> bool {
    phrase.quantity.kind == QuantityKind::Number
        && phrase.quantity.unit_text.is_empty()
        && (of_plan(phrase)
            || phrase.has(Cue::Compare)
            || phrase.has(Cue::Rise)
            || phrase.has(Cue::Fall)
            || phrase.has(Cue::RateName))
}

/// (占|为|完成|达) … (计划|目标) … 的?
fn of_plan(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let Some(plan) = phrase.left.iter().rposition(|&index| {
        words.cue(index).any(&[Cue::PlanNoun, Cue::Total])
            || words.text_of(index).ends_with("计划")
            || words.cue(index).has(Cue::Scale) && words.text_of(index).contains("总投资")
    }) else {
        return false;
    };
    let verb = phrase.left[..plan].iter().any(|&index| {
        let cue = words.cue(index);
        let text = words.text_of(index);
        cue.any(&[Cue::Share, Cue::Done, Cue::Beyond, Cue::Now])
            || cue.has(Cue::Link) && matches!(text, "为" | "是")
            || cue.has(Cue::Respectively) && text.ends_with(['为', '是', '占', '达', '到'])
    });
    let near = phrase.left[plan + 1..].iter().all(|&index| {
        words.cue(index).any(&[Cue::Link, Cue::Scale, Cue::Respectively])
            || words.words[index].kind == Kind::Text && words.text_of(index).chars().count() <= 6
            || words.words[index].kind == Kind::Pause
    });
    verb && near
}

/// 确保完成任务的95%: a rate that is to be reached.
fn urged(phrase: &Phrase) -> bool {
    phrase.left.iter().any(|&index| {
        phrase.words.cue(index).has(Cue::Plan)
            && phrase.first(&[Cue::Share]).is_none_or(|share| phrase.left[share] > index)
            && !phrase.words.cue(index).has(Cue::PlanNoun)
            && !phrase.words.text_of(index).contains("计划")
    })
}

/// Decides the role of a ratio.
pub(crate) fn decide(phrase: &Phrase, setting: &Setting) -> Decision {
    let changed = phrase.last(&[Cue::Rise, Cue::Fall, Cue::Compare]);
    let planned = phrase.last(&[Cue::Plan, Cue::PlanNoun]);
    let goal_place = setting.default == Some(Mode::Goal);
    if of_plan(phrase) && !goal_place && changed.is_none_or(|at| planned.is_some_and(|plan| plan > at)) {
        let role = if phrase.has(Cue::Distance) || urged(phrase) { Role::Aside } else { Role::Rate };
        return Decision { of_plan: true, ..Decision::of(role) };
    }
    if phrase.quantity.kind == QuantityKind::Multiple {
        return Decision::of(Role::Aside);
    }
    if let Some(at) = changed {
        return change(phrase, setting, at, planned.is_some());
    }
    if setting.rate_line {
        return Decision { of_plan: true, ..Decision::of(Role::Rate) };
    }
    let reached = phrase.has(Cue::Now) || phrase.has(Cue::Shown);
    let named = phrase.left.last().is_some_and(|&index| phrase.words.cue(index).has(Cue::PlanNoun));
    if phrase.symbol() || named && !reached {
        return Decision::goal();
    }
    if phrase.has(Cue::RateName) && (reached || !goal_place) {
        return Decision::of(if urged(phrase) { Role::Aside } else { Role::Rate });
    }
    if share_of(phrase, planned) && !phrase.plan_after() {
        return Decision::of(Role::Aside);
    }
    if planned.is_some() && !reached || phrase.plan_after() {
        let distance = phrase.has(Cue::Distance) && !phrase.plan_after();
        return if distance { Decision::of(Role::Aside) } else { Decision::goal() };
    }
    if bracketed(phrase) {
        return Decision::of(Role::Rate);
    }
    if goal_place && !reached {
        return Decision::goal();
    }
    level(phrase, setting, reached)
}

/// 占…计划…: a share of something that a plan word names.
fn share_of(phrase: &Phrase, planned: Option<usize>) -> bool {
    let of_all =
        |&index: &usize| phrase.words.text_of(index) == "占" && phrase.words.cue(index).has(Cue::Share);
    phrase.left.iter().position(of_all).zip(planned).is_some_and(|(share, plan)| share < plan)
}

/// A growth rate: a goal where a plan word or the place says so, and nothing is compared.
fn change(phrase: &Phrase, setting: &Setting, at: usize, planned: bool) -> Decision {
    let fell = phrase.words.cue(phrase.left[at]).has(Cue::Fall);
    let compared = phrase.has(Cue::Compare);
    let set = setting.default == Some(Mode::Goal) || setting.mode == Some(Mode::Goal);
    let reached = phrase.has(Cue::Now) || phrase.has(Cue::Shown);
    let capped = phrase.quantity.bound == Bound::AtMost;
    let goal = !compared && !reached && (planned || set || capped) || phrase.plan_after() || phrase.symbol();
    Decision {
        declared: goal,
        growth: true,
        fell,
        ..Decision::of(if goal { Role::Goal } else { Role::Change })
    }
}

/// （58%） or （完成58%）: nothing in the bracket but the rate.
fn bracketed(phrase: &Phrase) -> bool {
    phrase.bracket
        && phrase.closed
        && phrase.right.is_empty()
        && phrase.left.iter().all(|&index| {
            let cue = phrase.words.cue(index);
            cue.any(&[Cue::Link, Cue::Done]) && !cue.has(Cue::Share)
        })
}

/// 墙体已砌筑60%, 路面做到30%: how far a work has come, not a level.
fn worked(phrase: &Phrase) -> bool {
    let text = phrase.left_text();
    let levelled =
        text.contains(['率', '比', '占', '度', '值', '例', '数', '额', '量']) || text.contains("面积");
    let levelled = levelled || !phrase.right.is_empty();
    !levelled
        && phrase.left.iter().any(|&index| phrase.words.cue(index).any(&[Cue::Stage, Cue::Work, Cue::Build]))
        || !levelled && phrase.has(Cue::Now) && text.chars().count() >= 6
}

fn level(phrase: &Phrase, setting: &Setting, reached: bool) -> Decision {
    if let Some(at) = phrase.last(&[Cue::Share]) {
        let ratio = phrase.words.text_of(phrase.left[at]).starts_with("占比")
            || matches!(phrase.words.text_of(phrase.left[at]), "比重" | "占比为" | "占比达" | "所占比重");
        let done = phrase.left.iter().any(|&index| {
            phrase.words.cue(index).has(Cue::Done) && phrase.words.text_of(index).ends_with("完成")
        });
        let alone = phrase.left.len() == 1 && !setting.after_part;
        let of_goal = setting.after_figure && (done && ratio || setting.planned_before && alone);
        return Decision::of(match (of_goal, ratio) {
            (true, _) => Role::Rate,
            (false, true) => Role::Figure,
            (false, false) => Role::Aside,
        });
    }
    let done = phrase
        .last(&[Cue::Done, Cue::Now])
        .filter(|&at| phrase.words.text_of(phrase.left[at]).ends_with("完成"));
    if done.is_some() && reached && setting.after_level {
        return Decision::figure();
    }
    if done.is_some_and(|at| phrase.left.len() - at <= 3) {
        return Decision::of(Role::Rate);
    }
    if worked(phrase) && setting.mode != Some(Mode::Goal) {
        return Decision::of(Role::Rate);
    }
    if setting.mode == Some(Mode::Goal) && !reached {
        return Decision::of(Role::Goal);
    }
    Decision { reached, ..Decision::of(Role::Figure) }
}
