//! Parts and their whole: no part is larger, and districts add up to the total beside them.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    Conflict,
    list::{LIST, behind_rate, written},
    number::Number,
    saying::Saying,
};
use crate::{
    compare::Side,
    measure::Field,
    model::Alert,
    rules::{FindingWords, Rulebook},
};

/// How far behind the whole its part begins, in characters.
const NEAR: u64 = 3;
/// How many numbers before it in its line may be the whole of a part.
const HELD: usize = 64;

/// Parts above their wholes, and totals that are no sums.
pub(super) fn conflicts(sayings: &[Saying], rules: &Rulebook) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = sayings.windows(2).filter_map(|pair| beside(&pair[0], &pair[1])).collect();
    found.retain(|conflict| !held_before(sayings, conflict));
    found.extend(districts(sayings, rules));
    found
}

/// True where an earlier number of the same line is large enough to be the whole.
fn held_before(sayings: &[Saying], conflict: &Conflict) -> bool {
    // Rows count from the first of the table, sayings from the first of their report.
    let first = sayings.first().map_or(0, |first| first.row);
    let at =
        |row: usize| row.checked_sub(first).filter(|at| sayings.get(*at).is_some_and(|one| one.row == row));
    let (Some(part), Some(whole)) = (at(conflict.row), at(conflict.other)) else { return false };
    let part = &sayings[part];
    let line = part.entry.cell(Field::FigureLine);
    let above = sayings[whole].entry.cell(Field::FigureLine);
    let before = sayings[..whole]
        .iter()
        .rev()
        .take(HELD)
        .take_while(|one| [line, above].contains(&one.entry.cell(Field::FigureLine)));
    let larger = |one: &Saying| matches!((one.figure, part.figure), (Some(one), Some(part)) if one.value >= part.value);
    before.into_iter().any(|one| one.entry.dimension() == part.entry.dimension() && larger(one))
}

/// 项目30个,其中新建40个: a part that stands right behind its whole.
fn beside(whole: &Saying, part: &Saying) -> Option<Conflict> {
    let at = |saying: &Saying, field| saying.entry.whole(field);
    let (end, start) = (at(whole, Field::FigureEnd)?, at(part, Field::FigureStart)?);
    let near = (end..=end + NEAR).contains(&start) || part.part && behind_rate(whole, part);
    let same = whole.entry.dimension() == part.entry.dimension()
        && whole.entry.cell(Field::ActualUnit) == part.entry.cell(Field::ActualUnit)
        && whole.flow() == part.flow()
        && whole.flow() != "month"
        && whole.entry.cell(Field::Unit) != "%"
        && whole.report == part.report
        && !whole.average
        && !part.average
        && !whole.entry.dimension().is_empty();
    // 降雨超过50毫米，其中一地超过100毫米; 增收22858万元 is a step, and no whole.
    let whole_known = !whole.figure.is_some_and(|figure| figure.is_over()) && !whole.moved;
    let counted = whole.entry.cell(Field::Stage).is_empty()
        || part.entry.cell(Field::Stage).is_empty()
        || whole.entry.cell(Field::Stage) == part.entry.cell(Field::Stage);
    (near && same && counted && whole_known && part.part && !whole.part && part.figure?.above(&whole.figure?))
        .then(|| Conflict {
            alert: Alert::PartAbove,
            row: part.row,
            other: whole.row,
            detail: format!(
                "其中 {} > {}",
                part.entry.written(Side::Figure),
                whole.entry.written(Side::Figure)
            ),
        })
}

/// Rows of one thing and date that differ in their district only.
fn districts(sayings: &[Saying], rules: &Rulebook) -> Vec<Conflict> {
    let mut groups: BTreeMap<Vec<&str>, Vec<&Saying>> = BTreeMap::new();
    for saying in sayings.iter().filter(|saying| saying.plain && !saying.average) {
        // A table of districts may be called by what says little: 农田建设.
        let about = if saying.about.is_empty() && saying.in_table { &saying.listed } else { &saying.about };
        if saying.entry.cell(Field::Unit) == "%" || about.is_empty() {
            continue;
        }
        let date = if saying.in_table { "" } else { saying.entry.cell(Field::AsOf) };
        let key = vec![saying.report.0, about, date, saying.flow()];
        groups.entry(key).or_default().push(saying);
    }
    for saying in
        sayings.iter().filter(|one| one.plain && one.whole && !one.in_table && !one.about.is_empty())
    {
        if let Some(table) = groups.get_mut(&vec![saying.report.0, &saying.about, "", saying.flow()]) {
            let dated = table.iter().all(|row| row.in_table && row.as_of() == saying.as_of());
            if dated && !table.iter().any(|row| row.whole) {
                table.push(saying);
            }
        }
    }
    // The districts that a report names in its tables without a figure.
    let mut unsaid: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let blank = |saying: &&Saying| saying.in_table && saying.figure.is_none() && !saying.whole;
    for saying in sayings.iter().filter(blank) {
        unsaid.entry(saying.report).or_default().insert(&saying.place);
    }
    let open = |group: &[&Saying]| {
        let listed: BTreeSet<&str> = group.iter().map(|one| one.place.as_str()).collect();
        let unsaid = unsaid.get(&group[0].report);
        unsaid.is_some_and(|places| places.iter().any(|place| !listed.contains(place)))
    };
    let found = |group: &Vec<&Saying>| {
        let added = if split(group).is_some() { sum(group, open(group), rules) } else { None };
        above_total(group).into_iter().chain(added).chain(goals(group))
    };
    groups.values().flat_map(|group| found(group).collect::<Vec<_>>()).collect()
}

/// The one total of a group and its districts, each once.
fn split<'s, 't>(group: &[&'s Saying<'t>]) -> Option<(&'s Saying<'t>, Vec<&'s Saying<'t>>)> {
    let (totals, parts): (Vec<&Saying>, Vec<&Saying>) = group.iter().partition(|saying| saying.whole);
    let [total] = totals[..] else { return None };
    let mut places: Vec<&str> = parts.iter().map(|part| part.place.as_str()).collect();
    places.sort_unstable();
    let once = places.windows(2).all(|pair| pair[0] != pair[1]);
    (once && !parts.is_empty() && parts.iter().all(|part| part.place != total.place))
        .then_some((total, parts))
}

/// A district with more than all of them have.
fn above_total(group: &[&Saying]) -> Option<Conflict> {
    let (total, parts) = split(group)?;
    let sums = !total.entry.cell(Field::GoalKind).is_empty() && total.entry.cell(Field::GoalKind) != "flow";
    let part = parts.into_iter().find(|part| {
        let (Some(part), Some(whole)) = (part.figure, total.figure) else { return false };
        part.above(&whole)
    })?;
    (!sums).then(|| Conflict {
        alert: Alert::PartAbove,
        row: part.row.max(total.row),
        other: part.row.min(total.row),
        detail: format!(
            "{} {} > {}",
            part.entry.cell(Field::Scope),
            part.entry.written(Side::Figure),
            total.entry.written(Side::Figure)
        ),
    })
}

/// Districts of a table that do not add up to its total; in running text only a sum above the total is one.
fn sum(group: &[&Saying], open: bool, rules: &Rulebook) -> Option<Conflict> {
    let (total, parts) = split(group)?;
    let whole = total.figure?;
    let added =
        |parts: &[&Saying]| parts.iter().filter_map(|part| part.figure).map(|figure| figure.value).sum();
    let sum: Decimal = added(&parts);
    let slack = parts.iter().filter_map(|part| part.figure).map(|figure| figure.slack()).sum::<Decimal>();
    let apart = sum - whole.value;
    let inside = rules.findings.words(FindingWords::Inside);
    let outer: Vec<&Saying> = parts
        .iter()
        .copied()
        .filter(|part| !inside.iter().any(|word| part.entry.cell(Field::Scope).contains(word.as_str())))
        .collect();
    // As much as a district has is missing: one was not read.
    let least = parts.iter().filter_map(|part| part.figure).map(|figure| figure.value).min();
    let one = least.is_some_and(|least| -apart >= least);
    let unread = open || one || parts.iter().any(|part| part.figure.is_none());
    let unknown = unread && apart < Decimal::ZERO;
    if unknown || (added(&outer) - whole.value).abs() <= slack + whole.slack() {
        return None;
    }
    let table = total.in_table && parts.iter().all(|part| part.in_table);
    let listed = parts.len() >= LIST || (!table && parts.len() > 1);
    let wrong = apart.abs() > slack + whole.slack() && (table || apart > Decimal::ZERO);
    // A list with subtotals counts its districts twice.
    let twice = sum * Decimal::TWO >= whole.value * Decimal::from(3);
    let few = sum * Decimal::TWO < whole.value;
    (listed && wrong && !(table && (twice || few))).then(|| Conflict {
        alert: Alert::SumDiffers,
        row: total.row,
        other: parts[0].row,
        detail: format!(
            "{}项之和 {} ≠ {}",
            parts.len(),
            written(total, sum),
            total.entry.written(Side::Figure)
        ),
    })
}

/// Goals of the districts of a table that do not add up to the goal of its total.
fn goals(group: &[&Saying]) -> Option<Conflict> {
    let (total, parts) = split(group)?;
    let own = |one: &Saying| one.goal.filter(|_| one.in_table && one.entry.cell(Field::GoalKind) == "flow");
    let whole = own(total)?;
    let goals: Vec<Number> = parts.iter().map(|part| own(part)).collect::<Option<_>>()?;
    let sum: Decimal = goals.iter().map(|goal| goal.value).sum();
    let slack = goals.iter().map(Number::slack).sum::<Decimal>() + whole.slack();
    let least = goals.iter().map(|goal| goal.value).min()?;
    let apart = sum - whole.value;
    // As much as a district has is missing: one was not read, or the rows of a lower level are among them.
    let near = apart.abs() < least && parts.len() >= LIST;
    (near && apart.abs() > slack).then(|| Conflict {
        alert: Alert::SumDiffers,
        row: total.row,
        other: parts[0].row,
        detail: format!(
            "{}项目标之和 {} ≠ {}",
            parts.len(),
            written(total, sum),
            total.entry.written(Side::Goal)
        ),
    })
}
