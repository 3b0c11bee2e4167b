//! A draft of the notice (督查通报): what the table says in words, each number with its place in the report as a note.

mod content;
mod docx;
mod draft;
mod items;
mod markdown;

use std::io::{self, Write};

use crate::{
    export::Lang,
    measure::Table,
    rules::{Piece, Wording},
};

/// A notice on its way to paper.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    parts: Vec<Part>,
    notes: Vec<String>,
}

/// A part of a notice.
#[derive(Clone, Debug)]
enum Part {
    Title(String),
    Heading(String),
    Paragraph(Vec<Run>),
    Item(Vec<Run>),
    Table(Vec<Vec<Vec<Run>>>),
}

/// Two rows of different reports that contradict each other.
#[derive(Clone, Copy, Debug)]
pub struct Clash<'c> {
    /// The code of the contradiction.
    pub code: &'c str,
    /// The one row.
    pub row: usize,
    /// The other.
    pub other: usize,
    /// True where it is the goals that differ.
    pub goals: bool,
}

/// Words, or the number of a note, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Run {
    Words(String),
    Note(usize),
}

impl Notice {
    /// The notice of a table and of what contradicts each other in it; at most `most` rows are named as the best and as
    /// the worst.
    #[must_use]
    pub fn of(table: &Table, clashes: &[Clash<'_>], wording: &Wording, most: usize, lang: Lang) -> Self {
        match lang {
            Lang::Zh => content::notice(table, clashes, wording, most, lang),
            Lang::En => content::notice(table, clashes, &wording.in_english(), most, lang),
        }
    }

    /// As Markdown with footnotes.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(markdown::written(self).as_bytes())
    }

    /// As a Word document with footnotes; the same notice gives the same bytes.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn docx(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&docx::written(self)?)
    }

    /// Takes a note, and gives the mark that leads to it.
    fn note(&mut self, text: String) -> Run {
        self.notes.push(text);
        Run::Note(self.notes.len())
    }
}

/// Words alone.
fn words(text: impl Into<String>) -> Vec<Run> {
    vec![Run::Words(text.into())]
}

/// A text with its gaps filled; a gap that nothing is known of stays empty.
fn filled(wording: &Wording, id: &str, values: &[(&str, Vec<Run>)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for piece in wording.text(id) {
        match piece {
            Piece::Words(text) => runs.push(Run::Words(text.clone())),
            Piece::Gap(name) => {
                let value = values.iter().find(|(known, _)| known == name);
                runs.extend(value.into_iter().flat_map(|(_, value)| value.iter().cloned()));
            }
        }
    }
    runs
}

/// A text with its gaps filled by words.
fn told(wording: &Wording, id: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<(&str, Vec<Run>)> = values.iter().map(|(name, value)| (*name, words(*value))).collect();
    let runs = filled(wording, id, &values);
    runs.into_iter().filter_map(|run| if let Run::Words(text) = run { Some(text) } else { None }).collect()
}
