//! Many reports, read, measured and written a few at a time: memory does not grow with their number.

use std::io;

use duibiao::{
    conflict,
    error::Error,
    export::{Export, Exporter, Style},
    measure::{self, Table},
};
use rayon::{ThreadPool, prelude::*};

use crate::{
    inputs::Input,
    messages::Messages,
    output::Output,
    reading::{self, Outcome, Readings},
    worker::Way,
};

/// Reports that are measured together: to run the pipeline costs more than the rows of one report do.
const TOGETHER: usize = 4;

/// What each job measures before all of it is written.
const AHEAD: usize = 8 * TOGETHER;

/// How reports become rows of a file in which rows simply follow each other.
pub(crate) struct Gradual<'r> {
    pub(crate) way: Way<'r>,
    pub(crate) exporter: &'static dyn Exporter,
    pub(crate) style: Style,
}

/// A few inputs, and their rows as they are written.
struct Group {
    outcomes: Vec<Outcome>,
    rows: Result<(Vec<u8>, usize), Error>,
}

impl Gradual<'_> {
    /// Writes the rows of all inputs in their order; nothing at all where none can be read.
    pub(crate) fn run(&self, inputs: &[Input], output: &Output, messages: &Messages) -> Result<(), Error> {
        let pool = self.way.reading.pool()?;
        let bar = reading::bar(inputs.len());
        let head = self.written(&Table::default())?;
        let mut readings = Readings::default();
        let mut parts = inputs.chunks(AHEAD * self.way.reading.jobs());
        let mut first = Vec::new();
        while !readings.any() {
            let Some(part) = parts.next() else { return readings.finish() };
            first = self.rows(part, head.len(), &pool, &mut readings, messages)?;
            bar.inc(part.len() as u64);
        }
        let mut failure = None;
        let written = output.write(|out| {
            out.write_all(&head)?;
            out.write_all(&first)?;
            for part in parts {
                match self.rows(part, head.len(), &pool, &mut readings, messages) {
                    Ok(rows) => out.write_all(&rows)?,
                    Err(error) => {
                        failure = Some(error);
                        return Err(io::Error::other("the rows could not be measured"));
                    }
                }
                bar.inc(part.len() as u64);
            }
            Ok(())
        });
        bar.finish_and_clear();
        failure.map_or(written, Err)?;
        messages.written(output, readings.written);
        readings.finish()
    }

    /// The rows of some inputs.
    fn rows(
        &self,
        inputs: &[Input],
        head: usize,
        pool: &ThreadPool,
        readings: &mut Readings,
        messages: &Messages,
    ) -> Result<Vec<u8>, Error> {
        let groups: Vec<Group> =
            pool.install(|| inputs.par_chunks(TOGETHER).map(|inputs| self.group(inputs, head)).collect());
        let mut inputs = inputs.iter();
        let mut rows = Vec::new();
        for group in groups {
            for (outcome, input) in group.outcomes.into_iter().zip(inputs.by_ref()) {
                readings.take(input, outcome, messages);
            }
            let (own, count) = group.rows?;
            rows.extend(own);
            readings.written += count;
        }
        readings.forget();
        Ok(rows)
    }

    fn group(&self, inputs: &[Input], head: usize) -> Group {
        let Way { reading, understand, .. } = &self.way;
        let outcomes: Vec<Outcome> =
            inputs.iter().map(|input| reading::one(&**understand, || reading.source(input))).collect();
        let read = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok());
        let reports: Vec<_> = read.map(|reading| (&reading.source, &reading.report)).collect();
        let rows = measure::table_by(&reports, self.way.rules, &self.way.measures)
            .map_err(|error| Error::Internal(error.to_string()))
            .and_then(|mut table| {
                if !self.way.all {
                    table.drop_figures();
                }
                conflict::mark(&mut table, self.way.rules);
                let mut rows = self.written(&table)?;
                rows.drain(..head);
                Ok((rows, table.rows.len()))
            });
        Group { outcomes, rows }
    }

    /// A table as the exporter writes it; one without rows is what stands before the rows of any other.
    fn written(&self, table: &Table) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let export = Export { table, reports: &[], style: self.style };
        self.exporter.write(&export, &mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(bytes)
    }
}
