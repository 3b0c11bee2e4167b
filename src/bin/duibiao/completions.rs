use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;
use duibiao::error::Error;

use crate::{help, messages::Messages, output::Output};

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
    pub(crate) fn run(&self, program: Command, messages: &Messages) -> Result<ExitCode, Error> {
        let mut script = Vec::new();
        let mut program = help::in_language(program, messages.lang());
        clap_complete::generate(self.shell, &mut program, "duibiao", &mut script);
        let script = help::cleaned(&script, messages.lang());
        Output::Stdout.write(|out| out.write_all(&script))?;
        Ok(ExitCode::SUCCESS)
    }
}
