//! Numbered lists of word-processor files: how their levels are numbered, and how far they have counted.

use std::collections::HashMap;

/// How one level of a list is numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// Its first number.
    pub(super) start: usize,
    /// What it counts in, such as `decimal` or `chineseCounting`.
    pub(super) format: String,
    /// Such as `（%1）` or `%1.%2`.
    pub(super) text: String,
}

/// Deepest level of a list.
pub(super) const LEVELS: usize = 9;

/// The numbers of paragraphs, counted as they come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// For each list its abstract list and where levels start anew.
    lists: HashMap<String, (String, HashMap<usize, usize>)>,
    levels: HashMap<String, Vec<Level>>,
    /// The number that each level of an abstract list counted last; none where it has not begun.
    counted: HashMap<String, Vec<Option<i64>>>,
    /// Lists that were begun.
    begun: HashMap<String, bool>,
}

impl Lists {
    /// Tells how the levels of an abstract list are numbered.
    pub(super) fn define(&mut self, of: String, mut levels: Vec<Level>) {
        levels.resize(LEVELS, Level { start: 1, ..Level::default() });
        self.levels.insert(of, levels);
    }

    /// Tells of which abstract list a list is, and where its levels start anew.
    pub(super) fn list(&mut self, name: String, of: String, restarts: HashMap<usize, usize>) {
        self.lists.insert(name, (of, restarts));
    }

    /// The next number of a list as it is shown; empty where it has none or a bullet.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let Some((of, restarts)) = self.lists.get(list).cloned() else { return String::new() };
        let Some(levels) = self.levels.get(&of) else { return String::new() };
        if level >= LEVELS {
            return String::new();
        }
        let counted = self.counted.entry(of).or_insert_with(|| vec![None; LEVELS]);
        if self.begun.insert(list.to_owned(), true).is_none() {
            for (at, start) in restarts {
                if let Some(place) = counted.get_mut(at) {
                    *place = (start != levels[at].start).then(|| first(start) - 1);
                }
            }
        }
        let before = counted[level];
        counted[level] =
            Some(before.map_or_else(|| first(levels[level].start), |before| before.saturating_add(1)));
        counted[level + 1..].fill(None);
        shown(levels, level, counted)
    }
}

/// The number that a level begins with.
fn first(start: usize) -> i64 {
    i64::try_from(start).unwrap_or(1)
}

fn shown(levels: &[Level], level: usize, counted: &[Option<i64>]) -> String {
    if matches!(levels[level].format.as_str(), "bullet" | "none" | "") {
        return String::new();
    }
    let mut text = levels[level].text.clone();
    for (at, count) in counted.iter().enumerate().take(level + 1) {
        let count = count.unwrap_or_else(|| first(levels[at].start));
        let count = usize::try_from(count).unwrap_or(0);
        text = text.replace(&format!("%{}", at + 1), &number(&levels[at].format, count));
    }
    spaced(text)
}

/// A number with a blank behind it, unless its own mark parts it from the text.
pub(super) fn spaced(number: String) -> String {
    let joined = number.ends_with(['、', '）', ')', '．']);
    if joined || number.is_empty() { number } else { format!("{number} ") }
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

/// What a code of old Word files and of RTF counts in.
pub(super) fn counted_in(code: usize) -> &'static str {
    match code {
        3 => "upperLetter",
        4 => "lowerLetter",
        10 | 11 | 33 | 34 | 35 | 37 | 38 | 39 | 30 => "chineseCounting",
        18 | 28 => "decimalEnclosedCircle",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
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
    use super::{Level, Lists, chinese};

    #[test]
    fn a_list_that_begins_with_nought_goes_on_counting() {
        let mut lists = Lists::default();
        let level = Level { start: 0, format: "decimal".to_owned(), text: "%1.".to_owned() };
        lists.define("a".to_owned(), vec![level]);
        lists.list("1".to_owned(), "a".to_owned(), std::collections::HashMap::new());
        let counted: Vec<String> = (0..3).map(|_| lists.next("1", 0)).collect();
        assert_eq!(counted, ["0. ", "1. ", "2. "]);
    }

    #[test]
    fn lists_count_in_chinese() {
        let counted = [1, 10, 12, 20, 35, 103, 110].map(chinese);
        assert_eq!(counted, ["一", "十", "十二", "二十", "三十五", "一百零三", "一百一十"]);
    }
}
