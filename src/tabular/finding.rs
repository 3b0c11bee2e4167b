//! A finding of a row: its names, its place, its goal and figure.

use super::{
    arithmetic::{follows, ratio},
    column::Column,
    emit::Cells,
    value::Value,
};
use crate::{
    model::{
        AsOf, AsOfSource, Basis, Bound, Figure, Finding, Goal, GoalKind, Grounds, Kind, Place, Quantity,
        QuantityKind, StatedRate, Unanswered,
    },
    rules::{ColumnRole, ends},
    text::Span,
};

/// Longest title that names the rate of each row, and longest code of a row, in characters.
const TOPIC_CHARS: usize = 6;
const CODE_CHARS: usize = 6;

impl Cells<'_> {
    pub(super) fn pair(&self, goal: &Quantity, figure: &Quantity) -> Finding {
        let mut row = self.blank(Kind::Paired);
        let confirmed = self.rate.as_ref().is_some_and(|rate| follows(goal, figure, rate));
        row.goal = Some(self.goal_of(goal));
        row.figure = Some(self.figure_of(figure));
        row.stated = self.rate.as_ref().map(stated);
        row.grounds = Some(if confirmed { Grounds::RateConfirms } else { Grounds::SameRow });
        row
    }

    pub(super) fn open(&self, goal: &Quantity, rate: Option<&Quantity>, reason: Unanswered) -> Finding {
        let mut row = self.blank(Kind::Open);
        row.goal = Some(self.goal_of(goal));
        row.stated = rate.map(stated);
        row.unanswered = Some(reason);
        row
    }

    pub(super) fn reason(&self, figure: &Value) -> Unanswered {
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

    pub(super) fn blank(&self, kind: Kind) -> Finding {
        Finding {
            scope: self.row.scope.clone(),
            stage: self.figure.map_or_else(String::new, |at| self.context.columns[at].stage.clone()),
            ..Finding::new(kind, self.place(), self.indicator())
        }
    }

    pub(super) fn place(&self) -> Place {
        let text = &self.context.source.text;
        let section =
            self.row.section.map_or(self.context.section.clone(), |span| span.text(text).to_owned());
        let task = if self.row.names.is_empty() { self.row.scope.clone() } else { self.row.names.join(" ") };
        Place { section, task_no: self.row.serial.clone(), task }
    }

    /// The row's name, or what its columns and the caption name.
    pub(super) fn indicator(&self) -> String {
        let own = self.row.name();
        let block = self.block.name.as_str();
        if let Some(counted) = self.counted() {
            return format!("{own} {counted}");
        }
        if !own.is_empty() && block.is_empty() && self.shares_topic() {
            return format!("{own}{}", self.context.topic);
        }
        if !own.is_empty() {
            return if block.is_empty() { own.to_owned() } else { format!("{own}{block}") };
        }
        let named = |column: &Column| column.role == Some(ColumnRole::Indicator) && column.cells.filled > 0;
        if self.row.total && block.is_empty() && self.context.columns.iter().any(named) {
            return self.row.total_name.clone();
        }
        let staged = self.figure.is_some_and(|at| !self.context.columns[at].stage.is_empty());
        let mut columns: Vec<usize> = self.figure.iter().chain(&self.goal).copied().collect();
        if staged {
            columns.reverse();
        }
        let noun = columns
            .iter()
            .map(|&at| self.context.rules.layouts.morphemes.uncounted(&self.context.columns[at].noun))
            .find(|noun| noun.chars().count() >= 2 && !self.context.rules.layouts.morphemes.is_common(noun))
            .unwrap_or_default();
        let noun = if block.is_empty() { noun.to_owned() } else { block.to_owned() };
        if noun.chars().count() >= 5 || self.context.topic.contains(&noun) && noun.chars().count() >= 3 {
            return noun;
        }
        let name = format!("{}{noun}", self.context.topic);
        let rate = self.block.rate.map(|at| self.context.columns[at].words.trim_end_matches(['率', '%']));
        match rate {
            // 检测率 beside 应检数 and 实检数.
            Some(rate) if name.is_empty() && self.context.rules.layouts.morphemes.is_verb(rate) => {
                rate.to_owned()
            }
            _ if name.is_empty() => self.row.total_name.clone(),
            _ => name,
        }
    }

    /// True for percentages under a title that is the name of a rate, of rows that name none: core under 覆盖率.
    fn shares_topic(&self) -> bool {
        let rate = &self.context.rules.layouts.names.rate;
        let topic = self.context.topic.as_str();
        let percent = |at: usize| {
            self.row.values[at].number().is_some_and(|number| number.kind == QuantityKind::Percent)
        };
        let named = ends(rate, topic) && topic.chars().count() <= TOPIC_CHARS && topic.ends_with('率');
        named && !self.row.name().contains(['率', '度', '比']) && self.goal.is_some_and(percent)
    }

    /// stars of KR1 | 300 stars: what a goal counts, where its row has only a code for a name.
    fn counted(&self) -> Option<&str> {
        let own = self.row.name();
        let code = own.is_ascii()
            && own.starts_with(char::is_alphabetic)
            && own.ends_with(|c: char| c.is_ascii_digit());
        let short = code && own.len() <= CODE_CHARS && self.block.name.is_empty();
        let goal = self.goal.filter(|_| short).and_then(|at| self.row.values[at].number())?;
        let word = goal.unit_text.trim();
        (goal.unit.is_none() && word.chars().count() > 1).then_some(word)
    }

    pub(super) fn goal_of(&self, quantity: &Quantity) -> Goal {
        let name = self.indicator();
        let column = self.goal.map(|at| &self.context.columns[at]);
        Goal {
            quantity: match self.counted() {
                Some(_) => Quantity { unit_text: String::new(), ..quantity.clone() },
                None => quantity.clone(),
            },
            clause: quantity.span,
            kind: goal_kind(quantity, &name),
            bound: quantity.bound,
            basis: column.map_or(Basis::Unknown, basis),
        }
    }

    pub(super) fn figure_of(&self, quantity: &Quantity) -> Figure {
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

pub(super) fn stated(rate: &Quantity) -> StatedRate {
    StatedRate { ratio: ratio(rate), span: rate.core }
}

pub(super) fn goal_kind(quantity: &Quantity, name: &str) -> GoalKind {
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
