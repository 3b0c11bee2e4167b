//! Rates that begin a part of a sentence, or a sentence, and the amount before that they are of.

use rust_decimal::Decimal;

use crate::pair::{links::Links, near};
use crate::{
    interpret::{Claim, Role},
    model::QuantityKind,
    rules::Mark,
};

/// A rate of so many characters, less one, names nothing of its own: 进度, 完成率.
pub(super) const BARE: usize = 3;

/// 投资额58.2亿元，居第二；进度58%，居第四: a rate that names nothing and begins a part of the sentence, or a sentence, is of the
/// one amount of the part before.
pub(super) fn amount(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let bare = !told.name.is_empty() && told.name.chars().nth(BARE).is_none();
    if told.host.is_some() || !(bare || told.rule.is(Mark::OfBefore)) {
        return None;
    }
    let amount = |at: usize| {
        matches!(claims[at].role, Role::Figure | Role::Base)
            && claims[at].quantity.kind != QuantityKind::Percent
            && claims[at].host.is_none()
            && !served(&claims[at])
    };
    let block = near::block(claims, rate).start;
    let last = (block..rate).rev().find(|&at| amount(at))?;
    let part = claims[last].at.segment;
    let sentences = usize::from(told.rule.is(Mark::OfBefore));
    let near = part < told.at.segment && claims[last].at.sentence + sentences >= told.at.sentence;
    // 销售回款增长61%，完成目标的101%: something else was named before it in its own part.
    let other =
        |claim: &Claim| claim.at.segment == told.at.segment && (claim.own || claim.role == Role::Goal);
    let begins = near && !claims[last + 1..rate].iter().any(other);
    let amounts: Vec<usize> = (block..=last)
        .rev()
        .take_while(|&at| claims[at].at.segment == part)
        .filter(|&at| amount(at) && !claims[at].part)
        .collect();
    let one = |wanted: &dyn Fn(&Claim) -> bool| {
        let mut found = amounts.iter().copied().filter(|&at| wanted(&claims[at]));
        found.next().filter(|_| found.next().is_none())
    };
    // 省外资金27亿元，履约项目102个。任务完成率150%: what is still going on is counted besides.
    let amount = one(&|_| true)
        .or_else(|| one(&|claim| claim.reached && !claim.process))
        .or_else(|| one(&|claim| !claim.process))?;
    let free = links.rate_of[amount].is_none() && !claims[amount].process;
    (begins && free).then_some(amount)
}

/// 惠及农户4300户: whom a work touches, and no amount of it.
pub(super) fn served(claim: &Claim) -> bool {
    ["惠及", "受益", "涉及"].iter().any(|word| claim.name.starts_with(word))
}

/// 收购61.85万担，其中计划烟叶59.98万担，备货1.87万担，完成任务的97.41%: parts that come to the whole.
pub(super) fn summed(claims: &[Claim], free: &[usize], rate: usize, last: usize) -> Option<usize> {
    let told = &claims[rate];
    let mut sum = Decimal::ZERO;
    for at in (0..=last).rev().take_while(|&at| claims[at].at.segment == told.at.segment) {
        let claim = &claims[at];
        let value = claim.quantity.base_low().filter(|_| claim.same_counter(&claims[last].quantity))?;
        if at < last && value == sum && told.of_plan && !told.own {
            return free.contains(&at).then_some(at);
        }
        sum += value;
    }
    None
}
