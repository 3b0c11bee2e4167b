//! Whether a printed rate follows from a goal and a figure.

use rust_decimal::Decimal;

use super::near;
use crate::{
    interpret::{Claim, Role},
    model::QuantityKind,
    rules::Synonyms,
};

/// True where the printed rate follows from figure and goal within rounding.
pub(crate) fn agrees(figure: &Claim, goal: &Claim, rate: &Claim) -> bool {
    let (Some(actual), Some(target)) = (figure.quantity.base_low(), goal.quantity.base_low()) else {
        return false;
    };
    let Some(percent) = (!target.is_zero()).then(|| actual * Decimal::ONE_HUNDRED / target) else {
        return false;
    };
    let (printed, half) = printed(rate);
    (percent - printed).abs() <= half
}

/// A printed rate in percent, and how far rounding may move it.
pub(super) fn printed(rate: &Claim) -> (Decimal, Decimal) {
    let percent = |ratio: Decimal| ratio * Decimal::ONE_HUNDRED;
    (percent(rate.quantity.ratio()), percent(rate.quantity.ratio_half()))
}

/// What a rate is called after: 交房 of 交房率.
pub(super) fn stem(name: &str) -> Option<&str> {
    name.strip_suffix('率')
}

/// True for a name that says how far something is, and no work of its own: 开工率, 进度, 完成比例.
pub(super) fn names_rate(name: &str) -> bool {
    ["率", "进度", "比", "比例"].iter().any(|end| name.ends_with(end))
}

/// 17 of 21 printed as 80%: cut off, not rounded, where nothing in the sentence gives the rounded rate.
pub(super) fn cut(claims: &[Claim], goal: usize, figure: usize, rate: usize) -> bool {
    let (said, reported, told) = (&claims[goal], &claims[figure], &claims[rate]);
    let (printed, half) = printed(told);
    let ratio = reported.quantity.base_low().zip(said.quantity.base_low()).filter(|(_, of)| !of.is_zero());
    let cut = ratio.is_some_and(|(done, of)| {
        let over = done * Decimal::ONE_HUNDRED / of - printed;
        over >= Decimal::ZERO && over < half + half && printed < Decimal::ONE_HUNDRED
    });
    let rounded = |at: usize| at != figure && at != rate && agrees(reported, &claims[at], told);
    cut && printed > Decimal::TEN && !near::sentence(claims, figure).any(rounded)
}

/// 交房14个，交房率70%: the level is called after what was counted, right behind what it is of; 活产数398人，住院分娩390人，
/// 住院分娩率98% is how a statistic of people stands.
pub(super) fn is_rate_of(
    claims: &[Claim],
    [goal, figure]: [usize; 2],
    level: &Claim,
    synonyms: &Synonyms,
) -> bool {
    let counted = &claims[figure];
    let between = goal + 1..figure.max(goal + 1);
    let beside = !claims[between].iter().any(|other| other.same_counter(&counted.quantity));
    let people = counted.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person");
    let verb = stem(&level.name).unwrap_or_default();
    counted.quantity.kind == QuantityKind::Count
        && beside
        && !people
        && verb.chars().nth(1).is_some()
        && (counted.name.contains(verb) || verb.ends_with(counted.name.as_str()))
        && !synonyms.tells_faults(verb)
}

/// 支出预算2864万元，其中基本支出1986万元，占69.3%: a share that names no plan says how large a part is.
pub(super) fn is_bare_share(rate: &Claim) -> bool {
    rate.role == Role::Aside && rate.quantity.kind == QuantityKind::Percent
}

/// 已开建4.2万套，开工率96%；竣工1.1万套: what has its rate right behind it is no goal of the next stage.
pub(super) fn has_own_rate(claims: &[Claim], goal: usize, figure: usize) -> bool {
    goal + 1 < figure && claims[goal + 1].role == Role::Rate && !claims[goal + 1].of_plan
}
