//! The blocks of a band: which column answers which goal.

mod ranked;

use super::{
    block::{Block, follow},
    choice::choose,
    column::Column,
    lowest,
    missing::find_missing,
    part::{self, rises, split},
    period,
    row::Row,
    triple,
    weigh::grows,
};
use crate::rules::{ColumnRole, Rulebook};
use ranked::{block, by_months};

/// The blocks of a band, each with its columns in the order in which they are to be tried.
pub(crate) fn blocks(columns: &[Column], rows: &[Row], rules: &Rulebook) -> Vec<Block> {
    let (mut told, free) = triple::told(columns, rows, rules);
    let (own, free) = part::apart(columns, free);
    let mut blocks: Vec<Block> = Vec::new();
    let mut groups: Vec<&str> = Vec::new();
    for column in free.iter().map(|&at| &columns[at]) {
        if speaks(column) && !groups.contains(&column.group.as_str()) {
            groups.push(&column.group);
        }
    }
    for group in groups {
        let members: Vec<usize> =
            free.iter().copied().filter(|&at| speaks(&columns[at]) && columns[at].group == group).collect();
        let parts = split(columns, &members);
        let several = parts.len() > 1;
        for part in parts {
            let mut block = block(columns, group, &part, rules);
            block.figures.sort_by_key(|&at| part::expected(&columns[at], rules));
            if several && group.is_empty() {
                let noun = block.goals.first().map(|&at| rules.layouts.morphemes.timeless(&columns[at].noun));
                block.name = noun.unwrap_or_default();
            }
            blocks.push(block);
        }
    }
    let beside: Vec<usize> = blocks.iter().flat_map(|block| block.beside.clone()).collect();
    let mut blocks = joined(blocks, columns);
    if let Some(first) = told.first_mut() {
        first.beside = beside;
        // What the headers tell beside must be whole to be believed.
        blocks.retain(|block| !block.goals.is_empty() && !block.figures.is_empty());
    }
    let growth =
        columns.iter().position(|column| column.role == Some(ColumnRole::Background) && grows(&column.words));
    let blocks = blocks.into_iter().flat_map(|block| rated(block, columns, rules));
    let mut settled: Vec<Block> = blocks.flat_map(|block| settle(block, columns, rows)).collect();
    of_all(&mut settled, columns, rows);
    for block in &mut settled {
        block.growth = growth;
        // A goal of growth beside goals that are counts is answered by the growth rates.
        if block.figures.is_empty()
            && !block.goals.is_empty()
            && block.goals.iter().all(|&at| rises(&columns[at]))
        {
            block.figures.extend(growth);
        }
    }
    settled.extend(own);
    settled.splice(0..0, told);
    settled.retain(|block| !(block.goals.is_empty() && block.figures.is_empty() && block.rate.is_none()));
    name_apart(&mut settled, columns, rules);
    lowest::rename(&mut settled, columns, rules);
    period::tell_apart(&mut settled, columns);
    settled
}

/// 育苗任务 | 育苗完成 | 造林任务 | 造林完成: blocks without a name are called by what their goals name, where each has another.
fn name_apart(blocks: &mut [Block], columns: &[Column], rules: &Rulebook) {
    let noun = |block: &Block| {
        let goal = block.goals.first().filter(|_| block.name.is_empty());
        goal.map(|&at| rules.layouts.morphemes.timeless(&columns[at].noun))
    };
    let nouns: Vec<String> = blocks.iter().map(|block| noun(block).unwrap_or_default()).collect();
    let apart = |at: usize| {
        let known = blocks.iter().zip(&nouns).enumerate().filter(|(other, _)| *other != at);
        known.into_iter().all(|(_, (block, noun))| block.name != nouns[at] && *noun != nouns[at])
    };
    let apart: Vec<bool> = (0..nouns.len()).map(|at| !nouns[at].is_empty() && apart(at)).collect();
    if apart.iter().filter(|apart| **apart).count() > 1 {
        for ((block, noun), _) in blocks.iter_mut().zip(nouns).zip(apart).filter(|(_, apart)| *apart) {
            block.name = noun;
        }
    }
}

/// Columns under other headers that belong to a block: a rate to the block left of it, and figures to the only
/// goals.
fn joined(mut blocks: Vec<Block>, columns: &[Column]) -> Vec<Block> {
    answered(&mut blocks, columns);
    let sides = |block: &Block| (!block.goals.is_empty(), !block.figures.is_empty());
    let count =
        |blocks: &[Block], side: (bool, bool)| blocks.iter().filter(|block| sides(block) == side).count();
    if count(&blocks, (true, false)) == 1
        && count(&blocks, (false, true)) == 1
        && count(&blocks, (true, true)) == 0
    {
        let at = blocks.iter().position(|block| sides(block) == (false, true));
        if let Some(figures) = at.map(|at| blocks.remove(at))
            && let Some(goals) = blocks.iter_mut().find(|block| !block.goals.is_empty())
        {
            goals.figures = figures.figures;
            goals.rates.extend(figures.rates);
        }
    }
    let (alone, mut blocks): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| sides(block) == (false, false));
    if blocks.is_empty() {
        return alone;
    }
    for block in &alone {
        blocks[0].beside.extend(&block.beside);
    }
    let rates = alone
        .into_iter()
        .flat_map(|block| block.rates.into_iter().map(move |rate| (block.name.clone(), rate)));
    for (name, rate) in rates {
        match of_rate(&blocks, rate) {
            Some(at) => blocks[at].rates.push(rate),
            None => blocks.push(Block { name, rates: vec![rate], ..Block::default() }),
        }
    }
    blocks
}

/// 完成率 behind several goals and figures, under a header of its own, that follows from those beside it in no row: it is
/// that of all of them together.
fn of_all(blocks: &mut [Block], columns: &[Column], rows: &[Row]) {
    let whole = |block: &&Block| !block.goals.is_empty() && !block.figures.is_empty();
    if blocks.iter().filter(whole).count() < 2 {
        return;
    }
    for block in blocks {
        let (Some(rate), Some(&goal), Some(&figure)) =
            (block.rate, block.goals.first(), block.figures.first())
        else {
            continue;
        };
        let told = |at: usize, row: &&Row| row.values[at].number().is_some();
        let printed = rows.iter().filter(|row| [goal, figure, rate].iter().all(|&at| told(at, row))).count();
        if columns[rate].group != block.name && printed > 1 && follow(rows, goal, figure, rate) == 0 {
            block.rate = None;
        }
    }
}

/// 任务面积 | 补助资金 | 完成情况 over 面积 and 支付资金: figures under a header of their own answer the goals that name what they
/// measure.
fn answered(blocks: &mut Vec<Block>, columns: &[Column]) {
    let alone =
        |block: &Block, side: (bool, bool)| (!block.goals.is_empty(), !block.figures.is_empty()) == side;
    for goal in (0..blocks.len()).rev() {
        let Some(&at) = blocks[goal].goals.first().filter(|_| alone(&blocks[goal], (true, false))) else {
            continue;
        };
        let named = |name: &str| !name.is_empty() && columns[at].words.ends_with(name);
        let kin = |block: &Block| alone(block, (false, true)) && named(&block.name);
        let found: Vec<usize> = (0..blocks.len()).filter(|&at| kin(&blocks[at])).collect();
        if let [figure] = found[..] {
            let figures = std::mem::take(&mut blocks[figure].figures);
            let rates = std::mem::take(&mut blocks[figure].rates);
            blocks[goal].figures = figures;
            blocks[goal].rates.extend(rates);
        }
    }
    blocks.retain(|block| !(block.goals.is_empty() && block.figures.is_empty() && block.rates.is_empty()));
}

/// The block that a rate under a header of its own belongs to: the nearest on its left.
fn of_rate(blocks: &[Block], rate: usize) -> Option<usize> {
    let left =
        |block: &Block| block.goals.iter().chain(&block.figures).max().is_some_and(|&last| last < rate);
    let near = (0..blocks.len()).filter(|&at| left(&blocks[at]));
    near.max_by_key(|&at| blocks[at].figures.iter().max().copied())
}

/// 危房改造完成率 | 厕所改造完成率: where nothing but rates is told, each of them of a work of its own.
fn rated(block: Block, columns: &[Column], rules: &Rulebook) -> Vec<Block> {
    let name = |at: usize| {
        let noun = rules.layouts.morphemes.timeless(&columns[at].noun);
        let rate = columns[at].words.trim_end_matches('率');
        if noun.is_empty() && rules.layouts.morphemes.is_verb(rate) { rate.to_owned() } else { noun }
    };
    let alone = block.goals.is_empty() && block.figures.is_empty() && block.rates.len() > 1;
    let proper = |&at: &usize| columns[at].role == Some(ColumnRole::Rate) && columns[at].progress;
    let names: Vec<String> = block.rates.iter().map(|&at| name(at)).collect();
    let apart = (0..names.len()).all(|at| !names[at].is_empty() && !names[..at].contains(&names[at]));
    if !alone || !apart || !block.rates.iter().all(proper) {
        return vec![block];
    }
    let own = |(rate, name): (&usize, String)| Block {
        name: block.name.clone() + &name,
        rates: vec![*rate],
        ..Block::default()
    };
    block.rates.iter().zip(names).map(own).collect()
}

fn speaks(column: &Column) -> bool {
    matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share))
}

/// Lets the printed rates decide between candidates.
fn settle(mut block: Block, columns: &[Column], rows: &[Row]) -> Vec<Block> {
    by_months(&mut block, columns, rows);
    find_missing(&mut block, columns, rows);
    choose(&mut block, columns, rows);
    let later = later(&mut block, columns);
    std::iter::once(block).chain(later).collect()
}

/// 2022年目标 | 2022年完成 | 2023年目标, and the years of a plan: the goals of the years after the first, each by itself.
fn later(block: &mut Block, columns: &[Column]) -> Vec<Block> {
    let Some(year) = block.goals.first().and_then(|&at| columns[at].year) else { return Vec::new() };
    // The last year of a plan of five stands far off, where the table reports; a plan sets each of its years a goal.
    let plans = block.figures.is_empty() && block.rate.is_none();
    let after = |at: &usize| {
        columns[*at].year.is_some_and(|own| own > year && (plans || own == year + 1 || own % 5 > 0))
    };
    let (found, kept) = block.goals.iter().copied().partition(after);
    block.goals = kept;
    let alone = |at: usize| Block { name: block.name.clone(), goals: vec![at], ..Block::default() };
    Vec::into_iter(found).map(alone).collect()
}
