//! Rows as a report would give them, and what they measure.

use duibiao::{
    measure::{Measures, Table, table_by},
    model::{
        AsOf, AsOfSource, Basis, Figure, Finding, Goal, GoalKind, Kind, Quantity, Report, StatedRate,
        Unanswered,
    },
    rules::Rulebook,
    scan::quantities,
    text::{Source, Span},
};
use rust_decimal::Decimal;

pub(crate) fn rules() -> Rulebook {
    Rulebook::builtin().unwrap()
}

pub(crate) fn quantity(text: &str, rules: &Rulebook) -> Quantity {
    let found = quantities(text, rules);
    assert_eq!(found.len(), 1, "{text} holds one quantity");
    found[0].clone()
}

/// A row as a report would give it.
#[derive(Clone, Debug)]
pub(crate) struct Case<'t> {
    pub(crate) kind: GoalKind,
    pub(crate) basis: Basis,
    pub(crate) goal: &'t str,
    pub(crate) figure: &'t str,
    pub(crate) fell: bool,
    pub(crate) stated: Option<&'t str>,
    pub(crate) as_of: Option<AsOf>,
}

pub(crate) const MAY: AsOf = AsOf { year: Some(2023), month: 5, day: None };

impl<'t> Case<'t> {
    pub(crate) fn new(kind: GoalKind, goal: &'t str, figure: &'t str) -> Self {
        Self { kind, basis: Basis::Annual, goal, figure, fell: false, stated: None, as_of: Some(MAY) }
    }

    fn finding(&self, rules: &Rulebook) -> Finding {
        let clause = |text: &str| Span::new(0, text.len());
        let goal = Some(self.goal).filter(|text| !text.is_empty()).map(|text| {
            let quantity = quantity(text, rules);
            Goal { bound: quantity.bound, quantity, clause: clause(text), kind: self.kind, basis: self.basis }
        });
        let figure = Some(self.figure).filter(|text| !text.is_empty()).map(|text| Figure {
            quantity: quantity(text, rules),
            clause: clause(text),
            negative: self.fell,
            as_of: self.as_of.map(|as_of| (as_of, AsOfSource::Sentence)),
        });
        let kind = match (&goal, &figure) {
            (Some(_), Some(_)) => Kind::Paired,
            (Some(_), None) => Kind::Open,
            (None, _) => Kind::Stated,
        };
        let ratio = |text| Decimal::from_str_exact(text).unwrap();
        Finding {
            kind,
            place: duibiao::model::Place::default().into(),
            indicator: "事项".to_owned(),
            scope: String::new(),
            goal,
            figure,
            stated: self.stated.map(|text| StatedRate { ratio: ratio(text), span: Span::new(0, 0) }),
            stage: String::new(),
            grounds: None,
            unanswered: (kind == Kind::Open).then_some(Unanswered::NoFigure),
            rule: String::new(),
            review: None,
            reviewers: Vec::new(),
            bodies: Vec::new(),
        }
    }
}

pub(crate) fn measure(cases: &[Case<'_>], rules: &Rulebook, measures: &Measures) -> Table {
    let longest = cases.iter().map(|case| case.goal.len().max(case.figure.len())).max().unwrap_or_default();
    let source = Source::new("t.txt", "x".repeat(longest));
    let findings = cases.iter().map(|case| case.finding(rules)).collect();
    let report = Report { findings, ..Report::default() };
    table_by(&[(&source, &report)], rules, measures).unwrap()
}

pub(crate) fn cells_of(table: &Table, row: usize, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| table.under(row, name).unwrap_or_default().to_owned()).collect()
}
