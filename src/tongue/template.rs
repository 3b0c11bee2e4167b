//! A text with holes: `{}`, `{name}` or `{0}`, as in the format strings of the sources.

/// A part of it.
enum Piece {
    Words(String),
    /// The name of what stands here; empty for the next one.
    Hole(String),
}

/// A text with holes.
pub(super) struct Template(Vec<Piece>);

impl Template {
    pub(super) fn of(text: &str) -> Self {
        let (mut pieces, mut words) = (Vec::new(), String::new());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let twice = rest.starts_with("{{") || rest.starts_with("}}");
            let hole = rest.strip_prefix('{').and_then(|inside| inside.split_once('}')).filter(|_| !twice);
            match hole.filter(|(name, _)| is_name(name)) {
                Some((name, behind)) => {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                    pieces.push(Piece::Hole(name.split(':').next().unwrap_or_default().to_owned()));
                    rest = behind;
                }
                None => {
                    words.push(letter);
                    rest = &rest[letter.len_utf8() + usize::from(twice)..];
                }
            }
        }
        pieces.push(Piece::Words(words));
        Self(pieces)
    }

    /// How many holes it has.
    pub(super) fn holes(&self) -> usize {
        self.0.iter().filter(|piece| matches!(piece, Piece::Hole(_))).count()
    }

    /// How many bytes of its own it has.
    pub(super) fn letters(&self) -> usize {
        self.0.iter().map(|piece| if let Piece::Words(words) = piece { words.len() } else { 0 }).sum()
    }

    /// Its words, holes left out.
    pub(super) fn plain(&self) -> String {
        self.filled(&[])
    }

    /// What stands in its holes in a text; `None` where the text is none of this form.
    pub(super) fn values<'t>(&self, text: &'t str) -> Option<Vec<(&str, &'t str)>> {
        let (Some(Piece::Words(first)), Some(Piece::Words(last))) = (self.0.first(), self.0.last()) else {
            return None;
        };
        let mut rest = text.strip_prefix(first.as_str())?.strip_suffix(last.as_str())?;
        let mut values = Vec::new();
        let inner = self.0.get(1..self.0.len() - 1)?;
        for (at, piece) in inner.iter().enumerate() {
            let Piece::Hole(name) = piece else { continue };
            let value = match inner.get(at + 1) {
                Some(Piece::Words(words)) => {
                    let (value, behind) = rest.split_once(words.as_str())?;
                    rest = behind;
                    value
                }
                Some(Piece::Hole(_)) | None => std::mem::take(&mut rest),
            };
            values.push((name.as_str(), value));
        }
        Some(values)
    }

    /// The text with values in its holes: by name, by number, or in their order.
    pub(super) fn filled(&self, values: &[(&str, String)]) -> String {
        let mut next = values.iter().filter(|(name, _)| name.is_empty());
        let mut text = String::new();
        for piece in &self.0 {
            let value = match piece {
                Piece::Words(words) => Some(words),
                Piece::Hole(name) if name.is_empty() => next.next().map(|(_, value)| value),
                Piece::Hole(name) => {
                    let named = values.iter().find(|(own, _)| own == name);
                    let numbered = || name.parse().ok().and_then(|number: usize| values.get(number));
                    named.or_else(numbered).map(|(_, value)| value)
                }
            };
            text.push_str(value.map_or("", String::as_str));
        }
        text
    }
}

fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "_:.?>$".contains(c))
}
