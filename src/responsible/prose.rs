//! Bodies in charge that running text names: behind a label in a line, or in a bracket behind a task.

use super::Area;
use crate::{
    outline::{Outline, marker},
    rules::{Bodies, OPENING},
    text::{Covered, Letters, Span, Table, behind, is_digit, is_letter},
};

/// Longest bracket that names bodies, in bytes.
const BRACKET: usize = 400;

/// A place that names bodies.
struct Mark {
    span: Span,
    bodies: Vec<String>,
}

/// The blocks of a text, or the parts of them, that marks speak of.
pub(super) fn areas(text: &str, tables: &[Table], outline: &Outline, rules: &Bodies) -> Vec<Area> {
    let covered = Covered::new(tables.iter().map(|table| table.span));
    let mut found = Vec::new();
    for (block, span) in blocks(text, outline) {
        let marks: Vec<Mark> =
            marks(text, span, rules).into_iter().filter(|mark| !covered.covers(mark.span)).collect();
        let section = outline.blocks.get(block).map_or("", |block| block.place.section.as_str());
        match marks.as_slice() {
            [] => {
                let bodies = told(section, rules);
                found.extend((!bodies.is_empty()).then_some(Area { span, bodies }));
            }
            [only] => found.push(Area { span, bodies: only.bodies.clone() }),
            several => found.extend(parts(text, span, several)),
        }
    }
    found
}

/// Each block with its lines, up to where the next one begins.
fn blocks(text: &str, outline: &Outline) -> Vec<(usize, Span)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    for piece in &outline.pieces {
        if starts.last().is_none_or(|(block, _)| *block != piece.block) {
            let between = text.get(end..piece.span.start).unwrap_or_default();
            let line = between.rfind('\n').map_or(end, |at| end + at + 1);
            starts.push((piece.block, line.min(piece.span.start)));
        }
        end = end.max(piece.span.end);
    }
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
    let spans = starts.iter().zip(ends).map(|((block, start), end)| (*block, *start, end));
    spans
        .filter(|(_, start, end)| start < end)
        .map(|(block, start, end)| (block, Span::new(start, end)))
        .collect()
}

/// Several marks of a block: each speaks of what stands before it, or of what follows where the first stands before
/// all numbers.
fn parts(text: &str, block: Span, marks: &[Mark]) -> Vec<Area> {
    let before = Span::new(block.start, marks[0].span.start).text(text);
    let before = marker(before.trim_start()).map_or(before, |found| &before.trim_start()[found.length..]);
    let leads = !before.chars().any(is_digit) && text[..marks[0].span.start].ends_with('\n');
    let last = marks.len() - 1;
    let part = |(at, mark): (usize, &Mark)| {
        let span = if leads {
            let end = marks.get(at + 1).map_or(block.end, |next| next.span.start);
            Span::new(mark.span.start, end)
        } else {
            let start = if at == 0 { block.start } else { marks[at - 1].span.end };
            Span::new(start, if at == last { block.end } else { mark.span.end })
        };
        Area { span, bodies: mark.bodies.clone() }
    };
    marks.iter().enumerate().map(part).collect()
}

/// The bodies that a text of its own names: the first mark in it.
pub(super) fn told(text: &str, rules: &Bodies) -> Vec<String> {
    marks(text, Span::new(0, text.len()), rules).into_iter().next().map_or_else(Vec::new, |mark| mark.bodies)
}

/// The marks of a part of a text, in order; those with nothing but signs between them are one.
fn marks(text: &str, within: Span, rules: &Bodies) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut next = within.start;
    while let Some(at) = rules.next(&text[..within.end], next) {
        next = behind(text, at);
        // A label begins at the start, or behind a sign or a blank.
        let begins = at == within.start || !text[..at].ends_with(is_letter);
        let labelled = || begins.then(|| label(text, at, within, rules)).flatten();
        let Some(mark) = bracket(text, at, within.end, rules).or_else(labelled) else { continue };
        next = next.max(mark.span.end);
        if mark.bodies.is_empty() {
            continue;
        }
        match marks.last_mut() {
            Some(last) if apart(&text[last.span.end..mark.span.start]) => {
                last.span.end = mark.span.end;
                last.bodies.extend(mark.bodies);
            }
            _ => marks.push(mark),
        }
    }
    marks
}

/// True where nothing but signs and blanks stands between two marks.
fn apart(between: &str) -> bool {
    !between.chars().any(char::is_alphanumeric)
}

static OPENS: Letters = Letters::of(OPENING);

/// A bracket that opens here and names bodies: （责任单位：县教育局）, （省教育厅负责）.
fn bracket(text: &str, at: usize, end: usize, rules: &Bodies) -> Option<Mark> {
    let open = text[at..].chars().next().filter(|letter| OPENS.has(*letter))?;
    let inside = at + open.len_utf8();
    let (mut depth, mut close) = (1usize, None);
    for (offset, letter) in text[inside..end].char_indices().take_while(|(offset, _)| *offset < BRACKET) {
        match letter {
            '（' | '(' | '【' | '[' | '〔' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            close = Some((inside + offset, letter.len_utf8()));
            break;
        }
    }
    let (close, length) = close?;
    let bodies = rules.told(&text[inside..close]);
    (!bodies.is_empty()).then(|| Mark { span: Span::new(at, close + length), bodies })
}

/// A label that may begin here, and what it labels, here or in the next line.
fn label(text: &str, at: usize, within: Span, rules: &Bodies) -> Option<Mark> {
    let label = rules.label(&text[at..within.end])?;
    let start = at + label.length;
    let mut end = rules.value_end(&text[..within.end], start);
    if text[start..end].trim().is_empty() && text[end..].starts_with('\n') {
        end = rules.value_end(&text[..within.end], end + 1);
    }
    let bodies = if label.bodies { rules.listed(&text[start..end], label.mixed) } else { Vec::new() };
    Some(Mark { span: Span::new(at, end), bodies })
}
