use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
};

use duibiao::{
    conflict,
    error::Error,
    export::{Export, Exporter},
    measure::{self, Measures, Table},
    rules::Rulebook,
};

use crate::{
    args::RulesFrom,
    corrections::CorrectionsArgs,
    files::Files,
    format::{self, Format, StyleArgs},
    gradual::Gradual,
    inputs::{self, Input},
    measures::MeasureArgs,
    messages::Messages,
    output::Output,
    reading::{self, ReadingArgs, Readings},
    shape::ShapeArgs,
    summary::SummaryArgs,
    terminal::{self, Screen},
    worker::{Way, WorkerArgs},
};

/// Write one row for each goal and the figure that answers it.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao extract report.txt                   a table on the terminal, CSV into a pipe
  duibiao extract reports/ -o table.csv        a folder, and the format by the ending
  duibiao extract 'reports/*.md' --format csv  a pattern
  duibiao extract report.txt --all             figures without a goal, too
  duibiao extract report.txt -o review.html    a page to review the rows, and to correct them
  duibiao extract --goals plan.docx report.docx   the goals of one document, the figures of another
  duibiao extract report.txt --corrections corrections.toml   with what the reviewer decided
  duibiao extract report.txt -o table.xlsx     a workbook for people
  duibiao extract report.txt -o t.csv --bom --crlf --lang zh   CSV for Excel
  duibiao extract reports/ -o out/             CSV, Parquet and a data package in a folder
  duibiao extract report.txt --rollup body --sort rank   how the bodies in charge stand, the best first
  duibiao extract report.txt --sort pace_gap_pp --top 10   the ten rows furthest behind
  duibiao extract county*.docx --matrix -o matrix.xlsx     districts beside each other
  duibiao extract report.txt --pace days --profile binary      other ways to judge
  duibiao extract --input-format ndjson < documents.ndjson     a worker: one document a line, rows as NDJSON

Many reports: rows are written as they come; a page holds the first of them, up to 10,000 rows, and says so.
A workbook of more than 10,000 rows leaves out the matrix and the places for each indicator.
All rows are held in memory by --sort, --top, --rollup, --matrix, --ranking, --summary and --corrections,
and by the formats text and folder.")]
pub(crate) struct ExtractArgs {
    /// Reports: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write to this file, in the format of its ending; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, where the ending does not tell it
    #[arg(long, value_parser = format::choices(), value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    style: StyleArgs,
    /// Measure the reports against the goals of this document: January's plan, July's figures.
    /// Goals of another level, body or year are never joined
    #[arg(long, value_name = "PLAN")]
    goals: Option<PathBuf>,
    /// Write figures that no goal speaks of, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    shape: ShapeArgs,
    #[command(flatten)]
    measuring: MeasureArgs,
    #[command(flatten)]
    summary: SummaryArgs,
    #[command(flatten)]
    corrections: CorrectionsArgs,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    worker: WorkerArgs,
}

impl ExtractArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let format = self.format()?;
        self.style.check(format, messages.asked())?;
        std::thread::spawn(measure::wake);
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(&self.inputs)?;
        Output::new(self.output.as_deref()).ready()?;
        if self.worker.asked() {
            let files = Files::default().reads("an input", arguments.iter().map(PathBuf::as_path));
            files
                .reads("the plan", self.goals.as_deref())
                .writes("the output", self.output.as_deref())
                .check()?;
            return self.work(&arguments, format, &rules, messages);
        }
        let inputs = self.reading.expand(&arguments, self.output.as_deref());
        self.files(&inputs).check()?;
        if let Some(exporter) = self.gradual(format) {
            let style = self.style.check(format, messages.asked())?;
            let way = self.way(&rules, exporter.shows_all())?;
            let unseen = self.measuring.unseen(&way.measures);
            let gradual = Gradual { way, unseen, exporter, style };
            gradual.run(&inputs, &Output::new(self.output.as_deref()), messages)?;
            return Ok(ExitCode::SUCCESS);
        }
        let readings = self.readings(format, &inputs, &rules, messages)?;
        if readings.any() {
            let measures = self.measuring.measures(&rules)?;
            let mut table = table_by(&readings, &rules, &measures, self.all)?;
            self.measuring.tell_unseen(&measures, &table, messages);
            self.shape.order(&mut table)?;
            self.write(&table, &readings, format, messages)?;
            self.summary.write(&table, (&inputs, &readings), self.output.as_deref(), &self.rules)?;
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }

    /// What the run reads and writes.
    fn files(&self, inputs: &[Input]) -> Files {
        Files::default()
            .reads("an input", inputs.iter().filter_map(Input::path))
            .reads("the plan", self.goals.as_deref())
            .reads("the corrections file", self.corrections.paths())
            .reads("the plan or the profile", self.measuring.paths())
            .writes("the output", self.output.as_deref())
            .writes("the summary", self.summary.path())
    }

    /// Answers documents that come one a line.
    fn work(
        &self,
        arguments: &[PathBuf],
        format: Option<Format>,
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<ExitCode, Error> {
        let [input] = arguments else {
            return Err(Error::Usage("--input-format takes one file of documents, or `-`".to_owned()));
        };
        let asked =
            self.format.is_some() || self.output.as_deref().is_some_and(|path| path.as_os_str() != "-");
        if asked && !format.is_some_and(Format::is_stream) {
            return Err(Error::Usage("--input-format is answered as --format ndjson (.ndjson)".to_owned()));
        }
        let way = self.way(rules, false)?;
        self.worker.run(input, &way, &Output::new(self.output.as_deref()), messages)?;
        Ok(ExitCode::SUCCESS)
    }

    /// The exporter, where nothing that was asked for needs all rows at once.
    fn gradual(&self, format: Option<Format>) -> Option<&'static dyn Exporter> {
        let whole = self.shape.any() || self.corrections.any() || self.summary.any();
        format.filter(|_| !whole).and_then(Format::gradual)
    }

    /// How documents become rows; `whole` where every number of them is wanted besides.
    fn way<'r>(&'r self, rules: &'r Rulebook, whole: bool) -> Result<Way<'r>, Error> {
        let understand = match &self.goals {
            Some(plan) => self.reading.against(plan, rules)?,
            None => reading::plainly(self.all || whole, rules),
        };
        let measures = self.measuring.measures(rules)?;
        Ok(Way { reading: &self.reading, understand, rules, measures, all: self.all })
    }

    /// Writes the table, or its roll-up, in the form that was asked for.
    fn write(
        &self,
        table: &Table,
        readings: &Readings,
        format: Option<Format>,
        messages: &Messages,
    ) -> Result<(), Error> {
        let output = Output::new(self.output.as_deref());
        let style = self.style.check(format, messages.asked())?;
        if let Some(grid) = self.shape.grid(table)? {
            format.unwrap_or(Format::Text).write_grid(&grid, &output, messages)?;
            messages.written(&output, grid.rows.len());
            return Ok(());
        }
        let rows = table.rows.len();
        let done = match format {
            Some(format) => {
                let reports = readings.reports();
                format.write(&Export { table, reports: &reports, style }, &output)
            }
            None => output.write_coloured(|out| terminal::write(table, &Screen::here(style.lang), out)),
        };
        done.inspect(|()| messages.written(&output, rows))
    }

    /// What the inputs say, corrected.
    fn readings(
        &self,
        format: Option<Format>,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        if let Some(plan) = &self.goals {
            let mut readings = self.reading.read_against(plan, inputs, rules, messages)?;
            self.corrections.apply(&mut readings, rules, messages)?;
            return Ok(readings);
        }
        if !self.all && !self.corrections.any() && !format.is_some_and(Format::shows_all) {
            return self.reading.read(inputs, rules, messages);
        }
        let mut readings = self.reading.read_whole(inputs, rules, messages)?;
        self.corrections.apply(&mut readings, rules, messages)?;
        Ok(readings)
    }

    /// What was asked for; `None` is the table for the terminal that we write to.
    fn format(&self) -> Result<Option<Format>, Error> {
        let format = match (self.format, self.output.as_deref()) {
            (Some(format), _) => Some(format),
            (None, Some(path)) if path.as_os_str() != "-" => Some(Format::of(path)?),
            (None, _) => (!io::stdout().is_terminal()).then(Format::csv),
        };
        if self.shape.gathers() && format.is_some_and(|format| !format.holds_grids()) {
            return Err(Error::Usage("a roll-up is written as text, csv, json, xlsx or html".to_owned()));
        }
        Ok(format)
    }
}

/// The rows of what was read, measured in the usual way; those of figures without a goal only with `all`.
pub(crate) fn table(readings: &Readings, rules: &Rulebook, all: bool) -> Result<Table, Error> {
    table_by(readings, rules, &Measures::usual(rules), all)
}

fn table_by(readings: &Readings, rules: &Rulebook, measures: &Measures, all: bool) -> Result<Table, Error> {
    let mut table = measure::table_by(&readings.reports(), rules, measures)
        .map_err(|error| Error::Internal(error.to_string()))?;
    if !all {
        table.drop_figures();
    }
    conflict::mark(&mut table, rules);
    Ok(table)
}
