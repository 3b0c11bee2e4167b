//! Which words name a quantity, and to which earlier one a nameless quantity refers.

use super::{
    Role,
    before::Before,
    frame::Frame,
    name::{self, Folded},
    phrase::Phrase,
    reference::{distributed, list_length, reference, subject},
    role::Decision,
    same_counter,
    words::Kind,
};
use crate::rules::{Cue, Rulebook};

/// The name of a quantity and where it comes from.
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) key: String,
    pub(crate) own: bool,
    pub(crate) refers: Option<usize>,
}

impl Named {
    /// A name of words that stand here.
    pub(crate) fn new(text: String, own: bool, rules: &Rulebook) -> Self {
        Self { key: name::key(&text, rules), text, own, refers: None }
    }

    /// The name of an earlier claim.
    fn again(index: usize, before: Before) -> Self {
        let known = &before.claims[index];
        Self { text: known.name.clone(), key: known.key.clone(), own: false, refers: Some(index) }
    }
}

/// Names the quantity of a phrase that was taken for `role`.
pub(crate) fn named(phrase: &Phrase, decision: &Decision, frame: &mut Frame, before: Before) -> Named {
    let Decision { role, growth, of_plan, .. } = *decision;
    if let Some(text) = listed(phrase, frame) {
        return Named::new(text, true, before.rules);
    }
    let text = match (phrase.inside, role) {
        (Some(open), Role::Rate) if phrase.bracket && !phrase.worded(&phrase.left) => {
            name::of_words(phrase.words, &phrase.words.left(open))
        }
        (_, Role::Rate) if of_plan => name::of_words(phrase.words, phrase.subject()),
        _ => own_words(phrase),
    };
    if role == Role::Goal
        && (phrase.plan_after() || phrase.has(Cue::Beyond) || phrase.has(Cue::Distance))
        && let Some(index) = reference(phrase, role, growth, frame, before)
        && before.claims[index].at.sentence == before.sentence
        && same_counter(&before.claims[index].quantity, phrase.quantity)
    {
        return Named::again(index, before);
    }
    let Folded { key, noun } = Folded::new(&text, before.rules);
    let called = before.here().any(|(_, claim)| claim.role == Role::Goal && claim.key == key);
    let verb_like = role == Role::Figure
        && !(called && noun)
        && (verb_like(phrase, &text) || tells_stage(phrase, &key, before));
    if !verb_like && noun {
        return Named { text, key, own: true, refers: None };
    }
    let found = distributed(phrase, frame, before).or_else(|| reference(phrase, role, growth, frame, before));
    match found {
        Some(index) => Named::again(index, before),
        None if !key.is_empty() => Named { text, key, own: true, refers: None },
        None => subject(phrase, role, &text, frame, before),
    }
}

/// 计划32个，通过县级验收11个: right behind the goal a stage tells what became of it.
fn tells_stage(phrase: &Phrase, key: &str, before: Before) -> bool {
    phrase.has(Cue::Stage)
        && !before.here().any(|(_, claim)| name::touching(&claim.key, key))
        && !phrase.glued()
        && before.last().is_some_and(|last| {
            last.role == Role::Goal
                && last.at.segment == before.segment
                && last.same_counter(phrase.quantity)
                && !phrase.has(Cue::Plan)
        })
}

/// 现已上路120辆, 已有5个挂牌运营: the word beside the number tells what was done, not what is counted.
fn verb_like(phrase: &Phrase, text: &str) -> bool {
    let words = phrase.words;
    let left = phrase.own_left();
    let Some(now) = left.iter().rposition(|&index| words.cue(index).has(Cue::Now)) else { return false };
    // 5座危桥已拆除重建4座: between two amounts stands only what was done.
    if phrase.glued() {
        return true;
    }
    let subject = phrase.worded(&left[..now]);
    let verbs = &[Cue::Done, Cue::Action, Cue::Stage, Cue::Work, Cue::Build];
    let verb = left.iter().rposition(|&index| words.cue(index).any(verbs));
    let object = verb.is_some_and(|verb| phrase.worded(&left[verb + 1..]) || !phrase.worded(&left[now..]));
    !subject && !object && text.chars().count() <= 6
}

/// The words of the phrase itself: the noun left of the quantity, else the one right of it.
fn own_words(phrase: &Phrase) -> String {
    let words = phrase.words;
    let left = phrase.own_left();
    let verb = left.iter().rposition(|&index| {
        words.cue(index).any(&[Cue::Action, Cue::Done, Cue::Stage, Cue::Process, Cue::Plan, Cue::Now])
    });
    let object = verb.map_or(left, |verb| &left[verb + 1..]);
    let sampled = left.last().is_some_and(|&index| {
        words.words[index].kind == Kind::Text && words.text_of(index).trim().ends_with('等')
    });
    let appositive = verb.is_none()
        && phrase.reported_after()
        && left.iter().any(|&index| words.words[index].kind == Kind::Pause);
    let sampled = sampled || appositive;
    let right = phrase.own_right();
    let of = right.first().is_some_and(|&index| words.text_of(index).trim_start().starts_with('的'));
    let right_noun = phrase.worded(right) && (!of || phrase.is_ratio());
    let by_right = right_noun
        && (sampled || !phrase.worded(object) && (verb.is_some() || left.is_empty() || !phrase.worded(left)));
    if by_right && !(phrase.is_ratio() && phrase.worded(left)) {
        let noun = name::of_words(words, right);
        let verbs = name::of_words(words, verb.map_or(&[], |verb| &left[verb..=verb]));
        return if sampled { noun } else { format!("{verbs}{noun}") };
    }
    if sampled {
        return String::new();
    }
    name::of_words(words, left)
}

/// 甲、乙分别达到1个和2个: the name at the same place of the list.
fn listed(phrase: &Phrase, frame: &mut Frame) -> Option<String> {
    let (words, at) = (phrase.words, phrase.at);
    if phrase.left.is_empty() && words.follows_in_list(at) {
        return frame.names.pop();
    }
    phrase.left.iter().find(|&&index| words.cue(index).has(Cue::Respectively))?;
    let names = name::members(&name::of_words(words, phrase.own_left()), list_length(words, at))?;
    frame.names = names.into_iter().rev().collect();
    frame.names.pop()
}
