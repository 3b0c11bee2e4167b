//! Lines over the rows of a grid, in a workbook and on a page.

use std::{fmt::Write, ops::Range};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{Chart as Drawn, ChartType, Workbook, XlsxError};

use super::Grid;

/// Numbers of some rows, as lines over another column.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The rows.
    pub rows: Range<usize>,
    /// The column below the lines.
    pub over: &'static str,
    /// A line for each of these columns.
    pub lines: Vec<&'static str>,
}

/// Size of a chart on a page.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 200.0;
/// Space around the lines.
const EDGE: f64 = 30.0;
/// The colours of the lines; each also has its own dashes, so that colour never says anything alone.
const STROKES: [(&str, &str); 3] = [("#1769aa", ""), ("#b26500", "6 4"), ("#4b7a1c", "2 3")];
/// Rows of a sheet between two charts.
const STEP: u32 = 16;

/// The charts on a second sheet, drawn from the cells of the first.
pub(super) fn onto(book: &mut Workbook, data: &str, grid: &Grid) -> Result<(), XlsxError> {
    if grid.charts.is_empty() {
        return Ok(());
    }
    let sheet = book.add_worksheet().set_name("图表")?;
    for (nth, chart) in (0u32..).zip(&grid.charts) {
        let (Ok(first), Ok(end)) = (u32::try_from(chart.rows.start), u32::try_from(chart.rows.end)) else {
            continue;
        };
        let place = |name: &str| grid.columns.iter().position(|column| column.name == name);
        let range = |name: &str| {
            let at = u16::try_from(place(name)?).ok()?;
            Some((data, first + 1, at, end, at))
        };
        let mut drawn = Drawn::new(ChartType::Line);
        drawn.title().set_name(&chart.title);
        for name in &chart.lines {
            let (Some(values), Some(over)) = (range(name), range(chart.over)) else { continue };
            let label = place(name).map_or("", |at| grid.columns[at].zh);
            drawn.add_series().set_values(values).set_categories(over).set_name(label);
        }
        sheet.insert_chart(nth * STEP, 0, &drawn)?;
    }
    Ok(())
}

/// A chart as SVG: each line from 0 to the largest number, but at least to 1.
pub(super) fn svg(grid: &Grid, chart: &Chart) -> String {
    let column = |name: &str| grid.columns.iter().position(|column| column.name == name);
    let cells = |name: &str| {
        let at = column(name);
        let row = |row: &Vec<Option<String>>| at.and_then(|at| row[at].clone());
        grid.rows[chart.rows.clone()].iter().map(row).collect::<Vec<_>>()
    };
    let number = |cell: &Option<String>| Decimal::from_str_exact(cell.as_deref()?).ok()?.to_f64();
    let lines: Vec<Vec<Option<f64>>> =
        chart.lines.iter().map(|name| cells(name).iter().map(number).collect()).collect();
    let top = lines.iter().flatten().flatten().fold(1.0, |top: f64, value| top.max(*value));
    let labels = cells(chart.over);
    let step = (WIDTH - 2.0 * EDGE) / labels.len().saturating_sub(1).max(1).to_f64().unwrap_or(1.0);
    let x = |at: usize| EDGE + step * at.to_f64().unwrap_or(0.0);
    let y = |value: f64| HEIGHT - EDGE - value / top * (HEIGHT - 2.0 * EDGE);
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" role=\"img\">");
    let _ = write!(
        svg,
        "<path d=\"M{EDGE} {EDGE}V{0}H{1}\" fill=\"none\" stroke=\"#888\"/>",
        y(0.0),
        WIDTH - EDGE
    );
    for (line, (colour, dashes)) in lines.iter().zip(STROKES.iter().cycle()) {
        let known = line.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
        let points: Vec<String> = known.map(|(at, value)| format!("{:.1},{:.1}", x(at), y(value))).collect();
        let points = points.join(" ");
        let _ = write!(
            svg,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>"
        );
    }
    for (at, label) in labels.iter().enumerate() {
        let label = label.as_deref().unwrap_or_default();
        if label.chars().all(|letter| letter.is_ascii_alphanumeric() || "-/".contains(letter)) {
            let _ = write!(
                svg,
                "<text x=\"{:.1}\" y=\"{}\" font-size=\"9\" text-anchor=\"middle\">{label}</text>",
                x(at),
                HEIGHT - 12.0
            );
        }
    }
    svg + "</svg>"
}
