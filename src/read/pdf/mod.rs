//! PDF with a text layer: pieces of text with their places, put together to lines, paragraphs and ruled tables.
//!
//! The crate that decodes the pages is asked only for spans of text and for drawing operations; everything else is
//! done here, as its own text loses page numbers' neighbours and glues headings to paragraphs.

mod cells;
mod columns;
mod furniture;
mod letters;
mod line;
mod page;
mod painted;
mod paragraph;
mod rules;
mod upright;

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::{
    error::Error,
    parser::{
        LayoutAnalyzer,
        backend::{PdfBackend, RawBackend},
    },
};

use super::{Draft, ReadError, bounds};
pub(super) use letters::unreadable;
pub(super) use line::Word;
pub(super) use page::Page;
pub(super) use rules::Pen;

use upright::Upright;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let objects = bytes
        .windows(5)
        .filter(|window| window == b" obj\n" || window == b" obj\r" || window == b" obj<")
        .count();
    ReadError::beyond("the number of objects of the PDF", objects, bounds::PDF_OBJECTS)?;
    // A broken file may bring the decoder down; that is an error of the file.
    catch_unwind(AssertUnwindSafe(|| pages(bytes)))
        .unwrap_or_else(|_| Err(ReadError::Broken("its pages cannot be decoded".to_owned())))
}

fn pages(bytes: &[u8]) -> Result<Draft, ReadError> {
    let backend = Upright(RawBackend::load_bytes(bytes).map_err(|error| why(&error))?);
    let numbers = backend.pages();
    ReadError::beyond("the number of pages", numbers.len(), bounds::PDF_PAGES)?;
    let mut pages = Vec::new();
    let mut silent = 0;
    for (&number, &id) in &numbers {
        painted::look(&backend, id)?;
        let analyzer = LayoutAnalyzer::new(&backend);
        let spans = analyzer.extract_page_spans(number).map_err(|error| why(&error))?;
        let letters: usize = spans.iter().map(|span| span.text.trim().chars().count()).sum();
        if unreadable(spans.iter().map(|span| span.text.as_str()))
            || (analyzer.suppressed_text_runs() > 0 && letters < analyzer.suppressed_text_runs() * 4)
        {
            return Err(ReadError::Unreadable(number as usize));
        }
        silent += usize::from(letters == 0);
        let rulings = rules::rulings(&backend, id);
        let shown = backend.crop_box(id);
        pages.push(Page::new(number as usize, line::words(spans), &rulings, (shown.lly, shown.ury)));
    }
    if silent == pages.len() {
        return Err(if pages.is_empty() { ReadError::Empty } else { ReadError::Scanned });
    }
    assembled(pages, silent)
}

/// The text of pages, of which so many hold none.
pub(super) fn assembled(mut pages: Vec<Page>, silent: usize) -> Result<Draft, ReadError> {
    furniture::drop(&mut pages);
    let mut draft = Draft::default();
    paragraph::write(pages, &mut draft)?;
    if silent > 0 {
        draft.note(
            "page-silent",
            format!("{silent} pages hold no text: if they are scanned, run them through OCR"),
        );
    }
    Ok(draft)
}

fn why(error: &Error) -> ReadError {
    match error {
        Error::Encrypted | Error::InvalidPassword => ReadError::Encrypted,
        other => ReadError::Broken(format!("the PDF is broken ({other})")),
    }
}
