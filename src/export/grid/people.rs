//! A grid as people read it: the columns that say something to them, in words, with numbers of a handy size.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Grid, Head,
    columns::{Extent, called, kept},
    files::Files,
    unit::{IN_UNIT, Scale, scale},
};
use crate::{
    export::{
        Lang, period,
        words::{self, heads, light, task_number, word, words},
    },
    measure::{Cell, ColumnType},
};

/// Columns of periods, which people call by their words.
const PERIODS: &[&str] =
    &["period", "report_period", "old_period", "new_period", "since", "valid_from", "valid_to"];
/// What is raised where a row perhaps stood under another name.
const RENAMED: &str = "疑似改名";

/// A column as people see it.
pub(super) struct Shown {
    /// Its place in the grid.
    pub(super) at: usize,
    pub(super) head: String,
    pub(super) cells: Vec<Seen>,
}

/// A cell as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Words(String),
    Number(Decimal),
    /// A difference of numbers.
    Step(Decimal),
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
            Self::Words(text) => Self::Words(each(lang, &text, "；")),
            Self::Light(text, light) => Self::Light(each(lang, &text, " → "), light),
            other => other,
        }
    }

    /// Its words, where it has some.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Words(words) | Self::Light(words, _) => words.clone(),
            _ => String::new(),
        }
    }

    /// True for what stands to the right in its column.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Step(_) | Self::Percent(_) | Self::Change(_))
    }
}

/// Words of ours with something between them in a language.
fn each(lang: Lang, text: &str, between: &str) -> String {
    text.split(between).map(|word| words::said(lang, word)).collect::<Vec<_>>().join(between)
}

/// A grid whose cells are told to people.
struct Told<'g> {
    grid: &'g Grid,
    lang: Lang,
    extent: Extent,
    files: Files,
}

/// The columns of a grid for people, in their order.
pub(super) fn shown(grid: &Grid, lang: Lang, extent: Extent) -> Vec<Shown> {
    let scales: Vec<Option<Scale>> = grid.rows.iter().map(|row| scale(grid, row)).collect();
    let told = Told { grid, lang, extent, files: Files::of(grid) };
    let column = |at: usize| {
        let head = &grid.columns[at];
        let rows = grid.rows.iter().zip(&scales);
        let cells = rows.map(|(row, scale)| told.cell(head, row, row[at].as_ref(), scale.as_ref())).collect();
        Shown { at, head: words::head(lang, &head.name, called(head, extent)), cells }
    };
    kept(grid, extent).into_iter().map(column).collect()
}

impl Told<'_> {
    fn cell(&self, head: &Head, row: &[Option<Cell>], cell: Option<&Cell>, scale: Option<&Scale>) -> Seen {
        let name = head.name.as_ref();
        let first = self.extent == Extent::First;
        match (name, seen(head, cell, scale)) {
            ("changed", _) => cell.map_or(Seen::Nothing, |names| Seen::Words(heads(names, self.lang))),
            ("message", Seen::Words(text)) => {
                Seen::Words(words::told(self.lang, &detail(self.grid, row, &text)))
            }
            // Its goal stays known where a row is absent.
            ("new_target", Seen::Nothing) if first => self.beside(row, "old_target", scale),
            ("new_status", Seen::Light(new, light)) if first => {
                let old = self.of(row, "old_status").map(|old| &**old).filter(|old| *old != new);
                let word = old.map_or_else(|| new.clone(), |old| format!("{old} → {new}"));
                Seen::Light(word, light).said(self.lang)
            }
            ("findings", seen) if first => self.findings(row, seen),
            // A group without a name.
            (_, Seen::Nothing) if std::ptr::eq(head, &self.grid.columns[0]) && self.is_rollup() => {
                Seen::Words(words::said(self.lang, if name == "section" { "(未分)" } else { "(未写明)" }))
            }
            ("target_delta", Seen::Step(step)) if first && step.is_zero() => Seen::Nothing,
            (_, Seen::Words(text)) if PERIODS.contains(&name) => Seen::Words(period(self.lang, &text)),
            (_, Seen::Words(text)) => Seen::Words(self.files.called(name, &text).to_owned()).said(self.lang),
            (_, seen) => seen.said(self.lang),
        }
    }

    fn is_rollup(&self) -> bool {
        self.grid.columns.iter().any(|head| head.name == "coverage")
    }

    /// The cell of another column.
    fn of<'r>(&self, row: &'r [Option<Cell>], name: &str) -> Option<&'r Cell> {
        row[self.grid.columns.iter().position(|head| head.name == name)?].as_ref()
    }

    fn beside(&self, row: &[Option<Cell>], name: &str, scale: Option<&Scale>) -> Seen {
        let head = self.grid.columns.iter().find(|head| head.name == name);
        head.map_or(Seen::Nothing, |head| seen(head, self.of(row, name), scale))
    }

    /// What was raised, and the name under which the row perhaps stood before.
    fn findings(&self, row: &[Option<Cell>], seen: Seen) -> Seen {
        let seen = seen.said(self.lang);
        let Some(perhaps) = self.of(row, "perhaps") else { return seen };
        let renamed = words::said(self.lang, RENAMED);
        match seen {
            Seen::Words(words) if words.contains(&renamed) => {
                Seen::Words(words.replace(&renamed, &format!("{renamed}“{}”", &**perhaps)))
            }
            Seen::Words(words) => Seen::Words(format!("{words}；{renamed}“{}”", &**perhaps)),
            _ => Seen::Words(format!("{renamed}“{}”", &**perhaps)),
        }
    }
}

/// What a message says beside the columns that name the indicator, the alert and the other place; periods by their words.
fn detail(grid: &Grid, row: &[Option<Cell>], message: &str) -> String {
    let cell = |name: &str| {
        let at = grid.columns.iter().position(|head| head.name == name)?;
        row[at].as_deref()
    };
    let mut parts = message.splitn(3, ": ");
    let detail = match (cell("indicator"), parts.next(), parts.next(), parts.next()) {
        (Some(indicator), Some(name), Some(_), Some(detail)) if name.ends_with(indicator) => detail,
        _ => message,
    };
    let see = format!(" (另见 {})", cell("other").unwrap_or_default());
    let detail = detail.strip_suffix(see.as_str()).unwrap_or(detail);
    let word = |word: &str| {
        if word.contains('-') { period(Lang::Zh, word) } else { word.to_owned() }
    };
    detail.split(' ').map(word).collect::<Vec<_>>().join(" ")
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
            let value = value.checked_div(step).unwrap_or(value).round_dp(10).normalize();
            if name.ends_with("_delta") { Seen::Step(value) } else { Seen::Number(value) }
        }
        (ColumnType::Integer, _) if name.starts_with("is_") => {
            Seen::Words(if text == "1" { "是" } else { "否" }.to_owned())
        }
        // No comma in 2024.
        (ColumnType::Integer, _) if name == "year" => Seen::Words(text.to_owned()),
        (ColumnType::Decimal | ColumnType::Integer, Some(value)) => Seen::Number(value.normalize()),
        (ColumnType::Date, _) => cell.date().map_or_else(|| Seen::Words(text.to_owned()), Seen::Date),
        (ColumnType::Code, _) => coded(name, text),
        // 百分点 stays what it is.
        (ColumnType::Words, _) if name == "gap_unit" && text.contains("百分点") => {
            Seen::Words(text.to_owned())
        }
        _ if matches!(name, "unit" | "gap_unit") => {
            Seen::Words(scale.map_or(text, |(_, unit)| unit).to_owned())
        }
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
        _ => Seen::Words(words(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Extent, Grid, Lang, Seen, shown};
    use crate::measure::{Cell, Column, ColumnType};

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
        let cells = ["updated", "元", "5430000000", "9.07", "a1"].iter().zip(&columns);
        let cells = cells.map(|(text, column)| Cell::read(column.kind, (*text).to_owned()));
        let grid = Grid::new(String::new(), &columns, vec![cells.collect()]);
        let seen: Vec<Seen> =
            shown(&grid, Lang::Zh, Extent::First).into_iter().map(|column| column.cells[0].clone()).collect();
        let words = |text: &str| text.to_owned();
        let wanted = [
            Seen::Light(words("更新"), "grey"),
            Seen::Words(words("亿元")),
            Seen::Number(Decimal::new(543, 1)),
            Seen::Change(Decimal::new(907, 2)),
        ];
        assert_eq!(seen, wanted);
    }
}
