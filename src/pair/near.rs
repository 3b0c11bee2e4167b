//! Which claims stand near another one: in its sentence, piece or block, and no further than a reader looks.
//!
//! Claims come in the order of the text, so that those of one sentence, piece or block stand side by side.

use std::ops::Range;

use crate::interpret::{Claim, Position};

/// How many claims a reader looks back and ahead; what is longer is a table.
const REACH: usize = 160;

/// The claims around `index` of its sentence.
pub(super) fn sentence(claims: &[Claim], index: usize) -> Range<usize> {
    around(claims, index, |at| at.sentence)
}

/// The claims around `index` of its piece.
pub(super) fn piece(claims: &[Claim], index: usize) -> Range<usize> {
    around(claims, index, |at| at.piece)
}

/// The claims around `index` of its block.
pub(super) fn block(claims: &[Claim], index: usize) -> Range<usize> {
    around(claims, index, |at| at.block)
}

fn around(claims: &[Claim], index: usize, place: impl Fn(&Position) -> usize) -> Range<usize> {
    let here = place(&claims[index].at);
    let beside = |claim: &&Claim| place(&claim.at) == here;
    let before = claims[..index].iter().rev().take(REACH).take_while(beside).count();
    let behind = claims[index + 1..].iter().take(REACH).take_while(beside).count();
    index - before..index + 1 + behind
}
