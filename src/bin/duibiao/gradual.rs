//! Many reports, read, measured and written a few at a time: memory does not grow with their number.

use std::io::{self, Write};

use duibiao::{
    conflict,
    error::Error,
    export::{Cut, Exporter, Growing, Part, Style},
    measure,
};

use crate::{
    in_turn::in_turn,
    inputs::Input,
    measures::Unseen,
    messages::Messages,
    output::Output,
    reading::{self, Outcome, Readings},
    worker::Way,
};

/// Reports that are measured together: to run the pipeline costs more than the rows of one report do.
const TOGETHER: usize = 4;

/// How reports become rows of a file that takes them part by part.
pub(crate) struct Gradual<'r> {
    pub(crate) way: Way<'r>,
    pub(crate) unseen: Unseen,
    pub(crate) exporter: &'static dyn Exporter,
    pub(crate) style: Style,
}

/// A few inputs, and their rows as the file takes them.
struct Group<'i> {
    inputs: &'i [Input],
    outcomes: Vec<Outcome>,
    part: Result<Part, Error>,
}

/// A file that is begun once something was read.
struct Begun<'w> {
    out: Option<&'w mut dyn Write>,
    file: Option<Box<dyn Growing + 'w>>,
}

/// What came of it all, kept aside: what writes knows only errors of writing.
#[derive(Default)]
struct Outcomes {
    readings: Readings,
    failure: Option<Error>,
    cut: Option<Cut>,
    /// No input gave anything to write.
    nothing: bool,
}

impl Gradual<'_> {
    /// Writes the rows of all inputs in their order; nothing at all where none can be read.
    pub(crate) fn run(&self, inputs: &[Input], output: &Output, messages: &Messages) -> Result<(), Error> {
        let bar = reading::bar(inputs.len());
        let groups: Vec<&[Input]> = inputs.chunks(TOGETHER).collect();
        let mut come = Outcomes::default();
        let written = output.write(|out| {
            let mut begun = Begun { out: Some(out), file: None };
            let jobs = self.way.reading.jobs();
            in_turn(
                &groups,
                jobs,
                |inputs| self.group(inputs),
                |group| {
                    bar.inc(group.inputs.len() as u64);
                    self.put(group, &mut begun, &mut come, messages)
                },
            )?;
            come.nothing = begun.file.is_none();
            let file = begun.file.ok_or_else(|| io::Error::other("nothing was read"))?;
            come.cut = file.finish()?;
            Ok(())
        });
        bar.finish_and_clear();
        come.failure.map_or(Ok(()), Err)?;
        if !come.nothing {
            written?;
            self.unseen.tell(messages);
            messages.written(output, come.readings.written);
            if let Some(cut) = come.cut {
                messages.cut(output, cut);
            }
        }
        come.readings.finish()
    }

    /// Puts the rows of some inputs into the file, and says what their reader should know.
    fn put<'w>(
        &self,
        group: Group<'_>,
        begun: &mut Begun<'w>,
        come: &mut Outcomes,
        messages: &Messages,
    ) -> io::Result<()> {
        for (outcome, input) in group.outcomes.into_iter().zip(group.inputs) {
            come.readings.take(input, outcome, messages);
        }
        let part = group.part.map_err(|error| {
            come.failure = Some(error);
            io::Error::other("the rows could not be measured")
        })?;
        let reports = come.readings.release();
        if reports.is_empty() {
            return Ok(());
        }
        come.readings.written += part.rows();
        if let Some(out) = begun.out.take() {
            begun.file = Some(self.exporter.begin(self.style, out)?);
        }
        begun.file.as_mut().map_or(Ok(()), |file| file.add(part, reports))
    }

    fn group<'i>(&self, inputs: &'i [Input]) -> Group<'i> {
        let Way { reading, understand, .. } = &self.way;
        let outcomes: Vec<Outcome> =
            inputs.iter().map(|input| reading::one(&**understand, || reading.source(input))).collect();
        let part = self.part(&outcomes).map_err(Error::Internal);
        Group { inputs, outcomes, part }
    }

    /// The rows of what was read.
    fn part(&self, outcomes: &[Outcome]) -> Result<Part, String> {
        let read = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok());
        let reports: Vec<_> = read.map(|reading| (&reading.source, &reading.report)).collect();
        let mut table = measure::table_by(&reports, self.way.rules, &self.way.measures)
            .map_err(|error| error.to_string())?;
        if !self.way.all {
            table.drop_figures();
        }
        conflict::mark(&mut table, self.way.rules);
        self.unseen.see(&table);
        self.exporter.part(table, self.style).map_err(|error| error.to_string())
    }
}
