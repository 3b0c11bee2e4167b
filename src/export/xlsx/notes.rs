//! 说明: how the figures of the workbook are to be read.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    detail,
    look::Look,
    paper::{self, Cell, Column},
};
use crate::{
    export::{meaning_en, meaning_zh},
    measure::Field,
};

pub(super) const NAME: &str = "说明";

/// More rows are not held in memory: they are written as they come, without what needs all of them.
pub(super) const MANY: usize = 10_000;

/// Most links of a sheet that is written on the disk: each of them is held in memory.
pub(super) const LINKS: u32 = 10_000;

/// What a reader has to know, in the order in which the questions come.
const LINES: &[(&str, &str)] = &[
    ("完成率", "完成值÷目标值，不封顶；增速、控制、下降、区间、位次类目标不算完成率，只判是否达标。"),
    ("目标、完成", "数值与单位照原文；完成值换算成目标的单位。目标前的≥、≤、约照原文。"),
    ("序时进度", "数据截至日期之前已过完的月份÷12；只用于全年累计类目标。"),
    (
        "状态",
        "已完成≥100%；超序时：高于序时进度；达序时：相差0.05个百分点以内；略滞后：落后不到10个百分点；滞后：落后10至30个百分点；严重滞后：落后30个百分点以上（默认方案，可另选）。",
    ),
    ("达标、未达标", "没有序时进度可比的目标，只看完成值是否达到目标。"),
    ("无数据", "有目标而没有报完成值；没有报不等于零。"),
    ("无目标", "有完成值或自报完成率，而目标没有写出。"),
    ("不可比", "目标与完成值的环节、单位、时期或口径不同，或没有日期可比。"),
    ("自报完成", "只说完成而没有数值，不按100%计。"),
    ("自报完成率", "报告自己写出的完成率，与计算结果并列；两者不符的列入待核对。"),
    ("待核对", "自报率与计算不符、有预警、配对依据较弱或两数不能相比，且尚未经人工复核的行；各处口径一致。"),
    (
        "数据打架",
        "同一报告中互相矛盾的数：同一指标、区域、环节、日期而数字不一，部分大于总体，分项之和与合计不符。",
    ),
    ("平均完成率", "各行完成率的平均，每行最高按100%计。完成率(可比序时)只算有序时进度的行。"),
    ("完成率中位数", "每行最高按100%计；不足三行不给出。"),
    ("名次", "按平均完成率；并列者名次相同，其后名次空出。一行有几个责任单位的，各计一次；合计只计一次。"),
    ("合计", "不同单位的数不相加。"),
];

/// Columns that the sheet has in words and the contract in codes: what they mean here.
const SHOWN: [(&str, &str, &str); 2] = [
    ("report_period", "报告期，如 2023年上半年", "period of the report, such as H1 2023"),
    (
        "contradicts",
        "同一报告中与本行矛盾的数在第几行，两个数各是多少",
        "the line of the number that contradicts it in the report, and both numbers",
    ),
];

/// What is said besides where there are many rows.
fn of_many() -> (&'static str, String) {
    let left_out = format!(
        "超过{MANY}行：报告以文件名称呼；不列矩阵和各指标排名（可用 --matrix、--ranking 另出）；原文链接只到前{LINKS}行。各行与合计照常。"
    );
    ("行数很多", left_out)
}

pub(super) fn sheet(sheet: &mut Worksheet, title: &str, many: bool, look: &Look) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, look.said("怎样读这份台账"), &look.title)?;
    sheet.set_row_height(0, 26)?;
    let (name, left_out) = of_many();
    let left_out = look.told(&left_out);
    let table = |head: &str, lines: Vec<(&str, &str)>| {
        let (names, texts) =
            lines.into_iter().map(|(name, text)| (Cell::words(name), Cell::words(text))).unzip();
        vec![Column::new(head, 24, names), Column::new("含义", 110, texts)]
    };
    let many = many.then_some((name, left_out.as_str()));
    let terms = table("名称", many.into_iter().chain(LINES.iter().copied()).collect());
    let end = paper::table(sheet, 2, &terms, look)?;
    let heads: Vec<String> =
        detail::known().map(|field| look.head(field.name(), field.column().zh)).collect();
    let meaning = |field: Field| {
        let column = field.column();
        let shown = SHOWN.iter().find(|(name, ..)| *name == column.name);
        match (shown, look.is_english()) {
            (Some((_, zh, _)), false) => *zh,
            (Some((.., en)), true) => *en,
            (None, true) => meaning_en(column),
            (None, false) => meaning_zh(column.name),
        }
    };
    let columns = heads.iter().map(String::as_str).zip(detail::known().map(meaning)).collect();
    paper::table(sheet, end + 1, &table("明细的列", columns), look)?;
    paper::widths(sheet, &terms, look)?;
    paper::on_paper(sheet, title, look);
    Ok(())
}
