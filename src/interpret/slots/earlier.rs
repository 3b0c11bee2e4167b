//! What the earlier numbers of the sentence make of a number.

use rust_decimal::Decimal;

use super::around::Surroundings;
use crate::{
    interpret::{Claim, Role, is_place, phrase::Phrase, words::Kind},
    model::{AsOfSource, Bound, QuantityKind},
    rules::{Cue, Mark, NameWords, Sign, Slot, Slots},
    text::bare,
};

pub(super) fn slots(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    goals(phrase, around, slots);
    again(phrase, around, slots);
    figures(phrase, around, slots);
    rates(phrase, around, slots);
    let last = around.earlier.nearest();
    slots.set(Slot::AfterBalance, last.is_some_and(|last| last.rule.is(Mark::Balance)));
    slots.set(Slot::AfterPart, last.is_some_and(|last| last.part && last.host.is_none()));
    // 覆盖4个区县27个乡镇135个村: what follows without a stop is of the same kind.
    let affected = last.is_some_and(|last| last.rule.is(Mark::Beside)) && follows_number(phrase);
    slots.set(Slot::Affects, slots.has(Slot::Affects) || affected);
    slots.set(Slot::OtherStage, other_stage(phrase, around) || one_more_stage(phrase, around));
}

/// The figures before it, nearest first.
fn told<'a>(around: &Surroundings<'a>) -> impl Iterator<Item = &'a Claim> {
    around.earlier.iter().filter(|claim| claim.role == Role::Figure)
}

fn goals(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let last = around.earlier.nearest();
    let due = last.filter(|last| last.role == Role::Goal && matches!(&*last.rule, "due" | "due-number"));
    slots.set(Slot::AfterDue, due.is_some_and(|due| due.same_counter(phrase.quantity)));
    slots.set(Slot::AfterGrowthGoal, last.is_some_and(|last| last.role == Role::Goal && last.growth));
    let set = |claim: &Claim| matches!(claim.role, Role::Goal | Role::Base);
    slots.set(Slot::AfterGoal, around.earlier.iter().any(set));
    let figure = told(around).next();
    let declared = |claim: &Claim| {
        claim.role == Role::Goal
            && claim.declared
            && figure.is_none_or(|figure| figure.same_unit(&claim.quantity))
    };
    slots.set(Slot::AfterDeclared, around.earlier.iter().any(declared));
    let level =
        |last: &Claim| last.role == Role::Goal && last.quantity.kind == QuantityKind::Percent && !last.growth;
    slots.set(Slot::AfterLevel, last.is_some_and(level));
    let only_of = phrase.before.iter().all(|&index| {
        phrase.words.bare(index).starts_with('的') || phrase.words.cue(index).any(&[Cue::PlanNoun, Cue::Plan])
    });
    let whole = around.earlier.iter().find(|claim| claim.host.is_none());
    let bare = phrase.quantity.kind == QuantityKind::Number && phrase.quantity.unit_text.is_empty();
    let only_of = only_of && (phrase.is_ratio() || bare);
    slots.set(Slot::PrevBasis, only_of && whole.is_some_and(|last| last.basis));
}

/// The goal right before it, where it counts the same.
fn again(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let alike = around.earlier.nearest().filter(|last| {
        let other =
            slots.has(Slot::Dated) && last.as_of.is_some_and(|(_, source)| source == AsOfSource::Sentence);
        let announced = around.sentence.one_announced();
        last.role == Role::Goal
            && (last.declared || announced)
            && last.host.is_none()
            && last.same_counter(phrase.quantity)
            && !other
    });
    slots.set(Slot::AfterGoalAlike, alike.is_some() && phrase.boundary() == Some(Kind::Comma));
    let task = |goal: &&Claim| goal.rule.is(Mark::LevelGoal);
    // 抽检计划40批次、完成37批次
    let told = phrase.has(Cue::Done) || phrase.has(Cue::Now);
    let paused = phrase.boundary() == Some(Kind::Pause) && told;
    let behind = (phrase.boundary() == Some(Kind::Comma) || paused) && !phrase.has(Cue::Part);
    // 任务21200户，其中，脱贫户13200户: a part of the task.
    let whole = |goal: &&Claim| !around.sentence.part || goal.part;
    slots.set(Slot::AfterTaskAlike, behind && alike.as_ref().filter(|goal| whole(goal)).is_some_and(task));
    let last = around.earlier.nearest().filter(|last| last.declared && last.host.is_none());
    slots.set(Slot::AfterTaskGoal, behind && last.as_ref().is_some_and(task));
    let verb = bare(phrase.before_text());
    let repeats = alike.is_some_and(|goal| {
        let acts = [Cue::Action, Cue::Stage, Cue::Build, Cue::Work];
        let only = phrase.before.iter().all(|&index| phrase.words.cue(index).any(&acts));
        only && verb.chars().nth(1).is_some() && (goal.name.ends_with(verb) || goal.name.starts_with(verb))
    });
    // 安排8000万元，支出7850万元
    let repeats = repeats || phrase.signs().is(Sign::Spends, verb);
    slots.set(Slot::RepeatsVerb, repeats && !phrase.names(&phrase.after));
}

fn figures(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let last = around.earlier.nearest();
    let base = last.filter(|last| last.role == Role::Base && last.own);
    // 抽检5.48万批次，达到每千人6.8批次，超额完成4.7万批次: how many for each is told besides.
    let besides = |claim: &Claim| claim.rule.is(Mark::Beside);
    let near = base.into_iter().chain(told(around));
    let near = near.filter(|claim| !besides(claim)).find(|claim| claim.same_unit(phrase.quantity));
    slots.set(Slot::NearFigure, near.is_some_and(|figure| is_near(figure, phrase)));
    let exact = last.is_some_and(|last| {
        matches!(last.role, Role::Figure | Role::Base)
            && last.same_counter(phrase.quantity)
            && last.quantity.bound == Bound::Exactly
    });
    let grew =
        last.is_some_and(|last| last.role == Role::Change && last.quantity.kind == phrase.quantity.kind);
    let bounded = matches!(phrase.quantity.bound, Bound::AtMost | Bound::LessThan);
    slots.set(Slot::BoundBehind, exact && bounded && ends_bound(phrase) && is_nameless(phrase));
    slots.set(Slot::GrowthBound, grew && bounded && ends_bound(phrase) && is_nameless(phrase));
    slots.set(Slot::AfterFigure, told(around).next().is_some());
}

/// True where nothing but a place stands before it, and a word that says that it is a part.
fn names_place(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let part = |index: &&usize| !words.cue(**index).has(Cue::Part);
    let name: String = phrase.before.iter().filter(part).map(|&index| words.bare(index)).collect();
    phrase.after.is_empty() && is_place(&name, &words.rules.names)
}

fn rates(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let last = around.earlier.nearest();
    let level = last.filter(|last| last.role == Role::Figure && last.quantity.kind == QuantityKind::Percent);
    let opens = phrase.bracket.is_some_and(|open| {
        let before = open.checked_sub(1).map(|before| phrase.words.words[before].kind);
        matches!(before, Some(Kind::Quantity(_)))
    });
    slots.set(Slot::BesideLevel, opens && phrase.is_ratio() && level.is_some());
    // 完成82.56%: nothing that names a plan or a work.
    let done = |&index: &usize| phrase.words.bare(index) == "完成";
    let alone = phrase.before.iter().all(done) && phrase.after.is_empty() && phrase.bracket.is_none();
    let rated = around.earlier.iter().any(|claim| claim.role == Role::Rate && claim.of_plan);
    let counted = last.is_some_and(|last| matches!(last.role, Role::Figure | Role::Base));
    // 占目标任务的78%。甲县、乙县低于40%，其中甲县36.4%: a place, and how far it has come.
    let told = phrase.quantity.bound == Bound::Exactly && around.shares_plan;
    let place = || !phrase.before.is_empty() && phrase.bracket.is_none() && names_place(phrase);
    let answers = || answers_goal(phrase, around);
    slots.set(Slot::NakedRate, alone && rated && counted || told && place() || answers());
    let share = |&index: &usize| phrase.words.bare(index) == "占";
    let shared = phrase.before.iter().all(share) && !phrase.before.is_empty() && phrase.after.is_empty();
    let reached = last.is_some_and(|last| last.role == Role::Figure && last.reached);
    // 完成投资1287.4亿元，占91.9%: of what is to be invested.
    let invested = last.is_some_and(|last| last.name.ends_with("投资"));
    let known = around.shares_plan || invested;
    slots.set(Slot::NakedShare, shared && reached && known && phrase.bracket.is_none());
    let total = phrase.last(&[Cue::Total]).filter(|_| phrase.has(Cue::Share));
    let planned = phrase.last(&[Cue::PlanNoun]).is_some();
    let stock = last
        .is_some_and(|last| matches!(last.role, Role::Figure | Role::Base) && !last.reached && !last.told);
    slots.set(Slot::OfStock, total.is_some() && !planned && stock);
    let next = phrase.boundary() == Some(Kind::Comma) && phrase.bracket.is_none();
    slots.set(Slot::BehindLevel, next && last.is_some_and(is_level));
}

/// True for a percentage with a name of its own that tells a level or a change, and is measured by no plan.
fn is_level(last: &Claim) -> bool {
    let named = last.role == Role::Change || last.name.ends_with(['率', '比', '例', '度']);
    matches!(last.role, Role::Figure | Role::Rate | Role::Change)
        && last.quantity.kind == QuantityKind::Percent
        && (last.own && named && !last.of_plan)
}

/// 要8个，报来11个，达137.5%: nothing but 达, 为 or 到 stands before a percentage right behind a figure and its goal.
fn answers_goal(phrase: &Phrase, around: &Surroundings) -> bool {
    let link = |&index: &usize| phrase.signs().is(Sign::LevelReached, phrase.words.bare(index));
    let only = !phrase.before.is_empty() && phrase.before.iter().all(link) && phrase.after.is_empty();
    let mut earlier = around.earlier.iter().filter(|claim| claim.host.is_none());
    let figure = earlier.next().filter(|claim| matches!(claim.role, Role::Figure | Role::Base));
    let goal = earlier.next().filter(|claim| claim.role == Role::Goal);
    let odd = phrase.quantity.kind == QuantityKind::Percent && phrase.quantity.bound == Bound::Exactly;
    let like = |figure: &Claim, goal: &Claim| {
        goal.same_counter(&figure.quantity)
            && figure.quantity.kind != QuantityKind::Percent
            && ratio_of(figure, goal).is_some_and(|ratio| (ratio - phrase.quantity.ratio()).abs() <= NEAR)
    };
    only && odd && figure.zip(goal).is_some_and(|(figure, goal)| like(figure, goal))
}

/// So far a printed rate may be from figure over goal.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

fn ratio_of(figure: &Claim, goal: &Claim) -> Option<Decimal> {
    figure.quantity.base_low()?.checked_div(goal.quantity.base_low()?)
}

/// True for a number that stands behind another with nothing but a noun between them.
fn follows_number(phrase: &Phrase) -> bool {
    let plain = |&index: &usize| phrase.words.words[index].kind == Kind::Text;
    matches!(phrase.boundary(), Some(Kind::Quantity(_)) | None) && phrase.before.iter().all(plain)
}

/// One is at most twice the other.
fn is_near(figure: &Claim, phrase: &Phrase) -> bool {
    match (figure.quantity.base_low(), phrase.quantity.base_low()) {
        (Some(a), Some(b)) => b > Decimal::ZERO && a <= b + b && b <= a + a,
        (None, _) | (_, None) => false,
    }
}

/// 以内, 的指标以内: nothing but the end of a bound behind the number.
fn ends_bound(phrase: &Phrase) -> bool {
    let noun = |text: &str| phrase.signs().is(Sign::GoalNoun, text.trim_start_matches('的'));
    phrase.after.iter().all(|&index| {
        let text = phrase.words.bare(index);
        phrase.words.cue(index).has(Cue::Link) || text == "的" || noun(text)
    })
}

/// 控制在省定1.5‰以内: who sets it, and no name.
fn is_nameless(phrase: &Phrase) -> bool {
    phrase.before.iter().all(|&index| {
        let text = phrase.words.bare(index);
        let names = &phrase.words.rules.names;
        let set = names.list(NameWords::Setter).starts(text, 0).next();
        set.is_some_and(|(_, rest)| names.is(NameWords::SetRest, rest))
            || phrase.words.cue(index).any(&[Cue::Link, Cue::Plan])
    })
}

/// 计划竣工45个，已开工30个: the goal speaks of the end, the number of the beginning.
fn other_stage(phrase: &Phrase, around: &Surroundings) -> bool {
    let begun = |text: &str| phrase.signs().holds(Sign::Begun, text);
    let stage = phrase.last(&[Cue::Stage]).map(|at| phrase.text(at));
    let goal = around.earlier.iter().find(|claim| claim.role == Role::Goal);
    stage.zip(goal).is_some_and(|(stage, goal)| {
        !goal.stage.is_empty() && begun(stage) != begun(&goal.stage) && goal.same_counter(phrase.quantity)
    })
}

/// 计划签约60个、开工45个、竣工30个、投产24个: one more stage of a list of them.
fn one_more_stage(phrase: &Phrase, around: &Surroundings) -> bool {
    let Some(stage) = phrase.last(&[Cue::Stage]).map(|at| phrase.text(at)) else { return false };
    let staged = |claim: &&Claim| claim.role == Role::Goal && !claim.stage.is_empty();
    let mut stages: Vec<&str> =
        around.earlier.iter().filter(staged).map(|claim| claim.stage.as_str()).collect();
    stages.dedup();
    stages.len() > 1 && !stages.contains(&stage) && told(around).next().is_none()
}
