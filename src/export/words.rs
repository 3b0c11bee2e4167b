//! Codes of the tables in the words of people.

use super::{Lang, codes};
use crate::{
    measure::COLUMNS,
    tongue::{english, english_word},
};

/// Codes that the review page has no word for, or another one.
const WORDS: &[(&str, &str)] = &[
    ("paired", "目标与完成值"),
    ("stated", "只有自报完成率"),
    ("progress", "形象进度"),
    ("open", "未报数"),
    ("figure", "无目标的数"),
    ("sentence", "本句写明"),
    ("task", "本任务写明"),
    ("report", "全文写明"),
    ("assumed", "按报告期推定"),
    ("exact", "准确数"),
    ("about", "约数"),
    ("over", "略多于"),
    ("nearly", "接近"),
    ("green", "绿"),
    ("yellow", "黄"),
    ("red", "红"),
    ("grey", "灰"),
    ("overflow", "数值超出范围"),
    ("no_figure", "未报完成值"),
    ("growth", "增速不算完成率"),
    ("at_most", "控制类不算完成率"),
    ("reduction", "下降类不算完成率"),
    ("range", "区间不算完成率"),
    ("rank", "位次不算完成率"),
    ("binary", "是否类不算完成率"),
    ("inverse", "按目标/完成计"),
    ("linear", "按2-完成/目标计"),
    ("growth_ratio", "按增速之比计"),
    ("month", "当月"),
    ("quarter", "当季"),
    ("year_to_date", "年初以来"),
    ("since_start", "开工以来"),
    ("new", "新增"),
    ("updated", "更新"),
    ("unchanged", "未变"),
    ("absent", "缺失"),
    ("same_goal", "同一目标"),
    ("other_basis", "口径不同"),
    ("other_stage", "环节不同"),
    ("other_unit", "单位不同"),
    ("near_name", "名称相近"),
    ("under_heading", "去掉标题后名称相同"),
    ("implied_goal", "自报率所含目标相同"),
    ("same_table", "各地区目标相同"),
    ("within", "名称包含"),
    ("unit", "单位相同"),
    ("goal", "目标相同"),
    ("place", "位置相同"),
    ("error", "错误"),
    ("warning", "警告"),
    ("note", "提示"),
];

/// A code in words; what has none of its own is called as on the page, and a code without words stays.
pub(super) fn word(code: &str) -> &str {
    WORDS.iter().find(|(known, _)| *known == code).map_or_else(|| codes::word(code), |(_, word)| word)
}

/// A code in words, and what stands behind it where it says how much: `near_name:66`, `split:26+36=62公里`.
fn evidence(code: &str) -> String {
    match code.split_once(':') {
        Some(("near_name", share)) => format!("名称相近{share}%"),
        Some(("split", sum)) => format!("拆分: {sum}"),
        Some(("merge", sum)) => format!("合并: {sum}"),
        _ => word(code).to_owned(),
    }
}

/// Codes with `;` between them, in words.
pub(super) fn words(codes: &str) -> String {
    codes.split(';').map(evidence).collect::<Vec<_>>().join("；")
}

/// How weak grounds of a pair are told, before what they are.
pub(super) const WEAK: &str = "配对依据较弱：";

/// A word of ours in a language.
#[must_use]
pub fn said(lang: Lang, word: &str) -> String {
    if let (Lang::En, Some(told)) = (lang, english_places(word)) {
        return told;
    }
    let paragraph = word.strip_prefix('第').and_then(|rest| rest.strip_suffix('段'));
    match (lang, paragraph.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))) {
        (Lang::Zh, _) => word.to_owned(),
        (Lang::En, Some(number)) => format!("par. {number}"),
        // Several reasons of ours in one cell.
        (Lang::En, None) if word.contains(WEAK) => {
            word.split('；').map(english).collect::<Vec<_>>().join("; ")
        }
        (Lang::En, None) => english_word(word),
    }
}

/// What contradicts a row, as people read it: 第7行：2790人 ≠ 2730人. The contract has a code and the file before the line.
pub(super) fn places(cell: &str) -> String {
    let place = |part: &str| {
        let told = part.split_once(' ').map_or(part, |(_, told)| told);
        let (before, detail) = told.split_once(' ').unwrap_or((told, ""));
        let line = before.rsplit_once(':').map_or(before, |(_, line)| line);
        let plain = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        if plain { format!("第{line}行：{detail}") } else { told.to_owned() }
    };
    cell.split("; ").map(place).collect::<Vec<_>>().join("；")
}

/// The same in English; nothing where it is something else.
fn english_places(told: &str) -> Option<String> {
    let place = |part: &str| {
        let (line, detail) = part.strip_prefix('第')?.split_once("行：")?;
        line.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("line {line}: {detail}"))
    };
    told.split('；').map(place).collect::<Option<Vec<_>>>().map(|places| places.join("; "))
}

/// The number of a task as people read it: that of a paragraph without a number is `p3` in the contract.
#[must_use]
pub fn task_number(lang: Lang, number: &str) -> String {
    let paragraph = number.strip_prefix('p').filter(|rest| !rest.is_empty());
    match paragraph.filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        Some(paragraph) => said(lang, &format!("第{paragraph}段")),
        None => number.to_owned(),
    }
}

/// A sentence or a title of ours in a language.
pub(super) fn told(lang: Lang, text: &str) -> String {
    if lang == Lang::En { english(text) } else { text.to_owned() }
}

/// The head of a column for people: its Chinese one, or its name in words.
pub(super) fn head(lang: Lang, name: &str, zh: &str) -> String {
    let known = said(lang, zh);
    match lang {
        Lang::Zh => known,
        Lang::En if known != zh => capital(&known),
        Lang::En if !name.is_ascii() => known,
        Lang::En => capital(&name.replace('_', " ")),
    }
}

/// A head in English begins with a capital letter.
pub(super) fn capital(head: &str) -> String {
    let first = head.chars().next().filter(char::is_ascii_lowercase);
    first.map_or_else(|| head.to_owned(), |first| first.to_uppercase().chain(head[1..].chars()).collect())
}

/// Names of columns with `;` between them, as people head them.
pub(super) fn heads(names: &str, lang: Lang) -> String {
    let head = |name: &str| {
        COLUMNS
            .iter()
            .find(|column| column.name == name)
            .map_or_else(|| name.to_owned(), |column| self::head(lang, column.name, column.zh))
    };
    let between = if lang == Lang::Zh { "、" } else { ", " };
    names.split(';').map(head).collect::<Vec<_>>().join(between)
}

/// The colour of a status by its word: green, yellow, red or grey.
pub(super) fn light(status: &str) -> &'static str {
    match status {
        "已完成" | "超序时" | "达序时" | "达标" => "green",
        "略滞后" | "滞后" | "未达标" => "yellow",
        "严重滞后" => "red",
        _ => "grey",
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, places, said, word};
    use crate::rules::Rulebook;

    #[test]
    fn what_contradicts_a_row_is_told_by_its_line() {
        let told = places("C01 c.txt:7 2790人 ≠ 2730人; C02 a b.txt:12 3个 ≠ 4个");
        assert!(told.starts_with("第7行：2790人 ≠ 2730人；"), "{told}");
        assert_eq!(said(Lang::En, "第7行：2790人 ≠ 2730人"), "line 7: 2790人 ≠ 2730人");
        assert_eq!(said(Lang::En, "第7行"), "第7行");
    }

    #[test]
    fn a_finding_is_called_alike_on_pages_and_in_messages() {
        let rules = Rulebook::builtin().unwrap();
        assert!(rules.findings.rules().len() > 20);
        for rule in rules.findings.rules() {
            assert_eq!(word(rule.alert.code()), rule.zh);
        }
    }
}
