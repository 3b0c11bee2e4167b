//! Claims and their pairs as rows.

use std::sync::Arc;

use super::{
    amid::told_amid,
    called,
    called::each_named,
    links::{Links, Pair},
    near,
    rate::stem,
    refuted::far_off,
    restated::{Answered, once, part_of_answered, said_again},
    row::{blank, goal_of, open, reason, stated},
    shares::{is_joined, is_mark, is_share, is_share_done, is_subject, names_places},
    spent::{budgeted, reports, spent},
    steps::pair,
};
use crate::{
    interpret::{Claim, Role},
    model::{Basis, Bound, Figure, Finding, Kind, Place, QuantityKind, StatedRate, Unanswered},
    rules::{Mark, NameWords, Rulebook, Sign},
};

/// The rows that the claims of a document make, in the order of the text.
#[must_use]
pub fn findings(claims: &[Claim], places: &[Arc<Place>], closed: &[bool], rules: &Rulebook) -> Vec<Finding> {
    let links = pair(claims, closed, &rules.synonyms);
    let answered = Answered::of(claims, &links);
    let reports = reports(claims);
    let mut rows: Vec<(usize, Finding)> = Vec::new();
    for pair in &links.pairs {
        rows.extend(joined(claims, places, &links, *pair, rules));
    }
    for (index, claim) in claims.iter().enumerate() {
        if links.paired(index) && !links.open_rate(index) {
            continue;
        }
        if !is_mark(claim)
            && !called::is_bare_rate(claim, rules)
            && !answered.says(claims, index)
            && let Some(row) = alone(claims, places, &links, index, claim, rules)
            && !(is_unanswered(&row)
                && (reports && spent(claim, &row.indicator, rules)
                    || budgeted(claims, index, rules)
                    || told_amid(claims, &links, index)))
        {
            rows.extend(each_named(row, rules).into_iter().map(|row| (index, row)));
        }
    }
    rows.extend(further(claims, places, &links, rules));
    rows.sort_by_key(|(index, _)| *index);
    once(rows.into_iter().map(|(_, row)| row))
}

/// True for a goal of which nothing at all is told.
fn is_unanswered(row: &Finding) -> bool {
    row.kind == Kind::Open && row.stated.is_none()
}

/// The row of a pair; and one more where the rate of its figure is of the plan of the year, and its goal is not.
fn joined(
    claims: &[Claim],
    places: &[Arc<Place>],
    links: &Links,
    Pair { goal, figure, grounds, rate }: Pair,
    rules: &Rulebook,
) -> impl Iterator<Item = (usize, Finding)> + use<> {
    let calls = claims[goal].name.chars().count() >= 2 && claims[goal].own;
    // 改厕、改厨任务均为100户: each is called by its own name.
    let each = claims[goal].rule.is(Mark::ForEach);
    let name =
        if calls && (!(claims[goal].basis || each || claims[goal].size) || claims[figure].name.is_empty()) {
            &claims[goal].name
        } else {
            &claims[figure].name
        };
    let mut row = blank(claims, places, (figure, goal), Kind::Paired, name, rules);
    row.goal = Some(goal_of(&claims[goal]));
    row.figure = Some(claims[figure].figure());
    let rate = rate.or(links.rate_of[figure]);
    let mut again = None;
    if let Some(year) = rate.filter(|&rate| of_other_plan(claims, goal, figure, rate)) {
        again = Some((figure, told_by(claims, places, figure, year, rules)));
    } else {
        row.stated = rate.map(|rate| stated(&claims[rate]));
    }
    row.grounds = Some(grounds);
    if goal != figure {
        row.rule = format!("{}+{}", claims[goal].rule, claims[figure].rule);
    }
    [Some((goal.min(figure), row)), again].into_iter().flatten()
}

/// 一季度计划投资203亿元，实际完成242亿元，完成年度计划的32%: the rate is of the plan of the year, and not of the goal of a part.
fn of_other_plan(claims: &[Claim], goal: usize, figure: usize, rate: usize) -> bool {
    let (planned, told) = (&claims[goal], &claims[rate]);
    // 全年计划新增60家，上半年已新增31家；计划完成45亿元: all plans of the sentence are those of the year.
    let mut spoken =
        claims[..=goal].iter().rev().take_while(|claim| claim.at.sentence == planned.at.sentence);
    planned.declared
        && planned.as_of.is_some()
        && told.rule.is(Mark::OfYear)
        && far_off(&claims[figure], planned, told)
        && !spoken.any(|claim| claim.rule.is(Mark::OfYear))
}

/// 完成半年计划的104%，占全年计划的52%: the figure again, by the plan of another period.
fn further<'c>(
    claims: &'c [Claim],
    places: &'c [Arc<Place>],
    links: &'c Links,
    rules: &'c Rulebook,
) -> impl Iterator<Item = (usize, Finding)> + 'c {
    let other = |&&(figure, rate): &&(usize, usize)| {
        let taken = links.pairs.iter().any(|pair| pair.figure == figure && pair.rate == Some(rate));
        links.rate_of[figure].is_some_and(|first| {
            let [one, two] = [first, rate].map(|rate| claims[rate].goal_of == Basis::Period);
            // 占工作目标的101.6%，占奋斗目标的81.3%: by two plans.
            let between = claims.get(first + 1..rate);
            let plain = |claim: &Claim| matches!(claim.role, Role::Rate | Role::Change);
            let other = claims[first].quantity.ratio() != claims[rate].quantity.ratio()
                && claims[first].as_of == claims[rate].as_of
                && between.is_some_and(|between| between.iter().all(plain));
            first != rate && (one != two || other) && !taken
        })
    };
    let again = |&(figure, rate): &(usize, usize)| (figure, told_by(claims, places, figure, rate, rules));
    links.further.iter().filter(other).chain(&links.listed).map(again)
}

/// A name of so many characters only says that something was spent or brought in: 用款.
const SHORT: usize = 2;

/// A figure with a rate that is printed for it.
fn told_by(claims: &[Claim], places: &[Arc<Place>], figure: usize, rate: usize, rules: &Rulebook) -> Finding {
    let claim = &claims[figure];
    // 防洪工程118.9%，用款606.8亿元: the rate before it names the work.
    let named = rate < figure && claims[rate].own && claim.name.chars().nth(SHORT).is_none();
    let name = match named {
        true => stem(&claims[rate].name).unwrap_or(&claims[rate].name),
        false => &claim.name,
    };
    let stated = Some(stated(&claims[rate])).filter(StatedRate::is_likely);
    let kind = if stated.is_some() { Kind::Stated } else { Kind::Figure };
    let mut row = blank(claims, places, (figure, figure), kind, name, rules);
    // A fall that a goal of falling is measured by is written as printed.
    row.figure = Some(Figure { negative: false, ..claim.figure() });
    row.stated = stated;
    row
}

/// 原油生产年计划196万吨，完成计划的100.04%: the rate right behind a goal that nothing else answers.
fn own_rate(claims: &[Claim], links: &Links, index: usize) -> Option<usize> {
    let (goal, rate) = (&claims[index], claims.get(index + 1)?);
    let follows = rate.role == Role::Rate && rate.of_plan && !links.used[index + 1];
    let beside = goal.at.segment == rate.at.segment && goal.at.clause + 1 == rate.at.clause;
    let open = goal.role == Role::Goal && goal.declared && links.free(index) && open(goal);
    let same = !rate.own || rate.key == goal.key;
    let plain = goal.quantity.kind != QuantityKind::Percent && rate.host.is_none();
    (follows && beside && open && same && plain).then_some(index + 1)
}

/// A row for a claim that no other answers.
fn alone(
    claims: &[Claim],
    places: &[Arc<Place>],
    links: &Links,
    index: usize,
    claim: &Claim,
    rules: &Rulebook,
) -> Option<Finding> {
    match claim.role {
        Role::Goal
            if open(claim)
                && !said_again(claims, links, index)
                && !part_of_answered(claims, links, index) =>
        {
            Some(unanswered(claims, places, links, index, claim, rules))
        }
        Role::Aside if !claim.size => None,
        Role::Figure | Role::Base | Role::Change | Role::Aside => {
            rated(claims, places, (index, links.rate_of[index]?), claim, rules)
        }
        Role::Rate if index > 0 && own_rate(claims, links, index - 1) == Some(index) => None,
        Role::Rate if !links.used[index] => progress(claims, places, links, index, claim, rules),
        Role::Goal | Role::Rate => None,
    }
}

/// A row for a goal that is open.
fn unanswered(
    claims: &[Claim],
    places: &[Arc<Place>],
    links: &Links,
    index: usize,
    claim: &Claim,
    rules: &Rulebook,
) -> Finding {
    let mut row = blank(claims, places, (index, index), Kind::Open, &claim.name, rules);
    row.goal = Some(goal_of(claim));
    row.unanswered = Some(reason(claims, index));
    // A rate in a line of its own is of all goals of its task.
    let line =
        near::block(claims, index).find(|&at| claims[at].role == Role::Rate && claims[at].at.rate_part);
    let line = line.or_else(|| own_rate(claims, links, index));
    if let Some(line) = line.filter(|_| claim.quantity.kind != QuantityKind::Percent) {
        only_progress(&mut row, &claims[line]);
    }
    row
}

/// Nothing but a rate says how far an open goal is.
fn only_progress(row: &mut Finding, rate: &Claim) {
    row.stated = Some(stated(rate));
    row.unanswered = Some(Unanswered::OnlyProgress);
}

/// A row for a figure that no goal answers, and its rate.
fn rated(
    claims: &[Claim],
    places: &[Arc<Place>],
    (index, rate): (usize, usize),
    claim: &Claim,
    rules: &Rulebook,
) -> Option<Finding> {
    // 8个老旧小区改造正在施工（88%）: so many are under way, and this is how far they are.
    let under_way =
        claim.process && claims[rate].host == Some(index) && claim.quantity.kind == QuantityKind::Count;
    let share = is_share(claims, index, rate);
    if under_way || !share && is_share_done(claim, &claims[rate]) {
        let mut row = blank(claims, places, (index, index), Kind::Open, &claim.name, rules);
        row.goal = Some(goal_of(claim));
        only_progress(&mut row, &claims[rate]);
        return Some(row);
    }
    if share || is_joined(claim, &claims[rate], rules) || names_places(claims, index, rate) {
        return None;
    }
    if is_subject(claims, index, rate) {
        let mut row = blank(claims, places, (index, index), Kind::Progress, &claim.name, rules);
        row.figure = Some(claims[rate].figure());
        return Some(row);
    }
    Some(told_by(claims, places, index, rate, rules))
}

/// A row for a rate of the plan that no figure is known of.
fn progress(
    claims: &[Claim],
    places: &[Arc<Place>],
    links: &Links,
    index: usize,
    claim: &Claim,
    rules: &Rulebook,
) -> Option<Finding> {
    let percent = claim.quantity.kind == QuantityKind::Percent;
    // 预算执行率, but not 班次执行率.
    let executed = ["执行率", "執行率"].iter().any(|end| claim.name.ends_with(end));
    let spent = executed && rules.names.holds(NameWords::Spent, &claim.name);
    let done = claim.of_plan || !claim.name.ends_with('率') || claim.name.contains("完成率") || spent;
    let named =
        (claim.own || claim.refers.is_none()) && !claim.name.is_empty() && !claim.at.goal_part && done;
    let mut row = blank(claims, places, (index, index), Kind::Progress, &claim.name, rules);
    row.figure = Some(claim.figure());
    // 完成进度60%以上的有甲乙: how many stand beyond it; 资金占比44%: a share, and nothing done.
    let beyond = claim.quantity.bound != Bound::Exactly && !claim.rule.is(Mark::DoneInPart);
    // 保留数占预算数45%: nobody has done it.
    let rest = rules.signs.ends(Sign::Remainder, &claim.name);
    let share = claim.rule.is(Mark::Share);
    let again = rate_again(claims, links, index);
    (percent && named && !beyond && !share && !again && !rest).then_some(row)
}

/// 完成率已超六成，达60.31%。…已开工16284套，完成率为60.31%: a rate that is said again, of its figure.
fn rate_again(claims: &[Claim], links: &Links, index: usize) -> bool {
    let rate = &claims[index];
    let odd = !rate.quantity.amount.low().fract().is_zero();
    odd && claims.iter().enumerate().any(|(other, said)| {
        other != index
            && said.role == Role::Rate
            && links.used[other]
            && said.quantity.kind == rate.quantity.kind
            && said.quantity.amount == rate.quantity.amount
    })
}
