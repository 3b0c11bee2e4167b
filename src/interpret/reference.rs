//! To which earlier claim a nameless quantity refers.

use super::{
    Claim, Role,
    before::Before,
    frame::Frame,
    naming::Named,
    phrase::Phrase,
    words::{Kind, Words},
};
use crate::{model::QuantityKind, rules::Cue};

/// 任务数分别为5个和8个 after two amounts: each refers to the one at its place.
pub(crate) fn distributed(phrase: &Phrase, frame: &mut Frame, before: Before) -> Option<usize> {
    let (words, at) = (phrase.words, phrase.at);
    if phrase.left.is_empty() && words.follows_in_list(at) && !frame.places.is_empty() {
        return frame.places.pop();
    }
    phrase.left.iter().find(|&&index| words.cue(index).has(Cue::Respectively))?;
    let count = list_length(words, at);
    let ratio = phrase.is_ratio();
    let mut places: Vec<usize> = before
        .here()
        .filter(|(_, claim)| {
            claim.role != Role::Aside && (claim.quantity.kind == QuantityKind::Percent) == ratio
        })
        .map(|(index, _)| index)
        .take(count)
        .collect();
    if count < 2 {
        return None;
    }
    if places.len() < count {
        places = of_the_sentence_before(before, count)?;
    }
    let first = places.pop();
    frame.places = places;
    first
}

/// 任务为A、B、C。目前分别完成a、b、c: the claims of the sentence before, where there are as many.
fn of_the_sentence_before(before: Before, count: usize) -> Option<Vec<usize>> {
    let last = before.earlier().next()?.1.at.sentence;
    let list: Vec<usize> = before
        .earlier()
        .take_while(|(_, claim)| claim.at.sentence == last && last + 1 == before.sentence)
        .map(|(index, _)| index)
        .collect();
    (list.len() == count).then_some(list)
}

/// The earlier claim that a nameless quantity speaks of: in its part of the sentence, in the sentence, in the
/// one before.
pub(crate) fn reference(
    phrase: &Phrase,
    role: Role,
    growth: bool,
    frame: &Frame,
    before: Before,
) -> Option<usize> {
    let change = growth && role == Role::Change;
    if let Some(amount) = changed(before).filter(|_| change) {
        return Some(amount);
    }
    let fits = |claim: &Claim| may_mean(phrase, role, growth, claim);
    let counted = |claim: &Claim| fits(claim) && claim.same_counter(phrase.quantity);
    let own = |claim: &Claim| claim.at.segment == before.segment;
    let declared = |claim: &Claim| counted(claim) && claim.role == Role::Goal && claim.declared;
    let staged = |claim: &Claim| declared(claim) && same_stage(phrase, claim);
    let planned = before.here().any(|(_, claim)| declared(claim) && own(claim));
    if role == Role::Figure
        && !planned
        && let Some((index, _)) = before.near().find(|(_, claim)| staged(claim))
    {
        return Some(index);
    }
    let repeated = |claim: &Claim| role == Role::Figure && declared(claim) && same_verb(phrase, claim);
    let local = before
        .here()
        .find(|(_, claim)| declared(claim) && own(claim) && role == Role::Figure)
        .or_else(|| before.here().find(|(_, claim)| counted(claim) && own(claim)))
        .or_else(|| before.here().find(|(_, claim)| fits(claim) && own(claim)))
        .or_else(|| before.near().find(|(_, claim)| repeated(claim)));
    if local.is_some() || before.here().any(|(_, claim)| own(claim) && names(claim)) {
        return local.map(|(index, _)| index);
    }
    let segment = |claim: &Claim| !change || own(claim);
    before
        .here()
        .find(|(_, claim)| counted(claim) && segment(claim))
        .or_else(|| before.here().find(|(_, claim)| fits(claim) && segment(claim)))
        .or_else(|| before.near().find(|(_, claim)| counted(claim) && same_stage(phrase, claim)))
        .or_else(|| before.near().find(|(_, claim)| counted(claim) && !change && frame.topic.is_empty()))
        .map(|(index, _)| index)
}

/// 税收完成48.2亿元，同比增长6.4%: the amount that a change right behind it is the change of.
fn changed(before: Before) -> Option<usize> {
    let (index, last) = before.here().next()?;
    let amount = last.role == Role::Figure && last.quantity.kind == QuantityKind::Money;
    (amount && last.own && last.reached && last.at.segment == before.segment).then_some(index)
}

/// True where the phrase repeats the verb of the goal: 引进人才60名。发布公告2次，引进43名.
fn same_verb(phrase: &Phrase, goal: &Claim) -> bool {
    let acting = |&&index: &&usize| phrase.words.cue(index).any(&[Cue::Action, Cue::Build, Cue::Work]);
    let verb = phrase.left.iter().rev().find(acting).map(|&index| phrase.words.text_of(index));
    verb.is_some_and(|verb| goal.name.starts_with(verb))
}

/// True where the phrase names the stage that the claim names: 新开工18600套 and 已开工17224套.
fn same_stage(phrase: &Phrase, claim: &Claim) -> bool {
    let begun = |text: &str| text.contains("开工") || text.contains("动工") || text.contains("复工");
    let stage = phrase.left.iter().rev().find(|&&index| phrase.words.cue(index).has(Cue::Stage));
    let stage = stage.map_or("", |&index| phrase.words.text_of(index));
    !stage.is_empty() && !claim.stage.is_empty() && begun(stage) == begun(&claim.stage)
}

/// True where a nameless quantity of this role can speak of what the claim counts.
fn may_mean(phrase: &Phrase, role: Role, growth: bool, claim: &Claim) -> bool {
    match (role, claim.role) {
        (Role::Rate, _) | (_, Role::Rate | Role::Aside) => false,
        _ if growth => claim.growth,
        // 同比增长3.8%，年度目标6%: what is compared with a goal may be a growth rate.
        (Role::Goal, _) if phrase.is_ratio() => claim.quantity.kind == QuantityKind::Percent,
        (_, Role::Change) => false,
        _ => !claim.growth && claim.same_unit(phrase.quantity),
    }
}

/// True for a claim that gives others its name.
fn names(claim: &Claim) -> bool {
    claim.own && !claim.key.is_empty() && claim.role != Role::Rate
}

/// What the sentence has named, for a quantity that names nothing and refers to nothing.
pub(crate) fn subject(phrase: &Phrase, role: Role, text: &str, frame: &Frame, before: Before) -> Named {
    let own = |claim: &Claim| claim.at.segment == before.segment;
    let money = role != Role::Rate && phrase.quantity.kind == QuantityKind::Money;
    // 南站工程。设座位900个，年度投资5000万元: the money is the work's, not the seats'.
    let other =
        |claim: &Claim| money && !frame.title.is_empty() && matches!(claim.role, Role::Base | Role::Aside);
    let named = before
        .here()
        .filter(|(_, claim)| own(claim))
        .chain(before.here())
        .map(|(_, claim)| claim)
        .find(|claim| names(claim) && !other(claim));
    let local = named.filter(|claim| frame.topic.is_empty() || own(claim));
    let topic = if frame.topic.is_empty() { &frame.title } else { &frame.topic };
    let subject = local.map_or_else(|| topic.clone(), |claim| claim.name.clone());
    Named::new(joined(&subject, text), money && !text.is_empty(), before.rules)
}

/// A subject with what is said of it, once.
fn joined(subject: &str, text: &str) -> String {
    if subject.ends_with(text) { subject.to_owned() } else { format!("{subject}{text}") }
}

/// How many quantities follow in the list that begins at `at`.
pub(crate) fn list_length(words: &Words, at: usize) -> usize {
    (at..words.words.len())
        .take_while(|&index| match words.words[index].kind {
            Kind::Quantity(_) | Kind::Pause => true,
            Kind::Text => matches!(words.text_of(index).trim(), "和" | "及" | "与" | "以及"),
            Kind::Cue(_)
            | Kind::Date(_)
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Dash
            | Kind::Open
            | Kind::Close => false,
        })
        .filter(|&index| matches!(words.words[index].kind, Kind::Quantity(_)))
        .count()
}
