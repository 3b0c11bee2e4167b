//! What the title and the headings over a piece say of its numbers.

use super::{Frame, Part, dates, marker};
use crate::{
    rules::{NameWords, Rulebook},
    text::{Letters, is_digit},
};

/// Longest heading that frames what stands under it, in characters.
const HEADING_CHARS: usize = 36;
/// Longest heading without a marker, in characters.
const LINE_CHARS: usize = 24;
/// What the year to come is called.
const COMING: [&str; 5] = ["明年", "下一年", "来年", "下年", "次年"];
/// How a paragraph ends that says what is below it.
const FOLLOWS: &str = "如下";
/// A document that reports one year and plans another.
const GOVERNMENT: &str = "政府工作报告";
/// The rank of a heading without a marker, that of 一、.
const LINE_LEVEL: u8 = 1;
/// The lowest rank of a heading: (1).
const LOWEST: u8 = 4;

/// What may end a heading, its first clause or its number.
static HEAD_ENDS: Letters = Letters::of("。：:；，,.");

/// The headings that a line stands under, each with its level, and the title.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames {
    title: Frame,
    /// The title says something, be it both goals and results.
    settled: bool,
    /// It says what became of tasks: 重点工作完成情况.
    told: bool,
    /// The year that the title names.
    year: Option<i32>,
    /// True behind a section of results.
    reported: bool,
    /// The year that its heading names.
    past: Option<i32>,
    open: Vec<Over>,
    /// How many headings said something.
    entered: usize,
    /// The section is one of the year after the report.
    coming: bool,
}

/// A heading that says something of what stands under it.
#[derive(Clone, Debug)]
struct Over {
    level: u8,
    frame: Frame,
    /// Which of them it is, the first 1.
    number: usize,
}

impl Frames {
    /// Reads the title: one that names both a report and a plan says nothing.
    pub(super) fn title(&mut self, words: &str, rules: &Rulebook) {
        let words = &solid(words);
        let years: Vec<i32> = dates(words).iter().filter_map(|date| date.year).collect();
        self.year = years.first().copied();
        let frame = told(words, rules);
        if hands_out(words, rules) {
            (self.title, self.settled) = (Frame::Goals, true);
            return;
        }
        let both = frame == Frame::Goals && rules.pages.tells(words, Frame::Results);
        self.settled = said(&frame) || rules.pages.tells(words, Frame::Results);
        // 政府工作报告 reports the old year and plans the new one.
        self.told = both || frame == Frame::Results;
        self.title = if both || words.contains(GOVERNMENT) { Frame::Unsaid } else { frame };
    }

    /// Reads a paragraph that says what follows, 现将年度任务安排如下, where the title says nothing.
    pub(super) fn announced(&mut self, words: &str, rules: &Rulebook) {
        if self.settled || !self.open.is_empty() {
            return;
        }
        if let Some((before, _)) = words.split_once(FOLLOWS) {
            let clause = before.rsplit(['。', '，', ',', '；', ';', '：', ':']).next().unwrap_or_default();
            self.title = told(&solid(clause), rules);
        }
    }

    /// Reads a line with a marker: up to its first stop it is a heading, where it is short.
    pub(super) fn heading(&mut self, level: u8, words: &str, rules: &Rulebook) {
        self.open.retain(|over| over.level < level);
        // Most lines go on with a clause, and are no headings.
        if HEAD_ENDS.next(words, 0).is_some_and(|end| words[end..].starts_with(['，', ','])) {
            return;
        }
        // What is longer is no heading, wherever it ends.
        let within = |c: &char| !matches!(c, '。' | '：' | ':' | '；');
        let begun = words.chars().take_while(within).filter(|c| !c.is_whitespace());
        let head: String = begun.take(HEADING_CHARS + 2).collect();
        let head = head
            .split_once('.')
            .filter(|(_, rest)| !rest.starts_with(is_digit))
            .map_or(head.as_str(), |(head, _)| head);
        let plain = head.chars().nth(HEADING_CHARS).is_none() && !counts(head) && !head.contains(['，', ',']);
        if level <= LOWEST && plain {
            self.enter(level, head, rules);
        }
    }

    /// Reads a line without a marker, which may be a heading all the same; short lines under one another are a list.
    pub(super) fn line(&mut self, words: &str, next: &str, rules: &Rulebook) {
        let letters = words.trim_end_matches(|c: char| matches!(c, '：' | ':') || c.is_whitespace());
        if letters.chars().filter(|c| !c.is_whitespace()).nth(LINE_CHARS).is_some() {
            return;
        }
        let words = solid(words);
        let head = words.trim_end_matches(['：', ':']);
        let stops = ['。', '；', '，', ',', ';', '、', '：', ':', '|'];
        let alone = head.chars().nth(LINE_CHARS).is_none() && !head.contains(stops) && !counts(head);
        let apart = head.starts_with('【') && head.ends_with('】');
        let over = apart || next.chars().nth(LINE_CHARS).is_some() || marker(next).is_some();
        if alone && apart {
            self.open.retain(|over| over.level < LINE_LEVEL);
        }
        if alone && over && said(&told(head, rules)) {
            self.open.clear();
            self.enter(LINE_LEVEL, head, rules);
        }
    }

    fn enter(&mut self, level: u8, head: &str, rules: &Rulebook) {
        let year = dates(head).iter().filter_map(|date| date.year).next_back();
        let frame = told(head, rules);
        let frame = match frame {
            // The goals behind a report, and those of a later year, are those of the coming period.
            Frame::Goals if self.comes(year) || self.reported && blank_year(head) => Frame::Ahead,
            Frame::Unsaid if self.follows(year) => Frame::Ahead,
            // 一、完成情况, (三)目标任务: what became of them.
            Frame::Goals
                if self.open.last().is_some_and(|above| above.frame == Frame::Results)
                    || self.became(head, rules) =>
            {
                Frame::Results
            }
            // What a section of next steps or troubles is divided into is no other thing.
            // But 总体要求 is divided into 指导思想 and 主要目标.
            frame => {
                let above = self.open.last().map(|above| above.frame).filter(is_aside);
                above.filter(|above| frame != Frame::Goals || *above != Frame::Background).unwrap_or(frame)
            }
        };
        let later = self.follows(year) || year.zip(self.year).is_some_and(|(year, own)| year > own);
        let blank = year.is_none() && self.reported && blank_year(head);
        if self.topmost() {
            self.coming = frame == Frame::Ahead && (later || blank);
        }
        if frame == Frame::Results {
            (self.reported, self.past) = (true, year.or(self.past));
        }
        if said(&frame) {
            self.entered += 1;
            self.open.push(Over { level, frame, number: self.entered });
        }
    }

    /// 二、重点任务 behind 一、总体情况 in a report of what became of tasks: a section of results.
    pub(super) fn became(&self, head: &str, rules: &Rulebook) -> bool {
        self.told && self.reported && rules.names.ends(NameWords::Tasks, head.trim_end())
    }

    /// True for a section of goals that belongs to the coming period.
    fn comes(&self, year: Option<i32>) -> bool {
        year.is_some() && self.reported && self.title != Frame::Goals
    }

    /// 三、2023年重点工作 behind a section of what 2022 brought.
    fn follows(&self, year: Option<i32>) -> bool {
        year.zip(self.past.or(self.year)).is_some_and(|(year, past)| year > past) && self.topmost()
    }

    /// True under no heading with a marker.
    fn topmost(&self) -> bool {
        self.open.iter().all(|over| over.level == LINE_LEVEL)
    }

    /// True in a section of the year after the report.
    pub(super) fn is_coming(&self) -> bool {
        self.coming
    }

    /// What stands over a piece of this part.
    pub(super) fn over(&self, part: Part) -> Frame {
        let label = part.frame();
        if said(&label) {
            return label;
        }
        self.open.last().map_or(self.title, |over| over.frame)
    }

    /// Which title or heading a piece stands under.
    pub(super) fn under(&self) -> usize {
        self.open.last().map_or(0, |over| over.number)
    }
}

/// Longest clause before the colon of a label, in characters.
const LABEL: usize = 48;

/// 公布了明年就业工作目标：: what stands before the colon of a label names the year to come.
pub(super) fn names_later(until: &str) -> bool {
    let start = until.char_indices().rev().nth(LABEL).map_or(0, |(at, _)| at);
    let clause = until[start..].rsplit(['。', '，', ',', '；', ';']).next().unwrap_or_default();
    COMING.iter().any(|word| clause.contains(word))
}

/// 2017年《政府工作报告》重点任务分工: what stands behind the document that a title names says that its tasks are handed out.
pub(super) fn hands_out(title: &str, rules: &Rulebook) -> bool {
    let behind = title.rsplit_once('》').or_else(|| title.rsplit_once(GOVERNMENT));
    behind.is_some_and(|(_, rest)| {
        rules.pages.ends_framed(rest)
            && told(rest, rules) == Frame::Goals
            && !rules.pages.tells(rest, Frame::Results)
    })
}

/// Words without the blanks that some pages set between letters.
fn solid(words: &str) -> String {
    words.split_whitespace().collect()
}

/// What words say; nothing where one half reports and the other plans: 工作总结和工作计划.
pub(super) fn told(words: &str, rules: &Rulebook) -> Frame {
    let halves = words.split(['和', '及', '与', '暨']).map(|half| rules.pages.frame(half));
    let told: Vec<Frame> = halves.filter(said).collect();
    let plans = told.iter().any(|frame| matches!(frame, Frame::Goals | Frame::Ahead));
    if plans && told.contains(&Frame::Results) { Frame::Unsaid } else { rules.pages.frame(words) }
}

/// True for a heading with a year of which a part was left out: 20__年工作计划.
fn blank_year(head: &str) -> bool {
    head.split_once('年').is_some_and(|(year, _)| {
        year.ends_with(['_', '*', '×', 'X', 'x', '＊', '＿', '某'])
            && year.contains(['0', '2', 'X', '×', 'x'])
    })
}

fn is_aside(frame: &Frame) -> bool {
    matches!(frame, Frame::Ahead | Frame::Background)
}

fn said(frame: &Frame) -> bool {
    *frame != Frame::Unsaid
}

/// True where a heading holds a number that is no date.
pub(super) fn counts(head: &str) -> bool {
    let blank = head.split_once('年').filter(|_| blank_year(head));
    let head = blank.map_or(head, |(_, behind)| behind);
    let mut rest = head.to_owned();
    for date in dates(head).iter().rev() {
        rest.replace_range(date.span.start..date.span.end, "");
    }
    rest.contains(is_digit)
}

#[cfg(test)]
mod tests {
    use super::{Frames, Part};
    use crate::rules::{Frame, Rulebook};

    #[test]
    fn titles_and_headings_frame_what_stands_under_them() {
        let rules = Rulebook::builtin().unwrap();
        for (title, headings, frame) in [
            ("2023年工作总结", &[][..], Frame::Results),
            ("2023年工作总结和2024年工作计划", &[], Frame::Unsaid),
            ("2023年工作要点", &[(1, "一、主要目标")], Frame::Goals),
            ("2023年工作总结", &[(1, "2023年工作完成情况"), (1, "2024年工作计划")], Frame::Ahead),
            ("政府工作报告", &[(1, "2023年工作回顾")], Frame::Results),
            ("政府工作报告", &[(1, "2023年工作回顾"), (1, "2024年主要目标")], Frame::Ahead),
            ("重点项目进展情况通报", &[(1, "存在的问题")], Frame::Background),
            ("重点项目进展情况通报", &[(1, "存在的问题"), (2, "进展缓慢")], Frame::Background),
            ("工作汇报", &[(1, "下一步打算"), (2, "抓好项目建设")], Frame::Ahead),
            ("若干意见", &[(1, "总体要求"), (2, "主要目标")], Frame::Goals),
            ("工作汇报", &[(1, "上半年完成情况"), (2, "民生实事")], Frame::Results),
            ("工作汇报", &[(1, "上半年完成情况"), (2, "年度目标")], Frame::Results),
            ("工作汇报", &[(1, "民生实事")], Frame::Goals),
            ("重点工作完成情况", &[(1, "总体情况"), (1, "重点任务")], Frame::Results),
            ("重点工作完成情况", &[(1, "总体情况"), (1, "主要任务")], Frame::Results),
            ("重点工作完成情况", &[(1, "总体情况"), (1, "目标及时限")], Frame::Goals),
            ("重点工作完成情况", &[(1, "重点任务")], Frame::Goals),
            ("工作报告", &[(0, "来年工作重点"), (1, "推展社区服务")], Frame::Ahead),
        ] {
            let mut frames = Frames::default();
            frames.title(title, &rules);
            headings.iter().for_each(|&(level, heading)| frames.heading(level, heading, &rules));
            assert_eq!(frames.over(Part::Neutral), frame, "{title} {headings:?}");
        }
        assert_eq!(Frames::default().over(Part::Goal), Frame::Goals);
    }
}
