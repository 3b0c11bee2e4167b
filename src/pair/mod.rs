//! Which figure answers which goal, best ground first, in growing circles: sentence, piece, block, document.

mod findings;
mod likeness;
mod rates;

pub use findings::findings;
pub use likeness::Alike;

use crate::{
    interpret::{Claim, Role},
    model::Grounds,
    rules::Synonyms,
};

/// A goal, a figure, and why they belong together; indices into the claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) goal: usize,
    pub(crate) figure: usize,
    pub(crate) grounds: Grounds,
}

/// Pairs and the rates that belong to figures.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    pub(crate) pairs: Vec<Pair>,
    /// For each claim, the rate that is printed for it.
    pub(crate) rate_of: Vec<Option<usize>>,
    /// True for a rate that found its figure.
    pub(crate) used: Vec<bool>,
}

impl Bound {
    fn answered(&self, goal: usize) -> bool {
        self.pairs.iter().any(|pair| pair.goal == goal)
    }

    fn answers(&self, figure: usize) -> bool {
        self.pairs.iter().any(|pair| pair.figure == figure)
    }
}

/// Pairs the claims of a document.
pub(crate) fn pair(claims: &[Claim], labelled: &[bool], synonyms: &Synonyms) -> Bound {
    let mut bound =
        Bound { pairs: Vec::new(), rate_of: vec![None; claims.len()], used: vec![false; claims.len()] };
    rates::bind(claims, &mut bound);
    rates::basis_goals(claims, &mut bound);
    rates::confirmed(claims, &mut bound, synonyms);
    for circle in [Circle::Sentence, Circle::Piece, Circle::Block, Circle::Document] {
        likeness_circle(claims, labelled, &mut bound, circle, synonyms);
    }
    wholes(claims, &mut bound);
    bound
}

/// How far apart goal and figure may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Circle {
    Sentence,
    Piece,
    Block,
    Document,
}

fn likeness_circle(
    claims: &[Claim],
    labelled: &[bool],
    bound: &mut Bound,
    circle: Circle,
    synonyms: &Synonyms,
) {
    let mut found: Vec<(Grounds, std::cmp::Reverse<u32>, usize, usize, usize)> = Vec::new();
    let figures: Vec<usize> =
        (0..claims.len()).filter(|&f| matches!(claims[f].role, Role::Figure | Role::Change)).collect();
    for (g, goal) in claims.iter().enumerate() {
        if !matches!(goal.role, Role::Goal | Role::Base | Role::Figure)
            || goal.basis
            || bound.answered(g)
            || bound.answers(g)
        {
            continue;
        }
        for &f in &figures {
            let figure = &claims[f];
            if f == g || bound.answers(f) || !inside(goal, figure, circle, labelled) {
                continue;
            }
            if !can_answer(goal, figure, circle, f > g) || bound.answered(f) {
                continue;
            }
            if let Some((grounds, score)) =
                likeness::alike(goal, figure, circle == Circle::Sentence || circle == Circle::Piece, synonyms)
            {
                let far = f.abs_diff(g);
                if circle == Circle::Document && grounds > Grounds::SameHead {
                    continue;
                }
                found.push((grounds, std::cmp::Reverse(score), far, g, f));
            }
        }
    }
    // A figure of a later stage answers before one of an earlier stage.
    found.sort_by_key(|&(grounds, score, far, g, f)| {
        (grounds, claims[f].early && !claims[g].early, score, far, g, f)
    });
    for (grounds, _, _, goal, figure) in found {
        if !bound.answered(goal) && !bound.answers(figure) && !bound.answered(figure) && !bound.answers(goal)
        {
            bound.pairs.push(Pair { goal, figure, grounds });
            let extra: Vec<usize> = stages(claims, bound, goal, figure);
            bound.pairs.extend(extra.into_iter().map(|figure| Pair { goal, figure, grounds }));
        }
    }
}

/// Other stages of the same goal that have a rate of their own.
fn stages(claims: &[Claim], bound: &Bound, goal: usize, figure: usize) -> Vec<usize> {
    let chosen = &claims[figure];
    (0..claims.len())
        .filter(|&other| {
            let claim = &claims[other];
            other != figure
                && claim.role == Role::Figure
                && claim.sentence == chosen.sentence
                && claim.key == chosen.key
                && claim.early
                && !claim.part
                && claim.stage != chosen.stage
                && bound.rate_of[other].is_some()
                && !bound.answers(other)
                && likeness::comparable(&claims[goal], claim, true)
        })
        .collect()
}

fn inside(goal: &Claim, figure: &Claim, circle: Circle, labelled: &[bool]) -> bool {
    match circle {
        Circle::Sentence => goal.sentence == figure.sentence,
        Circle::Piece => goal.piece == figure.piece && goal.sentence.abs_diff(figure.sentence) <= 2,
        Circle::Block => goal.block == figure.block,
        Circle::Document => goal.block != figure.block && !labelled[goal.block] && !labelled[figure.block],
    }
}

/// The hard conditions, names aside.
fn can_answer(goal: &Claim, figure: &Claim, circle: Circle, after: bool) -> bool {
    if goal.part != figure.part
        && !(goal.declared && figure.own && !figure.part)
        && !(figure.part && goal.declared && goal.key == figure.key && goal.own)
    {
        return false;
    }
    if figure.process && !(goal.process && goal.stage == figure.stage) {
        return false;
    }
    if goal.role != Role::Goal {
        // A base is answered only in its own sentence, by a result that takes its name.
        let elided = !figure.own || figure.key == goal.key;
        return circle == Circle::Sentence
            && after
            && elided
            && figure.reached
            && !figure.whole
            && !goal.reached
            && !goal.part
            && !goal.process
            && goal.own
            && figure.role == Role::Figure
            && figure.quantity.base_low() <= goal.quantity.base_low();
    }
    if figure.role == Role::Change {
        return goal.growth || goal.quantity.kind == crate::model::QuantityKind::Percent && !goal.own;
    }
    !goal.growth || figure.growth
}

/// 新建3所全部开工: as many as planned.
fn wholes(claims: &[Claim], bound: &mut Bound) {
    for (index, claim) in claims.iter().enumerate() {
        let counted = claim.quantity.kind == crate::model::QuantityKind::Count;
        if claim.whole
            && counted
            && claim.early
            && !bound.answered(index)
            && !bound.answers(index)
            && matches!(claim.role, Role::Base | Role::Figure)
            && !claim.part
        {
            bound.pairs.push(Pair { goal: index, figure: index, grounds: Grounds::Whole });
        }
    }
}
