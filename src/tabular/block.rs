//! Column blocks: which goal, figure and rate columns belong together.

use super::{arithmetic::confirms, column::Column, row::Row, weigh::grows};
use crate::rules::ColumnRole;

/// Columns that speak of one indicator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// What its headers name besides roles.
    pub(crate) name: String,
    /// Goal columns that may be meant, best first.
    pub(crate) goals: Vec<usize>,
    /// Figure columns that may be meant, best first.
    pub(crate) figures: Vec<usize>,
    /// The completion rate.
    pub(crate) rate: Option<usize>,
    /// Growth rates, for goals that are growth rates.
    pub(crate) growth: Option<usize>,
    /// Rates of other goals or figures, unused.
    rates: Vec<usize>,
}

/// The blocks of a band, each with its columns in the order in which they are to be tried.
pub(crate) fn blocks(columns: &[Column], rows: &[Row]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut groups: Vec<&str> = Vec::new();
    for column in columns {
        if speaks(column) && !groups.contains(&column.group.as_str()) {
            groups.push(&column.group);
        }
    }
    for group in groups {
        let members: Vec<usize> =
            (0..columns.len()).filter(|&at| speaks(&columns[at]) && columns[at].group == group).collect();
        for part in split(columns, &members) {
            blocks.push(block(columns, group, &part));
        }
    }
    let growth =
        columns.iter().position(|column| column.role == Some(ColumnRole::Background) && grows(column));
    for block in &mut blocks {
        settle(block, columns, rows);
        block.growth = growth;
    }
    blocks.retain(|block| !(block.goals.is_empty() && block.figures.is_empty() && block.rate.is_none()));
    blocks
}

fn speaks(column: &Column) -> bool {
    matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share))
}

/// Several goals and several figures in one group: by equal nouns, or else one block after the other.
fn split(columns: &[Column], members: &[usize]) -> Vec<Vec<usize>> {
    let of = |role: ColumnRole| members.iter().copied().filter(move |&at| columns[at].role == Some(role));
    if of(ColumnRole::Goal).count() < 2 || of(ColumnRole::Figure).count() < 2 {
        return vec![members.to_vec()];
    }
    let mut nouns: Vec<&str> = Vec::new();
    for at in of(ColumnRole::Goal) {
        if !nouns.contains(&columns[at].noun.as_str()) {
            nouns.push(&columns[at].noun);
        }
    }
    let answered = |noun: &&str| of(ColumnRole::Figure).any(|at| alike(&columns[at].noun, noun));
    if nouns.len() > 1 && nouns.iter().all(|noun| answered(noun)) {
        return nouns
            .iter()
            .map(|noun| members.iter().copied().filter(|&at| alike(&columns[at].noun, noun)).collect())
            .collect();
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for &at in members {
        let goal = columns[at].role == Some(ColumnRole::Goal);
        if parts.is_empty() || goal && !open {
            parts.push(Vec::new());
        }
        open = goal;
        if let Some(part) = parts.last_mut() {
            part.push(at);
        }
    }
    parts
}

/// Equal, or one the end of the other.
fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches(['数', '量', '率', '额']).to_owned();
    plain(one) == plain(other)
}

fn block(columns: &[Column], group: &str, members: &[usize]) -> Block {
    let mut block = Block { name: group.to_owned(), ..Block::default() };
    for &at in members {
        match columns[at].role {
            Some(ColumnRole::Goal) => block.goals.push(at),
            Some(ColumnRole::Figure) => block.figures.push(at),
            Some(_) => block.rates.push(at),
            None => {}
        }
    }
    // The year's goal before one for a part of it; a goal that was adjusted before the first one.
    block.goals.sort_by_key(|&at| (part_of_year(&columns[at]), std::cmp::Reverse(adjusted(&columns[at]))));
    block
        .figures
        .sort_by_key(|&at| (single_month(&columns[at]), prose(&columns[at]), !cumulative(&columns[at])));
    block
}

fn part_of_year(column: &Column) -> bool {
    column.months.is_some_and(|(_, as_of)| as_of.month < 12)
}

/// How late a goal was set: 调整预算数 after 全年预算数 after 年初预算数.
fn adjusted(column: &Column) -> u8 {
    if column.words.contains("调整") {
        3
    } else if column.words.contains("全年") || column.words.contains("年度") {
        2
    } else {
        u8::from(!column.words.contains("年初"))
    }
}

fn single_month(column: &Column) -> bool {
    column.months.is_some_and(|(from, as_of)| from == as_of.month && from > 1)
}

fn prose(column: &Column) -> bool {
    column.cells.numbers * 2 < column.cells.filled
}

fn cumulative(column: &Column) -> bool {
    column.words.contains("累计") || column.words.contains("实际")
}

/// Lets the printed rates decide between candidates.
fn settle(block: &mut Block, columns: &[Column], rows: &[Row]) {
    let mut best: Option<(usize, usize, usize, usize)> = None;
    for (g, &goal) in block.goals.iter().enumerate() {
        for (f, &figure) in block.figures.iter().enumerate() {
            for (r, &rate) in block.rates.iter().enumerate() {
                let fits = |row: &&Row| confirms(&row.values[goal], &row.values[figure], &row.values[rate]);
                let count = rows.iter().filter(fits).count();
                if count > best.map_or(0, |(count, ..)| count) {
                    best = Some((count, g, f, r));
                }
            }
        }
    }
    if let Some((_, g, f, r)) = best {
        block.goals.swap(0, g);
        block.figures.swap(0, f);
        block.rate = Some(block.rates[r]);
        return;
    }
    // A share that no arithmetic confirms is no completion rate.
    let percent_of_whole = |at: &usize| columns[*at].role == Some(ColumnRole::Rate);
    block.rate = block.rates.iter().copied().find(percent_of_whole);
}
