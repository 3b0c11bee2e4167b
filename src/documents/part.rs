//! A document in an archive or a mail, named as the column `source` does: `reports.zip/june.txt`.

use std::path::{Path, PathBuf};

use super::{Input, carries};

/// The archive or mail that a name leads into; `None` for the name of a file or of nothing.
pub(super) fn carrier(argument: &Path) -> Option<PathBuf> {
    if argument.as_os_str() == "-" || argument.exists() {
        return None;
    }
    argument.ancestors().skip(1).find(|above| above.is_file() && carries(above)).map(Path::to_owned)
}

/// The document of that name among those that a file carries, and all below a name that is an archive in it; or why
/// there is none.
pub(super) fn named(argument: &Path, found: Vec<Input>) -> Vec<Input> {
    let name = argument.to_string_lossy().into_owned();
    let below = format!("{name}/");
    let is_meant = |input: &Input| input.name() == name || input.name().starts_with(&below);
    // What is wrong with the whole is wrong with each of its parts.
    let closed = |input: &Input| matches!(input, Input::Closed { carrier, name, .. } if carrier.to_string_lossy() == *name);
    if found.iter().any(closed) {
        return found;
    }
    let names: Vec<String> = found.iter().map(Input::name).take(SHOWN + 1).collect();
    let meant: Vec<Input> = found.into_iter().filter(is_meant).collect();
    if meant.is_empty() {
        let more = if names.len() > SHOWN { ", …" } else { "" };
        let known = names.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ") + more;
        return vec![Input::Nothing(name, format!("there is no such document in it; there are {known}"))];
    }
    meant
}

/// So many names are told.
const SHOWN: usize = 5;
