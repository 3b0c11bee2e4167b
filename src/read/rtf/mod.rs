//! Rich text (.rtf): control words, groups, and text in the encoding of its fonts.
//!
//! The number of a list item stands in the text beside the item, for programs that know no lists; it is taken from
//! there. Cells say where their right edges lie.

mod body;
mod fonts;
mod state;
mod token;

use super::{Draft, ReadError};

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut writer = body::Writer::default();
    for token in token::Tokens::new(bytes) {
        writer.take(token)?;
    }
    writer.finish()
}
