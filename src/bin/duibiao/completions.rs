use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use duibiao::error::Error;

use crate::{args::Args, output::Output};

/// Write a completion script for a shell.
#[derive(clap::Args)]
#[command(
    after_long_help = "Example:\n  duibiao completions bash > ~/.local/share/bash-completion/completions/duibiao"
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl CompletionsArgs {
    pub(crate) fn run(&self) -> Result<ExitCode, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Args::command(), "duibiao", &mut script);
        Output::Stdout.write(|out| out.write_all(&script))?;
        Ok(ExitCode::SUCCESS)
    }
}
