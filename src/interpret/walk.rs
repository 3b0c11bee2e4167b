//! The walk over the pieces of a report: each number becomes a claim.

use std::{ops::Range, sync::Arc};

use super::{
    Claim, Position, Role, conditions,
    decision::{Decision, amend, inherit},
    levels, name,
    naming::{Named, Naming},
    phrase::Phrase,
    piece::{ReadPiece, is_rate_line, lists_goals, only_plans},
    said,
    sentence::{Mode, Sentence},
    shape,
    slots::{Surroundings, slots},
    topic,
    turn::{announces, is_until},
    whole,
    words::{Kind, Word, Words},
    works,
};
use crate::{
    model::{AsOf, AsOfSource, Quantity, QuantityKind},
    outline::{DateSpan, Frame, Outline, Part, Piece},
    rules::{Cue, Rulebook, Slot, Slots},
    text::Source,
};

/// Rows that make a goal of a level.
const LEVEL_GOALS: &[&str] =
    &["level-of-goal", "beyond-level", "than-goal", "plan-noun-at-number", "level-named-as-plan"];
/// Longest first sentence of an item that only names it, in words and in characters.
const TITLE_WORDS: usize = 8;
const TITLE_CHARS: usize = 20;
/// Longest heading that names the numbers under it, in characters.
const HEADING_CHARS: usize = 24;
/// How many claims a reader looks back; a longer sentence is a table.
const REACH: usize = 64;

/// Every quantity of the outline's pieces, with its meaning, in the order of the text.
#[must_use]
pub fn claims(source: &Source, outline: &Outline, rules: &Rulebook) -> Vec<Claim> {
    let mut walk = Walk {
        outline,
        rules,
        claims: Vec::new(),
        place: Place::default(),
        heading: None,
        plans: false,
        carried: None,
        rate_lines: false,
        topics: topic::of_blocks(source, outline, rules),
    };
    let read = |(index, piece): (usize, &'_ Piece)| {
        let counts = !matches!(piece.part, Part::Title | Part::Other);
        counts.then(|| ReadPiece::new(source, index, &outline.pieces[index], outline.turning, rules))
    };
    let heres: Vec<Option<ReadPiece>> = outline.pieces.iter().enumerate().map(read).collect();
    walk.plans = only_plans(&heres);
    walk.rate_lines = heres.iter().flatten().filter(|here| is_rate_line(here, outline)).count() >= RATE_LINES;
    for here in &heres {
        if let Some(here) = here {
            walk.piece(here);
        }
        walk.place.next_sentence();
    }
    let words: Vec<Option<&Words>> = heres.iter().map(|here| here.as_ref().map(|here| &here.words)).collect();
    levels::with_goals(&mut walk.claims);
    conditions::set_aside(outline, &words, &mut walk.claims);
    said::mark(source, outline, rules, &mut walk.claims);
    works::mark(outline, &words, &mut walk.claims);
    walk.claims
}

/// Where the walk is, counted over the whole source.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    sentence: usize,
    segment: usize,
    clause: usize,
    list: usize,
}

impl Place {
    fn next_sentence(&mut self) {
        self.sentence += 1;
        self.next_segment();
    }
    fn next_segment(&mut self) {
        self.segment += 1;
        self.next_clause();
    }
    fn next_clause(&mut self) {
        self.clause += 1;
        self.list += 1;
    }
}

/// The word before a place.
fn text_before<'t>(words: &Words<'t>, at: usize) -> &'t str {
    words.text_of(at - 1).trim()
}

struct Walk<'a> {
    outline: &'a Outline,
    rules: &'a Rulebook,
    claims: Vec<Claim>,
    place: Place,
    /// The block whose heading was read last, and what it names.
    heading: Option<(usize, String)>,
    /// The document only plans.
    plans: bool,
    /// The items of the document have their rates in lines of their own.
    rate_lines: bool,
    /// What the heading or the title above each block speaks of.
    topics: Vec<Arc<str>>,
    /// The block whose text before its items announced a list of goals.
    carried: Option<usize>,
}

/// So many items with a rate in a line of its own make a list of tasks and their progress.
const RATE_LINES: usize = 3;

impl Walk<'_> {
    fn piece(&mut self, here: &ReadPiece) {
        let piece = here.piece;
        let mut sentence = Sentence::up_to(piece.as_of);
        sentence.rate_line = piece.part == Part::Rate;
        sentence.year = piece.year;
        if self.carried == Some(piece.block) && !piece.item.is_empty() {
            sentence.announce();
        }
        self.headed(here, &mut sentence);
        for at in 0..here.words.words.len() {
            self.word(here, at, &mut sentence);
        }
        self.all_of(&here.words, here.words.words.len());
        let goes_on = self.carried == Some(piece.block) && !piece.item.is_empty();
        let opens = sentence.opens_list() && here.words.text.trim_end().ends_with(['：', ':']);
        self.carried = Some(piece.block).filter(|_| goes_on || opens);
    }

    /// A heading names what a number behind a label speaks of: 新建驿站, and below it 目标：22家.
    fn headed(&mut self, here: &ReadPiece, sentence: &mut Sentence) {
        let piece = here.piece;
        let words = &here.words.words;
        let counted = |word: &Word| matches!(word.kind, Kind::Quantity(_));
        if piece.heading {
            let name = name::of_words(&here.words, &(0..words.len()).collect::<Vec<_>>());
            let plain = !words.iter().any(counted) && name.chars().count() <= HEADING_CHARS;
            self.heading = plain.then_some((piece.block, name));
        } else if matches!(piece.part, Part::Goal | Part::Progress)
            && words.first().is_some_and(counted)
            && let Some((_, name)) = self.heading.as_ref().filter(|(block, _)| *block == piece.block)
        {
            sentence.title.clone_from(name);
        }
    }

    fn word(&mut self, here: &ReadPiece, at: usize, sentence: &mut Sentence) {
        match here.words.words[at].kind {
            Kind::Stop => {
                self.all_of(&here.words, at);
                self.title(here, at, sentence);
                self.place.next_sentence();
                sentence.next();
            }
            Kind::Semicolon if here.words.enclosing(at).is_some() => {
                self.all_of(&here.words, at);
                self.place.next_clause();
            }
            Kind::Semicolon => {
                self.all_of(&here.words, at);
                self.place.next_segment();
                sentence.next_part();
            }
            Kind::Comma | Kind::Dash => {
                self.all_of(&here.words, at);
                self.place.next_clause();
                self.clause(&here.words, at, sentence);
            }
            Kind::Date(date) => self.date(&here.words, at, here.words.dates[date], sentence),
            Kind::Cue(set) => {
                let leading = here.words.clause_start(at) == at;
                let coming = ["明", "来", "新", "次年", "下一年", "下学"];
                let text = here.words.text_of(at);
                sentence.bygone |=
                    leading && set.has(Cue::Future) && coming.iter().any(|word| text.starts_with(word));
                sentence.pass(set, leading);
            }
            Kind::Quantity(quantity) => self.quantity(here, at, quantity, sentence),
            Kind::Open => sentence.open(),
            Kind::Close => sentence.close(),
            Kind::Text | Kind::Pause => {}
        }
    }

    /// A clause without a number says of all before it that they are done.
    fn all_of(&mut self, words: &Words, end: usize) {
        if let Some(told) = whole::AllOf::read(words, end) {
            let Place { sentence, segment, clause, .. } = self.place;
            told.tell(&mut self.claims, sentence, segment, clause);
        }
    }

    /// A date: up to when figures count, and that a clause reports where it begins with one.
    fn date(&self, words: &Words, at: usize, date: DateSpan, sentence: &mut Sentence) {
        if date.months.is_some() {
            sentence.dated();
        }
        let covered = self.outline.period.and_then(|period| period.year);
        let until = at > 0 && matches!(words.text_of(at - 1).trim(), "到" | "至" | "力争到");
        let compared = at > 0 && text_before(words, at).ends_with(['由', '从', '比', '较', '与']);
        let of_plan = words.words.get(at + 2).is_some() && words.cue(at + 2).any(&[Cue::Plan, Cue::PlanNoun]);
        let inner = !of_plan
            && words.words.get(at + 1).is_some_and(|_| words.text_of(at + 1).trim().starts_with('的'));
        let begins_clause = words.clause_start(at) == at
            || words.clause_start(at) + 1 == at
                && (is_until(text_before(words, at))
                    || text_before(words, at) == "在"
                    || words.words[at - 1].kind == Kind::Text && text_before(words, at).chars().count() <= 8);
        let planned = (at + 1..words.words.len())
            .take_while(|&next| {
                !matches!(
                    words.words[next].kind,
                    Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Quantity(_)
                )
            })
            .any(|next| words.cue(next).any(&[Cue::Plan, Cue::PlanNoun]));
        // A plan looks back on the years before it, and the sentence of a report ahead to those behind it.
        let begins = date.months.is_none()
            && (at == 0
                || words.words[at - 1].kind == Kind::Stop
                || sentence.is_new() && (words.clause_start(at) == at || planned));
        sentence.bygone |= date.year.zip(covered).is_some_and(|(year, covered)| match self.outline.plan {
            true => year < covered,
            false => year > covered && begins,
        });
        let begins_clause = begins_clause || planned;
        let ranged = words.text_of(at).contains(['-', '—', '－', '~', '～', '至']) && date.months.is_none();
        if begins_clause {
            sentence.dates_itself();
        }
        if date.year.is_some() && !compared && !inner && begins_clause && !ranged {
            let ahead = until && date.months.is_none();
            sentence.year = date.year.filter(|_| !ahead);
            let past = covered.is_some_and(|covered| date.year.is_some_and(|year| year <= covered))
                || covered.is_none()
                    && words.text[words.words[at].span.end..].starts_with(['底', '末', '年', '初']);
            if ahead && !past {
                sentence.plan_on();
            }
        }
        sentence.as_of = date.as_of().or(sentence.as_of);
        let text = |at: usize| words.words.get(at).map_or("", |_| words.text_of(at));
        let links = matches!(text(at + 1), "为" | "达" | "达到" | "实际");
        let start = words.clause_start(at);
        let until = start + 1 == at && is_until(text(start));
        // 力争9月底完成…，11月底全面完成…: a term, not how far it has come.
        let ends = ['底', '末', '前'];
        let term = !until
            && (words.text[words.words[at].span.end..].starts_with(ends)
                || words.text_of(at).ends_with(ends));
        let termed = term && (sentence.mode == Some(Mode::Goal) || sentence.urges());
        if termed {
            sentence.plan_on();
        }
        if (date.months.is_some() || links) && (start == at || until) && !termed {
            sentence.report();
        }
    }

    /// 1.养老护理班。…: the short first sentence of an item names what the rest of it speaks of.
    fn title(&self, here: &ReadPiece, stop: usize, sentence: &mut Sentence) {
        let first = stop > 0 && here.piece.listed && stop <= TITLE_WORDS;
        let plain = |word: &Word| matches!(word.kind, Kind::Text | Kind::Cue(_));
        if first && here.words.words[..stop].iter().all(plain) {
            let name = name::of_words(&here.words, &(0..stop).collect::<Vec<_>>());
            if name.chars().count() <= TITLE_CHARS && !topic::tells(&name, &self.rules.names) {
                sentence.title = name;
            }
        }
    }

    /// A clause without a number names what the next ones speak of, and may turn the sentence.
    fn clause(&self, words: &Words, comma: usize, sentence: &mut Sentence) {
        let clause: Vec<usize> = (words.clause_start(comma)..comma).collect();
        if matches!(words.text_of(comma), "：" | ":") && lists_goals(words, comma) {
            sentence.announce();
        }
        let rates = |&index: &usize| words.cue(index).has(Cue::RateName);
        let has = |cue: Cue| clause.iter().any(|&index| words.cue(index).has(cue));
        let colon = matches!(words.text_of(comma), "：" | ":") || has(Cue::Respectively);
        let names_share = |&index: &usize| {
            ["比例", "比率", "比重", "百分比", "进度"].iter().any(|word| words.text_of(index).contains(word))
        };
        let share = colon && clause.iter().any(names_share);
        sentence.shares |=
            colon && share && !has(Cue::PlanNoun) && !clause.iter().any(rates) && has(Cue::Share);
        if let Some(&named) = clause.iter().find(|index| colon && rates(index)) {
            sentence.rate_name = words.text_of(named).to_owned();
        }
        sentence.rates |= colon && (clause.iter().any(rates) || has(Cue::PlanNoun) && share);
        if clause.iter().any(|&index| matches!(words.words[index].kind, Kind::Quantity(_))) {
            return;
        }
        let until =
            clause.iter().any(|&index| words.text_of(index).trim().ends_with(['到', '底', '末', '年', '至']));
        sentence.expected |= until && has(Cue::Forecast) && !has(Cue::PlanNoun);
        let modal = !sentence.expected
            && clause.iter().any(|&index| {
                words.cue(index).has(Cue::Plan)
                    && !words.text_of(index).ends_with(['划', '标', '务', '排', '的', '定'])
            });
        // 为确保…，: what for, not what is to be done.
        let purpose = clause.first().is_some_and(|&first| words.text_of(first).trim().starts_with('为'));
        let modal = modal && !purpose;
        if modal && !has(Cue::Now) && !has(Cue::Past) && !has(Cue::Compare) {
            sentence.plan_on();
        }
        if announces(words, &clause) {
            sentence.announce();
        } else if clause.iter().any(|&index| words.cue(index).has(Cue::Now)) {
            sentence.report();
        }
        let angle = clause
            .first()
            .is_some_and(|&first| words.text_of(first).trim().starts_with(['从', '按', '分']))
            && clause.last().is_some_and(|&last| words.text_of(last).trim().ends_with(['看', '分', '说']));
        let angle = angle || topic::divides(words, &clause);
        if let Some(whole) = topic::divided(words, &clause) {
            sentence.divided = whole;
        }
        if angle || clause.iter().any(|&index| words.cue(index).has(Cue::Hearsay)) {
            return;
        }
        let name = name::of_words(words, &clause);
        let name = topic::object(words, &clause, name);
        let name = topic::trouble(&name, &self.rules.names).to_owned();
        if topic::tells(&name, &self.rules.names) {
            return;
        }
        let topic = if self.rules.verbs.is_abstract(&name) { topic::matter(&name) } else { &name };
        sentence.labelled |= matches!(words.text_of(comma), "：" | ":") && !topic.is_empty();
        sentence.name_topic(topic.to_owned());
    }

    fn quantity(&mut self, here: &ReadPiece, at: usize, index: usize, sentence: &mut Sentence) {
        let phrase = Phrase::new(&here.words, at, index);
        let planned = self.outline.plan && here.piece.frame != Frame::Background;
        let frame = here.frame(at, planned && !sentence.bygone);
        let plain = phrase.before.iter().all(|&index| !matches!(here.words.words[index].kind, Kind::Cue(set) if !set.any(&[Cue::Link, Cue::Noun, Cue::Action])));
        sentence.parts_go_on(plain, phrase.quantity);
        if self.lists_unmet(&phrase, sentence) {
            sentence.announce();
        }
        if sentence.part && sentence.mode.is_none() && self.plans_before(&phrase) {
            sentence.plan_on();
        }
        let rate_line = self.rate_lines && at == 0 && is_rate_line(here, self.outline);
        if rate_line {
            self.tasks_before(here.piece.block);
        }
        let earlier = self.said_before();
        let slots = slots(
            &phrase,
            &Surroundings {
                frame,
                section_plans: here.plans() || self.plans,
                listed: here.piece.listed,
                section_reports: here.piece.frame == Frame::Results,
                sentence,
                earlier: &earlier,
            },
        );
        let mut decision = Decision::of(self.rules.roles.first(slots), &phrase);
        let past = sentence.past && !slots.has(Slot::Measured);
        let planned = phrase.has(Cue::Plan) && !phrase.has(Cue::Now);
        if planned && matches!(&*decision.rule, "names-counted" | "change-from") {
            sentence.plan_on();
        }
        if past && matches!(decision.role, Role::Figure | Role::Base | Role::Change) {
            decision.overrule(Role::Aside, "past");
        }
        // 改造后漏损率控制在10%以内: a bound is to be kept.
        let bound = phrase.is_ratio() && (slots.has(Slot::Ceiling) || slots.has(Slot::Floor));
        if sentence.benefit && decision.role != Role::Aside && !bound {
            decision.overrule(Role::Aside, "benefit");
        }
        if sentence.future && matches!(decision.role, Role::Figure | Role::Base) {
            decision.overrule(Role::Goal, "future");
            decision.declared = true;
        }
        if rate_line {
            decision = Decision {
                role: Role::Rate,
                rule: "rate-line".into(),
                of_plan: true,
                declared: false,
                reached: false,
                ..decision
            };
        }
        let listed = inherit(
            &phrase,
            &mut decision,
            earlier.iter().find(|claim| claim.host.is_none()).copied(),
            self.place.clause,
        );
        self.level_before(&phrase, &decision);
        let earlier = self.said_before();
        let naming = Naming {
            phrase: &phrase,
            role: decision.role,
            growth: decision.growth,
            of_plan: decision.of_plan,
            claims: &self.claims,
            sentence_no: self.place.sentence,
            segment_no: self.place.segment,
            clause_no: self.place.clause,
            rules: self.rules,
        };
        let mut named = naming.named(sentence);
        let own = |claim: &&Claim| claim.at.block == here.piece.block && claim.own;
        if let Some(name) = rate_line.then(|| self.claims.iter().find(own)).flatten() {
            named = Named {
                text: name.name.clone(),
                key: name.key.clone(),
                own: true,
                refers: None,
                scope: None,
            };
        }
        let known = named.refers.map(|index| &self.claims[index]);
        amend(&phrase, slots, &named, &mut decision, &earlier, known, self.rules);
        let counted_off = &*decision.rule == "tasks" && decision.role == Role::Base;
        let noun = counted_off.then(|| shape::task_noun(&phrase)).flatten();
        if let Some(noun) = noun.filter(|noun| !named.text.contains(noun)) {
            named.text.push_str(noun);
        }
        let told = match decision.role {
            Role::Goal => {
                decision.declared
                    && !decision.basis
                    && phrase.bracket.is_none()
                    && !slots.has(Slot::Beyond)
                    && !slots.has(Slot::Distance)
                    && (phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun))
                    && !known
                        .is_some_and(|known| matches!(known.role, Role::Figure | Role::Change | Role::Base))
            }
            Role::Figure => decision.reached,
            Role::Base | Role::Rate | Role::Change | Role::Aside => false,
        };
        sentence.count(decision.role, told);
        sentence.expected |= &*decision.rule == "expected" && phrase.bracket.is_none();
        if slots.has(Slot::AfterNoun) && decision.role == Role::Goal && here.words.listed_behind(at) {
            self.goals_of_list(&phrase, decision.growth, &mut named);
        }
        if !listed {
            self.place.list += 1;
        }
        if matches!(&*decision.rule, "level-of-goal" | "than-goal") && !named.own {
            let measured = self.rate_of_goal(&mut named);
            decision.growth &= !measured;
        }
        let claim = self.claim(here, &phrase, slots, named, decision, sentence);
        self.claims.push(claim);
    }

    /// The claims of the sentence so far, nearest first.
    fn said_before(&self) -> Vec<&Claim> {
        let before = self.claims.iter().rev().take(REACH);
        before.take_while(|claim| claim.at.sentence == self.place.sentence).collect()
    }

    /// 开工率72%，与80%的目标还差8个百分点: a rate by its name is a level where a goal for it follows; true where
    /// there is one.
    fn rate_of_goal(&mut self, named: &mut Named) -> bool {
        let segment = self.place.segment;
        let passed = |claim: &Claim| matches!(claim.role, Role::Aside | Role::Change);
        let last = self.claims.iter().rposition(|claim| !passed(claim));
        let Some(last) = last.filter(|&last| self.claims[last].at.segment == segment) else { return false };
        let rate = &mut self.claims[last];
        let known = rate.role == Role::Rate && !rate.of_plan && !rate.name.is_empty();
        if known {
            (rate.role, rate.rule) = (Role::Figure, "rate-with-goal".into());
            *named = Named {
                text: rate.name.clone(),
                key: rate.key.clone(),
                own: false,
                refers: Some(last),
                scope: None,
            };
        }
        known
    }

    /// 38分钟（承诺45分钟）, 占54.3%，高于50%的目标: a time or a share is a level where a goal for it follows.
    fn level_before(&mut self, phrase: &Phrase, decision: &Decision) {
        let plain = || match &*decision.rule {
            "planned" => phrase.has(Cue::PlanNoun) && !phrase.names(&phrase.before),
            "level-planned" => phrase.bracket.is_some(),
            _ => false,
        };
        let measures = LEVEL_GOALS.contains(&&*decision.rule) || plain();
        let (segment, clause) = (self.place.segment, self.place.clause);
        let Some(last) = self.claims.last_mut().filter(|_| measures) else { return };
        let told = last.role == Role::Aside && matches!(&*last.rule, "time-taken" | "share");
        let beside = last.at.segment == segment && last.at.clause + 1 >= clause;
        if told && beside && last.same_counter(phrase.quantity) {
            (last.role, last.rule) = (Role::Figure, "level-before".into());
        }
    }

    /// 未达到进度9项，为新建安置区4个、…: what follows the count of what is not done are its goals.
    fn lists_unmet(&self, phrase: &Phrase, sentence: &Sentence) -> bool {
        let first = phrase.before.first().map_or("", |&first| phrase.words.text_of(first).trim());
        let linked = matches!(first, "为" | "是" | "即" | "分别为" | "分别是" | "包括");
        let before =
            self.claims.iter().rev().take(4).filter(|claim| claim.at.sentence == self.place.sentence);
        let counted =
            before.into_iter().any(|claim| claim.role == Role::Aside && claim.quantity.unit_text == "项");
        linked && sentence.undone && counted && phrase.names(&phrase.before)
    }

    /// The numbers of a task whose rate stands in a line below are its goals, unless results were told.
    fn tasks_before(&mut self, block: usize) {
        let inside = |claim: &&mut Claim| claim.at.block == block;
        let told =
            self.claims.iter().rev().take_while(|claim| claim.at.block == block).any(|claim| claim.told);
        for claim in self.claims.iter_mut().rev().take_while(inside) {
            if !told
                && matches!(claim.role, Role::Figure | Role::Base)
                && claim.quantity.kind != QuantityKind::Percent
            {
                (claim.role, claim.declared, claim.reached) = (Role::Goal, true, false);
            }
        }
    }

    /// 完成甲下降4%、乙减少6%的目标: what closes the list says it of its members before.
    fn goals_of_list(&mut self, phrase: &Phrase, growth: bool, last: &mut Named) {
        let clause = self.place.clause;
        let ratio = phrase.is_ratio();
        let alike = |claim: &Claim| (claim.quantity.kind == QuantityKind::Percent) == ratio;
        let first = self.claims.iter().rposition(|claim| claim.at.clause != clause || !alike(claim));
        let members = first.map_or(0, |before| before + 1)..self.claims.len();
        for claim in &mut self.claims[members.clone()] {
            let beyond = claim.role == Role::Aside && matches!(&*claim.rule, "beyond-plan" | "list");
            if beyond || matches!(claim.role, Role::Figure | Role::Base | Role::Change) {
                (claim.role, claim.declared, claim.reached) = (Role::Goal, true, false);
                claim.rule = "list-end".into();
                claim.growth |= growth;
            }
        }
        self.one_each(members, alike, last);
    }

    /// 婴儿死亡率5.2‰，儿童死亡率7.5‰，低于9‰和12‰的目标: as many goals without a name as figures before them, one each.
    fn one_each(&mut self, goals: Range<usize>, alike: impl Fn(&Claim) -> bool, last: &mut Named) {
        let nameless = !last.own && self.claims[goals.clone()].iter().all(|claim| !claim.own);
        let named = |claim: &Claim| claim.role == Role::Rate && !claim.of_plan && !claim.name.is_empty();
        let told =
            |claim: &Claim| (claim.role == Role::Figure || named(claim)) && alike(claim) && !claim.growth;
        let mut figures: Vec<usize> = (0..goals.start)
            .rev()
            .take_while(|&at| self.claims[at].at.sentence == self.place.sentence)
            .filter(|&at| told(&self.claims[at]))
            .take(goals.len() + 2)
            .collect();
        figures.reverse();
        if !nameless || goals.is_empty() || figures.len() != goals.len() + 1 {
            return;
        }
        for (goal, &figure) in goals.zip(&figures) {
            let (name, key) = (self.claims[figure].name.clone(), self.claims[figure].key.clone());
            let claim = &mut self.claims[goal];
            (claim.name, claim.key, claim.refers) = (name, key, Some(figure));
            self.claims[figure].role = Role::Figure;
        }
        if let Some(&figure) = figures.last() {
            let known = &mut self.claims[figure];
            known.role = Role::Figure;
            (last.text, last.key, last.refers) = (known.name.clone(), known.key.clone(), Some(figure));
        }
    }

    /// 总任务为12000万元。其中：…: parts of what the sentence before only planned.
    fn plans_before(&self, phrase: &Phrase) -> bool {
        let known = |claim: &&Claim| claim.at.sentence + 1 == self.place.sentence;
        let before = || self.claims.iter().rev().take_while(known);
        before().any(|claim| claim.declared && claim.same_unit(phrase.quantity))
            && before().all(|claim| claim.role == Role::Goal)
    }

    fn claim(
        &self,
        here: &ReadPiece,
        phrase: &Phrase,
        slots: Slots,
        named: Named,
        decision: Decision,
        sentence: &mut Sentence,
    ) -> Claim {
        let offset = here.piece.span.start;
        let (stage, early, process) = shape::stage(phrase);
        let part = self.is_part(phrase, &named, &decision, !stage.is_empty() && !early, sentence);
        let inherited = || {
            named.refers.map(|index| self.claims[index].at.scope.clone()).filter(|scope| !scope.is_empty())
        };
        let scope = named.scope.clone().or_else(inherited).unwrap_or_else(|| here.piece.scope.clone());
        let growing = decision.role == Role::Goal && decision.growth && !decision.fell;
        let suffix = if growing && !named.text.is_empty() && !named.text.contains(['增', '涨', '升']) {
            "增长"
        } else {
            ""
        };
        Claim {
            quantity: self.measured(phrase, &decision).shifted(offset),
            role: decision.role,
            rule: decision.rule,
            name: named.text + suffix,
            key: named.key,
            works: String::new(),
            under: self.topics.get(here.piece.block).cloned().unwrap_or_default(),
            own: named.own,
            refers: named.refers,
            declared: decision.declared,
            reached: decision.reached,
            stage,
            early,
            process,
            part,
            host: phrase.bracket.and_then(|_| self.host()),
            bracket: phrase.bracket.map(|open| here.words.words[open].span.start + offset),
            fell: decision.fell,
            growth: decision.growth,
            whole: whole::behind(phrase),
            basis: decision.basis,
            of_plan: decision.of_plan,
            clause: shape::clause(phrase).shifted(offset),
            at: self.position(here, phrase.at, sentence.year, scope),
            // 下半年计划完成28个: what this period brought does not answer it.
            bygone: sentence.bygone
                || here.piece.coming
                || decision.role == Role::Goal && phrase.has(Cue::Future) && !phrase.has(Cue::Present),
            size: slots.has(Slot::Scale),
            since: sentence.since
                || decision.role == Role::Goal && decision.growth && shape::from_year(phrase),
            goal_of: shape::goal_of(phrase, sentence.since),
            said_done: false,
            told: phrase.has(Cue::Now),
            as_of: self.as_of(sentence),
        }
    }

    /// 占计划数27.43的100.22% behind 27.49亿元: a plan without a unit is in that of the figure before.
    fn measured(&self, phrase: &Phrase, decision: &Decision) -> Quantity {
        let quantity = phrase.quantity.clone();
        let bare = quantity.unit.is_none() && quantity.unit_text.is_empty();
        let here = self.claims.iter().rev().take_while(|claim| claim.at.sentence == self.place.sentence);
        let last = here
            .filter(|_| decision.basis && bare)
            .find(|claim| matches!(claim.role, Role::Figure | Role::Base));
        match last.map(|last| &last.quantity) {
            Some(known) if known.kind != QuantityKind::Percent => Quantity {
                kind: known.kind,
                magnitude: known.magnitude,
                unit: known.unit.clone(),
                unit_text: known.unit_text.clone(),
                ..quantity
            },
            _ => quantity,
        }
    }

    fn position(&self, here: &ReadPiece, at: usize, year: Option<i32>, scope: String) -> Position {
        let Place { sentence, segment, clause, list } = self.place;
        let piece = here.piece;
        Position {
            block: piece.block,
            piece: here.index,
            item: piece.item.clone(),
            heading: piece.heading,
            year: year.or(piece.year),
            scope,
            sentence,
            segment,
            clause,
            list,
            goal_part: piece.part == Part::Goal,
            result_part: here.is_result(at),
            rate_part: piece.part == Part::Rate
                || self.rate_lines && at == 0 && is_rate_line(here, self.outline),
        }
    }

    /// True for a part of another claim; what tells a later stage of all of them (其中6座已完工) is none.
    fn is_part(
        &self,
        phrase: &Phrase,
        named: &Named,
        decision: &Decision,
        finished: bool,
        sentence: &mut Sentence,
    ) -> bool {
        let bracketed =
            phrase.bracket.is_some() && decision.role != Role::Rate && !decision.basis && !decision.declared;
        // 计划修渠7640米，其中甲段3360米，实际修渠7954米: the result of the whole.
        let of_all = named.refers.is_some_and(|index| {
            let whole = &self.claims[index];
            let planned = phrase.has(Cue::Now) && whole.role == Role::Goal && whole.declared;
            (finished || planned) && whole.same_counter(phrase.quantity) && !whole.part
        });
        // 其中到期4280万元、936户: what a list says of a part in another unit.
        let member = &*decision.rule == "list"
            && self.claims.last().is_some_and(|last| last.part && last.at.clause == self.place.clause);
        (sentence.takes_part(phrase.quantity) || member) && !of_all || bracketed
    }

    /// The claim before the bracket.
    fn host(&self) -> Option<usize> {
        let last = self.claims.last()?;
        (last.at.sentence == self.place.sentence).then_some(self.claims.len() - 1)
    }

    fn as_of(&self, sentence: &Sentence) -> Option<(AsOf, AsOfSource)> {
        let year = self.outline.period.and_then(|period| period.year);
        let said =
            sentence.as_of.map(|as_of| (AsOf { year: as_of.year.or(year), ..as_of }, AsOfSource::Sentence));
        said.or(self.outline.as_of.map(|as_of| (as_of, AsOfSource::Report)))
    }
}
