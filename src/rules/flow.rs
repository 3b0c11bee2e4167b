//! What stretch of time a figure adds up over, from the last words before it that name one.
//!
//! ```text
//! 6月份新增停车位60个                   month
//! 二季度新增停车位210个                 quarter
//! 6月份新增60个，1—6月累计新增360个     month, year_to_date
//! 开工以来完成投资3亿元                 since_start
//! ```

use unicode_normalization::UnicodeNormalization;

use super::FindingWords;
use crate::text::{Source, Span};

/// How far back a figure looks for the words that date it, in characters.
const BACK: usize = 120;
/// The lists, each with its code in the column `flow_period`.
const LISTS: [(FindingWords, &str); 4] = [
    (FindingWords::Month, "month"),
    (FindingWords::Quarter, "quarter"),
    (FindingWords::YearToDate, "year_to_date"),
    (FindingWords::SinceStart, "since_start"),
];

/// The words of the lists letter by letter, dashes of every kind as one, each with its code.
#[derive(Clone, Debug)]
pub(super) struct Stretches(Vec<Stretch>);

#[derive(Clone, Debug)]
struct Stretch {
    letters: Vec<char>,
    /// A bit for each of its letters, by the last bits of the letter.
    bits: u128,
    code: &'static str,
}

impl Stretches {
    pub(super) fn of(words: impl Fn(FindingWords) -> Vec<String>) -> Self {
        let stretch = |word: String, code| {
            let letters: Vec<char> = word.chars().map(dash).collect();
            let bits = letters.iter().filter(|c| **c != '#').fold(0, |bits, c| bits | bit(*c));
            Stretch { letters, bits, code }
        };
        let list =
            |(list, code)| words(list).into_iter().map(move |word| stretch(word, code)).collect::<Vec<_>>();
        Self(LISTS.into_iter().flat_map(list).collect())
    }

    /// The code of a figure; `None` where its sentence does not say.
    pub(super) fn period(&self, source: &Source, figure: Span) -> Option<&'static str> {
        let before = source.text.get(..figure.start)?;
        let near = before.char_indices().rev().take(BACK);
        let near = near.take_while(|(_, c)| !['。', '\n', '！', '？'].contains(c));
        let start = near.last().map_or(before.len(), |(at, _)| at);
        let plain: Vec<char> = folded(&before[start..]);
        // Most words have a letter that does not stand there.
        let known = plain.iter().fold(0, |known, c| known | bit(*c));
        let words = self.0.iter().filter(|word| known & word.bits == word.bits);
        let found = words.filter_map(|word| last(&plain, &word.letters).map(|span| (span, word.code)));
        found.max_by_key(|((start, end), _)| (*end, std::cmp::Reverse(*start))).map(|(_, code)| code)
    }
}

/// A text letter by letter in plain forms, dashes of every kind as one, blanks left out.
fn folded(text: &str) -> Vec<char> {
    let kept = |c: char| Some(dash(c)).filter(|c| !c.is_whitespace());
    match text.chars().all(is_plain) {
        true => text.chars().map(narrow).filter_map(kept).collect(),
        false => text.nfkc().filter_map(kept).collect(),
    }
}

/// True for letters and signs that stand for themselves, and for those of full width.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '“' | '”' | '‘' | '’' | '—' | '\u{ff01}'..='\u{ff5e}'
        )
}

/// A character of full width as that of half width.
fn narrow(c: char) -> char {
    let wide = ('\u{ff01}'..='\u{ff5e}').contains(&c);
    Some(c).filter(|_| wide).and_then(|c| char::from_u32(u32::from(c) - 0xfee0)).unwrap_or(c)
}

/// The bit of a character in a set of 128.
fn bit(letter: char) -> u128 {
    1 << (u32::from(letter) % u128::BITS)
}

/// Dashes of every kind as one.
fn dash(c: char) -> char {
    match c {
        '-' | '‐' | '‑' | '–' | '—' | '−' | '~' | '～' | '－' | '至' | '到' => '-',
        other => other,
    }
}

/// Where a word stands last, `#` for any number.
fn last(text: &[char], word: &[char]) -> Option<(usize, usize)> {
    let begins = |c: &char| match word.first() {
        Some('#') => is_number(*c),
        first => first == Some(c),
    };
    let starts = (0..text.len()).rev().filter(|&start| begins(&text[start]));
    let mut found = starts.filter_map(|start| Some((start, start + matched(&text[start..], word)?)));
    found.next()
}

/// How many characters at the start of a text a word takes.
fn matched(text: &[char], word: &[char]) -> Option<usize> {
    let mut at = 0;
    for letter in word {
        if *letter == '#' {
            let digits = text[at..].iter().take(4).take_while(|c| is_number(**c)).count();
            at += Some(digits).filter(|digits| *digits > 0)?;
        } else if text.get(at) == Some(letter) {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

fn is_number(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两' | '〇')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{dash, folded, is_plain};
    use crate::{
        rules::Rulebook,
        text::{Source, Span},
    };

    #[test]
    fn letters_and_signs_are_folded_as_their_plain_forms_are() {
        let plain: String = (0..0x1_0000).filter_map(char::from_u32).filter(|c| is_plain(*c)).collect();
        let full: Vec<char> = plain.nfkc().map(dash).filter(|c| !c.is_whitespace()).collect();
        assert_eq!(folded(&plain), full);
    }

    #[test]
    fn the_last_words_before_a_figure_date_it() {
        let rules = Rulebook::builtin().unwrap();
        for (text, code) in [
            ("6月份新增停车位|60个", Some("month")),
            ("6月份新增停车位60个，1—6月累计新增停车位|360个", Some("year_to_date")),
            ("本月完成60个，今年以来累计完成|360个", Some("year_to_date")),
            ("二季度新增停车位|210个", Some("quarter")),
            ("一季度新增停车位|260个", Some("year_to_date")),
            ("截至2024年6月，新增停车位|360个", Some("year_to_date")),
            ("6月30日前，新增停车位|360个", Some("year_to_date")),
            ("1至十月新增停车位|360个", Some("year_to_date")),
            ("项目开工以来完成投资|3亿元", Some("since_start")),
            ("6月份新增60个。改造小区|12个", None),
            ("改造小区|12个", None),
        ] {
            let at = text.find('|').unwrap();
            let source = Source::new("a.txt", text.replacen('|', "", 1));
            let figure = Span { start: at, end: at + 2 };
            assert_eq!(rules.findings.flow_period(&source, figure), code, "{text}");
        }
    }
}
