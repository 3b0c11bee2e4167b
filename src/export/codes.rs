//! Codes of the table in words, as pages and workbooks have them.

/// Bases: code and word.
const BASES: &[(&str, &str)] = &[
    ("annual", "全年"),
    ("period", "阶段"),
    ("province", "上级下达"),
    ("total_plan", "项目总规模"),
    ("multi_year", "多年"),
    ("implied", "隐含基数"),
    ("unknown", "不明"),
];

/// Other codes: code and word.
const CODES: &[(&str, &str)] = &[
    ("text", "文字"),
    ("ocr", "图像识别"),
    ("rate_confirms", "数值与自报率吻合"),
    ("rate_phrase", "自报率句中写明目标"),
    ("same_frame", "同一句式"),
    ("same_indicator", "指标相同"),
    ("known_goal", "目标见于计划或往月"),
    ("synonym", "同义指标"),
    ("same_head", "中心词相同"),
    ("same_place", "并列位置对应"),
    ("same_row", "同一表行"),
    ("only_one", "任务内唯一"),
    ("whole", "全部完成"),
    ("person", "人工指定"),
    ("flow", "当年完成量"),
    ("level", "存量或水平"),
    ("growth", "增速"),
    ("at_most", "控制上限"),
    ("reduction", "下降"),
    ("maintain", "保持"),
    ("range", "区间"),
    ("about", "左右"),
    ("rank", "位次"),
    ("binary", "是否完成"),
    ("no_figure", "未报完成值"),
    ("said_done", "只说完成，没有数"),
    ("stage_differs", "环节不同"),
    ("unit_differs", "单位不同"),
    ("period_differs", "时期不同"),
    ("scope_differs", "范围不同"),
    ("basis_differs", "口径不同"),
    ("tied", "候选不唯一"),
    ("only_progress", "只有形象进度"),
    ("not_comparable", "人工认定不可比"),
    ("undated", "没有截至日期，不比序时"),
    ("zero_target", "目标为零"),
    ("sign", "正负不同"),
    ("ok", "与计算相符"),
    ("rounding", "在四舍五入之内"),
    ("conflict", "与计算不符"),
    ("no_target", "目标未写明"),
    ("accepted", "已采纳"),
    ("corrected", "已更正"),
    ("exact", ""),
    ("over", "余"),
    ("nearly", "近"),
    ("R01", "累计数下降"),
    ("R02", "目标变动"),
    ("R03", "口径变动"),
    ("R04", "单位疑误"),
    ("R05", "疑似改名"),
    ("R06", "不再报告"),
    ("R07", "数据未更新"),
    ("R08", "状态变差"),
    ("R09", "自报完成率不符"),
    ("R10", "完成率异常"),
    ("R11", "数据截至日期不明"),
    ("R12", "有目标无数据"),
    ("R13", "覆盖率超过100%"),
    ("R14", "增幅异常"),
    ("R15", "年度更替"),
    ("R16", "无进展"),
    ("R17", "完成数撤回"),
    ("R18", "目标未再写明"),
    ("C01", "同一指标数字不一"),
    ("C02", "同一目标前后不一"),
    ("C03", "分项之和与合计不符"),
    ("C04", "部分大于总体"),
    ("C05", "自报完成率与另一处数字不符"),
    ("C06", "两份报告数字不一"),
    ("C07", "两份报告目标不一"),
    ("C08", "累计数前后倒挂"),
];

/// A code of the table in words; a code without words as it is.
#[must_use]
pub fn word(code: &str) -> &str {
    let known = CODES.iter().chain(BASES).find(|(known, _)| *known == code);
    known.map_or(code, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::word;
    use crate::model::Alert;

    #[test]
    fn every_finding_has_words_on_pages() {
        let silent: Vec<&str> =
            Alert::ALL.iter().map(|alert| alert.code()).filter(|code| word(code) == *code).collect();
        assert!(silent.is_empty(), "say these in src/export/codes.rs: {}", silent.join(", "));
    }
}
