//! Districts of a table of which the text says another number.
//!
//! What the text counts may be called otherwise than the column of the table, and may be another thing. Where it gives one
//! district the number that the table gives it, and another nearly so, both mean the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Conflict, saying::Saying, within::conflict};
use crate::{compare::Side, model::Alert};

/// What is counted in one unit under one name, by its districts.
type Named<'s, 't> = BTreeMap<&'s str, BTreeMap<&'s str, Vec<&'s Saying<'t>>>>;

/// A number that was written wrongly is off by less than such a share of it: a digit, or two in another order.
const OFF: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// Numbers of the text that are other than those of the table.
pub(super) fn conflicts(sayings: &[Saying]) -> Vec<Conflict> {
    let mut measures: BTreeMap<(&str, &str, &str), [Named; 2]> = BTreeMap::new();
    for saying in sayings.iter().filter(|saying| saying.figure.is_some() && !saying.moved) {
        let Some((place, name)) = &saying.local else { continue };
        let told = measures.entry((saying.report.0, saying.entry.dimension(), saying.flow())).or_default();
        let named = told[usize::from(saying.in_table)].entry(name).or_default();
        named.entry(place).or_default().push(saying);
    }
    measures.values().flat_map(|[text, table]| columns(text, table)).collect()
}

/// Each name of the text beside each column of the table.
fn columns(text: &Named, table: &Named) -> Vec<Conflict> {
    let mut found = Vec::new();
    for told in text.values() {
        for listed in table.values() {
            let odd = odd(told, listed).filter(|(one, other)| !elsewhere(one, other, table));
            found.extend(odd.map(|pair| conflict(Alert::FiguresDiffer, pair, Side::Figure)));
        }
    }
    found
}

/// The one district whose numbers differ a little, where those of another agree.
fn odd<'s, 't>(
    told: &BTreeMap<&str, Vec<&'s Saying<'t>>>,
    listed: &BTreeMap<&str, Vec<&'s Saying<'t>>>,
) -> Option<(&'s Saying<'t>, &'s Saying<'t>)> {
    let pair = |(place, told): (&&str, &Vec<&'s Saying<'t>>)| match (&told[..], &listed.get(place)?[..]) {
        ([one], [other]) if one.as_of() == other.as_of() => Some((*one, *other)),
        _ => None,
    };
    let differ = |(one, other): &(&Saying, &Saying)| matches!((one.figure, other.figure), (Some(mine), Some(theirs)) if mine.contradicts(&theirs));
    let pairs: Vec<_> = told.iter().filter_map(pair).collect();
    let (apart, agree): (Vec<_>, Vec<_>) = pairs.into_iter().partition(differ);
    let [(one, other)] = apart[..] else { return None };
    let (mine, theirs) = (one.figure?, other.figure?);
    let near = (mine.value - theirs.value).abs() <= theirs.value.abs() * OFF;
    (near && !agree.is_empty()).then_some((one, other))
}

/// True where another column of the table gives the district the number of the text.
fn elsewhere(one: &Saying, other: &Saying, table: &Named) -> bool {
    let place = other.local.as_ref().map_or("", |(place, _)| place);
    let cells = table.values().filter_map(|listed| listed.get(place)).flatten();
    let goals = cells.flat_map(|cell| [cell.figure, cell.goal]).flatten();
    one.figure.is_some_and(|own| goals.into_iter().any(|number| !number.contradicts(&own)))
}
