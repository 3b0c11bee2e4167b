//! What a clause without a number speaks of.

use std::sync::Arc;

use super::{
    key,
    name::of_words,
    words::{Kind, Words},
};
use crate::{
    model::Place,
    outline::{Block, Outline},
    rules::{Cue, NameLists, NameWords, Rulebook, Sign},
    text::{Letters, Source},
};

/// Longest topic of a heading, in characters.
const HEADING_CHARS: usize = 20;

/// True for words that say how something goes, and name nothing.
pub(crate) fn tells(name: &str, names: &NameLists) -> bool {
    names.ends(NameWords::Telling, name)
}

/// True for 分地区, 按分类, 分部门完成情况, which divide a whole and name nothing.
pub(super) fn divides(words: &Words, clause: &[usize]) -> bool {
    let text = words.joined(clause);
    let text = text.trim();
    let divided = text.strip_prefix("分").or(text.strip_prefix("按"));
    divided.is_some_and(|rest| {
        words.rules.signs.ends(Sign::Division, rest) && rest.chars().count() <= DIVISION_CHARS
    })
}

/// 地方收入 of 地方收入按部门分, where a colon follows.
pub(super) fn divided(words: &Words, clause: &[usize]) -> Option<String> {
    let (&first, &last) = (clause.first()?, clause.last()?);
    let end = words.words[last].span.end;
    let text = words.text[words.words[first].span.start..end].trim();
    let (whole, by) = text.strip_suffix(['分', '看'])?.rsplit_once('按')?;
    let colon = words.text[end..].trim_start().starts_with(['：', ':']);
    let plain = (2..=DIVISION_CHARS).contains(&whole.chars().count()) && !by.is_empty();
    (colon && plain).then(|| whole.to_owned())
}

/// Longest clause of that kind, in characters.
const DIVISION_CHARS: usize = 8;

/// What is done in a clause that is too long for a topic: 违建别墅 of …饮用水水源保护区内清查违建别墅.
pub(super) fn object(words: &Words, clause: &[usize], name: String) -> String {
    if name.chars().nth(TOPIC_CHARS).is_none() {
        return name;
    }
    let acts = |&at: &usize| words.cue(at).any(&[Cue::Action, Cue::Build, Cue::Work]);
    let verb = clause.iter().rposition(acts);
    let object = verb.map(|verb| of_words(words, &clause[verb + 1..]));
    let object = object.filter(|object| object.chars().nth(2).is_some() && !object.contains(['了', '过']));
    object.or_else(|| name.rsplit_once(['内', '中']).map(|(_, done)| done.to_owned())).unwrap_or(name)
}

/// Longest topic, in characters.
const TOPIC_CHARS: usize = 24;

/// What a sentence of troubles speaks of: 主要问题是搬迁入住率偏低 of 搬迁入住率.
pub(crate) fn trouble<'n>(name: &'n str, names: &NameLists) -> &'n str {
    if !names.holds(NameWords::Trouble, name) {
        return name;
    }
    let begun = names.words(NameWords::Trouble).iter();
    let subject = begun.into_iter().find_map(|begun| name.split_once(begun.as_str())).map(|(_, rest)| rest);
    subject.map_or(name, |subject| names.before(NameWords::Slow, subject).unwrap_or(subject))
}

/// What a paper is about: 印发了关于污水治理的通知 speaks of 污水治理.
pub(crate) fn matter(name: &str) -> &str {
    let about = name.split_once("关于").map_or(name, |(_, about)| about);
    about.rsplit_once('的').map_or(about, |(matter, _)| matter)
}

/// What stands above a number: its block, with the section, and the title. Few rows ask what it speaks of.
#[derive(Clone, Debug, Default)]
pub struct Above {
    place: Arc<Place>,
    title: Arc<str>,
}

impl Above {
    /// What stands above the numbers of each block; nothing in a row of a table, which has its name.
    pub(super) fn of_blocks(source: &Source, outline: &Outline) -> Vec<Self> {
        if outline.title.is_none() && outline.blocks.len() < 2 {
            return Vec::new();
        }
        let title: Arc<str> = outline.title.map_or("", |title| title.text(&source.text)).into();
        let above = |block: &Block| Self { place: Arc::clone(&block.place), title: Arc::clone(&title) };
        outline.blocks.iter().map(above).collect()
    }

    /// What the block speaks of that only names what the lines under it tell of (5.农村沼气池工程。), or its section, or
    /// else the title.
    pub(crate) fn topic(&self, rules: &Rulebook) -> String {
        let headings = [&*self.place.task, &*self.place.section, &*self.title];
        let topics = headings.into_iter().map(|words| heading(words, rules));
        topics.into_iter().find(|topic| !topic.is_empty()).unwrap_or_default()
    }
}

/// What ends a clause.
static ENDS: Letters = Letters::of("，。；：");

/// What a heading or a title speaks of: 保障性安居工程 of 2013年上半年保障性安居工程进展情况(全国); nothing of 总体情况.
pub(crate) fn heading(text: &str, rules: &Rulebook) -> String {
    // A sentence or a list is no heading, and need not be cut into words.
    let last = |c: char| c.is_whitespace() || matches!(c, '。' | '：' | ':');
    if ENDS.are_in(text.trim_end_matches(last)) {
        return String::new();
    }
    let text: String = text.split_whitespace().collect();
    let text = text.trim_end_matches(['。', '：', ':']);
    let words = Words::new(text, rules);
    let kinds = || words.words.iter().map(|word| word.kind);
    if kinds().any(|kind| matches!(kind, Kind::Quantity(_) | Kind::Comma | Kind::Stop | Kind::Semicolon)) {
        return String::new();
    }
    let outside: Vec<usize> = (0..words.words.len()).filter(|&at| words.enclosing(at).is_none()).collect();
    let name = of_words(&words, &outside);
    let mut name = matter(&name);
    while let Some(rest) = rules.names.before(NameWords::HeadingTail, name) {
        name = rest;
    }
    let plain = name.chars().count() <= HEADING_CHARS
        && !rules.names.holds(NameWords::HeadingVoid, name)
        && !key::key(name, rules).is_empty();
    if plain { name.to_owned() } else { String::new() }
}
