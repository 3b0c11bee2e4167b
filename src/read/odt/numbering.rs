use std::collections::HashMap;

use crate::read::{
    lists::{Level, Lists},
    xml::Element,
};

/// The numbers of list items and headings, counted as they come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Lists,
    /// The levels of each list style.
    styles: HashMap<String, Vec<Level>>,
    /// The list that a style, or a list by its own name, counts in.
    counting: HashMap<String, String>,
    begun: usize,
}

/// The name of the list of headings.
const HEADINGS: &str = "headings";

impl Numbering {
    pub(super) fn new(parts: &[&Element]) -> Self {
        let mut made = Self::default();
        for part in parts {
            let holders = ["automatic-styles", "styles"].into_iter().filter_map(|name| part.find(name));
            for holder in holders {
                for style in holder.all("list-style") {
                    made.styles.insert(style.get("name").unwrap_or_default().to_owned(), levels(style));
                }
                if let Some(outline) = holder.child("outline-style") {
                    made.lists.define(HEADINGS.to_owned(), levels(outline));
                    made.lists.list(HEADINGS.to_owned(), HEADINGS.to_owned(), HashMap::new());
                }
            }
        }
        made
    }

    /// The list in which a list element counts, given the style of the list around it.
    pub(super) fn list(&mut self, list: &Element, style: &str) -> String {
        let goes_on = list.get("continue-numbering") == Some("true");
        let known = match list.get("continue-list") {
            Some(other) => self.counting.get(&format!("#{other}")),
            None if goes_on => self.counting.get(style),
            None => None,
        };
        let name = known.cloned().unwrap_or_else(|| {
            self.begun += 1;
            let name = format!("{} {style}", self.begun);
            self.lists.define(name.clone(), self.styles.get(style).cloned().unwrap_or_default());
            self.lists.list(name.clone(), name.clone(), HashMap::new());
            name
        });
        self.counting.insert(style.to_owned(), name.clone());
        if let Some(id) = list.get("id") {
            self.counting.insert(format!("#{id}"), name.clone());
        }
        name
    }

    /// The next number of a list.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        self.lists.next(list, level)
    }

    /// The next number of a heading.
    pub(super) fn heading(&mut self, heading: &Element) -> String {
        let level = heading.get("outline-level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        self.lists.next(HEADINGS, level.saturating_sub(1))
    }
}

fn levels(style: &Element) -> Vec<Level> {
    let numbered = style.children.iter().filter(|level| level.get("level").is_some());
    let mut levels = Vec::new();
    for level in numbered {
        let at = level.get("level").and_then(|at| at.parse::<usize>().ok()).unwrap_or(1).clamp(1, 10);
        levels.resize(levels.len().max(at), Level { start: 1, ..Level::default() });
        levels[at - 1] = one(level, at);
    }
    levels
}

/// A level of a list, from 1.
fn one(level: &Element, at: usize) -> Level {
    let format = match level.get("num-format").unwrap_or_default() {
        "" => "none",
        format if format.starts_with('一') || format.starts_with('壹') => "chineseCounting",
        format if format.starts_with('①') => "decimalEnclosedCircle",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        _ => "decimal",
    };
    let number = |key: &str| level.get(key).and_then(|value| value.parse::<usize>().ok()).unwrap_or(1);
    let first = (at + 1).saturating_sub(number("display-levels")).max(1);
    let parts: Vec<String> = (first..=at).map(|level| format!("%{level}")).collect();
    let around = |key: &str| level.get(key).unwrap_or_default();
    let plain = || format!("{}{}{}", around("num-prefix"), parts.join("."), around("num-suffix"));
    // The newer form says `%1%、` for what the older one says in pieces.
    let text = match level.get("num-list-format") {
        Some(format) => (1..=10)
            .fold(format.to_owned(), |text, level| text.replace(&format!("%{level}%"), &format!("%{level}"))),
        None => plain(),
    };
    Level { start: number("start-value"), format: format.to_owned(), text }
}
