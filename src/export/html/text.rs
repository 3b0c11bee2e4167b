//! The words of the report, line by line, with their marks; lines of a table as its rows.

use maud::{Markup, html};

use super::{
    facts::Facts,
    marks::{Mark, Part, marks},
};
use crate::text::{Cell, Span, Table};

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
                @let table = facts.source.tables.iter().find(|table| table.span.covers(line));
                p id={ "t" (report) "-" (index + 1) } data-line=(index + 1) .cells[table.is_some()]
                    .title[Some(line) == title && !facts.report.title.is_empty()]
                    title=[facts.source.locus(line.start)]
                {
                    @if let Some(table) = table { (cells(facts, line, here, table)) }
                    @else { (line_with(facts, line, here)) }
                }
            }
        }
    }
}

/// A line of a table: its cells, what stands between two of them at the end of the first, and empty ones where a cell
/// of the table covers several places.
fn cells(facts: &Facts<'_>, line: Span, marks: &[Mark], table: &Table) -> Markup {
    let here = |cell: &&Cell| line.start <= cell.span.start && cell.span.start <= line.end;
    let held: Vec<&Cell> = table.cells.iter().filter(here).collect();
    let (mut at, mut place) = (line.start, 0);
    html! {
        @if held.is_empty() {
            @if let Some(cell) = table.cells.iter().find(|cell| cell.span.covers(line)) {
                @for _ in 0..cell.col { span.cell {} }
                span.cell { (line_with(facts, line, marks)) }
            } @else { span.rule { (line_with(facts, line, marks)) } }
        }
        @for (nth, cell) in held.iter().enumerate() {
            @for _ in place..cell.col { span.cell {} }
            @let end = held.get(nth + 1).map_or(line.end, |next| next.span.start.max(cell.span.start));
            @let words = Span::new(cell.span.start.max(at), cell.span.end.min(end).max(cell.span.start.max(at)));
            @let own: Vec<&Mark> = marks.iter().filter(|mark| words.covers(mark.span)).collect();
            span.cell.head[cell.header] {
                i.gap { (Span::new(at, words.start).text(&facts.source.text)) }
                (line_of(facts, words, &own))
                i.gap { (Span::new(words.end, end.max(words.end)).text(&facts.source.text)) }
            }
            @for _ in 1..cell.cols { span.cell {} }
            @let () = place = cell.col + cell.cols;
            @let () = at = end.max(words.end);
        }
        @for _ in place..table.width { span.cell {} }
    }
}

fn line_with(facts: &Facts<'_>, line: Span, marks: &[Mark]) -> Markup {
    line_of(facts, line, &marks.iter().collect::<Vec<_>>())
}

fn line_of(facts: &Facts<'_>, line: Span, marks: &[&Mark]) -> Markup {
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
