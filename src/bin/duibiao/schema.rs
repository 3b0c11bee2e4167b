use std::process::ExitCode;

use clap::ValueEnum;
use duibiao::{
    compare::CHANGE_COLUMNS,
    error::Error,
    export,
    ledger::{LONG_COLUMNS, TREND_COLUMNS},
    measure::COLUMNS,
    read, tabular,
};

use crate::output::Output;

/// Describe the columns of the table.
#[derive(clap::Args)]
#[command(
    after_long_help = "Examples:\n  duibiao schema\n  duibiao schema --of ledger\n  duibiao schema --of bounds\n  duibiao schema --format sql | sqlite3 table.db"
)]
pub(crate) struct SchemaArgs {
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// The columns of which output; other than those of `extract` as Markdown only
    #[arg(long, value_enum, default_value_t)]
    of: Of,
}

/// An output with columns.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Of {
    /// What `extract` writes.
    #[default]
    Extract,
    /// What `compare` and `ledger changes` write.
    Compare,
    /// What `ledger export` writes.
    Ledger,
    /// What `ledger trend` writes.
    Trend,
    /// No output: how much of a document is read at most, and what becomes of what it does not show.
    Bounds,
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
        let text = match (self.of, self.format) {
            (Of::Extract, Form::Md) => export::markdown(),
            (Of::Extract, Form::Json) => format!("{:#}\n", export::table_schema()),
            (Of::Extract, Form::Sql) => export::sql(),
            (Of::Compare, Form::Md) => export::markdown_of(CHANGE_COLUMNS.iter()),
            (Of::Ledger, Form::Md) => export::markdown_of(LONG_COLUMNS.iter().chain(COLUMNS)),
            (Of::Trend, Form::Md) => export::markdown_of(TREND_COLUMNS.iter()),
            (Of::Bounds, Form::Md) => bounds(),
            (Of::Compare | Of::Ledger | Of::Trend | Of::Bounds, Form::Json | Form::Sql) => {
                return Err(Error::Usage(
                    "--format json and sql describe the table of `extract` only".to_owned(),
                ));
            }
        };
        Output::Stdout.write(|out| out.write_all(text.as_bytes()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Every bound, and what is not shown, as Markdown tables.
fn bounds() -> String {
    let columns = read::bounds::Bound {
        about: "Most columns of a table; a wider one is named and gives no rows.",
        limit: tabular::COLUMNS,
    };
    let line = |bound: &read::bounds::Bound| format!("| {} | {} |\n", bound.about.trim(), bound.limit);
    let lines: String = read::bounds::ALL.iter().chain([&columns]).map(line).collect();
    let unshown: String =
        read::bounds::UNSHOWN.iter().map(|(what, then)| format!("| {what} | {then} |\n")).collect();
    format!(
        "| bound | limit |\n|---|---|\n{lines}\n| what is not shown | what becomes of it |\n|---|---|\n{unshown}"
    )
}
