//! What an amount is by the nouns before it: how much there is, or an amount of what stands before.

use super::state::Walk;
use crate::{
    interpret::{Claim, Role, decision::Decision, phrase::Phrase, sentence::Sentence, words::Kind},
    model::QuantityKind,
    rules::{Cue, Sign},
};

impl Walk<'_> {
    /// 欠进度的有16个，占总任务的7.5%: how many stand so, not how much is done.
    pub(super) fn shares_status(&self, phrase: &Phrase, decision: &Decision) -> bool {
        let counts = |claim: &Claim| &*claim.rule == "status-count";
        // 列入省重点的累计完成投资79.26亿元，占年度计划的113.47%: of an amount that was reached.
        let spent = |last: &Claim| last.reached && last.quantity.kind == QuantityKind::Money;
        let spent = self.said_before().nearest().is_some_and(spent);
        let share = decision.role == Role::Rate && phrase.has(Cue::Share);
        let booked = |claim: &Claim| matches!(&*claim.rule, "items" | "tasks");
        let stands = self.said_before().iter().any(counts);
        share && (stands && !spent || self.said_before().nearest().is_some_and(booked))
    }
}

/// 通车里程为876公里: how much there is in all.
pub(super) fn is_stock(phrase: &Phrase) -> bool {
    let linked = |index: &&usize| phrase.words.cue(**index).any(&[Cue::Link, Cue::Now]);
    let last = phrase.before.iter().rposition(|index| !linked(&index));
    // 通车里程, but not 完成通车里程.
    let done = phrase.first(&[Cue::Done]);
    let acts = done.zip(last).is_some_and(|(done, last)| done + 1 < last);
    let measure = matches!(phrase.quantity.kind, QuantityKind::Count | QuantityKind::Measure);
    let noun = |last: usize| phrase.signs().ends(Sign::StockNoun, phrase.words.bare(phrase.before[last]));
    measure && !acts && last.is_some_and(noun)
}

/// 投资额为9.28亿元, 累计完成投资2.4亿元: an amount, and no work that it is of.
pub(super) fn amount_alone(phrase: &Phrase) -> bool {
    if phrase.quantity.kind != QuantityKind::Money {
        return false;
    }
    let plain = |&&index: &&usize| {
        let cue = phrase.words.cue(index);
        let said = cue.any(&[Cue::Link, Cue::Now, Cue::Done, Cue::Present, Cue::Since]);
        let date = matches!(phrase.words.words[index].kind, Kind::Date(_));
        let amount = phrase.signs().is(Sign::AmountAlone, phrase.words.bare(index));
        !(date || said && !amount)
    };
    let said: String = phrase.before.iter().filter(plain).map(|&index| phrase.words.bare(index)).collect();
    phrase.signs().is(Sign::AmountAlone, &said)
}

/// 应到50人，实到48人: who is to sit in a meeting.
pub(super) fn attends(phrase: &Phrase) -> bool {
    let people = phrase.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person");
    people && phrase.holds(Sign::Attendance)
}

/// 这一数字对照市里下达的39.6亿元任务，完成59.8%: the goal by which the rate behind it is measured.
pub(super) fn set_beside(phrase: &Phrase) -> bool {
    let beside = |&index: &usize| phrase.signs().ends(Sign::SetBeside, phrase.words.bare(index));
    phrase.bracket.is_none()
        && phrase
            .before
            .iter()
            .take(2)
            .any(|index| beside(index) || phrase.signs().begins(Sign::SetBeside, phrase.words.bare(*index)))
}

/// 在2016年已完成174个村建设任务的基础上: what the next work is built on.
pub(super) fn built_on(phrase: &Phrase, decision: &mut Decision, sentence: &mut Sentence) {
    if phrase.after_text().trim_end().ends_with("基础上") {
        decision.overrule(Role::Aside, "ground");
        if phrase.has(Cue::Plan) {
            sentence.plan_on();
        }
    }
}
