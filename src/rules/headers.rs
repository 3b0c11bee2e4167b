//! Headers by what they are made of: 应改造户数, 实际到位资金, 完成全年计划比例.
//!
//! ```text
//! header = aside | body … name | gap | of_plan | verb rate | plan measure* | modal verb … | aspect … | verb measure
//! ```
//!
//! A first-match list over morphemes; the lists are in `rules/layouts.toml`.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Affixes, ColumnRole, HeaderWord};

/// The morphemes of headers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morphemes {
    /// 应, 拟: before a verb what is to be done.
    modal: Affixes,
    /// 实际, 已: what has been done, whatever follows.
    firm: Affixes,
    /// 累计, 当前: what has been done, where no plan is named.
    aspect: Affixes,
    /// 目标, 任务, 计划.
    plan: Affixes,
    /// 计划, 预定: before a verb what is to be done, whatever stands before them.
    scheduled: Affixes,
    /// 完成, 办结, 发放: what is done to a goal.
    verb: Affixes,
    /// 目标, 订定: before a rate the one that is aimed at.
    level: Affixes,
    /// 完成, 执行: these among them say nothing of what the goal is.
    common: Affixes,
    /// 数, 面积, 户数.
    measure: Affixes,
    /// 率, 比例: how much of it.
    share: Affixes,
    /// 占, 为, 完成: before a plan and a share.
    of: Affixes,
    /// 上年, 同期, 力争: another time, or how it is to go on.
    aside: Affixes,
    /// 未, 剩余, 差额: what is left.
    gap: Affixes,
    /// 本月, 累计: what names a time and nothing that is counted.
    time: Affixes,
    /// 业主, 责任: before 名称 those who answer for it.
    body: Affixes,
    /// Names that hold a word for a plan and are none: 一般公共预算收入.
    names: Affixes,
    /// Words that only look alike.
    not: Affixes,
}

impl Morphemes {
    /// The morphemes of goals.
    pub(crate) fn planning(&self) -> impl Iterator<Item = &String> {
        self.plan.words().iter().chain(self.modal.words())
    }

    /// A text with a placeholder for each letter of names that only look like plans.
    pub(super) fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.names.is_in(text) {
            return Cow::Borrowed(text);
        }
        let mask = |word: &String| "□".repeat(word.chars().count());
        let words = self.names.words().iter();
        Cow::Owned(words.fold(text.to_owned(), |text, word| text.replace(word.as_str(), &mask(word))))
    }

    /// What a header is by the rules that hold before any word of the lists.
    pub(super) fn first(&self, text: &str, percent: bool) -> Option<HeaderWord> {
        let whole = |role| Some(HeaderWord { role, start: 0, end: text.len(), keep: false });
        if self.aside.is_in(text) {
            return whole(ColumnRole::Background);
        }
        if self.body.ahead(text).is_some_and(|rest| rest.ends_with("名称")) {
            return whole(ColumnRole::Body);
        }
        if self.gap.ahead(text).is_some() || self.gap.behind(text).is_some() {
            return whole(ColumnRole::Gap);
        }
        if self.to_do(text) {
            return whole(ColumnRole::Goal);
        }
        if self.is_share(text) {
            return whole(ColumnRole::Share);
        }
        if let Some(word) = self.owed(text).and_then(whole).or_else(|| self.level(text)) {
            return Some(word);
        }
        if self.of_plan(text, percent) { whole(ColumnRole::Rate) } else { None }
    }

    /// 占全年计划比, 完成年度投资计划 under a percent sign, 为预算: a rate of the plan.
    pub(super) fn of_plan(&self, text: &str, percent: bool) -> bool {
        // 调整预算数 of 为调整预算数.
        let measured = |rest| self.measure.behind(rest).and_then(|rest| self.plan.behind(rest));
        if text.starts_with('占') && measured(text).is_some() {
            return true;
        }
        let (rest, share) = match self.share.behind(text) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let plan = self.plan.behind(rest).or_else(|| measured(rest)).is_some();
        let of = self.of.is_in(rest);
        plan && (share || percent) && of
    }

    /// What stands before each measure that a text ends with: 目标 of 目标值.
    pub(super) fn counted<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.measure.ends(text, 0).map(|(_, rest)| rest)
    }

    /// 本月度末计划累计完成, 累计预定支用数: a plan before what is done.
    pub(super) fn to_do(&self, text: &str) -> bool {
        let Some((_, rest)) = self.scheduled.parted(text) else { return false };
        let rest = self.aspect.ahead(rest).unwrap_or(rest);
        self.verb.ahead(rest).is_some_and(|rest| rest.is_empty() || self.measure.is(rest))
    }

    /// 应登记户数, 已登记户数: what is to be done, or has been, in a measure; 待登记户数 is what is left.
    fn owed(&self, text: &str) -> Option<ColumnRole> {
        let measure = |rest: Option<&str>| {
            let measure = self.verb.ahead(rest?)?;
            (measure.is_empty() || self.measure.is(measure)).then_some(measure.is_empty())
        };
        if text.starts_with('待') {
            return None;
        }
        if measure(self.modal.ahead(text)).is_some() {
            return Some(ColumnRole::Goal);
        }
        (measure(self.firm.ahead(text)) == Some(false)).then_some(ColumnRole::Figure)
    }

    /// 目标双语比例, 目标上线率, 当前比例: the share that is aimed at, and the one that is; 目标完成率 is how much is done.
    fn level(&self, text: &str) -> Option<HeaderWord> {
        let level = |rest: &str| {
            let noun = ["比例", "比率", "占比", "比重", "率"].iter().find_map(|end| rest.strip_suffix(end));
            noun.is_some_and(|noun| !self.of.is_in(noun) && !self.common.is(noun))
        };
        let aimed = self.level.ahead(text).filter(|rest| level(rest));
        let goal = aimed.and_then(|rest| named(ColumnRole::Goal, text, rest));
        let current = text.strip_prefix("当前").or_else(|| text.strip_prefix("目前"));
        let now = || current.or_else(|| self.firm.ahead(text)).filter(|rest| level(rest));
        goal.or_else(|| named(ColumnRole::Figure, text, now()?))
    }

    /// True for a header of another time.
    #[must_use]
    pub fn is_aside(&self, text: &str) -> bool {
        self.aside.is_in(text)
    }

    /// True for 占 before something that is no plan.
    #[must_use]
    pub fn is_share(&self, text: &str) -> bool {
        text.contains('占')
            && !self.plan.is_in(text)
            && self.share.behind(text) != Some("完成占")
            && text.split_once('占').is_some_and(|(_, of)| of.chars().count() > 2)
    }

    /// True for a verb that says what is counted.
    #[must_use]
    pub fn is_verb(&self, text: &str) -> bool {
        !self.is_common(text) && self.verb.is(text)
    }

    /// 开工 of 开工户: the verb before what it is measured in.
    #[must_use]
    pub fn measured_verb<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = self.verb.ahead(text)?;
        let counted = self.measure.words().iter().any(|word| word.trim_end_matches('数') == rest);
        counted.then(|| &text[..text.len() - rest.len()])
    }

    /// True for a verb that any goal has: 完成.
    #[must_use]
    pub fn is_common(&self, text: &str) -> bool {
        self.common.is(text)
    }

    /// A text without words of time.
    #[must_use]
    pub fn timeless(&self, text: &str) -> String {
        if !self.time.is_in(text) {
            return text.to_owned();
        }
        let times = self.time.words().iter();
        let rest = times.fold(text.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
        if rest.chars().count() < 2 && rest != text { String::new() } else { rest }
    }

    /// A text without the words of time that it begins with; 开工 is a stage.
    #[must_use]
    pub fn undated<'t>(&self, text: &'t str) -> &'t str {
        let times = self.time.starts(text, 0);
        let found = times.filter(|&(_, rest)| !self.verb.is(&text[..text.len() - rest.len()]));
        found.map(|(_, rest)| rest).min_by_key(|rest| rest.len()).map_or(text, |rest| self.undated(rest))
    }

    /// True for a time of now, and what was done in it: 本月完成.
    #[must_use]
    pub fn is_present(&self, text: &str) -> bool {
        let rest = self.undated(text);
        rest.len() < text.len() && (rest.is_empty() || self.verb.is(rest) || self.measure.is(rest))
    }

    /// 投资 of 完成投资: a text without the verb that any goal has.
    #[must_use]
    pub fn achieved<'t>(&self, text: &'t str) -> &'t str {
        self.common.ahead(text).filter(|rest| !rest.is_empty()).unwrap_or(text)
    }

    /// True for what is measured of anything.
    #[must_use]
    pub fn is_measure(&self, name: &str) -> bool {
        self.measure.is(name)
    }

    /// 减排量 of 核查减排量, 业绩 of 当前业绩: a text without the word for now or for what was done in front.
    #[must_use]
    pub fn reached<'t>(&self, text: &'t str) -> &'t str {
        let found =
            self.aspect.ahead(text).or_else(|| self.firm.ahead(text)).or_else(|| self.verb.ahead(text));
        found.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(text)
    }

    /// A name without the 数, 量 or 户数 that it ends with; 产量 keeps it.
    #[must_use]
    pub fn uncounted<'t>(&self, name: &'t str) -> &'t str {
        let verb = |rest: &&str| name.ends_with('数') && self.verb.is(rest);
        if let Some(rest) = self.measure.behind(name).filter(verb) {
            return rest;
        }
        let rest = name.trim_end_matches(['数', '量']);
        // 巡河总次数, 培训人数: the counter belongs to it.
        let counter = rest.ends_with(['次', '人']);
        let whole = counter || rest.chars().count() == 1 && !self.is_measure(name);
        if whole { name } else { rest }
    }

    /// True where a header begins with what makes it a figure.
    pub(crate) fn is_firm(&self, text: &str) -> bool {
        self.firm.ahead(text).is_some_and(|rest| !rest.is_empty())
    }

    /// True where a header is a count or a size of what it names: 项目个数.
    pub(super) fn measures(&self, text: &str) -> bool {
        self.measure.behind(text).is_some_and(|rest| !rest.is_empty())
    }

    /// What a header is that no word of the lists tells.
    pub(super) fn last(&self, text: &str) -> Option<HeaderWord> {
        if self.not.starts(text, 0).next().is_some() {
            return None;
        }
        let word = |role, from: &str, keep| {
            let start = text.len() - from.len();
            Some(HeaderWord { role, start, end: text.len(), keep })
        };
        if let Some(rest) = self.share.behind(text)
            && self.verb.behind(rest).is_some()
        {
            return word(ColumnRole::Rate, text, false);
        }
        let bare = self.measure.behind(text).filter(|rest| !rest.is_empty()).unwrap_or(text);
        if let Some(rest) = self.firm.ahead(text) {
            let rest = if self.measure.is(rest) { "" } else { rest };
            return named(ColumnRole::Figure, text, rest);
        }
        if let Some(noun) = self.plan.behind(bare) {
            return word(ColumnRole::Goal, &text[noun.len()..], false);
        }
        if let Some(rest) = self.plan.ahead(text).or_else(|| self.modal.ahead(text))
            && (rest.chars().nth(1).is_some() || text.chars().count() == 2)
        {
            return named(ColumnRole::Goal, text, rest);
        }
        if let Some(rest) = self.aspect.ahead(text)
            && (rest.is_empty()
                || self.measure.behind(rest).is_some()
                || self.share.behind(rest).is_some()
                || self.verb.ahead(rest).is_some())
        {
            return named(ColumnRole::Figure, text, rest);
        }
        let noun = self.verb.behind(bare).filter(|_| bare.len() < text.len())?;
        word(ColumnRole::Figure, &text[noun.len()..], true)
    }
}

/// A header whose first morpheme tells its role; what stands behind it names what is counted.
fn named(role: ColumnRole, text: &str, rest: &str) -> Option<HeaderWord> {
    Some(HeaderWord { role, start: 0, end: text.len() - rest.len(), keep: false })
}
