//! Where a text turns from what is to be reached to what has been reached, and where plans are announced.

use std::ops::Range;

use super::{
    set_out::{lists_year, resolved, set_out, sets_out_behind},
    words::{Kind, Words},
};
use crate::{
    model::{Bound, QuantityKind},
    outline::{Part, Piece},
    rules::{Cue, Sign},
};

/// How many words of a piece belong to sentences that say only goals.
///
/// In an item that has a sentence with a period (上半年, 截至…) after sentences without one, the latter are
/// its goals, if they begin with a verb of work or hold a bound. `turning` tells that the items of the
/// document do so.
pub(crate) fn goal_words(words: &Words, piece: &Piece, turning: bool) -> usize {
    if piece.part != Part::Neutral || piece.heading {
        return 0;
    }
    if let Some(quoted) = quoted(words) {
        return quoted;
    }
    let listed = turning && piece.listed;
    let from = if listed { behind_title(words) } else { 0 };
    let starts =
        words.words.iter().enumerate().filter(|(_, word)| word.kind == Kind::Stop).map(|(at, _)| at + 1);
    let mut starts = starts.filter(|&at| at > from && at < words.words.len()).peekable();
    // Among items that turn, one turns behind its first sentence if what follows reports at all.
    let behind = starts.peek().copied().filter(|&at| {
        listed
            && (at..words.words.len())
                .any(|at| words.cue(at).any(&[Cue::Now, Cue::Process, Cue::Done, Cue::Stage]))
    });
    let Some(turn) = starts.find(|&at| reports(words, at) && counts(words, at)).or(behind) else { return 0 };
    let plain = (from..turn).all(|at| match words.words[at].kind {
        Kind::Date(date) => words.dates[date].months.is_none(),
        Kind::Cue(set) => {
            !set.any(&[Cue::Now, Cue::Compare, Cue::Past, Cue::Present])
                || words.text_of(at).ends_with("年内")
        }
        Kind::Quantity(_)
        | Kind::Text
        | Kind::Stop
        | Kind::Semicolon
        | Kind::Comma
        | Kind::Pause
        | Kind::Dash
        | Kind::Open
        | Kind::Close => true,
    });
    let goals = from..turn;
    let told = !works(words, &goals) || results(words, &goals, listed);
    let sets = short_heading(words, &goals) || imperative(words, &goals) || piece.listed && !told;
    if plain && !exists(words, &goals) && answerable(words, &goals) && sets { turn } else { 0 }
}

/// Longest first sentence of an item that only names it, in characters.
const TITLE_CHARS: usize = 20;

/// Where an item begins behind a short first sentence without a number: 适老化改造。为老年人家庭实施改造320户。.
fn behind_title(words: &Words) -> usize {
    let stop = words.words.iter().position(|word| word.kind == Kind::Stop);
    let title = stop.filter(|&stop| {
        let plain = words.words[..stop].iter().all(|word| matches!(word.kind, Kind::Text | Kind::Cue(_)));
        plain && words.text[..words.words[stop].span.start].chars().nth(TITLE_CHARS).is_none()
    });
    title.map_or(0, |stop| stop + 1)
}

/// True where the words tell what there is, or how big a thing is.
fn exists(words: &Words, goals: &Range<usize>) -> bool {
    goals.clone().any(|at| {
        words.rules.signs.is(Sign::Exists, words.text_of(at)) || words.cue(at).any(&[Cue::Scale, Cue::Total])
    })
}

/// True where the words hold a verb of work or a bound.
fn works(words: &Words, goals: &Range<usize>) -> bool {
    let acts = &[Cue::Action, Cue::Build, Cue::Stage, Cue::Work, Cue::Done];
    goals.clone().any(|at| words.cue(at).any(acts)) || bounded(words, goals)
}

/// True where the sentence that begins at a place counts something.
fn counts(words: &Words, at: usize) -> bool {
    (at..words.words.len())
        .take_while(|&at| words.words[at].kind != Kind::Stop)
        .any(|at| matches!(words.words[at].kind, Kind::Quantity(_)))
}

/// True where a number before `turn` is a bound: 失业率控制在4.5%以内.
fn bounded(words: &Words, goals: &Range<usize>) -> bool {
    goals.clone().any(|at| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].bound != Bound::Exactly,
        _ => false,
    })
}

/// True where something behind the turn is counted like something before it, or only one sentence stands before it.
fn answerable(words: &Words, goals: &Range<usize>) -> bool {
    let counted = |range: Range<usize>| {
        range.filter_map(|at| match words.words[at].kind {
            Kind::Quantity(index) => Some(&words.quantities[index]),
            _ => None,
        })
    };
    let one = (goals.start..goals.end - 1).all(|at| words.words[at].kind != Kind::Stop);
    let alike = counted(goals.end..words.words.len()).any(|later| {
        counted(goals.clone())
            .any(|goal| goal.unit_text == later.unit_text || later.kind == QuantityKind::Percent)
    });
    one && !another(words, goals) || alike || all_told(words, goals.end)
}

/// 现已全部完工，投入资金300万元: the first clause of a sentence tells of all that was counted.
fn all_told(words: &Words, from: usize) -> bool {
    let ends = |at: &usize| !matches!(words.words[*at].kind, Kind::Comma | Kind::Stop | Kind::Quantity(_));
    let clause: Vec<usize> = (from..words.words.len()).take_while(ends).collect();
    clause.iter().any(|&at| words.cue(at).has(Cue::Whole))
}

/// 加装电梯519部。已完工小区1036个。: the sentence behind the turn counts another thing in another unit.
fn another(words: &Words, goals: &Range<usize>) -> bool {
    let text = |range: Range<usize>| -> Vec<char> {
        let texts = range.filter(|&at| !matches!(words.words[at].kind, Kind::Quantity(_)));
        texts.flat_map(|at| words.text_of(at).chars().collect::<Vec<_>>()).collect()
    };
    let (before, after) = (text(goals.clone()), text(goals.end..words.words.len()));
    let shared = before.windows(2).any(|pair| after.windows(2).any(|other| pair == other));
    let named = words.words[goals.end..]
        .windows(2)
        .any(|pair| pair[0].kind == Kind::Text && matches!(pair[1].kind, Kind::Quantity(_)));
    named && !shared
}

/// Longest first sentence that says nothing but the goal of its paragraph, in characters.
const GOAL_CHARS: usize = 40;

/// 主城区公租房配租3万套。上半年…: one short clause with a number, and then what a period brought.
fn short_heading(words: &Words, goals: &Range<usize>) -> bool {
    let stop = goals.clone().find(|&at| words.words[at].kind == Kind::Stop);
    let Some(stop) = stop.filter(|&stop| stop + 1 == goals.end) else { return false };
    let text = &words.text[words.words[goals.start].span.start..words.words[stop].span.start];
    let counted =
        (goals.start..stop).filter(|&at| matches!(words.words[at].kind, Kind::Quantity(_))).count() == 1;
    let clauses = (goals.start..stop).any(|at| words.words[at].kind == Kind::Comma);
    let told = (goals.start..stop)
        .any(|at| words.cue(at).any(&[Cue::Done, Cue::Share, Cue::Rise, Cue::Fall, Cue::Scale]));
    counted && !clauses && !told && text.chars().nth(GOAL_CHARS).is_none() && period_begins(words, goals.end)
}

/// True where a sentence begins with a period: 上半年, 截至7月底.
fn period_begins(words: &Words, at: usize) -> bool {
    let until = words.words.get(at).is_some_and(|_| is_until(words.text_of(at)));
    match words.words.get(at + usize::from(until)).map(|word| word.kind) {
        Some(Kind::Date(date)) => words.dates[date].months.is_some(),
        Some(Kind::Cue(_)) => {
            words.rules.signs.is(Sign::PeriodAlone, words.text_of(at)) || words.text_of(at) == "目前"
        }
        _ => false,
    }
}

/// “新增企业35家”。…, or “新增企业35家”，这是年初的目标。…: the quoted first sentence of a text is a goal.
fn quoted(words: &Words) -> Option<usize> {
    let first = words.words.iter().position(|word| word.kind == Kind::Stop)?;
    let stop = words.words[first].span;
    let bounded = |at: usize| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].bound != Bound::Exactly,
        _ => false,
    };
    // “…以内。”: the stop before the closing mark; what is said so without a bound may be told.
    let inside = words.text[stop.end..].starts_with('”') && (0..first).any(bounded);
    let end = if inside { stop.end + '”'.len_utf8() } else { stop.start };
    let text = &words.text[..end];
    let close = text.strip_prefix('“').and_then(|_| text.find('”'))? + '”'.len_utf8();
    let after = (0..first).filter(|&at| words.words[at].span.start >= close);
    let counts = |at: usize| matches!(words.words[at].kind, Kind::Quantity(_));
    let named = !after.clone().any(counts);
    ((close == text.len() || named) && first + 1 < words.words.len()).then_some(first + 1)
}

/// True where the words up to `turn` tell results: 完成…, a share, a growth rate without a bound that is not
/// one of many items that turn.
fn results(words: &Words, goals: &Range<usize>, listed: bool) -> bool {
    let bounded = words.quantities.iter().any(|quantity| quantity.bound != Bound::Exactly);
    let ratio = |at: usize| match words.words.get(at).map(|word| word.kind) {
        Some(Kind::Quantity(index)) => words.quantities[index].kind == QuantityKind::Percent,
        _ => false,
    };
    goals.clone().any(|at| {
        let cue = words.cue(at);
        let told = words.words[at].kind == Kind::Text && words.bare(at).starts_with('了')
            || cue.has(Cue::Link) && words.text_of(at).starts_with('了');
        told || cue.has(Cue::PlanNoun)
            && (ratio(at + 1) || ratio(at + 2) && words.bare(at + 1).ends_with('的'))
            || cue.has(Cue::Done) && words.text_of(at).ends_with("完成")
            || cue.any(&[Cue::Rise, Cue::Fall]) && !bounded && !listed && ratio(at + 1)
    })
}

/// True where a sentence begins with a period or a word such as 目前.
fn reports(words: &Words, at: usize) -> bool {
    let until = words.words.get(at).is_some_and(|_| is_until(words.text_of(at)));
    match words.words.get(at + usize::from(until)).map(|word| word.kind) {
        Some(Kind::Date(date)) => words.dates[date].months.is_some(),
        Some(Kind::Cue(set)) => {
            let (signs, text) = (&words.rules.signs, words.text_of(at));
            set.has(Cue::Now) && !signs.is(Sign::NoTurn, text) || signs.is(Sign::PeriodAlone, text)
        }
        _ => words.words[at..]
            .iter()
            .take(3)
            .take_while(|word| matches!(word.kind, Kind::Text | Kind::Cue(_)))
            .any(|word| matches!(word.kind, Kind::Cue(set) if set.any(&[Cue::Now, Cue::Process]))),
    }
}

/// True for a text that begins with a verb of work, or that holds a bound.
fn imperative(words: &Words, goals: &Range<usize>) -> bool {
    let begins = match words.words.get(goals.start).map(|word| word.kind) {
        Some(Kind::Cue(set)) => set.any(&[Cue::Action, Cue::Done, Cue::Stage]),
        _ => false,
    };
    begins
        || goals.clone().any(|at| match words.words[at].kind {
            Kind::Quantity(index) => words.quantities[index].bound == Bound::AtLeast,
            _ => false,
        })
}

/// 截至11月底, 目前: true where a sentence begins with up to when it tells, or is the only one that begins with a period.
pub(super) fn turns(words: &Words, start: usize, end: usize) -> bool {
    let dated = |at: usize| words.words.get(at).is_some_and(|word| matches!(word.kind, Kind::Date(_)));
    let until = start < words.words.len() && words.rules.signs.is(Sign::Until, words.bare(start));
    let now = start < words.words.len() && words.cue(start).has(Cue::Now);
    until && dated(start + 1) || now || period_begins(words, start) && told_once(words, start, end)
}

/// 上半年，…: a sentence that plans nothing and counts as the ones before it do; no other begins with a period.
fn told_once(words: &Words, start: usize, end: usize) -> bool {
    let stops = |at: &usize| words.words[*at].kind == Kind::Stop;
    let planned =
        (start..end).any(|at| words.cue(at).any(&[Cue::Plan, Cue::PlanNoun, Cue::Future, Cue::Duty]));
    let again = (end..words.words.len()).filter(stops).any(|stop| period_begins(words, stop + 1));
    let dated = |at: usize| period_begins(words, at) || matches!(words.words[at].kind, Kind::Date(_));
    let begun = dated(0) || (0..start - 1).filter(stops).any(|stop| dated(stop + 1));
    !planned && !again && !begun && answerable(words, &(0..start))
}

/// 截至 and its like, before a date.
pub(crate) fn is_until(text: &str) -> bool {
    matches!(text, "截至" | "截止" | "到" | "至")
}

/// True where a clause without a quantity ends in a plan word and reports nothing: 年度任务为.
pub(crate) fn announces(words: &Words, clause: &[usize]) -> bool {
    let has = |cues: &[Cue]| clause.iter().any(|&index| words.cue(index).any(cues));
    let planned = |&index: &usize| words.cue(index).any(&[Cue::Plan, Cue::PlanNoun]);
    let signs = &words.rules.signs;
    // 需协调事项：, 目标完成情况：: matters to be settled are no goals, and a state says how far it has come.
    if clause.last().is_some_and(|&last| signs.ends(Sign::State, words.bare(last))) {
        return false;
    }
    let said = clause
        .iter()
        .rev()
        .find(|&&index| !words.cue(index).has(Cue::Link) && words.text_of(index) != "如下");
    let ending = said.is_some_and(planned);
    let colon = clause.last().is_some_and(|&last| {
        words.words.get(last + 1).is_some_and(|word| matches!(word.span.text(words.text), "：" | ":" | "】"))
    });
    let linked = clause.last().is_some_and(|&last| {
        // 目标是，: one word.
        let is = planned(&last) && signs.ends(Sign::Listing, words.text_of(last));
        words.cue(last).has(Cue::Link) || words.text_of(last) == "如下" || is
    });
    let sets_goals = || {
        let text = words.joined(clause);
        signs.ends(Sign::SetDown, &text) && signs.holds(Sign::SetNoun, &text)
    };
    if colon && (sets_goals() || linked && lists_year(words, clause))
        || set_out(words, clause)
        || resolved(words, clause)
    {
        return true;
    }
    (ending && (colon || linked) || colon && clause.iter().any(planned))
        && !has(&[Cue::Done, Cue::Distance, Cue::Beyond])
        && !clause.iter().any(|&index| words.cue(index).has(Cue::Now) && !sets_out_behind(words, index))
        // 会议提出今年的目标：; but not 会议要求：.
        && (ending || !has(&[Cue::Hearsay]))
}
