use clap::ValueEnum;
use duibiao::{error::Error, text::Severity};
use owo_colors::OwoColorize;
use serde::Serialize;

/// How messages are written to stderr.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Log {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Where everything goes that is no data.
pub(crate) struct Messages {
    log: Log,
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
    pub(crate) fn new(log: Log) -> Self {
        Self { log }
    }

    /// What stopped the run.
    pub(crate) fn error(&self, error: &Error) {
        match (error, self.log) {
            (Error::Rules(faults), Log::Text) => {
                for fault in faults {
                    anstream::eprintln!("{}", crate::rules::shown(fault));
                }
                self.say(Severity::Error, None, None, None, &error.to_string());
            }
            (Error::Rules(faults), Log::Json) => {
                for fault in faults {
                    let file = Some(fault.file.path.as_str());
                    self.say(
                        Severity::Error,
                        file,
                        crate::rules::line(fault),
                        Some(fault.code),
                        &fault.message,
                    );
                }
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

    fn say(
        &self,
        severity: Severity,
        file: Option<&str>,
        line: Option<usize>,
        code: Option<&str>,
        message: &str,
    ) {
        let word = match severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        match self.log {
            Log::Json => {
                let line = Line { severity: word, file, line, code, message };
                anstream::eprintln!("{}", serde_json::to_string(&line).unwrap_or_default());
            }
            Log::Text => {
                let place = match (file, line) {
                    (Some(file), Some(line)) => format!("{file}:{line}: "),
                    (Some(file), None) => format!("{file}: "),
                    (None, _) => String::new(),
                };
                match severity {
                    Severity::Note => anstream::eprintln!("{}: {place}{message}", word.cyan()),
                    Severity::Warning => anstream::eprintln!("{}: {place}{message}", word.yellow()),
                    Severity::Error => anstream::eprintln!("{}: {place}{message}", word.red()),
                }
            }
        }
    }
}
