//! Numbers of which a printed rate is no share done.

use super::rate::agrees;
use crate::{
    interpret::{Claim, Role},
    model::QuantityKind,
    rules::{Mark, NameWords, Rulebook, Sign},
};

/// 第一批28个已完成计划的88.7%: what is counted before the verb is what has come so far.
pub(super) fn is_subject(claims: &[Claim], index: usize, rate: usize) -> bool {
    let (counted, told) = (&claims[index], &claims[rate]);
    let behind =
        rate == index + 1 && counted.clause.end == told.clause.start && counted.at.segment == told.at.segment;
    counted.role == Role::Base && told.of_plan && behind && counted.quantity.kind == QuantityKind::Count
}

/// 大河镇等5个乡镇开工率达到100%: so many have that rate, which is of what each of them does.
pub(super) fn names_places(claims: &[Claim], index: usize, rate: usize) -> bool {
    let (counted, told) = (&claims[index], &claims[rate]);
    let glued = rate == index + 1 && counted.at.clause == told.at.clause;
    let rated = told.own && !told.of_plan && told.name.ends_with('率');
    counted.role == Role::Base
        && glued
        && rated
        && matches!(counted.quantity.kind, QuantityKind::Count | QuantityKind::Number)
}

/// How many numbers before a figure may be the whole that it is a share of.
const WHOLES: usize = 8;

/// 总订单数1100笔，…，高价值订单187笔（17.0%）: a rate in brackets that follows from another figure is a share of it.
pub(super) fn is_share(claims: &[Claim], index: usize, rate: usize) -> bool {
    let (figure, share) = (&claims[index], &claims[rate]);
    let unit = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.name.clone());
    let whole = |claim: &&Claim| {
        unit(claim) == unit(figure) && claim.quantity.base_low() > figure.quantity.base_low()
    };
    // 高价值订单(>10万)：210笔（16.8%）: what belongs to a class is a share of all.
    let class = index.checked_sub(1).is_some_and(|before| {
        claims[before].rule.is(Mark::Class) && claims[before].at.block == figure.at.block
    });
    let fraction = share.quantity.amount.low().scale() > 0;
    !share.of_plan && class
        || !share.of_plan
            && fraction
            && claims[..index]
                .iter()
                .rev()
                .take(WHOLES)
                .filter(whole)
                .any(|whole| agrees(figure, whole, share))
}

/// 参合3.1万人，参合率91.3%: how many of all people, of whom nobody says how many were to be won.
pub(super) fn is_joined(claim: &Claim, rate: &Claim, rules: &Rulebook) -> bool {
    let verb = rate.name.strip_suffix('率').filter(|_| !rate.of_plan);
    let joins = |name: &str| rules.names.ends(NameWords::Joining, name);
    // 家庭医生签约914户，签约率100%, but 征迁签约914户，签约率95%.
    let told = [claim.name.as_str(), claim.stage.as_str()].concat();
    let person = claim.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person");
    verb.is_some_and(|verb| {
        let serves = told.contains(verb) && joins(&told);
        joins(verb) || serves || person && rules.signs.ends(Sign::Signing, verb)
    })
}

/// 24318个项目已完工91.7%: so many are to be done, of which no number says how many are.
pub(super) fn is_share_done(claim: &Claim, rate: &Claim) -> bool {
    let done = rate.rule.is(Mark::DoneInPart);
    // 检修农机具26.9万台套，完成98.1%: so many are done.
    let apart = rate.stage.is_empty() && rate.host.is_none() && claim.at.clause != rate.at.clause;
    done && !apart
        && !claim.reached
        && !claim.told
        && !claim.part
        && claim.quantity.kind == QuantityKind::Count
}

/// True for marks in an evaluation (得10分), which nobody sets out to reach.
pub(super) fn is_mark(claim: &Claim) -> bool {
    claim.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "score") && claim.name.contains('得')
}
