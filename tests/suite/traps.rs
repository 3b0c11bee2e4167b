//! Text made to be slow takes time in proportion to its length, from its bytes to its rows.

use std::time::Duration;

use duibiao::{
    pipeline,
    read::{self, Options},
    rules::Rulebook,
};

/// A text of about so many bytes.
type Made = fn(usize) -> String;

/// The same words over and over.
const WORDS: &[&str] = &[
    "分别",
    "、",
    "1",
    "12,345,",
    "万",
    "一",
    "百分之",
    "《",
    "（",
    "“",
    "《甲1个",
    "（甲1个",
    "）甲1个",
    "（1个）",
    "新建桥梁17座，",
    "新建桥梁17座、",
    "新建桥梁17座；",
    "17座",
    "17座 ",
    "已建成桥梁17座",
    "甲、乙分别达到3个、4个，",
    "一、\n",
    "7.\n",
    "3\n",
    "①建桥3座；",
    "一是建桥3座；",
    "年度目标：建桥3座。落实情况：已建2座。",
    "责任单位：交通局。",
    "责任单位： ",
    "：",
    "。",
    "1\n",
    "1\n\n",
    "目标",
    "目标\n",
    "完成",
    "计划完成",
    "完成1个",
    "2023年",
    "截至6月底，",
    "1-6月",
    "其中",
    "其中桥1座，",
    "完成年度计划的60%，",
    "完成年度计划的60%",
    "推进全市工作任务见效",
    "桥",
    "占全年计划的",
    "3至5万",
    "3-",
    "1.",
    "1余",
    "1%",
    "序号|指标|目标值|完成值|完成率\n",
    "序号 指标 目标值 完成值\n",
    "目标值\n\n",
    "三级指标年度指标值实际完成值",
];

/// Pages and tables of one thing over and over: the name of the file, what stands before, and what comes again.
const PAGES: &[(&str, &str, &str)] = &[
    ("a.csv", "指标,目标值,完成值\n", "桥,3座,2座\n"),
    ("a.csv", "", "指标,目标值,完成值\n桥,3座,2座\n"),
    ("a.csv", "", "目标值,甲\n"),
    ("a.csv", "", "桥3座\n"),
    ("a.csv", "", "\""),
    ("a.csv", "", "\"a\n"),
    ("a.csv", "", ","),
    ("a.csv", "指标", ",目标值,完成值,完成率"),
    ("a.csv", "任务,进展\n建桥17座,", "已建桥3座；"),
    ("a.md", "", "|"),
    ("a.md", "", "|-|-|\n"),
    ("a.md", "", "计划建桥3座，已建桥2座。\n\n|指标|目标值|完成值|\n|-|-|-|\n|桥|3座|2座|\n\n"),
    ("a.html", "<table>", "<tr><td>目标值"),
    ("a.html", "<table>", "<tr><td rowspan=1000 colspan=1000>甲"),
    (
        "a.html",
        "",
        "<table><tr><td>指标<td>目标值<td>完成值<tr><td>桥<td>3座<td>2座</table><p>计划建桥3座，已建桥2座。",
    ),
    ("a.html", "<html>", "<"),
    ("a.html", "<html><table>", "甲<p>"),
    ("a.html", "<html>", "<!--"),
    ("a.html", "<html><ol>", "<li>建桥3座"),
];

/// Texts that go on counting.
const COUNTED: &[(&str, Made)] = &[
    ("task numbers", |bytes| counted(bytes, |at| format!("{at}.建桥{at}座。\n落实情况：已建{at}座。\n"))),
    ("goals and figures of a paragraph", |bytes| {
        counted(bytes, |at| format!("计划建桥{at}座，已建{at}座。"))
    }),
    ("goals and figures of a sentence", |bytes| counted(bytes, |at| format!("计划建桥{at}座，已建{at}座，"))),
    ("paragraphs of goals", |bytes| counted(bytes, |at| format!("计划建桥{at}座。\n"))),
    ("goals first, figures behind", |bytes| {
        counted(bytes / 2, |at| format!("{at}.年内建桥{at}座。\n"))
            + &counted(bytes / 2, |at| format!("已建桥{at}座。\n"))
    }),
    ("one 分别 for all numbers", |bytes| {
        format!(
            "计划{}分别{}。",
            "甲、".repeat(bytes / 12),
            counted(bytes / 2, |at| format!("{}个、", at % 9))
        )
    }),
    ("rows with cells that fit nowhere", |bytes| {
        let heads: String = (0..28).map(|at| format!("|目标值{at}")).collect();
        format!("指标{heads}|备注\n") + &counted(bytes, |at| format!("床位{at}{}|甲|乙\n", "|3".repeat(14)))
    }),
    ("a glued table", |bytes| {
        "三级指标年度指标值实际完成值".to_owned() + &counted(bytes, |at| format!("床位{at}张120张"))
    }),
    ("a row of many heads", |bytes| {
        let heads = counted(bytes / 2, |at| format!("|{at}目标值"));
        format!("指标|完成值{heads}\n床位|4{}\n", "|3".repeat(bytes / 4))
    }),
];

fn counted(bytes: usize, part: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes);
    (1..).map_while(|at| (text.len() < bytes).then(|| text.push_str(&part(at)))).count();
    text
}

/// What this thread has worked so far; the machine may be busy with other things.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(
        || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap(),
        Duration::from_nanos,
    )
}

/// How long it takes from the bytes to the rows, or to a bound.
fn takes(file: &str, text: &str, rules: &Rulebook) -> Duration {
    let start = worked();
    if let Ok(source) = read::read(file, text.as_bytes(), &Options::default()) {
        drop(pipeline::trace(&source, rules));
    }
    worked() - start
}

/// Long enough to be measured.
const SOME: Duration = Duration::from_millis(20);
/// Longest text of a trap.
const LONGEST: usize = 1 << 16;

/// Doubles a text until its time can be told; then four times the text may take at most eight times as long, where
/// a square would take sixteen.
fn slow(file: &str, made: &dyn Fn(usize) -> String, rules: &Rulebook) -> Option<String> {
    let mut bytes = 1 << 11;
    let mut time = takes(file, &made(bytes), rules);
    while time < SOME && bytes < LONGEST {
        bytes *= 2;
        time = takes(file, &made(bytes), rules);
    }
    let long = made(4 * bytes);
    let again = || takes(file, &long, rules).saturating_sub(SOME);
    let most = 8 * time.max(Duration::from_millis(1));
    let taken = again();
    // What looks slow is looked at twice.
    (taken > most && again() > most).then(|| format!("{bytes} bytes {time:?}, four times as many {taken:?}"))
}

fn all() -> impl Iterator<Item = (String, &'static str, Box<dyn Fn(usize) -> String>)> {
    let again = |before: &'static str, part: &'static str| -> Box<dyn Fn(usize) -> String> {
        Box::new(move |bytes| before.to_owned() + &part.repeat(bytes / part.len()))
    };
    let words = WORDS.iter().map(move |word| (format!("{word:?}"), "a.txt", again("", word)));
    let pages = PAGES
        .iter()
        .map(move |(file, before, part)| (format!("{file} {part:?}"), *file, again(before, part)));
    let counted = COUNTED.iter().map(|(name, made)| {
        let made: Box<dyn Fn(usize) -> String> = Box::new(made);
        ((*name).to_owned(), "a.txt", made)
    });
    words.chain(pages).chain(counted)
}

#[test]
fn four_times_the_text_takes_about_four_times_as_long() {
    let rules = Rulebook::builtin().unwrap();
    let wrong: Vec<String> = all()
        .filter_map(|(name, file, made)| Some(format!("{name}: {}", slow(file, &made, &rules)?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Run it alone: `cargo test --release -- --ignored --nocapture megabyte`.
#[test]
#[ignore = "measures time"]
fn a_megabyte_of_each_takes_seconds() {
    let rules = Rulebook::builtin().unwrap();
    for (name, file, made) in all() {
        println!("{:6.2} s  {name}", takes(file, &made(1 << 20), &rules).as_secs_f64());
    }
}
