//! The words of the report, line by line, with their marks; lines of a table as its rows.

use maud::{Markup, html};

use super::{
    facts::Facts,
    line::line_of,
    marks::{Mark, marks},
    tables::Drawn,
};
use crate::text::{Span, Table};

pub(super) fn text(report: usize, facts: &Facts<'_>) -> Markup {
    let marks = marks(facts);
    let lines: Vec<(usize, Span)> = (1..).zip(facts.source.lines()).collect();
    let title = facts.source.lines().find(|line| facts.words(*line) == facts.report.title);
    let mut tables: Vec<&Table> = facts.source.tables.iter().collect();
    tables.sort_by_key(|table| table.span.start);
    let (mut parts, mut at) = (Vec::new(), 0);
    while let Some((number, line)) = lines.get(at).copied() {
        let known = tables.partition_point(|table| table.span.end < line.end);
        let table = tables.get(known).filter(|table| table.span.covers(line));
        let end = table.map_or(at, |table| lines.partition_point(|(_, line)| line.end <= table.span.end));
        let own = &lines[at..end.max(at)];
        if let Some(drawn) = table.and_then(|table| Drawn::of(facts, report, table, own, &marks)) {
            parts.push(drawn.markup());
            at = end;
            continue;
        }
        if !facts.words(line).is_empty() {
            let here = marks.iter().skip(marks.partition_point(|mark| mark.span.start < line.start));
            let here: Vec<&Mark> = here.take_while(|mark| mark.span.start < line.end).collect();
            let is_title = Some(line) == title && !facts.report.title.is_empty();
            parts.push(html! {
                p.title[is_title] id={ "t" (report) "-" (number) } data-line=(number)
                    title=[facts.source.locus(line.start)] { (line_of(facts, line, &here)) }
            });
        }
        at += 1;
    }
    html! { @for part in &parts { (part) } }
}
