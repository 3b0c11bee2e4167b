//! Rows in doubt and numbers without a place, each with the answers that are possible.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    Quoted, Tongue,
    asked::{Asked, same_dimension, vetoed},
    quote::Pages,
    tasks::Tasks,
    words::Words,
};
use crate::{
    interpret::Claim,
    measure,
    measure::Field,
    model::{Finding, Kind, Quantity, row_ids},
    text::Span,
};

/// So many candidates are offered for a goal.
const CANDIDATES: usize = 8;
/// So many of a task are looked at for them; a task with more is a table, whose rows tell for themselves.
const LOOKED: usize = 64;
/// The longest context, in characters.
const CONTEXT: usize = 1200;

/// One question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Names it in an answer.
    pub id: String,
    /// The report.
    pub source: String,
    /// `row`, `number` or `report`.
    pub about: &'static str,
    /// The question in words.
    pub prompt: String,
    /// What the report says there.
    pub context: String,
    /// Section of the task.
    pub section: String,
    /// Number of the task, as printed.
    pub task_no: String,
    /// What is counted.
    pub indicator: String,
    /// The goal that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Quoted>,
    /// The figure that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Quoted>,
    /// What may be answered.
    pub answers: Vec<Choice>,
}

/// One possible answer.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// To be repeated.
    pub answer: &'static str,
    /// In words.
    pub means: String,
    /// To be repeated with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Quoted>,
    /// To be repeated with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Quoted>,
}

/// What is asked about a report.
pub(super) struct Asker<'a> {
    asked: &'a Asked<'a>,
    pages: &'a Pages<'a>,
    tasks: Tasks<'a>,
    /// What is said of the numbers of running text, by their places.
    claims: HashMap<Span, &'a Claim>,
    /// The rows of the table by their ids.
    rows: HashMap<&'a str, usize>,
    words: Words,
    title: &'a str,
}

/// The questions of a report, in the order of its text; the last one asks for what was missed.
#[must_use]
pub fn questions(asked: &Asked<'_>, tongue: Tongue) -> Vec<Question> {
    let pages = asked.pages();
    let title = asked.trace.report.title.as_str();
    let title = if title.is_empty() { asked.source.file_name() } else { title };
    let table = asked.table;
    let row = |row: usize| Some((table.cell(row, Field::RowId)?, row));
    let rows = (0..table.rows.len()).rev().filter_map(row).collect();
    let tasks = Tasks::of(asked.source, &asked.trace.report);
    // Of several at one place the first one counts.
    let claims = asked.trace.claims.iter().rev().map(|claim| (claim.quantity.core, claim)).collect();
    let asker = Asker { asked, pages: &pages, tasks, claims, rows, words: Words::of(tongue), title };
    let findings = &asked.trace.report.findings;
    let ids = row_ids(asked.source, findings);
    let mut found: Vec<(usize, Question)> = Vec::new();
    for (row, id) in findings.iter().zip(&ids) {
        let start = row.numbers().map(|core| core.start).min().unwrap_or(0);
        let question = if row.kind == Kind::Figure { asker.number(row, id) } else { asker.row(row, id) };
        found.extend(question.map(|question| (start, question)));
    }
    let asides = &asked.trace.report.asides;
    for (row, id) in asides.iter().zip(row_ids(asked.source, asides)) {
        let start = row.numbers().map(|core| core.start).min().unwrap_or(0);
        found.extend(asker.number(row, &id).map(|question| (start, question)));
    }
    found.sort_by_key(|(start, _)| *start);
    let missed = asker.missed();
    found.into_iter().map(|(_, question)| question).chain([missed]).collect()
}

impl Asker<'_> {
    /// A row in doubt: what the review looks at, and open goals with a figure near that could answer.
    fn row(&self, row: &Finding, id: &str) -> Option<Question> {
        let table = self.asked.table;
        let at = *self.rows.get(id)?;
        let goal = row.goal.as_ref().and_then(|goal| self.pages.quoted(&goal.quantity, goal.clause));
        let figure =
            row.figure.as_ref().and_then(|figure| self.pages.quoted(&figure.quantity, figure.clause));
        let candidates = self.candidates(row);
        let waits = row.kind == Kind::Open && !candidates.is_empty();
        if goal.is_none() && figure.is_none() || !(measure::to_check(table, at) || waits) {
            return None;
        }
        let answers = self.row_answers(row, candidates);
        let why = self.why(row, at);
        let prompt = self.words.say(
            "row",
            &[
                ("title", self.title),
                ("task", &row.place.task_no),
                ("indicator", &row.indicator),
                ("reading", &self.reading(goal.as_ref(), figure.as_ref())),
                ("why", &why),
            ],
        );
        Some(Question { goal, figure, answers, ..self.about(row, id, "row", prompt) })
    }

    fn row_answers(&self, row: &Finding, candidates: Vec<Quoted>) -> Vec<Choice> {
        let mut answers = vec![self.choice("accept"), self.choice("reject")];
        if row.kind == Kind::Paired {
            answers.extend([self.choice("not_comparable"), self.choice("other_period")]);
        }
        answers.extend(candidates.into_iter().map(|quoted| Choice {
            means: self.words.say("pair", &[("number", &quoted.number)]),
            figure: Some(quoted),
            ..self.choice("pair")
        }));
        if row.goal.is_some() {
            let means = self.words.say("pair_other", &[]);
            answers.extend([self.choice("no_goal"), Choice { means, ..self.choice("pair") }]);
        }
        answers
    }

    /// A number that no row is made of, where a goal near it could be answered by it.
    fn number(&self, row: &Finding, id: &str) -> Option<Question> {
        let number = row.figure.as_ref()?;
        let quoted = self.pages.quoted(&number.quantity, number.clause)?;
        let goals = self.goals(row, &number.quantity);
        let mut answers: Vec<Choice> = goals
            .into_iter()
            .map(|(indicator, goal)| Choice {
                means: self.words.say("answers", &[("indicator", &indicator), ("number", &goal.number)]),
                goal: Some(goal),
                figure: Some(quoted.clone()),
                ..self.choice("answers")
            })
            .collect();
        if answers.is_empty() {
            return None;
        }
        answers.push(Choice { goal: Some(quoted.clone()), ..self.choice("missed") });
        answers.push(self.choice("none"));
        let prompt = self.words.say(
            "number",
            &[("title", self.title), ("task", &row.place.task_no), ("reading", &quoted.quote)],
        );
        Some(Question { figure: Some(quoted), answers, ..self.about(row, id, "number", prompt) })
    }

    /// The last question: what was not read at all.
    fn missed(&self) -> Question {
        let source = self.asked.source.file_name();
        Question {
            id: format!("missed:{source}"),
            source: source.to_owned(),
            about: "report",
            prompt: self.words.say("report", &[("title", self.title)]),
            context: self.asked.source.text.clone(),
            section: String::new(),
            task_no: String::new(),
            indicator: String::new(),
            goal: None,
            figure: None,
            answers: vec![self.choice("missed"), self.choice("none")],
        }
    }

    fn about(&self, row: &Finding, id: &str, about: &'static str, prompt: String) -> Question {
        Question {
            id: id.to_owned(),
            source: self.asked.source.file_name().to_owned(),
            about,
            prompt,
            context: self.context(row),
            section: row.place.section.clone(),
            task_no: row.place.task_no.clone(),
            indicator: row.indicator.clone(),
            goal: None,
            figure: None,
            answers: Vec::new(),
        }
    }

    fn choice(&self, answer: &'static str) -> Choice {
        Choice { answer, means: self.words.say(answer, &[]), goal: None, figure: None }
    }

    fn reading(&self, goal: Option<&Quoted>, figure: Option<&Quoted>) -> String {
        let part = |name, quoted: &Quoted| self.words.say(name, &[("number", &quoted.number)]);
        let goal = goal.map(|quoted| part("goal", quoted));
        let figure = figure.map_or_else(|| self.words.say("absent", &[]), |quoted| part("figure", quoted));
        goal.into_iter().chain([figure]).collect::<Vec<_>>().join(", ")
    }

    fn why(&self, row: &Finding, at: usize) -> String {
        let cell = |field| self.asked.table.cell(at, field).unwrap_or_default();
        let apart =
            matches!(cell(Field::RatioNote), "stage_differs" | "unit_differs" | "basis_differs" | "tied");
        let reasons = [
            ("conflict", cell(Field::StatedCheck) == "conflict"),
            ("weak", matches!(cell(Field::Grounds), "only_one" | "same_place")),
            ("apart", apart),
            ("open", row.kind == Kind::Open),
        ];
        let told: String =
            reasons.iter().filter(|(_, holds)| *holds).map(|(name, _)| self.words.say(name, &[])).collect();
        if told.is_empty() { self.words.say("raised", &[]) } else { told }
    }

    /// The words of the lines around the numbers of the task, at most so many.
    fn context(&self, row: &Finding) -> String {
        let source = self.asked.source;
        let Some((first, last)) = self.tasks.of_row(row).and_then(|task| task.lines) else {
            return String::new();
        };
        let lines = source.bare_lines()[first - 1..last].iter().map(|line| line.text(&source.text));
        lines.flat_map(|line| std::iter::once('\n').chain(line.chars())).skip(1).take(CONTEXT).collect()
    }

    /// Numbers that could answer the goal of a row: of its task, of its unit, in no other pair.
    fn candidates(&self, row: &Finding) -> Vec<Quoted> {
        let Some(goal) = &row.goal else { return Vec::new() };
        let Some(task) = self.tasks.of_row(row) else { return Vec::new() };
        let free = task.findings.iter().filter(|other| other.kind == Kind::Figure).chain(&task.asides);
        let fits = free.filter_map(|other| other.figure.as_ref()).filter(|figure| {
            let claim = self.claims.get(&figure.quantity.core);
            same_dimension(&goal.quantity, &figure.quantity)
                && claim.and_then(|claim| vetoed(claim)).is_none()
        });
        fits.take(LOOKED)
            .filter_map(|figure| self.pages.quoted(&figure.quantity, figure.clause))
            .take(CANDIDATES)
            .collect()
    }

    /// Open goals of the same task that a number could answer.
    fn goals(&self, row: &Finding, number: &Quantity) -> Vec<(String, Quoted)> {
        let Some(task) = self.tasks.of_row(row) else { return Vec::new() };
        let open = task.findings.iter().filter(|other| other.kind == Kind::Open);
        let fits = open.filter_map(|other| {
            let goal = other.goal.as_ref().filter(|goal| same_dimension(&goal.quantity, number))?;
            Some((other, goal))
        });
        let quoted = fits.take(LOOKED).filter_map(|(other, goal)| {
            Some((other.indicator.clone(), self.pages.quoted(&goal.quantity, goal.clause)?))
        });
        quoted.take(CANDIDATES).collect()
    }
}
