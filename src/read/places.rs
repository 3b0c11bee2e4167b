//! Where a text that was read stands in its file, of which only pieces were kept.

use crate::text::{Mark, Span};

/// Where the text stands in the file: its letters are those of the kept pieces, in order, blanks aside.
pub(super) fn marks(file: &str, kept: &[&str], text: &str) -> Vec<Mark> {
    let shown = |&(_, letter): &(usize, char)| !letter.is_whitespace();
    let mut stood = kept.iter().flat_map(|piece| {
        let start = Span::of(file, piece).start;
        piece.char_indices().map(move |(at, letter)| (start + at, letter))
    });
    let (mut in_file, mut in_text) = (Counted::default(), Counted::default());
    let (mut ahead, mut marks) = ((0, 0), Vec::new());
    for (byte, letter) in text.char_indices().filter(shown) {
        let Some((at, _)) = stood.by_ref().filter(shown).find(|&(_, found)| found == letter) else { break };
        in_file.reach(file, at);
        in_text.reach(text, byte);
        let now = (in_file.lines - in_text.lines, in_file.scalars - in_text.scalars);
        if now != ahead {
            ahead = now;
            let (line, scalar) = (in_file.lines as usize + 1, in_file.scalars as usize);
            marks.push(Mark { byte, line, scalar });
        }
    }
    marks
}

/// Lines and scalar values of a text before a byte that moves on.
#[derive(Default)]
struct Counted {
    byte: usize,
    lines: i64,
    scalars: i64,
}

impl Counted {
    fn reach(&mut self, text: &str, byte: usize) {
        let passed = &text[self.byte.min(byte)..byte];
        self.lines += passed.matches('\n').count() as i64;
        self.scalars += passed.chars().count() as i64;
        self.byte = byte;
    }
}
