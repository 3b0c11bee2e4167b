//! A piece of text as words: quantities, cues, dates, plain text and stops.

use crate::{
    model::Quantity,
    outline::{DateSpan, dates},
    rules::{Cue, CueSet, Rulebook},
    scan,
    text::Span,
};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A quantity, by its index.
    Quantity(usize),
    /// A cue word.
    Cue(CueSet),
    /// A date or a period, by its index.
    Date(usize),
    /// Anything else.
    Text,
    /// 。！？ and line ends.
    Stop,
    /// ；
    Semicolon,
    /// ， and ：
    Comma,
    /// 、
    Pause,
    /// ——
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// A word and where it stands in the piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// A piece of text cut into words.
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) dates: Vec<DateSpan>,
}

impl<'t> Words<'t> {
    /// Cuts a text; spans are byte ranges of `text`.
    pub(crate) fn new(text: &'t str, rules: &Rulebook) -> Self {
        let quantities: Vec<Quantity> =
            scan::quantities(text, rules).into_iter().filter(|quantity| !is_age(quantity)).collect();
        let found = dates(text);
        let quantities: Vec<Quantity> = without(text, quantities, &found);
        let mut marks: Vec<Word> = Vec::new();
        let free =
            |span: Span| !quantities.iter().any(|q| span.start < q.core.end && q.core.start < span.end);
        let dates: Vec<DateSpan> = found.into_iter().filter(|date| free(date.span)).collect();
        marks.extend(
            quantities.iter().enumerate().map(|(i, q)| Word { kind: Kind::Quantity(i), span: q.core }),
        );
        marks.extend(dates.iter().enumerate().map(|(i, d)| Word { kind: Kind::Date(i), span: d.span }));
        marks.sort_by_key(|word| word.span.start);
        let mut words = Vec::new();
        let mut at = 0;
        for mark in marks {
            if mark.span.start < at {
                continue;
            }
            plain(text, Span::new(at, mark.span.start), rules, &mut words);
            words.push(mark);
            at = mark.span.end;
        }
        plain(text, Span::new(at, text.len()), rules, &mut words);
        Self { text, words, quantities, dates }
    }

    /// The cue classes of a word; empty for anything but a cue.
    pub(crate) fn cue(&self, at: usize) -> CueSet {
        match self.words[at].kind {
            Kind::Cue(set) => set,
            _ => CueSet::default(),
        }
    }

    /// True for a result word that only joins a name and its number.
    pub(crate) fn joins(&self, at: usize) -> bool {
        matches!(self.text_of(at), "达" | "达到" | "突破")
    }

    /// True for a verb whose object can be the plan itself: 完成计划, 落实任务.
    pub(crate) fn fulfils(&self, at: usize) -> bool {
        ["完成", "实现", "达成", "落实", "兑现"].iter().any(|word| self.text_of(at).ends_with(word))
    }

    /// The text of a word.
    pub(crate) fn text_of(&self, at: usize) -> &'t str {
        self.words[at].span.text(self.text)
    }

    /// The words that lead up to the quantity at `at`, back to the last stop or quantity; what
    /// stands in closed brackets is left out.
    pub(crate) fn left(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut index = at;
        while index > 0 {
            index -= 1;
            match self.words[index].kind {
                Kind::Text | Kind::Cue(_) | Kind::Date(_) => found.push(index),
                Kind::Pause if !self.quantity_before(index) => found.push(index),
                Kind::Close => match self.opening(index) {
                    Some(open) if !self.has_quantity(open, index) => {
                        found.extend((open + 1..index).rev());
                        index = open;
                    }
                    Some(open) if self.rate_follows(index) => index = open,
                    _ => break,
                },
                Kind::Open if self.closing(index).is_some_and(|close| self.rate_follows(close)) => {}
                _ => break,
            }
        }
        found.reverse();
        if found.last().is_some_and(|&last| self.words[last].kind == Kind::Pause) {
            found.clear();
        }
        if let Some(&last) = found.last()
            && self.words[last].kind == Kind::Text
            && self.text_of(last).ends_with(['和', '及', '与'])
            && self.quantity_before(last)
        {
            found.clear();
        }
        found
    }

    /// The words that follow the quantity at `at`, up to the next stop or quantity; what stands in closed
    /// brackets is left out.
    pub(crate) fn right(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut index = at + 1;
        while let Some(word) = self.words.get(index) {
            match word.kind {
                Kind::Text | Kind::Cue(_) | Kind::Date(_) => found.push(index),
                Kind::Open if !found.is_empty() => match self.closing(index) {
                    Some(close) if !self.has_quantity(index, close) => index = close,
                    Some(_) | None => break,
                },
                _ => break,
            }
            index += 1;
        }
        found
    }

    /// True where nothing but 、 or 和 stands between the quantity at `at` and the one before it.
    pub(crate) fn follows_in_list(&self, at: usize) -> bool {
        let mut index = at;
        while index > 0 {
            index -= 1;
            match self.words[index].kind {
                Kind::Pause => {}
                Kind::Comma if !matches!(self.text_of(index), "：" | ":") => {}
                Kind::Text if matches!(self.text_of(index).trim(), "和" | "及" | "与") => {}
                Kind::Quantity(_) => return index + 1 < at,
                _ => return false,
            }
        }
        false
    }

    /// True where a bracket that closes at `close` is followed by 的 and a rate.
    fn rate_follows(&self, close: usize) -> bool {
        self.words
            .get(close + 1)
            .is_some_and(|word| word.kind == Kind::Text && word.span.text(self.text).starts_with('的'))
            && matches!(self.words.get(close + 2).map(|word| word.kind), Some(Kind::Quantity(_)))
    }

    /// The opening bracket around a word, if the bracket closes again in its sentence.
    pub(crate) fn enclosing(&self, at: usize) -> Option<usize> {
        let open = (at.saturating_sub(60)..at)
            .rev()
            .take_while(|&index| self.words[index].kind != Kind::Stop)
            .scan(0usize, |depth, index| {
                match self.words[index].kind {
                    Kind::Close => *depth += 1,
                    Kind::Open if *depth == 0 => return Some(Some(index)),
                    Kind::Open => *depth -= 1,
                    _ => {}
                }
                Some(None)
            });
        open.flatten().next()
    }

    /// True where the bracket around the quantity at `at` closes right after it, and a rate follows.
    pub(crate) fn rate_after(&self, at: usize) -> bool {
        self.words.get(at + 1).is_some_and(|word| word.kind == Kind::Close) && self.rate_follows(at + 1)
    }

    fn opening(&self, close: usize) -> Option<usize> {
        if self.words[close].kind != Kind::Close {
            return None;
        }
        (close.saturating_sub(60)..close).rev().find(|&index| self.words[index].kind == Kind::Open)
    }

    fn closing(&self, open: usize) -> Option<usize> {
        (open + 1..self.words.len().min(open + 60)).find(|&index| self.words[index].kind == Kind::Close)
    }

    fn has_quantity(&self, from: usize, to: usize) -> bool {
        (from..to).any(|index| matches!(self.words[index].kind, Kind::Quantity(_)))
    }

    /// True where a quantity stands between the last comma or stop and `at`.
    fn quantity_before(&self, at: usize) -> bool {
        self.words[..at]
            .iter()
            .rev()
            .take_while(|word| {
                !matches!(word.kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Open | Kind::Dash)
            })
            .any(|word| matches!(word.kind, Kind::Quantity(_)))
    }
}

/// The quantities that no period covers (前8个月).
fn without(text: &str, quantities: Vec<Quantity>, dates: &[DateSpan]) -> Vec<Quantity> {
    let mut next = 0;
    quantities
        .into_iter()
        .filter(|quantity| !text[quantity.core.end..].starts_with('级'))
        .filter(|quantity| {
            while dates.get(next).is_some_and(|date| date.span.end <= quantity.core.start) {
                next += 1;
            }
            !dates.get(next).is_some_and(|date| {
                date.months.is_some()
                    && date.span.start < quantity.core.end
                    && date.span.end > quantity.core.end
            })
        })
        .collect()
}

/// True for a half-width full stop between Chinese words.
fn full_stop(part: &str, at: usize, stop: char) -> bool {
    let plain = |c: char| !c.is_ascii_alphanumeric() && c != '.';
    let before = part[..at].chars().next_back().is_none_or(plain);
    before && part[at + stop.len_utf8()..].chars().next().is_none_or(plain)
}

/// 6-9岁, 70周岁: who is counted, not how many.
fn is_age(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "age")
}

/// Cuts text without quantities and dates into stops, cues and plain text.
fn plain(text: &str, span: Span, rules: &Rulebook, words: &mut Vec<Word>) {
    let part = span.text(text);
    let cues = rules.verbs.cues(part);
    let mut cues = cues.into_iter().peekable();
    let mut at = 0;
    let mut start = 0;
    let flush = |from: usize, to: usize, words: &mut Vec<Word>| {
        if !part[from..to].trim().is_empty() {
            words.push(Word { kind: Kind::Text, span: Span::new(from, to).shifted(span.start) });
        }
    };
    while at < part.len() {
        if let Some((found, set)) = cues.next_if(|(found, _)| found.start == at) {
            let counted = set.any(&[Cue::Done, Cue::Action, Cue::Stage, Cue::Work])
                && !set.any(&[Cue::RateName, Cue::Now])
                && part[found.end..].starts_with(['量', '额', '率']);
            let noun = set.has(Cue::Noun) && !set.has(Cue::RateName) || counted;
            let next = cues.peek().map_or(part.len(), |(next, _)| next.start);
            if noun || lone(part, start, found, next) {
                at = found.end;
                continue;
            }
            flush(start, at, words);
            words.push(Word { kind: Kind::Cue(set), span: found.shifted(span.start) });
            at = found.end;
            start = at;
            continue;
        }
        let next = part[at..].chars().next().unwrap_or(' ');
        let length = if part[at..].starts_with("——") { "——".len() } else { next.len_utf8() };
        if let Some(kind) = stop(part, at, next) {
            flush(start, at, words);
            words.push(Word { kind, span: Span::new(at, at + length).shifted(span.start) });
            start = at + length;
        }
        at += length;
    }
    flush(start, part.len(), words);
}

/// True for a word of one character inside a run of plain text (急需紧缺): too short to be trusted there.
fn lone(part: &str, text_start: usize, found: Span, next_cue: usize) -> bool {
    let one = found.text(part).chars().nth(1).is_none();
    let after = part[found.end..].chars().next();
    let ends = next_cue == found.end
        || after.is_none_or(|next| stop(part, found.end, next).is_some() || next.is_whitespace());
    one && !part[text_start..found.start].trim().is_empty() && !ends
}

fn stop(part: &str, at: usize, next: char) -> Option<Kind> {
    let rest = &part[at..];
    Some(match next {
        '.' | '．' if full_stop(part, at, next) => Kind::Stop,
        '。' | '！' | '？' | '\n' | '!' | '?' => Kind::Stop,
        '；' | ';' => Kind::Semicolon,
        '，' | ',' | '：' | ':' | '\t' | '|' => Kind::Comma,
        '、' => Kind::Pause,
        '（' | '(' | '【' => Kind::Open,
        '）' | ')' | '】' => Kind::Close,
        '—' if rest.starts_with("——") => Kind::Dash,
        _ => return None,
    })
}
