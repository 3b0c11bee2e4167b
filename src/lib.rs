//! duibiao (对标): reads Chinese progress reports and finds which figure answers which goal.

#![forbid(unsafe_code)]

pub mod account;
#[cfg(feature = "table")]
pub mod alerts;
pub mod choices;
#[cfg(feature = "table")]
pub mod compare;
#[cfg(feature = "table")]
pub mod conflict;
pub mod corrections;
pub mod documents;
pub mod error;
pub mod evaluate;
#[cfg(feature = "table")]
pub mod export;
pub mod interpret;
#[cfg(feature = "table")]
pub mod ledger;
#[cfg(feature = "table")]
pub mod measure;
pub mod model;
pub mod outline;
pub mod pair;
pub mod pipeline;
#[cfg(feature = "table")]
pub mod questions;
pub mod read;
pub mod responsible;
pub mod rules;
pub mod scan;
pub mod serve;
pub mod tabular;
pub mod text;
