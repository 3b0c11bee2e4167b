//! Mails of Outlook (.msg): the text, and the files that they carry, in a container of streams.

use super::{Draft, ReadError, compound::Compound, decode, html, plain};

/// The stream that only such a mail has.
pub(super) const MARK: &str = "__properties_version1.0";
const SUBJECT: &str = "0037";
const BODY: &str = "1000";
const PAGE: &str = "1013";
const LONG_NAME: &str = "3707";
const NAME: &str = "3704";
const CONTENT: &str = "__substg1.0_37010102";
const FILE: &str = "__attach_version1.0_";

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mail = open(bytes)?;
    let page = mail.stream(0, &["__substg1.0_10130102"]).map_or_else(
        || Ok(text(&mail, 0, PAGE).unwrap_or_default()),
        |page| decode::decode(&page, None).map(|decoded| decoded.text),
    )?;
    let draft = if page.trim().is_empty() {
        plain::read(&text(&mail, 0, BODY).unwrap_or_default().replace('\r', ""))?
    } else {
        html::read(&page)?
    };
    let title = text(&mail, 0, SUBJECT).unwrap_or_default();
    let title = title.trim();
    let known = title.is_empty() || draft.is_empty() || draft.text().contains(title);
    let mut draft = if known { draft } else { draft.below(title) };
    let files = mail.inside(0).iter().filter(|(_, name)| name.starts_with(FILE)).count();
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
    let mail = open(bytes)?;
    let folders = mail.inside(0).into_iter().filter(|(_, name)| name.starts_with(FILE));
    let file = |(folder, _): (usize, &str)| {
        let name = text(&mail, folder, LONG_NAME).or_else(|| text(&mail, folder, NAME))?;
        Some((name, mail.stream(folder, &[CONTENT])?))
    };
    Ok(folders.filter_map(file).collect())
}

fn open(bytes: &[u8]) -> Result<Compound<'_>, ReadError> {
    Compound::open(bytes).ok_or_else(|| ReadError::Broken("its container of streams is broken".to_owned()))
}

/// A property that is text: in letters of two bytes, or in some older encoding.
fn text(mail: &Compound<'_>, folder: usize, property: &str) -> Option<String> {
    if let Some(wide) = mail.stream(folder, &[format!("__substg1.0_{property}001F").as_str()]) {
        let units: Vec<u16> = wide.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        return Some(String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned());
    }
    let narrow = mail.stream(folder, &[format!("__substg1.0_{property}001E").as_str()])?;
    decode::decode(narrow.strip_suffix(b"\0").unwrap_or(&narrow), None).ok().map(|decoded| decoded.text)
}
