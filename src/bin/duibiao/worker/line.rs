//! A line that brings a document.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use serde_json::Value;

/// What a document is called by who sent it: a string, a whole number, or null where it could not be found.
pub(super) type Id = Value;

/// A document as it came.
pub(super) struct Document {
    pub(super) id: Id,
    /// What it is called; its ending gives the kind of text.
    pub(super) name: String,
    pub(super) content: Content,
}

/// What a document is made of.
pub(super) enum Content {
    /// Text, whose encoding is known.
    Text(String),
    /// The bytes of a file.
    Bytes(Vec<u8>),
}

/// A line that brings no document: the name of the document, where it stands there, and what is wrong.
pub(super) struct Fault {
    pub(super) id: Id,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with an id and a text")]
struct Raw {
    id: OneId,
    text: Option<String>,
    bytes: Option<String>,
    name: Option<String>,
}

/// The name alone, of a line that is wrong elsewhere.
#[derive(Deserialize)]
#[serde(expecting = "an object with an id")]
struct Named {
    id: OneId,
}

/// The document of a line; `None` where the line is empty.
pub(super) fn document(line: &[u8]) -> Option<Result<Document, Fault>> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    Some(match serde_json::from_slice::<Raw>(line) {
        Ok(raw) => raw.document(),
        Err(error) => {
            // What is no object names nothing, though serde would read a list by its places.
            let named = line.trim_ascii_start().starts_with(b"{");
            let id = named.then(|| serde_json::from_slice::<Named>(line).ok()).flatten();
            let id = id.map_or(Value::Null, |named| named.id.0);
            Err(Fault { id, reason: format!("it is no such line ({}): send {EXPECTED}", told(&error)) })
        }
    })
}

const EXPECTED: &str = "{\"id\": …, \"text\": …} or {\"id\": …, \"bytes\": \"<base64>\"}";

/// What is wrong and in which column; there is only one line.
fn told(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at byte ")
}

impl Raw {
    fn document(self) -> Result<Document, Fault> {
        let id = self.id.0;
        let content = match (self.text, self.bytes) {
            (Some(text), None) => Ok(Content::Text(text)),
            (None, Some(bytes)) => decoded(bytes).map(Content::Bytes),
            (Some(_), Some(_)) => Err("it has both text and bytes: send one of them".to_owned()),
            (None, None) => Err(format!("it has neither text nor bytes: send {EXPECTED}")),
        };
        match content {
            Ok(content) => {
                let name = self.name.unwrap_or_else(|| shown(&id));
                Ok(Document { id, name, content })
            }
            Err(reason) => Err(Fault { id, reason }),
        }
    }
}

impl Content {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// An id without the quotes of JSON.
pub(super) fn shown(id: &Id) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// The bytes behind base64, which may be broken into lines as mail and some engines do.
fn decoded(mut text: String) -> Result<Vec<u8>, String> {
    text.retain(|letter| !letter.is_ascii_whitespace());
    STANDARD.decode(text).map_err(|error| format!("its bytes are no base64: {error}"))
}

/// A string or a whole number, and nothing that would have to be kept to be understood.
struct OneId(Id);

impl<'de> Deserialize<'de> for OneId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Id;
            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("an id that is a string or a whole number")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                Ok(text.into())
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
                Ok(number.into())
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Id, E> {
                Ok(number.into())
            }
        }
        from.deserialize_any(Read).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, document};

    fn read(line: &str) -> Result<(String, String, String), (String, String)> {
        match document(line.as_bytes()).unwrap() {
            Ok(document) => {
                let content = match document.content {
                    Content::Text(text) => text,
                    Content::Bytes(bytes) => format!("{bytes:?}"),
                };
                Ok((document.id.to_string(), document.name, content))
            }
            Err(fault) => Err((fault.id.to_string(), fault.reason)),
        }
    }

    #[test]
    fn a_line_brings_text_or_bytes_under_its_id() {
        let said = |id: &str, name: &str, content: &str| Ok((id.into(), name.into(), content.into()));
        assert_eq!(read(r#"{"id":"a","text":"甲\n"}"#), said("\"a\"", "a", "甲\n"));
        assert_eq!(read(r#"{"text":"","id":-7,"more":[{}]}"#), said("-7", "-7", ""));
        assert_eq!(
            read(r#"{"id":1,"bytes":"AAEC\r\n/w==","name":"x.docx"}"#),
            said("1", "x.docx", "[0, 1, 2, 255]")
        );
        assert!(document(b" \r").is_none());
    }

    #[test]
    fn a_wrong_line_says_what_is_wrong_and_keeps_its_id() {
        for (line, id, reason) in [
            ("甲", "null", "expected value at byte 1"),
            ("{\"id\":1", "null", "EOF while parsing"),
            ("[1]", "null", "expected an object with an id and a text"),
            ("5", "null", "expected an object with an id and a text"),
            (r#"{"text":"甲"}"#, "null", "missing field `id`"),
            (r#"{"id":1.5,"text":"甲"}"#, "null", "a string or a whole number"),
            (r#"{"id":{"a":1},"text":"甲"}"#, "null", "a string or a whole number"),
            (r#"{"id":1}"#, "1", "neither text nor bytes"),
            (r#"{"id":1,"text":"","bytes":""}"#, "1", "both text and bytes"),
            (r#"{"id":1,"text":5}"#, "1", "expected a string"),
            (r#"{"id":"b","bytes":"a*"}"#, "\"b\"", "no base64"),
        ] {
            let (shown, told) = read(line).unwrap_err();
            assert!(shown == id && told.contains(reason), "{line}: {shown} {told}");
        }
    }
}
