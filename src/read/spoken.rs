//! How letters are spoken, in brackets behind them, as pages that were turned into other letters hold it: 計(jì)劃.

use crate::text::{Letters, is_han, is_toned};

/// So many of them make a text one of these.
const FEWEST: usize = 8;

/// Most letters of a syllable.
const SYLLABLE: usize = 6;

static OPENING: Letters = Letters::of("(（");

/// A text without them; `None` where it holds few or none.
pub(super) fn silent(text: &str) -> Option<String> {
    if !may_be_toned(text) {
        return None;
    }
    let behind = OPENING.places(text).filter(|at| text[..*at].ends_with(is_han));
    let spoken: Vec<(usize, usize)> =
        behind.filter_map(|at| Some((at, at + syllable(&text[at..])?))).collect();
    if spoken.len() < FEWEST {
        return None;
    }
    let (mut found, mut kept) = (String::with_capacity(text.len()), 0);
    for (at, end) in spoken {
        found.push_str(&text[kept..at]);
        kept = end;
    }
    found.push_str(&text[kept..]);
    Some(found)
}

/// False for most texts: no letter of theirs begins as a vowel with its tone does.
fn may_be_toned(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (0xc3..=0xc7).contains(&byte))
}

/// The bytes of a syllable in brackets that a text begins with.
fn syllable(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let length = inner.find(|c: char| !(c.is_ascii_lowercase() || is_toned(c)))?;
    let close = inner[length..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let syllable = &inner[..length];
    let toned = syllable.contains(is_toned) && syllable.chars().count() <= SYLLABLE;
    toned.then_some(text.len() - inner.len() + length + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::silent;

    #[test]
    fn how_letters_are_spoken_is_left_out_where_many_say_it() {
        let one = "計(jì)劃實(shí)施，含(a)與（）";
        assert_eq!(silent(one), None);
        let many = silent(&one.repeat(4)).unwrap();
        assert_eq!(many, "計劃實施，含(a)與（）".repeat(4));
    }
}
