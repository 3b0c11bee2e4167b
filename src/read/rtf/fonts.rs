use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

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
        self.page = match number {
            936 | 54936 => GBK,
            950 => BIG5,
            932 => SHIFT_JIS,
            949 => EUC_KR,
            65001 => encoding_rs::UTF_8,
            _ => WINDOWS_1252,
        };
    }

    /// Takes the number of the character set of a font.
    pub(super) fn charset(&mut self, font: i32, number: i32) {
        let encoding = match number {
            134 => GBK,
            136 => BIG5,
            128 => SHIFT_JIS,
            129 => EUC_KR,
            _ => return,
        };
        self.fonts.insert(font, encoding);
    }

    /// Bytes as text in the encoding of a font, or in that of the document.
    pub(super) fn text(&self, font: i32, bytes: &[u8]) -> String {
        let encoding = self.fonts.get(&font).copied().unwrap_or(self.page);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}
