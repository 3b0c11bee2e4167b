//! Rows that say themselves what their numbers are: 预算数 | 120 | 执行数 | 118.

use super::{caption::unit_in, grid::Grid, header::Header, header_text::header};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{UnitText, cell},
};

/// The header of each column of a row whose words stand each before its number, one of them a goal; of several figures
/// the last one counts, 执行数 behind 到位数. Where they name what is counted, 计划投资 | 1200 | 完成投资 | 870, it is one thing.
pub(super) fn by_keys(grid: &Grid, row: usize, rules: &Rulebook) -> Option<Vec<Vec<Header>>> {
    let filled = grid.filled(row);
    let mut unit = None;
    let mut keys: Vec<(usize, Header)> = Vec::new();
    for pair in filled.windows(2) {
        let number = cell(grid.words(row, pair[1]), rules);
        match key(grid.words(row, pair[0]), rules).filter(|_| number.is_some()) {
            Some(key) => keys.push((pair[1], key)),
            // 预算执行情况(万元) before them all.
            None if keys.is_empty() => {
                unit = header(grid.words(row, pair[0]), rules).and_then(|head| head.unit)
            }
            None => {}
        }
    }
    let told = |wanted| keys.iter().filter(move |(_, key)| key.role() == Some(wanted));
    let (goal, figure) = (told(ColumnRole::Goal).next()?, told(ColumnRole::Figure).next_back()?);
    let noun = |key: &Header| rules.layouts.morphemes.timeless(&key.noun(rules));
    if told(ColumnRole::Goal).count() > 1 || goal.0 > figure.0 || noun(&goal.1) != noun(&figure.1) {
        return None;
    }
    let mut paths: Vec<Vec<Header>> = vec![Vec::new(); grid.width()];
    for (col, key) in [goal, figure] {
        let own = key.unit.clone().or_else(|| unit.clone()).or_else(|| labelled(grid, row, rules));
        paths[*col] = vec![Header { unit: own, ..key.clone() }];
    }
    Some(paths)
}

/// 金额单位：万元 in a cell of the rows above.
fn labelled(grid: &Grid, row: usize, rules: &Rulebook) -> Option<UnitText> {
    let cells = (0..row).flat_map(|at| grid.filled(at).iter().map(move |&col| grid.words(at, col)));
    cells.filter_map(|words| unit_in(words, rules)).map(|caption| caption.unit).next()
}

/// The header that the words before a number are.
fn key(words: &str, rules: &Rulebook) -> Option<Header> {
    header(words.trim_end_matches(['：', ':']), rules).filter(|found| found.word.is_some())
}
