//! The walk over the pieces of a report: each quantity becomes a claim.

use super::{
    Claim, Role, name,
    role::{Around, Mode},
    words::{Kind, Words},
};
use crate::{
    model::{AsOf, AsOfSource, Bound, QuantityKind},
    outline::{Outline, Part, Piece},
    rules::{Cue, Rulebook},
    text::{Source, Span},
};

/// Every quantity of the outline's pieces, with its meaning, in the order of the text.
#[must_use]
pub fn claims(source: &Source, outline: &Outline, rules: &Rulebook) -> Vec<Claim> {
    let mut walk = Walk { outline, rules, claims: Vec::new(), sentence: 0, segment: 0, clause: 0 };
    for (index, piece) in outline.pieces.iter().enumerate() {
        if !matches!(piece.part, Part::Title | Part::Other) {
            walk.piece(source, index, *piece);
        }
        walk.sentence += 1;
        walk.segment += 1;
        walk.clause += 1;
    }
    walk.claims
}

struct Walk<'a> {
    outline: &'a Outline,
    rules: &'a Rulebook,
    claims: Vec<Claim>,
    sentence: usize,
    segment: usize,
    clause: usize,
}

/// What one sentence carries along.
#[derive(Default)]
struct Carry {
    mode: Option<Mode>,
    /// What a clause such as 任务为： makes of the rest of the sentence, semicolons and all.
    sticky: Option<Mode>,
    part: bool,
    part_unit: Option<crate::model::Dimension>,
    /// Names of a list that 分别 hands out, the next one last.
    names: Vec<String>,
    past: bool,
    topic: String,
    as_of: Option<AsOf>,
    first_of_sentence: bool,
}

impl Walk<'_> {
    fn piece(&mut self, source: &Source, index: usize, piece: Piece) {
        let words = Words::new(piece.span.text(&source.text), self.rules);
        let goals_until = goal_sentences(&words, piece);
        let dashed = words.words.iter().rposition(|word| word.kind == Kind::Dash);
        let mut carry = Carry { first_of_sentence: true, ..Carry::default() };
        for at in 0..words.words.len() {
            let kind = words.words[at].kind;
            match kind {
                Kind::Stop => {
                    self.sentence += 1;
                    self.segment += 1;
                    self.clause += 1;
                    carry = Carry { as_of: carry.as_of, first_of_sentence: true, ..Carry::default() };
                }
                Kind::Semicolon => {
                    self.segment += 1;
                    self.clause += 1;
                    carry.part = false;
                    carry.mode = carry.sticky;
                    carry.names.clear();
                }
                Kind::Comma | Kind::Dash => {
                    self.clause += 1;
                    self.topic(&words, at, &mut carry);
                }
                Kind::Date(date) => {
                    carry.as_of = words.dates[date].as_of().or(carry.as_of);
                    if words.dates[date].months.is_some()
                        && clause_start(&words, at)
                        && carry.mode == Some(Mode::Goal)
                    {
                        carry.mode = Some(Mode::Figure);
                    }
                }
                Kind::Cue(set) => {
                    if set.has(Cue::Part) {
                        carry.part = true;
                        carry.part_unit = None;
                    }
                    carry.past |= set.has(Cue::Past);
                    if set.any(&[Cue::Present, Cue::Plan, Cue::Now]) {
                        carry.past = false;
                    }
                }
                Kind::Quantity(quantity) => {
                    let default = self.default(piece, at, goals_until, dashed);
                    self.claim(&words, at, quantity, index, piece, default, &mut carry);
                }
                _ => {}
            }
        }
    }

    fn default(&self, piece: Piece, at: usize, goals_until: usize, dashed: Option<usize>) -> Option<Mode> {
        match piece.part {
            Part::Goal => Some(Mode::Goal),
            Part::Progress | Part::Rate => Some(Mode::Figure),
            _ if at < goals_until => Some(Mode::Goal),
            _ if piece.heading => Some(Mode::Goal),
            _ if self.outline.plan => Some(Mode::Goal),
            _ if dashed.is_some_and(|dash| at < dash) => Some(Mode::Goal),
            _ => None,
        }
    }

    /// A clause without a quantity names what the next ones speak of, and may turn the sentence.
    fn topic(&self, words: &Words, comma: usize, carry: &mut Carry) {
        let start = words.words[..comma]
            .iter()
            .rposition(|word| matches!(word.kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash))
            .map_or(0, |at| at + 1);
        let clause: Vec<usize> = (start..comma).collect();
        if clause.iter().any(|&index| matches!(words.words[index].kind, Kind::Quantity(_))) {
            return;
        }
        let has = |cues: &[Cue]| clause.iter().any(|&index| words.cue(index).any(cues));
        let ending =
            clause.iter().rev().take(2).any(|&index| words.cue(index).any(&[Cue::Plan, Cue::PlanNoun]));
        if ending && !has(&[Cue::Done, Cue::Now]) {
            carry.mode = Some(Mode::Goal);
            carry.sticky = carry.mode;
        } else if has(&[Cue::Now]) && carry.mode == Some(Mode::Goal) {
            carry.mode = Some(Mode::Figure);
        }
        let name = name::of_words(words, &clause);
        if !name.is_empty() && name.chars().count() <= 24 && carry.topic.is_empty() {
            carry.topic = name;
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn claim(
        &mut self,
        words: &Words,
        at: usize,
        index: usize,
        piece_no: usize,
        piece: Piece,
        default: Option<Mode>,
        carry: &mut Carry,
    ) {
        let quantity = &words.quantities[index];
        let left = words.left(at);
        let right = words.right(at);
        let boundary = left.first().copied().unwrap_or(at);
        let bracket = boundary > 0 && words.words[boundary - 1].kind == Kind::Open
            || left
                .iter()
                .any(|&index| index > 0 && words.words[index - 1].kind == Kind::Open && index == at - 1)
                && boundary > 0;
        let after = at + 1 + right.len();
        let closed = words.words.get(after).is_some_and(|word| word.kind == Kind::Close);
        let rate_next = next_is_ratio(words, after);
        let before = self
            .claims
            .iter()
            .rev()
            .find(|claim| claim.sentence == self.sentence && claim.role == Role::Figure);
        let above = before.is_some_and(|figure| {
            matches!((figure.quantity.base_low(), quantity.base_low()), (Some(a), Some(b)) if b > rust_decimal::Decimal::ZERO && a <= b + b && b <= a + a)
        });
        let planned_before = self
            .claims
            .iter()
            .any(|claim| claim.sentence == self.sentence && matches!(claim.role, Role::Goal | Role::Base));
        let around = Around {
            words,
            quantity,
            left: &left,
            right: &right,
            mode: carry.mode,
            default,
            bracket,
            closed,
            after_figure: before.is_some(),
            planned_before,
            above,
        };
        let mut decision = around.decide(rate_next);
        if carry.past && matches!(decision.role, Role::Figure | Role::Base | Role::Change) {
            decision.role = Role::Aside;
        }
        self.inherit(words, at, &left, quantity.kind, &mut decision);
        let (mut text, own) = self.name(words, at, &left, &right, quantity, carry);
        let stages =
            if left.iter().any(|&i| words.cue(i).any(&[Cue::Stage, Cue::Process])) { &left } else { &right };
        let stage_at = stages.iter().rev().find(|&&i| words.cue(i).any(&[Cue::Stage, Cue::Process])).copied();
        let process = left.iter().any(|&i| words.cue(i).has(Cue::Process))
            || right.first().is_some_and(|&i| words.cue(i).has(Cue::Process)) && own;
        let stage = stage_at.map(|i| words.text_of(i).to_owned()).unwrap_or_default();
        let early = stage_at.is_some_and(|i| words.cue(i).has(Cue::Early));
        let whole = right.iter().take(4).any(|&i| words.cue(i).has(Cue::Whole));
        let noun = name::of_words(words, &right);
        let abstracted = self.rules.verbs.is_abstract(&noun);
        if decision.role == Role::Goal && abstracted {
            decision.role = Role::Aside;
        }
        if decision.role == Role::Goal && capacity(words, &left, &right, quantity.kind, &text) {
            decision.role = Role::Aside;
        }
        let key = name::key(&text, self.rules);
        if decision.role == Role::Goal
            && decision.growth
            && !text.is_empty()
            && !text.contains('增')
            && !decision.fell
        {
            text.push_str("增长");
        }
        // 计划改造5个，完成2个: a bare result of a sentence that planned is no second goal.
        if decision.role == Role::Goal
            && !decision.declared
            && self.answers(&key, own, quantity, &left, words)
        {
            decision.role = Role::Figure;
            decision.reached = true;
        }
        let dimension = quantity.unit.as_ref().map(|unit| unit.dimension.clone());
        if carry.part
            && carry.part_unit.is_some()
            && dimension != carry.part_unit
            && !matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points)
        {
            carry.part = false;
        } else if carry.part && carry.part_unit.is_none() {
            carry.part_unit = dimension;
        }
        let offset = piece.span.start;
        let mut shifted = quantity.clone();
        shifted.span = shifted.span.shifted(offset);
        shifted.core = shifted.core.shifted(offset);
        let clause_end = words
            .words
            .get(after.saturating_sub(1))
            .map_or(quantity.span.end, |word| word.span.end.max(quantity.span.end));
        let clause_start = words.words[boundary].span.start.min(quantity.span.start);
        let as_of = carry.as_of.map(|as_of| {
            (
                AsOf { year: as_of.year.or(self.outline.period.and_then(|p| p.year)), ..as_of },
                AsOfSource::Sentence,
            )
        });
        let planned = left.iter().any(|&i| words.cue(i).any(&[Cue::Plan, Cue::PlanNoun]));
        if decision.role == Role::Goal
            && decision.declared
            && planned
            && !decision.basis
            && default != Some(Mode::Goal)
        {
            carry.mode = Some(Mode::Goal);
        } else if decision.role == Role::Figure && decision.reached {
            carry.mode = carry.mode.map(|_| Mode::Figure);
        }
        self.claims.push(Claim {
            quantity: shifted,
            role: decision.role,
            name: text,
            key,
            own,
            declared: decision.declared,
            reached: decision.reached,
            stage,
            early,
            process,
            part: carry.part
                || bracket && decision.role != Role::Rate && !decision.basis && !decision.declared,
            fell: decision.fell,
            growth: decision.growth,
            whole,
            basis: decision.basis,
            of_plan: decision.of_plan,
            clause: Span::new(clause_start, clause_end).shifted(offset),
            block: piece.block,
            piece: piece_no,
            sentence: self.sentence,
            segment: self.segment,
            clause_no: self.clause,
            goal_part: piece.part == Part::Goal,
            result_part: matches!(piece.part, Part::Progress | Part::Rate),
            as_of: as_of.or(self.outline.as_of.map(|as_of| (as_of, AsOfSource::Report))),
        });
        carry.first_of_sentence = false;
    }

    /// A member of a list takes its role from the member before it; what follows the basis of a rate is the rate.
    fn inherit(
        &self,
        words: &Words,
        at: usize,
        left: &[usize],
        kind: QuantityKind,
        decision: &mut super::role::Decision,
    ) {
        let Some(last) = self.claims.last().filter(|last| last.sentence == self.sentence) else { return };
        let ratio = matches!(kind, QuantityKind::Percent | QuantityKind::Multiple);
        let linked = left.iter().all(|&index| {
            words.text_of(index).starts_with('的') || words.cue(index).any(&[Cue::PlanNoun, Cue::Plan])
        });
        if last.basis && linked && (ratio || kind == QuantityKind::Number) {
            (decision.role, decision.of_plan, decision.declared, decision.basis) =
                (Role::Rate, true, false, false);
            return;
        }
        let plain = !left.iter().any(|&index| {
            words.cue(index).any(&[
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
            ])
        });
        let before = left.first().copied().unwrap_or(at);
        let paused =
            before > 0 && words.words[before - 1].kind == Kind::Pause && last.clause_no == self.clause;
        let same = (last.quantity.kind == kind) || !ratio && last.quantity.kind != QuantityKind::Percent;
        if same && plain && !last.basis && (words.follows_in_list(at) && left.is_empty() || paused && !ratio)
        {
            (decision.role, decision.of_plan, decision.declared, decision.reached) =
                (last.role, last.of_plan, last.declared, last.reached);
            (decision.growth, decision.fell) = (last.growth, last.fell);
        }
    }

    /// True where an earlier goal of the sentence has this unit and name, and a result word stands here.
    fn answers(
        &self,
        key: &str,
        own: bool,
        quantity: &crate::model::Quantity,
        left: &[usize],
        words: &Words,
    ) -> bool {
        let done = left.iter().any(|&i| words.cue(i).any(&[Cue::Done, Cue::Stage]));
        done && self.claims.iter().any(|claim| {
            claim.sentence == self.sentence
                && claim.role == Role::Goal
                && same_unit(&claim.quantity, quantity)
                && (!own || claim.key == key)
        })
    }

    /// The name of a quantity: left of it, right of it, or that of an earlier one.
    fn name(
        &self,
        words: &Words,
        at: usize,
        left: &[usize],
        right: &[usize],
        quantity: &crate::model::Quantity,
        carry: &mut Carry,
    ) -> (String, bool) {
        let mut own = left.to_vec();
        // Behind another quantity, what stands before the result word belongs to that one.
        let glued = own
            .first()
            .is_some_and(|&first| first > 0 && matches!(words.words[first - 1].kind, Kind::Quantity(_)));
        if glued {
            let cut = own
                .iter()
                .position(|&i| words.cue(i).any(&[Cue::Now, Cue::Done, Cue::Stage, Cue::Process, Cue::Plan]));
            own = cut.map_or(own.clone(), |cut| own[cut..].to_vec());
        }
        let mut text = name::of_words(words, &own);
        let ratio = matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Multiple);
        if let Some(mut names) = self.listed(words, at, &own) {
            names.reverse();
            text = names.pop().unwrap_or_default();
            carry.names = names;
            return (text, true);
        }
        if own.is_empty()
            && words.follows_in_list(at)
            && let Some(name) = carry.names.pop()
        {
            return (name, true);
        }
        let sampled = own
            .last()
            .is_some_and(|&i| words.words[i].kind == Kind::Text && words.text_of(i).trim().ends_with('等'));
        let worded =
            own.iter().any(|&i| words.words[i].kind == Kind::Text || words.cue(i).has(Cue::RateName));
        if (!worded || sampled) && !ratio {
            let verbs = if sampled { String::new() } else { std::mem::take(&mut text) };
            let cut = right
                .iter()
                .position(|&i| {
                    words.cue(i).any(&[
                        Cue::Now,
                        Cue::Whole,
                        Cue::Compare,
                        Cue::Plan,
                        Cue::Process,
                        Cue::Done,
                        Cue::Stage,
                    ])
                })
                .unwrap_or(right.len());
            let starts_of = right.first().is_some_and(|&i| words.text_of(i).starts_with('的'));
            text = if starts_of { String::new() } else { name::of_words(words, &right[..cut]) };
            let carried = self.claims.iter().any(|claim| {
                claim.sentence == self.sentence && claim.own && same_unit(&claim.quantity, quantity)
            });
            if text.is_empty() && !carried {
                text = verbs;
            }
        }
        if text.is_empty() || name::key(&text, self.rules).is_empty() {
            let known =
                self.claims.iter().rev().take_while(|claim| claim.piece_sentence_near(self.sentence)).find(
                    |claim| {
                        claim.own
                            && !claim.key.is_empty()
                            && same_unit(&claim.quantity, quantity)
                            && !matches!(claim.role, Role::Rate | Role::Change)
                    },
                );
            let subject = if carry.topic.is_empty() { None } else { Some(carry.topic.clone()) };
            let first = self
                .claims
                .iter()
                .rev()
                .take_while(|claim| claim.sentence == self.sentence)
                .filter(|claim| claim.own && !claim.key.is_empty())
                .last();
            let money = quantity.kind == QuantityKind::Money;
            let base = known.map(|claim| claim.name.clone()).filter(|_| text.is_empty() || money);
            let named = base.or(subject).or_else(|| first.map(|claim| claim.name.clone()));
            let full = match named {
                Some(named) if named.ends_with(&text) => named,
                Some(named) => format!("{named}{text}"),
                None => text.clone(),
            };
            return (full, !text.is_empty());
        }
        (text, true)
    }

    /// 甲、乙分别达到1个和2个: the name at the same place of the list.
    fn listed(&self, words: &Words, at: usize, own: &[usize]) -> Option<Vec<String>> {
        own.iter().find(|&&i| words.cue(i).has(Cue::Respectively))?;
        let count = (at..words.words.len())
            .take_while(|&i| {
                matches!(words.words[i].kind, Kind::Quantity(_) | Kind::Pause | Kind::Text)
                    && !(words.words[i].kind == Kind::Text
                        && !matches!(words.text_of(i).trim(), "和" | "及" | "与"))
            })
            .filter(|&i| matches!(words.words[i].kind, Kind::Quantity(_)))
            .count();
        name::members(&name::of_words(words, own), count)
    }
}

impl Claim {
    /// True for this sentence and the one before.
    fn piece_sentence_near(&self, sentence: usize) -> bool {
        self.sentence + 1 >= sentence
    }
}

fn same_unit(one: &crate::model::Quantity, other: &crate::model::Quantity) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) => a.dimension == b.dimension,
        (None, None) => true,
        _ => false,
    }
}

fn clause_start(words: &Words, at: usize) -> bool {
    at == 0 || matches!(words.words[at - 1].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Cue(_))
}

/// True where the next quantity after a phrase (brackets and 的 between) is a ratio.
fn next_is_ratio(words: &Words, mut at: usize) -> bool {
    while let Some(word) = words.words.get(at) {
        match word.kind {
            Kind::Close => {}
            Kind::Text if words.text_of(at).starts_with('的') => {}
            Kind::Cue(set) if set.any(&[Cue::PlanNoun, Cue::Plan]) => {}
            Kind::Quantity(index) => {
                return matches!(
                    words.quantities[index].kind,
                    QuantityKind::Percent | QuantityKind::Multiple
                ) || words.quantities[index].unit_text.is_empty();
            }
            _ => return false,
        }
        at += 1;
    }
    false
}

/// 40万吨聚碳酸酯项目: an amount before its noun that only names a project.
fn capacity(words: &Words, left: &[usize], right: &[usize], kind: QuantityKind, name: &str) -> bool {
    let named_left = left.iter().any(|&i| words.words[i].kind == Kind::Text);
    let physical = kind == QuantityKind::Measure
        || kind == QuantityKind::Money
        || kind == QuantityKind::Count && name.ends_with("项目");
    !named_left && physical && right.iter().any(|&i| words.words[i].kind == Kind::Text) && {
        let text: String = right.iter().map(|&i| words.text_of(i)).collect();
        text.contains("项目")
            || text.contains("改扩建")
            || !text.ends_with("建设")
                && kind == QuantityKind::Measure
                && !left.iter().any(|&i| words.cue(i).any(&[Cue::Done, Cue::Plan]))
    }
}

/// In a numbered item that has sentences with a period after sentences without one, the latter are its goals.
fn goal_sentences(words: &Words, piece: Piece) -> usize {
    if piece.part != Part::Neutral || piece.heading {
        return 0;
    }
    let starts: Vec<usize> = words
        .words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.kind == Kind::Stop)
        .map(|(at, _)| at + 1)
        .collect();
    let marked = |at: usize| match words.words.get(at).map(|word| word.kind) {
        Some(Kind::Date(date)) => words.dates[date].months.is_some(),
        Some(Kind::Cue(set)) => {
            set.has(Cue::Now) || matches!(words.text_of(at), "上半年" | "前三季度" | "半年来")
        }
        _ => false,
    };
    let Some(&turn) = starts.iter().find(|&&at| marked(at)) else { return 0 };
    let plain = (0..turn).all(|at| match words.words[at].kind {
        Kind::Date(date) => words.dates[date].months.is_none(),
        Kind::Cue(set) => !set.any(&[Cue::Now, Cue::Compare, Cue::Past, Cue::Present]),
        _ => true,
    });
    let begins = match words.words.first().map(|word| word.kind) {
        Some(Kind::Cue(set)) => set.any(&[Cue::Action, Cue::Done, Cue::Stage]),
        _ => false,
    };
    let bounded = words.quantities.iter().any(|quantity| matches!(quantity.bound, Bound::AtLeast));
    if plain && (begins || bounded) { turn } else { 0 }
}
