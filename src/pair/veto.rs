//! What forbids that a figure answers a goal.

use crate::{
    interpret::{Claim, Role},
    model::{QuantityKind, Roughness},
    rules::{Frame, Mark},
};

/// The conditions that forbid a pair whatever the names say.
pub(crate) fn may_answer(goal: &Claim, figure: &Claim) -> bool {
    if told_in_bracket(goal, figure) {
        return true;
    }
    // 青原县（9个项目仅开工5个）、沙河区（6个项目仅开工3个）
    let together = goal.bracket.is_some() && goal.bracket == figure.bracket && goal.role == Role::Base;
    // 任务4.2万亩（人工造林1.2万亩）。…已完成3.8万亩（人工造林1.1万亩）.
    let named = goal.role == Role::Goal && goal.own && figure.own && same_part(goal, figure);
    if !together
        && (bracketed(goal) && !named || bracketed(figure) && !(bracketed(goal) && goal.key == figure.key))
        || goal.bygone != figure.bygone
        || figure.since && !goal.since
        || goal.growth && goal.since && !figure.since
        || goal.at.scope != figure.at.scope
        || of_a_year_before(goal, figure)
    {
        return false;
    }
    if other_counter(goal, figure) || other_extent(goal, figure) {
        return false;
    }
    if goal.part != figure.part && !answers_part(goal, figure) {
        return false;
    }
    if figure.process && !(goal.process && goal.stage == figure.stage) {
        return false;
    }
    if goal.at.year.zip(figure.at.year).is_some_and(|(planned, reached)| planned != reached) {
        return false;
    }
    if said_again(goal, figure) {
        return false;
    }
    match (goal.growth, figure.growth) {
        (true, growing) => growing,
        (false, true) => false,
        (false, false) => matches!(figure.role, Role::Figure | Role::Base),
    }
}

fn bracketed(claim: &Claim) -> bool {
    claim.part && claim.host.is_some()
}

/// 36宗新开工项目（已开工9宗）: what the bracket behind a count tells of it.
fn told_in_bracket(goal: &Claim, figure: &Claim) -> bool {
    let told = bracketed(figure)
        && figure.told
        && goal.at.clause == figure.at.clause
        && goal.same_counter(&figure.quantity);
    told && !bracketed(goal) && !figure.process
}

/// 搬迁任务1200户，12个安置点已开工: another thing, in another counter.
fn other_counter(goal: &Claim, figure: &Claim) -> bool {
    let others = figure.rule.is(Mark::OfOthers) && !figure.own;
    let counted = others && goal.quantity.kind == QuantityKind::Count && !goal.quantity.unit_text.is_empty();
    counted && goal.quantity.unit_text != figure.quantity.unit_text
}

/// True where one is a part, the other none, and both bear one name.
fn answers_part(goal: &Claim, figure: &Claim) -> bool {
    let same = goal.own && (goal.key == figure.key || goal.host.is_some() && same_part(goal, figure));
    let alone = goal.part && same && figure.own;
    let named = figure.part
        && figure.own
        && goal.role == Role::Goal
        && goal.own
        && goal.key == figure.key
        && (goal.at.block == figure.at.block || figure.quantity.kind != QuantityKind::Percent);
    alone || named
}

/// 2010年完成8.9亿元。今年目标12.6亿元: what nothing says to be of this year, told before what this year is to bring.
fn of_a_year_before(goal: &Claim, figure: &Claim) -> bool {
    goal.role == Role::Goal
        && goal.at.this_year
        && !figure.at.current
        && figure.at.sentence < goal.at.sentence
}

/// 总投资6530亿元 and 6530亿元 further on, 增长6% twice: the number of a goal that no word of results stands at is the goal
/// told again.
fn said_again(goal: &Claim, figure: &Claim) -> bool {
    // 将新建仓容16.5万吨。…新建仓容16.5万吨: a figure that no word of results, of this year, or its place says was reached.
    let told = figure.told || figure.reached || figure.at.current || figure.at.result_part;
    let told = told || goal.at.goal_part || by_sections(goal, figure);
    let later = goal.role == Role::Goal && goal.at.sentence < figure.at.sentence;
    (figure.role != Role::Figure || later && !told) && goal.quantity.base_low() == figure.quantity.base_low()
}

/// 一、2012年目标任务, 二、2012年完成情况: what stands in the second answers what stands in the first, the same number, too.
pub(crate) fn by_sections(goal: &Claim, figure: &Claim) -> bool {
    goal.at.frame == Frame::Goals && figure.at.frame == Frame::Results
}

/// 植树造林项目 and 造林项目 of one place: the key of one holds all letters of the other in their order.
fn same_part(goal: &Claim, figure: &Claim) -> bool {
    let (short, long) = match goal.key.len() < figure.key.len() {
        true => (&goal.key, &figure.key),
        false => (&figure.key, &goal.key),
    };
    let mut letters = long.chars();
    let within = short.chars().all(|letter| letters.any(|other| other == letter));
    goal.key == figure.key || within && short.chars().nth(LETTERS - 1).is_some()
}

/// So many letters of a short name say what is meant.
const LETTERS: usize = 4;

/// 现有公厕360座，计划新建100座: what there is, and what is to be added; 企业达到3000家, 新认定210家: all, and the new ones.
fn other_extent(goal: &Claim, figure: &Claim) -> bool {
    let (planned, reached) = (|| goal.quantity.base_low(), || figure.quantity.base_low());
    let before = figure.quantity.core.start < goal.quantity.core.start;
    let stock = goal.rule.is(Mark::Works) && figure.rule.is(Mark::Stock) && (before || reached() > planned());
    let half = || planned().zip(reached()).is_some_and(|(planned, reached)| reached + reached < planned);
    stock || goal.rule.is(Mark::Total) && figure.rule.is(Mark::Works) && half()
}

/// The conditions under which a base, which no word declares a goal, is answered at all.
pub(crate) fn may_be_base(base: &Claim, figure: &Claim) -> bool {
    base.at.segment == figure.at.segment
        && (base.own || base.refers.is_none() || base.at.clause == figure.at.clause)
        && (!base.part || base.at.clause == figure.at.clause)
        && !base.process
        && !base.rule.is(Mark::Balance)
        // 新造林5.5万亩（生态林2万亩），…；封山育林2万亩: what a bracket holds ends with it.
        && (base.host.is_none() || base.bracket == figure.bracket || base.at.clause == figure.at.clause)
        // 连续5个月超过1.8亿美元: no plan is told so.
        && !passed(base)
        && !figure.rule.is(Mark::Changed)
        && base.quantity.core.start < figure.quantity.core.start
        && figure.role == Role::Figure
        && figure.reached
        && !figure.whole
        && within(base, figure)
}

/// 超过1.8亿美元: told by a word before it as what was passed.
fn passed(base: &Claim) -> bool {
    let quantity = &base.quantity;
    quantity.roughness == Roughness::Over && quantity.span.start < quantity.core.start
}

/// True where both name a stage, and one is of beginning, the other of completion.
pub(crate) fn other_stage(goal: &Claim, figure: &Claim) -> bool {
    let named = !goal.stage.is_empty() && !figure.stage.is_empty() && !goal.process;
    named && goal.early != figure.early
}

/// A result of at most the base; of a little more where it names nothing else (为2000户安装，实际安装2317户).
fn within(base: &Claim, figure: &Claim) -> bool {
    let (Some(planned), Some(reached)) = (base.quantity.base_low(), figure.quantity.base_low()) else {
        return false;
    };
    // 新增28.7万套，入住38.2万套: a stage is one of no more than there are.
    let beyond = !figure.own && figure.stage.is_empty();
    reached <= planned || beyond && reached <= planned + planned
}
