//! Everything that is tested from outside, in one binary.

// What a test makes itself is there; where it is not, the test ends here.
#![allow(clippy::unwrap_used)]

mod alike;
mod apart;
mod beside;
mod bounds;
mod brief;
mod browser;
mod cases;
mod cli;
mod conflicts;
mod corrections;
mod documents;
mod exam;
mod exports;
mod faults;
mod faulty_corrections;
mod findings;
mod formats;
mod fuzzed;
mod goals;
mod hidden;
mod hostile;
mod inputs;
mod interrupted;
#[path = "../../fuzz/laws/mod.rs"]
mod laws;
mod layers;
mod ledger;
mod ledger_bodies;
mod library;
mod made;
mod made_compound;
mod made_ofd;
mod made_office;
mod made_pdf;
mod made_xls;
mod made_xlsb;
mod mails;
mod measure;
mod measure_laws;
mod measured;
mod months;
#[cfg(feature = "ocr")]
mod ocr;
mod ofd;
mod office;
mod overwritten;
mod own_outputs;
mod pairing;
mod pdf;
mod properties;
mod quantities;
mod questions;
mod readback;
mod readme;
mod reports;
mod responsible;
mod rule_files;
mod seeds;
mod series;
mod serve;
mod silence;
mod split;
mod surroundings;
mod told;
mod tongues;
mod traps;
mod tree;
mod unbroken;
mod wordings;
mod workbench;
mod workbook;
mod worker;
