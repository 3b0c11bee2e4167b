use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// A file, and what to say at which of its places; the main one first.
#[derive(Clone, Debug)]
pub struct Excerpt<'a> {
    /// The name to show.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// Byte ranges and what to say at each.
    pub labels: Vec<(Range<usize>, String)>,
}

/// A message with the lines that it is about, its places underlined, as `rustc` prints them.
#[must_use]
pub fn pointed((word, code): (&str, &str), message: &str, excerpts: &[Excerpt<'_>], colour: bool) -> String {
    let snippets = excerpts.iter().enumerate().map(|(index, excerpt)| {
        let marks = excerpt.labels.iter().enumerate().map(|(at, (place, label))| {
            let main = index == 0 && at == 0;
            let kind = if main { AnnotationKind::Primary } else { AnnotationKind::Context };
            let mark = kind.span(on_borders(excerpt.text, place.clone()));
            if label.is_empty() { mark } else { mark.label(label.as_str()) }
        });
        Snippet::source(excerpt.text).path(excerpt.path).annotations(marks)
    });
    let group = Level::ERROR.with_name(word).primary_title(message).id(code).elements(snippets);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The range moved outwards to the borders of characters, inside the text.
fn on_borders(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end.max(start))
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, pointed};

    #[test]
    fn carets_stand_under_wide_characters() {
        let text = "spellings = [\"市亩\", \"亩\"]\n";
        let at = text.rfind("\"亩").unwrap();
        let labels = vec![(at..at + 5, "named again here".to_owned())];
        let shown = pointed(
            ("error", "unit-twice"),
            "`亩` names two units",
            &[Excerpt { path: "a.toml", text, labels }],
            false,
        );
        assert_eq!(
            shown,
            "error[unit-twice]: `亩` names two units\n --> a.toml:1:20\n  |\n1 | spellings = [\"市亩\", \"亩\"]\n  \
             |                      ^^^^ named again here"
        );
    }

    #[test]
    fn a_place_outside_the_text_is_moved_into_it() {
        let labels = vec![(50..90, String::new())];
        assert!(
            pointed(("error", "a-b"), "c", &[Excerpt { path: "x", text: "亩", labels }], false)
                .contains("x:1")
        );
    }
}
