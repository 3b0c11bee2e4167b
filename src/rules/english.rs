//! Headers without a Chinese letter.

use serde::Deserialize;

use super::{ColumnRole, HeaderWord};

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
        // Most cells without a Chinese letter are numbers.
        if !text.contains(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
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
