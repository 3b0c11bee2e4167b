use super::{Streams, formats::switched};
use crate::read::compound::short;

/// The place of the style sheet in the head.
const STYLES: usize = 0xa2;
/// How far styles are followed to the ones that they build on.
const DEPTH: usize = 16;

/// What a style says about its paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    base: usize,
    list: Option<usize>,
    level: Option<usize>,
    contents: bool,
    /// How it switches its letters hidden.
    hides: Option<u8>,
}

/// The styles by their numbers.
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub(super) fn of(streams: &Streams) -> Self {
        let part = streams.part(STYLES);
        let head = short(part, 0).map_or(0, usize::from);
        let fixed = short(part, 4).map_or(10, usize::from);
        let (mut at, mut styles) = (2 + head, Vec::new());
        while let Some(size) = short(part, at).map(usize::from) {
            let bytes = part.get(at + 2..at + 2 + size).unwrap_or_default();
            styles.push(style(bytes, fixed).unwrap_or_default());
            at += 2 + size;
        }
        Self(styles)
    }

    /// True for the lines of a table of contents.
    pub(super) fn is_contents(&self, style: usize) -> bool {
        self.0.get(style).is_some_and(|style| style.contents)
    }

    /// True where the letters of its paragraphs are hidden.
    pub(super) fn hides(&self, mut style: usize) -> bool {
        let mut told = Vec::new();
        while let Some(found) = self.0.get(style).filter(|_| told.len() < DEPTH) {
            told.push(found.hides);
            style = found.base;
        }
        told.into_iter().rev().flatten().fold(false, |below, how| switched(how, below))
    }

    /// The list and the level that a style gives to its paragraphs.
    pub(super) fn list(&self, mut style: usize) -> (Option<usize>, Option<usize>) {
        let (mut list, mut level) = (None, None);
        for _ in 0..DEPTH {
            let Some(found) = self.0.get(style) else { break };
            (list, level) = (list.or(found.list), level.or(found.level));
            style = found.base;
        }
        (list, level)
    }
}

/// A style of paragraphs: fixed fields, its name, and the properties that it sets.
fn style(bytes: &[u8], fixed: usize) -> Option<Style> {
    let base = usize::from(short(bytes, 2)? >> 4);
    if short(bytes, 2)? & 15 != 1 {
        return Some(Style { base, ..Style::default() });
    }
    let letters = usize::from(short(bytes, fixed)?);
    let name: Vec<u16> = (0..letters).filter_map(|at| short(bytes, fixed + 2 + 2 * at)).collect();
    let name = String::from_utf16_lossy(&name).to_lowercase();
    let at = fixed + 2 + 2 * letters + 2;
    let size = usize::from(short(bytes, at)?);
    let properties = bytes.get(at + 2..at + 2 + size).unwrap_or_default();
    let told = super::formats::Paragraph::of(properties, &[]);
    let contents = name.starts_with("toc ") || name == "table of figures";
    // The properties of the letters stand behind those of the paragraphs, at an even place.
    let at = at + 2 + size + size % 2;
    let letters = bytes.get(at + 2..at + 2 + short(bytes, at).map_or(0, usize::from)).unwrap_or_default();
    let hides = super::formats::hides(letters);
    Some(Style { base, list: told.list, level: told.level, contents, hides })
}
