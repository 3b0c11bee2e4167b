//! What the part behind a number's phrase begins with.

use rust_decimal::Decimal;

use super::{
    phrase::Phrase,
    words::{Kind, Words},
};
use crate::{
    model::{Bound, QuantityKind},
    rules::{Cue, CueSet, Sign},
};

/// The cues of the next part of the sentence, or of the next sentence, up to its number, and the place of that number among the quantities;
/// `None` where something is named there, or the sentence ends.
pub(super) struct Next {
    cues: Vec<CueSet>,
    quantity: usize,
    /// Where that number stands among the words.
    at: usize,
    /// It is the next sentence.
    sentence: bool,
}

/// What follows the number of a phrase.
pub(super) fn next(phrase: &Phrase) -> Option<Next> {
    let words = phrase.words;
    let comma = phrase.end();
    words.words.get(comma).filter(|word| matches!(word.kind, Kind::Comma | Kind::Stop))?;
    let sentence = words.words[comma].kind == Kind::Stop;
    let mut cues: Vec<CueSet> = Vec::new();
    for at in comma + 1.. {
        match words.words.get(at)?.kind {
            // 截至目前，已完成536项
            Kind::Comma if !cues.is_empty() && cues.iter().all(|cues| cues.has(Cue::Now)) => {}
            Kind::Quantity(quantity) => return Some(Next { cues, quantity, at, sentence }),
            Kind::Text if matches!(words.bare(at), "" | "的") => {}
            // 完成全年计划增量的62%
            Kind::Text if words.bare(at).ends_with('的') && planned(&cues) => {}
            // 截至9月末完成136亿元; 占目标任务（700万户）的47.1%
            Kind::Date(_) | Kind::Open if !sentence => {}
            _ if words.cue(at) != CueSet::default() => cues.push(words.cue(at)),
            _ => return None,
        }
    }
    None
}

/// True where the last cue is a plan.
fn planned(cues: &[CueSet]) -> bool {
    cues.last().is_some_and(|cue| cue.any(&[Cue::PlanNoun, Cue::Plan]))
}

impl Next {
    /// 去年造林96.4万亩，占任务80万亩的120.5%: the plan that measures it follows.
    pub(super) fn measures(&self, phrase: &Phrase) -> bool {
        let any = |cue: Cue| self.cues.iter().any(|cues| cues.has(cue));
        let percent = phrase.words.quantities[self.quantity].kind == QuantityKind::Percent;
        let rated = percent || phrase.words.rate_of(self.at);
        let rated = rated || phrase.words.rate_after(self.at);
        let told = any(Cue::Share) || any(Cue::Done) || self.cues.len() > 1 && self.cues[0].has(Cue::Link);
        !self.sentence && rated && told && (any(Cue::PlanNoun) || any(Cue::Plan))
    }

    /// 入库4102万元，执行41.2%: how much of a plan is done with it follows.
    pub(super) fn rates(&self, phrase: &Phrase) -> bool {
        let quantity = &phrase.words.quantities[self.quantity];
        let told = |cues: &CueSet| cues.any(&[Cue::Done, Cue::RateName]);
        let plain = |cues: &CueSet| told(cues) || cues.any(&[Cue::Now, Cue::Link, Cue::PlanNoun]);
        let exact = quantity.kind == QuantityKind::Percent && quantity.bound == Bound::Exactly;
        exact && !self.sentence && self.cues.iter().any(told) && self.cues.iter().all(plain)
    }

    /// 完成任务8个，现已完成11个: what was done of it follows; `now_only` where a word of results must say so.
    pub(super) fn answers(&self, phrase: &Phrase, now_only: bool) -> bool {
        let now = self.cues.iter().any(|cues| cues.has(Cue::Now));
        let told = now || !now_only && !self.sentence && self.cues.iter().any(|cues| cues.has(Cue::Done));
        let other = self
            .cues
            .iter()
            .any(|cues| cues.any(&[Cue::Plan, Cue::PlanNoun, Cue::Share, Cue::Whole, Cue::RateName]));
        let quantity = &phrase.words.quantities[self.quantity];
        // 今年修复9处，累计修复42处: more than twice as much is a total of years.
        let twice = phrase.quantity.amount.low() * Decimal::TWO;
        let within = quantity.amount.low() <= twice;
        told && !other && !self.passes(phrase) && within && quantity.unit_text == phrase.quantity.unit_text
    }

    /// 近期开工项目1个，占4%: the share that it is of a whole follows.
    pub(super) fn shares(&self, phrase: &Phrase) -> bool {
        let quantity = &phrase.words.quantities[self.quantity];
        let exact = quantity.kind == QuantityKind::Percent && quantity.bound == Bound::Exactly;
        exact && !self.sentence && self.cues.len() == 1 && self.cues[0].has(Cue::Share)
    }

    /// 全年新建48所，超额完成40所的目标任务: what it has passed follows, and is its goal.
    pub(super) fn outdoes(&self, phrase: &Phrase) -> bool {
        let quantity = &phrase.words.quantities[self.quantity];
        quantity.unit_text == phrase.quantity.unit_text && !self.sentence && self.passes(phrase)
    }

    fn passes(&self, phrase: &Phrase) -> bool {
        let noun = |&at: &usize| phrase.words.cue(at).has(Cue::PlanNoun);
        self.cues.iter().any(|cues| cues.has(Cue::Distance))
            && phrase.words.right(self.at).iter().take(4).any(noun)
    }
}

/// 改造公路2467公里（164.5%）: nothing but its rate stands in the bracket behind it.
pub(super) fn rate_in_bracket(phrase: &Phrase) -> bool {
    let words = &phrase.words.words;
    let kind = |at: usize| words.get(at).map(|word| word.kind);
    let at = phrase.end();
    let Some(Kind::Quantity(held)) = kind(at + 1) else { return false };
    let rate = &phrase.words.quantities[held];
    let alone = kind(at) == Some(Kind::Open) && kind(at + 2) == Some(Kind::Close);
    alone && !phrase.is_ratio() && rate.kind == QuantityKind::Percent && rate.bound == Bound::Exactly
}

/// 完成产值92亿元，力争完成101亿元: a higher goal of the same follows, so that this is one, too.
pub(super) fn stretched(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let dated = |&index: &usize| matches!(words.words[index].kind, Kind::Date(_));
    let told = phrase.has(Cue::Now) || phrase.has(Cue::Present);
    if told || phrase.before.iter().any(dated) || phrase.bracket.is_some() {
        return false;
    }
    next(phrase).is_some_and(|next| {
        let from = phrase.end() + 1;
        let first =
            words.words.get(from).is_some_and(|_| phrase.signs().begins(Sign::Stretch, words.bare(from)));
        let only = next.cues.iter().all(|cues| cues.any(&[Cue::Plan, Cue::Done]));
        let quantity = &words.quantities[next.quantity];
        let unit = quantity.unit_text == phrase.quantity.unit_text || quantity.unit_text.is_empty();
        first && only && unit && quantity.amount.low() > phrase.quantity.amount.low()
    })
}

/// True for a bracket at `open` that begins with a noun of goals and a colon: （目标：.
fn labels_goal(words: &Words, open: usize) -> bool {
    let colon = words.words.get(open + 2).is_some_and(|word| word.kind == Kind::Comma);
    let text = |at: usize| words.words.get(at).map_or("", |_| words.text_of(at)).trim();
    words.words.get(open).is_some_and(|word| word.kind == Kind::Open)
        && words.words.get(open + 1).is_some_and(|_| words.cue(open + 1).has(Cue::PlanNoun))
        && colon
        && matches!(text(open + 2), "：" | ":")
}

/// FCP: 1.2s（目标：<1.9s）: the number behind the label of such a bracket.
pub(super) fn goal_in_bracket(phrase: &Phrase) -> bool {
    let first = phrase.before.first().copied().unwrap_or(phrase.at);
    phrase.bracket.is_some_and(|open| open + 3 == first && labels_goal(phrase.words, open))
}

/// FCP: 1.2s（目标：<1.9s）: the number before such a bracket.
pub(super) fn goal_follows(phrase: &Phrase) -> bool {
    phrase.bracket.is_none() && labels_goal(phrase.words, phrase.end())
}

/// 投资2180万元，已完成96%: how far the whole has come follows.
pub(super) fn partly_done(phrase: &Phrase) -> bool {
    next(phrase).filter(|next| !next.sentence).is_some_and(|next| {
        let told = next.cues.iter().all(|cues| cues.any(&[Cue::Now, Cue::Done]));
        let quantity = &phrase.words.quantities[next.quantity];
        told && !next.cues.is_empty() && quantity.kind == QuantityKind::Percent
    })
}
