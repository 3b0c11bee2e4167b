//! Goals that are doubted: what moved is rather what was read than what was reported.

use std::collections::HashMap;

use super::{Change, Doubt, Entry, Side, entry::same_within};

/// The doubts about the goals of linked rows, by the place of the change.
pub(super) fn doubts(changes: &[Change]) -> Vec<Doubt> {
    let mut rows: HashMap<[&str; 3], Vec<&Entry>> = HashMap::new();
    for entry in changes.iter().filter_map(|change| change.new.as_ref()) {
        rows.entry(about(entry)).or_default().push(entry);
    }
    let doubt = |change: &Change| {
        let (Some(old), Some(new)) = (&change.old, &change.new) else { return Doubt::None };
        let (before, after) = ((old, Side::Goal), (new, Side::Goal));
        if new.target.is_none() || old.target.is_none() || same_within(before, after) {
            return Doubt::None;
        }
        let others = || rows.get(&about(new)).into_iter().flatten().filter(|other| !other.is(new));
        if others().any(|other| same_within(after, (other, Side::Figure))) {
            return Doubt::Figure;
        }
        let kept = others().any(|other| same_within(before, (other, Side::Goal)));
        if kept || same_within(before, (new, Side::Figure)) { Doubt::Goal } else { Doubt::None }
    };
    changes.iter().map(doubt).collect()
}

fn about<'c>(entry: &'c Entry) -> [&'c str; 3] {
    [&entry.key, entry.scope(), entry.dimension()]
}
