use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use encoding_rs::{Encoding, GB18030};

/// Base64 that need not be padded.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Longest head that is looked at, in bytes.
const HEAD: usize = 256 << 10;

/// The lines over a mail or over one of its parts.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Names in lower case, and values, lines that go on joined.
    pub(super) lines: Vec<(String, String)>,
    /// Where the body begins.
    pub(super) end: usize,
}

/// The head that bytes begin with.
pub(super) fn of(bytes: &[u8]) -> Head {
    let mut head = Head::default();
    let mut at = envelope(bytes);
    while at < bytes.len().min(HEAD) {
        let end =
            bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| at + found + 1);
        let raw = &bytes[at..end];
        let line = decoded(raw.trim_ascii_end());
        at = end;
        if line.is_empty() {
            // A line of blanks goes on with the one before it.
            if raw.starts_with(b" ") || raw.starts_with(b"\t") {
                continue;
            }
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = head.lines.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        let (name, value) = line.split_once(':').unwrap_or(("", ""));
        let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let name = if named { name.to_ascii_lowercase() } else { String::new() };
        head.lines.push((name, value.trim().to_owned()));
    }
    head.end = at;
    head
}

/// Where the head begins: behind the line `From a@b.c Mon May 2 …` that mail boxes put over a mail.
fn envelope(bytes: &[u8]) -> usize {
    let line = bytes.iter().take(HEAD).position(|&byte| byte == b'\n').map_or(0, |found| found + 1);
    if bytes.starts_with(b"From ") { line } else { 0 }
}

/// The letters of a line: UTF-8, or what mails of old programs hold.
fn decoded(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| GB18030.decode(bytes).0.into_owned(), str::to_owned)
}

impl Head {
    /// The value of a line.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// A value of the form `text/html; charset="gb2312"` without its parameters, in lower case.
pub(super) fn kind(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A parameter of such a value; one that is cut into pieces is put together.
pub(super) fn parameter(value: &str, name: &str) -> Option<String> {
    let (mut found, mut coded) = (String::new(), false);
    for piece in pieces(value) {
        let Some((key, text)) = piece.split_once('=') else { continue };
        let key = key.trim().to_ascii_lowercase();
        let text = text.trim().trim_matches('"');
        let Some(rest) = key.strip_prefix(name) else { continue };
        if rest.is_empty() {
            return Some(shown(text));
        }
        if rest.starts_with('*') {
            coded |= rest.ends_with('*');
            found.push_str(text);
        }
    }
    match found.as_str() {
        "" => None,
        _ if coded => Some(percent(&found)),
        _ => Some(shown(&found)),
    }
}

/// The pieces between semicolons that stand in no quotes.
fn pieces(value: &str) -> Vec<&str> {
    let (mut quoted, mut begun, mut pieces) = (false, 0, Vec::new());
    for (at, letter) in value.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                pieces.push(&value[begun..at]);
                begun = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&value[begun..]);
    pieces
}

/// `UTF-8''%E8%A1%A8` as text.
fn percent(text: &str) -> String {
    let mut parts = text.splitn(3, '\'');
    let (name, rest) = match (parts.next(), parts.next(), parts.next()) {
        (Some(name), Some(_), Some(rest)) => (name, rest),
        _ => ("utf-8", text),
    };
    in_encoding(name, &escaped(rest.as_bytes(), b'%'))
}

/// Bytes with `=E8` or `%E8` for those that are not written out.
pub(super) fn escaped(bytes: &[u8], mark: u8) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| bytes[at] == mark) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

fn in_encoding(name: &str, bytes: &[u8]) -> String {
    let encoding = Encoding::for_label(name.as_bytes());
    encoding
        .map_or_else(|| decoded(bytes), |encoding| encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// Base64 with whatever stands between its letters.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let letters = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'+' || *byte == b'/';
    let mut kept: Vec<u8> = bytes.iter().copied().filter(letters).collect();
    // A lone last letter stands for nothing.
    if kept.len() % 4 == 1 {
        kept.pop();
    }
    LENIENT.decode(kept).unwrap_or_default()
}

/// A value as people see it: `=?gb2312?B?…?=` is text in an encoding.
pub(super) fn shown(value: &str) -> String {
    let (mut out, mut rest, mut coded) = (String::new(), value, false);
    while let Some(at) = rest.find("=?") {
        let before = &rest[..at];
        let mut parts = rest[at + 2..].splitn(4, '?');
        let word = (parts.next(), parts.next(), parts.next(), parts.next());
        let (Some(name), Some(how), Some(text), Some(after)) = word else { break };
        let Some(after) = after.strip_prefix('=') else { break };
        // Blanks between two such words are none of the text.
        if !(coded && before.trim().is_empty()) {
            out.push_str(before);
        }
        let bytes = match how {
            "B" | "b" => base64(text.as_bytes()),
            _ => escaped(text.replace('_', " ").as_bytes(), b'='),
        };
        out.push_str(&in_encoding(name.split('*').next().unwrap_or_default(), &bytes));
        (rest, coded) = (after, true);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{base64, parameter, shown};

    #[test]
    fn words_and_names_in_other_letters_are_read() {
        assert_eq!(shown("=?utf-8?B?6L+b5bGV?= =?gb2312?Q?=CD=A8=B1=A8?= 1"), "进展通报 1");
        assert_eq!(shown("a =? b"), "a =? b");
        let value = "attachment; filename*0*=UTF-8''%E8%A1; filename*1*=%A8.docx; size=3";
        assert_eq!(parameter(value, "filename").as_deref(), Some("表.docx"));
        assert_eq!(parameter("a; name=\"b;c.txt\"", "name").as_deref(), Some("b;c.txt"));
        assert_eq!(base64(b"YW Jj\r\nZ"), b"abc");
    }
}
