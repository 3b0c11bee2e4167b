//! A source cut the way it is written: title, sections, blocks with their parts, and sentences.

mod date;
mod heading;
mod items;
mod label;
mod scope;

pub use date::{DateSpan, dates};
pub use heading::{Marker, marker};

use crate::{
    model::{AsOf, Period, Place},
    rules::{Cue, Rulebook},
    text::{Source, Span},
};

/// What a piece of a block speaks of, as its label or its place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title of the document.
    Title,
    /// Says what is to be reached.
    Goal,
    /// Says what has been reached.
    Progress,
    /// A completion rate in a line of its own.
    Rate,
    /// Says both, or nothing tells.
    Neutral,
    /// Neither: bodies in charge, troubles, next steps.
    Other,
}

/// A paragraph, or what one label of a paragraph governs.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands, label and number left off.
    pub span: Span,
    /// What it speaks of.
    pub part: Part,
    /// The block that it belongs to.
    pub block: usize,
    /// True for a heading.
    pub heading: bool,
    /// Number of its item in a list inside the block, as printed; empty where it has none.
    pub item: String,
    /// True for an item of a list: numbered, lettered or with a bullet.
    pub listed: bool,
    /// The district or body that it speaks of, where the block goes through several; else empty.
    pub scope: String,
    /// The year that the heading above it names.
    pub year: Option<i32>,
    /// Up to when it counts, where its label says so (1—6月进展).
    pub as_of: Option<AsOf>,
}

impl Piece {
    /// A piece of a block that has no heading, item, district or date of its own.
    #[must_use]
    pub fn new(span: Span, part: Part, block: usize) -> Self {
        Self {
            span,
            part,
            block,
            heading: false,
            listed: false,
            item: String::new(),
            scope: String::new(),
            year: None,
            as_of: None,
        }
    }
}

/// One task, heading or paragraph with what stands under it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Section, number and words.
    pub place: Place,
    /// True where a label says which part is progress.
    pub labelled: bool,
}

/// A source cut the way it is written.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The title, if one stands at the top.
    pub title: Option<Span>,
    /// What the report covers, from its title or opening.
    pub period: Option<Period>,
    /// Up to when it counts.
    pub as_of: Option<AsOf>,
    /// True where the title says that the document is a plan.
    pub plan: bool,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Pieces in order.
    pub pieces: Vec<Piece>,
}

impl Outline {
    /// For each block, whether labels tell its goals from its results, so that it answers itself.
    #[must_use]
    pub fn closed(&self) -> Vec<bool> {
        let mut parts = vec![(false, false); self.blocks.len()];
        for piece in &self.pieces {
            parts[piece.block].0 |= piece.part == Part::Goal;
            parts[piece.block].1 |= piece.part == Part::Progress;
        }
        parts.into_iter().map(|(goals, results)| goals && results).collect()
    }
}

/// Cues of a text that reports.
const REPORTING: &[Cue] = &[Cue::Now, Cue::Compare, Cue::Distance, Cue::Undone, Cue::Process];

/// Longest title or heading, in characters.
const HEADING_CHARS: usize = 60;

/// Cuts a source; the text that `tables` cover is left out.
#[must_use]
pub fn outline(source: &Source, tables: &[Span], rules: &Rulebook) -> Outline {
    let mut builder = Builder {
        outline: Outline::default(),
        rules,
        text: &source.text,
        part: Part::Neutral,
        level: 9,
        ordinal: 0,
        item: String::new(),
        bullet: false,
        year: None,
        as_of: None,
        aside: None,
    };
    let lines: Vec<Span> = source
        .lines()
        .filter(|line| !tables.iter().any(|table| table.covers(*line) && !table.is_empty()))
        .map(|line| trimmed(&source.text, line))
        .filter(|line| !line.is_empty())
        .collect();
    builder.title(&lines);
    for (index, &line) in lines.iter().enumerate() {
        if builder.outline.title != Some(line) {
            builder.line(line, lines.get(index + 1).copied());
        }
    }
    let mut outline = builder.outline;
    goals_without_results(&mut outline, &source.text, rules);
    goals_among_turns(&mut outline, &source.text, rules);
    scope::assign(&mut outline, &source.text, rules);
    date::place_report(&source.text, &lines, &mut outline);
    outline
}

/// Where most blocks have a labelled progress part, a numbered block without one says only its goals.
fn goals_without_results(outline: &mut Outline, text: &str, rules: &Rulebook) {
    let labelled = outline.blocks.iter().filter(|block| block.labelled).count();
    if labelled < 3 || labelled * 2 < outline.blocks.len() {
        return;
    }
    let blocks = &outline.blocks;
    for piece in &mut outline.pieces {
        let block = &blocks[piece.block];
        let reports = dates(piece.span.text(text)).iter().any(|date| date.months.is_some())
            || rules.verbs.cues(piece.span.text(text)).iter().any(|(_, set)| set.has(Cue::Now));
        if piece.part == Part::Neutral && !block.labelled && !block.place.task_no.starts_with('p') && !reports
        {
            piece.part = Part::Goal;
        }
    }
}

/// Where most items of a list turn from goals to results of a period, an item that only urges says its goals.
fn goals_among_turns(outline: &mut Outline, text: &str, rules: &Rulebook) {
    let numbered = |piece: &Piece| {
        piece.part == Part::Neutral
            && !piece.heading
            && !outline.blocks[piece.block].place.task_no.starts_with('p')
    };
    let reports = |piece: &Piece| {
        let words = piece.span.text(text);
        words.contains("——")
            || dates(words).iter().any(|date| date.months.is_some())
            || rules.verbs.cues(words).iter().any(|(_, set)| set.any(REPORTING))
    };
    let urges = |piece: &Piece| {
        let cues = rules.verbs.cues(piece.span.text(text));
        cues.first()
            .is_some_and(|(span, set)| span.start == 0 && set.any(&[Cue::Action, Cue::Done, Cue::Promote]))
    };
    let turned =
        outline.pieces.iter().filter(|piece| numbered(piece) && urges(piece) && reports(piece)).count();
    let silent: Vec<usize> = (0..outline.pieces.len())
        .filter(|&index| {
            let piece = &outline.pieces[index];
            numbered(piece) && urges(piece) && !reports(piece)
        })
        .collect();
    if turned >= 3 && turned >= silent.len() {
        for index in silent {
            outline.pieces[index].part = Part::Goal;
        }
    }
}

/// The span without blanks at its ends, full-width ones included.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.text(text);
    let start = part.len() - part.trim_start().len();
    Span::new(span.start + start, span.start + start.max(part.trim_end().len()))
}

struct Builder<'a> {
    outline: Outline,
    rules: &'a Rulebook,
    text: &'a str,
    part: Part,
    /// The level of the marker whose label set the part.
    level: u8,
    ordinal: usize,
    /// Number of the list item that is read.
    item: String,
    /// The line begins with a bullet.
    bullet: bool,
    /// The year that the section's heading names.
    year: Option<i32>,
    /// Period that the label of the part names.
    as_of: Option<AsOf>,
    /// Level of a heading over next steps or troubles, under which no goals and results of the period stand.
    aside: Option<u8>,
}

impl Builder<'_> {
    fn title(&mut self, lines: &[Span]) {
        let found = lines.iter().take(3).find(|line| {
            let words = line.text(self.text);
            words.chars().count() <= HEADING_CHARS
                && !words.contains('。')
                && marker(words).is_none()
                && !words.ends_with(['：', ':', '，', '；'])
        });
        // A document that begins with running text has no title below its second line.
        let first_long = lines.first().is_some_and(|line| line.text(self.text).contains('。'));
        self.outline.title = found.copied().filter(|line| !first_long || lines.get(1) == Some(line));
        if let Some(title) = self.outline.title {
            let words = title.text(self.text);
            let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
            let named = has(&["计划", "目标任务", "任务分解"])
                || has(&["任务", "目标"]) && has(&["下达", "印发", "分解", "安排", "通知", "清单"]);
            self.outline.plan =
                named && !has(&["情况", "进展", "完成", "执行", "通报", "落实", "结果", "总结"]);
        }
    }

    fn line(&mut self, line: Span, next: Option<Span>) {
        let words = line.text(self.text);
        if words.chars().all(|c| c.is_ascii_digit()) && words.len() <= 3 {
            self.open(words.to_owned(), String::new());
            self.part = Part::Neutral;
            self.as_of = None;
            return;
        }
        match marker(words) {
            Some(found) => self.marked(line, &found, next),
            None => self.paragraph(line),
        }
    }

    fn marked(&mut self, line: Span, found: &Marker, next: Option<Span>) {
        self.item = if found.level == 3 { found.number.clone() } else { String::new() };
        self.bullet = found.level == 4;
        if self.aside.is_some_and(|level| found.level <= level) {
            self.aside = None;
        }
        let rest = trimmed(self.text, Span::new(line.start + found.length, line.end));
        let words = rest.text(self.text);
        if found.level <= 1 && words.chars().count() <= HEADING_CHARS {
            self.year = dates(words).iter().find_map(|date| date.year);
        }
        if let Some((part, label_end)) =
            label::leading(words, self.rules).or_else(|| label::section(words, self.rules))
            && part != Part::Other
            && words[label_end..].trim().is_empty()
            && (found.level >= 2 && !self.outline.blocks.is_empty() || self.turns(part))
        {
            if self.outline.blocks.is_empty() || found.level < 2 && part == Part::Goal {
                self.open(found.number.clone(), words.to_owned());
            }
            (self.part, self.level) = (part, found.level);
            self.mark_labelled(part);
            return;
        }
        if found.level > self.level && self.part != Part::Neutral {
            self.item.clone_from(&found.number);
            self.split(rest, self.part);
            return;
        }
        if found.level == 4 && self.part == Part::Neutral {
            self.paragraph_block(words);
        }
        if found.level <= 2 || self.outline.blocks.is_empty() {
            self.part = Part::Neutral;
            self.as_of = None;
            self.level = 9;
            self.numbered(rest, found, next);
        } else {
            self.split(rest, self.part);
        }
    }

    /// True for the headings of a section of goals and of the section of results behind it.
    fn turns(&self, part: Part) -> bool {
        part == Part::Goal || part == Part::Progress && self.part == Part::Goal
    }

    fn numbered(&mut self, rest: Span, found: &Marker, next: Option<Span>) {
        let words = rest.text(self.text);
        let short = words.chars().count() <= HEADING_CHARS && !words.trim_end_matches('。').contains('。');
        let head = short && !words.ends_with(['。', '；', ';', '.']) && !words.contains(". ");
        if head && label::is_aside(words, self.rules) {
            self.aside = Some(found.level);
        }
        let section = if found.level == 0 && head { words.to_owned() } else { self.section() };
        self.open(found.number.clone(), words.chars().take(120).collect());
        if let Some(block) = self.outline.blocks.last_mut() {
            block.place.section = section;
        }
        let next_label = next.and_then(|line| label::leading(line.text(self.text), self.rules));
        let before_progress = matches!(next_label, Some((Part::Progress | Part::Rate | Part::Other, _)));
        if before_progress && label::leading(words, self.rules).is_none() {
            self.push(rest, Part::Goal, head);
        } else if head
            && next
                .is_some_and(|line| marker(line.text(self.text)).is_none_or(|next| next.level > found.level))
        {
            self.push(rest, Part::Neutral, true);
        } else {
            self.split(rest, Part::Neutral);
        }
    }

    fn paragraph(&mut self, line: Span) {
        let words = line.text(self.text);
        let labelled = label::leading(words, self.rules).is_some();
        self.bullet = false;
        if self.part == Part::Neutral && !labelled && !self.numbered_block() {
            self.paragraph_block(words);
        }
        if self.outline.blocks.is_empty() {
            self.open("p1".into(), words.chars().take(120).collect());
        }
        self.split(line, self.part);
    }

    /// Opens a block for a paragraph without a number.
    fn paragraph_block(&mut self, words: &str) {
        self.ordinal += 1;
        self.open(format!("p{}", self.ordinal), words.chars().take(120).collect());
    }

    /// True where the current block has a number of its own, so that paragraphs belong to it.
    fn numbered_block(&self) -> bool {
        self.outline.blocks.last().is_some_and(|block| !block.place.task_no.starts_with('p'))
    }

    fn section(&self) -> String {
        self.outline.blocks.last().map_or_else(String::new, |block| block.place.section.clone())
    }

    fn open(&mut self, task_no: String, task: String) {
        self.outline
            .blocks
            .push(Block { place: Place { section: self.section(), task_no, task }, labelled: false });
    }

    fn mark_labelled(&mut self, part: Part) {
        if part == Part::Progress
            && let Some(block) = self.outline.blocks.last_mut()
        {
            block.labelled = true;
        }
    }

    /// Cuts a paragraph at the labels inside it.
    fn split(&mut self, span: Span, part: Part) {
        let words = span.text(self.text);
        let labels = label::all(words, self.rules);
        let mut current = part;
        let mut start = 0;
        for (label_start, label_end, found) in labels {
            self.push(span_of(span, start, label_start), current, false);
            (current, start) = (found, label_end);
            if label::names_only(&words[label_start..label_end], self.rules)
                && let Some(stop) = words[label_end..].find('。')
            {
                let end = label_end + stop + '。'.len_utf8();
                self.push(span_of(span, start, end), current, false);
                (current, start) = (part, end);
            }
            self.as_of = dates(&words[label_start..label_end]).iter().find_map(DateSpan::as_of);
            self.mark_labelled(found);
            // A label of the paragraph's own start also governs the lines below it.
            let alone = words[label_end..].trim().is_empty();
            if label_start == 0 && (alone || !matches!(found, Part::Goal | Part::Rate)) {
                self.part = found;
            }
        }
        self.push(span_of(span, start, words.len()), current, false);
    }

    fn push(&mut self, span: Span, part: Part, heading: bool) {
        let part = if self.aside.is_some() { Part::Other } else { part };
        let block = self.outline.blocks.len().saturating_sub(1);
        for (start, end, number) in items::inline(span.text(self.text)) {
            let span = trimmed(self.text, span_of(span, start, end));
            let item = number.unwrap_or_else(|| self.item.clone());
            if !span.is_empty() {
                let listed = self.bullet || !item.is_empty() || self.numbered_block();
                let piece = Piece {
                    heading,
                    listed,
                    item,
                    as_of: self.as_of,
                    year: self.year,
                    ..Piece::new(span, part, block)
                };
                self.outline.pieces.push(piece);
            }
        }
    }
}

fn span_of(whole: Span, start: usize, end: usize) -> Span {
    Span::new(whole.start + start, whole.start + end)
}
