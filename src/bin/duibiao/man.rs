use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Command, CommandFactory};
use duibiao::error::Error;

use crate::{args::Args, output::Output};

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
    pub(crate) fn run(&self) -> Result<ExitCode, Error> {
        let mut program = Args::command();
        program.build();
        if let Some(folder) = &self.dir {
            pages(&program, "duibiao", folder)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = &program;
        for name in &self.command {
            page = page.find_subcommand(name).ok_or_else(|| {
                Error::Usage(format!("`{}` is no command; see `duibiao --help`", self.command.join(" ")))
            })?;
        }
        let page = clap_mangen::Man::new(page.clone());
        Output::Stdout.write(|out| page.render(out))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The page of a command and those below it.
fn pages(command: &Command, name: &str, folder: &Path) -> Result<(), Error> {
    let page = clap_mangen::Man::new(command.clone());
    Output::new(Some(&folder.join(format!("{name}.1")))).write(|out| page.render(out))?;
    for below in command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
    {
        pages(below, &format!("{name}-{}", below.get_name()), folder)?;
    }
    Ok(())
}
