//! By what plan a percentage is measured, whatever verb tells it.

use crate::{
    interpret::{phrase::Phrase, words::Words},
    model::{Bound, QuantityKind},
    rules::{Cue, CueSet, Sign},
    text::bare,
};

/// Longest verb between a plan noun and the percentage that it is measured by, in characters.
const VERB_CHARS: usize = 5;

/// 年度任务消化93%, 按全年计划折算114.4%, 抵计划投资的76%: the place of the plan noun by which a percentage is measured.
pub(super) fn object(phrase: &Phrase) -> Option<usize> {
    let exact = phrase.quantity.bound == Bound::Exactly && phrase.quantity.kind == QuantityKind::Percent;
    let moved = [Cue::Rise, Cue::Fall, Cue::Compare, Cue::Distance, Cue::Beyond, Cue::Undone, Cue::Share];
    if !exact || phrase.last(&moved).is_some() || urges(phrase) {
        return None;
    }
    // 达到规划的92.01%.
    let designs = |at: &usize| phrase.signs().begins(Sign::Designs, phrase.text(*at));
    let told = phrase.last(&[Cue::Forecast]).filter(designs);
    let noun = phrase.last(&[Cue::PlanNoun]).max(told);
    let verb = phrase.last(&[Cue::Plan]).filter(|&at| phrase.signs().ends(Sign::PlanNamed, phrase.text(at)));
    let found = noun.max(verb).max(designed(phrase))?;
    let between: String = phrase.before[found + 1..].iter().map(|&at| phrase.words.bare(at)).collect();
    if names_level(phrase, &between) {
        return None;
    }
    let of = between.ends_with('的');
    (of || tells(phrase, found, &between)).then_some(found)
}

/// 为省分配指标的94.9%, 达概算的116.6%: the place of a noun right before 的 that is a plan where a percentage is measured by it.
pub(super) fn called(phrase: &Phrase) -> Option<usize> {
    let exact = phrase.quantity.bound == Bound::Exactly && phrase.quantity.kind == QuantityKind::Percent;
    let signs = phrase.signs();
    let words = phrase.words;
    let text = bare(phrase.before_text()).strip_suffix('的')?;
    let last = phrase.before.len().checked_sub(1)?;
    // 的 may be a word of its own.
    let alone = words.bare(phrase.before[last]).chars().nth(1).is_none();
    let at = last.checked_sub(usize::from(alone))?;
    let verb = |&index: &usize| {
        words.cue(index).any(&[Cue::Share, Cue::Done, Cue::Now])
            || signs.is(Sign::LevelReached, words.bare(index))
    };
    let told = phrase.before[..at].iter().any(verb);
    // 完成秋种面积的17.9%: whatever so much of is completed; 完成土建工程的62% says how far a work is.
    let completes = |&index: &usize| {
        signs.begins(Sign::Completed, words.bare(index)) && !words.cue(index).has(Cue::RateName)
    };
    let verb_at = phrase.before[..at].iter().position(completes);
    let completed = verb_at.is_some_and(|verb| {
        let object = &phrase.before[verb + 1..=at];
        let links = object.iter().any(|&index| words.cue(index).has(Cue::Link));
        let works = phrase.last(&[Cue::Build, Cue::Action, Cue::Share]).is_some();
        !works && !links && phrase.names(object)
    });
    let moved = [Cue::Rise, Cue::Fall, Cue::Compare, Cue::Distance, Cue::Beyond, Cue::Undone, Cue::Past];
    let plan = signs.ends(Sign::PlanOf, text) || completed;
    (exact && told && plan && phrase.last(&moved).is_none() && !urges(phrase)).then_some(at)
}

/// 为规划加固总面积的74%: the place of the planned size by which a percentage is measured.
fn designed(phrase: &Phrase) -> Option<usize> {
    let sizes = &[Cue::Forecast, Cue::Scale, Cue::Plan];
    let designs = |&(at, set): &(usize, CueSet)| {
        at > 0 && set.any(sizes) && phrase.signs().begins(Sign::Designs, phrase.text(at))
    };
    phrase.cues().rfind(designs).map(|(at, _)| at)
}

/// 确保完成, 力争达到: what is only urged; 下达的, 既定 say of which plan it is.
fn urges(phrase: &Phrase) -> bool {
    phrase.cues().any(|(place, set)| {
        let text = phrase.text(place);
        let signs = phrase.signs();
        let sets = text.ends_with(['的', '定', '达'])
            || signs.ends(Sign::PlanNamed, text)
            || signs.begins(Sign::Designs, text);
        set.has(Cue::Plan) && !set.has(Cue::PlanNoun) && !sets
    })
}

/// 年度任务消化93%: a short verb stands between, not only 为 or 达到, which say of a level how high it is to be.
fn tells(phrase: &Phrase, noun: usize, between: &str) -> bool {
    let verb = |&index: &usize| {
        let text = phrase.words.bare(index);
        let joins = phrase.words.cue(index).has(Cue::Link) || phrase.signs().is(Sign::Joins, text);
        !joins && !text.is_empty()
    };
    let short = between.chars().nth(VERB_CHARS).is_none();
    short && phrase.before[noun + 1..].iter().any(verb)
}

/// True for the name of a level: 任务启动率, 目标覆盖面; what of the plan is done has names of its own.
fn names_level(phrase: &Phrase, text: &str) -> bool {
    phrase.has(Cue::RateName)
        || phrase.signs().words(Sign::LevelNoun).iter().any(|word| text.contains(word.as_str()))
}

/// 对照年度任务：, 从全年计划看，, 以年度盘子为分母，: a clause without a number says by what plan the next percentages are measured.
pub(crate) fn announces(words: &Words, clause: &[usize], colon: bool) -> bool {
    let signs = &words.rules.signs;
    let Some(&first) = clause.first() else { return false };
    let planned = |&index: &usize| {
        let named = words.cue(index).has(Cue::Plan) && signs.ends(Sign::PlanNamed, words.bare(index));
        words.cue(index).has(Cue::PlanNoun) || named
    };
    let begins = || clause.iter().take(2).any(|&index| signs.begins(Sign::MeasuredBy, words.bare(index)));
    let told = || clause.iter().any(|&index| words.cue(index).any(&[Cue::Now, Cue::Done, Cue::Action]));
    let noun = clause.iter().position(planned).filter(|_| begins() && !told());
    noun.is_some_and(|noun| {
        let behind: String = clause[noun + 1..].iter().map(|&index| words.bare(index)).collect();
        let reckoned = signs.words(Sign::Reckons).iter().any(|word| behind.contains(word.as_str()));
        let against = signs.begins(Sign::SetBeside, words.bare(first)) && (behind.is_empty() || colon);
        reckoned || against
    })
}

/// True for a percentage that a reckoning by a plan, announced before, can measure: nothing names a level.
pub(super) fn measurable(phrase: &Phrase) -> bool {
    let exact = phrase.quantity.bound == Bound::Exactly && phrase.quantity.kind == QuantityKind::Percent;
    exact && !names_level(phrase, phrase.before_text()) && phrase.bracket.is_none()
}
