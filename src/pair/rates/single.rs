//! One rate, and the figure that it belongs to.

use super::before;
use crate::pair::{links::Links, near, rate::names_rate};
use crate::{
    interpret::{Claim, Role, touching},
    model::QuantityKind,
    rules::Mark,
};

/// Gives a rate its figure; `free` are those before it that have no rate yet.
pub(super) fn bind(claims: &[Claim], links: &mut Links, at: usize, free: &[usize]) {
    if let Some(figure) = rated_before(claims, links, free, at).or_else(|| by_other_plan(claims, links, at)) {
        links.further.push((figure, at));
        links.used[at] = true;
        return;
    }
    let figure = ahead(claims, links, free, at)
        .or_else(|| nearest(claims, free, at))
        .or_else(|| {
            following(claims, links, at).filter(|_| claims[at].of_plan && !claims[at].rule.is(Mark::OfWork))
        })
        .or_else(|| before::amount(claims, links, at));
    if let Some(figure) = figure {
        links.give(at, figure);
    }
}

/// The figure right before a rate of the plan that has another rate already, where no free figure stands behind it.
fn rated_before(claims: &[Claim], links: &Links, free: &[usize], rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let rated = (near::sentence(claims, rate).start..rate)
        .rev()
        .take_while(|&at| claims[at].at.segment == told.at.segment)
        .filter(|&at| claims[at].host.is_none() || told.host.is_some())
        .find(|&at| matches!(claims[at].role, Role::Figure | Role::Base))?;
    let other = links.rate_of[rated]?;
    let behind = claims[other].of_plan && told.of_plan;
    // 完成同期计划的132%，超同期计划58亿元，完成全年计划的87%: how far beyond stands between.
    let aside = claims[other.min(rate)..rate].iter().skip(1).all(|claim| claim.role == Role::Aside);
    let clauses = told.at.clause - claims[other].at.clause;
    (behind && !free.contains(&rated) && (clauses <= 1 || clauses == 2 && aside)).then_some(rated)
}

/// 对照市定任务，开工率108.9%；对照省定任务，完成率131%: a rate that names nothing, right behind that of another plan, is of the same figure.
fn by_other_plan(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let first = rate.checked_sub(1).filter(|&first| claims[first].role == Role::Rate)?;
    let other = &claims[first];
    let next = told.at.sentence == other.at.sentence && told.at.segment <= other.at.segment + 1;
    let bare = told.rule.is(Mark::OfBefore) && told.of_plan && other.of_plan;
    let figures = near::block(claims, rate).start..first;
    let figure = figures.rev().find(|&at| links.rate_of[at] == Some(first));
    figure.filter(|_| next && bare && told.host.is_none() && other.host.is_none())
}

pub(super) fn free_figures(claims: &[Claim], links: &Links, rate: usize, list: bool) -> Vec<usize> {
    let figures = free(claims, links, rate, list, |at| {
        let claim = &claims[at];
        matches!(claim.role, Role::Figure | Role::Base) && claim.quantity.kind != QuantityKind::Percent
    });
    if !figures.is_empty() || !claims[rate].of_plan {
        return figures;
    }
    // 备案率达到95.12%，完成年计划的100.1%: a level right before it.
    if let Some(level) = level_before(claims, links, rate) {
        return vec![level];
    }
    // 能耗累计下降8.9%，完成目标任务的55.6%.
    let told = |at: usize| claims[at].role == Role::Change && claims[at].told;
    free(claims, links, rate, list, |at| told(at) || claims[at].role == Role::Change && list)
}

/// The level in percent that the clause right before a rate of the plan tells.
fn level_before(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let level = rate.checked_sub(1)?;
    let (before, told) = (&claims[level], &claims[rate]);
    let near = before.at.segment == told.at.segment && before.at.clause + 1 == told.at.clause;
    let figure = before.role == Role::Figure && before.quantity.kind == QuantityKind::Percent;
    (near && figure && before.own && before.host.is_none() && links.rate_of[level].is_none()).then_some(level)
}

/// Rates that only money has, by what their names hold.
const OF_MONEY: &[&str] =
    &["预算", "概算", "资金", "支付", "拨付", "支出", "用款", "回款", "兑付", "投资完成率"];

/// Stages that rates are named after: where works begin, and where they end.
const BEGUN: &[&str] = &["开工", "动工", "复工"];
const ENDED: &[&str] = &["竣工", "完工", "建成", "投产", "交付"];

/// 计划共211项，…预算执行率90.85%; 完工28个，开工率64%: a rate of money says nothing of a count, nor one of a stage of another.
fn of_other_kind(rate: &Claim, figure: &Claim, list: bool) -> bool {
    let counted = matches!(figure.quantity.kind, QuantityKind::Count | QuantityKind::Measure);
    let money = OF_MONEY.iter().any(|word| rate.name.contains(word));
    let says = |words: &[&str]| words.iter().any(|word| rate.name.contains(word));
    let staged = !rate.of_plan && !figure.stage.is_empty() && (says(BEGUN) || says(ENDED));
    counted && money || !list && staged && says(BEGUN) != figure.early
}

fn free(
    claims: &[Claim],
    links: &Links,
    rate: usize,
    list: bool,
    wanted: impl Fn(usize) -> bool,
) -> Vec<usize> {
    (near::sentence(claims, rate).start..rate)
        .filter(|&i| {
            (list || claims[i].at.segment == claims[rate].at.segment)
                && wanted(i)
                && links.rate_of[i].is_none()
                && !of_other_kind(&claims[rate], &claims[i], list)
                && (claims[i].host.is_none() || claims[rate].host.is_some())
                && (claims[i].reached
                    || !claims[i].process
                    || claims[rate].host.is_some()
                    || claims[rate].of_plan && claims[i].at.clause + 1 == claims[rate].at.clause)
                && (claims[rate].host.is_none()
                    || claims[i].at.clause == claims[rate].at.clause
                    || claims[i].bracket.is_some() && claims[i].bracket == claims[rate].bracket)
        })
        .collect()
}

/// The nearest free figure; a rate of a stage prefers the figure of that stage. No figure that another
/// rate's figure stands behind.
fn nearest(claims: &[Claim], free: &[usize], rate: usize) -> Option<usize> {
    let name = &claims[rate].name;
    let staged = free
        .iter()
        .rev()
        .find(|&&f| !claims[rate].of_plan && !claims[f].stage.is_empty() && name.contains(&claims[f].stage));
    let level = |figure: &usize| claims[*figure].rule.is(Mark::Beside);
    // 农业2.4亿元，履约项目19个，任务完成率82%: what is still going on is counted besides.
    let done =
        free.iter().any(|&at| !claims[at].process && claims[at].at.clause + 2 >= claims[rate].at.clause);
    let going = |figure: &usize| done && claims[*figure].process && claims[rate].of_plan;
    let told = |figure: &usize| !level(figure) && !going(figure) && !beside(claims, free, rate, *figure);
    let last = free.iter().rev().copied().find(told).or(free.last().copied())?;
    let last = called_so(claims, free, rate).unwrap_or(last);
    let chosen = staged.copied().unwrap_or_else(|| whole_of_parts(claims, free, rate, last).unwrap_or(last));
    // 集采9批次，约定采购量完成率112%: the rate of a noun of its own.
    let noun = ["完成率", "执行率", "回款率", "支付率"].iter().find_map(|end| name.strip_suffix(end));
    let other =
        noun.is_some_and(|noun| noun.chars().nth(2).is_some() && !touching(noun, &claims[chosen].name));
    if other && !claims[rate].of_plan && claims[rate].at.clause != claims[chosen].at.clause {
        return None;
    }
    // A work that the rate names itself has the rate for its progress.
    let own_work = claims[rate].own
        && !claims[rate].of_plan
        && !names_rate(name)
        && claims[rate].at.clause != claims[chosen].at.clause
        && !name.is_empty()
        && !claims[rate].key.is_empty();
    // 手续办结率和开复工率 speak of their own subject.
    let compound = claims[rate].own && name.matches('率').count() > 1;
    let other = names_another(claims, rate, chosen);
    (!own_work && !compound && !other && claims[chosen].at.clause + 4 >= claims[rate].at.clause)
        .then_some(chosen)
}

/// 省外投资394512万元，项目107个，占总量的41%，市定目标已完成164.38%: the figure whose name the rate takes, before another one that is
/// only counted.
fn called_so(claims: &[Claim], free: &[usize], rate: usize) -> Option<usize> {
    let (told, last) = (&claims[rate], *free.last()?);
    let counted = claims[last].quantity.kind == QuantityKind::Count && !claims[last].reached;
    let called = |known: &&usize| claims[**known].own && claims[**known].name == told.name;
    let known = free.iter().rev().find(called).filter(|_| told.of_plan)?;
    let counted = counted && claims[*known].quantity.kind != QuantityKind::Count;
    (counted && claims[last].name != told.name).then_some(*known)
}

/// 整地83.6万亩，其中玉米70万亩、马铃薯6.1万亩、大豆3万亩，占任务的101.8%: behind parts without rates, the rate of the plan is
/// that of the whole.
fn whole_of_parts(claims: &[Claim], free: &[usize], rate: usize, last: usize) -> Option<usize> {
    let told = &claims[rate];
    if let Some(whole) = before::summed(claims, free, rate, last) {
        return Some(whole);
    }
    let parts = (0..=last).rev().take_while(|&at| {
        let claim = &claims[at];
        claim.part && claim.at.segment == told.at.segment && free.contains(&at)
    });
    let first = parts.last().filter(|&first| last - first >= PARTS - 1 && told.of_plan)?;
    let whole = first.checked_sub(1).filter(|whole| free.contains(whole))?;
    let like = |at: usize| claims[at].same_counter(&claims[whole].quantity);
    (!claims[whole].part && (first..=last).all(like)).then_some(whole)
}

/// So many parts without rates stand before the rate of their whole.
const PARTS: usize = 3;

/// 开工2081个，惠及居民31.6万户，占任务的66%, and 开工2733个、40.9万户，占任务的86.7%: whom the works serve, or how large they
/// are besides; the rate of the plan speaks of the works.
fn beside(claims: &[Claim], free: &[usize], rate: usize, figure: usize) -> bool {
    let claim = &claims[figure];
    let served = before::served(claim);
    let before = figure.checked_sub(1).filter(|before| free.contains(before)).map(|before| &claims[before]);
    let listed = before.is_some_and(|before| {
        let gap = claim.quantity.span.start.saturating_sub(before.quantity.span.end);
        let people = |of: &Claim| of.quantity.unit_text.ends_with(['户', '人']);
        let area = |of: &Claim| of.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "area");
        let works = before.quantity.unit.is_some() && !people(before);
        // 征收房屋312户、4.5万平方米; 基本建成8827套，692564平方米.
        let large = area(claim) && before.quantity.kind == QuantityKind::Count;
        gap <= '、'.len_utf8() && before.key == claim.key && (people(claim) && works || large)
    });
    claims[rate].of_plan && !claims[rate].own && (served || listed)
}

/// 养老保险缴费完成率 behind the amount of something else.
fn names_another(claims: &[Claim], rate: usize, figure: usize) -> bool {
    let (told, figure) = (&claims[rate], &claims[figure]);
    let prefix: String = told.name.chars().take(told.name.chars().count().saturating_sub(3)).collect();
    told.own && !told.of_plan && prefix.chars().count() >= 5 && !touching(&prefix, &figure.name)
}

/// 项目296个，已完成年度计划的50.4%，完成投资206.7亿元: a rate before its figure, where what stands before it
/// is no result.
fn ahead(claims: &[Claim], links: &Links, free: &[usize], rate: usize) -> Option<usize> {
    // 项目共38个，年度投资计划执行了30.98%，投资额为9.28亿元: a count that only the rate tells is not what it is of.
    let amount = claims.get(rate + 1).is_some_and(|next| next.rule.is(Mark::Amount));
    let reached = |figure: &Claim| {
        let measured = figure.quantity.kind == QuantityKind::Count && figure.rule.is(Mark::Changed);
        figure.reached && !(amount && measured)
    };
    let before = free.last().is_some_and(|&figure| {
        reached(&claims[figure])
            || claims[figure].at.clause + 1 >= claims[rate].at.clause
                && claims[figure].quantity.kind != QuantityKind::Count
    });
    let begins = claims[rate].of_plan && !claims[rate].rule.is(Mark::OfWork) && !before;
    let next = following(claims, links, rate)?;
    // 防洪工程118.9%，用款606.8亿元: nothing stands before it in its part of the sentence.
    // 项目共38个，年度投资计划执行了30.98%，投资额为9.28亿元: a count of what there is has no rate.
    let stock = free.last().is_none_or(|&last| {
        let claim = &claims[last];
        claim.quantity.kind == QuantityKind::Count && !reached(claim)
    });
    let money = claims[next].quantity.kind == QuantityKind::Money && !free.is_empty() && !claims[next].part;
    let leads = stock && (money || spent(claims, next));
    (begins && (claims[next].reached || leads)).then_some(next)
}

/// 房屋复建已完成任务的31.41%（10.58万平方米）: the amount alone in a bracket right behind its rate.
pub(super) fn bracketed(claims: &[Claim], rate: usize) -> Option<usize> {
    let amount = claims.get(rate + 1).filter(|claim| claim.bracket.is_some())?;
    let beside = amount.clause.start <= claims[rate].quantity.span.end + '（'.len_utf8() + 1;
    let alone = claims.get(rate + 2).is_none_or(|next| next.bracket != amount.bracket)
        && amount.at.sentence == claims[rate].at.sentence;
    let counted = matches!(amount.role, Role::Figure | Role::Base) && amount.quantity.unit.is_some();
    let percent = amount.quantity.kind == QuantityKind::Percent;
    (alone && counted && !percent && beside).then_some(rate + 1)
}

/// 西环高架：完成总工程量的46%，累计浇筑桩基312根: the figure is of something else than the rate.
fn of_another(rate: &Claim, next: &Claim) -> bool {
    next.own && !next.key.is_empty() && !rate.key.is_empty()
}

/// 防洪工程118.9%，用款606.8亿元: an amount that names no work of its own, behind a rate and without one.
pub(super) fn spent(claims: &[Claim], at: usize) -> bool {
    let claim = &claims[at];
    let rated =
        claims.get(at + 1).is_some_and(|next| next.role == Role::Rate && next.at.segment == claim.at.segment);
    matches!(claim.role, Role::Figure | Role::Base)
        && !matches!(claim.quantity.kind, QuantityKind::Percent | QuantityKind::Points)
        && claim.host.is_none()
        && !claim.process
        && !claim.part
        && !claim.whole
        && (claim.name.chars().nth(before::BARE - 1).is_none() || claim.rule.is(Mark::Amount))
        && !rated
}

fn following(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    (rate + 1..near::sentence(claims, rate).end)
        .take_while(|&i| {
            claims[i].at.segment == claims[rate].at.segment
                && claims[i].at.clause <= claims[rate].at.clause + 1
        })
        .find(|&i| (claims[i].role == Role::Figure || spent(claims, i)) && links.rate_of[i].is_none())
        .filter(|&next| !claims[rate].own || claims[next].reached || spent(claims, next))
        .filter(|&next| spent(claims, next) || !of_another(&claims[rate], &claims[next]))
}
