//! How a source was understood: its cut, what each number was taken for, and the rows.

use std::sync::Arc;

use crate::{
    interpret::Claim,
    model::{Quantity, Report},
    outline::Outline,
    responsible::Responsible,
    rules::Rulebook,
    scan::quantities,
    text::{Flow, Source, Span, Twin},
};

/// How a source was understood: its cut, what each number was taken for, and the rows.
pub struct Trace {
    /// The source cut into blocks and their pieces.
    pub outline: Outline,
    /// The numbers of running text with their meaning, in the order of the text.
    pub claims: Vec<Claim>,
    /// The rows, and the numbers that no row is made of.
    pub report: Report,
    /// Who answers for what stands where.
    pub(super) responsible: Responsible,
    /// The text that was read, where the source is not read in the characters it is printed in.
    pub(super) twin: Option<Twin>,
    /// The text that was read, where that does not flow as it stands.
    pub(super) flow: Option<Flow>,
}

/// A number as the grammar reads it, and what was made of it.
pub struct Number<'t> {
    /// The number.
    pub quantity: Quantity,
    /// Index of its block in the outline.
    pub block: usize,
    /// What it was taken for; `None` in a part that says neither goals nor results.
    pub claim: Option<&'t Claim>,
}

impl Trace {
    /// Every number of the running text, in its order.
    #[must_use]
    pub fn numbers(&self, source: &Source, rules: &Rulebook) -> Vec<Number<'_>> {
        let mut numbers = Vec::new();
        for piece in &self.outline.pieces {
            for quantity in self.quantities(piece.span, source, rules) {
                let claim =
                    self.claims.binary_search_by_key(&quantity.core, |claim| claim.quantity.core).ok();
                numbers.push(Number {
                    quantity,
                    block: piece.block,
                    claim: claim.map(|index| &self.claims[index]),
                });
            }
        }
        numbers
    }

    /// The numbers of a piece, at their places in the source.
    fn quantities(&self, piece: Span, source: &Source, rules: &Rulebook) -> Vec<Quantity> {
        let read = |text: &str, start: usize| {
            quantities(text, rules).into_iter().map(move |quantity| quantity.shifted(start))
        };
        let source = self.twin.as_ref().map_or(source, Twin::source);
        let Some(flow) = &self.flow else { return read(piece.text(&source.text), piece.start).collect() };
        let flowing = flow.forth(piece);
        let back = |quantity: Quantity| quantity.moved(|span| flow.back(span));
        read(flowing.text(&flow.source().text), flowing.start).map(back).collect()
    }

    /// The same reading in the characters of the print.
    pub(super) fn printed(mut self) -> Self {
        let Some(twin) = &self.twin else { return self };
        let printed = |words: &str, place: Option<Span>| twin.printed(words, place);
        self.outline.blocks.iter_mut().for_each(|block| Arc::make_mut(&mut block.place).reword(&printed));
        for claim in &mut self.claims {
            claim.name = printed(&claim.name, Some(claim.clause));
            claim.quantity.unit_text = printed(&claim.quantity.unit_text, Some(claim.quantity.core));
        }
        self.report.reword(&printed);
        self
    }

    /// The same reading of the text as it stands.
    pub(super) fn moved(mut self, flow: Flow) -> Self {
        let place = |span: &mut Span| *span = flow.back(*span);
        self.outline.title.iter_mut().for_each(place);
        self.outline.pieces.iter_mut().for_each(|piece| place(&mut piece.span));
        for claim in &mut self.claims {
            claim.quantity = claim.quantity.clone().moved(|span| flow.back(span));
            place(&mut claim.clause);
        }
        let rows = std::mem::take(&mut self.report.findings).into_iter();
        self.report.findings = rows.map(|row| row.moved(|span| flow.back(span))).collect();
        self.report.notes.iter_mut().flat_map(|note| &mut note.spans).for_each(place);
        self.responsible = self.responsible.moved(|span| flow.back(span));
        self.flow = Some(flow);
        self
    }
}
