//! Where everything of a workbench lies, so that a kill loses nothing and the next start goes on.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use duibiao::error::Error;

use crate::{files, output::Output};

/// The folder in the home folder.
const NAME: &str = "对标工作台";

/// A folder that this workbench holds.
pub(super) struct Folder {
    root: PathBuf,
    db: Option<PathBuf>,
    /// Held as long as the process lives.
    _lock: File,
}

impl Folder {
    /// Opens it, and makes it where there is none; two workbenches never hold one folder.
    pub(super) fn open(named: Option<&Path>, db: Option<&Path>) -> Result<Self, Error> {
        if let Some(db) = db {
            files::ledger_is_a_file(db)?;
        }
        let home = || std::env::home_dir().unwrap_or_default().join(NAME);
        let root = named.map_or_else(home, Path::to_owned);
        let wrong = |cause| Error::Write { file: root.display().to_string(), cause };
        fs::create_dir_all(root.join("材料")).map_err(wrong)?;
        let lock = File::create(root.join(".lock")).map_err(wrong)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let root = root.display();
                let told =
                    format!("{root}: a workbench is open in it already; close it, or name another --folder");
                return Err(Error::Usage(told));
            }
            Err(TryLockError::Error(cause)) => return Err(wrong(cause)),
        }
        Ok(Self { db: db.map(Path::to_owned), _lock: lock, root })
    }

    /// The documents that were dropped, by name.
    pub(super) fn documents(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let wrong = |cause: io::Error| Error::Read {
            file: self.root.display().to_string(),
            reason: cause.to_string(),
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(self.root.join("材料")).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().is_ok_and(|kind| kind.is_file()) && !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        let read = |name: String| {
            let bytes = fs::read(self.document(&name)).map_err(wrong)?;
            Ok((name, bytes))
        };
        names.into_iter().map(read).collect()
    }

    /// Where a document lies; the name is one of [`duibiao::serve::safe_name`].
    pub(super) fn document(&self, name: &str) -> PathBuf {
        self.root.join("材料").join(name)
    }

    /// The decisions.
    pub(super) fn corrections(&self) -> PathBuf {
        self.root.join("更正.toml")
    }

    /// The ledger.
    pub(super) fn db(&self) -> PathBuf {
        self.db.clone().unwrap_or_else(|| self.root.join("台账.db"))
    }

    /// Keeps a file whole or not at all.
    pub(super) fn keep(path: &Path, bytes: &[u8]) -> Result<(), Error> {
        Output::new(Some(path)).write(|out| out.write_all(bytes))
    }

    /// Moves a document out of sight; it can be fetched back by hand.
    pub(super) fn put_away(&self, name: &str) -> io::Result<()> {
        let away = self.root.join("已移除");
        fs::create_dir_all(&away)?;
        let free = (1..).map(|number| if number == 1 { name.to_owned() } else { format!("{number}-{name}") });
        let target = free.map(|name| away.join(name)).find(|path| !path.exists());
        fs::rename(self.document(name), target.unwrap_or_else(|| away.join(name)))
    }

    /// A file that only this user may read.
    pub(super) fn private(&self, name: &str, text: &str) -> Result<PathBuf, Error> {
        let path = self.root.join(name);
        let write = || {
            drop(fs::remove_file(&path));
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&path)?.write_all(text.as_bytes())
        };
        write().map_err(|cause| Error::Write { file: path.display().to_string(), cause })?;
        Ok(path)
    }
}
