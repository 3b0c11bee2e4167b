//! A source cut the way it is written: title, sections, blocks with their parts, and sentences.

mod builder;
mod covers;
mod date;
mod frames;
mod furniture;
mod genre;
mod glued;
mod heading;
mod items;
mod label;
mod lines;
mod parts;
mod scope;
mod silent;
mod title;
mod titled;
mod years;

pub use date::{DateSpan, dates};
pub use furniture::is_furniture;
pub(crate) use furniture::{failing_lines, is_page_number};
pub use heading::{Marker, marker};
pub(crate) use items::inline;
pub use lines::{begins, holds_sentences, labelled, tears};
pub use parts::{Block, Outline, Part, Piece};

pub use crate::rules::Frame;

use lines::trimmed;

use crate::{
    rules::Rulebook,
    text::{Covered, Source, Span},
};

/// Lines among which one says on which day the report was written.
const OPENING: usize = 6;

/// Cuts a source; the text that `tables` cover is left out.
#[must_use]
pub fn outline(source: &Source, tables: &[Span], rules: &Rulebook) -> Outline {
    outline_around(source, tables, |line| is_furniture(line.text(&source.text), rules), rules)
}

/// The same where it is known which lines carry nothing of the document.
pub(crate) fn outline_around(
    source: &Source,
    tables: &[Span],
    furniture: impl Fn(Span) -> bool,
    rules: &Rulebook,
) -> Outline {
    let tables = Covered::new(tables.iter().copied());
    let lines: Vec<Span> = source
        .lines()
        .filter(|line| !tables.covers(*line))
        .map(|line| trimmed(&source.text, line))
        .filter(|line| !line.is_empty())
        .collect();
    let opening: Vec<Span> = lines.iter().take(OPENING).copied().collect();
    let lines = furniture::without(&source.text, lines, furniture, rules);
    let lines = glued::apart(&source.text, lines, rules);
    let mut outline = builder::built(&source.text, &lines, rules);
    outline.goalless = genre::sets_no_goals(&outline, &source.text, &lines, rules);
    silent::goals_without_results(&mut outline, &source.text, rules);
    silent::goals_before_progress(&mut outline, &source.text, rules);
    silent::goals_among_turns(&mut outline, &source.text, rules);
    scope::assign(&mut outline, &source.text, rules);
    covers::place_report(&source.text, &lines, &mut outline);
    covers::dated_by_line(&source.text, &opening, &mut outline);
    covers::whole_year(&source.text, &mut outline, rules);
    outline
}
