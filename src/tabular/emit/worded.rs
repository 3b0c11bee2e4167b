//! The findings of a row whose goals or figures stand in its name, in sentences, or nowhere but in a rate.

use crate::{
    interpret::{joined, key},
    model::{Finding, Kind, Quantity, QuantityKind, Unanswered},
    rules::NameWords,
    scan::quantities,
    tabular::{context::Cells, prose, value::Value},
    text::Span,
};

impl Cells<'_> {
    /// No goal cell: goals in the name, figures in a sentence, or only a rate.
    pub(super) fn names_and_sentences(&self, figure: &Value) -> Vec<Finding> {
        let mut found = self.prose(self.named_goal(), &figure.spans());
        if found.is_empty() {
            found.extend(self.named_count());
        }
        // Lumen Flow 3.1 is a name with a version.
        let version = |row: &Finding| {
            let goal = row.goal.as_ref().map(|goal| &goal.quantity);
            row.kind == Kind::Open
                && goal.is_some_and(|goal| goal.unit.is_none() && goal.amount.low().scale() > 0)
        };
        found.retain(|row| !version(row));
        if self.figure.is_some_and(|at| self.context.columns[at].state) {
            let proper = found.iter_mut().filter(|row| row.kind != Kind::Figure);
            proper.for_each(|row| row.indicator = self.indicator());
        }
        // 计划完成 over dates is no goal either.
        let wordy = |at: &usize| self.context.columns[*at].cells.wordy();
        let goalless = self.block.goals.iter().all(wordy);
        let Some(rate) =
            self.rate.as_ref().filter(|_| goalless && found.iter().all(|row| row.kind == Kind::Figure))
        else {
            return found;
        };
        let named = self.block.rate.is_some_and(|at| self.context.columns[at].progress);
        if rate.kind != QuantityKind::Percent || self.row.total || !named {
            return found;
        }
        let mut row = self.blank(Kind::Progress);
        row.figure = Some(self.figure_of(rate));
        found.insert(0, row);
        found
    }

    /// 主体工程完成65% in the row of a project: a part of it; what counts several names none.
    fn is_part(&self, name: &str) -> bool {
        let own = self.row.name();
        let counts = |own: &str| {
            let counted = quantities(own, self.context.rules);
            own.contains('。') || counted.iter().any(|one| one.kind == QuantityKind::Count)
        };
        !name.is_empty() && !name.contains(own) && !counts(own)
    }

    /// The name of the row, where it may hold goals.
    pub(super) fn named_goal(&self) -> Option<Span> {
        let asked = !self.block.goals.is_empty() || self.context.named_goals;
        // 指标2 is a name that nobody filled in.
        self.row.name_span.filter(|_| asked && self.row.name().chars().count() > 3)
    }

    pub(in crate::tabular) fn prose(&self, goal: Option<Span>, figures: &[Span]) -> Vec<Finding> {
        self.prose_with(goal, figures, self.rate.as_ref())
    }

    pub(in crate::tabular) fn prose_with(
        &self,
        goal: Option<Span>,
        figures: &[Span],
        rate: Option<&Quantity>,
    ) -> Vec<Finding> {
        let remarks: &[Span] = if figures.is_empty() { &self.row.remarks } else { &[] };
        let blank = Finding { indicator: self.named(), ..self.blank(Kind::Open) };
        let mut found = prose::rows(self.context, self.row, &blank, goal, figures, remarks);
        prose::spread_rate(&mut found, rate);
        found.iter_mut().filter(|row| self.plans_only(row, goal)).for_each(|row| {
            (row.kind, row.figure, row.grounds) = (Kind::Open, None, None);
            row.unanswered = Some(Unanswered::NoFigure);
        });
        for row in &mut found {
            let scope = self.scope();
            if row.scope.is_empty() || row.kind != Kind::Figure && !scope.is_empty() {
                row.scope = scope;
            }
            // 惠及2.6万人 tells whom the work of the row serves.
            let light = self.context.rules.names.is(NameWords::LightVerb, &row.indicator);
            // 新建3200亩 in the row of 高标准农田建设.
            let verb = !row.indicator.is_empty() && key(&row.indicator, self.context.rules).is_empty();
            if (row.kind == Kind::Progress || verb) && self.is_part(&row.indicator) {
                row.indicator = joined(self.row.name(), &row.indicator);
            }
            if row.indicator.is_empty() || light && !self.row.name().is_empty() {
                row.indicator = self.named();
            }
            if row.indicator.is_empty() {
                row.indicator = self.said(row, goal).unwrap_or_else(|| self.indicator());
            }
        }
        found
    }
}
