//! What each number means: a goal, a figure, a printed rate, a change, or nothing that a row is made of.
//!
//! The text of a piece becomes words (`words`); around each number stands a phrase (`phrase`); what the sentence has
//! said before is its state (`sentence`). What can be seen of the number are its slots (`slots`); the first row of
//! `rules/roles.toml` that holds for them gives its role (`decision`), and the words around it its name (`naming`).
//! A number without a name of its own speaks of an earlier one.

mod amend;
mod antecedent;
mod beside;
mod brackets;
mod claim;
mod clauses;
mod conditions;
mod cut;
mod decision;
mod ends;
mod framed;
mod key;
mod levels;
mod lists;
mod marks;
mod name;
mod naming;
mod next;
mod own_rate;
mod persons;
mod phrase;
mod piece;
mod places;
mod plainly;
mod reporting;
mod said;
mod sentence;
mod set_out;
mod shape;
mod slots;
mod subject;
mod sums;
mod topic;
mod turn;
mod unled;
mod walk;
mod whole;
mod whose;
mod word;
mod words;
mod works;

pub use claim::{Claim, Position, Role};
pub(crate) use cut::is_ordinal;
pub(crate) use ends::joined;
pub(crate) use key::{key, touching};
pub(crate) use plainly::plainly;
pub(crate) use shape::by_name;
pub use topic::Above;
pub use walk::claims;
pub(crate) use whose::{is_bare, is_own, is_place, is_wanting, may_be_topic, tells};
