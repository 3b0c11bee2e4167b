//! Lines of a page that carry nothing of the document, read from `rules/pages.toml`.

use std::{ops::Range, sync::Arc};

use serde::Deserialize;
use toml::Spanned;

use super::{Entry, Fault, Layers, Lexicon, RuleFile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFurniture {
    id: Spanned<String>,
    words: Vec<String>,
    cases: Vec<Spanned<String>>,
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

impl Entry for RawFurniture {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn replaces(&self) -> bool {
        self.replaces
    }
    fn extends(&self) -> bool {
        self.extends
    }
}

/// What a word of page furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A label before a short value: 来源.
    Label,
    /// A label before a number: 浏览次数.
    Counter,
    /// A label that belongs to a page only before a full date: 时间.
    Dated,
    /// A word that stands alone: 打印.
    Mark,
    /// Where in the site the page stands: 当前位置.
    Crumb,
    /// Behind it come other pages: 上一篇.
    Tail,
    /// What a site says of itself: 本站.
    Notice,
}

impl Furniture {
    /// All, as the rule file calls them.
    const ALL: [(Self, &str); 7] = [
        (Self::Label, "label"),
        (Self::Counter, "counter"),
        (Self::Dated, "dated"),
        (Self::Mark, "mark"),
        (Self::Crumb, "crumb"),
        (Self::Tail, "tail"),
        (Self::Notice, "notice"),
    ];
}

/// A line that an entry carries as its proof.
#[derive(Clone, Debug)]
pub struct LineCase {
    /// The line.
    pub line: String,
    /// True where it must be left out.
    pub furniture: bool,
    file: Arc<RuleFile>,
    place: Range<usize>,
}

impl LineCase {
    /// The fault of a line that is read otherwise.
    #[must_use]
    pub fn fails(&self) -> Fault {
        let got = if self.furniture { "stays" } else { "is left out" };
        let message = format!("`{}` {got}", self.line);
        self.file.fault("case-fails", message, vec![(self.place.clone(), String::new())])
    }
}

/// The words of page furniture.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    lexicon: Lexicon,
    kinds: Vec<Furniture>,
    cases: Vec<LineCase>,
}

impl Pages {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let (mut words, mut kinds, mut cases) = (Vec::new(), Vec::new(), Vec::new());
        for placed in layers.lists(&["furniture"], faults).entries::<RawFurniture>("furniture", faults) {
            let (file, entry) = (placed.file, placed.entry);
            let Some((kind, _)) = Furniture::ALL.iter().find(|(_, id)| *id == entry.id.as_ref()) else {
                let message = format!("`{}` is no kind of page furniture", entry.id.as_ref());
                let label = vec![(entry.id.span(), String::new())];
                faults.push(file.fault("entry-unknown", message, label));
                continue;
            };
            kinds.extend(entry.words.iter().map(|_| *kind));
            words.extend(entry.words);
            let lines = entry.cases.into_iter().map(|line| (line, true));
            cases.extend(lines.chain(entry.not.into_iter().map(|line| (line, false))).map(
                |(line, furniture)| LineCase {
                    place: line.span(),
                    line: line.into_inner(),
                    furniture,
                    file: Arc::clone(file),
                },
            ));
        }
        Self { lexicon: Lexicon::new(&words), kinds, cases }
    }

    /// The words of furniture that a text starts with, the longest first: what each is, and its bytes.
    pub fn starts<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Furniture, usize)> + 'l {
        self.lexicon.starts(text).map(|(word, length)| (self.kinds[word], length))
    }

    /// True where a text holds a word of this kind.
    #[must_use]
    pub fn holds(&self, text: &str, kind: Furniture) -> bool {
        self.lexicon.everywhere(text).any(|(_, word)| self.kinds[word] == kind)
    }

    /// The lines that the entries carry as their proof.
    #[must_use]
    pub fn cases(&self) -> &[LineCase] {
        &self.cases
    }
}
