//! A grid as people read it: the columns that say something to them, in words, with numbers of a handy size.

use rust_decimal::Decimal;

use super::{Grid, Head};
use crate::{
    export::{
        Lang,
        words::{self, heads, light, word, words},
    },
    measure::ColumnType,
};

/// Columns for programs.
const HIDDEN: &[&str] = &[
    "row_id",
    "old_row_id",
    "new_row_id",
    "goal_id",
    "series_id",
    "hash",
    "goal_start",
    "goal_end",
    "figure_start",
    "figure_end",
    "status_code",
    "rule",
    "link",
    "old_kind",
    "new_kind",
    "target_basis",
    "stage",
    "old_source",
    "new_source",
    "old_line",
    "old_as_of",
    "goal_version",
    "evidence",
    "changed",
    "fingerprint",
    "old_period",
    "new_period",
    "new_as_of",
    "new_line",
];
/// Columns that are left out where they say the same in every row, or nothing.
const DULL: &[&str] =
    &["body", "scope", "section", "perhaps", "stage", "source", "since", "findings", "body_responsible"];
/// What people see of the long table, which has a column for everything.
const LONG: &[&str] = &[
    "body",
    "period",
    "section",
    "task_no",
    "indicator",
    "scope",
    "unit",
    "target",
    "actual",
    "completion_ratio",
    "stated_ratio",
    "expected_ratio",
    "status",
    "as_of",
    "body_responsible",
    "findings",
];
/// A table of more columns than these is long.
const MANY: usize = 50;
/// Numbers of a row that share its unit.
const IN_UNIT: &[&str] = &[
    "target",
    "actual",
    "old_target",
    "new_target",
    "target_delta",
    "old_actual",
    "new_actual",
    "actual_delta",
];
/// From these sizes on numbers are counted in 亿 and in 万.
const LARGE: [(i64, i64, &str); 2] = [(100_000_000, 100_000_000, "亿"), (100_000, 10_000, "万")];

/// A column as people see it.
pub(super) struct Shown {
    pub(super) head: String,
    pub(super) cells: Vec<Seen>,
}

/// A cell as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Words(String),
    Number(String),
    Percent(String),
    /// A difference, better above zero.
    Change(String),
    Date(String),
    /// A word and its light: green, yellow, red or grey.
    Light(String, &'static str),
}

impl Seen {
    /// The same with our own words in a language.
    fn said(self, lang: Lang) -> Self {
        match self {
            Self::Words(text) => Self::Words(words::said(lang, &text)),
            Self::Light(text, light) => Self::Light(words::said(lang, &text), light),
            other => other,
        }
    }
}

/// The columns of a grid for people, in their order.
pub(super) fn shown(grid: &Grid, lang: Lang) -> Vec<Shown> {
    let scales: Vec<Option<(Decimal, &str)>> = grid.rows.iter().map(|row| scale(grid, row)).collect();
    let kept = grid.columns.iter().enumerate().filter(|(at, head)| keeps(grid, *at, head));
    kept.map(|(at, head)| {
        let rows = grid.rows.iter().zip(&scales);
        let message = head.name == "message";
        let cells = rows.map(|(row, scale)| seen(head, row[at].as_deref(), *scale)).map(|cell| match cell {
            Seen::Words(text) if message => Seen::Words(words::told(lang, &text)),
            cell => cell.said(lang),
        });
        let cells = cells.collect();
        Shown { head: words::head(lang, &head.name, &head.zh), cells }
    })
    .collect()
}

fn keeps(grid: &Grid, at: usize, head: &Head) -> bool {
    let name = head.name.as_ref();
    let mut cells = grid.rows.iter().map(|row| row[at].as_deref());
    let first = cells.next().flatten();
    let dull =
        DULL.contains(&name) && cells.all(|cell| cell == first) && (grid.rows.len() > 1 || first.is_none());
    // The old name says something where it is another one, and a difference where it is one.
    let indicator = grid.columns.iter().position(|head| head.name == "indicator");
    let renamed =
        |row: &Vec<Option<String>>| row[at].is_some() && indicator.is_none_or(|own| row[own] != row[at]);
    let idle = match name {
        "old_indicator" => !grid.rows.iter().any(renamed),
        "target_delta" => grid.rows.iter().all(|row| row[at].as_deref().is_none_or(|delta| delta == "0")),
        _ => false,
    };
    let long = grid.columns.len() > MANY;
    !HIDDEN.contains(&name) && !dull && !idle && (!long || LONG.contains(&name))
}

/// How the numbers of a row are counted, so that the largest has few digits; each keeps all of its own.
fn scale(grid: &Grid, row: &[Option<String>]) -> Option<(Decimal, &'static str)> {
    let number = |(head, cell): (&Head, &Option<String>)| {
        let own = IN_UNIT.contains(&head.name.as_ref());
        Decimal::from_str_exact(cell.as_deref().filter(|_| own)?).ok().map(|value| value.abs())
    };
    let unit = grid.columns.iter().position(|head| head.name == "unit")?;
    // Lengths have a larger unit of their own; rates and two units beside each other are left as they are.
    let counted = row[unit].as_deref().filter(|unit| *unit != "米" && !unit.contains(['%', '/', ';']))?;
    let largest = grid.columns.iter().zip(row).filter_map(number).max()?;
    let (_, step, word) = LARGE.iter().find(|(from, ..)| largest >= Decimal::from(*from))?;
    (!counted.is_empty()).then(|| (Decimal::from(*step), *word))
}

fn seen(head: &Head, cell: Option<&str>, scale: Option<(Decimal, &str)>) -> Seen {
    let Some(text) = cell else { return Seen::Nothing };
    let name = head.name.as_ref();
    let number = Decimal::from_str_exact(text).ok();
    match (head.kind, number) {
        (ColumnType::Decimal, Some(_)) if head.percent => Seen::Percent(text.to_owned()),
        (ColumnType::Decimal, Some(_)) if name.ends_with("_pp") => Seen::Change(text.to_owned()),
        (ColumnType::Decimal, Some(value)) if IN_UNIT.contains(&name) => {
            let step = scale.map_or(Decimal::ONE, |(step, _)| step);
            Seen::Number(value.checked_div(step).unwrap_or(value).normalize().to_string())
        }
        (ColumnType::Decimal | ColumnType::Integer, Some(value))
            if name != "is_current" && name != "is_plan" =>
        {
            Seen::Number(value.normalize().to_string())
        }
        (ColumnType::Integer, _) if name.starts_with("is_") => {
            Seen::Words(if text == "1" { "是" } else { "否" }.to_owned())
        }
        (ColumnType::Date, _) => Seen::Date(text.to_owned()),
        (ColumnType::Code, _) => coded(name, text),
        _ if name == "unit" => Seen::Words(format!("{}{text}", scale.map_or("", |(_, word)| word))),
        _ if name == "body_responsible" => Seen::Words(text.replace(';', "、")),
        _ => Seen::Words(text.to_owned()),
    }
}

fn coded(name: &str, text: &str) -> Seen {
    match name {
        "change" => Seen::Light(
            word(text).to_owned(),
            match text {
                "new" => "green",
                "updated" => "yellow",
                "absent" => "red",
                _ => "grey",
            },
        ),
        "severity" => Seen::Light(
            word(text).to_owned(),
            match text {
                "error" => "red",
                "warning" => "yellow",
                _ => "grey",
            },
        ),
        name if name.ends_with("status") => Seen::Light(text.to_owned(), light(text)),
        "changed" => Seen::Words(heads(text, Lang::Zh)),
        _ => Seen::Words(words(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Lang, Seen, shown};
    use crate::measure::{Column, ColumnType};

    #[test]
    fn people_see_words_and_numbers_of_a_handy_size_and_no_column_for_programs() {
        let column = |name, kind| Column { name, zh: name, kind, meaning: "" };
        let columns = [
            column("change", ColumnType::Code),
            column("unit", ColumnType::Words),
            column("new_actual", ColumnType::Decimal),
            column("ratio_delta_pp", ColumnType::Decimal),
            column("new_row_id", ColumnType::Code),
        ];
        let cells = ["updated", "元", "5430000000", "9.07", "a1"].map(|cell| Some(cell.to_owned()));
        let grid = Grid::new(String::new(), &columns, vec![cells.to_vec()]);
        let seen: Vec<Seen> =
            shown(&grid, Lang::Zh).into_iter().map(|column| column.cells[0].clone()).collect();
        let words = |text: &str| text.to_owned();
        let wanted = [
            Seen::Light(words("更新"), "yellow"),
            Seen::Words(words("亿元")),
            Seen::Number(words("54.3")),
            Seen::Change(words("9.07")),
        ];
        assert_eq!(seen, wanted);
    }
}
