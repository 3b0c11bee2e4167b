//! A line of a page while it is put together.

/// The text of a line while it is put together; blanks as a browser shows them.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    blank: Option<char>,
}

impl Line {
    /// Adds text: runs of blanks are one, and none where a line was broken between two Chinese characters.
    pub(super) fn add(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_whitespace() {
                let kept = if self.blank.is_some_and(|blank| blank != '\n') { ' ' } else { letter };
                self.blank = Some(kept);
                continue;
            }
            if letter == '\u{200b}' || letter == '\u{feff}' {
                continue;
            }
            let last = self.text.chars().next_back();
            if let Some(blank) = self.blank.take()
                && last.is_some_and(|last| last != '\n' && !(blank == '\n' && wide(last) && wide(letter)))
            {
                self.text.push(' ');
            }
            self.text.push(letter);
        }
    }

    /// Ends the line inside a cell.
    pub(super) fn end(&mut self) {
        self.blank = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "o:p",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "var",
    "time",
    "data",
    "ruby",
    "img",
    "wbr",
    "bdi",
    "bdo",
    "st1:chsdate",
];

/// True where an element is part of its line.
pub(super) fn inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Digits above or below the line keep their place: km² is not km2.
pub(in crate::read) fn shifted(name: &str, text: &str) -> Option<String> {
    let digits = match name {
        "sup" => "⁰¹²³⁴⁵⁶⁷⁸⁹",
        "sub" => "₀₁₂₃₄₅₆₇₈₉",
        _ => return None,
    };
    let shift = |c: char| c.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize)).unwrap_or(c);
    Some(text.chars().map(shift).collect())
}
