use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use duibiao::{
    error::Error,
    export::{Grid, Stream},
};

use crate::{messages::Messages, output::Output, visible::Visible};

/// Where rows go that are no table of findings, and in what form.
#[derive(clap::Args)]
pub(crate) struct GridArgs {
    /// Write to this file, in the format of its ending; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, where the ending does not tell it
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<GridFormat>,
}

/// A form of such rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GridFormat {
    /// Lines for people.
    Text,
    /// All columns for machines.
    Csv,
    /// An array of objects.
    Json,
    /// A workbook.
    Xlsx,
    /// A page that needs nothing else.
    Html,
    /// Typed columns for BI tools.
    Parquet,
}

impl GridFormat {
    fn of(path: &Path) -> Option<Self> {
        Self::from_str(&path.extension()?.to_str()?.replace("txt", "text"), false).ok()
    }
}

/// How rows are written that are not held together.
#[derive(Clone, Copy)]
pub(crate) enum Gradual {
    /// Lines for people.
    Lines,
    /// Rows for machines.
    Rows(Stream),
}

impl GridArgs {
    /// The file.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Writes the grid, or what `text` writes for people.
    pub(crate) fn write(
        &self,
        grid: &Grid,
        messages: &Messages,
        text: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        let format = self.format()?;
        let output = Output::new(self.output.as_deref());
        let done = output.write(|out| match format {
            GridFormat::Text => text(&mut Visible::new(out)),
            GridFormat::Csv => grid.csv(messages.machines(), out),
            GridFormat::Json => grid.json(out),
            GridFormat::Xlsx => grid.xlsx(messages.people(), out),
            GridFormat::Html => grid.html(messages.people(), out),
            GridFormat::Parquet => grid.parquet(out),
        });
        done.inspect(|()| messages.written(&output, grid.rows.len()))
    }

    /// Whether the rows are written as they come: as lines for people, or in a format of rows; `None` where the whole
    /// is needed at once.
    pub(crate) fn gradual(&self, messages: &Messages) -> Result<Option<Gradual>, Error> {
        Ok(match self.format()? {
            GridFormat::Text => Some(Gradual::Lines),
            GridFormat::Csv => Some(Gradual::Rows(Stream::Csv(messages.machines()))),
            GridFormat::Json => Some(Gradual::Rows(Stream::Json)),
            GridFormat::Xlsx | GridFormat::Html | GridFormat::Parquet => None,
        })
    }

    /// The output.
    pub(crate) fn output(&self) -> Output {
        Output::new(self.output.as_deref())
    }

    fn format(&self) -> Result<GridFormat, Error> {
        match (self.format, self.output.as_deref()) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) if path.as_os_str() != "-" => GridFormat::of(path).ok_or_else(|| {
                Error::Usage(format!(
                    "{}: the ending tells no format; use .txt, .csv, .json, .xlsx, .html or .parquet, or --format",
                    path.display()
                ))
            }),
            (None, _) => Ok(GridFormat::Text),
        }
    }
}
