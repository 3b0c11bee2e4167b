use super::{
    fonts::Fonts,
    state::{Purpose, Row, SILENT, State},
    token::Token,
};
use crate::read::{Draft, ReadError, bounds, edges::Down, flowing::Flowing, html::shifted, lists::spaced};

pub(super) struct Writer {
    fonts: Fonts,
    state: State,
    saved: Vec<State>,
    flowing: Flowing,
    row: Row,
    /// Bytes that wait for the others of their letter.
    bytes: Vec<u8>,
    /// Halves of a letter that has two.
    half: Option<u16>,
    text: String,
    number: String,
    code: String,
    /// How many letters are still to be passed over.
    passed: usize,
    /// True at the beginning of a group, and behind `\*` there.
    opened: bool,
    optional: bool,
    /// The texts around the boxes that are open, with the depth of their groups.
    around: Vec<(usize, String)>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            fonts: Fonts::default(),
            state: State { doubles: 1, ..State::default() },
            saved: Vec::new(),
            flowing: Flowing::default(),
            row: Row::default(),
            bytes: Vec::new(),
            half: None,
            text: String::new(),
            number: String::new(),
            code: String::new(),
            passed: 0,
            opened: false,
            optional: false,
            around: Vec::new(),
        }
    }
}

/// Deepest nesting of groups.
const GROUPS: usize = 8 * bounds::NESTING;

impl Writer {
    pub(super) fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        if let Token::Byte(byte) = token {
            if self.passed > 0 {
                self.passed -= 1;
            } else {
                self.bytes.push(byte);
            }
            (self.opened, self.optional) = (false, false);
            return Ok(());
        }
        self.flush();
        let (opened, optional) = (std::mem::take(&mut self.opened), std::mem::take(&mut self.optional));
        match token {
            Token::Open => {
                self.opened = true;
                ReadError::beyond("the nesting of groups", self.saved.len(), GROUPS)?;
                self.saved.push(self.state);
                self.passed = 0;
            }
            Token::Close => self.close()?,
            Token::Sign(b'*') => self.optional = opened,
            Token::Sign(sign) => self.sign(sign)?,
            Token::Word(word, number) => self.word(word, number, optional)?,
            Token::Byte(_) => {}
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Draft, ReadError> {
        self.flush();
        self.end_paragraph()?;
        self.flowing.finish()
    }

    fn close(&mut self) -> Result<(), ReadError> {
        self.passed = 0;
        if self.around.last().is_some_and(|(depth, _)| *depth == self.saved.len()) {
            self.end_paragraph()?;
            self.text = self.around.pop().map(|(_, text)| text).unwrap_or_default();
        }
        let ended = self.state;
        self.state = self.saved.pop().unwrap_or(self.state);
        if ended.purpose == Purpose::Code && self.state.purpose != Purpose::Code {
            self.state.contents |= self.code.trim_start().starts_with("TOC");
            self.code.clear();
        }
        Ok(())
    }

    fn sign(&mut self, sign: u8) -> Result<(), ReadError> {
        match sign {
            b'~' => self.push(" "),
            b'_' => self.push("-"),
            b'\\' | b'{' | b'}' => {
                if self.passed > 0 {
                    self.passed -= 1;
                } else {
                    self.push(char::from(sign).encode_utf8(&mut [0; 4]));
                }
            }
            b'\n' | b'\r' => self.end_paragraph()?,
            _ => {}
        }
        Ok(())
    }

    /// Bytes that stand together become text.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.fonts.text(self.state.font, &bytes);
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        let state = self.state;
        match state.purpose {
            Purpose::Code => self.code.push_str(text),
            Purpose::Number if !state.deleted => self.number.push_str(text),
            Purpose::Page if !state.deleted && !state.hidden && !state.contents => {
                match shifted(state.shift, text) {
                    Some(text) => self.text.push_str(&text),
                    None => self.text.push_str(text),
                }
            }
            _ => {}
        }
    }

    /// A letter by its number.
    fn letter(&mut self, number: i32) {
        let unit = (number & 0xffff) as u16;
        self.passed = self.state.doubles;
        let units = match self.half.take() {
            Some(half) => vec![half, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            None => vec![unit],
        };
        if !(0xf000..=0xf8ff).contains(&unit) {
            self.push(&String::from_utf16_lossy(&units));
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, optional: bool) -> Result<(), ReadError> {
        let on = number != Some(0);
        match word {
            b"u" => self.letter(number.unwrap_or(0)),
            b"uc" => self.state.doubles = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            b"ansicpg" => self.fonts.page(number.unwrap_or(0)),
            b"fonttbl" => self.state.purpose = Purpose::Fonts,
            b"f" => self.state.font = number.unwrap_or(0),
            b"fcharset" if self.state.purpose == Purpose::Fonts => {
                self.fonts.charset(self.state.font, number.unwrap_or(0));
            }
            b"fldinst" => self.state.purpose = Purpose::Code,
            b"listtext" | b"pntext" if self.state.purpose == Purpose::Page => {
                self.state.purpose = Purpose::Number;
                self.number.clear();
            }
            b"shptxt" if self.state.purpose == Purpose::Page => self.begin_box(),
            b"shpinst" | b"nesttableprops" | b"shppict" => {}
            _ if SILENT.contains(&word) || optional => self.state.purpose = Purpose::Silent,
            b"deleted" => self.state.deleted = on,
            b"v" => self.state.hidden = on,
            b"super" => self.state.shift = if on { "sup" } else { "" },
            b"sub" => self.state.shift = if on { "sub" } else { "" },
            b"nosupersub" => self.state.shift = "",
            b"plain" => (self.state.hidden, self.state.deleted, self.state.shift) = (false, false, ""),
            b"tab" => self.push(" "),
            b"line" => self.push("\n"),
            b"emdash" => self.push("—"),
            b"endash" => self.push("–"),
            b"bullet" => self.push("•"),
            b"lquote" => self.push("‘"),
            b"rquote" => self.push("’"),
            b"ldblquote" => self.push("“"),
            b"rdblquote" => self.push("”"),
            _ if self.state.purpose == Purpose::Page => self.layout(word, number)?,
            _ => {}
        }
        Ok(())
    }

    /// A text box stands in a paragraph of its own before the one it hangs on.
    fn begin_box(&mut self) {
        self.state.purpose = Purpose::Page;
        (self.state.in_table, self.state.depth) = (false, 0);
        self.around.push((self.saved.len(), std::mem::take(&mut self.text)));
    }

    /// Paragraphs, cells and rows.
    fn layout(&mut self, word: &[u8], number: Option<i32>) -> Result<(), ReadError> {
        match word {
            b"par" | b"sect" => self.end_paragraph()?,
            b"pard" => (self.state.in_table, self.state.depth) = (false, 0),
            b"intbl" => self.state.in_table = true,
            b"itap" => self.state.depth = number.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0),
            b"trowd" => self.row = Row::default(),
            b"trleft" => self.row.left = number.unwrap_or(0),
            b"trhdr" => self.row.head = true,
            b"clvmgf" => self.row.next.down = Down::Begins,
            b"clvmrg" => self.row.next.down = Down::GoesOn,
            b"clmrg" => self.row.next.joined = true,
            b"cellx" => self.row.edge(number.unwrap_or(0)),
            b"cell" => {
                let text = self.paragraph_text();
                self.flowing.line(text);
                self.flowing.end_cell();
            }
            b"row" => self.flowing.end_row(self.row.head, &self.row.cells),
            b"nestcell" => {
                let text = self.paragraph_text();
                self.flowing.inner(text);
            }
            b"nestrow" => self.flowing.end_inner(),
            _ => {}
        }
        Ok(())
    }

    /// The text of the paragraph with its number.
    fn paragraph_text(&mut self) -> String {
        let number = std::mem::take(&mut self.number);
        let number = number.trim().trim_matches(|c: char| "·•●■◆○▪\u{b7}".contains(c));
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() || number.is_empty() {
            return text;
        }
        format!("{}{}", spaced(number.to_owned()), text.trim_start())
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let text = self.paragraph_text();
        match (self.state.in_table, self.state.depth) {
            (_, 2..) => self.flowing.inner(text),
            (true, _) => self.flowing.line(text),
            (false, _) => self.flowing.paragraph(Some(&text))?,
        }
        Ok(())
    }
}
