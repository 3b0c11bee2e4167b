//! Text operations of a page that are seen, and those that are not.

use unpdf::parser::backend::{ContentOp, PdfValue, get_number_from_value};

/// The way of painting that an operation sets.
pub(super) fn mode(operation: &ContentOp) -> Option<i64> {
    let number = operation.operands.first().filter(|_| operation.operator == "Tr");
    number.and_then(|number: &PdfValue| get_number_from_value(number)).map(|number| number as i64)
}

/// True for the ways of painting that leave no trace.
pub(super) fn unseen(mode: i64) -> bool {
    matches!(mode, 3 | 7)
}

/// The operations without those that show text in a way that is not seen.
pub(super) fn shown(operations: Vec<ContentOp>) -> Vec<ContentOp> {
    let (mut now, mut saved) = (0, Vec::new());
    let mut shows = |operation: &ContentOp| {
        match operation.operator.as_str() {
            "q" => saved.push(now),
            "Q" => now = saved.pop().unwrap_or(now),
            _ => now = mode(operation).unwrap_or(now),
        }
        !(unseen(now) && matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\""))
    };
    operations.into_iter().filter(|operation| shows(operation)).collect()
}
