use super::head::{self, Head};
use crate::read::ReadError;

/// Deepest nesting of parts, and most of them.
const NESTING: usize = 32;
const PARTS: usize = 10_000;

/// A part that holds no others.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Such as `text/html`.
    pub(super) kind: String,
    pub(super) charset: Option<String>,
    /// The name of the file that it is.
    pub(super) name: String,
    /// True for a file of its own, not shown in the text.
    pub(super) attached: bool,
    /// True where it says from which address it was saved.
    pub(super) located: bool,
    /// What it holds, decoded.
    pub(super) bytes: Vec<u8>,
}

impl Part {
    /// True for a piece of the text.
    pub(super) fn is_shown(&self) -> bool {
        !self.attached && matches!(self.kind.as_str(), "text/html" | "text/plain")
    }
}

/// The parts of a mail that hold no others, in their order.
pub(super) fn leaves(bytes: &[u8]) -> Result<Vec<Part>, ReadError> {
    let mut found = Vec::new();
    walk(bytes, 0, &mut found)?;
    Ok(found)
}

fn walk(bytes: &[u8], depth: usize, found: &mut Vec<Part>) -> Result<(), ReadError> {
    ReadError::beyond("the nesting of the parts", depth, NESTING)?;
    ReadError::beyond("the number of parts", found.len(), PARTS)?;
    let head = head::of(bytes);
    let told = head.get("content-type").unwrap_or("text/plain");
    let (body, kind) = (&bytes[head.end..], head::kind(told));
    match head::parameter(told, "boundary").filter(|_| kind.starts_with("multipart/")) {
        Some(boundary) => {
            let begun = found.len();
            for part in between(body, boundary.as_bytes()) {
                walk(part, depth + 1, found)?;
            }
            if kind == "multipart/alternative" {
                chosen(found, begun);
            }
        }
        None => match leaf(&head, told, body) {
            // A mail in a mail is a file of its own where it has a name, else a piece of the text.
            mail if mail.kind == MAIL && mail.name.is_empty() => {
                found.extend(subject(&mail.bytes));
                walk(&mail.bytes, depth + 1, found)?;
            }
            mut part => {
                if part.kind == MAIL && !part.name.to_ascii_lowercase().ends_with(".eml") {
                    part.name.push_str(".eml");
                }
                found.push(part);
            }
        },
    }
    Ok(())
}

/// The kind of a mail in a mail.
const MAIL: &str = "message/rfc822";

/// Of the forms of one text, the page: the plain text beside it says the same.
fn chosen(found: &mut Vec<Part>, begun: usize) {
    if found[begun..].iter().any(|part| part.kind == "text/html" && !part.attached) {
        let mut at = 0;
        found.retain(|part| {
            at += 1;
            at <= begun || part.attached || part.kind != "text/plain"
        });
    }
}

/// The subject of a mail in a mail, as a line of the text.
fn subject(mail: &[u8]) -> Option<Part> {
    let subject = head::shown(head::of(mail).get("subject")?);
    Some(Part {
        kind: "text/plain".to_owned(),
        charset: Some("utf-8".to_owned()),
        bytes: subject.into_bytes(),
        ..Part::default()
    })
}

fn leaf(head: &Head, told: &str, body: &[u8]) -> Part {
    let disposition = head.get("content-disposition").unwrap_or_default();
    let name = head::parameter(disposition, "filename").or_else(|| head::parameter(told, "name"));
    let coding = head::kind(head.get("content-transfer-encoding").unwrap_or_default()).replace(' ', "-");
    let bytes = match coding.as_str() {
        "base64" => head::base64(body),
        "quoted-printable" => head::escaped(&joined(body), b'='),
        _ => body.to_vec(),
    };
    let kind = head::kind(told);
    let located = head.get("content-location").is_some();
    let text = matches!(kind.as_str(), "text/html" | "text/plain");
    let attached = head::kind(disposition) == "attachment" || (name.is_some() && !text && !located);
    Part {
        charset: head::parameter(told, "charset"),
        name: name.unwrap_or_default(),
        attached,
        located,
        kind,
        bytes,
    }
}

/// Lines that end in `=` joined with the next.
fn joined(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        match line.trim_ascii_end().strip_suffix(b"=") {
            Some(rest) => out.extend_from_slice(rest),
            None => out.extend_from_slice(line),
        }
    }
    out
}

/// What stands between lines of `--boundary`.
fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut begun, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let rest = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary));
        if let Some(rest) = rest.map(<[u8]>::trim_ascii_end).filter(|rest| rest.is_empty() || *rest == b"--")
        {
            if let Some(begun) = begun {
                parts.push(&body[begun..at]);
            }
            begun = rest.is_empty().then_some(at + line.len());
        }
        at += line.len();
    }
    // The last line may be missing where a file was cut.
    parts.extend(begun.map(|begun| &body[begun..]));
    parts
}
