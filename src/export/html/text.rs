//! The words of the report, line by line, with their marks.

use maud::{Markup, html};

use super::{
    facts::Facts,
    marks::{Mark, Part, marks},
};
use crate::text::Span;

pub(super) fn text(report: usize, facts: &Facts<'_>) -> Markup {
    let marks = marks(facts);
    let mut rest = marks.as_slice();
    let title = facts.source.lines().find(|line| facts.words(*line) == facts.report.title);
    html! {
        @for (index, line) in facts.source.lines().enumerate() {
            @let count = rest.iter().take_while(|mark| mark.span.start < line.end).count();
            @let (here, later) = rest.split_at(count);
            @let () = rest = later;
            @if !facts.words(line).is_empty() {
                p id={ "t" (report) "-" (index + 1) } data-line=(index + 1)
                    .title[Some(line) == title && !facts.report.title.is_empty()]
                    title=[facts.source.locus(line.start)]
                { (line_with(facts, line, here)) }
            }
        }
    }
}

fn line_with(facts: &Facts<'_>, line: Span, marks: &[Mark]) -> Markup {
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
