//! Text that a page holds and does not show: what an OCR laid under a scan, or under text that is printed anyway.

use unpdf::parser::{
    LayoutAnalyzer, TextSpan,
    backend::{ContentOp, PageId, PaintedXObject, PdfBackend, PdfValue, ResourceScope},
};

use super::{
    failure::why,
    shown::{mode, unseen},
    upright::Upright,
};
use crate::read::ReadError;

/// Most comparisons of spans of a page; one with more is read as it stands.
const COMPARED: usize = 20_000_000;

/// The pages with such text.
#[derive(Default)]
pub(super) struct Layers {
    /// Pages of which nothing else is text.
    only: Vec<usize>,
    /// Pages where such text lay under what is shown, and was left out.
    under: Vec<usize>,
}

impl Layers {
    /// The spans of a page without those that lie unseen under others.
    pub(super) fn seen(
        &mut self,
        backend: &Upright,
        id: PageId,
        number: u32,
        spans: Vec<TextSpan>,
    ) -> Result<Vec<TextSpan>, ReadError> {
        if spans.is_empty() || !hides(backend, id) {
            return Ok(spans);
        }
        let shown = backend.shown_only(|| LayoutAnalyzer::new(backend).extract_page_spans(number));
        let shown = shown.map_err(|error| why(&error))?;
        if shown.iter().all(|span| span.text.trim().is_empty()) {
            self.only.push(number as usize);
            return Ok(spans);
        }
        let all = spans.len();
        if all.saturating_mul(shown.len()) > COMPARED {
            return Ok(spans);
        }
        let kept: Vec<TextSpan> =
            spans.into_iter().filter(|span| is_among(span, &shown) || !lies_under(span, &shown)).collect();
        if kept.len() < all {
            self.under.push(number as usize);
        }
        Ok(kept)
    }

    /// What a reader should know of it.
    pub(super) fn told(&self) -> Vec<String> {
        let list = |pages: &[usize]| {
            let pages: Vec<String> = pages.iter().take(20).map(usize::to_string).collect();
            pages.join(", ")
        };
        let only = (!self.only.is_empty()).then(|| {
            format!(
                "the text of pages {} is not shown, it was laid there by some OCR: compare the numbers",
                list(&self.only)
            )
        });
        let under = (!self.under.is_empty())
            .then(|| format!("text that is not shown was left out on pages {}", list(&self.under)));
        only.into_iter().chain(under).collect()
    }
}

/// True where a page, or what it paints, may hold text that is not shown.
fn hides(backend: &Upright, id: PageId) -> bool {
    let content = backend.page_content(id).unwrap_or_default();
    let operations = backend.decode_content(&content).unwrap_or_default();
    let form = |operation: &ContentOp| {
        let Some(PdfValue::Name(name)) = operation.operands.first() else { return false };
        let painted = backend.xobject(ResourceScope { page: id, form: None }, name);
        let Some(PaintedXObject::Form(form)) = painted else { return false };
        form.content.is_some_and(|content| content.windows(4).any(|word| word == b"3 Tr"))
    };
    operations
        .iter()
        .any(|operation| mode(operation).is_some_and(unseen) || operation.operator == "Do" && form(operation))
}

fn is_among(span: &TextSpan, shown: &[TextSpan]) -> bool {
    let same = |other: &&TextSpan| {
        (other.y - span.y).abs() < 0.1 && (other.x - span.x).abs() < 0.1 && other.text == span.text
    };
    shown.iter().any(|other| same(&other))
}

/// True where something that is shown covers a third of a span, or more.
fn lies_under(span: &TextSpan, shown: &[TextSpan]) -> bool {
    shown.iter().any(|other| {
        let common = (span.x + span.width).min(other.x + other.width) - span.x.max(other.x);
        (other.y - span.y).abs() < 0.6 * span.font_size.abs().max(1.0)
            && common > 0.33 * span.width.min(other.width)
    })
}
