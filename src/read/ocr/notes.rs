//! What a reader is told of a text that was read from pictures.

use crate::text::{Note, Severity, Source, Span};

/// Most doubtful digits that are named one by one.
const NAMED: usize = 20;
/// Letters shown around a doubtful digit.
const AROUND: usize = 8;

/// That it was, and which digits were not read surely.
pub(in crate::read) fn notes(source: &Source) -> Vec<Note> {
    let recognised = &source.recognised;
    let mut told = Told::default();
    if recognised.lines.is_empty() {
        return told.0;
    }
    let read = format!("{} lines were read from pictures by OCR: compare their rows", recognised.lines.len());
    told.note("page-recognised", Severity::Note, read);
    for (digit, percent) in recognised.doubts.iter().take(NAMED) {
        let (line, words) = (source.text_line(digit.start), around(&source.text, *digit));
        let message = format!("line {line}: `{}` in `{words}` is {percent} % sure", digit.text(&source.text));
        told.note("digit-doubtful", Severity::Warning, message);
    }
    let more = recognised.doubts.len().saturating_sub(NAMED);
    if more > 0 {
        told.note("digit-doubtful", Severity::Warning, format!("{more} more digits are not read surely"));
    }
    told.0
}

#[derive(Default)]
struct Told(Vec<Note>);

impl Told {
    fn note(&mut self, code: &'static str, severity: Severity, message: String) {
        self.0.push(Note { severity, code, message, spans: Vec::new() });
    }
}

/// A digit with some letters of its line.
fn around(text: &str, digit: Span) -> &str {
    let inside = |c: &(usize, char)| c.1 != '\n' && c.1 != '\t';
    let before = text[..digit.start].char_indices().rev().take_while(inside).take(AROUND).last();
    let after = text[digit.end..].char_indices().take_while(inside).take(AROUND).last();
    let end = after.map_or(digit.end, |(at, letter)| digit.end + at + letter.len_utf8());
    &text[before.map_or(digit.start, |(at, _)| at)..end]
}

#[cfg(test)]
mod tests {
    use super::{Source, Span, notes};
    use crate::text::Recognised;

    #[test]
    fn a_doubtful_digit_is_shown_in_its_line() {
        let mut source = Source::new("a.png", "一\n疏浚塘坝48口\n");
        assert!(notes(&source).is_empty());
        let digit = Span::new(16, 17);
        source.recognised = Recognised { lines: vec![Span::new(4, 21)], doubts: vec![(digit, 61)] };
        let told: Vec<String> = notes(&source).into_iter().map(|note| note.message).collect();
        assert_eq!(told[1], "line 2: `4` in `疏浚塘坝48口` is 61 % sure");
    }
}
