//! What the columns of the table mean, in Chinese.

use crate::measure::{COLUMNS, Column};

const MEANINGS: &[(&str, &str)] = &[
    ("row_id", "由报告、目标与完成值算出的标识，同一内容在任何机器上相同"),
    ("source", "来源文件名"),
    ("report_title", "报告标题"),
    ("report_period", "报告期，如 2023-H1、2023-05"),
    ("section", "板块标题，照原文"),
    ("task_no", "任务序号，照原文；没有编号的按出现顺序"),
    ("task", "任务原文"),
    ("kind", "目标与完成值、只有自报完成率、形象进度、未报数、无目标的数"),
    ("indicator", "指标名称"),
    ("scope", "本行所限的区域、单位或部分"),
    ("goal_kind", "目标怎样衡量：当年完成量、水平、增速、上限、下降等"),
    ("target_op", "目标的方向：不低于、不超过、约等"),
    ("target_value", "目标值，照原文"),
    ("target_high", "区间目标的上端，照原文"),
    ("target_unit", "目标单位，照原文"),
    ("target_basis", "目标属于全年、阶段、上级下达、总计划还是多年"),
    ("actual_value", "完成值，照原文"),
    ("actual_unit", "完成值单位，照原文"),
    ("actual_qualifier", "完成值是准确数还是约数"),
    ("stage", "开工、竣工、交付等环节，照原文"),
    ("as_of", "完成值截至的日期"),
    ("as_of_source", "截至日期由何处得知"),
    ("unit", "统一目标值与统一完成值的单位"),
    ("target", "换算到统一单位的目标值"),
    ("actual", "换算到统一单位的完成值"),
    ("completion_ratio", "完成值÷目标值，不封顶；会误导时留空"),
    ("ratio_note", "完成率为何留空，按何公式计算，或为何不比序时"),
    ("stated_ratio", "报告自己写出的完成率"),
    ("stated_check", "自报完成率与计算结果是否相符"),
    ("implied_target_low", "由自报完成率反推的目标下限，只供核对"),
    ("implied_target_high", "由自报完成率反推的目标上限，只供核对"),
    ("gap", "完成值减目标值"),
    ("gap_unit", "差额单位；比率类为百分点"),
    ("target_met", "是否达到目标"),
    ("expected_ratio", "截至日期前已过完的月份÷12；只用于全年累计类目标"),
    ("pace_gap_pp", "（完成率－序时进度）×100"),
    ("status", "按所选方案评定的状态"),
    ("grounds", "完成值为何对应这个目标"),
    ("goal_text", "目标所在的原文"),
    ("goal_line", "目标在报告中的行号"),
    ("goal_start", "目标原文的起始字符"),
    ("goal_end", "目标原文的结束字符之后"),
    ("figure_text", "完成值所在的原文"),
    ("figure_line", "完成值在报告中的行号"),
    ("figure_start", "完成值原文的起始字符"),
    ("figure_end", "完成值原文的结束字符之后"),
    ("findings", "需要留意之处"),
    ("review", "人工复核结果"),
    ("status_code", "状态的代码"),
    ("light", "绿、黄、红、灰"),
    ("months_behind", "（序时进度－完成率）×12，负数为超前"),
    ("required_per_month", "余下月份平均每月需完成的数"),
    ("forecast", "按现有进度推算的全年数，三月底起"),
    ("goal_source", "目标出自另一份文件时的文件名"),
    ("rule", "得出本行的规则"),
    ("certainty", "同类行在人工评分的报告中正确的比例"),
    ("flow_period", "完成值累计的期间：当月、当季、年初以来、开工以来"),
    ("text_source", "数字来自文字，还是由扫描件识别"),
    ("text_certainty", "识别的把握，0至0.9；只用于扫描件"),
    ("body_responsible", "报告写明的责任单位或牵头单位，可有多个"),
    ("contradicts", "同一报告中与本行矛盾之处：代码、另一行的位置、两个数"),
    ("reviewed_by", "复核人，可有多个"),
    ("review_reason", "复核理由，照更正文件"),
];

/// What columns mean for people in English, where the contract speaks of its codes.
const PLAIN: &[(&str, &str)] = &[
    (
        "kind",
        "goal and figure, printed rate only, progress of works, goal without a figure, figure without a goal",
    ),
    ("goal_kind", "how the goal is measured: a sum of the year, a level, a growth, a ceiling, a fall"),
    ("target_op", "which way the goal holds its figure: at least, at most, about"),
    (
        "target_basis",
        "whether the goal is of the year, a period, several years, the whole project, or set by the province",
    ),
    ("actual_qualifier", "whether the figure is exact or rough"),
    ("as_of_source", "where the as-of date is known from"),
    ("completion_ratio", "figure / goal, not capped; empty where a ratio would mislead"),
    (
        "ratio_note",
        "why there is no completion, by which formula it is computed, or why no calendar judges it",
    ),
    ("stated_ratio", "the rate that the report prints"),
    ("stated_check", "whether the printed rate follows from the numbers"),
    ("implied_target_low", "what the printed rate implies of the goal, lower end"),
    ("implied_target_high", "what the printed rate implies of the goal, upper end"),
    ("gap", "figure less goal"),
    ("gap_unit", "unit of the gap; of rates, percentage points"),
    ("target_met", "whether the goal is met"),
    ("expected_ratio", "completed months / 12 at the as-of date; only of goals that add up over the year"),
    ("pace_gap_pp", "(completion - expected) x 100"),
    ("status", "the status by the profile that was chosen"),
    ("findings", "what deserves a look"),
    ("months_behind", "(expected - completion) x 12; below zero is ahead"),
    ("required_per_month", "what is left over the months that are left"),
    ("forecast", "the figure of the year at the pace so far, from the end of March on"),
    ("flow_period", "what the figure adds up over: the month, the quarter, since January, since the start"),
    ("text_source", "whether the numbers are of text or were read from a picture"),
    ("text_certainty", "how surely the digits were read, 0 to 1; only of pictures"),
    ("body_responsible", "the bodies in charge as the report names them, one or several"),
    ("reviewed_by", "who decided the row, one or several"),
];

/// What a column means for people in English: without codes.
pub(super) fn meaning_en(column: &Column) -> &'static str {
    PLAIN.iter().find(|(known, _)| *known == column.name).map_or(column.meaning, |(_, meaning)| *meaning)
}

/// What a column means, in Chinese; what has no Chinese meaning yet says it in English.
#[must_use]
pub fn meaning_zh(name: &str) -> &'static str {
    let known = MEANINGS.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning);
    let english = || COLUMNS.iter().find(|column| column.name == name).map(|column| column.meaning);
    known.or_else(english).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, MEANINGS, PLAIN};

    #[test]
    fn every_column_has_a_chinese_meaning_and_every_meaning_a_column() {
        let named: Vec<&str> = MEANINGS.iter().map(|(name, _)| *name).collect();
        let columns: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(named, columns);
        assert!(PLAIN.iter().all(|(name, _)| columns.contains(name)));
    }
}
