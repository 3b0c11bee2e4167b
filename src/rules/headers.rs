//! Headers by what they are made of: 应改造户数, 实际到位资金, 完成全年计划比例.
//!
//! ```text
//! header = aside | body … name | gap | of_plan | verb rate | plan measure* | modal verb … | aspect … | verb measure
//! ```
//!
//! A first-match list over morphemes; the lists are in `rules/layouts.toml`, each rule has a name there with its cases.

use serde::Deserialize;

use super::{ColumnRole, HeaderWord};

/// The morphemes of headers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morphemes {
    /// 应, 拟: before a verb what is to be done.
    modal: Vec<String>,
    /// 实际, 已: what has been done, whatever follows.
    firm: Vec<String>,
    /// 累计, 当前: what has been done, where no plan is named.
    aspect: Vec<String>,
    /// 目标, 任务, 计划.
    plan: Vec<String>,
    /// 完成, 办结, 发放: what is done to a goal.
    verb: Vec<String>,
    /// 完成, 执行: these among them say nothing of what the goal is.
    common: Vec<String>,
    /// 数, 面积, 户数.
    measure: Vec<String>,
    /// 率, 比例: how much of it.
    share: Vec<String>,
    /// 占, 为, 完成: before a plan and a share.
    of: Vec<String>,
    /// 上年, 同期, 力争: another time, or how it is to go on.
    aside: Vec<String>,
    /// 未, 剩余, 差额: what is left.
    gap: Vec<String>,
    /// 本月, 累计: what names a time and nothing that is counted.
    time: Vec<String>,
    /// 业主, 责任: before 名称 those who answer for it.
    body: Vec<String>,
    /// Names that hold a word for a plan and are none: 一般公共预算收入.
    names: Vec<String>,
    /// Words that only look alike.
    not: Vec<String>,
}

impl Morphemes {
    /// A text with a placeholder for each letter of names that only look like plans.
    pub(super) fn masked(&self, text: &str) -> String {
        let mask = |word: &String| "□".repeat(word.chars().count());
        self.names.iter().fold(text.to_owned(), |text, word| text.replace(word.as_str(), &mask(word)))
    }

    /// What a header is by the rules that hold before any word of the lists.
    pub(super) fn first(&self, text: &str, percent: bool) -> Option<HeaderWord> {
        let whole = |role| Some(HeaderWord { role, start: 0, end: text.len(), keep: false });
        if inside(&self.aside, text) {
            return whole(ColumnRole::Background);
        }
        if ahead(&self.body, text).is_some_and(|rest| rest.ends_with("名称")) {
            return whole(ColumnRole::Body);
        }
        if ahead(&self.gap, text).is_some() || behind(&self.gap, text).is_some() {
            return whole(ColumnRole::Gap);
        }
        if self.to_do(text) {
            return whole(ColumnRole::Goal);
        }
        if self.of_plan(text, percent) { whole(ColumnRole::Rate) } else { None }
    }

    /// 占全年计划比, 完成年度投资计划 under a percent sign, 为预算: a rate of the plan.
    fn of_plan(&self, text: &str, percent: bool) -> bool {
        let (rest, share) = match behind(&self.share, text) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let plan = behind(&self.plan, rest).is_some();
        let of = self.of.iter().any(|word| rest.contains(word.as_str()));
        plan && (share || percent) && of
    }

    /// 本月度末计划累计完成, 拟完成投资: a plan before what is done.
    fn to_do(&self, text: &str) -> bool {
        let Some((_, rest)) = text.split_once("计划") else { return false };
        let rest = ahead(&self.aspect, rest).unwrap_or(rest);
        let done = ahead(&self.verb, rest);
        done.is_some_and(|rest| rest.is_empty() || self.measure.iter().any(|word| word == rest))
    }

    /// True for a header of another time.
    #[must_use]
    pub fn is_aside(&self, text: &str) -> bool {
        inside(&self.aside, text)
    }

    /// True for 占 before something that is no plan.
    #[must_use]
    pub fn is_share(&self, text: &str) -> bool {
        text.contains('占')
            && !inside(&self.plan, text)
            && behind(&self.share, text) != Some("完成占")
            && text.split_once('占').is_some_and(|(_, of)| of.chars().count() > 2)
    }

    /// True for a verb that says what is counted.
    #[must_use]
    pub fn is_verb(&self, text: &str) -> bool {
        !self.is_common(text) && self.verb.iter().any(|verb| verb == text)
    }

    /// 开工 of 开工户: the verb before what it is measured in.
    #[must_use]
    pub fn measured_verb<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = ahead(&self.verb, text)?;
        let counted = self.measure.iter().any(|word| word.trim_end_matches('数') == rest);
        counted.then(|| &text[..text.len() - rest.len()])
    }

    /// True for a verb that any goal has: 完成.
    #[must_use]
    pub fn is_common(&self, text: &str) -> bool {
        self.common.iter().any(|verb| verb == text)
    }

    /// A text without words of time.
    #[must_use]
    pub fn timeless(&self, text: &str) -> String {
        let rest = self.time.iter().fold(text.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
        if rest.chars().count() < 2 && rest != text { String::new() } else { rest }
    }

    /// A text without the words of time that it begins with; 开工 is a stage.
    #[must_use]
    pub fn undated<'t>(&self, text: &'t str) -> &'t str {
        let time = |word: &&String| text.starts_with(word.as_str()) && !self.verb.contains(*word);
        let found = self.time.iter().filter(time).map(String::len).max();
        found.map_or(text, |length| self.undated(&text[length..]))
    }

    /// True for a time of now, and what was done in it: 本月完成.
    #[must_use]
    pub fn is_present(&self, text: &str) -> bool {
        let rest = self.undated(text);
        let list = [&self.verb, &self.measure];
        rest.len() < text.len()
            && (rest.is_empty() || list.iter().any(|list| list.iter().any(|word| word == rest)))
    }

    /// True for what is measured of anything.
    #[must_use]
    pub fn is_measure(&self, name: &str) -> bool {
        self.measure.iter().any(|word| word == name)
    }

    /// A name without the 数, 量 or 户数 that it ends with; 产量 keeps it.
    #[must_use]
    pub fn uncounted<'t>(&self, name: &'t str) -> &'t str {
        let verb = |rest: &&str| name.ends_with('数') && self.verb.iter().any(|verb| verb == rest);
        if let Some(rest) = behind(&self.measure, name).filter(verb) {
            return rest;
        }
        let rest = name.trim_end_matches(['数', '量']);
        let whole = rest.chars().count() == 1 && !self.is_measure(name);
        if whole { name } else { rest }
    }

    /// True where a header begins with what makes it a figure.
    pub(super) fn is_firm(&self, text: &str) -> bool {
        ahead(&self.firm, text).is_some_and(|rest| !rest.is_empty())
    }

    /// True where a header is a count or a size of what it names: 项目个数.
    pub(super) fn measures(&self, text: &str) -> bool {
        behind(&self.measure, text).is_some_and(|rest| !rest.is_empty())
    }

    /// What a header is that no word of the lists tells.
    pub(super) fn last(&self, text: &str) -> Option<HeaderWord> {
        if self.not.iter().any(|word| text.starts_with(word.as_str())) {
            return None;
        }
        let word = |role, from: &str, keep| {
            let start = text.len() - from.len();
            Some(HeaderWord { role, start, end: text.len(), keep })
        };
        if let Some(rest) = behind(&self.share, text)
            && behind(&self.verb, rest).is_some()
        {
            return word(ColumnRole::Rate, text, false);
        }
        let bare = behind(&self.measure, text).filter(|rest| !rest.is_empty()).unwrap_or(text);
        if let Some(rest) = ahead(&self.firm, text) {
            let rest = if self.measure.iter().any(|word| word == rest) { "" } else { rest };
            return named(ColumnRole::Figure, text, rest);
        }
        if let Some(noun) = behind(&self.plan, bare) {
            return word(ColumnRole::Goal, &text[noun.len()..], false);
        }
        if let Some(rest) = ahead(&self.plan, text).or_else(|| ahead(&self.modal, text))
            && (rest.chars().nth(1).is_some() || text.chars().count() == 2)
        {
            return named(ColumnRole::Goal, text, rest);
        }
        if let Some(rest) = ahead(&self.aspect, text)
            && (rest.is_empty()
                || [&self.measure, &self.share].iter().any(|list| behind(list, rest).is_some())
                || ahead(&self.verb, rest).is_some())
        {
            return named(ColumnRole::Figure, text, rest);
        }
        let noun = behind(&self.verb, bare).filter(|_| bare.len() < text.len())?;
        word(ColumnRole::Figure, &text[noun.len()..], true)
    }
}

/// A header whose first morpheme tells its role; what stands behind it names what is counted.
fn named(role: ColumnRole, text: &str, rest: &str) -> Option<HeaderWord> {
    Some(HeaderWord { role, start: 0, end: text.len() - rest.len(), keep: false })
}

fn inside(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// What follows the longest word that begins a text.
fn ahead<'t>(words: &[String], text: &'t str) -> Option<&'t str> {
    let found = words.iter().filter(|word| text.starts_with(word.as_str())).map(String::len).max()?;
    Some(&text[found..])
}

/// What stands before the longest word that ends a text.
fn behind<'t>(words: &[String], text: &'t str) -> Option<&'t str> {
    let found = words.iter().filter(|word| text.ends_with(word.as_str())).map(String::len).max()?;
    Some(&text[..text.len() - found])
}

/// English headers, by the words in them: the first list that holds one of them tells.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct English {
    background: Vec<String>,
    score: Vec<String>,
    rate: Vec<String>,
    figure: Vec<String>,
    goal: Vec<String>,
    indicator: Vec<String>,
    remark: Vec<String>,
    unit: Vec<String>,
    body: Vec<String>,
}

impl English {
    /// What a header without a Chinese letter is.
    pub(super) fn read(&self, text: &str) -> Option<HeaderWord> {
        let lower = text.to_ascii_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        let lists = [
            (&self.background, ColumnRole::Background),
            (&self.score, ColumnRole::Score),
            (&self.rate, ColumnRole::Rate),
            (&self.figure, ColumnRole::Figure),
            (&self.goal, ColumnRole::Goal),
            (&self.indicator, ColumnRole::Indicator),
            (&self.remark, ColumnRole::Remark),
            (&self.unit, ColumnRole::Unit),
            (&self.body, ColumnRole::Body),
        ];
        let told = |list: &[String]| words.iter().any(|word| list.iter().any(|known| known == word));
        let (_, role) = lists.into_iter().find(|(list, _)| told(list))?;
        Some(HeaderWord { role, start: 0, end: text.len(), keep: false })
    }
}
