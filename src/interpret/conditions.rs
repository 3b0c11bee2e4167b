//! Limits that are conditions and no goals: of agreements and manuals, of notices, of what nobody plans.

use super::{
    Claim, Role,
    words::{Kind, Words},
};
use crate::{
    model::{Bound, QuantityKind},
    outline::{Frame, Outline, Piece},
    rules::{Cue, Mark},
};

/// Cues of work that is done or to be done.
const ACTS: &[Cue] = &[Cue::Action, Cue::Build, Cue::Work, Cue::Stage, Cue::Done, Cue::Promote];

/// So many words of a long clause before a goal are asked whether they tell of work.
const ACTING_WORDS: usize = 256;

/// Sets aside what is no goal: everything in a document of a kind that sets none, limits where nobody plans.
pub(crate) fn set_aside(outline: &Outline, pieces: &[Option<&Words>], claims: &mut [Claim]) {
    if outline.goalless && !measures(claims) {
        claims.iter_mut().for_each(|claim| make_aside(claim, "no-goals-set"));
        return;
    }
    let planned = outline.plan
        || outline.pieces.iter().any(frames_work)
        || pieces.iter().flatten().any(|words| plans(words));
    // The sentence that was read last, and whether its last goal was kept.
    let mut last: Option<(usize, bool)> = None;
    for index in 0..claims.len() {
        let claim = &claims[index];
        let Some(words) = pieces.get(claim.at.piece).copied().flatten() else { continue };
        if claim.role != Role::Goal {
            continue;
        }
        let sentence = claim.at.sentence;
        let before = last.filter(|(of, _)| *of == sentence).map(|(_, kept)| kept);
        let start = outline.pieces[claim.at.piece].span.start;
        let work = || acts(words, claim, start, before) || beside_level(claims, index);
        let framed = claim.rule.is(Mark::Framed) && claim.quantity.bound != Bound::Exactly;
        let kept = !is_size(claim) && (planned || framed || work()) || answered(claims, index);
        last = Some((sentence, kept));
        if !kept {
            make_aside(&mut claims[index], "limit");
        }
    }
}

/// True where a result is measured by a plan: 营造林32.6万亩，完成率108.7%.
fn measures(claims: &[Claim]) -> bool {
    claims.windows(2).any(|pair| {
        let beside =
            pair[0].at.sentence == pair[1].at.sentence && pair[0].quantity.kind != QuantityKind::Percent;
        beside && pair[0].role == Role::Figure && pair[1].role == Role::Rate
    })
}

/// 附件不超过50MB: a bound of what files hold.
fn is_size(claim: &Claim) -> bool {
    claim.quantity.bound != Bound::Exactly
        && claim.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "data")
}

/// 访视率95.8%，指标≥90%: what is asked of the level right before it.
fn beside_level(claims: &[Claim], goal: usize) -> bool {
    let asked = &claims[goal];
    let before = goal.checked_sub(1).map(|level| &claims[level]);
    let level = before.filter(|level| {
        let bracket = asked.host.is_some() || asked.name == level.name;
        asked.refers.map_or(bracket, |known| known + 1 == goal) && level.at.sentence == asked.at.sentence
    });
    let percent = |claim: &Claim| claim.quantity.kind == QuantityKind::Percent;
    level.is_some_and(|level| {
        level.role == Role::Figure
            && percent(level)
            && percent(asked)
            && level.name.ends_with(['率', '例', '比', '度'])
    })
}

fn make_aside(claim: &mut Claim, by: &str) {
    (claim.role, claim.rule) = (Role::Aside, by.into());
    (claim.declared, claim.reached, claim.basis) = (false, false, false);
}

/// True under a title or a heading that frames goals or results.
fn frames_work(piece: &Piece) -> bool {
    matches!(piece.frame, Frame::Goals | Frame::Results | Frame::Ahead)
}

/// True for words that plan, and not only bind: 计划, 目标, 力争.
fn plans(words: &Words) -> bool {
    (0..words.words.len()).any(|at| {
        let cue = words.cue(at);
        cue.any(&[Cue::PlanNoun, Cue::Plan]) && !cue.has(Cue::Duty)
    })
}

/// True where the clause of a claim tells of work or of a period, or the sentence up to it does and no goal of it was
/// set aside.
fn acts(words: &Words, claim: &Claim, start: usize, before: Option<bool>) -> bool {
    let place = claim.quantity.core.start - start;
    let at = words.words.partition_point(|word| word.span.start < place);
    let stops = |&at: &usize| words.words[at].kind == Kind::Stop;
    let first = match before {
        Some(true) => return true,
        Some(false) => words.clause_start(at).max(at.saturating_sub(ACTING_WORDS)),
        None => (0..at).rev().find(stops).map_or(0, |stop| stop + 1),
    };
    (first..at).any(|at| match words.words[at].kind {
        Kind::Date(_) => true,
        Kind::Cue(set) => {
            let reaches = matches!(words.text_of(at), "达" | "达到" | "突破" | "为");
            set.has(Cue::Present) || set.any(ACTS) && !reaches
        }
        _ => false,
    })
}

/// True where a result in the block of a goal is counted as the goal is.
fn answered(claims: &[Claim], index: usize) -> bool {
    let goal = &claims[index];
    let beside = |claim: &&Claim| claim.at.block == goal.at.block;
    let after = claims[index + 1..].iter().take_while(beside);
    after.chain(claims[..index].iter().rev().take_while(beside)).any(|claim| {
        let told = match claim.role {
            Role::Figure => claim.reached || claim.told,
            Role::Change => claim.told,
            Role::Goal | Role::Base | Role::Rate | Role::Aside => false,
        };
        told && claim.quantity.bound == Bound::Exactly && claim.same_counter(&goal.quantity)
    })
}
