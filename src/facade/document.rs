use std::{path::PathBuf, sync::Arc};

use super::Error;
use crate::{
    documents::{self, Input},
    read::{self, Options},
    text::Source,
};

/// A document: a text, the bytes of a file, or a file of any kind that the program reads.
///
/// Nothing is read before an [`Engine`](crate::Engine) reads it. The ending of its name tells kinds of text apart
/// (`.md`, `.html`, `.csv`), the bytes tell all other kinds.
///
/// ```
/// use duibiao::Document;
/// let text = Document::text("june.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。");
/// let months: Vec<String> = Document::folder("seeds/months")?.iter().map(Document::name).collect();
/// assert_eq!((text.name().as_str(), months[0].as_str()), ("june.txt", "seeds/months/2024-01-goals.md"));
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document(Content);

#[derive(Clone, Debug)]
enum Content {
    Text { name: String, text: Arc<str> },
    Bytes { name: String, bytes: Arc<[u8]> },
    Input(Input),
}

impl Document {
    /// A text, under a name that the column `source` shows.
    #[must_use]
    pub fn text(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self(Content::Text { name: name.into(), text: text.into() })
    }

    /// What a file holds, under its name.
    #[must_use]
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(Content::Bytes { name: name.into(), bytes: bytes.into() })
    }

    /// A file.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Content::Input(Input::Document(path.into())))
    }

    /// The documents of a folder and of those below it, by name; hidden files and other kinds are left out, and what
    /// duibiao itself wrote among them is passed by when it is read. Archives and mails give the documents in them.
    ///
    /// # Errors
    /// Where it is no folder, or there is no document in it.
    pub fn folder(path: impl Into<PathBuf>) -> Result<Vec<Self>, Error> {
        let path = path.into();
        let name = path.display().to_string();
        if !path.is_dir() {
            return Err(Error::document(&name, "it is no folder: name a folder, or use Document::file"));
        }
        match &Self::all([path])[..] {
            [Self(Content::Input(Input::Nothing(named, reason)))] => Err(Error::document(named, reason)),
            documents => Ok(documents.to_vec()),
        }
    }

    /// The documents of several files, folders and patterns (`reports/*.md`), as the command line takes them: in their
    /// order, none twice. What names no document is a document that cannot be read, and says why then.
    #[must_use]
    pub fn all<P: Into<PathBuf>>(arguments: impl IntoIterator<Item = P>) -> Vec<Self> {
        let arguments: Vec<PathBuf> = arguments.into_iter().map(Into::into).collect();
        let carried =
            |name: &str, bytes: &[u8]| read::carried(name, bytes).map_err(|error| error.to_string());
        let inputs = documents::expand(&arguments, None, &carried);
        inputs.into_iter().map(|input| Self(Content::Input(input))).collect()
    }

    /// What it is called; the column `source`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            Content::Text { name, .. } | Content::Bytes { name, .. } => name.clone(),
            Content::Input(input) => input.name(),
        }
    }

    /// The file that it is, or that carries it.
    #[must_use]
    pub fn path(&self) -> Option<&std::path::Path> {
        match &self.0 {
            Content::Text { .. } | Content::Bytes { .. } => None,
            Content::Input(input) => input.path(),
        }
    }

    /// The document, read.
    pub(super) fn source(&self, encoding: Option<&str>) -> Result<Source, Error> {
        let named = Options { encoding: encoding.map(str::to_owned), ocr: None };
        let name = self.name();
        let read = |bytes: &[u8], options: &Options| {
            read::read(&name, bytes, options).map_err(|error| Error::unread(&name, &error))
        };
        match &self.0 {
            // A string is decoded already.
            Content::Text { text, .. } => read(text.as_bytes(), &Options::default()),
            Content::Bytes { bytes, .. } | Content::Input(Input::Carried { bytes, .. }) => {
                read(bytes, &named)
            }
            Content::Input(Input::Nothing(_, reason)) => Err(Error::document(&name, reason)),
            Content::Input(Input::Document(path) | Input::Found(path)) => {
                let bytes = documents::bytes(path).map_err(|reason| Error::document(&name, &reason))?;
                read(&bytes, &named)
            }
        }
    }

    /// True for a file that was found in a folder and turned out to be one of our own.
    pub(super) fn is_passed_by(&self, error: &Error) -> bool {
        match &self.0 {
            Content::Text { .. } | Content::Bytes { .. } => false,
            Content::Input(input) => documents::passes_by(input, &error.to_string()),
        }
    }
}
