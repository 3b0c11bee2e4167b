//! What reports are about: quantities, goals, figures and the findings that join them.

mod alert;
mod amount;
mod body;
mod code;
mod finding;
mod goal;
mod identity;
mod period;
mod quantity;
mod silence;
mod unit;

pub use alert::Alert;
pub use amount::{Amount, Roughness};
pub use body::{Body, Level};
pub use finding::{Finding, Grounds, Kind, Place, Report, Review, Reviewer, StatedRate, Unanswered};
pub use goal::{Basis, Figure, Goal, GoalKind};
pub use identity::row_ids;
pub use period::{AsOf, AsOfSource, Period};
pub use quantity::{Bound, Quantity, QuantityKind};
pub use silence::Silence;
pub use unit::{Dimension, Unit};
