//! `duibiao serve`: the workbench for people without a terminal, a page on this machine alone.
//!
//! ```text
//! folder   where everything lies: the documents, the decisions, the months; one workbench at a time
//! desk     what was read and decided, kept in step with the folder
//! answer   what is asked for, and what is sent back
//! http     requests in, answers out: who may ask, how much, with which headers
//! routes   which address does what
//! table    the rows as the page shows them, and the files that can be saved
//! months   the ledger beside it
//! ```

mod answer;
mod desk;
mod document;
mod documents;
mod folder;
mod http;
mod months;
mod routes;
mod table;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use duibiao::{
    error::Error,
    ledger::{Ledger, LedgerError},
    serve::Guard,
};

use crate::{
    args::RulesFrom,
    messages::{Language, Messages},
    output::Output,
    reading::ReadingArgs,
};
use desk::Desk;
use folder::Folder;

/// Open the workbench in the browser: drop reports, review and correct the rows, save workbooks, keep the months.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao serve                          opens the browser; all is kept in the folder 对标工作台
  duibiao serve june.docx july.docx      with these reports
  duibiao serve --folder work --db town.db
  duibiao serve --no-open --port 8123    prints the address, opens nothing

It answers to this machine only, under an address that it makes up anew each time. Ctrl-C ends it.")]
pub(crate) struct ServeArgs {
    /// Reports to begin with; they are copied into the folder
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Where documents and decisions are kept; 对标工作台 in the home folder without it
    #[arg(id = "desk", long = "folder", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The ledger of the months; 台账.db in the folder without it
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// The port; one that is free without it
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Print the address only
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ServeArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let folder = Folder::open(self.folder.as_deref(), self.db.as_deref())?;
        if folder.db().exists() {
            Ledger::open(&folder.db()).map(drop).or_else(|error| known(&folder.db(), &error))?;
        }
        let lang = messages.asked().unwrap_or(Language::Zh);
        let desk = Desk::open(folder, &rules, &self.reading, lang)?;
        desk.take_up()?;
        for input in self.reading.expand(&self.inputs, None) {
            if let Some(reason) = desk.add_input(&input) {
                let severity = duibiao::text::Severity::Error;
                messages.about(severity, &input.name(), None, "input-unread", &reason);
            }
        }
        let server = http::listen(self.port)?;
        let guard = Guard::new(http::port(&server), &chance()?);
        Output::Stdout.write(|out| writeln!(out, "{}", guard.address()))?;
        if !self.no_open {
            open(&desk.folder, &guard.address())?;
        }
        http::answer(&server, &guard, &desk);
        Ok(ExitCode::SUCCESS)
    }
}

/// An error of the ledger, but where it becomes one when a month is entered.
fn known(db: &Path, error: &LedgerError) -> Result<(), Error> {
    match error {
        LedgerError::Empty | LedgerError::Older => Ok(()),
        error => Err(Error::Read { file: db.display().to_string(), reason: error.to_string() }),
    }
}

/// Bytes that nobody can guess.
fn chance() -> Result<[u8; 16], Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(bytes)
}

/// Opens the page. Other users of the machine see the words of a command: so the browser is given a file that only this
/// user may read, and that leads there.
fn open(folder: &Folder, address: &str) -> Result<(), Error> {
    let page = folder.private(
        "打开工作台.html",
        &format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"refresh\" content=\"0;url={address}\"><a href=\"{address}\">对标工作台</a>\n"
        ),
    )?;
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("explorer", &[])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Where there is no browser to open, the address was printed.
    drop(command.spawn());
    Ok(())
}
