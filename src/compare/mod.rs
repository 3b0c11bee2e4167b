//! Two tables of the same undertakings at two times: which rows are the same, and what changed in them.
//!
//! ```text
//! entry     a row with its key and its numbers in base units
//! links     the rows that are taken to be the same, and why
//! link      which old row is which new row, one to one
//! districts tables of districts under another caption
//! doubt     goals that were rather read otherwise than moved
//! headings  names without what stands before them as a heading
//! numbers   what goals, rates and figures say of two rows being one
//! names     the forms in which linking compares a name
//! sure      what a shared key cannot tell of two rows
//! pieces    what is perhaps several rows together
//! likeness  how near two names are by their letters
//! proposals rows that are perhaps the same, with what speaks for it
//! rename    what is perhaps the same under another name, with the evidence
//! echo      what a later report tells under another name
//! spoken    what a later report speaks of although no row is its
//! change    what changed in a row; the columns that show it
//! exported  tables read back from an exported CSV or JSON file
//! ```

mod change;
mod districts;
mod doubt;
mod echo;
mod entry;
mod exported;
mod headings;
mod likeness;
mod link;
mod links;
mod names;
mod numbers;
mod pieces;
mod proposals;
mod rename;
mod spoken;
mod sure;

pub use change::{CHANGE_COLUMNS, Change, Class, Doubt};
pub(crate) use entry::core;
pub use entry::{Entry, Side, key, same_within};
pub use exported::{ExportedError, exported, is_exported};
pub(crate) use headings::under_heading;
pub use links::Link;
pub(crate) use names::{stageless, step};
pub use proposals::Rename;
pub use spoken::{Letters, Spoken};

use crate::{
    measure::{Field, Table},
    rules::Rulebook,
};

/// What became of each row between two tables.
#[derive(Clone, Debug)]
pub struct Comparison<'t> {
    /// One entry a row: the new table's rows in their order, then those that are absent from it.
    pub changes: Vec<Change<'t>>,
}

impl<'t> Comparison<'t> {
    /// The rows of a table with nothing to compare them with.
    #[must_use]
    pub fn of(table: &'t Table, rules: &Rulebook) -> Self {
        let alone = |entry| Change {
            old: None,
            new: Some(entry),
            link: None,
            rename: None,
            spoken: Spoken::Not,
            doubt: Doubt::None,
        };
        Self { changes: entries(table, rules).into_iter().map(alone).collect() }
    }

    /// True where nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.class() == Class::Unchanged)
    }

    /// Leaves out figures that no goal speaks of on either side; they took part in the linking, because what
    /// had a goal may be reported without it.
    #[must_use]
    pub fn without_bare_figures(mut self) -> Self {
        let bare =
            |entry: &Option<Entry>| entry.as_ref().is_none_or(|entry| entry.cell(Field::Kind) == "figure");
        self.changes.retain(|change| !(bare(&change.old) && bare(&change.new)));
        self
    }

    /// Marks goals that were rather read otherwise than moved; bare figures tell of it, too.
    pub(crate) fn doubt(&mut self) {
        let doubts = doubt::doubts(&self.changes);
        self.changes.iter_mut().zip(doubts).for_each(|(change, doubt)| change.doubt = doubt);
    }

    /// Marks what the new table does not have and the letters of its report speak of. Of more than 500 rows that are gone
    /// the first 500 are looked for: another report was read.
    pub fn hear(&mut self, letters: &Letters, rules: &Rulebook) {
        let echo = echo::Echo::of(letters.as_str(), &self.changes);
        let heard = |change: &Change| {
            let goal = change.old.as_ref().filter(|old| old.target.is_some());
            let Some(old) = goal else { return Spoken::Not };
            match letters.speak_of(old, rules) {
                Spoken::Not if echo.names(old, rules) => Spoken::Told,
                Spoken::Named if echo.aims(old, rules) => Spoken::Told,
                spoken => spoken,
            }
        };
        let unheard = |change: &Change| change.new.is_none() && change.spoken == Spoken::Not;
        let mut gone = 0..spoken::MANY;
        let mut hears = |change: &Change| unheard(change) && gone.next().is_some();
        let all: Vec<Spoken> = self
            .changes
            .iter()
            .map(|change| if hears(change) { heard(change) } else { change.spoken })
            .collect();
        self.changes.iter_mut().zip(all).for_each(|(change, spoken)| change.spoken = spoken);
    }

    /// How many rows of a class there are.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class() == class).count()
    }
}

/// The rows of a table as comparing sees them.
#[must_use]
pub fn entries<'t>(table: &'t Table, rules: &Rulebook) -> Vec<Entry<'t>> {
    (0..table.rows.len()).map(|row| Entry::new(table, row, rules)).collect()
}

/// One row of a table as comparing sees it.
#[must_use]
pub fn entry<'t>(table: &'t Table, row: usize, rules: &Rulebook) -> Entry<'t> {
    Entry::new(table, row, rules)
}

/// What became of each row of `old` in `new`.
#[must_use]
pub fn compare<'t>(old: &'t Table, new: &'t Table, rules: &Rulebook) -> Comparison<'t> {
    compared(&entries(old, rules), &entries(new, rules), rules)
}

/// As [`compare`], for entries that are known.
#[must_use]
pub fn compared<'t>(old: &[Entry<'t>], new: &[Entry<'t>], rules: &Rulebook) -> Comparison<'t> {
    let links = link::links(old, new, rules);
    let renames = rename::renames(old, new, &links, rules);
    let spoken = spoken::spoken(old, new, &links, rules);
    let mut changes: Vec<Change<'t>> = Vec::with_capacity(new.len());
    for (at, entry) in new.iter().enumerate() {
        let link = links.of_new[at];
        changes.push(Change {
            old: link.map(|(old_at, _)| old[old_at].clone()),
            new: Some(entry.clone()),
            link: link.map(|(_, why)| why),
            rename: renames.of_new.get(&at).cloned(),
            spoken: Spoken::Not,
            doubt: Doubt::None,
        });
    }
    for (at, entry) in old.iter().enumerate().filter(|(at, _)| links.of_old[*at].is_none()) {
        let rename = renames.of_old.get(&at).cloned();
        let spoken = if spoken.contains(&at) { Spoken::Told } else { Spoken::Not };
        changes.push(Change {
            old: Some(entry.clone()),
            new: None,
            link: None,
            rename,
            spoken,
            doubt: Doubt::None,
        });
    }
    let mut comparison = Comparison { changes };
    comparison.doubt();
    comparison
}

#[cfg(test)]
mod tests;
