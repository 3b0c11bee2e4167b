//! Tables of any cut whose rows lost cells: under the columns of their header the cells are laid in the order in which they
//! stand, row after row, and of all ways to do so the one is taken in which most of them stand where they may.
//!
//! ```text
//! 三级指标 | 指标值 | 完成值 | 得分 | 备注          a header
//! 床位 | 32张 | 32张 | 10                         备注 left out
//! 课程 | 8门 |  | 0 | 未开                         完成值 left out
//! ```

mod cut;
mod price;
mod way;

use super::{contradicted, flow::Found, heads::roles, line::Line, region::Region, stream::tops, top::Top};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::header::Header,
    text::{Source, Span, fits},
};
use cut::{CUTS, Cells, Cut};
use way::{Laid, Way};

/// Longest header cell, in characters.
const HEAD_CHARS: usize = 24;

/// Fewest and most header cells.
const FEWEST_HEADS: usize = 3;
const MOST_HEADS: usize = 40;

/// Most cells before a header that read like header cells.
const MOST_TITLES: usize = 3;

/// Fewest rows.
const FEWEST: usize = 2;

/// The tables of the text around those that are known, cut at bars and wide blanks, and cut at all blanks.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Found> {
    CUTS.into_iter().flat_map(|cut| cut_so(source, known, cut, rules)).collect()
}

fn cut_so(source: &Source, known: &[Span], cut: Cut, rules: &Rulebook) -> Vec<Found> {
    let text = source.text.as_str();
    let cells = Cells::of(source, known, cut);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < cells.len() {
        let run = headed(text, &cells, at, rules);
        if run.len() < FEWEST_HEADS {
            at += run.len() + 1;
            continue;
        }
        let lined = cut == Cut::Wide || cells.beside(at, FEWEST_HEADS);
        match lined.then(|| best(text, &cells, at, &run, rules)).flatten() {
            Some((region, end)) => {
                found.push(Found::new(region));
                at = end;
            }
            None => at += run.len(),
        }
    }
    found
}

/// The cells from one on that may be header cells.
fn headed(text: &str, cells: &Cells, at: usize, rules: &Rulebook) -> Vec<(usize, Header)> {
    let short = |span: Span| fits(span.text(text), HEAD_CHARS);
    let read = |at: usize| {
        let span = cells.span(at).filter(|span| short(*span))?;
        Some((at, roles(text, &[span], rules)?.pop()?))
    };
    let mut found: Vec<(usize, Header)> = Vec::new();
    for place in at..cells.len().min(at + MOST_HEADS) {
        if cells.span(place).is_none() {
            continue;
        }
        let Some(own) = read(place) else { break };
        found.push(own);
    }
    found
}

/// The best table whose header begins with one of the first cells of a run, and where it ends.
fn best(
    text: &str,
    cells: &Cells,
    at: usize,
    run: &[(usize, Header)],
    rules: &Rulebook,
) -> Option<(Region, usize)> {
    let told = run.iter().filter(|(_, header)| header.role().is_some()).count();
    if told < FEWEST_HEADS {
        return None;
    }
    let spans: Vec<Span> = run.iter().filter_map(|(place, _)| cells.span(*place)).collect();
    let firsts = 0..=MOST_TITLES.min(run.len() - FEWEST_HEADS);
    let begun = firsts.flat_map(|first| {
        let tops = tops(text, &spans[first..], rules);
        tops.into_iter().map(move |top| (first, top))
    });
    let laid =
        begun.filter(|(first, top)| !top.loose && ends(run, first + top.used)).filter_map(|(first, top)| {
            let begin =
                run.get(first + top.used).map_or_else(|| run[run.len() - 1].0 + 1, |(place, _)| *place);
            let laid = Way::new(cells, &top, begin, rules).laid();
            (laid.rows.len() >= FEWEST).then_some((top, laid))
        });
    let (top, laid) = laid.max_by_key(|(_, laid)| laid.worth)?;
    let end = laid.end.max(at + 1);
    Some((region(text, &top, laid, rules)?, end))
}

/// True where a header is whole: no word that tells a side of the rows follows it, and a name that does is that of a row,
/// which no further word of a header follows.
fn ends(run: &[(usize, Header)], at: usize) -> bool {
    let told = |at: usize| {
        run.get(at)
            .filter(|(_, header)| header.word.is_some_and(|word| word.end - word.start == header.words.len()))
    };
    told(at).is_none_or(|(_, header)| {
        let names =
            matches!(header.role(), Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body));
        names && told(at + 1).is_none()
    })
}

fn region(text: &str, top: &Top, laid: Laid, rules: &Rulebook) -> Option<Region> {
    let levels = matches!(top.line, Line::Levels(..));
    if contradicted(text, &top.heads, &laid.rows, levels, rules) {
        return None;
    }
    let heads = match &top.line {
        Line::Levels(upper, lower) => vec![(true, upper.clone()), (true, lower.clone())],
        Line::Head(cells) | Line::Row(cells) => vec![(true, cells.clone())],
    };
    let grid: Vec<(bool, Vec<Option<Span>>)> =
        heads.into_iter().chain(laid.rows.into_iter().map(|row| (false, row))).collect();
    let span = grid.iter().flat_map(|(_, row)| row.iter().flatten().copied()).reduce(Span::to)?;
    Some(Region::of(span, &grid))
}
