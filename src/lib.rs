//! duibiao (对标): reads Chinese progress reports and finds which figure answers which goal.

pub mod alerts;
pub mod choices;
pub mod compare;
pub mod corrections;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod interpret;
pub mod ledger;
pub mod measure;
pub mod model;
pub mod outline;
pub mod pair;
pub mod pipeline;
pub mod read;
pub mod rules;
pub mod scan;
pub mod tabular;
pub mod text;
