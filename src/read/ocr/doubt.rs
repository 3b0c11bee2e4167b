//! How sure a digit was read. Until its place in the text is known, it carries this as a mark behind it.

use crate::text::Span;

/// Marks stand in a plane of Unicode that no text uses.
const FIRST: u32 = 0xF_0000;
/// From this percentage on a digit is read surely, and carries no mark.
pub(super) const SURE: u8 = 90;

/// The mark of a digit that was read with this percentage.
#[cfg(any(feature = "ocr", test))]
pub(super) fn mark(percent: u8) -> Option<char> {
    char::from_u32(FIRST + u32::from(percent)).filter(|_| percent < SURE)
}

/// The percentage that a mark stands for.
fn percent(mark: char) -> Option<u8> {
    let percent = u32::from(mark).checked_sub(FIRST).filter(|percent| *percent < u32::from(SURE))?;
    u8::try_from(percent).ok()
}

/// Writes a text down without its marks, and where the digits stand that carry one.
pub(in crate::read) fn take(text: &str, out: &mut String, doubts: &mut Vec<(Span, u8)>) {
    for letter in text.chars() {
        match percent(letter) {
            Some(percent) => {
                let digit = out.chars().next_back().map_or(0, char::len_utf8);
                doubts.push((Span::new(out.len() - digit, out.len()), percent));
            }
            None => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mark, percent};

    #[test]
    fn a_mark_gives_its_percentage_back_and_letters_are_none() {
        assert_eq!(mark(61).and_then(percent), Some(61));
        assert_eq!(mark(95), None);
        assert!("完成9%".chars().all(|letter| percent(letter).is_none()));
    }
}
