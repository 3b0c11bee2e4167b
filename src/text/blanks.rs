//! Blanks and other characters inside words and numbers, which say nothing.

use super::{Letters, Span, is_digit, is_han, is_toned};

/// One blank in so many letters or more is spaced writing, and no sign between two things.
const SPACED: usize = 12;
/// No letter is spoken in more letters than this: zhuāng.
const SYLLABLE: usize = 6;
/// A line of so many characters is running text.
const RUNNING: usize = 20;

/// The blanks of spaced writing (完 成 投 资) in a line.
///
/// A blank may also stand between two things (目标任务 完成情况): those stay, unless the line is running text, or
/// they stand in its label (进 展：), or a word would be torn (`whole`).
pub(super) fn blanks(
    text: &str,
    line: Span,
    labelled: impl Fn(&str) -> bool,
    whole: impl Fn(&str, &str) -> bool,
) -> Vec<Span> {
    let words = line.text(text);
    if !holds_blank(words) {
        return Vec::new();
    }
    let (mut found, pairs) = between_letters(words, line.start);
    let stops = words.matches(['，', '。', ',', '；']).count();
    if found.len() * 2 > pairs {
        found.extend(beside_signs(words, line.start));
        return found;
    }
    if words.contains(['，', '。']) && found.len() * SPACED >= pairs {
        return found;
    }
    let head = line.start + words.find(['：', ':']).unwrap_or(words.len());
    let bare: String = words.chars().filter(|letter| !is_blank(*letter)).collect();
    let spaced_label = labelled(&bare) && !labelled(words);
    let long = stops > 1 && words.chars().nth(RUNNING).is_some() || stops > 2;
    let torn = |blank: &Span| long && whole(&text[line.start..blank.start], &text[blank.end..line.end]);
    found.retain(|blank| spaced_label && blank.end <= head || torn(blank));
    found
}

/// Single blanks between two letters, and how many pairs of letters there are.
fn between_letters(words: &str, start: usize) -> (Vec<Span>, usize) {
    let (mut found, mut pairs) = (Vec::new(), 0);
    // A run of blanks is looked over once, behind the letter before it.
    for (at, letter) in words.char_indices().filter(|(_, letter)| is_han(*letter)) {
        let after = at + letter.len_utf8();
        let rest = &words[after..];
        let bare = rest.trim_start_matches(is_blank);
        let width = rest.len() - bare.len();
        if bare.starts_with(is_han) {
            pairs += 1;
            if width > 0 && rest.chars().take_while(|c| is_blank(*c)).count() == 1 {
                found.push(Span::new(start + after, start + after + width));
            }
        }
    }
    (found, pairs)
}

/// The blanks around the stops and brackets of spaced writing: 一 、 指 标.
fn beside_signs(words: &str, start: usize) -> Vec<Span> {
    let sign = |c: char| "、，。；：（）()《》“”".contains(c);
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let beside = |three: &[(usize, char)]| {
        is_blank(three[1].1)
            && !is_blank(three[0].1)
            && !is_blank(three[2].1)
            && (sign(three[0].1) || sign(three[2].1))
    };
    let blanks = letters.windows(3).filter(|three| beside(three)).map(|three| three[1]);
    blanks.map(|(at, c)| Span::new(start + at, start + at + c.len_utf8())).collect()
}

/// Characters without a width, how letters are spoken, runs of question marks that stand for lost blanks, and the blanks inside numbers;
/// `goes_on` where the line is the rest of the one above.
pub(super) fn noise(text: &str, line: Span, goes_on: bool) -> Vec<Span> {
    let words = line.text(text);
    let mut found = if may_hold_widthless(words) { widthless(words, line.start) } else { Vec::new() };
    if words.bytes().any(|byte| (0xc3..=0xc7).contains(&byte)) {
        found.extend(spoken(words, line.start));
    }
    let lost = if words.contains("??") { words } else { "" };
    for (at, _) in lost.match_indices("??") {
        let length = words[at..].len() - words[at..].trim_start_matches('?').len();
        found.push(Span::new(line.start + at, line.start + at + length));
    }
    if DIGITS.are_in(words) && holds_blank(words) {
        found.extend(decimal_blanks(words, line.start, goes_on));
        found.extend(spaced_digits(words, line.start));
    }
    found
}

static BLANKS: Letters = Letters::of(" \u{3000}\u{a0}");
static DIGITS: Letters = Letters::of("0123456789０１２３４５６７８９");

fn holds_blank(words: &str) -> bool {
    BLANKS.are_in(words)
}

/// False for most lines: no letter of theirs begins as a character without a width does.
fn may_hold_widthless(words: &str) -> bool {
    words.bytes().fold(false, |found, byte| found | (byte == 0xc2) | (byte == 0xe2))
        || words.contains('\u{feff}')
}

fn widthless(words: &str, start: usize) -> Vec<Span> {
    let none = |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let found = words.char_indices().filter(|(_, c)| none(*c));
    found.map(|(at, c)| Span::new(start + at, start + at + c.len_utf8())).collect()
}

/// How the letter before it is spoken, as pages for learners write it: 推進(jìn), 小區qū.
fn spoken(words: &str, start: usize) -> Vec<Span> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = words[from..].find(is_toned).map(|at| from + at) {
        let latin = |c: &char| c.is_ascii_lowercase() || is_toned(*c);
        let left: usize = words[from..at].chars().rev().take_while(latin).map(char::len_utf8).sum();
        let right: usize = words[at..].chars().take_while(latin).map(char::len_utf8).sum();
        let (begin, end) = (at - left, at + right);
        let bare = words[..begin].ends_with(is_han);
        let open = words[..begin].trim_end_matches(['(', '（']);
        let close = words[end..].chars().next().filter(|c| matches!(c, ')' | '）'));
        match close {
            _ if words[begin..end].chars().count() > SYLLABLE => {}
            _ if bare => found.push(Span::new(start + begin, start + end)),
            Some(close) if open.len() < begin && open.ends_with(is_han) => {
                found.push(Span::new(start + open.len(), start + end + close.len_utf8()));
            }
            _ => {}
        }
        from = end;
    }
    found
}

/// The blank of 20. 7 and of 20 .7 in the middle of a sentence; 1. 50个 at its head is a list.
fn decimal_blanks(words: &str, start: usize, goes_on: bool) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, point) in words.match_indices(['.', '．']) {
        let (before, after) = (&words[..at], &words[at + point.len()..]);
        let whole = before.trim_end_matches(is_blank);
        let digits = whole.trim_end_matches(is_digit);
        let rest = after.trim_start_matches(is_blank);
        let gap = before.len() - whole.len() + after.len() - rest.len();
        let lead = digits.trim_end_matches(is_blank);
        let inside = digits.len() < whole.len()
            && (goes_on && lead.is_empty()
                || lead
                    .trim_end_matches(is_blank)
                    .ends_with(|c: char| is_han(c) || "%％、~-—（(≥≤<>".contains(c)));
        let fraction = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        if inside && gap > 0 && gap <= 2 && (1..=3).contains(&fraction) {
            found.push(Span::new(start + whole.len(), start + at));
            found.push(Span::new(start + at + point.len(), start + words.len() - rest.len()));
        }
    }
    found
}

/// The blanks of 2 0 2 3年: three digits or more, each by itself; beside such a number those of 1 2座, too.
fn spaced_digits(words: &str, start: usize) -> Vec<Span> {
    let (mut found, mut run): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut pairs: Vec<Span> = Vec::new();
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let spaced = is_digit(letters[at].1)
            && letters.get(at + 1).is_some_and(|(_, c)| is_blank(*c))
            && letters.get(at + 2).is_some_and(|(_, c)| is_digit(*c))
            && letters.get(at + 3).is_none_or(|(_, c)| !is_digit(*c))
            && (at == 0 || !is_digit(letters[at - 1].1));
        if spaced {
            let (from, blank) = letters[at + 1];
            run.push(Span::new(start + from, start + from + blank.len_utf8()));
            at += 2;
            continue;
        }
        match run.len() {
            0 | 1 => pairs.append(&mut run),
            _ => found.append(&mut run),
        }
        at += 1;
    }
    if !found.is_empty() {
        found.append(&mut pairs);
        found.sort_by_key(|blank| blank.start);
    }
    found
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{3000}' | '\u{a0}')
}
