//! The role of an amount from the words around it, nearest first.

use super::{Role, frame::Mode, phrase::Phrase};
use crate::{
    model::{Bound, QuantityKind},
    rules::Cue,
};

/// What the sentence and the document make of a quantity whose own words say nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Setting {
    /// What runs on from earlier in the sentence.
    pub(crate) mode: Option<Mode>,
    /// The mode was set before a semicolon.
    pub(crate) weak: bool,
    /// What the label or the document makes of quantities without cues.
    pub(crate) default: Option<Mode>,
    /// It stands in a line that is labelled as a completion rate.
    pub(crate) rate_line: bool,
    /// A figure stands before in the same sentence.
    pub(crate) after_figure: bool,
    /// A goal or a base stands before in the same sentence.
    pub(crate) planned_before: bool,
    /// The claim before is a goal in percent.
    pub(crate) after_level: bool,
    /// The claim before is a part of another, for 其中…，占36%.
    pub(crate) after_part: bool,
    /// The figure before is of the same size, for 超过目标.
    pub(crate) near_figure: bool,
}

/// The role, and what gave it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub(crate) role: Role,
    pub(crate) declared: bool,
    pub(crate) reached: bool,
    pub(crate) basis: bool,
    pub(crate) of_plan: bool,
    pub(crate) growth: bool,
    pub(crate) fell: bool,
}

impl Decision {
    pub(crate) fn of(role: Role) -> Self {
        Self {
            role,
            declared: false,
            reached: false,
            basis: false,
            of_plan: false,
            growth: false,
            fell: false,
        }
    }

    /// A goal, said so.
    pub(crate) fn goal() -> Self {
        Self { declared: true, ..Self::of(Role::Goal) }
    }

    /// A figure, said so.
    pub(crate) fn figure() -> Self {
        Self { reached: true, ..Self::of(Role::Figure) }
    }
}

/// Decides the role of a quantity.
pub(crate) fn decide(phrase: &Phrase, setting: &Setting) -> Decision {
    if matches!(phrase.quantity.kind, QuantityKind::Points | QuantityKind::Tenths | QuantityKind::Fraction) {
        return Decision::of(Role::Aside);
    }
    if phrase.right.first().is_some_and(|&index| phrase.words.cue(index).has(Cue::Respectively))
        && !phrase.is_ratio()
    {
        return Decision::of(Role::Aside);
    }
    if phrase.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "score") {
        return Decision::of(Role::Aside);
    }
    if phrase.starts_change() {
        return Decision::of(Role::Aside);
    }
    if phrase.promised() {
        return Decision::goal();
    }
    if basis(phrase) {
        return Decision { basis: true, ..Decision::goal() };
    }
    if phrase.has(Cue::Past) && !phrase.has(Cue::Plan) {
        return Decision::of(Role::Aside);
    }
    if phrase.is_ratio() || super::ratio::bare(phrase) {
        return super::ratio::decide(phrase, setting);
    }
    amount(phrase, setting)
}

/// 完成全年46万人目标的58%: the amount is the goal of the rate that follows.
fn basis(phrase: &Phrase) -> bool {
    let verb = phrase.first(&[Cue::Share, Cue::Done, Cue::Link, Cue::Beyond, Cue::Respectively]);
    let planned = phrase.last(&[Cue::Plan, Cue::PlanNoun, Cue::Total]).is_some() || phrase.plan_after();
    let linked =
        phrase.right.last().is_some_and(|&index| phrase.words.text_of(index).trim_end().ends_with('的'))
            || phrase.right.iter().any(|&index| phrase.words.text_of(index).trim_start().starts_with('的'));
    let bracketed = phrase.closed && (phrase.bracket || phrase.words.rate_after(phrase.at));
    phrase.rate_next && verb.is_some() && planned && (linked || bracketed)
}

fn amount(phrase: &Phrase, setting: &Setting) -> Decision {
    if phrase.symbol() || phrase.plan_after() && !phrase.has(Cue::Distance) {
        return Decision::goal();
    }
    let plan = phrase.first(&[Cue::Plan, Cue::PlanNoun]).filter(|&at| !papers(phrase, at));
    if phrase.has(Cue::Beyond) && plan.is_some() || phrase.has(Cue::Distance) && phrase.plan_after() {
        return if setting.near_figure || phrase.plan_after() {
            Decision::goal()
        } else {
            Decision::of(Role::Aside)
        };
    }
    if phrase.has(Cue::Distance) || phrase.has(Cue::Undone) {
        let target = plan.is_some() && setting.near_figure && phrase.left_text().contains("超过");
        return if target { Decision::goal() } else { Decision::of(Role::Aside) };
    }
    if phrase.has(Cue::Compare) || phrase.has(Cue::Share) || phrase.differs() {
        return Decision::of(Role::Aside);
    }
    if let Some(role) = scale(phrase) {
        return Decision::of(role);
    }
    let (done, now) = (phrase.first(&[Cue::Done, Cue::Stage]), phrase.first(&[Cue::Now]));
    if let Some(plan) = plan {
        return planned(phrase, setting, plan, done, now);
    }
    if phrase.has(Cue::Future) {
        return Decision::of(Role::Aside);
    }
    if now.is_some() || phrase.ends_change() && setting.default != Some(Mode::Goal) {
        return Decision::figure();
    }
    if phrase.has(Cue::Forecast) {
        return Decision::of(Role::Base);
    }
    if setting.default == Some(Mode::Goal) {
        return Decision::goal();
    }
    unsaid(phrase, setting, done.is_some_and(|done| !phrase.words.cue(phrase.left[done]).has(Cue::Action)))
}

/// 责任书8.3万份: papers that are counted, not what they set.
fn papers(phrase: &Phrase, at: usize) -> bool {
    phrase.quantity.unit_text.ends_with('份') && phrase.words.text_of(phrase.left[at]).ends_with('书')
}

/// 总投资12亿元: only the size of a work; the base of its results where it is planned for all its years.
fn scale(phrase: &Phrase) -> Option<Role> {
    let acted = phrase.done() || phrase.has(Cue::Now);
    let at = phrase.last(&[Cue::Scale]).filter(|_| !acted && phrase.quantity.bound != Bound::AtLeast)?;
    let lifelong = phrase.words.text_of(phrase.left[at]).starts_with("计划总投资");
    Some(if lifelong { Role::Base } else { Role::Aside })
}

/// A plan word leads up to it: a goal, unless a result word makes the plan its object (完成计划任务580个).
fn planned(
    phrase: &Phrase,
    setting: &Setting,
    plan: usize,
    done: Option<usize>,
    now: Option<usize>,
) -> Decision {
    let noun = phrase.words.cue(phrase.left[plan]).has(Cue::PlanNoun);
    let object = done.is_some_and(|done| done < plan && phrase.words.fulfils(phrase.left[done]))
        && noun
        && setting.default != Some(Mode::Goal);
    let counted = phrase.quantity.kind == QuantityKind::Count;
    let of = phrase.left[plan + 1..].iter().any(|&index| phrase.words.text_of(index).starts_with('的'));
    if noun && of && counted && done.is_some_and(|done| done < plan) {
        return Decision::of(Role::Aside);
    }
    let only = now.is_some_and(|now| phrase.words.text_of(phrase.left[now]).starts_with(['只', '仅']));
    let named = noun && plan + 1 == phrase.left.len() && !object;
    match now {
        Some(_) if named => Decision::goal(),
        Some(now) if noun && only && now > plan && done.is_none() => Decision::goal(),
        Some(now) if now > plan || noun => Decision::figure(),
        Some(_) | None if object => Decision::figure(),
        Some(_) | None => Decision::goal(),
    }
}

/// 主体封顶3所: a stage and nothing behind it that is counted, as in 建成充电桩3个.
fn staged_alone(phrase: &Phrase) -> bool {
    let stage = phrase.last(&[Cue::Stage]);
    stage.is_some_and(|stage| !phrase.worded(&phrase.left[stage + 1..]))
}

/// Nothing but a verb, or not even that: what the sentence has said decides.
fn unsaid(phrase: &Phrase, setting: &Setting, done: bool) -> Decision {
    if phrase.reported_after() && setting.default != Some(Mode::Goal) {
        return Decision::figure();
    }
    // 年末债务余额36.92亿元 behind a limit: a balance is what there is.
    if phrase.left_text().ends_with("余额") {
        return Decision::of(Role::Figure);
    }
    match setting.mode {
        Some(Mode::Goal)
            if staged_alone(phrase)
                && setting.planned_before
                && setting.default.is_none()
                && !phrase.paused() =>
        {
            Decision::figure()
        }
        Some(Mode::Goal) if setting.weak && (done || setting.default == Some(Mode::Figure)) => {
            Decision { reached: done, ..Decision::of(Role::Figure) }
        }
        Some(Mode::Goal) => Decision::of(Role::Goal),
        Some(Mode::Figure) if done => Decision::figure(),
        Some(Mode::Figure) => Decision::of(Role::Figure),
        None if done => Decision::figure(),
        None if phrase.has(Cue::Action)
            || setting.after_figure
            || setting.default == Some(Mode::Figure)
            || phrase.quantity.bound == Bound::AtMost =>
        {
            Decision::of(Role::Figure)
        }
        None => Decision::of(Role::Base),
    }
}
