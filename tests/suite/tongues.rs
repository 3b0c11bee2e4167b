//! One language at a time: what the sources say in English has its Chinese text, and nothing else has one.

use std::collections::HashSet;

use duibiao::tongue;

use crate::tree::rust_files;

/// Sentences of the sources that no user reads, or that name things only.
const UNSAID: &str = include_str!("../cases/unsaid.txt");

/// Beginnings of texts for other readers than people: queries, pages, headers.
const FOR_MACHINES: &[&str] = &[
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "ALTER",
    "PRAGMA",
    "CAST(",
    "(SELECT",
    "FROM ",
    "<",
    "default-src",
    "'use strict'",
    "width=",
    "text/",
    "application/",
    "attachment",
    "\\n",
    "(?",
    "(r.",
    "?1 IS",
    "r.vintage",
    "{} ORDER",
    "version = 1",
    "f.\"",
    "xmlns",
    "# ",
    "Exit codes:",
    "duibiao [OPTIONS]",
    "{goals}{figures}",
    "DROP",
    "Examples:",
    "Example:",
];

/// Files whose sentences describe the sources to their readers: the meaning of slots, roles and classes; and the one that
/// holds what columns mean in both languages.
const FOR_AUTHORS: &[&str] = &[
    "src/export/meaning.rs",
    // What each alert means, for the documentation of the library.
    "src/model/alert.rs",
    "src/rules/slots.rs",
    "src/rules/verbs.rs",
    "src/export/brief/docx.rs",
    "src/evaluate/",
];

/// The texts between quotes of a source, without its tests and comments.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut rest) = (Vec::new(), source);
    while let Some(c) = rest.chars().next() {
        let line = |rest: &str| rest.find('\n').unwrap_or(rest.len());
        let raw = ["r\"", "r#\""].into_iter().find(|start| rest.starts_with(start));
        if rest.starts_with("//") || rest.starts_with("#[doc") {
            rest = &rest[line(rest)..];
        } else if let Some(start) = raw {
            let end = if start.len() == 2 { "\"" } else { "\"#" };
            let inside = &rest[start.len()..];
            let length = inside.find(end).unwrap_or(inside.len());
            found.push(inside[..length].to_owned());
            rest = &inside[(length + end.len()).min(inside.len())..];
        } else if c == '"' {
            let (text, behind) = quoted(&rest[1..]);
            found.push(text);
            rest = behind;
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest = &rest[3..];
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// A text up to its closing quote, and what follows.
fn quoted(text: &str) -> (String, &str) {
    let mut told = String::new();
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' => return (told, &text[at + 1..]),
            '\\' => match letters.next() {
                Some((_, 'n')) => told.push('\n'),
                Some((at, '\n')) => {
                    let behind = text[at..].trim_start();
                    let (text, rest) = quoted(behind);
                    return (told + &text, rest);
                }
                Some((_, other)) => told.push(other),
                None => break,
            },
            other => told.push(other),
        }
    }
    (told, "")
}

/// True for words of English with a space between them.
fn is_sentence(text: &str) -> bool {
    let is_word =
        |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic() || "',;:.".contains(c));
    let chinese = text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
    let words = text.split(' ').filter(|word| is_word(word)).count();
    words > 1
        && (!chinese || words > 4)
        && !FOR_MACHINES.iter().any(|start| text.trim_start().starts_with(start))
}

#[test]
fn every_english_sentence_of_the_sources_has_its_chinese_one() {
    let known: HashSet<String> = tongue::pairs().into_iter().map(|(_, english, _)| english).collect();
    let unsaid: HashSet<&str> = UNSAID.lines().collect();
    let mut lacking = Vec::new();
    for (path, text) in rust_files("src") {
        if path.ends_with("tests.rs") || FOR_AUTHORS.iter().any(|own| path.starts_with(own)) {
            continue;
        }
        let sentences = literals(&text).into_iter().filter(|text| is_sentence(text));
        let told =
            |text: &String| known.contains(text) || unsaid.contains(text.replace('\n', "\\n").as_str());
        lacking.extend(sentences.filter(|text| !told(text)).map(|text| format!("{path}: {text:?}")));
    }
    assert!(lacking.is_empty(), "say these in a file of src/tongue/zh:\n{}", lacking.join("\n"));
}

#[test]
fn every_chinese_text_belongs_to_one_that_the_sources_have() {
    let all: String = rust_files("src").into_iter().map(|(_, text)| text).collect();
    let said: HashSet<String> = rust_files("src").iter().flat_map(|(_, text)| literals(text)).collect();
    // Help and bounds are what comments say, and are tried where they are shown.
    let own = |(file, english, _): &(&str, String, String)| {
        ["reading.toml", "running.toml", "rules.toml"].contains(file)
            && !said.contains(english)
            && !all.contains(english)
    };
    let lost: Vec<String> = tongue::pairs()
        .into_iter()
        .filter(own)
        .map(|(file, english, _)| format!("{file}: {english}"))
        .collect();
    assert!(lost.is_empty(), "no source says these:\n{}", lost.join("\n"));
}

/// Chinese letters of a page that are no words of a report: scripts left out, and what says that it stays.
fn chinese_lines(page: &str) -> Vec<String> {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
    let script = page.rsplit("<script>").next().unwrap_or_default();
    script.lines().filter(|line| chinese(line) && !line.contains("一二三四")).map(str::to_owned).collect()
}

#[test]
fn in_english_pages_workbooks_and_tables_have_english_heads() {
    let folder = tempfile::tempdir().unwrap();
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/months/2024-06.md");
    let run = |args: &[&str]| {
        let output = crate::cli::duibiao(folder.path(), args);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run(&["--lang", "en", "extract", seed, "-o", "page.html"]);
    let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{}", &page[..200]);
    for words in
        [">Rows <b>", "Download corrections", "aria-label=\"Filter\"", ">accept<", "furthest behind first"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(chinese_lines(&page), Vec::<String>::new());
    let rollup = run(&["--lang", "en", "extract", seed, "--rollup", "section", "--format", "html"]);
    assert!(
        rollup.contains("<h1>Summary by Section</h1>") && rollup.contains(">Median completion<"),
        "{rollup}"
    );
    assert!(
        run(&["--lang", "en", "extract", seed, "--rollup", "section", "--format", "csv"])
            .starts_with("section,rows,")
    );
    assert!(
        run(&["--lang", "zh", "extract", seed, "--rollup", "section", "--format", "csv"])
            .starts_with("板块,行数,")
    );
    let may = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/months/2024-07.md");
    assert!(run(&["--lang", "zh", "compare", seed, may, "--format", "csv"]).starts_with("变化,板块,序号,"));
    let changes = run(&["--lang", "en", "compare", seed, may]);
    assert!(
        changes.contains("updated ")
            && changes.contains("status slightly behind → ahead")
            && !changes.contains("\n更新 "),
        "{changes}"
    );
}
