//! Pictures of text: scans and photographs, read by two models that stand beside the program.
//!
//! One model finds where text stands, the other reads it line by line. A picture is set upright first, also where it
//! lies on its side or stands on its head, its ruled lines are found by runs of ink, and what was read goes the way of
//! the words of a PDF: lines, paragraphs, tables.

#[cfg(not(feature = "ocr"))]
mod absent;
#[cfg(feature = "ocr")]
mod decode;
#[cfg(feature = "ocr")]
mod detect;
pub(super) mod doubt;
#[cfg(feature = "ocr")]
mod engine;
#[cfg(feature = "ocr")]
mod file;
pub mod models;
mod notes;
#[cfg(feature = "ocr")]
mod page;
#[cfg(feature = "ocr")]
mod picture;
#[cfg(feature = "ocr")]
mod recognise;
#[cfg(feature = "ocr")]
mod ruled;
#[cfg(feature = "ocr")]
mod skew;
#[cfg(feature = "ocr")]
mod standing;

#[cfg(not(feature = "ocr"))]
pub use absent::Ocr;
#[cfg(not(feature = "ocr"))]
pub(super) use absent::read;
#[cfg(feature = "ocr")]
pub(super) use decode::{jpeg, unpacked};
#[cfg(feature = "ocr")]
pub use engine::Ocr;
#[cfg(feature = "ocr")]
pub(super) use file::read;
#[cfg(feature = "ocr")]
pub(super) use page::page;
#[cfg(feature = "ocr")]
pub(super) use picture::Picture;

pub(super) use notes::notes;

/// What to do where a picture cannot be read.
#[cfg(feature = "ocr")]
pub const ADVICE: &str = "the models for OCR are not here: run `pip download rapidocr==3.10.0 --no-deps` and \
     `duibiao ocr install --from rapidocr-3.10.0-py3-none-any.whl`, or name their folder with --ocr-models DIR";
/// What to do where a picture cannot be read.
#[cfg(not(feature = "ocr"))]
pub const ADVICE: &str = "this program was built without OCR: build it with `cargo build --release --features ocr` \
     and then run `duibiao ocr`, or run the picture through another OCR first, and read the result";
