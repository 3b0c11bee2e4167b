//! Lines over the rows of a grid, and how a workbook draws them.

use std::ops::Range;

use rust_xlsxwriter::{Chart as Drawn, ChartFont, ChartLegendPosition, ChartType, Workbook, XlsxError};

use super::{
    Grid,
    columns::{Extent, kept},
};
use crate::export::xlsx::{Look, on_paper};

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

/// Rows of a sheet between two charts, so high, and charts on a printed page.
const STEP: u32 = 16;
const ROW: f64 = 15.0;
/// How far a chart stands below the top of its first row, in pixels.
const BELOW: u32 = 8;
/// Excel knows no more breaks between pages than 1,023.
const PAGES: u32 = 1_000;
const ABOVE_EACH_OTHER: u32 = 2;

/// The charts on a sheet of their own, drawn from the cells of that for people.
pub(super) fn onto(book: &mut Workbook, data: &str, grid: &Grid, look: &Look) -> Result<(), XlsxError> {
    if grid.charts.is_empty() {
        return Ok(());
    }
    let sheet = book.add_worksheet().set_name(look.said("图表"))?;
    on_paper(sheet, &look.told(&grid.title), look);
    // Fitting to pages would cut charts: here each page begins with one.
    sheet.set_print_scale(100).set_default_row_height(ROW);
    let charts = u32::try_from(grid.charts.len()).unwrap_or(u32::MAX).min(PAGES * ABOVE_EACH_OTHER);
    let breaks = (1..charts.div_ceil(ABOVE_EACH_OTHER)).map(|page| page * ABOVE_EACH_OTHER * STEP);
    sheet.set_page_breaks(&breaks.collect::<Vec<_>>())?;
    let kept = kept(grid, Extent::First);
    for (nth, chart) in (0u32..).zip(&grid.charts) {
        let (Ok(first), Ok(end)) = (u32::try_from(chart.rows.start), u32::try_from(chart.rows.end)) else {
            continue;
        };
        let place = |name: &str| grid.columns.iter().position(|column| column.name == name);
        let range = |name: &str| {
            let at = place(name)?;
            let at = u16::try_from(kept.iter().position(|kept| *kept == at)?).ok()?;
            Some((data, first + 1, at, end, at))
        };
        let mut drawn = Drawn::new(ChartType::Line);
        drawn.title().set_name(&chart.title).set_font(ChartFont::new().set_size(12).set_bold());
        drawn.legend().set_position(ChartLegendPosition::Bottom);
        drawn.y_axis().set_min(0).set_num_format("0%");
        drawn.set_width(760).set_height(300);
        for name in &chart.lines {
            let (Some(values), Some(over)) = (range(name), range(chart.over)) else { continue };
            let label = place(name).map(|at| look.head(&grid.columns[at].name, &grid.columns[at].zh));
            drawn
                .add_series()
                .set_values(values)
                .set_categories(over)
                .set_name(label.unwrap_or_default().as_str());
        }
        sheet.insert_chart_with_offset(nth * STEP, 0, &drawn, 0, BELOW)?;
    }
    Ok(())
}
