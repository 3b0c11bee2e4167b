//! What a list in running text is: parts behind their whole, and how near they stand.

use rust_decimal::Decimal;

use super::saying::Saying;
use crate::{
    compare::Side,
    measure::Field,
    rules::{FindingWords, Findings},
};

/// What stands between a whole and the first of its parts, in characters: `,其中`, `(其中:`.
const OPENING: std::ops::RangeInclusive<u64> = 2..=6;
/// How long the words are that tell of the rate of a whole, in characters: 占年度目标的78.0%。其中：.
const RATE: u64 = 24;
/// What stands between two parts of a list, in characters.
const BETWEEN: u64 = 3;
/// So many parts of a list are added up at most.
pub(super) const PARTS: usize = 200;
/// So many parts under one name make a list that may stand a line behind its whole.
pub(super) const LIST: usize = 3;

/// The parts that stand right behind the first of some rows.
pub(super) fn behind<'s, 't>(rows: &'s [&'s Saying<'t>]) -> Option<&'s [&'s Saying<'t>]> {
    let (whole, rest) = rows.split_first()?;
    let first = rest.first()?;
    // 已压减29户，其中二级企业6户: the clause of the first part begins with 其中 itself.
    let between = gap(whole, first)?;
    let directly = OPENING.contains(&between) || between < *OPENING.start() && first.part;
    let districts = rest.iter().take(LIST).filter(|part| !part.whole && part.report == whole.report).count()
        == LIST
        && whole.whole;
    let opens =
        (directly || first.part && behind_rate(whole, first) || districts && behind_rate(whole, first))
            && alike(whole, first);
    let more = rest
        .windows(2)
        .take(PARTS)
        .take_while(|pair| alike(whole, pair[1]) && gap(pair[0], pair[1]).is_some_and(|gap| gap <= BETWEEN));
    let count = 1 + more.count();
    (opens && count > 1).then(|| &rest[..count])
}

/// True where no more than the goal and the rate of the whole stands between it and its first part: 4120人,完成年度目标8000人
/// 的51.5%,其中.
pub(super) fn behind_rate(whole: &Saying, first: &Saying) -> bool {
    let at = |saying: &Saying, field| saying.entry.whole(field);
    let beside = whole.entry.cell(Field::GoalLine) == whole.entry.cell(Field::FigureLine);
    let goal = at(whole, Field::GoalEnd).filter(|_| beside);
    let Some(start) = at(first, Field::FigureStart).filter(|_| line(whole) == line(first)) else {
        return false;
    };
    let ends = [goal, at(whole, Field::FigureEnd)].into_iter().flatten().filter(|end| *end <= start);
    ends.max().is_some_and(|end| start - end <= RATE)
}

/// True where all of them are counted one by one: nobody rounds 29户 of 6户, 14户 and 11户.
pub(super) fn counted_all(whole: &Saying, parts: &[&Saying]) -> bool {
    let counted = |one: &Saying| {
        let whole = one
            .entry
            .printed(Side::Figure)
            .is_some_and(|(value, unit)| value.scale() == 0 && !unit.contains(['万', '亿', '千']));
        whole
            && ["count", "person"].contains(&one.entry.dimension())
            && one.figure.is_some_and(|one| one.is_exact())
    };
    counted(whole) && parts.iter().all(|part| counted(part))
}

/// True where a row may be a part of another: the same unit, and over the same time.
pub(super) fn alike(whole: &Saying, part: &Saying) -> bool {
    whole.report == part.report
        && whole.flow() == part.flow()
        && whole.flow() != "month"
        && whole.entry.cell(Field::Unit) != "%"
        && whole.entry.cell(Field::ActualUnit) == part.entry.cell(Field::ActualUnit)
        && !another_time(part)
        && !whole.average
        && !part.average
        && (part.entry.cell(Field::Stage).is_empty()
            || whole.entry.cell(Field::Stage) == part.entry.cell(Field::Stage))
}

/// True for 一季度完成62.4公里 behind the parts of a year: it is none of them.
fn another_time(part: &Saying) -> bool {
    let clause = part.entry.cell(Field::FigureText);
    let anew = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["季度", "月底", "月份", "当月", "半年", "同期", "去年", "上年"].iter().any(|word| clause.contains(word))
        || ["今年新", "年内新", "当年新", "本年新"].iter().any(|word| anew.starts_with(word))
}

/// How many characters stand between two clauses of one line.
pub(super) fn gap(one: &Saying, next: &Saying) -> Option<u64> {
    let at = |saying: &Saying, field| saying.entry.whole(field);
    let here = line(one) == line(next);
    at(next, Field::FigureStart)?.checked_sub(at(one, Field::FigureEnd)?).filter(|_| here)
}

pub(super) fn line(saying: &Saying) -> Option<u64> {
    saying.entry.whole(Field::FigureLine)
}

/// True for a list that names all there is: its last part is the rest, or its parts are the two sides of a thing.
pub(super) fn closes(parts: &[&Saying], findings: &Findings) -> bool {
    let clause = |part: &Saying| part.entry.cell(Field::FigureText).to_owned();
    let last = parts.last().is_some_and(|part| {
        let said = clause(part);
        let said = said.trim_start_matches(|c: char| !c.is_alphanumeric());
        findings.words(FindingWords::Rest).iter().any(|word| said.starts_with(word.as_str()))
    });
    let sides = |line: &str| {
        let words: Vec<&str> = line.split('/').collect();
        // 非税收入 has both words, and 税收收入 one.
        let own = |part: &Saying, at: usize| {
            let said = clause(part);
            let longer =
                |other: &&str| other.contains(words[at]) && *other != words[at] && said.contains(*other);
            said.contains(words[at]) && !words.iter().any(longer)
        };
        let in_order = |forward: bool| {
            let place = |nth: usize| if forward { nth } else { words.len() - 1 - nth };
            parts.iter().enumerate().all(|(nth, part)| own(part, place(nth)))
        };
        words.len() == parts.len() && (in_order(true) || in_order(false))
    };
    last && parts.len() > 1 || findings.words(FindingWords::Sides).iter().any(|pair| sides(pair))
}

/// A sum in the unit that the total is printed in.
pub(super) fn written(total: &Saying, sum: Decimal) -> String {
    let sides = [
        (Field::ActualValue, Field::ActualUnit, total.figure),
        (Field::TargetValue, Field::TargetUnit, total.goal),
    ];
    let printed = sides.into_iter().find_map(|(value, unit, number)| {
        Some((number?.value.checked_div(total.entry.value(value)?)?, total.entry.cell(unit)))
    });
    let (factor, unit) = printed.unwrap_or((Decimal::ONE, total.entry.cell(Field::Unit)));
    format!("{}{unit}", sum.checked_div(factor).unwrap_or(sum).round_dp(4).normalize())
}
