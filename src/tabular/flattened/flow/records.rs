//! The runs of numbers that are rows.

use super::atoms::Atom;

/// Most cells of words between two rows.
pub(super) const APART: usize = 24;

/// Numbers that follow each other, and the words before them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Where the words before begin.
    pub(super) words: usize,
    /// Where the numbers begin, and where they end.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The runs of numbers behind a head, each with the words before it, as long as they stand close.
pub(super) fn records(atoms: &[Atom], from: usize, end: usize) -> Vec<Record> {
    // A name that reads like a word of the head was taken for one.
    let named =
        |from: usize| if atoms.get(from).is_some_and(|atom| atom.number.is_some()) { from - 1 } else { from };
    let (mut found, mut words, mut at): (Vec<Record>, usize, usize) = (Vec::new(), named(from), from);
    while at < end {
        let count = atoms[at..end].iter().take_while(|atom| atom.number.is_some()).count();
        if count == 0 {
            if at - words > APART || atoms[at].sentence {
                break;
            }
            at += 1;
            continue;
        }
        found.push(Record { words, first: at, end: at + count });
        at += count;
        words = at;
    }
    found
}
