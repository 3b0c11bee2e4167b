//! Lines of a page that carry nothing of the document, read from `rules/pages.toml`.

use std::{ops::Range, sync::Arc};

use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Layers, Lexicon, Placed, RuleFile, entry};

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

entry!(RawFurniture, extends);

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

/// What the headings above a number say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// What is to be reached in the period.
    Goals,
    /// What has been reached.
    Results,
    /// Next steps, the coming period.
    Ahead,
    /// Problems, causes, methods.
    Background,
    /// Nothing tells.
    #[default]
    Unsaid,
}

impl Frame {
    /// Those that words tell, as the rule file calls them.
    const TOLD: [(Self, &str); 4] = [
        (Self::Goals, "goals"),
        (Self::Results, "results"),
        (Self::Ahead, "ahead"),
        (Self::Background, "background"),
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
        let message = match self.furniture {
            true => format!("`{}` stays", self.line),
            false => format!("`{}` is left out", self.line),
        };
        self.file.fault("case-fails", message, vec![(self.place.clone(), String::new())])
    }
}

/// The words of page furniture.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    lexicon: Lexicon,
    kinds: Vec<Furniture>,
    notices: Lexicon,
    cases: Vec<LineCase>,
    headings: Lexicon,
    frames: Vec<Frame>,
    /// Headings by their beginning and their end: 完成…任务.
    spanning: Vec<Spanning>,
}

/// 完成…任务: a heading that holds the first, and ends in the second.
#[derive(Clone, Debug)]
struct Spanning {
    head: String,
    end: String,
    frame: Frame,
}

impl Pages {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let (mut words, mut kinds, mut cases) = (Vec::new(), Vec::new(), Vec::new());
        let lists = layers.lists(&["furniture", "frame"], faults);
        for placed in lists.entries::<RawFurniture>("furniture", faults) {
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
        let told = words.iter().zip(&kinds).filter(|(_, kind)| **kind == Furniture::Notice);
        let notices = Lexicon::new(told.map(|(word, _)| word));
        let mut pages = Self { lexicon: Lexicon::new(&words), kinds, notices, cases, ..Self::default() };
        pages.add_frames(&lists.entries::<RawFurniture>("frame", faults), faults);
        pages
    }

    fn add_frames(&mut self, entries: &[Placed<'_, RawFurniture>], faults: &mut Vec<Fault>) {
        let known = |id: &str| Frame::TOLD.iter().find(|(_, name)| *name == id).map(|(frame, _)| *frame);
        let mut words = Vec::new();
        for Placed { file, entry } in entries {
            let Some(frame) = known(entry.id.as_ref()) else {
                let message = format!("`{}` is no frame", entry.id.as_ref());
                faults.push(file.fault("entry-unknown", message, vec![(entry.id.span(), String::new())]));
                continue;
            };
            for word in &entry.words {
                match word.split_once('…') {
                    Some((head, end)) => {
                        self.spanning.push(Spanning { head: head.into(), end: end.into(), frame });
                    }
                    None => {
                        self.frames.push(frame);
                        words.push(word);
                    }
                }
            }
        }
        self.headings = Lexicon::new(words);
        for Placed { file, entry } in entries {
            let cases = entry.cases.iter().map(|heading| (heading, true));
            for (heading, wanted) in cases.chain(entry.not.iter().map(|heading| (heading, false))) {
                let told = Some(self.frame(heading.as_ref())) == known(entry.id.as_ref());
                if told != wanted {
                    let message = format!("`{}` is {:?}", heading.as_ref(), self.frame(heading.as_ref()));
                    faults.push(file.fault("case-fails", message, vec![(heading.span(), String::new())]));
                }
            }
        }
    }

    /// What a heading says of the numbers under it: next steps wherever a word says so, else what the last word of goals
    /// or results says, else that they are background.
    #[must_use]
    pub fn frame(&self, heading: &str) -> Frame {
        let told = self.told(heading);
        let has = |frame| told.contains(&frame);
        let last = told.iter().rev().find(|frame| matches!(frame, Frame::Goals | Frame::Results));
        match last {
            _ if has(Frame::Ahead) => Frame::Ahead,
            Some(frame) => *frame,
            None if has(Frame::Background) => Frame::Background,
            None => Frame::Unsaid,
        }
    }

    /// What each word of a heading says, in their order.
    fn told(&self, heading: &str) -> Vec<Frame> {
        let mut told: Vec<Frame> = Vec::new();
        for (span, word) in self.headings.apart(heading) {
            let before = &heading[..span.start];
            let spans = |known: &&Spanning| {
                span.end == heading.len() && heading.ends_with(&known.end) && before.contains(&known.head)
            };
            let whole = self.spanning.iter().find(spans).filter(|_| !told.contains(&Frame::Goals));
            told.push(whole.map_or(self.frames[word], |known| known.frame));
        }
        told
    }

    /// The words of furniture that a text starts with, the longest first: what each is, and its bytes.
    pub fn starts<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Furniture, usize)> + 'l {
        self.lexicon.starts(text).map(|(word, length)| (self.kinds[word], length))
    }

    /// True where a word of furniture begins with a character.
    pub(crate) fn begins(&self, first: char) -> bool {
        self.lexicon.begins(first)
    }

    /// True for a heading that a word of a frame ends, or a word of what is done with it: …的通知.
    #[must_use]
    pub fn ends_framed(&self, heading: &str) -> bool {
        let bare = ["的通知", "的公告", "的说明", "的决定", "的公示", "的函", "公示", "材料"];
        let bare = bare.iter().find_map(|end| heading.strip_suffix(end)).unwrap_or(heading);
        self.headings.apart(bare).any(|(span, _)| span.end == bare.len())
    }

    /// True where a heading holds a word of this frame.
    #[must_use]
    pub fn tells(&self, heading: &str, frame: Frame) -> bool {
        self.told(heading).contains(&frame)
    }

    /// True where a text holds what a site says of itself.
    #[must_use]
    pub fn holds_notice(&self, text: &str) -> bool {
        self.notices.is_in(text)
    }

    /// The lines that the entries carry as their proof.
    #[must_use]
    pub fn cases(&self) -> &[LineCase] {
        &self.cases
    }
}
