//! A report with its questions, and what an answer points at in it.

use super::{
    Question, Quoted, Tongue,
    ask::questions,
    asked::Asked,
    quote::{Pages, Unproved},
};
use crate::{
    corrections::Quote,
    model::{Finding, Quantity},
};

/// Why an answer is refused: its code, and in words.
pub(super) type No = (&'static str, String);

/// A report with its questions.
pub(super) struct Report<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) pages: Pages<'a>,
    pub(super) questions: Vec<Question>,
}

impl<'a> Report<'a> {
    pub(super) fn new(asked: &'a Asked<'a>) -> Self {
        Self { asked, pages: asked.pages(), questions: questions(asked, Tongue::En) }
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.asked.trace.report.findings
    }

    pub(super) fn number(&self, quoted: &Quoted, what: &str) -> Result<&Quantity, No> {
        let Quoted { quote, number } = quoted;
        self.pages.find(quoted).map_err(|unproved| match unproved {
            Unproved::Absent => {
                ("quote-absent", format!("the {what} `{quote}` does not stand in the report"))
            }
            Unproved::Ambiguous => {
                ("quote-ambiguous", format!("the {what} `{quote}` stands there several times"))
            }
            Unproved::Unread => ("number-unread", format!("the grammar reads no {number} in `{quote}`")),
        })
    }
}

pub(super) fn quote(quoted: &Quoted) -> Quote {
    Quote { quote: quoted.quote.clone(), number: quoted.number.clone(), task: None, nth: None }
}
