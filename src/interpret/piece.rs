//! A piece that is read: its words, and whether they plan, report or look ahead.

use super::{
    name::of_words,
    reporting::reports_at,
    sentence::Mode,
    topic,
    turn::{goal_words, turns},
    whose::may_be_topic,
    words::{Kind, Word, Words},
};
use crate::{
    model::QuantityKind,
    outline::{Frame, Outline, Part, Piece},
    rules::{Cue, NameWords, Rulebook, Sign},
    text::Source,
};

/// Most words before the stop behind what a line speaks of, and its longest name, in characters.
const OPENING_WORDS: usize = 12;
const OPENING_CHARS: usize = 20;

/// A piece, its words, and what they say of the whole of it.
pub(super) struct ReadPiece<'a> {
    pub(super) index: usize,
    pub(super) piece: &'a Piece,
    pub(super) words: Words<'a>,
    /// Words up to here belong to sentences that say only goals.
    pub(super) goals_until: usize,
    /// A dash between goal and result.
    dash: Option<usize>,
    /// Where a part of goals turns to what was reached.
    goals_end: Option<usize>,
    /// It holds a word of results or of comparison.
    reports: bool,
    /// Nothing in it reports but a comparison: an item of goals says so of what it asks, 比上年降8元.
    compares: bool,
    /// It names months.
    dated: bool,
    /// The title or the heading over it speaks of goals, and what stands under it tells what became of them.
    pub(super) section_reports: bool,
    /// It holds a word of this period's results.
    pub(super) told: bool,
}

impl<'a> ReadPiece<'a> {
    pub(super) fn new(
        source: &'a Source,
        index: usize,
        piece: &'a Piece,
        turning: bool,
        rules: &'a Rulebook,
    ) -> Self {
        let words = Words::new(piece.span.text(&source.text), rules);
        let goals_until = goal_words(&words, piece, turning);
        let (dash, goals_end) = (dash(&words), goals_end(&words, piece.part));
        let reports = (0..words.words.len()).any(|at| reports_at(&words, at));
        let compares =
            !(0..words.words.len()).any(|at| reports_at(&words, at) && !words.cue(at).has(Cue::Compare));
        let dated = words.dates.iter().any(|date| date.months.is_some());
        let told = tells(&words);
        Self {
            index,
            piece,
            told,
            words,
            goals_until,
            dash,
            goals_end,
            reports,
            compares,
            dated,
            section_reports: false,
        }
    }

    /// What the line begins with before its first stop, dash or colon, where that is short and counts nothing: 食品抽检 of
    /// 食品抽检。今年要抽13500批次; empty where it is a sentence.
    pub(super) fn opening(&self) -> String {
        let (words, names) = (&self.words, &self.words.rules.names);
        let ends = |&at: &usize| match words.words[at].kind {
            Kind::Stop | Kind::Dash => true,
            Kind::Comma => matches!(words.bare(at), "：" | ":"),
            _ => false,
        };
        let Some(end) = (0..words.words.len().min(OPENING_WORDS)).find(ends) else { return String::new() };
        let plain = |word: &Word| matches!(word.kind, Kind::Text | Kind::Cue(_) | Kind::Pause);
        let name =
            words.words[..end].iter().all(plain).then(|| of_words(words, &(0..end).collect::<Vec<_>>()));
        // 重点项目 of 重点项目进展顺利。
        let plainly = |name: String| {
            let mut name = name.as_str();
            while let Some(rest) = names.before(NameWords::HeadingTail, name) {
                name = rest;
            }
            name.to_owned()
        };
        let may = |name: &String| {
            let short = (2..=OPENING_CHARS).contains(&name.chars().count());
            short && may_be_topic(name, names) && !topic::tells(name, names)
        };
        name.map(plainly).filter(may).unwrap_or_default()
    }

    pub(super) fn is_result(&self, at: usize) -> bool {
        matches!(self.piece.part, Part::Progress | Part::Rate) || self.dash.is_some_and(|dash| at > dash)
    }

    /// True in a section of goals that reports nothing here.
    pub(super) fn plans(&self) -> bool {
        match self.piece.frame {
            Frame::Goals if self.dated || self.section_reports => false,
            Frame::Goals => !self.reports || self.compares && self.piece.listed,
            Frame::Ahead => !self.told,
            Frame::Results | Frame::Background | Frame::Unsaid => false,
        }
    }

    /// What the label or the place makes of a number without cues.
    pub(super) fn frame(&self, at: usize, plan: bool) -> Option<Mode> {
        let goals = at < self.goals_until || self.piece.heading && !self.told || plan;
        match (self.piece.part, self.dash) {
            (Part::Goal, _) if self.goals_end.is_some_and(|end| at > end) => None,
            (Part::Goal, _) => Some(Mode::Goal),
            (Part::Progress | Part::Rate, _) => Some(Mode::Figure),
            (Part::Title | Part::Neutral | Part::Ahead | Part::Other, Some(dash)) if at > dash => {
                Some(Mode::Figure)
            }
            (Part::Title | Part::Neutral | Part::Ahead | Part::Other, Some(dash)) if goals || at < dash => {
                Some(Mode::Goal)
            }
            (Part::Title | Part::Neutral | Part::Ahead | Part::Other, _) => goals.then_some(Mode::Goal),
        }
    }
}

/// True for words that say that something is told: 已, 去年, 显示.
fn tells(words: &Words) -> bool {
    (0..words.words.len()).any(|at| words.cue(at).any(&[Cue::Now, Cue::Past, Cue::Shown]))
}

/// 目标：接待125万人次。…截至6月，接待69.8万人次，占全年任务的55.9%: the full stop behind the goals of a label before the first
/// sentence that tells a rate of the plan.
fn goals_end(words: &Words, part: Part) -> Option<usize> {
    if part != Part::Goal {
        return None;
    }
    let all = &words.words;
    let stops = (0..all.len()).filter(|&at| all[at].kind == Kind::Stop);
    let counted = |at: usize| matches!(all[at].kind, Kind::Quantity(_));
    let rated = |at: usize| {
        let percent = |at: usize| match all[at].kind {
            Kind::Quantity(index) => {
                let quantity = &words.quantities[index];
                quantity.kind == QuantityKind::Percent
            }
            _ => false,
        };
        let share = words.cue(at).any(&[Cue::Share, Cue::Done]);
        let noun = (at + 1..all.len().min(at + 4)).find(|&next| words.cue(next).has(Cue::PlanNoun));
        share && noun.is_some_and(|noun| (noun + 1..all.len().min(noun + 3)).any(percent))
    };
    stops.into_iter().find(|&stop| {
        let end = (stop + 1..all.len()).find(|&at| all[at].kind == Kind::Stop).unwrap_or(all.len());
        (0..stop).any(counted)
            && ((stop + 1..end).any(rated) || turns(words, stop + 1, end) && (stop..end).any(counted))
    })
}

/// 修缮祠堂13处——完成16处: the dash between a goal and its result, in a line that has no sentence before it.
fn dash(words: &Words) -> Option<usize> {
    let at = words.words.iter().rposition(|word| word.kind == Kind::Dash)?;
    let percent = |word: &Word| match word.kind {
        Kind::Quantity(index) => Some(words.quantities[index].kind == QuantityKind::Percent),
        _ => None,
    };
    let counted = words.words[..at].iter().rev().find_map(percent);
    // 新建13个——100%: a figure and its rate.
    let rate = counted == Some(false) && words.words[at + 1..].iter().find_map(percent) == Some(true);
    let quoted = words.text[..words.words[at].span.start].matches('“').count()
        > words.text[..words.words[at].span.start].matches('”').count();
    let reports = words.words[at + 1..].iter().take(6).any(|word| match word.kind {
        Kind::Cue(set) => set.any(&[Cue::Now, Cue::Done, Cue::Stage, Cue::Process, Cue::Undone]),
        Kind::Date(_) | Kind::Quantity(_) => true,
        _ => false,
    });
    (counted.is_some() && !rate && !quoted && reports).then_some(at)
}

/// So many words before a colon may say that a list of goals follows.
const ANNOUNCED: usize = 64;

/// 今年定下三项实事，分别为：: what stands before the colon calls what follows goals, in its own clause or in the sentence.
pub(super) fn lists_goals(words: &Words, colon: usize) -> bool {
    let first = colon.saturating_sub(ANNOUNCED);
    let stop = (first..colon).rev().find(|&at| words.words[at].kind == Kind::Stop);
    let start = stop.map_or(first, |stop| stop + 1);
    let clause = (start..colon).rev().find(|&at| words.words[at].kind == Kind::Comma);
    calls_goals(words, start, colon)
        || clause.is_some_and(|comma| calls_goals(words, comma + 1, colon))
        || calls_before(words, first, start, colon)
}

/// 重点抓好15件实事。分别是：: where a sentence only opens the list, the one before it calls what follows.
fn calls_before(words: &Words, first: usize, start: usize, colon: usize) -> bool {
    let only: String = (start..colon).map(|at| words.bare(at)).collect();
    let opens = words.rules.signs.is(Sign::OpensList, &only);
    let stop = start.checked_sub(1).filter(|_| opens);
    let before = stop.and_then(|stop| (first..stop).rev().find(|&at| words.words[at].kind == Kind::Stop));
    let from = before.map_or(first, |before| before + 1);
    stop.is_some() && calls_goals(words, from, colon)
}

/// 完成情况分别是：: what stands before the colon calls what follows results.
pub(super) fn lists_results(words: &Words, colon: usize) -> bool {
    let start = words.clause_start(colon);
    let text: String = (start..colon).map(|at| words.text_of(at)).collect();
    words.rules.signs.holds(Sign::Became, &text)
}

fn calls_goals(words: &Words, start: usize, colon: usize) -> bool {
    let text: String = (start..colon).map(|at| words.text_of(at)).collect();
    // 下半年必须完成以下目标：: what is to be completed was not.
    let text =
        ["以下", "下列", "如下"].iter().fold(text, |text, list| text.replace(&format!("完成{list}"), list));
    let has = |cues: &[Cue]| (start..colon).any(|at| words.cue(at).any(cues));
    let signs = &words.rules.signs;
    let urged = has(&[Cue::Plan]) && signs.holds(Sign::Urged, &text);
    let goals = urged || signs.holds(Sign::CallsGoals, &text);
    let told = signs.holds(Sign::Became, &text) || signs.ends(Sign::State, text.trim_end());
    // 将努力实现10个目标：.
    let planned = has(&[Cue::Plan, Cue::Future]) && signs.ends(Sign::CallsGoals, text.trim_end());
    let listed = planned || signs.holds(Sign::ListWord, &text) || text.ends_with(['是', '为']);
    goals && listed && !told && !has(&[Cue::Now, Cue::Distance, Cue::Compare, Cue::Undone])
}

/// How many acts a document without any result word names before it is taken for a plan.
const ACTS: usize = 4;

/// Longest line that says a rate and a remark, in characters.
const RATE_LINE_CHARS: usize = 60;

/// 80%（…进度滞后） under the numbered line of a task; in a section of goals the level it is to reach.
pub(super) fn is_rate_line(here: &ReadPiece, outline: &Outline) -> bool {
    let first = here.words.words.first().map(|word| word.kind);
    let percent = matches!(first, Some(Kind::Quantity(index)) if here.words.quantities[index].kind == QuantityKind::Percent);
    let next = here.words.words.get(1).map(|word| word.kind);
    let alone = matches!(next, None | Some(Kind::Open | Kind::Stop));
    let numbered = !outline.blocks[here.piece.block].place.task_no.starts_with('p');
    !here.plans() && percent && alone && numbered && here.words.text.chars().nth(RATE_LINE_CHARS).is_none()
}

/// So many clauses that end in a stage tell a document that reports.
const ENDINGS: usize = 3;

/// How many clauses end in a stage or a word of completion, and plan nothing: 殡仪馆改造完成；省道518全线贯通.
fn endings(words: &Words) -> usize {
    let stop = |at: usize| matches!(words.words[at].kind, Kind::Comma | Kind::Semicolon | Kind::Stop);
    let ends = |at: usize| {
        let start = words.clause_start(at);
        let planned = |at: usize| {
            words.cue(at).any(&[Cue::Plan, Cue::PlanNoun, Cue::Forecast, Cue::Future])
                || words.rules.signs.holds(Sign::ByThen, words.text_of(at))
                || matches!(words.words[at].kind, Kind::Quantity(_))
        };
        at > start + 1 && words.cue(at - 1).any(&[Cue::Done, Cue::Stage]) && !(start..at).any(planned)
    };
    (1..words.words.len()).filter(|&at| stop(at) && ends(at)).count()
}

/// So many characters of a text may hold its title.
const HEAD_CHARS: usize = 40;

/// True for a document that urges and counts, and has not one word of results, dates or comparison.
pub(super) fn only_plans(heres: &[Option<ReadPiece>]) -> bool {
    let heres = || heres.iter().flatten();
    let cues = |here: &ReadPiece, wanted: &[Cue]| {
        here.words.words.iter().filter(|word| matches!(word.kind, Kind::Cue(set) if set.any(wanted))).count()
    };
    let urged = heres().any(|here| cues(here, &[Cue::Plan, Cue::PlanNoun, Cue::Promote]) > 0);
    let acts: usize = heres().map(|here| cues(here, &[Cue::Action, Cue::Build])).sum();
    let reports = |here: &ReadPiece| matches!(here.piece.part, Part::Progress | Part::Rate);
    // 县教育局2016年工作总结一、工作回顾1.…: titles that stand in one line with what is below them.
    let counting = heres().position(|here| !here.words.quantities.is_empty()).unwrap_or(0);
    let begun = heres().take(counting + 1).any(|here| {
        let head: String = here.words.text.chars().take(HEAD_CHARS).collect();
        here.words.rules.pages.tells(&head, Frame::Results)
    });
    let ended: usize = heres().map(|here| endings(&here.words)).sum();
    let told = |here: &ReadPiece| reports(here) || here.piece.frame == Frame::Results;
    let plain = |here: &ReadPiece| !here.reports && !here.dated && !told(here);
    urged && !begun && acts >= ACTS && ended < ENDINGS && heres().all(plain)
}

/// How many pieces that count something report or tell, and how many count.
pub(super) fn told_share(heres: &[Option<ReadPiece>]) -> (usize, usize) {
    let counted = || heres.iter().flatten().filter(|here| !here.words.quantities.is_empty());
    (counted().filter(|here| here.reports || here.told).count(), counted().count())
}
