//! Documents that others carry: the files of an archive (.zip), and those attached to a mail.

use super::{ReadError, archive::Archive, bounds, compound::Compound, is_document, is_picture, mime, msg};

/// How deep documents in documents are looked for.
const DEPTH: usize = 3;
/// Most documents that one file may carry.
const DOCUMENTS: usize = 1000;

/// Names and bytes of documents.
pub type Documents = Vec<(String, Vec<u8>)>;

/// The documents that a file carries, each under its name behind that of the file; `None` for a document that carries none.
///
/// A mail with files stands for itself, too. Pictures of an archive come with their bytes where `pictures` are read, and
/// are only named elsewhere; those of a mail are mostly no reports and left out.
///
/// # Errors
/// Where an archive or a mail is broken, or crosses a bound.
pub fn carried(name: &str, bytes: &[u8], pictures: bool) -> Result<Option<Documents>, ReadError> {
    ReadError::beyond("the size of the file in bytes", bytes.len(), bounds::FILE_BYTES)?;
    let mut gathered = Gathered { pictures, ..Gathered::default() };
    Ok(gather(name, bytes, DEPTH, &mut gathered)?.then_some(gathered.documents))
}

/// What was found so far.
#[derive(Default)]
struct Gathered {
    documents: Documents,
    /// How many bytes were unpacked: archives in archives share one budget.
    used: usize,
    pictures: bool,
}

/// True where the file carries documents, which are added to those found.
fn gather(name: &str, bytes: &[u8], depth: usize, found: &mut Gathered) -> Result<bool, ReadError> {
    let mail = mime::begins(bytes);
    let (files, itself) = if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = Archive::open(bytes)?;
        if super::sniff::is_package(&mut archive) || archive.has("mimetype") {
            return Ok(false);
        }
        (unpacked(&mut archive, found.pictures)?, false)
    } else if mail || is_message(bytes) {
        let mut files = if mail { mime::attached(bytes)? } else { msg::attached(bytes)? };
        files.retain(|(name, _)| is_document(name));
        let speaks = files.is_empty() || if mail { mime::speaks(bytes) } else { msg::speaks(bytes) };
        (files, speaks)
    } else {
        return Ok(false);
    };
    if files.is_empty() {
        return Ok(false);
    }
    found.used += files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    ReadError::beyond(
        "the unpacked size of the documents in it in bytes",
        found.used,
        bounds::UNPACKED_BYTES,
    )?;
    if itself {
        found.documents.push((name.to_owned(), bytes.to_vec()));
    }
    for (file, bytes) in files {
        ReadError::beyond("the number of documents in it", found.documents.len() + 1, DOCUMENTS)?;
        let name = format!("{name}/{}", file.trim_start_matches(['/', '\\']));
        if depth == 0 || !gather(&name, &bytes, depth - 1, found)? {
            found.documents.push((name, bytes));
        }
    }
    Ok(true)
}

fn is_message(bytes: &[u8]) -> bool {
    let compound = Compound::open(bytes).filter(|_| bytes.starts_with(b"\xd0\xcf\x11\xe0"));
    compound.is_some_and(|mail| mail.inside(0).iter().any(|(_, name)| *name == msg::MARK))
}

/// The files of an archive, sorted by name; what systems put beside them is left out.
fn unpacked(archive: &mut Archive<'_>, pictures: bool) -> Result<Documents, ReadError> {
    let mut names = archive.names();
    names.retain(|(shown, _)| {
        let hidden =
            |part: &str| part.starts_with('.') || part.starts_with("__MACOSX") || part.starts_with("~$");
        (is_document(shown) || is_picture(shown)) && !shown.split('/').any(hidden)
    });
    names.sort();
    let mut files = Vec::new();
    for (name, at) in names {
        let unseen = is_picture(&name) && !pictures;
        let bytes = if unseen { Vec::new() } else { archive.unpacked(at, &name)? };
        files.push((name, bytes));
    }
    Ok(files)
}
