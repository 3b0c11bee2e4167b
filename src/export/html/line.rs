//! A line of the report with its marks.

use maud::{Markup, html};

use super::{
    facts::Facts,
    marks::{Mark, Part},
};
use crate::text::Span;

/// A stretch of a line with its marks.
pub(super) fn line_of(facts: &Facts<'_>, line: Span, marks: &[&Mark]) -> Markup {
    let text = &facts.source.text;
    let mut at = line.start;
    html! {
        @for mark in marks {
            @let span = Span::new(mark.span.start, mark.span.end.min(line.end));
            (Span::new(at.min(span.start), span.start).text(text))
            (marked(mark, span.text(text)))
            @let () = at = span.end;
        }
        (Span::new(at.min(line.end), line.end).text(text))
    }
}

fn marked(mark: &Mark, words: &str) -> Markup {
    let rows: Vec<String> = mark.rows.iter().map(usize::to_string).collect();
    html! {
        @if mark.part == Part::Free {
            i.n.free data-at=(mark.span.start) { (words) }
        } @else {
            mark.n.(mark.part.class()) data-rows=(rows.join(" ")) data-at=(mark.span.start)
                data-label=(mark.part.label()) { (words) }
        }
    }
}
