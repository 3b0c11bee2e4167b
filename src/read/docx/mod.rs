//! .docx: paragraphs with their numbers, tables, and text boxes, as they are shown.

mod body;
mod numbering;
mod table;

use super::{
    Draft, ReadError,
    archive::Archive,
    links::{self, Links},
    xml::{self, Element},
};
use numbering::Numbering;

/// The attributes that are looked at.
const KEPT: &[&str] =
    &["val", "numId", "abstractNumId", "ilvl", "styleId", "type", "char", "listDefId", "ilfo", "name"];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = links::document(&mut archive).unwrap_or_else(|| "word/document.xml".to_owned());
    let links = Links::of(&mut archive, &main)?;
    let named = |kind: &str| links.part(kind).unwrap_or_else(|| format!("word/{kind}.xml"));
    let mut count = 0;
    let mut tree = |xml: &str| {
        count += xml::elements(xml);
        xml::within(count)?;
        Element::tree(xml, KEPT)
    };
    let document = tree(&archive.needed(&main)?)?;
    let mut part = |name: &str| match archive.part(name)? {
        Some(xml) => tree(&xml),
        None => Ok(Element::default()),
    };
    let (styles, numbering) = (part(&named("styles"))?, part(&named("numbering"))?);
    written(document.at(&["document", "body"]), &styles, &numbering)
}

/// A document in one file of XML: of Word 2003, or the parts of a .docx behind one another.
pub(super) fn flat(xml: &str) -> Result<Draft, ReadError> {
    let tree = Element::tree(xml, KEPT)?;
    if let Some(old) = tree.child("wordDocument") {
        return written(old.child("body"), old, old);
    }
    let parts = tree.child("package");
    let part = |name: &str| {
        let found = parts?.all("part").find(|part| part.get("name") == Some(name));
        found?.child("xmlData")
    };
    let none = Element::default();
    let or_none = |name| part(name).unwrap_or(&none);
    let body = part("/word/document.xml").and_then(|part| part.at(&["document", "body"]));
    written(body, or_none("/word/styles.xml"), or_none("/word/numbering.xml"))
}

fn written(body: Option<&Element>, styles: &Element, numbering: &Element) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    if let Some(body) = body {
        body::write(body, Numbering::new(styles, numbering), &mut draft)?;
    }
    Ok(draft)
}
