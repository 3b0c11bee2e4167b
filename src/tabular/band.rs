//! A table cut into bands: header rows, and the rows that they stand over.

use super::{
    grid::Grid,
    header::Header,
    header_text::header,
    heading::{labels, may_head, numbering, speaks, tells, unit_of, units},
    keyed::by_keys,
    unfolded::apart,
};
use crate::{
    rules::{ColumnRole, Rulebook, ends},
    scan::{cell, quantities},
    text::Span,
};

/// Header rows and the rows under them.
#[derive(Debug, Default)]
pub(crate) struct Band {
    /// The header of each column, top level first.
    pub(crate) paths: Vec<Vec<Header>>,
    /// Rows of data with the heading over them inside the band.
    pub(crate) rows: Vec<(usize, Option<Span>)>,
    /// What stands over its header inside the table, where another band stands above.
    pub(crate) banners: Vec<Span>,
}

impl Band {
    /// A table whose header was lost, or says nothing: only its arithmetic tells.
    pub(crate) fn headless(grid: &Grid) -> Self {
        let rows = (0..grid.height()).filter(|&row| grid.filled(row).len() > 1).map(|row| (row, None));
        Self { paths: vec![Vec::new(); grid.width()], rows: rows.collect(), banners: Vec::new() }
    }

    /// What stands under a title and no header.
    fn untold(grid: &Grid, title: Span) -> Self {
        Self { paths: vec![Vec::new(); grid.width()], rows: Vec::new(), banners: vec![title] }
    }
}

/// The bands of a table, and the banner texts above its first header.
pub(crate) fn bands(grid: &Grid, rules: &Rulebook) -> (Vec<Band>, Vec<Span>) {
    let (mut bands, mut captions): (Vec<Band>, Vec<Span>) = (Vec::new(), Vec::new());
    let (mut section, mut over) = (None, Vec::new());
    let mut keyed_rows = Vec::new();
    let mut row = 0;
    while row < grid.height() {
        if bands.is_empty() && labels(grid, row) {
            captions.extend(grid.filled(row).iter().filter_map(|&col| grid.span(row, col)));
            row += 1;
            continue;
        }
        if let Some((heads, end)) = head(grid, row, &bands, rules) {
            let banners = std::mem::take(&mut over);
            bands.push(Band { paths: paths(grid, &heads, rules), rows: Vec::new(), banners });
            (row, section) = (end, None);
            continue;
        }
        if let Some(paths) = by_keys(grid, row, rules) {
            keyed_rows.push(Band { paths, rows: vec![(row, None)], banners: Vec::new() });
        } else if let Some(banner) = grid.banner(row) {
            if bands.is_empty() {
                captions.push(banner);
            } else if ends_all(grid, row, rules) {
                bands.push(Band::untold(grid, banner));
            } else {
                section = Some(banner);
                over.push(banner);
            }
        } else if let Some(band) = bands.last_mut()
            && !grid.filled(row).is_empty()
        {
            band.rows.push((row, section));
            over.clear();
        }
        row += 1;
    }
    (keyed_rows.into_iter().chain(bands).collect(), captions)
}

/// The rows of the header that starts at `row`, and where it ends.
fn head(grid: &Grid, row: usize, above: &[Band], rules: &Rulebook) -> Option<(Vec<usize>, usize)> {
    let end = header_rows(grid, row, !above.iter().any(told), rules);
    if end > row {
        return Some(((row..end).filter(|&row| !numbering(grid, row)).collect(), end));
    }
    let again = above.last().is_some_and(|band| repeats(grid, row, band, rules));
    (again || !above.is_empty() && begins_list(grid, row, rules)).then(|| (vec![row], row + 1))
}

/// 指标“回访率” | 目标 | 实际 below 指标“新签客户” | 目标 | 实际: true for the header above again, over another thing.
fn repeats(grid: &Grid, row: usize, above: &Band, rules: &Rulebook) -> bool {
    let Some((&first, rest)) = grid.filled(row).split_first() else { return false };
    let same = |&col: &usize| {
        let head = above.paths.get(col).and_then(|path| path.last());
        let own = header(grid.words(row, col), rules);
        head.zip(own).is_some_and(|(head, own)| head.words == own.words && head.role() == own.role())
    };
    first == 0 && rest.len() > 1 && rest.iter().all(same)
}

/// True for 序号 | 学校性质 | 培训机构: words over another list, whatever they tell.
fn begins_list(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let filled = grid.filled(row);
    let read = |col: &usize| header(grid.words(row, *col), rules);
    let serial = |header: Header| {
        let whole = header.word.is_some_and(|word| word.end - word.start == header.words.len());
        whole && header.role() == Some(ColumnRole::Serial)
    };
    let counted = |col: &usize| cell(grid.words(row, *col), rules).is_some();
    filled.len() > 3
        && filled.first().and_then(read).is_some_and(serial)
        && filled.iter().all(|col| read(col).is_some() && !counted(col))
}

/// True for the title of another list, 代码统计 below an empty row: no header above holds for what stands under it.
fn ends_all(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let title = |col: &usize| ends(&rules.layouts.caption_noise, grid.words(row, *col));
    row > 0 && grid.filled(row - 1).is_empty() && grid.filled(row).iter().all(title)
}

/// True where a header of the band tells goals, figures or rates.
fn told(band: &Band) -> bool {
    let tells = |header: &Header| header.role().is_some_and(|role| speaks(&role)) || header.bare_year();
    band.paths.iter().flatten().any(tells)
}

/// Where the header that starts at `row` ends; `row` itself where none starts.
fn header_rows(grid: &Grid, row: usize, first: bool, rules: &Rulebook) -> usize {
    // Group names may stand over the row whose words tell the roles.
    let Some(told) = (row..(row + 3).min(grid.height())).find(|&at| tells(grid, at, first, rules)) else {
        return row;
    };
    let role = |col: &usize| header(grid.words(told, *col), rules).and_then(|header| header.role());
    let measured = grid.filled(told).iter().filter_map(role).any(|role| speaks(&role));
    // 项目名称 | 排水项目 over 主管部门 | 水务局.
    let silent = |col: &usize| role(col).is_none();
    let heads = grid.filled(told);
    let wide = heads.len() * 2 <= grid.width();
    let valued = heads.len() > 2 && heads.iter().skip(1).step_by(2).all(silent);
    if !measured && (wide || valued) && told + 1 < grid.height() && keyed(grid, told, told + 1, rules) {
        return row;
    }
    let dated = |at: usize| grid.filled(at).iter().any(|&col| is_day(grid.words(at, col)));
    let told_there = |at| dated(at) || counts(grid, at, rules);
    // What stands over the names of the rows reaches down where the row below leaves its place empty.
    let reaches = |at: usize| spans(grid, at) || at + 1 == told && grid.span(told, 0).is_none();
    let over = |at| may_head(grid, at, rules) && !told_there(at) && grid.banner(at).is_none() && reaches(at);
    if (row..told).any(|at| !over(at) || keyed(grid, at, told, rules) || apart(grid, at, told, rules)) {
        return row;
    }
    let mut end = told + 1;
    while end < grid.height() && continues(grid, end, rules) && !apart(grid, end - 1, end, rules) {
        end += 1;
    }
    // Words between two rows that each tell goals and figures are what the first is answered by.
    let whole = |at| complete(grid, at, rules);
    if whole(told) && (told + 2..end).any(|at| whole(at) && !(told + 1..at).any(whole)) {
        end = told + 1;
    }
    while end < grid.height() && (numbering(grid, end) || units(grid, end, rules)) {
        end += 1;
    }
    end
}

/// True for a row with words for goals and for figures.
fn complete(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let role = |col: &usize| header(grid.words(row, *col), rules).and_then(|header| header.role());
    let roles: Vec<ColumnRole> = grid.filled(row).iter().filter_map(role).collect();
    roles.contains(&ColumnRole::Goal) && roles.contains(&ColumnRole::Figure)
}

/// True for keys with their values, 项目名称 | 排水管网: each key names, and none reaches down to the header below.
fn keyed(grid: &Grid, row: usize, below: usize, rules: &Rulebook) -> bool {
    let filled = grid.filled(row);
    let role = |col: &usize| header(grid.words(row, *col), rules).and_then(|header| header.role());
    let key = |col: &usize| {
        role(col).is_some_and(|role| !speaks(&role))
            && grid.begins(below, *col)
            && grid.span(below, *col).is_some()
    };
    filled.len().is_multiple_of(2) && filled.iter().step_by(2).all(key)
}

/// True for 2016-06-28: up to when, and no header.
fn is_day(words: &str) -> bool {
    words.len() > "2016-06".len() && words.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c))
}

/// True where a row has a cell over several columns, or empty places that such a cell may have left.
fn spans(grid: &Grid, row: usize) -> bool {
    (0..grid.width()).any(|col| grid.cell(row, col).is_some_and(|cell| cell.cols > 1))
        || grid.filled(row).len() < grid.width()
}

/// True where cells of a row say how much, and no role: 维修工程46处，受益3.1万人 under 预期目标.
fn counts(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    grid.filled(row).iter().any(|&col| {
        let words = grid.words(row, col);
        // (人,按33%) goes on with the header above.
        let aside = words.starts_with(['(', '（']) && words.ends_with([')', '）']);
        let counted = !aside && quantities(words, rules).iter().any(|quantity| quantity.unit.is_some());
        counted && grid.begins(row, col) && header(words, rules).is_none_or(|header| header.role().is_none())
    })
}

/// True where a row only gives names to the columns under cells of the header row above it.
fn continues(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    if !may_head(grid, row, rules) || grid.banner(row).is_some() || counts(grid, row, rules) {
        return false;
    }
    // 编号 and 责任单位 reach down beside 草原鼠害治理 under 治理任务: all of the row is a header.
    let reaches = |col: usize| grid.cell(row, col).is_some_and(|cell| cell.row + 1 == row && cell.rows == 2);
    let reached =
        (0..grid.width()).any(reaches) && (0..grid.width()).all(|col| reaches(col) || grid.begins(row, col));
    let mut own = 0;
    for col in 0..grid.width() {
        if !grid.begins(row, col) || grid.span(row, col).is_none() {
            continue;
        }
        own += 1;
        if reached {
            continue;
        }
        let above = grid.cell(row - 1, col);
        let under_span = above.is_some_and(|cell| cell.cols > 1)
            || grid.span(row - 1, col).is_none()
            || grid.span(row - 1, col + 1).is_none() && col + 1 < grid.width();
        // 2021年 over （基数）: a word in brackets goes on with any header.
        let aside = grid.words(row, col).starts_with(['(', '（']);
        if !under_span && !aside {
            return false;
        }
    }
    own >= 2
}

/// The header of each column over all levels; a blank in an upper level belongs to the cell left of it, under the same
/// cell of the level above.
pub(super) fn paths(grid: &Grid, heads: &[usize], rules: &Rulebook) -> Vec<Vec<Header>> {
    let mut paths: Vec<Vec<Header>> = vec![Vec::new(); grid.width()];
    let mut owners: Vec<Option<usize>> = vec![None; grid.width()];
    for (level, &row) in heads.iter().enumerate() {
        let mut left: Option<(Header, Option<usize>, usize)> = None;
        let units = level > 0 && units(grid, row, rules);
        for (col, path) in paths.iter_mut().enumerate() {
            if units && let Some(header) = path.last_mut() {
                let own = || unit_of(grid.words(row, col), rules).filter(|_| grid.begins(row, col));
                header.unit = header.unit.take().or_else(own);
                continue;
            }
            if level > 0 && !grid.begins(row, col) {
                continue;
            }
            if let Some(found) = header(grid.words(row, col), rules).filter(|_| grid.span(row, col).is_some())
            {
                let own = grid.cell(row, col).map_or(col, |cell| cell.col);
                left = Some((found.clone(), owners[col].replace(own), own));
                path.push(found);
                continue;
            }
            let below = heads[level + 1..].iter().any(|&lower| grid.span(lower, col).is_some());
            let Some((header, above, own)) = &left else { continue };
            let named = header.role() == Some(ColumnRole::Indicator);
            let lost = path.is_empty() && (below || named && heads.len() == 1);
            if lost || below && owners[col].is_some() && owners[col] == *above {
                owners[col] = Some(*own);
                path.push(header.clone());
            }
        }
    }
    paths
}
