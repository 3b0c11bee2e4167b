use std::{
    io::{self, Write},
    process::ExitCode,
};

use duibiao::{
    error::Error,
    export::{Chart, Grid, Lang, said},
    ledger::{TREND_COLUMNS, TrendPoint},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use unicode_width::UnicodeWidthStr;

use super::From;
use crate::{args::RulesFrom, grid::GridArgs, messages::Messages, terminal};

#[derive(clap::Args)]
pub(super) struct TrendArgs {
    /// The indicator, or a part of its name
    #[arg(value_name = "INDICATOR")]
    indicator: String,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    to: GridArgs,
    #[command(flatten)]
    rules: RulesFrom,
}

impl TrendArgs {
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let ledger = self.from.open_beside(self.to.path())?;
        let points = ledger.trend(&self.indicator, self.from.body(), &rules);
        let points = points.map_err(|error| self.from.wrong(error))?;
        if points.is_empty() {
            self.from.runs(&ledger, false)?;
            let known = ledger.indicators(self.from.body()).map_err(|error| self.from.wrong(error))?;
            return Err(self.from.unknown("indicator", &self.indicator, known.iter().map(String::as_str)));
        }
        let rows = points.iter().map(|point| point.cells.clone()).collect();
        let grid = Grid {
            charts: charts(&points),
            ..Grid::new(format!("逐月走势：{}", self.indicator), TREND_COLUMNS, rows)
        };
        self.to.write(&grid, messages, |out| {
            points
                .chunk_by(|one, other| one.series == other.series)
                .try_for_each(|series| text(series, messages.people(), out))
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A chart for each goal of two months and more: its completion ratio beside the ratio that was to be expected.
fn charts(points: &[TrendPoint]) -> Vec<Chart> {
    let mut start = 0;
    let series = points.chunk_by(|one, other| one.series == other.series);
    let chart = series.map(|series| {
        let rows = start..start + series.len();
        start = rows.end;
        let known = series.iter().filter(|point| point.number("completion_ratio").is_some()).count();
        let title = head(&series[series.len() - 1]);
        let lines = vec!["completion_ratio", "expected_ratio"];
        (known > 1).then_some(Chart { title, rows, over: "period", lines })
    });
    chart.flatten().collect()
}

/// Whose goal it is, and its name.
fn head(point: &TrendPoint) -> String {
    let parts = ["body", "scope", "indicator", "stage"].map(|name| point.cell(name));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty() && *part != "-").collect();
    parts.join(" · ")
}

/// One goal: its months one a line, and the line of its completion ratio.
fn text(series: &[TrendPoint], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(last) = series.last() else { return Ok(()) };
    writeln!(out, "{} ({})", head(last), last.cell("unit"))?;
    let width = |name: &str| series.iter().map(|point| point.cell(name).width()).max().unwrap_or(0);
    let (period, actual, target) = (width("period"), width("actual"), width("target"));
    for point in series {
        writeln!(
            out,
            "  {:period$}  {:>actual$} / {:target$}  {:>6}  {}{}",
            point.cell("period"),
            or_dash(point.cell("actual")),
            or_dash(point.cell("target")),
            terminal::percent(point.number("completion_ratio")),
            said(lang, point.cell("status")),
            printed(point, last)
        )?;
    }
    writeln!(out, "  {}", sparkline(series))
}

/// The name under which a month printed it, where that is another than the latest.
fn printed(point: &TrendPoint, last: &TrendPoint) -> String {
    let name = point.cell("indicator");
    if name == last.cell("indicator") { String::new() } else { format!("  “{name}”") }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The completion ratios as bars from 0 to 100 %, or the figures from 0 to the largest where there are no ratios.
fn sparkline(series: &[TrendPoint]) -> String {
    let numbers =
        |name: &str| -> Vec<Option<Decimal>> { series.iter().map(|point| point.number(name)).collect() };
    let ratios = numbers("completion_ratio");
    let (values, full) = if ratios.iter().any(Option::is_some) {
        (ratios, Decimal::ONE)
    } else {
        let figures = numbers("actual");
        let full = figures.iter().flatten().max().copied().unwrap_or(Decimal::ONE);
        (figures, full)
    };
    let bar = |value: Option<Decimal>| {
        let Some(share) = value.and_then(|value| value.checked_div(full)) else { return ' ' };
        let step = (share * Decimal::from(BARS.len())).ceil().to_usize().unwrap_or(0);
        BARS[step.clamp(1, BARS.len()) - 1]
    };
    values.into_iter().map(bar).collect()
}
