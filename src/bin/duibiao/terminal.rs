use std::io::{self, IsTerminal, Write};

use comfy_table::{CellAlignment, Table as Grid, presets};
use duibiao::{
    export::{Lang, said, task_number},
    measure::{Cell, ColumnType, Field, Rollup, RollupBy, STATUSES, Table, rollup},
    tongue::chinese,
};
use owo_colors::OwoColorize;
use rust_decimal::Decimal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::visible::visible;

/// Names are cut to this many terminal columns, or fewer where the terminal is narrow.
const NAME_WIDTH: usize = 36;
/// Names keep this many, however narrow it is.
const NAME_LEAST: usize = 12;

/// What the table is shown on.
pub(crate) struct Screen {
    lang: Lang,
    coloured: bool,
    width: Option<usize>,
}

impl Screen {
    /// A file or a pipe: no colour, any width.
    pub(crate) fn plain(lang: Lang) -> Self {
        Self { lang, coloured: false, width: None }
    }

    /// The terminal that standard output is.
    pub(crate) fn here(lang: Lang) -> Self {
        let stdout = io::stdout();
        let coloured =
            stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
        Self { lang, coloured, width }
    }
}

/// The table for people: a few columns, one line a row, and what the rows amount to.
pub(crate) fn write(table: &Table, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<[String; 7]> = (0..table.rows.len()).map(|row| line(table, row, screen.lang)).collect();
    let name_width = name_width(&lines, screen.width);
    let mut grid = Grid::new();
    grid.load_preset(presets::NOTHING);
    grid.set_header(match screen.lang {
        Lang::Zh => ["序号", "指标", "目标", "完成", "完成率", "自报", "状态"],
        Lang::En => ["No.", "Indicator", "Goal", "Figure", "Ratio", "Stated", "Status"],
    });
    for column in grid.column_iter_mut().skip(2).take(4) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut several = Several::new(table);
    for (row, mut line) in lines.into_iter().enumerate() {
        if let Some(source) = several.next(table, row) {
            grid.add_row([visible(&source)]);
        }
        line[1] = cut(&line[1], name_width);
        grid.add_row(line.iter().map(|cell| visible(cell)));
    }
    for line in grid.lines() {
        writeln!(
            out,
            "{}",
            if screen.coloured { with_colour(&line, screen.lang) } else { line.trim_end().to_owned() }
        )?;
    }
    writeln!(out, "{}", summary(table, screen.lang))
}

/// A grid for people: its columns as they are, ratios as percentages.
pub(crate) fn write_grid(grid: &duibiao::export::Grid, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = Grid::new();
    shown.load_preset(presets::NOTHING);
    let english = lang == Lang::En;
    let head = |column: &duibiao::export::Head| if english { column.name.clone() } else { column.zh.clone() };
    shown.set_header(grid.columns.iter().map(|column| visible(&head(column)).into_owned()));
    for column in shown.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for row in &grid.rows {
        shown.add_row(grid.columns.iter().zip(row).map(|(column, cell)| match column.kind {
            ColumnType::Decimal if column.percent => match percent(cell.as_ref().and_then(Cell::number)) {
                // A word in place of a number says why there is none.
                shown if shown.is_empty() => visible(cell.as_deref().unwrap_or_default()).into_owned(),
                shown => shown,
            },
            ColumnType::Decimal
            | ColumnType::Words
            | ColumnType::Code
            | ColumnType::Written
            | ColumnType::Integer
            | ColumnType::Date => visible(cell.as_deref().unwrap_or_default()).into_owned(),
        }));
    }
    let title = if english { duibiao::tongue::english(&grid.title) } else { grid.title.clone() };
    writeln!(out, "{title}")?;
    shown.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// How wide names may be, so that the other columns fit beside them.
fn name_width(lines: &[[String; 7]], screen: Option<usize>) -> usize {
    let Some(screen) = screen else { return NAME_WIDTH };
    let widest = |at: usize| lines.iter().map(|line| line[at].width()).max().unwrap_or(0).max(6) + 2;
    let others: usize = [0, 2, 3, 4, 5, 6].into_iter().map(widest).sum();
    screen.saturating_sub(others + 2).clamp(NAME_LEAST, NAME_WIDTH.max(screen / 3))
}

fn line(table: &Table, row: usize, lang: Lang) -> [String; 7] {
    let cell = |name| table.cell(row, name).unwrap_or_default().to_owned();
    let upper = table.cell(row, Field::TargetHigh).map(|high| format!("–{high}")).unwrap_or_default();
    let bound = match table.cell(row, Field::TargetOp) {
        Some(bound @ (">=" | ">" | "<=" | "<" | "~")) => bound,
        Some(_) | None => "",
    };
    [
        task_number(lang, &cell(Field::TaskNo)),
        [cell(Field::Scope), cell(Field::Indicator)].join(" ").trim().to_owned(),
        format!("{bound}{}{upper}{}", cell(Field::TargetValue), cell(Field::TargetUnit)),
        format!("{}{}", cell(Field::ActualValue), cell(Field::ActualUnit)),
        percent(table.number(row, Field::CompletionRatio)),
        percent(table.number(row, Field::StatedRatio)),
        said(lang, &cell(Field::Status)),
    ]
}

/// A ratio as a percentage with one decimal.
pub(crate) fn percent(ratio: Option<Decimal>) -> String {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    ratio
        .and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED))
        .map(|percent| format!("{:.1}%", percent.round_dp_with_strategy(1, strategy)))
        .unwrap_or_default()
}

/// A name of at most so many terminal columns.
fn cut(name: &str, most: usize) -> String {
    if name.width() <= most {
        return name.to_owned();
    }
    let mut width = 1;
    let kept = name.chars().take_while(|letter| {
        width += letter.width().unwrap_or(0);
        width <= most
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
        let first = table.cell(0, Field::Source);
        Self { shown: (0..table.rows.len()).any(|row| table.cell(row, Field::Source) != first), last: None }
    }

    fn next(&mut self, table: &Table, row: usize) -> Option<String> {
        let source = table.cell(row, Field::Source).map(str::to_owned);
        if !self.shown || self.last == source {
            return None;
        }
        self.last.clone_from(&source);
        source
    }
}

/// A line with its status coloured; the word stays, so that colour never says anything alone.
fn with_colour(line: &str, lang: Lang) -> String {
    let line = line.trim_end();
    let ends = |status: &&str| line.ends_with(&format!("  {}", said(lang, status)));
    let Some(status) = COLOURED.iter().flat_map(|(_, held)| held.iter()).find(|status| ends(status)) else {
        return line.to_owned();
    };
    let (before, word) = line.split_at(line.len() - said(lang, status).len());
    match COLOURED.iter().find(|(_, held)| held.contains(status)) {
        Some(("green", _)) => format!("{before}{}", word.green()),
        Some(("red", _)) => format!("{before}{}", word.red()),
        _ => format!("{before}{}", word.yellow()),
    }
}

/// Statuses by the colour of their light.
const COLOURED: [(&str, &[&str]); 3] = [
    ("green", &["已完成", "超序时", "达序时", "达标"]),
    ("yellow", &["略滞后", "滞后", "未达标"]),
    ("red", &["严重滞后"]),
];

/// Goals, answered, behind, to be checked: what a reader asks first.
fn summary(table: &Table, lang: Lang) -> String {
    let Some(all) = rollup(table, RollupBy::Section).pop() else { return String::new() };
    let behind: usize = STATUSES
        .iter()
        .zip(&all.statuses)
        .filter(|((code, _), _)| ["slightly_behind", "behind", "far_behind"].contains(code))
        .map(|(_, count)| count)
        .sum();
    let Rollup { rows, goals, answered, alerts, .. } = all;
    let told =
        format!("{rows} rows: {goals} goals, {answered} answered, {behind} behind, {alerts} to be checked");
    if lang == Lang::Zh { chinese(&told) } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_rounded_half_up_and_names_are_cut_to_terminal_columns() {
        assert_eq!(percent(Some(Decimal::new(5465, 4))), "54.7%");
        assert_eq!(percent(Some(Decimal::ONE)), "100.0%");
        assert_eq!(percent(None), "");
        assert_eq!(cut(&"桥".repeat(18), NAME_WIDTH).width(), NAME_WIDTH);
        assert_eq!(cut(&"桥".repeat(19), NAME_WIDTH), format!("{}…", "桥".repeat(17)));
    }

    #[test]
    fn names_give_way_on_a_narrow_terminal() {
        let lines = [["1", "", ">=1260亿元", "687.9亿元", "54.6%", "54.6%", "超序时"].map(str::to_owned)];
        assert_eq!(name_width(&lines, None), NAME_WIDTH);
        assert_eq!(name_width(&lines, Some(40)), NAME_LEAST);
        assert!((NAME_LEAST + 1..NAME_WIDTH).contains(&name_width(&lines, Some(80))));
        assert_eq!(name_width(&lines, Some(200)), 66);
    }
}
