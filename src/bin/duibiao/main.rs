//! The command line of duibiao.

mod account;
mod args;
mod check;
mod compare;
mod completions;
mod corrections;
mod evaluate;
mod explain;
mod extract;
mod format;
mod gradual;
mod grid;
mod inputs;
mod ledger;
mod man;
mod measures;
mod messages;
mod output;
mod reading;
mod rules;
mod scan;
mod schema;
mod side;
mod summary;
mod terminal;
mod text;
mod trouble;
mod unfinished;
mod worker;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    unfinished::watch_signals();
    let messages = messages::Messages::new(args.log, args.lang);
    match args.command.run(&messages) {
        Ok(code) => code,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            messages.error(&error);
            error.exit_code().into()
        }
    }
}
