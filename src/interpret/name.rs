//! What a quantity counts: the indicator's name, and the key by which names are compared.

use std::borrow::Cow;

use super::{
    ends::{is_void, led, retrimmed, trimmed},
    whose::{is_body, own, sets, unset, without_body},
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
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

/// What a word gives to the name that it stands in.
enum Part<'w> {
    Nothing,
    Word(&'w str),
    /// The name ends before it.
    End,
}

impl<'w> From<Option<&'w str>> for Part<'w> {
    fn from(word: Option<&'w str>) -> Self {
        word.map_or(Self::Nothing, Self::Word)
    }
}

/// The name that words make, without plan and result words; empty where nothing is left.
pub(crate) fn of_words(words: &Words, indices: &[usize]) -> String {
    let mut name = Cow::Borrowed("");
    let mut begun = false;
    for place in 0..indices.len() {
        match part(words, indices, place, begun) {
            Part::Nothing => {}
            Part::Word(word) => {
                name += word;
                begun = true;
            }
            Part::End => break,
        }
    }
    let names = &words.rules.names;
    let name = trimmed(&name, names);
    if is_void(name, names) {
        return String::new();
    }
    let name = retrimmed(own(unset(name, names), names), name, names);
    let kept = || behind_plan(words, indices) || pays(words, indices);
    if sets(name, names) && !kept() { String::new() } else { led(name, names) }
}

/// 中央3亿元，省级4亿元，州2亿元: true where right before a sum of money stands who pays it, and nothing else.
fn pays(words: &Words, indices: &[usize]) -> bool {
    let [one] = indices[..] else { return false };
    let money = words.words.get(one + 1).is_some_and(|word| match word.kind {
        Kind::Quantity(at) => words.quantities[at].kind == QuantityKind::Money,
        _ => false,
    });
    let listed = one
        .checked_sub(1)
        .is_some_and(|before| matches!(words.words[before].kind, Kind::Comma | Kind::Pause));
    money && listed && words.words[one].kind == Kind::Text
}

/// 规划新改扩建学校133所: true where what is named stands behind the plan word, and is not who plans.
fn behind_plan(words: &Words, indices: &[usize]) -> bool {
    // 已建成学校108所: what was built is no body that sets a goal.
    let plan = indices.iter().position(|&index| words.cue(index).any(&[Cue::Plan, Cue::Stage, Cue::Build]));
    let last = indices.last().is_some_and(|&last| words.words[last].kind == Kind::Text);
    last && plan.is_some_and(|plan| plan + 1 < indices.len())
}

/// What the word at a place gives; `begun` where the name has words already.
fn part<'w>(words: &'w Words, indices: &[usize], place: usize, begun: bool) -> Part<'w> {
    let index = indices[place];
    let text = bare(words.text_of(index));
    match words.words[index].kind {
        // 市政府明确城镇新增就业: the verb goes with who sets.
        Kind::Cue(_)
            if index > 0
                && words.words[index - 1].kind == Kind::Text
                && ends_with_setter(words, index - 1) =>
        {
            Part::Nothing
        }
        Kind::Cue(set) => of_cue(words, indices, place, set, begun),
        Kind::Text => {
            // 已收98%: one letter behind 已 is a verb that no list knows.
            let aspect = |before: usize| words.text_of(before).ends_with(['已', '应']);
            let verb = || text.chars().nth(1).is_none() && index.checked_sub(1).is_some_and(aspect);
            let void = words.rules.names.is(NameWords::Function, text) || begun && verb();
            Some(without_setter(words, index)).filter(|text| !void && !text.is_empty()).into()
        }
        Kind::Pause => begun.then_some("、").into(),
        Kind::Quantity(_)
        | Kind::Date(_)
        | Kind::Stop
        | Kind::Semicolon
        | Kind::Comma
        | Kind::Dash
        | Kind::Open
        | Kind::Close => Part::Nothing,
    }
}

/// True for a word that ends with the body before the cue that says that it set the goal.
fn ends_with_setter(words: &Words, index: usize) -> bool {
    without_setter(words, index).len() < bare(words.text_of(index)).len()
}

/// What is left of a word before the cue that says who set the goal: nothing of 县委 in 县委确定的服务中心提升, 就业 of 就业市政府要求.
fn without_setter<'w>(words: &'w Words, index: usize) -> &'w str {
    let names = &words.rules.names;
    let text = bare(words.text_of(index));
    let kind = |at: usize| words.words.get(at).map(|word| word.kind);
    let set = |at: usize| {
        // No verb of one letter tells it.
        let told = |said: &str| {
            names
                .behind(NameWords::Setting, said)
                .is_some_and(|rest| said.len() - rest.len() > '下'.len_utf8())
        };
        matches!(kind(at), Some(Kind::Cue(_))) && told(words.text_of(at).trim_start())
    };
    // 市委、市政府下达的.
    let both = kind(index + 1) == Some(Kind::Pause) && kind(index + 2) == Some(Kind::Text) && set(index + 3);
    let body = || names.is(NameWords::Setter, text) || is_body(text, names);
    match set(index + 1) {
        true if body() => "",
        true => without_body(text, names).unwrap_or(text),
        false if both && body() => "",
        false => text,
    }
}

/// 新建交付中心, 签约医生目标120人: a stage right behind a verb, or between nothing and the plan noun, only tells which of them.
fn tells_which(words: &Words, index: usize) -> bool {
    let kind = |at: usize| words.words.get(at).map(|word| word.kind);
    let noun = kind(index + 1) == Some(Kind::Text) && words.bare(index + 1).starts_with(is_han);
    let planned = kind(index + 2).is_some() && words.cue(index + 2).has(Cue::PlanNoun);
    let led = match index.checked_sub(1).and_then(kind) {
        Some(Kind::Cue(set)) => {
            set.any(&[Cue::Action, Cue::Build]) && !set.any(&[Cue::Plan, Cue::Stage, Cue::Done])
        }
        None | Some(Kind::Stop | Kind::Comma | Kind::Semicolon) => planned,
        Some(_) => false,
    };
    noun && led
}

/// What a cue gives: most are no part of a name.
fn of_cue<'w>(words: &'w Words, indices: &[usize], place: usize, set: CueSet, begun: bool) -> Part<'w> {
    let (names, text) = (&words.rules.names, words.text_of(indices[place]));
    if set.has(Cue::Stage) && tells_which(words, indices[place]) {
        return Part::Word(text);
    }
    if kept_before_noun(words, indices, place, set) {
        // 到位 of 实际到位.
        return Part::Word(names.behind(NameWords::Aspect, text).unwrap_or(text));
    }
    // 常住人口签约率, 预算执行率: whose rate it is; people are counted as they are.
    let (scale, whose) = (set.has(Cue::Scale), || rated(words, indices, place));
    if scale && text.ends_with("人口") || (scale || text == "预算") && whose() {
        return Part::Word(text);
    }
    if let Some(verb) = held_verb(words, indices, place, set) {
        return Part::Word(verb);
    }
    if set.has(Cue::Scale) || set.any(NOT_NAME) && !set.any(&[Cue::Action, Cue::Work, Cue::Build]) {
        return planned_noun(names, text).into();
    }
    if set.has(Cue::Share) && names.begins(NameWords::Ratio, text) {
        let ratio = names.words(NameWords::Ratio).iter().find(|word| text.starts_with(word.as_str()));
        return ratio.map(String::as_str).into();
    }
    // 死亡人数控制在市下达的18人以内: what follows is who sets the bound.
    if set.has(Cue::Link) && text.ends_with("控制在") && begun {
        return Part::End;
    }
    let small = set.any(&[Cue::Link, Cue::Share]);
    (!small || links(words, indices, place, set, begun)).then_some(text).into()
}

/// True where a small word is a part of the name that it stands in, or that it begins.
fn links(words: &Words, indices: &[usize], place: usize, set: CueSet, begun: bool) -> bool {
    let text = words.text_of(indices[place]);
    let Some(&next) = indices.get(place + 1) else { return false };
    // 从江县: a name that only begins like a small word.
    if !begun {
        let whole = format!("{text}{}", words.bare(next));
        return !words.bare(next).is_empty() && words.rules.names.begins(NameWords::Whole, &whole);
    }
    let named = !matches!(words.words[next].kind, Kind::Date(_));
    // 工业项目共到位资金: in all, and no part of the name.
    let verb = words.cue(next).has(Cue::Done);
    let in_all = text == "共" && (verb || words.rules.names.begins(NameWords::Receipt, words.bare(next)));
    // 目标任务数为引进资金: it only links.
    let linked = text == "为" && place > 0 && words.cue(indices[place - 1]).has(Cue::PlanNoun);
    named && set.has(Cue::Link) && !in_all && !linked
}

/// True for a word right before the name of a rate.
fn rated(words: &Words, indices: &[usize], place: usize) -> bool {
    indices
        .get(place + 1)
        .is_some_and(|&next| words.cue(next).has(Cue::RateName) || words.bare(next).ends_with('率'))
}

/// What is planned or was done, where its word says it: 改造 of 年内改造卫生厕所 and of 无障碍改造完成.
fn held_verb<'w>(words: &'w Words, indices: &[usize], place: usize, set: CueSet) -> Option<&'w str> {
    let other = [Cue::Plan, Cue::PlanNoun, Cue::Done, Cue::Stage];
    let verb = |set: CueSet| set.any(&[Cue::Action, Cue::Build]) && !set.any(&other);
    let acts = |text: &&str| text.chars().nth(1).is_some() && words.rules.verbs.cue(text).is_some_and(verb);
    let text = words.text_of(indices[place]);
    let mut parts = text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
    let object = indices.get(place + 1).is_some_and(|&next| words.words[next].kind == Kind::Text);
    match set.has(Cue::Plan) {
        true => parts.map(|(_, end)| end).find(acts).filter(|_| object),
        false => parts.find(|(verb, end)| acts(verb) && *end == "完成").map(|(verb, _)| verb),
    }
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
    let names = &words.rules.names;
    let received = set.any(&[Cue::Done, Cue::Now]) && names.ends(NameWords::Receipt, text);
    new || received && names.ends(NameWords::Received, noun)
}
