//! The words of a number's own phrase that name it, and those that only tell what was done.

use std::cell::LazyCell;

use super::{Claim, Role, key, name, naming::Naming, words::Kind};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameWords, Sign},
};

impl Naming<'_> {
    /// The words before the verb: 石堰镇 of 石堰镇完成任务的96%.
    pub(super) fn subject(&self) -> &[usize] {
        let verbs =
            &[Cue::Share, Cue::Done, Cue::Link, Cue::Respectively, Cue::Now, Cue::Plan, Cue::PlanNoun];
        let verb = self.phrase.first(verbs);
        &self.phrase.before[..verb.unwrap_or(self.phrase.before.len())]
    }

    /// The words of the phrase itself: the noun before the number, else the one behind it.
    pub(super) fn own_words(&self) -> String {
        let phrase = self.phrase;
        let words = phrase.words;
        let left = &phrase.before[..];
        let verb = phrase.last(&[Cue::Action, Cue::Done, Cue::Stage, Cue::Process, Cue::Plan, Cue::Now]);
        let object = verb.map_or(left, |verb| &left[verb + 1..]);
        let sampled = left
            .last()
            .is_some_and(|&index| words.words[index].kind == Kind::Text && words.bare(index).ends_with('等'));
        let right = &self.own_right()[..];
        let of = right.first().is_some_and(|&index| words.text_of(index).trim_start().starts_with('的'));
        let left_name = name::of_words(words, left);
        let light = self.rules.names.is(NameWords::LightVerb, &left_name);
        let right_name = LazyCell::new(|| name::of_words(words, right));
        let left_names = !light && !left_name.is_empty() && self.left_names(left);
        // 力争完成300亿元的水利投资: where nothing before it names, what it is so much of.
        let sorted = || {
            let money = matches!(phrase.quantity.kind, QuantityKind::Money | QuantityKind::Measure);
            let trouble = right.last().is_some_and(|&last| words.bare(last).ends_with("问题"));
            !left_names && !phrase.glued && !left.is_empty() && (money || trouble)
        };
        let right_noun = phrase.names(right) && (!of || phrase.is_ratio() || sorted());
        // 看15本书, 写30篇博客: a verb of one letter.
        if right_noun && !phrase.glued && left_name.chars().count() == 1 && !phrase.is_ratio() {
            return format!("{left_name}{}", *right_name);
        }
        // 建成覆盖城乡的20个卫生院: what it is like, before the number.
        let told = !phrase.is_ratio() && left.last().is_some_and(|&index| words.bare(index).ends_with('的'));
        let sampled = sampled || told && right_noun && !self.rules.verbs.is_abstract(&right_name);
        let at_place =
            right_noun && !of && right_name.chars().nth(1).is_some() && self.is_where(left, object);
        let by_right = right_noun
            && (sampled
                || at_place
                || (!phrase.names(object) || !left_names)
                    && (verb.is_some() || left.is_empty() || !left_names));
        // 粮食作物高产创建5个片: one letter behind the number counts, and names nothing.
        let letter = || right_name.trim_end_matches('的').chars().nth(1).is_none();
        let counter = left_names && verb.is_some_and(|verb| phrase.names(&left[..verb])) && letter();
        if by_right && !(phrase.is_ratio() && left_names) && !counter {
            let noun = right_name.to_owned();
            let verbs = name::of_words(words, verb.map_or(&[], |verb| &left[verb..=verb]));
            return if sampled || light { noun } else { format!("{verbs}{noun}") };
        }
        if sampled { String::new() } else { left_name }
    }

    /// True where the words before the number name it, and not only whose it is.
    fn left_names(&self, left: &[usize]) -> bool {
        let names = &self.rules.names;
        if !self.phrase.names(left) {
            return false;
        }
        // 县里今年给我镇1座中转站建设任务: whom it is given to is no name.
        let words = || left.iter().map(|&index| self.phrase.words.bare(index));
        let given = words().any(|word| word.contains(['给', '达']));
        !(given && names.ends(NameWords::SetFor, &words().collect::<String>()))
    }

    /// 提升改造主城区85条次干道, 对环城路8处路口进行改造: before the number stands where it is done, behind it what.
    fn is_where(&self, left: &[usize], object: &[usize]) -> bool {
        let words = self.phrase.words;
        let done = object.len() < left.len()
            || left.first().is_some_and(|&first| self.rules.signs.is(Sign::Addressed, words.bare(first)));
        let last = object.last().map_or("", |&last| words.bare(last));
        let counted = self.phrase.quantity.kind == QuantityKind::Count;
        done && counted && self.rules.names.ends(NameWords::Where, last)
    }

    /// 安平市（任务数552，完成数417）: what stands before the bracket, where that is no number.
    pub(super) fn before_bracket(&self, open: usize) -> String {
        let words = self.phrase.words;
        let named = open > 0 && matches!(words.words[open - 1].kind, Kind::Text | Kind::Cue(_));
        if named { name::of_words(words, &words.left(open)) } else { String::new() }
    }

    /// The words behind the number that name it: up to the first that says something else.
    fn own_right(&self) -> Vec<usize> {
        let words = self.phrase.words;
        let after = &self.phrase.after;
        let planned = |index: &&usize| {
            words.cue(**index).any(&[Cue::Plan, Cue::PlanNoun]) && self.phrase.before.is_empty()
        };
        let head = after.iter().take_while(planned).count();
        let speaking = &[
            Cue::Now,
            Cue::Whole,
            Cue::Compare,
            Cue::Plan,
            Cue::Process,
            Cue::Done,
            Cue::Stage,
            Cue::Undone,
            Cue::Distance,
            Cue::Share,
        ];
        let says = |&index: &usize| words.cue(index).any(speaking) && !name::is_class(words, index);
        match after.iter().skip(head).position(says) {
            Some(cut) => after[..cut + head].to_vec(),
            None => after.iter().copied().chain(self.listed_right()).collect(),
        }
    }

    /// 、省、市最美驿站 behind 12家全国: the rest of a list of names, up to a verb or to the next stop.
    fn listed_right(&self) -> Vec<usize> {
        let words = self.phrase.words;
        let kind = |at: usize| words.words.get(at).map(|word| word.kind);
        let end = self.phrase.end();
        if self.phrase.after.is_empty() || kind(end) != Some(Kind::Pause) {
            return Vec::new();
        }
        let named = |&at: &usize| match kind(at) {
            Some(Kind::Text | Kind::Pause) => true,
            Some(Kind::Cue(set)) => !set.any(&[Cue::Action, Cue::Now, Cue::Done, Cue::Stage, Cue::Plan]),
            _ => false,
        };
        let list: Vec<usize> = (end..words.words.len()).take_while(named).collect();
        let next = kind(end + list.len());
        let stops = matches!(next, None | Some(Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Close));
        if stops { list } else { Vec::new() }
    }

    /// 已建成41公里, 录取274人: the words beside the number tell what was done, not what is counted.
    pub(super) fn verb_alone(&self, text: &str, key: &str) -> bool {
        let phrase = self.phrase;
        let words = phrase.words;
        let planned = || {
            self.here().any(|(_, claim)| {
                let here = claim.at.segment == self.segment_no;
                // 环保项目计划建设污水处理站8个，污水处理站建成6个.
                let called = claim.key == key || claim.key.ends_with(key) && key.chars().nth(2).is_some();
                claim.role == Role::Goal && claim.own && here && called && !key.is_empty()
            })
        };
        if planned() {
            return false;
        }
        if phrase.glued
            && let Some(now) = phrase.last(&[Cue::Now])
        {
            // 22个省份已开工扶贫项目3000个: a verb with an object of its own.
            let object = name::of_words(words, &phrase.before[now + 1..]);
            return key.is_empty() || object.chars().nth(2).is_none() || !text.ends_with(&object);
        }
        // 计划维修项目233个，开工项目221个: what became of the goal, not another class of projects.
        let goal = |claim: &Claim| {
            claim.role == Role::Goal
                && claim.declared
                && claim.at.segment == self.segment_no
                && claim.same_counter(phrase.quantity)
        };
        if key::is_stage(text, self.rules) && self.here().any(|(_, claim)| goal(claim)) {
            return true;
        }
        let left = &phrase.before[..];
        if let Some(now) = phrase.last(&[Cue::Now]) {
            let subject = phrase.names(&left[..now]);
            let verbs = &[Cue::Done, Cue::Action, Cue::Stage, Cue::Work, Cue::Build];
            let verb = phrase.last(verbs);
            let object =
                verb.is_some_and(|verb| phrase.names(&left[verb + 1..]) || !phrase.names(&left[now..]));
            if !subject && !object && text.chars().count() <= 6 {
                return true;
            }
        }
        self.answers_last(text)
    }

    /// Right behind a goal in the same counter a verb that no list knows still tells what became of it.
    fn answers_last(&self, text: &str) -> bool {
        let phrase = self.phrase;
        let last = self.claims.last().filter(|last| last.at.segment == self.segment_no);
        let answers = last.is_some_and(|last| {
            last.role == Role::Goal
                && last.host.is_none()
                && last.at.clause + 1 == self.clause_no
                && last.same_counter(phrase.quantity)
                && !key::touching(&last.name, text)
        });
        let staged = phrase.has(Cue::Stage) && !phrase.has(Cue::Plan);
        answers && (staged || text.chars().count() == 2)
    }
}
