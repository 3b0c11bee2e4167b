//! The earlier number that a nameless one speaks of.

use super::{
    Claim, Role, name,
    naming::{Named, Naming},
    whose,
};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameWords},
};

/// How many brackets behind one another are looked through for what they stand behind.
const HOSTS: usize = 64;

impl Naming<'_> {
    /// 固定资产投资增长20%。其中，冠山县完成104亿元: money of a place, where only how much the whole grew was told.
    pub(super) fn grown_whole(&self) -> Option<String> {
        let names = &self.rules.names;
        let money = self.phrase.quantity.kind == QuantityKind::Money;
        let changed = |claim: &&Claim| money && claim.role == Role::Change && claim.own;
        let name = |claim: &'_ Claim| claim.name.trim_end_matches("增长").trim_end_matches("下降").to_owned();
        let tells = |name: &String| whose::tells(name, names) && names.ends(NameWords::MoneyNoun, name);
        self.near().map(|(_, claim)| claim).filter(changed).map(name).find(tells)
    }

    /// Named by an earlier claim; behind a bracket, by what stands before it and is counted alike, not by its parts.
    pub(super) fn again(&self, index: usize) -> Named {
        let hosts = std::iter::successors(self.claims[index].host, |&host| self.claims[host].host);
        let outer = hosts.take(HOSTS).last().filter(|&host| {
            self.phrase.bracket.is_none()
                && self.claims[host].at.segment == self.claims[index].at.segment
                && self.claims[host].same_counter(self.phrase.quantity)
                && self.claims[index].same_counter(self.phrase.quantity)
        });
        let index = outer.unwrap_or(index);
        let known = &self.claims[index];
        // 92个计划新开工项目已开工51个: what stands between the two names both.
        let now = self.phrase.last(&[Cue::Now]).filter(|_| known.name.is_empty());
        let own = now.map(|now| name::of_words(self.phrase.words, &self.phrase.before[..now]));
        Named {
            text: own.unwrap_or_else(|| known.name.clone()),
            key: known.key.clone(),
            own: false,
            refers: Some(index),
            scope: None,
        }
    }

    /// The earlier number that this one speaks of: in its part of the sentence, in the sentence, in the one before.
    pub(super) fn antecedent(&self, fresh: bool) -> Option<usize> {
        let (phrase, role) = (self.phrase, self.role);
        let change = self.growth;
        if change && let Some(amount) = self.changed() {
            return Some(amount);
        }
        let fits = |claim: &Claim| self.may_mean(claim);
        let counted = |claim: &Claim| fits(claim) && claim.same_counter(phrase.quantity);
        let own = |claim: &Claim| claim.at.segment == self.segment_no;
        let set = |claim: &Claim| counted(claim) && claim.role == Role::Goal && claim.declared;
        let current = self.here().any(|(_, claim)| set(claim) && !claim.bygone);
        let declared = |claim: &Claim| set(claim) && !(claim.bygone && current);
        let staged = |claim: &Claim| declared(claim) && self.same_stage(claim);
        let planned = self.here().any(|(_, claim)| declared(claim) && own(claim));
        if role == Role::Figure
            && !planned
            && let Some((index, _)) = self.near().find(|(_, claim)| staged(claim))
        {
            return Some(index);
        }
        let first_declared =
            || self.here().find(|(_, claim)| staged(claim) && own(claim) && role == Role::Figure);
        let local = first_declared()
            .or_else(|| self.here().find(|(_, claim)| declared(claim) && own(claim) && role == Role::Figure))
            .or_else(|| self.here().find(|(_, claim)| counted(claim) && own(claim)))
            .or_else(|| self.here().find(|(_, claim)| fits(claim) && own(claim)));
        let names = |claim: &Claim| claim.own && !claim.key.is_empty() && claim.role != Role::Rate;
        if local.is_none() && fresh {
            return None;
        }
        if local.is_some() || self.here().any(|(_, claim)| own(claim) && names(claim)) {
            return local.map(|(index, _)| index);
        }
        self.here()
            .find(|(_, claim)| counted(claim) && own(claim))
            .or_else(|| self.here().find(|(_, claim)| fits(claim) && own(claim)))
            .or_else(|| {
                self.near().find(|(_, claim)| counted(claim) && !change && !claim.part && claim.declared)
            })
            .or_else(|| self.near().find(|(_, claim)| counted(claim) && !change && !claim.part))
            .or_else(|| self.near().find(|(_, claim)| counted(claim) && !change))
            .map(|(index, _)| index)
    }

    /// 创建省级村庄12个、市级村庄40个，省级已验收5个: the one goal whose name holds the word that limits this figure.
    pub(super) fn limited(&self, text: &str) -> Option<usize> {
        let phrase = self.phrase;
        let word = phrase.before.first().map_or("", |&index| phrase.words.bare(index));
        let limits =
            text.is_empty() && self.role == Role::Figure && self.rules.names.is(NameWords::Modifier, word);
        let fits = |claim: &Claim| claim.role == Role::Goal && claim.same_counter(phrase.quantity);
        let mut goals = self.near().filter(|(_, claim)| limits && fits(claim) && claim.name.contains(word));
        let (index, _) = goals.next()?;
        goals.next().is_none().then_some(index)
    }

    /// 税收完成48.2亿元，同比增长6.4%: the amount that a change right behind it is the change of.
    fn changed(&self) -> Option<usize> {
        let (index, last) = self.here().next()?;
        let amount = last.role == Role::Figure && last.quantity.kind == QuantityKind::Money;
        (amount && last.own && last.reached).then_some(index)
    }

    fn may_mean(&self, claim: &Claim) -> bool {
        match (self.role, claim.role) {
            (Role::Rate, _) | (_, Role::Rate | Role::Aside) => false,
            _ if self.growth => claim.growth,
            (Role::Goal, _) if self.phrase.is_ratio() => claim.quantity.kind == QuantityKind::Percent,
            (_, Role::Change) => false,
            _ => !claim.growth && claim.same_unit(self.phrase.quantity),
        }
    }

    /// True where the phrase names the stage that the claim names: 新开工18600套 and 已开工17224套.
    fn same_stage(&self, claim: &Claim) -> bool {
        let begun = |text: &str| text.contains("开工") || text.contains("动工") || text.contains("复工");
        let stage = self.phrase.last(&[Cue::Stage]).map_or("", |at| self.phrase.text(at));
        !stage.is_empty() && !claim.stage.is_empty() && begun(stage) == begun(&claim.stage)
    }
}
