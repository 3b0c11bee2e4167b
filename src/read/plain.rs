//! Plain text: what is written is what is read.

use super::{Draft, ReadError, bounds};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let longest = text.split('\n').map(str::len).max().unwrap_or(0);
    ReadError::beyond("the longest line in bytes", longest, bounds::LINE_BYTES)?;
    Ok(Draft::verbatim(text.to_owned()))
}
