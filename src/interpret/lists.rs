//! Lists of names and of numbers: which name or which earlier number belongs to the member at a place.

use rust_decimal::Decimal;

use super::{
    Role, name,
    naming::{Named, Naming},
    sentence::Sentence,
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameLists, NameWords, Sign},
};

impl Naming<'_> {
    /// 清淤河道61公里、渠道64公里: a member of a list without a verb of its own has that of the first.
    pub(super) fn shared_verb(&self, named: Named) -> Named {
        let phrase = self.phrase;
        let joined = phrase.glued
            && phrase
                .before
                .first()
                .is_some_and(|&first| self.rules.names.begins(NameWords::Joiner, phrase.words.bare(first)));
        let last = self.claims.last().filter(|last| {
            last.own
                && last.at.clause == self.clause_no
                && !matches!(last.role, Role::Rate | Role::Change)
                && last.quantity.kind != QuantityKind::Percent
        });
        let listed = (joined || phrase.boundary() == Some(Kind::Pause)) && named.own && !phrase.is_ratio();
        let Some(last) = last.filter(|_| listed && !named.text.is_empty()) else {
            return named;
        };
        let verb = &last.name[..last.name.len() - self.without_verb(&last.name).len()];
        let acts = self.rules.names.ends(NameWords::Verbal, &named.text)
            || self
                .rules
                .verbs
                .cues(&named.text)
                .any(|(_, set)| set.any(&[Cue::Action, Cue::Build, Cue::Done, Cue::Work, Cue::Stage]));
        if acts { named } else { Named { text: format!("{verb}{}", named.text), ..named } }
    }

    /// 甲、乙分别达到1个和2个: the name at the same place of the list.
    pub(super) fn listed(&self, sentence: &mut Sentence) -> Option<String> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        if self.phrase.before.is_empty() && words.follows_in_list(at) {
            return sentence.names.pop();
        }
        let at_all = self.phrase.last(&[Cue::Respectively])?;
        let (list, said) = self.phrase.before.split_at(at_all);
        let count = list_length(words, at);
        let mut names = members(&name::of_words(words, list), count, &self.rules.names)
            .or_else(|| self.counted_names(count))
            .or_else(|| self.names_before(list, count))?;
        let said = name::of_words(words, said);
        names.iter_mut().filter(|name| !name.ends_with(&said)).for_each(|name| name.push_str(&said));
        sentence.names = names.into_iter().rev().collect();
        sentence.names.pop()
    }

    /// 法律援助、送戏下乡、残疾人培训等3项完成率分别达44%、67%、80%: the names that are counted right before.
    fn counted_names(&self, count: usize) -> Option<Vec<String>> {
        let words = self.phrase.words;
        let counted = (0..*self.phrase.before.first()?).rev().find(|&at| !words.bare(at).is_empty())?;
        let Kind::Quantity(index) = words.words[counted].kind else { return None };
        if words.quantities[index].amount.low() != Decimal::from(count) {
            return None;
        }
        let text =
            &words.text[words.words[words.clause_start(counted)].span.start..words.words[counted].span.start];
        let names = text.trim_end().trim_end_matches(['等', '这']);
        members(names, count, &self.rules.names)
    }

    /// 甲工程和乙工程正在施工，进度分别为91%和72%: the names of the clause before, of which the next one says only how far they are.
    fn names_before(&self, said: &[usize], count: usize) -> Option<Vec<String>> {
        let words = self.phrase.words;
        let first = *self.phrase.before.first()?;
        let comma = first.checked_sub(1).filter(|&at| words.words[at].kind == Kind::Comma)?;
        let signs = &self.rules.signs;
        let rate = |&at: &usize| {
            words.cue(at).any(&[Cue::RateName, Cue::Link, Cue::Now])
                || signs.ends(Sign::Progress, words.bare(at))
        };
        if self.role != Role::Rate || !said.iter().all(rate) || self.here().next().is_some() {
            return None;
        }
        let clause = words.clause_start(comma)..comma;
        let told = |&at: &usize| {
            let says = [
                Cue::Now,
                Cue::Done,
                Cue::Stage,
                Cue::Process,
                Cue::Whole,
                Cue::Plan,
                Cue::Undone,
                Cue::Beyond,
            ];
            words.cue(at).any(&says)
        };
        let end = clause.clone().find(told).unwrap_or(comma);
        let text = &words.text[words.words[clause.start].span.start..words.words[end].span.start];
        members(text.trim_end(), count, &self.rules.names)
    }

    /// 任务数分别为5个和8个 after two amounts: each refers to the one at its place.
    pub(super) fn distributed(&self, sentence: &mut Sentence) -> Option<usize> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        if self.phrase.before.is_empty() && words.follows_in_list(at) && !sentence.places.is_empty() {
            return sentence.places.pop();
        }
        let count = list_length(words, at);
        if count < 2 {
            return None;
        }
        if self.phrase.last(&[Cue::Respectively]).is_none() {
            return self.one_each(count, sentence);
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

impl Naming<'_> {
    /// 50个宣传点和15个服务站中，已建成33个和11个: as many results as the sentence has set out before.
    fn one_each(&self, count: usize, sentence: &mut Sentence) -> Option<usize> {
        let phrase = self.phrase;
        if self.role != Role::Figure || !phrase.has(Cue::Now) || phrase.is_ratio() {
            return None;
        }
        let mut places: Vec<usize> = self
            .here()
            .filter(|(_, claim)| claim.role != Role::Aside && claim.same_counter(phrase.quantity))
            .map(|(index, _)| index)
            .collect();
        let planned = places.iter().all(|&at| matches!(self.claims[at].role, Role::Goal | Role::Base));
        if places.len() != count || !planned {
            return None;
        }
        let first = places.pop();
        sentence.places = places;
        first
    }
}

/// So many numbers of a list are counted: a longer one is a table that lost its lines, and nothing is handed out to it.
const LISTED: usize = 500;

/// How many numbers follow in the list that begins at `at`, [`LISTED`] at most.
pub(crate) fn list_length(words: &Words, at: usize) -> usize {
    (at..words.words.len())
        .take_while(|&index| match words.words[index].kind {
            Kind::Quantity(_) | Kind::Pause => true,
            Kind::Text => matches!(words.bare(index), "和" | "及" | "与" | "以及"),
            Kind::Cue(_) if words.bounds(index) => true,
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
        .take(LISTED)
        .count()
}

/// The members of an enumeration of names with the head that they share: 养老、工伤保险参保人数 with
/// two numbers gives each the head.
pub(crate) fn members(list: &str, count: usize, lists: &NameLists) -> Option<Vec<String>> {
    let mut names: Vec<String> = list.split(['、']).map(str::to_owned).collect();
    // 全资、控股企业营业收入、利润总额: what is more than the numbers says which of the first.
    let more = if count > 1 { names.len().saturating_sub(count) } else { 0 };
    let first = names.drain(..more + usize::from(!names.is_empty())).collect::<Vec<_>>().join("、");
    names.insert(0, first);
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
    let (own, head) = shared_head(&names, lists);
    let (own, head) = (own.to_owned(), head.to_owned());
    for name in &mut names[..count - 1] {
        name.push_str(&head);
    }
    names[count - 1] = own + &head;
    Some(names)
}

/// The last member without what it and the others have in common behind it, and that: 氮氧化物 and 排放量.
fn shared_head<'n>(names: &'n [String], lists: &NameLists) -> (&'n str, &'n str) {
    let Some((last, others)) = names.split_last() else { return ("", "") };
    let ending = common_ending(others);
    let split = |at: Option<usize>| at.map(|at| last.split_at(at));
    let alike = split(last.rfind(&ending).filter(|_| !ending.is_empty()).map(|at| at + ending.len()));
    let limited = lists
        .behind(NameWords::Modifier, last)
        .filter(|_| others.iter().all(|name| lists.is(NameWords::Modifier, name)));
    let limited = split(limited.map(|head| last.len() - head.len()));
    let measured = lists
        .before(NameWords::Head, last)
        .filter(|own| !own.is_empty() && !others.iter().any(|name| lists.ends(NameWords::Head, name)));
    let measured = split(measured.map(str::len));
    let sort = lists.words(NameWords::Sort).iter().find_map(|sort| last.find(sort.as_str()));
    let sorted = sort.filter(|&at| at > 0).map(|at| (&last[..at], ""));
    let more = last.split_once('等').filter(|(own, head)| !own.is_empty() && head.chars().nth(1).is_some());
    let told = counted(last).or(more).or(alike).or(limited).or(measured).or(sorted);
    let (own, head) = told.unwrap_or((last, ""));
    (own, head.trim_start_matches('的'))
}

/// The last member and what stands behind the count of all: 民生保障 and 工程投资 of 民生保障三类工程投资.
fn counted(last: &str) -> Option<(&str, &str)> {
    let at = last.char_indices().find(|&(at, c)| {
        at > 0
            && "两三四五六七八九十".contains(c)
            && last[at + c.len_utf8()..].starts_with(['类', '项', '个', '大', '家'])
    });
    let (at, numeral) = at?;
    let behind = last[at + numeral.len_utf8()..].chars().next()?;
    Some((&last[..at], &last[at + numeral.len_utf8() + behind.len_utf8()..]))
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
        let emitted = members("化学需氧量、氨氮和二氧化硫排放量", 3, &lists).unwrap();
        assert_eq!(emitted, ["化学需氧量排放量", "氨氮排放量", "二氧化硫排放量"]);
        assert_eq!(members("城市、农村低保补差", 2, &lists).unwrap(), ["城市低保补差", "农村低保补差"]);
        assert_eq!(members("交通、旅游两类项目投资", 2, &lists).unwrap(), ["交通项目投资", "旅游项目投资"]);
        assert_eq!(members("粮食产量、油料产量", 2, &lists).unwrap(), ["粮食产量", "油料产量"]);
        assert_eq!(members("甲镇和乙村", 2, &lists).unwrap(), ["甲镇", "乙村"]);
        assert_eq!(members("甲、乙", 3, &lists), None);
        assert_eq!(members("甲、乙企业收入、利润", 2, &lists).unwrap(), ["甲、乙企业收入", "利润"]);
    }
}
