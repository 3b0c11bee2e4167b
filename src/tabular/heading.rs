//! Rows of words that are headers: their words tell it, or the numbers below them.

use super::{grid::Grid, header::Header, header_plain::may_be_header, header_text::header, twin};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{UnitText, cell, unit_text},
};

/// True where the words of a row say that it is a header.
pub(super) fn tells(grid: &Grid, row: usize, first: bool, rules: &Rulebook) -> bool {
    let filled = grid.filled(row);
    if !may_head(grid, row, rules) {
        return false;
    }
    let headers: Vec<Header> = filled.iter().filter_map(|&col| header(grid.words(row, col), rules)).collect();
    let years = headers.iter().filter(|header| header.bare_year() || header.months.is_some()).count();
    let roles: Vec<(ColumnRole, bool)> = headers
        .iter()
        .filter_map(|header| {
            let word = header.word?;
            Some((word.role, (word.end - word.start) * 2 >= header.words.len()))
        })
        .collect();
    if first {
        let marked = filled.iter().all(|&col| grid.cell(row, col).is_some_and(|cell| cell.header));
        return filled.len() >= 2
            && (roles.len() + years >= 2 && (roles.len() + years) * 2 >= filled.len()
                || serial(grid, row, rules)
                || opposed(&roles)
                || !roles.is_empty() && (marked || over_numbers(grid, row, rules)));
    }
    if filled.iter().any(|&col| reaches_down(grid, row, col, rules)) {
        return false;
    }
    let strong = roles.iter().filter(|(_, covers)| *covers).count();
    strong >= 3 && strong * 3 >= filled.len() * 2
}

/// 质量指标 over rows of which one has no values: true for a cell that reaches down from a row of data.
fn reaches_down(grid: &Grid, row: usize, col: usize, rules: &Rulebook) -> bool {
    let from = grid.cell(row, col).map_or(row, |found| found.row);
    let value =
        |col: &usize| cell(grid.words(from, *col), rules).is_some() && !is_year(grid.words(from, *col));
    from < row && grid.filled(from).iter().any(value)
}

/// True where one word tells goals and another what was done, and each is most of its header.
fn opposed(roles: &[(ColumnRole, bool)]) -> bool {
    let told = |wanted: &[ColumnRole]| roles.iter().any(|(role, covers)| *covers && wanted.contains(role));
    told(&[ColumnRole::Goal]) && told(&[ColumnRole::Figure, ColumnRole::Rate])
}

/// True for a row of words that begins with 序号, where the rows below are counted from 1.
fn serial(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let first = header(grid.words(row, 0), rules).and_then(|header| header.role());
    first == Some(ColumnRole::Serial)
        && grid.filled(row).len() > 2
        && grid.filled(row).len() >= grid.filled(row + 1).len()
        && ["1", "一", "01"].contains(&grid.words(row + 1, 0))
}

/// How many rows below a row of words are asked for numbers.
const BELOW: usize = 64;

/// True where a row of words stands over numbers, in every column whose word tells no role; the first may name the rows.
fn over_numbers(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let below = row + 1..grid.height().min(row + 1 + BELOW);
    // 计划数 alone beside numbers of all kinds is no header of a plan.
    let filled = grid.filled(row);
    let mut paths: Vec<Vec<Header>> =
        filled.iter().map(|&col| header(grid.words(row, col), rules).into_iter().collect()).collect();
    twin::name_goals(&mut paths, rules);
    let role = |path: &Vec<Header>| path.first().and_then(Header::role);
    let told: Vec<ColumnRole> = paths.iter().filter_map(role).filter(speaks).collect();
    let first = usize::from(told != [ColumnRole::Goal]);
    !below.is_empty()
        && filled.iter().zip(&paths).skip(first).all(|(&col, path)| {
            let filled = || below.clone().filter(|&at| grid.span(at, col).is_some());
            let numbers = filled().filter(|&at| cell(grid.words(at, col), rules).is_some()).count();
            role(path).is_some() || numbers > 0 && numbers * 2 > filled().count()
        })
}

/// True where no cell of a row is a value or a sentence.
pub(super) fn may_head(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let filled = grid.filled(row);
    let told = |col: usize| header(grid.words(row, col), rules).is_some_and(|header| header.role().is_some());
    let telling = || filled.iter().any(|&col| told(col));
    !filled.is_empty()
        && !labels(grid, row)
        && filled.iter().all(|&col| {
            let words = grid.words(row, col);
            may_be_header(words)
                && !is_duration(words)
                && (cell(words, rules).is_none() || is_year(words) && telling())
                && !rules.layouts.empty.iter().any(|word| word == words)
        })
}

/// True for 1年 and 18个月, how long a project takes: a value, and no header as 2021年 and 6月 are.
fn is_duration(words: &str) -> bool {
    let count = ["年", "个月", "天"].iter().find_map(|unit| words.strip_suffix(unit));
    count.is_some_and(|count| (1..=2).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit()))
}

/// True for 2021 alone, a year beside header words.
fn is_year(words: &str) -> bool {
    words.len() == 4 && words.parse().is_ok_and(|year: i32| (1990..=2060).contains(&year))
}

/// Where labels are fewer than one cell in so many, they are headers like the others.
const MOST_LABELS: usize = 4;

/// True for a row of labels with what they say, 编制单位：财务部 beside 单位：万元: it stands over a table.
pub(super) fn labels(grid: &Grid, row: usize) -> bool {
    let filled = grid.filled(row);
    let label = |col: &usize| {
        let words = grid.words(row, *col);
        // 其中：特困户 is a part of what stands beside it.
        words
            .find(['：', ':'])
            .filter(|&at| !words[..at].ends_with("其中"))
            .is_some_and(|at| at > 0 && !words[at..].trim_matches(['：', ':']).trim().is_empty())
    };
    // 附：增加值增速 is one header among many.
    let labelled = filled.iter().filter(|col| label(col)).count();
    labelled > 0 && labelled * MOST_LABELS >= filled.len()
}

pub(super) fn speaks(role: &ColumnRole) -> bool {
    matches!(role, ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share)
}

/// True for a row of units under the headers: 亿元 | % | %; of a few the last letters of a header may stand before them,
/// 金(万元) under 已拨付资.
pub(super) fn units(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    // 单位 names the row, where the table lies on its side.
    let label = |col: usize| {
        header(grid.words(row, col), rules).is_some_and(|header| header.role() == Some(ColumnRole::Unit))
    };
    let own = grid.filled(row).iter().copied().filter(|&col| grid.begins(row, col) && !label(col));
    let own: Vec<usize> = own.collect();
    let alone = |words: &str| unit_text(words.trim_matches(['(', ')', '（', '）']), rules).is_some();
    let pure = own.iter().filter(|&&col| alone(grid.words(row, col))).count();
    let ended = |&col: &usize| unit_of(grid.words(row, col), rules).is_some();
    pure > 1 && pure * 2 > own.len() && own.iter().all(ended)
}

/// 万元 of 金(万元), and of a unit alone.
pub(super) fn unit_of(words: &str, rules: &Rulebook) -> Option<UnitText> {
    unit_text(words, rules).or_else(|| header(words, rules)?.unit)
}

/// True for a row that only numbers the columns: 1 2 3 4, or 甲 乙 1 2.
pub(super) fn numbering(grid: &Grid, row: usize) -> bool {
    let words: Vec<&str> = grid.filled(row).iter().map(|&col| grid.words(row, col)).collect();
    let letter = |word: &&&str| "甲乙丙丁栏次".contains(**word);
    let number = |word: &&str| word.split(['=', '＝']).next()?.trim().parse::<u32>().ok();
    let numbers: Vec<u32> = words.iter().skip_while(letter).filter_map(number).collect();
    numbers.len() >= 3
        && numbers.len() + words.iter().filter(letter).count() == words.len()
        && numbers.first().is_some_and(|&first| first <= 2)
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}
