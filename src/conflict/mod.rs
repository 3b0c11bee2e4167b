//! Numbers that contradict each other (数据打架): within one report, and between reports of one place and time.
//!
//! ```text
//! number   a number with its rounding: what two of them can both be
//! place    whose number it is: the body of the title, or the district of the row
//! clause   what the clause of a number says before it
//! same     what makes two rows speak of one thing, beside their names
//! saying   a row as contradicting sees it; what makes two rows speak of one thing
//! within   one report says two things of one thing
//! retold   the text says another number of a district than its table
//! parts    parts and their whole
//! list     what a list in running text is
//! listed   lists in running text that are more than their whole
//! summed   lists that are all of their whole, and add up to something else
//! slips    digits that changed places, and rates of what stands right before
//! states   works counted by how far they are
//! between  two reports say two things of one thing
//! marks    what a report says against itself, in the cells of its rows
//! ```
//!
//! Two rows are held against each other only where their own clauses say the same name and nothing else: a
//! wrong alarm costs a reader more than a contradiction that is not found.

mod between;
mod clause;
mod list;
mod listed;
mod marks;
mod number;
mod parts;
mod place;
mod retold;
mod same;
mod saying;
mod slips;
mod states;
mod summed;
mod within;

pub use marks::mark;
use place::Bodies;
use saying::Saying;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    measure::{Field, Table},
    model::Alert,
    rules::Rulebook,
};

/// Two rows whose numbers contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// In what way.
    pub alert: Alert,
    /// The row that is read later.
    pub row: usize,
    /// The row that it contradicts.
    pub other: usize,
    /// Both numbers, for people.
    pub detail: String,
}

/// What contradicts itself in the rows of one or several reports, in the order of the rows.
///
/// `body` is whose reports they are where their titles do not say it; a number that nothing lets stand beside
/// another is left alone.
#[must_use]
pub fn conflicts(table: &Table, body: Option<&str>, rules: &Rulebook) -> Vec<Conflict> {
    among(table, 0..table.rows.len(), body, rules)
}

/// What contradicts itself in some rows.
fn among(table: &Table, rows: Range<usize>, body: Option<&str>, rules: &Rulebook) -> Vec<Conflict> {
    let titles = rows.clone().filter_map(|row| table.cell(row, Field::ReportTitle));
    let bodies = Bodies::of(body, titles, rows.clone().filter_map(|row| table.cell(row, Field::Scope)));
    let sayings: Vec<Saying> = rows.map(|row| Saying::of(table, row, &bodies, rules)).collect();
    let mut found = Vec::new();
    found.extend(within::conflicts(&sayings, rules));
    found.extend(retold::conflicts(&sayings));
    found.extend(slips::conflicts(&sayings));
    found.extend(parts::conflicts(&sayings, rules));
    found.extend(listed::conflicts(&sayings, &rules.findings));
    found.extend(summed::conflicts(&sayings, &rules.findings));
    found.extend(states::conflicts(&sayings, &rules.findings));
    found.extend(between::conflicts(&sayings, rules));
    found.sort_by_key(|conflict| (conflict.row, conflict.other, conflict.alert));
    found.dedup_by_key(|conflict| (conflict.row, conflict.other, conflict.alert));
    // A list that is more than its whole is told of as that, and not as a sum besides.
    let above: BTreeSet<(usize, usize)> =
        found.iter().filter(|one| one.alert == Alert::PartAbove).map(|one| (one.row, one.other)).collect();
    found.retain(|one| one.alert != Alert::SumDiffers || !above.contains(&(one.row, one.other)));
    found.retain(|conflict| rules.findings.of(conflict.alert).severity.is_some());
    found
}
