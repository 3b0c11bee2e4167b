use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

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
/// let months = Document::folder("seeds/months")?;
/// assert_eq!((text.name(), months[0].name()), ("june.txt", "seeds/months/2024-01-goals.md"));
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    content: Content,
    name: String,
}

#[derive(Clone, Debug)]
enum Content {
    Text(Arc<str>),
    Bytes(Arc<[u8]>),
    Input(Input),
}

impl Document {
    /// A text, under a name that the column `source` shows.
    #[must_use]
    pub fn text(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { content: Content::Text(text.into()), name: name.into() }
    }

    /// What a file holds, under its name.
    #[must_use]
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { content: Content::Bytes(bytes.into()), name: name.into() }
    }

    /// A file.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::found(Input::Document(path.into()))
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
            [Self { content: Content::Input(Input::Nothing(named, reason)), .. }] => {
                Err(Error::document(named, reason))
            }
            documents => Ok(documents.to_vec()),
        }
    }

    /// The documents of several files, folders and patterns (`reports/*.md`), as the command line takes them: in their
    /// order, none twice. What names no document is a document that cannot be read, and says why then.
    #[must_use]
    pub fn all<P: Into<PathBuf>>(arguments: impl IntoIterator<Item = P>) -> Vec<Self> {
        let arguments: Vec<PathBuf> = arguments.into_iter().map(Into::into).collect();
        let carried =
            |name: &str, bytes: &[u8]| read::carried(name, bytes, false).map_err(|error| error.to_string());
        let inputs = documents::expand(&arguments, None, &carried);
        inputs.into_iter().map(Self::found).collect()
    }

    fn found(input: Input) -> Self {
        Self { name: input.name(), content: Content::Input(input) }
    }

    /// The same under another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// What it is called; the column `source`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is: a file, or bytes that an archive or a mail carries.
    ///
    /// # Errors
    /// A name that leads to no document.
    #[doc(hidden)]
    pub fn place(&self) -> Result<(Option<&Path>, Option<&[u8]>), Error> {
        match &self.content {
            Content::Text(text) => Ok((None, Some(text.as_bytes()))),
            Content::Bytes(bytes) | Content::Input(Input::Carried { bytes, .. }) => Ok((None, Some(bytes))),
            Content::Input(Input::Document(path) | Input::Found(path)) => Ok((Some(path), None)),
            Content::Input(Input::Nothing(_, reason) | Input::Closed { reason, .. }) => {
                Err(Error::document(&self.name, reason))
            }
        }
    }

    /// The document, read.
    pub(super) fn source(&self, encoding: Option<&str>) -> Result<Source, Error> {
        let named = Options { encoding: encoding.map(str::to_owned), ocr: None };
        let name = self.name();
        let read = |bytes: &[u8], options: &Options| {
            read::read(name, bytes, options).map_err(|error| Error::unread(name, &error))
        };
        match &self.content {
            // A string is decoded already.
            Content::Text(text) => read::read_text(name, text).map_err(|error| Error::unread(name, &error)),
            Content::Bytes(bytes) | Content::Input(Input::Carried { bytes, .. }) => read(bytes, &named),
            Content::Input(Input::Nothing(_, reason) | Input::Closed { reason, .. }) => {
                Err(Error::document(name, reason))
            }
            Content::Input(Input::Document(path) | Input::Found(path)) => {
                let bytes = documents::bytes(path).map_err(|reason| Error::document(name, &reason))?;
                read(&bytes, &named)
            }
        }
    }

    /// True for a file that was found in a folder and turned out to be one of our own.
    pub(super) fn is_passed_by(&self, error: &Error) -> bool {
        match &self.content {
            Content::Text(_) | Content::Bytes(_) => false,
            Content::Input(input) => documents::passes_by(input, &error.to_string()),
        }
    }
}
