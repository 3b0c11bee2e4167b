//! The program without the feature `ocr`: pictures are refused with what to do.

use std::path::Path;

use crate::read::{Draft, ReadError};

/// The models, which this build cannot load.
#[derive(Debug)]
pub enum Ocr {}

impl Ocr {
    /// No models are loaded.
    ///
    /// # Errors
    /// Always, with how to get a program that can.
    pub fn open(_: &Path) -> Result<Self, String> {
        Err(super::ADVICE.to_owned())
    }
}

pub(in crate::read) fn read(_: &[u8], _: Option<&Ocr>) -> Result<Draft, ReadError> {
    Err(ReadError::Picture)
}
