//! The words of an account as machines read them: ids that stay, in English, whatever the language of people is.

use serde::Serializer;

/// Each word and its id.
const IDS: &[(&str, &str)] = &[
    ("未采用", "unused"),
    ("目标", "goal"),
    ("基数", "base"),
    ("完成", "figure"),
    ("自报率", "rate"),
    ("增减", "change"),
    ("背景", "aside"),
    ("无单位数", "number"),
    ("计数", "count"),
    ("金额", "money"),
    ("计量", "measure"),
    ("百分比", "percent"),
    ("百分点", "points"),
    ("倍数", "multiple"),
    ("成数", "tenths"),
    ("分数", "fraction"),
    ("序数", "ordinal"),
    ("", ""),
    ("不低于", "at_least"),
    ("高于", "more_than"),
    ("不超过", "at_most"),
    ("低于", "less_than"),
    ("左右", "about"),
    ("区间", "between"),
    ("约", "about"),
    ("余", "over"),
    ("近", "nearly"),
    ("有目标用语或在目标部分", "declared"),
    ("有完成用语", "reached"),
    ("本句未写指标, 取自前文", "name_from_before"),
    ("分项", "part"),
    ("申报或办理中", "in_process"),
    ("完成前的环节", "early_stage"),
    ("降幅", "fall"),
    ("增幅", "growth"),
    ("后有“全部”", "whole"),
    ("是其后比率的基数", "basis"),
    ("不在目标或进展部分, 不采用", "outside"),
    ("无完成值", "unanswered"),
    ("目标未写明, 单独成行", "goal_not_printed"),
    ("只是其后比率的基数", "basis_of_a_rate"),
    ("进展部分里的计划数, 不另成行", "plan_among_results"),
    ("同一目标已有一行, 或没有指标名称, 或是报告未作答复的支出", "goal_known_or_nameless"),
    ("没有结果来答, 不成目标", "base_unanswered"),
    ("申报或办理中, 不算完成", "still_in_process"),
    ("分项, 不代表整体", "part_of_whole"),
    ("没有目标提到它", "no_goal"),
    ("没有找到它所说的完成值", "rate_of_nothing"),
    ("与其他时期的比较, 不算完成率", "comparison"),
    ("背景数: 规模、占比、位次或其他时期", "background"),
];
/// Words with something of the report behind them, and their ids.
const HEADS: &[(&str, &str)] = &[
    ("环节 ", "stage"),
    ("截至 ", "as_of"),
    ("完成值 ", "answered_by"),
    ("答目标 ", "answers"),
    ("核对完成值 ", "checks"),
];

/// The id of a word, and what stands behind it; a word without one stays as it is.
pub(super) fn id(word: &str) -> (&str, Option<&str>) {
    let head = HEADS.iter().find_map(|(head, id)| Some((*id, Some(word.strip_prefix(head)?))));
    let whole = || IDS.iter().find(|(known, _)| *known == word).map(|(_, id)| (*id, None));
    head.or_else(whole).unwrap_or((word, None))
}

pub(super) fn one<S: Serializer>(word: &str, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(id(word).0)
}

/// Each by its id; a stage and a date behind a colon.
pub(super) fn each<S: Serializer>(words: &[String], out: S) -> Result<S::Ok, S::Error> {
    let told = words.iter().map(|word| match id(word) {
        (id, Some(more)) => format!("{id}:{more}"),
        (id, None) => id.to_owned(),
    });
    out.collect_seq(told)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{HEADS, IDS, id};
    use crate::{account::Drawn, pipeline, rules::Rulebook, text::Source};

    #[test]
    fn each_word_has_one_id_of_plain_letters() {
        let words: HashSet<&str> = IDS.iter().map(|(word, _)| *word).collect();
        assert_eq!(words.len(), IDS.len());
        for (word, id) in IDS.iter().chain(HEADS) {
            assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{word} {id}");
        }
        assert_eq!(id("环节 建成"), ("stage", Some("建成")));
    }

    #[test]
    fn every_word_of_a_report_of_many_kinds_of_numbers_has_an_id() {
        let text = include_str!("../../seeds/pds-2023h1.txt");
        let (source, rules) = (Source::new("a.txt", text), Rulebook::builtin().unwrap());
        let trace = pipeline::trace(&source, &rules);
        let mut numbers = 0;
        let drawn = Drawn { source: &source, trace: &trace, rules: &rules };
        for account in drawn.tasks().into_iter().flat_map(|task| task.accounts) {
            let words = [account.role, account.kind, account.bound, account.roughness, &account.outcome];
            for word in words.into_iter().chain(account.marks.iter().map(String::as_str)) {
                assert!(id(word).0.is_ascii(), "`{word}` has no id");
            }
            numbers += 1;
        }
        assert!(numbers > 300, "{numbers}");
    }
}
