//! The words around a number: what leads up to it and what follows it, cut at the next number.

use std::borrow::Cow;

use super::words::{Kind, Words};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{Cue, CueSet, Held, Sign, Signs},
    text::{Letters, is_letter},
};

/// Cues at which the words between two numbers begin to speak of the second.
const TURNING: &[Cue] = &[
    Cue::Plan,
    Cue::Now,
    Cue::Done,
    Cue::Share,
    Cue::Process,
    Cue::Distance,
    Cue::Beyond,
    Cue::Compare,
    Cue::Rise,
    Cue::Fall,
    Cue::Part,
    Cue::Respectively,
    Cue::Whole,
    Cue::Undone,
    Cue::RateName,
    Cue::Scale,
    Cue::Forecast,
];
/// Those that do so only behind a noun: 10家企业新增产值.
const TURNING_BEHIND_NOUN: &[Cue] =
    &[Cue::Action, Cue::Stage, Cue::Build, Cue::PlanNoun, Cue::Present, Cue::Link];

/// A number and the words around it; indices into the words of the piece.
pub(crate) struct Phrase<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) quantity: &'a Quantity,
    /// Where the number stands.
    pub(crate) at: usize,
    /// What leads up to it, back to the last stop or what the number before takes for itself.
    pub(crate) before: Vec<usize>,
    /// What follows it, up to the next stop or what leads up to the next number.
    pub(crate) after: Vec<usize>,
    /// The words before it as one text, and those behind it.
    before_text: Cow<'a, str>,
    after_text: Cow<'a, str>,
    /// Every cue class before it: most questions for a cue end here.
    said: CueSet,
    /// The lists of signs that the words before it hold a word of.
    signed: Held<Sign>,
    /// A number stands before it without a stop between.
    pub(crate) glued: bool,
    /// The bracket that it stands in.
    pub(crate) bracket: Option<usize>,
}

impl<'a> Phrase<'a> {
    pub(crate) fn new(words: &'a Words<'a>, at: usize, index: usize) -> Self {
        let quantity = &words.quantities[index];
        let (mut before, mut after) = (words.left(at), words.right(at));
        let start = before.first().copied().unwrap_or(at);
        let glued = start > 0 && matches!(words.words[start - 1].kind, Kind::Quantity(_));
        let quoted = glued
            && match words.words[start - 1].kind {
                Kind::Quantity(known) => opens_quote(&words.text[words.quantities[known].span.end..]),
                _ => false,
            };
        if glued && !quoted {
            let named = named_before(words, start - 1);
            before.drain(..turn(words, &before, named));
        }
        let end = after.last().map_or(at, |&last| last) + 1;
        let next = words.words.get(end).map(|word| word.kind);
        if opens_quote(&words.text[quantity.span.end..]) {
            after.clear();
        } else if matches!(next, Some(Kind::Quantity(_))) && !after.is_empty() {
            after.truncate(turn(words, &after, led_by_name(words, &before) || shares_name(words, at)));
        }
        before.retain(|&index| !in_note(words, index));
        before.drain(..own_quote(words, &before));
        let said = before.iter().fold(CueSet::default(), |all, &index| all.and(words.cue(index)));
        let (before_text, after_text) = (words.joined(&before), words.joined(&after));
        let (bracket, signed) = (words.enclosing(at), words.rules.signs.held(&before_text));
        Self { words, quantity, at, before, after, before_text, after_text, said, signed, glued, bracket }
    }

    /// The cues before it, with their places among the words before.
    pub(crate) fn cues(&self) -> impl DoubleEndedIterator<Item = (usize, CueSet)> + '_ {
        self.before.iter().enumerate().map(|(place, &index)| (place, self.words.cue(index)))
    }

    /// The place of the last cue of these classes before it.
    pub(crate) fn last(&self, cues: &[Cue]) -> Option<usize> {
        if !self.said.any(cues) {
            return None;
        }
        self.cues().rev().find(|(_, set)| set.any(cues)).map(|(place, _)| place)
    }

    /// The place of the first cue of these classes before it.
    pub(crate) fn first(&self, cues: &[Cue]) -> Option<usize> {
        if !self.said.any(cues) {
            return None;
        }
        self.cues().find(|(_, set)| set.any(cues)).map(|(place, _)| place)
    }

    /// The words by which a number shows what it is.
    pub(crate) fn signs(&self) -> &'a Signs {
        &self.words.rules.signs
    }

    /// True where the words before it hold a word of a list.
    pub(crate) fn holds(&self, sign: Sign) -> bool {
        self.signed.has(sign)
    }

    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.said.has(cue)
    }

    /// The text of the word at a place before it.
    pub(crate) fn text(&self, place: usize) -> &'a str {
        self.words.text_of(self.before[place])
    }

    /// The words before it as one text.
    pub(crate) fn before_text(&self) -> &str {
        &self.before_text
    }

    /// The words behind it as one text.
    pub(crate) fn after_text(&self) -> &str {
        &self.after_text
    }

    pub(crate) fn is_ratio(&self) -> bool {
        matches!(self.quantity.kind, QuantityKind::Percent | QuantityKind::Multiple)
    }

    /// The first word behind the number and what belongs to it.
    pub(crate) fn end(&self) -> usize {
        self.after.last().map_or(self.at, |&last| last) + 1
    }

    /// What kind of word stands before the words before it.
    pub(crate) fn boundary(&self) -> Option<Kind> {
        let start = self.before.first().copied().unwrap_or(self.at);
        start.checked_sub(1).map(|index| self.words.words[index].kind)
    }

    /// True where a word that names something stands among these.
    pub(crate) fn names(&self, indices: &[usize]) -> bool {
        words_name(self.words, indices)
    }
}

static OPEN: Letters = Letters::of("“");
static CLOSE: Letters = Letters::of("”");

/// “公共场所新增设备”（市红十字会）、“完成回迁安置857户”: where the quote that the number stands in begins, behind another one.
fn own_quote(words: &Words, before: &[usize]) -> usize {
    let open = before.iter().rposition(|&index| OPEN.are_in(words.text_of(index)));
    let Some(open) = open else { return 0 };
    let closes = |indices: &[usize]| indices.iter().any(|&index| CLOSE.are_in(words.text_of(index)));
    if closes(&before[..open]) && !closes(&before[open + 1..]) { open } else { 0 }
}

/// 固定资产投资（不含农户）560亿元: true for a word in a bracket, closed again, that says what is left out or counted in.
fn in_note(words: &Words, index: usize) -> bool {
    let open = words.enclosing(index).filter(|&open| words.closing(open).is_some());
    let is_end = matches!(words.words[index].kind, Kind::Open | Kind::Close);
    let open =
        open.or_else(|| words.opening(index)).or((words.words[index].kind == Kind::Open).then_some(index));
    let note = |open: usize| words.rules.signs.begins(Sign::Note, words.bare(open + 1));
    open.is_some_and(|open| (is_end || open < index) && open + 1 < words.words.len() && note(open))
}

/// “无障碍改造260户”“康复救助220名”: another quote begins behind the one that the number ends.
fn opens_quote(behind: &str) -> bool {
    behind.strip_prefix('”').is_some_and(|rest| rest.trim_start_matches(['、', '和']).starts_with('“'))
}

/// True where the words that lead up to the number at `at` name something.
fn named_before(words: &Words, at: usize) -> bool {
    led_by_name(words, &words.left(at)) || shares_name(words, at)
}

/// 老旧小区540个7.26万户和棚户区2.16万套: a count right behind a count shares its name.
fn shares_name(words: &Words, at: usize) -> bool {
    let count = |at: usize| match words.words[at].kind {
        Kind::Quantity(index) => {
            let quantity = &words.quantities[index];
            quantity.kind == QuantityKind::Count && !quantity.unit_text.is_empty()
        }
        _ => false,
    };
    let before = at.checked_sub(1).filter(|&before| count(before) && count(at));
    before.is_some_and(|before| led_by_name(words, &words.left(before)))
}

fn led_by_name(words: &Words, left: &[usize]) -> bool {
    // 市局部署的50个重点专项和…: what it is counted of stands behind it.
    let of = left.last().is_some_and(|&last| words.bare(last).ends_with('的') && words.bare(last) != "的");
    !of && words_name(words, left)
}

/// True where a word that names something stands among these.
pub(crate) fn words_name(words: &Words, indices: &[usize]) -> bool {
    indices.iter().any(|&index| {
        words.cue(index).any(&[Cue::RateName, Cue::Work])
            || words.words[index].kind == Kind::Text
                && words
                    .text_of(index)
                    .chars()
                    .any(|c| !matches!(c, '的' | '和' | '及' | '与' | '等') && is_letter(c))
    })
}

/// 提前67天完成80亿元销量任务: how much sooner or how long it took says nothing of what stands behind it.
fn is_lead(words: &Words, behind: usize) -> bool {
    let Some(before) = behind.checked_sub(2) else { return false };
    words.rules.signs.ends(Sign::Took, words.bare(before))
}

/// How many of the words between two numbers belong to the first.
fn turn(words: &Words, between: &[usize], first_named: bool) -> usize {
    if between.is_empty() || is_lead(words, between[0]) {
        return 0;
    }
    let text = |place: usize| words.bare(between[place]);
    // …目标的58%: all of it belongs to the first.
    let noun = between.iter().position(|&index| words.cue(index).any(&[Cue::PlanNoun, Cue::Plan]));
    let ends_of = between.len().checked_sub(1).is_some_and(|last| text(last).ends_with('的'));
    // 28个已完成计划的88.7%: a verb that fulfils the plan begins what is said of the rate.
    let fulfilled = noun.is_some_and(|noun| {
        between[..noun].iter().any(|&index| words.cue(index).any(&[Cue::Now, Cue::Share]))
    });
    let counted_by = !fulfilled && (noun.is_some() || between.len() <= 2);
    if ends_of && counted_by {
        return between.len();
    }
    if noun.is_some_and(|noun| noun == 0 || text(0) == "的" && noun == 1) && between.len() <= 2 {
        return between.len();
    }
    // 更新30辆的计划已执行22辆: the noun belongs to the first, what was done to the second.
    let told =
        |place: usize| between.get(place).is_some_and(|&index| words.cue(index).any(&[Cue::Now, Cue::Done]));
    if noun == Some(1) && text(0) == "的" && told(2) {
        return 2;
    }
    let mut named = false;
    for (place, &index) in between.iter().enumerate() {
        let cue = words.cue(index);
        let dated = matches!(words.words[index].kind, Kind::Date(_));
        if place == 1 && text(0) == "的" && cue.any(&[Cue::Rise, Cue::Fall]) && noun == Some(2) {
            // 12%的增长目标还差3.9个百分点: which goal it is.
            continue;
        }
        if dated || cue.any(TURNING) || named && cue.any(TURNING_BEHIND_NOUN) {
            return place;
        }
        named |= words.words[index].kind == Kind::Text && text(place).chars().nth(1).is_some();
    }
    if first_named && !text(0).starts_with('的') { 0 } else { between.len() }
}
