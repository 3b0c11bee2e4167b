//! 待核对: the one definition of a row that a person should look at before it is used.

use super::{Field, Table};

/// Alerts that say what is missing, not that something is wrong: no as-of date, nothing reported.
const MISSING: [&str; 2] = ["R11", "R12"];
/// Grounds that rest on place or number alone.
const WEAK: [&str; 2] = ["only_one", "same_place"];
/// Why goal and figure of a pair are not held against each other, where that may be our mistake.
const APART: [&str; 9] = [
    "stage_differs",
    "unit_differs",
    "basis_differs",
    "period_differs",
    "scope_differs",
    "tied",
    "overflow",
    "sign",
    "zero_target",
];

/// True where a person should look at a row before it is used: its printed rate conflicts, an alert was raised, its
/// grounds are weak, or the two numbers do not compare. A row that a person has decided on is looked at already.
#[must_use]
pub fn to_check(table: &Table, row: usize) -> bool {
    let cell = |name| table.cell(row, name).unwrap_or_default();
    let open = cell(Field::Kind) == "open";
    let raised = cell(Field::Findings).split(';').any(|code| !code.is_empty() && !MISSING.contains(&code));
    cell(Field::Review).is_empty()
        && (raised
            || cell(Field::TextSource) == "ocr"
            || cell(Field::StatedCheck) == "conflict"
            || WEAK.contains(&cell(Field::Grounds))
            || cell(Field::RatioNote) == "tied"
            || !open && APART.contains(&cell(Field::RatioNote)))
}

#[cfg(test)]
mod tests {
    use super::{Table, to_check};

    fn held(cells: &[(&str, &str)]) -> bool {
        to_check(&Table { rows: vec![Table::row(cells)] }, 0)
    }

    #[test]
    fn what_conflicts_or_rests_on_little_is_looked_at_until_a_person_decided() {
        for cells in [
            [("findings", "R11;R09"), ("kind", "paired")],
            [("stated_check", "conflict"), ("kind", "stated")],
            [("grounds", "only_one"), ("kind", "paired")],
            [("ratio_note", "unit_differs"), ("kind", "paired")],
            [("ratio_note", "tied"), ("kind", "open")],
        ] {
            assert!(held(&cells), "{cells:?}");
            assert!(!held(&[cells[0], cells[1], ("review", "accepted")]), "{cells:?}");
        }
    }

    #[test]
    fn what_is_only_missing_is_no_doubt() {
        for cells in [
            [("findings", "R11"), ("kind", "paired")],
            [("findings", "R12"), ("kind", "open")],
            [("ratio_note", "stage_differs"), ("kind", "open")],
            [("ratio_note", "growth"), ("kind", "paired")],
        ] {
            assert!(!held(&cells), "{cells:?}");
        }
    }
}
