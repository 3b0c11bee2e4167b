//! Ten times the text takes ten times as long, whatever is repeated.

use std::time::{Duration, Instant};

use duibiao::{pipeline::understand, rules::Rulebook, text::Source};

/// How often a piece stands in the shorter text.
const PIECES: usize = 150;
/// Ten times the text would take a hundred times as long if the work grew with its square; a busy machine is forgiven the rest.
const MOST: u32 = 35;
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

fn taken(piece: &str, times: usize, rules: &Rulebook) -> Duration {
    let source = Source::new("a.txt", piece.repeat(times));
    let begun = Instant::now();
    let _report = understand(&source, rules);
    begun.elapsed()
}

#[test]
fn ten_times_the_text_does_not_take_a_hundred_times_as_long() {
    let rules = Rulebook::builtin().unwrap();
    for piece in REPEATED {
        let (short, long) = (taken(piece, PIECES, &rules), taken(piece, PIECES * 10, &rules));
        let most = short.max(LEAST) * MOST;
        // What looks slow is looked at twice: what else the machine does is no work of ours.
        assert!(long < most || taken(piece, PIECES * 10, &rules) < most, "{piece:?}: {short:?}, {long:?}");
    }
}
