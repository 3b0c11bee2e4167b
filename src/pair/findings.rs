//! Claims and their pairs as rows.

use std::collections::{HashMap, HashSet};

use super::{Links, Pair, called, confirm, near, pair};
use crate::{
    interpret::{Claim, Role, touching},
    model::{
        Basis, Bound, Figure, Finding, Goal, GoalKind, Kind, Place, Quantity, QuantityKind, StatedRate,
        Unanswered,
    },
    rules::{NameWords, Rulebook},
};
use rust_decimal::Decimal;

/// The rows that the claims of a document make, in the order of the text.
#[must_use]
pub fn findings(claims: &[Claim], places: &[Place], closed: &[bool], rules: &Rulebook) -> Vec<Finding> {
    let links = pair(claims, closed, &rules.synonyms);
    let answered = Answered::of(claims, &links);
    let mut rows: Vec<(usize, Finding)> = Vec::new();
    for &Pair { goal, figure, grounds, rate } in &links.pairs {
        let calls = claims[goal].name.chars().count() >= 2 && claims[goal].own;
        let name = if calls && (!claims[goal].basis || claims[figure].name.is_empty()) {
            &claims[goal].name
        } else {
            &claims[figure].name
        };
        let mut row = blank(claims, places, (figure, goal), Kind::Paired, name, rules);
        row.goal = Some(goal_of(&claims[goal]));
        row.figure = Some(claims[figure].figure());
        row.stated = rate.or(links.rate_of[figure]).map(|rate| stated(&claims[rate]));
        row.grounds = Some(grounds);
        if goal != figure {
            row.rule = format!("{}+{}", claims[goal].rule, claims[figure].rule);
        }
        rows.push((goal.min(figure), row));
    }
    for (index, claim) in claims.iter().enumerate() {
        if links.paired(index) && !links.open_rate(index) {
            continue;
        }
        if !is_mark(claim)
            && !echoes(claims, &links, index)
            && !called::is_bare_rate(claim, rules)
            && !answered.says(claims, index)
            && let Some(row) = alone(claims, places, &links, index, claim, rules)
        {
            rows.push((index, row));
        }
    }
    rows.sort_by_key(|(index, _)| *index);
    let mut told = HashSet::new();
    rows.into_iter().map(|(_, row)| row).filter(|row| told.insert(content(row))).collect()
}

/// A row for a claim that no other answers.
fn alone(
    claims: &[Claim],
    places: &[Place],
    links: &Links,
    index: usize,
    claim: &Claim,
    rules: &Rulebook,
) -> Option<Finding> {
    match claim.role {
        Role::Goal
            if open(claim) && !restated(claims, links, index) && !part_of_answered(claims, links, index) =>
        {
            let mut row = blank(claims, places, (index, index), Kind::Open, &claim.name, rules);
            row.goal = Some(goal_of(claim));
            row.unanswered = Some(reason(claims, index));
            // A rate in a line of its own is of all goals of its task.
            let line = near::block(claims, index)
                .find(|&at| claims[at].role == Role::Rate && claims[at].at.rate_part);
            if let Some(line) = line.filter(|_| claim.quantity.kind != QuantityKind::Percent) {
                row.stated = Some(stated(&claims[line]));
                row.unanswered = Some(Unanswered::OnlyProgress);
            }
            Some(row)
        }
        Role::Aside if !claim.size => None,
        Role::Figure | Role::Base | Role::Change | Role::Aside => {
            let rate = links.rate_of[index]?;
            // 8个老旧小区改造正在施工（88%）: so many are under way, and this is how far they are.
            let under_way = claim.process
                && claims[rate].host == Some(index)
                && claim.quantity.kind == QuantityKind::Count;
            let share = is_share(claims, index, rate);
            if under_way || !share && is_share_done(claim, &claims[rate]) {
                let mut row = blank(claims, places, (index, index), Kind::Open, &claim.name, rules);
                row.goal = Some(goal_of(claim));
                row.stated = Some(stated(&claims[rate]));
                row.unanswered = Some(Unanswered::OnlyProgress);
                return Some(row);
            }
            if share || is_joined(&claims[rate], rules) {
                return None;
            }
            if is_subject(claims, index, rate) {
                let mut row = blank(claims, places, (index, index), Kind::Progress, &claim.name, rules);
                row.figure = Some(claims[rate].figure());
                return Some(row);
            }
            let mut row = blank(claims, places, (index, index), Kind::Stated, &claim.name, rules);
            // A fall that a goal of falling is measured by is written as printed.
            row.figure = Some(Figure { negative: false, ..claim.figure() });
            row.stated = Some(stated(&claims[rate]));
            Some(row)
        }
        Role::Rate if !links.used[index] => {
            let percent = claim.quantity.kind == QuantityKind::Percent;
            let done = claim.of_plan
                || !claim.name.ends_with('率') && !claim.name.ends_with("率均")
                || claim.name.contains("完成率");
            let named = (claim.own || claim.refers.is_none())
                && !claim.name.is_empty()
                && !claim.at.goal_part
                && done;
            let mut row = blank(claims, places, (index, index), Kind::Progress, &claim.name, rules);
            row.figure = Some(claim.figure());
            let before = index.checked_sub(1).map(|before| &claims[before]);
            let booked = before.is_some_and(|before| {
                before.role == Role::Aside
                    && before.quantity.unit_text == "项"
                    && before.at.clause + 1 >= claim.at.clause
            });
            (percent && named && !booked).then_some(row)
        }
        Role::Goal | Role::Rate => None,
    }
}

/// 第一批28个已完成计划的88.7%: what is counted before the verb is what has come so far.
fn is_subject(claims: &[Claim], index: usize, rate: usize) -> bool {
    let (counted, told) = (&claims[index], &claims[rate]);
    let behind =
        rate == index + 1 && counted.clause.end == told.clause.start && counted.at.segment == told.at.segment;
    counted.role == Role::Base && told.of_plan && behind && counted.quantity.kind == QuantityKind::Count
}

/// The row of the roles that takes a number for the bound of a class.
const CLASS: &str = "class-in-bracket";

/// How many numbers before a figure may be the whole that it is a share of.
const WHOLES: usize = 8;

/// 总订单数1100笔，…，高价值订单187笔（17.0%）: a rate in brackets that follows from another figure is a share of it.
fn is_share(claims: &[Claim], index: usize, rate: usize) -> bool {
    let (figure, share) = (&claims[index], &claims[rate]);
    let unit = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.name.clone());
    let whole = |claim: &&Claim| {
        matches!(claim.role, Role::Figure | Role::Base)
            && unit(claim) == unit(figure)
            && claim.quantity.kind != QuantityKind::Percent
            && claim.quantity.base_low() > figure.quantity.base_low()
    };
    // 高价值订单(>10万)：210笔（16.8%）: what belongs to a class is a share of all.
    let class = index
        .checked_sub(1)
        .is_some_and(|before| &*claims[before].rule == CLASS && claims[before].at.block == figure.at.block);
    let fraction = share.quantity.amount.low().scale() > 0;
    !share.of_plan && class
        || !share.of_plan
            && fraction
            && claims[..index]
                .iter()
                .rev()
                .take(WHOLES)
                .filter(whole)
                .any(|whole| confirm::agrees(figure, whole, share))
}

/// 参合3.1万人，参合率91.3%: how many of all people, of whom nobody says how many were to be won.
fn is_joined(rate: &Claim, rules: &Rulebook) -> bool {
    let verb = rate.name.strip_suffix('率').filter(|_| !rate.of_plan);
    verb.is_some_and(|verb| rules.names.ends(NameWords::Joining, verb))
}

/// 24318个项目已完工91.7%: so many are to be done, of which no number says how many are.
fn is_share_done(claim: &Claim, rate: &Claim) -> bool {
    let done = matches!(&*rate.rule, "worked-so-far" | "done-so-far");
    done && !claim.reached && !claim.told && !claim.part && claim.quantity.kind == QuantityKind::Count
}

/// True for marks in an evaluation (得10分), which nobody sets out to reach.
fn is_mark(claim: &Claim) -> bool {
    claim.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "score") && claim.name.contains('得')
}

/// True for a percentage that a pair of its own sentence comes to: 目标值10万元，实际完成值4万元，完成率40%.
fn echoes(claims: &[Claim], links: &Links, index: usize) -> bool {
    let claim = &claims[index];
    if claim.role != Role::Goal || claim.quantity.kind != QuantityKind::Percent {
        return false;
    }
    links.pairs_of(near::sentence(claims, index)).into_iter().any(|pair| {
        let Pair { goal, figure, .. } = links.pairs[pair];
        confirm::agrees(&claims[figure], &claims[goal], claim)
    })
}

/// Why a goal has no figure.
fn reason(claims: &[Claim], index: usize) -> Unanswered {
    let goal = &claims[index];
    let applied = |claim: &Claim| claim.process && touching(&claim.key, &goal.key);
    if goal.said_done {
        Unanswered::SaidDone
    } else if claims[near::block(claims, index)].iter().any(applied) {
        Unanswered::StageDiffers
    } else {
        Unanswered::NoFigure
    }
}

/// True where a goal without a figure is worth a row: declared, whole, and not a plan inside a progress text.
fn open(claim: &Claim) -> bool {
    !claim.basis
        && !claim.process
        && !claim.at.result_part
        && !claim.name.is_empty()
        && (claim.quantity.unit.is_some() || claim.at.goal_part)
        && !(claim.quantity.kind == QuantityKind::Money && claim.quantity.amount.low().is_zero())
        && (claim.at.goal_part || !claim.part || claim.host.is_none())
}

/// 规划建设61所，其中新建55所: a part that nothing answers of a goal of its sentence that is answered.
fn part_of_answered(claims: &[Claim], links: &Links, index: usize) -> bool {
    let claim = &claims[index];
    claim.part
        && !claim.at.goal_part
        && (near::sentence(claims, index).start..index).any(|goal| {
            let whole = &claims[goal];
            whole.role == Role::Goal
                && !whole.part
                && !links.of_goal[goal].is_empty()
                && whole.same_counter(&claim.quantity)
        })
}

/// True where the same goal was answered under other words of its block.
fn restated(claims: &[Claim], links: &Links, index: usize) -> bool {
    let claim = &claims[index];
    near::block(claims, index).filter(|&goal| !links.of_goal[goal].is_empty()).any(|goal| {
        let goal = &claims[goal];
        goal.quantity.base_low() == claim.quantity.base_low()
            && goal.quantity.kind == claim.quantity.kind
            && (goal.key == claim.key
                || goal.key.is_empty()
                || claim.key.is_empty()
                || goal.quantity.kind == QuantityKind::Money
                || touching(&goal.key, &claim.key))
    })
}

/// The goals of a document that have their answer, by what they say.
struct Answered(HashMap<(Decimal, String), Vec<usize>>);

/// So many digits of an amount are enough to know it again under another name.
const TELLING_DIGITS: usize = 3;

impl Answered {
    fn of(claims: &[Claim], links: &Links) -> Self {
        let mut goals: HashMap<(Decimal, String), Vec<usize>> = HashMap::new();
        for goal in (0..claims.len()).filter(|&goal| !links.of_goal[goal].is_empty()) {
            if let Some(key) = said_exactly(&claims[goal].quantity) {
                goals.entry(key).or_default().push(goal);
            }
        }
        Self(goals)
    }

    /// 确保全面完成118.6亿元的年度任务: an open goal that only says again what is answered at another place.
    fn says(&self, claims: &[Claim], index: usize) -> bool {
        let claim = &claims[index];
        let known = said_exactly(&claim.quantity).and_then(|key| self.0.get(&key));
        let digits = claim.quantity.amount.low().normalize().mantissa().to_string().len();
        claim.role == Role::Goal
            && known.into_iter().flatten().any(|&goal| {
                let goal = &claims[goal];
                let year = goal.at.year.zip(claim.at.year).is_none_or(|(one, other)| one == other);
                let amount = claim.quantity.kind != QuantityKind::Percent;
                let named = amount
                    && (digits > TELLING_DIGITS
                        || digits == TELLING_DIGITS && (!claim.own || touching(&goal.key, &claim.key)));
                year && goal.bygone == claim.bygone
                    && goal.at.scope == claim.at.scope
                    && goal.growth == claim.growth
                    && (named || goal.key == claim.key)
            })
    }
}

fn said_exactly(quantity: &Quantity) -> Option<(Decimal, String)> {
    quantity.base_low().map(|value| (value, quantity.unit_text.clone()))
}

/// What a number says: its value and its unit.
type Said = Option<(Option<Decimal>, String)>;

/// What a row says of which numbers; rows with the same content repeat each other.
fn content(row: &Finding) -> (Kind, String, Said, Said) {
    let said = |quantity: &Quantity| (quantity.base_low(), quantity.unit_text.clone());
    let goal = row.goal.as_ref().map(|goal| said(&goal.quantity));
    let figure = row.figure.as_ref().map(|figure| said(&figure.quantity));
    (row.kind, row.indicator.clone(), goal, figure)
}

fn blank(
    claims: &[Claim],
    places: &[Place],
    (index, goal): (usize, usize),
    kind: Kind,
    name: &str,
    rules: &Rulebook,
) -> Finding {
    let (claim, goal) = (&claims[index], &claims[goal]);
    let place = places.get(claim.at.block).cloned().unwrap_or_default();
    let stage = claim.stage.clone();
    let (scope, name) = called::row(name, claim, goal, rules);
    Finding { scope, stage, rule: claim.rule.to_string(), ..Finding::new(kind, place, name) }
}

fn stated(rate: &Claim) -> StatedRate {
    let amount = rate.quantity.amount.low();
    // Multiplied, not divided: the scale stays that of the printed digits, 50% is 0.50.
    let ratio = match rate.quantity.kind {
        QuantityKind::Multiple | QuantityKind::Fraction => amount,
        QuantityKind::Tenths => amount * Decimal::new(1, 1),
        QuantityKind::Number
        | QuantityKind::Count
        | QuantityKind::Money
        | QuantityKind::Measure
        | QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Ordinal => amount * Decimal::new(1, 2),
    };
    StatedRate { ratio, span: rate.quantity.core }
}

fn goal_of(claim: &Claim) -> Goal {
    let bound = claim.quantity.bound;
    let percent = claim.quantity.kind == QuantityKind::Percent;
    let kind = match bound {
        Bound::AtMost | Bound::LessThan => GoalKind::AtMost,
        Bound::Between => GoalKind::Range,
        Bound::About => GoalKind::About,
        Bound::Exactly | Bound::AtLeast | Bound::MoreThan => match (claim.growth, claim.fell) {
            (true, true) => GoalKind::Reduction,
            (true, false) => GoalKind::Growth,
            (false, _) if percent => GoalKind::Level,
            (false, _) => GoalKind::Flow,
        },
    };
    let basis = if claim.role == Role::Goal { claim.goal_of } else { Basis::Implied };
    Goal { quantity: claim.quantity.clone(), clause: claim.clause, kind, bound, basis }
}
