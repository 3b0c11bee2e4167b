//! Headers that are goals or figures where no other column is, and texts that may be the header of goals.

use super::{Affixes, ColumnRole, Layouts, WordMap};
use crate::text::{Letters, is_han};

/// Signs that may stand inside of a header.
static MARKS: Letters = Letters::of("、，,:：*`\"“” \t\u{a0}\u{3000}");

/// What a header may be besides what its own word tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    /// 设计量, 成果.
    weak: WordMap<String, ColumnRole>,
    /// The words that are headers of goals by themselves.
    goals: Affixes,
}

impl Sides {
    pub(super) fn of(layouts: &Layouts) -> Self {
        let (names, words) = (&layouts.names, &layouts.words);
        let figures =
            names.results.iter().chain(&names.yields).map(|word| (word.clone(), ColumnRole::Figure));
        let goals = names.whole.iter().map(|word| (word.clone(), ColumnRole::Goal));
        let listed = words.iter().filter(|(_, role, _)| *role == ColumnRole::Goal).map(|(word, ..)| word);
        let own = listed.chain(&names.whole).chain(layouts.morphemes.planning());
        Self { weak: figures.chain(goals).collect(), goals: Affixes::from(own.cloned().collect::<Vec<_>>()) }
    }

    /// The role of a header that is a whole, or what came out, where no other column has it.
    pub(crate) fn weak(&self, header: &str) -> Option<ColumnRole> {
        self.weak.get(header).copied()
    }
}

impl Layouts {
    /// True for a header that holds a word for how much is done: 完成率, 形象进度.
    #[must_use]
    pub fn is_progress(&self, text: &str) -> bool {
        text.is_ascii() || self.header_words(text).any(|word| word.role == ColumnRole::Rate)
    }

    /// False for most texts that are no header of goals and nothing besides. What is not written in Chinese letters and
    /// plain signs may be one, as much else is taken off a header.
    pub(crate) fn may_be_goal(&self, text: &str) -> bool {
        let marked = MARKS.are_in(text).then(|| text.replace(|c| MARKS.has(c), ""));
        let text = marked.as_deref().unwrap_or(text).trim_end_matches('的');
        let goals = &self.sides.goals;
        let word = ["年终", "年末", "年底", "最终"].iter().find_map(|time| text.strip_prefix(time));
        !text.chars().all(is_han)
            || goals.is(text)
            || word.is_some_and(|word| goals.is(word))
            || self.morphemes.counted(text).any(|noun| goals.is(noun))
            || self.morphemes.to_do(text)
    }
}
