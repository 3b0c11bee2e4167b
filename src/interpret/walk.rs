//! The walk over the pieces of a report: each quantity becomes a claim.

use super::{
    Claim, Position, Role,
    before::Before,
    frame::Frame,
    here::{Here, Place},
    judge::{amend, inherit, remember},
    name,
    naming::{self, Named},
    phrase::Phrase,
    role::{self, Decision},
    said,
    shape::{clause, goal_of, stage, whole},
    turn::{announces, is_until},
    words::{Kind, Word, Words},
};
use crate::{
    model::{AsOf, AsOfSource},
    outline::{DateSpan, Outline, Part, Piece},
    rules::{Cue, Rulebook},
    text::Source,
};

/// Longest first sentence of an item that only names it, in words.
const TITLE_WORDS: usize = 6;
/// The same in characters.
const TITLE_CHARS: usize = 12;
/// Longest heading that names the numbers under it, in characters.
const HEADING_CHARS: usize = 24;

/// Every quantity of the outline's pieces, with its meaning, in the order of the text.
#[must_use]
pub fn claims(source: &Source, outline: &Outline, rules: &Rulebook) -> Vec<Claim> {
    let mut walk = Walk { outline, rules, claims: Vec::new(), place: Place::default(), heading: None };
    for (index, piece) in outline.pieces.iter().enumerate() {
        if !matches!(piece.part, Part::Title | Part::Other) {
            walk.piece(source, index, piece);
        }
        walk.place.next_sentence();
    }
    said::mark(source, outline, rules, &mut walk.claims);
    walk.claims
}

struct Walk<'a> {
    outline: &'a Outline,
    rules: &'a Rulebook,
    claims: Vec<Claim>,
    place: Place,
    /// The block whose heading was read last, and what it names.
    heading: Option<(usize, String)>,
}

impl Walk<'_> {
    fn piece(&mut self, source: &Source, index: usize, piece: &Piece) {
        let here = Here::new(source, index, piece, self.outline.turning, self.rules);
        let mut frame = Frame::up_to(piece.as_of);
        frame.rate_line = piece.part == Part::Rate;
        self.headed(&here, &mut frame);
        for at in 0..here.words.words.len() {
            self.word(&here, at, &mut frame);
        }
    }

    /// A heading names what a number behind a label speaks of: 新建驿站, and below it 目标：22家.
    fn headed(&mut self, here: &Here, frame: &mut Frame) {
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
            frame.title.clone_from(name);
        }
    }

    fn word(&mut self, here: &Here, at: usize, frame: &mut Frame) {
        match here.words.words[at].kind {
            Kind::Stop => {
                self.title(here, at, frame);
                self.place.next_sentence();
                frame.next_sentence();
            }
            Kind::Semicolon => {
                self.place.next_segment();
                frame.next_segment();
            }
            Kind::Comma | Kind::Dash => {
                self.place.next_clause();
                self.clause(&here.words, at, frame);
            }
            Kind::Date(date) => self.date(&here.words, at, here.words.dates[date], frame),
            Kind::Cue(set) => frame.pass(set, here.words.clause_start(at) == at),
            Kind::Quantity(quantity) => self.quantity(here, at, quantity, frame),
            Kind::Open => frame.open(),
            Kind::Close => frame.close(),
            Kind::Text | Kind::Pause => {}
        }
    }

    /// A date: up to when figures count, and that a clause reports where it begins with one.
    fn date(&self, words: &Words, at: usize, date: DateSpan, frame: &mut Frame) {
        if date.months.is_some() {
            frame.dated();
        }
        // A plan looks back on the years before it, and the sentence of a report ahead to those behind it.
        let begins = date.months.is_none() && (at == 0 || words.words[at - 1].kind == Kind::Stop);
        let covered = self.outline.period.and_then(|period| period.year);
        frame.bygone |= date.year.zip(covered).is_some_and(|(year, covered)| match self.outline.plan {
            true => year < covered,
            false => year > covered && begins,
        });
        frame.as_of = date.as_of().or(frame.as_of);
        let text = |at: usize| words.words.get(at).map_or("", |_| words.text_of(at));
        let links = matches!(text(at + 1), "为" | "达" | "达到" | "实际");
        let start = words.clause_start(at);
        let until = start + 1 == at && is_until(text(start));
        if (date.months.is_some() || links) && (start == at || until) {
            frame.report();
        }
    }

    /// 1.养老护理班。…: the short first sentence of an item names what the rest of it speaks of.
    fn title(&self, here: &Here, stop: usize, frame: &mut Frame) {
        let first = stop > 0 && here.piece.listed && stop <= TITLE_WORDS;
        let plain = |word: &Word| matches!(word.kind, Kind::Text | Kind::Cue(_));
        if first && here.words.words[..stop].iter().all(plain) {
            let name = name::of_words(&here.words, &(0..stop).collect::<Vec<_>>());
            if name.chars().count() <= TITLE_CHARS {
                frame.title = name;
            }
        }
    }

    /// A clause without a quantity names what the next ones speak of, and may turn the sentence.
    fn clause(&self, words: &Words, comma: usize, frame: &mut Frame) {
        let clause: Vec<usize> = (words.clause_start(comma)..comma).collect();
        if clause.iter().any(|&index| matches!(words.words[index].kind, Kind::Quantity(_))) {
            return;
        }
        if announces(words, &clause) {
            frame.announce();
        } else if clause.iter().any(|&index| words.cue(index).has(Cue::Now)) {
            frame.report();
        }
        if clause.iter().any(|&index| words.cue(index).has(Cue::Hearsay)) {
            return;
        }
        let name = name::of_words(words, &clause);
        let topic = if self.rules.verbs.is_abstract(&name) { name::matter(&name) } else { &name };
        frame.name_topic(topic.to_owned());
    }

    fn quantity(&mut self, here: &Here, at: usize, index: usize, frame: &mut Frame) {
        frame.begun();
        let phrase = Phrase::new(&here.words, at, index);
        let before = self.before();
        let default = here.default(at, self.outline.plan && !frame.bygone);
        let mut decision = role::decide(&phrase, &before.setting(&phrase, default, frame));
        if frame.elsewhere(decision.role) {
            decision.role = Role::Aside;
        }
        let listed = inherit(&phrase, &mut decision, before);
        let named = naming::named(&phrase, &decision, frame, before);
        amend(&phrase, &named, &mut decision, before);
        remember(&phrase, &named, &decision, default, frame, before);
        let yearly = frame.is_part() && phrase.has(Cue::Present) && !named.own;
        let whole = named.refers.filter(|&index| yearly && self.claims[index].same_counter(phrase.quantity));
        if !listed {
            self.place.list += 1;
        }
        let mut claim = self.claim(here, &phrase, named, decision, frame);
        if let Some(index) = whole {
            // 累计1112套，其中今年新增385套: the part is what the year has reached.
            self.claims[index].bygone = true;
            claim.part = self.claims[index].part;
        }
        self.claims.push(claim);
    }

    fn before(&self) -> Before<'_> {
        Before {
            claims: &self.claims,
            sentence: self.place.sentence,
            segment: self.place.segment,
            clause: self.place.clause,
            rules: self.rules,
        }
    }

    fn claim(
        &self,
        here: &Here,
        phrase: &Phrase,
        named: Named,
        decision: Decision,
        frame: &mut Frame,
    ) -> Claim {
        let offset = here.piece.span.start;
        let (stage, early, process) = stage(phrase);
        let part = self.is_part(phrase, &named, &decision, !stage.is_empty() && !early, frame);
        Claim {
            quantity: phrase.quantity.clone().shifted(offset),
            role: decision.role,
            name: full_name(&named, &decision),
            key: named.key,
            own: named.own,
            refers: named.refers,
            declared: decision.declared,
            reached: decision.reached,
            stage,
            early,
            process,
            part,
            host: phrase.inside.and_then(|_| self.host()),
            fell: decision.fell,
            growth: decision.growth,
            whole: whole(phrase),
            basis: decision.basis,
            of_plan: decision.of_plan,
            clause: clause(phrase).shifted(offset),
            at: Position { result_part: here.is_result(phrase.at), ..self.place.at(here.piece, here.index) },
            bygone: frame.bygone,
            since: frame.since(),
            goal_of: goal_of(phrase, frame.since()),
            said_done: false,
            told: phrase.has(Cue::Now),
            as_of: self.as_of(frame),
        }
    }

    /// True for a part of another claim; what tells a later stage of all of them (其中6座已完工) is none.
    fn is_part(
        &self,
        phrase: &Phrase,
        named: &Named,
        decision: &Decision,
        finished: bool,
        frame: &mut Frame,
    ) -> bool {
        let bracketed =
            phrase.inside.is_some() && decision.role != Role::Rate && !decision.basis && !decision.declared;
        let of_all = finished
            && named.refers.is_some_and(|index| {
                self.claims[index].same_counter(phrase.quantity) && !self.claims[index].part
            });
        frame.takes_part(phrase.quantity) && !of_all || bracketed
    }

    /// The claim before the bracket.
    fn host(&self) -> Option<usize> {
        let last = self.claims.last()?;
        (last.at.sentence == self.place.sentence).then_some(self.claims.len() - 1)
    }

    fn as_of(&self, frame: &Frame) -> Option<(AsOf, AsOfSource)> {
        let year = self.outline.period.and_then(|period| period.year);
        let said =
            frame.as_of.map(|as_of| (AsOf { year: as_of.year.or(year), ..as_of }, AsOfSource::Sentence));
        said.or(self.outline.as_of.map(|as_of| (as_of, AsOfSource::Report)))
    }
}

/// The name with 增长 behind it where a growth rate is the goal.
fn full_name(named: &Named, decision: &Decision) -> String {
    let growing = decision.role == Role::Goal && decision.growth && !decision.fell;
    let name = named.text.clone();
    if growing && !name.is_empty() && !name.contains('增') { name + "增长" } else { name }
}
