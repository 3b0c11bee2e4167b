//! A header cell as it is read: its word, its unit, its period.

use crate::{
    model::AsOf,
    rules::{ColumnRole, HeaderWord, Rulebook},
    scan::UnitText,
};

/// A header cell without blanks, periods, and units.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// What is left: 实际完成情况 of 1- 8月 实际完成情况(个).
    pub(crate) words: String,
    /// The word that tells its role.
    pub(crate) word: Option<HeaderWord>,
    /// The unit in brackets, or after 单位：.
    pub(crate) unit: Option<UnitText>,
    /// A year, where one stands in it.
    pub(crate) year: Option<i32>,
    /// Up to when the figures below count, and from which month.
    pub(crate) months: Option<(u32, AsOf)>,
    /// True where its role holds only as long as no other column has it: 成果, 设计量.
    pub(crate) weak: bool,
    /// 完成（目标）: its cells hold both, and true where the goal stands in the brackets.
    pub(crate) bracket: Option<bool>,
    /// What it is otherwise.
    pub(super) instead: Option<HeaderWord>,
}

impl Header {
    pub(crate) fn role(&self) -> Option<ColumnRole> {
        self.word.map(|word| word.role)
    }

    /// The header without the word that told its role, and without a time in front: nothing of 全年目标.
    pub(crate) fn noun(&self, rules: &Rulebook) -> String {
        match self.word {
            Some(word) if !word.keep => {
                let rest = [&self.words[..word.start], &self.words[word.end..]].concat();
                let noun = rules.layouts.morphemes.undated(&rest);
                // 目标任务套数 names nothing.
                let aim = word.role == ColumnRole::Goal
                    && rules.layouts.morphemes.planning().any(|word| word == noun);
                if aim { String::new() } else { noun.to_owned() }
            }
            _ => self.words.clone(),
        }
    }

    /// The stage that it names: 开工 of 已开工数 and 开工户数.
    pub(crate) fn stage(&self, rules: &Rulebook) -> Option<String> {
        let word = self.word.filter(|word| word.keep && word.role == ColumnRole::Figure)?;
        let found = self.words[word.start..word.end].trim_start_matches(['已', '新']).trim_end_matches('数');
        Some(rules.layouts.morphemes.measured_verb(found).unwrap_or(found).to_owned())
    }

    /// The header as what it is where another column has the role that it may have.
    pub(crate) fn otherwise(mut self) -> Self {
        if std::mem::take(&mut self.weak) {
            self.word = self.instead;
        }
        self
    }

    /// True for 1-9月, 1-8月均值 and nothing else.
    pub(crate) fn bare_months(&self, rules: &Rulebook) -> bool {
        let value = self.words.is_empty() || rules.layouts.morphemes.is_measure(&self.words);
        self.months.is_some() && value
    }

    /// True for 2020年 and nothing else.
    pub(crate) fn bare_year(&self) -> bool {
        self.year.is_some() && self.months.is_none() && (self.words.is_empty() || self.words == "年")
    }
}

/// Gives a header that is a whole, or what came out, the role that it has where no other column has it.
pub(super) fn weaken(header: &mut Header, rules: &Rulebook) {
    let words = ["年终", "年末", "年底", "最终"]
        .iter()
        .find_map(|time| header.words.strip_prefix(time).filter(|rest| !rest.is_empty()))
        .unwrap_or(header.words.as_str());
    let sides = &rules.layouts.sides;
    // 英译比例要到 is no share.
    let vague = |word: &HeaderWord| {
        let told = matches!(word.role, ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate);
        word.end < header.words.len() && !told || word.role == ColumnRole::Score
    };
    let plain = || sides.plain(words).filter(|_| header.word.as_ref().is_none_or(vague));
    // 本年度成果.
    let undated = || {
        Some(rules.layouts.morphemes.undated(words))
            .filter(|rest| rest.len() < words.len())
            .and_then(|rest| sides.weak(rest))
    };
    let Some(role) = sides.weak(words).or_else(|| undated().filter(|_| header.word.is_none())).or_else(plain)
    else {
        return;
    };
    (header.weak, header.instead) = (true, header.word);
    header.word = Some(HeaderWord { role, start: 0, end: header.words.len(), keep: false });
}
