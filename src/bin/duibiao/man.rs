use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Command;
use duibiao::error::Error;

use crate::{
    help,
    messages::{Language, Messages},
    output::Output,
};

/// Write the manual page.
#[derive(clap::Args)]
#[command(
    after_long_help = "Examples:\n  duibiao man | man -l -\n  duibiao man ledger add > duibiao-ledger-add.1\n  duibiao man --dir ~/.local/share/man/man1"
)]
pub(crate) struct ManArgs {
    /// The command whose page to write, such as `extract` or `ledger add`; the program's own page without it
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write the pages of the program and of all its commands into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

impl ManArgs {
    pub(crate) fn run(&self, program: Command, messages: &Messages) -> Result<ExitCode, Error> {
        let mut program = help::in_language(program, messages.lang());
        program.build();
        if let Some(folder) = &self.dir {
            pages(&program, "duibiao", folder, messages.lang())?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = &program;
        for name in &self.command {
            page = page.find_subcommand(name).ok_or_else(|| {
                Error::Usage(format!("`{}` is no command; see `duibiao --help`", self.command.join(" ")))
            })?;
        }
        let page = page_of(page, messages.lang())?;
        Output::Stdout.write(|out| out.write_all(&page))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn page_of(command: &Command, lang: Language) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut page);
    written.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(help::cleaned(&page, lang))
}

/// The page of a command and those below it.
fn pages(command: &Command, name: &str, folder: &Path, lang: Language) -> Result<(), Error> {
    let page = page_of(command, lang)?;
    Output::new(Some(&folder.join(format!("{name}.1")))).write(|out| out.write_all(&page))?;
    for below in command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
    {
        pages(below, &format!("{name}-{}", below.get_name()), folder, lang)?;
    }
    Ok(())
}
