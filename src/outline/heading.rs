//! Heading and list markers.
//!
//! ```text
//! marker = chinese "、"                      level 0   一、
//!        | "第" chinese ("部分" | "章" | "篇")  level 0   第一部分, over 一、
//!        | "（" chinese "）"                 level 1   （一）
//!        | digits ("." | "、" | "．")        level 2   1.  (no digit after the dot)
//!        | "（" digits "）" | circled        level 3   (1) ①
//!        | kind (chinese | digits) ("：" | "、")  level 2   项目一：
//!        | bullet                            level 4   ● ├─
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::{one_of, satisfy},
    combinator::{not, peek, recognize},
    sequence::{delimited, terminated},
};

use crate::text::{Letters, is_digit, is_han};

/// A marker at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// 0 for 一、 to 4 for a bullet.
    pub level: u8,
    /// As printed, without its punctuation: 一, 12.
    pub number: String,
    /// Bytes that the marker covers.
    pub length: usize,
}

impl Marker {
    /// How high it stands among the headings of a document: 一、 stands under 壹、.
    pub(super) fn rank(&self) -> u8 {
        let formal = self.level == 0 && !self.number.starts_with(is_plain);
        if formal { 0 } else { self.level + 1 }
    }
}

/// The marker that a line starts with.
#[must_use]
pub fn marker(line: &str) -> Option<Marker> {
    // The first character tells which marker it can be; most lines and most places of a line begin with none.
    let found = match line.chars().next()? {
        '（' | '(' => alt((bracketed_chinese, bracketed_digits)).parse(line),
        '①'..='⑳' => circled(line),
        '第' => parted(line),
        '项' | '事' | '任' | '实' | '工' | '目' => named(line),
        c if is_digit(c) => dotted(line),
        c if is_numeral(c) => chinese(line),
        c if is_han(c) => return None,
        _ => bullet(line),
    };
    let (rest, (level, number)) = found.ok()?;
    Some(Marker { level, number: number.to_owned(), length: line.len() - rest.len() })
}

/// True for a Chinese numeral of a marker.
fn is_numeral(c: char) -> bool {
    is_plain(c) || FORMAL.has(c)
}

/// True for a Chinese numeral as it is written every day.
fn is_plain(c: char) -> bool {
    PLAIN.has(c)
}

static PLAIN: Letters = Letters::of("一二三四五六七八九十百");
/// Numerals as they are written on cheques, in both scripts.
static FORMAL: Letters = Letters::of("壹贰叁参肆伍陆柒捌玖拾貳參叄陸");

type Found<'a> = IResult<&'a str, (u8, &'a str)>;

fn numeral(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 3, is_numeral).parse(text)
}

fn digits(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 3, is_digit).parse(text)
}

fn chinese(line: &str) -> Found<'_> {
    terminated(numeral, one_of("、.．")).map(|number| (0, number)).parse(line)
}

fn parted(line: &str) -> Found<'_> {
    let part = (tag("第"), numeral, alt((tag("部分"), tag("章"), tag("篇"))));
    terminated(recognize(part), take_while_m_n(0, 2, |c| matches!(c, ' ' | '\u{3000}' | '：' | ':')))
        .map(|number| (0, number))
        .parse(line)
}

fn bracketed_chinese(line: &str) -> Found<'_> {
    delimited(one_of("（("), numeral, one_of("）)")).map(|number| (1, number)).parse(line)
}

fn dotted(line: &str) -> Found<'_> {
    terminated(digits, (one_of(".．、"), not(peek(satisfy(is_digit))))).map(|number| (2, number)).parse(line)
}

fn bracketed_digits(line: &str) -> Found<'_> {
    delimited(one_of("（("), digits, one_of("）)")).map(|number| (3, number)).parse(line)
}

fn circled(line: &str) -> Found<'_> {
    recognize(satisfy(|c| ('①'..='⑳').contains(&c))).map(|number| (3, number)).parse(line)
}

/// 项目一：, 任务3：.
fn named(line: &str) -> Found<'_> {
    let kinds = alt((tag("项目"), tag("事项"), tag("任务"), tag("实事"), tag("工程"), tag("目标")));
    delimited(kinds, alt((numeral, digits)), one_of("：:、")).map(|number| (2, number)).parse(line)
}

fn bullet(line: &str) -> Found<'_> {
    alt((recognize(one_of("●■◆○▪•★☆◎·")), branch)).map(|number| (4, number)).parse(line)
}

/// ├─ of a list that is drawn as a tree; the border of a table goes on with strokes.
fn branch(line: &str) -> IResult<&str, &str> {
    let strokes = take_while_m_n(1, 2, |c| matches!(c, '─' | '━'));
    let border = satisfy(|c| ('\u{2500}'..='\u{257f}').contains(&c));
    recognize((one_of("├└┣┗╰"), strokes, not(peek(border)))).parse(line)
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn markers_have_levels_and_decimals_are_none() {
        for (line, level) in [
            ("一、修路", 0),
            ("（二）修路", 1),
            ("12.修路", 2),
            ("(3)修路", 3),
            ("①修路", 3),
            ("●修路", 4),
            ("├─ 修路", 4),
            ("└──修路", 4),
        ] {
            assert_eq!(marker(line).map(|found| found.level), Some(level), "{line}");
        }
        for line in ["1.5万户", "１.５万户", "修路", "2023年", "一是修路", "├──┼──┤", "└───┘", "│ 修路"]
        {
            assert_eq!(marker(line), None, "{line}");
        }
    }
}
