//! Lists of tasks with one cell a line and nothing that was reached: behind the header words every row begins with its
//! number, and the task follows it; whoever answers for it takes as many lines as there are.
//!
//! ```text
//! 序号 / 民生实事 / 责任单位 / 完成时限 / 1 / 新建3座人行天桥。 / 县住建局 / 县代建中心 / 9月底前 / 2 / …
//! ```

use super::{
    heads::roles,
    region::{Region, lines_around, one_by_one},
    stacked::serial,
};
use crate::{
    rules::{ColumnRole, Rulebook, holds},
    tabular::header::Header,
    text::{Source, Span, fits},
};

/// Fewest tasks that make a list.
const FEWEST: usize = 3;

/// Most header cells, and longest of them in characters.
const MOST_HEADS: usize = 8;
const HEAD_CHARS: usize = 14;

/// Most lines of one task.
const MOST_LINES: usize = 16;

/// The lists of the text around the tables that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let lines = lines_around(source, known);
    one_by_one(&lines, |at| {
        let (region, used) = region(text, &lines[at..], heads(text, &lines[at..], rules)?)?;
        Some((region, at + used))
    })
}

/// How many header cells stand here: a number, a task, and nothing of goals, results or rates.
fn heads(text: &str, lines: &[Span], rules: &Rulebook) -> Option<usize> {
    let read = |line: &Span| -> Option<Header> {
        let short = fits(line.text(text), HEAD_CHARS);
        short.then(|| roles(text, &[*line], rules)).flatten()?.pop()
    };
    let first = read(lines.first()?)?;
    if first.role() != Some(ColumnRole::Serial) {
        return None;
    }
    let heads: Vec<Header> = lines.iter().take(MOST_HEADS + 1).map_while(read).collect();
    let task = heads.get(1)?;
    let named = task.role() == Some(ColumnRole::Indicator) && holds(&rules.layouts.names.task, &task.words);
    let sides = [ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate, ColumnRole::Share];
    let bare = !heads.iter().any(|head| head.role().is_some_and(|role| sides.contains(&role)));
    (named && bare && heads.len() <= MOST_HEADS).then_some(heads.len())
}

/// The list behind its header cells, and how many lines it takes.
fn region(text: &str, lines: &[Span], heads: usize) -> Option<(Region, usize)> {
    let mut grid = vec![(true, vec![Some(lines[0]), Some(lines[1])])];
    let mut at = heads;
    while let Some(&[number, task]) = lines.get(at..at + 2) {
        if serial(number.text(text)) != Some(grid.len()) || serial(task.text(text)).is_some() {
            break;
        }
        grid.push((false, vec![Some(number), Some(task)]));
        let next = |line: &Span| serial(line.text(text)) == Some(grid.len());
        let rest = &lines[at + 2..lines.len().min(at + 2 + MOST_LINES)];
        match rest.iter().position(next) {
            Some(by) => at += 2 + by,
            None => {
                at += 2;
                break;
            }
        }
    }
    if grid.len() <= FEWEST {
        return None;
    }
    // Behind the last task stand as many cells as the header has, if they are as short.
    let short = |line: &&Span| line.text(text).chars().count() <= HEAD_CHARS;
    at += lines[at..].iter().take(heads - 2).take_while(short).count();
    let span = lines[0].to(lines[at - 1]);
    Some((Region::of(span, &grid), at))
}
