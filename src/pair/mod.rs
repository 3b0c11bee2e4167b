//! Which figure answers which goal: printed rates first, then references, then names in growing circles
//! (sentence, piece, block, document), then place, then what is left alone.

mod across;
mod across_names;
mod amid;
mod bracket;
mod called;
mod circle;
mod district;
mod doubt;
mod each;
mod findings;
mod likeness;
mod links;
mod named;
mod names;
mod near;
mod place;
mod proof;
mod rate;
mod rates;
mod refer;
mod refuted;
mod restated;
mod row;
mod shares;
mod spent;
mod stages;
mod steps;
mod summed;
mod veto;

pub use across::{Joined, Side, across};
pub use findings::findings;
pub use likeness::Alike;
