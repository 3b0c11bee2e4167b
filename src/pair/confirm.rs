//! Goals that arithmetic confirms: figure over goal equals the rate that is printed for the figure.

use rust_decimal::Decimal;

use super::{
    likeness,
    links::Links,
    near,
    rate::{agrees, cut, has_own_rate, is_bare_share, is_rate_of, printed},
    refuted::{outdated, rates_of, reported},
};
use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
    rules::Synonyms,
};

/// How far from a figure the goal may stand that its rate confirms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Sentence,
    Block,
    Document,
}

/// A figure with its printed rate, and how far its goal is looked for.
#[derive(Clone, Copy)]
struct Told {
    figure: usize,
    rate: usize,
    reach: Reach,
}

/// How many goals of one size a document may have; what more of them share proves nothing.
const MOST_ALIKE: usize = 64;

/// The goals of a document by their value, the least first.
struct Values(Vec<(Decimal, usize)>);

impl Values {
    fn of(claims: &[Claim]) -> Self {
        let goals = claims.iter().enumerate().filter(|(_, claim)| claim.role == Role::Goal);
        let mut values: Vec<(Decimal, usize)> =
            goals.filter_map(|(at, goal)| goal.quantity.base_low().map(|value| (value, at))).collect();
        values.sort_unstable();
        Self(values)
    }

    /// Every goal that the rate of a figure can be of; none where too many can.
    fn of_rate(&self, figure: &Claim, rate: &Claim) -> Vec<usize> {
        let Some(actual) = figure.quantity.base_low() else { return Vec::new() };
        let (percent, half) = printed(rate);
        let bound = |percent: Decimal| {
            let value = actual.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(percent)?;
            (percent > Decimal::ZERO).then_some(value)
        };
        // A little wider than the rounding; `agrees` tells exactly.
        let least = bound(percent + half + half);
        let most = bound(percent - half - half);
        let from = least.map_or(0, |least| self.0.partition_point(|(value, _)| *value < least));
        let to = most.map_or(self.0.len(), |most| self.0.partition_point(|(value, _)| *value <= most));
        let alike = self.0.get(from..to).unwrap_or_default();
        if alike.len() > MOST_ALIKE { Vec::new() } else { alike.iter().map(|(_, at)| *at).collect() }
    }
}

/// The claims in reach of a figure and its rate.
fn within(claims: &[Claim], values: &Values, figure: usize, rate: usize, reach: Reach) -> Vec<usize> {
    match reach {
        Reach::Sentence => near::sentence(claims, figure).collect(),
        Reach::Block => near::block(claims, figure).collect(),
        Reach::Document => values.of_rate(&claims[figure], &claims[rate]),
    }
}

/// Figure over goal equals the printed rate for exactly one goal in reach.
pub(super) fn confirmed(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let values = Values::of(claims);
    for figure in 0..claims.len() {
        if links.answers(figure) && !links.second[figure]
            || claims[figure].process && !measured(claims, links, figure)
            || !reported(&claims[figure])
        {
            continue;
        }
        for rate in rates_of(claims, links, figure) {
            if outdated(claims, links, figure, rate) {
                continue;
            }
            let only = [Reach::Sentence, Reach::Block, Reach::Document].into_iter().find_map(|reach| {
                let goals = within(claims, &values, figure, rate, reach);
                let told = Told { figure, rate, reach };
                let fitting: Vec<usize> =
                    goals.into_iter().filter(|&goal| fits(claims, links, goal, told, synonyms)).collect();
                let value = |goal: usize| claims[goal].quantity.base_low();
                let one = fitting.windows(2).all(|pair| value(pair[0]) == value(pair[1]))
                    && reach != Reach::Document;
                if fitting.len() < 2 || one { first_of(claims, fitting, figure) } else { None }
            });
            if let Some(goal) = only {
                join(claims, links, (goal, figure), rate);
            }
            if links.answers(figure) {
                break;
            }
        }
    }
}

/// 完成75.2万亩，完成年度计划任务的122.6%，完成规划总任务的41.8%: a rate of another plan stays with the figure.
fn join(claims: &[Claim], links: &mut Links, (goal, figure): (usize, usize), rate: usize) {
    let other = links.rate_of[figure].filter(|&own| own != rate && claims[own].of_plan);
    let other =
        other.filter(|&own| claims[rate].of_plan && !agrees(&claims[figure], &claims[goal], &claims[own]));
    if other.is_some() {
        links.second[figure] = true;
        links.join_by(goal, figure, Grounds::RateConfirms, Some(rate));
    } else {
        links.give(rate, figure);
        links.join(goal, figure, Grounds::RateConfirms);
    }
}

/// 已有17844户进场施工，相当于任务数的102%: a rate of the plan right behind what is under way.
fn measured(claims: &[Claim], links: &Links, figure: usize) -> bool {
    links.rate_of[figure]
        .is_some_and(|rate| claims[rate].of_plan && claims[rate].at.clause == claims[figure].at.clause + 1)
}

/// What is called a goal before what was only counted (任务2846户，开工2846户，竣工2613户), the nearest before others.
fn first_of(claims: &[Claim], goals: Vec<usize>, figure: usize) -> Option<usize> {
    goals.into_iter().min_by_key(|&goal| (claims[goal].role != Role::Goal, goal.abs_diff(figure)))
}

/// 已竣工1.16万户4.31万人，竣工率53.9%: where the rate does not follow for the figure that it stands at, it may for another
/// one of the same clause.
pub(super) fn siblings(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    for figure in 0..claims.len() {
        let Some(rate) = links.rate_of[figure].filter(|_| !links.answers(figure)) else { continue };
        let odd = !(claims[rate].quantity.amount.low() % Decimal::TEN).is_zero();
        let beside = near::sentence(claims, figure).filter(|&at| {
            at != figure
                && (claims[at].at.clause == claims[figure].at.clause
                    || odd && at < rate && claims[rate].of_plan)
                && matches!(claims[at].role, Role::Figure | Role::Base)
                && links.rate_of[at].is_none()
                && links.free(at)
        });
        let beside: Vec<usize> = beside.collect();
        for other in beside {
            let told = Told { figure: other, rate, reach: Reach::Block };
            let goals: Vec<usize> = near::block(claims, other)
                .filter(|&goal| claims[goal].role == Role::Goal && fits(claims, links, goal, told, synonyms))
                .collect();
            if let [goal] = goals[..] {
                links.rate_of[figure] = None;
                links.give(rate, other);
                links.join(goal, other, Grounds::RateConfirms);
                break;
            }
        }
    }
}

fn fits(claims: &[Claim], links: &Links, goal: usize, told: Told, synonyms: &Synonyms) -> bool {
    let Told { figure, rate, reach } = told;
    let (said, reported) = (&claims[goal], &claims[figure]);
    // Nothing done is 0 % of any goal.
    let proves = reported.quantity.base_low().is_some_and(|actual| !actual.is_zero());
    // 新造林5.5万亩（生态林2万亩），…；封山育林2万亩: what a bracket holds ends with it.
    let held = said.host.is_some() && said.role != Role::Goal && said.bracket != reported.bracket;
    goal != figure
        && proves
        && (!held || said.at.segment == reported.at.segment)
        && said.bygone == reported.bygone
        && !links.answers(goal)
        && likeness::comparable(said, reported, reach == Reach::Sentence)
        && !(reported.part && !said.part && is_bare_share(&claims[rate]))
        && (agrees(reported, said, &claims[rate])
            || reach == Reach::Sentence && cut(claims, goal, figure, rate))
        && can_be_goal(claims, links, goal, told)
        // 衔接资金2.36亿元，支出1.65亿元，支出率69.9%。产业类1.42亿元，占60.2%: a share of it is no second answer.
        && (!is_bare_share(&claims[rate]) || links.of_goal[goal].is_empty())
        && (reach != Reach::Document || free_for_stage(claims, links, goal, reported))
        && named_enough(said, reported, &claims[rate], reach, synonyms)
}

/// True for what can be the goal of a rate: a goal, or what was counted a little before the figure.
fn can_be_goal(claims: &[Claim], links: &Links, goal: usize, told: Told) -> bool {
    let Told { figure, rate, reach } = told;
    let (said, reported) = (&claims[goal], &claims[figure]);
    let before = goal < figure;
    // A bare share (占41.5%) is no rate of what another name counts.
    let shared = claims[rate].role == Role::Aside;
    let levelled = claims[rate].role == Role::Figure;
    // 96个项目累计开工77项，开工率80.2%: words for things of any sort, where the rate follows from hardly anything else.
    let odd = !claims[rate].quantity.amount.low().fract().is_zero();
    let alike = || likeness::same_counter(said, reported) || odd && likeness::any_sort(said, reported);
    match said.role {
        Role::Goal => !said.basis || reach != Reach::Document && said.same_counter(&reported.quantity),
        // 常住人口4.6万人: how many there are is not what is to be reached.
        Role::Aside => {
            said.size
                && said.quantity.kind != QuantityKind::Count
                && claims[rate].role == Role::Rate
                && reach != Reach::Document
        }
        Role::Base | Role::Figure if levelled && !is_rate_of(claims, goal, figure, &claims[rate]) => false,
        // 签约29528人，下达40560人，进度72.8%: behind the figure, where the rate follows from hardly any other number.
        Role::Base => {
            (before || odd && behind(said, reported, &claims[rate])) && alike() && !(shared && reported.own)
        }
        Role::Figure => {
            let staged = !reported.stage.is_empty() && claims[rate].name.contains(reported.stage.as_str());
            before
                && links.rate_of[goal].is_none_or(|own| claims[own].at.list != claims[rate].at.list)
                && !has_own_rate(claims, goal, figure)
                // 89.2 % follows from hardly any other number: what it is of need not be named.
                && (said.own || odd && shared || staged && (odd || goal + 1 == figure))
                && !(shared && reported.own)
                && alike()
                && (!reported.part || said.part)
                && (!said.reached || reach == Reach::Sentence && !claims[rate].of_plan)
        }
        Role::Rate | Role::Change => false,
    }
}

/// True for what is counted right behind the figure, in its part of the sentence, where the rate names a plan or its progress.
fn behind(said: &Claim, reported: &Claim, rate: &Claim) -> bool {
    rate.role == Role::Rate
        && said.at.segment == reported.at.segment
        && said.at.clause <= reported.at.clause + 1
        && said.quantity.base_low() != reported.quantity.base_low()
}

/// A round rate, or a goal of another block, confirms only where the names agree, too.
fn named_enough(goal: &Claim, figure: &Claim, rate: &Claim, reach: Reach, synonyms: &Synonyms) -> bool {
    let near = reach != Reach::Document;
    let amount = rate.quantity.amount.low();
    let round = (amount % Decimal::TEN).is_zero();
    let alike = || likeness::alike(goal, figure, near, synonyms).is_some();
    match reach {
        Reach::Sentence => true,
        Reach::Block if goal.at.goal_part && figure.at.result_part => true,
        Reach::Block if goal.at.piece == figure.at.piece => true,
        Reach::Block if !figure.own && (goal.role == Role::Goal || !round) => true,
        // 105.9 % follows from hardly any other number.
        Reach::Document if !round && (goal.stage.is_empty() || goal.stage == figure.stage) => true,
        Reach::Block | Reach::Document => alike(),
    }
}

/// True for a goal without a figure, or with figures of other stages in the same sentence.
fn free_for_stage(claims: &[Claim], links: &Links, goal: usize, figure: &Claim) -> bool {
    links.of_goal[goal].iter().all(|&pair| {
        let pair = links.pairs[pair];
        let other = &claims[pair.figure];
        let rated = pair.grounds == Grounds::RateConfirms;
        rated && figure.at.block == other.at.block
            || !figure.stage.is_empty()
                && !other.stage.is_empty()
                && other.stage != figure.stage
                && other.at.sentence == figure.at.sentence
    })
}
