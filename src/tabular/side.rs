//! Tables that lie on their side: what headers say stands down the left, and the rows are columns.
//!
//! ```text
//! 指标 | 口径     | 1月 | 2月
//! 回款 | 目标金额 | 800 | 900
//!      | 实际金额 | 720 | 945
//! ```

use super::{
    arithmetic::follows,
    band::{Band, paths},
    count::is_period,
    grid::Grid,
    header::Header,
    header_text::header,
    heading::{labels, speaks},
};
use crate::{
    model::{Body, Quantity},
    rules::{ColumnRole, FindingWords, HeaderWord, Rulebook},
    scan::leading_cell,
    text::Span,
};

/// Most rows of a table whose first column alone holds what headers hold.
const LOWEST_TURNED: usize = 8;

/// Most columns on the left of a table that may hold what headers hold.
const MOST_HEADS: usize = 8;

/// A table that lies on its side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// How many columns on the left are header rows once it is turned.
    depth: usize,
    /// How many rows over it are captions.
    top: usize,
}

/// How a table lies on its side; `None` where it stands upright.
///
/// A column on the left holds what headers hold, and the first row does not: districts, indicators or months across
/// the top; 目标, 完成 and 完成率 down the side, perhaps again for each of several indicators.
pub(crate) fn sideways(grid: &Grid, rules: &Rulebook) -> Option<Side> {
    let told = |row: usize, col: usize| {
        let found = header(grid.words(row, col), rules)?;
        // 第9周, 本周 below 考核值.
        let now = || is_period(grid.words(row, col)) || rules.layouts.morphemes.is_present(&found.words);
        if col == 0
            && (until(&found)
                || matches!(found.role(), None | Some(ColumnRole::Background)) && row > 0 && now())
        {
            return Some((ColumnRole::Figure, true));
        }
        // 年度计划 names a time besides.
        let bare = found.noun(rules).is_empty();
        let word = found.word.filter(|word| word.start == 0 || bare)?;
        Some((word.role, bare || word.end == found.words.len()))
    };
    let top = (0..grid.height()).find(|&row| grid.filled(row).len() > 1 && !labels(grid, row))?;
    let strong = |col: &usize| header(grid.words(top, *col), rules).is_some_and(|header| !header.weak);
    let across: Vec<ColumnRole> = (1..grid.width())
        .filter(strong)
        .filter_map(|col| told(top, col))
        .map(|(role, _)| role)
        .filter(speaks)
        .collect();
    let wordy = |row: usize| {
        let filled = || grid.filled(row).iter().filter(|&&col| col > 0);
        filled().next().is_some() && filled().all(|&col| leading_cell(grid.words(row, col), rules).is_none())
    };
    let down = |&col: &usize| {
        // 灯 over colours is no side.
        let filled: Vec<usize> = (top + 1..grid.height())
            .filter(|&row| grid.span(row, col).is_some() && (told(row, col).is_some() || !wordy(row)))
            .collect();
        let found: Vec<(ColumnRole, bool)> = filled.iter().filter_map(|&row| told(row, col)).collect();
        let count = |list: &[ColumnRole]| found.iter().filter(|(role, _)| list.contains(role)).count();
        // Names beside a first column may begin like headers; there whole header words count, or what is said again
        // for each indicator: 计划产量, 实际产量, 计划产量, 实际产量.
        let mut words: Vec<&str> = filled.iter().map(|&row| grid.words(row, col)).collect();
        words.sort_unstable();
        words.dedup();
        let sure = || found.iter().all(|(_, whole)| *whole) || words.len() * 2 <= filled.len();
        let sure = if col == 0 { grid.height() <= LOWEST_TURNED } else { sure() };
        sure && count(&[ColumnRole::Goal]) > 0
            && count(&[ColumnRole::Figure, ColumnRole::Rate]) > 0
            && found.len() == filled.len()
            && filled.len() * 5
                >= (top + 1..grid.height()).filter(|&row| told(row, col).is_some() || !wordy(row)).count() * 4
    };
    if grid.width() <= PAIRS && listed(grid, top, rules)
        || plan(grid, top, rules)
        || districts(grid, top, rules)
    {
        return Some(Side { depth: 1, top });
    }
    if let Some(side) = reckoned(grid, top, rules) {
        return Some(side);
    }
    // 造林面积 over 计划, 实际 and 完成率: across the top what is done is a name where the first column tells the sides.
    let named = across.iter().all(|role| *role == ColumnRole::Figure) && whole(grid, top, rules);
    let found = (0..grid.width().min(MOST_HEADS)).find(down);
    // 需求完成率 across the top over 要求 and 本月末 below a blank corner, or over 标准 and 结果 of each person: what the columns
    // are called.
    let bare = |col: usize| (top + 1..grid.height()).all(|row| told(row, col).is_none_or(|(_, whole)| whole));
    let called = |col: usize| {
        let again = |row: usize| grid.words(row, col) == grid.words(top + 1, col);
        (grid.span(top, 0).is_none() || (top + 2..grid.height()).any(again)) && bare(col)
    };
    let called = !across.contains(&ColumnRole::Goal) && found.is_some_and(called);
    if !across.is_empty() && !named && !called {
        return None;
    }
    found.map(|col| Side { depth: col + 1, top })
}

/// Most rows of a table whose rates down the side are reckoned.
const HIGHEST: usize = 24;

/// A table whose rates stand below each other: 完成率 follows from 实际完成 and 年度计划 in the rows beside it, column by column.
fn reckoned(grid: &Grid, top: usize, rules: &Rulebook) -> Option<Side> {
    let role = |row: usize| header(grid.words(row, 0), rules).and_then(|header| header.role());
    let rows: Vec<(usize, ColumnRole)> =
        (top + 1..grid.height()).filter_map(|row| Some((row, role(row)?))).collect();
    let of = |wanted: ColumnRole| rows.iter().filter(move |(_, role)| *role == wanted).map(|(row, _)| *row);
    let number = |row: usize, col: usize| leading_cell(grid.words(row, col), rules);
    let fits = |goal: usize, figure: usize, rate: usize| {
        let one = |&col: &usize| {
            let all = (number(goal, col), number(figure, col), number(rate, col));
            let (Some(goal), Some(figure), Some(rate)) = all else { return false };
            goal.amount.low() != figure.amount.low() && follows(&bare(goal), &bare(figure), &rate)
        };
        (1..grid.width()).filter(one).count() >= FEWEST_RECKONED
    };
    let told = of(ColumnRole::Rate).any(|rate| {
        of(ColumnRole::Goal).any(|goal| of(ColumnRole::Figure).any(|figure| fits(goal, figure, rate)))
    });
    let unit = header(grid.words(top, 1), rules).and_then(|header| header.role()) == Some(ColumnRole::Unit);
    (told && grid.height() <= HIGHEST).then_some(Side { depth: 1 + usize::from(unit), top })
}

/// A number without its unit.
fn bare(quantity: Quantity) -> Quantity {
    Quantity { unit: None, ..quantity }
}

/// So many columns in which a rate follows from a goal and a figure.
const FEWEST_RECKONED: usize = 2;

/// True for 截至9月 and nothing else, below 全年预算.
fn until(header: &Header) -> bool {
    header.role().is_none() && header.months.is_some() && header.words.is_empty()
}

/// True where a goal and its rate stand in the first column, each a whole header word, and nothing else.
fn whole(grid: &Grid, top: usize, rules: &Rulebook) -> bool {
    let word = |row: usize| {
        let found = header(grid.words(row, 0), rules)?;
        if until(&found) {
            return Some(ColumnRole::Figure);
        }
        found.role().filter(|_| found.noun(rules).is_empty())
    };
    let roles: Vec<Option<ColumnRole>> = (top + 1..grid.height()).map(word).collect();
    roles.contains(&Some(ColumnRole::Goal))
        && roles.contains(&Some(ColumnRole::Rate))
        && roles.iter().all(Option::is_some)
}

/// True for goals under the names of indicators that stand across the top, and nothing that was reached: 主要指标, 目标值,
/// 属性.
fn plan(grid: &Grid, top: usize, rules: &Rulebook) -> bool {
    let role = |row: usize, col: usize| header(grid.words(row, col), rules).and_then(|header| header.role());
    let numbers = |row: usize| {
        let filled = || grid.filled(row).iter().filter(|&&col| col > 0);
        let numbers = filled().filter(|&&col| leading_cell(grid.words(row, col), rules).is_some()).count();
        numbers > 1 && numbers == filled().count()
    };
    let goals = |row: &usize| role(*row, 0) == Some(ColumnRole::Goal) && numbers(*row);
    // 乡村旅游接待人数 is a name.
    let word = |col: usize| header(grid.words(top, col), rules).and_then(|header| header.word);
    let sides = |word: HeaderWord| {
        word.role == ColumnRole::Goal || word.role == ColumnRole::Figure && word.start == 0
    };
    let across = (1..grid.width()).filter_map(word).any(sides);
    grid.height() <= LOWEST_TURNED
        && !across
        && role(top, 0) == Some(ColumnRole::Indicator)
        && (top + 1..grid.height()).filter(goals).count() == 1
        && (top + 1..grid.height()).all(|row| role(row, 0).is_some())
}

/// Fewest districts across the top of a table that has nothing else there.
const DISTRICTS: usize = 3;

/// True for districts across the top, and goals and what was reached down the side, each under the name of what is counted:
/// 农村公路改造计划(公里), 1-8月完成(公里), 完成率.
fn districts(grid: &Grid, top: usize, rules: &Rulebook) -> bool {
    let across = || (1..grid.width()).map(|col| grid.words(top, col)).filter(|words| !words.is_empty());
    let whole = |words: &str| rules.findings.is(FindingWords::Whole, words);
    let named = across().filter(|words| Body::of_name(words).is_some()).count();
    let roles: Vec<Option<ColumnRole>> = (top + 1..grid.height())
        .map(|row| header(grid.words(row, 0), rules).and_then(|header| header.role()))
        .collect();
    let has = |role: ColumnRole| roles.contains(&Some(role));
    named >= DISTRICTS
        && across().all(|words| whole(words) || Body::of_name(words).is_some())
        && roles.iter().all(Option::is_some)
        && has(ColumnRole::Goal)
        && (has(ColumnRole::Figure) || has(ColumnRole::Rate))
}

/// Most columns of a list of names with their values.
const PAIRS: usize = 3;

/// True for a list of names with their values, where one is a goal, one its figure and one their rate: 总任务, 已完成, 进度.
fn listed(grid: &Grid, top: usize, rules: &Rulebook) -> bool {
    let role = |row: usize| header(grid.words(row, 0), rules).and_then(|header| header.role());
    let roles: Vec<ColumnRole> = (top + 1..grid.height()).filter_map(role).collect();
    let count = |wanted: ColumnRole| roles.iter().filter(|role| **role == wanted).count();
    grid.height() <= LOWEST_TURNED
        && count(ColumnRole::Goal) == 1
        && count(ColumnRole::Figure) == 1
        && count(ColumnRole::Rate) == 1
}

/// The one band of a turned table: header rows that name or tell roles, then a row for each column of old; and what
/// stood over it.
pub(crate) fn turned_band(grid: &Grid, side: Side, rules: &Rulebook) -> (Vec<Band>, Vec<Span>) {
    let Side { depth, top } = side;
    let label = |row: usize| header(grid.words(row, top), rules).and_then(|header| header.role());
    let names = |row: &usize| {
        let role = label(*row);
        matches!(role, Some(ColumnRole::Indicator | ColumnRole::Scope)) || role.is_none() && depth <= 2
    };
    let kept: Vec<usize> = (0..depth).filter(|row| row + 1 == depth || names(row)).collect();
    let mut paths = paths(grid, &kept, rules);
    // What names the columns tells no role: 费用预算达成率 over 目标 and 实际.
    for (col, path) in paths.iter_mut().enumerate().filter(|(col, _)| *col != top) {
        let named = path.len() - usize::from(grid.span(depth - 1, col).is_some() && !path.is_empty());
        path[..named].iter_mut().for_each(|header| header.word = None);
    }
    let rows =
        (depth..grid.height()).filter(|&row| !grid.filled(row).is_empty()).map(|row| (row, None)).collect();
    let above =
        (0..grid.height()).flat_map(|row| (0..top).filter_map(move |col| grid.span(row, col))).collect();
    (vec![Band { paths, rows, banners: Vec::new() }], above)
}
