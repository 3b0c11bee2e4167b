//! Pairs by name, in growing circles.

use super::{
    doubt::{beyond_belief, only_counted, parted, said_again, tells},
    likeness,
    links::Links,
    names::Names,
    near,
    refer::lower,
    refuted::refuted,
    stages::{later_stage, stages},
    veto::{may_answer, may_be_base, other_stage},
};
use crate::{
    interpret::{Claim, Role},
    model::{Bound, Grounds},
    rules::{Mark, Synonyms},
};

/// How far apart goal and figure may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Circle {
    Sentence,
    Piece,
    Block,
    Document,
}

/// Every circle, the narrowest first.
pub(super) const ALL: &[Circle] = &[Circle::Sentence, Circle::Piece, Circle::Block, Circle::Document];

/// A goal and a figure that could answer it; sorts by what makes it likely, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Goal and figure name different stages.
    stage: bool,
    /// They count in different words (个, 户).
    counter: bool,
    /// No word says that the figure was reached.
    untold: bool,
    grounds: Grounds,
    /// The figure is of a stage before the one that the goal means.
    early: bool,
    score: std::cmp::Reverse<u32>,
    /// Later as-of dates first.
    month: std::cmp::Reverse<u32>,
    /// What is counted right before them does not have one name.
    apart: bool,
    distance: usize,
    goal: usize,
    figure: usize,
}

/// Pairs free goals and figures within one circle, best candidates first.
pub(super) fn matched(
    claims: &[Claim],
    closed: &[bool],
    links: &mut Links,
    circle: Circle,
    synonyms: &Synonyms,
) {
    let mut found = Vec::new();
    let restated = restated(claims);
    let silent = !claims.iter().any(tells);
    let elsewhere = (circle == Circle::Document).then(|| {
        let told = |at: usize| links.free(at) && !restated[at] && !closed[claims[at].at.block];
        Names::of(claims, |at| told(at) && TELLING.contains(&claims[at].role))
    });
    for (goal, said) in claims.iter().enumerate() {
        // 确保增长12%，力争增长14%: the second is not what is answered.
        let stretch = said.role == Role::Goal && said.growth && lower(claims, goal) != goal;
        let free = !said.basis && links.free(goal) && !stretch;
        if !planned(said, circle) || !free {
            continue;
        }
        let divided = circle == Circle::Sentence && parted(claims, goal);
        let open = |figure: usize| goal != figure && links.free(figure) && !restated[figure];
        let figures = match &elsewhere {
            Some(names) => names.like(claims, goal),
            None => around(claims, goal, circle),
        };
        for figure in figures.into_iter().filter(|&figure| open(figure)) {
            let reported = &claims[figure];
            let refused = silent && said_again(said, reported) || refuted(claims, links, goal, figure);
            if !refused && inside(said, reported, circle, closed) && possible(said, reported, circle, divided)
            {
                found.extend(candidate(claims, goal, figure, circle, synonyms));
            }
        }
    }
    found.sort();
    for candidate in found {
        candidate.join(claims, links);
    }
}

impl Candidate {
    /// Joins the two where both are still free, and other stages of the goal with them.
    fn join(self, claims: &[Claim], links: &mut Links) {
        let Self { grounds, goal, figure, .. } = self;
        if links.free(goal) && links.free(figure) {
            let figure = later_stage(claims, links, goal, figure);
            links.join(goal, figure, grounds);
            for stage in stages(claims, links, goal, figure) {
                links.join(goal, stage, grounds);
            }
        }
    }
}

/// Roles of what can answer a goal.
const TELLING: &[Role] = &[Role::Figure, Role::Change, Role::Base];

/// The claims that stand in a circle with a goal and near it.
fn around(claims: &[Claim], goal: usize, circle: Circle) -> Vec<usize> {
    match circle {
        Circle::Sentence => near::sentence(claims, goal).collect(),
        Circle::Piece => near::piece(claims, goal).collect(),
        Circle::Block => near::block(claims, goal).collect(),
        Circle::Document => Vec::new(),
    }
}

/// A goal, a base, or what was counted before its result in one sentence.
fn planned(claim: &Claim, circle: Circle) -> bool {
    match claim.role {
        Role::Goal | Role::Base => true,
        Role::Figure => circle == Circle::Sentence && !claim.reached && claim.own,
        Role::Rate | Role::Change | Role::Aside => false,
    }
}

/// For each claim, whether a result of its own clause refers to it: 5座危桥已重建4座 does not report five.
fn restated(claims: &[Claim]) -> Vec<bool> {
    let mut restated = vec![false; claims.len()];
    for claim in claims.iter().filter(|claim| claim.reached && !claim.own) {
        let base =
            claim.refers.filter(|&base| claims[base].at.clause == claim.at.clause && !claims[base].reached);
        if let Some(base) = base {
            restated[base] = true;
        }
    }
    restated
}

fn candidate(
    claims: &[Claim],
    goal: usize,
    figure: usize,
    circle: Circle,
    synonyms: &Synonyms,
) -> Option<Candidate> {
    let (said, reported) = (&claims[goal], &claims[figure]);
    let near = matches!(circle, Circle::Sentence | Circle::Piece);
    let (grounds, score) = likeness::alike(said, reported, near, synonyms)?;
    let strong = grounds <= Grounds::SameHead && (grounds < Grounds::SameHead || score >= 90);
    let far = circle == Circle::Document && goal > figure && !reported.at.current;
    if far && said.role == Role::Goal || only_counted(claims, [goal, figure], grounds) {
        return None;
    }
    let believed = match circle {
        // 已入住8143人，今年任务1260人: no goal behind a figure is many times exceeded.
        Circle::Sentence => goal < figure || !beyond_belief(said, reported),
        Circle::Piece | Circle::Block | Circle::Document => !beyond_belief(said, reported),
    };
    (believed && (circle != Circle::Document || strong)).then(|| Candidate {
        stage: other_stage(said, reported),
        counter: !likeness::same_counter(said, reported),
        grounds,
        untold: near && reported.role == Role::Figure && !reported.reached && figure < goal,
        apart: !led_alike(claims, goal, figure),
        early: reported.early && !said.early,
        score: std::cmp::Reverse(score),
        month: std::cmp::Reverse(reported.as_of.map_or(0, |(as_of, _)| as_of.month)),
        distance: figure.abs_diff(goal),
        goal,
        figure,
    })
}

/// 幼儿园62所、学位1.8万个 and 幼儿园建成51所，新增学位1.5万个: what stands right before each of the two is called the same.
fn led_alike(claims: &[Claim], goal: usize, figure: usize) -> bool {
    let leader = |at: usize| at.checked_sub(1).map(|before| &claims[before]).filter(|before| before.own);
    leader(goal).zip(leader(figure)).is_some_and(|(one, other)| {
        let beside = |at: usize, before: &Claim| claims[at].at.segment == before.at.segment;
        let told = other.role != Role::Goal;
        told && one.key == other.key && !one.key.is_empty() && beside(goal, one) && beside(figure, other)
    })
}

fn possible(goal: &Claim, figure: &Claim, circle: Circle, parted: bool) -> bool {
    let told = match figure.role {
        Role::Figure | Role::Change => true,
        Role::Base => {
            goal.role == Role::Goal
                && !figure.rule.is(Mark::NoBase)
                && (goal.at.sentence != figure.at.sentence || kept_within(goal, figure))
                && figure.own
                && goal.key == figure.key
        }
        Role::Goal | Role::Rate | Role::Aside => false,
    };
    // 超额完成浓度下降4%的目标;乙地下降15.8%: a goal that closes a list looks back.
    let closes = goal.growth && goal.rule.is(Mark::ClosesList);
    if closes && circle == Circle::Sentence && figure.at.segment > goal.at.segment {
        return false;
    }
    if !told || !may_answer(goal, figure) {
        return false;
    }
    match goal.role {
        Role::Base | Role::Figure => {
            let named = !figure.own || figure.key == goal.key || goal.key.ends_with(&figure.key);
            circle == Circle::Sentence
                && may_be_base(goal, figure)
                && !parted
                && named
                && goal.same_counter(&figure.quantity)
        }
        Role::Goal | Role::Rate | Role::Change | Role::Aside => true,
    }
}

/// 死亡14人，死亡人数控制在18人以内: what is to be kept within a bound stands right before it.
fn kept_within(goal: &Claim, figure: &Claim) -> bool {
    let before = figure.quantity.core.start < goal.quantity.core.start;
    before && matches!(goal.quantity.bound, Bound::AtMost | Bound::LessThan)
}

fn inside(goal: &Claim, figure: &Claim, circle: Circle, closed: &[bool]) -> bool {
    match circle {
        Circle::Sentence => goal.at.sentence == figure.at.sentence,
        Circle::Piece => goal.at.sentence.abs_diff(figure.at.sentence) <= 2,
        Circle::Block => goal.at.block == figure.at.block,
        Circle::Document => goal.at.block != figure.at.block && !closed[goal.at.block],
    }
}
