//! Cue words: which class of cue a word is, read from `rules/verbs.toml`.

use std::borrow::Cow;

use super::{Affixes, Lexicon};
use crate::text::Span;

macro_rules! cues {
    ($($variant:ident = $id:literal, $doc:literal;)*) => {
        /// What a cue word says of the quantity that stands near it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Cue { $(#[doc = $doc] $variant),* }
        impl Cue {
            /// Every class, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Its name in the rule file.
            #[must_use]
            pub fn id(self) -> &'static str { match self { $(Self::$variant => $id),* } }
        }
    };
}

cues! {
    Plan = "plan", "Makes the number after it a goal: 计划, 力争.";
    PlanNoun = "plan_noun", "Names the goal itself: 目标任务, 年度计划.";
    Duty = "duty", "Binds without planning: 应, 不超过.";
    Hearsay = "hearsay", "Who says it: 记者, 获悉.";
    Work = "work", "A verb that is a name as well: 造林.";
    Build = "build", "A verb of building or clearing: 安装.";
    Promote = "promote", "Urges a thing on: 推进.";
    Years = "years", "Several years: 十四五, 五年.";
    Since = "since", "From the beginning of the work: 开工以来.";
    Said = "said", "Done, in words: 提前完成.";
    Total = "total", "The whole of a work, of which a share is done: 总工程量.";
    Forecast = "forecast", "An expectation: 预计.";
    Now = "now", "This period's result: 已, 实际, 目前.";
    Benefit = "benefit", "What a work will bring when it is done: 建成后.";
    Shown = "shown", "What a survey shows, no result of a work: 问卷显示.";
    Done = "done", "An achievement: 完成, 建成.";
    Action = "action", "Neutral work: 新增, 改造.";
    Stage = "stage", "Names a stage of the works: 开工, 竣工.";
    Early = "early", "A stage before completion: 开工.";
    Process = "process", "Under way or applied for: 申报, 正在.";
    Rise = "rise", "A change upwards: 增长.";
    Fall = "fall", "A change downwards: 下降.";
    Compare = "compare", "Against another period, a rank or a schedule: 同比, 位居.";
    Share = "share", "A share: 占, 占比.";
    Part = "part", "A part of what stands before: 其中.";
    Past = "past", "A period behind us: 去年.";
    Future = "future", "A period before us: 明年, 下一步.";
    Present = "present", "The period of the report: 今年, 上半年.";
    Scale = "scale", "How big a thing is: 总投资.";
    Beyond = "beyond", "The figure is above or below what follows: 高于.";
    Distance = "distance", "How far it is to a goal: 超, 还差.";
    Respectively = "respectively", "Lists are matched by position: 分别.";
    Whole = "whole", "All of them: 全部开工.";
    Undone = "undone", "Not: 尚未.";
    Link = "link", "Joins a name and its number: 为.";
    Noun = "noun", "Only looks like a cue: 应急.";
    Generic = "generic", "Too common to make two names alike: 项目.";
    Abstract = "abstract", "Counted but never reached: 措施.";
    RateName = "rate_name", "A rate that tells how much of a goal is done: 完成率.";
    LabelGoal = "label_goal", "A label before goals: 年度目标.";
    LabelProgress = "label_progress", "A label before results: 进展情况.";
    LabelRate = "label_rate", "A label before a completion rate: 完成进度.";
    LabelName = "label_name", "A label before a name: 责任单位.";
    LabelOther = "label_other", "A label before neither: 责任单位.";
}

/// A set of cue classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet(u64);

impl CueSet {
    /// True where the class is in the set.
    #[must_use]
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u64) != 0
    }

    /// True where any of the classes is in the set.
    #[must_use]
    #[inline]
    pub fn any(self, cues: &[Cue]) -> bool {
        self.0 & cues.iter().fold(0, |all, &cue| all | 1 << cue as u64) != 0
    }

    /// The classes of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// With one class more.
    #[must_use]
    pub fn with(self, cue: Cue) -> Self {
        Self(self.0 | (1 << cue as u64))
    }

    /// Without one of its classes.
    #[must_use]
    pub fn without(self, cue: Cue) -> Self {
        Self(self.0 & !(1 << cue as u64))
    }
}

/// The cue words of running text, of labels and of names.
#[derive(Clone, Debug)]
pub struct Verbs {
    running: Lexicon,
    sets: Vec<CueSet>,
    labels: Lexicon,
    label_cues: Vec<Cue>,
    generic: Lexicon,
    abstracts: Affixes,
    said: Lexicon,
}

impl Verbs {
    /// Words of running text with all their classes, of labels with their kind, and of names: too common, never
    /// reached, saying that a work is done.
    pub(super) fn new(
        running: &[(&str, CueSet)],
        labels: &[(&str, Cue)],
        generic: &[&str],
        abstracts: Vec<String>,
        said: &[&str],
    ) -> Self {
        Self {
            running: Lexicon::new(running.iter().map(|(word, _)| word)),
            sets: running.iter().map(|&(_, set)| set).collect(),
            labels: Lexicon::new(labels.iter().map(|(word, _)| word)),
            label_cues: labels.iter().map(|&(_, cue)| cue).collect(),
            generic: Lexicon::new(generic),
            abstracts: abstracts.into(),
            said: Lexicon::new(said),
        }
    }

    /// The cue words of a text, longest first, left to right, none overlapping.
    pub fn cues<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, CueSet)> + 'l {
        self.running.apart(text).map(|(span, word)| (span, self.sets[word]))
    }

    /// The classes of a text that is one cue word and nothing else.
    #[must_use]
    pub fn cue(&self, text: &str) -> Option<CueSet> {
        let (word, _) = self.running.at_start(text).filter(|(_, length)| *length == text.len())?;
        Some(self.sets[word])
    }

    /// The kind of label that a short text is, by the longest label word that it ends with, or holds.
    #[must_use]
    pub fn label(&self, text: &str) -> Option<Cue> {
        self.labels
            .everywhere(text)
            .filter(|(span, _)| {
                let rest = &text[span.end..];
                let aside =
                    rest.starts_with(['(', '（', '及', '和', '与', '、']) || rest.chars().nth(2).is_none();
                // 建设任务进度 says how far the task has come.
                let state = ["进度", "进展", "情况", "成效", "结果", "完成"].contains(&rest.trim());
                rest.is_empty() || aside && !state && span.text(text).chars().nth(2).is_some()
            })
            .max_by_key(|(span, _)| (span.end == text.len(), span.len()))
            .map(|(_, word)| self.label_cues[word])
    }

    /// The kind of label of a text that is a label word and nothing else.
    #[must_use]
    pub fn whole_label(&self, text: &str) -> Option<Cue> {
        let (word, _) = self.labels.at_start(text).filter(|(_, length)| *length == text.len())?;
        Some(self.label_cues[word])
    }

    /// True where the text is a label word and nothing else.
    #[must_use]
    pub fn is_label(&self, text: &str) -> bool {
        self.whole_label(text).is_some()
    }

    /// True where a word of running text begins at the end of one text and ends in another behind it.
    #[must_use]
    pub fn tears(&self, left: &str, right: &str) -> bool {
        let begins: Vec<usize> = left.char_indices().rev().take(6).map(|(at, _)| at).collect();
        begins.into_iter().any(|at| {
            let joined = format!("{}{}", &left[at..], right.chars().take(6).collect::<String>());
            self.running.starts(&joined).any(|(_, length)| length > left.len() - at)
        })
    }

    /// A name without the words that are too common to make two names alike.
    #[must_use]
    pub fn without_generic<'n>(&self, name: &'n str) -> Cow<'n, str> {
        without(name, self.generic.apart(name).map(|(span, _)| span))
    }

    /// A name without the cue words that `out` takes.
    #[must_use]
    pub fn without_cues<'n>(&self, name: &'n str, mut out: impl FnMut(&str, CueSet) -> bool) -> Cow<'n, str> {
        let cues = self.cues(name).filter(move |(span, set)| out(span.text(name), *set));
        without(name, cues.map(|(span, _)| span))
    }

    /// The words of a text that say that what stands before them is done.
    pub fn said_done<'l>(&'l self, text: &'l str) -> impl Iterator<Item = Span> + 'l {
        self.said.apart(text).map(|(span, _)| span)
    }

    /// True where a name ends with a thing that is counted but never reached.
    #[must_use]
    pub fn is_abstract(&self, name: &str) -> bool {
        self.ends_abstract(name) || self.abstracts.starts(name, 0).next().is_some()
    }

    /// True where the thing itself is one that is never reached: 16条重点措施, and not 16个重点项目.
    pub fn ends_abstract(&self, name: &str) -> bool {
        self.abstracts.ends(name, 0).next().is_some()
    }
}

/// A text without these parts of it, which come in their order.
fn without(text: &str, parts: impl Iterator<Item = Span>) -> Cow<'_, str> {
    let (mut kept, mut at) = (Cow::Borrowed(""), 0);
    for part in parts {
        kept += &text[at..part.start];
        at = part.end;
    }
    kept + &text[at..]
}
