//! What was read, and what could not be.

use duibiao::{
    error::Error,
    model::Report,
    text::{Severity, Source},
};

use crate::{
    inputs::Input,
    messages::Messages,
    passed::{self, Passed},
};

/// A source and what it says.
pub(crate) struct Reading {
    pub(crate) source: Source,
    pub(crate) report: Report,
}

/// Why an input gave nothing.
pub(crate) enum Unread {
    /// The input is at fault; the text says what to do.
    Input(String),
    /// The program is.
    Internal,
}

/// What came of an input.
pub(crate) type Outcome = Result<Reading, Unread>;

/// What was read, in the order of the inputs, and how many inputs could not be.
#[derive(Default)]
pub(crate) struct Readings {
    pub(crate) read: Vec<Reading>,
    /// How many were read before these, and are not needed any more.
    forgotten: usize,
    unread: usize,
    broken: usize,
    /// Rows that were written of those that are not needed any more.
    pub(crate) written: usize,
    /// Files of our own and pictures that stood among the reports.
    passed: usize,
    /// How many of them are pictures.
    pictures: usize,
}

impl Readings {
    /// True where there is something to write.
    pub(crate) fn any(&self) -> bool {
        self.forgotten + self.read.len() > 0
    }

    /// Each source with its report.
    pub(crate) fn reports(&self) -> Vec<(&Source, &Report)> {
        self.read.iter().map(|reading| (&reading.source, &reading.report)).collect()
    }

    /// Takes what came of an input, and says what its reader should know.
    pub(crate) fn take(&mut self, input: &Input, outcome: Outcome, messages: &Messages) {
        let about = |code, reason: &str| messages.about(Severity::Error, &input.name(), None, code, reason);
        match outcome {
            Ok(reading) => {
                show_notes(&reading, messages);
                self.read.push(reading);
            }
            Err(Unread::Input(reason)) if let Some(passed) = passed::passes_by(input, &reason) => {
                self.passed += 1;
                self.pictures += usize::from(passed == Passed::Picture);
                // What can be done about pictures is said once.
                if passed == Passed::Own || self.pictures == 1 {
                    messages.passed_by(&input.name(), passed, &reason);
                }
            }
            Err(Unread::Input(reason)) => {
                about("input-unread", &reason);
                self.unread += 1;
            }
            Err(Unread::Internal) => {
                about("input-broke", "the program failed on it");
                self.broken += 1;
            }
        }
    }

    /// Lets go of what was read, and remembers that it was.
    pub(crate) fn release(&mut self) -> Vec<(Source, Report)> {
        self.forgotten += self.read.len();
        self.read.drain(..).map(|reading| (reading.source, reading.report)).collect()
    }

    /// The error of the inputs that could not be read, once the rest is written.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        self.tally().finish()
    }

    /// How many could be read, and how many could not; where nothing else was there, what was passed by counts.
    pub(crate) fn tally(&self) -> Tally {
        let nothing = !self.any() && self.unread == 0;
        let unread = self.unread + if nothing { self.passed } else { 0 };
        Tally { read: self.forgotten + self.read.len(), unread, broken: self.broken }
    }
}

/// How many inputs were read, and how many could not be.
#[derive(Default)]
pub(crate) struct Tally {
    read: usize,
    unread: usize,
    broken: usize,
}

impl Tally {
    /// Counts those of another reading, too.
    pub(crate) fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.unread += other.unread;
        self.broken += other.broken;
    }

    /// The error of the inputs that could not be read.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        match (self.unread, self.broken) {
            (0, 0) => Ok(()),
            (unread, 0) => Err(Error::Inputs { unread, all: self.read + unread }),
            (_, broken) => Err(Error::Internal(format!("{broken} inputs could not be worked through"))),
        }
    }
}

fn show_notes(reading: &Reading, messages: &Messages) {
    for note in reading.source.notes.iter().chain(&reading.report.notes) {
        let line = note.spans.first().map(|span| reading.source.line(span.start));
        messages.about(note.severity, &reading.source.name, line, note.code, &note.message);
    }
    if let Some(silence) = reading.report.silence {
        messages.silent(&reading.source.name, silence);
    }
}
