use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

use duibiao::error::Error;

use crate::{unfinished::Unfinished, visible::Visible};

/// Where data goes.
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A file, which is there whole or not at all.
    File(PathBuf),
}

impl Output {
    /// The file, or standard output where none is named or it is `-`.
    pub(crate) fn new(file: Option<&Path>) -> Self {
        match file {
            Some(path) if path.as_os_str() != "-" => Self::File(path.to_owned()),
            Some(_) | None => Self::Stdout,
        }
    }

    /// An error before the work begins, where the folder of the output is not there.
    pub(crate) fn ready(&self) -> Result<(), Error> {
        let Self::File(path) = self else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let missing = folder.filter(|folder| !folder.is_dir()).map(|folder| {
            let kind = if folder.exists() { io::ErrorKind::NotADirectory } else { io::ErrorKind::NotFound };
            in_folder(folder, kind.into())
        });
        missing.map_or(Ok(()), |cause| Err(Error::Write { file: path.display().to_string(), cause }))
    }

    /// The same for what is coloured: `fill` itself makes visible what strangers wrote.
    pub(crate) fn write_coloured(
        &self,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        match self {
            Self::Stdout => filled(io::stdout().lock(), fill).map(drop).map_err(to_stdout),
            Self::File(_) => self.write(fill),
        }
    }

    /// Lets `fill` write, and puts the result in place.
    pub(crate) fn write(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match self {
            Self::Stdout if io::stdout().is_terminal() => {
                filled(Visible::new(io::stdout().lock()), fill).map(drop).map_err(to_stdout)
            }
            Self::Stdout => filled(io::stdout().lock(), fill).map(drop).map_err(to_stdout),
            Self::File(path) => into_file(path, fill)
                .map_err(|cause| Error::Write { file: path.display().to_string(), cause }),
        }
    }
}

impl Output {
    /// Puts files into the folder: a new one appears whole, in an old one each file is replaced whole, in order.
    pub(crate) fn write_folder(
        &self,
        files: impl FnOnce() -> io::Result<Vec<(String, Vec<u8>)>>,
    ) -> Result<(), Error> {
        match self {
            Self::Stdout => Err(Error::Usage("a folder needs a name: -o out/".to_owned())),
            Self::File(path) => files()
                .and_then(|files| into_folder(path, &files))
                .map_err(|cause| Error::Write { file: path.display().to_string(), cause }),
        }
    }
}

fn to_stdout(cause: io::Error) -> Error {
    Error::Write { file: "standard output".to_owned(), cause }
}

fn into_folder(path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    if path.is_dir() {
        return files
            .iter()
            .try_for_each(|(name, bytes)| into_file(&path.join(name), |out| out.write_all(bytes)));
    }
    if path.exists() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "it is a file; name a folder"));
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (made, unfinished) = Unfinished::begin(
        || folder_in(parent).map_err(|error| in_folder(parent, bare(&error))),
        |made| made.path().to_owned(),
    )?;
    for (name, bytes) in files {
        unfinished.add(|| whole(&made.path().join(name), bytes))?;
    }
    settle(made.path());
    unfinished.finish(|| fs::rename(made.path(), path))?;
    settle(parent);
    // What was moved away is no longer there to be taken away.
    drop(made.keep());
    Ok(())
}

/// A folder that is being filled, with the permissions that new folders have.
fn folder_in(parent: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".duibiao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask takes away of it is taken away.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent)
}

/// Writes a file, and lets it come to the disk.
fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Lets the names in a folder come to the disk; a system that cannot do so leaves it to time.
fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all().is_ok();
    }
}

/// A writer that keeps the system's error: formats wrap it so deep that it cannot be told any more.
struct Sink<W: Write> {
    out: BufWriter<W>,
    failed: Option<io::Error>,
}

impl<W: Write> Sink<W> {
    fn kept<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted && self.failed.is_none() {
                self.failed = Some(bare(error));
            }
        })
    }
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.kept(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.kept(done)
    }
}

/// The writer, once `fill` has written all and all of it has arrived.
fn filled<W: Write>(out: W, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<W> {
    let mut sink = Sink { out: BufWriter::new(out), failed: None };
    let done = fill(&mut sink).and_then(|()| sink.flush());
    let Sink { out, failed } = sink;
    failed.map_or(done, Err)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Devices and pipes are written to; for anything else a file beside it is written and renamed.
fn into_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder; name a file in it"));
    }
    if path.exists() && !path.is_file() {
        return filled(File::options().write(true).open(&path)?, fill).map(drop);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (file, unfinished) = Unfinished::begin(|| temporary(folder, &path), |file| file.path().to_owned())?;
    let file = filled(file, fill)?;
    // The name must not come to the disk before what it names.
    file.as_file().sync_all()?;
    unfinished.finish(|| file.persist(&path)).map_err(|error| in_folder(folder, error.error))?;
    settle(folder);
    Ok(())
}

/// The error of the system, without the temporary name at which it came.
fn bare(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source);
    let inner = inner.and_then(|inner| inner.downcast_ref::<io::Error>());
    let code = error.raw_os_error().or(inner.and_then(io::Error::raw_os_error));
    // The number of the system's error is lost where a temporary file's name was put behind it.
    let told = error.to_string();
    let told = told.split(" at path \"").next().unwrap_or_default().to_owned();
    code.map_or_else(|| io::Error::new(error.kind(), told), io::Error::from_raw_os_error)
}

/// What is wrong with the folder of an output.
fn in_folder(folder: &Path, error: io::Error) -> io::Error {
    match error.kind() {
        // As in /proc.
        io::ErrorKind::NotFound if folder.is_dir() => {
            io::Error::other("its folder takes no files; name another one")
        }
        io::ErrorKind::NotFound => io::Error::new(error.kind(), "its folder does not exist"),
        io::ErrorKind::NotADirectory => io::Error::new(error.kind(), "its folder is a file; name a folder"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            io::Error::new(error.kind(), format!("its folder cannot be written to ({error})"))
        }
        _ => error,
    }
}

/// A file beside the one to be replaced, with the permissions that it has or would have.
fn temporary(folder: &Path, path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".duibiao-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder).map_err(|error| in_folder(folder, bare(&error)))?;
    if let Ok(known) = fs::metadata(path) {
        file.as_file().set_permissions(known.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let failed = Output::File(path.clone()).write(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert_eq!(failed.unwrap_err().exit_code(), 3);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        Output::File(path.clone()).write(|out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
