//! Rows of the text and rows of its tables in one list, each fact once.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::model::{Finding, Kind, Quantity};

/// Both in the order of the text; a row of the text that a table repeats with the same numbers is left out.
#[must_use]
pub fn merge(prose: Vec<Finding>, tables: Vec<(usize, Finding)>) -> Vec<Finding> {
    if tables.is_empty() {
        return prose;
    }
    let mut said = Said::default();
    tables.iter().for_each(|(_, row)| said.add(row));
    let mut placed: Vec<(usize, Finding)> =
        prose.into_iter().filter(|row| !said.repeats(row)).map(|row| (start(&row), row)).collect();
    placed.extend(tables);
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, row)| row).collect()
}

fn start(row: &Finding) -> usize {
    let goal = row.goal.iter().map(|goal| goal.quantity.core.start);
    let figure = row.figure.iter().map(|figure| figure.quantity.core.start);
    goal.chain(figure).min().unwrap_or(usize::MAX)
}

/// What rows say, to be asked for another row that says the same.
#[derive(Default)]
pub(super) struct Said<'r> {
    facts: HashMap<(Kind, Numbers), Words<'r>>,
}

/// Goal and figure in their base units; inner `None` where one has no number.
type Numbers = (Option<Option<Decimal>>, Option<Option<Decimal>>);

/// The names and sections of rows with the same numbers.
#[derive(Default)]
struct Words<'r> {
    /// Those that were not asked for yet: most never are.
    whole: Vec<&'r str>,
    /// Two characters each of the others.
    cut: HashSet<[char; 2]>,
}

impl<'r> Said<'r> {
    /// Takes note of a row.
    pub(super) fn add(&mut self, row: &'r Finding) {
        let words = self.facts.entry((row.kind, numbers(row))).or_default();
        words.whole.extend([row.indicator.as_str(), row.place.section.as_str()]);
    }

    /// True where a row of the same kind has equal numbers, in whatever magnitude, and a name or a section that
    /// shares two characters in a row with this one's name.
    pub(super) fn repeats(&mut self, row: &Finding) -> bool {
        let Some(words) = self.facts.get_mut(&(row.kind, numbers(row))) else { return false };
        words.cut.extend(words.whole.drain(..).flat_map(neighbours));
        neighbours(&row.indicator).any(|word| words.cut.contains(&word))
    }
}

fn numbers(row: &Finding) -> Numbers {
    let base = |quantity: &Quantity| quantity.base_low();
    (
        row.goal.as_ref().map(|goal| base(&goal.quantity)),
        row.figure.as_ref().map(|figure| base(&figure.quantity)),
    )
}

/// The characters of a name with the one behind each.
fn neighbours(name: &str) -> impl Iterator<Item = [char; 2]> {
    name.chars().zip(name.chars().skip(1)).map(|(one, next)| [one, next])
}
