//! One report that says two things of one thing.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Conflict,
    number::Number,
    same::{DIGITS, OWN, comparable, same_figure, same_thing},
    saying::Saying,
};
use crate::{
    compare::Side,
    measure::Field,
    model::Alert,
    rules::{FindingWords, Rulebook},
};

/// Rows that speak of one thing, by what makes them do so.
type Groups<'s, 't> = BTreeMap<Vec<String>, Vec<&'s Saying<'t>>>;

/// What contradicts itself inside each report.
pub(super) fn conflicts(sayings: &[Saying], rules: &Rulebook) -> Vec<Conflict> {
    let mut found = Vec::new();
    let aside = rules.findings.words(FindingWords::Aside);
    for group in figures(sayings).values() {
        let pair = odd(group, |saying| saying.figure, aside).filter(|(one, other)| same_thing(one, other));
        found.extend(pair.map(|pair| conflict(Alert::FiguresDiffer, pair, Side::Figure)));
    }
    for group in goals(sayings).values() {
        let pair = odd(group, |saying| saying.goal, aside).filter(|(one, other)| same_figure(one, other));
        found.extend(pair.map(|pair| conflict(Alert::GoalsDiffer, pair, Side::Goal)));
    }
    found.extend(totals(sayings, rules));
    found.extend(rates(sayings));
    found
}

/// Figures of one report, thing, place, date, stretch of time and way of measuring.
fn figures<'s, 't>(sayings: &'s [Saying<'t>]) -> Groups<'s, 't> {
    let mut groups = Groups::new();
    let plain = |saying: &&Saying| saying.plain || saying.unnamed && saying.goal.is_some();
    let own = |saying: &&Saying| !saying.part || saying.is_bare() && saying.entry.key.chars().count() > OWN;
    for saying in sayings.iter().filter(plain).filter(own).filter(|saying| saying.figure.is_some()) {
        let own = [saying.entry.cell(Field::AsOf), saying.flow(), saying.measure()];
        add(&mut groups, saying, &own);
    }
    groups
}

/// Goals of one report, thing, place, basis and year.
fn goals<'s, 't>(sayings: &'s [Saying<'t>]) -> Groups<'s, 't> {
    let mut groups = Groups::new();
    let declared =
        |saying: &&Saying| !matches!(saying.entry.cell(Field::TargetBasis), "implied" | "unknown" | "");
    for saying in sayings.iter().filter(|saying| saying.plain_goal && saying.goal.is_some()).filter(declared)
    {
        let own = [
            saying.entry.cell(Field::TargetBasis),
            saying.entry.cell(Field::GoalKind),
            saying.entry.cell(Field::TargetHigh),
        ];
        add(&mut groups, saying, &own[..2]);
    }
    groups
}

fn add<'s, 't>(groups: &mut Groups<'s, 't>, saying: &'s Saying<'t>, own: &[&str]) {
    if saying.about.is_empty() {
        return;
    }
    let mut key = vec![saying.report.0.to_owned(), saying.about.clone(), saying.place.clone()];
    key.extend(own.iter().map(|part| (*part).to_owned()));
    groups.entry(key).or_default().push(saying);
}

/// The first row and the one that says something else, where there are two things said and no more.
fn odd<'s, 't>(
    group: &[&'s Saying<'t>],
    number: impl Fn(&Saying) -> Option<Number>,
    aside: &[String],
) -> Option<(&'s Saying<'t>, &'s Saying<'t>)> {
    let mut said: Vec<(&'s Saying<'t>, Number, usize)> = Vec::new();
    let goals = Reaches::of(group);
    for saying in group.iter().copied().filter(|saying| !goals.repeated_by(saying)) {
        let value = number(saying)?;
        if said.len() > 2 {
            return None;
        }
        match said.iter_mut().find(|(_, known, _)| !known.contradicts(&value)) {
            Some((.., times)) => *times += 1,
            None => said.push((saying, value, 1)),
        }
    }
    let [(first, ..), (second, ..)] = said[..] else { return None };
    comparable(first, second, aside).then_some((first, second))
}

/// The ends of all goals of a group, by their lower end, each with the highest end up to it.
struct Reaches(Vec<(Decimal, Decimal)>);

impl Reaches {
    fn of(group: &[&Saying]) -> Self {
        let mut ends: Vec<(Decimal, Decimal)> =
            group.iter().filter_map(|saying| saying.goal_ends()).collect();
        ends.sort_unstable();
        let mut highest = Decimal::MIN;
        for (_, high) in &mut ends {
            highest = highest.max(*high);
            *high = highest;
        }
        Self(ends)
    }

    /// True where a figure without a goal may be one of the goals, read as a figure.
    fn repeated_by(&self, saying: &Saying) -> bool {
        let inside = |value: Decimal| {
            let below = self.0.partition_point(|(low, _)| *low <= value);
            below > 0 && value <= self.0[below - 1].1
        };
        saying.is_bare() && saying.figure.is_some_and(|figure| inside(figure.value))
    }
}

/// The total of a table and the text around it that print one goal and two figures.
fn totals(sayings: &[Saying], rules: &Rulebook) -> Vec<Conflict> {
    let total = |one: &&Saying| {
        one.in_table
            && rules
                .findings
                .words(FindingWords::Whole)
                .iter()
                .any(|word| one.entry.key.starts_with(word.as_str()))
    };
    let found = sayings.iter().filter(total).filter_map(|total| {
        let goal = total.goal.filter(|goal| digits(goal.value) >= DIGITS)?;
        let told = |one: &&Saying| {
            !one.in_table
                && one.report == total.report
                && one.goal.is_some_and(|own| own.value == goal.value)
                && one.entry.cell(Field::ActualUnit) == total.entry.cell(Field::ActualUnit)
                && one.entry.cell(Field::Scope).is_empty()
                && one.flow() == total.flow()
                && one.as_of() == total.as_of()
        };
        let told: Vec<&Saying> = sayings.iter().filter(told).collect();
        let [other] = told[..] else { return None };
        let apart = total.figure?.contradicts(&other.figure?);
        apart.then(|| conflict(Alert::FiguresDiffer, (total, other), Side::Figure))
    });
    found.collect()
}

/// Digits of a number that say something: 3 of 24.6.
fn digits(value: Decimal) -> usize {
    let mantissa = value.normalize().mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}

/// Printed rates whose goal stands elsewhere in the report.
fn rates(sayings: &[Saying]) -> Vec<Conflict> {
    let goals: BTreeMap<(&str, &str, &str), Vec<&Saying>> = sayings
        .iter()
        .filter(|saying| saying.goal.is_some() && saying.plain_goal && !saying.about.is_empty())
        .filter(|saying| saying.entry.cell(Field::TargetBasis) == "annual")
        .fold(BTreeMap::new(), |mut goals, saying| {
            let key = (saying.report.0, saying.about.as_str(), saying.place.as_str());
            goals.entry(key).or_insert_with(Vec::new).push(saying);
            goals
        });
    let stated = sayings.iter().filter(|saying| saying.entry.cell(Field::Kind) == "stated" && saying.plain);
    let stated = stated.filter(|saying| !saying.part && saying.flow() == "year_to_date");
    let found = stated.filter_map(|saying| {
        let key = (saying.report.0, saying.about.as_str(), saying.place.as_str());
        let [goal] = goals.get(&key)?[..] else { return None };
        let end = |name| saying.entry.base(saying.entry.value(name)?);
        let (low, high) = (end(Field::ImpliedTargetLow)?, end(Field::ImpliedTargetHigh)?);
        let value = goal.goal?;
        let outside = value.value + value.slack() < low || value.value - value.slack() > high;
        let apart = outside && !saying.in_table && saying.entry.cell(Field::StatedCheck) != "conflict";
        apart.then(|| Conflict {
            alert: Alert::RateElsewhere,
            row: saying.row,
            other: goal.row,
            detail: format!(
                "完成 {}, 自报 {}, 另一处目标 {}",
                saying.entry.written(Side::Figure),
                saying.entry.cell(Field::StatedRatio),
                goal.entry.written(Side::Goal)
            ),
        })
    });
    found.collect()
}

/// A contradiction with both numbers; the row that stands later raises it.
pub(super) fn conflict(alert: Alert, (one, other): (&Saying, &Saying), side: Side) -> Conflict {
    let where_ = |saying: &Saying| if saying.in_table { "表格" } else { "正文" };
    let words = if one.in_table == other.in_table { ["", ""] } else { [where_(one), where_(other)] };
    Conflict {
        alert,
        row: one.row.max(other.row),
        other: one.row.min(other.row),
        detail: format!(
            "{}{} ≠ {}{}",
            words[0],
            one.entry.written(side),
            words[1],
            other.entry.written(side)
        ),
    }
}
