//! What a caller chooses by a name or by a file: the rules of a folder, a pace, a profile.

use std::{fs, io, path::Path};

#[cfg(feature = "table")]
use crate::{
    compare,
    measure::{Pace, Plan, Table},
};
use crate::{
    documents::trouble,
    error::Error,
    rules::{Profile, Profiles, RuleFile, Rulebook},
};

/// The built-in rules, together with those of a folder where one is named.
///
/// # Errors
/// The faults of the rules, or where the folder cannot be read.
pub fn rulebook(folder: Option<&Path>) -> Result<Rulebook, Error> {
    Rulebook::with(folder.map(rule_files).transpose()?.unwrap_or_default()).map_err(Error::Rules)
}

/// The rule files of a folder, by name.
///
/// # Errors
/// Where the folder or a file cannot be read, or there is none.
pub fn rule_files(folder: &Path) -> Result<Vec<RuleFile>, Error> {
    let unread = |path: &Path, cause: &io::Error| {
        let cause = trouble::reading(cause);
        Error::Usage(format!("cannot read the rules of {}: {cause}", path.display()))
    };
    let entries = fs::read_dir(folder).map_err(|cause| unread(folder, &cause))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|cause| unread(folder, &cause))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Error::Usage(format!("{}: no rule file (*.toml) in this folder", folder.display())));
    }
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).map_err(|cause| unread(path, &cause))?;
            Ok(RuleFile { path: path.display().to_string(), text })
        })
        .collect()
}

/// What expected progress follows: `months`, `days`, or a plan in a CSV file.
///
/// # Errors
/// Where it is none of these, or the plan is wrong.
#[cfg(feature = "table")]
pub fn pace(name: &str) -> Result<Pace, Error> {
    match name {
        "months" => Ok(Pace::Months),
        "days" => Ok(Pace::Days),
        file => {
            let wrong = |reason| Error::Usage(format!("--pace {file}: {reason}"));
            let text = read(file).map_err(|reason| wrong(format!("{reason}; or use months or days")))?;
            Plan::read(&text).map(Pace::Plan).map_err(wrong)
        }
    }
}

/// The profile of that name, or the first one of a file like `rules/profiles.toml`.
///
/// # Errors
/// Where there is neither, or the file has faults.
pub fn profile(name: &str, rules: &Rulebook) -> Result<Profile, Error> {
    if let Some(profile) = rules.profiles.get(name) {
        return Ok(profile.clone());
    }
    let known: Vec<&str> = rules.profiles.iter().map(|profile| profile.id.as_str()).collect();
    let text = read(name)
        .map_err(|reason| Error::Usage(format!("--profile {name}: {reason}; or use {}", known.join(", "))))?;
    let profiles = Profiles::read(RuleFile { path: name.to_owned(), text }).map_err(Error::Rules)?;
    let first = profiles.iter().next().cloned();
    first.ok_or_else(|| Error::Usage(format!("--profile {name}: it holds no profile")))
}

/// The rows of a file that holds an exported table; `None` where it is something else.
///
/// # Errors
/// A table that lacks columns, or is broken.
#[cfg(feature = "table")]
pub fn exported(path: &Path) -> Result<Option<Table>, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !["csv", "json", "ndjson", "jsonl"].contains(&ending.as_str()) {
        return Ok(None);
    }
    let text = fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text.filter(|text| compare::is_exported(text)) else { return Ok(None) };
    compare::exported(&text)
        .map(Some)
        .map_err(|error| Error::Read { file: path.display().to_string(), reason: error.to_string() })
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(Path::new(file)).map_err(|error| trouble::reading(&error))
}
