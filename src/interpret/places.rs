//! Places and parts in a list whose whole was named before it.

use super::{
    Claim, Role,
    ends::trim,
    naming::{Named, Naming},
    sentence::Sentence,
    whose::is_place,
    words::Kind,
};
use crate::rules::{Cue, CueSet, NameWords};

/// Longest name of a place that no ending tells: 上海, 机电系.
const SHORT_CHARS: usize = 4;

/// Longest name of a rate, in characters.
const RATE_CHARS: usize = 12;

impl Naming<'_> {
    /// 完成率后十名的县依次为东乡县（19%）、西河县（26%）: a rate in brackets is of the place before it, and is called by
    /// what the clause says of all, or by what was counted last.
    pub(super) fn bracketed_place(&self, named: Named, sentence: &mut Sentence) -> Named {
        let Some(place) = self.place_before() else { return named };
        let called = self.rate_in_bracket();
        if !called.is_empty() {
            return Named { text: format!("{place}{called}"), ..named };
        }
        if sentence.rate_of.is_empty() {
            sentence.rate_of = self.rate_of_all().or_else(|| self.counted_last()).unwrap_or_default();
        }
        match sentence.rate_of.as_str() {
            "" => named,
            rate if rate.ends_with('率') => Named { text: format!("{place}{rate}"), ..named },
            rate => Named { scope: Some(place), text: rate.to_owned(), ..named },
        }
    }

    /// 竣工率 of （竣工率71.09%）.
    fn rate_in_bracket(&self) -> String {
        let words = self.phrase.words;
        let open = self.phrase.bracket.unwrap_or(self.phrase.at);
        (open + 1..self.phrase.at).map(|index| words.bare(index)).collect()
    }

    /// The place before the bracket around the number, in a list of several.
    fn place_before(&self) -> Option<String> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        let open = self.phrase.bracket.filter(|_| self.role == Role::Rate)?;
        // （竣工率71.09%）: what rate it is may stand before it.
        if !(open + 1..at).all(|index| words.cue(index).has(Cue::RateName)) {
            return None;
        }
        let kind = |at: usize| words.words.get(at).map(|word| word.kind);
        let listed = |at: usize| kind(at) == Some(Kind::Pause);
        let first = words.left(open).first().copied()?;
        let several = listed(at + 2) || first > 0 && listed(first - 1);
        if kind(at + 1) != Some(Kind::Close) || !several {
            return None;
        }
        let text: String = words.left(open).iter().map(|&index| words.bare(index)).collect();
        let place = text.rsplit(['为', '是', '有', '：', ':', '、']).next().unwrap_or_default();
        let place = place.trim_start_matches("其中").trim_matches(['“', '”']);
        let short = (2..=SHORT_CHARS).contains(&place.chars().count());
        let acts = |(_, set): (_, CueSet)| set.any(&[Cue::Action, Cue::Build, Cue::Work]);
        let works = self.rules.names.ends(NameWords::Works, place) || place.ends_with('业');
        let plain = short && !works && !self.rules.verbs.cues(place).any(acts);
        (is_place(place, &self.rules.names) || plain).then(|| place.to_owned())
    }

    /// 投资完成率 of 投资完成率后十名的县依次为.
    fn rate_of_all(&self) -> Option<String> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        let start = words.words[words.clause_start(at)].span.start;
        let open = words.words[self.phrase.bracket?].span.start;
        let (before, _) = words.text[start..open].split_once('率')?;
        let name = trim(&format!("{before}率"), &self.rules.names);
        (2..=RATE_CHARS).contains(&name.chars().count()).then_some(name)
    }

    /// What the sentences before counted last, for a rate of a place.
    fn counted_last(&self) -> Option<String> {
        let counted = |claim: &&Claim| {
            !claim.key.is_empty() && matches!(claim.role, Role::Goal | Role::Figure | Role::Base)
        };
        self.near().map(|(_, claim)| claim).find(counted).map(|claim| claim.name.clone())
    }

    /// 地方收入按部门分：税务部门1689万元: a part of the money that the clause before it divides.
    pub(super) fn part_of_whole(&self, named: Named, sentence: &Sentence) -> Named {
        let whole = sentence.divided.as_str();
        let part = named.own && self.role != Role::Rate && !whole.is_empty() && !named.text.contains(whole);
        match part && !self.rules.names.is(NameWords::Dependent, &named.text) {
            true => Named { text: format!("{whole}{}", named.text), ..named },
            false => named,
        }
    }
}
