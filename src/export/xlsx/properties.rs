//! What a workbook says of itself.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use crate::export::GENERATOR;

/// What a workbook says of itself: its title, what wrote it, and a fixed date.
pub(in crate::export) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(GENERATOR)
        .set_comment(GENERATOR)
        .set_creation_datetime(&made))
}
