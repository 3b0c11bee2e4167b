//! What people decided about rows: a small file beside the reports, applied before anything is measured.
//!
//! ```toml
//! version = 1
//!
//! [[pair]]
//! goal = { quote = "新建改建口袋公园60个", number = "60个" }
//! figure = { quote = "口袋公园建成41个", number = "41个" }
//! by = "李敏"
//! on = 2026-07-08
//! why = "同一项工作，名称写法不同"
//! ```
//!
//! A decision names its row by content: by `row` (the `row_id` of the table), by `goal` and `figure` (a quote
//! of the report and the number in it), or by both, so that it is found again when the id has changed.
//!
//! | entry | needs | does |
//! |---|---|---|
//! | `accept` | a row | marks it as right |
//! | `reject` | a row | takes it apart: its goal stays open, its figure free; an open row leaves the table |
//! | `pair` | `goal`, `figure` | lets this figure answer this goal |
//! | `basis` | a row or `goal`, `basis` | says what the goal is the goal of |
//! | `not_comparable` | a row | keeps goal and figure in one row, without a ratio |
//! | `missed` | `goal`, `name` | makes a row of a goal that was not read as one, with the `figure` that answers it where one is named |
//! | `correct` | a row, and what is wrong: `name`, `scope`, `goal_reads` or `figure_reads` (as 1.6万户) | says it as it should be |
//! | `alias` | `indicator`, `name` | gives an indicator its agreed name |
//!
//! Each says `by` whom, `on` which day and `why`; `source` limits it to the file of that name.

mod apply;
mod conflict;
mod load;
mod missed;
mod place;
mod raw;
mod rows;
mod shape;
mod taken;
mod write;

use std::ops::Range;

use chrono::NaiveDate;

use crate::{
    model::{Basis, Quantity},
    rules::RuleFile,
};
pub use apply::{Outcome, Placed, Reviewed};
pub use rows::UNREAD;

/// The lists of a corrections file.
const LISTS: &[&str] = &["accept", "reject", "pair", "basis", "not_comparable", "missed", "correct", "alias"];

/// The decisions of one corrections file, in its order.
#[derive(Clone, Debug)]
pub struct Corrections {
    file: RuleFile,
    decisions: Vec<Decision>,
}

impl Corrections {
    /// True for a text that is meant as a corrections file, right or wrong: it begins with its version, or has a list of
    /// decisions.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
        let versioned = lines.clone().take_while(|line| !line.starts_with('[')).any(|line| {
            line.strip_prefix("version").is_some_and(|behind| behind.trim_start().starts_with('='))
        });
        let list = |line: &str| {
            let name = line.strip_prefix("[[")?.split(']').next()?.trim();
            LISTS.contains(&name).then_some(())
        };
        versioned || lines.any(|line| list(line).is_some())
    }

    /// The decisions, in the order of the file.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }
}

/// What one person decided about one row or one name.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Where it stands in the file.
    pub at: Range<usize>,
    /// What was decided.
    pub verdict: Verdict,
    /// What it is about.
    pub target: Target,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The row is right as it was read.
    Accept,
    /// The row is wrong.
    Reject,
    /// The figure of the target answers its goal.
    Pair,
    /// The goal is the goal of something else.
    Basis(Basis),
    /// Goal and figure do not compare.
    NotComparable,
    /// The goal of the target is a goal, and was not read as one.
    Missed {
        /// What is counted.
        name: String,
    },
    /// Something of the row is to be read otherwise.
    Correct(Box<Correction>),
    /// The indicator has an agreed name.
    Alias {
        /// As the table says it.
        indicator: String,
        /// As it should.
        name: String,
    },
}

/// What a row should say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// What is counted.
    pub name: Option<String>,
    /// District, body or part; empty for the whole.
    pub scope: Option<String>,
    /// The goal.
    pub goal: Option<Value>,
    /// The figure.
    pub figure: Option<Value>,
}

/// A number with its unit in words, and as the grammar reads it once that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As a person wrote it: 1.6万户.
    pub words: String,
    /// As the grammar reads it.
    pub quantity: Option<Quantity>,
}

impl Corrections {
    /// True where a decision may point at any number of a report of that name, read as something or not.
    #[must_use]
    pub fn reaches_any_number(&self, source: &str) -> bool {
        self.decisions.iter().any(|decision| {
            let free = matches!(decision.verdict, Verdict::Pair | Verdict::Missed { .. });
            free && decision.target.source.as_deref().is_none_or(|named| named == source)
        })
    }

    /// Has the values of corrections read by the grammar, which this module does not know.
    #[must_use]
    pub fn with_values(mut self, read: &dyn Fn(&str) -> Option<Quantity>) -> Self {
        for decision in &mut self.decisions {
            if let Verdict::Correct(correction) = &mut decision.verdict {
                for value in [&mut correction.goal, &mut correction.figure].into_iter().flatten() {
                    value.quantity = read(&value.words);
                }
            }
        }
        self
    }
}

impl Verdict {
    /// True for an agreed name, which is about no row.
    #[must_use]
    pub fn is_alias(&self) -> bool {
        matches!(self, Self::Alias { .. })
    }

    /// The code of the basis that it gives, as in the table.
    #[must_use]
    pub fn basis_code(&self) -> Option<&'static str> {
        let Self::Basis(basis) = self else { return None };
        Some(basis.code())
    }
}

/// What a decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// File name, without folders; any where none is given.
    pub source: Option<String>,
    /// `row_id`.
    pub row: Option<String>,
    /// The goal.
    pub goal: Option<Quote>,
    /// The figure.
    pub figure: Option<Quote>,
}

/// A number of a report, found by the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Words of the report that the number stands in, as printed.
    pub quote: String,
    /// The number with its unit, as printed: 1.6万户.
    pub number: String,
    /// `task_no` of its task, where the words stand in several.
    pub task: Option<String>,
    /// Which one, from 1, where the words and the number stand there several times.
    pub nth: Option<usize>,
}
