use super::quantities;
use crate::{
    model::Quantity,
    rules::{Case, Fault, Reads, Rulebook},
};

/// The cases of units and numerals that read otherwise than their entries say.
#[must_use]
pub fn failing_cases(rules: &Rulebook) -> Vec<Fault> {
    rules.cases().filter_map(|case| failing(case, rules)).collect()
}

fn failing(case: &Case, rules: &Rulebook) -> Option<Fault> {
    let found = quantities(&case.text, rules);
    let shown = shown(&found);
    let reads = match &case.reads {
        Reads::Base(value) => matches!(&found[..], [one] if one.base_low() == Some(*value)),
        Reads::Shown(wanted) => shown == *wanted,
        Reads::Nothing => found.is_empty(),
    };
    (!reads).then(|| case.fails(&shown))
}

/// Quantities on one line.
pub(super) fn shown(quantities: &[Quantity]) -> String {
    quantities.iter().map(Quantity::to_string).collect::<Vec<_>>().join("; ")
}
