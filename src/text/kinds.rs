use super::is_toned;

/// Which kinds of characters stand in a line: what none of it holds is not looked for in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// A digit, half or full width.
    pub const DIGIT: Self = Self(1);
    /// A blank between words: half or full width, or one that keeps a line together.
    pub const BLANK: Self = Self(1 << 1);
    /// A bar or a tab, as between cells.
    pub const BAR: Self = Self(1 << 2);
    /// A sign that compares: ≥, <, =.
    pub const SIGN: Self = Self(1 << 3);
    /// A character without a width, a question mark, which may stand for one that was lost, or a vowel with its tone.
    pub const LOST: Self = Self(1 << 4);
    /// A colon, half or full width.
    pub const COLON: Self = Self(1 << 5);

    /// A blank of another width, or what parts lines or pages.
    pub const GAP: Self = Self(1 << 6);

    /// Either of two kinds.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (bytes, mut kinds, mut at) = (text.as_bytes(), 0, 0);
        while let Some(first) = bytes.get(at) {
            // Chinese letters, most of a text, are none of these.
            if (0xe4..=0xe9).contains(first) {
                at += 3;
                continue;
            }
            let Some(letter) = text[at..].chars().next() else { break };
            kinds |= Self::of_letter(letter).0;
            at += letter.len_utf8();
        }
        Self(kinds)
    }

    fn of_letter(letter: char) -> Self {
        match letter {
            '0'..='9' | '０'..='９' => Self::DIGIT,
            ' ' | '\u{3000}' | '\u{a0}' => Self::BLANK,
            '|' | '｜' | '│' | '\t' => Self::BAR,
            '≥' | '≧' | '≤' | '≦' | '＞' | '＜' | '>' | '<' | '=' | '＝' => Self::SIGN,
            '?' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => Self::LOST,
            ':' | '：' => Self::COLON,
            _ if is_toned(letter) => Self::LOST,
            _ if letter.is_whitespace() => Self::GAP,
            _ => Self(0),
        }
    }

    /// True where a character of any of the kinds is among them.
    #[must_use]
    pub fn hold(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Kinds;

    #[test]
    fn a_line_holds_what_stands_in_it() {
        for (text, kind) in [
            ("完成９项", Kinds::DIGIT),
            ("目 标", Kinds::BLANK),
            ("目标│完成", Kinds::BAR),
            ("产量≥五", Kinds::SIGN),
            ("产\u{200b}量", Kinds::LOST),
            ("产chǎn量", Kinds::LOST),
            ("产量：五", Kinds::COLON),
            ("目\u{2003}标", Kinds::GAP),
        ] {
            let all =
                [Kinds::DIGIT, Kinds::BLANK, Kinds::BAR, Kinds::SIGN, Kinds::LOST, Kinds::COLON, Kinds::GAP];
            let held: Vec<Kinds> = all.into_iter().filter(|known| Kinds::of(text).hold(*known)).collect();
            assert_eq!(held, [kind], "{text}");
        }
    }
}
