//! Pairs of a goal and a figure of which one takes its name from the other: 计划…12亿元，已完成3.8亿元.

use super::{
    doubt::beyond_belief,
    likeness,
    links::Links,
    near,
    refuted::refuted,
    stages::stages,
    veto::{may_answer, may_be_base, other_stage},
};
use crate::{
    interpret::{Claim, Role},
    model::{Basis, Grounds},
    rules::Mark,
};

/// Joins what refers to each other.
pub(super) fn linked(claims: &[Claim], links: &mut Links) {
    let mut found = referring(claims);
    // Of several stages the last before completion answers.
    found.sort_by_key(|&(by_figure, goal, figure)| {
        let (said, reported) = (&claims[goal], &claims[figure]);
        let counter = !likeness::same_counter(said, reported);
        // 新增床位600张，已新增430张，累计达到4310张: what is far beyond is another amount.
        // 启动改造146个：已开工131个，完工38个.
        let ended = said.name.starts_with("启动") && !reported.stage.is_empty() && !reported.early;
        let later = (!reported.reached, reported.early, std::cmp::Reverse(figure));
        // 计划年底建成的34个项目已完工9个: in one clause, before a goal that speaks of the figure of the clause before.
        let beside = by_figure && goal + 1 == figure && said.at.clause == reported.at.clause;
        let far = beyond_belief(said, reported);
        (!beside, by_figure, goal, counter, far, ended || other_stage(said, reported), later)
    });
    for (_, goal, figure) in found {
        let open = links.free(goal) && links.free(figure) && !refuted(claims, links, goal, figure);
        if open && allowed(&claims[goal], &claims[figure]) {
            links.join(goal, figure, Grounds::SameFrame);
            for stage in stages(claims, links, goal, figure) {
                links.join(goal, stage, Grounds::SameFrame);
            }
        }
    }
}

/// Goals and figures of which one speaks of the other, and whether it is the figure that does.
fn referring(claims: &[Claim]) -> Vec<(bool, usize, usize)> {
    let mut found: Vec<(bool, usize, usize)> = Vec::new();
    let ends = ends(claims);
    for (index, claim) in claims.iter().enumerate() {
        match claim.role {
            Role::Figure | Role::Change => {
                let goal = claim.refers.and_then(|earlier| ends[earlier]);
                let goal = goal.map(|goal| declared_before(claims, goal));
                found.extend(goal.map(|goal| (true, goal, index)));
            }
            Role::Goal => {
                // 规划搬迁9860人，已入住8143人，今年任务1260人: a figure that speaks of a goal before it.
                let spoken = |figure: usize| {
                    claims[figure].refers.is_some_and(|known| {
                        let earlier = &claims[known];
                        earlier.role == Role::Goal && earlier.same_counter(&claim.quantity)
                    })
                };
                let figure = claim.refers.filter(|&figure| !spoken(figure)).filter(|&figure| {
                    matches!(claims[figure].role, Role::Figure | Role::Change | Role::Base)
                        && !claims[figure].rule.is(Mark::NoBase)
                        && claims[figure].at.segment == claim.at.segment
                        && (!claim.part || claims[figure].part)
                });
                found.extend(figure.map(|figure| (false, index, figure)));
            }
            Role::Base | Role::Rate | Role::Aside => {}
        }
    }
    found
}

/// 搬迁任务41户。分到住房38户，已搬入22户: a goal that no figure of its sentence speaks of, right before what is only counted; but not
/// 新建基站1200个。新建基站486个，累计建成3127个, where what is counted answers the goal.
fn declared_before(claims: &[Claim], base: usize) -> usize {
    let counted = &claims[base];
    if !matches!(counted.role, Role::Figure | Role::Base) || counted.part || counted.host.is_some() {
        return base;
    }
    let before = (near::block(claims, base).start..base).rev();
    let mut near = before.take_while(|&at| claims[at].at.sentence + 1 >= counted.at.sentence);
    let goal = near.find(|&at| {
        let said = &claims[at];
        said.same_counter(&counted.quantity) && matches!(said.role, Role::Goal | Role::Figure | Role::Base)
    });
    let goal = goal.filter(|&at| {
        let said = &claims[at];
        said.role == Role::Goal
            && !said.basis
            && !said.part
            && said.at.sentence < counted.at.sentence
            && said.key != counted.key
            && said.quantity.base_low() > counted.quantity.base_low()
            && !claims[at + 1..base].iter().any(|other| other.reached && other.same_counter(&said.quantity))
    });
    goal.unwrap_or(base)
}

/// Nameless results of a labelled part answer the goals of their block that count in the same unit: the
/// only one, or the one at the same place where all are nameless. The latest date counts.
pub(super) fn over_parts(claims: &[Claim], links: &mut Links) {
    for goal in 0..claims.len() {
        let said = &claims[goal];
        if said.role != Role::Goal || said.basis || !said.declared || !links.free(goal) {
            continue;
        }
        let rival = near::block(claims, goal).any(|other| {
            let claim = &claims[other];
            other != goal
                && claim.role == Role::Goal
                && claim.declared
                && links.free(other)
                && likeness::same_counter(claim, said)
        });
        let best = near::block(claims, goal)
            .filter(|&figure| {
                let claim = &claims[figure];
                claim.at.piece != said.at.piece
                    && claim.role == Role::Figure
                    && claim.refers.is_none_or(|known| !claims[known].own)
                    && !claim.own
                    && links.free(figure)
                    && likeness::same_counter(claim, said)
                    && allowed(said, claim)
            })
            .max_by_key(|&figure| {
                let claim = &claims[figure];
                let month = claim.as_of.map_or(0, |(as_of, _)| as_of.month);
                (month, !claim.early, std::cmp::Reverse(figure))
            });
        if let Some(figure) = best.filter(|_| !rival) {
            links.join(goal, figure, Grounds::OnlyOne);
        }
    }
}

/// For each claim, the goal or base that a chain of references through it ends at.
fn ends(claims: &[Claim]) -> Vec<Option<usize>> {
    let mut ends: Vec<Option<usize>> = Vec::with_capacity(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        let end = match claim.role {
            Role::Goal | Role::Base => Some(lower(claims, at)),
            Role::Figure => match claim.refers {
                Some(earlier) => ends.get(earlier).copied().flatten(),
                None => (!claim.reached && !claim.name.is_empty() || claim.whole).then_some(at),
            },
            Role::Rate | Role::Change | Role::Aside => None,
        };
        ends.push(end);
    }
    ends
}

/// 确保6%、力争8%: of two goals of one name side by side the first counts.
pub(super) fn lower(claims: &[Claim], goal: usize) -> usize {
    let before = goal.checked_sub(1).filter(|&before| {
        let (one, other) = (&claims[before], &claims[goal]);
        one.role == Role::Goal
            && one.at.sentence == other.at.sentence
            && one.key == other.key
            && one.at.year == other.at.year
            && one.growth == other.growth
            && one.stage == other.stage
            // 三年拟引进150名，今年计划50名: the second is that of the year.
            && (one.goal_of != Basis::MultiYear || other.goal_of == Basis::MultiYear)
            && one.same_counter(&other.quantity)
    });
    before.unwrap_or(goal)
}

fn allowed(goal: &Claim, figure: &Claim) -> bool {
    let base = goal.role == Role::Goal || may_be_base(goal, figure) && likeness::same_counter(goal, figure);
    // A goal that names nothing is as much of a part as what it refers to.
    let behind = goal.part || figure.quantity.core.start < goal.quantity.core.start;
    let part = !goal.own && goal.declared && figure.part && figure.host.is_none() && behind;
    base && !goal.basis && (part || may_answer(goal, figure))
}
