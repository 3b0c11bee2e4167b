use std::{
    collections::HashSet,
    io::IsTerminal,
    path::{Path, PathBuf},
};

use duibiao::error::Error;

/// One thing to read, or why an argument names nothing.
#[derive(Debug)]
pub(crate) enum Input {
    /// A document; `-` is standard input.
    Document(PathBuf),
    /// An argument that is no document, folder or pattern with documents, and the reason.
    Nothing(String, String),
}

impl Input {
    /// The name that messages and the `source` column show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Document(path) => path.display().to_string(),
            Self::Nothing(name, _) => name.clone(),
        }
    }
}

/// The documents that the arguments name, in their order and none twice; `output` is never one of its own inputs.
pub(crate) fn expand(arguments: &[PathBuf], output: Option<&Path>) -> Vec<Input> {
    let output = output.and_then(|path| path.canonicalize().ok());
    let is_output = |path: &Path| output.is_some() && path.canonicalize().ok() == output;
    let (mut inputs, mut seen) = (Vec::new(), HashSet::new());
    for argument in arguments {
        let name = argument.to_string_lossy().into_owned();
        let path = PathBuf::from(&name);
        if !is_output(&path) && seen.insert(path.clone()) {
            inputs.push(Input::Document(path));
        }
    }
    inputs
}

/// The arguments, or standard input where there are none and something comes through a pipe.
pub(crate) fn or_stdin(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    match arguments {
        [] if std::io::stdin().is_terminal() => {
            Err(Error::Usage("name a report to read, or `-` for standard input; see --help".to_owned()))
        }
        [] => Ok(vec![PathBuf::from("-")]),
        some => Ok(some.to_vec()),
    }
}
