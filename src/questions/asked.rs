use crate::{
    interpret::{Claim, Role},
    measure::Table,
    model::Quantity,
    pipeline::{self, Trace},
    rules::Rulebook,
    text::{Source, Span},
};

use super::quote::Pages;

/// A report that questions are asked about.
pub struct Asked<'a> {
    /// The text.
    pub source: &'a Source,
    /// How it was read.
    pub trace: &'a Trace,
    /// Its rows, measured.
    pub table: &'a Table,
    /// The rules.
    pub rules: &'a Rulebook,
}

impl<'a> Asked<'a> {
    pub(super) fn pages(&self) -> Pages<'a> {
        Pages::new(self.source, pipeline::numbers(self.source, self.rules))
    }

    pub(super) fn claim(&self, core: Span) -> Option<&Claim> {
        self.trace.claims.iter().find(|claim| claim.quantity.core == core)
    }

    /// Why a number is never the figure that answers a goal, whoever says so.
    pub(super) fn veto(&self, core: Span) -> Option<&'static str> {
        self.claim(core).and_then(vetoed)
    }
}

/// Why what a number says is never the figure that answers a goal.
pub(super) fn vetoed(claim: &Claim) -> Option<&'static str> {
    let reasons = [
        (claim.process, "it is an application or a preparation"),
        (claim.early, "it is a stage before completion"),
        (claim.part, "it is a part of another number"),
        (claim.bygone, "it is of an earlier year"),
        (claim.role == Role::Change || claim.growth, "it is a change against another period"),
        (claim.role == Role::Rate, "it is a rate"),
    ];
    reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
}

/// True where both count in units of one dimension, and things that are counted in the same word (座 is not 个).
pub(super) fn same_dimension(one: &Quantity, other: &Quantity) -> bool {
    match (&one.unit, &other.unit) {
        (Some(one), Some(other)) => {
            let counted = one.counter && other.counter;
            one.dimension == other.dimension && (!counted || one.name == other.name)
        }
        (None, None) => one.unit_text == other.unit_text,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
