//! No file takes from one that takes from it, in the library and in the program.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::rust_files;

/// Where each crate begins.
const LIBRARY: &str = "src/";
const PROGRAM: &str = "src/bin/duibiao/";

/// The modules of a crate with the file and the code of each.
type Modules = BTreeMap<Vec<String>, (String, String)>;

#[test]
fn no_file_takes_from_one_that_takes_from_it() {
    for root in [LIBRARY, PROGRAM] {
        let modules = modules(root);
        let circled = circled(&modules);
        assert!(circled.is_empty(), "these take from each other in a circle: {circled:#?}");
    }
}

#[test]
fn a_circle_is_seen_through_what_only_passes_names_on() {
    let file = |name: &str, code: &str| {
        let parts = name.split('/').filter(|part| !part.is_empty());
        (parts.map(str::to_owned).collect(), (name.to_owned(), code.to_owned()))
    };
    let planted = |back: &str| -> Modules {
        let first = file("a", "mod first;\nmod second;\npub use second::Second;\n");
        [
            file("", "mod a;\n"),
            first,
            file("a/first", "use super::{Second, Other};\n"),
            file("a/second", back),
        ]
        .into()
    };
    assert_eq!(circled(&planted("use crate::a::first::First;\n")), ["a/first", "a/second"]);
    assert_eq!(circled(&planted("use std::fmt;\n")), [""; 0]);
}

/// The files of which each takes from another, and in the end from itself.
fn circled(modules: &Modules) -> Vec<&str> {
    let taken: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> =
        modules.keys().map(|module| (module, taken(modules, module))).collect();
    let reached = |from: &Vec<String>| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            open.extend(taken[&next].iter().filter(|module| seen.insert((*module).clone())).cloned());
        }
        seen
    };
    let circled = modules.iter().filter(|(module, _)| reached(module).contains(*module));
    circled.map(|(_, (file, _))| file.as_str()).collect()
}

fn modules(root: &str) -> Modules {
    let files = rust_files("src").into_iter().filter(|(path, _)| !path.ends_with("/tests.rs"));
    let files = files.filter(|(path, _)| path.starts_with(root) && !path[root.len()..].starts_with("bin/"));
    files
        .map(|(path, text)| {
            let inner = path[root.len()..].trim_end_matches(".rs");
            let parts = inner.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
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

/// The module that has what a path names, behind all that only pass it on; the module itself where that is named.
fn home(modules: &Modules, path: &[String], passed: usize) -> Option<Vec<String>> {
    let module = (0..=path.len()).rev().map(|end| &path[..end]).find(|head| modules.contains_key(*head))?;
    let Some(name) = path.get(module.len()) else { return Some(module.to_vec()) };
    if passed == 8 {
        return None;
    }
    let through = uses(&modules[module].1).into_iter().find(|(_, used)| used.last() == Some(name));
    match through {
        Some((_, used)) => home(modules, &absolute(modules, module, &used)?, passed + 1),
        None => Some(module.to_vec()),
    }
}
