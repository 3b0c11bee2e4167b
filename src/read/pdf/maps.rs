//! Fonts say by maps which characters their codes show: how many codes these speak of is counted before they are read.

use std::collections::HashSet;

use unpdf::parser::raw::{PdfObject, RawDocument, stream::decompress, tokenizer::dict_get};

use crate::read::{ReadError, bounds};

/// An error where the maps of the fonts speak of too many codes.
pub(super) fn look(bytes: &[u8]) -> Result<(), ReadError> {
    // What cannot be opened says why when it is read.
    let Ok(document) = RawDocument::load(bytes) else { return Ok(()) };
    let mut codes = 0usize;
    for map in maps(&document) {
        codes = codes.saturating_add(spoken_of(&String::from_utf8_lossy(&map)));
        ReadError::beyond("the number of codes in the maps of its fonts", codes, bounds::FONT_CODES)?;
    }
    Ok(())
}

/// The maps of all fonts that the pages lead to.
fn maps(document: &RawDocument) -> impl Iterator<Item = Vec<u8>> {
    let (mut open, mut seen, mut found) = (Vec::new(), HashSet::new(), HashSet::new());
    let mut fonts = Vec::new();
    open.extend(document.trailer().values());
    while let Some(object) = open.pop() {
        match object {
            PdfObject::Reference(number, generation) => {
                if seen.insert((*number, *generation)) {
                    open.extend(document.get_object((*number, *generation)));
                }
            }
            PdfObject::Array(items) => open.extend(items),
            _ => {
                let Some(dict) = object.as_dict() else { continue };
                if let Some(map) = dict_get(dict, b"ToUnicode") {
                    let at = map.as_reference();
                    if at.is_none_or(|at| found.insert(at)) {
                        fonts.push(document.resolve(map));
                    }
                }
                open.extend(dict.values());
            }
        }
    }
    fonts
        .into_iter()
        .filter_map(PdfObject::as_stream)
        .map(|map| decompress(map).unwrap_or_else(|_| map.raw_data.clone()))
}

/// How many codes the ranges of a map hold.
fn spoken_of(map: &str) -> usize {
    let mut codes = 0usize;
    for range in map.split("beginbfrange").skip(1) {
        let mut rest = range.split("endbfrange").next().unwrap_or_default();
        while let Some((low, after)) = word(rest) {
            let Some((high, after)) = word(after) else { break };
            let value = |word: &str| u32::from_str_radix(word, 16).unwrap_or(0);
            codes = codes.saturating_add(value(high).saturating_sub(value(low)) as usize + 1);
            let list = after.trim_start().strip_prefix('[').map(|list| list.split_once(']'));
            let next = match list {
                Some(list) => list.map(|(_, next)| next),
                None => word(after).map(|(_, next)| next),
            };
            let Some(next) = next else { break };
            rest = next;
        }
    }
    codes
}

/// What stands between the next `<` and `>`, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once('<')?.1.split_once('>')?;
    Some((word.trim(), rest))
}
