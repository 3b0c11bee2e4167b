//! The walk over the pieces of a report: each number becomes a claim.

mod amounts;
mod beside;
mod claim;
mod clause;
mod date;
mod led;
mod number;
mod revision;
mod spoken;
mod state;

use super::{
    Claim, conditions, framed, levels, name,
    piece::{ReadPiece, is_rate_line, only_plans, told_share},
    said,
    sentence::Sentence,
    topic, unled, whole,
    words::{Kind, Word, Words},
    works,
};
use crate::{
    outline::{Outline, Part, Piece},
    rules::{Cue, CueSet, Rulebook, Sign},
    text::Source,
};
use date::tells;
use state::{Place, Walk};

/// Longest first sentence of an item that only names it, in words and in characters.
const TITLE_WORDS: usize = 8;
const TITLE_CHARS: usize = 20;
/// Longest heading that names the numbers under it, in characters.
const HEADING_CHARS: usize = 24;
/// So many items with a rate in a line of its own make a list of tasks and their progress.
const RATE_LINES: usize = 3;

/// So many pieces of a plan may hold a word of results, and it tells none.
const STRAY: usize = 2;

/// Every quantity of the outline's pieces, with its meaning, in the order of the text.
#[must_use]
pub fn claims(source: &Source, outline: &Outline, rules: &Rulebook) -> Vec<Claim> {
    let mut walk = Walk::new(source, outline, rules);
    let read = |(index, piece): (usize, &'_ Piece)| {
        let counts = !matches!(piece.part, Part::Title | Part::Other);
        counts.then(|| ReadPiece::new(source, index, &outline.pieces[index], outline.turning, rules))
    };
    let mut heres: Vec<Option<ReadPiece>> = outline.pieces.iter().enumerate().map(read).collect();
    framed::settle(&mut heres);
    let titled = outline
        .title
        .is_some_and(|title| rules.pages.tells(title.text(&source.text), crate::rules::Frame::Results));
    walk.plans = !titled && only_plans(&heres);
    let told = told_share(&heres);
    // 目标责任书: 实际到位 in one of its lines tells no results.
    walk.tells = told.0 > STRAY || told.0 > 0 && titled || told.0 * 4 >= told.1.max(1);
    walk.reports = told.0 * 2 >= told.1.max(1);
    let telling = |(here, piece): (&Option<ReadPiece>, &Piece)| {
        here.as_ref().filter(|here| here.told).map(|_| piece.block)
    };
    walk.told_blocks = heres.iter().zip(&outline.pieces).filter_map(telling).collect();
    walk.rate_lines = heres.iter().flatten().filter(|here| is_rate_line(here, outline)).count() >= RATE_LINES;
    walk.claims.reserve(heres.iter().flatten().map(|here| here.words.quantities.len()).sum());
    for here in &heres {
        if let Some(here) = here {
            walk.piece(here);
        }
        walk.place.next_sentence();
    }
    let words: Vec<Option<&Words>> = heres.iter().map(|here| here.as_ref().map(|here| &here.words)).collect();
    levels::with_goals(&mut walk.claims);
    unled::mark(&mut walk.claims);
    conditions::set_aside(outline, &words, &mut walk.claims);
    said::mark(source, outline, rules, &mut walk.claims);
    works::mark(outline, &words, &mut walk.claims);
    walk.claims
}

impl Walk<'_> {
    fn piece(&mut self, here: &ReadPiece) {
        let piece = here.piece;
        let mut sentence = Sentence::up_to(piece.as_of);
        sentence.rate_line = piece.part == Part::Rate;
        sentence.year = piece.year;
        let first = here.index.checked_sub(1).is_none_or(|at| self.outline.pieces[at].block != piece.block);
        let led = first && self.led.takes(led::marking(piece, &self.outline.blocks[piece.block]));
        if !first && !piece.item.is_empty() {
            self.led.within();
        }
        if first && (piece.heading || led::begins_task(piece, &self.outline.blocks[piece.block])) {
            self.shares_plan = None;
        }
        if led || self.carried == Some(piece.block) && !piece.item.is_empty() {
            sentence.announce();
        }
        let told_on = self.told_list == Some(piece.block) && !piece.item.is_empty();
        sentence.tell_list(told_on);
        sentence.by_plan = self.measured && !piece.heading;
        self.headed(here, &mut sentence);
        for at in 0..here.words.words.len() {
            self.word(here, at, &mut sentence);
        }
        self.all_of(&here.words, here.words.words.len());
        let goes_on = self.carried == Some(piece.block) && !piece.item.is_empty();
        let opens = sentence.opens_list() && here.words.text.trim_end().ends_with(['：', ':']);
        self.carried = Some(piece.block).filter(|_| goes_on || opens);
        let opens = sentence.told_list && here.words.text.trim_end().ends_with(['：', ':']);
        self.told_list = Some(piece.block).filter(|_| told_on || opens);
        // 按年度任务折算：, and below it 防洪工程118.9%，…；, as long as the lines are items or go on behind a comma or a semicolon.
        let end = here.words.text.trim_end();
        let goes_on = end.ends_with(['；', ';', '，', ',']) || piece.listed;
        let opens = sentence.by_plan && end.ends_with(['：', ':']);
        self.measured = !piece.heading && (opens || self.measured && goes_on);
        if !piece.heading {
            self.led.lead(opens, &here.words);
        }
    }

    /// A heading names what a number behind a label speaks of: 新建驿站, and below it 目标：22家.
    fn headed(&mut self, here: &ReadPiece, sentence: &mut Sentence) {
        let piece = here.piece;
        let words = &here.words.words;
        let counted = |word: &Word| matches!(word.kind, Kind::Quantity(_));
        if piece.heading {
            let name = name::of_words(&here.words, &(0..words.len()).collect::<Vec<_>>());
            let plain = !words.iter().any(counted) && name.chars().count() <= HEADING_CHARS;
            self.heading = plain.then_some((piece.block, name));
        } else if matches!(piece.part, Part::Goal | Part::Progress)
            && words.first().is_some_and(counted)
            && let Some((_, name)) = self.heading.as_ref().filter(|(block, _)| *block == piece.block)
        {
            sentence.title.clone_from(name);
        }
    }

    /// 今年, 上半年, 目前: what is told is of this year; 全年, 年初 may be of any.
    fn period(&self, text: &str, set: CueSet, sentence: &mut Sentence) {
        let signs = &self.rules.signs;
        sentence.this_year |= signs.begins(Sign::ThisYear, text);
        sentence.current |= set.has(Cue::Now) || set.has(Cue::Present) && !signs.is(Sign::AnyYear, text);
    }

    fn word(&mut self, here: &ReadPiece, at: usize, sentence: &mut Sentence) {
        match here.words.words[at].kind {
            Kind::Stop => {
                self.all_of(&here.words, at);
                self.title(here, at, sentence);
                self.place.next_sentence();
                sentence.next();
            }
            Kind::Semicolon => {
                self.all_of(&here.words, at);
                self.place.next_segment();
                sentence.next_part();
            }
            Kind::Comma | Kind::Dash => {
                self.all_of(&here.words, at);
                self.place.next_clause();
                self.clause(&here.words, at, sentence);
            }
            Kind::Date(date) => self.date(&here.words, at, here.words.dates[date], sentence),
            Kind::Cue(set) => {
                let set = if self.sums_ahead(here, at, sentence) { set.without(Cue::Now) } else { set };
                let leading = here.words.clause_start(at) == at;
                let coming = || self.rules.signs.begins(Sign::Coming, here.words.text_of(at));
                sentence.bygone |= leading && set.has(Cue::Future) && coming();
                self.period(here.words.text_of(at), set, sentence);
                sentence.pass(set, leading);
                if leading
                    && self.rules.signs.is(Sign::ByTerm, here.words.bare(at))
                    && !tells(&here.words, at)
                {
                    sentence.plan_on();
                }
            }
            Kind::Quantity(quantity) => self.quantity(here, at, quantity, sentence),
            Kind::Open => sentence.open(),
            Kind::Close => sentence.close(),
            Kind::Text | Kind::Pause => {}
        }
    }

    /// 到2027年，累计建成…: what is to be summed up by then is not told.
    fn sums_ahead(&self, here: &ReadPiece, at: usize, sentence: &Sentence) -> bool {
        sentence.ahead && self.rules.signs.begins(Sign::Summed, here.words.bare(at))
    }

    /// A clause without a number says of all before it that they are done.
    fn all_of(&mut self, words: &Words, end: usize) {
        if let Some(told) = whole::AllOf::read(words, end) {
            let Place { sentence, segment, clause, .. } = self.place;
            told.tell(&mut self.claims, sentence, segment, clause);
        }
    }

    /// 1.养老护理班。…: the short first sentence of an item names what the rest of it speaks of.
    fn title(&self, here: &ReadPiece, stop: usize, sentence: &mut Sentence) {
        let first = stop > 0 && here.piece.listed && stop <= TITLE_WORDS;
        let plain = |word: &Word| matches!(word.kind, Kind::Text | Kind::Cue(_));
        if first && here.words.words[..stop].iter().all(plain) {
            let name = name::of_words(&here.words, &(0..stop).collect::<Vec<_>>());
            if name.chars().count() <= TITLE_CHARS && !topic::tells(&name, &self.rules.names) {
                sentence.title = name;
            }
        }
    }
}
