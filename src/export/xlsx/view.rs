//! Sheets of some rows and some columns.

use rust_xlsxwriter::{ConditionalFormatDataBar, Url, Worksheet, XlsxError};

use super::{
    detail,
    look::{Look, width, word},
};
use crate::measure::Table;

/// A sheet of the rows that it keeps.
pub(super) struct View {
    pub(super) name: &'static str,
    keeps: fn(&Table, usize) -> bool,
    columns: &'static [(&'static str, Show)],
}

/// How a column is shown.
#[derive(Clone, Copy)]
enum Show {
    Words(&'static str),
    Code(&'static str),
    Number(&'static str),
    Percent(&'static str),
    Points(&'static str),
    Date(&'static str),
    /// Bound, value and unit as written.
    Goal,
    /// Value and unit as written.
    Figure,
    /// The status, coloured like its light.
    Status,
    /// Why there is no ratio, or nothing to hold it against.
    Note,
    /// A link to the quote in the sheet of all columns.
    Quote,
}

/// Most lines with a link; Excel allows 65,530 in a sheet.
const LINKS: u32 = 65_000;

/// 完成率, 未报数, 待核对.
pub(super) const VIEWS: &[View] = &[
    View {
        name: "完成率",
        keeps: |table, row| matches!(table.cell(row, "kind"), Some("paired" | "stated" | "progress")),
        columns: &[
            ("序号", Show::Words("task_no")),
            ("指标", Show::Words("indicator")),
            ("范围", Show::Words("scope")),
            ("目标", Show::Goal),
            ("完成", Show::Figure),
            ("完成率", Show::Percent("completion_ratio")),
            ("序时进度", Show::Percent("expected_ratio")),
            ("与序时差(百分点)", Show::Points("pace_gap_pp")),
            ("状态", Show::Status),
            ("自报完成率", Show::Percent("stated_ratio")),
            ("自报核对", Show::Code("stated_check")),
            ("数据截至", Show::Date("as_of")),
            ("统一单位", Show::Words("unit")),
            ("统一目标值", Show::Number("target")),
            ("统一完成值", Show::Number("actual")),
            ("差额", Show::Number("gap")),
            ("差额单位", Show::Words("gap_unit")),
            ("后续月均需完成", Show::Number("required_per_month")),
            ("说明", Show::Note),
            ("原文", Show::Quote),
            ("板块", Show::Words("section")),
            ("任务", Show::Words("task")),
            ("来源文件", Show::Words("source")),
        ],
    },
    View {
        name: "未报数",
        keeps: |table, row| table.cell(row, "kind") == Some("open"),
        columns: &[
            ("序号", Show::Words("task_no")),
            ("指标", Show::Words("indicator")),
            ("范围", Show::Words("scope")),
            ("目标", Show::Goal),
            ("状态", Show::Status),
            ("原因", Show::Code("ratio_note")),
            ("原文", Show::Quote),
            ("目标原文", Show::Words("goal_text")),
            ("板块", Show::Words("section")),
            ("任务", Show::Words("task")),
            ("来源文件", Show::Words("source")),
        ],
    },
    View {
        name: "待核对",
        keeps: to_check,
        columns: &[
            ("序号", Show::Words("task_no")),
            ("指标", Show::Words("indicator")),
            ("预警", Show::Words("findings")),
            ("目标", Show::Goal),
            ("完成", Show::Figure),
            ("完成率", Show::Percent("completion_ratio")),
            ("自报完成率", Show::Percent("stated_ratio")),
            ("自报核对", Show::Code("stated_check")),
            ("反推目标下限", Show::Number("implied_target_low")),
            ("反推目标上限", Show::Number("implied_target_high")),
            ("统一单位", Show::Words("unit")),
            ("状态", Show::Status),
            ("说明", Show::Note),
            ("匹配依据", Show::Words("grounds")),
            ("文字来源", Show::Code("text_source")),
            ("识别置信度", Show::Number("text_certainty")),
            ("原文", Show::Quote),
            ("目标原文", Show::Words("goal_text")),
            ("完成原文", Show::Words("figure_text")),
            ("来源文件", Show::Words("source")),
        ],
    },
];

/// Rows with an alert of their own, pairs that do not compare, and what was read from a picture.
fn to_check(table: &Table, row: usize) -> bool {
    let alerts = table.cell(row, "findings").is_some_and(|codes| codes.split(';').any(|code| code != "R12"));
    let apart =
        table.cell(row, "kind") == Some("paired") && table.cell(row, "ratio_note").is_some_and(differs);
    alerts || apart || table.cell(row, "text_source") == Some("ocr")
}

fn differs(note: &str) -> bool {
    note.ends_with("_differs") || ["tied", "overflow", "sign", "zero_target"].contains(&note)
}

impl View {
    pub(super) fn sheet(&self, sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
        let rows: Vec<usize> = (0..table.rows.len()).filter(|row| (self.keeps)(table, *row)).collect();
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        for (at, (head, show)) in (0u16..).zip(self.columns) {
            sheet.write_string_with_format(0, at, *head, &look.head)?;
            let texts: Vec<String> = rows.iter().map(|row| show.text(table, *row)).collect();
            sheet.set_column_width(at, width(texts.iter().map(String::as_str).chain([*head])))?;
            for (line, (row, text)) in (1u32..).zip(rows.iter().zip(&texts)) {
                show.write(sheet, (line, at), text, table, *row, look)?;
            }
            if matches!(show, Show::Percent("completion_ratio")) && last > 0 {
                sheet.add_conditional_format(1, at, last, at, &bar())?;
            }
        }
        sheet.set_row_height(0, 32)?;
        sheet.set_freeze_panes(1, 2)?;
        sheet.autofilter(0, 0, last, u16::try_from(self.columns.len() - 1).unwrap_or(u16::MAX))?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        Ok(())
    }
}

/// A bar from nothing to the whole; more than the whole fills the cell.
fn bar() -> ConditionalFormatDataBar {
    use rust_xlsxwriter::ConditionalFormatType::Number;
    rust_xlsxwriter::ConditionalFormatDataBar::new()
        .set_fill_color(0x9D_C3_E6)
        .set_solid_fill(true)
        .set_minimum(Number, 0)
        .set_maximum(Number, 1)
}

impl Show {
    /// The cell's text; numbers in plain notation.
    fn text(self, table: &Table, row: usize) -> String {
        let cell = |name| table.cell(row, name).unwrap_or_default().to_owned();
        match self {
            Self::Words(name)
            | Self::Number(name)
            | Self::Points(name)
            | Self::Date(name)
            | Self::Percent(name) => cell(name),
            Self::Code(name) => word(&cell(name)).to_owned(),
            Self::Goal => goal(table, row),
            Self::Figure => cell("actual_value") + &cell("actual_unit"),
            Self::Status => cell("status"),
            Self::Note => note(table, row).to_owned(),
            Self::Quote => table
                .cell(row, "figure_line")
                .or(table.cell(row, "goal_line"))
                .map_or_else(|| "原文".to_owned(), |line| format!("第{line}行")),
        }
    }

    fn write(
        self,
        sheet: &mut Worksheet,
        (line, at): (u32, u16),
        text: &str,
        table: &Table,
        row: usize,
        look: &Look,
    ) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        match self {
            Self::Words(_) | Self::Code(_) | Self::Goal | Self::Figure | Self::Note => {
                look.write_words(sheet, line, at, text)
            }
            Self::Number(_) => look.write_number(sheet, line, at, text),
            Self::Percent(_) => look.write_as(sheet, line, at, text, &look.percent),
            Self::Points(_) => look.write_as(sheet, line, at, text, &look.points),
            Self::Date(_) => look.write_date(sheet, line, at, text),
            Self::Status => {
                let light = look.light(table.cell(row, "light"));
                sheet.write_string_with_format(line, at, text, light).map(drop)
            }
            // A sheet has room for so many links; the words stay.
            Self::Quote if line > LINKS => look.write_words(sheet, line, at, text),
            Self::Quote => {
                let url = Url::new(detail::place(row)).set_text(text);
                sheet.write_url_with_format(line, at, url, &look.link).map(drop)
            }
        }
    }
}

/// The reason of an empty ratio, or why a ratio has no expected progress beside it.
fn note(table: &Table, row: usize) -> &str {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    if !cell("ratio_note").is_empty() || cell("status_code") != "not_comparable" {
        return word(cell("ratio_note"));
    }
    match cell("target_basis") {
        "implied" => "基数取自文内, 不比序时",
        "total_plan" => "目标为项目总计划, 不比序时",
        "multi_year" => "目标跨年, 不比序时",
        "province" | "period" => "目标不按全年口径, 不比序时",
        _ if cell("as_of").is_empty() => "没有截至日期, 不比序时",
        _ => "口径不明, 不比序时",
    }
}

/// ≥1260亿元, 5–6%.
fn goal(table: &Table, row: usize) -> String {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    let bound = match cell("target_op") {
        ">=" => "≥",
        "<=" => "≤",
        "~" => "约",
        bound @ (">" | "<") => bound,
        _ => "",
    };
    let upper = table.cell(row, "target_high").map(|high| format!("–{high}")).unwrap_or_default();
    format!("{bound}{}{upper}{}", cell("target_value"), cell("target_unit"))
}
