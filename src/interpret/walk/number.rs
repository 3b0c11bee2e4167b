//! A number: its role, its name, and what they change of the sentence.

use super::{
    amounts::{built_on, set_beside},
    claim::of_year,
    revision::{set_against, sets_again},
    spoken::tells,
    state::Walk,
};
use crate::{
    interpret::{
        Claim, Role,
        amend::Amended,
        decision::{Decision, inherit},
        naming::{Named, Naming},
        next,
        phrase::Phrase,
        piece::{ReadPiece, is_rate_line},
        sentence::Sentence,
        shape,
        slots::{Surroundings, slots},
        words::Kind,
    },
    model::{Basis, Bound, QuantityKind},
    outline::{Frame, Part},
    rules::{Cue, Mark, Sign, Slot, Slots},
};

/// So many sentences behind a share of the plan (占任务的77%) 占61.5% is one, too.
const SHARES: usize = 4;

impl Walk<'_> {
    /// Makes a claim of a number.
    pub(super) fn quantity(&mut self, here: &ReadPiece, at: usize, index: usize, sentence: &mut Sentence) {
        let phrase = Phrase::new(&here.words, at, index);
        self.prepared(&phrase, sentence);
        let rate_line = self.rate_lines && at == 0 && is_rate_line(here, self.outline);
        if rate_line {
            self.tasks_before(here.piece.block);
        }
        let slots = self.seen(here, &phrase, sentence);
        // 其中，“建设1万套周转房”一项中，已开工9268套: what is quoted is a whole of its own.
        sentence.part &= !slots.has(Slot::Promised) || phrase.bracket.is_some();
        // 任务3.58万户，其中脱贫户2.41万户，分别完成3.27万户、2.29万户: one each, the whole first.
        sentence.part &= !(slots.has(Slot::HandedOut) && slots.has(Slot::Done) && slots.has(Slot::ModeGoal));
        let mut decision = self.decided(&phrase, slots, sentence);
        if rate_line {
            decision.rate_of_line();
        }
        let whole = self.said_before().iter().find(|claim| claim.host.is_none());
        let listed = inherit(&phrase, &mut decision, whole, self.place.clause);
        self.level_before(&phrase, &decision);
        let block = rate_line.then_some(here.piece.block);
        let mut named = self.named(&phrase, &decision, block, sentence);
        if &*decision.rule == "goal-moved" {
            self.move_goal(&mut named);
        }
        let known = named.refers.map(|index| &self.claims[index]);
        let plain = decision.clone();
        let earlier = self.said_before();
        Amended { phrase: &phrase, slots, named: &named, earlier, known, rules: self.rules }
            .decide(&mut decision);
        sets_again(&phrase, slots, &mut decision, plain, sentence);
        self.beside_goals(&phrase, slots, &mut decision, &mut named, sentence);
        let counted_off = &*decision.rule == "tasks" && decision.role == Role::Base;
        let noun = counted_off.then(|| shape::task_noun(&phrase)).flatten();
        if let Some(noun) = noun.filter(|noun| !named.text.contains(noun)) {
            named.text.push_str(noun);
        }
        sentence.count(decision.role, tells(&phrase, slots, &decision, known));
        if &*decision.rule == "amid" && decision.rule.is(Mark::PlansOn) {
            sentence.plan_on();
        }
        sentence.expected |= decision.rule.is(Mark::Expected) && phrase.bracket.is_none();
        if slots.has(Slot::AfterNoun) && decision.role == Role::Goal && here.words.listed_behind(at) {
            match self.told_list(&phrase) {
                true => decision.close_told_list(),
                false => self.goals_of_list(&phrase, decision.growth, &mut named),
            }
        }
        if decision.role == Role::Goal && !sentence.bygone && of_year(&phrase, slots) {
            let sentence = self.place.sentence;
            let here = self.claims.iter_mut().rev().take_while(|claim| claim.at.sentence == sentence);
            here.filter(|claim| claim.role == Role::Goal).for_each(|claim| claim.bygone = false);
        }
        self.goals_of_sentence(slots, &decision);
        if !listed {
            self.place.list += 1;
        }
        if decision.rule.is(Mark::OfGoal) && !named.own {
            let measured = self.rate_of_goal(&mut named);
            decision.growth &= !measured;
        }
        if decision.rule.is(Mark::SharesPlan) && (phrase.has(Cue::Share) || sentence.by_plan) {
            self.shares_plan = Some(self.place.sentence);
        }
        let claim = self.claim(here, &phrase, slots, named, decision, sentence);
        // 三月份产量计划45万吨；进尺计划1860米: the goals behind are of the same part of the year.
        sentence.month |= claim.role == Role::Goal && claim.goal_of == Basis::Period;
        // 补造任务860亩全部完成，村庄植树4.6万株: what follows is told as well.
        if claim.role == Role::Goal && claim.whole && phrase.bracket.is_none() {
            sentence.report();
        }
        self.claims.push(claim);
    }

    /// What the words before a number change of the sentence.
    fn prepared(&self, phrase: &Phrase, sentence: &mut Sentence) {
        let speaks = |&index: &usize| matches!(phrase.words.words[index].kind, Kind::Cue(set) if !set.any(&[Cue::Link, Cue::Noun, Cue::Action]));
        sentence.parts_go_on(!phrase.before.iter().any(speaks), phrase.quantity);
        if self.lists_unmet(phrase, sentence) {
            sentence.announce();
        }
        if sentence.part && sentence.mode.is_none() && self.plans_before(phrase) {
            sentence.plan_on();
        }
    }

    /// What can be seen of it.
    fn seen(&self, here: &ReadPiece, phrase: &Phrase, sentence: &Sentence) -> Slots {
        let planned = self.outline.plan && !self.reports && here.piece.frame != Frame::Background;
        let around = Surroundings {
            frame: here.frame(phrase.at, planned && !sentence.bygone).filter(|_| !sentence.told_list),
            wants_act: self.tells && here.piece.part != Part::Goal,
            section_plans: (here.plans() || self.plans)
                && !sentence.told_list
                && !self.told_beside(here, phrase),
            listed: here.piece.listed,
            section_reports: here.piece.frame == Frame::Results,
            shares_plan: self.shares_plan.is_some_and(|known| known + SHARES >= self.place.sentence),
            sentence,
            earlier: self.said_before(),
        };
        slots(phrase, &around)
    }

    /// （1）通村公路开工219个, beside （3）已安装46万套: a stage among items of which others tell results.
    fn told_beside(&self, here: &ReadPiece, phrase: &Phrase) -> bool {
        let bound = phrase.quantity.bound != Bound::Exactly;
        let told = self.told_blocks.contains(&here.piece.block) && here.piece.listed;
        let acts = phrase.has(Cue::Stage) || phrase.has(Cue::Done);
        let goes_on = self.said_before().nearest().is_some_and(|last| last.role == Role::Figure);
        self.reports && told && !bound && (acts || goes_on) && !phrase.has(Cue::Plan)
    }

    /// What the table gives, and what the sentence speaks against it.
    fn decided(&self, phrase: &Phrase, slots: Slots, sentence: &mut Sentence) -> Decision {
        let mut decision = Decision::of(self.rules.roles.first(slots), phrase);
        let past = sentence.past && !slots.has(Slot::Measured);
        let planned = phrase.has(Cue::Plan);
        if planned && decision.rule.is(Mark::PlansOn) {
            sentence.plan_on();
        }
        if self.shares_status(phrase, &decision) {
            decision.overrule(Role::Aside, "status-share");
            decision.of_plan = false;
        }
        if (decision.rule.is(Mark::Changed) || &*decision.rule == "listed") && self.moves_goal(phrase)
            || self.resets_goal(phrase)
        {
            decision.overrule(Role::Goal, "goal-moved");
            (decision.declared, decision.reached) = (true, false);
        }
        self.within_words(phrase, &mut decision);
        decision.basis |= decision.role == Role::Goal && slots.has(Slot::Rated) && set_beside(phrase);
        built_on(phrase, &mut decision, sentence);
        if past && matches!(decision.role, Role::Figure | Role::Base | Role::Change) {
            decision.overrule(Role::Aside, "past");
        }
        // 改造后漏损率控制在10%以内: a bound is to be kept.
        let bound = phrase.is_ratio() && (slots.has(Slot::Ceiling) || slots.has(Slot::Floor));
        if let Some(by) = self.beside_aside(phrase, &decision, sentence) {
            decision.overrule(Role::Aside, by);
        }
        if sentence.benefit && decision.role != Role::Aside && !bound {
            decision.overrule(Role::Aside, "benefit");
        }
        set_against(phrase, slots, &mut decision);
        if sentence.future && !self.among(phrase) && matches!(decision.role, Role::Figure | Role::Base) {
            decision.overrule(Role::Goal, "future");
            decision.declared = true;
        }
        decision
    }

    /// 三季度应建成的8个中有3个建成: so many of those are done before.
    fn among(&self, phrase: &Phrase) -> bool {
        let of = |last: &Claim| &*last.rule == "amid" && last.at.clause == self.place.clause;
        self.claims.last().is_some_and(of) && !phrase.has(Cue::Plan)
    }

    /// 将目标由28万站调升至34万站: the goal is what it was moved to.
    fn moves_goal(&self, phrase: &Phrase) -> bool {
        let from = self.claims.last().is_some_and(moved_from);
        let words = phrase.words;
        // 最低标准由每月85元提高到100元: what is paid, and no goal.
        let set = |at: usize| {
            words.cue(at).has(Cue::PlanNoun) && !phrase.signs().ends(Sign::Standard, words.bare(at))
        };
        from && (words.clause_start(phrase.at)..phrase.at).any(set)
    }

    /// The goal that was moved is the one of the old number; it is no goal any more.
    fn move_goal(&mut self, named: &mut Named) {
        let from = self.claims.iter().rfind(|claim| claim.role == Role::Goal || moved_from(claim));
        let old = from.and_then(|from| from.quantity.base_low());
        let moved = |claim: &Claim| claim.role == Role::Goal && claim.quantity.base_low() == old;
        let Some(at) = self.claims.iter().rposition(moved).filter(|_| old.is_some()) else { return };
        let goal = &mut self.claims[at];
        (goal.role, goal.rule, goal.declared) = (Role::Aside, "goal-moved-from".into(), false);
        *named =
            Named { text: goal.name.clone(), key: goal.key.clone(), own: true, refers: None, scope: None };
    }

    /// What makes an aside of it: an aside beside it that it says more of, or that the sentence only expects.
    fn beside_aside(
        &self,
        phrase: &Phrase,
        decision: &Decision,
        sentence: &Sentence,
    ) -> Option<&'static str> {
        // 占规划搬迁312740人的46%: the share of the number right before it.
        let last = self.claims.last().filter(|last| last.at.clause == self.place.clause);
        let of = phrase.is_ratio() && phrase.glued && !phrase.names(&phrase.before);
        if of && last.is_some_and(|last| last.rule.is(Mark::Share)) {
            return Some("share");
        }
        if phrase.is_ratio()
            && last.is_some_and(|last| last.quantity.kind == QuantityKind::Count)
            && shape::classes(phrase)
        {
            return Some("line");
        }
        // 已投产8个，占31%；拟开工1个，占4%: one of the counts that make up a whole.
        let parted = decision.role == Role::Goal
            && phrase.quantity.kind == QuantityKind::Count
            && self.said_before().iter().any(|claim| claim.rule.is(Mark::Share))
            && next::next(phrase).is_some_and(|next| next.shares(phrase));
        if parted {
            return Some("status-count");
        }
        // 总投资1290万元，其中省级1075万元、县级215万元: parts of a size are no goals.
        let alike = self.said_before().iter().find(|claim| claim.same_unit(phrase.quantity));
        let sized = alike.is_some_and(|claim| claim.rule.is(Mark::Size) || &*claim.rule == "size-part");
        let listed = decision.role == Role::Goal && &*decision.rule == "listed";
        // 总投资1738万元，上级补助1096万元，乡镇配套642万元: who pays for it.
        let paid = phrase.quantity.kind == QuantityKind::Money && !phrase.has(Cue::Present);
        (listed && sized && (sentence.part || paid)).then_some("size-part")
    }

    /// Its name; a rate in a line of its own has that of its block.
    fn named(
        &self,
        phrase: &Phrase,
        decision: &Decision,
        block: Option<usize>,
        sentence: &mut Sentence,
    ) -> Named {
        let naming = Naming {
            phrase,
            role: decision.role,
            growth: decision.growth,
            of_plan: decision.of_plan,
            claims: &self.claims,
            sentence_no: self.place.sentence,
            segment_no: self.place.segment,
            clause_no: self.place.clause,
            rules: self.rules,
        };
        let named = naming.named(sentence);
        let own = |block: usize| self.claims.iter().find(|claim| claim.at.block == block && claim.own);
        match block.and_then(own) {
            Some(claim) => Named {
                text: claim.name.clone(),
                key: claim.key.clone(),
                own: true,
                refers: None,
                scope: None,
            },
            None => named,
        }
    }
}

/// 由28万站调升至34万站: what it was before, and the plan goes on behind it.
fn moved_from(claim: &Claim) -> bool {
    claim.role == Role::Aside && claim.rule.is(Mark::PlansOn)
}
