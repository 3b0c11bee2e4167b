//! What stops a run.

use std::io;

use crate::rules::Fault;

/// What stops a run.
///
/// One type for the whole program, because a caller does the same with each of them: shows it and
/// leaves with [`Error::exit_code`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that cannot be done; the text says what to do instead.
    #[error("{0}")]
    Usage(String),
    /// Rule files with faults.
    #[error("the rules have {} fault(s)", .0.len())]
    Rules(Vec<Fault>),
    /// A corrections file with faults, or with decisions that contradict each other.
    #[error("the corrections have {} fault(s)", .0.len())]
    Corrections(Vec<Fault>),
    /// Hand-made rows that do not follow their format.
    #[error("{file}:{line}: {message}")]
    Gold {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what is allowed.
        message: String,
    },
    /// A file that cannot be read.
    #[error("{file}: {reason}")]
    Read {
        /// The file.
        file: String,
        /// Why, and what to do.
        reason: String,
    },
    /// An output that cannot be written; nothing is left behind under its name.
    #[error("cannot write {file}: {cause}")]
    Write {
        /// The file, or `standard output`.
        file: String,
        /// What the system says.
        cause: io::Error,
    },
    /// Inputs that could not be read, each already named to the reader with its reason.
    #[error("{unread} of {all} inputs could not be read")]
    Inputs {
        /// How many could not be read.
        unread: usize,
        /// How many there were.
        all: usize,
    },
    /// A mistake of the program itself.
    #[error("internal error: {0}; please report it with the input that shows it")]
    Internal(String),
}

impl Error {
    /// 2 for usage, rules and gold, 3 for inputs and outputs, 4 for mistakes of the program.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Rules(_) | Self::Corrections(_) | Self::Gold { .. } => 2,
            Self::Read { .. } | Self::Write { .. } | Self::Inputs { .. } => 3,
            Self::Internal(_) => 4,
        }
    }

    /// True where the reader of our output has gone (`duibiao extract … | head`).
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { cause, .. } if cause.kind() == io::ErrorKind::BrokenPipe)
    }
}
