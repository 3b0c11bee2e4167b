//! A chart on a page.

use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

use super::{Chart, Grid};
use crate::export::{Lang, period};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
/// Space around the lines.
const EDGE: f64 = 60.0;
/// From the name of one line to that of the next.
const LEGEND: f64 = 120.0;
/// Names of so many rows have room beside each other.
const ABREAST: usize = 6;
/// The classes of the lines; each also has its own dashes, so that colour never says anything alone.
const STROKES: [(&str, &str); 2] = [("done", ""), ("due", "6 4")];
/// Above so many points they have no room for their numbers.
const MANY: usize = 12;

/// Where things stand in the drawing.
struct Scale {
    /// From one row to the next.
    step: f64,
    /// The number at the top.
    top: f64,
}

impl Scale {
    fn x(&self, row: usize) -> f64 {
        EDGE + self.step * row.to_f64().unwrap_or(0.0)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - EDGE - value / self.top * (HEIGHT - 2.0 * EDGE)
    }

    /// The points of a line; rows without a number have none.
    fn points(&self, line: &[Option<f64>]) -> String {
        let known = line.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?)));
        let points = known.map(|(row, value)| format!("{:.1},{:.1}", self.x(row), self.y(value)));
        points.collect::<Vec<_>>().join(" ")
    }
}

/// The lines from 0 to the largest number, but at least to 1, with their names above.
pub(super) fn drawn(grid: &Grid, chart: &Chart, lang: Lang) -> Markup {
    let column = |name: &str| grid.columns.iter().position(|column| column.name == name);
    let cells = |name: &str| -> Vec<&str> {
        let rows = grid.rows[chart.rows.clone()].iter();
        rows.map(|row| column(name).and_then(|at| row[at].as_deref()).unwrap_or_default()).collect()
    };
    let numbers = |name: &&str| -> Vec<Option<f64>> {
        let rows = grid.rows[chart.rows.clone()].iter();
        rows.map(|row| row[column(name)?].as_ref()?.number()?.to_f64()).collect()
    };
    let lines: Vec<Vec<Option<f64>>> = chart.lines.iter().map(numbers).collect();
    let gaps = chart.rows.len().saturating_sub(1).max(1).to_f64().unwrap_or(1.0);
    let top = lines.iter().flatten().flatten().fold(1.0, |top: f64, value| top.max(*value));
    let scale = Scale { step: (WIDTH - 2.0 * EDGE) / gaps, top };
    let names = chart.lines.iter().map(|name| column(name).map_or("", |at| grid.columns[at].zh.as_ref()));
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) role="img" aria-label=(chart.title) font-size="12" fill="currentColor" {
            @for (value, label) in [(0.0, "0"), (0.5, "50%"), (1.0, "100%")] {
                path .axis d={ "M" (EDGE) " " (scale.y(value)) "H" (WIDTH - EDGE) } fill="none" {}
                text x=(EDGE - 6.0) y=(scale.y(value) + 4.0) text-anchor="end" { (label) }
            }
            @for (row, label) in cells(chart.over).into_iter().enumerate() {
                (below(&period(lang, label), scale.x(row), chart.rows.len()))
            }
            @for (((nth, name), line), (class, dashes)) in names.enumerate().zip(&lines).zip(STROKES.iter().cycle()) {
                (stroke(&legend(nth), class, dashes))
                text x=(legend_at(nth) + 30.0) y="24" { (name) }
                (stroke(&scale.points(line), class, dashes))
            }
            @if let Some(line) = lines.first() { (points(line, &scale)) }
        }
    }
}

/// The name of a row below the lines; many of them stand slanted, so that none covers another.
fn below(label: &str, x: f64, rows: usize) -> Markup {
    let y = HEIGHT - EDGE + 16.0;
    let slanted = (rows > ABREAST).then(|| format!("rotate(-35 {x:.1} {y})"));
    let anchor = if slanted.is_some() { "end" } else { "middle" };
    html! { text x=(x) y=(y) text-anchor=(anchor) transform=[slanted] { (label) } }
}

/// The points of the first line, with their numbers where there is room for them.
fn points(line: &[Option<f64>], scale: &Scale) -> Markup {
    let known: Vec<(usize, f64)> =
        line.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?))).collect();
    html! {
        @for (row, value) in &known {
            circle cx=(scale.x(*row)) cy=(scale.y(*value)) r="3.5" {}
            @if known.len() <= MANY {
                text x=(scale.x(*row)) y=(scale.y(*value) - 9.0) text-anchor="middle" { (format!("{:.1}%", value * 100.0)) }
            }
        }
    }
}

fn stroke(points: &str, class: &str, dashes: &str) -> Markup {
    html! { polyline class=(class) points=(points) fill="none" stroke-width="2" stroke-dasharray=(dashes) {} }
}

/// Where the name of a line begins.
fn legend_at(nth: usize) -> f64 {
    EDGE + LEGEND * nth.to_f64().unwrap_or(0.0)
}

/// A piece of the line beside its name.
fn legend(nth: usize) -> String {
    format!("{},20 {},20", legend_at(nth), legend_at(nth) + 24.0)
}
