//! Presentations (.pptx): the paragraphs and tables of the slides, in their order.

use super::{
    Draft, ReadError,
    archive::Archive,
    grid::{RawCell, RawTable},
    html::shifted,
    xml::Element,
};
use crate::text::Locus;

/// The attributes that are looked at.
const KEPT: &[&str] =
    &["r:id", "Id", "Target", "show", "gridSpan", "rowSpan", "hMerge", "vMerge", "baseline", "type"];

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let list = Element::tree(&archive.needed("ppt/presentation.xml")?, KEPT)?;
    let links = Element::tree(&archive.needed("ppt/_rels/presentation.xml.rels")?, KEPT)?;
    let target = |id: &str| {
        let found = links.child("Relationships")?.all("Relationship").find(|link| link.get("Id") == Some(id));
        found?.get("Target").map(str::to_owned)
    };
    let (mut draft, mut hidden) = (Draft::default(), 0);
    let slides = list.at(&["presentation", "sldIdLst"]).into_iter().flat_map(|list| list.all("sldId"));
    for (index, slide) in slides.enumerate() {
        let Some(path) =
            slide.get("r:id").and_then(target).or_else(|| Some(format!("slides/slide{}.xml", index + 1)))
        else {
            continue;
        };
        let path = path.strip_prefix('/').map_or_else(|| format!("ppt/{path}"), str::to_owned);
        let Some(xml) = archive.part(&path)? else { continue };
        let slide = Element::tree(&xml, KEPT)?;
        let Some(slide) = slide.child("sld") else { continue };
        if matches!(slide.get("show"), Some("0" | "false")) {
            hidden += 1;
            continue;
        }
        shapes(slide, &Locus::Page(index + 1), &mut draft)?;
    }
    if hidden > 0 {
        draft.note(
            "slides-hidden",
            format!("hidden slides were left out ({hidden}): show them to have them read"),
        );
    }
    Ok(draft)
}

fn shapes(holder: &Element, locus: &Locus, draft: &mut Draft) -> Result<(), ReadError> {
    for child in &holder.children {
        match child.name.as_str() {
            // Numbers of slides, dates, and feet frame a slide.
            "sp" if furniture(child) => {}
            "p" => {
                draft.paragraph(&words(child), locus)?;
            }
            "tbl" => draft.table(table(child, locus))?,
            "Fallback" => {}
            _ => shapes(child, locus, draft)?,
        }
    }
    Ok(())
}

fn furniture(shape: &Element) -> bool {
    let kind = shape.at(&["nvSpPr", "nvPr", "ph"]).and_then(|place| place.get("type"));
    matches!(kind, Some("sldNum" | "dt" | "ftr" | "hdr"))
}

/// The text of a paragraph.
fn words(paragraph: &Element) -> String {
    let mut text = String::new();
    for run in &paragraph.children {
        match run.name.as_str() {
            "r" | "fld" => {
                let words = run.child("t").map_or("", |words| words.text.as_str());
                let raised = run.child("rPr").and_then(|style| style.get("baseline")?.parse::<i64>().ok());
                let shift = match raised.unwrap_or(0) {
                    1.. => "sup",
                    ..0 => "sub",
                    0 => "",
                };
                text += &shifted(shift, words).unwrap_or_else(|| words.to_owned());
            }
            "br" => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn table(table: &Element, locus: &Locus) -> RawTable {
    let rows = table.all("tr").map(|row| {
        let shown = row.all("tc").filter(|cell| cell.get("hMerge").is_none() && cell.get("vMerge").is_none());
        let cell = |cell: &Element| {
            let number = |key: &str| cell.get(key).and_then(|value| value.parse().ok()).unwrap_or(1);
            let paragraphs = cell.child("txBody").into_iter().flat_map(|body| body.all("p"));
            let lines: Vec<String> = paragraphs.map(words).collect();
            let (rows, cols) = (number("rowSpan"), number("gridSpan"));
            RawCell { text: lines.join("\n"), rows, cols, header: false, locus: Some(locus.clone()) }
        };
        shown.map(cell).collect()
    });
    RawTable { caption: None, name: None, rows: rows.collect() }
}
