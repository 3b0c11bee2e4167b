//! 汇总: how many goals, how many answered, and how reports, districts and sections stand.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Worksheet, XlsxError,
};

use super::{
    groups::{self, BEHIND, COMPLETION, DONE, EXPECTED, ON_PACE, count},
    look::Look,
    paper::{self, Cell, Column},
    totals::Totals,
};
use crate::measure::{Rollup, RollupBy, STATUSES};

pub(super) const NAME: &str = "汇总";

/// With fewer lines above the statuses all of it is printed on one page.
const ONE_PAGE: u32 = 45;
/// Most groups of the chart.
const BARS: usize = 30;

/// A table of groups: what they are gathered by, its caption, and the header of its first column.
struct Part {
    by: RollupBy,
    caption: &'static str,
    head: &'static str,
}

pub(super) fn sheet(sheet: &mut Worksheet, totals: &Totals, look: &Look) -> Result<(), XlsxError> {
    let sections = totals.rollups(RollupBy::Section);
    let title = totals.titles.line();
    let Some(all) = sections.last() else { return Ok(()) };
    sheet.write_string_with_format(0, 0, look.said("完成率汇总"), &look.title)?;
    sheet.set_row_height(0, 26)?;
    look.write_plain(sheet, 1, 0, &title)?;
    first_figures(sheet, all, look)?;
    let mut line = 6;
    let mut charted = None;
    for part in parts(totals) {
        let groups = totals.rollups(part.by);
        // Several reports, districts or sections: one alone is the whole.
        if groups.len() < 3 {
            continue;
        }
        let first = line + 1;
        line = write(sheet, line, &part, &groups, totals, look)?;
        let named = groups.len() - 1;
        let paced = groups[..named].iter().filter(|group| group.paced.is_some()).count();
        if charted.is_none() && paced > 1 {
            charted = Some((first, named.min(BARS)));
        }
    }
    statuses(sheet, line, all, look)?;
    if let Some((first, groups)) = charted {
        sheet.insert_chart_with_offset(line, 3, &chart(first, groups, look), 20, 0)?;
    }
    let blank: Vec<&Rollup> = Vec::new();
    paper::widths(sheet, &groups::columns("", &blank, str::to_owned), look)?;
    paper::on_paper(sheet, &title, look);
    if line < ONE_PAGE {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// By report and by district first, where there are several.
fn parts(totals: &Totals) -> Vec<Part> {
    let mut parts = vec![Part { by: RollupBy::Source, caption: "按报告", head: "报告" }];
    if totals.districts() == RollupBy::Scope {
        parts.push(Part { by: RollupBy::Scope, caption: "按区域或范围", head: "区域或范围" });
    }
    parts.push(Part { by: RollupBy::Section, caption: "按板块", head: "板块" });
    parts
}

/// The six figures that a reader asks for first.
fn first_figures(sheet: &mut Worksheet, all: &Rollup, look: &Look) -> Result<(), XlsxError> {
    let figures = [
        ("目标", all.goals),
        ("已报数", all.answered),
        ("未报数", all.goals - all.answered),
        ("已完成或达标", count(all, DONE)),
        ("达到序时", count(all, ON_PACE)),
        ("滞后", count(all, BEHIND)),
        ("待核对", all.alerts),
    ];
    for (at, (name, value)) in (0u16..).zip(figures) {
        sheet.write_string_with_format(3, at, look.said(name), &look.heads)?;
        sheet.write_number_with_format(
            4,
            at,
            f64::from(u32::try_from(value).unwrap_or(u32::MAX)),
            &look.big,
        )?;
    }
    sheet.set_row_height(3, 34)?;
    sheet.set_row_height(4, 32)?;
    Ok(())
}

/// A caption, the groups, and all of them together; gives the row behind.
fn write(
    sheet: &mut Worksheet,
    line: u32,
    part: &Part,
    groups: &[Rollup],
    totals: &Totals,
    look: &Look,
) -> Result<u32, XlsxError> {
    let reports: HashMap<String, String> = totals.titles.reports().into_iter().collect();
    let called = |name: &str| match (part.by, name) {
        (RollupBy::Scope, "") => "(未写明)".to_owned(),
        (_, "") => "(未分)".to_owned(),
        (RollupBy::Source, name) => reports.get(name).map_or(name, String::as_str).to_owned(),
        _ => name.to_owned(),
    };
    sheet.write_string_with_format(line, 0, look.said(part.caption), &look.caption)?;
    let groups: Vec<&Rollup> = groups.iter().collect();
    Ok(paper::table(sheet, line + 1, &groups::columns(part.head, &groups, called), look)? + 1)
}

/// Rows by status, the word coloured like its light.
fn statuses(sheet: &mut Worksheet, first: u32, all: &Rollup, look: &Look) -> Result<(), XlsxError> {
    let light = |code: &str| match code {
        "done" | "ahead" | "on_pace" | "met" => "green",
        "slightly_behind" | "behind" | "not_met" => "yellow",
        "far_behind" => "red",
        _ => "grey",
    };
    let held: Vec<_> = STATUSES.iter().zip(&all.statuses).filter(|(_, count)| **count > 0).collect();
    let word =
        |((code, word), _): &(&(&str, &str), &usize)| Cell::Light((*word).to_owned(), light(code).to_owned());
    let columns = [
        Column::new("状态", 30, held.iter().map(word).collect()),
        Column::new("行数", 10, held.iter().map(|(_, count)| Cell::count(**count)).collect()),
    ];
    sheet.write_string_with_format(first, 0, look.said("按状态"), &look.caption)?;
    paper::table(sheet, first + 1, &columns, look).map(drop)
}

/// A line that does not speak louder than the bars.
fn pale() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(0xD9_D9_D9);
    line
}

/// Completion beside the progress that was to be expected.
fn chart(head: u32, groups: usize, look: &Look) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let sheet = look.said(NAME);
    let last = head + u32::try_from(groups).unwrap_or(0);
    for (at, name, color) in
        [(COMPLETION, "完成率(可比序时, 封顶)", 0x2E_75_B6), (EXPECTED, "序时进度", 0xED_7D_31)]
    {
        chart
            .add_series()
            .set_name(look.said(name).as_str())
            .set_categories((sheet.as_str(), head + 1, 0, last, 0))
            .set_values((sheet.as_str(), head + 1, at, last, at))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)));
    }
    let title = look.said("平均完成率与序时进度");
    chart.title().set_name(title.as_str()).set_font(ChartFont::new().set_size(12).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // Names from above, in the order of the table.
    chart.y_axis().set_reverse().set_font(ChartFont::new().set_size(9)).set_major_gridlines(false);
    chart.x_axis().set_min(0).set_max(1).set_major_unit(0.25).set_num_format("0%");
    chart.x_axis().set_label_position(ChartAxisLabelPosition::High);
    chart.x_axis().set_major_gridlines(true).set_major_gridlines_line(&pale());
    let height = 120 + 34 * u32::try_from(groups).unwrap_or(0);
    chart.set_width(760).set_height(height);
    chart
}
