//! Where a number can begin.

/// The next place at or after `from` where a digit, a Chinese numeral or 翻 stands.
pub(super) fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            if byte.is_ascii_digit() {
                return Some(at);
            }
            at += 1;
        } else if (0xe3..0xf0).contains(&byte) {
            // Three bytes of a character; the text is UTF-8, so both are there.
            let letter = u32::from(byte & 0x0f) << 12
                | u32::from(bytes[at + 1] & 0x3f) << 6
                | u32::from(bytes[at + 2] & 0x3f);
            if begins(letter) {
                return Some(at);
            }
            at += 3;
        } else {
            at += 1;
        }
    }
    None
}

/// Characters that begin a number, by their code.
const BEGIN: &str =
    "０１２３４５６７８９零〇一二两三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩廿卅卌翻";

/// One bit for each of the characters of three bytes.
const BITS: [u64; 1024] = bits();

const fn bits() -> [u64; 1024] {
    let (bytes, mut bits, mut at) = (BEGIN.as_bytes(), [0; 1024], 0);
    while at < bytes.len() {
        let letter = ((bytes[at] & 0x0f) as usize) << 12
            | ((bytes[at + 1] & 0x3f) as usize) << 6
            | (bytes[at + 2] & 0x3f) as usize;
        bits[letter / 64] |= 1 << (letter % 64);
        at += 3;
    }
    bits
}

fn begins(letter: u32) -> bool {
    BITS[letter as usize / 64] & 1 << (letter % 64) != 0
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::scan::digits::{is_chinese, is_digit};

    #[test]
    fn it_finds_what_the_numerals_begin_with() {
        for letter in (0..0x11_0000).filter_map(char::from_u32) {
            let begins = is_digit(letter) || is_chinese(letter) || letter == '翻';
            assert_eq!(next(&letter.to_string(), 0).is_some(), begins, "{letter}");
        }
    }
}
