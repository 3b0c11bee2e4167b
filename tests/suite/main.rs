//! Everything that is tested from outside, in one binary.

mod cases;
mod cli;
mod layers;
mod months;
// mod readme;
mod reports;
mod tree;
