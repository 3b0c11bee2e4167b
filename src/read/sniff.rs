//! What bytes are, whatever the name of the file says.

use super::ReadError;

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

/// An error for the kinds of file that are known and not read.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), ReadError> {
    match REFUSED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, advice)) => Err(ReadError::Unsupported(advice)),
        None => Ok(()),
    }
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
