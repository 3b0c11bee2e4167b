//! OpenDocument texts (.odt, .fodt): paragraphs with their numbers, tables, and text boxes, as they are shown.

mod body;
mod numbering;
mod styles;
mod table;

use super::{Draft, ReadError, archive::Archive, xml::Element};

/// The attributes that are looked at.
const KEPT: &[&str] = &[
    "name",
    "style-name",
    "display",
    "text-position",
    "list-style-name",
    "level",
    "outline-level",
    "num-format",
    "num-prefix",
    "num-suffix",
    "num-list-format",
    "display-levels",
    "start-value",
    "continue-list",
    "continue-numbering",
    "id",
    "c",
    "change-id",
    "is-list-header",
    "number-columns-spanned",
    "number-rows-spanned",
    "number-columns-repeated",
    "number-rows-repeated",
];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if archive.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let content = Element::mixed(&archive.needed("content.xml")?, KEPT)?;
    let styles = archive
        .part("styles.xml")?
        .map_or_else(|| Ok(Element::default()), |xml| Element::mixed(&xml, KEPT))?;
    written(&content, &styles)
}

/// The text in the XML of one file (.fodt).
pub(super) fn flat(xml: &str) -> Result<Draft, ReadError> {
    written(&Element::mixed(xml, KEPT)?, &Element::default())
}

fn written(content: &Element, styles: &Element) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    if let Some(text) = content.find("body").and_then(|body| body.child("text")) {
        body::write(text, &[content, styles], &mut draft)?;
    }
    Ok(draft)
}
