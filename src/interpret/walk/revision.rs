//! Earlier claims that a later number of the sentence says something of.

use std::ops::Range;

use super::state::Walk;
use crate::{
    interpret::{Claim, Role, decision::Decision, naming::Named, next, phrase::Phrase, sentence::Sentence},
    model::QuantityKind,
    rules::{Cue, Mark, RuleName, Sign, Slot, Slots},
};

impl Walk<'_> {
    /// 开工率72%，与80%的目标还差8个百分点: a rate by its name is a level where a goal for it follows; true where
    /// there is one.
    pub(super) fn rate_of_goal(&mut self, named: &mut Named) -> bool {
        let segment = self.place.segment;
        let passed = |claim: &Claim| matches!(claim.role, Role::Aside | Role::Change);
        let last = self.claims.iter().rposition(|claim| !passed(claim));
        let Some(last) = last.filter(|&last| self.claims[last].at.segment == segment) else { return false };
        let rate = &mut self.claims[last];
        let known = rate.role == Role::Rate && !rate.of_plan && !rate.name.is_empty();
        if known {
            (rate.role, rate.rule) = (Role::Figure, "rate-with-goal".into());
            *named = Named {
                text: rate.name.clone(),
                key: rate.key.clone(),
                own: false,
                refers: Some(last),
                scope: None,
            };
        }
        known
    }

    /// 38分钟（承诺45分钟）, 占54.3%，高于50%的目标: a time or a share is a level where a goal for it follows.
    pub(super) fn level_before(&mut self, phrase: &Phrase, decision: &Decision) {
        let measures = decision.rule.is(Mark::LevelGoal);
        let (segment, clause) = (self.place.segment, self.place.clause);
        // 平均住院日8.1天，比上年缩短0.4天，未达到7.8天以内的目标: the change stands between.
        let compared = |claim: &Claim| claim.rule.is(Mark::Compared);
        let Some(last) = self.claims.iter().rposition(|claim| !compared(claim)).filter(|_| measures) else {
            return;
        };
        let apart = self.claims.len() - last;
        let last = &mut self.claims[last];
        let told = last.role == Role::Aside && last.rule.is(Mark::Share);
        let beside = last.at.segment == segment && last.at.clause + apart >= clause;
        if told && beside && last.same_counter(phrase.quantity) {
            (last.role, last.rule) = (Role::Figure, "level-before".into());
        }
    }

    /// 未达到进度9项，为新建安置区4个、…: what follows the count of what is not done are its goals.
    pub(super) fn lists_unmet(&self, phrase: &Phrase, sentence: &Sentence) -> bool {
        let first = phrase.before.first().map_or("", |&first| phrase.words.bare(first));
        let linked = self.rules.signs.is(Sign::Listing, first);
        let before =
            self.claims.iter().rev().take(4).filter(|claim| claim.at.sentence == self.place.sentence);
        let counted =
            before.into_iter().any(|claim| claim.role == Role::Aside && claim.quantity.unit_text == "项");
        linked && sentence.undone && counted && phrase.names(&phrase.before)
    }

    /// The numbers of a task whose rate stands in a line below are its goals, unless results were told.
    pub(super) fn tasks_before(&mut self, block: usize) {
        let inside = |claim: &&mut Claim| claim.at.block == block;
        let told =
            self.claims.iter().rev().take_while(|claim| claim.at.block == block).any(|claim| claim.told);
        for claim in self.claims.iter_mut().rev().take_while(inside) {
            if !told
                && matches!(claim.role, Role::Figure | Role::Base)
                && claim.quantity.kind != QuantityKind::Percent
            {
                (claim.role, claim.declared, claim.reached) = (Role::Goal, true, false);
            }
        }
    }

    /// True behind counts that are told as done: 已造林100亩、修路5公里的任务.
    pub(super) fn told_list(&self, phrase: &Phrase) -> bool {
        let members = self.claims.iter().rev().take_while(|claim| claim.at.list == self.place.list);
        let first = members.last();
        !phrase.is_ratio() && first.is_some_and(|first| first.told && first.role == Role::Figure)
    }

    /// 完成甲下降4%、乙减少6%的目标: what closes the list says it of its members before.
    pub(super) fn goals_of_list(&mut self, phrase: &Phrase, growth: bool, last: &mut Named) {
        let clause = self.place.clause;
        let ratio = phrase.is_ratio();
        let alike = |claim: &Claim| (claim.quantity.kind == QuantityKind::Percent) == ratio;
        let first = self.claims.iter().rposition(|claim| claim.at.clause != clause || !alike(claim));
        let members = first.map_or(0, |before| before + 1)..self.claims.len();
        for claim in &mut self.claims[members.clone()] {
            let beyond = claim.role == Role::Aside && matches!(&*claim.rule, "beyond-plan" | "list");
            if beyond || matches!(claim.role, Role::Figure | Role::Base | Role::Change) {
                (claim.role, claim.declared, claim.reached) = (Role::Goal, true, false);
                claim.rule = RuleName::marked("list-end", &[Mark::ClosesList]);
                claim.growth |= growth;
            }
        }
        self.one_each(members, alike, last);
    }

    /// 婴儿死亡率5.2‰，儿童死亡率7.5‰，低于9‰和12‰的目标: as many goals without a name as figures before them, one each.
    pub(super) fn one_each(&mut self, goals: Range<usize>, alike: impl Fn(&Claim) -> bool, last: &mut Named) {
        let nameless = !last.own && self.claims[goals.clone()].iter().all(|claim| !claim.own);
        let named = |claim: &Claim| claim.role == Role::Rate && !claim.of_plan && !claim.name.is_empty();
        let told =
            |claim: &Claim| (claim.role == Role::Figure || named(claim)) && alike(claim) && !claim.growth;
        let mut figures: Vec<usize> = (0..goals.start)
            .rev()
            .take_while(|&at| self.claims[at].at.sentence == self.place.sentence)
            .filter(|&at| told(&self.claims[at]))
            .take(goals.len() + 2)
            .collect();
        figures.reverse();
        if !nameless || goals.is_empty() || figures.len() != goals.len() + 1 {
            return;
        }
        for (goal, &figure) in goals.zip(&figures) {
            let (name, key) = (self.claims[figure].name.clone(), self.claims[figure].key.clone());
            let claim = &mut self.claims[goal];
            (claim.name, claim.key, claim.refers) = (name, key, Some(figure));
            self.claims[figure].role = Role::Figure;
        }
        if let Some(&figure) = figures.last() {
            let known = &mut self.claims[figure];
            known.role = Role::Figure;
            (last.text, last.key, last.refers) = (known.name.clone(), known.key.clone(), Some(figure));
        }
    }
}

/// 要实现产值26亿元，实现粮食总产17万吨，…: the verb of the goals before it sets one more.
pub(super) fn sets_again(
    phrase: &Phrase,
    slots: Slots,
    decision: &mut Decision,
    plain: Decision,
    sentence: &mut Sentence,
) {
    let Some(verb) = phrase.last(&[Cue::Done]).map(|at| phrase.text(at)) else { return };
    let dated = slots.has(Slot::Now) || slots.has(Slot::Dated);
    // 今年要改厕800户，9月底前完成500户: a term is to be kept.
    let due = slots.has(Slot::Term) && !slots.has(Slot::Now);
    if &*decision.rule == "answers-goal" && (due || !dated && sentence.sets_with(verb)) {
        *decision = plain;
    }
    if decision.role == Role::Goal {
        sentence.set_with(verb);
    }
}

/// 实际开工606万套; 完成92亿元，力争完成101亿元: what its word or the next part sets against a plan.
pub(super) fn set_against(phrase: &Phrase, slots: Slots, decision: &mut Decision) {
    let now = phrase.last(&[Cue::Now]).filter(|_| decision.role == Role::Figure);
    if now.is_some_and(|now| phrase.signs().begins(Sign::Actual, phrase.text(now))) {
        decision.rule = decision.rule.clone().with(Mark::Actual);
    }
    let stretched = || next::stretched(phrase) && !slots.has(Slot::FrameResult);
    if matches!(decision.role, Role::Figure | Role::Base) && !phrase.is_ratio() && stretched() {
        decision.overrule(Role::Goal, "stretched");
        (decision.declared, decision.reached) = (true, false);
    }
}
