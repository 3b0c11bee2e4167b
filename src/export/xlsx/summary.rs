//! 汇总: how many goals, how many answered, and how the sections stand.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Worksheet, XlsxError};

use super::look::{Look, width};
use crate::measure::{Rollup, RollupBy, STATUSES, Table, rollup};

pub(super) const NAME: &str = "汇总";

/// Columns of the sections' table.
const HEADS: &[&str] = &[
    "板块",
    "目标数",
    "有完成值",
    "未报数",
    "覆盖率",
    "完成率中位数",
    "已完成或达标",
    "达到序时",
    "滞后",
    "待核对",
];
/// The row of its header.
const HEAD: u32 = 8;

pub(super) fn sheet(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    let groups = rollup(table, RollupBy::Section);
    let Some(all) = groups.last() else { return Ok(()) };
    sheet.write_string_with_format(0, 0, "完成率汇总", &look.title)?;
    look.write_words(sheet, 1, 0, &titles(table))?;
    totals(sheet, all, look)?;
    for (at, head) in (0u16..).zip(HEADS) {
        sheet.write_string_with_format(HEAD, at, *head, &look.head)?;
        sheet.set_column_width(at, width([*head].into_iter()).max(13.0))?;
    }
    sheet.set_column_width(0, width(groups.iter().map(|group| group.group.as_str())).max(18.0))?;
    sheet.set_row_height(HEAD, 32)?;
    for (line, group) in (HEAD + 1..).zip(&groups) {
        section(sheet, line, group, look)?;
    }
    let last = HEAD + u32::try_from(groups.len()).unwrap_or(0);
    statuses(sheet, last + 2, all, look)?;
    // The last row is the sum of all, which would dwarf the sections.
    if groups.len() > 1 {
        sheet.insert_chart(last + 2, 3, &chart(last - 1, groups.len()))?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The titles of the reports, each once.
fn titles(table: &Table) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for row in 0..table.rows.len() {
        let title = table.cell(row, "report_title").or(table.cell(row, "source")).unwrap_or_default();
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let more = if titles.len() > 3 { format!(" 等{}份", titles.len()) } else { String::new() };
    titles.truncate(3);
    titles.join("; ") + &more
}

/// The four figures that a reader asks for first.
fn totals(sheet: &mut Worksheet, all: &Rollup, look: &Look) -> Result<(), XlsxError> {
    let behind = count(all, &["slightly_behind", "behind", "far_behind"]);
    let figures = [("目标", all.goals), ("有完成值", all.answered), ("滞后", behind), ("待核对", all.alerts)];
    for (line, (name, value)) in (3u32..).zip(figures) {
        sheet.write_string_with_format(line, 0, name, &look.bold)?;
        look.write_number(sheet, line, 1, &value.to_string())?;
    }
    Ok(())
}

fn section(sheet: &mut Worksheet, line: u32, group: &Rollup, look: &Look) -> Result<(), XlsxError> {
    let name = if group.group.is_empty() { "(未分板块)" } else { &group.group };
    look.write_words(sheet, line, 0, name)?;
    let counts = [
        (1, group.goals),
        (2, group.answered),
        (3, group.goals - group.answered),
        (6, count(group, &["done", "met"])),
        (7, count(group, &["ahead", "on_pace"])),
        (8, count(group, &["slightly_behind", "behind", "far_behind"])),
        (9, group.alerts),
    ];
    for (at, value) in counts {
        look.write_number(sheet, line, at, &value.to_string())?;
    }
    for (at, share) in [(4, group.coverage), (5, group.median)] {
        if let Some(share) = share {
            look.write_as(sheet, line, at, &share.to_string(), &look.percent)?;
        }
    }
    Ok(())
}

fn count(group: &Rollup, codes: &[&str]) -> usize {
    STATUSES
        .iter()
        .zip(&group.statuses)
        .filter(|((code, _), _)| codes.contains(code))
        .map(|(_, count)| count)
        .sum()
}

/// Rows by status, the word coloured like its light.
fn statuses(sheet: &mut Worksheet, first: u32, all: &Rollup, look: &Look) -> Result<(), XlsxError> {
    for (at, head) in (0u16..).zip(["状态", "行数"]) {
        sheet.write_string_with_format(first, at, head, &look.head)?;
    }
    for (line, ((code, word), count)) in (first + 1..).zip(STATUSES.iter().zip(&all.statuses)) {
        let light = match *code {
            "done" | "ahead" | "on_pace" | "met" => "green",
            "slightly_behind" | "behind" | "not_met" => "yellow",
            "far_behind" => "red",
            _ => "grey",
        };
        sheet.write_string_with_format(line, 0, *word, look.light(Some(light)))?;
        look.write_number(sheet, line, 1, &count.to_string())?;
    }
    Ok(())
}

/// Answered and open goals by section, beside each other in one bar.
fn chart(last: u32, groups: usize) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (at, color) in [(2u16, 0x2E_75_B6), (3, 0xBF_BF_BF)] {
        chart
            .add_series()
            .set_name((NAME, HEAD, at))
            .set_categories((NAME, HEAD + 1, 0, last, 0))
            .set_values((NAME, HEAD + 1, at, last, at))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(color)),
            );
    }
    chart.title().set_name("各板块目标: 有完成值与未报数");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // Bars run upwards; the first section belongs on top.
    chart.y_axis().set_reverse().set_label_interval(1);
    chart.x_axis().set_major_gridlines(false);
    let height = u32::try_from(groups).unwrap_or(1).saturating_mul(26).clamp(280, 900);
    chart.set_width(760).set_height(height);
    chart
}
