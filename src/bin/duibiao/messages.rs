use clap::ValueEnum;
use duibiao::{
    error::Error,
    export::{Cut, Lang},
    model::Silence,
    rules::Fault,
    text::Severity,
    tongue::{chinese, english},
};
use owo_colors::OwoColorize;
use serde::Serialize;

use crate::{output::Output, passed::Passed, silence, trouble, visible::visible};

/// How messages are written to stderr.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Log {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// The language of messages and headers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// 中文
    Zh,
}

impl Language {
    /// That of the locale: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set, says so, and
    /// English where Chinese would be shown in another encoding than the UTF-8 that is written (zh_CN.GBK).
    pub(crate) fn of_locale() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).or_else(of_system);
        let chinese = |locale: String| {
            let encoding = locale.split_once('.').map_or("", |(_, encoding)| encoding).to_lowercase();
            locale.starts_with("zh") && (encoding.is_empty() || encoding.starts_with("utf"))
        };
        if locale.is_some_and(chinese) { Self::Zh } else { Self::En }
    }
}

/// The language that Windows is set to; elsewhere the variables say it all.
#[cfg(windows)]
fn of_system() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(windows))]
fn of_system() -> Option<String> {
    None
}

/// Where everything goes that is no data.
pub(crate) struct Messages {
    log: Log,
    asked: Option<Language>,
    lang: Language,
    /// Notes and warnings are left out.
    errors_only: bool,
}

/// One message as a JSON line.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    message: &'a str,
}

impl Messages {
    pub(crate) fn new(log: Log, asked: Option<Language>) -> Self {
        Self { log, asked, lang: asked.unwrap_or_else(Language::of_locale), errors_only: false }
    }

    /// The same, without notes and warnings.
    pub(crate) fn of_errors(&self) -> Self {
        Self { errors_only: true, ..*self }
    }

    /// What was written beside a file.
    pub(crate) fn beside(&self, file: &str, rows: usize, names: &[String]) {
        let message = format!("{rows} rows, written: {}", names.join(", "));
        self.about(Severity::Note, file, None, "written", &message);
    }

    /// What is said before a window closes.
    pub(crate) fn press_a_key(&self) {
        line(format_args!("{}", self.in_words("press Enter to close")));
    }

    /// The language of messages.
    pub(crate) fn lang(&self) -> Language {
        self.lang
    }

    /// A text of ours in the language of messages; machines always get the English one.
    pub(crate) fn in_words(&self, text: &str) -> String {
        match (self.lang, self.log) {
            (Language::Zh, Log::Text) => chinese(text),
            (Language::En, _) | (_, Log::Json) => text.to_owned(),
        }
    }

    /// A message of ours in the language of messages, in plain words.
    pub(crate) fn plainly(&self, text: &str) -> String {
        self.in_words(&trouble::plain(text))
    }

    /// The language of what is written for people: Chinese where `--lang` does not say otherwise.
    pub(crate) fn people(&self) -> Lang {
        if self.asked == Some(Language::En) { Lang::En } else { Lang::Zh }
    }

    /// A sentence of ours that is written for people, in their language.
    pub(crate) fn for_people(&self, text: &str) -> String {
        if self.people() == Lang::En { english(text) } else { text.to_owned() }
    }

    /// The language of heads for machines: the names of the contract where `--lang` does not say otherwise.
    pub(crate) fn machines(&self) -> Lang {
        if self.asked == Some(Language::Zh) { Lang::Zh } else { Lang::En }
    }

    /// The language that was asked for by `--lang`.
    pub(crate) fn asked(&self) -> Option<Language> {
        self.asked
    }

    /// What stopped the run.
    pub(crate) fn error(&self, error: &Error) {
        match (error, self.log) {
            (Error::Rules(faults) | Error::Corrections(faults), Log::Text) => {
                for fault in faults {
                    line(format_args!(
                        "{}\n",
                        self.fault(fault).shown(&self.in_words(word(Severity::Error)), true)
                    ));
                }
                self.say(Severity::Error, None, None, None, &error.to_string());
            }
            (Error::Rules(faults) | Error::Corrections(faults), Log::Json) => {
                for fault in faults {
                    let file = Some(fault.file.path.as_str());
                    self.say(Severity::Error, file, fault.line(), Some(fault.code), &fault.message);
                }
            }
            (Error::Write { cause, .. }, _) => {
                let told = trouble::writing(cause, &trouble::plain(&error.to_string()));
                self.say(Severity::Error, None, None, None, &told);
            }
            (_, Log::Text | Log::Json) => self.say(Severity::Error, None, None, None, &error.to_string()),
        }
    }

    /// Something about one file.
    pub(crate) fn about(
        &self,
        severity: Severity,
        file: &str,
        line: Option<usize>,
        code: &str,
        message: &str,
    ) {
        self.say(severity, Some(file), line, Some(code), message);
    }

    /// A file among the reports that is passed by, and why.
    pub(crate) fn passed_by(&self, file: &str, passed: Passed, reason: &str) {
        self.about(Severity::Note, file, None, passed.code(), &passed.told(reason));
    }

    /// How many rows went into a file; standard output speaks for itself.
    pub(crate) fn written(&self, output: &Output, rows: usize) {
        self.told_written(output, "rows-written", &format!("{rows} rows written"));
    }

    /// What went into a file; standard output speaks for itself.
    pub(crate) fn told_written(&self, output: &Output, code: &str, told: &str) {
        let Output::File(path) = output else { return };
        self.about(Severity::Note, &path.display().to_string(), None, code, told);
    }

    /// That a file does not hold all rows.
    pub(crate) fn cut(&self, output: &Output, cut: Cut) {
        let Output::File(path) = output else { return };
        let Cut { rows, of_rows, reports, of_reports } = cut;
        let message = format!(
            "the page shows {rows} of {of_rows} rows, of the first {reports} of {of_reports} reports; the other formats hold all"
        );
        self.about(Severity::Warning, &path.display().to_string(), None, "page-cut", &message);
    }

    /// Why a file gives no rows.
    pub(crate) fn silent(&self, file: &str, silence: Silence) {
        self.about(Severity::Note, file, None, silence.code(), &silence::told(silence));
    }

    /// A fault of a file with its words in the language of messages.
    fn fault(&self, fault: &Fault) -> Fault {
        let mut told = fault.clone();
        told.message = self.in_words(&fault.message);
        for (_, label) in &mut told.labels {
            *label = self.in_words(label);
        }
        for (.., label) in &mut told.elsewhere {
            *label = self.in_words(label);
        }
        told
    }

    fn say(
        &self,
        severity: Severity,
        file: Option<&str>,
        line: Option<usize>,
        code: Option<&str>,
        message: &str,
    ) {
        if self.errors_only && severity != Severity::Error {
            return;
        }
        let word = &self.in_words(word(severity));
        let message = &self.in_words(&trouble::plain(message));
        match self.log {
            Log::Json => {
                let line = Line { severity: word, file, line, code, message };
                let line = serde_json::to_string(&line).unwrap_or_default();
                self::line(format_args!("{}", if stderr_shows() { visible(&line) } else { line.into() }));
            }
            Log::Text => {
                let place = match (file, line) {
                    (Some(file), Some(line)) => format!("{file}:{line}: "),
                    (Some(file), None) => format!("{file}: "),
                    (None, _) => String::new(),
                };
                // A message is one line, whatever a file is called.
                let place = place.replace('\n', "\\n");
                let told = format!("{place}{message}");
                let told = visible(&told);
                match severity {
                    Severity::Note => self::line(format_args!("{}: {told}", word.cyan())),
                    Severity::Warning => self::line(format_args!("{}: {told}", word.yellow())),
                    Severity::Error => self::line(format_args!("{}: {told}", word.red())),
                }
            }
        }
    }
}

/// The word before a message.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// True where people see the messages at once.
fn stderr_shows() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stderr())
}

/// Writes a message; where nobody can read it any more (`2>&1 | head -1`), that stops nothing.
fn line(message: std::fmt::Arguments<'_>) {
    use std::io::Write;
    drop(writeln!(anstream::stderr(), "{message}"));
}
