//! Answers become decisions where the report proves them; the others are refused by name.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    Question,
    answer::Answer,
    asked::Asked,
    checks::{missed, pair},
    report::{No, Report, quote},
};
use crate::{
    corrections::{Corrections, Decision, Target, Verdict},
    measure::Field,
    rules::RuleFile,
    text::Span,
};

/// An answer that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its line, from 1.
    pub line: usize,
    /// `answer-malformed`, `quote-absent` …
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

/// What came of the answers.
#[derive(Clone, Debug, Default)]
pub struct Proved {
    /// What is proved, as a corrections file.
    pub corrections: String,
    /// How many answers are decisions now.
    pub taken: usize,
    /// How many said that nothing is to be changed.
    pub nothing: usize,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// Takes what is proved of the answers to the questions of these reports; `on` is the day of the decisions.
#[must_use]
pub fn prove(text: &str, reports: &[Asked<'_>], on: NaiveDate) -> Proved {
    let reports: Vec<Report<'_>> = reports.iter().map(Report::new).collect();
    let mut proved = Proved { corrections: "version = 1\n".to_owned(), ..Proved::default() };
    let mut seen: HashSet<String> = HashSet::new();
    let mut used: HashMap<(usize, Span), ()> = HashMap::new();
    for (line, words) in text.lines().enumerate().filter(|(_, words)| !words.trim().is_empty()) {
        let answered = one(words, &reports, on, &mut seen, &mut used);
        let outcome = answered.and_then(|decision| match decision {
            None => Ok(false),
            Some(decision) => {
                let more = format!("{}\n{decision}", proved.corrections);
                let file = RuleFile { path: "answers".to_owned(), text: more.clone() };
                Corrections::load(&file).map_err(|faults| {
                    let message = faults.first().map(|fault| fault.message.clone()).unwrap_or_default();
                    ("answer-contradicts", message)
                })?;
                proved.corrections = more;
                Ok(true)
            }
        });
        match outcome {
            Ok(true) => proved.taken += 1,
            Ok(false) => proved.nothing += 1,
            Err((code, message)) => proved.refused.push(Refusal { line: line + 1, code, message }),
        }
    }
    proved
}

/// What is wrong with the JSON of an answer, and where; it is one line.
fn malformed(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.split(" at line 1 column ").next().unwrap_or_default();
    format!("column {}: {told}", error.column())
}

fn one(
    words: &str,
    reports: &[Report<'_>],
    on: NaiveDate,
    seen: &mut HashSet<String>,
    used: &mut HashMap<(usize, Span), ()>,
) -> Result<Option<Decision>, No> {
    let answer: Answer =
        serde_json::from_str(words).map_err(|error| ("answer-malformed", malformed(&error)))?;
    let found = reports.iter().enumerate().find_map(|(at, report)| {
        Some((at, report, report.questions.iter().find(|question| question.id == answer.id)?))
    });
    let unknown = || ("question-unknown", format!("`{}` is no question about these reports", answer.id));
    let (at, report, question) = found.ok_or_else(unknown)?;
    if !question.answers.iter().any(|choice| choice.answer == answer.answer) {
        return Err(("answer-unknown", format!("`{}` is no answer to this question", answer.answer)));
    }
    let by = answer.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
    let by = by.ok_or(("answer-nameless", "`by` is missing: who answers".to_owned()))?.to_owned();
    let once = question.about != "report";
    if once && seen.contains(&answer.id) {
        return Err(("answered-twice", format!("`{}` was answered above", answer.id)));
    }
    let Some((verdict, target)) = verdict(&answer, question, report)? else {
        seen.extend(once.then_some(answer.id));
        return Ok(None);
    };
    if matches!(verdict, Verdict::Pair | Verdict::Missed { .. }) {
        for quoted in [&answer.goal, &answer.figure].into_iter().flatten() {
            let core = report.number(quoted, "quote")?.core;
            if used.insert((at, core), ()).is_some() {
                return Err(("number-taken", format!("{} was given to another row above", quoted.number)));
            }
        }
    }
    seen.extend(once.then_some(answer.id));
    let why = answer.why.filter(|why| !why.trim().is_empty()).unwrap_or(answer.answer);
    let target = Target { source: Some(report.asked.source.file_name().to_owned()), ..target };
    Ok(Some(Decision { at: 0..0, verdict, target, by, on, why }))
}

/// True where the row that is asked about holds a printed rate that does not follow.
fn conflicts(question: &Question, report: &Report<'_>) -> bool {
    let table = report.asked.table;
    let asked = |at: &usize| table.cell(*at, Field::RowId) == Some(question.id.as_str());
    let row = (0..table.rows.len()).find(asked);
    row.and_then(|row| table.cell(row, Field::StatedCheck)) == Some("conflict")
}

/// What an answer decides, and about what; `None` where it changes nothing.
fn verdict(
    answer: &Answer,
    question: &Question,
    report: &Report<'_>,
) -> Result<Option<(Verdict, Target)>, No> {
    let row = Target {
        row: Some(question.id.clone()),
        goal: question.goal.as_ref().map(quote),
        figure: question.figure.as_ref().map(quote),
        source: None,
    };
    Ok(Some(match answer.answer.as_str() {
        "accept" if conflicts(question, report) => {
            let message = "the printed rate does not follow: look at the report";
            return Err(("rate-conflicts", message.to_owned()));
        }
        "accept" => (Verdict::Accept, row),
        "reject" => (Verdict::Reject, row),
        "no_goal" => (Verdict::Reject, Target { row: None, figure: None, ..row }),
        "not_comparable" | "other_period" => (Verdict::NotComparable, row),
        "pair" | "answers" => {
            let goal = answer.goal.as_ref().or(question.goal.as_ref());
            let goal = goal.ok_or(("goal-missing", "`goal` is missing".to_owned()))?;
            let figure = answer.figure.as_ref();
            let figure = figure.ok_or(("figure-missing", "`figure` is missing".to_owned()))?;
            pair(goal, figure, report)?;
            (
                Verdict::Pair,
                Target { row: None, goal: Some(quote(goal)), figure: Some(quote(figure)), source: None },
            )
        }
        "missed" => missed(answer, report)?,
        _ => return Ok(None),
    }))
}
