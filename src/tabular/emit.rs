//! The findings of one row: goals, figures and rates of each column block.

use super::{
    arithmetic::{follows, ratio},
    block::Block,
    column::Column,
    prose,
    row::Row,
    value::Value,
};
use crate::{
    model::{
        AsOf, AsOfSource, Basis, Bound, Figure, Finding, Goal, GoalKind, Grounds, Kind, Place, Quantity,
        QuantityKind, StatedRate, Unanswered,
    },
    outline::Outline,
    rules::Rulebook,
    text::{Source, Span},
};

/// What the rows of a band share.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a Source,
    pub(crate) outline: &'a Outline,
    pub(crate) rules: &'a Rulebook,
    /// What the table is about, from its caption.
    pub(crate) topic: String,
    /// The heading over the table.
    pub(crate) section: String,
    /// The columns of the band.
    pub(crate) columns: &'a [Column],
    /// True where the names of rows may hold goals: no goal column stands beside them.
    pub(crate) named_goals: bool,
}

/// The findings of a row, in the order of its blocks.
pub(crate) fn findings(context: &Context, row: &Row, blocks: &[Block]) -> Vec<Finding> {
    let mut found = Vec::new();
    for block in blocks {
        let cells = Cells::of(context, row, block);
        found.extend(cells.findings());
    }
    found
}

/// The cells of one row in one block.
struct Cells<'a> {
    context: &'a Context<'a>,
    row: &'a Row,
    block: &'a Block,
    goal: Option<usize>,
    figure: Option<usize>,
    rate: Option<Quantity>,
}

impl<'a> Cells<'a> {
    fn of(context: &'a Context<'a>, row: &'a Row, block: &'a Block) -> Self {
        let filled = |columns: &[usize]| {
            let speaks = |at: &usize| matches!(row.values[*at], Value::Number(_) | Value::Sentence(_));
            columns
                .iter()
                .copied()
                .find(speaks)
                .or_else(|| columns.iter().copied().find(|&at| !row.values[at].is_empty()))
        };
        let (goal, figure) = (filled(&block.goals), filled(&block.figures));
        let rate = block.rate.and_then(|at| row.values[at].number().cloned());
        Self { context, row, block, goal, figure, rate }
    }

    fn value(&self, at: Option<usize>) -> &Value {
        at.map_or(&Value::Empty, |at| &self.row.values[at])
    }

    fn findings(&self) -> Vec<Finding> {
        let (goal, figure) = (self.value(self.goal), self.value(self.figure));
        match (goal, figure) {
            (Value::Number(goal), _) if self.name_holds_goal(goal, figure) => {
                let named = self.prose(self.row.name_span, &[]);
                let answered = named.iter().any(|row| row.kind == Kind::Paired);
                if answered { named } else { self.numbers(goal, figure) }
            }
            (Value::Number(goal), figure) => self.numbers(goal, figure),
            (Value::Sentence(goal), Value::Number(figure)) => self.sentence_goal(*goal, figure),
            (Value::Sentence(goal), figure) => self.prose(Some(*goal), &spans(figure)),
            (Value::Empty | Value::Words(_), Value::Number(figure)) => self.figure_alone(figure),
            (Value::Empty, figure) => self.names_and_sentences(figure),
            (Value::Words(_), figure) => {
                let mut found = self.names_and_sentences(figure);
                found.retain(|row| row.kind != Kind::Open);
                found
            }
        }
    }

    /// 100% and 100%, the goals proper standing in the name and the figures in the remark.
    fn name_holds_goal(&self, goal: &Quantity, figure: &Value) -> bool {
        let whole = Value::Number(Box::new(goal.clone())).is_whole();
        let empty = figure.is_empty() || figure.is_whole();
        whole && empty && self.row.name_span.is_some_and(|span| prose::holds_counts(self.context, span))
    }

    /// A goal that is one number, and what its figure cell holds.
    fn numbers(&self, goal: &Quantity, figure: &Value) -> Vec<Finding> {
        let percent = |quantity: &Quantity| quantity.kind == QuantityKind::Percent;
        match figure {
            Value::Number(figure) if percent(figure) && !percent(goal) => {
                let bare = goal.unit.is_none() && self.row.name().ends_with(['率', '度', '比']);
                if bare {
                    return vec![self.pair(goal, figure)];
                }
                vec![self.open(goal, self.rate.as_ref().or(Some(figure)), Unanswered::OnlyProgress)]
            }
            Value::Number(figure) => {
                let nothing = |quantity: &Quantity| quantity.amount.low().is_zero();
                if nothing(goal) && nothing(figure) { Vec::new() } else { vec![self.pair(goal, figure)] }
            }
            Value::Sentence(span) => vec![self.goal_and_sentence(goal, *span, false)],
            Value::Empty | Value::Words(_) => vec![self.goal_alone(goal, figure)],
        }
    }

    /// A goal without a figure cell: the remark may hold the figure.
    fn goal_alone(&self, goal: &Quantity, figure: &Value) -> Finding {
        for &remark in &self.row.remarks {
            let found = self.goal_and_sentence(goal, remark, true);
            if found.kind == Kind::Paired {
                return found;
            }
        }
        let reason = self.reason(figure);
        self.open(goal, self.rate.as_ref(), reason)
    }

    /// A goal that is one number, its figure somewhere in a sentence.
    fn goal_and_sentence(&self, goal: &Quantity, span: Span, remark: bool) -> Finding {
        let rate = self.rate.as_ref();
        match prose::figure_for(self.context, self.row, goal, span, rate, remark) {
            Some(figure) => self.pair(goal, &figure),
            None => self.open(goal, rate, self.reason(&Value::Empty)),
        }
    }

    /// A goal inside a sentence, its figure one number.
    fn sentence_goal(&self, goal: Span, figure: &Quantity) -> Vec<Finding> {
        if figure.kind == QuantityKind::Percent && !prose::speaks_of_percent(self.context, goal) {
            return self.prose_with(Some(goal), &[], Some(figure));
        }
        let found = prose::goal_for(self.context, goal, figure, self.rate.as_ref());
        let Some((goal, name)) = found else { return self.prose(Some(goal), &[]) };
        let mut row = self.pair(&goal, figure);
        if !name.is_empty() {
            row.indicator = name;
        }
        vec![row]
    }

    /// A figure whose goal cell is empty: the name may hold the goal.
    fn figure_alone(&self, figure: &Quantity) -> Vec<Finding> {
        let named = self
            .named_goal()
            .and_then(|span| prose::goal_for(self.context, span, figure, self.rate.as_ref()));
        if let Some((goal, _)) = named
            && figure.kind != QuantityKind::Percent
        {
            return vec![self.pair(&goal, figure)];
        }
        let mut row = self.blank(Kind::Figure);
        if let Some(rate) = &self.rate {
            row.kind = Kind::Stated;
            row.stated = Some(stated(rate));
        } else if figure.kind == QuantityKind::Percent && self.block.goals.is_empty() && self.is_progress() {
            row.kind = Kind::Progress;
        }
        row.figure = Some(self.figure_of(figure));
        vec![row]
    }

    /// No goal cell: goals in the name, figures in a sentence, or only a rate.
    fn names_and_sentences(&self, figure: &Value) -> Vec<Finding> {
        let found = self.prose(self.named_goal(), &spans(figure));
        let Some(rate) = self.rate.as_ref().filter(|_| found.is_empty() && self.block.goals.is_empty())
        else {
            return found;
        };
        if rate.kind != QuantityKind::Percent || self.row.total {
            return found;
        }
        let mut row = self.blank(Kind::Progress);
        row.figure = Some(self.figure_of(rate));
        vec![row]
    }

    /// The name of the row, where it may hold goals.
    fn named_goal(&self) -> Option<Span> {
        let asked = !self.block.goals.is_empty() || self.context.named_goals;
        self.row.name_span.filter(|_| asked)
    }

    /// True where a percentage under the figure header is the progress of a work.
    fn is_progress(&self) -> bool {
        self.figure.is_some_and(|at| self.context.columns[at].words.contains("进度"))
    }

    fn prose(&self, goal: Option<Span>, figures: &[Span]) -> Vec<Finding> {
        self.prose_with(goal, figures, self.rate.as_ref())
    }

    fn prose_with(&self, goal: Option<Span>, figures: &[Span], rate: Option<&Quantity>) -> Vec<Finding> {
        let remarks: &[Span] = if figures.is_empty() { &self.row.remarks } else { &[] };
        let place = self.place();
        let mut found = prose::rows(self.context, self.row, place, goal, figures, remarks, rate);
        prose::spread_rate(&mut found, rate);
        for row in &mut found {
            row.scope.clone_from(&self.row.scope);
            if row.indicator.is_empty() {
                row.indicator = self.indicator();
            }
        }
        found
    }

    fn pair(&self, goal: &Quantity, figure: &Quantity) -> Finding {
        let mut row = self.blank(Kind::Paired);
        let confirmed = self.rate.as_ref().is_some_and(|rate| follows(goal, figure, rate));
        row.goal = Some(self.goal_of(goal));
        row.figure = Some(self.figure_of(figure));
        row.stated = self.rate.as_ref().map(stated);
        row.grounds = Some(if confirmed { Grounds::RateConfirms } else { Grounds::SameRow });
        row
    }

    fn open(&self, goal: &Quantity, rate: Option<&Quantity>, reason: Unanswered) -> Finding {
        let mut row = self.blank(Kind::Open);
        row.goal = Some(self.goal_of(goal));
        row.stated = rate.map(stated);
        row.unanswered = Some(reason);
        row
    }

    fn reason(&self, figure: &Value) -> Unanswered {
        let done = |span: &Span| {
            let words = span.text(&self.context.source.text).trim_end_matches(['。', '；']);
            self.context.rules.layouts.done.iter().any(|word| word == words)
        };
        let said = matches!(figure, Value::Words(span) if done(span)) || self.row.remarks.iter().any(done);
        match (said, &self.rate) {
            (true, _) => Unanswered::SaidDone,
            (false, Some(_)) => Unanswered::OnlyProgress,
            (false, None) => Unanswered::NoFigure,
        }
    }

    fn blank(&self, kind: Kind) -> Finding {
        Finding {
            kind,
            place: self.place(),
            indicator: self.indicator(),
            scope: self.row.scope.clone(),
            goal: None,
            figure: None,
            stated: None,
            stage: String::new(),
            grounds: None,
            unanswered: None,
            review: None,
        }
    }

    fn place(&self) -> Place {
        let text = &self.context.source.text;
        let section =
            self.row.section.map_or(self.context.section.clone(), |span| span.text(text).to_owned());
        let task = if self.row.names.is_empty() { self.row.scope.clone() } else { self.row.names.join(" ") };
        Place { section, task_no: self.row.serial.clone(), task }
    }

    /// The row's name, or what its columns and the caption name.
    fn indicator(&self) -> String {
        let own = self.row.name();
        let block = self.block.name.as_str();
        if !own.is_empty() {
            return if block.is_empty() { own.to_owned() } else { format!("{own}{block}") };
        }
        let columns = self.figure.iter().chain(&self.goal);
        let noun = columns
            .map(|&at| self.context.columns[at].noun.trim_end_matches(['数', '量']))
            .find(|noun| noun.chars().count() >= 2)
            .unwrap_or_default();
        let noun = if block.is_empty() { noun.to_owned() } else { block.to_owned() };
        if noun.chars().count() >= 5 || self.context.topic.contains(&noun) && noun.chars().count() >= 3 {
            return noun;
        }
        format!("{}{noun}", self.context.topic)
    }

    fn goal_of(&self, quantity: &Quantity) -> Goal {
        let name = self.indicator();
        let column = self.goal.map(|at| &self.context.columns[at]);
        Goal {
            quantity: quantity.clone(),
            clause: quantity.span,
            kind: goal_kind(quantity, &name),
            bound: quantity.bound,
            basis: column.map_or(Basis::Unknown, basis),
        }
    }

    fn figure_of(&self, quantity: &Quantity) -> Figure {
        let column = self.figure.map(|at| &self.context.columns[at]);
        let own = column.and_then(|column| {
            let (_, as_of) = column.months?;
            let year =
                as_of.year.or(column.year).or(self.context.outline.period.and_then(|period| period.year));
            Some((AsOf { year, ..as_of }, AsOfSource::Task))
        });
        let report = self.context.outline.as_of.map(|as_of| (as_of, AsOfSource::Report));
        Figure { quantity: quantity.clone(), clause: quantity.span, negative: false, as_of: own.or(report) }
    }
}

fn spans(value: &Value) -> Vec<Span> {
    match value {
        Value::Sentence(span) => vec![*span],
        Value::Empty | Value::Number(_) | Value::Words(_) => Vec::new(),
    }
}

fn stated(rate: &Quantity) -> StatedRate {
    StatedRate { ratio: ratio(rate), span: rate.core }
}

fn goal_kind(quantity: &Quantity, name: &str) -> GoalKind {
    let percent = quantity.kind == QuantityKind::Percent;
    match quantity.bound {
        Bound::AtMost | Bound::LessThan => GoalKind::AtMost,
        Bound::Between => GoalKind::Range,
        Bound::About => GoalKind::About,
        Bound::Exactly | Bound::AtLeast | Bound::MoreThan => match percent {
            true if ["增长", "增速", "增幅"].iter().any(|word| name.contains(word)) => GoalKind::Growth,
            true if ["下降", "降低", "减少", "降幅"].iter().any(|word| name.contains(word)) => {
                GoalKind::Reduction
            }
            true => GoalKind::Level,
            false => GoalKind::Flow,
        },
    }
}

/// What a goal's header says it is the goal of.
fn basis(column: &Column) -> Basis {
    let words = column.words.as_str();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has(&["规划", "十四五", "十五五", "十三五", "累计"]) {
        Basis::MultiYear
    } else if has(&["省定", "省下达", "国家下达"]) {
        Basis::Province
    } else if column.months.is_some_and(|(_, as_of)| as_of.month < 12) {
        Basis::Period
    } else {
        Basis::Annual
    }
}
