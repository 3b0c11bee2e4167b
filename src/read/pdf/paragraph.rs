use std::collections::HashMap;

use super::{
    item::Item,
    line::{Line, between},
    page::Page,
};
use crate::{
    read::{Draft, ReadError, grid::RawTable},
    text::Locus,
};

/// A line that ends so many sizes before the margin ends its paragraph.
const SHORT: f32 = 2.0;
/// A line that begins so many sizes after the margin begins a paragraph.
const INDENT: f32 = 0.8;
/// Lines further apart than so many usual distances are of two paragraphs.
const APART: f32 = 1.5;

/// Where the text of a document begins and ends in its lines, and how far its lines stand apart.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    left: f32,
    right: f32,
    apart: f32,
}

/// Writes the pages: lines joined to paragraphs, tables that go on over a page put together.
pub(super) fn write(pages: Vec<Page>, draft: &mut Draft) -> Result<(), ReadError> {
    let frame = frame(&pages);
    let mut paragraph: Vec<Line> = Vec::new();
    let mut table: Option<(RawTable, Vec<f32>)> = None;
    for page in pages {
        for item in page.items {
            match item {
                Item::Line(line) => {
                    flush_table(&mut table, draft)?;
                    if paragraph.last().is_some_and(|before| !goes_on(&paragraph, before, &line, frame)) {
                        flush(&mut paragraph, draft);
                    }
                    paragraph.push(line);
                }
                Item::Table(more, columns) => {
                    flush(&mut paragraph, draft);
                    match &mut table {
                        Some((begun, places)) if alike(places, &columns) => append(begun, more),
                        _ => {
                            flush_table(&mut table, draft)?;
                            table = Some((more, columns));
                        }
                    }
                }
            }
        }
    }
    flush(&mut paragraph, draft);
    flush_table(&mut table, draft)
}

fn flush(paragraph: &mut Vec<Line>, draft: &mut Draft) {
    let mut text = String::new();
    let page = paragraph.first().map_or(0, |line| line.page);
    for line in paragraph.drain(..) {
        let words = line.text();
        text.push_str(between(&text, &words));
        text.push_str(&words);
    }
    draft.line(&text, Some(Locus::Page(page)));
}

fn flush_table(table: &mut Option<(RawTable, Vec<f32>)>, draft: &mut Draft) -> Result<(), ReadError> {
    table.take().map_or(Ok(()), |(table, _)| draft.table(table))
}

/// True where two tables have the same columns.
fn alike(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 4.0)
}

/// Adds the rows of the next page, without the head that it repeats.
fn append(table: &mut RawTable, more: RawTable) {
    let texts = |row: &[crate::read::grid::RawCell]| -> Vec<String> {
        row.iter().map(|cell| cell.text.clone()).collect()
    };
    let same = table.rows.iter().zip(&more.rows).take_while(|(a, b)| texts(a) == texts(b)).count();
    table.rows.extend(more.rows.into_iter().skip(same));
}

fn frame(pages: &[Page]) -> Frame {
    let lines = || {
        pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
            Item::Line(line) if line.pieces.len() == 1 => Some(line),
            Item::Line(_) | Item::Table(..) => None,
        })
    };
    let mut lefts: HashMap<i32, usize> = HashMap::new();
    for line in lines() {
        *lefts.entry((line.left() / 3.0).round() as i32).or_default() += 1;
    }
    // Of the places where several lines begin, the leftmost is the margin.
    let often = (lines().count() / 50).max(2).min(lefts.values().max().copied().unwrap_or(0));
    let left = lefts.iter().filter(|(_, count)| **count >= often).map(|(at, _)| *at).min().unwrap_or(0);
    let mut rights: Vec<f32> = lines().map(Line::right).collect();
    rights.sort_by(f32::total_cmp);
    let mut gaps: Vec<f32> = lines()
        .zip(lines().skip(1))
        .filter(|(a, b)| a.page == b.page && a.y > b.y)
        .map(|(a, b)| a.y - b.y)
        .collect();
    gaps.sort_by(f32::total_cmp);
    Frame {
        left: left as f32 * 3.0,
        right: rights.last().copied().unwrap_or(0.0),
        apart: gaps.get(gaps.len() / 2).copied().unwrap_or(0.0),
    }
}

/// True where a line goes on with the paragraph that the lines before it began.
fn goes_on(paragraph: &[Line], before: &Line, line: &Line, frame: Frame) -> bool {
    let columns = before.pieces.len() > 1 || line.pieces.len() > 1;
    let sizes = (before.size - line.size).abs() > 0.12 * line.size;
    let full = before.right() >= frame.right - SHORT * before.size;
    let below = before.page != line.page || before.y - line.y <= APART * frame.apart.max(line.size);
    let indented = line.left() > frame.left + INDENT * line.size;
    // In a list that is set in as a whole, lines go on where the second one stood.
    let hanging = paragraph.len() > 1 && (before.left() - line.left()).abs() < 0.5 * line.size;
    let hanging = hanging
        || before.left() < frame.left + INDENT * line.size
            && line.left() < before.left() + 3.0 * line.size
            && !indented;
    let item = before.text().ends_with(['。', '；', '：', ';']) && begins_an_item(&line.text());
    !columns && !sizes && !item && full && below && (!indented || hanging)
}

/// True where a line begins with the number or the mark of an item: 一、 （二） 3. ●.
fn begins_an_item(text: &str) -> bool {
    let inside = text.trim_start_matches(['（', '(']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after = inside.trim_start_matches(numeral);
    let numbered = after.len() < inside.len() && after.starts_with(['、', '.', '．', '）', ')']);
    let decimal = after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) && after.starts_with('.');
    numbered && !decimal || text.starts_with(|c: char| "●■◆○▪•★☆◎①②③④⑤⑥⑦⑧⑨⑩".contains(c))
}
