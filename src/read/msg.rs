//! Mails of Outlook (.msg): the text, and the files that they carry, in a container of streams.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Draft, ReadError, code_page, compound, compound::Compound, decode, html, plain};

/// The stream that only such a mail has.
pub(super) const MARK: &str = "__properties_version1.0";
const SUBJECT: &str = "0037";
const BODY: &str = "1000";
const PAGE: &str = "1013";
const LONG_NAME: &str = "3707";
const NAME: &str = "3704";
const CONTENT: &str = "__substg1.0_37010102";
/// The folder of a mail in a mail.
const MAIL: &str = "__substg1.0_3701000D";
const FILE: &str = "__attach_version1.0_";
/// Bytes of the stream of properties before the first of them, bytes of one, and the property that is the code page.
const HEAD: usize = 32;
const PROPERTY: usize = 16;
const CODE_PAGE: u32 = 0x3ffd_0003;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mail = open(bytes)?;
    let page = page(&mail, 0)?;
    let draft = if page.trim().is_empty() {
        plain::read(&text(&mail, 0, BODY).unwrap_or_default().replace('\r', ""))?
    } else {
        html::whole(&page)?
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

/// True where a mail says something itself, and does not only carry files.
pub(super) fn speaks(bytes: &[u8]) -> bool {
    read(bytes).map_or(true, |draft| !draft.text().trim().is_empty())
}

/// The files that a mail carries, with their names.
pub(super) fn attached(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let mail = open(bytes)?;
    let folders = mail.inside(0).into_iter().filter(|(_, name)| name.starts_with(FILE));
    let file = |(folder, _): (usize, &str)| {
        let Some(content) = mail.stream(folder, &[CONTENT]) else { return inner(&mail, folder) };
        let name = text(&mail, folder, LONG_NAME).or_else(|| text(&mail, folder, NAME))?;
        Some((name, content))
    };
    Ok(folders.filter_map(file).collect())
}

/// A mail in a mail, as a page or a text under its subject.
fn inner(mail: &Compound<'_>, attachment: usize) -> Option<(String, Vec<u8>)> {
    let (folder, _) = mail.inside(attachment).into_iter().find(|(_, name)| *name == MAIL)?;
    let title = text(mail, folder, SUBJECT).unwrap_or_default();
    let body = text(mail, folder, BODY).unwrap_or_default().replace('\r', "");
    let (ending, whole) = match page(mail, folder).ok()? {
        page if page.trim().is_empty() => ("txt", format!("{title}\n{body}")),
        page => ("html", page),
    };
    Some((format!("{}.{ending}", title.replace(['/', '\\'], "_")), whole.into_bytes()))
}

fn open(bytes: &[u8]) -> Result<Compound<'_>, ReadError> {
    Compound::open(bytes).ok_or_else(|| ReadError::Broken("its container of streams is broken".to_owned()))
}

/// The text of a mail as HTML; empty where it has none.
fn page(mail: &Compound<'_>, folder: usize) -> Result<String, ReadError> {
    match mail.stream(folder, &[format!("__substg1.0_{PAGE}0102").as_str()]) {
        Some(page) => decode::decode(&page, None).map(|decoded| decoded.text),
        None => Ok(text(mail, folder, PAGE).unwrap_or_default()),
    }
}

/// A property that is text: in letters of two bytes, or in some older encoding.
fn text(mail: &Compound<'_>, folder: usize, property: &str) -> Option<String> {
    if let Some(wide) = mail.stream(folder, &[format!("__substg1.0_{property}001F").as_str()]) {
        let units: Vec<u16> = wide.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        return Some(String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned());
    }
    let narrow = mail.stream(folder, &[format!("__substg1.0_{property}001E").as_str()])?;
    let narrow = narrow.strip_suffix(b"\0").unwrap_or(&narrow);
    // Western is what programs say that do not know better.
    let told = encoding(mail).filter(|told| *told != WINDOWS_1252).map(Encoding::name);
    let decoded = decode::decode(narrow, told).or_else(|_| decode::decode(narrow, None));
    decoded.ok().map(|decoded| decoded.text)
}

/// The encoding that a mail says of its narrow texts.
fn encoding(mail: &Compound<'_>) -> Option<&'static Encoding> {
    let properties = mail.stream(0, &[MARK])?;
    let told = properties.get(HEAD..)?.chunks_exact(PROPERTY);
    let page =
        told.filter(|one| compound::word(one, 0) == Some(CODE_PAGE)).find_map(|one| compound::word(one, 8));
    code_page::of(page?.try_into().ok()?)
}
