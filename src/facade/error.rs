use std::fmt;

use crate::{error, read::ReadError, rules::Fault, tongue};

/// What stops a call: the file, the line, what is wrong, and what to do about it.
///
/// One type for all of them, because a caller does the same with each: shows it, or goes on with the next document.
///
/// ```
/// use duibiao::{Document, Engine, ErrorKind};
/// let error = Engine::new()?.read(&Document::bytes("scan.gif", *b"GIF89a")).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Document);
/// assert_eq!(error.to_string(), "scan.gif: it is a picture of a kind that is not read: save it as .png");
/// assert_eq!(error.remedy(), Some("save it as .png"));
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    file: Option<String>,
    line: Option<usize>,
    reason: String,
    remedy: Option<String>,
    excerpts: Vec<String>,
}

/// What an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A choice that does not exist, or goes with nothing.
    Choice,
    /// A document that cannot be read.
    Document,
    /// Rule files with faults.
    Rules,
    /// A corrections file with faults, or with decisions that contradict each other.
    Corrections,
    /// An output that cannot be written.
    Output,
    /// A mistake of the library itself.
    Internal,
}

impl Error {
    /// The same as [`Display`](fmt::Display) in Chinese; words of the document and of other programs stay as they are.
    ///
    /// ```
    /// use duibiao::{Document, Engine};
    /// let error = Engine::new()?.read(&Document::bytes("scan.gif", *b"GIF89a")).unwrap_err();
    /// assert_eq!(error.chinese(), "scan.gif: 这是读不了的一种图片：请另存为.png");
    /// # Ok::<(), duibiao::Error>(())
    /// ```
    #[must_use]
    pub fn chinese(&self) -> String {
        tongue::chinese(&self.to_string())
    }

    fn new(kind: ErrorKind, file: Option<String>, reason: &str) -> Self {
        let told = (kind != ErrorKind::Internal).then(|| reason.rsplit_once(": ")).flatten();
        let (reason, remedy) = told.map_or((reason, None), |(reason, remedy)| (reason, Some(remedy)));
        Self {
            kind,
            file,
            line: None,
            reason: reason.to_owned(),
            remedy: remedy.map(str::to_owned),
            excerpts: Vec::new(),
        }
    }

    /// A document that cannot be read, for a reason with its remedy behind a colon.
    pub(super) fn document(file: &str, reason: &str) -> Self {
        Self::new(ErrorKind::Document, Some(file.to_owned()), reason)
    }

    /// Bytes that are no document.
    pub(super) fn unread(file: &str, error: &ReadError) -> Self {
        let told = error.to_string();
        match error {
            // What they say behind a colon is no remedy.
            ReadError::Empty | ReadError::Bound { .. } => {
                Self { reason: told, remedy: None, ..Self::document(file, "") }
            }
            ReadError::Binary
            | ReadError::Unsupported(_)
            | ReadError::UnknownEncoding(_)
            | ReadError::Undecodable(_)
            | ReadError::NotNamed(_)
            | ReadError::Unmarked
            | ReadError::Broken(_)
            | ReadError::Cut
            | ReadError::Encrypted
            | ReadError::Scanned
            | ReadError::Picture
            | ReadError::Unreadable(_) => Self::document(file, &told),
        }
    }

    /// A document on which the program failed.
    pub(super) fn broke(file: &str) -> Self {
        Self {
            remedy: Some("please report it with the document that shows it".to_owned()),
            ..Self::new(ErrorKind::Internal, Some(file.to_owned()), "the program failed on it")
        }
    }

    /// An output that cannot be written.
    #[cfg(feature = "table")]
    pub(super) fn output(file: &str, cause: &dyn fmt::Display) -> Self {
        let reason = cause.to_string();
        Self { reason, remedy: None, ..Self::new(ErrorKind::Output, Some(file.to_owned()), "") }
    }

    fn faults(kind: ErrorKind, faults: &[Fault]) -> Self {
        let first = faults.first();
        let reason = first.map_or("it has faults", |fault| fault.message.as_str());
        let more = match faults.len() {
            0 | 1 => String::new(),
            count => format!(" (and {} more)", count - 1),
        };
        Self {
            kind,
            file: first.map(|fault| fault.file.path.clone()),
            line: first.and_then(Fault::line),
            reason: format!("{reason}{more}"),
            remedy: None,
            excerpts: faults.iter().map(|fault| fault.shown("error", false)).collect(),
        }
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The document, rule file, corrections file or output; `None` where it is about the call itself.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line of the file, from 1, where there is one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What to do about it, where there is something to do.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }

    /// Each fault of rules or corrections with the lines of its places, for people.
    #[must_use]
    pub fn excerpts(&self) -> &[String] {
        &self.excerpts
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(to, "{file}:{line}: ")?,
            (Some(file), None) => write!(to, "{file}: ")?,
            (None, _) => {}
        }
        to.write_str(&self.reason)?;
        self.remedy.iter().try_for_each(|remedy| write!(to, ": {remedy}"))
    }
}

impl std::error::Error for Error {}

#[doc(hidden)]
impl From<error::Error> for Error {
    fn from(error: error::Error) -> Self {
        use error::Error::{Corrections, Gold, Inputs, Internal, Read, Rules, Usage, Write};
        match error {
            Usage(told) => Self { reason: told, remedy: None, ..Self::new(ErrorKind::Choice, None, "") },
            Rules(faults) => Self::faults(ErrorKind::Rules, &faults),
            Corrections(faults) => Self::faults(ErrorKind::Corrections, &faults),
            Read { file, reason } => Self::document(&file, &reason),
            Gold { file, line, message } => Self { line: Some(line), ..Self::document(&file, &message) },
            told @ Inputs { .. } => Self::new(ErrorKind::Document, None, &told.to_string()),
            Write { file, cause } => {
                Self { reason: cause.to_string(), ..Self::new(ErrorKind::Output, Some(file), "") }
            }
            Internal(told) => Self {
                remedy: Some("please report it with the input that shows it".to_owned()),
                ..Self::new(ErrorKind::Internal, None, &told)
            },
        }
    }
}
