//! XML of documents: no entities but the five and numbers, no deep nesting, names without their prefix.

use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event},
    reader::Reader,
};

use super::{ReadError, bounds};

/// One step through the XML.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The element of this name ends.
    Close(String),
    /// Text.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this name, prefixes aside unless one is named.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten();
        let whole = name.contains(':');
        let mut named = found.filter(|attribute| {
            let key =
                if whole { attribute.key.into_inner() } else { attribute.key.local_name().into_inner() };
            key == name
        });
        let value = named.next()?;
        value.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }
}

/// Steps through the XML of a part.
pub(super) struct Steps<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Steps<'a> {
    pub(super) fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next step; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Step<'a>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| broken(&error))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    ReadError::beyond("the nesting of the XML", self.depth, bounds::NESTING)?;
                    Step::Open(Tag(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(end.local_name().into_inner().to_owned())
                }
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Step::Text(character(&name)?),
                Event::DocType(_) => return Err(ReadError::Broken("its XML declares entities".to_owned())),
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::Broken("its XML ends too soon".to_owned()));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }
}

fn broken(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken(format!("its XML is broken ({error})"))
}

/// How many elements begin in a part, as far as that is seen without reading it; what comments hold counts, too.
pub(super) fn elements(xml: &str) -> usize {
    xml.matches('<').count() - xml.matches("</").count()
}

/// An error where a document has so many elements.
pub(super) fn within(elements: usize) -> Result<(), ReadError> {
    ReadError::beyond("the number of elements of the XML", elements, bounds::XML_ELEMENTS)
}

/// The character that `&amp;` or `&#x4e00;` stands for.
fn character(name: &quick_xml::events::BytesRef<'_>) -> Result<String, ReadError> {
    if let Some(letter) = name.resolve_char_ref().map_err(|error| broken(&error))? {
        return Ok(letter.to_string());
    }
    let letter = match &**name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => return Err(ReadError::Broken(format!("its XML has an entity `{other}`"))),
    };
    Ok(letter.to_owned())
}

/// An element with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// The text of a leaf.
    pub(super) text: String,
}

impl Element {
    /// The whole tree of a part; `kept` says which attributes are of use.
    pub(super) fn tree(xml: &str, kept: &[&str]) -> Result<Self, ReadError> {
        Self::grown(xml, kept, false)
    }

    /// The same where text and elements stand side by side: each piece of text is a child without a name.
    pub(super) fn mixed(xml: &str, kept: &[&str]) -> Result<Self, ReadError> {
        Self::grown(xml, kept, true)
    }

    fn grown(xml: &str, kept: &[&str], mixed: bool) -> Result<Self, ReadError> {
        within(elements(xml))?;
        let mut steps = Steps::new(xml);
        let mut open = vec![Element::default()];
        while let Some(step) = steps.next()? {
            match step {
                Step::Open(tag) => {
                    let value = |name: &&str| tag.get(name).map(|value| ((*name).to_owned(), value));
                    let attributes = kept.iter().filter_map(value).collect();
                    open.push(Element { name: tag.name().to_owned(), attributes, ..Element::default() });
                }
                Step::Close(_) => {
                    let done = open.pop().unwrap_or_default();
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(done);
                    }
                }
                Step::Text(text) => {
                    if let Some(inside) = open.last_mut() {
                        match inside.children.last_mut().filter(|_| mixed) {
                            Some(last) if last.name.is_empty() => last.text.push_str(&text),
                            _ if mixed => inside.children.push(Element { text, ..Element::default() }),
                            _ => inside.text.push_str(&text),
                        }
                    }
                }
            }
        }
        Ok(open.pop().unwrap_or_default())
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element that a path of names leads to.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The children of this name.
    pub(super) fn all<'e>(&'e self, name: &'static str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// An attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first element of this name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.children.iter().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// The attribute `val` of the element that a path leads to.
    pub(super) fn val(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.get("val")
    }

    /// True where a switch such as `<w:vanish/>` is on.
    pub(super) fn on(&self, path: &[&str]) -> bool {
        self.at(path).is_some_and(|switch| !matches!(switch.get("val"), Some("0" | "false" | "none" | "off")))
    }
}
