//! A header as it is written: its role, its unit, its year, and what it names.

use super::{
    header::{self, Header},
    value::is_percent,
};
use crate::{
    outline::dates,
    rules::{ColumnRole, HeaderWord, Rulebook, ends},
    scan::{UnitText, unit_text},
};

/// Reads a header cell; `None` where the text is too long for one, or a sentence.
pub(crate) fn header(text: &str, rules: &Rulebook) -> Option<Header> {
    let plain = short(text)?;
    let mut header = Header::default();
    let rest = brackets(&plain, &mut header, rules);
    let rest = period(&rest, &mut header);
    let rest = percent(&rest, &mut header, rules);
    let rest = if rest.chars().count() > 2 { rest.trim_end_matches('的') } else { &rest };
    header.words = String::with_capacity(rest.len());
    header.words.extend(rest.split(is_mark));
    let percent = header.unit.as_ref().is_some_and(is_percent);
    header.word = rules.layouts.header(&header.words, percent);
    // 进展情况、存在问题及下一步打算: what was done, and more.
    if matches!(header.role(), None | Some(ColumnRole::Background))
        && let Some((first, _)) = rest.split_once(['、', '及', '和', '与'])
    {
        let told = rules.layouts.header(first, percent).filter(|word| word.role == ColumnRole::Figure);
        header.word = told.filter(|word| word.start == 0).or(header.word);
    }
    // 白内障手术(完成/任务): the brackets say how its cells are written.
    if matches!(header.role(), None | Some(ColumnRole::Indicator | ColumnRole::Background))
        && bracketed(&plain).is_some_and(|inner| inner.contains('/') && is_figure(inner, rules))
    {
        let end = header.words.len();
        header.word = Some(HeaderWord { role: ColumnRole::Figure, start: end, end, keep: true });
    }
    // 市(林局): what stands before the brackets tells it, where the whole does not.
    if header.word.is_none()
        && let Some((first, _)) = plain.split_once(['(', '（'])
    {
        header.word = rules
            .layouts
            .header(first, percent)
            .filter(|word| header.words.starts_with(first) && word.end == first.len());
    }
    if header.role() == Some(ColumnRole::Background)
        && header.unit.is_some()
        && ends(&rules.layouts.names.textual, &header.words)
    {
        header.word = None;
    }
    header::weaken(&mut header, rules);
    header.unit = header.unit.take().or_else(|| counted(&header, rules));
    // A name before a role in one header: 责任单位/牵头领导.
    if header.word.is_none()
        && let Some((first, _)) = header.words.split_once(['/', '／'])
    {
        header.word = rules.layouts.header(first, percent);
    }
    Some(header)
}

/// What stands in the brackets that end a header.
fn bracketed(plain: &str) -> Option<&str> {
    let inner = plain.strip_suffix([')', '）'])?;
    Some(inner[inner.rfind(['(', '（'])?..].trim_start_matches(['(', '（']))
}

/// True for words that a list calls figures.
fn is_figure(words: &str, rules: &Rulebook) -> bool {
    rules.layouts.header(words, false).is_some_and(|word| word.role == ColumnRole::Figure && word.start == 0)
}

/// True for a mark that is no part of a header.
fn is_mark(letter: char) -> bool {
    matches!(letter, '、' | '，' | ',' | ':' | '：' | '*' | '"' | '“' | '”')
}

/// 户 of 计划户数: what a header counts, where it is one of goals or figures.
fn counted(header: &Header, rules: &Rulebook) -> Option<UnitText> {
    let measured = matches!(header.role(), Some(ColumnRole::Goal | ColumnRole::Figure));
    let rest = header.words.strip_suffix('数').filter(|_| measured)?;
    let (at, _) = rest.char_indices().next_back()?;
    let measure = rules.layouts.morphemes.is_measure(&header.words[at..]);
    unit_text(&rest[at..], rules).filter(|_| measure && at > 0)
}

/// True for a text that is no header, whatever is taken off: most lines of a report, told without copying them.
pub(super) fn is_long(text: &str) -> bool {
    let kept = |c: &char| !c.is_ascii() && !c.is_whitespace() && !FORMULA.contains(c);
    text.chars().filter(kept).nth(HEADER_CHARS).is_some() && !text.contains(CORNER_BLANKS)
}

/// A gap between the two names of a corner cell, in blanks: 费用项目          部门.
const CORNER_BLANKS: &str = "    ";

/// A header on one line: without blanks, marks, and English behind or under its Chinese; of a corner cell what names
/// the rows.
fn plain(text: &str) -> String {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !chinese(text) {
        return text.trim().to_owned();
    }
    // Most headers are one word without marks.
    if !text.contains(|c: char| c.is_whitespace() || "`*".contains(c)) {
        return without_formula(text).to_owned();
    }
    let corner = text.trim().rsplit(CORNER_BLANKS).next().filter(|last| last.chars().count() > 1);
    let corner = corner.filter(|last| chinese(last) && !last.contains('\n')).unwrap_or(text);
    let native = |word: &&str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        let foreign = letters > 1 && word.contains(|c: char| c.is_ascii_lowercase());
        !(foreign && word.is_ascii() && !word.contains(['(', '[', '/']))
    };
    let words = corner.split_whitespace().filter(native);
    let words: String = words.flat_map(str::chars).filter(|c| !"`*".contains(*c)).collect();
    without_formula(&words).to_owned()
}

/// A header without how its column is reckoned: 小计③=①+②.
fn without_formula(words: &str) -> &str {
    let formula =
        words.find(CIRCLED).filter(|&at| at > 0 && words[at..].chars().all(|c| FORMULA.contains(&c)));
    formula.map_or(words, |at| &words[..at])
}

/// The numbers of columns, and what stands between them in a formula.
const CIRCLED: &[char] = &['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];

const FORMULA: &[char] =
    &['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '=', '＝', '+', '＋', '-', '－', '/', '÷', '×', '*'];

/// 万元、%: the unit of what is counted over columns of amounts and of their rates.
fn first_unit(words: &str, rules: &Rulebook) -> Option<UnitText> {
    let (one, other) = words.split_once(['、', '，', ',', '；', '/'])?;
    let units = [one, other].map(|words| unit_text(words, rules));
    match units {
        [Some(unit), Some(rate)] if is_percent(&rate) => Some(unit),
        [Some(rate), Some(unit)] if is_percent(&rate) => Some(unit),
        _ => None,
    }
}

/// Takes brackets off: a unit is kept, a letter or a formula is dropped, other words stay.
fn brackets(text: &str, header: &mut Header, rules: &Rulebook) -> String {
    let (mut out, mut kept) = (String::new(), String::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（', '〔', '[', '［', '【']) {
        let after = &rest[open..];
        let start = after.chars().next().map_or(0, char::len_utf8);
        let Some(close) = after.find([')', '）', '〕', ']', '］', '】']) else { break };
        let inner = &after[start..close];
        out.push_str(&rest[..open]);
        let named = inner.strip_prefix("单位").map_or(inner, |unit| unit.trim_start_matches([':', '：']));
        if let Some(unit) = first_unit(named, rules).or_else(|| unit_text(named, rules)) {
            header.unit = Some(unit);
        } else if !inner.chars().all(|c| c.is_ascii() || "①②③④⑤⑥÷×＝＋－".contains(c))
            && inner.chars().count() <= 4
        {
            // 鼠(兔)害防治面积 is one name.
            let end = rest[open + close..].chars().skip(1).any(|c| !"%％".contains(c));
            if end && !out.is_empty() && inner.chars().count() == 1 { &mut out } else { &mut kept }
                .push_str(inner);
        }
        rest = &after[close + after[close..].chars().next().map_or(0, char::len_utf8)..];
    }
    out.push_str(rest);
    if kept.is_empty() {
        return out;
    }
    // 县(市、区) needs what its brackets hold; 预期目标(增长) does not.
    let summed =
        kept == "累计" && rules.layouts.header(&out, false).is_some_and(|word| word.end == out.len());
    if !summed && rules.layouts.header(&out, false).is_none_or(|word| word.end - word.start < out.len()) {
        out.push_str(&kept);
    }
    out
}

/// Takes dates off.
fn period(text: &str, header: &mut Header) -> String {
    let mut out = String::new();
    let mut at = 0;
    for date in dates(text) {
        out.push_str(&text[at..date.span.start]);
        at = date.span.end;
        header.year = header.year.or(date.year);
        if let (Some(as_of), Some((from, _))) = (date.as_of(), date.months) {
            header.months = Some((from, as_of));
        }
    }
    out.push_str(&text[at..]);
    if header.year.is_none()
        && let Some((year, rest)) = republic_year(&out)
    {
        header.year = Some(year);
        out = rest.to_owned();
    }
    if is_fiscal_year(&out) {
        return String::new();
    }
    // 2022-23（實際）.
    if let Some((years, rest)) =
        out.split_at_checked("2022-23".len()).filter(|(years, _)| is_fiscal_year(years))
    {
        header.year = years[..4].parse().ok();
        return rest.trim_start_matches("年度").to_owned();
    }
    // 到位数 begins with no date.
    if out.len() == text.len() {
        return out;
    }
    let words = ["截至", "截止", "到", "至", "底"];
    let rest = words.iter().fold(out.as_str(), |rest, word| rest.trim_start_matches(word));
    if rest.len() < out.len() { rest.to_owned() } else { out }
}

/// 113年度預算: a year that is counted from 1912, and the words behind it.
fn republic_year(text: &str) -> Option<(i32, &str)> {
    if !text.contains("年度") {
        return None;
    }
    let text = text.trim_start_matches("民國").trim_start_matches("民国");
    let (digits, rest) = text.split_once("年度")?;
    let year = digits.parse::<i32>().ok().filter(|year| digits.len() == 3 && (101..=130).contains(year))?;
    Some((FIRST_REPUBLIC_YEAR - 1 + year, rest))
}

/// The first year of 民國.
const FIRST_REPUBLIC_YEAR: i32 = 1912;

/// 2024/25: a year that ends within the next one.
fn is_fiscal_year(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        return false;
    }
    let Some((first, next)) = text.trim_end_matches("年度").split_once(['/', '-']) else { return false };
    let years = first.parse::<u32>().ok().zip(next.parse::<u32>().ok());
    first.len() == 4 && next.len() == 2 && years.is_some_and(|(first, next)| (first + 1) % 100 == next)
}

/// 实际完成率%: the unit at the end.
fn percent(text: &str, header: &mut Header, rules: &Rulebook) -> String {
    let rest = text.trim_end_matches(['%', '％']);
    if rest.len() < text.len() {
        header.unit = header.unit.take().or_else(|| unit_text("%", rules));
        return rest.to_owned();
    }
    text.to_owned()
}

/// Longest text that is taken for a header, in characters.
pub(super) const HEADER_CHARS: usize = 30;

/// True for a text that is not too long for a header, and no sentence.
pub(crate) fn may_be_header(text: &str) -> bool {
    short(text).is_some()
}

/// A header on one line; `None` where the text is too long for one, or a sentence.
pub(super) fn short(text: &str) -> Option<String> {
    let plain = Some(text).filter(|text| !is_long(text)).map(plain)?;
    let fits = plain.chars().nth(HEADER_CHARS).is_none() && !plain.contains(['。', '；', ';', '！']);
    fits.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::header;
    use crate::rules::Rulebook;

    #[test]
    fn headers_are_read_as_the_rules_say() {
        let rules = Rulebook::builtin().unwrap();
        let wrong: Vec<_> = rules
            .layouts
            .cases()
            .iter()
            .filter_map(|(text, role)| {
                let read = header(text, &rules).and_then(|header| header.role());
                (read != Some(*role)).then(|| format!("{text}: {read:?}, not {role:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn units_and_periods_are_taken_off() {
        let rules = Rulebook::builtin().unwrap();
        let read = header("1- 8月\n累计完成面积(万亩)", &rules).unwrap();
        assert_eq!(read.unit.unwrap().text, "万亩");
        assert_eq!(read.months.unwrap().1.month, 8);
        assert_eq!(read.words, "累计完成面积");
        assert!(header("2020 年", &rules).unwrap().bare_year());
        let read = header("113年度預算", &rules).unwrap();
        assert_eq!((read.year, read.words.as_str()), (Some(2024), "預算"));
    }
}
