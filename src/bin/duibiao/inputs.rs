use std::{
    fs,
    path::{Path, PathBuf},
};

use duibiao::error::Error;

/// Folders within folders are followed this far.
const DEEPEST: usize = 32;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`.
    Stdin,
    /// A file, which may turn out to be missing or unreadable.
    File(PathBuf),
}

impl Input {
    /// The name that messages and the `source` column show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The files that the arguments name: files as given, folders and globs in the order of their names, none twice.
///
/// Files of a folder count where `readable` knows their ending; `output` is never one of its own inputs.
pub(crate) fn expand(
    arguments: &[PathBuf],
    readable: fn(&Path) -> bool,
    output: Option<&Path>,
) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for argument in arguments {
        let found = match argument {
            path if path.as_os_str() == "-" => vec![Input::Stdin],
            path if path.is_dir() => files(folder(path, readable, 0)?, output),
            path if path.exists() || !is_glob(path) => vec![Input::File(path.clone())],
            path => files(matches(path, readable)?, output),
        };
        if found.is_empty() {
            return Err(Error::Usage(format!(
                "{} holds no report; `duibiao extract --help` lists what can be read",
                argument.display()
            )));
        }
        inputs.extend(found);
    }
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|input| seen.insert(input.name()));
    Ok(inputs)
}

/// The arguments, or standard input where there are none and something comes through a pipe.
pub(crate) fn or_stdin(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    use std::io::IsTerminal;
    match arguments {
        [] if std::io::stdin().is_terminal() => {
            Err(Error::Usage("name a report to read, or `-` for standard input; see --help".to_owned()))
        }
        [] => Ok(vec![PathBuf::from("-")]),
        some => Ok(some.to_vec()),
    }
}

fn files(paths: Vec<PathBuf>, output: Option<&Path>) -> Vec<Input> {
    let output = output.and_then(|path| path.canonicalize().ok());
    let is_output = |path: &PathBuf| output.is_some() && path.canonicalize().ok() == output;
    paths.into_iter().filter(|path| !is_output(path)).map(Input::File).collect()
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn matches(pattern: &Path, readable: fn(&Path) -> bool) -> Result<Vec<PathBuf>, Error> {
    let fault = |cause: String| Error::Usage(format!("{} is no pattern: {cause}", pattern.display()));
    let mut found = Vec::new();
    for path in glob::glob(&pattern.to_string_lossy()).map_err(|error| fault(error.to_string()))? {
        let path =
            path.map_err(|error| Error::Read { file: error.path().to_owned(), cause: error.into() })?;
        if path.is_dir() {
            found.extend(folder(&path, readable, 0)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn folder(path: &Path, readable: fn(&Path) -> bool, depth: usize) -> Result<Vec<PathBuf>, Error> {
    let fault = |cause| Error::Read { file: path.to_owned(), cause };
    if depth > DEEPEST {
        return Err(Error::Usage(format!("{}: folders lie more than {DEEPEST} deep", path.display())));
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(fault)? {
        entries.push(entry.map_err(fault)?.path());
    }
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if hidden {
            continue;
        }
        if entry.is_dir() && !entry.is_symlink() {
            found.extend(folder(&entry, readable, depth + 1)?);
        } else if entry.is_file() && readable(&entry) {
            found.push(entry);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &Path) -> bool {
        path.extension().is_some_and(|ending| ending == "txt")
    }

    #[test]
    fn folders_and_globs_come_in_order_and_never_twice() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", "c.bin", ".d.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let all = [folder.path().to_owned(), folder.path().join("*.txt"), folder.path().join("gone.txt")];
        let names: Vec<_> = expand(&all, text, Some(&folder.path().join("b.txt")))
            .unwrap()
            .iter()
            .map(|input| Path::new(&input.name()).file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["a.txt", "gone.txt"]);
    }

    #[test]
    fn a_pattern_without_a_file_is_wrong_usage() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(expand(&[folder.path().join("*.md")], text, None).unwrap_err().exit_code(), 2);
        assert_eq!(expand(&[folder.path().to_owned()], text, None).unwrap_err().exit_code(), 2);
    }
}
