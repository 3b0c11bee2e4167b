//! The text of a picture file.

use super::{Ocr, decode, page::page};
use crate::read::{Draft, ReadError, pdf};

/// The shorter side of a page of A4, in points: how large a picture is taken to be that does not say it.
const SHORTER_SIDE: f32 = 595.0;

/// The text of a picture file.
pub(in crate::read) fn read(bytes: &[u8], ocr: Option<&Ocr>) -> Result<Draft, ReadError> {
    let ocr = ocr.ok_or(ReadError::Picture)?;
    let mut pages = Vec::new();
    let pictures = decode::pages(bytes)?;
    let numbers: Vec<usize> = (1..=pictures.len()).collect();
    for (number, picture) in numbers.iter().zip(pictures) {
        let shorter = picture.width.min(picture.height) as f32;
        pages.push(page(*number, picture, shorter / SHORTER_SIDE, (0.0, 0.0), ocr)?);
    }
    pdf::assembled(pages, 0, numbers)
}
