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

#[test]
fn limits_of_agreements_manuals_notices_and_studies_are_no_goals() {
    let folder = tempfile::tempdir().unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/goalless");
    let documents: Vec<_> = fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(documents.len(), 29);
    for document in documents {
        let said = said(folder.path(), &fs::read_to_string(&document).unwrap(), "en");
        assert!(said.contains("a.txt: no rows: "), "{}: {said}", document.display());
    }
}

/// Texts whose limits are goals: a plan, one year, work to be done, a report that answers them; and how many rows each has.
const LIMITS: &[(&str, usize)] = &[
    (
        "生态环境保护工作要点\n全市PM2.5平均浓度控制在35微克/立方米以内，重污染天数不超过2天，能耗强度不超过0.42吨标准煤/万元。\n",
        3,
    ),
    ("今年，全县粮食播种面积不少于58万亩，粮食总产量不低于25万吨。\n", 2),
    ("安全生产情况通报\n死亡人数不超过12人，实际死亡5人。平均住院日不超过8天，实际7.6天。\n", 2),
    ("各乡镇新建改建农村户厕不少于120座，绿化面积不少于500亩。\n", 2),
    ("2024年全年计划新建不少于10公里的绿道，建设不低于300个的停车泊位。\n", 2),
];

#[test]
fn limits_that_a_plan_sets_are_goals() {
    let folder = tempfile::tempdir().unwrap();
    for (document, rows) in LIMITS {
        fs::write(folder.path().join("a.txt"), document).unwrap();
        let output = command(folder.path(), &["extract", "a.txt"]).output().unwrap();
        assert_eq!(text(&output.stdout).lines().count(), rows + 1, "{document}");
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
