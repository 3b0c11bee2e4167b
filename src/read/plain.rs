//! Plain text: what is written is what is read; lines cut alike by tabs or bars are a table.

use super::{Draft, ReadError, bounds, pasted};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let longest = text.split('\n').map(str::len).max().unwrap_or(0);
    ReadError::beyond("the longest line in bytes", longest, bounds::LINE_BYTES)?;
    Ok(Draft::verbatim(text.to_owned(), pasted::tables(text)))
}
