//! Zip archives (.docx, .xlsx, .ods), unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ReadError, bounds};

/// An archive and what of it was unpacked so far.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::Broken(format!("its archive is broken ({error})")))?;
        ReadError::beyond("the number of parts of the archive", zip.len(), bounds::ARCHIVE_PARTS)?;
        Ok(Self { zip, unpacked: 0 })
    }

    /// True where a part of this name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.file_names_raw().any(|found| found == name.as_bytes())
    }

    /// True where the name of some part begins like this.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.zip.file_names_raw().any(|found| found.starts_with(folder.as_bytes()))
    }

    /// The text of a part; `None` where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        if !self.has(name) {
            return Ok(None);
        }
        let broken =
            |error: &dyn std::fmt::Display| ReadError::Broken(format!("its part {name} is broken ({error})"));
        let part = self.zip.by_name(name).map_err(|error| broken(&error))?;
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let left = bounds::UNPACKED_BYTES - self.unpacked;
        let mut bytes = Vec::new();
        part.take(left as u64 + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        ReadError::beyond(
            "the unpacked size of the archive in bytes",
            self.unpacked + bytes.len(),
            bounds::UNPACKED_BYTES,
        )?;
        self.unpacked += bytes.len();
        super::decode::decode(&bytes, None).map(|decoded| Some(decoded.text))
    }

    /// The text of a part that the format demands.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, ReadError> {
        self.part(name)?.ok_or_else(|| ReadError::Broken(format!("its part {name} is missing")))
    }
}
