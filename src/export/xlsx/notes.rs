//! 说明: how the figures of the workbook are to be read.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::look::{Look, width};
use crate::measure::COLUMNS;

pub(super) const NAME: &str = "说明";

/// What a reader has to know, in the order in which the questions come.
const LINES: &[(&str, &str)] = &[
    ("完成率", "完成值/目标值, 不封顶; 增速、控制、下降、区间、位次类目标不算完成率, 只判是否达标。"),
    ("序时进度", "数据截至日期之前已过完的月份/12; 只用于全年累计类目标。"),
    ("与序时差", "(完成率-序时进度)×100, 单位为百分点。"),
    (
        "状态",
        "已完成≥100%; 超序时>0; 达序时±0.05以内; 略滞后>-10; 滞后≥-30; 严重滞后<-30(默认方案, 可另选)。",
    ),
    ("达标/未达标", "没有序时进度可比的目标, 只看完成值是否达到目标。"),
    ("无数据", "有目标而没有报完成值; 没有报不等于零。"),
    ("无目标", "有完成值或自报完成率, 而目标没有写出。"),
    ("不可比", "目标与完成值的环节、单位、时期或口径不同, 或没有日期可比。"),
    ("自报完成", "只说完成而没有数值, 不按100%计。"),
    (
        "自报核对",
        "一致: 相除后四舍五入相同; 舍入内: 考虑各数的舍入后可能; 矛盾: 没有一个目标能得出这个比例。",
    ),
    ("反推目标", "由完成值与自报完成率反推的目标范围, 只供核对, 不作为目标。"),
    ("预警", "R09自报比例矛盾; R10过早远超目标; R11没有截至日期; R12没有报完成值; R13覆盖率超过100%。"),
    ("合计", "不同单位不相加; 完成率只取中位数, 不取平均。"),
];

pub(super) fn sheet(sheet: &mut Worksheet, look: &Look) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(0, 0, "怎样读这份台账", &look.title)?;
    for (line, (name, text)) in (2u32..).zip(LINES) {
        sheet.write_string_with_format(line, 0, *name, &look.bold)?;
        sheet.write_string_with_format(line, 1, *text, &wrapped)?;
        if text.chars().count() > 38 {
            sheet.set_row_height(line, 32)?;
        }
    }
    let first = u32::try_from(LINES.len()).unwrap_or(0) + 3;
    for (at, head) in (0u16..).zip(["明细的列", "含义", "机器名"]) {
        sheet.write_string_with_format(first, at, head, &look.head)?;
    }
    for (line, column) in (first + 1..).zip(COLUMNS) {
        sheet.write_string_with_format(line, 0, column.zh, &look.body)?;
        sheet.write_string_with_format(line, 1, column.meaning, &wrapped)?;
        sheet.write_string_with_format(line, 2, column.name, &look.body)?;
    }
    sheet.set_column_width(0, width(COLUMNS.iter().map(|column| column.zh)))?;
    sheet.set_column_width(1, 86)?;
    sheet.set_column_width(2, width(COLUMNS.iter().map(|column| column.name)))?;
    Ok(())
}
