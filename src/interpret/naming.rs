//! Which words name a quantity, and to which earlier one a nameless quantity refers.

use super::{
    Claim, Role,
    frame::Frame,
    name,
    phrase::Phrase,
    role::Decision,
    same_counter, same_unit,
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
    rules::{Cue, Rulebook},
};

/// The name of a quantity and where it comes from.
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) own: bool,
    pub(crate) refers: Option<usize>,
}

/// Earlier claims and the sentence that they are looked for in.
pub(crate) struct Before<'a> {
    pub(crate) claims: &'a [Claim],
    pub(crate) sentence: usize,
    pub(crate) segment: usize,
    pub(crate) rules: &'a Rulebook,
}

/// Names the quantity of a phrase that was taken for `role`.
pub(crate) fn named(phrase: &Phrase, decision: &Decision, frame: &mut Frame, before: &Before) -> Named {
    let Decision { role, growth, of_plan, .. } = *decision;
    if let Some(text) = listed(phrase, frame) {
        return Named { text, own: true, refers: None };
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
        && before.claims[index].sentence == before.sentence
        && same_counter(&before.claims[index].quantity, phrase.quantity)
    {
        return Named { text: before.claims[index].name.clone(), own: false, refers: Some(index) };
    }
    let verb_like = role == Role::Figure && verb_like(phrase, &text);
    if !verb_like && name::has_noun(&text, before.rules) {
        return Named { text, own: true, refers: None };
    }
    let found = distributed(phrase, frame, before).or_else(|| reference(phrase, role, growth, frame, before));
    match found {
        Some(index) => {
            let known = &before.claims[index];
            let noun = !verb_like && name::has_noun(&text, before.rules);
            let text = if noun { joined(&known.name, &text) } else { known.name.clone() };
            Named { text, own: false, refers: Some(index) }
        }
        None if !name::key(&text, before.rules).is_empty() => Named { text, own: true, refers: None },
        None => subject(phrase, role, text, frame, before),
    }
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
    let verbs = &[Cue::Done, Cue::Action, Cue::Stage, Cue::Work];
    let verb = left.iter().rposition(|&index| words.cue(index).any(verbs));
    let object = verb.is_some_and(|verb| phrase.worded(&left[verb + 1..]) || !phrase.worded(&left[now..]));
    !subject && !object && text.chars().count() <= 6
}

/// 任务数分别为5个和8个 after two amounts: each refers to the one at its place.
fn distributed(phrase: &Phrase, frame: &mut Frame, before: &Before) -> Option<usize> {
    let (words, at) = (phrase.words, phrase.at);
    if phrase.left.is_empty() && words.follows_in_list(at) && !frame.places.is_empty() {
        return frame.places.pop();
    }
    phrase.left.iter().find(|&&index| words.cue(index).has(Cue::Respectively))?;
    let count = list_length(words, at);
    let ratio = phrase.is_ratio();
    let mut places: Vec<usize> = (0..before.claims.len())
        .rev()
        .take_while(|&index| before.claims[index].sentence == before.sentence)
        .filter(|&index| {
            let claim = &before.claims[index];
            claim.role != Role::Aside && (claim.quantity.kind == QuantityKind::Percent) == ratio
        })
        .take(count)
        .collect();
    if count < 2 || places.len() < count {
        return None;
    }
    let first = places.pop();
    frame.places = places;
    first
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

/// How many quantities follow in the list that begins at `at`.
fn list_length(words: &Words, at: usize) -> usize {
    (at..words.words.len())
        .take_while(|&index| match words.words[index].kind {
            Kind::Quantity(_) | Kind::Pause => true,
            Kind::Text => matches!(words.text_of(index).trim(), "和" | "及" | "与" | "以及"),
            _ => false,
        })
        .filter(|&index| matches!(words.words[index].kind, Kind::Quantity(_)))
        .count()
}

/// The earlier claim that a nameless quantity speaks of.
fn reference(phrase: &Phrase, role: Role, growth: bool, frame: &Frame, before: &Before) -> Option<usize> {
    let ratio = phrase.is_ratio();
    let fits = |claim: &Claim| match (role, claim.role) {
        (Role::Rate, _) | (_, Role::Rate | Role::Aside) => false,
        _ if growth => claim.growth,
        // 同比增长3.8%，年度目标6%: what is compared with a goal may be a growth rate.
        (Role::Goal, _) if ratio => claim.quantity.kind == QuantityKind::Percent,
        (_, Role::Change) => false,
        _ => !claim.growth && same_unit(&claim.quantity, phrase.quantity),
    };
    let earlier = || before.claims.iter().enumerate().rev();
    let here = || earlier().take_while(|(_, claim)| claim.sentence == before.sentence);
    let change = growth && role == Role::Change;
    let segment = |claim: &Claim| !change || claim.segment == before.segment;
    let near = || earlier().take_while(|(_, claim)| claim.sentence + 1 >= before.sentence);
    let counted = |claim: &Claim| same_counter(&claim.quantity, phrase.quantity);
    let own = |claim: &Claim| claim.segment == before.segment;
    let local = here()
        .find(|(_, claim)| fits(claim) && counted(claim) && own(claim))
        .or_else(|| here().find(|(_, claim)| fits(claim) && own(claim)));
    if local.is_some()
        || here()
            .any(|(_, claim)| own(claim) && claim.own && !claim.key.is_empty() && claim.role != Role::Rate)
    {
        return local.map(|(index, _)| index);
    }
    here()
        .find(|(_, claim)| fits(claim) && counted(claim) && segment(claim))
        .or_else(|| here().find(|(_, claim)| fits(claim) && segment(claim)))
        .or_else(|| {
            near().find(|(_, claim)| fits(claim) && !change && frame.topic.is_empty() && counted(claim))
        })
        .map(|(index, _)| index)
}

/// What the sentence has named, for a quantity that names nothing and refers to nothing.
fn subject(phrase: &Phrase, role: Role, text: String, frame: &Frame, before: &Before) -> Named {
    let here = || before.claims.iter().rev().take_while(|claim| claim.sentence == before.sentence);
    let named = here()
        .filter(|claim| claim.segment == before.segment)
        .chain(here())
        .find(|claim| claim.own && !claim.key.is_empty() && claim.role != Role::Rate);
    let local = named.filter(|claim| frame.topic.is_empty() || claim.segment == before.segment);
    let topic = if frame.topic.is_empty() { &frame.title } else { &frame.topic };
    let subject = local.map_or_else(|| topic.clone(), |claim| claim.name.clone());
    let money = role != Role::Rate && phrase.quantity.kind == QuantityKind::Money;
    Named { own: money && !text.is_empty(), text: joined(&subject, &text), refers: None }
}

fn joined(subject: &str, text: &str) -> String {
    if subject.ends_with(text) { subject.to_owned() } else { format!("{subject}{text}") }
}
