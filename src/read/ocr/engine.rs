//! The two models, loaded.

use std::{fs, path::Path};

use rten::{Model, ModelOptions, Value};

use super::models::{DETECTION, ModelFile, RECOGNITION};
use crate::read::ReadError;

/// The models that read pictures.
pub struct Ocr {
    detection: Model,
    recognition: Model,
    letters: Vec<String>,
}

impl std::fmt::Debug for Ocr {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Ocr({} letters)", self.letters.len())
    }
}

impl Ocr {
    /// Loads the models of a folder, and begins the threads that they run on.
    ///
    /// # Errors
    /// Where they are not there, or are none.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let detection = load(folder, DETECTION)?;
        let recognition = load(folder, RECOGNITION)?;
        let letters = recognition.metadata().get("character").unwrap_or_default();
        let letters = letters.lines().map(str::to_owned).collect();
        let ocr = Self { detection, recognition, letters };
        // A process that may open nothing later on has everything open by now.
        let tried = ocr.strips(&[0.0; 48 * 64], 64, 48).and_then(|_| ocr.likely(&[0.0; 64 * 64], 64, 64));
        tried.map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(ocr)
    }

    /// For each place of a picture, from -1 to 1, how likely it is text.
    pub(super) fn likely(&self, grey: &[f32], width: usize, height: usize) -> Result<Vec<f32>, ReadError> {
        let (shape, likely) = run::<4>(&self.detection, grey, width, height)?;
        if shape[2..] == [height, width] { Ok(likely) } else { Err(failed(&"it answers in another size")) }
    }

    /// For each strip of a line the letter that is the most likely, and how likely it is.
    pub(super) fn strips(
        &self,
        grey: &[f32],
        width: usize,
        height: usize,
    ) -> Result<Vec<(usize, f32)>, ReadError> {
        let (shape, likely) = run::<3>(&self.recognition, grey, width, height)?;
        let best = |strip: &[f32]| {
            let most = strip.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
            most.map_or((0, 0.0), |(at, likely)| (at, *likely))
        };
        Ok(likely.chunks(shape[2].max(1)).map(best).collect())
    }

    pub(super) fn letters(&self) -> &[String] {
        &self.letters
    }
}

fn load(folder: &Path, file: ModelFile) -> Result<Model, String> {
    let path = folder.join(file.name);
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}: {}", path.display(), super::ADVICE))?;
    let loaded = ModelOptions::with_all_ops().load(bytes);
    loaded.map_err(|error| format!("{}: it is no model ({error}): {}", path.display(), super::ADVICE))
}

/// Runs a model on a picture in grey, which it takes as red, green and blue.
fn run<const N: usize>(
    model: &Model,
    grey: &[f32],
    width: usize,
    height: usize,
) -> Result<([usize; N], Vec<f32>), ReadError> {
    let colours = grey.repeat(3);
    let input = Value::from_shape(&[1, 3, height, width], colours).map_err(|error| failed(&error))?;
    let output = model.run_one(input.into(), None).map_err(|error| failed(&error))?;
    output.into_shape_vec::<f32, N>().map_err(|error| failed(&error))
}

fn failed(why: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken(format!("the OCR failed on the picture ({why})"))
}
