//! What the words around a number tell of the thing itself: its stage, whether all of it, what a goal is the goal of.

use super::{phrase::Phrase, sentence::Sentence, words::Kind};
use crate::{
    model::{Basis, Bound, GoalKind, QuantityKind},
    rules::{Cue, NameWords, Rulebook, Sign, Signs},
    text::Span,
};

/// The stage that a phrase names, whether it is one before completion, and whether it is only under way.
pub(crate) fn stage(phrase: &Phrase) -> (String, bool, bool) {
    let words = phrase.words;
    // 上报城市化率为53%: a level that is reported is no application.
    let reported = |index: &&usize| phrase.is_ratio() && words.bare(**index).ends_with('报');
    let staged = |index: &&usize| words.cue(**index).any(&[Cue::Stage, Cue::Process]) && !reported(index);
    let side = if phrase.before.iter().any(|index| staged(&index)) { &phrase.before } else { &phrase.after };
    let at = side.iter().rev().find(staged).copied();
    let told =
        |index: &&usize| words.cue(**index).any(&[Cue::Process, Cue::Done, Cue::Stage]) && !reported(index);
    let last = phrase.before.iter().rev().find(told);
    let last = last.or_else(|| phrase.after.iter().rev().find(told));
    let process = last.is_some_and(|&index| words.cue(index).has(Cue::Process)) && !signed(phrase);
    let early = at.is_some_and(|at| words.cue(at).has(Cue::Early));
    (at.map(|at| words.text_of(at).to_owned()).unwrap_or_default(), early, process)
}

/// 有2090户签订协议, 已签协议征地3105亩: what is signed is done, where nothing else is only under way.
fn signed(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let process = |index: &&usize| words.cue(**index).has(Cue::Process);
    let signs = |index: &usize| words.rules.signs.is(Sign::Signing, words.bare(*index));
    // 启动签订协议工作: only begun.
    let begins = |index: &usize| words.cue(*index).any(&[Cue::Action, Cue::Undone, Cue::Plan]);
    let one = phrase.before.iter().chain(&phrase.after).filter(process).count() == 1;
    [&phrase.after, &phrase.before].iter().any(|side| {
        let at = side.iter().position(|index| process(&index)).filter(|_| one);
        let signed = at.and_then(|at| side[..at].iter().position(signs));
        signed.is_some_and(|signed| !side[..signed].iter().any(begins))
    })
}

/// 两项任务, 12项指标: what is counted are tasks, not results.
pub(crate) fn tasks(phrase: &Phrase) -> bool {
    let unit = phrase.quantity.unit_text.as_str();
    let signs = phrase.signs();
    if !signs.is(Sign::TaskCounter, unit) {
        return false;
    }
    let right = phrase.words.right(phrase.at);
    let letters = || right.iter().flat_map(|&index| phrase.words.bare(index).chars());
    let noun: String = letters().take(8).collect();
    // 10项经济社会发展预期目标情况.
    let far = || letters().take(TASK_CHARS).collect::<String>();
    let before = phrase.before_text();
    // 要抓好三件事.
    let matter = noun.chars().take(2).any(|letter| letter == '事') && !noun.contains("事故");
    let matters = unit == "件" && matter;
    let item = unit == "项";
    matters
        || item && signs.holds(Sign::Booked, before)
        || signs.begins(Sign::Booked, &noun)
        || item && signs.holds(Sign::Booked, &far())
}

/// So many characters behind 项 may name what kind of task it counts.
const TASK_CHARS: usize = 14;

/// The noun of what is counted off: 任务 of 重点任务60项.
pub(crate) fn task_noun<'w>(phrase: &Phrase<'w>) -> Option<&'w str> {
    let around = [phrase.before_text(), phrase.after_text()];
    let nouns = phrase.words.rules.signs.words(Sign::Booked);
    around.iter().find_map(|text| nouns.iter().map(String::as_str).find(|noun| text.contains(noun)))
}

/// 比2010年增长40%, 较2015年下降18%: measured from a year of its own, not against the year before.
pub(crate) fn from_year(phrase: &Phrase) -> bool {
    phrase.before.iter().any(|&at| {
        let dated = match phrase.words.words[at].kind {
            Kind::Date(date) => phrase.words.dates[date].year.is_some(),
            _ => false,
        };
        dated && at > 0 && phrase.words.bare(at - 1).ends_with(['比', '较', '以'])
    })
}

/// 达到300家, 总数300家, 稳定在18万头: a level and no work of the year; money that comes in over the year is none.
pub(crate) fn level(phrase: &Phrase, name: &str, basis: bool) -> Option<GoalKind> {
    let names = &phrase.words.rules.names;
    let yearly =
        phrase.quantity.kind == QuantityKind::Money || phrase.quantity.unit_text.ends_with('次') || basis;
    let works = [Cue::Action, Cue::Build, Cue::Done, Cue::Stage, Cue::Process];
    if names.holds(NameWords::KeptAt, phrase.before_text()) {
        return Some(GoalKind::Maintain);
    }
    let raised = || {
        let any = phrase.before.iter().any(|&at| names.is(NameWords::RaisedTo, phrase.words.bare(at)));
        any && !yearly
            && !phrase
                .cues()
                .any(|(place, set)| set.any(&works) && !names.is(NameWords::RaisedTo, phrase.text(place)))
    };
    by_name(name, phrase.quantity.bound, phrase.words.rules).or_else(|| raised().then_some(GoalKind::Level))
}

/// 平均浓度, 失业率: a ceiling, whatever is said of it; 人才总量: a level.
pub(crate) fn by_name(name: &str, bound: Bound, rules: &Rulebook) -> Option<GoalKind> {
    let low = bound == Bound::Exactly && rules.names.ends(NameWords::KeptLow, name);
    let level = || is_stock(name, &rules.signs).then_some(GoalKind::Level);
    low.then_some(GoalKind::AtMost).or_else(level)
}

/// 人才总量, 贷款余额, 每千人口床位: what there is by its name.
fn is_stock(name: &str, signs: &Signs) -> bool {
    name.starts_with('每') || [Sign::StockNoun, Sign::Balance].into_iter().any(|sign| signs.ends(sign, name))
}

/// What a goal is the goal of: the year, unless words of the phrase say otherwise.
pub(crate) fn goal_of(phrase: &Phrase, sentence: &Sentence) -> Basis {
    let words = phrase.words;
    let around = || phrase.before.iter().chain(&phrase.after).copied();
    let any = |said: &dyn Fn(usize, &str) -> bool| around().any(|at| said(at, words.text_of(at)));
    let set_above = |at: usize, text: &str| {
        // 超过省定85%的目标: nothing but who set it; 省级以上研发平台 are of that rank.
        let alone = || phrase.before.last() == Some(&at) && phrase.signs().is(Sign::SetAbove, words.bare(at));
        alone()
            || words.cue(at).any(&[Cue::Plan, Cue::PlanNoun]) && phrase.signs().begins(Sign::SetAbove, text)
    };
    let of_part = |at: usize, _: &str| {
        phrase.signs().is(Sign::PartOfYear, words.bare(at)) || !phrase.is_ratio() && part_of_year(phrase, at)
    };
    if sentence.years || any(&|at, _| words.cue(at).has(Cue::Years)) {
        Basis::MultiYear
    } else if sentence.since
        || any(&|at, text| words.cue(at).any(&[Cue::Scale, Cue::Total]) && text.contains('总'))
    {
        Basis::TotalPlan
    } else if any(&set_above) {
        Basis::Province
    } else if any(&of_part) {
        Basis::Period
    } else {
        Basis::Annual
    }
}

/// 8月份计划完成1800万元: a month of its own, or months from January that are not all twelve; 8月底前 is a term.
fn part_of_year(phrase: &Phrase, at: usize) -> bool {
    let Kind::Date(date) = phrase.words.words[at].kind else { return false };
    let rest = phrase.words.text[phrase.words.words[at].span.end..].trim_start_matches('份');
    let term = rest.starts_with(|c| "底末前中初".contains(c))
        || phrase.words.bare(at).ends_with(|c| "底末前日".contains(c));
    phrase.words.dates[date].months.is_some_and(|months| months != (1, 12)) && !term
}

/// What a mean rate is reckoned by.
const MEAN: char = '均';

/// Counters that a noun of number ends with: 户 of 户数.
const COUNTERS: &str = "户人套件家所座村镇乡县栋处台";

/// 按户数计开工率为104%, 按小区数计占任务的76%: by what a rate is reckoned; 个 where its noun has no counter of its own.
///
/// 均 for a mean, which is no figure's rate.
pub(crate) fn counted_in(phrase: &Phrase) -> Option<char> {
    if phrase.before_text().contains("平均") {
        return Some(MEAN);
    }
    let (_, behind) = phrase.before_text().split_once('按')?;
    let (noun, _) = behind.split_once('计')?;
    let counter = noun.strip_suffix('数')?.chars().next_back()?;
    Some(if COUNTERS.contains(counter) { counter } else { '个' })
}

/// From the first word that leads up to the number to the last that follows it.
pub(crate) fn clause(phrase: &Phrase) -> Span {
    let words = &phrase.words.words;
    let first = phrase.before.first().map_or(phrase.at, |&first| first);
    let last = phrase.after.last().map_or(phrase.at, |&last| last);
    words[first].span.to(words[last].span).to(phrase.quantity.span)
}

/// 40万吨聚碳酸酯项目: an amount before its noun that only names a project.
pub(crate) fn capacity(phrase: &Phrase, name: &str) -> bool {
    let (words, kind) = (phrase.words, phrase.quantity.kind);
    let text = |indices: &[usize]| indices.iter().any(|&index| words.words[index].kind == Kind::Text);
    let extent = phrase
        .quantity
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.dimension.0.as_str(), "length" | "area"));
    let measured = kind == QuantityKind::Measure && !extent;
    let physical =
        measured || kind == QuantityKind::Money || kind == QuantityKind::Count && name.ends_with("项目");
    let urged = kind == QuantityKind::Count && phrase.has(Cue::Promote);
    let noun = phrase.after_text();
    // 支持某公司8000吨/年扩能项目: so much in a given time says how large the project is, whoever it is of.
    let paced = measured && phrase.quantity.unit_text.contains('/') && noun.contains("项目");
    if text(&phrase.before) && !paced || !physical || !text(&phrase.after) {
        return false;
    }
    let large = phrase.quantity.magnitude > rust_decimal::Decimal::ONE;
    if large && phrase.has(Cue::Promote) && !noun.ends_with("建设") {
        return true;
    }
    let acted = phrase.has(Cue::Done) || phrase.has(Cue::Plan);
    !urged
        && (noun.contains("项目") || noun.contains("改扩建") || !noun.ends_with("建设") && measured && !acted)
}

/// 6个乡镇达到或超过85%: the line by which places are counted, and no level of theirs.
pub(super) fn classes(phrase: &Phrase) -> bool {
    let (words, signs) = (phrase.words, phrase.signs());
    let counted = |at: &usize| matches!(words.words[*at].kind, Kind::Quantity(_));
    let between: Vec<usize> = (0..phrase.at).rev().take_while(|at| !counted(at)).collect();
    let place = |at: &usize| words.rules.names.ends(NameWords::Place, words.bare(*at));
    let crosses = |at: &usize| {
        let reaches = signs.ends(Sign::Reaches, words.bare(*at));
        reaches || words.cue(*at).any(&[Cue::Beyond, Cue::Undone, Cue::Distance])
    };
    phrase.glued
        && between.last().is_some_and(place)
        && (between.iter().any(crosses) || phrase.quantity.bound != Bound::Exactly)
}
