//! Which words name a number, and which earlier number a nameless one speaks of.

use super::{
    Claim, Role,
    name::{self, Folded},
    phrase::Phrase,
    sentence::Sentence,
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
    rules::{Cue, Rulebook},
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
const REACH: usize = 64;

impl<'a> Naming<'a> {
    /// Earlier claims with their indices, nearest first.
    fn earlier(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        self.claims.iter().enumerate().rev().take(REACH)
    }

    /// Those of the same sentence.
    fn here(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let sentence = self.sentence_no;
        self.earlier().take_while(move |(_, claim)| claim.at.sentence == sentence)
    }

    /// Those of the same sentence and the one before.
    fn near(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let sentence = self.sentence_no;
        self.earlier().take_while(move |(_, claim)| claim.at.sentence + 1 >= sentence)
    }

    fn made(&self, text: String, own: bool, refers: Option<usize>) -> Named {
        Named { key: name::key(&text, self.rules), text, own, refers, scope: None }
    }

    /// Named by an earlier claim; behind a bracket, by what stands before it and is counted alike, not by its parts.
    fn again(&self, index: usize) -> Named {
        let hosts = std::iter::successors(self.claims[index].host, |&host| self.claims[host].host);
        let outer = hosts.last().filter(|&host| {
            self.phrase.bracket.is_none()
                && self.claims[host].same_counter(self.phrase.quantity)
                && self.claims[index].same_counter(self.phrase.quantity)
        });
        let index = outer.unwrap_or(index);
        let known = &self.claims[index];
        Named {
            text: known.name.clone(),
            key: known.key.clone(),
            own: false,
            refers: Some(index),
            scope: None,
        }
    }

    /// 港口5.2亿元 in a list that began with 投资: the money of a member is of that sort.
    fn of_money(&self, text: String) -> String {
        const SORTS: &[&str] = &["投资", "资金", "收入", "支出"];
        let named = [
            "资", "金", "收入", "支出", "产值", "税", "额", "费", "款", "贷", "利润", "成本", "债", "值",
            "入", "元", "资产", "出口", "进口",
        ];
        let plain =
            self.phrase.quantity.kind == QuantityKind::Money && self.role != Role::Rate && !text.is_empty();
        if !plain || named.iter().any(|noun| text.ends_with(noun)) || text.contains("投资") {
            return text;
        }
        let sort = self
            .near()
            .filter(|(_, claim)| claim.quantity.kind == QuantityKind::Money && claim.role != Role::Aside)
            .find_map(|(_, claim)| SORTS.iter().find(|sort| claim.name.ends_with(*sort)));
        sort.map_or(text.clone(), |sort| text + sort)
    }

    /// Names the number; where its words are a place and nothing else, by what its list or its topic speaks of.
    pub(crate) fn named(&self, sentence: &mut Sentence) -> Named {
        let named = self.by_words(sentence);
        let acted = self.phrase.last(&[Cue::Action, Cue::Stage, Cue::Build, Cue::Promote]).is_some();
        let listed = sentence.rates && self.phrase.is_ratio() && named.text.chars().count() <= 6;
        let place = named.own && !acted && (listed || is_place(&named.text));
        if !place {
            return named;
        }
        let whole = self.whole_of(&named, sentence);
        match whole {
            Some(text) => Named { scope: Some(named.text), ..self.made(text, true, None) },
            None if listed && !sentence.rate_name.is_empty() => {
                let text = format!("{}{}", named.text, sentence.rate_name);
                Named { key: named.key, ..self.made(text, true, None) }
            }
            None => named,
        }
    }

    /// What the places of a list are counted for: the topic of announced rates, or what stands before them.
    fn whole_of(&self, named: &Named, sentence: &Sentence) -> Option<String> {
        if sentence.rates && !sentence.topic.is_empty() && self.phrase.is_ratio() {
            let topic = ["的比例", "的比率", "比例", "完成率", "进度", "的"]
                .iter()
                .fold(sentence.topic.as_str(), |topic, end| topic.trim_end_matches(end));
            let topic = topic.trim_start_matches('各');
            return Some(topic.to_owned()).filter(|topic| topic.chars().count() > 1 && !is_place(topic));
        }
        let unit = |claim: &Claim| {
            claim.same_counter(self.phrase.quantity)
                && !matches!(claim.role, Role::Rate | Role::Aside | Role::Change)
        };
        let before =
            self.claims.iter().rev().take(REACH).filter(|claim| claim.at.sentence + 3 >= self.sentence_no);
        let mut named_before = before
            .filter(|claim| unit(claim) && claim.own && claim.name != named.text && !is_place(&claim.name));
        named_before.next().map(|claim| claim.name.clone())
    }

    fn by_words(&self, sentence: &mut Sentence) -> Named {
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
            _ => self.of_money(self.own_words()),
        };
        if self.role == Role::Goal
            && (self.goal_behind() || phrase.has(Cue::Beyond) || phrase.has(Cue::Distance))
            && let Some(index) = self.antecedent(sentence.fresh)
            && self.claims[index].at.sentence == self.sentence_no
            && self.claims[index].same_counter(phrase.quantity)
            && !(self.own_key(&text) && phrase.names(&phrase.before))
        {
            return self.again(index);
        }
        let Folded { key, noun } = Folded::new(&text, self.rules);
        let bare_verb = self.role == Role::Figure && self.verb_alone(&text, &key);
        if noun && !bare_verb {
            return self.with_subject(Named { text, key, own: true, refers: None, scope: None }, sentence);
        }
        if self.role == Role::Base
            && text.chars().nth(2).is_some()
            && self.phrase.quantity.kind == QuantityKind::Count
        {
            return Named { key: text.clone(), text, own: true, refers: None, scope: None };
        }
        if let Some(named) = self.nearer_subject(&text, bare_verb) {
            return named;
        }
        if let Some(index) = self.distributed(sentence).or_else(|| self.antecedent(sentence.fresh)) {
            return self.again(index);
        }
        if !key.is_empty() && !bare_verb {
            return Named { text, key, own: true, refers: None, scope: None };
        }
        self.by_subject(&text, sentence)
    }

    /// 54个产业类项目完成投资268.1亿元: the count right before names the money, not an amount further back.
    fn nearer_subject(&self, text: &str, bare_verb: bool) -> Option<Named> {
        let generic = !text.is_empty() && !bare_verb && self.role != Role::Rate && !self.phrase.is_ratio();
        let (_, last) = self.here().next().filter(|_| generic)?;
        let subject = last.at.segment == self.segment_no
            && last.at.clause + 1 >= self.clause_no
            && last.own
            && (!last.key.is_empty() || last.name.chars().nth(2).is_some())
            && last.quantity.kind == QuantityKind::Count
            && last.quantity.kind != self.phrase.quantity.kind
            && matches!(last.role, Role::Base | Role::Figure | Role::Aside | Role::Goal);
        (subject && !last.name.ends_with(text)).then(|| self.made(format!("{}{text}", last.name), true, None))
    }

    fn own_key(&self, text: &str) -> bool {
        Folded::new(text, self.rules).noun
    }

    /// 的目标 and its like behind the number.
    fn goal_behind(&self) -> bool {
        self.phrase.after.iter().take(3).any(|&index| self.phrase.words.cue(index).has(Cue::PlanNoun))
    }

    /// The words before the verb: 石堰镇 of 石堰镇完成任务的96%.
    fn subject(&self) -> &[usize] {
        let verbs =
            &[Cue::Share, Cue::Done, Cue::Link, Cue::Respectively, Cue::Now, Cue::Plan, Cue::PlanNoun];
        let verb = self.phrase.first(verbs);
        &self.phrase.before[..verb.unwrap_or(0)]
    }

    /// 投资 behind 18个新建项目: a common word says what of the subject is counted.
    fn with_subject(&self, named: Named, sentence: &Sentence) -> Named {
        let short = sentence.labelled && named.text.chars().count() <= 3;
        if !named.key.is_empty() && !short || self.phrase.is_ratio() || self.role == Role::Rate {
            return named;
        }
        let subject = self.subject_before(sentence);
        match subject {
            Some(subject) if !subject.ends_with(&named.text) && !subject.is_empty() => {
                let text = format!("{subject}{}", named.text);
                self.made(text, true, None)
            }
            Some(_) | None => named,
        }
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

    /// The words of the phrase itself: the noun before the number, else the one behind it.
    fn own_words(&self) -> String {
        let phrase = self.phrase;
        let words = phrase.words;
        let left = &phrase.before[..];
        let verb = phrase.last(&[Cue::Action, Cue::Done, Cue::Stage, Cue::Process, Cue::Plan, Cue::Now]);
        let object = verb.map_or(left, |verb| &left[verb + 1..]);
        let sampled = left.last().is_some_and(|&index| {
            words.words[index].kind == Kind::Text && words.text_of(index).trim().ends_with('等')
        });
        let right = self.own_right();
        let of = right.first().is_some_and(|&index| words.text_of(index).trim_start().starts_with('的'));
        let right_noun = phrase.names(right) && (!of || phrase.is_ratio());
        let whose: String = left.iter().map(|&index| words.text_of(index).trim()).collect();
        let left_names = phrase.names(left) && !name::is_own(&whose);
        let by_right = right_noun
            && (sampled
                || (!phrase.names(object) || !left_names)
                    && (verb.is_some() || left.is_empty() || !left_names));
        if by_right && !(phrase.is_ratio() && left_names) {
            let noun = name::of_words(words, right);
            let verbs = name::of_words(words, verb.map_or(&[], |verb| &left[verb..=verb]));
            return if sampled { noun } else { format!("{verbs}{noun}") };
        }
        if sampled {
            return String::new();
        }
        name::of_words(words, left)
    }

    /// The words behind the number that name it: up to the first that says something else.
    fn own_right(&self) -> &[usize] {
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
        let cut = after.iter().skip(head).position(|&index| words.cue(index).any(speaking));
        &after[..cut.map_or(after.len(), |cut| cut + head)]
    }

    /// 已建成41公里, 录取274人: the words beside the number tell what was done, not what is counted.
    fn verb_alone(&self, text: &str, key: &str) -> bool {
        let phrase = self.phrase;
        let words = phrase.words;
        let planned = || {
            self.here().any(|(_, claim)| {
                claim.role == Role::Goal && claim.own && claim.key == key && !key.is_empty()
            })
        };
        if planned() {
            return false;
        }
        if phrase.glued && phrase.has(Cue::Now) {
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
        // Right behind a goal in the same counter a verb that no list knows still tells what became of it.
        let last = self.claims.last().filter(|last| last.at.segment == self.segment_no);
        let answers = last.is_some_and(|last| {
            last.role == Role::Goal
                && last.at.clause + 1 == self.clause_no
                && last.same_counter(phrase.quantity)
                && !name::touching(&last.name, text)
        });
        let staged = phrase.has(Cue::Stage) && !phrase.has(Cue::Plan) && !phrase.glued;
        answers && (staged || text.chars().count() == 2) && words_before_are_plain(words, left)
    }

    /// The earlier number that this one speaks of: in its part of the sentence, in the sentence, in the one before.
    fn antecedent(&self, fresh: bool) -> Option<usize> {
        let (phrase, role) = (self.phrase, self.role);
        let change = self.growth && role == Role::Change;
        if change && let Some(amount) = self.changed() {
            return Some(amount);
        }
        let fits = |claim: &Claim| self.may_mean(claim);
        let counted = |claim: &Claim| fits(claim) && claim.same_counter(phrase.quantity);
        let own = |claim: &Claim| claim.at.segment == self.segment_no;
        let declared = |claim: &Claim| counted(claim) && claim.role == Role::Goal && claim.declared;
        let staged = |claim: &Claim| declared(claim) && self.same_stage(claim);
        let planned = self.here().any(|(_, claim)| declared(claim) && own(claim));
        if role == Role::Figure
            && !planned
            && let Some((index, _)) = self.near().find(|(_, claim)| staged(claim))
        {
            return Some(index);
        }
        let repeated = |claim: &Claim| role == Role::Figure && declared(claim) && self.same_verb(claim);
        let first_declared =
            || self.here().find(|(_, claim)| staged(claim) && own(claim) && role == Role::Figure);
        let local = first_declared()
            .or_else(|| self.here().find(|(_, claim)| declared(claim) && own(claim) && role == Role::Figure))
            .or_else(|| self.here().find(|(_, claim)| counted(claim) && own(claim)))
            .or_else(|| self.here().find(|(_, claim)| fits(claim) && own(claim)))
            .or_else(|| self.near().find(|(_, claim)| repeated(claim)));
        let names = |claim: &Claim| claim.own && !claim.key.is_empty() && claim.role != Role::Rate;
        if local.is_none() && fresh {
            return None;
        }
        if local.is_some() || self.here().any(|(_, claim)| own(claim) && names(claim)) {
            return local.map(|(index, _)| index);
        }
        let segment = |claim: &Claim| !change || own(claim);
        self.here()
            .find(|(_, claim)| counted(claim) && segment(claim))
            .or_else(|| self.here().find(|(_, claim)| fits(claim) && segment(claim)))
            .or_else(|| {
                self.near().find(|(_, claim)| counted(claim) && !change && !claim.part && claim.declared)
            })
            .or_else(|| self.near().find(|(_, claim)| counted(claim) && self.same_stage(claim)))
            .or_else(|| self.near().find(|(_, claim)| counted(claim) && !change))
            .map(|(index, _)| index)
    }

    /// 税收完成48.2亿元，同比增长6.4%: the amount that a change right behind it is the change of.
    fn changed(&self) -> Option<usize> {
        let (index, last) = self.here().next()?;
        let amount = last.role == Role::Figure && last.quantity.kind == QuantityKind::Money;
        (amount && last.own && last.reached && last.at.segment == self.segment_no).then_some(index)
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

    /// True where the phrase repeats the verb of the goal: 引进人才60名。发布公告2次，引进43名.
    fn same_verb(&self, goal: &Claim) -> bool {
        let words = self.phrase.words;
        let acting = |&&index: &&usize| words.cue(index).any(&[Cue::Action, Cue::Build, Cue::Work]);
        let verb = self.phrase.before.iter().rev().find(acting).map(|&index| words.text_of(index));
        verb.is_some_and(|verb| goal.name.starts_with(verb))
    }

    /// True where the phrase names the stage that the claim names: 新开工18600套 and 已开工17224套.
    fn same_stage(&self, claim: &Claim) -> bool {
        let begun = |text: &str| text.contains("开工") || text.contains("动工") || text.contains("复工");
        let stage = self.phrase.last(&[Cue::Stage]).map_or("", |at| self.phrase.text(at));
        !stage.is_empty() && !claim.stage.is_empty() && begun(stage) == begun(&claim.stage)
    }

    /// What the sentence has named, for a number that names nothing and refers to nothing.
    fn by_subject(&self, text: &str, sentence: &Sentence) -> Named {
        let own = |claim: &Claim| claim.at.segment == self.segment_no;
        let money = self.role != Role::Rate && self.phrase.quantity.kind == QuantityKind::Money;
        let names = |claim: &Claim| claim.own && !claim.key.is_empty() && claim.role != Role::Rate;
        let named = self
            .here()
            .filter(|(_, claim)| own(claim))
            .chain(self.here())
            .map(|(_, claim)| claim)
            .find(|claim| names(claim));
        let local = named.filter(|claim| sentence.topic.is_empty() || own(claim));
        let topic = if sentence.topic.is_empty() { &sentence.title } else { &sentence.topic };
        let subject = local.map_or_else(|| topic.clone(), |claim| claim.name.clone());
        let text = if subject.ends_with(text) { subject } else { format!("{subject}{text}") };
        self.made(text, money, None)
    }

    /// 甲、乙分别达到1个和2个: the name at the same place of the list.
    fn listed(&self, sentence: &mut Sentence) -> Option<String> {
        let (words, at) = (self.phrase.words, self.phrase.at);
        if self.phrase.before.is_empty() && words.follows_in_list(at) {
            return sentence.names.pop();
        }
        self.phrase.last(&[Cue::Respectively])?;
        let names = name::members(&name::of_words(words, &self.phrase.before), list_length(words, at))?;
        sentence.names = names.into_iter().rev().collect();
        sentence.names.pop()
    }

    /// 任务数分别为5个和8个 after two amounts: each refers to the one at its place.
    fn distributed(&self, sentence: &mut Sentence) -> Option<usize> {
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

/// How the names of districts and bodies end.
const PLACES: &[&str] =
    &["市", "县", "区", "镇", "乡", "旗", "州", "盟", "省", "街道", "局", "分局", "开发区", "公司", "本级"];
/// Longest name of a place, in characters.
const PLACE_CHARS: usize = 8;

/// True for a name that is a place or a body and nothing else.
pub(crate) fn is_place(name: &str) -> bool {
    let count = name.chars().count();
    let plain = ![
        "小区",
        "社区服务",
        "园区建设",
        "景区",
        "示范区",
        "灌区",
        "库区",
        "超市",
        "老旧",
        "示范村",
        "贫困村",
        "示范县",
        "行政村",
        "城市",
        "城区",
        "片区",
        "下乡",
        "返乡",
        "回乡",
        "离乡",
        "驻村",
        "进村",
        "到村",
        "入村",
        "出入境",
        "保税区",
        "全市",
        "全县",
        "全区",
        "全省",
        "我市",
        "我县",
        "我区",
        "我省",
    ]
    .iter()
    .any(|noun| name.contains(noun));
    (2..=PLACE_CHARS).contains(&count) && plain && PLACES.iter().any(|ending| name.ends_with(ending))
}

fn words_before_are_plain(words: &Words, left: &[usize]) -> bool {
    !left.iter().any(|&index| words.cue(index).any(&[Cue::Plan, Cue::PlanNoun, Cue::Scale, Cue::Share]))
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
