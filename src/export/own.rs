//! A row as its report writes it: goal and figure in the report's own unit, where it belongs, and why it has no ratio.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::word;
use crate::measure::{Cell, Field, Table};

/// Goal and figure in one unit of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    /// The goal's unit, or the figure's where there is no goal; both where they do not compare.
    pub(super) unit: String,
    /// The goal as written.
    pub(super) target: Option<Cell>,
    /// Its upper end, where it is a range.
    pub(super) high: Option<Cell>,
    /// The figure in the goal's unit; as written where the two do not compare.
    pub(super) actual: Option<Cell>,
}

impl Own {
    pub(super) fn of(table: &Table, row: usize) -> Self {
        let words = |name| table.cell(row, name).unwrap_or_default().to_owned();
        let cell = |name| table.rows[row].cell(name).cloned();
        let (goal, figure) = (words(Field::TargetUnit), words(Field::ActualUnit));
        let own = Self {
            unit: goal.clone(),
            target: cell(Field::TargetValue),
            high: cell(Field::TargetHigh),
            actual: cell(Field::ActualValue),
        };
        if own.target.is_none() {
            return Self { unit: figure, ..own };
        }
        if own.actual.is_none() || goal == figure {
            return own;
        }
        match converted(table, row) {
            Some(actual) => Self { actual: Some(actual.into()), ..own },
            None if goal.is_empty() => Self { unit: figure, ..own },
            None if figure.is_empty() => own,
            None => Self { unit: format!("{goal} / {figure}"), ..own },
        }
    }
}

/// The figure in the unit that the goal is written in, by what both are in their common one.
fn converted(table: &Table, row: usize) -> Option<Decimal> {
    let number = |name| table.number(row, name);
    if table.cell(row, Field::RatioNote) == Some("unit_differs") {
        return None;
    }
    let (common, written, actual) =
        (number(Field::Target)?, number(Field::TargetValue)?, number(Field::Actual)?);
    let value = actual.checked_mul(written)?.checked_div(common)?;
    Some(value.round_dp(8).normalize())
}

/// A number of the row in its common unit, in that of its goal; of a row without one in that of its figure.
pub(super) fn in_goal_unit(table: &Table, row: usize, field: Field) -> Option<Decimal> {
    let number = |field| table.number(row, field);
    let value = number(field)?;
    let of = |written, common| value.checked_mul(number(written)?)?.checked_div(number(common)?);
    let own = of(Field::TargetValue, Field::Target)
        .or_else(|| of(Field::ActualValue, Field::Actual))
        .unwrap_or(value);
    Some(own.round_dp(4).normalize())
}

/// What the difference to the goal is counted in: the goal's unit, or 百分点.
pub(super) fn gap_unit(table: &Table, row: usize) -> String {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    match (cell(Field::GapUnit), cell(Field::TargetUnit)) {
        (own @ ("" | "百分点"), _) | (own, "") => own.to_owned(),
        (_, goal) => goal.to_owned(),
    }
}

/// How a goal holds its figure: ≥, ≤, 约.
pub(super) fn sign(table: &Table, row: usize) -> &'static str {
    match table.cell(row, Field::TargetOp).unwrap_or_default() {
        ">=" => "≥",
        "<=" => "≤",
        ">" => ">",
        "<" => "<",
        "~" => "约",
        _ => "",
    }
}

/// What is counted, its district before it.
pub(super) fn name(table: &Table, row: usize) -> String {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    [cell(Field::Scope), cell(Field::Indicator)].join(" ").trim().to_owned()
}

/// The bodies in charge, as people list them.
pub(super) fn bodies(table: &Table, row: usize) -> String {
    table.cell(row, Field::BodyResponsible).unwrap_or_default().replace(';', "、")
}

/// The line of the report that the row stands in: of its figure, or of its goal.
pub(super) fn line(table: &Table, row: usize) -> Option<&str> {
    table.cell(row, Field::FigureLine).or(table.cell(row, Field::GoalLine))
}

/// The reason of an empty ratio, or why a ratio has no expected progress beside it.
pub(super) fn note(table: &Table, row: usize) -> &str {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    match cell(Field::RatioNote) {
        "implied" => "基数取自文内，不比序时",
        "total_plan" => "目标为项目总计划，不比序时",
        "multi_year" => "目标跨年，不比序时",
        "province" | "period" => "目标不按全年口径，不比序时",
        "unknown" => "口径不明，不比序时",
        "growth" => "增速不算完成率",
        "at_most" => "控制类不算完成率",
        "reduction" => "下降类不算完成率",
        "range" => "区间不算完成率",
        "rank" => "位次不算完成率",
        "binary" => "是否类不算完成率",
        "overflow" => "数值超出范围",
        "inverse" => "按目标/完成计",
        "linear" => "按2-完成/目标计",
        "growth_ratio" => "按增速之比计",
        code => word(code),
    }
}

/// Rows that tables for people have: all but figures without a goal.
pub(super) fn shown(table: &Table) -> Vec<usize> {
    (0..table.rows.len()).filter(|row| table.cell(*row, Field::Kind) != Some("figure")).collect()
}

/// Reports by their titles, or by their files where they have none or share it; in the order of the rows.
#[derive(Default)]
pub(super) struct Titles {
    found: Vec<(String, String)>,
    known: HashSet<String>,
    shared: HashMap<String, usize>,
}

impl Titles {
    /// Takes note of the reports of a table.
    pub(super) fn add(&mut self, table: &Table) {
        for row in 0..table.rows.len() {
            let source = table.cell(row, Field::Source).unwrap_or_default();
            if !self.known.contains(source) {
                let name = || source.rsplit(['/', '\\']).next().unwrap_or(source);
                let title = table.cell(row, Field::ReportTitle).unwrap_or_else(name);
                self.known.insert(source.to_owned());
                *self.shared.entry(title.to_owned()).or_default() += 1;
                self.found.push((source.to_owned(), title.to_owned()));
            }
        }
    }

    /// Each report's file and what it is called.
    pub(super) fn reports(&self) -> Vec<(String, String)> {
        let alone = |title: &str| self.shared.get(title).is_none_or(|count| *count < 2);
        let called = |(source, title): &(String, String)| {
            (source.clone(), if alone(title) { title } else { source }.clone())
        };
        self.found.iter().map(called).collect()
    }

    /// All of them in one line.
    pub(super) fn line(&self) -> String {
        let mut reports = self.reports();
        let more = if reports.len() > 3 { format!(" 等{}份", reports.len()) } else { String::new() };
        reports.truncate(3);
        reports.into_iter().map(|(_, title)| title).collect::<Vec<_>>().join("；") + &more
    }
}

/// The reports of a table, see [`Titles`].
pub(super) fn reports(table: &Table) -> Vec<(String, String)> {
    let mut titles = Titles::default();
    titles.add(table);
    titles.reports()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Own, Table};

    fn own(cells: &[(&str, &str)]) -> [String; 3] {
        let Own { unit, target, actual, .. } = Own::of(&Table { rows: vec![Table::row(cells)] }, 0);
        let text = |cell: Option<Cell>| cell.as_deref().unwrap_or_default().to_owned();
        [unit, text(target), text(actual)]
    }

    #[test]
    fn a_figure_is_shown_in_the_unit_of_its_goal() {
        let cells = [
            ("target_value", "6.9"),
            ("target_unit", "万人"),
            ("target", "69000"),
            ("actual_value", "39896"),
            ("actual_unit", "人"),
            ("actual", "39896"),
        ];
        assert_eq!(own(&cells), ["万人", "6.9", "3.9896"]);
        let apart = [&cells[..], &[("ratio_note", "unit_differs")]].concat();
        assert_eq!(own(&apart), ["万人 / 人", "6.9", "39896"]);
        assert_eq!(own(&cells[3..]), ["人", "", "39896"]);
    }
}
