//! Ten times the text takes ten times as long, whatever is repeated.

use std::time::{Duration, Instant};

use duibiao::{
    pipeline::understand,
    rules::Rulebook,
    scan::{numbers, quantities},
    text::Source,
};

/// How often a piece stands in the shorter text.
const PIECES: usize = 150;
/// Ten times the text would take a hundred times as long if the work grew with its square; a busy machine is forgiven the rest.
const MOST: u32 = 35;
/// How many bytes the shorter text of traps has.
const TRAPPED: usize = 1 << 11;
/// Less is not measured.
const LEAST: Duration = Duration::from_millis(20);

/// What is repeated: on lines of their own, and in one line.
const REPEATED: &[&str] = &[
    "目标：\n",
    "完成情况：\n\n",
    "一、重点任务\n",
    "责任单位：县教育局、县财政局\n",
    "计划新建公厕19座，",
    "甲县新建公厕12座、",
    "（15座）",
    "“新建25座”",
    "完成年计划的36%，",
    "36% ",
    "2023年5月31日",
    "| 指标 | 目标 | 完成 |\n|---|---|---|\n| 公厕 | 15座 | 13座 |\n\n",
    "公厕\n15座\n13座\n\n",
];

/// What a grammar of numbers could try in ever new ways: beginnings of numbers, one behind another in one line.
const TRAPS: &[&str] = &[
    "万",
    "9",
    "、",
    "分别",
    "1,",
    "一",
    "3-",
    "约",
    "百分之",
    "近千",
    "1/",
    "≥ ",
    "     1",
    "3成",
    "翻",
    "元/月",
    "1元",
    "9斤",
    "1小时",
    "两",
    "千三",
    "1/2 ",
    "k1",
    "半",
    "1，234",
    "2e",
    "               ",
];

fn taken<T>(piece: &str, times: usize, read: impl Fn(&str) -> T) -> Duration {
    let text = piece.repeat(times);
    let begun = Instant::now();
    let _read = read(&text);
    begun.elapsed()
}

/// Asserts that ten times as many pieces do not take a hundred times as long.
#[track_caller]
fn in_proportion<T>(piece: &str, times: usize, read: impl Fn(&str) -> T) {
    let (short, long) = (taken(piece, times, &read), taken(piece, times * 10, &read));
    let most = short.max(LEAST) * MOST;
    // What looks slow is looked at twice: what else the machine does is no work of ours.
    assert!(long < most || taken(piece, times * 10, &read) < most, "{piece:?}: {short:?}, {long:?}");
}

#[test]
fn ten_times_the_text_does_not_take_a_hundred_times_as_long() {
    let rules = Rulebook::builtin().unwrap();
    for piece in REPEATED {
        in_proportion(piece, PIECES, |text| understand(&Source::new("a.txt", text), &rules));
    }
}

#[test]
fn ten_times_the_traps_do_not_take_a_hundred_times_as_long() {
    let rules = Rulebook::builtin().unwrap();
    for piece in TRAPS {
        for read in [quantities, numbers] {
            in_proportion(piece, TRAPPED / piece.len(), |text| read(text, &rules).len());
        }
    }
}
