//! Everything that is tested from outside, in one binary.

mod cases;
mod cli;
mod documents;
mod findings;
mod formats;
mod layers;
mod made;
mod months;
// mod readme;
mod reports;
mod seeds;
mod tree;
