//! Shares, changes and comparisons before a number.

use super::object::Lead;
use crate::{
    interpret::{own_rate, phrase::Phrase, words::Kind},
    model::{Bound, QuantityKind, Roughness},
    rules::{Cue, Sign, Slot, Slots},
    text::{Letters, bare},
};

pub(super) fn slots(lead: &Lead, slots: &mut Slots) {
    let phrase = lead.phrase;
    shares(lead, slots);
    let change = phrase.last(&[Cue::Rise, Cue::Fall]);
    let signed = signed(phrase);
    slots.set(Slot::Change, change.is_some() || signed || moved(phrase));
    let last = change.or(phrase.last(&[Cue::Compare]));
    slots.set(Slot::ChangeLast, last.is_some_and(|at| lead.object.is_none_or(|noun| noun < at)));
    slots.set(Slot::Compare, phrase.has(Cue::Compare) || than_year(phrase) || signed);
    // 力争完成投资超2150亿元: more than so much, and not how far beyond something.
    let over = lead.plan.is_some() && is_over(phrase);
    slots.set(Slot::Beyond, phrase.has(Cue::Beyond) || over);
    slots.set(Slot::Distance, !over && distance(lead) || rest(lead));
    slots.set(Slot::Left, left(lead));
    let away = |place: usize| phrase.signs().is(Sign::Away, phrase.text(place));
    slots.set(Slot::Away, phrase.cues().any(|(place, _)| away(place)));
    slots.set(Slot::SinceStart, phrase.holds(Sign::SinceStart));
    slots.set(Slot::Differs, differs(phrase));
    slots.set(Slot::FromChange, starts_change(phrase));
    slots.set(Slot::ToChange, phrase.glued && leads_to(phrase, &phrase.before));
}

fn shares(lead: &Lead, slots: &mut Slots) {
    let phrase = lead.phrase;
    slots.set(Slot::Share, phrase.has(Cue::Share));
    // 日间手术占择期手术比例20%
    let called = |at: usize| {
        let behind = phrase.before[at + 1..].iter();
        phrase.text(at).contains('比')
            || behind.copied().any(|index| phrase.signs().ends(Sign::ShareName, phrase.words.bare(index)))
    };
    slots.set(Slot::ShareRatio, phrase.last(&[Cue::Share]).is_some_and(called));
    let named = || progress(phrase, &name_text(phrase)) || own_rate::is_rate(phrase);
    // 形象进度七成五
    let tenths = slots.has(Slot::Part10);
    let rate = (phrase.is_ratio() || tenths) && named() || phrase.has(Cue::RateName);
    slots.set(Slot::RateName, rate);
    slots.set(Slot::Ratio, tenths && rate);
}

/// The words before a number up to what only links them to it: 进度 of 进度分别为.
fn name_text(phrase: &Phrase) -> String {
    let link = |index: &usize| {
        phrase.words.cue(*index).any(&[Cue::Respectively, Cue::Now])
            || phrase.signs().is(Sign::LevelReached, phrase.words.bare(*index))
    };
    let end = phrase.before.iter().rposition(|index| !link(index)).map_or(0, |last| last + 1);
    phrase.before[..end].iter().map(|&index| phrase.words.bare(index)).collect()
}

/// 渭平市进度72.8%: whose progress it is; 欠进度12.9% says how far it is.
fn progress(phrase: &Phrase, text: &str) -> bool {
    let signs = phrase.signs();
    let exact = phrase.quantity.bound == Bound::Exactly;
    exact && signs.ends(Sign::Progress, text) && !signs.ends(Sign::NoProgress, text)
}

/// So much beyond or short of it; 超 alone may begin a name.
fn distance(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    phrase.cues().any(|(place, set)| {
        set.has(Cue::Distance)
            && (lead.noun.is_some()
                || lead.object.is_some_and(|noun| noun > place)
                || lead.plan.is_some()
                || !phrase.text(place).starts_with('超')
                || phrase.signs().begins(Sign::Exceeds, phrase.text(place))
                // 超进度163万人.
                || phrase.signs().ends(Sign::Progress, bare(lead.text)))
    })
}

/// 超 is a part of the amount, and the only word of distance before it.
fn is_over(phrase: &Phrase) -> bool {
    let quantity = phrase.quantity;
    let own = quantity.roughness == Roughness::Over && quantity.span.start < quantity.core.start;
    own && phrase.cues().filter(|(_, set)| set.has(Cue::Distance)).count() == 1
        && phrase.before.last().is_some_and(|&last| phrase.words.cue(last).has(Cue::Distance))
        && !phrase.has(Cue::Compare)
}

/// 其余12个: what is left over.
fn rest(lead: &Lead) -> bool {
    let head = lead.phrase.signs().before(Sign::Rest, lead.text);
    head.is_some_and(|head| !head.ends_with(['及', '和', '与']))
}

/// 剩余的11.4万户, 尚未搬迁的52家: what is left to be done, right before the number.
fn left(lead: &Lead) -> bool {
    let text = || bare(lead.text).trim_end_matches('的');
    !lead.phrase.is_ratio() && lead.phrase.signs().before(Sign::Rest, text()).is_some()
}

/// 增20.6%, 掉了21%: a verb of change of one letter, or of two, is all that stands before a percentage.
fn moved(phrase: &Phrase) -> bool {
    if phrase.quantity.kind != QuantityKind::Percent {
        return false;
    }
    let text = bare(phrase.before_text()).trim_end_matches('了');
    phrase.signs().is(Sign::MovedBy, text) || phrase.signs().ends(Sign::MovedEnd, text)
}

/// (-40%), +13.5%, ↑3%: a percentage with a sign of its own in brackets, or behind an arrow, tells a change.
fn signed(phrase: &Phrase) -> bool {
    if phrase.quantity.kind != QuantityKind::Percent {
        return false;
    }
    let before = phrase.words.text[..phrase.quantity.core.start].trim_end_matches(' ');
    let sign = before.trim_end_matches(['+', '＋', '-', '－', '↑', '↓']);
    let negative = phrase.quantity.amount.low().is_sign_negative();
    let arrow = before.ends_with(['↑', '↓']);
    let bracketed = sign.ends_with(['(', '（']) && (sign.len() < before.len() || negative);
    arrow || bracketed
}

/// 比2005年减少: against another period.
fn than_year(phrase: &Phrase) -> bool {
    phrase.before.windows(2).any(|pair| {
        matches!(phrase.words.words[pair[1]].kind, Kind::Date(_))
            && phrase.words.text_of(pair[0]).trim_end().ends_with(['比', '较'])
    })
}

/// What a change begins behind.
static FROM: Letters = Letters::of("由从");

/// 由年初的11所增加到26所: what the change began with.
fn starts_change(phrase: &Phrase) -> bool {
    let from = phrase.before.iter().rev().take(4).any(|&index| FROM.are_in(phrase.words.bare(index)));
    from && leads_to(phrase, &phrase.words.right(phrase.at)) || among_first(phrase)
}

/// 从每人每年2060元、2740元提高到…: one of several amounts that changes begin with.
fn among_first(phrase: &Phrase) -> bool {
    let text = phrase.words.text;
    let amount = |c: char| AMOUNTS.has(c);
    let mut head = text[..phrase.quantity.core.start].trim_end_matches(amount);
    while let Some(rest) = phrase.signs().before(Sign::AmountFor, head) {
        head = rest;
    }
    if !head.ends_with(['从', '由']) {
        return false;
    }
    let tail = text[phrase.quantity.span.end..].trim_start_matches(amount).trim_start_matches("分别");
    let moved = phrase.signs().behind(Sign::Moves, tail);
    moved.is_some_and(|rest| rest.starts_with(['到', '至', '为']))
}

/// The characters of amounts of money.
static AMOUNTS: Letters = Letters::of("0123456789.、元万亿");

/// True for words that begin with 增加到, 提高至 and the like.
fn leads_to(phrase: &Phrase, indices: &[usize]) -> bool {
    let words = phrase.words;
    let text: String = indices.iter().take(2).map(|&index| words.bare(index)).collect();
    text.trim_end_matches(['了']).ends_with(['到', '至', '为'])
}

/// 比预算1460万元减少333万元: how far it is from the amount before.
fn differs(phrase: &Phrase) -> bool {
    let moved =
        phrase.before.last().is_some_and(|&index| phrase.words.cue(index).any(&[Cue::Rise, Cue::Fall]));
    moved && phrase.before.len() == 1 && phrase.glued
}
