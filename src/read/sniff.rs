//! What bytes are, whatever the name of the file says.

use super::{
    DOC, DOCX, Draft, MAIL, MSG, ODS, ODT, OFD, PDF, PICTURE, PPTX, RTF, ReadError, Reader, XLS, XLSB, XLSX,
    archive::Archive, compound::Compound, docx, links, mime, msg, odt, sheet,
};

/// Beginnings of files that are known and not read, with what to do.
const REFUSED: &[(&[u8], &str)] = &[
    (b"GIF8", "a picture of a kind that is not read: save it as .png"),
    (b"Rar!", "an archive: unpack it and read the files"),
    (b"7z\xbc\xaf", "an archive: unpack it and read the files"),
    (b"\x1f\x8b", "an archive: unpack it and read the files"),
    (b"PAR1", "a Parquet table, not a report"),
    (b"SQLite format 3", "a database, not a report"),
];

/// Beginnings of pictures: PNG, JPEG, TIFF.
const PICTURES: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*"];

/// What to do with files of old or foreign programs.
const SLIDES: &str = "a presentation: save it as .pptx";
const ZIP: &str = "an archive: unpack it and read the files";
const OLE: &str = "a file of an old Office program: save it as .docx or .xlsx";

/// True where bytes hold others: an archive, an old Office file, a PDF. Nothing of them is looked into.
pub(super) fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") || is_pdf(bytes)
}

/// True where bytes begin as XML does, in whatever encoding: a document of Office may follow.
pub(super) fn is_xml(bytes: &[u8]) -> bool {
    let shown = bytes[..bytes.len().min(256)].iter().filter(|byte| **byte != 0 && byte.is_ascii());
    let start: Vec<u8> = shown.copied().skip_while(u8::is_ascii_whitespace).take(5).collect();
    start == *b"<?xml" || start == *b"<?mso"
}

/// Some programs put a few bytes before the mark.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// The reader that the bytes ask for, none for text, or what to do where they are of a known kind that is not read.
pub(super) fn reader(name: &str, bytes: &[u8]) -> Result<Option<&'static Reader>, ReadError> {
    if let Some((_, advice)) = REFUSED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Unsupported(advice));
    }
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Ok(Some(&PICTURE));
    }
    if is_pdf(bytes) {
        return Ok(Some(&PDF));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Some(&RTF));
    }
    if mime::begins(bytes) {
        return Ok(Some(&MAIL));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes).map(Some);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return compound(name, bytes).map(Some);
    }
    Ok(None)
}

/// The parts that tell a package from an archive of files.
const PACKAGES: &[(&str, &Reader)] = &[
    ("word/document.xml", &DOCX),
    ("xl/workbook.xml", &XLSX),
    ("xl/workbook.bin", &XLSB),
    ("ppt/presentation.xml", &PPTX),
    ("OFD.xml", &OFD),
];

/// True for an archive that is one document.
pub(super) fn is_package(archive: &mut Archive<'_>) -> bool {
    PACKAGES.iter().any(|(part, _)| archive.has(part)) || links::document(archive).is_some()
}

/// What a zip archive holds.
fn package(bytes: &[u8]) -> Result<&'static Reader, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if let Some((_, reader)) = PACKAGES.iter().find(|(part, _)| archive.has(part)) {
        return Ok(reader);
    }
    let main = links::document(&mut archive).unwrap_or_default();
    if main.ends_with(".xml") {
        for (folder, reader) in [("word/", &DOCX), ("xl/", &XLSX)] {
            if main.starts_with(folder) {
                return Ok(reader);
            }
        }
    }
    let kind = archive.part("mimetype").ok().flatten();
    match kind.as_deref().map(str::trim) {
        Some("application/vnd.oasis.opendocument.spreadsheet") => Ok(&ODS),
        Some("application/vnd.oasis.opendocument.text") => Ok(&ODT),
        Some("application/vnd.oasis.opendocument.presentation") => Err(ReadError::Unsupported(SLIDES)),
        Some(_) | None => Err(ReadError::Unsupported(ZIP)),
    }
}

/// What an OLE container holds; the names of its streams stand in it as UTF-16.
fn compound(name: &str, bytes: &[u8]) -> Result<&'static Reader, ReadError> {
    let holds = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        occurs(bytes, &wide)
    };
    if holds("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    // Streams of other programs may stand inside, so the ones of the root say what a file is.
    let root = Compound::open(bytes);
    let named = |stream: &str| {
        root.as_ref()
            .is_some_and(|root| root.inside(0).iter().any(|(_, name)| name.eq_ignore_ascii_case(stream)))
    };
    if named("WordDocument") {
        return Ok(&DOC);
    }
    if named(msg::MARK) {
        return Ok(&MSG);
    }
    let name = name.to_lowercase();
    if name.ends_with(".xls") || holds("Workbook") {
        return Ok(&XLS);
    }
    if name.ends_with(".doc") || name.ends_with(".wps") || holds("WordDocument") {
        return Ok(&DOC);
    }
    let slides = named("PowerPoint Document") || name.ends_with(".ppt");
    Err(ReadError::Unsupported(if slides { SLIDES } else { OLE }))
}

fn occurs(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// How a document in one file of XML is read.
type Flat = fn(&str) -> Result<Draft, ReadError>;

/// What stands in the head of a document in one file of XML, and how it is read.
const FLAT: &[(&str, Flat)] = &[
    ("schemas.microsoft.com/office/word/2003/wordml", docx::flat),
    ("schemas.microsoft.com/office/2006/xmlPackage", docx::flat),
    ("urn:schemas-microsoft-com:office:spreadsheet", sheet::flat_2003),
    ("application/vnd.oasis.opendocument.spreadsheet", sheet::flat_ods),
    ("application/vnd.oasis.opendocument.text", odt::flat),
];

/// How far the head of a document in XML reaches, in characters.
const HEAD: usize = 8000;

/// The reader of a document in one file of XML.
pub(super) fn flat(text: &str) -> Option<Flat> {
    let text = text.trim_start();
    if !text.starts_with("<?xml") && !text.starts_with("<?mso") {
        return None;
    }
    let head: String = text.chars().take(HEAD).collect();
    FLAT.iter().find(|(mark, _)| head.contains(mark)).map(|(_, read)| *read)
}

/// What to do with a page that only frames others.
pub(super) fn frames(text: &str, draft: &Draft) -> Option<ReadError> {
    let framed = draft.is_empty() && text.to_ascii_lowercase().contains("<frameset");
    framed.then_some(ReadError::Unsupported(
        "a page that only frames others: its sheets stand in the folder beside it (NAME.files, NAME_files); \
         read the pages there, such as sheet001.htm, or save it as .xlsx",
    ))
}

/// True where a text is an HTML page: it begins with a doctype or with elements of the page itself.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?xml")) {
        let Some(end) = after.find('>') else { return false };
        rest = after[end + 1..].trim_start();
    }
    let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<table", "<div", "<p>", "<h1"]
        .iter()
        .any(|word| starts(word))
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn a_page_is_known_by_its_beginning() {
        for page in ["<!DOCTYPE html><p>", "\u{3000}<!-- saved --> <HTML>", "<table border=1>"] {
            assert!(is_html(page), "{page}");
        }
        for text in ["目标<5公里", "", "<!--", "2 < 3"] {
            assert!(!is_html(text), "{text}");
        }
    }
}
