//! Zip archives (.docx, .xlsx, .ods), unpacked within bounds.

use std::{
    collections::HashSet,
    io::{Cursor, Read},
};

use encoding_rs::GB18030;
use zip::ZipArchive;

use super::{ReadError, bounds};

/// The bytes of an entry in the list of parts, before its name.
const LISTED: usize = 46;

/// A name as people see it: archives of Chinese systems name their parts in GBK without saying so.
fn shown(name: &[u8]) -> String {
    std::str::from_utf8(name).map_or_else(|_| GB18030.decode(name).0.into_owned(), str::to_owned)
}

/// An archive and what of it was unpacked so far.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    used: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::Broken(format!("its archive is broken ({error})")))?;
        ReadError::beyond("the number of parts of the archive", zip.len(), bounds::ARCHIVE_PARTS)?;
        Ok(Self { bytes, zip, used: 0 })
    }

    /// True where a part of this name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The number of a part; some programs write names with other cases, or with the other slash, than they tell.
    fn find(&self, name: &str) -> Option<usize> {
        let alike = |found: &[u8]| {
            let letter = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
            found.len() == name.len() && found.iter().map(letter).eq(name.as_bytes().iter().map(letter))
        };
        let named = |same: &dyn Fn(&[u8]) -> bool| self.zip.file_names_raw().position(same);
        named(&|found| found == name.as_bytes()).or_else(|| named(&alike))
    }

    /// The text of a part; `None` where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let bytes = self.bytes(name)?;
        bytes.map(|bytes| super::decode::decode(&bytes, None).map(|decoded| decoded.text)).transpose()
    }

    /// The names of the parts, as people see them, and their numbers.
    pub(super) fn names(&self) -> Vec<(String, usize)> {
        self.zip.file_names_raw().enumerate().map(|(at, name)| (shown(name), at)).collect()
    }

    /// The names that several parts have; only the last part of such a name can be reached.
    pub(super) fn doubled(&self) -> HashSet<String> {
        let start = usize::try_from(self.zip.central_directory_start()).ok();
        let mut rest = start.and_then(|start| self.bytes.get(start..)).unwrap_or_default();
        let (mut seen, mut doubled) = (HashSet::new(), HashSet::new());
        while let Some(head) = rest.first_chunk::<LISTED>().filter(|head| head.starts_with(b"PK\x01\x02")) {
            let length = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
            let (name, behind) = (length(28), length(30) + length(32));
            let Some(raw) = rest.get(LISTED..LISTED + name) else { break };
            if !seen.insert(raw) {
                doubled.insert(shown(raw));
            }
            rest = rest.get(LISTED + name + behind..).unwrap_or_default();
        }
        doubled
    }

    /// The bytes of a part; `None` where there is none of this name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.find(name).map(|at| self.unpacked(at, name)).transpose()
    }

    /// The bytes of the part of this number.
    pub(super) fn unpacked(&mut self, at: usize, name: &str) -> Result<Vec<u8>, ReadError> {
        let broken =
            |error: &dyn std::fmt::Display| ReadError::Broken(format!("its part {name} is broken ({error})"));
        let part = self.zip.by_index(at).map_err(|error| broken(&error))?;
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let left = bounds::UNPACKED_BYTES - self.used;
        let mut bytes = Vec::new();
        part.take(left as u64 + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        ReadError::beyond(
            "the unpacked size of the archive in bytes",
            self.used + bytes.len(),
            bounds::UNPACKED_BYTES,
        )?;
        self.used += bytes.len();
        Ok(bytes)
    }

    /// The text of a part that the format demands.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, ReadError> {
        self.part(name)?.ok_or_else(|| ReadError::Broken(format!("its part {name} is missing")))
    }
}
