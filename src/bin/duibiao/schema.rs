use std::process::ExitCode;

use clap::ValueEnum;
use duibiao::{
    compare::CHANGE_COLUMNS,
    error::Error,
    export::{self, Lang},
    ledger::{LONG_COLUMNS, TREND_COLUMNS},
    measure::{COLUMNS, Column},
    read, tabular,
};

use crate::{
    messages::{Language, Messages},
    output::Output,
};

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
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        // What machines read changes only where that is asked for.
        let (people, machines) = (lang(messages.lang()), messages.asked().map_or(Lang::En, lang));
        let listed =
            |columns: &mut dyn Iterator<Item = &'static Column>| export::markdown_of(columns, people);
        let text = match (self.of, self.format) {
            (Of::Extract, Form::Md) => listed(&mut COLUMNS.iter()),
            (Of::Extract, Form::Json) => format!("{:#}\n", export::table_schema(machines)),
            (Of::Extract, Form::Sql) => export::sql(),
            (Of::Compare, Form::Md) => listed(&mut CHANGE_COLUMNS.iter()),
            (Of::Ledger, Form::Md) => listed(&mut LONG_COLUMNS.iter().chain(COLUMNS)),
            (Of::Trend, Form::Md) => listed(&mut TREND_COLUMNS.iter()),
            (Of::Bounds, Form::Md) => bounds(messages),
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

fn lang(language: Language) -> Lang {
    match language {
        Language::En => Lang::En,
        Language::Zh => Lang::Zh,
    }
}

/// Every bound, and what is not shown, as Markdown tables.
fn bounds(messages: &Messages) -> String {
    let columns = read::bounds::Bound {
        about: "Most columns of a table; a wider one is named and gives no rows.",
        limit: tabular::COLUMNS,
    };
    let line = |bound: &read::bounds::Bound| {
        format!("| {} | {} |\n", messages.in_words(bound.about.trim()), bound.limit)
    };
    let lines: String = read::bounds::ALL.iter().chain([&columns]).map(line).collect();
    let unshown = |(what, then): &(&str, &str)| {
        format!("| {} | {} |\n", messages.in_words(what), messages.in_words(then))
    };
    let unshown: String = read::bounds::UNSHOWN.iter().map(unshown).collect();
    let [bound, limit, what, then] =
        ["bound", "limit", "what is not shown", "what becomes of it"].map(|head| messages.in_words(head));
    format!("| {bound} | {limit} |\n|---|---|\n{lines}\n| {what} | {then} |\n|---|---|\n{unshown}")
}
