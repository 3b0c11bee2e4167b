//! Tables of forms whose rows were filled up with bars at their ends, whatever cells they left out: a cell that several
//! rows share stands in the first of them alone, and a mark that several rows share in none of the others.
//!
//! ```text
//! 绩效目标 | 一级指标 | 二级指标 | 指标值 | 完成值 | 得分 |||
//! 产出指标 | 床位数 | 32张 | 32张 | 10 ||||
//! 课程数 | 8门 | 8门 |||||||
//! ```

use super::{
    heads::{heads, roles},
    known::over,
    levels::levels,
    line::Line,
    region::{Region, table},
    token::{Head, Token, fits, token},
};
use std::collections::HashSet;

use crate::{
    model::QuantityKind,
    rules::{ColumnRole, Rulebook},
    scan::unit_text,
    tabular::header::Header,
    text::{Covered, Kinds, Source, Span},
};

/// Fewest bars of a line, and fewest lines that end with several.
const FEWEST_BARS: usize = 5;
const FEWEST_LINES: usize = 4;

/// Most columns.
const WIDEST: usize = 16;

type Cells = Vec<Option<Span>>;

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
        None => Top::new(text, head, most, rules),
    }
    .over(text, body, rules);
    let heads = upper.map_or_else(|| vec![top.cells.clone()], |(upper, lower)| vec![upper, lower]);
    let mut grid: Vec<(bool, Cells)> = heads.into_iter().map(|head| (true, head)).collect();
    let (count, mut lost) = (grid.len(), Vec::new());
    for cells in body {
        match top.placed(text, cells, rules) {
            Some(row) => grid.push((false, row)),
            None => lost.extend(cells.iter().flatten().copied().reduce(Span::to)),
        }
    }
    let own = head.iter().filter(|_| body.first().is_none_or(|row| after(row, head)));
    let span = own.chain(body.iter().flatten()).flatten().copied().reduce(Span::to)?;
    (grid.len() > count).then(|| Region { span, table: Some(table(span, &grid)), lost })
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

/// (万元) of 年度预算数(万元).
fn unit(text: &str, cell: Span, rules: &Rulebook) -> Option<Span> {
    let words = cell.text(text);
    let open = words.find(['(', '（'])?;
    let close = open + words[open..].find([')', '）'])?;
    let inner = words[open..close].trim_start_matches(['(', '（']);
    let end = close + words[close..].chars().next()?.len_utf8();
    unit_text(inner, rules).map(|_| Span::of(text, &words[open..end]))
}

/// A header, and what may stand under it.
struct Top {
    cells: Cells,
    heads: Vec<Head>,
    /// How many columns in front name the rows.
    names: usize,
    /// What stands in each column of the rows that left nothing out.
    seen: Vec<HashSet<Kind>>,
}

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Words,
    Sentence,
    Count,
    Percent,
}

impl Kind {
    fn of(token: &Token) -> Self {
        match token.number.as_ref().map(|number| number.kind) {
            None if token.sentence => Self::Sentence,
            None => Self::Words,
            Some(QuantityKind::Percent) => Self::Percent,
            Some(_) => Self::Count,
        }
    }
}

impl Top {
    /// A header over rows of so many cells at most.
    fn new(text: &str, cells: &Cells, most: usize, rules: &Rulebook) -> Self {
        let mut cells = cells.clone();
        let mut heads: Vec<Head> = cells
            .iter()
            .map(|cell| cell.map_or_else(Head::default, |cell| Head::new(cell.text(text), rules)))
            .collect();
        let named = |head: &Head| matches!(head.role, Some(ColumnRole::Indicator | ColumnRole::Scope));
        let told = heads.iter().any(named);
        // 预算执行情况 | 年度预算数 | 年初预算: the first stands beside all of the rows, and no row has so many cells.
        if !told && most < heads.len() {
            cells.remove(0);
            heads.remove(0);
        }
        // 年初预算数 | 全年预算数 over 年度总金额 and two numbers: the names of the rows have no header.
        if !told && most == heads.len() + 1 && heads[0].role == Some(ColumnRole::Goal) {
            cells.insert(0, None);
            heads.insert(0, Head::default());
        }
        // 绩效目标1 | 一级指标, 年度预算数 | 年初预算 over words and numbers.
        if !named(&heads[0]) && heads[0].role != Some(ColumnRole::Serial) {
            cells[0] = cells[0].and_then(|cell| unit(text, cell, rules));
            heads[0] = Head { role: Some(ColumnRole::Indicator), ..Head::default() };
        }
        Self::of(cells, heads)
    }

    /// Headers with nothing known yet of what stands under them.
    fn of(cells: Cells, heads: Vec<Head>) -> Self {
        let tells = |head: &Head| {
            !matches!(
                head.role,
                None | Some(
                    ColumnRole::Serial | ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body
                )
            )
        };
        let names = heads.iter().position(tells).unwrap_or(heads.len()).max(1);
        Self { cells, heads, names, seen: Vec::new() }
    }

    /// The same over these rows.
    fn over(mut self, text: &str, body: &[Cells], rules: &Rulebook) -> Self {
        let whole = |row: &&Cells| row.len() == self.heads.len() && row.iter().all(Option::is_some);
        for row in body.iter().filter(whole) {
            self.seen.resize(self.heads.len(), HashSet::new());
            for (seen, cell) in self.seen.iter_mut().zip(row) {
                let token = token(text, *cell, rules);
                seen.extend((!token.nothing).then(|| Kind::of(&token)));
            }
        }
        self
    }

    /// A header of two rows.
    fn under(text: &str, upper: &Cells, lower: &Cells, rules: &Rulebook) -> Self {
        let cells = over(upper, lower);
        let mut heads = Head::all(text, &cells, rules);
        Head::under(text, upper, &mut heads, rules);
        Self::of(cells, heads)
    }

    /// The cells of a row under their headers.
    fn placed(&self, text: &str, cells: &Cells, rules: &Rulebook) -> Option<Cells> {
        if cells.len() < 2 || cells.len() > self.heads.len() {
            return None;
        }
        let tokens: Vec<Token> = cells.iter().map(|span| token(text, *span, rules)).collect();
        let columns = self.way(&tokens, true).or_else(|| self.way(&tokens, false))?;
        let mut row = vec![None; self.heads.len()];
        columns.iter().zip(cells).for_each(|(&col, &cell)| row[col] = cell);
        Some(row)
    }

    /// The columns of the cells, with the fewest cells under what is unlike them, then the fewest columns of goals and figures
    /// left out, then the fewest of all; `alike`: what stands in whole rows is asked.
    fn way(&self, tokens: &[Token], alike: bool) -> Option<Vec<usize>> {
        let side = |col: usize| matches!(self.heads[col].role, Some(ColumnRole::Goal | ColumnRole::Figure));
        let spare = |col: usize| {
            let spare =
                [None, Some(ColumnRole::Score), Some(ColumnRole::Remark), Some(ColumnRole::Background)];
            alike && !self.seen.is_empty() || spare.contains(&self.heads[col].role)
        };
        // Words and sentences may stand under each other, where nothing else fits.
        let unlike = |col: usize, token: &Token| {
            let told = alike && !token.nothing;
            let Some(seen) = self.seen.get(col).filter(|seen| told && !seen.is_empty()) else {
                return Some(0);
            };
            let kind = Kind::of(token);
            let worded = [Kind::Words, Kind::Sentence].contains(&kind);
            match seen.contains(&kind) {
                true => Some(0),
                false => (worded || kind == Kind::Count && seen.contains(&Kind::Sentence)).then_some(1),
            }
        };
        let width = self.heads.len();
        // From the last cell to the first: what the best way behind each column leaves out, and whether the cell stands there.
        let open = |from: usize| (from..width).filter(|&col| side(col)).count();
        let rates =
            |from: usize| (from..width).filter(|&col| self.heads[col].role == Some(ColumnRole::Rate)).count();
        let mut behind: Vec<Option<(usize, usize, usize)>> =
            (0..=width).map(|col| Some((0, open(col), rates(col)))).collect();
        let mut ways: Vec<Vec<bool>> = Vec::new();
        for token in tokens.iter().rev() {
            let (mut best, mut stood) = (vec![None; width + 1], vec![false; width + 1]);
            for col in (0..width).rev() {
                let stands = behind[col + 1].filter(|_| stands(&self.heads[col], token));
                let here = stands.and_then(|(odd, open, left)| Some((odd + unlike(col, token)?, open, left)));
                let past = best[col + 1].filter(|_| spare(col));
                let past = past.map(|(odd, open, left)| (odd, open + usize::from(side(col)), left + 1));
                stood[col] = here.is_some_and(|here| past.is_none_or(|past| here <= past));
                best[col] = if stood[col] { here } else { past };
            }
            behind = best;
            ways.push(stood);
        }
        // Goals in sentences stand in front of rows whose names stand above.
        let told = self.seen.get(self.names).is_some_and(|seen| seen.contains(&Kind::Sentence));
        let mut col = (0..self.names + usize::from(told))
            .filter(|&col| behind[col].is_some())
            .min_by_key(|&col| behind[col])?;
        let mut columns = Vec::new();
        for stood in ways.iter().rev() {
            col += stood[col..].iter().position(|stood| *stood)?;
            columns.push(col);
            col += 1;
        }
        Some(columns)
    }
}

/// True where a cell may stand under a header.
fn stands(head: &Head, token: &Token) -> bool {
    let number = token.number.as_ref();
    let mark = number.is_some_and(|number| number.unit.is_none() || number.unit_text == "分");
    let percent = number.is_some_and(|number| number.kind == QuantityKind::Percent);
    if token.words.is_empty() {
        return true;
    }
    match head.role {
        Some(ColumnRole::Serial) => fits(head, true, token),
        Some(ColumnRole::Indicator | ColumnRole::Scope) => token.is_text() && !token.unit,
        Some(ColumnRole::Score) => mark || token.nothing,
        Some(ColumnRole::Rate) => mark || percent || token.nothing || token.sentence,
        Some(ColumnRole::Unit) => token.unit || token.nothing,
        Some(ColumnRole::Remark) => token.is_text(),
        Some(ColumnRole::Operator) => token.is_text() && token.words.chars().count() <= 4,
        _ => true,
    }
}
