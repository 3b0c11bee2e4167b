//! What bytes are, whatever the name of the file says.

use super::{DOC, DOCX, ODS, PDF, ReadError, Reader, XLS, XLSX, archive::Archive, compound::Compound};

/// Beginnings of files that are known and not read, with what to do.
const REFUSED: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture: run it through OCR first, and read the result"),
    (b"\xff\xd8\xff", "a picture: run it through OCR first, and read the result"),
    (b"GIF8", "a picture: run it through OCR first, and read the result"),
    (b"II*\0", "a picture: run it through OCR first, and read the result"),
    (b"MM\0*", "a picture: run it through OCR first, and read the result"),
    (b"Rar!", "an archive: unpack it and read the files"),
    (b"7z\xbc\xaf", "an archive: unpack it and read the files"),
    (b"\x1f\x8b", "an archive: unpack it and read the files"),
    (b"{\\rtf", "a rich-text file: save it as .docx"),
    (b"PAR1", "a Parquet table, not a report"),
    (b"SQLite format 3", "a database, not a report"),
];

/// What to do with files of old or foreign programs.
const ET: &str = "a sheet of WPS (.et): open it in WPS and save it as .xlsx";
const ODT: &str = "an OpenDocument text: open it in LibreOffice and save it as .docx";
const SLIDES: &str = "a presentation: save its text as .docx or .txt";
const ZIP: &str = "an archive: unpack it and read the files";
const XLSB: &str = "a binary Excel file (.xlsb): save it as .xlsx";
const OLE: &str = "a file of an old Office program: save it as .docx or .xlsx";

/// The reader that the bytes ask for, none for text, or what to do where they are of a known kind that is not read.
pub(super) fn reader(name: &str, bytes: &[u8]) -> Result<Option<&'static Reader>, ReadError> {
    if let Some((_, advice)) = REFUSED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Unsupported(advice));
    }
    // Some programs put a few bytes before the mark.
    if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Ok(Some(&PDF));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes).map(Some);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return compound(name, bytes).map(Some);
    }
    Ok(None)
}

/// What a zip archive holds.
fn package(bytes: &[u8]) -> Result<&'static Reader, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("word/document.xml") {
        return Ok(&DOCX);
    }
    if archive.has("xl/workbook.xml") {
        return Ok(&XLSX);
    }
    let advice = if archive.has_below("ppt/") {
        SLIDES
    } else if archive.has("xl/workbook.bin") {
        XLSB
    } else {
        match archive.part("mimetype").ok().flatten().as_deref().map(str::trim) {
            Some("application/vnd.oasis.opendocument.spreadsheet") => return Ok(&ODS),
            Some("application/vnd.oasis.opendocument.text") => ODT,
            Some("application/vnd.oasis.opendocument.presentation") => SLIDES,
            Some(_) | None => ZIP,
        }
    };
    Err(ReadError::Unsupported(advice))
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
        root.as_ref().is_some_and(|root| root.inside(0).iter().any(|(_, name)| *name == stream))
    };
    if named("WordDocument") {
        return Ok(&DOC);
    }
    let name = name.to_lowercase();
    if name.ends_with(".xls") || holds("Workbook") {
        return Ok(&XLS);
    }
    if name.ends_with(".doc") || name.ends_with(".wps") || holds("WordDocument") {
        return Ok(&DOC);
    }
    Err(ReadError::Unsupported(if name.ends_with(".et") { ET } else { OLE }))
}

fn occurs(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// What to do with text that is a document in the text form of some program.
pub(super) fn refuse(text: &str) -> Result<(), ReadError> {
    let head: String = text.chars().take(600).collect();
    let advice = if head.starts_with("MIME-Version:") || head.starts_with("From: <Saved by") {
        "a web archive (.mht): save it as .html or .docx"
    } else if head.trim_start().starts_with("<?xml")
        && ["mso-application", "urn:schemas-microsoft-com", "schemas.microsoft.com"]
            .iter()
            .any(|mark| head.contains(mark))
    {
        "a document in the XML of an old Office: save it as .docx or .xlsx"
    } else {
        return Ok(());
    };
    Err(ReadError::Unsupported(advice))
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
