//! Which words name a number, and which earlier number a nameless one speaks of.

use rust_decimal::Decimal;

use super::{
    Claim, Role,
    key::{self, Folded},
    name,
    phrase::Phrase,
    sentence::Sentence,
    whose::is_place,
    words::Kind,
    works,
};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameWords, Rulebook, Sign},
};

/// The name of a number and where it comes from.
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) key: String,
    pub(crate) own: bool,
    pub(crate) refers: Option<usize>,
    /// The district or body that it is limited to, where its own words name one and nothing else.
    pub(crate) scope: Option<String>,
}

/// What is known when a number is named.
pub(crate) struct Naming<'a> {
    pub(crate) phrase: &'a Phrase<'a>,
    pub(crate) role: Role,
    pub(crate) growth: bool,
    pub(crate) of_plan: bool,
    pub(crate) claims: &'a [Claim],
    pub(crate) sentence_no: usize,
    pub(crate) segment_no: usize,
    pub(crate) clause_no: usize,
    pub(crate) rules: &'a Rulebook,
}

/// How many claims a reader looks back; a longer sentence is a table.
pub(super) const REACH: usize = 64;

impl<'a> Naming<'a> {
    /// Earlier claims with their indices, nearest first.
    pub(super) fn earlier(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        self.claims.iter().enumerate().rev().take(REACH)
    }

    /// Those of the same sentence.
    pub(super) fn here(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let sentence = self.sentence_no;
        self.earlier().take_while(move |(_, claim)| claim.at.sentence == sentence)
    }

    /// Those of the same sentence and the one before.
    pub(super) fn near(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let sentence = self.sentence_no;
        self.earlier().take_while(move |(_, claim)| claim.at.sentence + 1 >= sentence)
    }

    pub(super) fn made(&self, text: String, own: bool, refers: Option<usize>) -> Named {
        Named { key: key::key(&text, self.rules), text, own, refers, scope: None }
    }

    /// Names the number; where its words are a place and nothing else, by what its list or its topic speaks of.
    pub(crate) fn named(&self, sentence: &mut Sentence) -> Named {
        let named = self.shared_verb(self.part_of(self.by_words(sentence)));
        let named = self.part_of_whole(self.bracketed_place(named, sentence), sentence);
        // 3.城南大道。形象进度46%: how far what the item is about has come.
        let bare = self.role == Role::Rate && self.rules.signs.is(Sign::WorkProgress, &named.text);
        if bare && !sentence.title.is_empty() {
            return self.made(sentence.title.clone(), true, None);
        }
        let listed = sentence.rates && self.phrase.is_ratio() && named.text.chars().count() <= 6;
        let place = named.own && (listed || is_place(&named.text, &self.rules.names));
        if !place {
            return self.in_short(&named).unwrap_or(named);
        }
        // 招师方面：安平市（任务数552，完成数417）
        let spoken = Some(&sentence.topic).filter(|topic| self.phrase.bracket.is_some() && !topic.is_empty());
        let whole = spoken.cloned().or_else(|| self.whole_of(&named, sentence));
        // 甲县、乙县低于40%，其中甲县36.4%: what it is a part of are places, too.
        let places = |text: &String| self.role == Role::Rate && self.rules.names.ends(NameWords::Place, text);
        match whole.filter(|text| !places(text)) {
            Some(text) => {
                // 宁昌市直邮164个；曲远市213个: the place of the first is not that of the next.
                let rest = works::parted(&text, self.rules).map(|(_, rest)| rest.to_owned());
                Named { scope: Some(named.text), ..self.made(rest.unwrap_or(text), true, None) }
            }
            None if listed && !sentence.rate_name.is_empty() => {
                let text = format!("{}{}", named.text, sentence.rate_name);
                Named { key: named.key, ..self.made(text, true, None) }
            }
            None => named,
        }
    }

    /// 教师培训人数，达到预定任务，完成率100%: the only number of a sentence that speaks of something is its rate.
    fn bare_rate(&self, sentence: &Sentence) -> Option<Named> {
        let words = self.phrase.words;
        if self.role != Role::Rate || self.of_plan || self.phrase.bracket.is_some() {
            return None;
        }
        let named = |&index: &usize| words.cue(index).has(Cue::RateName);
        let plain = |&index: &usize| {
            let says = words.cue(index).any(&[Cue::RateName, Cue::Link, Cue::Now, Cue::Done]);
            says || matches!(words.words[index].kind, Kind::Date(_)) || words.bare(index).is_empty()
        };
        let before = &self.phrase.before;
        let most = self.phrase.quantity.amount.low() <= Decimal::ONE_HUNDRED || before.len() == 1;
        let bare = most && before.iter().any(named) && before.iter().all(plain);
        let segment = self.segment_no;
        let alone = self.here().all(|(_, claim)| claim.at.segment != segment);
        (bare && alone && !sentence.takes_topic()).then(|| self.made(sentence.topic.clone(), true, None))
    }

    /// 造林任务中，人工造林2万亩、封山育林3万亩，合计5万亩: what the parts of a list come to is what the sentence speaks of.
    fn in_all(&self, sentence: &Sentence) -> Option<Named> {
        let words = self.phrase.words;
        let sums = |&index: &usize| words.rules.signs.is(Sign::InAll, words.bare(index));
        let alone = !self.phrase.before.is_empty() && self.phrase.before.iter().all(sums);
        let listed = || self.here().filter(|(_, claim)| claim.same_counter(self.phrase.quantity)).count() > 1;
        (alone && !sentence.topic.is_empty() && listed())
            .then(|| self.made(sentence.topic.clone(), true, None))
    }

    pub(super) fn by_words(&self, sentence: &mut Sentence) -> Named {
        if let Some(named) = self.in_all(sentence).or_else(|| self.bare_rate(sentence)) {
            return named;
        }
        if let Some(text) = self.listed(sentence) {
            return self.made(text, true, None);
        }
        let phrase = self.phrase;
        let text = match (phrase.bracket, self.role) {
            (Some(open), Role::Rate)
                if phrase.boundary() == Some(Kind::Open) && !phrase.names(&phrase.before) =>
            {
                name::of_words(phrase.words, &phrase.words.left(open))
            }
            (_, Role::Rate) if self.of_plan && !sentence.rates => {
                name::of_words(phrase.words, self.subject())
            }
            (Some(open), Role::Goal | Role::Figure) => {
                let own = self.own_words();
                // 欠全年目标任务（25.3亿元）: the plan noun before the bracket names nothing.
                let planned = open > 0 && phrase.words.cue(open - 1).has(Cue::PlanNoun);
                let short = planned
                    && self.role == Role::Goal
                    && (phrase.words.clause_start(open)..open)
                        .any(|at| phrase.words.cue(at).has(Cue::Distance));
                let before = if own.is_empty() && !short { self.before_bracket(open) } else { String::new() };
                self.of_money(if own.is_empty() { before } else { own })
            }
            _ => self.of_money(self.own_words()),
        };
        let Folded { key, noun } = Folded::new(&text, self.rules);
        if self.works_apart(&key) {
            return Named { text, key, own: true, refers: None, scope: None };
        }
        if self.role == Role::Goal
            && (self.goal_behind() || phrase.has(Cue::Beyond) || phrase.has(Cue::Distance))
            && let Some(index) = self.antecedent(sentence.opens_topic(self.role))
            && self.claims[index].at.sentence == self.sentence_no
            && self.claims[index].same_counter(phrase.quantity)
            && (self.issued() && !self.named_behind()
                || phrase.before_text().trim_start().starts_with('距')
                || !(noun && phrase.names(&phrase.before)))
        {
            return self.again(index);
        }
        if let Some(index) = self.limited(&text) {
            return self.again(index);
        }
        // 筹集资金8000万元、发行债券3亿元。…，筹集资金9260万元: what says next to nothing is the goal that is called so.
        let again = || self.planned(|name| name == text);
        if let Some(index) = (self.role == Role::Figure && !noun && !text.is_empty()).then(again).flatten() {
            return self.again(index);
        }
        let based = self.role == Role::Base && text.chars().nth(2).is_some();
        let counted = based && phrase.quantity.kind == QuantityKind::Count;
        if !noun && (counted || self.titled() || self.other_verb(&text)) {
            return Named { key: text.clone(), text, own: true, refers: None, scope: None };
        }
        let bare_verb = self.role == Role::Figure && self.verb_alone(&text, &key);
        if noun && !bare_verb {
            return self.with_subject(Named { text, key, own: true, refers: None, scope: None }, sentence);
        }
        if let Some(named) = self.nearer_subject(&text, bare_verb) {
            return named;
        }
        if let Some(name) = self.level_of_growth(&text) {
            return self.made(name, true, None);
        }
        if let Some(index) =
            self.distributed(sentence).or_else(|| self.antecedent(sentence.opens_topic(self.role)))
        {
            return self.other_money(&text, index, sentence).unwrap_or_else(|| self.again(index));
        }
        if !key.is_empty() && !bare_verb {
            return Named { text, key, own: true, refers: None, scope: None };
        }
        self.by_subject(&text, sentence)
    }

    /// 新建3200亩，改造1500亩: a goal called by its verb alone, behind one of another verb.
    fn other_verb(&self, text: &str) -> bool {
        let last = self.claims.last().filter(|last| last.at.sentence == self.sentence_no);
        let other = |last: &Claim| last.role == Role::Goal && last.key.is_empty() && last.name != text;
        self.role == Role::Goal && !text.is_empty() && last.is_some_and(other)
    }

    /// The goal right before, counted alike, whose name is such.
    fn planned(&self, named: impl Fn(&str) -> bool) -> Option<usize> {
        let such = |claim: &Claim| {
            let counted = claim.role == Role::Goal && claim.same_unit(self.phrase.quantity);
            counted && claim.own && named(&claim.name)
        };
        self.near().find(|(_, claim)| such(claim)).map(|(index, _)| index)
    }

    /// 造林2万亩、抚育5万亩。造林已完成1.65万亩: a work that is a name as well, beside others of a list or behind its goal.
    fn works_apart(&self, key: &str) -> bool {
        let work = self.phrase.has(Cue::Work) && !key.is_empty() && self.role != Role::Rate;
        let listed = self.phrase.boundary() == Some(Kind::Pause);
        let apart = |claim: &Claim| claim.own && claim.same_counter(self.phrase.quantity);
        let planned =
            || self.near().any(|(_, claim)| claim.role == Role::Goal && claim.own && claim.key == key);
        // 湿地恢复377公顷，完成89.8%；造林7812亩: a part of the sentence begins with it.
        let begins = self.phrase.boundary() == Some(Kind::Semicolon) && self.phrase.before.len() == 1;
        // 城镇新增就业34万人，完成扶持创业2.8万人: one goal behind another.
        let goals = self.role == Role::Goal && self.phrase.boundary() == Some(Kind::Comma);
        let goal = |claim: &Claim| apart(claim) && claim.role == Role::Goal;
        work && (begins
            || goals && self.here().any(|(_, claim)| goal(claim))
            || listed && self.claims.last().is_some_and(apart)
            || self.role == Role::Figure && planned())
    }

    /// 市中院下达的50%: who set the goal stands before it, and nothing that is counted.
    fn issued(&self) -> bool {
        let last = self.phrase.before.last().filter(|_| self.goal_behind() || self.phrase.is_ratio());
        last.is_some_and(|&last| {
            let text = self.phrase.words.bare(last);
            text.strip_suffix('的').is_some_and(|verb| self.rules.names.ends(NameWords::Setting, verb))
        })
    }

    /// 央行下达的8000亿元年度贷款增量目标: what it is the goal of stands before the plan noun.
    fn named_behind(&self) -> bool {
        let words = self.phrase.words;
        let plan = |index: &&usize| !words.cue(**index).has(Cue::PlanNoun);
        let between: Vec<usize> = self.phrase.after.iter().take_while(plan).copied().collect();
        between.len() < self.phrase.after.len() && name::of_words(words, &between).chars().nth(2).is_some()
    }

    /// 育苗计划58亩: a verb that begins a sentence, right before its plan, is what is counted.
    fn titled(&self) -> bool {
        let phrase = self.phrase;
        let present = |index: &&usize| phrase.words.cue(**index).has(Cue::Present);
        let led = phrase.before.iter().take_while(present).count();
        let [verb, plan] = phrase.before[led..] else { return false };
        let begins = matches!(phrase.boundary(), None | Some(Kind::Stop | Kind::Semicolon));
        let acts = phrase.words.cue(verb).any(&[Cue::Action, Cue::Build, Cue::Work]);
        begins && acts && matches!(phrase.words.text_of(plan), "计划" | "任务" | "目标")
    }

    /// 的目标 and its like behind the number.
    pub(super) fn goal_behind(&self) -> bool {
        self.phrase.after.iter().take(3).any(|&index| self.phrase.words.cue(index).has(Cue::PlanNoun))
    }
}
