//! What a quantity counts: the indicator's name, and the key by which names are compared.

use std::borrow::Cow;

use super::{
    ends::{retrimmed, trimmed},
    whose::{own, sets, unset},
    words::{Kind, Words},
};
use crate::{
    rules::{Cue, CueSet, NameLists, NameWords},
    text::{bare, is_han},
};

/// Cue classes that never belong to a name.
const NOT_NAME: &[Cue] = &[
    Cue::Hearsay,
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Forecast,
    Cue::Now,
    Cue::Shown,
    Cue::Benefit,
    Cue::Done,
    Cue::Compare,
    Cue::Part,
    Cue::Past,
    Cue::Future,
    Cue::Present,
    Cue::Years,
    Cue::Distance,
    Cue::Respectively,
    Cue::Whole,
    Cue::Undone,
    Cue::Beyond,
    Cue::Stage,
    Cue::Early,
];

/// The name that words make, without plan and result words; empty where nothing is left.
pub(crate) fn of_words(words: &Words, indices: &[usize]) -> String {
    let mut parts: Vec<&str> = Vec::with_capacity(indices.len());
    for (place, &index) in indices.iter().enumerate() {
        let text = words.text_of(index);
        match words.words[index].kind {
            Kind::Text if words.rules.names.is(NameWords::Function, bare(text)) => {}
            // 已收98%: one letter behind 已 is a verb that no list knows.
            Kind::Text
                if !parts.is_empty()
                    && bare(text).chars().nth(1).is_none()
                    && index
                        .checked_sub(1)
                        .is_some_and(|before| words.text_of(before).ends_with(['已', '应'])) => {}
            Kind::Text => parts.push(bare(text)),
            Kind::Pause if !parts.is_empty() => parts.push("、"),
            Kind::Cue(set) if kept_before_noun(words, indices, place, set) => {
                parts.push(attached(&words.rules.names, text))
            }
            // 预算 of 预算执行率: of what it is the rate.
            Kind::Cue(_) if text == "预算" && rated(words, indices, place) => parts.push(text),
            // 无障碍改造完成: the work that was completed is what is counted.
            Kind::Cue(set) if set.has(Cue::Done) && text == "改造完成" => parts.push("改造"),
            Kind::Cue(set)
                if set.has(Cue::Scale)
                    || set.any(NOT_NAME) && !set.any(&[Cue::Action, Cue::Work, Cue::Build]) =>
            {
                parts.extend(planned_noun(&words.rules.names, text));
            }
            Kind::Cue(set) if set.has(Cue::Share) && words.rules.names.begins(NameWords::Ratio, text) => {
                let known = words.rules.names.words(NameWords::Ratio);
                parts.extend(known.iter().find(|word| text.starts_with(word.as_str())).map(String::as_str));
            }
            // 死亡人数控制在市下达的18人以内: what follows is who sets the bound.
            Kind::Cue(set) if set.has(Cue::Link) && text.ends_with("控制在") && !parts.is_empty() => break,
            Kind::Cue(set) if set.any(&[Cue::Link, Cue::Share]) => {
                // Inside a name such a word is part of it.
                let next = indices.get(place + 1).map(|&next| words.words[next].kind);
                let named = next.is_some_and(|kind| !matches!(kind, Kind::Date(_)));
                // 工业项目共到位资金: in all, and no part of the name.
                let next = indices.get(place + 1).map_or("", |&next| words.bare(next));
                let verb = indices.get(place + 1).is_some_and(|&next| words.cue(next).has(Cue::Done));
                let in_all = text == "共" && (verb || names_receipt(words, next));
                // 目标任务数为引进资金: it only links.
                let linked = text == "为" && place > 0 && words.cue(indices[place - 1]).has(Cue::PlanNoun);
                // 从江县: a name that only begins like a small word.
                let whole = || format!("{text}{next}");
                if parts.is_empty()
                    && !next.is_empty()
                    && words.rules.names.begins(NameWords::Whole, &whole())
                {
                    parts.push(text);
                }
                let within = !parts.is_empty() && named && set.has(Cue::Link) && !in_all && !linked;
                parts.extend(within.then_some(text));
            }
            Kind::Cue(_) => parts.push(text),
            Kind::Quantity(_)
            | Kind::Date(_)
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Pause
            | Kind::Dash
            | Kind::Open
            | Kind::Close => {}
        }
    }
    let names = &words.rules.names;
    let name = match parts[..] {
        [one] => Cow::Borrowed(one),
        _ => Cow::Owned(parts.concat()),
    };
    let name = trimmed(&name, names);
    let name = retrimmed(own(unset(name, names), names), name, names);
    if sets(name, names) { String::new() } else { name.to_owned() }
}

/// 到位资金: a word of receipt begins it.
fn names_receipt(words: &Words, text: &str) -> bool {
    words.rules.names.begins(NameWords::Receipt, text)
}

/// True for a word right before the name of a rate.
fn rated(words: &Words, indices: &[usize], place: usize) -> bool {
    indices.get(place + 1).is_some_and(|&next| words.cue(next).has(Cue::RateName))
}

/// What a plan word plans, where it is a part of it: 投资 of 年度计划投资 and 投资计划.
fn planned_noun<'n>(names: &'n NameLists, text: &str) -> Option<&'n str> {
    if !names.holds(NameWords::Planned, text) {
        return None;
    }
    let held = |noun: &&String| text.contains(noun.as_str());
    names.words(NameWords::Planned).iter().find(held).map(String::as_str)
}

/// True for a verb that stands right before 项目 and tells which of them: 竣工投产 of 竣工投产项目.
pub(super) fn is_class(words: &Words, index: usize) -> bool {
    let names = &words.rules.names;
    let verb = |at: usize| names.is(NameWords::ClassVerb, words.bare(at));
    if !verb(index) {
        return false;
    }
    let next = (index + 1..words.words.len()).find(|&at| !verb(at));
    let noun = next.filter(|&next| words.words[next].kind == Kind::Text);
    noun.is_some_and(|noun| names.begins(NameWords::ClassNoun, words.bare(noun)))
}

/// 新开工 of 新开工项目, 到位 of 实际到位资金: a verb of a class or of receipt right before its noun is part of the name.
fn kept_before_noun(words: &Words, indices: &[usize], place: usize, set: CueSet) -> bool {
    if is_class(words, indices[place]) {
        return true;
    }
    let next = indices.get(place + 1).filter(|&&next| words.words[next].kind == Kind::Text);
    let text = words.text_of(indices[place]);
    let Some(noun) = next.map(|&next| words.bare(next)) else { return false };
    let new = set.has(Cue::Stage) && text.starts_with('新') && noun.chars().next().is_some_and(is_han);
    // 完成度 is measured; 完成数 is how much was done.
    if set.has(Cue::Done) && noun == "度" {
        return true;
    }
    let names = &words.rules.names;
    let received = set.any(&[Cue::Done, Cue::Now]) && names.ends(NameWords::Receipt, text);
    new || received && (names.begins(NameWords::Received, noun) || names.ends(NameWords::Received, noun))
}

/// The verb without the word of aspect before it: 到位 of 实际到位.
fn attached<'t>(names: &NameLists, text: &'t str) -> &'t str {
    names.behind(NameWords::Aspect, text).unwrap_or(text)
}
