use encoding_rs::WINDOWS_1252;

use super::Streams;
use crate::read::{
    ReadError,
    compound::{short, word},
};

/// A stretch of the text, whose letters stand behind one another in the main stream.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where its first letter stands in the main stream.
    place: usize,
    /// True for two bytes a letter.
    wide: bool,
    /// Its letters, as far as they are there.
    pub(super) letters: Vec<u16>,
}

impl Piece {
    /// Where a letter stands in the main stream.
    pub(super) fn place(&self, letter: usize) -> usize {
        self.place + letter * if self.wide { 2 } else { 1 }
    }
}

/// The place of the table of pieces in the head.
const PIECES: usize = 0x1a2;

/// The text in its pieces.
pub(super) fn text(streams: &Streams) -> Result<Vec<Piece>, ReadError> {
    let table = table(streams.part(PIECES)).ok_or_else(|| broken("its table of pieces is missing"))?;
    // Places of letters, one more than pieces; then eight bytes for each piece.
    let count = table.len().saturating_sub(4) / 12;
    let (mut pieces, mut whole) = (Vec::new(), 0);
    for index in 0..count {
        let bounds = word(table, 4 * index).zip(word(table, 4 * index + 4));
        let place = word(table, 4 * (count + 1) + 8 * index + 2);
        let (Some((start, end)), Some(place)) = (bounds, place) else { break };
        let letters = end.saturating_sub(start) as usize;
        whole += letters;
        // No letter stands in two pieces, so there are no more of them than bytes.
        if whole > streams.main.len() {
            return Err(broken("its pieces are longer than its text"));
        }
        pieces.push(piece(&streams.main, place, letters));
    }
    Ok(pieces)
}

fn broken(what: &str) -> ReadError {
    ReadError::Broken(what.to_owned())
}

/// The table of pieces, behind the properties that stand before it.
fn table(mut part: &[u8]) -> Option<&[u8]> {
    loop {
        match part.first()? {
            1 => part = part.get(3 + usize::from(short(part, 1)?)..)?,
            2 => return part.get(5..5usize.checked_add(word(part, 1)? as usize)?),
            _ => return None,
        }
    }
}

fn piece(main: &[u8], place: u32, letters: usize) -> Piece {
    let (place, wide) = (place & 0x3fff_ffff, place & 0x4000_0000 == 0);
    let place = if wide { place } else { place / 2 } as usize;
    let rest = main.get(place..).unwrap_or_default();
    let letters = if wide {
        rest.chunks_exact(2).take(letters).map(|two| u16::from_le_bytes([two[0], two[1]])).collect()
    } else {
        let bytes = &rest[..letters.min(rest.len())];
        bytes.iter().map(|&byte| narrow(byte)).collect()
    };
    Piece { place, wide, letters }
}

/// A letter of one byte.
fn narrow(byte: u8) -> u16 {
    if byte < 0x80 {
        return u16::from(byte);
    }
    let bytes = [byte];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.encode_utf16().next().unwrap_or(0)
}
