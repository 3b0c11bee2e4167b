//! Districts of a table of which the text says another number.
//!
//! 投资 says little, and the text may mean another one than the table. Where it gives one district the number that the
//! table gives it, it means the same.

use std::collections::BTreeMap;

use super::{Conflict, saying::Saying, within::conflict};
use crate::{compare::Side, model::Alert};

/// What the text and the one table of a name say of its districts.
type Told<'s, 't> = BTreeMap<&'s str, [Vec<&'s Saying<'t>>; 2]>;

/// Numbers of the text that are other than those of the table.
pub(super) fn conflicts(sayings: &[Saying]) -> Vec<Conflict> {
    let mut things: BTreeMap<(&str, &str, &str), Told> = BTreeMap::new();
    for saying in sayings.iter().filter(|saying| saying.figure.is_some() && !saying.moved) {
        let Some((place, name)) = &saying.local else { continue };
        let told = things.entry((saying.report.0, name, saying.flow())).or_default();
        told.entry(place).or_default()[usize::from(saying.in_table)].push(saying);
    }
    things.values().filter_map(odd).collect()
}

/// The one district whose numbers differ, where those of another agree.
fn odd(told: &Told) -> Option<Conflict> {
    let differ = |(one, other): &(&Saying, &Saying)| matches!((one.figure, other.figure), (Some(mine), Some(theirs)) if mine.contradicts(&theirs));
    let pairs: Vec<(&Saying, &Saying)> = told.values().filter_map(both).collect();
    let (apart, agree): (Vec<_>, Vec<_>) = pairs.into_iter().partition(differ);
    match apart[..] {
        [pair] if !agree.is_empty() => Some(conflict(Alert::FiguresDiffer, pair, Side::Figure)),
        _ => None,
    }
}

/// What the text says of a district, and what its table says at the same date, each once.
fn both<'s, 't>([text, table]: &[Vec<&'s Saying<'t>>; 2]) -> Option<(&'s Saying<'t>, &'s Saying<'t>)> {
    match (&text[..], &table[..]) {
        ([one], [other]) if one.as_of() == other.as_of() => Some((one, other)),
        _ => None,
    }
}
