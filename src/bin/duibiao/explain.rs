use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ValueEnum;
use duibiao::{
    account::{Account, Drawn, Task},
    error::Error,
    export::{Lang, word},
    measure::{self, Field, Table},
    pipeline,
};
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

use crate::{
    args::RulesFrom, inputs::Input, messages::Messages, output::Output, reading::ReadingArgs,
    visible::Visible,
};

/// Show every number of a task: how it was read, what it was taken for, what it was paired with and why.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao explain report.txt                      every task
  duibiao explain report.txt:12                   task 12
  duibiao explain report.txt:12 --format json     for machines")]
pub(crate) struct ExplainArgs {
    /// A file, with the number of a task after a colon to see only that one
    #[arg(value_name = "INPUT[:TASK]")]
    input: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// The form of the answer.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Form {
    /// Lines for people
    #[default]
    Text,
    /// One JSON document
    Json,
}

impl ExplainArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let (file, task) = file_and_task(&self.input);
        let mut found = self.reading.expand(std::slice::from_ref(&file), None);
        let Some(input) = found.pop().filter(|_| found.is_empty()) else {
            let first = found.first().map(Input::name).unwrap_or_default();
            let told = format!("{} holds several documents: name one, such as {first}", file.display());
            return Err(Error::Usage(told));
        };
        let source =
            self.reading.source(&input).map_err(|reason| Error::Read { file: input.name(), reason })?;
        let trace = pipeline::trace(&source, &rules);
        let table = measure::table(&[(&source, &trace.report)], &rules)
            .map_err(|error| Error::Internal(error.to_string()))?;
        let mut tasks = Drawn { source: &source, trace: &trace, rules: &rules }.tasks();
        if let Some(task) = task {
            tasks.retain(|one| one.number == task);
            if tasks.is_empty() {
                return Err(Error::Usage(format!("{} has no number in a task `{task}`", input.name())));
            }
        }
        Output::Stdout.write(|out| match self.format {
            Form::Text => {
                tasks.iter().try_for_each(|task| show(&mut Visible::new(&mut *out), task, &table, messages))
            }
            Form::Json => {
                let tasks: Vec<Value> = tasks.iter().map(|task| object(task, &table)).collect();
                let answer = json!({ "source": source.name, "tasks": tasks });
                writeln!(out, "{}", serde_json::to_string_pretty(&answer)?)
            }
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// `a.txt:12` is task 12 of a.txt, unless there is a file of that very name.
fn file_and_task(argument: &str) -> (PathBuf, Option<&str>) {
    match argument.rsplit_once(':') {
        Some((file, task)) if !Path::new(argument).exists() && !file.is_empty() => (file.into(), Some(task)),
        Some(_) | None => (argument.into(), None),
    }
}

fn show(out: &mut dyn Write, task: &Task, table: &Table, messages: &Messages) -> io::Result<()> {
    let said = |text: &str| messages.for_people(text);
    writeln!(out, "{} {} {}", said("任务"), task.number, task.words)?;
    let reading = |account: &Account| reading(account, messages);
    let place = |account: &Account| place(account, messages);
    let widest = |text: &dyn Fn(&Account) -> String| {
        task.accounts.iter().map(|account| text(account).width()).max().unwrap_or(0).min(40)
    };
    let (placed, number, read) = (widest(&place), widest(&|account| account.text.clone()), widest(&reading));
    let role = widest(&|account| said(account.role)).max(6);
    for account in &task.accounts {
        let cells = [
            padded(&place(account), placed),
            padded(&said(account.role), role),
            padded(&account.text, number),
            padded(&reading(account), read),
            said(&account.outcome),
        ];
        writeln!(out, "  {}", cells.join("  ").trim_end())?;
        for (head, text) in details(account, messages) {
            writeln!(out, "      {} {text}", padded(&said(head), 4))?;
        }
    }
    for &row in &task.rows {
        writeln!(out, "  = {}", row_words(table, row, messages))?;
    }
    writeln!(out)
}

/// Page, paragraph or cell, and line.
fn place(account: &Account, messages: &Messages) -> String {
    let place = account.place.as_ref().map(|place| format!("{place} ")).unwrap_or_default();
    if messages.people() == Lang::En {
        format!("{place}line {}", account.line)
    } else {
        format!("{place}{}行", account.line)
    }
}

/// How it was read: 不低于 126000000000 元 (金额).
fn reading(account: &Account, messages: &Messages) -> String {
    let high = account.high.as_ref().map(|high| format!("–{high}")).unwrap_or_default();
    let printed = format!("{}{high}{}", account.value, account.unit);
    let base = match (&account.base_value, &account.base_unit) {
        (Some(value), Some(unit)) if *unit != account.unit => format!(" = {value}{unit}"),
        _ => String::new(),
    };
    let words = [account.kind, account.bound, account.roughness].into_iter().filter(|word| !word.is_empty());
    let said: Vec<String> = words.map(|word| messages.for_people(word)).collect();
    format!("{printed}{base} ({})", said.join(", "))
}

fn details(account: &Account, messages: &Messages) -> Vec<(&'static str, String)> {
    let cues: Vec<String> =
        account.cues.iter().map(|(word, classes)| format!("{word}[{}]", classes.join(" "))).collect();
    let name = match (account.name.as_str(), account.key.as_str()) {
        ("", _) => String::new(),
        (name, key) if key.is_empty() || name == key => name.to_owned(),
        (name, key) => format!("{name} ({} {key})", messages.for_people("比较用")),
    };
    let all = [
        ("原文", account.clause.clone()),
        ("线索", cues.join(" ")),
        ("指标", name),
        ("规则", account.rule.clone()),
        ("另见", account.marks.iter().map(|mark| messages.for_people(mark)).collect::<Vec<_>>().join("; ")),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// A row in the field's words.
fn row_words(table: &Table, row: usize, messages: &Messages) -> String {
    let cell = |field| table.cell(row, field).unwrap_or_default();
    let said = |text: &str| messages.for_people(text);
    let row = if messages.people() == Lang::En { "" } else { "行" };
    let mut parts = vec![said(kind(cell(Field::Kind))) + row, cell(Field::Indicator).to_owned()];
    let mut add = |head: &str, text: String| {
        if !text.trim().is_empty() {
            parts.push(format!("{} {}", said(head), text.trim()));
        }
    };
    add("目标", format!("{}{}", cell(Field::TargetValue), cell(Field::TargetUnit)));
    add("完成", format!("{}{}", cell(Field::ActualValue), cell(Field::ActualUnit)));
    add("完成率", cell(Field::CompletionRatio).to_owned());
    add("自报", cell(Field::StatedRatio).to_owned());
    add("核对", said(word(cell(Field::StatedCheck))));
    add("依据", said(word(cell(Field::Grounds))));
    add("规则", cell(Field::Rule).to_owned());
    add("确信度", cell(Field::Certainty).to_owned());
    add("说明", said(word(cell(Field::RatioNote))));
    add("状态", said(cell(Field::Status)));
    let alerts: Vec<String> = cell(Field::Findings).split(';').map(|code| said(word(code))).collect();
    add("预警", alerts.join(" "));
    parts.join(", ")
}

fn kind(code: &str) -> &str {
    match code {
        "paired" => "配对",
        "stated" => "自报率",
        "progress" => "进度",
        "open" => "未报数",
        "figure" => "仅完成值",
        other => other,
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn object(task: &Task, table: &Table) -> Value {
    let row = |&row: &usize| -> Value {
        let cells = Field::ALL
            .iter()
            .map(|field| (field.name().to_owned(), table.cell(row, *field).map_or(Value::Null, Value::from)));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    json!({
        "section": task.section,
        "task_no": task.number,
        "task": task.words,
        "numbers": task.accounts,
        "rows": task.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_follows_the_last_colon() {
        assert_eq!(file_and_task("a.txt:12"), (PathBuf::from("a.txt"), Some("12")));
        assert_eq!(file_and_task("a.txt"), (PathBuf::from("a.txt"), None));
    }

    #[test]
    fn columns_are_as_wide_as_a_terminal_shows_them() {
        assert_eq!(padded("完成", 6), "完成  ");
        assert_eq!(padded("自报率", 6), "自报率");
    }
}
