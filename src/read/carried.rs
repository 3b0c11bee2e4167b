//! Documents that others carry: the files of an archive (.zip), and those attached to a mail.

use super::{ReadError, archive::Archive, bounds, compound::Compound, is_document, is_picture, mime, msg};

/// How deep documents in documents are looked for.
const DEPTH: usize = 3;
/// Most documents that one file may carry.
const DOCUMENTS: usize = 1000;

/// What a document holds, or why it cannot be taken out of what carries it.
pub type Contents = Result<Vec<u8>, String>;

/// Documents by their names.
pub type Documents = Vec<(String, Contents)>;

/// The documents that a file carries, each under its name behind that of the file; `None` for a document that carries none.
///
/// A mail with files stands for itself, too. Pictures of an archive come with their bytes where `pictures` are read, and
/// are only named elsewhere; those of a mail are mostly no reports and left out. A document in it that is broken harms no
/// other: it comes with the reason.
///
/// # Errors
/// Where the archive or the mail itself is broken, or crosses a bound.
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
        (files.into_iter().map(|(name, bytes)| (name, Ok(bytes))).collect(), speaks)
    } else {
        return Ok(false);
    };
    if files.is_empty() {
        return Ok(false);
    }
    found.used += files.iter().flat_map(|(_, bytes)| bytes).map(Vec::len).sum::<usize>();
    ReadError::beyond(
        "the unpacked size of the documents in it in bytes",
        found.used,
        bounds::UNPACKED_BYTES,
    )?;
    if itself {
        found.documents.push((name.to_owned(), Ok(bytes.to_vec())));
    }
    for (file, contents) in files {
        ReadError::beyond("the number of documents in it", found.documents.len() + 1, DOCUMENTS)?;
        let name = format!("{name}/{}", file.trim_start_matches(['/', '\\']));
        match contents {
            Ok(bytes) if depth > 0 => enter(name, bytes, depth - 1, found)?,
            contents => found.documents.push((name, contents)),
        }
    }
    Ok(true)
}

/// Adds a document, or those that it carries; one that cannot be opened stands there with the reason. What crosses a
/// bound is an error of the whole: they share one budget.
fn enter(name: String, bytes: Vec<u8>, depth: usize, found: &mut Gathered) -> Result<(), ReadError> {
    let before = found.documents.len();
    let contents = match gather(&name, &bytes, depth, found) {
        Ok(true) => return Ok(()),
        Ok(false) => Ok(bytes),
        Err(bound @ ReadError::Bound { .. }) => return Err(bound),
        Err(error) => Err(error.to_string()),
    };
    found.documents.truncate(before);
    found.documents.push((name, contents));
    Ok(())
}

fn is_message(bytes: &[u8]) -> bool {
    let compound = Compound::open(bytes).filter(|_| bytes.starts_with(b"\xd0\xcf\x11\xe0"));
    compound.is_some_and(|mail| mail.inside(0).iter().any(|(_, name)| *name == msg::MARK))
}

/// Why a document of an archive is not taken out of it.
const OUTSIDE: &str = "its name leads out of the archive: unpack it and name the document";
const DOUBLED: &str = "another document of the archive has the same name, and only the last is read: unpack it and rename one of them";

/// The files of an archive, sorted by name; what systems put beside them is left out.
fn unpacked(archive: &mut Archive<'_>, pictures: bool) -> Result<Documents, ReadError> {
    let mut names = archive.names();
    names.retain(|(shown, _)| {
        let dotted = |part: &str| part.starts_with('.') && !matches!(part, "." | "..");
        let hidden = |part: &str| dotted(part) || part.starts_with("__MACOSX") || part.starts_with("~$");
        (is_document(shown) || is_picture(shown)) && !shown.split('/').any(hidden)
    });
    names.sort();
    let mut doubled = archive.doubled();
    let mut files = Documents::new();
    for (name, at) in names {
        let contents = contents(archive, (&name, at), pictures)?;
        if doubled.remove(&name) {
            files.push((name.clone(), Err(DOUBLED.to_owned())));
        }
        files.push((name, contents));
    }
    let encrypted = Err(ReadError::Encrypted.to_string());
    if !files.is_empty() && files.iter().all(|(_, contents)| *contents == encrypted) {
        return Err(ReadError::Encrypted);
    }
    Ok(files)
}

/// What a file of an archive holds; nothing for a picture that nobody reads.
fn contents(
    archive: &mut Archive<'_>,
    (name, at): (&str, usize),
    pictures: bool,
) -> Result<Contents, ReadError> {
    if name.split(['/', '\\']).any(|part| part == "..") {
        return Ok(Err(OUTSIDE.to_owned()));
    }
    if is_picture(name) && !pictures {
        return Ok(Ok(Vec::new()));
    }
    match archive.unpacked(at, name) {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(bound @ ReadError::Bound { .. }) => Err(bound),
        Err(error) => Ok(Err(error.to_string())),
    }
}
