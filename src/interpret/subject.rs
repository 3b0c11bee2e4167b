//! What a number is counted of, where its own words are a common noun, a place, or nothing.

use super::{
    Claim, Role, key,
    naming::{Named, Naming},
    sentence::Sentence,
    whose::{self, is_place},
    works,
};
use crate::{
    model::QuantityKind,
    rules::{Cue, Mark, NameWords},
};

impl Naming<'_> {
    /// 港口5.2亿元 in a list that began with 投资: the money of a member is of that sort.
    pub(super) fn of_money(&self, text: String) -> String {
        let names = &self.rules.names;
        let plain = self.phrase.quantity.kind == QuantityKind::Money && !text.is_empty();
        if !plain
            || names.ends(NameWords::MoneyNoun, names.before(NameWords::Receipt, &text).unwrap_or(&text))
            || text.contains("投资")
            || is_place(&text, names)
        {
            return text;
        }
        let sort = self
            .near()
            .filter(|(_, claim)| claim.quantity.kind == QuantityKind::Money && claim.role != Role::Aside)
            .find_map(|(_, claim)| {
                names.words(NameWords::MoneySort).iter().find(|sort| claim.name.ends_with(sort.as_str()))
            });
        sort.map_or(text.clone(), |sort| text + sort)
    }

    /// What the places of a list are counted for: the topic of announced rates, or what stands before them.
    pub(super) fn whole_of(&self, named: &Named, sentence: &Sentence) -> Option<String> {
        if sentence.rates && !sentence.topic.is_empty() {
            let tails = self.rules.names.words(NameWords::RateTail).iter();
            let topic =
                tails.fold(sentence.topic.as_str(), |topic, end| topic.trim_end_matches(end.as_str()));
            let topic = topic.trim_start_matches('各');
            return Some(topic.to_owned())
                .filter(|topic| topic.chars().count() > 1 && !is_place(topic, &self.rules.names));
        }
        let named = |claim: &&Claim| {
            claim.same_counter(self.phrase.quantity)
                && !matches!(claim.role, Role::Rate | Role::Aside | Role::Change)
                && (claim.own || claim.role == Role::Goal && claim.declared)
                && !claim.part
                && claim.name != named.text
                && !is_place(&claim.name, &self.rules.names)
        };
        let mut before = self
            .earlier()
            .map(|(_, claim)| claim)
            .take_while(|claim| claim.at.sentence + 3 >= self.sentence_no);
        // Of the nearest sentence that counts alike, what it names first.
        let Some(nearest) = before.find(named) else { return self.grown_whole() };
        let first = before.take_while(|claim| claim.at.sentence == nearest.at.sentence).filter(named).last();
        Some(first.unwrap_or(nearest).name.clone())
    }

    /// 清洁取暖改造23.6万户。冠山县改造完成3.2万户: a place, with the last word of the one name that the sentences before
    /// end so.
    pub(super) fn in_short(&self, named: &Named) -> Option<Named> {
        let text = named.text.as_str();
        let parted = works::parted(text, self.rules).or_else(|| self.like_places(text));
        let (place, rest) = parted.filter(|_| named.own && self.role != Role::Rate)?;
        if whose::tells(rest, &self.rules.names) || place.ends_with(works::OWN_LEVEL) {
            return None;
        }
        let whole = |claim: &&Claim| {
            let longer = claim.name.strip_suffix(rest).is_some_and(|before| before.chars().nth(1).is_some());
            let counted = claim.same_counter(self.phrase.quantity) && claim.own && claim.host.is_none();
            longer && counted && !matches!(claim.role, Role::Rate | Role::Aside | Role::Change)
        };
        let before = self.earlier().map(|(_, claim)| claim);
        let before = before.skip_while(|claim| claim.at.sentence == self.sentence_no);
        let near = before.take_while(|claim| claim.at.sentence + 3 >= self.sentence_no);
        let mut wholes = near.filter(whole).map(|claim| claim.name.as_str());
        let first = wholes.next().filter(|name| works::parted(name, self.rules).is_none())?;
        let made = || Named { scope: Some(place.to_owned()), ..self.made(first.to_owned(), true, None) };
        wholes.all(|name| name == first).then(made)
    }

    /// 冠山县改造3.2万户；清河口改造2.7万户: what ends like no place, beside a place that does.
    fn like_places<'n>(&self, text: &'n str) -> Option<(&'n str, &'n str)> {
        let placed = |claim: &Claim| claim.own && claim.role != Role::Rate;
        let (_, last) = self.here().find(|(_, claim)| placed(claim))?;
        let (place, rest) = text.split_at(text.char_indices().rev().nth(1)?.0);
        let alike = !last.at.scope.is_empty() && last.name.ends_with(rest) && last.name != text;
        (alike && (2..=4).contains(&place.chars().count())).then_some((place, rest))
    }

    /// 充电桩350个，其中农村185个: a part that is named by what it is limited to, with the name of its whole.
    pub(super) fn part_of(&self, named: Named) -> Named {
        let names = &self.rules.names;
        if !named.own || !names.is(NameWords::Modifier, &named.text) {
            return named;
        }
        let whole = self.here().map(|(_, claim)| claim).find(|claim| {
            (claim.own || claim.refers.is_some())
                && claim.same_counter(self.phrase.quantity)
                && !names.is(NameWords::Modifier, &claim.name)
        });
        match whole {
            Some(whole) => {
                Named { text: format!("{}{}", named.text, self.without_verb(&whole.name)), ..named }
            }
            None => named,
        }
    }

    /// A name without the verb that it begins with: 充电桩 of 新建充电桩.
    pub(super) fn without_verb<'n>(&self, name: &'n str) -> &'n str {
        let verb = self
            .rules
            .verbs
            .cues(name)
            .next()
            .filter(|(span, set)| span.start == 0 && set.has(Cue::Action) && !set.has(Cue::Promote));
        let rest = verb.map_or(name, |(span, _)| &name[span.end..]);
        if rest.chars().nth(1).is_some() { rest } else { name }
    }

    /// 54个产业类项目完成投资268.1亿元: the count right before names the money, not an amount further back.
    pub(super) fn nearer_subject(&self, text: &str, bare_verb: bool) -> Option<Named> {
        let generic = !text.is_empty() && !bare_verb && self.role != Role::Rate && !self.phrase.is_ratio();
        let (_, last) = self.here().find(|(_, claim)| claim.host.is_none()).filter(|_| generic)?;
        // 计划铺设道路11.3公里，惠及群众2万人，已铺设4.5公里: the verb again, behind whom it touches.
        let set = |claim: &Claim| claim.role == Role::Goal && claim.same_counter(self.phrase.quantity);
        if last.rule.is(Mark::Beside) && self.here().any(|(_, claim)| set(claim)) {
            return None;
        }
        let subject = last.at.segment == self.segment_no
            && last.at.clause + 1 >= self.clause_no
            && last.own
            && (!last.key.is_empty() || last.name.chars().nth(2).is_some())
            && last.quantity.kind == QuantityKind::Count
            && last.quantity.kind != self.phrase.quantity.kind;
        // Behind a goal it may still be what answers it: 计划投产项目16宗，完成投资15.3亿元.
        let own = last.role != Role::Goal;
        // 沙旗20个，完成投资3.6亿元: of the same place.
        let scope = Some(last.at.scope.clone()).filter(|scope| !scope.is_empty());
        subject.then(|| Named { scope, ..self.made(format!("{}{text}", last.name), own, None) })
    }

    /// 投资 behind 18个新建项目: a common word says what of the subject is counted.
    pub(super) fn with_subject(&self, named: Named, sentence: &Sentence) -> Named {
        let short = sentence.labelled && named.text.chars().count() <= 3;
        let stage = key::is_stage(&named.text, self.rules) && !sentence.topic.is_empty();
        if is_place(&named.text, &self.rules.names) {
            return named;
        }
        if let Some(crop) = self.grown(&named.text) {
            return Named { text: format!("{crop}{}", named.text), ..named };
        }
        if self.rules.names.is(NameWords::Counter, &named.text) && !self.phrase.is_ratio() {
            return self.counter(named, sentence);
        }
        if sentence.topic.ends_with(&named.text) && !named.text.is_empty() {
            // 小额担保贷款方面，发放贷款3260万元: the topic in short.
            return self.made(sentence.topic.clone(), true, None);
        }
        if !named.key.is_empty() && !short && !stage || self.phrase.is_ratio() {
            return named;
        }
        // 公交集团：客运量5120万人次: whose it is.
        if short && is_place(&sentence.topic, &self.rules.names) {
            return Named { scope: Some(sentence.topic.clone()), ..named };
        }
        let topic = Some(sentence.topic.clone()).filter(|_| short && !named.key.is_empty());
        let subject = topic.or_else(|| self.subject_before(sentence));
        match subject {
            Some(subject) if !subject.is_empty() => {
                let text = format!("{subject}{}", named.text);
                self.made(text, true, None)
            }
            Some(_) | None => named,
        }
    }

    /// 污水处理设施建设，全年任务为715个村: what is done in so many places; or what was done to them, 完成村.
    fn counter(&self, named: Named, sentence: &Sentence) -> Named {
        let done = self.phrase.last(&[Cue::Done, Cue::Stage, Cue::Action]).map(|at| self.phrase.text(at));
        let text = match (sentence.topic.is_empty(), done) {
            (false, _) => sentence.topic.clone(),
            (true, Some(done)) if !named.text.starts_with(done) => format!("{done}{}", named.text),
            (true, _) => return named,
        };
        Named { text, ..named }
    }

    /// 烤烟 of 种植烤烟4870亩，力争实现产值1540万元: what grows on the area before.
    fn grown(&self, text: &str) -> Option<String> {
        let yields = ["产量", "总产量", "总产", "产值", "总产值", "入库", "单产"];
        let area = |claim: &Claim| {
            claim.own
                && claim.host.is_none()
                && ["亩", "公顷"].iter().any(|unit| claim.quantity.unit_text.ends_with(unit))
                && !claim.key.is_empty()
        };
        let (_, claim) = self.near().filter(|_| yields.contains(&text)).find(|(_, claim)| area(claim))?;
        let crop = self.without_verb(&claim.name);
        let tails = ["播种面积", "种植面积", "面积", "播种", "种植"];
        Some(tails.iter().fold(crop, |crop, tail| crop.strip_suffix(tail).unwrap_or(crop)).to_owned())
    }

    /// What the sentence speaks of, for a number that names nothing but 投资, 资金 or the like.
    fn subject_before(&self, sentence: &Sentence) -> Option<String> {
        let own = |claim: &Claim| claim.at.segment == self.segment_no;
        let counted = |claim: &Claim| {
            claim.own
                && (!claim.key.is_empty() || claim.name.chars().nth(2).is_some())
                && matches!(claim.role, Role::Base | Role::Aside | Role::Goal | Role::Figure)
                && claim.quantity.kind == QuantityKind::Count
        };
        let near =
            self.here().find(|(_, claim)| own(claim) && counted(claim)).map(|(_, claim)| claim.name.clone());
        let topic =
            || Some(if sentence.topic.is_empty() { sentence.title.clone() } else { sentence.topic.clone() });
        near.or_else(topic).filter(|name| !name.is_empty())
    }

    /// The name of an amount, for a number that is none: 危房改造 of 危房改造总投资4493万元，任务1497户.
    fn without_money<'c>(&self, claim: &'c Claim) -> &'c str {
        let counted = matches!(self.phrase.quantity.kind, QuantityKind::Count | QuantityKind::Measure);
        let other = counted && claim.quantity.kind == QuantityKind::Money;
        let bare = self.rules.names.before(NameWords::MoneySort, &claim.name);
        bare.filter(|bare| other && !bare.is_empty()).unwrap_or(&claim.name)
    }

    /// 生产总值增长15%，达到9.4亿元: what so much growth brings it to.
    pub(super) fn level_of_growth(&self, text: &str) -> Option<String> {
        let last = self.claims.last().filter(|_| text.is_empty() && !self.phrase.is_ratio())?;
        let reaches = self.phrase.before.iter().all(|&index| self.phrase.words.bare(index).starts_with('达'));
        let beside = last.at.segment == self.segment_no && last.at.clause + 1 == self.clause_no;
        let grows = last.growth && last.role == Role::Goal && last.own;
        let told = reaches && !self.phrase.before.is_empty() && beside && grows;
        let bare = last.name.trim_end_matches("增长");
        (told && !bare.is_empty()).then(|| bare.to_owned())
    }

    /// 合同引资5亿元，到位资金3亿元; 资金4亿元 behind projects that its own sentence counts: other money than the figure
    /// that it would speak of.
    pub(super) fn other_money(&self, text: &str, index: usize, sentence: &Sentence) -> Option<Named> {
        let known = &self.claims[index];
        let money = |claim: &Claim| claim.quantity.kind == QuantityKind::Money;
        // 下达资金77万元，实际完成投资75.1万元: what became of it.
        let here = known.at.sentence == self.sentence_no;
        let moved = [Cue::Compare, Cue::Rise, Cue::Fall].iter().any(|&cue| self.phrase.has(cue));
        let plain = self.role == Role::Figure && !moved && !(here && self.phrase.has(Cue::Now));
        let told = plain && self.phrase.quantity.kind == QuantityKind::Money;
        let figure = (matches!(known.role, Role::Figure | Role::Base) || known.basis) && money(known);
        let whole = known.host.is_none() || !here;
        let other = told
            && (known.own || !here)
            && figure
            && whole
            && !text.is_empty()
            && !(here && known.name.ends_with(text));
        if !other {
            return None;
        }
        if here {
            return Some(Named {
                key: text.to_owned(),
                text: text.to_owned(),
                own: true,
                refers: None,
                scope: None,
            });
        }
        let counted = self.here().any(|(_, claim)| claim.own && !claim.key.is_empty());
        counted.then(|| self.by_subject(text, sentence))
    }

    /// What the sentence has named, for a number that names nothing and refers to nothing.
    pub(super) fn by_subject(&self, text: &str, sentence: &Sentence) -> Named {
        let own = |claim: &Claim| claim.at.segment == self.segment_no;
        let money = self.role != Role::Rate && self.phrase.quantity.kind == QuantityKind::Money;
        let names = |claim: &Claim| {
            claim.own && !claim.key.is_empty() && claim.role != Role::Rate && claim.host.is_none()
        };
        let named = self
            .here()
            .filter(|(_, claim)| own(claim))
            .chain(self.here().filter(|_| self.role != Role::Rate))
            .map(|(_, claim)| claim)
            .find(|claim| names(claim));
        let local = named.filter(|claim| sentence.topic.is_empty() || own(claim));
        let topic = if sentence.topic.is_empty() { &sentence.title } else { &sentence.topic };
        let subject = local.map_or(topic.as_str(), |claim| self.without_money(claim));
        // 培训乡村医生500人，已培训520: the verb of the subject again.
        let again = subject.ends_with(text) || subject.starts_with(text);
        let text = if again { subject.to_owned() } else { format!("{subject}{text}") };
        self.made(text, money, None)
    }
}
