//! What stands among the reports and is passed by with a note.

use duibiao::read::{self, ReadError};

use crate::inputs::Input;

/// What is passed by where it was not named itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    /// A file of our own.
    Own,
    /// A picture that cannot be read, or that says nothing.
    Picture,
}

impl Passed {
    /// The code of the message.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Own => "own-output",
            Self::Picture => "picture-passed",
        }
    }

    /// What is said about it.
    pub(crate) fn told(self, reason: &str) -> String {
        match self {
            Self::Own => "duibiao wrote it: it is no report and is passed by".to_owned(),
            Self::Picture => {
                format!("{reason}; it is passed by, and so is every other picture that cannot be read")
            }
        }
    }
}

/// Why an input that was not named itself may be passed by.
pub(crate) fn passes_by(input: &Input, reason: &str) -> Option<Passed> {
    let picture = || {
        let silent = [ReadError::Picture, ReadError::Empty].iter().any(|error| error.to_string() == reason);
        (silent && read::is_picture(&input.name())).then_some(Passed::Picture)
    };
    match input {
        Input::Found(_) if read::is_own_reason(reason) => Some(Passed::Own),
        Input::Found(_) | Input::Carried { .. } => picture(),
        Input::Document(_) | Input::Closed { .. } | Input::Nothing(..) => None,
    }
}
