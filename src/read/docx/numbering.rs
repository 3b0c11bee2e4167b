use std::collections::{HashMap, HashSet};

use crate::read::{
    lists::{LEVELS, Level, Lists, counted_in},
    xml::Element,
};

/// The numbers of the paragraphs, counted as they come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Lists,
    styles: HashMap<String, (String, usize)>,
    /// Styles of the lines of a table of contents.
    contents: HashSet<String>,
}

impl Numbering {
    pub(super) fn new(styles: &Element, numbering: &Element) -> Self {
        let mut made = Self::default();
        if let Some(root) = numbering.child("numbering") {
            for list in root.all("abstractNum") {
                let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
                for level in list.all("lvl") {
                    let at = level.get("ilvl").and_then(|at| at.parse::<usize>().ok()).unwrap_or(LEVELS);
                    if let Some(place) = levels.get_mut(at) {
                        *place = Level {
                            start: level.val(&["start"]).and_then(|start| start.parse().ok()).unwrap_or(1),
                            format: level.val(&["numFmt"]).unwrap_or("decimal").to_owned(),
                            text: level.val(&["lvlText"]).unwrap_or_default().to_owned(),
                        };
                    }
                }
                made.lists.define(list.get("abstractNumId").unwrap_or_default().to_owned(), levels);
            }
            for list in root.all("num") {
                let restarts = list.all("lvlOverride").filter_map(|level| {
                    let start = level.val(&["startOverride"])?.parse().ok()?;
                    Some((level.get("ilvl")?.parse().ok()?, start))
                });
                let of = list.val(&["abstractNumId"]).unwrap_or_default().to_owned();
                let name = list.get("numId").unwrap_or_default().to_owned();
                made.lists.list(name, of, restarts.collect());
            }
        }
        if let Some(root) = numbering.child("lists") {
            made.read_old(root);
        }
        made.read_styles(styles);
        made
    }

    /// The lists of Word 2003.
    fn read_old(&mut self, root: &Element) {
        for list in root.all("listDef") {
            let level = |level: &Element| Level {
                start: level.val(&["start"]).and_then(|start| start.parse().ok()).unwrap_or(1),
                format: counted_in(level.val(&["nfc"]).and_then(|code| code.parse().ok()).unwrap_or(0))
                    .to_owned(),
                text: level.val(&["lvlText"]).unwrap_or_default().to_owned(),
            };
            let levels = list.all("lvl").take(LEVELS).map(level).collect();
            self.lists.define(list.get("listDefId").unwrap_or_default().to_owned(), levels);
        }
        for list in root.all("list") {
            let of = list.val(&["ilst"]).unwrap_or_default().to_owned();
            self.lists.list(list.get("ilfo").unwrap_or_default().to_owned(), of, HashMap::new());
        }
    }

    fn read_styles(&mut self, styles: &Element) {
        let Some(root) = styles.child("styles") else { return };
        for style in root.all("style") {
            let name = style.val(&["name"]).unwrap_or_default().to_lowercase();
            if name.starts_with("toc ") || name == "table of figures" {
                self.contents.extend(style.get("styleId").map(str::to_owned));
            }
            let level =
                style.val(&["pPr", "numPr", "ilvl"]).and_then(|level| level.parse().ok()).unwrap_or(0);
            if let (Some(id), Some(list)) = (style.get("styleId"), style.val(&["pPr", "numPr", "numId"])) {
                self.styles.insert(id.to_owned(), (list.to_owned(), level));
            }
        }
    }

    /// True for a line of a table of contents.
    pub(super) fn is_contents(&self, paragraph: &Element) -> bool {
        let style = paragraph.val(&["pPr", "pStyle"]);
        style.is_some_and(|style| style.starts_with("TOC") || self.contents.contains(style))
    }

    /// The number of a paragraph as it is shown; empty where it has none or a bullet.
    pub(super) fn next(&mut self, paragraph: &Element) -> String {
        let styled = paragraph.val(&["pPr", "pStyle"]).and_then(|style| self.styles.get(style)).cloned();
        let told = |new: &str, old: &str| {
            paragraph.val(&["pPr", "numPr", new]).or_else(|| paragraph.val(&["pPr", "listPr", old]))
        };
        let own = told("numId", "ilfo").map(str::to_owned);
        let own_level = told("ilvl", "ilvl").and_then(|level| level.parse::<usize>().ok());
        let Some(list) = own.or_else(|| styled.as_ref().map(|(list, _)| list.clone())) else {
            return String::new();
        };
        let level = own_level.or(styled.map(|(_, level)| level)).unwrap_or(0);
        self.lists.next(&list, level)
    }
}
