//! The walk over the lines of a source: markers and labels open blocks and parts, the rest is their text.

use super::{
    Block, DateSpan, Frame, Marker, Outline, Part, Piece, dates,
    frames::{Frames, names_later},
    items, label,
    lines::{trimmed, unboxed},
    marker, title,
    years::Years,
};
use crate::{
    model::AsOf,
    rules::{Cue, Rulebook},
    text::{Span, is_digit},
};

/// Longest title or heading, in characters.
const HEADING_CHARS: usize = 60;

/// The title, the blocks and the pieces of a text's lines.
pub(super) fn built(text: &str, lines: &[Span], rules: &Rulebook) -> Outline {
    let mut builder = Builder {
        outline: Outline::default(),
        rules,
        text,
        part: Part::Neutral,
        level: 9,
        ordinal: 0,
        item: String::new(),
        bullet: false,
        years: Years::default(),
        later: false,
        as_of: None,
        aside: None,
        frames: Frames::default(),
        ticked: false,
    };
    builder.title(lines);
    for (index, &line) in lines.iter().enumerate() {
        if builder.outline.title != Some(line) {
            builder.line(line, lines.get(index + 1).copied());
        }
    }
    builder.outline
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
    years: Years,
    /// The label names a year behind that of the report.
    later: bool,
    /// Period that the label of the part names.
    as_of: Option<AsOf>,
    /// Level of a heading over next steps or troubles, under which no goals and results of the period stand.
    aside: Option<u8>,
    /// What the title and the headings say.
    frames: Frames,
    /// True for a line with a box that is ticked: it tells what was done.
    ticked: bool,
}

impl Builder<'_> {
    fn title(&mut self, lines: &[Span]) {
        self.outline.title = title::find(self.text, lines, self.rules);
        if let Some(title) = self.outline.title {
            let words = title.text(self.text);
            self.frames.title(words, self.rules);
            self.outline.plan = title::is_plan(words, self.rules);
        }
    }

    fn line(&mut self, line: Span, next: Option<Span>) {
        let (line, ticked) = unboxed(self.text, line);
        self.ticked = ticked;
        let words = line.text(self.text);
        if words.chars().all(is_digit) && words.chars().nth(3).is_none() {
            self.open(words.to_owned(), "");
            (self.part, self.as_of) = (Part::Neutral, None);
            return;
        }
        match marker(words) {
            Some(found) => self.marked(line, &found, next),
            None => {
                let next = next.map_or("", |next| next.text(self.text));
                self.frames.line(words, next, self.rules);
                self.frames.announced(words, self.rules);
                self.paragraph(line);
            }
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
        self.frames.heading(found.rank(), words, self.rules);
        if found.level <= 1 && words.chars().count() <= HEADING_CHARS {
            self.years.heading(found.level, &dates(words));
        }
        if let Some(part) = self.labelled(found, words) {
            if self.outline.blocks.is_empty() || found.level < 2 && part == Part::Goal {
                self.open(found.number.clone(), words);
            }
            (self.part, self.level) = (part, found.level);
            return self.mark_labelled(part);
        }
        // ① 老旧小区改造 over 工作目标：… is the heading of a block.
        let labels = |line: Span| label::leading(line.text(self.text), self.rules);
        let heads = found.level == 3 && next.and_then(labels).is_some_and(|(part, _)| part == Part::Goal);
        if found.level > self.level && self.part != Part::Neutral && !heads {
            self.item.clone_from(&found.number);
            self.split(rest, self.part);
            return;
        }
        if found.level == 4 && self.part == Part::Neutral {
            self.paragraph_block(words);
        }
        if found.level <= 2 || heads || self.outline.blocks.is_empty() {
            self.part = Part::Neutral;
            self.as_of = None;
            self.level = 9;
            self.numbered(rest, found, next);
        } else {
            self.split(rest, self.part);
        }
    }

    /// The part that a marked line labels, where it says nothing else.
    fn labelled(&self, found: &Marker, words: &str) -> Option<Part> {
        let (part, end) = label::leading(words, self.rules)?;
        let inside = found.level >= 2 && !self.outline.blocks.is_empty();
        let alone =
            part != Part::Other && words[end..].trim().is_empty() && !self.frames.became(words, self.rules);
        (alone && (inside || self.turns(part))).then_some(part)
    }

    /// True for the headings of a section of goals and of the section of results behind it.
    fn turns(&self, part: Part) -> bool {
        part == Part::Goal || part == Part::Progress && self.part == Part::Goal
    }

    fn numbered(&mut self, rest: Span, found: &Marker, next: Option<Span>) {
        let words = rest.text(self.text);
        let short = words.chars().count() <= HEADING_CHARS && !words.trim_end_matches('。').contains('。');
        let head = short && !words.ends_with(['。', '；', ';', '.']);
        if head && label::is_aside(words, self.rules) {
            self.aside = Some(found.level);
        }
        let section = if found.level == 0 && head { words.to_owned() } else { self.section() };
        self.outline.blocks.push(Block::new(section, found.number.clone(), words));
        let next_label = next.and_then(|line| label::leading(line.text(self.text), self.rules));
        // 责任单位 stands behind goals, and behind results as well.
        let reports = || self.rules.verbs.cues(words).any(|(_, set)| set.has(Cue::Now));
        let before_progress = match next_label {
            Some((Part::Progress | Part::Rate, _)) => true,
            Some((Part::Other, _)) => !reports(),
            _ => false,
        };
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
        let label = label::leading(words, self.rules);
        // 主要问题：一是…⏎下阶段，要…: the next step is no trouble any more.
        let ahead = self.rules.verbs.cues(words).next();
        if self.part == Part::Other && ahead.is_some_and(|(at, set)| at.start == 0 && set.has(Cue::Future)) {
            self.part = Part::Neutral;
        }
        self.bullet = false;
        self.part = if label.is_none() && label::heads(words) { Part::Neutral } else { self.part };
        if self.part == Part::Neutral && label.is_none() && !self.numbered_block() {
            self.paragraph_block(words);
        }
        if label.is_some_and(|(_, end)| label::names_item(words, end)) && !self.numbered_block() {
            self.paragraph_block(words);
        }
        if self.outline.blocks.is_empty() {
            self.open("p1".into(), words);
        }
        self.split(line, self.part);
    }

    /// Opens a block for a paragraph without a number.
    fn paragraph_block(&mut self, words: &str) {
        self.ordinal += 1;
        self.open(format!("p{}", self.ordinal), words);
    }

    /// True where the current block has a number of its own, so that paragraphs belong to it.
    fn numbered_block(&self) -> bool {
        self.outline.blocks.last().is_some_and(|block| !block.place.task_no.starts_with('p'))
    }

    fn section(&self) -> String {
        self.outline.blocks.last().map_or_else(String::new, |block| block.place.section.clone())
    }

    fn open(&mut self, task_no: String, task: &str) {
        let block = Block::new(self.section(), task_no, task);
        self.outline.blocks.push(block);
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
        self.later = false;
        let (mut current, mut start, mut heading) = (part, 0, false);
        for (at, &(label_start, label_end, found)) in labels.iter().enumerate() {
            self.push(Span::new(start, label_start).shifted(span.start), current, heading);
            // 项目名称：… is the heading of the lines below it.
            heading = label::names_item(&words[label_start..], label_end - label_start);
            let found = if heading { Part::Neutral } else { found };
            (current, start) = (found, label_end);
            let next = labels.get(at + 1).map_or(words.len(), |label| label.0);
            // 任务目标：… 进展情况：… 任务目标：…: the next task begins with its goal.
            let answered = self.outline.blocks.last().is_some_and(|block| block.labelled);
            if found == Part::Goal && answered && !self.numbered_block() {
                self.paragraph_block(words[label_end..next].trim());
            }
            let names = label::names_only(&words[label_start..label_end], self.rules);
            if names && let Some(stop) = words[label_end..next].find('。') {
                let end = label_end + stop + '。'.len_utf8();
                self.push(Span::new(start, end).shifted(span.start), current, heading);
                (current, start, heading) = (part, end, false);
            }
            let named = dates(&words[label_start..label_end]);
            self.as_of = named.iter().find_map(DateSpan::as_of);
            self.years.label(&named);
            let later = || names_later(&words[..label_end]);
            self.later = found == Part::Goal && later();
            self.mark_labelled(found);
            // A label of the paragraph's own start also governs the lines below it.
            let alone = words[label_end..].trim().is_empty();
            if label_start == 0 && !names && (alone || !matches!(found, Part::Goal | Part::Rate)) {
                self.part = found;
            }
        }
        self.push(Span::new(start, words.len()).shifted(span.start), current, heading);
    }

    fn push(&mut self, span: Span, part: Part, heading: bool) {
        let part =
            if self.aside.is_some() && self.frames.over(part) != Frame::Ahead { Part::Other } else { part };
        let told = self.ticked && matches!(part, Part::Goal | Part::Neutral);
        let part = if told { Part::Progress } else { part };
        let block = self.outline.blocks.len().saturating_sub(1);
        for (start, end, number) in items::inline(span.text(self.text)) {
            let span = trimmed(self.text, Span::new(start, end).shifted(span.start));
            let item = number.unwrap_or_else(|| self.item.clone());
            if !span.is_empty() {
                let listed = self.bullet || !item.is_empty() || self.numbered_block();
                let piece = Piece {
                    heading,
                    listed,
                    item,
                    as_of: self.as_of,
                    year: self.years.now,
                    coming: self.later || self.frames.is_coming(),
                    frame: self.frames.over(part),
                    under: self.frames.under(),
                    ..Piece::new(span, part, block)
                };
                self.outline.pieces.push(piece);
            }
        }
    }
}
