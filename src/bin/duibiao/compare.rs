use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use duibiao::{
    alerts,
    compare::{self, CHANGE_COLUMNS, Change, Class, Comparison, Entry, Side},
    error::Error,
    export::{Grid, Lang},
    measure::Field,
    tongue::{english, english_word},
};
use rust_decimal::Decimal;

use crate::{grid::GridArgs, inputs::Input, messages::Messages, side::ReportArgs, terminal};

/// Show what changed between two reports or two exported tables.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao compare may.txt june.txt                 what changed, one line a row
  duibiao compare may.csv june.docx -o diff.xlsx   a table that was exported before, and a report
  duibiao compare may.csv june.csv --exit-code     leave with 1 where anything changed

Rows are the same where indicator, scope, unit, basis and stage are; another name is proposed, not assumed.")]
pub(crate) struct CompareArgs {
    /// The earlier report, or a table exported from it (.csv, .json, .ndjson)
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later one
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Leave with exit code 1 where rows are new, updated or absent
    #[arg(long)]
    exit_code: bool,
    /// Show figures that no goal speaks of, too
    #[arg(long)]
    all: bool,
    /// Show rows that did not change, too
    #[arg(long)]
    unchanged: bool,
    #[command(flatten)]
    to: GridArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

impl CompareArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let inputs = self.reports.inputs(&[self.old.clone(), self.new.clone()]);
        let files = self.reports.files().reads("an input", inputs.iter().filter_map(Input::path));
        let twice = self.old == self.new && self.old.as_os_str() == "-";
        let files = files.reads("the other report", twice.then_some(self.new.as_path()));
        files.writes("the output", self.to.path()).check()?;
        let rules = self.reports.rules()?;
        let side = |path| self.reports.table(path, &rules, messages);
        let (old, new) = (side(&self.old)?, side(&self.new)?);
        let mut comparison = compare::compare(&old, &new, &rules);
        if !self.all {
            comparison = comparison.without_bare_figures();
        }
        let codes = alerts::codes(&comparison, &alerts::raised(&comparison, true, &rules));
        let title = format!("两期对比：{} → {}", file_name(&self.old), file_name(&self.new));
        let rows = alerts::shown(&comparison, &codes, self.unchanged);
        let rows = rows.into_iter().map(|(change, codes)| change.cells(codes)).collect();
        let grid = Grid::new(title, CHANGE_COLUMNS, rows).or_else_says(UNCHANGED);
        self.to.write(&grid, messages, |out| {
            lines(&comparison, &codes, self.unchanged, messages.people(), out)
        })?;
        let changed = !comparison.is_empty();
        Ok(if self.exit_code && changed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

/// What people are told where nothing changed.
pub(crate) const UNCHANGED: &str = "两期之间没有变化。";

/// The name of a file without its folders and its ending.
fn file_name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy()
}

/// The changes for people, one a line, and how many there are.
pub(crate) fn lines(
    comparison: &Comparison,
    codes: &[String],
    unchanged: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (change, codes) in alerts::shown(comparison, codes, unchanged) {
        writeln!(out, "{}", line(change, codes, lang))?;
    }
    writeln!(out, "{}", counts(comparison, lang))
}

/// How many rows there are of each class.
/// A word of ours in a language.
fn word(lang: Lang, word: &str) -> String {
    if lang == Lang::En { english_word(word).to_lowercase() } else { word.to_owned() }
}

fn counts(comparison: &Comparison, lang: Lang) -> String {
    let counts =
        Class::ALL.iter().map(|class| format!("{} {}", word(lang, class.zh()), comparison.count(*class)));
    counts.collect::<Vec<_>>().join("  ")
}

/// A change as one line for people, with the codes that were raised for it.
fn line(change: &Change, codes: &str, lang: Lang) -> String {
    let Some(entry) = change.latest() else { return String::new() };
    let mut parts: Vec<String> = Vec::new();
    match change.class() {
        Class::Updated => parts = updates(change, lang),
        Class::New | Class::Absent | Class::Unchanged => {
            for (word, side) in [("目标", Side::Goal), ("完成", Side::Figure)] {
                parts.extend(
                    entry.number(side).map(|_| format!("{} {}", self::word(lang, word), entry.written(side))),
                );
            }
        }
    }
    if let Some(rename) = &change.rename {
        let word = if change.new.is_some() { "疑似原" } else { "疑似改为" };
        let word = self::word(lang, word);
        let reasons = if lang == Lang::En { english(&rename.reasons()) } else { rename.reasons() };
        parts.push(format!("{word}“{}”({})", rename.other, reasons));
    }
    let task = [entry.cell(Field::Section), entry.cell(Field::TaskNo)].join(" ");
    let place = if task.trim().is_empty() { String::new() } else { format!("[{}] ", task.trim()) };
    let codes = if codes.is_empty() { String::new() } else { format!("  {}", codes.replace(';', " ")) };
    format!("{} {place}{}: {}{codes}", word(lang, change.class().zh()), entry.name(), parts.join(", "))
}

fn updates(change: &Change, lang: Lang) -> Vec<String> {
    let (Some(old), Some(new)) = (&change.old, &change.new) else { return Vec::new() };
    let mut parts = Vec::new();
    let changed = change.changed();
    for (name, word, side) in [("target", "目标", Side::Goal), ("actual", "完成", Side::Figure)] {
        if changed.contains(&name) {
            let delta = change.written_delta(side).map(|delta| format!(" ({delta})")).unwrap_or_default();
            let word = self::word(lang, word);
            parts.push(format!("{word} {} → {}{delta}", old.written(side), new.written(side)));
        }
    }
    if changed.contains(&"completion_ratio") {
        let percent = |entry: &Entry| terminal::percent(entry.ratio);
        let delta = change.ratio_delta().map(|delta| format!(" ({})", signed(delta))).unwrap_or_default();
        parts.push(format!(
            "{} {} → {}{delta}",
            word(lang, "完成率"),
            or_dash(percent(old)),
            or_dash(percent(new))
        ));
    }
    for (field, word) in
        [(Field::Status, "状态"), (Field::AsOf, "截至"), (Field::TargetBasis, "口径"), (Field::Stage, "环节")]
    {
        if changed.contains(&field.name()) {
            let cell = |entry: &Entry| or_dash(self::word(lang, entry.cell(field)));
            let word = self::word(lang, word);
            parts.push(format!("{word} {} → {}", cell(old), cell(new)));
        }
    }
    if parts.is_empty() {
        parts.push(format!("{} {}", word(lang, "变动"), changed.join(", ")));
    }
    parts
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "—".to_owned() } else { text }
}

fn signed(value: Decimal) -> String {
    let plus = if value > Decimal::ZERO { "+" } else { "" };
    format!("{plus}{}", value.normalize())
}
