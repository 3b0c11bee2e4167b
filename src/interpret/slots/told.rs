//! What tells of it: verbs of results, stages and works before a number.

use super::object::Lead;
use crate::{
    interpret::{next, phrase::Phrase, words::Kind},
    rules::{Cue, Sign, Slot, Slots},
};

pub(super) fn slots(lead: &Lead, slots: &mut Slots) {
    now(lead, slots);
    done(lead, slots);
    works(lead, slots);
    times(lead.phrase, slots);
    answers(lead.phrase, slots);
}

fn now(lead: &Lead, slots: &mut Slots) {
    let (phrase, now) = (lead.phrase, lead.now);
    slots.set(Slot::Now, now.is_some());
    // 截至公示日举办19场.
    let until =
        phrase.before.first().is_some_and(|&first| phrase.signs().begins(Sign::Until, lead.word(first)));
    let last_plan = lead.plan.max(lead.noun.filter(|_| lead.object.is_none()));
    // 我拜访了238次: the verb's own ending tells.
    let told = phrase.before.last().is_some_and(|&index| {
        let text = lead.word(index);
        let verb = text.ends_with('了');
        verb && !phrase.words.cue(index).has(Cue::Distance)
    });
    slots.set(Slot::NowLast, (told || until) && last_plan.is_none() || now.is_some());
}

fn done(lead: &Lead, slots: &mut Slots) {
    let (phrase, signs) = (lead.phrase, lead.phrase.signs());
    let done = phrase.cues().any(|(place, set)| {
        set.any(&[Cue::Done, Cue::Stage]) && !signs.is(Sign::LevelReached, phrase.text(place))
    });
    slots.set(Slot::Done, done || ended(phrase));
    let last_done = phrase.last(&[Cue::Done, Cue::Now]);
    let completed = |at: usize| signs.ends(Sign::Completed, phrase.text(at)) && lead.joined(at);
    slots.set(Slot::DoneLast, last_done.is_some_and(completed));
    let reaches = |&index: &usize| {
        let text = lead.word(index);
        signs.is(Sign::Reaches, text) || text.ends_with(['到', '至']) && text.chars().nth(2).is_some()
    };
    slots.set(Slot::Reaches, phrase.before.iter().any(reaches));
}

/// 招到197人, 改好138户: the ending of a short verb right before the number says that it is done.
fn ended(phrase: &Phrase) -> bool {
    let [.., verb, ending] = phrase.before[..] else { return false };
    let short = phrase.words.words[verb].kind == Kind::Text && phrase.words.bare(verb).chars().count() == 1
        || phrase.words.cue(verb).any(&[Cue::Action, Cue::Work]);
    let ends = phrase.words.words[ending].kind != Kind::Text || short;
    ends && short && !phrase.is_ratio() && phrase.signs().is(Sign::Ending, phrase.words.bare(ending))
}

fn works(lead: &Lead, slots: &mut Slots) {
    let phrase = lead.phrase;
    slots.set(Slot::Stage, phrase.has(Cue::Stage));
    let stage = phrase.last(&[Cue::Stage]);
    slots.set(Slot::StageNoun, stage.is_some_and(|stage| phrase.names(lead.behind(stage))));
    slots.set(Slot::Action, phrase.has(Cue::Action));
    let work = phrase.last(&[Cue::Work, Cue::Build]).is_some();
    // 路基已经推进9%.
    let pushed = lead.now.is_some()
        && phrase.before.last().is_some_and(|&last| phrase.words.cue(last).has(Cue::Promote));
    slots.set(Slot::Work, work || pushed || lead.now.is_some_and(|now| has_verb(phrase, now)));
    slots.set(Slot::Process, phrase.has(Cue::Process));
    slots.set(Slot::Undone, phrase.has(Cue::Undone) && !acts_on_undone(phrase));
}

/// 打通城市未贯通道路28条: what is not done yet is what the verb before it is about.
fn acts_on_undone(phrase: &Phrase) -> bool {
    let undone = phrase.first(&[Cue::Undone]);
    let verb = phrase.first(&[Cue::Action, Cue::Build, Cue::Work, Cue::Done]);
    verb.zip(undone).is_some_and(|(verb, undone)| {
        let noun = phrase.before.last().filter(|&&last| phrase.words.words[last].kind == Kind::Text);
        verb < undone && undone + 1 < phrase.before.len() && noun.is_some()
    })
}

fn times(phrase: &Phrase, slots: &mut Slots) {
    let dated = phrase.before.iter().any(|&index| match phrase.words.words[index].kind {
        Kind::Date(date) => phrase.words.dates[date].months.is_some(),
        _ => false,
    });
    slots.set(Slot::Dated, dated);
    slots.set(Slot::Past, phrase.has(Cue::Past));
    slots.set(Slot::ThisYear, phrase.has(Cue::Present));
    let part = |&index: &usize| phrase.signs().is(Sign::PartOfYear, phrase.words.bare(index));
    slots.set(Slot::PartOfYear, phrase.before.iter().any(part));
}

fn answers(phrase: &Phrase, slots: &mut Slots) {
    let next = next::next(phrase);
    slots.set(Slot::Rated, next.as_ref().is_some_and(|next| next.rates(phrase)));
    slots.set(Slot::RatedInBracket, next::rate_in_bracket(phrase));
    slots.set(Slot::Measured, next.as_ref().is_some_and(|next| next.measures(phrase)));
    slots.set(Slot::BracketGoal, next::goal_in_bracket(phrase));
    slots.set(Slot::BeforeGoal, next::goal_follows(phrase));
    let answered = |now: bool| next.as_ref().is_some_and(|next| next.answers(phrase, now));
    slots.set(Slot::Answered, answered(false));
    slots.set(Slot::Outdone, next.as_ref().is_some_and(|next| next.outdoes(phrase)));
    slots.set(Slot::AnsweredNow, answered(true));
}

/// 已收95.8%: one letter between 已 and the number is a verb.
fn has_verb(phrase: &Phrase, now: usize) -> bool {
    let [verb] = phrase.before[now + 1..] else { return false };
    let text = phrase.words.bare(verb);
    let one = text.chars().count() == 1;
    phrase.text(now).ends_with('已') && phrase.words.words[verb].kind == Kind::Text && one
}
