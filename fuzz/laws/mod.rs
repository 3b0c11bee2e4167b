//! What must hold of any input, however broken it is.
//!
//! These are the bodies of the fuzz targets; `tests/suite/fuzzed.rs` runs them over the committed seeds too.

mod couriers;
mod decisions;
mod exported;
mod readings;
mod sources;

use duibiao::rules::Rulebook;

/// What holds for one kind of input.
type Law = fn(&[u8], &Rulebook);

/// Every target: its name, and what must hold of any bytes.
pub(crate) const TARGETS: &[(&str, Law)] = &[
    ("decode", sources::decode),
    ("document", sources::document),
    ("courier", couriers::courier),
    ("outline", readings::outline),
    ("scan", readings::scan),
    ("rows", readings::rows),
    ("table", exported::table),
    ("rules", decisions::rules),
    ("corrections", decisions::corrections),
    ("ledger", exported::ledger),
];

/// Panics where the law of a target does not hold of these bytes.
pub(crate) fn hold(target: &str, bytes: &[u8]) {
    thread_local! {
        static RULES: &'static Rulebook =
            Box::leak(Box::new(Rulebook::builtin().unwrap_or_else(|faults| panic!("{faults:?}"))));
    }
    let law = TARGETS.iter().find(|(name, _)| *name == target).map(|(_, law)| law);
    let law = law.unwrap_or_else(|| panic!("there is no target `{target}`"));
    RULES.with(|rules| law(bytes, rules));
}

/// A choice by the first byte, and the bytes behind it.
fn choice<'b, T>(bytes: &'b [u8], among: &'b [T]) -> Option<(&'b T, &'b [u8])> {
    let (first, rest) = bytes.split_first()?;
    // Letters choose too, so that seeds can be read: a, b, c …
    let at = usize::from(first.wrapping_sub(b'a')) % among.len();
    Some((&among[at], rest))
}
