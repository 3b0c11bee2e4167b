use std::sync::Arc;

use rust_decimal::Decimal;

use super::{AsOf, Figure, Goal, Period, Silence};
use crate::text::{Note, Span};

/// The five kinds of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A goal and the figure that answers it.
    Paired,
    /// A figure with a completion rate printed beside it, its goal not printed.
    Stated,
    /// A percentage of progress of a named work.
    Progress,
    /// A goal that no figure answers.
    Open,
    /// A figure that no goal speaks of.
    Figure,
}

impl Kind {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Paired => "paired",
            Self::Stated => "stated",
            Self::Progress => "progress",
            Self::Open => "open",
            Self::Figure => "figure",
        }
    }
}

/// Why a figure was taken to answer a goal, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grounds {
    /// Figure over goal equals the printed rate.
    RateConfirms,
    /// The rate phrase itself names the goal (完成全年46万人目标的58%).
    RatePhrase,
    /// Same measure frame: 计划…，已….
    SameFrame,
    /// Equal indicator names.
    SameIndicator,
    /// Names that the rules hold to be the same.
    Synonym,
    /// One name contains the other, or they share their head, and nothing in them conflicts.
    SameHead,
    /// Parallel lists of equal length and units, or the same item number.
    SamePlace,
    /// The same row of a table.
    SameRow,
    /// One open goal and one free figure of that unit in the block.
    OnlyOne,
    /// All of them: 新建3所全部开工.
    Whole,
    /// A person said so.
    Person,
}

/// Why a goal has no figure, or a pair no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unanswered {
    /// Nothing reported.
    NoFigure,
    /// A word such as 提前完成 and no number.
    SaidDone,
    /// Only figures at another stage (申报, 受理).
    StageDiffers,
    /// Only figures of another dimension.
    UnitDiffers,
    /// Only figures of another period.
    PeriodDiffers,
    /// Only figures of another district, body or part.
    ScopeDiffers,
    /// Two figures have equal grounds.
    Tied,
    /// A percentage of progress and no count.
    OnlyProgress,
    /// A person said that goal and figure do not compare.
    NotComparable,
}

/// What a person said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Review {
    /// It is right as it was read.
    Accepted,
    /// It was changed.
    Corrected,
}

/// Who said something of a row, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// What was said.
    pub review: Review,
    /// Who.
    pub by: String,
    /// Why.
    pub why: String,
}

/// A completion rate as the report prints it, beside what we compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRate {
    /// As a ratio, exact: 54.6% is 0.546, 3倍 is 3; its scale is that of the printed digits, 50% is 0.50.
    pub ratio: Decimal,
    /// Where it stands.
    pub span: Span,
}

impl StatedRate {
    /// False for more than ten times what was planned, which no plan that is not printed tells: 10411% is a slip, and 5720 in
    /// the column of rates a count that stands there for another.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        self.ratio <= Decimal::TEN
    }
}

/// Where a finding belongs in the report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// Section heading as printed; empty where there is none.
    pub section: String,
    /// Number as printed, or the ordinal of an unnumbered block.
    pub task_no: String,
    /// The task's own words.
    pub task: String,
}

/// One row of the table, before anything is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which of the five.
    pub kind: Kind,
    /// Where it belongs.
    pub place: Arc<Place>,
    /// What is counted.
    pub indicator: String,
    /// District, body or part that it is limited to; empty for the whole.
    pub scope: String,
    /// The goal, where one is printed.
    pub goal: Option<Goal>,
    /// The figure, where one is reported.
    pub figure: Option<Figure>,
    /// The printed completion rate.
    pub stated: Option<StatedRate>,
    /// 开工, 竣工, 交付 …, as in the text; empty where none is named.
    pub stage: String,
    /// Why goal and figure belong together.
    pub grounds: Option<Grounds>,
    /// Why there is no figure.
    pub unanswered: Option<Unanswered>,
    /// The rules that made it: those of goal and figure with `+` between them, or of its one number; `table:` before
    /// those of tables.
    pub rule: String,
    /// What a person said of it, where corrections were applied.
    pub review: Option<Review>,
    /// Who said so and why, in the order of the decisions.
    pub reviewers: Vec<Reviewer>,
    /// The bodies in charge (责任单位), as the report names them.
    pub bodies: Vec<String>,
}

impl Finding {
    /// A row that says nothing yet but what it is about.
    #[must_use]
    pub fn new(kind: Kind, place: impl Into<Arc<Place>>, indicator: impl Into<String>) -> Self {
        Self {
            kind,
            place: place.into(),
            indicator: indicator.into(),
            scope: String::new(),
            goal: None,
            figure: None,
            stated: None,
            stage: String::new(),
            grounds: None,
            unanswered: None,
            rule: String::new(),
            review: None,
            reviewers: Vec::new(),
            bodies: Vec::new(),
        }
    }

    /// Where the numbers stand that it is made of: goal, figure and printed rate.
    pub fn numbers(&self) -> impl Iterator<Item = Span> {
        let goal = self.goal.as_ref().map(|goal| goal.quantity.core);
        let figure = self.figure.as_ref().map(|figure| figure.quantity.core);
        goal.into_iter().chain(figure).chain(self.stated.as_ref().map(|stated| stated.span))
    }

    /// The same row in a text that so many bytes were put before.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        self.moved(|span| span.shifted(offset))
    }

    /// The same row where each of its places is another one.
    #[must_use]
    pub fn moved(self, place: impl Fn(Span) -> Span) -> Self {
        let goal =
            |goal: Goal| Goal { quantity: goal.quantity.moved(&place), clause: place(goal.clause), ..goal };
        let figure = |figure: Figure| Figure {
            quantity: figure.quantity.moved(&place),
            clause: place(figure.clause),
            ..figure
        };
        let stated = |stated: StatedRate| StatedRate { span: place(stated.span), ..stated };
        Self {
            goal: self.goal.map(goal),
            figure: self.figure.map(figure),
            stated: self.stated.map(stated),
            ..self
        }
    }
}

/// A report as it was understood: what its rows share, and the rows.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// File name as given.
    pub source: String,
    /// First line or heading of the document.
    pub title: String,
    /// What the report covers.
    pub period: Option<Period>,
    /// As-of date of the whole report.
    pub as_of: Option<AsOf>,
    /// Rows in the order of the text.
    pub findings: Vec<Finding>,
    /// Numbers that no row is made of, as rows of kind figure; empty unless they were asked for.
    pub asides: Vec<Finding>,
    /// What the reader should know besides.
    pub notes: Vec<Note>,
    /// Why there are no rows, where there are none.
    pub silence: Option<Silence>,
}

impl Place {
    /// Puts other words for its own; `words` is told what is to be replaced, and where it was read.
    pub(crate) fn reword(&mut self, words: &impl Fn(&str, Option<Span>) -> String) {
        for own in [&mut self.section, &mut self.task_no, &mut self.task] {
            *own = words(own, None);
        }
    }
}

impl Finding {
    fn reword(&mut self, words: &impl Fn(&str, Option<Span>) -> String) {
        let clause = self.goal.as_ref().map(|goal| goal.clause);
        let clause = clause.or_else(|| self.figure.as_ref().map(|figure| figure.clause));
        for own in [&mut self.indicator, &mut self.scope, &mut self.stage] {
            *own = words(own, clause);
        }
        self.bodies.iter_mut().for_each(|body| *body = words(body, None));
        Arc::make_mut(&mut self.place).reword(words);
        let goal = self.goal.iter_mut().map(|goal| &mut goal.quantity);
        for quantity in goal.chain(self.figure.iter_mut().map(|figure| &mut figure.quantity)) {
            quantity.unit_text = words(&quantity.unit_text, Some(quantity.core));
        }
    }
}

impl Report {
    /// Puts other words for those of its rows; `words` is told what is to be replaced, and where it was read.
    pub(crate) fn reword(&mut self, words: &impl Fn(&str, Option<Span>) -> String) {
        self.title = words(&self.title, None);
        self.findings.iter_mut().chain(&mut self.asides).for_each(|row| row.reword(words));
    }
}
