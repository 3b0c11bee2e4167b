//! `duibiao FILE...`: a workbook and a review page beside each file, for people without a terminal.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Command, Parser};
use duibiao::{
    error::Error,
    export::{self, Export, Lang, Style},
    measure::Table,
    rules::Rulebook,
};

use crate::{
    args::RulesFrom,
    corrections::CorrectionsArgs,
    decided, extract, help,
    messages::{Language, Log, Messages},
    output::Output,
    reading::{ReadingArgs, Readings, Tally},
};

/// What is written beside a file: the format, and what its name ends in.
const WRITTEN: [(&str, &str); 2] = [("xlsx", "-完成率"), ("html", "-核对")];

/// So many files of one name are kept beside each other.
const SAME_NAME: usize = 99;

/// Files without a command.
#[derive(Parser)]
#[command(name = "duibiao")]
pub(crate) struct Beside {
    #[arg(long, value_enum)]
    pub(crate) log: Option<Log>,
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Language>,
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    rules: RulesFrom,
}

impl Beside {
    /// Reads what stands where a command was expected, in the language that was asked for before it.
    pub(crate) fn of(words: &[OsString], asked: Option<Language>) -> Self {
        let own = words.iter().any(|word| word.to_string_lossy().starts_with("--lang"));
        let asked = asked.filter(|_| !own).map(|lang| match lang {
            Language::En => OsString::from("--lang=en"),
            Language::Zh => OsString::from("--lang=zh"),
        });
        let program = std::iter::once(OsString::from("duibiao"));
        let words: Vec<OsString> = program.chain(asked).chain(words.iter().cloned()).collect();
        help::read(&words)
    }

    /// A word that names no file and looks like none is a command mistyped.
    fn mistyped(&self, program: &Command) -> Option<Error> {
        let first = self.files.first()?;
        let name = first.to_string_lossy();
        if first.exists() || name.contains(['.', '/', '\\', '*']) {
            return None;
        }
        let shared = |command: &str| command.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let commands = program.get_subcommands().map(Command::get_name);
        let near = commands.filter(|command| shared(command) > 1).max_by_key(|command| shared(command));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Some(Error::Usage(format!("`{name}` is no file and no command{near} See `duibiao --help`")))
    }

    /// Writes a workbook and a page beside each file; corrections files among them apply to all, those in a folder to
    /// what stands in it.
    pub(crate) fn run(&self, program: &Command, messages: &Messages) -> Result<ExitCode, Error> {
        if let Some(error) = self.mistyped(program) {
            return Err(error);
        }
        let rules = self.rules.load()?;
        let is_decided = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
        let (named, files): (Vec<PathBuf>, Vec<PathBuf>) = self.files.iter().cloned().partition(is_decided);
        if files.is_empty() {
            return Err(Error::Usage("name the report, too, that the corrections are about".to_owned()));
        }
        let mut taken = HashSet::new();
        let mut tally = Tally::default();
        for file in &files {
            let corrections = CorrectionsArgs::of(decided::for_input(file, &named, messages));
            let inputs = self.reading.expand(std::slice::from_ref(file), None);
            let mut readings = self.reading.read_whole(&inputs, &rules, &messages.of_errors())?;
            if readings.any() {
                corrections.apply(&mut readings, &rules, messages)?;
                write(file, &readings, &rules, &mut taken, messages)?;
            }
            tally.add(&readings.tally());
        }
        tally.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes both files, and says so in one line.
fn write(
    file: &Path,
    readings: &Readings,
    rules: &Rulebook,
    taken: &mut HashSet<PathBuf>,
    messages: &Messages,
) -> Result<(), Error> {
    let table = extract::table(readings, rules, false)?;
    if table.rows.is_empty() {
        for reading in &readings.read {
            if let Some(silence) = reading.report.silence {
                messages.silent(&reading.source.name, silence);
            }
        }
        return Ok(());
    }
    let mut names = Vec::new();
    for (format, behind) in WRITTEN {
        let bytes = bytes(format, &table, readings, messages.people())?;
        let path = free(file, behind, format, &bytes, taken)?;
        if !path.exists() {
            Output::new(Some(&path)).write(|out| out.write_all(&bytes))?;
        }
        names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        taken.insert(path);
    }
    messages.beside(&file.display().to_string(), table.rows.len(), &names);
    Ok(())
}

fn bytes(format: &str, table: &Table, readings: &Readings, lang: Lang) -> Result<Vec<u8>, Error> {
    let exporter = export::named(format).ok_or_else(|| Error::Internal(format!("no format {format}")))?;
    let style = Style { lang, ..Style::default() };
    let mut bytes = Vec::new();
    exporter
        .write(&Export { table, reports: &readings.reports(), style }, &mut bytes)
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok(bytes)
}

/// The name for a file beside another: nothing that is there is written over, whoever wrote it; where it holds the
/// same bytes already, it is the one.
fn free(
    file: &Path,
    behind: &str,
    ending: &str,
    bytes: &[u8],
    taken: &HashSet<PathBuf>,
) -> Result<PathBuf, Error> {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let name = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let folder = whole.parent().unwrap_or(Path::new("."));
    for number in 1..=SAME_NAME {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{behind}{number}.{ending}"));
        let is_same = || fs::read(&path).is_ok_and(|known| known == bytes);
        if !taken.contains(&path) && (fs::symlink_metadata(&path).is_err() || is_same()) {
            return Ok(path);
        }
    }
    let folder = folder.display();
    let told = format!("{folder}: there are {SAME_NAME} files {name}{behind} in it; move some of them away");
    Err(Error::Usage(told))
}

/// True where the program was started by a double click, so that its window closes with it.
#[cfg(windows)]
pub(crate) fn clicked() -> bool {
    use sysinfo::{ProcessesToUpdate, System, get_current_pid};
    let mut system = System::new();
    system.refresh_processes(ProcessesToUpdate::All, true);
    let own = get_current_pid().ok().and_then(|pid| system.process(pid));
    let parent = own.and_then(|own| own.parent()).and_then(|pid| system.process(pid));
    parent.is_some_and(|parent| parent.name().eq_ignore_ascii_case("explorer.exe"))
}

/// Elsewhere no window closes with the program.
#[cfg(not(windows))]
pub(crate) fn clicked() -> bool {
    false
}

/// Lets the reader read before the window closes.
pub(crate) fn wait(messages: &Messages) {
    messages.press_a_key();
    let mut line = String::new();
    drop(std::io::stdin().read_line(&mut line));
}
