//! Which form the table takes: one of the exporters' formats, or text for people.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use duibiao::{
    error::Error,
    export::{self, EXPORTERS, Export, Exporter, Grid, Lang, Style},
};

use crate::{
    messages::{Language, Messages},
    output::Output,
    terminal::{self, Screen},
};

/// The name of the format that only this program has.
const TEXT: &str = "text";

/// The name of the format that is no single file.
const FOLDER: &str = "folder";

/// A form of the table.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    /// A file for machines or people.
    File(&'static dyn Exporter),
    /// A few columns for people (.txt).
    Text,
    /// A folder of files, described by a data package.
    Folder,
}

impl Format {
    /// What a pipe gets.
    pub(crate) fn csv() -> Self {
        Self::named("csv")
    }

    fn named(name: &str) -> Self {
        let other = if name == FOLDER { Self::Folder } else { Self::Text };
        export::named(name).map_or(other, Self::File)
    }

    /// The format of a file's ending.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ending == "txt" {
            return Ok(Self::Text);
        }
        let slash = path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
        if slash || (ending.is_empty() && path.is_dir()) {
            return Ok(Self::Folder);
        }
        export::for_ending(ending).map(Self::File).ok_or_else(|| {
            let known: Vec<String> = EXPORTERS
                .iter()
                .flat_map(|exporter| exporter.endings())
                .chain(&["txt"])
                .map(|ending| format!(".{ending}"))
                .collect();
            Error::Usage(format!(
                "{}: the ending tells no format; use one of {}, a folder (out/), or --format",
                path.display(),
                known.join(" ")
            ))
        })
    }

    /// Writes the table in this form.
    pub(crate) fn write(self, export: &Export<'_>, output: &Output) -> Result<(), Error> {
        match self {
            Self::File(exporter) => output.write(|out| exporter.write(export, out)),
            Self::Text => {
                output.write(|out| terminal::write(export.table, &Screen::plain(export.style.lang), out))
            }
            Self::Folder => output.write_folder(|| export::folder(export)),
        }
    }

    /// Writes a grid in this form, where grids have it.
    pub(crate) fn write_grid(self, grid: &Grid, output: &Output, messages: &Messages) -> Result<(), Error> {
        let name = match self {
            Self::File(exporter) => exporter.name(),
            Self::Text => TEXT,
            Self::Folder => FOLDER,
        };
        output.write(|out| match name {
            "csv" => grid.csv(messages.machines(), out),
            "json" => grid.json(out),
            "xlsx" => grid.xlsx(messages.people(), out),
            "html" => grid.html(messages.people(), out),
            _ => terminal::write_grid(grid, messages.people(), out),
        })
    }

    /// True where a roll-up can be written so.
    pub(crate) fn holds_grids(self) -> bool {
        match self {
            Self::File(exporter) => ["csv", "json", "xlsx", "html"].contains(&exporter.name()),
            Self::Text => true,
            Self::Folder => false,
        }
    }

    /// True where the reports must be read with every number, not only the rows.
    pub(crate) fn shows_all(self) -> bool {
        match self {
            Self::File(exporter) => exporter.shows_all(),
            Self::Text | Self::Folder => false,
        }
    }

    /// True where rows can be written one after the other without an end in sight.
    pub(crate) fn is_stream(self) -> bool {
        match self {
            Self::File(exporter) => exporter.name() == "ndjson",
            Self::Text | Self::Folder => false,
        }
    }

    /// The exporter, where one file takes the rows part by part.
    pub(crate) fn gradual(self) -> Option<&'static dyn Exporter> {
        match self {
            Self::File(exporter) => Some(exporter),
            Self::Text | Self::Folder => None,
        }
    }

    fn is_csv(self) -> bool {
        match self {
            Self::File(exporter) => exporter.name() == "csv",
            Self::Text | Self::Folder => false,
        }
    }
}

/// The values of `--format`.
pub(crate) fn choices() -> impl TypedValueParser<Value = Format> {
    let files = EXPORTERS.iter().map(|exporter| {
        let endings: Vec<String> = exporter.endings().iter().map(|ending| format!(".{ending}")).collect();
        PossibleValue::new(exporter.name()).help(format!("{} ({})", exporter.about(), endings.join(", ")))
    });
    let text = PossibleValue::new(TEXT).help("a few columns for people (.txt)");
    let folder = PossibleValue::new(FOLDER).help("CSV, Parquet and datapackage.json in a folder (out/)");
    PossibleValuesParser::new(files.chain([text, folder])).map(|name| Format::named(&name))
}

/// How CSV is written for Excel.
#[derive(clap::Args)]
pub(crate) struct StyleArgs {
    /// Begin CSV with a byte-order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    bom: bool,
    /// End CSV lines with \r\n
    #[arg(long)]
    crlf: bool,
}

impl StyleArgs {
    /// The style, where the format has these choices.
    ///
    /// Headers follow a `--lang` that was given, never the locale: a pipe must read the same on any machine.
    /// Without it CSV has the names of the contract, and what people look at has theirs.
    pub(crate) fn check(&self, format: Option<Format>, asked: Option<Language>) -> Result<Style, Error> {
        if (self.bom || self.crlf) && !format.is_some_and(Format::is_csv) {
            return Err(Error::Usage("--bom and --crlf are for CSV; add --format csv".to_owned()));
        }
        let lang = match asked {
            Some(Language::Zh) => Lang::Zh,
            Some(Language::En) => Lang::En,
            None if format.is_some_and(Format::is_csv) => Lang::En,
            None => Lang::Zh,
        };
        Ok(Style { lang, bom: self.bom, crlf: self.crlf })
    }
}
