//! Tables of forms whose rows were filled up with bars at their ends, whatever cells they left out: a cell that several
//! rows share stands in the first of them alone, and a mark that several rows share in none of the others.
//!
//! ```text
//! 绩效目标 | 一级指标 | 二级指标 | 指标值 | 完成值 | 得分 |||
//! 产出指标 | 床位数 | 32张 | 32张 | 10 ||||
//! 课程数 | 8门 | 8门 |||||||
//! ```

mod top;

use super::{
    heads::{heads, roles},
    levels::levels,
    line::Line,
    region::Region,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::{blank::note, header::Header},
    text::{Covered, Kinds, Source, Span},
};
pub(in crate::tabular) use top::Cells;
use top::Top;

/// Fewest bars of a line, and fewest lines that end with several.
const FEWEST_BARS: usize = 5;
const FEWEST_LINES: usize = 4;

/// Most columns.
const WIDEST: usize = 16;

/// The tables of the text that are written so.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    if !source.holds(Kinds::BAR) {
        return Vec::new();
    }
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines: Vec<Span> =
        source.lines().filter(|line| !line.text(text).trim().is_empty() && !known.covers(*line)).collect();
    let barred = |line: &Span| source.kinds(*line).hold(Kinds::BAR) && line.text(text).contains('|');
    let runs =
        lines.chunk_by(|one, next| barred(one) && barred(next)).filter(|run| run.len() >= FEWEST_LINES);
    runs.filter_map(|run| tables(text, run, rules)).flatten().collect()
}

fn bars(words: &str) -> usize {
    words.bytes().filter(|byte| *byte == b'|').count()
}

/// The rows below a header that stand under what is unlike them, each by its place, as they stand under what is like them:
/// of whole rows most cells tell what stands in their column.
pub(in crate::tabular) fn moved(
    text: &str,
    head: &Cells,
    body: &[Cells],
    rules: &Rulebook,
) -> Vec<(usize, Cells)> {
    let whole = body.iter().filter(|row| row.len() == head.len()).count();
    if whole < FEWEST_WHOLE || whole == body.len() {
        return Vec::new();
    }
    let top = Top::new(text, head, head.len(), rules).over(text, body, rules);
    // 说明：含续建 below the rows is none of them.
    let told = |row: &Cells| row.iter().flatten().all(|cell| note(cell.text(text), rules).is_none());
    let short = |row: &Cells| {
        !row.is_empty() && row.len() < head.len() && row.iter().all(Option::is_some) && told(row)
    };
    let rows = body.iter().enumerate().filter(|(_, row)| short(row));
    rows.filter_map(|(at, row)| Some((at, top.moved(text, row, rules)?))).collect()
}

/// A header with its name over two columns, where the longest rows fit there alone.
pub(in crate::tabular) fn widened(
    text: &str,
    head: &Cells,
    body: &[Cells],
    rules: &Rulebook,
) -> Option<Cells> {
    let top = Top::new(text, head, head.len(), rules).widened(text, body, rules);
    (top.cells.len() > head.len()).then_some(top.cells)
}

/// So many whole rows tell what stands in each column.
const FEWEST_WHOLE: usize = 2;

/// A table for each header among the lines.
fn tables(text: &str, run: &[Span], rules: &Rulebook) -> Option<Vec<Region>> {
    let rows = headed(text, rows(text, run)?, rules);
    let heads: Vec<usize> = (0..rows.len()).filter(|&at| is_head(text, &rows[at], rules)).collect();
    let ends = heads.iter().skip(1).copied().chain([rows.len()]);
    // What stands over the first header goes on with the widest, whose beginning was cut off.
    let widest = heads.iter().max_by_key(|&&at| rows[at].len())?;
    let upper = |at: usize| leveled(text, at.checked_sub(1).map(|above| &rows[above])?, &rows[at], rules);
    let first = heads[0] - usize::from(upper(heads[0]).is_some());
    let before = region(text, &rows[*widest], None, &rows[..first], rules);
    let found = heads
        .iter()
        .zip(ends)
        .filter_map(|(&at, end)| region(text, &rows[at], upper(at), &rows[at + 1..end], rules));
    Some(before.into_iter().chain(found).collect())
}

/// Rows with headers of two rows as one: 绩效指标 | 完成值 | 得分 over 一级指标 | 二级指标 | 指标值, whose wide cells were written
/// as narrow ones.
fn headed(text: &str, rows: Vec<Cells>, rules: &Rulebook) -> Vec<Cells> {
    let mut found: Vec<Cells> = Vec::new();
    for row in rows {
        match found.last().and_then(|upper| both(text, upper, &row, rules)) {
            Some(whole) => found.last_mut().into_iter().for_each(|last| last.clone_from(&whole)),
            None => found.push(row),
        }
    }
    found
}

/// A header under the first cells of another, and behind it what that one says of results and marks, where it says
/// nothing of either itself.
fn both(text: &str, upper: &Cells, lower: &Cells, rules: &Rulebook) -> Option<Cells> {
    let told = |cells: &Cells| {
        let filled: Vec<Span> = cells.iter().flatten().copied().collect();
        let read = roles(text, &filled, rules).filter(|read| read.len() == cells.len())?;
        Some(read.iter().map(Header::role).collect::<Vec<Option<ColumnRole>>>())
    };
    let (above, below) = (told(upper)?, told(lower)?);
    let behind = |role: &Option<ColumnRole>| {
        matches!(role, Some(ColumnRole::Figure | ColumnRole::Score | ColumnRole::Rate | ColumnRole::Remark))
    };
    let over = above.iter().position(behind).filter(|over| *over > 0)?;
    let names = |roles: &[Option<ColumnRole>]| roles.contains(&Some(ColumnRole::Indicator));
    let apart = above[over..].contains(&Some(ColumnRole::Figure)) && !below.iter().any(behind);
    let whole = below.contains(&Some(ColumnRole::Goal)) && names(&below) && names(&above[..1]);
    (apart && whole).then(|| lower.iter().chain(&upper[over..]).copied().collect())
}

/// 地区 | 新增床位 | 危房改造 over 目标 | 完成 | 目标 | 完成: the columns of both rows.
fn leveled(text: &str, upper: &Cells, lower: &Cells, rules: &Rulebook) -> Option<(Cells, Cells)> {
    let filled = |cells: &Cells| cells.iter().copied().collect::<Option<Vec<Span>>>();
    match levels(text, &filled(upper)?, &filled(lower)?, rules)? {
        Line::Levels(upper, lower) => Some((upper, lower)),
        Line::Head(_) | Line::Row(_) => None,
    }
}

fn region(
    text: &str,
    head: &Cells,
    upper: Option<(Cells, Cells)>,
    body: &[Cells],
    rules: &Rulebook,
) -> Option<Region> {
    let most = body.iter().map(Vec::len).max().unwrap_or(0);
    let top = match &upper {
        Some((upper, lower)) => Top::under(text, upper, lower, rules),
        None => Top::new(text, head, most, rules).widened(text, body, rules),
    }
    .over(text, body, rules);
    let heads = upper.map_or_else(|| vec![top.cells.clone()], |(upper, lower)| vec![upper, lower]);
    let mut grid: Vec<(bool, Cells)> = heads.into_iter().map(|head| (true, head)).collect();
    let (count, mut lost, mut moved) = (grid.len(), Vec::new(), 0);
    for cells in body {
        match top.placed(text, cells, rules) {
            Some(row) => {
                moved += usize::from(!row.starts_with(cells));
                grid.push((false, row));
            }
            None => lost.extend(cells.iter().flatten().copied().reduce(Span::to)),
        }
    }
    let own = head.iter().filter(|_| body.first().is_none_or(|row| after(row, head)));
    let span = own.chain(body.iter().flatten()).flatten().copied().reduce(Span::to)?;
    (grid.len() > count).then(|| Region { lost, moved, ..Region::of(span, &grid) })
}

/// True for a row behind a header.
fn after(row: &Cells, head: &Cells) -> bool {
    let start = |cells: &Cells| cells.iter().flatten().next().map(|cell| cell.start);
    start(row) > start(head)
}

/// The rows of lines that hold as many bars each, alone or together; `None` where they are not filled up at their ends.
fn rows(text: &str, run: &[Span]) -> Option<Vec<Cells>> {
    let mut counts: Vec<usize> = run.iter().map(|line| bars(line.text(text))).collect();
    counts.sort_unstable();
    let most = counts.chunk_by(|one, next| one == next).max_by_key(|same| same.len())?;
    let (width, alike) = (most[0], most.len());
    let open =
        |words: &str| words.trim_end().strip_suffix('|').is_some_and(|rest| rest.trim_end().ends_with('|'));
    let filled_up = |line: &&Span| open(line.text(text));
    let ends = run.iter().filter(filled_up).count();
    if width < FEWEST_BARS || alike < FEWEST_LINES || ends < FEWEST_LINES || ends * 2 < run.len() {
        return None;
    }
    // A bar that begins most lines is no end of a cell.
    let framed =
        run.iter().filter(|line| line.text(text).trim_start().starts_with('|')).count() * 2 > run.len();
    let cells = |row: Span| cells(text, row, framed);
    let (mut found, mut open) = (Vec::new(), None::<(Span, usize)>);
    for &line in run {
        let count = bars(line.text(text));
        let (span, sum) = match open.take() {
            Some((span, sum)) if sum + count <= width => (span.to(line), sum + count),
            // A row that was not filled up.
            Some((span, _)) => {
                found.push(cells(span));
                (line, count)
            }
            None => (line, count),
        };
        if sum < width {
            open = Some((span, sum));
        } else {
            found.push(cells(span));
        }
    }
    found.extend(open.map(|(span, _)| cells(span)));
    // Lines of a cell each are parts of rows: most rows are as wide.
    (alike * 2 > found.len()).then_some(found)
}

/// The cells of a row without the empty ones at its end.
fn cells(text: &str, row: Span, framed: bool) -> Cells {
    let cell = |words: &str| {
        let words = words.trim();
        (!words.is_empty()).then(|| Span::of(text, words))
    };
    let words = row.text(text).trim_start();
    let words = if framed { words.strip_prefix('|').unwrap_or(words) } else { words };
    let mut found: Cells = words.split('|').map(cell).collect();
    while found.last().is_some_and(Option::is_none) {
        found.pop();
    }
    found
}

fn is_head(text: &str, cells: &Cells, rules: &Rulebook) -> bool {
    let filled: Vec<Span> = cells.iter().flatten().copied().collect();
    // 总体目标 | 年初设定目标 | 完成情况综述.
    let sides = || {
        let read = roles(text, &filled, rules).unwrap_or_default();
        let has = |role: ColumnRole| read.iter().any(|header| header.role() == Some(role));
        has(ColumnRole::Goal) && has(ColumnRole::Figure) && read.iter().all(|header| header.role().is_some())
    };
    filled.len() == cells.len() && filled.len() <= WIDEST && (heads(text, &filled, rules) || sides())
}
