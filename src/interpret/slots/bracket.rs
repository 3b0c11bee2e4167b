//! Brackets around a number and behind it, and the rates in them.

use crate::{
    interpret::{phrase::Phrase, words::Kind},
    model::QuantityKind,
    rules::{Cue, NameWords, Sign, Slot, Slots},
    text::{Letters, fits},
};

pub(super) fn slots(phrase: &Phrase, slots: &mut Slots) {
    let words = phrase.words;
    let closed = matches!(words.words.get(phrase.end()).map(|word| word.kind), Some(Kind::Close));
    let opens = matches!(phrase.boundary(), Some(Kind::Open));
    slots.set(Slot::Bracket, phrase.bracket.is_some());
    let plain = phrase.cues().all(|(_, set)| set.any(&[Cue::Link, Cue::Done]));
    slots.set(Slot::BracketAlone, opens && closed && phrase.after.is_empty() && plain);
    let rate = words.rate_after(phrase.at);
    slots.set(Slot::BracketRate, !phrase.has(Cue::Part) && rate);
    slots.set(Slot::Promised, promised(phrase));
    if beside_average(phrase) {
        slots.set(Slot::Compare, true);
    }
    if than_in_bracket(phrase) {
        slots.set(Slot::Than, true);
        slots.set(Slot::NounLast, true);
    }
}

/// 1.改造健身点（55个）；: the count of an item in a bracket between its name and its end.
pub(super) fn bracket_counts(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let alone = phrase.bracket.filter(|_| phrase.before.is_empty() && phrase.after.is_empty());
    alone.is_some_and(|open| {
        let behind = words.closing(open).and_then(|close| words.words.get(close + 1));
        let ends = behind.is_some_and(|word| matches!(word.kind, Kind::Stop | Kind::Semicolon));
        ends && phrase.names(&words.left(open))
    })
}

/// “建成充电桩600个”列入民生实事, 超过规划目标（96%）.
fn promised(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let rest = behind_quote(phrase);
    let listed = rest.is_some_and(|rest| phrase.signs().begins(Sign::Enlisted, rest));
    // 将新增养老床位2000张列入今年十件实事
    let signs = phrase.signs();
    let behind = words.text[phrase.quantity.span.end..].trim_start();
    let named = signs.behind(Sign::Enlisted, behind).is_some_and(|rest| {
        let rest = rest.split(['，', ',', '。', '；', '、']).next().unwrap_or_default();
        signs.words(Sign::YearList).iter().any(|list| rest.contains(list.as_str()))
    });
    let listed = listed || named && phrase.names(&phrase.before) || quoted_task(phrase);
    listed || beyond_plan(phrase)
}

/// 超目标任务（在保3万头）7264头: the goal in a bracket behind the plan that is passed. A noun may stand before it, and
/// nothing that tells.
pub(crate) fn beyond_plan(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let said = [Cue::Done, Cue::Now, Cue::Part, Cue::Past, Cue::Compare, Cue::Share];
    let counted =
        |open: usize| words.words[open..phrase.at].iter().any(|word| matches!(word.kind, Kind::Quantity(_)));
    let open = phrase.bracket.filter(|&open| !phrase.cues().any(|(_, set)| set.any(&said)) && !counted(open));
    open.is_some_and(|open| {
        open > 1
            && words.cue(open - 1).has(Cue::PlanNoun)
            && (words.clause_start(open)..open).any(|at| words.cue(at).any(&[Cue::Beyond, Cue::Distance]))
    })
}

/// What follows the quote that a number stands in, with at most a noun between: “建设1万套周转房”一项中.
fn behind_quote<'w>(phrase: &Phrase<'w>) -> Option<&'w str> {
    let text = phrase.words.text;
    let rest = &text[phrase.quantity.span.end..];
    let near = &rest[..rest.floor_char_boundary(QUOTED_NOUN * char::MAX.len_utf8())];
    let close = NOUN_ENDS.next(near, 0).filter(|&end| fits(&rest[..end], QUOTED_NOUN - 1))?;
    if !rest[close..].starts_with('”') {
        return None;
    }
    let open = text[..phrase.quantity.span.start].rfind(['“', '”', '。'])?;
    text[open..].starts_with('“').then(|| &rest[close + '”'.len_utf8()..])
}

/// What ends the noun behind a number in a quote, and what stands in no such noun.
static NOUN_ENDS: Letters = Letters::of("”“。，；、：");

/// So many characters may stand between a number and the end of its quote.
const QUOTED_NOUN: usize = 18;

/// 承担“无障碍改造260户”“康复救助220名”两项任务: quoted, in a list of what is called a task.
fn quoted_task(phrase: &Phrase) -> bool {
    let mut rest = behind_list(phrase.words.text, phrase.quantity.span.end);
    let mut closed = false;
    while let Some(behind) = rest.strip_prefix('”') {
        closed = true;
        // “加固海塘18.4公里”（市水利局）、“…”等5个项目: who does it stands between.
        rest = behind_bracket(behind).trim_start_matches(['、', '和', '，', '等']);
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '个');
        match rest.strip_prefix('“').and_then(|quote| quote.find('”').map(|end| &quote[end..])) {
            Some(next) => rest = next,
            None => break,
        }
    }
    if !closed || !phrase.names(&phrase.before) {
        return false;
    }
    let called: String = rest.chars().take(QUOTED_CHARS).take_while(|c| !"，。；,;".contains(*c)).collect();
    // “新增学位3.2万个”项目总投资6.9亿元: the goal said again.
    phrase.words.rules.names.begins(NameWords::ClassNoun, &called)
        || phrase.signs().holds(Sign::Charge, &called)
}

/// What follows a bracket that a text begins with.
fn behind_bracket(text: &str) -> &str {
    let close = text.starts_with(['(', '（']).then(|| text.find([')', '）'])).flatten();
    close.map_or(text, |close| text[close..].trim_start_matches([')', '）']))
}

/// “足球场20块、步道10条”民生实事: what follows the list in the quote that a number stands in.
fn behind_list(text: &str, end: usize) -> &str {
    let rest = &text[end..];
    if !rest.starts_with('、') {
        return rest;
    }
    let mut list = rest.char_indices().take(LISTED_CHARS);
    let close = list.find(|(_, c)| LIST_ENDS.has(*c)).filter(|(_, c)| *c == '”');
    close.map_or(rest, |(close, _)| &rest[close..])
}

/// What ends a list in a quote, and what stands in no such list.
static LIST_ENDS: Letters = Letters::of("”“。；，;");

/// How far behind a number the quote may close that it stands in, in characters.
const LISTED_CHARS: usize = 60;

/// So many characters behind the quotes may say what they are.
const QUOTED_CHARS: usize = 8;

/// 较目标（7.2天）多0.2天: the goal in the bracket behind its noun.
fn than_in_bracket(phrase: &Phrase) -> bool {
    let (words, signs) = (phrase.words, phrase.signs());
    let open = phrase.bracket.filter(|&open| phrase.before.is_empty() && open + 1 == phrase.at && open > 1);
    open.is_some_and(|open| {
        let clause = words.words[words.clause_start(open)].span.to(words.words[open - 1].span);
        let text = clause.text(words.text).trim();
        signs.ends(Sign::GoalNoun, text)
    })
}

/// 比全省平均水平（17.2%）高2.6个百分点: what the number before is compared with.
fn beside_average(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let open = phrase.bracket.filter(|&open| phrase.before.is_empty() && open + 1 == phrase.at && open > 0);
    open.is_some_and(|open| {
        let clause = words.words[words.clause_start(open)].span.to(words.words[open - 1].span);
        let text = clause.text(words.text).trim();
        phrase.signs().ends(Sign::Average, text) || phrase.signs().ends(Sign::NoProgress, text)
    })
}

/// 46万人目标的58%: a ratio follows.
pub(super) fn rate_follows(phrase: &Phrase) -> bool {
    let of = phrase.after.iter().any(|&index| {
        let text = phrase.words.bare(index);
        text.starts_with('的') || text.ends_with('的')
    });
    of && is_ratio(phrase, phrase.end()) || bracket_and_rate(phrase)
}

/// 1000万美元（其中加工贸易200万美元）的31.4%: a bracket stands between.
fn bracket_and_rate(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let open = phrase.end();
    let Some(close) =
        words.words.get(open).filter(|word| word.kind == Kind::Open).and_then(|_| words.closing(open))
    else {
        return false;
    };
    let of = words.words.get(close + 1).is_some_and(|word| {
        word.kind == Kind::Text && words.text_of(close + 1).trim_start().starts_with('的')
    });
    of && is_ratio(phrase, close + 2)
}

fn is_ratio(phrase: &Phrase, at: usize) -> bool {
    match phrase.words.words.get(at).map(|word| word.kind) {
        Some(Kind::Quantity(index)) => {
            let quantity = &phrase.words.quantities[index];
            matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Multiple | QuantityKind::Tenths)
                || quantity.unit_text.is_empty()
        }
        _ => false,
    }
}
