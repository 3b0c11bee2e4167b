//! What a block of columns under several levels of headers is called: by the lowest, where that is enough.

use super::{block::Block, column::Column, naming};
use crate::rules::Rulebook;

/// A block under several levels of headers is called by the lowest, where no other block is called like it.
pub(super) fn rename(blocks: &mut [Block], columns: &[Column], rules: &Rulebook) {
    let lowest = |block: &Block| {
        let mut headers = block.goals.iter().chain(&block.figures).chain(&block.rate).map(|&at| &columns[at]);
        let column = headers.find(|column| column.group == block.name && !column.lowest.is_empty())?;
        naming::tells(&column.lowest, rules).then(|| column.lowest.clone())
    };
    let names: Vec<Option<String>> = blocks.iter().map(lowest).collect();
    for at in 0..blocks.len() {
        let Some(name) = &names[at] else { continue };
        let other = |other: usize| {
            blocks[other].name != blocks[at].name
                && names[other].as_ref().unwrap_or(&blocks[other].name) == name
        };
        if !(0..blocks.len()).any(other) {
            blocks[at].name.clone_from(name);
        }
    }
}
