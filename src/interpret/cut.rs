//! Where a text is cut into words: at its cues, its stops, and around its quantities and dates.

use rust_decimal::Decimal;

use super::{
    marks::{CALLED_CHARS, labels, quoted_name, sets_beside},
    word::{Kind, Word, begins_noun},
};
use crate::{
    model::{Quantity, QuantityKind},
    outline::DateSpan,
    rules::{Cue, CueSet, Rulebook, Sign, Signs},
    text::{Letters, Span, bare, is_digit, is_han},
};

/// 5人制, 三年制, 4级: the number is a part of what a sort of thing is called.
fn names_a_sort(behind: &str) -> bool {
    let system = behind.strip_prefix('制').map(|rest| rest.chars().next());
    behind.starts_with('级')
        || system
            .is_some_and(|next| next.is_none_or(|next| !"冷度造作定氧药品种热备式成片酒糖".contains(next)))
}

/// The quantities that no period covers (前8个月).
pub(crate) fn without(text: &str, quantities: Vec<Quantity>, dates: &[DateSpan]) -> Vec<Quantity> {
    let mut next = 0;
    quantities
        .into_iter()
        .filter(|quantity| !names_a_sort(&text[quantity.core.end..]))
        .filter(|quantity| {
            while dates.get(next).is_some_and(|date| date.span.end <= quantity.core.start) {
                next += 1;
            }
            !dates.get(next).is_some_and(|date| {
                date.months.is_some()
                    && date.span.start < quantity.core.end
                    && (date.span.end > quantity.core.end
                        || date.span.covers(quantity.core) && date.span != quantity.core)
            })
        })
        .collect()
}

/// True for a half-width full stop between Chinese words.
fn full_stop(part: &str, at: usize, stop: char) -> bool {
    let plain = |c: char| !c.is_ascii_alphanumeric() && c != '.';
    let before = part[..at].chars().next_back().is_none_or(plain);
    before && part[at + stop.len_utf8()..].chars().next().is_none_or(plain)
}

/// True where a span has a part in common with a quantity; the quantities come in their order.
pub(crate) fn overlaps(quantities: &[Quantity], span: Span) -> bool {
    let next = quantities.partition_point(|quantity| quantity.core.end <= span.start);
    quantities.get(next).is_some_and(|quantity| quantity.core.start < span.end)
}

/// How far before its years a life expectancy is named, in characters.
const NAMED_CHARS: usize = 40;

/// 6-9岁, 70周岁: who is counted, not how many; but a life expectancy is a number of years.
pub(crate) fn is_age(text: &str, quantity: &Quantity) -> bool {
    let before = &text[..quantity.span.start];
    let near = || before.char_indices().rev().nth(NAMED_CHARS).map_or(before, |(at, _)| &before[at..]);
    quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "age") && !near().contains("寿命")
}

/// 每10万人配置数, 每2年一次: what a rate is measured by.
pub(crate) fn is_per(text: &str, quantity: &Quantity) -> bool {
    text[..quantity.core.start].trim_end().ends_with('每')
}

/// 阶段1, Phase 2, Issue #127: a bare number behind a word of order counts nothing.
pub(crate) fn is_ordinal(text: &str, quantity: &Quantity, signs: &Signs) -> bool {
    if quantity.unit.is_some() || quantity.kind != QuantityKind::Number || quantity.magnitude != Decimal::ONE
    {
        return false;
    }
    // KR1, O2, T3; 指标1：, 目标2：
    let before = &text[..quantity.core.start];
    let behind = &text[quantity.core.end..];
    let numbered = behind.starts_with(['：', ':'])
        && before.ends_with(is_han)
        && quantity.core.end - quantity.core.start <= 2;
    // 指标4.投诉处置率: the number of a name.
    let named = behind.starts_with(['.', '、', '．']) && signs.is(Sign::Numbered, before.trim());
    if numbered || named || before.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    let before = text[..quantity.core.start].trim_end_matches([' ', '#', '-', '_']);
    let lower =
        before.chars().rev().take(8).collect::<Vec<_>>().iter().rev().collect::<String>().to_lowercase();
    signs.ends(Sign::Order, &lower)
}

/// 20__年, 20XX年: a year of which a part was left out; 2016 2017年: the dash between two years was.
pub(crate) fn is_blank_year(text: &str, quantity: &Quantity) -> bool {
    if quantity.unit.is_some() {
        return false;
    }
    let rest = &text[quantity.core.end..];
    let year = |text: &str| text.len() == 4 && ["19", "20"].iter().any(|start| text.starts_with(start));
    let next = rest.trim_start().get(..4).unwrap_or_default();
    let behind = rest.trim_start().get(4..).unwrap_or_default();
    if year(quantity.core.text(text))
        && rest.starts_with([' ', '\u{3000}'])
        && year(next)
        && behind.starts_with('年')
    {
        return true;
    }
    let blank = rest.trim_start_matches(['_', '*', '×', 'x', 'X', '＊', '＿', '某', '?', '？', ' ']);
    blank.len() < rest.len() && blank.starts_with('年')
}

/// “一廊两口”: a Chinese numeral inside a short name in quotes counts nothing.
pub(crate) fn is_called(text: &str, quantity: &Quantity) -> bool {
    if quantity.core.text(text).contains(is_digit) {
        return false;
    }
    // 二〇七团, 三〇一医院: digits one by one are a number by which something is called.
    let spelled = quantity.core.text(text);
    if spelled.contains('〇') && spelled.chars().nth(2).is_some() {
        return true;
    }
    let before = &text[..quantity.core.start];
    let before = &before[before.char_indices().rev().nth(CALLED_CHARS).map_or(0, |(at, _)| at)..];
    let Some(open) = before.rfind('“').filter(|open| !before[*open..].contains('”')) else {
        return false;
    };
    let Some(close) = text[quantity.core.end..].find('”') else { return false };
    let name = &text[quantity.core.start - (before.len() - open)..quantity.core.end + close];
    name.chars().nth(CALLED_CHARS + 1).is_none()
}

/// Cuts text without quantities and dates into stops, cues and plain text.
pub(crate) fn plain(text: &str, span: Span, rules: &Rulebook, words: &mut Vec<Word>) {
    let part = span.text(text);
    let mut cues = rules.verbs.cues(part).peekable();
    let (mut at, mut start) = (0, 0);
    let flush = |from: usize, to: usize, words: &mut Vec<Word>| {
        if !bare(&part[from..to]).is_empty() {
            words.push(Word { kind: Kind::Text, span: Span::new(from, to).shifted(span.start) });
        }
    };
    loop {
        let next = cues.peek().map_or(part.len(), |(next, _)| next.start);
        for (place, length, kind) in stops(part, at, next) {
            flush(start, place, words);
            words.push(Word { kind, span: Span::new(place, place + length).shifted(span.start) });
            start = place + length;
        }
        let Some((found, set)) = cues.next() else { break };
        let counted = set.any(&[Cue::Done, Cue::Action, Cue::Stage, Cue::Work, Cue::Process])
            && !set.any(&[Cue::RateName, Cue::Now])
            && part[found.end..].starts_with(['量', '额', '率']);
        // “净水计划”为86所学校安装…: what a plan is called sets no goal.
        let called = set.any(&[Cue::Plan, Cue::PlanNoun]) && quoted_name(part, found);
        let next = cues.peek().map_or(part.len(), |(next, _)| next.start);
        let right = start == found.start;
        let before = words.last().filter(|word| right && word.span.end == start + span.start);
        let plans = cues.peek().is_some_and(|(_, set)| set.has(Cue::PlanNoun));
        let modal = set.any(&[Cue::Plan, Cue::Now]);
        let begun = modal && begins_noun(before, found.text(part), &part[found.end..next], plans);
        let noun = set.has(Cue::Noun) && !set.has(Cue::RateName) || counted || called || begun;
        at = found.end;
        if !noun && !lone(part, start, found, next, &rules.signs) {
            flush(start, found.start, words);
            words.push(Word { kind: Kind::Cue(set), span: found.shifted(span.start) });
            start = at;
        }
    }
    flush(start, part.len(), words);
}

/// 实走73家: 实 and one letter right before a number, at the beginning of a clause, tell a result.
pub(crate) fn really(text: &str, words: &mut [Word]) {
    for at in 1..words.len() {
        let word = words[at - 1];
        let acts = matches!(word.kind, Kind::Cue(set) if set.has(Cue::Action) && !set.any(&[Cue::Plan, Cue::Promote]));
        if !(word.kind == Kind::Text || acts) || !matches!(words[at].kind, Kind::Quantity(_)) {
            continue;
        }
        let begins = at == 1
            || matches!(
                words[at - 2].kind,
                Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Open | Kind::Pause | Kind::Dash
            );
        let said = word.span.text(text).trim();
        let verb = said.strip_prefix('实').is_some_and(|verb| verb.chars().count() == 1);
        if begins && verb {
            words[at - 1].kind = Kind::Cue(CueSet::default().with(Cue::Now));
        }
    }
}

/// 将五组水田…租给林科所: right before a number 将 marks what is dealt with, and plans nothing.
pub(super) fn take_objects(text: &str, words: &mut [Word]) {
    for at in 1..words.len() {
        let counted = matches!(words[at].kind, Kind::Quantity(_));
        if counted && matches!(bare(words[at - 1].span.text(text)), "将" | "將") {
            words[at - 1].kind = Kind::Text;
        }
    }
}

/// The stops of a part of a text: where, how long, and what each is.
fn stops(part: &str, from: usize, to: usize) -> impl Iterator<Item = (usize, usize, Kind)> + '_ {
    let mut past = from;
    STOPS.places(&part[from..to]).filter_map(move |at| {
        let at = from + at;
        let c = part[at..].chars().next()?;
        let kind = stop(part, at, c).filter(|_| at >= past)?;
        if let Some(length) = item_number(part, at) {
            past = at + length;
            return Some((at, length, Kind::Stop));
        }
        let length = if kind == Kind::Dash { "——".len() } else { c.len_utf8() };
        past = at + length;
        Some((at, length, kind))
    })
}

/// True for a word of one character inside a run of plain text (急需紧缺): too short to be trusted there.
fn lone(part: &str, text_start: usize, found: Span, next_cue: usize, signs: &Signs) -> bool {
    if found.text(part).chars().nth(1).is_some() {
        return false;
    }
    let after = part[found.end..].chars().next();
    let ends = next_cue == found.end
        || after.is_none_or(|next| stop(part, found.end, next).is_some() || next.is_whitespace());
    // 都安市 is a place: the adverb stands right before a verb.
    let adverb = found.text(part) == "都";
    // 麻疹疫苗应补1260剂次, 项目拟签85个: a modal and a verb right before a number; 供应站3座 is none.
    let verb = part[found.end..].trim_end().chars().count();
    let modal = match found.text(part) {
        "应" | "需" => verb == 1,
        "拟" | "须" => matches!(verb, 1 | 2),
        // 产量要冲击27万吨: whatever the verb; but not 要用的27万吨.
        "要" => verb == 2 && !part.trim_end().ends_with('的'),
        _ => false,
    };
    let due = modal && !signs.ends(Sign::NoDue, &part[..found.end]);
    !due && found.text(part) != "已" && (adverb || !part[text_start..found.start].trim().is_empty()) && !ends
}

/// The length of a number of an item that begins a sentence inside a line: 。(一)新建…, ：（2）改造….
fn item_number(part: &str, at: usize) -> Option<usize> {
    let rest = &part[at..];
    let inner = rest.strip_prefix(['（', '('])?;
    // At most two characters, so that a line of brackets stays linear.
    let end = inner.char_indices().take(3).find(|(_, c)| matches!(c, '）' | ')'))?.0;
    let number = &inner[..end];
    let short = !number.is_empty();
    let counts = number.chars().all(|c| "一二三四五六七八九十".contains(c))
        || number.chars().all(|c| c.is_ascii_digit());
    let before = part[..at].trim_end();
    let begins = before.is_empty() || before.ends_with(['。', '：', '；', ':', ';', '！']);
    let close = inner[end..].chars().next()?.len_utf8();
    (short && counts && begins).then_some(rest.len() - inner.len() + end + close)
}

/// Every character that may be a stop.
static STOPS: Letters = Letters::of(".．?？。！\n!；;，,：:\t|→、（(【）)】—/／");

fn stop(part: &str, at: usize, next: char) -> Option<Kind> {
    let rest = &part[at..];
    Some(match next {
        '.' | '．' if full_stop(part, at, next) => Kind::Stop,
        '?' | '？' if lost_mark(rest) => return None,
        '。' | '！' | '？' | '\n' | '!' | '?' => Kind::Stop,
        '；' | ';' | '①'..='⑳' => Kind::Semicolon,
        '，' | ',' | '：' | ':' | '\t' | '|' | '→' => Kind::Comma,
        '/' | '／' if sets_beside(part, at) => Kind::Comma,
        '【' if labels(part, at) => Kind::Comma,
        '】' if part[..at].rfind('【').is_some_and(|open| labels(part, open))
            || !part[..at].contains('【') =>
        {
            Kind::Comma
        }
        '、' => Kind::Pause,
        '（' | '(' | '【' => Kind::Open,
        '）' | ')' | '】' => Kind::Close,
        '—' if rest.starts_with("——") => Kind::Dash,
        _ => return None,
    })
}

/// 8730万m?，治理…: the mark of a sign that was lost, as a sentence goes on behind it.
fn lost_mark(rest: &str) -> bool {
    rest.chars().nth(1).is_some_and(|next| "，,；;、".contains(next))
}
