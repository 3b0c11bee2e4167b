use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ValueEnum;
use duibiao::{
    alerts::{self, Known, Raised, State},
    choices,
    compare::{Letters, Link},
    documents::trouble,
    error::Error,
    export::Lang,
    measure::{Field, Table},
    rules::Rulebook,
    text::Severity,
    tongue::english,
};
use serde_json::json;

use crate::{
    extract,
    files::Files,
    findings,
    inputs::{self, Input},
    messages::Messages,
    output::Output,
    side::ReportArgs,
    visible::Visible,
};

/// Find what deserves a look: R01 to R18, and numbers that contradict each other, C01 to C08 (数据打架);, `duibiao rules show findings.toml` lists them.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao check june.txt                                what the report raises by itself
  duibiao check labour.txt planning.txt                 and where two reports contradict each other
  duibiao check june.txt --against may.txt              and beside the report before it
  duibiao check june.txt --format sarif -o june.sarif   for code reviews
  duibiao check july.txt --against june.txt --known known.json --write-known known.json

With --known only findings that are not in the file count for --fail-on.")]
pub(crate) struct CheckArgs {
    /// Reports or exported tables
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The report before, or a table exported from it
    #[arg(long, value_name = "OLD")]
    against: Option<PathBuf>,
    /// Whose reports they are, where their titles do not say it: only numbers of one place contradict each other
    #[arg(long, value_name = "NAME")]
    body: Option<String>,
    /// Findings that are known already
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Write the findings to a file for --known
    #[arg(long, value_name = "FILE")]
    write_known: Option<PathBuf>,
    #[command(flatten)]
    to: FindingsArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

/// Where findings go, in what form, and which of them fail the run.
#[derive(clap::Args)]
pub(crate) struct FindingsArgs {
    /// Leave with exit code 1 where a new finding is at least this
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Write to this file; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to write them; without it by the ending of the file (.json, .sarif, .xlsx, .html), else as text
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
}

/// From what severity on a finding fails the run.
#[derive(Clone, Copy, Default, ValueEnum)]
enum FailOn {
    Note,
    Warning,
    #[default]
    Error,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// One line a finding.
    Text,
    /// An array of objects.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// A workbook.
    Xlsx,
    /// A page that needs nothing else.
    Html,
}

/// The rows that are checked, the letters of their reports, and the error of those that could not be read.
type Given = (Table, Option<Letters>, Result<(), Error>);

impl CheckArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        self.files().check()?;
        let rules = self.reports.rules()?;
        let old = self.against.as_deref();
        let old = old.map(|path| self.reports.table(path, &rules, messages)).transpose()?;
        let (new, letters, unread) = self.table(&rules, messages)?;
        let mut raised = alerts::check(old.as_ref(), &new, (self.body.as_deref(), letters.as_ref()), &rules);
        if let Some(path) = &self.known {
            known(path)?.mark(&mut raised);
        }
        self.to.write(&raised, &rules, messages)?;
        if let Some(path) = &self.write_known {
            Output::new(Some(path)).write(|out| out.write_all(Known::written(&raised).as_bytes()))?;
        }
        unread?;
        Ok(self.to.verdict(&raised))
    }

    /// The file of known findings may be the one that is written: it is read before.
    fn files(&self) -> Files {
        let inputs = self.reports.inputs(&self.inputs);
        let known = self.known.as_deref().filter(|known| Some(*known) != self.write_known.as_deref());
        self.reports
            .files()
            .reads("an input", inputs.iter().filter_map(Input::path).chain(self.against.as_deref()))
            .reads("the file of known findings", known)
            .writes("the output", self.to.output.as_deref())
            .writes("the file of --write-known", self.write_known.as_deref())
    }

    /// The rows of all inputs, their letters where all are reports, and the error of those that could not be read.
    fn table(&self, rules: &Rulebook, messages: &Messages) -> Result<Given, Error> {
        let mut table = Table::default();
        let mut reports = Vec::new();
        for path in inputs::or_stdin(&self.inputs)? {
            match choices::exported(&path)? {
                Some(exported) => table.rows.extend(exported.rows),
                None => reports.push(path),
            }
        }
        let readings = self.reports.read(&self.reports.inputs(&reports), rules, messages)?;
        let letters = table
            .rows
            .is_empty()
            .then(|| Letters::of(readings.read.iter().map(|reading| reading.source.text.as_str()), rules));
        table.rows.extend(extract::table(&readings, rules, true)?.rows);
        Ok((table, letters, readings.finish()))
    }
}

impl FindingsArgs {
    /// The file.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Writes the findings.
    pub(crate) fn write(
        &self,
        raised: &[Raised],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<(), Error> {
        let output = Output::new(self.output.as_deref());
        let done = output.write(|out| self.fill(raised, rules, messages.people(), out));
        done.inspect(|()| messages.written(&output, raised.len()))
    }

    /// 1 where a finding that is new is severe enough.
    pub(crate) fn verdict(&self, raised: &[Raised]) -> ExitCode {
        let fails = raised.iter().any(|alert| alert.state == State::New && self.fails(alert.severity));
        if fails { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }

    fn fails(&self, severity: Severity) -> bool {
        match self.fail_on {
            FailOn::Note => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }

    fn form(&self) -> Form {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        let by_ending = ending.and_then(|ending| Form::from_str(ending, true).ok());
        self.format.or(by_ending).unwrap_or(Form::Text)
    }

    fn fill(&self, raised: &[Raised], rules: &Rulebook, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        match self.form() {
            Form::Xlsx => findings::grid(raised).xlsx(lang, out),
            Form::Html => findings::grid(raised).html(lang, out),
            Form::Text => text(raised, lang, &mut Visible::new(out)),
            Form::Json => {
                let objects: Vec<_> = told(raised, lang).iter().map(object).collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&objects)?)
            }
            Form::Sarif => {
                writeln!(
                    out,
                    "{}",
                    serde_json::to_string_pretty(&alerts::sarif(&told(raised, lang), &rules.findings))?
                )
            }
        }
    }
}

fn known(path: &Path) -> Result<Known, Error> {
    let wrong = |reason: String| Error::Read { file: path.display().to_string(), reason };
    match fs::read_to_string(path) {
        Ok(text) => Known::read(&text).map_err(|error| wrong(error.to_string())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Known::default()),
        Err(error) => Err(wrong(trouble::reading(&error))),
    }
}

fn text(raised: &[Raised], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for alert in raised {
        let known = match alert.state {
            State::New => String::new(),
            State::Unchanged if lang == Lang::En => format!(" (since {})", alert.first_seen),
            State::Unchanged => format!(" (自{}起)", alert.first_seen),
        };
        let (severity, code) = (severity(lang, alert.severity), alert.alert.code());
        writeln!(
            out,
            "{}: {severity} {code} {}{known}",
            alerts::place(&alert.entry),
            said(lang, &alert.message)
        )?;
    }
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = raised.iter().filter(|alert| alert.severity == severity).count();
        format!("{} {count}", self::severity(lang, severity))
    });
    let fresh = raised.iter().filter(|alert| alert.state == State::New).count();
    writeln!(
        out,
        "{} {}: {}; {} {fresh}",
        said(lang, "预警"),
        raised.len(),
        counts.join(", "),
        said(lang, "新增"),
    )
}

/// A severity in words.
fn severity(lang: Lang, severity: Severity) -> String {
    let word = match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Note => "提示",
    };
    said(lang, word)
}

/// The findings with their messages in a language.
fn told<'t>(raised: &[Raised<'t>], lang: Lang) -> Vec<Raised<'t>> {
    let mut told = raised.to_vec();
    told.iter_mut().for_each(|alert| alert.message = said(lang, &alert.message));
    told
}

/// A text of ours in a language.
fn said(lang: Lang, text: &str) -> String {
    if lang == Lang::En { english(text) } else { text.to_owned() }
}

fn object(alert: &Raised) -> serde_json::Value {
    let cell = |name| alert.entry.cell(name);
    json!({
        "code": alert.alert.code(),
        "name": alert.alert.name(),
        "severity": alerts::severity_word(alert.severity),
        "message": alert.message,
        "indicator": alert.indicator(),
        "scope": cell(Field::Scope),
        "report_period": cell(Field::ReportPeriod),
        "state": alert.state.word(),
        "first_seen": alert.first_seen,
        "body": alert.body,
        "fingerprint": alert.fingerprint,
        "row_id": cell(Field::RowId),
        "place": alerts::place(&alert.entry),
        "link": alert.link.map(Link::code),
        "other_place": alert.before.as_ref().map(alerts::place),
    })
}
