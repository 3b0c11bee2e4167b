//! Brackets among words: where one opens and closes, and whether a rate follows it.

use super::words::{Kind, Words};
use crate::{
    model::QuantityKind,
    rules::{Cue, Sign},
};

/// Most words in a bracket.
const MOST: usize = 60;

impl Words<'_> {
    /// True where a bracket that closes at `close` is followed by 的 and a rate.
    pub(super) fn rate_follows(&self, close: usize) -> bool {
        if self.rate_beside(close) {
            return true;
        }
        self.words
            .get(close + 1)
            .is_some_and(|word| word.kind == Kind::Text && word.span.text(self.text).starts_with('的'))
            && matches!(self.words.get(close + 2).map(|word| word.kind), Some(Kind::Quantity(_)))
    }

    /// 占年度任务（1026台）55.7%: a percentage right behind the bracket of a plan noun that a share is taken of.
    pub(crate) fn rate_beside(&self, close: usize) -> bool {
        let percent = |at: usize| match self.words.get(at).map(|word| word.kind) {
            Some(Kind::Quantity(index)) => self.quantities[index].kind == QuantityKind::Percent,
            _ => false,
        };
        // 全年任务（1.8万个）已完成82.85%: the verb may stand behind the bracket.
        let verb = |at: &usize| self.words.get(*at).is_some() && self.cue(*at).any(&[Cue::Now, Cue::Done]);
        let (shut, close) = (close, self.reckoned(close));
        let verbs = (close + 1..close + 3).take_while(verb).count();
        let open = percent(close + 1 + verbs).then(|| self.opening(shut)).flatten().filter(|&open| open > 0);
        open.is_some_and(|open| {
            let told = &[Cue::Share, Cue::Done];
            let done = (close + 1..=close + verbs).any(|at| self.cue(at).has(Cue::Done));
            self.cue(open - 1).has(Cue::PlanNoun)
                && (done || (self.clause_start(open)..open - 1).any(|at| self.cue(at).any(told)))
        })
    }

    /// 按省定任务（12684户）计算，完成225%: the comma behind a reckoning by the plan noun whose bracket closes at `close`, or that place.
    fn reckoned(&self, close: usize) -> usize {
        let reckons = self.words.get(close + 1).is_some_and(|_| {
            let text = self.bare(close + 1);
            self.rules.signs.words(Sign::Reckons).iter().any(|word| text.starts_with(word.as_str()))
        });
        let comma = self.words.get(close + 2).is_some_and(|word| word.kind == Kind::Comma);
        if reckons && comma { close + 2 } else { close }
    }

    /// 为全年计划48亿株的70%: true where 的 and a percentage follow the quantity at `at`.
    pub(crate) fn rate_of(&self, at: usize) -> bool {
        let next = self.words.get(at + 2).map(|word| word.kind);
        let percent = matches!(next, Some(Kind::Quantity(index)) if self.quantities[index].kind == QuantityKind::Percent);
        percent && self.rate_follows(at)
    }

    /// The opening bracket around a word, if the bracket closes again in its sentence.
    pub(crate) fn enclosing(&self, at: usize) -> Option<usize> {
        self.clause(at).bracket.filter(|open| at - open <= MOST)
    }

    /// True where the bracket around the quantity at `at` closes right after it, and a rate follows.
    pub(crate) fn rate_after(&self, at: usize) -> bool {
        let bound =
            self.words.get(at + 1).is_some_and(|_| self.rules.signs.is(Sign::BoundBehind, self.bare(at + 1)));
        let close = at + 1 + usize::from(bound);
        self.words.get(close).is_some_and(|word| word.kind == Kind::Close) && self.rate_follows(close)
    }

    /// Where the bracket opens that closes at `close`.
    pub(crate) fn opening(&self, close: usize) -> Option<usize> {
        if self.words[close].kind != Kind::Close {
            return None;
        }
        (close.saturating_sub(MOST)..close).rev().find(|&index| self.words[index].kind == Kind::Open)
    }

    /// Where the bracket closes that opens at `open`.
    pub(crate) fn closing(&self, open: usize) -> Option<usize> {
        (open + 1..self.words.len().min(open + MOST)).find(|&index| self.words[index].kind == Kind::Close)
    }
}
