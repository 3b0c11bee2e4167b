//! No file of a room takes from one that takes from it; those that still do are counted, and only become fewer.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::rust_files;

/// Files that still stand in a circle, outside the rooms of `OPEN`.
const LEFT: usize = 39;
/// Rooms without any circle.
const OPEN: &[&str] = &["account", "corrections", "interpret", "ledger", "pair", "tabular", "text"];

/// The modules of the crate with the file and the code of each.
type Modules = BTreeMap<Vec<String>, (String, String)>;

#[test]
fn no_new_file_takes_from_one_that_takes_from_it() {
    let modules = modules();
    let taken: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> =
        modules.keys().map(|module| (module, taken(&modules, module))).collect();
    let reached = |from: &Vec<String>| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            open.extend(taken[&next].iter().filter(|module| seen.insert((*module).clone())).cloned());
        }
        seen
    };
    let circled: Vec<&Vec<String>> =
        modules.keys().filter(|module| reached(module).contains(*module)).collect();
    let shut: Vec<&str> = circled
        .iter()
        .filter(|module| module.first().is_some_and(|room| OPEN.contains(&room.as_str())))
        .map(|module| modules[*module].0.as_str())
        .collect();
    assert!(shut.is_empty(), "these take from each other in a circle: {shut:#?}");
    let files: Vec<&str> = circled.iter().map(|module| modules[*module].0.as_str()).collect();
    assert!(files.len() <= LEFT, "{} files stand in circles, {LEFT} did: {files:#?}", files.len());
}

fn modules() -> Modules {
    let files = rust_files("src").into_iter();
    let files = files.filter(|(path, _)| !path.ends_with("/tests.rs") && !path.starts_with("src/bin/"));
    files
        .map(|(path, text)| {
            let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
            let parts = inner.split('/').filter(|part| !matches!(*part, "mod" | "lib"));
            (parts.map(str::to_owned).collect(), (path.clone(), code(&text)))
        })
        .collect()
}

/// The code without tests and comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules from which a module takes names by `use`; what it only passes on does not count.
fn taken(modules: &Modules, module: &[String]) -> BTreeSet<Vec<String>> {
    let paths = uses(&modules[module].1).into_iter().filter(|(public, _)| !public);
    let found = paths.filter_map(|(_, path)| home(modules, &absolute(modules, module, &path)?, 0));
    found.filter(|home| home != module).collect()
}

/// The paths of the `use` items, and whether they are passed on.
fn uses(code: &str) -> Vec<(bool, Vec<String>)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = code[line..at].trim();
        if !(before.is_empty() || before.starts_with("pub")) {
            continue;
        }
        let tree = code[at + "use ".len()..].split(';').next().unwrap_or_default();
        let mut paths = Vec::new();
        expand(tree, &[], &mut paths);
        found.extend(paths.into_iter().map(|path| (!before.is_empty(), path)));
    }
    found
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(tree: &str, head: &[String], paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let (own, list) = tree.split_once('{').map_or((tree, None), |(own, list)| (own, Some(list)));
    let name = |part: &str| part.split(" as ").next().unwrap_or_default().trim().to_owned();
    let own = own.split("::").map(name).filter(|part| !part.is_empty() && part != "self");
    let head: Vec<String> = head.iter().cloned().chain(own).collect();
    let Some(list) = list.and_then(|list| list.trim_end().strip_suffix('}')) else {
        paths.push(head);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in list.char_indices().chain([(list.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !list[start..at].trim().is_empty() {
                    expand(&list[start..at], &head, paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// A path from the crate, where it leads into it.
fn absolute(modules: &Modules, module: &[String], path: &[String]) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let (from, rest) = match path.first()?.as_str() {
        "crate" => (&module[..0], &path[1..]),
        "super" => (module.get(..module.len().checked_sub(ups)?)?, &path[ups..]),
        first => {
            let child: Vec<String> = module.iter().cloned().chain([first.to_owned()]).collect();
            modules.contains_key(&child).then_some((module, path))?
        }
    };
    Some(from.iter().chain(rest).cloned().collect())
}

/// The module that has what a path names, behind all that only pass it on; none where a module itself is named.
fn home(modules: &Modules, path: &[String], passed: usize) -> Option<Vec<String>> {
    let module = (0..=path.len()).rev().map(|end| &path[..end]).find(|head| modules.contains_key(*head))?;
    let name = path.get(module.len()).filter(|_| passed < 8)?;
    let through = uses(&modules[module].1).into_iter().find(|(_, used)| used.last() == Some(name));
    match through {
        Some((_, used)) => home(modules, &absolute(modules, module, &used)?, passed + 1),
        None => Some(module.to_vec()),
    }
}
