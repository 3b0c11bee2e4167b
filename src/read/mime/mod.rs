//! Mails (.eml) and web archives (.mht): the text among their parts, and the files that they carry.

mod head;
mod part;

use super::{Draft, ReadError, decode, html, plain};
use part::Part;

/// True where bytes begin with the head of a mail or a web archive.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = head::of(bytes);
    let first = head.lines.first().is_some_and(|(name, _)| !name.is_empty());
    first && head.lines.len() > 1 && head.get("mime-version").is_some() && head.get("content-type").is_some()
}

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let parts = part::leaves(bytes)?;
    let subject = head::of(bytes).get("subject").map(head::shown).unwrap_or_default();
    let shown =
        |kind: &str| parts.iter().filter(|part| part.kind == kind && !part.attached).collect::<Vec<&Part>>();
    let pages = shown("text/html");
    let draft = match pages.first() {
        Some(first) => page(first, &pages)?,
        None => {
            let texts: Result<Vec<String>, ReadError> =
                shown("text/plain").iter().map(|part| text(part)).collect();
            plain::read(&texts?.join("\n"))?
        }
    };
    // Chrome calls a page by its title, and the page has it itself.
    let title = subject.trim();
    let known = title.is_empty() || draft.text().contains(title) || parts.iter().any(|part| part.located);
    let files = parts.iter().filter(|part| part.attached).count();
    let mut draft = if known || draft.is_empty() { draft } else { draft.below(title) };
    if files > 0 {
        draft.note(
            "mail-files",
            format!("{files} files are attached, each of which is a document of its own"),
        );
    }
    Ok(draft)
}

/// The files that a mail carries, with their names.
pub(super) fn attached(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let parts = part::leaves(bytes)?.into_iter().filter(|part| part.attached && !part.name.is_empty());
    Ok(parts.map(|part| (part.name, part.bytes)).collect())
}

/// A page; where it only frames others, those.
fn page(first: &Part, pages: &[&Part]) -> Result<Draft, ReadError> {
    let whole = text(first)?;
    if !whole.to_ascii_lowercase().contains("<frameset") {
        return html::read(&whole);
    }
    let sheets: Result<Vec<String>, ReadError> = pages[1..].iter().map(|page| text(page)).collect();
    let tables: Vec<String> =
        sheets?.into_iter().filter(|page| page.to_ascii_lowercase().contains("<table")).collect();
    html::read(&tables.join("\n"))
}

fn text(part: &Part) -> Result<String, ReadError> {
    let named = part.charset.as_deref().and_then(|name| decode::decode(&part.bytes, Some(name)).ok());
    match named {
        Some(decoded) => Ok(decoded.text),
        None => decode::decode(&part.bytes, None).map(|decoded| decoded.text),
    }
}
