use std::process::ExitCode;

use clap::CommandFactory;
use duibiao::error::Error;

use crate::{args::Args, output::Output};

/// Write the manual page.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duibiao man | man -l -\n  duibiao man extract > duibiao-extract.1")]
pub(crate) struct ManArgs {
    /// The command whose page to write; the program's own page without it
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl ManArgs {
    pub(crate) fn run(&self) -> Result<ExitCode, Error> {
        let mut program = Args::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => program
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| Error::Usage(format!("`{name}` is no command; see `duibiao --help`")))?,
        };
        let page = clap_mangen::Man::new(page);
        Output::Stdout.write(|out| page.render(out))?;
        Ok(ExitCode::SUCCESS)
    }
}
