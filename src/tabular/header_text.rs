//! A header as it is written: its role, its unit, its year, and what it names.

use std::borrow::Cow;

use super::{
    header::{self, Header},
    header_plain::{is_fiscal_year, republic_year, short},
    header_sides::both_sides,
    value::is_percent,
};
use crate::{
    model::AsOf,
    outline::dates,
    rules::{ColumnRole, Rulebook, ends},
    scan::{UnitText, unit_text},
    text::Letters,
};

/// Reads a header cell; `None` where the text is too long for one, or a sentence.
pub(crate) fn header(text: &str, rules: &Rulebook) -> Option<Header> {
    rules.headers.of(text, || read(text, rules))
}

fn read(text: &str, rules: &Rulebook) -> Option<Header> {
    let plain = short(text)?;
    let mut header = Header::default();
    // 金额单位：万元 over the names of rows.
    let unit = plain.strip_prefix("金额单位").and_then(|rest| rest.strip_prefix([':', '：']));
    if let Some(unit) = unit.and_then(|unit| unit_text(unit, rules)) {
        header.unit = Some(unit);
        return Some(header);
    }
    let rest = brackets(&plain, &mut header, rules);
    let rest = period(&rest, &mut header);
    let rest = percent(&rest, &mut header, rules);
    let rest = if rest.ends_with('的') && rest.chars().nth(2).is_some() {
        rest.trim_end_matches('的')
    } else {
        rest
    };
    header.words = match MARKS.are_in(rest) {
        true => rest.chars().filter(|letter| !MARKS.has(*letter)).collect(),
        false => rest.to_owned(),
    };
    let percent = header.unit.as_ref().is_some_and(is_percent);
    told((&plain, rest), percent, &mut header, rules);
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

/// The word that tells its role: the whole without brackets, or what stands before a join or brackets.
fn told((plain, rest): (&str, &str), percent: bool, header: &mut Header, rules: &Rulebook) {
    header.word = rules.layouts.header(&header.words, percent);
    // 进展情况、存在问题及下一步打算: what was done, and more.
    if matches!(header.role(), None | Some(ColumnRole::Background))
        && let Some(at) = JOINS.next(rest, 0)
    {
        let told = rules.layouts.header(&rest[..at], percent).filter(|word| word.role == ColumnRole::Figure);
        header.word = told.filter(|word| word.start == 0).or(header.word);
        // 项目名称及建设内容: what the rows are called, and more.
        let named = rules.layouts.header(&rest[..at], percent).filter(|_| rest[..at].ends_with("名称"));
        header.word = named.filter(|word| word.start == 0).or(header.word);
    }
    both_sides(plain, header, rules);
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
}

/// Marks that are no part of a header.
static MARKS: Letters = Letters::of("、，,:：*\"“”");

/// What stands between two headers in one.
static JOINS: Letters = Letters::of("、及和与");

/// 户 of 计划户数: what a header counts, where it is one of goals or figures.
fn counted(header: &Header, rules: &Rulebook) -> Option<UnitText> {
    let measured = matches!(header.role(), Some(ColumnRole::Goal | ColumnRole::Figure));
    let rest = header.words.strip_suffix('数').filter(|_| measured)?;
    let (at, _) = rest.char_indices().next_back()?;
    let measure = rules.layouts.morphemes.is_measure(&header.words[at..]);
    unit_text(&rest[at..], rules).filter(|_| measure && at > 0)
}

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

/// Brackets that open.
static OPENS: Letters = Letters::of("(（〔[［【");

/// Takes brackets off: a unit is kept, a letter or a formula is dropped, other words stay.
fn brackets<'t>(text: &'t str, header: &mut Header, rules: &Rulebook) -> Cow<'t, str> {
    if !OPENS.are_in(text) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut kept) = (String::new(), String::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（', '〔', '[', '［', '【']) {
        let after = &rest[open..];
        let start = after.chars().next().map_or(0, char::len_utf8);
        let Some(close) = after.find([')', '）', '〕', ']', '］', '】']) else { break };
        let inner = &after[start..close];
        out.push_str(&rest[..open]);
        let named = inner.strip_prefix("单位").map_or(inner, |unit| unit.trim_start_matches([':', '：']));
        // 服务指标(达到服务标准的百分比).
        let share = || unit_text("%", rules).filter(|_| named.ends_with("百分比"));
        if let Some(unit) = first_unit(named, rules).or_else(|| unit_text(named, rules)).or_else(share) {
            header.unit = Some(unit);
        } else if !until(inner, header)
            && !inner.chars().all(|c| c.is_ascii() || "①②③④⑤⑥÷×＝＋－".contains(c))
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
        return Cow::Owned(out);
    }
    // 县(市、区) needs what its brackets hold; 预期目标(增长) does not.
    let summed =
        kept == "累计" && rules.layouts.header(&out, false).is_some_and(|word| word.end == out.len());
    if !summed && rules.layouts.header(&out, false).is_none_or(|word| word.end - word.start < out.len()) {
        out.push_str(&kept);
    }
    Cow::Owned(out)
}

/// True for 截至6月30日, or a month alone: up to when the numbers below count.
fn until(inner: &str, header: &mut Header) -> bool {
    if inner.starts_with('截') {
        dated(inner, header);
        return true;
    }
    let alone = month(inner);
    header.months = alone.or(header.months);
    alone.is_some()
}

/// 当前值（2024年6月）: a month and nothing else.
fn month(text: &str) -> Option<(u32, AsOf)> {
    let [date] = &dates(text)[..] else { return None };
    let alone = date.span.len() == text.trim_end_matches(['底', '末', '份']).len();
    date.months.filter(|_| alone).zip(date.as_of()).map(|((from, _), as_of)| (from, as_of))
}

/// Takes dates off.
fn dated<'t>(text: &'t str, header: &mut Header) -> Cow<'t, str> {
    let (mut out, mut at) = (Cow::Borrowed(""), 0);
    for date in dates(text) {
        out += &text[at..date.span.start];
        at = date.span.end;
        header.year = header.year.or(date.year);
        if let (Some(as_of), Some((from, _))) = (date.as_of(), date.months) {
            header.months = Some((from, as_of));
        }
    }
    out + &text[at..]
}

/// Takes dates and years in other writings off.
fn period<'t>(text: &'t str, header: &mut Header) -> Cow<'t, str> {
    let mut out = dated(text, header);
    if header.year.is_none()
        && let Some((year, rest)) = republic_year(&out)
    {
        header.year = Some(year);
        out = Cow::Owned(rest.to_owned());
    }
    if is_fiscal_year(&out) {
        return Cow::Borrowed("");
    }
    // 2022-23（實際）.
    if let Some((years, rest)) =
        out.split_at_checked("2022-23".len()).filter(|(years, _)| is_fiscal_year(years))
    {
        header.year = years[..4].parse().ok();
        return Cow::Owned(rest.trim_start_matches("年度").to_owned());
    }
    // 到位数 begins with no date.
    if out.len() == text.len() {
        return out;
    }
    // 1-9月到位资金: what stands behind the date is no word before it.
    let begins = !text.starts_with(&*out.chars().take(2).collect::<String>());
    let words = ["截至", "截止", "到", "至", "底", "末"].iter().skip(if begins { BEFORE } else { 0 });
    let rest = words.fold(&*out, |rest, word| rest.trim_start_matches(word));
    if rest.len() < out.len() { Cow::Owned(rest.to_owned()) } else { out }
}

/// So many of the words at a date stand before it.
const BEFORE: usize = 4;

/// 实际完成率%: the unit at the end.
fn percent<'t>(text: &'t str, header: &mut Header, rules: &Rulebook) -> &'t str {
    let rest = text.trim_end_matches(['%', '％']);
    if rest.len() < text.len() {
        header.unit = header.unit.take().or_else(|| unit_text("%", rules));
    }
    rest
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
