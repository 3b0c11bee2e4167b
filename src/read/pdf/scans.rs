//! Pages without text: read from their pictures where the models are there, counted where not.

use unpdf::parser::backend::PageId;

use super::{Page, upright::Upright};
use crate::read::{ReadError, ocr::Ocr};

/// What became of the pages without text.
#[derive(Default)]
pub(super) struct Scans {
    /// How many say nothing.
    pub(super) silent: usize,
    /// The pages that were read from their pictures.
    pub(super) read: Vec<usize>,
    /// Pages put together from several pictures.
    #[cfg_attr(not(feature = "ocr"), allow(dead_code))]
    several: Vec<usize>,
    /// Pages with pictures that cannot be decoded.
    #[cfg_attr(not(feature = "ocr"), allow(dead_code))]
    lost: Vec<usize>,
}

impl Scans {
    /// True where a page without text was read from its pictures, and added to the pages.
    #[cfg(feature = "ocr")]
    pub(super) fn page(
        &mut self,
        backend: &Upright,
        id: PageId,
        number: usize,
        ocr: Option<&Ocr>,
        pages: &mut Vec<Page>,
    ) -> Result<bool, ReadError> {
        use unpdf::parser::backend::PdfBackend as _;
        self.silent += 1;
        let Some(ocr) = ocr else { return Ok(false) };
        let Some(painted) = super::pictures::painted(backend, id)? else { return Ok(false) };
        if painted.lost > 0 {
            self.lost.push(number);
        }
        if painted.count == painted.lost {
            return Ok(false);
        }
        if painted.count > 1 {
            self.several.push(number);
        }
        let shown = backend.crop_box(id);
        pages.push(crate::read::ocr::page(
            number,
            painted.picture,
            painted.pixels,
            (shown.llx, shown.lly),
            ocr,
        )?);
        self.silent -= 1;
        self.read.push(number);
        Ok(true)
    }

    /// No page is read from its pictures.
    #[cfg(not(feature = "ocr"))]
    pub(super) fn page(
        &mut self,
        _: &Upright,
        _: PageId,
        _: usize,
        _: Option<&Ocr>,
        _: &mut Vec<Page>,
    ) -> Result<bool, ReadError> {
        self.silent += 1;
        Ok(false)
    }

    /// Why a document of which no page says anything is not read.
    pub(super) fn why(&self, models: bool) -> ReadError {
        if self.lost.is_empty() && models {
            return ReadError::Unsupported(
                "its pages hold neither text nor pictures of text (letters may be drawn as lines): save them as .png",
            );
        }
        if self.lost.is_empty() {
            return ReadError::Scanned;
        }
        ReadError::Unsupported(
            "a scan whose pictures cannot be decoded (they are damaged, or of an unusual kind): print it to a new PDF, \
             or save its pages as .png",
        )
    }

    /// What a reader should know of the pages.
    pub(super) fn told(&self) -> Vec<String> {
        let list = |pages: &[usize]| {
            let pages: Vec<String> = pages.iter().take(20).map(usize::to_string).collect();
            pages.join(", ")
        };
        let mut told = Vec::new();
        if !self.several.is_empty() {
            told.push(format!("pages that are several pictures were put together: {}", list(&self.several)));
        }
        if !self.lost.is_empty() {
            told.push(format!(
                "pictures that cannot be decoded (they are damaged, or of an unusual kind) are missing on pages {}",
                list(&self.lost)
            ));
        }
        told
    }
}
