//! Which form the table takes: one of the exporters' formats, or text for people.

use std::{
    io::{self, Write},
    path::Path,
};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use duibiao::{
    error::Error,
    export::{self, EXPORTERS, Export, Exporter, Lang, Style},
};

use crate::{messages::Language, terminal};

/// The name of the format that only this program has.
const TEXT: &str = "text";

/// A form of the table.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    /// A file for machines or people.
    File(&'static dyn Exporter),
    /// A few columns for people (.txt).
    Text,
}

impl Format {
    /// What a pipe gets.
    pub(crate) fn csv() -> Self {
        Self::named("csv")
    }

    fn named(name: &str) -> Self {
        export::named(name).map_or(Self::Text, Self::File)
    }

    /// The format of a file's ending.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if ending == "txt" {
            return Ok(Self::Text);
        }
        export::for_ending(ending).map(Self::File).ok_or_else(|| {
            let known: Vec<String> = EXPORTERS
                .iter()
                .flat_map(|exporter| exporter.endings())
                .chain(&["txt"])
                .map(|ending| format!(".{ending}"))
                .collect();
            Error::Usage(format!(
                "{}: the ending tells no format; use one of {}, or --format",
                path.display(),
                known.join(" ")
            ))
        })
    }

    /// Writes the table in this form.
    pub(crate) fn write(self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::File(exporter) => exporter.write(export, out),
            Self::Text => terminal::write(export.table, false, out),
        }
    }

    /// True where the reports must be read with every number, not only the rows.
    pub(crate) fn shows_all(self) -> bool {
        match self {
            Self::File(exporter) => exporter.shows_all(),
            Self::Text => false,
        }
    }

    fn is_csv(self) -> bool {
        match self {
            Self::File(exporter) => exporter.name() == "csv",
            Self::Text => false,
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
    PossibleValuesParser::new(files.chain([text])).map(|name| Format::named(&name))
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
    pub(crate) fn check(&self, format: Option<Format>, asked: Option<Language>) -> Result<Style, Error> {
        if (self.bom || self.crlf) && !format.is_some_and(Format::is_csv) {
            return Err(Error::Usage("--bom and --crlf are for CSV; add --format csv".to_owned()));
        }
        let lang = match asked {
            Some(Language::Zh) => Lang::Zh,
            Some(Language::En) | None => Lang::En,
        };
        Ok(Style { lang, bom: self.bom, crlf: self.crlf })
    }
}
