//! What stands beside the numbers and goals of a row: cells in words that rows share, and sentences of works.

use rust_decimal::Decimal;

use super::{context::Cells, measures::shares_word, value::Value};
use crate::{
    model::{Finding, Kind, Quantity, QuantityKind, Unanswered},
    scan::quantities,
    text::Span,
};

impl Cells<'_> {
    /// True for a cell under both headers, and for a goal that was copied as its own result.
    pub(super) fn said_again(&self, goal: Span, figure: Span) -> bool {
        let text = &self.context.source.text;
        goal == figure || goal.text(text) == figure.text(text)
    }

    /// The goals that the name of a row sets beside cells in words that it shares with the row above: 新增学位960个 under
    /// 新改扩建公办中小学校2所.
    pub(super) fn named_beside(&self) -> Vec<Finding> {
        let words = |at: Option<usize>| {
            at.is_some_and(|at| matches!(self.row.values[at], Value::Words(_) | Value::Sentence(_)))
        };
        let own = self.row.name_span.filter(|_| words(self.goal) && words(self.figure));
        let mut found = self.prose_with(own.filter(|_| self.stages()), &[], None);
        found.retain(|row| row.kind == Kind::Open);
        found
    }

    /// What sentences beside the numbers tell: how far named works are, 路基完成90% under 形象进度, and what was done of
    /// what another column of sentences sets, 建设内容 beside 实施情况.
    pub(super) fn works(&self) -> Vec<Finding> {
        let Some(figure) = self.figure.filter(|&at| self.row.values[at].number().is_some()) else {
            return Vec::new();
        };
        let content = self
            .context
            .columns
            .iter()
            .position(|column| column.is_content())
            .filter(|&at| !self.row.merged[at]);
        let content = content.and_then(|at| self.row.values[at].spans().first().copied());
        let beside = self.block.beside.iter().filter(|&&at| at != figure && !self.row.merged[at]);
        let mut found: Vec<Finding> =
            beside.flat_map(|&at| self.prose_with(content, &self.row.values[at].spans(), None)).collect();
        found.retain(|row| row.kind == Kind::Progress || row.kind == Kind::Paired && self.one_name(row));
        found
    }

    /// True where what was done names what was set: 护岸9公里 answers no 治理河道18公里.
    fn one_name(&self, row: &Finding) -> bool {
        let clause = row.figure.as_ref().map(|figure| figure.clause.text(&self.context.source.text));
        clause.is_some_and(|clause| shares_word(&row.indicator, clause))
    }

    /// The one count in the sentence of a task whose rate is printed, 为1.36万人免费筛查 and 40%: its goal, however it is
    /// said.
    pub(super) fn named_count(&self) -> Option<Finding> {
        let (rate, span) = (self.rate.as_ref()?, self.row.name_span.filter(|_| self.context.named_goals)?);
        let found = quantities(span.text(&self.context.source.text), self.context.rules);
        let counts = |quantity: &Quantity| {
            let known = quantity.unit.as_ref().map(|unit| unit.dimension.0.as_str());
            known.is_some_and(|dimension| ["count", "person", "event"].contains(&dimension))
        };
        let mut counted = found.into_iter().filter(counts);
        let goal = counted.next().filter(|_| counted.next().is_none())?.shifted(span.start);
        let mut row = self.open(&goal, Some(rate), Unanswered::OnlyProgress);
        row.indicator = self.row.name().replace(goal.span.text(&self.context.source.text), "");
        Some(row)
    }

    /// True where the goals of the table are stages in words, 开展招标, and its names tell how much is to be done.
    pub(super) fn stages(&self) -> bool {
        self.goal.is_some_and(|at| self.context.columns[at].months.is_some_and(|(_, as_of)| as_of.month < 12))
    }

    /// 上线, 测试中 and 55%: how far a work is whose goal and state are told in words.
    pub(super) fn on_the_way(&self) -> Option<Finding> {
        let rate = self.rate.as_ref().filter(|rate| rate.kind == QuantityKind::Percent)?;
        let part = Decimal::ZERO < rate.amount.low() && rate.amount.low() < Decimal::ONE_HUNDRED;
        let named = self.block.rate.is_some_and(|at| self.context.columns[at].progress);
        if !part || !named || self.row.total {
            return None;
        }
        let mut row = self.blank(Kind::Progress);
        row.figure = Some(self.figure_of(rate));
        Some(row)
    }

    /// True for a goal of a plan that words of its own cell answer: 建立11个工作站，实现十一个街镇全覆盖.
    pub(super) fn plans_only(&self, row: &Finding, cell: Option<Span>) -> bool {
        let core = row.figure.as_ref().map(|figure| figure.quantity.core);
        let within = cell.zip(core).is_some_and(|(cell, core)| cell.covers(core));
        self.context.planned && row.kind == Kind::Paired && within && row.stated.is_none()
    }

    /// 签约 of 签约3单: what a goal cell says before its number, where nothing else names it.
    pub(super) fn said(&self, row: &Finding, cell: Option<Span>) -> Option<String> {
        let core = row.goal.as_ref()?.quantity.core;
        let cell = cell.filter(|cell| cell.covers(core))?;
        let before = Span::new(cell.start, core.start).text(&self.context.source.text);
        let words = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        (2..=SAID_CHARS).contains(&words.chars().count()).then(|| words.to_owned())
    }
}

/// Longest name that a goal cell says before its number, in characters.
const SAID_CHARS: usize = 8;
