//! A second reader, proven: what is in doubt goes out as questions, and an answer comes in as a decision only where the
//! report itself proves it.
//!
//! Who answers is a person, a script or a language model; this module asks none of them and opens no connection.
//!
//! ```text
//! words   the prompts, as data
//! quote   words of a report that stand in it once, and the number in them
//! tasks   what stands in the task of a row
//! ask     rows in doubt and numbers without a place, each with the answers that are possible
//! answer  an answer as it is written
//! checks  what a pair and a missed goal must fulfil
//! prove   answers become decisions, or are refused by name
//! ```

mod answer;
mod ask;
mod asked;
mod checks;
mod prove;
mod quote;
mod report;
mod tasks;
mod words;

pub use ask::{Choice, Question, questions};
pub use asked::Asked;
pub use prove::{Proved, Refusal, prove};
pub use quote::Quoted;
pub use words::Tongue;
