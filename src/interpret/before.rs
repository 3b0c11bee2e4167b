//! What stands before a quantity: the claims of its sentence, as far as a reader looks back.

use super::{
    Claim, Role,
    frame::{Frame, Mode},
    phrase::Phrase,
    role::Setting,
};
use crate::{model::QuantityKind, rules::Rulebook};

/// How many claims a reader looks back; a longer sentence is a table.
const REACH: usize = 64;

/// Earlier claims, and the place that they are looked for from.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) claims: &'a [Claim],
    pub(crate) sentence: usize,
    pub(crate) segment: usize,
    pub(crate) clause: usize,
    pub(crate) rules: &'a Rulebook,
}

impl<'a> Before<'a> {
    /// The claims with their indices, nearest first.
    pub(crate) fn earlier(self) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.claims.iter().enumerate().rev().take(REACH)
    }

    /// Those of the same sentence.
    pub(crate) fn here(self) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.earlier().take_while(move |(_, claim)| claim.at.sentence == self.sentence)
    }

    /// Those of the same sentence and of the one before.
    pub(crate) fn near(self) -> impl Iterator<Item = (usize, &'a Claim)> {
        self.earlier().take_while(move |(_, claim)| claim.at.sentence + 1 >= self.sentence)
    }

    /// The claim right before, if it is of the same sentence.
    pub(crate) fn last(self) -> Option<&'a Claim> {
        self.here().next().map(|(_, claim)| claim)
    }

    /// What the sentence and the document make of a quantity whose own words say nothing.
    pub(crate) fn setting(self, phrase: &Phrase, default: Option<Mode>, frame: &Frame) -> Setting {
        let reported = |claim: &Claim| claim.role == Role::Figure;
        let figure = self.here().find(|(_, claim)| reported(claim) && claim.same_unit(phrase.quantity));
        let near_figure = figure.is_some_and(|(_, figure)| {
            match (figure.quantity.base_low(), phrase.quantity.base_low()) {
                (Some(a), Some(b)) => b > rust_decimal::Decimal::ZERO && a <= b + b && b <= a + a,
                (None, _) | (_, None) => false,
            }
        });
        Setting {
            mode: frame.mode,
            weak: frame.weak,
            default,
            rate_line: frame.rate_line,
            after_figure: self.here().any(|(_, claim)| reported(claim)),
            planned_before: self.here().any(|(_, claim)| matches!(claim.role, Role::Goal | Role::Base)),
            after_level: self.last().is_some_and(|last| {
                last.role == Role::Goal && last.quantity.kind == QuantityKind::Percent && !last.growth
            }),
            after_part: self.last().is_some_and(|last| last.part && last.host.is_none()),
            near_figure,
        }
    }
}
