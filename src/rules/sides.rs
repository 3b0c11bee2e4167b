//! Headers that are goals or figures where no other column is, and texts that may be the header of goals.

use super::{Affixes, ColumnRole, WordMap, headers::Morphemes, names::Names};
use crate::text::{Letters, fits, is_han};

/// Signs that may stand inside of a header.
static MARKS: Letters = Letters::of("、，,:：*`\"“” \t\u{a0}\u{3000}");

/// What a header may be besides what its own word tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    /// 设计量, 成果.
    weak: WordMap<String, ColumnRole>,
    /// The words that are headers of goals by themselves.
    goals: Affixes,
    /// 跑出来的数, 年初定的数: words inside of a header.
    came: Affixes,
    set: Affixes,
}

/// Longest header that plain words tell, in characters.
const PLAIN_CHARS: usize = 9;

impl Sides {
    pub(super) fn of(names: &Names, words: &[(String, ColumnRole, bool)], morphemes: &Morphemes) -> Self {
        let figures =
            names.results.iter().chain(&names.yields).map(|word| (word.clone(), ColumnRole::Figure));
        let goals = names.whole.iter().map(|word| (word.clone(), ColumnRole::Goal));
        let listed = words.iter().filter(|(_, role, _)| *role == ColumnRole::Goal).map(|(word, ..)| word);
        let own = listed.chain(&names.whole).chain(morphemes.planning());
        Self {
            weak: figures.chain(goals).collect(),
            goals: Affixes::from(own.cloned().collect::<Vec<_>>()),
            came: names.came_out.clone().into(),
            set: names.set_out.clone().into(),
        }
    }

    /// The role of a header that is a whole, or what came out, where no other column has it.
    pub(crate) fn weak(&self, header: &str) -> Option<ColumnRole> {
        self.weak.get(header).copied()
    }

    /// The same of a short header that no word of the lists tells.
    pub(crate) fn plain(&self, header: &str) -> Option<ColumnRole> {
        if !fits(header, PLAIN_CHARS) {
            return None;
        }
        let came = self.came.is_in(header).then_some(ColumnRole::Figure);
        came.or_else(|| self.set.is_in(header).then_some(ColumnRole::Goal))
    }

    /// False for most texts that are no header of goals and nothing besides. What is not written in Chinese letters and
    /// plain signs may be one, as much else is taken off a header.
    pub(super) fn may_be_goal(&self, text: &str, morphemes: &Morphemes) -> bool {
        let marked = MARKS.are_in(text).then(|| text.replace(|c| MARKS.has(c), ""));
        let text = marked.as_deref().unwrap_or(text).trim_end_matches('的');
        let goals = &self.goals;
        let word = ["年终", "年末", "年底", "最终"].iter().find_map(|time| text.strip_prefix(time));
        !text.chars().all(is_han)
            || goals.is(text)
            || word.is_some_and(|word| goals.is(word))
            || morphemes.counted(text).any(|noun| goals.is(noun))
            || morphemes.to_do(text)
    }
}
