use duibiao::error::Error;

use crate::output::Output;

/// The table for people, on a terminal.
pub(crate) fn show(table: &[u8]) -> Result<(), Error> {
    Output::Stdout.write(|out| out.write_all(table))
}
