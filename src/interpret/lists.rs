//! Lists of names and of numbers: which name or which earlier number belongs to the member at a place.

use super::{
    Role, name,
    naming::Naming,
    sentence::Sentence,
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameLists, NameWords},
};

impl Naming<'_> {
    /// 甲、乙分别达到1个和2个: the name at the same place of the list.
    pub(super) fn listed(&self, sentence: &mut Sentence) -> Option<String> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        if self.phrase.before.is_empty() && words.follows_in_list(at) {
            return sentence.names.pop();
        }
        self.phrase.last(&[Cue::Respectively])?;
        let names =
            members(&name::of_words(words, &self.phrase.before), list_length(words, at), &self.rules.names)?;
        sentence.names = names.into_iter().rev().collect();
        sentence.names.pop()
    }

    /// 任务数分别为5个和8个 after two amounts: each refers to the one at its place.
    pub(super) fn distributed(&self, sentence: &mut Sentence) -> Option<usize> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        if self.phrase.before.is_empty() && words.follows_in_list(at) && !sentence.places.is_empty() {
            return sentence.places.pop();
        }
        self.phrase.last(&[Cue::Respectively])?;
        let count = list_length(words, at);
        if count < 2 {
            return None;
        }
        let ratio = self.phrase.is_ratio();
        let mut places: Vec<usize> = self
            .here()
            .filter(|(_, claim)| {
                claim.role != Role::Aside && (claim.quantity.kind == QuantityKind::Percent) == ratio
            })
            .map(|(index, _)| index)
            .take(count)
            .collect();
        if places.len() < count {
            let last = self.earlier().next()?.1.at.sentence;
            places = self
                .earlier()
                .take_while(|(_, claim)| claim.at.sentence == last && last + 1 == self.sentence_no)
                .map(|(index, _)| index)
                .collect();
            if places.len() != count {
                return None;
            }
        }
        let first = places.pop();
        sentence.places = places;
        first
    }
}

/// How many numbers follow in the list that begins at `at`.
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

/// The members of an enumeration of names with the head that they share: 养老、工伤保险参保人数 with
/// two numbers gives each the head.
pub(crate) fn members(list: &str, count: usize, lists: &NameLists) -> Option<Vec<String>> {
    let mut names: Vec<String> = list.split(['、']).map(str::to_owned).collect();
    let last = names.pop()?;
    let mut tail = None;
    for joiner in lists.words(NameWords::Joiner) {
        if names.len() + 2 == count
            && let Some((one, other)) = last.split_once(joiner.as_str())
        {
            tail = Some((one.to_owned(), other.to_owned()));
            break;
        }
    }
    match tail {
        Some((one, other)) => names.extend([one, other]),
        None => names.push(last),
    }
    if names.len() != count || count < 2 || names.iter().any(String::is_empty) {
        return None;
    }
    let ending = common_ending(&names[..count - 1]);
    if let Some(at) = names[count - 1].rfind(&ending).filter(|_| !ending.is_empty()) {
        let head = names[count - 1][at + ending.len()..].to_owned();
        for name in &mut names[..count - 1] {
            name.push_str(&head);
        }
    }
    Some(names)
}

fn common_ending(names: &[String]) -> String {
    let Some(first) = names.first() else { return String::new() };
    if names.len() < 2 {
        return String::new();
    }
    let chars: Vec<char> = first.chars().collect();
    for start in 0..chars.len() {
        let ending: String = chars[start..].iter().collect();
        if names.iter().all(|name| name.ends_with(&ending)) {
            return ending;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::members;
    use crate::rules::Rulebook;

    #[test]
    fn an_enumeration_shares_its_head() {
        let lists = Rulebook::builtin().unwrap().names;
        assert_eq!(members("甲保险、乙保险、丙保险参保人数", 3, &lists).unwrap()[0], "甲保险参保人数");
        assert_eq!(members("甲镇和乙村", 2, &lists).unwrap(), ["甲镇", "乙村"]);
        assert_eq!(members("甲、乙", 3, &lists), None);
    }
}
