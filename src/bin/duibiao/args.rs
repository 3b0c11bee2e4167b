//! What several commands are told in the same way.

use std::path::PathBuf;

use duibiao::{
    choices,
    error::Error,
    read::{self, ReadError},
    rules::Rulebook,
};

/// Which rules to read with.
#[derive(clap::Args)]
pub(crate) struct RulesFrom {
    /// Add the rule files of this folder to the built-in ones
    #[arg(long = "rules", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

impl RulesFrom {
    /// The rules, checked.
    pub(crate) fn load(&self) -> Result<Rulebook, Error> {
        choices::rulebook(self.folder.as_deref())
    }
}

/// More files are never read at once: each may have a process of its own.
pub(crate) const MOST_JOBS: usize = 128;

/// A number of jobs.
pub(crate) fn jobs(said: &str) -> Result<usize, String> {
    let jobs = said.parse().map_err(|_| "it is no whole number".to_owned())?;
    if jobs == 0 {
        let told = "at least one file is read at once; leave it out for one each processor";
        return Err(told.to_owned());
    }
    if jobs > MOST_JOBS {
        return Err(format!(
            "at most {MOST_JOBS} files are read at once; leave it out for one each processor"
        ));
    }
    Ok(jobs)
}

/// The name of an encoding.
pub(crate) fn encoding(said: &str) -> Result<String, String> {
    if read::is_encoding(said) {
        Ok(said.to_owned())
    } else {
        Err(ReadError::UnknownEncoding(said.to_owned()).to_string())
    }
}
