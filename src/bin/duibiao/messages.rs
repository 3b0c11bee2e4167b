use clap::ValueEnum;
use duibiao::{error::Error, export::Cut, model::Silence, text::Severity};
use owo_colors::OwoColorize;
use serde::Serialize;

use crate::{output::Output, passed::Passed, trouble, visible::visible};

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
    fn of_locale() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        let chinese = |locale: String| {
            let encoding = locale.split_once('.').map_or("", |(_, encoding)| encoding).to_lowercase();
            locale.starts_with("zh") && (encoding.is_empty() || encoding.starts_with("utf"))
        };
        if locale.is_some_and(chinese) { Self::Zh } else { Self::En }
    }
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

/// What systems say, in the words of people.
const SYSTEM: &[(&str, &str)] = &[
    ("No such file or directory", "没有这个文件或文件夹"),
    ("Permission denied", "没有权限"),
    ("Is a directory", "这是文件夹"),
    ("Not a directory", "这不是文件夹"),
    ("No space left on device", "磁盘已满"),
    ("Read-only file system", "磁盘只读"),
    ("File name too long", "文件名过长"),
    ("Disk quota exceeded", "超出磁盘配额"),
    ("File too large", "文件过大"),
    ("Too many levels of symbolic links", "链接循环"),
];

/// A message without the numbers of the system's errors, and in Chinese with its words in Chinese.
fn plain(message: &str, chinese: bool) -> String {
    let mut told = message.to_owned();
    while let Some(start) = told.find(" (os error ") {
        let Some(length) = told[start..].find(')') else { break };
        told.replace_range(start..=start + length, "");
    }
    if chinese {
        for (words, zh) in SYSTEM {
            told = told.replace(words, zh);
        }
    }
    told
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
        let message = match (self.lang, self.log) {
            (Language::Zh, Log::Text) => format!("{rows}行, 已写出 {}", names.join("、")),
            (Language::En, _) | (_, Log::Json) => format!("{rows} rows, written: {}", names.join(", ")),
        };
        self.about(Severity::Note, file, None, "written", &message);
    }

    /// What is said before a window closes.
    pub(crate) fn press_a_key(&self) {
        line(match self.lang {
            Language::Zh => format_args!("按回车键关闭"),
            Language::En => format_args!("press Enter to close"),
        });
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
                    line(format_args!("{}\n", fault.shown(true)));
                }
                self.say(Severity::Error, None, None, None, &self.told(error));
            }
            (Error::Rules(faults) | Error::Corrections(faults), Log::Json) => {
                for fault in faults {
                    let file = Some(fault.file.path.as_str());
                    self.say(Severity::Error, file, fault.line(), Some(fault.code), &fault.message);
                }
            }
            (_, Log::Text | Log::Json) => self.say(Severity::Error, None, None, None, &self.told(error)),
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
        let chinese = self.lang == Language::Zh && matches!(self.log, Log::Text);
        self.about(Severity::Note, file, None, passed.code(), &passed.told(reason, chinese));
    }

    /// How many rows went into a file; standard output speaks for itself.
    pub(crate) fn written(&self, output: &Output, rows: usize) {
        let Output::File(path) = output else { return };
        let message = match (self.lang, self.log) {
            (Language::Zh, Log::Text) => format!("已写入{rows}行"),
            (Language::En, _) | (_, Log::Json) => format!("{rows} rows written"),
        };
        self.about(Severity::Note, &path.display().to_string(), None, "rows-written", &message);
    }

    /// That a file does not hold all rows.
    pub(crate) fn cut(&self, output: &Output, cut: Cut) {
        let Output::File(path) = output else { return };
        let Cut { rows, of_rows, reports, of_reports } = cut;
        let message = match (self.lang, self.log) {
            (Language::Zh, Log::Text) => {
                format!(
                    "页面只列前{reports}份报告的{rows}行（共{of_reports}份、{of_rows}行）, 全部各行请用其他格式"
                )
            }
            (Language::En, _) | (_, Log::Json) => format!(
                "the page shows {rows} of {of_rows} rows, of the first {reports} of {of_reports} reports; the other formats hold all"
            ),
        };
        self.about(Severity::Warning, &path.display().to_string(), None, "page-cut", &message);
    }

    /// Why a file gives no rows.
    pub(crate) fn silent(&self, file: &str, silence: Silence) {
        let message = match (self.lang, self.log) {
            (Language::Zh, Log::Text) => silent_zh(silence),
            (Language::En, _) | (_, Log::Json) => silent_en(silence),
        };
        self.about(Severity::Note, file, None, silence.code(), &message);
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
        let word = self.word(severity);
        let message = plain(message, self.lang == Language::Zh && matches!(self.log, Log::Text));
        let message = message.as_str();
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

    /// The word before a message; machines always get the English one.
    fn word(&self, severity: Severity) -> &'static str {
        let chinese = self.lang == Language::Zh && matches!(self.log, Log::Text);
        match severity {
            Severity::Note if chinese => "说明",
            Severity::Warning if chinese => "警告",
            Severity::Error if chinese => "错误",
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// What stopped the run, in the language of messages.
    fn told(&self, error: &Error) -> String {
        match (error, self.lang) {
            (Error::Rules(faults), Language::Zh) => format!("规则文件有{}处错误", faults.len()),
            (Error::Corrections(faults), Language::Zh) => format!("更正文件有{}处错误或矛盾", faults.len()),
            (Error::Write { file, cause }, Language::Zh) => {
                format!("无法写入 {file}: {cause}{}", trouble::writing(cause))
            }
            (Error::Inputs { unread, all }, Language::Zh) => format!("{all}个输入中有{unread}个无法读取"),
            (Error::Internal(reason), Language::Zh) => format!("程序内部错误: {reason}; 请附上输入文件反馈"),
            (Error::Write { cause, .. }, Language::En) => format!("{error}{}", trouble::writing(cause)),
            (Error::Usage(_) | Error::Gold { .. } | Error::Read { .. }, Language::Zh) | (_, Language::En) => {
                error.to_string()
            }
        }
    }
}

fn silent_en(silence: Silence) -> String {
    match silence {
        Silence::NoNumber => "no rows: there is no number in it".to_owned(),
        Silence::Outside(numbers) => {
            format!("no rows: its {numbers} numbers stand in parts that say neither goals nor results")
        }
        Silence::Background(numbers) => {
            format!(
                "no rows: none of its {numbers} numbers is said to be a goal or a result; `explain` shows each"
            )
        }
        Silence::NoGoals(figures) => {
            format!(
                "no rows: {figures} figures, and no goal or completion rate beside them; --goals names a plan"
            )
        }
        Silence::Nameless(goals) => {
            format!("no rows: {goals} goals or rates make none by themselves; `explain` shows why")
        }
        Silence::Blank(rows) => {
            format!("no rows: all {rows} goals and figures in it are 0, as in a form that nobody filled in")
        }
        Silence::Tables(tables) => {
            format!("no rows: {tables} of its tables were not read, as said above")
        }
    }
}

fn silent_zh(silence: Silence) -> String {
    match silence {
        Silence::NoNumber => "没有结果行: 文中没有数".to_owned(),
        Silence::Outside(numbers) => format!("没有结果行: {numbers}个数都不在目标或进展部分"),
        Silence::Background(numbers) => {
            format!("没有结果行: {numbers}个数都没有写明是目标或完成值, 可用 explain 逐个查看")
        }
        Silence::NoGoals(figures) => {
            format!("没有结果行: 有{figures}个完成值, 没有目标或完成率; 目标另有文件的, 用 --goals 指定")
        }
        Silence::Nameless(goals) => {
            format!("没有结果行: {goals}个目标或完成率单独不成行, 可用 explain 查看原因")
        }
        Silence::Blank(rows) => format!("没有结果行: 文中{rows}项目标和完成值都是0, 像是没有填写的空表"),
        Silence::Tables(tables) => format!("没有结果行: {tables}张表未能读取, 原因见上"),
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
