//! HTML that stands in Markdown: tables as tables; styles and scripts are no text.

use super::{ReadError, grid::RawTable, html};

/// Elements whose lines are no text.
const SILENT: &[&str] = &["style", "script"];

/// Lines of an element that begins one of them.
pub(super) struct Element<'l> {
    /// One past its last line.
    pub(super) end: usize,
    /// Its tables.
    pub(super) tables: Vec<RawTable>,
    /// Its text between the tags, in pieces.
    pub(super) kept: Vec<&'l str>,
}

/// The table, style or script that begins a line and ends on one.
pub(super) fn element<'l>(lines: &[&'l str], at: usize) -> Result<Option<Element<'l>>, ReadError> {
    let begins = |name: &str| {
        let tag = lines[at].trim_start().strip_prefix('<').and_then(|rest| {
            rest.get(..name.len())
                .filter(|start| start.eq_ignore_ascii_case(name))
                .map(|_| &rest[name.len()..])
        });
        tag.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '>', '\t']))
    };
    let Some(name) = SILENT.iter().chain(&["table"]).find(|name| begins(name)) else { return Ok(None) };
    let close = format!("</{name}>");
    let closes = |line: &&str| line.to_ascii_lowercase().contains(&close);
    let Some(last) = lines[at..].iter().position(closes) else { return Ok(None) };
    let end = at + last + 1;
    if SILENT.contains(name) {
        return Ok(Some(Element { end, tables: Vec::new(), kept: Vec::new() }));
    }
    let tables = html::tables(&lines[at..end].join("\n"))?;
    let kept = lines[at..end].iter().flat_map(|line| between(line)).collect();
    Ok((!tables.is_empty()).then_some(Element { end, tables, kept }))
}

/// What stands on a line between its tags.
fn between(line: &str) -> impl Iterator<Item = &str> {
    line.split('<').enumerate().map(|(index, part)| match part.split_once('>') {
        Some((_, text)) if index > 0 => text,
        // A tag that ends on another line: nothing, at its place.
        _ if index > 0 => &part[..0],
        _ => part,
    })
}
