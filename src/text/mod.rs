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
    // Chinese letters and signs of full width begin with 0xe4 and above; below stand the blanks of three bytes, and
    // beside them quotes, dashes and stops.
    let wide = |letter: Option<&[u8; 3]>| {
        matches!(letter, Some([0xe4..=0xef, ..] | [0xe3, 0x80, 0x81..=0xbf] | [0xe2, 0x80, 0x90..=0x9f]))
    };
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    let begins = wide(bytes.first_chunk()) || plain(bytes.first());
    match begins && (plain(bytes.last()) || wide(bytes.last_chunk())) {
        true => text,
        false => text.trim(),
    }
}

/// What stands between the blanks of a text: `split_whitespace`, without decoding what is none.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    BLANKS.split(text).filter(|word| !word.is_empty())
}

/// Every blank.
static BLANKS: Letters = Letters::of(
    "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}",
);

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
    use super::{bare, is_letter, words};

    #[test]
    fn words_stand_between_blanks_of_every_width() {
        let blanks = (0..0x11_0000).filter_map(char::from_u32).filter(|c| c.is_whitespace());
        let text: String = blanks.map(|blank| format!("完{blank}成\u{200b}")).collect();
        for text in [text.as_str(), "", " ", "完成", " 完成  率 "] {
            assert_eq!(words(text).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        }
    }

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
            "“完”",
            "完。",
            "\u{2009}。\u{2028}",
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
