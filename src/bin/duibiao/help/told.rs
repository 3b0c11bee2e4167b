//! The texts of commands and options in Chinese.

use clap::{Arg, Command, builder::StyledStr};
use duibiao::tongue::{chinese, knows};

/// Behind these a line may be broken.
const STOPS: [char; 6] = ['，', '；', '：', '、', '。', '）'];
/// Marks a place where a line may be broken, with a space behind it: lines are broken at spaces only.
const MARK: &str = "\u{200b}";
const MARK_SPACE: &str = "\u{200b} ";

/// What the reader of the command line says itself.
const OWN: &[&str] = &[
    "Usage:",
    "Arguments:",
    "Options:",
    "Commands:",
    "Possible values:",
    "[possible values:",
    "[default:",
    "[env:",
    "[OPTIONS]",
    "<COMMAND>",
    "[COMMAND]",
    "<FILE>",
];

/// A command, and those below it, with texts in Chinese.
pub(super) fn in_chinese(mut command: Command) -> Command {
    command.build();
    below(command)
}

fn below(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let command = named(command);
    let command = ids.into_iter().fold(command, |command, id| command.mut_arg(id, argument));
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, below))
}

fn named(command: Command) -> Command {
    let of = |text: Option<&StyledStr>| text.map(|text| words(&text.to_string()));
    let (about, long) = (of(command.get_about()), of(command.get_long_about()));
    let behind = command.get_after_help().map(|text| lines(&text.to_string()));
    let far_behind = command.get_after_long_help().map(|text| lines(&text.to_string()));
    let command = if let Some(about) = about { command.about(about) } else { command };
    let command = if let Some(long) = long { command.long_about(long) } else { command };
    let command = if let Some(behind) = behind { command.after_help(behind) } else { command };
    if let Some(behind) = far_behind { command.after_long_help(behind) } else { command }
}

fn argument(arg: Arg) -> Arg {
    let of = |text: Option<&StyledStr>| text.map(|text| words(&text.to_string()));
    let (help, long) = (of(arg.get_help()), of(arg.get_long_help()));
    let heading = arg.get_help_heading().map(chinese);
    let names: Option<Vec<String>> =
        arg.get_value_names().map(|names| names.iter().map(|name| chinese(name)).collect());
    let arg = if let Some(help) = help { arg.help(help) } else { arg };
    let arg = if let Some(long) = long { arg.long_help(long) } else { arg };
    let arg = if let Some(heading) = heading { arg.help_heading(leaked(heading)) } else { arg };
    let Some(names) = names else { return arg };
    arg.value_names(names.into_iter().map(leaked).collect::<Vec<_>>())
}

/// The few names of a command line live as long as the program.
fn leaked(text: String) -> &'static str {
    text.leak()
}

/// A text whose lines may be broken behind its stops.
fn words(text: &str) -> String {
    let told = chinese(text);
    if told == text {
        return told;
    }
    let mut text = String::new();
    for c in told.chars() {
        text.push(c);
        text.push_str(if STOPS.contains(&c) { MARK_SPACE } else { "" });
    }
    text
}

/// Lines of examples: what stands behind a command, and whole lines of words.
pub(super) fn lines(text: &str) -> String {
    let line =
        |line: &str| parts(line).into_iter().map(|(gap, part)| gap.to_owned() + &chinese(part)).collect();
    text.lines().map(line).collect::<Vec<String>>().join("\n")
}

/// What stands in a line between gaps of two spaces and more, each with the gap before it.
pub(super) fn parts(line: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (gap, behind) = rest.split_at(rest.len() - rest.trim_start().len());
        let (part, after) = behind.split_at(behind.find("  ").unwrap_or(behind.len()));
        parts.push((gap, part));
        rest = after;
    }
    parts
}

/// A manual page with its headings in Chinese.
pub(super) fn headings(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}", chinese(heading.trim_matches('"'))),
        // A value and what it means.
        None => match line.split_once(": ").filter(|(_, meaning)| knows(meaning)) {
            Some((value, meaning)) => format!("{value}: {}", chinese(meaning)),
            None => line.to_owned(),
        },
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// A page of help with the words of the reader of the command line, and what is said of single values, in Chinese.
pub(super) fn page(text: &str) -> String {
    let text = text.replace(MARK_SPACE, "").replace(MARK, "");
    let text = OWN.iter().filter(|own| knows(own)).fold(text, |text, own| text.replace(own, &chinese(own)));
    let mut told = String::new();
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        let value = line.split_once(':').filter(|_| line.trim_start().starts_with("- "));
        let Some((value, meaning)) = value else {
            told.push_str(line);
            told.push('\n');
            continue;
        };
        let (gap, meaning) = meaning.split_at(meaning.len() - meaning.trim_start().len());
        // A long meaning goes on in the next line.
        let next = rest.peek().map(|next| next.trim()).filter(|next| !next.starts_with("- "));
        let whole = next.map(|next| format!("{meaning} {next}")).filter(|_| chinese(meaning) == meaning);
        let joined = whole.map(|whole| (chinese(&whole), whole)).filter(|(chinese, own)| chinese != own);
        let meaning = match joined {
            Some((joined, _)) => {
                rest.next();
                joined
            }
            None => chinese(meaning),
        };
        told.push_str(&format!("{value}:{gap}{meaning}\n"));
    }
    if text.ends_with('\n') { told } else { told.trim_end_matches('\n').to_owned() }
}
