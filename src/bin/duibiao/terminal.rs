use std::io::{self, IsTerminal, Write};

use comfy_table::{CellAlignment, Table as Grid, presets};
use duibiao::measure::Table;
use owo_colors::OwoColorize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Names longer than this many terminal columns are cut.
const NAME_WIDTH: usize = 36;

/// True where standard output is a terminal that may be coloured.
pub(crate) fn coloured() -> bool {
    let stdout = io::stdout();
    stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}

/// The table for people: a few columns, one line a row, and how many rows of each kind there are.
pub(crate) fn write(table: &Table, coloured: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = Grid::new();
    grid.load_preset(presets::NOTHING);
    grid.set_header(["序号", "指标", "目标", "完成", "完成率", "自报", "状态"]);
    for column in grid.column_iter_mut().skip(2).take(4) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut several = Several::new(table);
    for row in 0..table.rows.len() {
        if let Some(source) = several.next(table, row) {
            grid.add_row([source]);
        }
        grid.add_row(line(table, row));
    }
    for line in grid.lines() {
        writeln!(out, "{}", if coloured { with_colour(&line) } else { line.trim_end().to_owned() })?;
    }
    writeln!(out, "{}", summary(table))
}

fn line(table: &Table, row: usize) -> [String; 7] {
    let cell = |name| table.cell(row, name).unwrap_or_default().to_owned();
    let upper = table.cell(row, "target_high").map(|high| format!("–{high}")).unwrap_or_default();
    let bound = match table.cell(row, "target_op") {
        Some(bound @ (">=" | ">" | "<=" | "<" | "~")) => bound,
        Some(_) | None => "",
    };
    [
        cell("task_no"),
        cut(&[cell("scope"), cell("indicator")].join(" ")),
        format!("{bound}{}{upper}{}", cell("target_value"), cell("target_unit")),
        format!("{}{}", cell("actual_value"), cell("actual_unit")),
        percent(table.cell(row, "completion_ratio")),
        percent(table.cell(row, "stated_ratio")),
        cell("status"),
    ]
}

/// A ratio as a percentage with one decimal.
pub(crate) fn percent(ratio: Option<&str>) -> String {
    let ratio = ratio.and_then(|ratio| rust_decimal::Decimal::from_str_exact(ratio).ok());
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    ratio
        .and_then(|ratio| ratio.checked_mul(rust_decimal::Decimal::ONE_HUNDRED))
        .map(|percent| format!("{:.1}%", percent.round_dp_with_strategy(1, strategy)))
        .unwrap_or_default()
}

/// A name of at most [`NAME_WIDTH`] terminal columns.
fn cut(name: &str) -> String {
    let name = name.trim();
    if name.width() <= NAME_WIDTH {
        return name.to_owned();
    }
    let mut width = 1;
    let kept = name.chars().take_while(|letter| {
        width += letter.width().unwrap_or(0);
        width <= NAME_WIDTH
    });
    kept.chain(['…']).collect()
}

/// The source of a row, where it begins and there are several.
struct Several {
    shown: bool,
    last: Option<String>,
}

impl Several {
    fn new(table: &Table) -> Self {
        let first = table.cell(0, "source");
        Self { shown: (0..table.rows.len()).any(|row| table.cell(row, "source") != first), last: None }
    }

    fn next(&mut self, table: &Table, row: usize) -> Option<String> {
        let source = table.cell(row, "source").map(str::to_owned);
        if !self.shown || self.last == source {
            return None;
        }
        self.last.clone_from(&source);
        source
    }
}

/// A line with its status coloured; the word stays, so that colour never says anything alone.
fn with_colour(line: &str) -> String {
    let line = line.trim_end();
    let Some((before, status)) = line.rsplit_once(' ') else { return line.to_owned() };
    match status {
        "已完成" | "超序时" | "达序时" => format!("{before} {}", status.green()),
        "略滞后" => format!("{before} {}", status.yellow()),
        "滞后" | "严重滞后" => format!("{before} {}", status.red()),
        _ => line.to_owned(),
    }
}

fn summary(table: &Table) -> String {
    let count = |kind| (0..table.rows.len()).filter(|row| table.cell(*row, "kind") == Some(kind)).count();
    format!(
        "共{}行: 有目标有完成 {}, 只有自报完成率 {}, 工程进度 {}, 未报数 {}",
        table.rows.len(),
        count("paired"),
        count("stated"),
        count("progress"),
        count("open")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_rounded_half_up_and_names_are_cut_to_terminal_columns() {
        assert_eq!(percent(Some("0.5465")), "54.7%");
        assert_eq!(percent(Some("1")), "100.0%");
        assert_eq!(percent(None), "");
        assert_eq!(cut(&"桥".repeat(18)).width(), NAME_WIDTH);
        assert_eq!(cut(&"桥".repeat(19)), format!("{}…", "桥".repeat(17)));
    }
}
