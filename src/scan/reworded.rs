//! A text as it is said: 15k is 15千, 半小时 is 0.5小时, 三千 八百 is 三千八百.

use rust_decimal::Decimal;

use super::{
    aloud::aloud,
    digits::{chinese_digit, digit, is_chinese, is_digit, scale},
};
use crate::{rules::Rulebook, text::Span};

/// Blanks that may stand inside a number.
const BLANKS: [char; 4] = [' ', '\u{3000}', '\u{a0}', '\t'];

/// A text as it is said, and where it differs from the text as it is printed.
pub(super) struct Reworded {
    pub(super) text: String,
    changes: Vec<Change>,
}

/// What is said for some printed words.
struct Change {
    said: Span,
    printed: Span,
}

impl Reworded {
    /// The text with its abbreviations written out and the blanks within its numerals left out.
    pub(super) fn of(printed: &str, rules: &Rulebook) -> Self {
        let mut said = Self { text: String::with_capacity(printed.len()), changes: Vec::new() };
        let mut at = 0;
        while let Some(c) = printed[at..].chars().next() {
            let past = at + c.len_utf8();
            at = match said.word(printed, at, rules) {
                Some((words, end)) => {
                    let start = said.text.len();
                    said.text.push_str(&words);
                    let (said_at, printed) = (Span::new(start, said.text.len()), Span::new(at, end));
                    said.changes.push(Change { said: said_at, printed });
                    end
                }
                None => {
                    said.text.push(c);
                    past
                }
            };
        }
        said
    }

    /// The place in the text as it is printed.
    pub(super) fn printed(&self, span: Span) -> Span {
        let last = span.end.saturating_sub(1).max(span.start);
        let start = self.place(span.start, |change| change.printed.start);
        let end = self.place(last, |change| change.printed.end - 1) + 1;
        Span::new(start, end.max(start))
    }

    /// Where a byte is printed; one that is only said stands where `of` says.
    fn place(&self, at: usize, of: impl Fn(&Change) -> usize) -> usize {
        let next = self.changes.partition_point(|change| change.said.start <= at);
        match next.checked_sub(1).map(|index| &self.changes[index]) {
            Some(change) if at < change.said.end => of(change),
            Some(change) => change.printed.end + at - change.said.end,
            None => at,
        }
    }

    /// What is said for the words at a place, where that is something else, and where they end.
    fn word(&self, printed: &str, at: usize, rules: &Rulebook) -> Option<(String, usize)> {
        let rest = &printed[at..];
        let c = rest.chars().next()?;
        let before = self.text.chars().next_back();
        let after = &rest[c.len_utf8()..];
        let spoken = |words: &str| Some((words.to_owned(), at + c.len_utf8()));
        match c {
            _ if BLANKS.contains(&c) => self.blank(rest).map(|length| (String::new(), at + length)),
            'G' if rest.starts_with("GBP") => {
                aloud(&self.text, rest).map(|(words, length)| (words, at + length))
            }
            'k' | 'K' | 'w' | 'W' | 'M' | 'G' | 'ｋ' | 'Ｋ' => {
                let alone = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
                let fits = before.is_some_and(is_digit) && (c != 'G' || self.fraction());
                spoken(thousands(c)).filter(|_| alone && fits)
            }
            '.' => {
                let leads = !before.is_some_and(|c| is_digit(c) || c == '.' || c.is_ascii_alphabetic());
                spoken("0.").filter(|_| leads && after.starts_with(is_digit))
            }
            '参' if self.formal(after) => spoken("叁"),
            '点' if self.text.ends_with("分之") => spoken("零点"),
            '百' | '千' | '万' if colloquial(before, after) => spoken(&format!("一{c}")),
            '对' if after.starts_with('折') => spoken("5"),
            _ if is_digit(c) => {
                let found = scientific(before, rest).or_else(|| slashed(before, rest));
                let found = found.or_else(|| aloud(&self.text, rest));
                found.map(|(words, length)| (words, at + length))
            }
            _ => {
                let found = half(before, rest, rules).map(|(words, length)| (words.to_owned(), length));
                found.or_else(|| aloud(&self.text, rest)).map(|(words, length)| (words, at + length))
            }
        }
    }

    /// True where 参 is three, among numerals as they are written on cheques.
    fn formal(&self, after: &str) -> bool {
        let formal = |c: char| "壹贰叁肆伍陆柒捌玖拾佰仟".contains(c);
        self.text.ends_with(formal)
            || self.text.ends_with("佰零")
            || after.starts_with(formal)
            || after.starts_with('万')
    }

    /// True where the number that the text ends with has a point.
    fn fraction(&self) -> bool {
        self.text.trim_end_matches(is_digit).ends_with('.')
    }

    /// The blanks that a text starts with, where they stand inside a number.
    fn blank(&self, rest: &str) -> Option<usize> {
        let before = self.text.chars().next_back().filter(|c| !BLANKS.contains(c))?;
        let after = rest.trim_start_matches(BLANKS);
        let next = after.chars().next()?;
        let numeral = |c: char| is_digit(c) || is_chinese(c);
        let (scaled, spoken) = (|c: char| scale(c).is_some(), |c: char| chinese_digit(c).is_some());
        let sign = matches!(before, '-' | '−' | '－' | '负')
            && !self.text[..self.text.len() - before.len_utf8()].ends_with(char::is_alphanumeric);
        let joined = match (before, next) {
            (one, other) if numeral(one) && scaled(other) || scaled(one) && is_chinese(other) => true,
            ('分', '之') | ('个', '百') | ('百', '分') | ('分', '点') => true,
            (one, '点' | '余' | '多' | '几' | '又' | '个' | '折' | '成') => numeral(one),
            ('点', other) => is_digit(other) || spoken(other),
            ('几' | '余' | '多', other) => scaled(other),
            ('又', other) => numeral(other) && self.text.trim_end_matches('又').ends_with(numeral),
            (one, '分') => numeral(one) && after['分'.len_utf8()..].trim_start().starts_with('之'),
            ('之', other) => self.text.ends_with("分之") && (numeral(other) || other == '负'),
            (one, 'k' | 'K' | 'M' | 'w' | 'W') => is_digit(one),
            (_, other) => sign && numeral(other),
        };
        joined.then(|| rest.len() - after.len())
    }
}

fn thousands(c: char) -> &'static str {
    match c {
        'w' | 'W' => "万",
        'M' => "百万",
        'G' => "十亿",
        _ => "千",
    }
}

/// 半 before a unit is 0.5, 半百 is 50 and 半折 half the price; 个半 is one and a half, 三年半 three and a half.
fn half<'w>(before: Option<char>, rest: &str, rules: &Rulebook) -> Option<(&'w str, usize)> {
    let counted = before.is_some_and(|c| is_digit(c) || is_chinese(c));
    let unit = |words: &str| {
        let after = rest.strip_prefix(words)?;
        rules.units.at_start(after).map(|_| after)
    };
    let found = match rest.chars().next()? {
        '半' if counted || before == Some('个') => None,
        '半' if rest.starts_with("半百") && !rest.starts_with("半百分") => Some(("50", "半百")),
        '半' if rest.starts_with("半折") => Some(("5", "半")),
        '半' => unit("半").map(|_| ("0.5", "半")),
        '一' if rest.starts_with("一半") => Some(("0.5", "一半")),
        '个' if rest.starts_with("个半钟") => {
            Some((if counted { "个半小时" } else { "1.5小时" }, "个半钟"))
        }
        '个' if counted => None,
        '个' if rest.starts_with("个半月") => Some(("1.5个", "个半")),
        '个' => (rest == "个半" || unit("个半").is_some()).then_some(("1.5", "个半")),
        '年' if counted && rest.starts_with("年半") => {
            Some((if before.is_some_and(is_digit) { ".5年" } else { "点五年" }, "年半"))
        }
        '分' if counted && rest.starts_with("分半钟") => {
            Some((if before.is_some_and(is_digit) { ".5分钟" } else { "点五分钟" }, "分半钟"))
        }
        _ => None,
    };
    found.map(|(words, printed)| (words, printed.len()))
}

/// 千三 is 1300, and 百二十 120: one is not said.
fn colloquial(before: Option<char>, after: &str) -> bool {
    let mut digits = after.chars();
    let first = digits.next().and_then(chinese_digit).is_some_and(|digit| digit > 0);
    !before.is_some_and(char::is_alphanumeric)
        && first
        && digits.next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '万' | '亿' | '十'))
}

/// 16/5 and 1 3/5: fractions above one, and how many bytes they take; the smaller ones the grammar reads.
fn slashed(before: Option<char>, rest: &str) -> Option<(String, usize)> {
    let digits = |text: &str| -> Option<(u32, usize)> {
        let run: String =
            text.chars().take(4).map_while(digit).filter_map(|d| char::from_digit(d, 10)).collect();
        let length = text.chars().take(run.len()).map(char::len_utf8).sum();
        Some((run.parse().ok().filter(|_| run.len() < 4)?, length))
    };
    if before.is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '／')) {
        return None;
    }
    let (mut whole, mut at) = (0, 0);
    let (mut share, mut length) = digits(rest)?;
    if let Some((next, used)) = rest[length..].strip_prefix(' ').and_then(digits) {
        (whole, at) = (share, length + 1);
        (share, length) = (next, used);
    }
    at += length;
    let stroke = rest[at..].chars().next().filter(|c| matches!(c, '/' | '／'))?;
    at += stroke.len_utf8();
    let (below, length) = digits(&rest[at..])?;
    at += length;
    let ends = !rest[at..].starts_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '/' | '／' | '.' | '-' | '月' | '日')
    });
    if below == 0 || !ends || whole == 0 && share < below && stroke == '/' && rest[..at].is_ascii() {
        return None;
    }
    let value = Decimal::from(share).checked_div(Decimal::from(below))?.checked_add(Decimal::from(whole))?;
    Some((value.normalize().to_string(), at))
}

/// 2e5 and -1.2E-3: the number in digits, and how many bytes it takes.
fn scientific(before: Option<char>, rest: &str) -> Option<(String, usize)> {
    if before.is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic() || c == '.') {
        return None;
    }
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = digits(rest);
    if let Some(after) = rest[end..].strip_prefix('.') {
        end += 1 + digits(after);
    }
    let after = rest[end..].strip_prefix(['e', 'E'])?;
    let sign = usize::from(after.starts_with(['+', '-']));
    let power = digits(&after[sign..]);
    let past = end + 1 + sign + power;
    if end > 20 || power == 0 || power > 2 || rest[past..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let value = Decimal::from_scientific(&rest[..past]).ok()?;
    Some((value.normalize().to_string(), past))
}

#[cfg(test)]
mod tests {
    use super::Reworded;
    use crate::rules::Rulebook;

    #[test]
    fn a_text_is_read_as_it_is_said() {
        let rules = Rulebook::builtin().unwrap();
        for (printed, said) in [
            ("薪酬10k~15k", "薪酬10千~15千"),
            ("三千 八百 九十六 万", "三千八百九十六万"),
            ("5km 30W 3M", "5km 30万 3百万"),
            ("半小时,半岛", "0.5小时,半岛"),
            ("个半小时", "1.5小时"),
            ("2e5", "200000"),
            (".5和1.5", "0.5和1.5"),
            ("三 四", "三 四"),
            ("6   个 百 分点", "6个百分点"),
            ("- 1,200", "-1,200"),
            ("16/5和1 3/5", "3.2和1.6"),
            ("三年半,一个半钟", "三点五年,一个半小时"),
            ("千三,百二十", "一千三,一百二十"),
        ] {
            assert_eq!(Reworded::of(printed, &rules).text, said);
        }
    }
}
