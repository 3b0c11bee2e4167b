use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::read::code_page;

/// The encodings of the fonts of a document.
#[derive(Debug)]
pub(super) struct Fonts {
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { page: WINDOWS_1252, fonts: HashMap::new() }
    }
}

impl Fonts {
    /// Takes the number of the code page of the document.
    pub(super) fn page(&mut self, number: i32) {
        self.page = code_page::of(number).unwrap_or(WINDOWS_1252);
    }

    /// Takes the number of the character set of a font.
    pub(super) fn charset(&mut self, font: i32, number: i32) {
        if let Some(encoding) = code_page::of_charset(number) {
            self.fonts.insert(font, encoding);
        }
    }

    /// Bytes as text in the encoding of a font, or in that of the document.
    pub(super) fn text(&self, font: i32, bytes: &[u8]) -> String {
        let encoding = self.fonts.get(&font).copied().unwrap_or(self.page);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}
