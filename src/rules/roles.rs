//! What a number is taken for: the first-match table of `rules/roles.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Given, Layers, Mark, Placed, RuleName, Slot, Slots, entry, slots::numbers};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    id: Spanned<String>,
    /// All of these must hold.
    #[serde(default)]
    when: Vec<Spanned<String>>,
    /// At least one of these, where any is named.
    #[serde(default)]
    any: Vec<Spanned<String>>,
    /// None of these may hold.
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    gives: Spanned<String>,
    /// What later steps ask for.
    #[serde(default)]
    is: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
}

entry!(RawRole);

/// A row of the table.
#[derive(Clone, Debug)]
pub struct RoleRow {
    /// Its name.
    pub id: RuleName,
    when: u128,
    any: u128,
    unless: u128,
    /// What it gives.
    pub gives: Given,
}

impl RoleRow {
    fn holds(&self, slots: Slots) -> bool {
        slots.all(self.when) && !slots.some(self.unless) && (self.any == 0 || slots.some(self.any))
    }
}

/// The table of roles, in its order.
#[derive(Clone, Debug)]
pub struct Roles {
    rows: Vec<RoleRow>,
    /// The places of the rows under one of the slots that each asks for, by the number of the slot: few numbers have it.
    under: Vec<Vec<usize>>,
    /// Those of the rows that ask for no slot by name.
    free: Vec<usize>,
}

impl Roles {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let entries: Vec<Placed<RawRole>> = layers.lists(&["role"], faults).entries("role", faults);
        Self::of(entries.iter().filter_map(|placed| row(placed, faults)).collect())
    }

    fn of(rows: Vec<RoleRow>) -> Self {
        let (mut under, mut free) = (vec![Vec::new(); Slot::ALL.len()], Vec::new());
        let mut asked = vec![0; Slot::ALL.len()];
        rows.iter().flat_map(|row| numbers(row.when)).for_each(|slot| asked[slot] += 1);
        for (at, row) in rows.iter().enumerate() {
            match numbers(row.when).min_by_key(|slot| asked[*slot]) {
                Some(slot) => under[slot].push(at),
                None => free.push(at),
            }
        }
        Self { rows, under, free }
    }

    /// The first row that holds.
    #[must_use]
    pub fn first(&self, slots: Slots) -> Option<&RoleRow> {
        let lists = slots.each().map(|slot| &self.under[slot]).chain([&self.free]);
        let first = lists.fold(self.rows.len(), |first, list| {
            let mut earlier = list.iter().copied().take_while(|at| *at < first);
            earlier.find(|at| self.rows[*at].holds(slots)).unwrap_or(first)
        });
        self.rows.get(first)
    }

    /// The rows in their order.
    #[must_use]
    pub fn rows(&self) -> &[RoleRow] {
        &self.rows
    }
}

fn row(placed: &Placed<RawRole>, faults: &mut Vec<Fault>) -> Option<RoleRow> {
    let RawRole { id, when, any, unless, gives, is, .. } = &placed.entry;
    let mut bits = |names: &[Spanned<String>]| {
        names.iter().fold(0u128, |bits, name| {
            match Slot::ALL.iter().find(|slot| slot.id() == name.get_ref()) {
                Some(&slot) => bits | 1 << slot as u128,
                None => {
                    let message = format!(
                        "there is no slot `{}`: `duibiao rules show slots` lists them",
                        name.get_ref()
                    );
                    faults.push(placed.file.fault(
                        "slot-unknown",
                        message,
                        vec![(name.span(), String::new())],
                    ));
                    bits
                }
            }
        })
    };
    let (when, any, unless) = (bits(when), bits(any), bits(unless));
    let Some(&gives) = Given::ALL.iter().find(|given| given.id() == gives.get_ref()) else {
        let known: Vec<&str> = Given::ALL.iter().map(|given| given.id()).collect();
        let message = format!("there is no role `{}`; there are {}", gives.get_ref(), known.join(", "));
        faults.push(placed.file.fault("role-unknown", message, vec![(gives.span(), String::new())]));
        return None;
    };
    Some(RoleRow { id: RuleName::marked(id.get_ref(), &marks(placed, is, faults)), when, any, unless, gives })
}

/// The marks of these names.
fn marks(placed: &Placed<RawRole>, names: &[Spanned<String>], faults: &mut Vec<Fault>) -> Vec<Mark> {
    let mut mark = |name: &Spanned<String>| {
        let found = Mark::ALL.iter().find(|mark| mark.id() == name.get_ref()).copied();
        if found.is_none() {
            let message =
                format!("there is no mark `{}`: `duibiao rules show slots` lists them", name.get_ref());
            faults.push(placed.file.fault("mark-unknown", message, vec![(name.span(), String::new())]));
        }
        found
    };
    names.iter().filter_map(&mut mark).collect()
}

#[cfg(test)]
mod tests {
    use super::{RoleRow, Slot, Slots};
    use crate::rules::Rulebook;

    /// True where a row can never hold.
    fn contradicts(row: &RoleRow) -> bool {
        row.when & row.unless != 0 || row.any != 0 && row.any & !row.unless == 0
    }

    /// True where `first` holds whenever `row` does.
    fn hides(first: &RoleRow, row: &RoleRow) -> bool {
        let any = first.any == 0
            || row.when & first.any != 0
            || row.any != 0 && row.any & !row.unless & !first.any == 0;
        first.when & !row.when == 0 && first.unless & !row.unless == 0 && any
    }

    #[test]
    fn every_row_of_the_table_can_be_reached() {
        let rules = Rulebook::builtin().unwrap();
        let rows = rules.roles.rows();
        let mut wrong = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if contradicts(row) {
                wrong.push(format!("{} asks for what it excludes", row.id));
            }
            if let Some(first) = rows[..at].iter().find(|first| hides(first, row)) {
                wrong.push(format!("{} holds only where {} holds before it", row.id, first.id));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_first_row_of_the_table_that_holds_is_found() {
        let roles = &Rulebook::builtin().unwrap().roles;
        for row in roles.rows() {
            let mut slots = Slots::default();
            for slot in Slot::ALL.iter().filter(|slot| (row.when | row.any) & 1 << **slot as u128 != 0) {
                slots.set(*slot, true);
            }
            let first = roles.rows().iter().find(|row| row.holds(slots)).map(|row| &row.id);
            assert_eq!(roles.first(slots).map(|row| &row.id), first, "{}", row.id);
        }
    }

    #[test]
    fn a_row_that_asks_for_less_hides_one_that_asks_for_more() {
        let rules = Rulebook::builtin().unwrap();
        let bit = |slot: Slot| 1u128 << slot as u128;
        let row = |when, any, unless| RoleRow { when, any, unless, ..rules.roles.rows()[0].clone() };
        let plan = row(bit(Slot::Plan), 0, 0);
        assert!(hides(&plan, &row(bit(Slot::Plan) | bit(Slot::Now), 0, 0)));
        assert!(!hides(&row(bit(Slot::Plan), 0, bit(Slot::Now)), &plan));
        assert!(hides(&row(0, bit(Slot::Plan) | bit(Slot::Now), 0), &plan));
        assert!(!hides(&row(0, bit(Slot::Now), 0), &plan));
    }
}
