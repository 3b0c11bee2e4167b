//! Where a number can begin.

use crate::text::Letters;

/// The next place at or after `from` where a digit, a Chinese numeral or 翻 stands.
pub(super) fn next(text: &str, from: usize) -> Option<usize> {
    BEGIN.next(text, from)
}

/// Characters that begin a number.
static BEGIN: Letters = Letters::of(
    "0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩廿卅卌翻",
);

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
