//! Tables as files.

mod csv;
mod grid;

pub use csv::csv;
pub use grid::Grid;
