//! What strangers wrote is shown on a terminal and never obeyed by it.

use std::{
    borrow::Cow,
    io::{self, Write},
};

/// A text in which what would steer a terminal, or turn the order of letters about, is written out: `\u{1b}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if steers(c) { c.escape_unicode().collect() } else { String::from(c) };
    Cow::Owned(text.chars().map(shown).collect())
}

/// True for control characters but line ends and tabs, for marks of direction, and for letters without a shape.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A writer through which only what is visible goes.
pub(crate) struct Visible<W: Write> {
    out: W,
    /// The beginning of a letter whose end is still to come.
    begun: Vec<u8>,
}

impl<W: Write> Visible<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let all = [self.begun.as_slice(), bytes].concat();
        self.begun.clear();
        for chunk in all.utf8_chunks() {
            self.out.write_all(visible(chunk.valid()).as_bytes())?;
            let broken = chunk.invalid();
            let last = broken.as_ptr_range().end == all.as_ptr_range().end;
            if last
                && !broken.is_empty()
                && broken.len() < 4
                && std::str::from_utf8(broken).is_err_and(|error| error.error_len().is_none())
            {
                self.begun.extend_from_slice(broken);
            } else {
                for byte in broken {
                    write!(self.out, "\\x{byte:02x}")?;
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out_and_the_rest_is_as_it_was() {
        for (text, shown) in [
            ("完成\t31口\n", "完成\t31口\n"),
            ("\u{1b}[2J\u{1b}]0;x\u{7}", "\\u{1b}[2J\\u{1b}]0;x\\u{7}"),
            ("a\rb\u{8}\u{7f}\u{9b}1m", "a\\u{d}b\\u{8}\\u{7f}\\u{9b}1m"),
            ("31\u{202e}84\u{2066}", "31\\u{202e}84\\u{2066}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn letters_that_come_in_pieces_are_whole() {
        let text = "疏浚\u{9b}塘坝\u{202e}48口";
        for piece in 1..text.len() {
            let mut shown = Vec::new();
            let mut out = Visible::new(&mut shown);
            text.as_bytes().chunks(piece).for_each(|bytes| out.write_all(bytes).unwrap());
            assert_eq!(String::from_utf8(shown).unwrap(), visible(text), "{piece}");
        }
        let mut shown = Vec::new();
        Visible::new(&mut shown).write_all(b"a\xff\x9bb").unwrap();
        assert_eq!(shown, b"a\\xff\\x9bb");
    }
}
