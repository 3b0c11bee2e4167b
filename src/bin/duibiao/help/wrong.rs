//! What is wrong with a command line, in Chinese.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use duibiao::tongue::chinese;
use owo_colors::OwoColorize;

use super::told;

/// What is wrong, how the command is used, and where more is said.
pub(super) fn told(error: &clap::Error) -> String {
    let mut text = format!("{}: {}\n", chinese("error").red(), chinese(&sentence(error)));
    for (kind, tip) in TIPS {
        let near = named(error, *kind);
        if !near.is_empty() {
            text.push_str(&format!("\n  {}\n", chinese(&tip.replace("{}", &near))));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str(&format!("\n{}\n", told::page(&usage.ansi().to_string())));
    }
    text.push_str(&format!("\n{}\n", chinese("more is told by --help")));
    text
}

/// What was perhaps meant.
const TIPS: &[(ContextKind, &str)] = &[
    (ContextKind::SuggestedArg, "did you mean {}?"),
    (ContextKind::SuggestedSubcommand, "did you mean {}?"),
    (ContextKind::SuggestedValue, "did you mean {}?"),
    (ContextKind::ValidValue, "possible are {}"),
    (ContextKind::ValidSubcommand, "possible are {}"),
];

/// What is wrong, in one sentence of ours.
pub(super) fn sentence(error: &clap::Error) -> String {
    let of = |kind| named(error, kind);
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => format!("{arg} is one argument too many"),
        ErrorKind::UnknownArgument => format!("there is no option {arg}"),
        ErrorKind::InvalidSubcommand => format!("there is no command {}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} needs a value"),
        ErrorKind::InvalidValue => format!("{arg} cannot be {value}"),
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} cannot be {value}: {}", chinese(&why))
        }
        ErrorKind::NoEquals => format!("{arg} takes its value behind ="),
        ErrorKind::TooManyValues => format!("{value} is one value too many for {arg}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let (wanted, given) = (of(ContextKind::ExpectedNumValues), of(ContextKind::ActualNumValues));
            format!("{arg} takes {wanted} values, not {given}")
        }
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg).is_empty() => {
            format!("{arg} is given twice")
        }
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == arg => format!("{arg} is given twice"),
        ErrorKind::ArgumentConflict => format!("{arg} and {} exclude each other", of(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => format!("{arg} is missing"),
        ErrorKind::MissingSubcommand => {
            format!("a command is missing behind {}", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidUtf8 => "a word is no valid text in UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// What an error names, as one text.
fn named(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        }
        _ => String::new(),
    }
}
