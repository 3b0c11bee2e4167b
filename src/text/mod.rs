//! Where things are: spans, sources with their lines, tables inside a source, and notes that point at them.

mod blanks;
mod breaks;
mod covered;
mod flow;
mod kinds;
mod letters;
mod note;
mod point;
mod recognised;
mod source;
mod span;
mod table;
mod twin;

pub use covered::Covered;
pub use flow::Flow;
pub use kinds::Kinds;
pub use letters::{Letters, behind};
pub use note::{Note, Severity};
pub use point::{Excerpt, pointed};
pub use recognised::Recognised;
pub use source::{Locus, Mark, Source};
pub use span::Span;
pub use table::{Cell, Table};
pub use twin::Twin;

/// True for the characters that Chinese words are written with: no digit, no stop, nothing to be split off.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇')
}

/// True for the vowels of Pinyin with the mark of their tone.
#[must_use]
pub fn is_toned(c: char) -> bool {
    matches!(c, '\u{e0}'..='\u{fc}' | '\u{100}'..='\u{1dc}') && "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c)
}

/// True for letters and digits; most are Chinese, and the table of all scripts is slow to look into.
#[must_use]
pub fn is_letter(c: char) -> bool {
    is_han(c)
        || !matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '，' | '：' | '；' | '（' | '）')
            && c.is_alphanumeric()
}

/// A text without the blanks around it; most have none, and their first and last letters say so.
#[must_use]
pub fn bare(text: &str) -> &str {
    // Chinese letters and signs of full width begin with these; the blanks of three bytes with lower ones.
    let wide = |byte: Option<&u8>| byte.is_some_and(|byte| (0xe4..=0xef).contains(byte));
    let bytes = text.as_bytes();
    match wide(bytes.first()) && wide(bytes.len().checked_sub(3).and_then(|at| bytes.get(at))) {
        true => text,
        false => text.trim(),
    }
}

/// True for a text of so many characters at most; a longer one is not read to its end.
#[must_use]
pub fn fits(text: &str, most: usize) -> bool {
    text.len() <= most || text.len() <= 4 * most && text.chars().nth(most).is_none()
}

/// True for an Arabic digit, half or full width.
#[must_use]
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{bare, is_letter};

    #[test]
    fn a_text_loses_the_blanks_around_it_and_nothing_else() {
        for text in [
            "",
            " ",
            "完成",
            "完成 ",
            "\u{3000}完成",
            "完\u{3000}成",
            "，完成\u{a0}",
            "a\n",
            "完a",
            "鿿\u{2003}",
        ] {
            assert_eq!(bare(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn letters_are_those_of_all_scripts() {
        for letter in (0..0x2_0000).filter_map(char::from_u32) {
            assert_eq!(is_letter(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }
}
