use std::ffi::OsString;

use clap::{Command, CommandFactory};
use duibiao::tongue::{chinese, knows};

use super::{in_language, language, told::parts};
use crate::{command::Args, messages::Language};

/// Every text of a command and those below it.
fn texts(command: &Command, found: &mut Vec<String>) {
    let abouts =
        [command.get_about(), command.get_long_about()].into_iter().flatten().map(ToString::to_string);
    found.extend(abouts);
    for arg in command.get_arguments() {
        let help = [arg.get_help(), arg.get_long_help()].into_iter().flatten().map(ToString::to_string);
        found.extend(help.chain(arg.get_help_heading().map(str::to_owned)));
        found.extend(
            arg.get_possible_values().iter().filter_map(|value| value.get_help()).map(ToString::to_string),
        );
        if arg.get_action().takes_values() {
            found.extend(arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string));
        }
    }
    for below in command.get_subcommands() {
        texts(below, found);
    }
}

/// Every line behind the options.
fn lines(command: &Command, found: &mut Vec<String>) {
    let behind = [command.get_after_help(), command.get_after_long_help()].into_iter().flatten();
    found.extend(behind.flat_map(|text| text.to_string().lines().map(str::to_owned).collect::<Vec<_>>()));
    command.get_subcommands().for_each(|below| lines(below, found));
}

/// True for what people type, and for what the program writes in any language.
fn is_typed(part: &str) -> bool {
    let first = part.split([' ', ',']).next().unwrap_or_default();
    let named =
        ["text", "start", "kind", "value", "low", "unit", "base_value", "base_unit", "bound", "approx"];
    ["duibiao", "echo", "pip", "0", "1", "2", "3", "4"].contains(&first)
        || part.starts_with("{\"")
        || named.contains(&first) && part.len() < 12
}

#[test]
fn every_text_of_help_has_its_chinese_one() {
    let mut program = Args::command();
    program.build();
    let (mut all, mut behind) = (Vec::new(), Vec::new());
    texts(&program, &mut all);
    lines(&program, &mut behind);
    let mut lacking: Vec<String> =
        all.into_iter().filter(|text| !knows(text) && chinese(text) == *text).collect();
    let parts = behind.iter().flat_map(|line| parts(line)).map(|(_, part)| part);
    lacking.extend(parts.filter(|part| !is_typed(part) && !knows(part)).map(str::to_owned));
    lacking.retain(|text| !text.is_empty());
    assert!(lacking.is_empty(), "say these in src/tongue/zh/help.toml:\n{}", lacking.join("\n"));
}

#[test]
fn a_page_in_chinese_holds_no_sentence_in_english() {
    let mut program = in_language(Args::command(), Language::Zh);
    let mut wrong = Vec::new();
    let mut look = |page: String| {
        let page = super::told::page(&page);
        let words = |line: &str| {
            line.split(' ')
                .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()))
                .count()
        };
        let typed =
            |line: &str| ["duibiao", "echo", "pip", "{\""].iter().any(|start| line.trim().starts_with(start));
        wrong.extend(page.lines().filter(|line| !typed(line) && words(line.trim()) > 3).map(str::to_owned));
        assert!(!page.contains('\u{200b}'), "{page}");
    };
    look(program.render_long_help().to_string());
    for below in program.get_subcommands_mut().filter(|below| below.get_name() != "help") {
        look(below.render_help().to_string());
        look(below.render_long_help().to_string());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_language_is_known_before_the_words_are_read() {
    let of = |words: &[&str]| language(&words.iter().map(OsString::from).collect::<Vec<_>>());
    assert!(of(&["duibiao", "--lang", "zh", "extract", "--wrong"]) == Language::Zh);
    assert!(of(&["duibiao", "extract", "--lang=zh"]) == Language::Zh);
    assert!(of(&["duibiao", "--lang", "en"]) == Language::En);
}
