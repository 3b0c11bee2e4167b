/// Why a document cannot be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("it is empty: there is no text in it")]
    Empty,
    /// Bytes that are no text and no document known here.
    #[error("it is neither text nor a document that can be read here: save it as .docx, .html or .txt")]
    Binary,
    /// A known kind of file that is not read, and what to do.
    #[error("it is {0}")]
    Unsupported(&'static str),
    /// A name of an encoding that nobody knows.
    #[error("no encoding is called `{0}`: try utf-8, gb18030, utf-16le, utf-16be or big5")]
    UnknownEncoding(String),
    /// Bytes that are not of the encoding.
    #[error("it is no valid {0} text: name its encoding, such as --encoding gb18030")]
    Undecodable(&'static str),
    /// Bytes that are not of the encoding that was named.
    #[error("it is no valid {0} text: leave --encoding out, or name another one")]
    NotNamed(&'static str),
    /// Bytes that are perhaps text in UTF-16, in either order.
    #[error("it is perhaps text in UTF-16 without its mark: name it with --encoding utf-16le or utf-16be")]
    Unmarked,
    /// The document is broken; the text says where.
    #[error("{0}: open it in its own program and save it again")]
    Broken(String),
    /// Its end is missing.
    #[error("the end of the PDF is missing, and with it what was changed last: fetch it again")]
    Cut,
    /// Protected by a password.
    #[error("it is encrypted: remove its password and save it again")]
    Encrypted,
    /// Pages that are pictures.
    #[error("its pages are pictures without text: {}", super::ocr::ADVICE)]
    Scanned,
    /// A picture, where no models are there to read it.
    #[error("it is a picture: {}", super::ocr::ADVICE)]
    Picture,
    /// Text that nobody can decode, as the fonts do not say what their glyphs mean.
    #[error("the fonts of page {0} do not say which characters they show: run it through OCR first")]
    Unreadable(usize),
    /// More than a bound allows.
    #[error(
        "too much: {what} is {found}, and at most {limit} are read: save the part that matters as a document of its own"
    )]
    Bound {
        /// What is bounded.
        what: &'static str,
        /// How much there is, as far as it was counted.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

impl ReadError {
    /// An error where `found` is more than `limit`.
    pub(super) fn beyond(what: &'static str, found: usize, limit: usize) -> Result<(), Self> {
        if found > limit { Err(Self::Bound { what, found, limit }) } else { Ok(()) }
    }
}
