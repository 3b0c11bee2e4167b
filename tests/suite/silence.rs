//! A document that gives no rows says why, and ends as it would with rows.

use std::{fs, path::Path};

use crate::cli::{command, text};

/// What is said on stderr of a document, in a language.
fn said(folder: &Path, document: &str, language: &str) -> String {
    fs::write(folder.join("a.txt"), document).unwrap();
    let output = command(folder, &["extract", "a.txt", "--lang", language]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{document}");
    text(&output.stderr)
}

#[test]
fn a_document_without_rows_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for (document, english, chinese) in [
        ("会议听取了汇报，研究了下步工作。", "there is no number in it", "文中没有数"),
        ("全市现有公园52个，绿地3000亩。", "no goal or completion rate beside them", "没有目标或完成率"),
    ] {
        let said_en = said(folder.path(), document, "en");
        assert!(said_en.contains("a.txt: no rows: ") && said_en.contains(english), "{document}: {said_en}");
        let said_zh = said(folder.path(), document, "zh");
        assert!(said_zh.contains("没有结果行：") && said_zh.contains(chinese), "{document}: {said_zh}");
    }
}

#[test]
fn a_form_that_nobody_filled_in_gives_no_rows_and_a_limit_of_none_does() {
    let folder = tempfile::tempdir().unwrap();
    let form = "计划新建公园0个，已建成0个。计划改造道路0公里，已改造0公里。";
    assert!(said(folder.path(), form, "en").contains("all 2 goals and figures in it are 0"));
    assert!(said(folder.path(), form, "zh").contains("没有填写的空表"));
    let filled = "计划新建公园0个，已建成0个。计划改造道路3公里，已改造0公里。";
    assert!(!said(folder.path(), filled, "en").contains("no rows"));
    let limit = "较大以上事故控制在0起以内，实际发生0起。";
    assert!(!said(folder.path(), limit, "en").contains("are 0"));
}

#[test]
fn documents_that_speak_of_no_plan_give_no_rows() {
    let folder = tempfile::tempdir().unwrap();
    for document in NO_PLANS {
        let said = said(folder.path(), document, "en");
        assert!(said.contains("a.txt: no rows: "), "{document}: {said}");
    }
}

/// What is no report: a list of packages, an article, a study, the news, a recipe, a log.
const NO_PLANS: &[&str] = &[
    "numpy==1.26.4\npandas>=2.1,<3.0\ntorch==2.3.0\nscipy~=1.11\n",
    "青泉湖是高原淡水湖，湖面海拔1886米，面积约297平方公里，平均水深5米。\n2008年至2015年共投资约200亿元进行治理，\
     完成环湖截污管道97公里，建成污水处理厂12座。\n流域内人口约380万人，占全省的8%。\n[1] 王某. 高原湖泊研究[M]. 1998: 23-45.\n",
    "摘要\n本文选取2010年至2020年共165个样本。结果表明，转移支付每增加1%，教育支出增加0.32%，在5%水平上显著。\n\
     问卷发放600份，回收572份，有效问卷545份，有效率为95.3%。\n变量\t系数\t标准误\n转移支付\t0.32\t0.05\n观测值\t1583\n",
    "全市今日最高气温32℃，降水概率60%。昨日地铁客运量达320万人次，创历史新高。\n主队以3比1战胜客队，控球率62%。\n",
    "# 红烧肉\n- 五花肉500克\n1. 五花肉切成3厘米见方的块，焯水5分钟。\n2. 小火炖60分钟，可供4人食用。\n",
    "2023-06-30 12:00:01 INFO worker-3 processed 1523 records in 230 ms (target 2000)\n",
];

#[test]
fn a_document_with_rows_is_not_said_to_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let said = said(folder.path(), "全年计划新建公园20个，已建成12个。", "en");
    assert!(!said.contains("no rows"), "{said}");
}
