//! Forms of goals alone whose cells stand one a line or between bars: below the header words a name and its goal follow
//! each other, and the upper levels and the empty cells are dropped as they come.
//!
//! ```text
//! 一级指标 / 二级指标 / 三级指标 / 指标值 / 备注 / 产出指标 / 数量指标 / 配备车辆数 / 9辆 / 计划标准 / 射程 / ≥70米 / …
//! ```

use super::{
    heads::trimmed,
    piped::BARS,
    region::{Region, parted},
};
use crate::{
    model::Quantity,
    rules::{ColumnRole, Rulebook},
    scan::cell,
    tabular::{count::is_period, header_text::header},
    text::{Covered, Source, Span},
};

/// Fewest rows that make a form.
const FEWEST: usize = 3;

/// Most cells from the name's header word to the goal's, and of a header behind that.
const HEADS: usize = 3;
const HEADS_BEHIND: usize = 5;

/// Longest header of goals, in characters.
const HEAD_CHARS: usize = 10;

/// Most cells from one row to the next.
const APART: usize = 24;

/// Longest name, in characters.
const NAME_CHARS: usize = 40;

/// The cells of a text, and what the header words among them are.
struct Form<'a> {
    text: &'a str,
    cells: Vec<Span>,
    numbers: Vec<Option<Quantity>>,
    rules: &'a Rulebook,
}

/// The form of a text around the tables that are known.
pub(super) fn region(source: &Source, known: &[Span], rules: &Rulebook) -> Option<Region> {
    let text = source.text.as_str();
    let lowest = &rules.layouts.names.lowest;
    if !lowest.iter().any(|word| text.contains(word.as_str())) {
        return None;
    }
    let known = Covered::new(known.iter().copied());
    let lines = source.lines().filter(|line| !known.covers(*line));
    let parts = lines.flat_map(|line| parted(source, line, &BARS));
    let cells: Vec<Span> =
        parts.map(|part| trimmed(text, Span::of(text, part))).filter(|span| !span.is_empty()).collect();
    let mut form = Form { text, cells, numbers: Vec::new(), rules };
    let (name, goal) = (0..form.cells.len()).find_map(|at| form.head(at))?;
    form.numbers = form.cells.iter().map(|span| number(span.text(text), rules)).collect();
    let rows = form.rows(goal + 1)?;
    let mut grid = vec![(true, vec![Some(form.cells[name]), form.goal(goal)])];
    grid.extend(rows.iter().map(|&at| (false, vec![Some(form.cells[at]), Some(form.cells[at + 1])])));
    let span = form.cells[name].to(form.cells[rows.last()? + 1]);
    Some(Region::of(span, &grid))
}

/// The number that a cell holds; a span of months is none.
fn number(words: &str, rules: &Rulebook) -> Option<Quantity> {
    cell(words, rules).filter(|_| !is_period(words) && !is_date(words))
}

/// 2022.08-2023.01 says when.
fn is_date(words: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = words.split(['.', '-', '/', '~', '—']);
    let year = parts.next().is_some_and(|year| year.len() == 4 && year.starts_with("20") && digits(year));
    let rest: Vec<&str> = parts.collect();
    year && !rest.is_empty() && rest.iter().all(|part| digits(part))
}

impl Form<'_> {
    fn words(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |span| span.text(self.text))
    }

    fn role(&self, at: usize) -> Option<ColumnRole> {
        header(self.words(at), self.rules).and_then(|read| read.role())
    }

    /// Where the names and the goals have their header words, where no results stand beside them; those of a year that
    /// is named are of the year before.
    fn head(&self, at: usize) -> Option<(usize, usize)> {
        let words = self.words(at);
        let lowest = self.rules.layouts.names.lowest.iter().any(|word| word == words);
        if !lowest {
            return None;
        }
        let goal = (at + 1..=at + HEADS).find(|&goal| self.goal(goal).is_some())?;
        let dated = |at: usize| self.words(at).contains(|c: char| c.is_ascii_digit());
        let reached = |at: usize| self.role(at) == Some(ColumnRole::Figure) && !dated(at);
        let remark = |&at: &usize| self.role(at) != Some(ColumnRole::Remark);
        (!(goal..=goal + HEADS_BEHIND).take_while(remark).any(reached)).then_some((at, goal))
    }

    /// The header word of goals that a cell begins with: 指标值 of 指标值及单位.
    fn goal(&self, at: usize) -> Option<Span> {
        let words = self.words(at);
        let word = self.rules.layouts.header_words(words).next()?;
        let short = words.chars().count() <= HEAD_CHARS;
        let begins = word.start == 0 && word.role == ColumnRole::Goal && short;
        let own = self.cells.get(at)?;
        begins.then(|| Span::new(own.start, own.start + word.end))
    }

    /// The names that a number follows; none where most have two of them.
    fn rows(&self, from: usize) -> Option<Vec<usize>> {
        let holds = |at: usize| self.numbers.get(at).is_some_and(Option::is_some);
        let (mut found, mut twice, mut end) = (Vec::new(), 0, from);
        for at in from..self.cells.len() {
            if at > end + APART {
                break;
            }
            if holds(at) || !holds(at + 1) || !self.named(at) {
                continue;
            }
            end = at + 1;
            if holds(at + 2) { twice += 1 } else { found.push(at) }
        }
        (found.len() >= FEWEST && twice * 4 <= found.len()).then_some(found)
    }

    fn named(&self, at: usize) -> bool {
        let words = self.words(at);
        words.chars().filter(|c| c.is_alphabetic()).count() > 1
            && words.chars().count() <= NAME_CHARS
            && !words.contains(['。', '；', '：', ':'])
    }
}
