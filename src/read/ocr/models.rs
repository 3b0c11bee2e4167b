//! The models: where they come from, and where they are kept.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::read::archive::Archive;

/// A model of the wheel.
#[derive(Clone, Copy, Debug)]
pub struct ModelFile {
    /// Its name.
    pub name: &'static str,
    /// The checksum of its bytes, SHA-256.
    pub sha256: &'static str,
}

/// Finds where text stands: PP-OCRv6, small, of PaddlePaddle, Apache-2.0.
pub const DETECTION: ModelFile = ModelFile {
    name: "PP-OCRv6_det_small.onnx",
    sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
};
/// Reads a line of text: PP-OCRv6, small, of PaddlePaddle, Apache-2.0.
pub const RECOGNITION: ModelFile = ModelFile {
    name: "PP-OCRv6_rec_small.onnx",
    sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
};

/// Their folder inside the wheel.
const INSIDE: &str = "rapidocr/models/";

/// Unpacks the models of a wheel into a folder.
///
/// # Errors
/// Where the wheel is another one, or the folder cannot be written.
pub fn install(wheel: &Path, folder: &Path) -> Result<(), String> {
    let about = |error: io::Error| format!("{}: {error}", wheel.display());
    let bytes = fs::read(wheel).map_err(about)?;
    let other = |why: &str| {
        format!(
            "{}: {why}: the wheel of rapidocr 3.10.0 is asked for (`pip download rapidocr==3.10.0 --no-deps`)",
            wheel.display()
        )
    };
    let mut archive = Archive::open(&bytes).map_err(|error| other(&error.to_string()))?;
    let mut files = Vec::new();
    for model in [DETECTION, RECOGNITION] {
        let inside = format!("{INSIDE}{}", model.name);
        let names = archive.names();
        let at = names.iter().find(|(name, _)| *name == inside).map(|(_, at)| *at);
        let at = at.ok_or_else(|| other(&format!("there is no {inside} in it")))?;
        let bytes = archive.unpacked(at, &inside).map_err(|error| other(&error.to_string()))?;
        if checksum(&bytes) != model.sha256 {
            return Err(other(&format!("{inside} has another checksum")));
        }
        files.push((model.name, bytes));
    }
    let about = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(about)?;
    for (name, bytes) in files {
        // Whole or not at all: a run beside this one may look for it.
        let file = tempfile::NamedTempFile::new_in(folder).map_err(about)?;
        fs::write(file.path(), bytes).map_err(about)?;
        file.persist(folder.join(name)).map_err(|error| about(error.error))?;
    }
    Ok(())
}

/// True where a folder holds both models.
#[must_use]
pub fn are_in(folder: &Path) -> bool {
    [DETECTION, RECOGNITION].iter().all(|model| folder.join(model.name).is_file())
}

/// The folder of this user's data where models are kept; `None` where the system names none.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || named("HOME");
    let data = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_DATA_HOME")
            .filter(|data| data.is_absolute())
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join("duibiao").join("ocr"))
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
