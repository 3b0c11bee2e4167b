//! A number beside the goals before it: moved goals, batches, what there is already, what is expected.

use super::{
    amounts::{amount_alone, attends, is_stock},
    spoken::of_before,
    state::Walk,
};
use crate::{
    interpret::{Claim, Role, decision::Decision, naming::Named, phrase::Phrase, sentence::Sentence},
    model::QuantityKind,
    rules::{Cue, Mark, NameWords, RuleName, Sign, Slot, Slots},
};

/// So many sentences before a number may stand the goal that it is a batch of.
const SENTENCES: usize = 2;
/// So many words before a number its clause may say that it takes the place of the goal before it.
const ADJUSTED_WORDS: usize = 64;
/// So many words before a number may say that it holds of each.
const EACH_WORDS: usize = 3;

impl Walk<'_> {
    /// What the goals before a number, or its own words, make of it.
    pub(super) fn beside_goals(
        &self,
        phrase: &Phrase,
        slots: Slots,
        decision: &mut Decision,
        named: &mut Named,
        sentence: &mut Sentence,
    ) {
        if attends(phrase) {
            decision.overrule(Role::Aside, "attendance");
        } else if paid(phrase) && matches!(decision.role, Role::Goal | Role::Figure | Role::Base) {
            decision.overrule(Role::Aside, "pay");
        } else if decision.role == Role::Goal && touches(phrase) {
            decision.overrule(Role::Base, RuleName::marked("beside-plan", &[Mark::NoBase]));
            decision.declared = false;
            sentence.plan_on();
        } else if self.is_share(phrase, decision) {
            decision.overrule(Role::Aside, "share-of-whole");
        } else if let Some((whole, told)) = self.batch_of(phrase, decision) {
            decision.overrule(if told { Role::Figure } else { Role::Aside }, "batch");
            (decision.declared, decision.reached) = (false, told);
            let known = &self.claims[whole];
            (named.text, named.key) = (known.name.clone(), known.key.clone());
            (named.own, named.refers) = (false, Some(whole));
        } else if self.expected_of(phrase, decision) {
            decision.overrule(Role::Figure, "expected-answer");
            decision.reached = true;
        } else if self.expected_goal(phrase, slots, decision) {
            decision.overrule(Role::Goal, "expected-goal");
            decision.declared = true;
        }
        let before =
            (decision.role == Role::Rate && of_before(phrase, decision, sentence)).then_some(Mark::OfBefore);
        let marks = marked(phrase, slots, decision).into_iter().chain([before]);
        decision.rule = marks.flatten().fold(decision.rule.clone(), RuleName::with);
    }

    /// 21个新开工项目中，有17个开工: out of so many; 累计完成中央计划投资41亿元: what was done of what was planned.
    pub(super) fn within_words(&self, phrase: &Phrase, decision: &mut Decision) {
        let amid = decision.rule.is(Mark::ToldBehind)
            && phrase.signs().ends(Sign::Amid, phrase.after_text().trim_end());
        if amid {
            decision.overrule(Role::Base, "amid");
            decision.reached = false;
        }
        // 省定任务只有24所.
        let last = phrase.cues().next_back().filter(|_| decision.reached);
        let only = last.is_some_and(|(place, set)| {
            set.has(Cue::Now)
                && phrase.signs().is(Sign::Only, phrase.text(place))
                && place > 0
                && phrase.words.cue(phrase.before[place - 1]).has(Cue::PlanNoun)
        });
        if only {
            decision.overrule(Role::Goal, "plan-only");
            (decision.declared, decision.reached) = (true, false);
        }
    }

    /// 项目资本金占总投资的20%: how large a part is, where nothing was counted or done before.
    fn is_share(&self, phrase: &Phrase, decision: &Decision) -> bool {
        let done = [Cue::PlanNoun, Cue::Plan, Cue::Done, Cue::Now, Cue::Stage, Cue::Work, Cue::Build];
        let share = decision.of_plan && phrase.has(Cue::Share) && phrase.names(&phrase.before);
        share && phrase.last(&done).is_none() && self.said_before().nearest().is_none()
    }

    /// 计划建设公园20个，首批开工5个: the goal, or the count, that it is a batch of, and whether it is told as done.
    fn batch_of(&self, phrase: &Phrase, decision: &Decision) -> Option<(usize, bool)> {
        let set = decision.declared && (phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun));
        if set || phrase.is_ratio() || !phrase.holds(Sign::Batch) {
            return None;
        }
        let tells = |index: &usize| phrase.words.cue(*index).any(&[Cue::Done, Cue::Stage, Cue::Now]);
        let told = decision.reached || phrase.before.iter().chain(&phrase.after).any(tells);
        // 37个项目中，第一批28个已完成计划的88.7%: the rate is of the batch.
        let begun = phrase.last(&[Cue::Done, Cue::Stage]).is_some();
        let whole = |claim: &Claim| {
            let counted = claim.role == Role::Base || claim.role == Role::Figure && !claim.reached;
            (claim.role == Role::Goal || begun && counted)
                && claim.same_counter(phrase.quantity)
                && claim.quantity.base_low() >= phrase.quantity.base_low()
        };
        let near = |at: &usize| self.claims[*at].at.sentence + SENTENCES >= self.place.sentence;
        let at = (0..self.claims.len()).rev().take_while(near).find(|&at| whole(&self.claims[at]))?;
        Some((at, told))
    }

    /// 全年目标60亿元，预计完成58亿元: what is expected of the goal right before it.
    fn expected_of(&self, phrase: &Phrase, decision: &Decision) -> bool {
        let acts = phrase.has(Cue::Done) || phrase.has(Cue::Action) || phrase.has(Cue::Stage);
        let expects = decision.rule.is(Mark::Expected) && acts;
        let goal = self.said_before().nearest();
        expects
            && goal.is_some_and(|goal| {
                goal.role == Role::Goal
                    && goal.same_counter(phrase.quantity)
                    && goal.at.clause < self.place.clause
            })
    }

    /// 完成投资35万元，预计年内完成1400万元: what the year is to bring, where nothing else says it.
    fn expected_goal(&self, phrase: &Phrase, slots: Slots, decision: &Decision) -> bool {
        let expects = decision.rule.is(Mark::Expected) && slots.has(Slot::ThisYear);
        let figure = self.said_before().nearest().filter(|_| expects && phrase.has(Cue::Done));
        let set = |claim: &Claim| claim.role == Role::Goal && claim.same_counter(phrase.quantity);
        figure.is_some_and(|figure| {
            let block = figure.at.block;
            figure.role == Role::Figure
                && figure.same_counter(phrase.quantity)
                && figure.quantity.base_low() < phrase.quantity.base_low()
                && !self.claims.iter().rev().take_while(|claim| claim.at.block == block).any(set)
        })
    }

    /// 力争实现诊疗39.8万人次，完成手术1.02万例，利用率达到93%的目标: what closes a sentence that only plans says it of all
    /// its numbers.
    pub(super) fn goals_of_sentence(&mut self, slots: Slots, decision: &Decision) {
        let beyond = slots.has(Slot::Beyond) || slots.has(Slot::Distance) || decision.basis;
        if !slots.has(Slot::AfterNoun) || beyond {
            return;
        }
        let sentence = self.place.sentence;
        let from = self.claims.iter().rposition(|claim| claim.at.sentence != sentence);
        let here = &mut self.claims[from.map_or(0, |before| before + 1)..];
        let plans = here.first().is_some_and(|claim| claim.role == Role::Goal);
        let told = here.iter().any(|claim| claim.told || claim.basis);
        if !plans || told {
            return;
        }
        for claim in here.iter_mut().filter(|claim| matches!(claim.role, Role::Figure | Role::Change)) {
            (claim.role, claim.declared, claim.reached) = (Role::Goal, true, false);
            claim.rule = RuleName::marked("list-end", &[Mark::ClosesList]);
        }
    }

    /// 计划改造60公里，后调整为45公里: true where it takes the place of the goal right before it.
    pub(super) fn resets_goal(&self, phrase: &Phrase) -> bool {
        let near = |claim: &&Claim| claim.at.sentence + 1 >= self.place.sentence && claim.role != Role::Aside;
        let last = self.claims.iter().rev().take(SENTENCES).find(near);
        let goal = last.is_some_and(|goal| {
            goal.role == Role::Goal && goal.declared && goal.same_counter(phrase.quantity)
        });
        // 现拟调整为5120万元: proposed now.
        let told = phrase.has(Cue::Now) && !phrase.has(Cue::Plan);
        goal && !told && adjusts(phrase)
    }
}

/// 后调整为改造老旧小区25个: what it is called may stand between, so many words at most.
fn adjusts(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let first = words.clause_start(phrase.at).max(phrase.at.saturating_sub(ADJUSTED_WORDS));
    let clause: String = (first..phrase.at).map(|at| words.bare(at)).collect();
    phrase.signs().holds(Sign::Adjusted, &clause)
}

/// 工作任务涉及项目67个: what a task touches, and not how much it asks for.
fn touches(phrase: &Phrase) -> bool {
    let noun = phrase.last(&[Cue::PlanNoun]);
    let touching = |&index: &usize| phrase.signs().begins(Sign::Touching, phrase.words.bare(index));
    noun.is_some_and(|noun| phrase.before[noun + 1..].iter().any(touching))
}

/// 按人均1000元标准发放: so much for each.
fn paid(phrase: &Phrase) -> bool {
    let led =
        phrase.before.first().is_some_and(|&first| phrase.signs().begins(Sign::By, phrase.words.bare(first)));
    led && phrase.quantity.kind == QuantityKind::Money
        && phrase.signs().begins(Sign::Pay, phrase.after_text())
}

/// 12个安置点已全部开工: true where it counts a noun behind it, and names nothing before.
fn of_others(phrase: &Phrase) -> bool {
    let noun = phrase.after.first().is_some_and(|&first| {
        !phrase.words.cue(first).any(&[Cue::Done, Cue::Stage, Cue::Now, Cue::Whole, Cue::Plan])
            && phrase.words.bare(first).chars().nth(1).is_some()
    });
    noun && phrase.signs().is(Sign::AnySort, &phrase.quantity.unit_text) && !phrase.names(&phrase.before)
}

/// Whether it tells what there is, what is made, or what there is to be in all; and whether it speaks of the whole year.
fn marked(phrase: &Phrase, slots: Slots, decision: &Decision) -> [Option<Mark>; 4] {
    let signs = phrase.signs();
    let verbs = [Cue::Action, Cue::Build, Cue::Work, Cue::Stage];
    let acted = |index: &usize| phrase.words.cue(*index).any(&[Cue::Done, Cue::Stage]);
    let told = || phrase.before.iter().chain(&phrase.after).any(acted);
    let new =
        || phrase.cues().any(|(place, set)| set.any(&verbs) && signs.begins(Sign::New, phrase.text(place)));
    let count = phrase.quantity.kind == QuantityKind::Count;
    let extent = match decision.role {
        Role::Base if signs.begins(Sign::Step, phrase.after_text()) => Some(Mark::Balance),
        Role::Figure | Role::Base if count && phrase.holds(Sign::Stock) && !told() || is_stock(phrase) => {
            Some(Mark::Stock)
        }
        Role::Figure | Role::Base if phrase.holds(Sign::Beside) => Some(Mark::Beside),
        Role::Figure if new() => Some(Mark::Works),
        Role::Figure if of_others(phrase) => Some(Mark::OfOthers),
        // 已完成工程量58.7%，完成投资465万元: how far the work has come, whatever stands behind it.
        Role::Rate if signs.ends(Sign::WorkAmount, phrase.before_text().trim_end()) => Some(Mark::OfWork),
        Role::Rate if !decision.of_plan && phrase.holds(Sign::WorkProgress) => Some(Mark::OfWork),
        Role::Figure | Role::Base if amount_alone(phrase) => Some(Mark::Amount),
        Role::Goal if slots.has(Slot::Reaches) && count && phrase.last(&verbs).is_none() => Some(Mark::Total),
        Role::Goal if !slots.has(Slot::Reaches) && phrase.last(&verbs).is_some() => Some(Mark::Works),
        _ => None,
    };
    let planned = decision.role == Role::Goal || decision.of_plan;
    let expected = decision.rule.is(Mark::Expected);
    let year = (planned || expected) && phrase.holds(Sign::WholeYear);
    let any = signs.is(Sign::AnySort, &phrase.quantity.unit_text);
    let each = decision.role != Role::Rate && for_each(phrase, decision.declared);
    [extent, year.then_some(Mark::OfYear), any.then_some(Mark::AnySort), each.then_some(Mark::ForEach)]
}

/// 改厕、改厨任务均为100户, 幼儿园和小学各5所: true where right before it stands that it holds of each.
fn for_each(phrase: &Phrase, declared: bool) -> bool {
    let (signs, text) = (phrase.signs(), phrase.before_text());
    let several =
        || declared || text.contains('、') || phrase.words.rules.names.holds(NameWords::Joiner, text);
    let near = phrase.before.iter().rev().take(EACH_WORDS);
    near.map(|&index| phrase.words.bare(index)).any(|word| signs.is(Sign::ForEach, word)) && several()
}
