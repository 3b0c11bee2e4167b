//! The files of a run: nothing that it reads is written over, and no output by another one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use duibiao::error::Error;

/// What a run reads and what it writes, each with what it is to the run.
#[derive(Debug, Default)]
pub(crate) struct Files {
    read: Vec<(&'static str, PathBuf)>,
    written: Vec<(&'static str, PathBuf)>,
}

/// What a folder of tables is written as.
const FOLDER_FILES: &[&str] = &["table.csv", "table.parquet", "datapackage.json"];
/// What a database keeps beside its file.
const BESIDE: &[&str] = &["-wal", "-shm", "-journal"];

impl Files {
    /// Adds files that are read.
    pub(crate) fn reads<'p>(mut self, what: &'static str, paths: impl IntoIterator<Item = &'p Path>) -> Self {
        self.read.extend(paths.into_iter().map(|path| (what, path.to_owned())));
        self
    }

    /// Adds a ledger, and what its database keeps beside it.
    pub(crate) fn keeps(mut self, ledger: &Path) -> Self {
        self.read.push(("the ledger", ledger.to_owned()));
        for ending in BESIDE {
            let mut beside = ledger.as_os_str().to_owned();
            beside.push(ending);
            self.read.push(("the ledger", beside.into()));
        }
        self
    }

    /// Adds a file or a folder that is written.
    pub(crate) fn writes(mut self, what: &'static str, path: Option<&Path>) -> Self {
        let Some(path) = path else { return self };
        if path.as_os_str().to_string_lossy().ends_with(['/', '\\']) || path.is_dir() {
            self.written.extend(FOLDER_FILES.iter().map(|name| (what, path.join(name))));
        } else {
            self.written.push((what, path.to_owned()));
        }
        self
    }

    /// An error where standard input is read for two things, or where an output is a file that is read, or another output: by its path, by a link, or but for the case
    /// of its letters.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let mut from_stdin = self.read.iter().filter(|(_, path)| path.as_os_str() == "-");
        if let (Some((what, _)), Some((other, _))) = (from_stdin.next(), from_stdin.next()) {
            let told = format!("standard input is read for {what} already: name a file for {other}");
            return Err(Error::Usage(told));
        }
        let read: Vec<(&str, Identity)> =
            self.read.iter().filter_map(|(what, path)| Some((*what, Identity::of(path)?))).collect();
        let mut written: Vec<(&str, Identity)> = Vec::new();
        for (what, path) in &self.written {
            let Some(own) = Identity::of(path) else { continue };
            let others = read.iter().chain(&written).filter(|(other, _)| other != what);
            if let Some((other, _)) = others.into_iter().find(|(_, other)| other.is(&own)) {
                let path = path.display();
                return Err(Error::Usage(format!(
                    "{path} is {other}, too: {what} would overwrite it; name another file"
                )));
            }
            written.push((what, own));
        }
        Ok(())
    }
}

/// What tells whether two paths lead to one file.
#[derive(Debug)]
struct Identity {
    /// Where it is, without links, in small letters.
    place: String,
    /// Its device and number there.
    node: Option<(u64, u64)>,
}

impl Identity {
    /// `None` for standard input and output, pipes and devices.
    fn of(path: &Path) -> Option<Self> {
        if path.as_os_str() == "-" || path.exists() && !path.is_file() {
            return None;
        }
        let place = fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            Some(fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?.join(path.file_name()?))
        });
        let place = place.unwrap_or_else(|| path.to_owned()).to_string_lossy().to_lowercase();
        Some(Self { place, node: node(path) })
    }

    fn is(&self, other: &Self) -> bool {
        self.place == other.place || self.node.is_some() && self.node == other.node
    }
}

#[cfg(unix)]
fn node(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn node(_: &Path) -> Option<(u64, u64)> {
    None
}

/// A ledger is a file by its own name: what the database takes for something else is refused.
pub(crate) fn ledger_is_a_file(path: &Path) -> Result<(), Error> {
    let name = path.to_string_lossy();
    if name.is_empty() || name == "-" || name.starts_with(':') || name.to_lowercase().starts_with("file:") {
        let told = format!("--db {name}: a ledger is a file; give its name, such as ./town.db");
        return Err(Error::Usage(told));
    }
    Ok(())
}
