//! Documents that set no goals of work, read from `rules/genres.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Frame, Layers, Lexicon, Pages, Placed, entry};
use crate::text::is_digit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGenre {
    id: Spanned<String>,
    words: Vec<String>,
    #[serde(default)]
    cases: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

entry!(RawGenre, extends);

/// Names of lists in the rule file.
const LISTS: [&str; 5] = ["title", "subject", "party", "opening", "line"];

/// What tells a document that sets no goals of work: an agreement, a statute, a manual, a study, a call.
#[derive(Clone, Debug, Default)]
pub struct Genres {
    titles: Vec<String>,
    subjects: Lexicon,
    parties: Lexicon,
    openings: Lexicon,
    lines: Vec<String>,
}

impl Genres {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, pages: &Pages, faults: &mut Vec<Fault>) -> Self {
        let lists = layers.lists(&["genre"], faults);
        let entries = lists.entries::<RawGenre>("genre", faults);
        let mut words: [Vec<String>; LISTS.len()] = std::array::from_fn(|_| Vec::new());
        for Placed { file, entry } in &entries {
            match LISTS.iter().position(|name| *name == entry.id.as_ref()) {
                Some(at) => words[at].extend(entry.words.iter().cloned()),
                None => {
                    let message =
                        format!("`{}` tells no genre; there are {}", entry.id.as_ref(), LISTS.join(", "));
                    faults.push(file.fault("entry-unknown", message, vec![(entry.id.span(), String::new())]));
                }
            }
        }
        let [titles, subjects, parties, openings, lines] = words;
        let genres = Self {
            titles,
            subjects: Lexicon::new(&subjects),
            parties: Lexicon::new(&parties),
            openings: Lexicon::new(&openings),
            lines,
        };
        for Placed { file, entry } in &entries {
            let cases = entry.cases.iter().map(|title| (title, true));
            for (title, wanted) in cases.chain(entry.not.iter().map(|title| (title, false))) {
                if genres.titled(title.as_ref(), pages) != wanted {
                    let message = if wanted {
                        format!("`{}` sets goals, and is not read so", title.as_ref())
                    } else {
                        format!("`{}` sets no goals, and is read so", title.as_ref())
                    };
                    faults.push(file.fault("case-fails", message, vec![(title.span(), String::new())]));
                }
            }
        }
        genres
    }

    /// True for the title of such a document.
    #[must_use]
    pub fn titled(&self, title: &str, pages: &Pages) -> bool {
        let end = title.trim_end_matches(|c: char| c.is_whitespace() || ")）》】\"”".contains(c));
        let whole = end.len() == title.trim_end().len();
        let bare = end.rfind(['(', '（']).filter(|_| !whole).map_or(end, |open| &end[..open]);
        let frame = pages.frame(title);
        let ends = || self.titles.iter().any(|word| bare.ends_with(word.as_str()));
        let called = self.subjects.is_in(title) && !(frame == Frame::Results && pages.ends_framed(title));
        let dated = title.contains('年') && title.contains(is_digit);
        called || matches!(frame, Frame::Unsaid | Frame::Background) && !dated && ends()
    }

    /// True where two parties are named twice each, as in an agreement.
    #[must_use]
    pub fn binds_parties(&self, text: &str) -> bool {
        let mut named: Vec<usize> = self.parties.apart(text).map(|(_, party)| party).collect();
        named.sort_unstable();
        named.chunk_by(|one, other| one == other).filter(|party| party.len() > 1).count() > 1
    }

    /// True where a line begins as such documents do, or is one of theirs.
    #[must_use]
    pub fn opens(&self, line: &str) -> bool {
        let whole = || line.split_whitespace().collect::<String>();
        self.openings.at_start(line.trim_start()).is_some() || self.lines.contains(&whole())
    }
}
