//! The ends of a name: signs and small words that none begins or ends with.

use crate::{
    rules::{NameLists, NameWords},
    text::{Letters, Span, bare, is_han},
};

/// Longest name, in characters; what is longer is cut from its left.
const NAME_CHARS: usize = 40;
/// Most members of an enumeration that is kept whole.
const MEMBERS: usize = 12;
/// Longest member of an enumeration of names, in characters.
const MEMBER_CHARS: usize = 16;

/// Characters that no name begins or ends with.
static EDGES: Letters = Letters::of("的了、，,：: ·-—－和及与/“”\"≥≤＝=><＞＜》《.．。；;()（）├└─│");

fn is_edge(letter: char) -> bool {
    EDGES.has(letter)
}

/// A name without the characters that none begins or ends with; a name of one character keeps its neighbour.
fn edged<'n>(name: &'n str, names: &NameLists) -> &'n str {
    // 及格率 begins with no 及.
    let whole = name.starts_with(is_edge) && names.begins(NameWords::Whole, name);
    let begun = if whole { name } else { name.trim_start_matches(is_edge) };
    let kept = begun.trim_end_matches(is_edge);
    let one = !kept.is_empty() && kept.chars().nth(1).is_none();
    if one || kept.len() == name.len() { name } else { quoted(name, kept) }
}

/// A part of a name with the quotation mark that was cut from one it holds: “家门口”服务站.
fn quoted<'n>(name: &'n str, kept: &'n str) -> &'n str {
    let Span { start, end } = Span::of(name, kept);
    for (open, close) in [('“', '”'), ('《', '》'), ('"', '"')] {
        let odd = || kept.matches(open).count() % 2 == 1;
        let more = |one: char, other: char| match one == other {
            true => odd(),
            false => kept.matches(one).count() > kept.matches(other).count(),
        };
        if name[..start].ends_with(open) && more(close, open) {
            return &name[start - open.len_utf8()..end];
        }
        if name[end..].starts_with(close) && more(open, close) {
            return &name[start..end + close.len_utf8()];
        }
    }
    kept
}

/// A name without months whose dash was lost: 111月份投资.
fn month_lost(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let months = ["月份", "月底", "月"].iter().find_map(|month| rest.strip_prefix(month));
    months.filter(|_| rest.len() < name.len()).unwrap_or(name)
}

/// 承担“无障碍改造: what stands in a quote that goes on behind the name, where it is long enough for one.
fn within(name: &str) -> &str {
    let open = name.rfind('“').filter(|&open| !name[open..].contains('”'));
    let inside = open.map(|open| &name[open + '“'.len_utf8()..]);
    inside.filter(|inside| inside.chars().nth(QUOTED_CHARS).is_some()).unwrap_or(name)
}

/// Most names hold none, and are passed quickly.
static QUOTES: Letters = Letters::of("“”");

/// 周转房”一项: what stands in a quote that began before the name.
fn closed(name: &str) -> &str {
    let close = name.find('”').filter(|&close| close > 0 && !name[..close].contains('“'));
    close.map_or(name, |close| &name[..close])
}

/// Shortest name in a quote that needs no words before it, in characters, less one.
const QUOTED_CHARS: usize = 3;

/// A name without a year of which a part was left out: 20**年省级…, 20XX年度….
fn year_blank(name: &str) -> &str {
    let rest = name.strip_prefix("20").unwrap_or(name);
    let behind = rest.trim_start_matches(['*', '×', 'x', 'X', '＊', '_', '＿', '某', '-']);
    let years = ["年度", "年"].iter().find_map(|year| behind.strip_prefix(year));
    years.filter(|_| behind.len() < rest.len()).unwrap_or(name)
}

/// A name without the small words at its ends, copied.
pub(crate) fn trim(name: &str, names: &NameLists) -> String {
    trimmed(name, names).to_owned()
}

/// A name without the small words at its ends.
pub(crate) fn trimmed<'n>(name: &'n str, names: &NameLists) -> &'n str {
    let name = bare(name);
    // What was lost of a date stands before digits and marks.
    let dated = !name.starts_with(|c| is_han(c) && c != '某');
    let name = if dated { year_blank(month_lost(name)) } else { name };
    let mut name = edged(if QUOTES.are_in(name) { within(closed(name)) } else { name }, names);
    loop {
        let before = name;
        name = without_trailing(without_leading(name, names), names);
        // What neither took anything of has lost its edges before.
        if name.len() == before.len() {
            break;
        }
        name = edged(name, names);
        if name.chars().nth(2).is_none() {
            break;
        }
    }
    if name.len() <= NAME_CHARS || name.chars().nth(NAME_CHARS).is_none() {
        return name;
    }
    let count = name.chars().count();
    // An enumeration of names that 分别 hands out is as long as its members.
    let members = (name.matches('、').count() + 1).min(MEMBERS);
    let long = count
        .checked_sub(NAME_CHARS.max(members * MEMBER_CHARS))
        .and_then(|over| name.char_indices().nth(over));
    long.map_or(name, |(at, _)| &name[at..])
}

/// What is left of a name that was trimmed before, trimmed again where that can change it.
pub(crate) fn retrimmed<'n>(left: &'n str, name: &str, names: &NameLists) -> &'n str {
    let same = left.len() == name.len() && left.len() <= NAME_CHARS && left.chars().nth(2).is_some();
    match same && left.starts_with(is_han) && !QUOTES.are_in(left) {
        true => left,
        false => trimmed(left, names),
    }
}

/// A name without the small words that it begins with, each taken once, in their order.
fn without_leading<'n>(mut name: &'n str, names: &NameLists) -> &'n str {
    let mut from = 0;
    loop {
        let mut found = names.list(NameWords::Leading).starts(name, from);
        let taken = found.find(|(_, rest)| rest.chars().nth(1).is_some());
        match taken.filter(|_| !names.begins(NameWords::Whole, name)) {
            Some((place, rest)) => (name, from) = (rest, place + 1),
            None => return name,
        }
    }
}

/// A name without the small words that it ends with, each taken once, in their order.
fn without_trailing<'n>(mut name: &'n str, names: &NameLists) -> &'n str {
    let mut from = 0;
    loop {
        let mut found = names.list(NameWords::Trailing).ends(name, from);
        // 合作社总数 of 合作社总数达: 总 stands in no name alone.
        let whole = |rest: &str| rest.ends_with('总') && name[rest.len()..].starts_with('数');
        match found.find(|(_, rest)| rest.chars().nth(1).is_some()) {
            Some((_, rest)) if whole(rest) => return &name[..rest.len() + '数'.len_utf8()],
            Some((place, rest)) => (name, from) = (rest, place + 1),
            None => return name,
        }
    }
}

/// A name without the words in it that only lead on: 路口进行渠化改造, 每个社区至少开展讲座; 促进行动 and 做好 are words.
pub(crate) fn led(name: &str, names: &NameLists) -> String {
    let mut name = name.to_owned();
    if !names.holds(NameWords::LeadingVerb, &name) {
        return name;
    }
    for verb in names.words(NameWords::LeadingVerb) {
        let small = |at: usize| {
            let (before, rest) = (&name[..at], &name[at + verb.len()..]);
            let word =
                before.ends_with(['促', '推', '改', '先', '引']) || names.begins(NameWords::HowEnded, rest);
            before.chars().nth(1).is_some() && rest.chars().nth(1).is_some() && !word
        };
        if let Some(at) = name.find(verb.as_str()).filter(|&at| small(at)) {
            name.replace_range(at..at + verb.len(), "");
        }
    }
    name
}

/// True for a name in which no word names anything: 的是, 全省还, 晚24时.
pub(crate) fn is_void(name: &str, names: &NameLists) -> bool {
    let small = [NameWords::Leading, NameWords::Function, NameWords::Own];
    let first = |letter: char| is_edge(letter) || letter.is_ascii_digit() || letter.is_ascii_punctuation();
    let mut rest = name.trim_start_matches(first);
    while let Some(behind) = small.into_iter().find_map(|list| names.behind(list, rest)) {
        rest = behind.trim_start_matches(first);
    }
    rest.is_empty()
}

/// Two names as one, what both say at the seam once: 冬小麦播种面积 of 冬小麦播种 and 播种面积.
pub(crate) fn joined(whole: &str, part: &str) -> String {
    let begins = part.char_indices().map(|(at, _)| &part[..at]).rev();
    let seam = begins.filter(|begin| begin.chars().nth(1).is_some()).find(|begin| whole.ends_with(begin));
    format!("{whole}{}", &part[seam.map_or(0, str::len)..])
}
