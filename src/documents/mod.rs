//! Which documents are meant: files, folders, patterns, and what archives and mails carry.

mod part;
pub mod trouble;

use std::{
    collections::HashSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::read::{self, Contents, Documents, bounds, courier::Carried};

/// One thing to read, or why an argument names nothing.
#[derive(Clone, Debug)]
pub enum Input {
    /// A document; `-` is standard input.
    Document(PathBuf),
    /// A document that stood in a folder or fits a pattern: what is none of the user's reports is passed by.
    Found(PathBuf),
    /// A document that the file carries, named behind it, with its bytes.
    Carried {
        /// The file.
        carrier: PathBuf,
        /// The document, behind the name of the file.
        name: String,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// An archive or a mail whose documents, or one of them, could not be taken out of it, and the reason.
    Closed {
        /// The file.
        carrier: PathBuf,
        /// Its name, or that of the document in it.
        name: String,
        /// Why, and what to do.
        reason: String,
    },
    /// An argument that is no document, folder or pattern with documents, and the reason.
    Nothing(String, String),
}

impl Input {
    /// The file, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Document(path)
            | Self::Found(path)
            | Self::Carried { carrier: path, .. }
            | Self::Closed { carrier: path, .. } => Some(path),
            Self::Nothing(..) => None,
        }
    }

    /// The name that messages and the `source` column show.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Document(path) | Self::Found(path) => path.display().to_string(),
            Self::Carried { name, .. } | Self::Closed { name, .. } | Self::Nothing(name, _) => name.clone(),
        }
    }
}

/// How the documents are found that a document of that name carries.
pub type Unpack<'r> = dyn Fn(&str, &[u8]) -> Carried + 'r;

/// Folders inside folders are entered so far.
const FOLDER_DEPTH: usize = 64;

/// The documents that the arguments name, in their order and none twice, whatever ways lead to it; what an earlier run
/// left as `output` in a folder is none of them.
///
/// A folder stands for the documents in it and below it, sorted by name, hidden ones and unknown endings left out.
/// What of it cannot be looked into is named, and the rest is read. `carried` looks into archives and mails.
#[must_use]
pub fn expand(arguments: &[PathBuf], output: Option<&Path>, carried: &Unpack<'_>) -> Vec<Input> {
    let output = output.and_then(|path| path.canonicalize().ok());
    let is_left = |path: &Path| {
        let named = arguments.iter().any(|argument| argument == path);
        !named && output.is_some() && path.canonicalize().ok() == output && is_own(path)
    };
    let mut seen = HashSet::new();
    let mut fresh = |input: &Input| match input {
        Input::Document(path) | Input::Found(path) => !is_left(path) && seen.insert(place(path)),
        Input::Carried { .. } | Input::Closed { .. } | Input::Nothing(..) => true,
    };
    let (mut held, mut found) = (0, Vec::new());
    for argument in arguments {
        if let Some(carrier) = part::carrier(argument) {
            let inside = unpacked(Input::Document(carrier), carried, &mut held);
            found.extend(part::named(argument, inside));
            continue;
        }
        let named = named_by(argument).into_iter().filter(|input| fresh(input));
        named.for_each(|input| found.extend(unpacked(input, carried, &mut held)));
    }
    found
}

/// Where a file is, without links and the folder one stands in; `-` is standard input.
fn place(path: &Path) -> PathBuf {
    let found = if path.as_os_str() == "-" { None } else { path.canonicalize().ok() };
    found.unwrap_or_else(|| path.to_owned())
}

/// Endings of files that may carry documents.
const CARRIERS: &[&str] = &["zip", "eml", "msg"];

/// True for the name of a file that may carry documents.
#[must_use]
pub fn carries(name: &Path) -> bool {
    let ending = name.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| CARRIERS.contains(&ending.as_str()))
}

/// The documents that an archive or a mail carries, in its place; `held` bytes of others are there already.
fn unpacked(input: Input, unpack: &Unpack<'_>, held: &mut usize) -> Vec<Input> {
    let (Input::Document(path) | Input::Found(path)) = &input else { return vec![input] };
    if !carries(path) {
        return vec![input];
    }
    let found = bytes(path).and_then(|bytes| unpack(&input.name(), &bytes));
    let found = found.and_then(|found| found.map_or(Ok(None), |found| within(found, held).map(Some)));
    let carried = |(name, contents): (String, Contents)| match contents {
        Ok(bytes) => Input::Carried { carrier: path.clone(), name, bytes: bytes.into() },
        Err(reason) => Input::Closed { carrier: path.clone(), name, reason },
    };
    match found {
        Ok(Some(found)) => found.into_iter().map(carried).collect(),
        // What carries none is read itself.
        Ok(None) => vec![input],
        Err(reason) => {
            let reason = format!("{reason}; or unpack it and name the documents in it");
            vec![Input::Closed { carrier: path.clone(), name: input.name(), reason }]
        }
    }
}

/// Documents that fit beside those that are held already, or the bound that they cross.
fn within(found: Documents, held: &mut usize) -> Result<Documents, String> {
    let size = *held + found.iter().flat_map(|(_, contents)| contents).map(Vec::len).sum::<usize>();
    let limit = bounds::CARRIED_BYTES;
    if size > limit {
        return Err(format!(
            "too much: what this and the archives before it carry is {size} bytes, and at most {limit} are \
             read at once: name fewer archives"
        ));
    }
    *held = size;
    Ok(found)
}

fn named_by(argument: &Path) -> Vec<Input> {
    if argument.is_dir() {
        return inside(argument);
    }
    let nothing = |reason: String| vec![Input::Nothing(argument.to_string_lossy().into_owned(), reason)];
    let pattern = argument.to_string_lossy();
    if argument.as_os_str() == "-" || argument.exists() || !pattern.contains(['*', '?', '[']) {
        return vec![Input::Document(argument.to_owned())];
    }
    let paths = match glob::glob(&pattern) {
        Ok(paths) => paths,
        Err(error) => {
            return nothing(format!("there is no such file, and as a pattern it is wrong: {}", error.msg));
        }
    };
    let mut found = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => walk(&path, FOLDER_DEPTH, &is_wanted, &mut found),
            // Pipes and devices are passed by: they may never end.
            Ok(path) if path.exists() && !path.is_file() => {}
            Ok(path) => found.push(Input::Found(path)),
            Err(error) => found.push(unseen(error.path(), error.error())),
        }
    }
    if found.is_empty() { nothing("the pattern fits no file".to_owned()) } else { found }
}

/// A folder that cannot be looked into.
fn unseen(folder: &Path, error: &std::io::Error) -> Input {
    Input::Nothing(folder.display().to_string(), trouble::reading(error))
}

/// The documents of a folder, or the reason why there are none.
fn inside(folder: &Path) -> Vec<Input> {
    let mut found = Vec::new();
    walk(folder, FOLDER_DEPTH, &is_wanted, &mut found);
    if found.is_empty() {
        let reason = "there is no document in this folder".to_owned();
        found.push(Input::Nothing(folder.display().to_string(), reason));
    }
    found
}

/// The TOML files of a folder, those below it included: decisions about its documents may be among them.
#[must_use]
pub fn settings(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let is_toml = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "toml");
    walk(folder, FOLDER_DEPTH, &is_toml, &mut found);
    found.iter().filter_map(Input::path).map(Path::to_owned).collect()
}

/// True for the name of a file that a folder is asked for.
fn is_wanted(name: &str) -> bool {
    read::is_document(name) || read::is_picture(name)
}

fn walk(folder: &Path, depth: usize, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<Input>) {
    let entries = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return found.push(unseen(folder, &error)),
    };
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['.', '~']) {
            continue;
        }
        // A link that leads nowhere is named; pipes and devices are passed by: they may never end.
        let lost = path.is_symlink() && !path.exists();
        // A link to a folder is not followed: it may lead back here.
        if path.is_dir() && !path.is_symlink() && depth > 0 {
            walk(&path, depth - 1, wanted, found);
        } else if (path.is_file() || lost) && wanted(&name) {
            // `.` is not shown in front of what the user did not write.
            let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
            found.push(Input::Found(path));
        }
    }
}

/// True for what this program wrote.
fn is_own(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| read::is_own(&bytes))
}

/// True where an input that was not named itself turned out to be a file of our own, or a picture that nobody reads here.
#[must_use]
pub fn passes_by(input: &Input, reason: &str) -> bool {
    matches!(input, Input::Found(_)) && (read::is_own_reason(reason) || read::is_picture(&input.name()))
}

/// The bytes of a file, or the reason why there are none.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    if path.is_dir() {
        return Err("it is a folder: name the documents in it".to_owned());
    }
    fs::File::open(path).and_then(all).map_err(|error| trouble::reading(&error))
}

/// What a document holds, as far as one may go.
///
/// # Errors
/// What the system says.
pub fn all(from: impl Read) -> std::io::Result<Vec<u8>> {
    // One byte more than is read, so that a file that is too large is seen as such.
    let limit = bounds::FILE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    from.take(limit).read_to_end(&mut bytes).map(|_| bytes)
}
