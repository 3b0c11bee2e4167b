//! Reports that nobody wrote, as long as a bench wants them: the same seed, the same text.
//!
//! Places, works, units, verbs, ways to write a number and layouts are drawn anew for each sentence, so that
//! nothing the program keeps in mind from one sentence answers the next.

mod words;

use std::fmt::Write as _;

use words::{CLAIMS, GOALS, LEADERS, MIDDLES, PARTS, PLACES, SECTIONS, SUBJECTS, WORKS, Work};

/// A report of so many tasks in one of the layouts.
pub(crate) fn report(seed: u64, tasks: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D);
    let layout = dice.below(4);
    let mut text = String::new();
    let place = dice.place();
    let month = 3 + dice.below(9);
    line(&mut text, format_args!("{place}2023年1-{month}月重点工作进展情况通报"));
    line(&mut text, format_args!("现将{place}2023年重点工作截至{month}月底的进展情况通报如下。"));
    for no in 1..=tasks {
        if no % 9 == 1 {
            let nth = NUMERALS[(no / 9) % NUMERALS.len()];
            let section = dice.one(SECTIONS);
            line(&mut text, format_args!("{nth}、{section}"));
        }
        task(&mut dice, layout, no, month, &mut text);
    }
    text
}

/// A month of a body's year: the same tasks and goals each month, and figures that go on.
#[allow(dead_code, reason = "one bench of several draws months")]
pub(crate) fn month(body: usize, month: usize, tasks: usize) -> String {
    let mut text = String::new();
    let period = if month == 1 { "1月".to_owned() } else { format!("1—{month}月") };
    line(&mut text, format_args!("测试{body:03}县2023年{period}重点工作进展情况"));
    for no in 0..tasks {
        let Work { noun, unit, .. } = WORKS[no % WORKS.len()];
        let (place, goal) = (PLACES[no / WORKS.len() % PLACES.len()], 120 + (no * 37 + body * 11) % 900);
        let done = goal * month / 12;
        line(
            &mut text,
            format_args!(
                "{}.新建{place}{noun}。年度目标{goal}{unit}，截至{month}月底，已完成{done}{unit}。",
                no + 1
            ),
        );
    }
    text
}

const NUMERALS: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(words);
    text.push('\n');
}

/// Throws that are the same on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.throw() % count as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// 清岩县, 河湾新区 …: two drawn characters and what such a place is called.
    fn place(&mut self) -> String {
        let first = *self.one(PLACES);
        let second = *self.one(PLACES);
        let sort = *self.one(&["县", "区", "镇", "市", "新区", "乡"]);
        format!("{first}{second}{sort}")
    }

    /// A place, a part and a work, each of them only sometimes.
    fn name(&mut self, work: &Work) -> String {
        let part = if self.below(3) == 0 { *self.one(PARTS) } else { "" };
        let middle = if self.below(2) == 0 { *self.one(MIDDLES) } else { "" };
        format!("{part}{middle}{}", work.noun)
    }

    /// A number between the bounds in one of the ways that reports write numbers.
    fn number(&mut self, low: usize, high: usize) -> String {
        let value = low + self.below(high - low);
        match self.below(12) {
            0 => format!("{value}余"),
            1 => grouped(value),
            2 if value >= 10_000 => format!("{}.{}万", value / 10_000, value / 1000 % 10),
            3 => format!("{value}.{}", self.below(100)),
            4 => full_width(value),
            5 if value < 100 => spoken(value),
            6 => format!("近{value}"),
            7 if value >= 100 => format!("{}-{}", value, value + value / 5),
            _ => value.to_string(),
        }
    }

    fn rate(&mut self) -> String {
        match self.below(8) {
            0 => format!("百分之{}", spoken(10 + self.below(89))),
            1 => format!("{}%", 20 + self.below(80)),
            _ => format!("{}.{}%", 20 + self.below(90), self.below(10)),
        }
    }
}

/// 12,345
fn grouped(value: usize) -> String {
    if value < 1000 { value.to_string() } else { format!("{},{:03}", value / 1000, value % 1000) }
}

/// １２３
fn full_width(value: usize) -> String {
    let wide = |digit: char| char::from_u32(u32::from(digit) - 0x30 + 0xFF10).unwrap_or(digit);
    value.to_string().chars().map(wide).collect()
}

/// 三十五
fn spoken(value: usize) -> String {
    const DIGITS: &[&str] = &["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match value / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens]),
    };
    if value == 0 { "零".to_owned() } else { format!("{tens}{}", DIGITS[value % 10]) }
}

/// A goal as it is set and the name of its work.
fn goal(dice: &mut Dice, work: &Work) -> (String, String) {
    let name = dice.name(work);
    let number = dice.number(work.low, work.high);
    let bound = *dice.one(&["", "", "", "以上", "左右"]);
    let verb = *dice.one(GOALS);
    (format!("{verb}{name}{number}{}{bound}", work.unit), name)
}

/// What was reached, in one of the orders that reports use.
fn claim(dice: &mut Dice, work: &Work, name: &str) -> String {
    let number = dice.number(work.low / 2 + 1, work.high / 2 + 2);
    let verb = *dice.one(CLAIMS);
    let unit = work.unit;
    match dice.below(5) {
        0 => format!("{verb}{number}{unit}"),
        1 => format!("{name}{verb}{number}{unit},占年度计划的{}", dice.rate()),
        2 => format!("{verb}{name}{number}{unit},同比增长{}", dice.rate()),
        _ => format!("{verb}{name}{number}{unit}"),
    }
}

/// One task: its goals, and what is said of them.
fn task(dice: &mut Dice, layout: usize, no: usize, month: usize, text: &mut String) {
    let works: Vec<&Work> = (0..=dice.below(3)).map(|_| dice.one(WORKS)).collect();
    let goals: Vec<(String, String)> = works.iter().map(|work| goal(dice, work)).collect();
    let set: Vec<&str> = goals.iter().map(|(goal, _)| goal.as_str()).collect();
    let mut reached: Vec<String> =
        works.iter().zip(&goals).map(|(work, (_, name))| claim(dice, work, name)).collect();
    if dice.below(3) == 0 {
        let work = dice.one(WORKS);
        let name = dice.name(work);
        reached.push(claim(dice, work, &name));
    }
    let (set, reached) = (set.join("、"), reached.join(*dice.one(&["，", "；", "，其中", "。"])));
    let subject = *dice.one(SUBJECTS);
    let around = around(dice);
    match layout {
        0 => {
            line(text, format_args!("{no}.{subject}，{set}。"));
            line(text, format_args!("进展情况：截至{month}月底，{reached}。{around}"));
        }
        1 => {
            line(text, format_args!("（{no}）{subject}"));
            line(text, format_args!("目标：{set}。"));
            line(text, format_args!("进展：{around}{reached}。"));
            line(text, format_args!("责任单位：{}", dice.one(LEADERS)));
        }
        2 => line(text, format_args!("{no}.{subject}。计划{set}，截至{month}月底，已{reached}。{around}")),
        _ => line(
            text,
            format_args!("{subject}方面，{around}年内要{set}。1-{month}月，{}{reached}。", dice.place()),
        ),
    }
}

/// What stands around the numbers of a task: words without any, and numbers that are no quantities.
fn around(dice: &mut Dice) -> String {
    let place = dice.place();
    let (day, no) = (1 + dice.below(28), 1 + dice.below(90));
    let leader = *dice.one(LEADERS);
    match dice.below(7) {
        0 => format!("{place}的{no}号地块完成平整，2023年9月{day}日由{leader}牵头复核。"),
        1 => format!("{leader}印发〔2023〕{no}号文件，各乡镇正在逐项对照落实，手续仍在办理。"),
        2 => format!("{place}境内S{no}线沿线的5G基站和PM2.5监测点位选址工作同步推进，方案已报{leader}审查。"),
        3 => format!(
            "{place}由于前期手续较多，二期工程的施工图仍在审查，预计第{}季度动工。",
            1 + dice.below(4)
        ),
        4 => format!("下一步，{leader}将会同{place}紧盯时间节点，倒排工期，确保按期完成年度任务。"),
        5 => format!(
            "{place}总投资{}亿元的{}项目主体封顶，正在安装设备。",
            1 + dice.below(60),
            dice.one(MIDDLES)
        ),
        _ => String::new(),
    }
}
