//! The command line of duibiao.

#![forbid(unsafe_code)]

mod apart;
mod args;
mod beside;
mod brief;
mod check;
mod command;
mod compare;
mod completions;
mod corrections;
mod decided;
mod evaluate;
mod explain;
mod extract;
mod files;
mod findings;
mod format;
mod gradual;
mod grid;
mod help;
mod in_turn;
mod inputs;
mod ledger;
mod man;
mod measures;
mod messages;
mod ocr;
mod output;
mod passed;
mod questions;
mod reading;
mod readings;
mod rules;
mod scan;
mod schema;
mod serve;
mod shape;
mod side;
mod silence;
mod summary;
mod terminal;
mod text;
mod trouble;
mod unfinished;
mod visible;
mod worker;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use clap::CommandFactory;
use duibiao::error::Error;

fn main() -> ExitCode {
    let args: command::Args = help::read(&std::env::args_os().collect::<Vec<_>>());
    if let command::Command::ReadApart { models } = &args.command {
        return apart::run(models.as_deref());
    }
    unfinished::watch_signals();
    if let command::Command::Files(words) = &args.command {
        let beside = beside::Beside::of(words, args.lang);
        let (log, lang) = (beside.log.unwrap_or(args.log), beside.lang.or(args.lang));
        let messages = messages::Messages::new(log, lang);
        let code = ended(|| beside.run(&command::Args::command(), &messages), &messages);
        if beside::clicked() {
            beside::wait(&messages);
        }
        return code;
    }
    let messages = messages::Messages::new(args.log, args.lang);
    ended(|| args.command.run(&messages), &messages)
}

/// Runs it to its exit code, and says what stopped it.
fn ended(run: impl FnOnce() -> Result<ExitCode, Error>, messages: &messages::Messages) -> ExitCode {
    match contained(run) {
        Ok(code) => code,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            messages.error(&error);
            error.exit_code().into()
        }
    }
}

/// Runs it; where the program fails on it, that is an error as any other, without the places of our own source.
fn contained(run: impl FnOnce() -> Result<ExitCode, Error>) -> Result<ExitCode, Error> {
    std::panic::set_hook(Box::new(|_| {}));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|payload| {
        let said = payload.downcast_ref::<String>().map(String::as_str);
        let said =
            said.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("it came to a sudden end");
        Err(Error::Internal(said.to_owned()))
    })
}
