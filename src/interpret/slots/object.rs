//! What leads up to a number: where its plan and its plan noun stand, and what is done to them.

use super::{bracket::rate_follows, measured};
use crate::{
    interpret::{phrase::Phrase, words::Kind},
    rules::{Cue, NameWords, Sign},
    text::bare,
};

/// The words before a number, with the places that most questions are about.
pub(super) struct Lead<'p, 'w> {
    pub(super) phrase: &'p Phrase<'w>,
    /// The words as one text.
    pub(super) text: &'p str,
    pub(super) plan: Option<usize>,
    pub(super) noun: Option<usize>,
    pub(super) now: Option<usize>,
    /// The plan noun that a verb before it fulfils.
    pub(super) object: Option<usize>,
}

impl<'p, 'w> Lead<'p, 'w> {
    pub(super) fn new(phrase: &'p Phrase<'w>) -> Self {
        // 签订责任书376份: so many letters; 责任状120万株 is what one asks for.
        let signs = phrase.signs();
        let signed = || {
            let verb = |&index: &usize| signs.is(Sign::Signing, phrase.words.bare(index));
            phrase.quantity.unit_text == "份" || phrase.before.iter().any(verb)
        };
        let letter = |&at: &usize| !(signs.ends(Sign::Letter, phrase.text(at)) && signed());
        let plan = phrase.last(&[Cue::Plan]).filter(letter).filter(|&plan| !is_attribute(phrase, plan));
        Self {
            phrase,
            text: phrase.before_text(),
            plan,
            noun: phrase.last(&[Cue::PlanNoun]).filter(letter),
            now: phrase.last(&[Cue::Now]),
            object: plan_object(phrase)
                .or_else(|| due_number(phrase))
                // 增速6.1%，比预期的7%低: the level itself.
                .or_else(|| measured::object(phrase).filter(|_| !than(phrase)))
                .or_else(|| measured::called(phrase))
                .or_else(|| of_size(phrase)),
        }
    }

    /// The words behind a place.
    pub(super) fn behind(&self, place: usize) -> &'p [usize] {
        &self.phrase.before[place + 1..]
    }

    /// The word at an index, without the spaces around it.
    pub(super) fn word(&self, index: usize) -> &'w str {
        self.phrase.words.bare(index)
    }

    /// True where nothing but what joins them stands between a place and the number.
    pub(super) fn joined(&self, place: usize) -> bool {
        self.behind(place).iter().all(|&index| {
            self.phrase.words.cue(index).any(&[Cue::Link])
                || self.phrase.signs().is(Sign::Joins, self.word(index))
        })
    }
}

/// 137个计划新开工项目有117个开工: a plan right behind a count says which works are counted.
fn is_attribute(phrase: &Phrase, plan: usize) -> bool {
    let names = &phrase.words.rules.names;
    let works = |&index: &usize| {
        let plain = phrase.words.words[index].kind == Kind::Text;
        plain && names.ends(NameWords::Works, phrase.words.bare(index).trim_end_matches('有'))
    };
    plan == 0 && phrase.glued && phrase.before[1..].iter().any(works)
}

/// The place of a plan noun that a verb before it fulfils, or by which a share is measured.
pub(super) fn plan_object(phrase: &Phrase) -> Option<usize> {
    let (words, signs) = (phrase.words, phrase.signs());
    let noun = phrase.cues().rev().find(|&(place, set)| {
        set.any(&[Cue::PlanNoun])
            || set.has(Cue::Total) && !is_amount(phrase, place)
            || signs.ends(Sign::PlanNamed, phrase.text(place).trim_end_matches('的'))
            || place + 1 == phrase.before.len() && signs.ends(Sign::Mark, phrase.text(place))
            || set.has(Cue::Scale) && signs.holds(Sign::TotalNamed, phrase.text(place))
    })?;
    // 占完成总投资的59.5%: a share of what is done.
    let share = phrase.first(&[Cue::Share]).filter(|&share| share < noun.0);
    let done = |share: usize| {
        phrase.before[share + 1..noun.0].iter().any(|&at| words.cue(at).any(&[Cue::Done, Cue::Now]))
    };
    if noun.1.any(&[Cue::Scale, Cue::Total]) && share.is_some_and(done) {
        return None;
    }
    // 首次执行到位率目标不低于45%: what is done is a part of the name of the rate.
    let named = phrase.cues().rev().find(|&(place, set)| place < noun.0 && set.has(Cue::RateName));
    let from = named.map_or(0, |(place, _)| place);
    let verb = phrase.before[from..noun.0].iter().any(|&index| {
        let (cue, text) = (words.cue(index), words.text_of(index));
        let done = cue.has(Cue::Done) && signs.ends(Sign::Fulfils, text.trim_end_matches('了'));
        // 用车占比目标30%: the share is what is called, not a verb.
        let share = cue.has(Cue::Share) && !text.contains('比');
        done || share
            || cue.any(&[Cue::Beyond, Cue::Distance])
            || cue.has(Cue::Link) && matches!(text, "为" | "是")
            || cue.has(Cue::Respectively) && text.ends_with(['为', '是', '占', '达', '到'])
            || cue.has(Cue::Now) && signs.ends(Sign::Completed, text)
    });
    verb.then_some(noun.0)
}

/// 占概算4.76亿元的65.5%: the place of a noun right before an amount that is a plan where a percentage is measured by it.
fn of_size(phrase: &Phrase) -> Option<usize> {
    let last = phrase.before.len().checked_sub(1)?;
    let share = phrase.before[..last].iter().any(|&index| phrase.words.cue(index).has(Cue::Share))
        || phrase.words.cue(phrase.before[last]).has(Cue::Share);
    let plan = phrase.signs().ends(Sign::PlanOf, bare(phrase.before_text()));
    (share && plan && !phrase.is_ratio() && rate_follows(phrase)).then_some(last)
}

/// The place of 应 in 占应创建数的: how many were due, by which a share is measured.
fn due_number(phrase: &Phrase) -> Option<usize> {
    let due = phrase.last(&[Cue::Plan]).filter(|&at| phrase.text(at) == "应")?;
    let verb: String = phrase.before[due + 1..].iter().map(|&index| phrase.words.bare(index)).collect();
    let number = verb.ends_with(['数', '量', '额', '积', '程', '的']) && verb.chars().count() <= DUE_CHARS;
    let shared =
        phrase.before[..due].iter().any(|&index| phrase.words.cue(index).any(&[Cue::Share, Cue::Done]));
    (number && shared).then_some(due)
}

/// Longest name of how many were due, without 应, in characters.
const DUE_CHARS: usize = 7;

/// 收购总量, 零就业家庭总户数: the whole of what a noun right before it names, and no plan.
fn is_amount(phrase: &Phrase, place: usize) -> bool {
    let whole = phrase.signs().is(Sign::WholeAmount, phrase.text(place));
    let named = place.checked_sub(1).is_some_and(|before| {
        let index = phrase.before[before];
        phrase.words.cue(index).has(Cue::Action)
    });
    whole && named
}

/// True for what is measured against a plan: 比计划目标, 较规划要求的, 距省里下达的.
pub(super) fn than(phrase: &Phrase) -> bool {
    let begins = |text: &str| {
        let text = text.trim_matches(['“', '”', '"']);
        opens_comparison(phrase, text) || text.starts_with('距')
    };
    let planned = phrase.last(&[Cue::Plan]).or(phrase.last(&[Cue::PlanNoun]));
    planned.is_some_and(|planned| {
        let text = |&index: &usize| phrase.words.bare(index);
        let before = &phrase.before[..planned];
        // 开采量比既定计划增长10%.
        before.iter().any(|index| begins(text(index)))
            || before.iter().rev().take(2).any(|index| compares(phrase, text(index)))
    }) || phrase.cues().any(|(place, set)| set.has(Cue::Distance) && phrase.text(place).starts_with('比'))
}

/// 比计划, 较目标; but no 比重 and no 较好.
fn opens_comparison(phrase: &Phrase, text: &str) -> bool {
    text.starts_with(['比', '较']) && !phrase.signs().begins(Sign::NoComparison, text)
}

/// True for words that end with a comparison: 开采量比, but not 占比.
fn compares(phrase: &Phrase, text: &str) -> bool {
    let before = text.strip_suffix(['比', '较']);
    before.is_some_and(|before| !phrase.signs().ends(Sign::NoThan, before))
}
