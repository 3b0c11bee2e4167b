use std::process::ExitCode;

use clap::ValueEnum;
use duibiao::{error::Error, export};

use crate::output::Output;

/// Describe the columns of the table.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duibiao schema\n  duibiao schema --format sql | sqlite3 table.db")]
pub(crate) struct SchemaArgs {
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Form {
    /// A Markdown table.
    #[default]
    Md,
    /// A Frictionless Table Schema.
    Json,
    /// A CREATE TABLE statement.
    Sql,
}

impl SchemaArgs {
    pub(crate) fn run(&self) -> Result<ExitCode, Error> {
        let text = match self.format {
            Form::Md => export::markdown(),
            Form::Json => format!("{:#}\n", export::table_schema()),
            Form::Sql => export::sql(),
        };
        Output::Stdout.write(|out| out.write_all(text.as_bytes()))?;
        Ok(ExitCode::SUCCESS)
    }
}
