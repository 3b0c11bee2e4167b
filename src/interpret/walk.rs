//! The walk over the pieces of a report: each quantity becomes a claim.

use super::{
    Claim, Role,
    frame::{Frame, Mode},
    name,
    naming::{self, Before, Named},
    phrase::Phrase,
    role::{self, Decision, Setting},
    turn::{announces, clause_start, goal_words},
    words::{Kind, Words},
};
use crate::{
    model::{AsOf, AsOfSource, QuantityKind},
    outline::{Outline, Part, Piece},
    rules::{Cue, Rulebook},
    text::{Source, Span},
};

/// Every quantity of the outline's pieces, with its meaning, in the order of the text.
#[must_use]
pub fn claims(source: &Source, outline: &Outline, rules: &Rulebook) -> Vec<Claim> {
    let mut walk = Walk { outline, rules, claims: Vec::new(), place: Place::default() };
    for (index, piece) in outline.pieces.iter().enumerate() {
        if !matches!(piece.part, Part::Title | Part::Other) {
            walk.piece(source, index, piece);
        }
        walk.place.next_sentence();
    }
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

struct Walk<'a> {
    outline: &'a Outline,
    rules: &'a Rulebook,
    claims: Vec<Claim>,
    place: Place,
}

/// The piece that is walked through.
struct Here<'a> {
    index: usize,
    piece: &'a Piece,
    words: Words<'a>,
    /// Words up to here belong to sentences that say only goals.
    goals_until: usize,
    /// A dash between goal and result.
    dash: Option<usize>,
}

impl Here<'_> {
    /// What the label or the place makes of a quantity without cues.
    fn default(&self, at: usize, plan: bool) -> Option<Mode> {
        match self.piece.part {
            Part::Goal => Some(Mode::Goal),
            Part::Progress | Part::Rate => Some(Mode::Figure),
            _ if at < self.goals_until || self.piece.heading || plan => Some(Mode::Goal),
            _ if self.dash.is_some_and(|dash| at < dash) => Some(Mode::Goal),
            _ => None,
        }
    }
}

impl Walk<'_> {
    fn piece(&mut self, source: &Source, index: usize, piece: &Piece) {
        let words = Words::new(piece.span.text(&source.text), self.rules);
        let goals_until = goal_words(&words, piece);
        let dash = words.words.iter().rposition(|word| word.kind == Kind::Dash);
        let here = Here { index, piece, words, goals_until, dash };
        let mut frame = Frame::up_to(piece.as_of);
        for at in 0..here.words.words.len() {
            self.word(&here, at, &mut frame);
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
            Kind::Date(date) => {
                let date = here.words.dates[date];
                if date.months.is_some() {
                    frame.dated();
                }
                let before = date.year.zip(self.outline.period.and_then(|period| period.year));
                frame.bygone |= self.outline.plan && before.is_some_and(|(year, planned)| year < planned);
                frame.as_of = date.as_of().or(frame.as_of);
                let links = here
                    .words
                    .words
                    .get(at + 1)
                    .is_some_and(|_| matches!(here.words.text_of(at + 1), "为" | "达" | "达到" | "实际"));
                let start = clause_start(&here.words, at);
                let until =
                    start + 1 == at && matches!(here.words.text_of(start), "截至" | "截止" | "到" | "至");
                if (date.months.is_some() || links) && (start == at || until) {
                    frame.report();
                }
            }
            Kind::Cue(set) => frame.pass(set, clause_start(&here.words, at) == at),
            Kind::Quantity(quantity) => self.quantity(here, at, quantity, frame),
            Kind::Open => frame.open(),
            Kind::Close => frame.close(),
            Kind::Text | Kind::Pause => {}
        }
    }

    /// 1.养老护理班。…: the short first sentence of an item names what the rest of it speaks of.
    fn title(&self, here: &Here, stop: usize, frame: &mut Frame) {
        let sentence: Vec<usize> = (0..stop).collect();
        let first =
            here.words.words[..stop].iter().all(|word| matches!(word.kind, Kind::Text | Kind::Cue(_)));
        if here.piece.listed && first && stop > 0 {
            let name = name::of_words(&here.words, &sentence);
            if name.chars().count() <= 12 {
                frame.title = name;
            }
        }
    }

    /// A clause without a quantity names what the next ones speak of, and may turn the sentence.
    fn clause(&self, words: &Words, comma: usize, frame: &mut Frame) {
        let clause: Vec<usize> = (clause_start(words, comma)..comma).collect();
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
        frame.name_topic(name);
    }

    fn quantity(&mut self, here: &Here, at: usize, index: usize, frame: &mut Frame) {
        frame.stale();
        let phrase = Phrase::new(&here.words, at, index);
        let setting = self.setting(&phrase, here.default(at, self.outline.plan && !frame.bygone), frame);
        let mut decision = role::decide(&phrase, &setting);
        let other = frame.past && matches!(decision.role, Role::Figure | Role::Base | Role::Change)
            || frame.future && decision.role != Role::Rate;
        if other {
            decision.role = Role::Aside;
        }
        let listed = self.inherit(&phrase, &mut decision);
        let before = Before {
            claims: &self.claims,
            sentence: self.place.sentence,
            segment: self.place.segment,
            rules: self.rules,
        };
        let named = naming::named(&phrase, &decision, frame, &before);
        if let Some(known) = named.refers.map(|index| &self.claims[index])
            && phrase.is_ratio()
            && decision.role == Role::Goal
        {
            (decision.growth, decision.fell) = (known.growth, known.fell);
        }
        self.amend(&phrase, &named, &mut decision);
        frame.plain_plan &= matches!(decision.role, Role::Goal | Role::Aside);
        frame.counted += usize::from(matches!(decision.role, Role::Goal | Role::Figure));
        self.remember(&phrase, &named, &decision, setting.default, frame);
        if !listed {
            self.place.list += 1;
        }
        let yearly = frame.is_part() && phrase.has(Cue::Present) && !named.own;
        let whole = named.refers.filter(|&index| yearly && self.claims[index].same_counter(phrase.quantity));
        let mut claim = self.claim(here, &phrase, named, decision, frame);
        if let Some(index) = whole {
            // 累计1112套，其中今年新增385套: the part is what the year has reached.
            self.claims[index].bygone = true;
            claim.part = self.claims[index].part;
        }
        self.claims.push(claim);
    }

    fn setting(&self, phrase: &Phrase, default: Option<Mode>, frame: &Frame) -> Setting {
        let here = || self.claims.iter().rev().take_while(|claim| claim.sentence == self.place.sentence);
        let figure = here().find(|claim| claim.role == Role::Figure && claim.same_unit(phrase.quantity));
        let near_figure =
            figure.is_some_and(|figure| match (figure.quantity.base_low(), phrase.quantity.base_low()) {
                (Some(a), Some(b)) => b > rust_decimal::Decimal::ZERO && a <= b + b && b <= a + a,
                (None, _) | (_, None) => false,
            });
        Setting {
            mode: frame.mode,
            weak: frame.weak,
            default,
            after_figure: here().any(|claim| claim.role == Role::Figure),
            planned_before: here().any(|claim| matches!(claim.role, Role::Goal | Role::Base)),
            near_figure,
        }
    }

    /// A member of a list takes its role from the member before it; what follows the basis of a rate is the rate.
    fn inherit(&self, phrase: &Phrase, decision: &mut Decision) -> bool {
        let words = phrase.words;
        let Some(last) = self.claims.last().filter(|last| last.sentence == self.place.sentence) else {
            return false;
        };
        let ratio = phrase.is_ratio();
        let linked = phrase.left.iter().all(|&index| {
            words.text_of(index).trim_start().starts_with('的')
                || words.cue(index).any(&[Cue::PlanNoun, Cue::Plan])
        });
        if last.basis && linked && (ratio || phrase.quantity.kind == QuantityKind::Number) {
            *decision = Decision { of_plan: true, ..Decision::of(Role::Rate) };
            return false;
        }
        let plain = !phrase.left.iter().any(|&index| words.cue(index).any(SPEAKING));
        let before = phrase.left.first().copied().unwrap_or(phrase.at);
        let paused =
            before > 0 && words.words[before - 1].kind == Kind::Pause && last.clause_no == self.place.clause;
        let same = last.quantity.kind == phrase.quantity.kind
            || !ratio && last.quantity.kind != QuantityKind::Percent;
        let listed = words.follows_in_list(phrase.at) && phrase.left.is_empty() || paused;
        if same && plain && !last.basis && listed && (phrase.left.is_empty() || !ratio) {
            *decision = Decision {
                role: last.role,
                of_plan: last.of_plan,
                declared: last.declared,
                reached: last.reached,
                growth: last.growth,
                fell: last.fell,
                basis: false,
            };
        }
        listed
    }

    /// What the name and the words after the quantity say against the role.
    fn amend(&self, phrase: &Phrase, named: &Named, decision: &mut Decision) {
        if tasks(phrase) && matches!(decision.role, Role::Figure | Role::Base) {
            decision.role = Role::Aside;
        }
        if decision.role != Role::Goal || decision.basis || phrase.plan_after() {
            return;
        }
        let noun: String = phrase.own_right().iter().map(|&index| phrase.words.text_of(index)).collect();
        if self.rules.verbs.is_abstract(noun.trim_end_matches('中')) || capacity(phrase, &named.text) {
            decision.role = Role::Aside;
        }
        let linking = |index: &usize| matches!(phrase.words.text_of(*index), "达" | "达到" | "突破");
        let done = phrase
            .left
            .iter()
            .any(|index| phrase.words.cue(*index).any(&[Cue::Done, Cue::Stage]) && !linking(index));
        let nameless = !named.own;
        if !decision.declared && done && (nameless || self.answers_goal(phrase, named)) {
            *decision = Decision::figure();
        }
    }

    /// 计划改造5个，完成2个: a bare result of a sentence that planned is no second goal.
    fn answers_goal(&self, phrase: &Phrase, named: &Named) -> bool {
        let key = name::key(&named.text, self.rules);
        self.claims.iter().rev().take_while(|claim| claim.sentence == self.place.sentence).any(|claim| {
            let earlier =
                claim.role == Role::Goal || claim.role != Role::Aside && !claim.reached && claim.own;
            earlier
                && claim.same_counter(phrase.quantity)
                && (!named.own
                    || claim.key == key
                    || claim.role == Role::Goal && name::touching(&claim.key, &key))
        })
    }

    /// What this quantity makes of the rest of the sentence.
    fn remember(
        &self,
        phrase: &Phrase,
        named: &Named,
        decision: &Decision,
        default: Option<Mode>,
        frame: &mut Frame,
    ) {
        let planned = phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun);
        let late =
            named.refers.is_some_and(|index| matches!(self.claims[index].role, Role::Figure | Role::Change));
        let goal = decision.role == Role::Goal
            && decision.declared
            && !decision.basis
            && !late
            && phrase.inside.is_none();
        if goal && planned && default != Some(Mode::Goal) {
            frame.mode = Some(Mode::Goal);
            frame.weak = false;
        } else if decision.role == Role::Figure && decision.reached {
            frame.report();
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
        let mut quantity = phrase.quantity.clone();
        (quantity.span, quantity.core) = (quantity.span.shifted(offset), quantity.core.shifted(offset));
        let growing = decision.role == Role::Goal && decision.growth && !decision.fell;
        let key = name::key(&named.text, self.rules);
        let mut name = named.text;
        if growing && !name.is_empty() && !name.contains('增') {
            name.push_str("增长");
        }
        let (stage, early, process) = stage(phrase);
        let aside = phrase.inside.is_some()
            && !matches!(decision.role, Role::Rate)
            && !decision.basis
            && !decision.declared;
        let stage_of_all = named.refers.is_some_and(|index| {
            self.claims[index].same_counter(phrase.quantity) && !self.claims[index].part
        }) && !stage.is_empty()
            && !early;
        let part = frame.takes_part(phrase.quantity) && !stage_of_all || aside;
        let whole = whole(phrase);
        Claim {
            quantity,
            role: decision.role,
            name,
            key,
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
            whole,
            basis: decision.basis,
            of_plan: decision.of_plan,
            clause: clause(phrase).shifted(offset),
            block: here.piece.block,
            piece: here.index,
            item: here.piece.item.clone(),
            bygone: frame.bygone,
            heading: here.piece.heading,
            scope: here.piece.scope.clone(),
            sentence: self.place.sentence,
            segment: self.place.segment,
            clause_no: self.place.clause,
            list: self.place.list,
            goal_part: here.piece.part == Part::Goal,
            result_part: matches!(here.piece.part, Part::Progress | Part::Rate),
            as_of: self.as_of(frame),
        }
    }

    /// The claim before the bracket.
    fn host(&self) -> Option<usize> {
        let last = self.claims.last()?;
        (last.sentence == self.place.sentence).then_some(self.claims.len() - 1)
    }

    fn as_of(&self, frame: &Frame) -> Option<(AsOf, AsOfSource)> {
        let year = self.outline.period.and_then(|period| period.year);
        let said =
            frame.as_of.map(|as_of| (AsOf { year: as_of.year.or(year), ..as_of }, AsOfSource::Sentence));
        said.or(self.outline.as_of.map(|as_of| (as_of, AsOfSource::Report)))
    }
}

/// Cues by which a member of a list says something of its own.
const SPEAKING: &[Cue] = &[
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Now,
    Cue::Done,
    Cue::Stage,
    Cue::Process,
    Cue::Scale,
    Cue::Share,
    Cue::Distance,
    Cue::Forecast,
    Cue::RateName,
    Cue::Part,
];

/// The stage that a phrase names, whether it is one before completion, and whether it is only under way.
fn stage(phrase: &Phrase) -> (String, bool, bool) {
    let words = phrase.words;
    let staged = |index: &&usize| words.cue(**index).any(&[Cue::Stage, Cue::Process]);
    let side = if phrase.left.iter().any(|index| staged(&index)) { &phrase.left } else { &phrase.right };
    let at = side.iter().rev().find(staged).copied();
    let told = |index: &usize| words.cue(*index).any(&[Cue::Process, Cue::Done, Cue::Stage]);
    let last = phrase.left.iter().rev().find(|index| told(index));
    let last = last.or_else(|| phrase.right.iter().rev().find(|index| told(index)));
    let process = last.is_some_and(|&index| words.cue(index).has(Cue::Process));
    let early = at.is_some_and(|at| words.cue(at).has(Cue::Early));
    (at.map(|at| words.text_of(at).to_owned()).unwrap_or_default(), early, process)
}

/// 全部开工, or 全部 before a word of completion.
fn whole(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let mut right = phrase.right.iter().take(4);
    all_begun(phrase)
        || right.any(|&index| {
            let next = words.words.get(index + 1).map(|_| words.cue(index + 1)).unwrap_or_default();
            words.cue(index).has(Cue::Whole)
                && (words.text_of(index) != "全部" || next.any(&[Cue::Done, Cue::Stage]))
        })
}

/// 新建3所，均已开工: the next clause says it of all of them.
fn all_begun(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let comma = phrase.right.last().map_or(phrase.at, |&last| last) + 1;
    if words.words.get(comma).is_none_or(|word| word.kind != Kind::Comma) {
        return false;
    }
    let clause: Vec<usize> = (comma + 1..words.words.len())
        .take_while(|&index| matches!(words.words[index].kind, Kind::Text | Kind::Cue(_)))
        .collect();
    let ends = words.words.get(comma + 1 + clause.len());
    let first = clause.first().map_or("", |&index| words.text_of(index));
    let all = first.starts_with(['均', '都'])
        || clause.first().is_some_and(|&index| words.cue(index).has(Cue::Whole));
    let begun = clause.iter().any(|&index| words.cue(index).any(&[Cue::Early, Cue::Whole]));
    all && begun && clause.len() <= 3 && ends.is_none_or(|word| !matches!(word.kind, Kind::Quantity(_)))
}

/// 两项任务, 12项指标: what is counted are tasks, not results.
fn tasks(phrase: &Phrase) -> bool {
    let noun = phrase.right.first().map_or("", |&index| phrase.words.text_of(index).trim_start());
    matches!(phrase.quantity.unit_text.as_str(), "项" | "个")
        && ["任务", "指标", "工作"].iter().any(|word| noun.starts_with(word))
}

/// From the first word that leads up to the quantity to the last that follows it.
fn clause(phrase: &Phrase) -> Span {
    let words = &phrase.words.words;
    let first = phrase.left.first().map_or(phrase.at, |&first| first);
    let last = phrase.right.last().map_or(phrase.at, |&last| last);
    words[first].span.to(words[last].span).to(phrase.quantity.span)
}

/// 40万吨聚碳酸酯项目: an amount before its noun that only names a project.
fn capacity(phrase: &Phrase, name: &str) -> bool {
    let (words, kind) = (phrase.words, phrase.quantity.kind);
    let text = |indices: &[usize]| indices.iter().any(|&index| words.words[index].kind == Kind::Text);
    let measured = kind == QuantityKind::Measure;
    let physical =
        measured || kind == QuantityKind::Money || kind == QuantityKind::Count && name.ends_with("项目");
    let urged = kind == QuantityKind::Count && phrase.has(Cue::Promote);
    if text(&phrase.left) || !(physical || urged) || !text(&phrase.right) {
        return false;
    }
    let noun: String = phrase.right.iter().map(|&index| words.text_of(index)).collect();
    let large = phrase.quantity.magnitude > rust_decimal::Decimal::ONE;
    if large && phrase.has(Cue::Promote) && !noun.ends_with("建设") {
        return true;
    }
    let acted = phrase.has(Cue::Done) || phrase.has(Cue::Plan);
    !urged
        && (noun.contains("项目") || noun.contains("改扩建") || !noun.ends_with("建设") && measured && !acted)
}
