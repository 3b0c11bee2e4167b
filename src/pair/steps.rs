//! The steps of pairing, in their order.

use super::{
    bracket, circle, each, links::Links, near, place, proof, rates, refer, summed, veto::may_answer,
};
use crate::{
    interpret::{Claim, Role},
    model::{Bound, Grounds, QuantityKind},
    rules::{Mark, Synonyms},
};

/// Pairs the claims of a document.
pub(crate) fn pair(claims: &[Claim], closed: &[bool], synonyms: &Synonyms) -> Links {
    let mut links = Links::new(claims.len());
    rates::bind(claims, &mut links);
    rates::listed_goals(claims, &mut links);
    rates::basis_goals(claims, &mut links);
    rates::counted_goals(claims, &mut links);
    rates::second_goals(claims, &mut links);
    proof::pairs(claims, &mut links, synonyms);
    passed(claims, &mut links);
    bracket::told(claims, &mut links);
    rates::bracketed_goals(claims, &mut links);
    summed::whole(claims, &mut links);
    repeated_goals(claims, &mut links);
    place::looked_back(claims, &mut links);
    refer::linked(claims, &mut links);
    for circle in circle::ALL {
        circle::matched(claims, closed, &mut links, *circle, synonyms);
    }
    place::behind(claims, &mut links);
    actual(claims, &mut links);
    planned_then_actual(claims, &mut links);
    each::answers(claims, &mut links);
    place::items(claims, &mut links, synonyms);
    refer::over_parts(claims, &mut links);
    place::wholes_of_parts(claims, &mut links, synonyms);
    place::parallel(claims, &mut links, synonyms);
    place::only_one(claims, &mut links, synonyms);
    wholes(claims, &mut links);
    begun(claims, &mut links);
    rates::of_lines(claims, &mut links);
    rates::repeated(claims, &mut links);
    links
}

/// Takes the goals that a rate phrase repeats (…60处。累计修复42处，占总计划60处的70%): they have their answer.
fn repeated_goals(claims: &[Claim], links: &mut Links) {
    let answered: Vec<usize> =
        links.pairs.iter().map(|pair| pair.goal).filter(|&g| claims[g].basis).collect();
    for basis in answered {
        let earlier = near::block(claims, basis).start..basis;
        for g in earlier.filter(|&g| claims[g].role == Role::Goal && claims[g].key == claims[basis].key) {
            links.goal_taken[g] |= claims[g].quantity.base_low() == claims[basis].quantity.base_low();
        }
    }
}

/// 泊位61680个，超额完成“新增泊位5万个”的目标: the goal of the figure right before it, whatever it is called.
fn passed(claims: &[Claim], links: &mut Links) {
    for (goal, claim) in claims.iter().enumerate() {
        if !claim.rule.is(Mark::Passed) || claim.role != Role::Goal || !links.free(goal) {
            continue;
        }
        // 共3.7万头，其中民营1.3万头，超任务（在保3万头）: what is less than the goal is a part of what passed it.
        let less = |part: &Claim| {
            part.same_counter(&claim.quantity) && part.quantity.base_low() < claim.quantity.base_low()
        };
        let figure = (near::sentence(claims, goal).start..goal).rev().find(|&at| {
            let claim = &claims[at];
            // 抽检5.48万批次，达到每千人6.8批次，超额完成4.7万批次的任务: how many for each is told besides.
            matches!(claim.role, Role::Figure | Role::Base | Role::Goal)
                && claim.host.is_none()
                && !claim.rule.is(Mark::Beside)
                && !less(claim)
        });
        let figure = figure.filter(|&at| {
            let told = &claims[at];
            told.role != Role::Goal
                && told.same_counter(&claim.quantity)
                && told.at.clause < claim.at.clause
                && claims[at + 1..goal].iter().all(|between| {
                    between.rule.is(Mark::Beside) || between.at.clause == told.at.clause || less(between)
                })
                && (told.at.clause + 1 == claim.at.clause || at + 1 < goal)
                && !told.process
                && links.free(at)
        });
        if let Some(figure) = figure {
            links.join(goal, figure, Grounds::SameFrame);
        }
    }
}

/// 其一是棚户区改造600万套。据介绍，棚户区改造实际开工606万套: what no word calls a goal, and what is set against it.
fn actual(claims: &[Claim], links: &mut Links) {
    for figure in 0..claims.len() {
        let told = &claims[figure];
        let reached = told.role == Role::Figure && told.reached && !told.process && !told.part;
        let set_against = told.rule.is(Mark::Actual);
        if !((set_against || told.told) && reached && told.own && links.free(figure)) {
            continue;
        }
        let base = (near::block(claims, figure).start..figure).rev().find(|&at| {
            let said = &claims[at];
            said.at.sentence < told.at.sentence
                && matches!(said.role, Role::Base | Role::Figure)
                && !said.reached
                && !said.told
                // 退耕还林145万亩以上。退耕还林已完成146.2万亩: a floor is no result.
                && (set_against || said.quantity.bound == Bound::AtLeast && said.at.sentence + 1 == told.at.sentence)
                && !said.process
                && !said.part
                && said.own
                && said.host.is_none()
                && said.same_counter(&told.quantity)
                && same_thing(said, told)
                && links.rate_of[at].is_none()
                && links.free(at)
        });
        if let Some(base) = base {
            links.join(base, figure, Grounds::SameIndicator);
        }
    }
}

/// 木材产量计划198.6万立方米，…。实际生产商品材195.9万立方米: the goal of the sentence before, the only one in its unit, whatever the
/// two are called.
fn planned_then_actual(claims: &[Claim], links: &mut Links) {
    for figure in 0..claims.len() {
        let told = &claims[figure];
        let set_against = told.rule.is(Mark::Actual) && told.role == Role::Figure && told.reached;
        if !set_against || told.part || told.process || !links.free(figure) {
            continue;
        }
        let begins = near::sentence(claims, figure).start == figure;
        let before = near::block(claims, figure).start..figure;
        let mut goals = before.filter(|&at| {
            let said = &claims[at];
            said.role == Role::Goal
                && said.at.sentence + 1 == told.at.sentence
                && said.same_unit(&told.quantity)
        });
        let goal = goals.next().filter(|&goal| {
            let said = &claims[goal];
            said.declared && said.host.is_none() && links.free(goal) && may_answer(said, told)
        });
        if let Some(goal) = goal.filter(|_| begins && goals.next().is_none()) {
            links.join(goal, figure, Grounds::SameFrame);
        }
    }
}

/// 退耕还林还草 and 全国退耕还林还草, 新增灌溉面积 and 新增灌溉, but not 合同利用外资 and 利用外资.
fn same_thing(said: &Claim, told: &Claim) -> bool {
    let longer = said.key.chars().nth(3).is_some() && told.key.ends_with(said.key.as_str());
    let same = !said.key.is_empty() && said.key == told.key;
    (same || longer) && (told.name.ends_with(said.name.as_str()) || said.name.starts_with(told.name.as_str()))
}

/// 472个安置点全部开工，其中110个已竣工: all of them were begun, and so many of them are done.
fn begun(claims: &[Claim], links: &mut Links) {
    for (done, claim) in claims.iter().enumerate() {
        let ends = claim.role == Role::Figure
            && claim.reached
            && claim.part
            && !claim.early
            && !claim.process
            && !claim.stage.is_empty()
            && claim.quantity.kind == QuantityKind::Count;
        if !ends || !links.free(done) {
            continue;
        }
        let mut before = (near::sentence(claims, done).start..done).rev();
        let all = before.find(|&at| {
            let all = &claims[at];
            all.role == Role::Figure
                && all.early
                && !all.part
                && all.rule.is(Mark::ToldBehind)
                && all.quantity.kind == QuantityKind::Count
                && all.quantity.base_low() >= claim.quantity.base_low()
        });
        let alone = |at: usize| {
            links.free(at) || links.of_goal[at].iter().all(|&pair| links.pairs[pair].figure == at)
        };
        if let Some(all) = all.filter(|&at| alone(at)) {
            links.join(all, done, Grounds::SameFrame);
        }
    }
}

/// 新建3所全部开工: as many as planned.
fn wholes(claims: &[Claim], links: &mut Links) {
    for (index, claim) in claims.iter().enumerate() {
        let goal = claim.role == Role::Goal && claim.declared;
        let counted = claim.quantity.kind == QuantityKind::Count;
        // 3所，均已开工 alone tells how many there are, and a printed rate that they were the plan.
        let open = goal || counted && links.rate_of[index].is_some();
        // 48件实事中41件已全部落实: all of those, and not of the whole.
        let amid = index.checked_sub(1).map(|before| &claims[before]).is_some_and(|before| {
            before.at.clause == claim.at.clause
                && before.role == Role::Base
                && before.same_counter(&claim.quantity)
        });
        if claim.whole && open && links.free(index) && (!claim.part || claim.declared) && !amid {
            links.join(index, index, Grounds::Whole);
        }
    }
}
