//! What other programs call: documents in, typed rows and the measured table out.

mod document;
mod engine;
mod error;
#[cfg(feature = "table")]
mod finding;
#[cfg(feature = "table")]
mod measuring;
mod note;
mod report;
mod reports;
mod row;
mod settings;
#[cfg(feature = "table")]
mod table;
mod understood;

pub use document::Document;
pub use engine::Engine;
pub use error::{Error, ErrorKind};
#[cfg(feature = "table")]
pub use finding::Finding;
pub use note::Note;
pub use report::Report;
pub use reports::Reports;
pub use row::{Printed, Row};
#[cfg(feature = "table")]
pub use table::Table;
pub(crate) use understood::Understood;
