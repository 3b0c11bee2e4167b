//! What holds for every file of the tree.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The Rust files of a folder of the package as (path from the package, text), sorted.
pub(crate) fn rust_files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    let kept = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    kept.map(|path| {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    })
    .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            walk(&entry, found);
        } else {
            found.push(entry);
        }
    }
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> =
        [".ci/run", "README.md", "Cargo.toml"].iter().map(|name| root.join(name)).collect();
    for folder in ["src", "tests", "rules", "seeds", "benches", "python"] {
        if root.join(folder).is_dir() {
            walk(&root.join(folder), &mut paths);
        }
    }
    let homes = ["home", "root", "work", "Users"].map(|name| format!("/{name}/"));
    let mut wrong = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (index, line) in text.lines().enumerate() {
            if homes.iter().any(|home| names(line, home)) {
                wrong.push(format!("{}:{}: {line}", path.display(), index + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// True where `home` begins a path of the line, and is not the middle of one.
fn names(line: &str, home: &str) -> bool {
    line.match_indices(home)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~*".contains(c)))
}

#[test]
fn no_file_or_function_name_says_nothing() {
    let empty = ["utils", "helpers", "common", "misc"];
    for (path, _) in rust_files("src") {
        let stem = Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!empty.contains(&stem.as_str()), "{path}: name the file after what it holds");
    }
}
