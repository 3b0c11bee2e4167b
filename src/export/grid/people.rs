//! A grid as people read it: the columns that say something to them, in words, with numbers of a handy size.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Grid, Head,
    unit::{IN_UNIT, Scale, scale},
};
use crate::{
    export::{
        Lang, period,
        words::{self, heads, light, task_number, word, words},
    },
    measure::{Cell, ColumnType},
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
    "new_as_of",
    "new_line",
    "target_value",
    "target_unit",
    "actual_value",
    "actual_unit",
    "old_indicator",
    "old_stated_ratio",
    "new_stated_ratio",
];
/// Columns that are left out where they say the same in every row, or nothing.
const DULL: &[&str] = &[
    "body",
    "scope",
    "section",
    "perhaps",
    "stage",
    "source",
    "since",
    "findings",
    "body_responsible",
    "new_period",
    "other",
];
/// Heads of what people see in the report's own unit.
const OWN: &[(&str, &str)] = &[("unit", "单位"), ("target", "目标"), ("actual", "完成")];
/// Columns that say what a row is about, and stand before the others.
const FOREMOST: &[&str] = &["body", "new_period"];
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
/// Columns of periods, which people call by their words.
const PERIODS: &[&str] = &["period", "report_period", "new_period", "since", "valid_from", "valid_to"];
/// A table of more columns than these is long.
const MANY: usize = 50;
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
    Number(Decimal),
    Percent(Decimal),
    /// A difference, better above zero.
    Change(Decimal),
    Date(NaiveDate),
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
    let scales: Vec<Option<Scale>> = grid.rows.iter().map(|row| scale(grid, row)).collect();
    kept(grid)
        .into_iter()
        .map(|at| {
            let head = &grid.columns[at];
            let rows = grid.rows.iter().zip(&scales);
            let message = head.name == "message";
            let cells = rows.map(|(row, scale)| match seen(head, row[at].as_ref(), scale.as_ref()) {
                Seen::Words(text) if message => Seen::Words(words::told(lang, detail(grid, row, &text))),
                Seen::Words(text) if PERIODS.contains(&head.name.as_ref()) => {
                    Seen::Words(period(lang, &text))
                }
                cell => cell.said(lang),
            });
            let cells = cells.collect();
            // Numbers stand in the report's own unit, and no longer in a common one.
            let own = OWN.iter().find(|(name, _)| head.name == *name);
            let zh = own.map_or(head.zh.as_ref(), |(_, zh)| zh);
            Shown { head: words::head(lang, &head.name, zh), cells }
        })
        .collect()
}

/// Which columns people see, in their order.
pub(super) fn kept(grid: &Grid) -> Vec<usize> {
    let mut kept: Vec<usize> =
        (0..grid.columns.len()).filter(|at| keeps(grid, *at, &grid.columns[*at])).collect();
    // The order of the others stays.
    kept.sort_by_key(|at| !FOREMOST.contains(&grid.columns[*at].name.as_ref()));
    kept
}

fn keeps(grid: &Grid, at: usize, head: &Head) -> bool {
    let name = head.name.as_ref();
    // A row that is absent has no period of its own.
    let named = |row: &&Vec<Option<Cell>>| name != "new_period" || row[at].is_some();
    let mut cells = grid.rows.iter().filter(named).map(|row| row[at].as_deref());
    let first = cells.next().flatten();
    let dull =
        DULL.contains(&name) && cells.all(|cell| cell == first) && (grid.rows.len() > 1 || first.is_none());
    // A difference says something where it is one.
    let idle = match name {
        "target_delta" => grid.rows.iter().all(|row| row[at].as_deref().is_none_or(|delta| delta == "0")),
        _ => false,
    };
    let long = grid.columns.len() > MANY;
    !HIDDEN.contains(&name) && !dull && !idle && (!long || LONG.contains(&name))
}

/// What a message says beside the columns that name the indicator and the alert.
fn detail<'m>(grid: &Grid, row: &[Option<Cell>], message: &'m str) -> &'m str {
    let at = grid.columns.iter().position(|head| head.name == "indicator");
    let indicator = at.and_then(|at| row[at].as_deref());
    let mut parts = message.splitn(3, ": ");
    let (Some(indicator), Some(name), Some(_), Some(detail)) =
        (indicator, parts.next(), parts.next(), parts.next())
    else {
        return message;
    };
    if name.ends_with(indicator) { detail } else { message }
}

fn seen(head: &Head, cell: Option<&Cell>, scale: Option<&Scale>) -> Seen {
    let Some(cell) = cell else { return Seen::Nothing };
    let text: &str = cell;
    let name = head.name.as_ref();
    let number = cell.number();
    match (head.kind, number) {
        (ColumnType::Decimal, Some(value)) if head.percent => Seen::Percent(value),
        (ColumnType::Decimal, Some(value)) if name.ends_with("_pp") => Seen::Change(value),
        (ColumnType::Decimal, Some(value)) if IN_UNIT.contains(&name) => {
            let step = scale.map_or(Decimal::ONE, |(step, _)| *step);
            Seen::Number(value.checked_div(step).unwrap_or(value).round_dp(10).normalize())
        }
        (ColumnType::Decimal | ColumnType::Integer, Some(value))
            if name != "is_current" && name != "is_plan" =>
        {
            Seen::Number(value.normalize())
        }
        (ColumnType::Integer, _) if name.starts_with("is_") => {
            Seen::Words(if text == "1" { "是" } else { "否" }.to_owned())
        }
        (ColumnType::Date, _) => cell.date().map_or_else(|| Seen::Words(text.to_owned()), Seen::Date),
        (ColumnType::Code, _) => coded(name, text),
        _ if name == "unit" => Seen::Words(scale.map_or(text, |(_, unit)| unit).to_owned()),
        _ if name == "task_no" => Seen::Words(task_number(Lang::Zh, text)),
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
    use super::{Decimal, Grid, Lang, Seen, shown};
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
            Seen::Number(Decimal::new(543, 1)),
            Seen::Change(Decimal::new(907, 2)),
        ];
        assert_eq!(seen, wanted);
    }
}
