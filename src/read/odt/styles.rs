use std::collections::HashMap;

use crate::read::xml::Element;

/// What a style does to letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) hidden: bool,
    /// `sup` or `sub`, or nothing.
    pub(super) shift: &'static str,
}

/// The styles of letters and paragraphs by their names.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn of(parts: &[&Element]) -> Self {
        let mut styles = HashMap::new();
        for part in parts {
            let holders = ["automatic-styles", "styles"].into_iter().filter_map(|name| part.find(name));
            for style in holders.flat_map(|holder| holder.all("style")) {
                if let (Some(name), Some(letters)) = (style.get("name"), style.child("text-properties")) {
                    styles.insert(name.to_owned(), of(letters));
                }
            }
        }
        Self(styles)
    }

    /// What the style that an element names does.
    pub(super) fn at(&self, element: &Element) -> Style {
        element.get("style-name").and_then(|name| self.0.get(name)).copied().unwrap_or_default()
    }
}

fn of(letters: &Element) -> Style {
    let position = letters.get("text-position").unwrap_or_default();
    let raised = position.starts_with("super") || position.starts_with(|c: char| ('1'..='9').contains(&c));
    let lowered = position.starts_with("sub") || position.starts_with('-');
    let shift = if raised {
        "sup"
    } else if lowered {
        "sub"
    } else {
        ""
    };
    Style { hidden: letters.get("display") == Some("none"), shift }
}
