//! PDF with a text layer: pieces of text with their places, put together to lines, paragraphs and ruled tables.
//!
//! The crate that decodes the pages is asked only for spans of text and for drawing operations; everything else is
//! done here, as its own text loses page numbers' neighbours and glues headings to paragraphs.

mod cells;
#[cfg(feature = "ocr")]
mod codecs;
mod columns;
mod failure;
mod furniture;
mod item;
mod layers;
mod letters;
pub(super) mod line;
mod maps;
mod objects;
pub(super) mod page;
mod painted;
mod paragraph;
#[cfg(feature = "ocr")]
mod pictures;
pub(super) mod rules;
mod scans;
mod shown;
mod tail;
mod unruled;
mod upright;
mod wrapped;

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::parser::{
    LayoutAnalyzer,
    backend::{PdfBackend, RawBackend},
};

use super::{
    Draft, ReadError, bounds,
    ocr::{ADVICE, Ocr},
};
pub(super) use letters::unreadable;
pub(super) use line::Word;
pub(super) use page::Page;
pub(super) use rules::Pen;

use failure::why;
use layers::Layers;
use scans::Scans;
use upright::Upright;

pub(super) fn read(bytes: &[u8], ocr: Option<&Ocr>) -> Result<Draft, ReadError> {
    let objects = bytes
        .windows(5)
        .filter(|window| window == b" obj\n" || window == b" obj\r" || window == b" obj<")
        .count();
    ReadError::beyond("the number of objects of the PDF", objects, bounds::PDF_OBJECTS)?;
    // A broken file may bring the decoder down; that is an error of the file.
    catch_unwind(AssertUnwindSafe(|| pages(bytes, ocr)))
        .unwrap_or_else(|_| Err(ReadError::Broken("its pages cannot be decoded".to_owned())))
}

fn pages(bytes: &[u8], ocr: Option<&Ocr>) -> Result<Draft, ReadError> {
    tail::whole(bytes)?;
    objects::look(bytes)?;
    maps::look(bytes)?;
    let backend = Upright::new(RawBackend::load_bytes(bytes).map_err(|error| why(&error))?);
    let numbers = backend.pages();
    ReadError::beyond("the number of pages", numbers.len(), bounds::PDF_PAGES)?;
    let mut pages = Vec::new();
    let (mut scans, mut layers) = (Scans::default(), Layers::default());
    for (&number, &id) in &numbers {
        painted::look(&backend, id)?;
        let analyzer = LayoutAnalyzer::new(&backend);
        let spans = analyzer.extract_page_spans(number).map_err(|error| why(&error))?;
        let spans = layers.seen(&backend, id, number, spans)?;
        let letters: usize = spans.iter().map(|span| span.text.trim().chars().count()).sum();
        if unreadable(spans.iter().map(|span| span.text.as_str()))
            || (analyzer.suppressed_text_runs() > 0 && letters < analyzer.suppressed_text_runs() * 4)
        {
            return Err(ReadError::Unreadable(number as usize));
        }
        if letters == 0 && scans.page(&backend, id, number as usize, ocr, &mut pages)? {
            continue;
        }
        let rulings = rules::rulings(&backend, id);
        let shown = backend.crop_box(id);
        pages.push(Page::new(number as usize, line::words(spans), &rulings, (shown.lly, shown.ury)));
    }
    if scans.silent == pages.len() {
        return Err(if pages.is_empty() { ReadError::Empty } else { scans.why(ocr.is_some()) });
    }
    let told = scans.told().into_iter().chain(layers.told());
    let mut draft = assembled(pages, scans.silent, scans.read)?;
    told.for_each(|told| draft.note("page-pictures", told));
    tail::tell(&backend, bytes, &mut draft);
    Ok(draft)
}

/// The text of pages, of which so many hold none.
pub(super) fn assembled(
    mut pages: Vec<Page>,
    silent: usize,
    recognised: Vec<usize>,
) -> Result<Draft, ReadError> {
    furniture::drop(&mut pages);
    let mut draft = Draft::recognised(recognised);
    paragraph::write(pages, &mut draft)?;
    if silent > 0 {
        draft.note("page-silent", format!("{silent} pages hold no text: {ADVICE}"));
    }
    Ok(draft)
}
