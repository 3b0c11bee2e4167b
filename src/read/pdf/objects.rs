//! The table of objects of a PDF, looked at before it is read: numbers that no table has make a reader walk without end.

use crate::read::ReadError;

/// What stands in the dictionary of a table of objects that is a stream.
const TABLE: &[u8] = b"/XRef";
/// How far before and behind that mark the dictionary is looked for, in bytes.
const AROUND: usize = 4096;
/// Most bytes of a field, and most objects of a PDF.
const WIDTH: i64 = 8;
const OBJECTS: i64 = 8_388_607;

/// An error where a table of objects cannot be one.
pub(super) fn look(bytes: &[u8]) -> Result<(), ReadError> {
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(TABLE.len()).position(|word| word == TABLE) {
        let mark = at + found;
        at = mark + TABLE.len();
        let dictionary = dictionary(bytes, mark);
        let within =
            |key: &[u8], most: i64| numbers(dictionary, key).iter().all(|number| (0..=most).contains(number));
        if !(within(b"/W", WIDTH) && within(b"/Index", OBJECTS) && within(b"/Size", OBJECTS)) {
            return Err(ReadError::Broken("its table of objects is broken".to_owned()));
        }
    }
    Ok(())
}

/// The dictionary around a mark.
fn dictionary(bytes: &[u8], mark: usize) -> &[u8] {
    let (from, to) = (mark.saturating_sub(AROUND), bytes.len().min(mark + AROUND));
    let begins = bytes[from..mark].windows(4).rposition(|word| word == b" obj").map_or(from, |at| from + at);
    let ends = bytes[mark..to].windows(6).position(|word| word == b"stream").map_or(to, |at| mark + at);
    &bytes[begins..ends]
}

/// The numbers behind a key: one, or those of a list.
fn numbers(dictionary: &[u8], key: &[u8]) -> Vec<i64> {
    let named = |at: &usize| {
        let rest = &dictionary[*at..];
        rest.starts_with(key) && rest.get(key.len()).is_none_or(|next| !next.is_ascii_alphabetic())
    };
    let Some(at) = (0..dictionary.len()).find(named) else { return Vec::new() };
    let rest = String::from_utf8_lossy(&dictionary[at + key.len()..]);
    let rest = rest.trim_start();
    let list = rest.strip_prefix('[').map_or_else(
        || rest.split(|c: char| !(c.is_ascii_digit() || c == '-')).next().unwrap_or_default(),
        |list| list.split(']').next().unwrap_or_default(),
    );
    // What is too large for a number is above every bound.
    list.split_whitespace().map(|word| word.parse().unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn widths_below_zero_and_objects_without_number_are_refused() {
        let table = |told: &str| format!("9 0 obj\n<</Type/XRef/Root 1 0 R{told}>>stream\nendstream");
        assert!(look(table("/Size 6/Index[0 6]/W [1 2 1]").as_bytes()).is_ok());
        assert!(look(table("/Size 6/W[1 2 1]/Widths[-1]").as_bytes()).is_ok());
        assert!(look(table("/Size 6/W [-1 2 1]").as_bytes()).is_err());
        assert!(look(table("/Size 99999999999999999999/W[1 2 1]").as_bytes()).is_err());
        assert!(look(b"/XRef").is_ok());
    }
}
