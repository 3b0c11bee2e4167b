//! .docx: paragraphs with their numbers, tables, and text boxes, as they are shown.

mod body;
mod numbering;
mod table;

use super::{
    Draft, ReadError,
    archive::Archive,
    links::{self, Links},
    xml::Element,
};
use numbering::Numbering;

/// The attributes that are looked at.
const KEPT: &[&str] = &["val", "numId", "abstractNumId", "ilvl", "styleId", "type", "char"];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = links::document(&mut archive).unwrap_or_else(|| "word/document.xml".to_owned());
    let links = Links::of(&mut archive, &main)?;
    let named = |kind: &str| links.part(kind).unwrap_or_else(|| format!("word/{kind}.xml"));
    let document = Element::tree(&archive.needed(&main)?, KEPT)?;
    let part = |archive: &mut Archive<'_>, name: &str| -> Result<Element, ReadError> {
        archive.part(name)?.map_or_else(|| Ok(Element::default()), |xml| Element::tree(&xml, KEPT))
    };
    let styles = part(&mut archive, &named("styles"))?;
    let numbering = part(&mut archive, &named("numbering"))?;
    let mut draft = Draft::default();
    if let Some(body) = document.at(&["document", "body"]) {
        let numbers = Numbering::new(&styles, &numbering);
        body::write(body, numbers, &mut draft)?;
    }
    Ok(draft)
}
