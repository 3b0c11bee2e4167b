//! Who may use whom: a stage never uses another stage, and each outside crate has one home.

use std::{fs, path::Path};

use crate::tree::rust_files;

/// A module and the modules of this crate that it may use besides itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("rules", &["text", "model"]),
    ("read", &["text"]),
    ("scan", &["text", "model", "rules"]),
    ("outline", &["text", "model", "rules", "scan"]),
    ("interpret", &["text", "model", "rules", "outline", "scan"]),
    ("pair", &["text", "model", "rules", "interpret"]),
    ("tabular", &["text", "model", "rules", "outline", "scan", "interpret", "pair"]),
    ("responsible", &["text", "model", "rules", "outline"]),
    ("account", &["text", "model", "rules", "interpret", "pipeline"]),
    ("corrections", &["text", "model", "rules"]),
    ("measure", &["text", "model", "rules"]),
    ("export", &["text", "model", "rules", "measure", "tongue"]),
    ("compare", &["model", "rules", "measure"]),
    ("conflict", &["model", "rules", "measure", "compare"]),
    ("alerts", &["text", "model", "rules", "measure", "compare", "conflict"]),
    ("ledger", &["rules", "measure", "compare", "alerts"]),
    ("serve", &["rules", "corrections"]),
    ("questions", &["text", "model", "rules", "interpret", "corrections", "measure", "export", "pipeline"]),
    ("evaluate", &["model", "error"]),
    ("documents", &["read"]),
    ("error", &["rules"]),
    (
        "facade",
        &[
            "text",
            "model",
            "rules",
            "read",
            "scan",
            "account",
            "corrections",
            "measure",
            "export",
            "compare",
            "conflict",
            "alerts",
            "ledger",
            "documents",
            "error",
            "choices",
            "pipeline",
            "tongue",
        ],
    ),
    ("choices", &["error", "rules", "measure", "compare", "documents"]),
    ("tongue", &[]),
];

/// A crate and the only places that may name it.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["text"]),
    ("toml", &["rules", "tongue"]),
    ("serde_spanned", &["rules"]),
    ("nom", &["scan", "outline"]),
    // Of the facade one signature names it: the frame of `Table`.
    ("polars", &["measure", "export", "facade"]),
    ("polars_io", &["measure", "export"]),
    ("rust_xlsxwriter", &["export"]),
    ("rusqlite", &["export", "ledger"]),
    ("scraper", &["read"]),
    ("html5ever", &["read"]),
    ("ego_tree", &["read"]),
    ("calamine", &["read"]),
    ("quick_xml", &["read"]),
    ("zip", &["read", "export"]),
    ("unpdf", &["read"]),
    ("rten", &["read"]),
    ("png", &["read"]),
    ("tiff", &["read"]),
    ("hayro_ccitt", &["read"]),
    ("hayro_jbig2", &["read"]),
    ("hayro_jpeg2000", &["read"]),
    ("zune_jpeg", &["read"]),
    ("chardetng", &["read"]),
    ("encoding_rs", &["read"]),
    ("glob", &["documents"]),
    ("clap", &["bin"]),
    ("tiny_http", &["bin"]),
    ("getrandom", &["bin"]),
    ("rayon", &["bin"]),
    ("base64", &["bin", "read"]),
    ("signal_hook", &["bin"]),
    ("rustix", &["bin"]),
    ("seccompiler", &["bin"]),
];

#[test]
fn no_module_uses_another_that_it_must_not_know() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src").into_iter().filter(|(path, _)| !path.ends_with("/tests.rs")) {
        let module = module(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        for (line, used) in used_modules(&text) {
            if used != module && !allowed.contains(&used.as_str()) && is_module(&used) {
                wrong.push(format!("{path}:{line}: `{module}` must not use `{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_stays_at_home() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let module = module(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().map(|(index, line)| (index + 1, line.trim_start())) {
            for (name, homes) in HOMES {
                let named =
                    line.starts_with(&format!("use {name}::")) || line.contains(&format!(" {name}::"));
                if named && !line.starts_with("//") && !homes.contains(&module.as_str()) {
                    wrong.push(format!("{path}:{number}: `{name}` belongs to {}", homes.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_table() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let placed = |name: &&str| *name == "pipeline" || MAY_USE.iter().any(|(module, _)| module == name);
    let missing: Vec<&str> = map
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .filter(|name| !placed(name))
        .collect();
    assert!(missing.is_empty(), "say in tests/suite/layers.rs what these may use: {missing:?}");
}

/// `src/scan/unit.rs` and `src/error.rs` belong to `scan` and `error`.
fn module(path: &str) -> String {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

fn is_module(name: &str) -> bool {
    name == "pipeline" || MAY_USE.iter().any(|(module, _)| *module == name)
}

/// The modules behind `crate::` with their lines, those of `use crate::{a::X, b::Y}` included.
fn used_modules(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(top_names(list).into_iter().map(|name| (line, name))),
            None => used.push((line, first_name(rest))),
        }
    }
    used
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// The names that begin the members of a braced list.
fn top_names(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (1, Vec::new(), 0);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && letter == ',') {
            names.push(first_name(list[start..at].trim_start()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_use_that_crosses_layers_is_seen() {
    let text = "use crate::{model::{Goal, Kind}, scan::quantities};\nfn f() { crate::pair::go() }\n";
    let names: Vec<_> = used_modules(text).into_iter().map(|(line, name)| format!("{line}{name}")).collect();
    assert_eq!(names, ["1model", "1scan", "2pair"]);
}
