//! How right a table is: precision, recall and F1 against rows made by hand.
//!
//! ```text
//! gold.csv ──▶ Expected rows ─┐
//!                             ├─▶ one-to-one matching within a document ──▶ Score
//! table.csv ─▶ Found rows ────┘
//! ```
//!
//! A found row is right when its kind, its numbers (万, 亿 and % folded in) and its units agree with an
//! expected row of the same document. Rows that `may` stand there count neither way.

mod amount;
mod by_rule;
mod found;
mod gold;
mod likeness;
mod score;

pub use amount::Folded;
pub use by_rule::{ByRule, Fired, Made};
pub use found::{Found, found};
pub use gold::{Expected, Gold, gold};
pub use score::{Score, Tally, score};

use crate::model::Kind;

/// The kind that a word of a gold or result file names; `None` for kinds that are not scored.
fn scored_kind(word: &str) -> Option<Kind> {
    match word {
        "pair" | "paired" => Some(Kind::Paired),
        "stated" => Some(Kind::Stated),
        "progress" => Some(Kind::Progress),
        "open" => Some(Kind::Open),
        _ => None,
    }
}

/// The name under which a kind is scored.
#[must_use]
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Paired => "pair",
        Kind::Stated => "stated",
        Kind::Progress => "progress",
        Kind::Open => "open",
        Kind::Figure => "figure",
    }
}
