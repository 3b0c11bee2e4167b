//! The command line in the language of its reader: help, and what is asked for wrongly.

mod told;
mod wrong;

use std::{ffi::OsString, io::Write};

use clap::{Command, Parser, error::ErrorKind};
use duibiao::error::Error;

use crate::messages::{Language, Log, Messages};

/// The language that the words ask for, or that of the locale; it is needed before they are read.
pub(crate) fn language(words: &[OsString]) -> Language {
    match value(words, "--lang").as_deref() {
        Some("zh") => Language::Zh,
        Some("en") => Language::En,
        Some(_) | None => Language::of_locale(),
    }
}

/// The value of an option among words that were not read yet.
fn value(words: &[OsString], option: &str) -> Option<String> {
    words.iter().zip(words.iter().skip(1).map(Some).chain([None])).find_map(|(word, next)| {
        let word = word.to_string_lossy();
        match word.strip_prefix(option)? {
            "" => next.map(|next| next.to_string_lossy().into_owned()),
            rest => rest.strip_prefix('=').map(str::to_owned),
        }
    })
}

/// A command with its texts in a language.
pub(crate) fn in_language(command: Command, lang: Language) -> Command {
    match lang {
        Language::En => command,
        Language::Zh => told::in_chinese(command),
    }
}

/// What others made of a command in a language, as manual pages, without what is for the screen only.
pub(crate) fn cleaned(text: &[u8], lang: Language) -> Vec<u8> {
    match lang {
        Language::En => text.to_owned(),
        Language::Zh => told::page(&told::headings(&String::from_utf8_lossy(text))).into_bytes(),
    }
}

/// The words of a command line, read; where they ask for help, or for something that cannot be, the program says so in
/// their language and ends.
pub(crate) fn read<T: Parser>(words: &[OsString]) -> T {
    let lang = language(words);
    let read = in_language(T::command(), lang).try_get_matches_from(words);
    match read.and_then(|mut matches| T::from_arg_matches_mut(&mut matches)) {
        Ok(args) => args,
        Err(error) if !helps(&error) && value(words, "--log").as_deref() == Some("json") => {
            Messages::new(Log::Json, None).error(&Error::Usage(wrong::sentence(&error)));
            std::process::exit(error.exit_code())
        }
        Err(error) if lang == Language::Zh => end(&error),
        Err(error) => error.exit(),
    }
}

/// True where help or the version was asked for, or is shown as nothing was asked for.
fn helps(error: &clap::Error) -> bool {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand)
}

/// Shows help or an error in Chinese, and ends the program.
fn end(error: &clap::Error) -> ! {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let text = if helps(error) { told::page(&error.render().ansi().to_string()) } else { wrong::told(error) };
    let text = text.trim_end_matches('\n').to_owned() + "\n";
    // Where nobody can read it any more, that changes nothing.
    drop(if asked { write!(anstream::stdout(), "{text}") } else { write!(anstream::stderr(), "{text}") });
    std::process::exit(error.exit_code())
}

#[cfg(test)]
mod tests;
