//! A finding of a row: its names, its place, its goal and figure.

use super::{
    arithmetic::{follows, ratio},
    column::Column,
    context::Cells,
    value::{Value, unit_of},
};
use crate::{
    interpret::by_name,
    model::{
        AsOf, AsOfSource, Basis, Bound, Figure, Finding, Goal, GoalKind, Grounds, Kind, Place, Quantity,
        QuantityKind, StatedRate, Unanswered,
    },
    rules::{NameWords, Names, holds},
    scan::with_unit,
    text::Span,
};

/// A figure without any unit, in that of the goal beside it: 33.1 of 36亿元.
fn in_unit_of(goal: &Quantity, figure: &Quantity) -> Quantity {
    let bare = figure.unit.is_none() && figure.unit_text.is_empty();
    let unit = unit_of(goal).filter(|_| bare && goal.kind != QuantityKind::Percent);
    unit.map_or_else(|| figure.clone(), |unit| with_unit(figure.clone(), &unit))
}

impl Cells<'_> {
    pub(super) fn pair(&self, goal: &Quantity, figure: &Quantity) -> Finding {
        let mut row = self.blank(Kind::Paired);
        let confirmed = self.rate.as_ref().is_some_and(|rate| follows(goal, figure, rate));
        row.goal = Some(self.goal_of(goal));
        row.figure = Some(self.figure_of(&in_unit_of(goal, figure)));
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
            scope: self.scope(),
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

    pub(super) fn goal_of(&self, quantity: &Quantity) -> Goal {
        let name = self.indicator();
        let column = self.goal.map(|at| &self.context.columns[at]);
        Goal {
            quantity: match self.counted() {
                Some(_) => Quantity { unit_text: String::new(), ..quantity.clone() },
                None => quantity.clone(),
            },
            clause: quantity.span,
            kind: self.kind(quantity, &name),
            bound: quantity.bound,
            basis: column.map_or(Basis::Unknown, |column| {
                if self.years() { Basis::MultiYear } else { self.basis(column) }
            }),
        }
    }

    /// A level by its cell (达到460家) or by its name (总数); otherwise by its unit and bound.
    fn kind(&self, quantity: &Quantity, name: &str) -> GoalKind {
        let kind = goal_kind(quantity, name);
        let before = &self.context.source.text[..quantity.core.start];
        let says = |word| self.context.rules.names.ends(word, before.trim_end());
        let money = quantity.kind == QuantityKind::Money;
        match kind {
            GoalKind::Flow | GoalKind::Level if says(NameWords::KeptAt) => GoalKind::Maintain,
            GoalKind::Flow if says(NameWords::RaisedTo) && !money => GoalKind::Level,
            GoalKind::Flow | GoalKind::Level => {
                by_name(name, quantity.bound, self.context.rules).unwrap_or(kind)
            }
            kind => kind,
        }
    }

    fn basis(&self, column: &Column) -> Basis {
        basis(column, &self.context.rules.layouts.names)
    }

    /// 2025年目标 | 2023年实际: a goal that lies behind the year of its figure, or of the report.
    fn years(&self) -> bool {
        let year = |at: Option<usize>| {
            let column = &self.context.columns[at?];
            column.year.or(column.months.and_then(|(_, as_of)| as_of.year))
        };
        let told = year(self.figure).or(self.context.outline.period.and_then(|period| period.year));
        year(self.goal).zip(told).is_some_and(|(goal, told)| goal > told)
    }

    pub(super) fn figure_of(&self, quantity: &Quantity) -> Figure {
        let column = self.figure.map(|at| &self.context.columns[at]);
        let own = column.and_then(|column| {
            let (_, as_of) = column.months?;
            let year = as_of.year.or(self.context.outline.period.and_then(|period| period.year));
            Some((AsOf { year, ..as_of }, AsOfSource::Task))
        });
        // 年末完成情况, and the figure of a year that lies before its goal: up to the end of that year.
        let ended = || {
            let column = column?;
            let names = &self.context.rules.names;
            let last = names.holds(NameWords::YearEnd, &column.words) || column.words.contains("全年");
            let year = column.year.or(self
                .context
                .outline
                .period
                .and_then(|period| period.year)
                .filter(|_| last))?;
            let as_of = AsOf { year: Some(year), month: 12, day: None };
            let several =
                self.goal.is_some_and(|at| self.basis(&self.context.columns[at]) == Basis::MultiYear);
            (last || self.years() || several).then_some((as_of, AsOfSource::Task))
        };
        let own = own.or_else(ended);
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
fn basis(column: &Column, names: &Names) -> Basis {
    let has = |list: &[String]| holds(list, &column.words);
    // 本年累计计划 is one of the months so far.
    let summed = column.words.contains("累计") && !has(&names.of_now);
    if has(&names.of_years) || summed {
        Basis::MultiYear
    } else if has(&names.of_province) {
        Basis::Province
    } else if column.months.is_some_and(|(_, as_of)| as_of.month < 12)
        || has(&names.of_part) && !has(&names.of_whole)
    {
        Basis::Period
    } else {
        Basis::Annual
    }
}
