//! Whose report it is: the body that a title names, and its level. Figures of one body never answer the
//! goals of another: the province's target is not the city's.

use crate::text::is_han;

/// The level of a body, from the whole country down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 全国.
    Country,
    /// 省, 自治区.
    Province,
    /// 市, 自治州.
    City,
    /// 县, 区, 旗.
    County,
    /// 镇, 乡, 街道.
    Town,
}

/// The body that a text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its level.
    pub level: Level,
    /// Its name; empty where the text only says 全市 or 我县.
    pub name: String,
}

/// Words that names of bodies end with, the longer ones first.
const ENDINGS: &[(&str, Level)] = &[
    ("自治区", Level::Province),
    ("自治州", Level::City),
    ("自治县", Level::County),
    ("街道", Level::Town),
    ("省", Level::Province),
    ("市", Level::City),
    ("州", Level::City),
    ("盟", Level::City),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("镇", Level::Town),
    ("乡", Level::Town),
];
/// Words that stand for the body itself.
const WHOLE: [char; 3] = ['全', '我', '本'];
/// Longest name of a body, in characters.
const MOST: usize = 9;

impl Body {
    /// The last body of the chain that a title begins with: 青河省临江市2023年… is the city's.
    pub fn of_title(title: &str) -> Option<Self> {
        let rest = undated(title);
        let mut rest = undated(rest.strip_prefix("关于").unwrap_or(rest));
        let mut body = None;
        while let Some((name, level)) = leading(rest) {
            rest = &rest[name.len()..];
            body = Some(Self { level, name: name.to_owned() });
        }
        body.or_else(|| Self::of_words(title))
    }

    /// The body that a name begins with, where it has a name of its own: 永安市水利投资.
    pub fn of_name(name: &str) -> Option<Self> {
        let (name, level) = leading(name)?;
        (name.chars().count() > 2).then(|| Self { level, name: name.to_owned() })
    }

    /// The body that a clause means by 全省 or 我市.
    pub fn of_words(text: &str) -> Option<Self> {
        if text.contains("全国") {
            return Some(Self { level: Level::Country, name: String::new() });
        }
        let behind: Vec<&str> =
            text.match_indices(WHOLE).map(|(at, whole)| &text[at + whole.len()..]).collect();
        let said = |ending: &str| behind.iter().any(|behind| behind.starts_with(ending));
        let level = ENDINGS.iter().find(|(ending, _)| said(ending)).map(|(_, level)| *level)?;
        Some(Self { level, name: String::new() })
    }

    /// True where the two can be the same.
    pub fn agrees(&self, other: &Self) -> bool {
        let named = !self.name.is_empty() && !other.name.is_empty();
        self.level == other.level && (!named || self.name == other.name)
    }
}

/// A title without the period that it begins with: 2024年上半年, 2017年1-7月, 二〇二四年前三季度.
fn undated(title: &str) -> &str {
    let numeral = |c: char| c.is_numeric() || "〇零一二三四五六七八九十".contains(c);
    let mut rest = title;
    loop {
        let after = rest.trim_start_matches(|c: char| !c.is_alphabetic() || numeral(c));
        let told =
            after.len() < rest.len() && rest.starts_with(|c: char| numeral(c) || c == '(' || c == '（');
        let ordinal = after.strip_prefix(['前', '首', '第']).filter(|next| next.starts_with(numeral));
        let unit = UNITS.iter().filter(|_| told).find_map(|word| after.strip_prefix(word));
        match unit.or_else(|| HALVES.iter().find_map(|word| after.strip_prefix(word))).or(ordinal) {
            Some(shorter) => rest = shorter,
            None if numbers_only(rest, after) => return after,
            None => return rest,
        }
    }
}

/// True where what was left out holds no word that a name may begin with: 三江县, 九江市.
fn numbers_only(rest: &str, after: &str) -> bool {
    !rest[..rest.len() - after.len()].contains(|c: char| "一二三四五六七八九十".contains(c))
}

/// What stands behind the number of a period, the longer ones first.
const UNITS: &[&str] = &["个季度", "个月", "月份", "季度", "年度", "年", "月", "份"];
/// Periods without a number.
const HALVES: &[&str] = &["上半年", "下半年", "半年度", "全年", "年度"];

/// Words that only end like a name.
const NOUNS: &[&str] = &[
    "棚户区",
    "小区",
    "社区",
    "园区",
    "景区",
    "灌区",
    "库区",
    "片区",
    "城区",
    "校区",
    "山区",
    "城镇",
    "集镇",
    "超市",
    "开发区",
];

/// The name of a body that a text begins with.
fn leading(text: &str) -> Option<(&str, Level)> {
    for (at, c) in text.char_indices().take(MOST) {
        if !is_han(c) {
            return None;
        }
        let found = ENDINGS.iter().find(|(ending, _)| text[at..].starts_with(ending));
        if let Some((ending, level)) = found.filter(|_| at > 0) {
            let before = &text[..at];
            let name = &text[..at + ending.len()];
            let noun =
                NOUNS.iter().any(|noun| name.ends_with(noun) && !name.ends_with("开发区") || name == *noun);
            return (!noun && !before.ends_with(WHOLE)).then_some((name, *level));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Body, Level};

    #[test]
    fn a_title_names_its_body_and_level() {
        for (title, level, name) in [
            ("青河省2023年重点工作", Level::Province, "青河省"),
            ("青河省临江市2023年民生实事", Level::City, "临江市"),
            ("2023年云溪县重点工作完成情况", Level::County, "云溪县"),
            ("关于全市上半年重点工作的通报", Level::City, ""),
            ("2024年上半年云溪县重点工作完成情况", Level::County, "云溪县"),
            ("2017年1-7月临江市棚户区改造进展", Level::City, "临江市"),
            ("二〇二四年前三季度三江县工作进展", Level::County, "三江县"),
            ("九江市2024年1—6月工作进展", Level::City, "九江市"),
            ("前锋区2024年工作进展", Level::County, "前锋区"),
        ] {
            assert_eq!(Body::of_title(title), Some(Body { level, name: name.to_owned() }), "{title}");
        }
        assert_eq!(Body::of_title("上半年重点工作完成情况"), None);
    }

    #[test]
    fn another_level_or_another_name_never_agrees() {
        let body = |title| Body::of_title(title).unwrap();
        assert!(!body("青河省2023年计划").agrees(&body("临江市2023年进展")));
        assert!(!body("江州市2023年计划").agrees(&body("临江市2023年进展")));
        assert!(body("临江市2023年计划").agrees(&body("全市上半年进展")));
    }
}
