//! The measure phrase around a quantity: what leads up to it and what follows it.

use super::words::{Kind, Words};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{Cue, CueSet},
};

/// Cues that begin what is said of the next quantity.
const VERBS: &[Cue] =
    &[Cue::Now, Cue::Done, Cue::Action, Cue::Stage, Cue::Process, Cue::Plan, Cue::Forecast, Cue::Distance];

/// A quantity and the words around it; indices into the words of the piece.
pub(crate) struct Phrase<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) quantity: &'a Quantity,
    /// Where the quantity stands.
    pub(crate) at: usize,
    /// What leads up to it, back to the last stop or quantity.
    pub(crate) left: Vec<usize>,
    /// What follows it, up to the next stop, bracket or quantity.
    pub(crate) right: Vec<usize>,
    /// The phrase begins at an opening bracket.
    pub(crate) bracket: bool,
    /// The phrase ends at a closing bracket.
    pub(crate) closed: bool,
    /// The bracket that it stands in.
    pub(crate) inside: Option<usize>,
    /// A ratio follows the phrase (46万人目标的 58%).
    pub(crate) rate_next: bool,
}

impl<'a> Phrase<'a> {
    pub(crate) fn new(words: &'a Words<'a>, at: usize, index: usize) -> Self {
        let left = words.left(at);
        let right = words.right(at);
        let start = left.first().copied().unwrap_or(at);
        let after = right.last().map_or(at, |&last| last) + 1;
        Self {
            words,
            quantity: &words.quantities[index],
            at,
            bracket: start > 0 && words.words[start - 1].kind == Kind::Open,
            closed: words.words.get(after).is_some_and(|word| word.kind == Kind::Close),
            inside: words.enclosing(at),
            rate_next: ratio_follows(words, after),
            left,
            right,
        }
    }

    pub(crate) fn cues(&self) -> impl DoubleEndedIterator<Item = CueSet> + '_ {
        self.left.iter().map(|&index| self.words.cue(index))
    }

    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.cues().any(|set| set.has(cue))
    }

    /// The place among the left words of the first cue of these classes.
    pub(crate) fn first(&self, cues: &[Cue]) -> Option<usize> {
        self.left.iter().position(|&index| self.words.cue(index).any(cues))
    }

    /// The place among the left words of the last cue of these classes.
    pub(crate) fn last(&self, cues: &[Cue]) -> Option<usize> {
        self.left.iter().rposition(|&index| self.words.cue(index).any(cues))
    }

    pub(crate) fn is_ratio(&self) -> bool {
        matches!(self.quantity.kind, QuantityKind::Percent | QuantityKind::Multiple)
    }

    /// True where a quantity stands right before the left words, without a stop between.
    pub(crate) fn glued(&self) -> bool {
        self.left
            .first()
            .is_some_and(|&first| first > 0 && matches!(self.words.words[first - 1].kind, Kind::Quantity(_)))
    }

    /// True where the phrase goes on after 、: 新开工90个、竣工50个.
    pub(crate) fn paused(&self) -> bool {
        let start = self.left.first().copied().unwrap_or(self.at);
        start > 0 && self.words.words[start - 1].kind == Kind::Pause
    }

    /// The left words that name this quantity: behind another quantity, those from the verb on.
    pub(crate) fn own_left(&self) -> &[usize] {
        if !self.glued() {
            return &self.left;
        }
        match self.first(VERBS) {
            Some(cut) => &self.left[cut..],
            None if self.starts_with_of() => &[],
            None => &self.left,
        }
    }

    fn starts_with_of(&self) -> bool {
        self.left.first().is_some_and(|&index| self.words.text_of(index).starts_with('的'))
    }

    /// The words before the verb: 石堰镇 of 石堰镇完成任务的96%.
    pub(crate) fn subject(&self) -> &[usize] {
        let verb = self.left.iter().position(|&index| {
            self.words.cue(index).any(&[
                Cue::Share,
                Cue::Done,
                Cue::Link,
                Cue::Respectively,
                Cue::Now,
                Cue::Plan,
                Cue::PlanNoun,
            ])
        });
        &self.left[..verb.unwrap_or(0)]
    }

    /// The right words that name this quantity: up to the first word that says something of the next.
    pub(crate) fn own_right(&self) -> &[usize] {
        let planned =
            |index: &&usize| self.words.cue(**index).any(&[Cue::Plan, Cue::PlanNoun]) && self.left.is_empty();
        let head = self.right.iter().take_while(planned).count();
        let head = head
            + usize::from(
                head > 0 && self.right.get(head).is_some_and(|&index| self.words.cue(index).has(Cue::Stage)),
            );
        let cut = self.right.iter().skip(head).position(|&index| {
            self.words.cue(index).any(&[
                Cue::Now,
                Cue::Whole,
                Cue::Compare,
                Cue::Plan,
                Cue::Process,
                Cue::Done,
                Cue::Stage,
                Cue::Undone,
                Cue::Distance,
                Cue::Share,
            ])
        });
        &self.right[..cut.map_or(self.right.len(), |cut| cut + head)]
    }

    /// 的目标, 任务量, 控制线 right after the quantity.
    pub(crate) fn plan_after(&self) -> bool {
        let near = self
            .right
            .iter()
            .take(3)
            .position(|&index| self.words.cue(index).any(&[Cue::PlanNoun, Cue::Plan]));
        let Some(near) = near else { return false };
        let between: String = self.right[..near].iter().map(|&index| self.words.text_of(index)).collect();
        let between = ["以内", "以上", "左右", "以下"]
            .iter()
            .fold(between.as_str(), |text, word| text.trim_start_matches(word));
        let noun = self.words.cue(self.right[near]).has(Cue::PlanNoun)
            || self.words.text_of(self.right[near]).ends_with("计划");
        let linked = between.starts_with('的');
        let rated = self.rate_next && between.chars().count() <= 10;
        noun && (rated
            || linked && between.chars().count() <= 7
            || between.is_empty() && !self.counts_tasks())
    }

    /// 2处已通水, 17所投入使用: what follows says that it was reached, up to a stop.
    pub(crate) fn reported_after(&self) -> bool {
        let next =
            self.words.words.get(self.right.last().map_or(self.at, |&last| last) + 1).map(|word| word.kind);
        if self.right.first().is_some_and(|&index| self.words.text_of(index).trim_start().starts_with('的'))
        {
            return false;
        }
        let stops = !matches!(next, Some(Kind::Quantity(_) | Kind::Open));
        let first = self.right.iter().map(|&index| self.words.cue(index)).find(|cue| {
            cue.any(&[Cue::Now, Cue::Process, Cue::Plan, Cue::Undone, Cue::Stage, Cue::Whole, Cue::Share])
        });
        stops && first.is_some_and(|cue| cue.any(&[Cue::Now, Cue::Stage]) && !cue.has(Cue::Process))
    }

    /// “建成充电桩600个”列入民生实事, 超过规划目标（96%）: what is quoted, or told in a bracket, is the goal.
    pub(crate) fn promised(&self) -> bool {
        let rest = self.words.text[self.quantity.span.end..].strip_prefix('”');
        let listed = rest.is_some_and(|rest| {
            ["列入", "纳入", "被列入", "写入", "被列为"].iter().any(|word| rest.starts_with(word))
        });
        let open = self.inside.filter(|&open| self.left.is_empty() && open + 1 == self.at && self.closed);
        let told = |open: usize| {
            open > 1
                && self.words.cue(open - 1).has(Cue::PlanNoun)
                && (self.words.clause_start(open)..open)
                    .any(|at| self.words.cue(at).any(&[Cue::Beyond, Cue::Distance]))
        };
        listed || open.is_some_and(told)
    }

    /// 由年初的11所增加到26所: what the change began with.
    pub(crate) fn starts_change(&self) -> bool {
        let text = |&index: &usize| self.words.text_of(index).trim();
        let from = self.left.iter().rev().take(4).any(|index| text(index).contains(['由', '从']));
        from && self.leads_to(&self.right)
    }

    /// 由年初的11所增加到26所: what the change came to.
    pub(crate) fn ends_change(&self) -> bool {
        self.glued() && self.leads_to(&self.left)
    }

    /// 比预算1460万元减少333万元: how far it is from the amount before.
    pub(crate) fn differs(&self) -> bool {
        let moved = self.left.last().is_some_and(|&index| self.words.cue(index).any(&[Cue::Rise, Cue::Fall]));
        let compared =
            || self.left.iter().any(|&index| matches!(self.words.text_of(index).trim(), "比" | "较"));
        moved && (self.left.len() == 1 && self.glued() || compared()) && !self.ends_change()
    }

    /// True for words that begin with 增加到, 提高至 and the like.
    fn leads_to(&self, words: &[usize]) -> bool {
        let verbs = &[Cue::Rise, Cue::Fall, Cue::Action, Cue::Promote, Cue::Link];
        let text: String = words.iter().take(2).map(|&index| self.words.text_of(index).trim()).collect();
        words.first().is_some_and(|&index| self.words.cue(index).any(verbs))
            && text.chars().skip(2).take(2).any(|c| matches!(c, '到' | '至' | '为'))
    }

    /// 27项任务: the plan noun is what is counted.
    fn counts_tasks(&self) -> bool {
        self.quantity.kind == QuantityKind::Count
            && matches!(self.quantity.unit_text.as_str(), "项" | "件" | "大" | "大项")
            && !self.rate_next
    }

    /// ≥, ≤, = written at the number.
    pub(crate) fn symbol(&self) -> bool {
        let before = self.words.text[..self.quantity.core.start].trim_end_matches(' ');
        before.ends_with(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', '≧', '≦'])
    }

    /// True where a result word leads up to it; 达到 and 突破 only join a name and its number.
    pub(crate) fn done(&self) -> bool {
        self.left
            .iter()
            .any(|&index| self.words.cue(index).any(&[Cue::Done, Cue::Stage]) && !self.words.joins(index))
    }

    /// Text of the left words.
    pub(crate) fn left_text(&self) -> String {
        self.left.iter().map(|&index| self.words.text_of(index)).collect()
    }

    /// True where a word of plain text stands among these.
    pub(crate) fn worded(&self, indices: &[usize]) -> bool {
        indices.iter().any(|&index| {
            self.words.cue(index).any(&[Cue::RateName, Cue::Work, Cue::Build])
                || self.words.words[index].kind == Kind::Text
                    && self.words.text_of(index).chars().any(|c| c.is_alphanumeric() && c != '的')
        })
    }
}

/// True where the next quantity (brackets, 的 and plan nouns between) is a ratio.
fn ratio_follows(words: &Words, mut at: usize) -> bool {
    while let Some(word) = words.words.get(at) {
        match word.kind {
            Kind::Close => {}
            Kind::Text if words.text_of(at).trim().starts_with('的') => {}
            Kind::Cue(set) if set.any(&[Cue::PlanNoun, Cue::Plan]) => {}
            Kind::Quantity(index) => {
                let quantity = &words.quantities[index];
                return matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Multiple)
                    || quantity.unit_text.is_empty();
            }
            Kind::Cue(_)
            | Kind::Date(_)
            | Kind::Text
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Pause
            | Kind::Dash
            | Kind::Open => return false,
        }
        at += 1;
    }
    false
}
