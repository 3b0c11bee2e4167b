//! What the workbench (`duibiao serve`) knows without a network: who may ask, how dropped files are named, and what
//! was decided so far.
//!
//! The page stands on this machine alone, and any page of the web may try to reach it through the browser. So nothing
//! is answered but under an address that cannot be guessed, to the name that the program itself gave, and nothing is
//! changed for a page of another origin ([`Guard`]).

mod decided;
mod guard;
mod name;

pub use decided::{Decided, Refused};
pub use guard::{Asked, Guard, Refusal};
pub use name::{decoded, query, safe_name};
