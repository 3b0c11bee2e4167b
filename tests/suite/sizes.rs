//! How large files and functions are, and how many Chinese words stand in Rust: what may shrink and not grow.
//!
//! Each number here is the one that was measured last. Whoever brings it down writes the new one.

use crate::tree::rust_files;

/// Chinese words in Rust; those of documents belong into `rules/`.
const CHINESE_WORDS: usize = 3011;
/// Functions longer than a page of the screen, and how long a page is.
const LONG_FUNCTIONS: usize = 38;
const FUNCTION_LINES: usize = 40;
const FILE_LINES: usize = 300;

#[test]
fn chinese_words_in_rust_do_not_grow() {
    let words = code().map(|(path, code)| (code.lines().map(chinese).sum::<usize>(), path));
    let mut words: Vec<(usize, String)> = words.filter(|(count, _)| *count > 0).collect();
    words.sort_by(|a, b| b.cmp(a));
    let all: usize = words.iter().map(|(count, _)| count).sum();
    assert!(all <= CHINESE_WORDS, "{all} Chinese words in Rust, before {CHINESE_WORDS}: {words:#?}");
}

#[test]
fn long_functions_do_not_grow_more() {
    let long: Vec<String> = code()
        .flat_map(|(path, code)| {
            let long = functions(&code).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
            long.map(|(head, lines)| format!("{path}: {lines} lines: {head}")).collect::<Vec<_>>()
        })
        .collect();
    let count = long.len();
    assert!(count <= LONG_FUNCTIONS, "{count} long functions, before {LONG_FUNCTIONS}: {long:#?}");
}

#[test]
fn no_file_is_long() {
    let files = rust_files("src").into_iter().map(|(path, text)| (text.lines().count(), path));
    let long: Vec<(usize, String)> = files.filter(|(lines, _)| *lines > FILE_LINES).collect();
    assert!(long.is_empty(), "longer than {FILE_LINES} lines: {long:#?}");
}

#[test]
fn words_and_functions_are_counted_as_they_are_written() {
    assert_eq!(chinese(r#"    ["目标", "a", 'x', '率', "“十四五”"] // "计划""#), 3);
    assert_eq!(chinese(r#"    let quote = '"'; let end = "\"成\"";"#), 1);
    let code =
        "impl A {\n    pub(crate) fn a() -> [u8; 2] {\n        if b {\n        }\n    }\n}\nfn c() {}\n";
    assert_eq!(functions(code), [("pub(crate) fn a() -> [u8; 2] {", 4), ("fn c() {}", 1)]);
}

/// The files of the program without their tests.
fn code() -> impl Iterator<Item = (String, String)> {
    let files = rust_files("src").into_iter().filter(|(path, _)| !path.ends_with("/tests.rs"));
    files.map(|(path, text)| (path, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()))
}

/// The literals of a line that hold Chinese letters; what stands behind `//` is none.
fn chinese(line: &str) -> usize {
    let (mut rest, mut found) = (line, 0);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (mark, inner) = rest[at..].split_at(1);
        if mark == "/" && inner.starts_with('/') {
            break;
        }
        let end = (mark != "/").then(|| closed(inner, mark)).flatten();
        found += usize::from(end.is_some_and(|end| inner[..end].contains(is_han)));
        rest = &inner[end.map_or(0, |end| end + 1)..];
    }
    found
}

/// Where a literal ends; a `'` that no character stands behind begins a lifetime.
fn closed(inner: &str, mark: &str) -> Option<usize> {
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if inner[at..].starts_with(mark) {
            return Some(at);
        } else if mark == "'" && !inner[at + letter.len_utf8()..].starts_with('\'') {
            return None;
        }
    }
    None
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// The first line of each function, and how many it has; a function ends where its brace stands under its beginning.
fn functions(code: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let begins = |line: &str| {
        let mut words = line.split(['(', ' ']).filter(|word| !word.is_empty());
        let before = ["pub", "crate)", "super)", "in", "const", "unsafe", "async", "extern"];
        words.find(|word| !before.contains(word) && !word.ends_with(')')).is_some_and(|word| word == "fn")
    };
    let starts = lines.iter().enumerate().filter(|(_, line)| begins(line.trim_start()));
    starts
        .map(|(at, line)| {
            let indent = line.len() - line.trim_start().len();
            let ends = |line: &&str| {
                line.len() > indent
                    && line.trim_start().len() + indent == line.len()
                    && line.ends_with(['}', ';'])
            };
            let lines = lines[at..].iter().position(ends).map_or(0, |end| end + 1);
            (line.trim(), lines)
        })
        .collect()
}
