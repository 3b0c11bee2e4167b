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
    ReadError::beyond("the drawing of a page in bytes", painted, bounds::PAINTED_BYTES)
}

struct Look<'a> {
    backend: &'a dyn PdfBackend,
    page: PageId,
    known: &'a mut HashMap<ObjectId, usize>,
}

impl Look<'_> {
    fn painted(&mut self, form: Option<ObjectId>, content: &[u8], depth: usize) -> usize {
        if content.len() > bounds::PAINTED_BYTES || depth > DEPTH {
            return content.len();
        }
        let operations = self.backend.decode_content(content).unwrap_or_default();
        let mut sum = content.len();
        for operation in operations.iter().filter(|operation| operation.operator == "Do") {
            let Some(PdfValue::Name(name)) = operation.operands.first() else { continue };
            let scope = ResourceScope { page: self.page, form };
            if let Some(PaintedXObject::Form(painted)) = self.backend.xobject(scope, name) {
                let inside = match self.known.get(&painted.id) {
                    Some(&known) => known,
                    None => {
                        // A form that paints itself is painted once.
                        self.known.insert(painted.id, 0);
                        let content = painted.content.as_deref().unwrap_or_default();
                        let inside = self.painted(Some(painted.id), content, depth + 1);
                        self.known.insert(painted.id, inside);
                        inside
                    }
                };
                sum = sum.saturating_add(inside);
            }
        }
        sum
    }
}
