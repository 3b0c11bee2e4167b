//! What is told once instead of row by row.

use std::collections::{HashMap, HashSet};

use super::{message, raised::Raised};
use crate::{measure::Field, model::Alert, text::Severity};

/// So many rows of one table do not change alike at once: the table was read otherwise, or is laid out otherwise.
const TABLE: usize = 3;

/// So many rows of one section raise alike that it speaks of the reading and not of the report: told once, as a note
/// that names the others.
pub(super) fn misread(raised: &mut Vec<Raised>) {
    let mut alike: HashMap<_, Vec<String>> = HashMap::new();
    for alert in raised.iter() {
        if let Some(about) = of_a_table(alert) {
            alike.entry(about).or_default().push(alert.indicator().to_owned());
        }
    }
    let mut told = HashSet::new();
    raised.retain_mut(|alert| {
        let Some(about) = of_a_table(alert) else { return true };
        let names = &alike[&about];
        if names.len() < TABLE {
            return true;
        }
        alert.severity = Severity::Note;
        alert.message = message::of_many(&alert.message, &names[1..]);
        told.insert(about)
    });
}

/// What a change of a whole table would raise, and the section that it would be of.
fn of_a_table(alert: &Raised) -> Option<(Alert, [String; 2])> {
    let kinds = [Alert::CumulativeFell, Alert::UnitJump, Alert::Dropped, Alert::Withdrawn];
    let place = [Field::Source, Field::Section].map(|field| alert.entry.cell(field).to_owned());
    kinds.contains(&alert.alert).then_some((alert.alert, place))
}

/// Works that stand still are told of by their own figure, and not by each stage of them (路基完成32%) besides.
pub(super) fn by_its_own_figure(raised: &mut Vec<Raised>) {
    let still = |alert: &Raised| matches!(alert.alert, Alert::Stale | Alert::NoProgress);
    let stage = |alert: &Raised| alert.entry.cell(Field::Kind) == "progress";
    let place = |alert: &Raised| {
        let task = Some(alert.entry.cell(Field::TaskNo)).filter(|task| !task.is_empty())?;
        Some((
            alert.entry.cell(Field::Source).to_owned(),
            alert.entry.cell(Field::Section).to_owned(),
            task.to_owned(),
        ))
    };
    let works: HashSet<_> =
        raised.iter().filter(|alert| still(alert) && !stage(alert)).filter_map(place).collect();
    raised.retain(|alert| {
        !(still(alert) && stage(alert) && place(alert).is_some_and(|at| works.contains(&at)))
    });
    // A sum of one part stands still with it.
    let numbers = |alert: &Raised| {
        let entry = &alert.entry;
        let base = |number: Option<_>| number.and_then(|number| entry.base(number));
        Some((base(entry.target)?, base(entry.actual)?, entry.row()))
    };
    let parts: HashSet<_> = raised.iter().filter(|alert| still(alert)).filter_map(numbers).collect();
    raised.retain(|alert| {
        let next = numbers(alert).map(|(goal, figure, row)| (goal, figure, row + 1));
        !(still(alert) && next.is_some_and(|next| parts.contains(&next)))
    });
}
