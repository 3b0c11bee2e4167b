//! Sizes of what was set that the rates of a plan follow from.

use super::{links::Links, rate::agrees, refuted::reported};
use crate::{
    interpret::Claim,
    model::{Grounds, QuantityKind},
};

/// So many numbers before a figure may stand the size that its rate is of.
const SIZES: usize = 24;

/// 任务287万人，总投资19.42亿元。…到位16.93亿元，占年度计划的87.2%: the size that the rates of the plan are of, where no goal
/// is, as they follow from it.
pub(super) fn sized(claims: &[Claim], links: &mut Links) {
    for figure in 0..claims.len() {
        let told = &claims[figure];
        let Some(rate) = links.rate_of[figure].filter(|_| !links.answers(figure)) else { continue };
        if !reported(told) || told.quantity.kind != QuantityKind::Money {
            continue;
        }
        let size = |&at: &usize| {
            claims[at].size
                && claims[at].same_counter(&told.quantity)
                && agrees(told, &claims[at], &claims[rate])
        };
        if let Some(goal) = (0..figure).rev().take(SIZES).find(size) {
            links.join(goal, figure, Grounds::RateConfirms);
        }
    }
}
