use serde::Deserialize;

use crate::rules::{Datetime, Spanned};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) version: Spanned<u32>,
    #[serde(default)]
    pub(super) accept: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) reject: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) pair: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) basis: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) not_comparable: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) missed: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) correct: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    pub(super) alias: Vec<Spanned<RawEntry>>,
}

/// One decision as it is written; which fields it needs and may have is checked afterwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry {
    pub(super) source: Option<Spanned<String>>,
    pub(super) row: Option<Spanned<String>>,
    pub(super) goal: Option<Spanned<RawQuote>>,
    pub(super) figure: Option<Spanned<RawQuote>>,
    pub(super) basis: Option<Spanned<String>>,
    pub(super) indicator: Option<Spanned<String>>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) scope: Option<Spanned<String>>,
    pub(super) goal_reads: Option<Spanned<String>>,
    pub(super) figure_reads: Option<Spanned<String>>,
    pub(super) by: Option<Spanned<String>>,
    pub(super) on: Option<Spanned<Datetime>>,
    pub(super) why: Option<Spanned<String>>,
}

/// A number and the words around it as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a quote and the number in it, { quote = \"…\", number = \"…\" }")]
pub(super) struct RawQuote {
    pub(super) quote: Spanned<String>,
    pub(super) number: Spanned<String>,
    pub(super) task: Option<Spanned<String>>,
    pub(super) nth: Option<Spanned<usize>>,
}
