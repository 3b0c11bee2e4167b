use std::collections::{HashMap, HashSet};

use crate::read::xml::Element;

/// How one level of a list is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    start: usize,
    format: String,
    /// Such as `（%1）` or `%1.%2`.
    text: String,
}

/// Deepest level of a list.
const LEVELS: usize = 9;

/// The numbers of the paragraphs, counted as they come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// For each list its abstract list and where levels start anew.
    lists: HashMap<String, (String, HashMap<usize, usize>)>,
    levels: HashMap<String, Vec<Level>>,
    styles: HashMap<String, (String, usize)>,
    /// How far each abstract list has counted.
    counted: HashMap<String, Vec<usize>>,
    /// Styles of the lines of a table of contents.
    contents: HashSet<String>,
    /// Lists that were begun.
    begun: HashMap<String, bool>,
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
                made.levels.insert(list.get("abstractNumId").unwrap_or_default().to_owned(), levels);
            }
            for list in root.all("num") {
                let restarts = list.all("lvlOverride").filter_map(|level| {
                    let start = level.val(&["startOverride"])?.parse().ok()?;
                    Some((level.get("ilvl")?.parse().ok()?, start))
                });
                let of = list.val(&["abstractNumId"]).unwrap_or_default().to_owned();
                made.lists.insert(list.get("numId").unwrap_or_default().to_owned(), (of, restarts.collect()));
            }
        }
        made.read_styles(styles);
        made
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
        let own = paragraph.val(&["pPr", "numPr", "numId"]).map(str::to_owned);
        let own_level =
            paragraph.val(&["pPr", "numPr", "ilvl"]).and_then(|level| level.parse::<usize>().ok());
        let Some(list) = own.or_else(|| styled.as_ref().map(|(list, _)| list.clone())) else {
            return String::new();
        };
        let level = own_level.or(styled.map(|(_, level)| level)).unwrap_or(0);
        let Some((of, restarts)) = self.lists.get(&list).cloned() else { return String::new() };
        let Some(levels) = self.levels.get(&of) else { return String::new() };
        if level >= LEVELS {
            return String::new();
        }
        let counted = self.counted.entry(of).or_insert_with(|| vec![0; LEVELS]);
        if self.begun.insert(list, true).is_none() {
            for (at, start) in restarts {
                if let Some(place) = counted.get_mut(at) {
                    *place = 0;
                    if start != levels[at].start {
                        *place = start.saturating_sub(1);
                    }
                }
            }
        }
        counted[level] =
            if counted[level] == 0 { levels[level].start } else { counted[level].saturating_add(1) };
        counted[level + 1..].fill(0);
        shown(levels, level, counted)
    }
}

fn shown(levels: &[Level], level: usize, counted: &[usize]) -> String {
    if matches!(levels[level].format.as_str(), "bullet" | "none" | "") {
        return String::new();
    }
    let mut text = levels[level].text.clone();
    for (at, count) in counted.iter().enumerate().take(level + 1) {
        let count = if *count == 0 { levels[at].start } else { *count };
        text = text.replace(&format!("%{}", at + 1), &number(&levels[at].format, count));
    }
    let joined = text.ends_with(['、', '）', ')', '．']);
    if joined || text.is_empty() { text } else { format!("{text} ") }
}

fn number(format: &str, count: usize) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "ideographTraditional" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x2460 + count as u32 - 1).map_or_else(String::new, String::from)
        }
        "upperLetter" | "lowerLetter" if (1..=26).contains(&count) => {
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            char::from(first + (count - 1) as u8).to_string()
        }
        _ => count.to_string(),
    }
}

/// A number in Chinese, as lists count: 一, 十, 十二, 二十, 一百零三.
fn chinese(count: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
    if hundreds > 9 || count == 0 {
        return count.to_string();
    }
    let mut text = String::new();
    if hundreds > 0 {
        text += DIGITS[hundreds];
        text += "百";
    }
    if tens > 0 {
        text += if tens == 1 && hundreds == 0 { "" } else { DIGITS[tens] };
        text += "十";
    } else if hundreds > 0 && ones > 0 {
        text += "零";
    }
    if ones > 0 {
        text += DIGITS[ones];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn lists_count_in_chinese() {
        let counted = [1, 10, 12, 20, 35, 103, 110].map(chinese);
        assert_eq!(counted, ["一", "十", "十二", "二十", "三十五", "一百零三", "一百一十"]);
    }
}
