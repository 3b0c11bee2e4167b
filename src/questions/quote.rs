//! Words of a report that stand in it once, and the number in them.

use serde::{Deserialize, Serialize};

use crate::{
    model::Quantity,
    text::{Source, Span},
};

/// A number and the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a quote and the number in it")]
pub struct Quoted {
    /// Words of the report, as printed.
    pub quote: String,
    /// The number with its unit, as printed.
    pub number: String,
}

/// A report without blanks, with every number that the grammar reads in it.
pub(super) struct Pages<'a> {
    source: &'a Source,
    text: String,
    offsets: Vec<usize>,
    numbers: Vec<Quantity>,
}

/// Why a quote proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unproved {
    Absent,
    Ambiguous,
    Unread,
}

impl<'a> Pages<'a> {
    pub(super) fn new(source: &'a Source, mut numbers: Vec<Quantity>) -> Self {
        numbers.sort_by_key(|quantity| quantity.core.start);
        let (mut text, mut offsets) = (String::new(), Vec::new());
        for (at, letter) in source.text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
            text.push(letter);
            offsets.extend(at..at + letter.len_utf8());
        }
        Self { source, text, offsets, numbers }
    }

    /// The number that is quoted, where the words stand once and the grammar reads it once in them.
    pub(super) fn find(&self, quoted: &Quoted) -> Result<&Quantity, Unproved> {
        let place = self.place(&quoted.quote)?;
        let wanted = squeezed(&quoted.number);
        let [from, to] = [place.start, place.end]
            .map(|end| self.numbers.partition_point(|quantity| quantity.core.start < end));
        let mut same = self.numbers[from..to].iter().filter(|quantity| {
            let texts = [quantity.core, quantity.span].map(|span| squeezed(span.text(&self.source.text)));
            place.covers(quantity.core) && texts.contains(&wanted)
        });
        match (same.next(), same.next()) {
            (Some(quantity), None) => Ok(quantity),
            (Some(_), Some(_)) => Err(Unproved::Ambiguous),
            (None, _) => Err(Unproved::Unread),
        }
    }

    /// Where words stand that stand once.
    fn place(&self, words: &str) -> Result<Span, Unproved> {
        let words = squeezed(words);
        if words.is_empty() {
            return Err(Unproved::Absent);
        }
        let mut places = self.text.match_indices(&words);
        let (at, _) = places.next().ok_or(Unproved::Absent)?;
        if places.next().is_some() {
            return Err(Unproved::Ambiguous);
        }
        Ok(Span::new(self.offsets[at], self.offsets[at + words.len() - 1] + 1))
    }

    /// True where a name stands with a number in its quote: behind the number before it, or behind it in its own clause.
    pub(super) fn names(&self, quote: &str, core: Span, name: &str) -> bool {
        let (Ok(place), name) = (self.place(quote), squeezed(name)) else { return false };
        let others = self.numbers.iter().map(|quantity| quantity.core).filter(|other| *other != core);
        let (mut start, mut end) = (place.start, place.end);
        for other in others {
            if other.end <= core.start {
                start = start.max(other.end);
            } else if other.start >= core.end {
                end = end.min(other.start);
            }
        }
        let behind = Span::new(core.end, end.max(core.end)).text(&self.source.text);
        let end = behind.find(['，', '。', '；', ',', ';', '、']).map_or(end, |at| core.end + at);
        let around = squeezed(Span::new(start.min(core.start), end.max(core.end)).text(&self.source.text));
        !name.is_empty() && around.contains(&name)
    }

    /// The shortest words that prove a number: its clause, or its line; `None` where neither stands once.
    pub(super) fn quoted(&self, quantity: &Quantity, clause: Span) -> Option<Quoted> {
        let text = &self.source.text;
        let line = self.source.line_at(quantity.core.start);
        let spans = [Some(clause.to(quantity.core)), Some(line).filter(|line| line.covers(quantity.core))];
        spans.into_iter().flatten().find_map(|span| {
            let quoted = Quoted {
                quote: span.text(text).trim().to_owned(),
                number: quantity.core.text(text).to_owned(),
            };
            self.find(&quoted).is_ok_and(|found| found.core == quantity.core).then_some(quoted)
        })
    }
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
