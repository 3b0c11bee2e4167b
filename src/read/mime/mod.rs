//! Mails (.eml) and web archives (.mht): the text among their parts, and the files that they carry.

mod head;
mod part;

use super::{Draft, ReadError, decode, html, plain};
use part::Part;

/// The lines of a head one of which says that it is that of a mail; some programs leave out the first.
const SIGNS: &[&str] = &["mime-version", "received", "return-path", "message-id"];

/// True where bytes begin with the head of a mail or a web archive.
pub(super) fn begins(bytes: &[u8]) -> bool {
    // The name of a line is written in ASCII.
    if bytes.first().is_none_or(|first| !first.is_ascii()) {
        return false;
    }
    let head = head::of(bytes);
    let first = head.lines.first().is_some_and(|(name, _)| !name.is_empty());
    let told = SIGNS.iter().any(|sign| head.get(sign).is_some());
    first && head.lines.len() > 1 && told && head.get("content-type").is_some()
}

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let parts = part::leaves(bytes)?;
    let head = head::of(bytes);
    let subject = head.get("subject").map(head::shown).unwrap_or_default();
    let shown: Vec<&Part> = parts.iter().filter(|part| part.is_shown()).collect();
    let first = shown.iter().position(|part| part.kind == "text/html");
    let browser = head.get("snapshot-content-location").is_some()
        || head.get("from").is_some_and(|from| from.starts_with("<Saved"));
    let saved = first.is_some_and(|first| browser || shown[first].located);
    let draft = match first {
        Some(first) if saved => page(shown[first], &shown[first..])?,
        Some(_) => html::whole(&together(&shown)?)?,
        None => {
            let texts: Result<Vec<String>, ReadError> = shown.iter().map(|part| text(part)).collect();
            plain::read(&texts?.join("\n"))?
        }
    };
    // Chrome calls a page by its title, and the page has it itself.
    let title = subject.trim();
    let known = title.is_empty() || draft.text().contains(title) || saved;
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

/// True where a mail says something itself, and does not only carry files.
pub(super) fn speaks(bytes: &[u8]) -> bool {
    read(bytes).map_or(true, |draft| !draft.text().trim().is_empty())
}

/// The pieces of a mail as one page, lines of plain text among them as paragraphs.
fn together(shown: &[&Part]) -> Result<String, ReadError> {
    let mut whole = String::new();
    for part in shown {
        let text = text(part)?;
        if part.kind == "text/html" {
            whole.push_str(&text);
            continue;
        }
        for line in text.lines() {
            let line = line.replace('&', "&amp;").replace('<', "&lt;");
            whole.push_str(&format!("<p>{line}</p>"));
        }
    }
    Ok(whole)
}

/// A page as it was saved; where it only frames others, those.
fn page(first: &Part, shown: &[&Part]) -> Result<Draft, ReadError> {
    let whole = text(first)?;
    let draft = html::read(&whole)?;
    // A page may speak of frames without having any.
    if !draft.is_empty() || !whole.to_ascii_lowercase().contains("<frameset") {
        return Ok(draft);
    }
    let pages = shown[1..].iter().filter(|part| part.kind == "text/html");
    let sheets: Result<Vec<String>, ReadError> = pages.map(|page| text(page)).collect();
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
