//! Corrections files that stand among the reports, or beside one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use duibiao::{corrections::Corrections, documents, text::Severity};

use crate::messages::Messages;

/// The corrections files for what an argument names: those that were named, and those in the folder that it is. What
/// is passed by among the reports of a folder, or lies beside a report and is not applied, is said.
pub(crate) fn for_input(argument: &Path, named: &[PathBuf], messages: &Messages) -> Vec<PathBuf> {
    let mut decided = named.to_vec();
    let is_named = |path: &Path| named.iter().any(|named| is_same(named, path));
    let note = |path: &Path, code, told| {
        messages.about(Severity::Note, &path.display().to_string(), None, code, told);
    };
    if argument.is_dir() {
        for path in documents::settings(argument).into_iter().filter(|path| !is_named(path)) {
            if is_meant(&path) {
                decided.push(path);
            } else {
                note(&path, "settings-passed", "it is no corrections file and is passed by");
            }
        }
        return decided;
    }
    for path in beside(argument).into_iter().filter(|path| !is_named(path) && is_meant(path)) {
        note(&path, "corrections-beside", "it is not applied: name it, too, or the folder it is in");
    }
    decided
}

/// The TOML files in the folder of a file.
fn beside(file: &Path) -> Vec<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = if file.is_file() { documents::settings(folder) } else { Vec::new() };
    let own = |path: &PathBuf| path.parent().is_none_or(|own| own == folder || own.as_os_str().is_empty());
    files.into_iter().filter(own).collect()
}

fn is_meant(path: &Path) -> bool {
    // One that cannot be read is named where it is applied.
    fs::read(path).map_or(true, |bytes| Corrections::is_meant(&String::from_utf8_lossy(&bytes)))
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}
