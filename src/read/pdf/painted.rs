//! Forms may paint forms, each many times over: what a page paints in all is counted before it is painted.

use std::collections::HashMap;

use unpdf::parser::backend::{ObjectId, PageId, PaintedXObject, PdfBackend, PdfValue, ResourceScope};

use crate::read::{ReadError, bounds};

/// Deepest nesting of forms that is looked into; the decoder paints none deeper.
const DEPTH: usize = 32;

/// An error where a page paints too much.
pub(super) fn look(backend: &dyn PdfBackend, page: PageId) -> Result<(), ReadError> {
    let content = backend.page_content(page).unwrap_or_default();
    let mut known = HashMap::new();
    let painted = Look { backend, page, known: &mut known }.painted(None, &content, 0);
    ReadError::beyond("the drawing of a page in bytes", painted.bytes, bounds::PAINTED_BYTES)?;
    ReadError::beyond("the number of pieces of text of a page", painted.texts, bounds::SHOWN_TEXTS)
}

/// What is painted: bytes of drawing, and pieces of text.
#[derive(Clone, Copy, Default)]
struct Painted {
    bytes: usize,
    texts: usize,
}

struct Look<'a> {
    backend: &'a dyn PdfBackend,
    page: PageId,
    known: &'a mut HashMap<ObjectId, Painted>,
}

impl Look<'_> {
    fn painted(&mut self, form: Option<ObjectId>, content: &[u8], depth: usize) -> Painted {
        let mut sum = Painted { bytes: content.len(), texts: 0 };
        if content.len() > bounds::PAINTED_BYTES || depth > DEPTH {
            return sum;
        }
        let operations = self.backend.decode_content(content).unwrap_or_default();
        for operation in &operations {
            if matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\"") {
                sum.texts = sum.texts.saturating_add(1);
            }
            if operation.operator != "Do" {
                continue;
            }
            let Some(PdfValue::Name(name)) = operation.operands.first() else { continue };
            let scope = ResourceScope { page: self.page, form };
            if let Some(PaintedXObject::Form(painted)) = self.backend.xobject(scope, name) {
                let inside = match self.known.get(&painted.id) {
                    Some(&known) => known,
                    None => {
                        // A form that paints itself is painted once.
                        self.known.insert(painted.id, Painted::default());
                        let content = painted.content.as_deref().unwrap_or_default();
                        let inside = self.painted(Some(painted.id), content, depth + 1);
                        self.known.insert(painted.id, inside);
                        inside
                    }
                };
                sum.bytes = sum.bytes.saturating_add(inside.bytes);
                sum.texts = sum.texts.saturating_add(inside.texts);
            }
        }
        sum
    }
}
