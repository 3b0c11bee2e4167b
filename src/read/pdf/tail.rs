//! A PDF is changed by what is added at its end: where the end is missing, what is read may be an older state of it.

use unpdf::parser::backend::{DocumentIntegrity, PdfBackend};

use super::upright::Upright;
use crate::read::{Draft, ReadError};

/// What ends a PDF, and every update of it.
const END: &[u8] = b"%%EOF";
/// What stands at the head of every object.
const OBJECT: &[u8] = b" obj";

/// True where what was added last does not end: an update that is cut.
fn is_cut(bytes: &[u8]) -> bool {
    end(bytes).is_some_and(|end| bytes[end..].windows(OBJECT.len()).any(|word| word == OBJECT))
}

/// Where the last end stands.
fn end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(END.len()).rposition(|word| word == END)
}

/// An error where the last update is cut: without it older figures would be read.
pub(super) fn whole(bytes: &[u8]) -> Result<(), ReadError> {
    if is_cut(bytes) {
        return Err(ReadError::Cut);
    }
    Ok(())
}

/// Says where parts of the document are missing.
pub(super) fn tell(backend: &Upright, bytes: &[u8], draft: &mut Draft) {
    let DocumentIntegrity { declared_page_count, found_page_count, xref_reconstructed, .. } =
        backend.integrity();
    let missing = declared_page_count.is_some_and(|declared| declared > found_page_count);
    if missing || xref_reconstructed && end(bytes).is_none() {
        let all = declared_page_count.unwrap_or(found_page_count);
        draft.note(
            "pdf-damaged",
            format!("the PDF is cut or damaged, parts may be missing ({found_page_count} of {all} pages were found): fetch it again"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn an_update_without_its_end_is_seen() {
        assert!(is_cut(b"%PDF-1.4 1 0 obj endobj %%EOF\n1 0 obj << /Len"));
        assert!(!is_cut(b"%PDF-1.4 1 0 obj endobj %%EOF\n1 0 obj endobj xref %%EOF\r\n"));
        assert!(!is_cut(b"%PDF-1.4 1 0 obj endobj"));
    }
}
