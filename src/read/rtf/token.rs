/// A piece of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// `\word`, and the number behind it.
    Word(&'a [u8], Option<i32>),
    /// `\*` and other signs behind a stroke.
    Sign(u8),
    /// A byte of text: as it is, or as `\'c4`.
    Byte(u8),
}

/// The pieces of rich text in their order.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn stroke(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.at)?;
        if first == b'\'' {
            let digits = self.bytes.get(self.at + 1..self.at + 3).unwrap_or_default();
            self.at = (self.at + 3).min(self.bytes.len());
            let value = std::str::from_utf8(digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
            return Some(Token::Byte(value.unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Sign(first));
        }
        let run = |from: usize, test: fn(&u8) -> bool| {
            from + self.bytes[from..].iter().take_while(|byte| test(byte)).count()
        };
        let end = run(self.at, u8::is_ascii_alphabetic);
        let word = &self.bytes[self.at..end];
        let digits = end + usize::from(self.bytes.get(end) == Some(&b'-'));
        let last = run(digits, u8::is_ascii_digit);
        let text = if last > digits { &self.bytes[end..last] } else { &[] };
        let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        self.at = if last > digits { last } else { end };
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        if word == b"bin" {
            let size = number.and_then(|size: i32| usize::try_from(size).ok()).unwrap_or(0);
            self.at = self.at.saturating_add(size).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.stroke(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}
