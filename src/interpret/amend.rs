//! What a name, the tasks that are counted or an earlier goal of the sentence speak against the role that the table gives.

use rust_decimal::Decimal;

use super::{
    Claim, Role,
    decision::Decision,
    key,
    naming::Named,
    own_rate,
    phrase::Phrase,
    shape::{capacity, tasks},
    slots::{Earlier, beyond_plan},
    words::Kind,
};
use crate::{
    model::QuantityKind,
    rules::{Cue, Mark, RuleName, Rulebook, Sign, Slot, Slots},
    text::is_digit,
};

/// What is known of a number when its role is looked at again.
pub(crate) struct Amended<'a, 'w> {
    pub(crate) phrase: &'a Phrase<'w>,
    pub(crate) slots: Slots,
    pub(crate) named: &'a Named,
    pub(crate) earlier: Earlier<'a>,
    /// The claim whose name it takes.
    pub(crate) known: Option<&'a Claim>,
    pub(crate) rules: &'a Rulebook,
}

impl Amended<'_, '_> {
    /// Each step tells whether it has decided; the first that does is the last.
    pub(crate) fn decide(&self, decision: &mut Decision) {
        self.go_on(decision);
        let _decided = self.exceeds(decision)
            || self.counts_tasks(decision)
            || self.counts_amid(decision)
            || self.is_passed(decision)
            || self.is_settled(decision)
            || self.is_named_only(decision)
            || self.is_said_in_words(decision)
            || self.answers(decision);
    }

    /// What goes on from the claim whose name it takes, or from the list of goals before it.
    fn go_on(&self, decision: &mut Decision) {
        if let Some(known) = self.known
            && self.phrase.is_ratio()
            && decision.role == Role::Goal
        {
            (decision.growth, decision.fell) = (known.growth, known.fell);
        }
        if &*decision.rule == "stage-after-goal" && self.lists_on() {
            decision.overrule(Role::Goal, "listed");
            decision.reached = false;
        }
    }

    /// 计划新建70个，现已超额完成82个: all that was done, as it is more than the goal; 超额完成20个 is how much more.
    fn exceeds(&self, decision: &mut Decision) -> bool {
        let phrase = self.phrase;
        if decision.role != Role::Aside {
            return false;
        }
        let last = phrase.before.last().is_some_and(|&index| {
            phrase.words.cue(index).has(Cue::Done) && phrase.words.cue(index).has(Cue::Distance)
        });
        let goal = self.earlier.iter().find(|claim| claim.role == Role::Goal);
        let beyond = last
            && goal.is_some_and(|goal| {
                goal.same_counter(phrase.quantity) && goal.quantity.base_low() < phrase.quantity.base_low()
            });
        if beyond {
            *decision = Decision::figure();
        }
        beyond
    }

    /// 60项任务，已完成57项: counted off, what is counted is reached like anything else.
    fn counted_off(&self) -> bool {
        self.slots.has(Slot::AnsweredNow) || self.slots.has(Slot::Answered) || own_rate::follows(self.phrase)
    }

    /// 两项任务, 12项指标: tasks, and items without a name, are no goals.
    fn counts_tasks(&self, decision: &mut Decision) -> bool {
        let (phrase, item) = (self.phrase, self.phrase.quantity.unit_text == "项");
        let nameless = item
            && !self.named.own
            && match self.known {
                Some(known) => known.role == Role::Aside || known.quantity.unit_text != "项",
                None => self.named.text.is_empty(),
            };
        // 省级以上赛事3项（目标3项）: the goal of what is counted before the bracket.
        let host = self.earlier.nearest();
        // 新增授权86项，目标70项
        let behind = !phrase.names(&phrase.before) && phrase.boundary() == Some(Kind::Comma);
        let planned = self.slots.has(Slot::NounLast) || self.slots.has(Slot::PlanIs);
        let beside = planned
            && (self.slots.has(Slot::Bracket) || behind)
            && host.is_some_and(|host| host.same_counter(phrase.quantity) && host.role != Role::Aside);
        let booked = tasks(phrase) && !beside;
        let listed = |claim: &Claim| claim.role == Role::Aside && claim.quantity.unit_text == "项";
        let of_the_list = item && self.earlier.iter().any(listed);
        if booked && decision.role == Role::Goal && self.counted_off() {
            decision.overrule(Role::Base, "tasks");
            return true;
        }
        // 要再取消和下放行政审批事项160项以上: a floor that is planned.
        let floor = self.slots.has(Slot::Floor) && self.slots.has(Slot::Plan) && self.named.own;
        let aside = (booked || nameless || of_the_list) && !self.counted_off() && !floor;
        if aside {
            decision.overrule(Role::Aside, if booked { "tasks" } else { "items" });
        }
        aside
    }

    /// 33座任务中，27座…; 126个县市区中有88个…: out of so many, and no goal of its own.
    fn counts_amid(&self, decision: &mut Decision) -> bool {
        let phrase = self.phrase;
        let text = phrase.after_text().trim_end();
        let next = phrase.words.words.get(phrase.end()).map(|word| word.kind);
        let has = phrase.words.words.get(phrase.end() + 1).map(|word| word.kind);
        let counted = |kind: Option<Kind>| matches!(kind, Some(Kind::Quantity(_)));
        let of_them = phrase.quantity.kind == QuantityKind::Count && (counted(next) || counted(has));
        let amid = decision.role == Role::Goal
            && (self.slots.has(Slot::AfterNoun) || of_them)
            && text.trim_end_matches('有').ends_with('中');
        if amid {
            let marks: &[Mark] = if of_them { &[Mark::PlansOn, Mark::NoBase] } else { &[] };
            decision.overrule(Role::Base, RuleName::marked("amid", marks));
            decision.declared = false;
        }
        amid
    }

    /// True for what is no goal, or one that a plan noun behind it names: the next steps are not for it.
    fn is_settled(&self, decision: &Decision) -> bool {
        decision.role != Role::Goal
            || decision.basis
            || decision.rule.is(Mark::Passed)
            || self.slots.has(Slot::AfterNoun)
            || self.slots.has(Slot::AfterTask)
    }

    /// 投保3526头，超目标任务（在保3200头）326头: the goal of the figure before it, whatever it is called.
    fn is_passed(&self, decision: &mut Decision) -> bool {
        let phrase = self.phrase;
        let passed = &*decision.rule == "promised" && phrase.names(&phrase.before) && beyond_plan(phrase);
        if passed {
            decision.overrule(Role::Goal, RuleName::marked("promised", &[Mark::Passed]));
        }
        passed
    }

    /// 全年35个项目，已完工20个: what is counted can be answered, what is named cannot.
    fn is_named_only(&self, decision: &mut Decision) -> bool {
        let (phrase, verbs) = (self.phrase, &self.rules.verbs);
        let noun = phrase.after_text();
        let of = noun.contains('的');
        let abstracts = !phrase.quantity.unit_text.contains(['人', '户', '名'])
            && verbs.is_abstract(noun.trim_end_matches('中'));
        let capacity = capacity(phrase, &self.named.text);
        // 全年计划开工4个项目: how many are to reach a stage.
        let staged = phrase.quantity.kind == QuantityKind::Count
            && (self.slots.has(Slot::Plan) || self.slots.has(Slot::Noun))
            && self.slots.has(Slot::Stage);
        let only = (!of && abstracts || capacity) && !staged;
        if only {
            // 46项问题，已整改39项: counted off, they are reached like anything else.
            let named = abstracts && !self.counted_off() && verbs.ends_abstract(noun.trim_end_matches('中'));
            let counted = !named && phrase.quantity.kind == QuantityKind::Count;
            let role = if counted { Role::Base } else { Role::Aside };
            decision.overrule(role, RuleName::marked("name", &[Mark::NoBase]));
        }
        only
    }

    /// 抓牢四件大事, 打造三个示范村: a few things in words are a manner of speaking, a goal only where they are answered.
    fn is_said_in_words(&self, decision: &mut Decision) -> bool {
        let quantity = self.phrase.quantity;
        let in_words = quantity.kind == QuantityKind::Count
            && quantity.base_low().is_some_and(|few| few <= Decimal::TEN)
            && !quantity.core.text(self.phrase.words.text).contains(is_digit);
        if in_words {
            decision.overrule(Role::Base, RuleName::marked("in-words", &[Mark::NoBase]));
        }
        in_words
    }

    /// 计划改造5个，完成2个: a bare result of a sentence that planned is no second goal.
    fn answers(&self, decision: &mut Decision) -> bool {
        let (phrase, slots) = (self.phrase, self.slots);
        let done = phrase.cues().any(|(place, set)| {
            set.any(&[Cue::Done, Cue::Stage]) && !matches!(phrase.text(place), "达" | "达到" | "突破")
        });
        let paused = phrase.boundary() == Some(Kind::Pause);
        let answers = !decision.declared
            && !self.lists_on()
            && done
            && !paused
            && !slots.has(Slot::OtherStage)
            && !slots.has(Slot::Announced)
            && (!slots.has(Slot::InPart) || slots.has(Slot::Now))
            && (!self.named.own || self.answers_goal());
        if answers {
            *decision = Decision::figure();
        }
        answers
    }

    /// 要完成发电量246亿千瓦时；投产装机容量85万千瓦: behind a semicolon or an urging word, in a unit that no goal before has.
    fn lists_on(&self) -> bool {
        let measured = |claim: &Claim| claim.role == Role::Goal && claim.same_unit(self.phrase.quantity);
        let behind = self.phrase.boundary() == Some(Kind::Semicolon) || self.urged();
        behind && !self.earlier.iter().any(measured)
    }

    /// 力争开工15个，完成投资20亿元: true in a sentence that urges and tells nothing.
    fn urged(&self) -> bool {
        let words = self.phrase.words;
        let stops = |at: &usize| words.words[*at].kind == Kind::Stop;
        let mut urges = false;
        for at in (0..self.phrase.at).rev().take_while(|at| !stops(at)) {
            if words.cue(at).any(&[Cue::Now, Cue::Past, Cue::Compare]) {
                return false;
            }
            urges |= words.cue(at).has(Cue::Plan) && words.rules.signs.begins(Sign::Urges, words.text_of(at));
        }
        urges
    }

    /// True where a goal of the sentence is of the same thing.
    fn answers_goal(&self) -> bool {
        let key = &self.named.key;
        self.earlier.iter().any(|claim| {
            let planned = claim.role == Role::Goal;
            let counted = claim.role != Role::Aside && !claim.reached && claim.own;
            (planned || counted)
                && claim.same_counter(self.phrase.quantity)
                && (claim.key == *key || planned && (claim.name.is_empty() || key::touching(&claim.key, key)))
        })
    }
}
