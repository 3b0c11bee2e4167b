use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use duibiao::error::Error;

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

    /// Lets `fill` write, and puts the result in place.
    pub(crate) fn write(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match self {
            Self::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                fill(&mut out)
                    .and_then(|()| out.flush())
                    .map_err(|cause| Error::Write { file: "standard output".to_owned(), cause })
            }
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
    let made = tempfile::Builder::new().prefix(".duibiao-").tempdir_in(parent)?;
    for (name, bytes) in files {
        fs::write(made.path().join(name), bytes)?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(made.path(), fs::Permissions::from_mode(0o755))?;
    }
    fs::rename(made.keep(), path)
}

/// Devices and pipes are written to; for anything else a file beside it is written and renamed.
fn into_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder; name a file in it"));
    }
    if path.exists() && !path.is_file() {
        let mut out = BufWriter::new(File::options().write(true).open(&path)?);
        fill(&mut out)?;
        return out.flush();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut out = BufWriter::new(temporary(folder, &path)?);
    fill(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
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
    let file = builder.tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::new(error.kind(), "its folder does not exist"),
        kind => io::Error::new(kind, format!("its folder cannot be written to ({kind})")),
    })?;
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
