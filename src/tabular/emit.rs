//! The findings of one row: goals, figures and rates of each column block.

mod worded;

use rust_decimal::Decimal;

use super::{
    block::Block,
    context::{Cells, Context},
    finding::stated,
    naming::tells,
    proper, prose,
    row::Row,
    value::Value,
    weigh::grows,
};
use crate::{
    model::{Finding, Kind, Quantity, QuantityKind, StatedRate, Unanswered},
    rules::ColumnRole,
    text::Span,
};

/// The findings of a row, in the order of its blocks.
pub(crate) fn findings(context: &Context, row: &Row, blocks: &[Block]) -> Vec<Finding> {
    let mut found = Vec::new();
    for block in blocks {
        // Ranks, marks and weights are never goals, whatever column they stand in.
        if context.rules.layouts.never.iter().any(|word| row.name().ends_with(word.as_str()))
            || row.name() == "得分"
        {
            continue;
        }
        let cells = Cells::of(context, row, block);
        found.extend(cells.findings());
        found.extend(cells.works());
    }
    for row in &mut found {
        row.indicator = proper::without_amount(row, context.rules);
        row.rule = if row.rule.is_empty() { "table:cells".to_owned() } else { format!("table:{}", row.rule) };
    }
    found
}

impl<'a> Cells<'a> {
    fn of(context: &'a Context<'a>, row: &'a Row, block: &'a Block) -> Self {
        let filled = |columns: &[usize]| {
            let speaks = |at: &usize| {
                matches!(row.values[*at], Value::Number(_) | Value::Done(_) | Value::Sentence(_))
            };
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

    pub(super) fn value(&self, at: Option<usize>) -> &Value {
        at.map_or(&Value::Empty, |at| &self.row.values[at])
    }

    fn findings(&self) -> Vec<Finding> {
        // Cells that several rows share speak once, of the first of them.
        let shared = |at: Option<usize>| at.is_none_or(|at| self.row.merged[at]);
        if shared(self.goal) && shared(self.figure) && self.goal.is_some() {
            return self.named_beside();
        }
        let (goal, figure) = (self.value(self.goal), self.value(self.figure));
        if let Value::Done(both) = figure {
            return if self.is_mark(&both.1) { Vec::new() } else { vec![self.pair(&both.1, &both.0)] };
        }
        match (goal, figure) {
            // One cell under both headers answers nothing.
            (Value::Number(goal), Value::Number(figure)) if goal.core == figure.core => Vec::new(),
            (Value::Sentence(goal), Value::Sentence(figure)) if self.said_again(*goal, *figure) => Vec::new(),
            (Value::Number(goal), _) if self.name_holds_goal(goal, figure) => {
                let named = self.prose(self.row.name_span, &[]);
                let answered = named.iter().any(|row| row.kind == Kind::Paired);
                if answered { named } else { self.numbers(goal, figure) }
            }
            (Value::Number(goal), figure) => self.numbers(goal, figure),
            (Value::Sentence(goal), Value::Number(figure)) => self.sentence_goal(*goal, figure),
            (Value::Sentence(goal), figure) => {
                let found = self.prose(Some(*goal), &figure.spans());
                if found.is_empty() && figure.is_empty() { self.ending_goal(*goal) } else { found }
            }
            (Value::Empty | Value::Done(_) | Value::Words(_), Value::Number(figure)) => {
                self.figure_alone(figure)
            }
            (Value::Empty | Value::Done(_), figure) => self.names_and_sentences(figure),
            (Value::Words(_), figure) => {
                let mut found = self.names_and_sentences(figure);
                found.retain(|row| row.kind != Kind::Open || self.stages());
                if found.is_empty() && matches!(figure, Value::Words(_)) {
                    found.extend(self.on_the_way());
                }
                found
            }
        }
    }

    /// 满意度 4.4/5: a mark out of five, ten or a hundred, and no goal.
    fn is_mark(&self, scale: &Quantity) -> bool {
        let full = [5, 10, 100].iter().any(|&full| scale.amount.low() == Decimal::from(full));
        // 翻译进度 45/100 is no mark.
        let marked = ["满意度", "评分", "得分"].iter().any(|end| self.row.name().ends_with(end));
        full && marked
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
        // No money planned and none spent is no goal.
        let nothing =
            |quantity: &Quantity| quantity.amount.low().is_zero() && quantity.kind == QuantityKind::Money;
        match figure {
            Value::Number(figure) if percent(figure) && !percent(goal) => {
                let bare = goal.unit.is_none() && self.row.name().ends_with(['率', '度', '比']);
                if bare {
                    return vec![self.pair(goal, figure)];
                }
                vec![self.open(goal, self.rate.as_ref().or(Some(figure)), Unanswered::OnlyProgress)]
            }
            Value::Number(figure) if percent(goal) && !percent(figure) && figure.unit.is_some() => {
                vec![match self.growth() {
                    Some(growth) => self.pair(goal, growth),
                    None => self.open(goal, self.rate.as_ref(), Unanswered::UnitDiffers),
                }]
            }
            Value::Empty if nothing(goal) => Vec::new(),
            Value::Empty if percent(goal) && self.rises() && self.growth().is_some() => {
                self.growth().map(|growth| self.pair(goal, growth)).into_iter().collect()
            }
            Value::Number(figure) => {
                if nothing(goal) && nothing(figure) {
                    Vec::new()
                } else {
                    vec![self.pair(goal, figure)]
                }
            }
            Value::Sentence(span) => vec![self.goal_and_sentence(goal, *span, None)],
            Value::Empty | Value::Done(_) | Value::Words(_) => self.goal_alone(goal, figure),
        }
    }

    /// The growth rate of the row.
    fn growth(&self) -> Option<&Quantity> {
        self.row.values[self.block.growth?].number()
    }

    /// True for a goal that is a growth rate by its header.
    fn rises(&self) -> bool {
        self.goal.is_some_and(|at| grows(&self.context.columns[at].words))
    }

    /// A goal without a figure cell: the remark may hold the figure.
    fn goal_alone(&self, goal: &Quantity, figure: &Value) -> Vec<Finding> {
        let noun = self.goal.map_or("", |at| self.context.columns[at].words.as_str());
        for &remark in &self.row.remarks {
            let found = self.goal_and_sentence(goal, remark, Some(noun));
            if found.kind == Kind::Paired {
                return vec![found];
            }
        }
        // Where only arithmetic made a column one of goals, a lone number in it is none.
        let told = self.goal.is_some_and(|at| self.context.columns[at].role == Some(ColumnRole::Goal));
        let reason = self.reason(figure);
        if told { vec![self.open(goal, self.rate.as_ref(), reason)] } else { Vec::new() }
    }

    /// A goal that is one number, its figure somewhere in a sentence.
    fn goal_and_sentence(&self, goal: &Quantity, span: Span, remark: Option<&str>) -> Finding {
        let rate = self.rate.as_ref();
        match prose::figure_for(self.context, self.row, goal, span, rate, remark) {
            Some(figure) => {
                let mut row = self.pair(goal, &figure);
                let own = || prose::rate_for(self.context, span, goal, &figure);
                row.stated = row.stated.or_else(own);
                row
            }
            None => self.open(goal, rate, self.reason(&Value::Empty)),
        }
    }

    /// A goal inside a sentence, its figure one number.
    fn sentence_goal(&self, goal: Span, figure: &Quantity) -> Vec<Finding> {
        let found = prose::goal_for(self.context, goal, figure, self.rate.as_ref());
        let Some((goal, name)) = found else { return self.prose(Some(goal), &[]) };
        let mut row = self.pair(&goal, figure);
        // 新增床位 over 敬老院新增床位820张 and 福利院新增床位90张: each goal is named in its own cell.
        let apart = self.row.shared && tells(&name, self.context.rules);
        if !name.is_empty() && self.row.name().is_empty() || apart {
            row.indicator = name;
        }
        vec![row]
    }

    /// The goal that ends a cell of words, and no figure.
    fn ending_goal(&self, goal: Span) -> Vec<Finding> {
        let found = prose::ending_goal(self.context, goal).map(|(goal, name)| {
            let row = self.open(&goal, self.rate.as_ref(), Unanswered::NoFigure);
            Finding {
                indicator: if self.row.name().is_empty() { name } else { row.indicator.clone() },
                ..row
            }
        });
        found.into_iter().collect()
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
        let nothing = |quantity: &Quantity| quantity.amount.low().is_zero();
        // A form as it is before anyone fills it in: 0 and 0%.
        let rate = self.rate.as_ref().filter(|rate| !(nothing(rate) && nothing(figure))).map(stated);
        if let Some(rate) = rate.filter(StatedRate::is_likely) {
            row.kind = Kind::Stated;
            row.stated = Some(rate);
        }
        row.figure = Some(self.figure_of(figure));
        vec![row]
    }
}
