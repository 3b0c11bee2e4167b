/// Characters that a text is looked through for; what is none of them is passed without being decoded.
///
/// One bit for each character of the basic plane, so that a look into the table tells; characters beyond it are never
/// among them.
#[derive(Clone, Debug)]
pub struct Letters {
    bits: [u64; 1024],
    /// The last six bits of each of them, which are those of its last byte, by its first byte: most letters of a text are
    /// none by these, and need no look into the table. Every bit where a character has not three bytes.
    ends: [u64; 256],
}

/// No character of three bytes.
const NO_ENDS: [u64; 256] = {
    let (mut ends, mut first) = ([u64::MAX; 256], 0xe0);
    while first <= 0xef {
        ends[first] = 0;
        first += 1;
    }
    ends
};

impl Default for Letters {
    fn default() -> Self {
        Self::of("")
    }
}

impl Letters {
    /// The characters of a text.
    #[must_use]
    pub const fn of(letters: &str) -> Self {
        let (mut rest, mut found) = (letters.as_bytes(), Self { bits: [0; 1024], ends: NO_ENDS });
        while let [first, tail @ ..] = rest {
            let letter = match (first, tail) {
                (0..0x80, _) => *first as u32,
                (0xc0..0xe0, [second, ..]) => (*first as u32 & 0x1f) << 6 | *second as u32 & 0x3f,
                (0xe0..0xf0, [second, third, ..]) => {
                    (*first as u32 & 0x0f) << 12 | (*second as u32 & 0x3f) << 6 | *third as u32 & 0x3f
                }
                _ => panic!("a character beyond the basic plane"),
            };
            found = found.with(letter);
            let (_, behind) = rest.split_at(length(*first));
            rest = behind;
        }
        found
    }

    /// With one character more; one beyond the plane is left out.
    const fn with(mut self, letter: u32) -> Self {
        if letter < 0x1_0000 {
            self.bits[letter as usize / 64] |= 1 << (letter % 64);
            self.ends[0xe0 | letter as usize >> 12] |= 1 << (letter % 64);
        }
        self
    }

    /// Takes one character more; one beyond the plane is left out.
    pub fn add(&mut self, letter: char) {
        let (bits, ends) =
            (self.bits.get_mut(letter as usize / 64), self.ends.get_mut(0xe0 | letter as usize >> 12));
        for bits in bits.into_iter().chain(ends) {
            *bits |= 1 << (letter as u32 % 64);
        }
    }

    /// True where a character is one of them.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        self.bits.get(letter as usize / 64).is_some_and(|bits| bits & 1 << (letter as u32 % 64) != 0)
    }

    /// The first place at or after `from` where one of them stands.
    #[must_use]
    #[inline]
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(from..)?;
        let among = |bits: u64, last: &u8| bits >> (last & 0x3f) & 1 != 0;
        let may_be = |first: &u8, last: &u8| among(self.ends[usize::from(*first)], last);
        loop {
            // Most characters have three bytes, and most are none: two at once, as long as they are.
            while let [one, _, end, other, _, last, tail @ ..] = rest {
                if may_be(one, end) || may_be(other, last) {
                    break;
                }
                rest = tail;
            }
            if let [first @ 0xe0..=0xef, second, last, tail @ ..] = rest {
                if among(self.bits[usize::from(first & 0x0f) << 6 | usize::from(second & 0x3f)], last) {
                    return Some(text.len() - rest.len());
                }
                rest = tail;
                continue;
            }
            let (bits, last, tail) = match rest {
                [first @ 0..=0x7f, tail @ ..] => (self.bits[usize::from(first >> 6)], first, tail),
                [first @ 0xc0..=0xdf, last, tail @ ..] => (self.bits[usize::from(first & 0x1f)], last, tail),
                [_, _, _, _, tail @ ..] => {
                    rest = tail;
                    continue;
                }
                [..] => return None,
            };
            if among(bits, last) {
                return Some(text.len() - rest.len());
            }
            rest = tail;
        }
    }

    /// Every place where one of them stands.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next(text, from)?;
            from = behind(text, at);
            Some(at)
        })
    }

    /// The parts of a text between them.
    pub fn split<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let mut rest = Some(0);
        std::iter::from_fn(move || {
            let from = rest?;
            let at = self.next(text, from);
            rest = at.map(|at| behind(text, at));
            Some(&text[from..at.unwrap_or(text.len())])
        })
    }

    /// True where one of them stands in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.next(text, 0).is_some()
    }
}

/// The bytes of a character, by its first.
const fn length(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}

/// The place behind the character that begins at a byte.
#[must_use]
#[inline]
pub fn behind(text: &str, at: usize) -> usize {
    at + text.as_bytes().get(at).map_or(0, |first| length(*first))
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn every_character_of_the_set_and_no_other_is_found() {
        static SOME: Letters = Letters::of("a；·一９\u{ad}");
        for letter in (0..0x11_0000).filter_map(char::from_u32) {
            let known = "a；·一９\u{ad}".contains(letter);
            assert_eq!((SOME.has(letter), SOME.are_in(&letter.to_string())), (known, known), "{letter:?}");
        }
        assert_eq!(SOME.places("一二；𠀀a一").collect::<Vec<_>>(), [0, 6, 13, 14]);
        assert_eq!(SOME.next("一二；", 3), Some(6));
        for text in ["", "二", "；", "二；三", "；；二一", "二a"] {
            let parts: Vec<&str> = text.split(|c| SOME.has(c)).collect();
            assert_eq!(SOME.split(text).collect::<Vec<_>>(), parts, "{text}");
        }
    }
}
