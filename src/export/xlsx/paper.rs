//! Tables on a sheet, and the sheet on paper: A4, landscape, one page wide, with its heads on every page.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, Url, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::look::{ALL_ROWS, Look};
use crate::{
    export::{
        cell::{neutral, room},
        words::capital,
    },
    measure::Cell as Typed,
};

/// A column of a table with its cells.
pub(in crate::export) struct Column {
    head: Head,
    cells: Vec<Cell>,
}

/// How a column is headed and drawn.
#[derive(Clone)]
pub(super) struct Head {
    name: String,
    width: f64,
    /// True for ratios that are drawn as bars, too.
    bars: bool,
    /// True for words that are coloured like lights.
    lights: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) enum Cell {
    Empty,
    Words(String),
    /// A number, and what is shown before it: ≥.
    Number(Decimal, &'static str),
    Percent(Decimal),
    Points(Decimal),
    /// A difference in points, better above zero.
    Change(Decimal),
    Date(NaiveDate),
    /// A word coloured like a light; the word says the same.
    Light(String, String),
    /// Words that lead to a place in the workbook.
    Link(String, String),
}

/// Most links of a sheet; Excel allows 65,530.
const LINKS: u32 = 65_000;
/// Height of a line of text.
const LINE: f64 = 16.5;
/// Most lines of a row.
pub(super) const LINES: usize = 8;
/// What the row of all groups together is called.
const ALL_TOGETHER: &str = "合计";
/// A4, as spreadsheets number papers.
const A4: u8 = 9;

impl Column {
    pub(in crate::export) fn new(head: impl Into<String>, width: u8, cells: Vec<Cell>) -> Self {
        let lights = cells.iter().any(|cell| matches!(cell, Cell::Light(..)));
        Self { head: Head { lights, ..Head::new(head, width) }, cells }
    }

    pub(super) fn with_bars(self) -> Self {
        Self { head: self.head.with_bars(), ..self }
    }
}

impl Head {
    pub(super) fn new(name: impl Into<String>, width: u8) -> Self {
        Self { name: name.into(), width: f64::from(width), bars: false, lights: false }
    }

    pub(super) fn with_bars(self) -> Self {
        Self { bars: true, ..self }
    }

    pub(super) fn with_lights(self) -> Self {
        Self { lights: true, ..self }
    }

    /// Letters that it is wide.
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Lines that a cell takes in this column.
    fn lines(&self, cell: &Cell, most: usize, look: &Look) -> usize {
        let Cell::Words(words) = cell else { return 1 };
        let words = look.said(words);
        let room = (self.width as usize).max(1);
        words.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>().clamp(1, most)
    }
}

impl Cell {
    /// Words, or nothing where there are none.
    pub(in crate::export) fn words(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Words(text) }
    }

    /// A number, or nothing.
    pub(super) fn number_or_nothing(value: Option<Decimal>) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, ""))
    }

    /// A count.
    pub(super) fn count(count: usize) -> Self {
        Self::Number(count.into(), "")
    }

    /// What a cell of a table is where its column has numbers: words where it is none.
    pub(in crate::export) fn number(cell: &Typed, sort: impl FnOnce(Decimal) -> Self) -> Self {
        cell.number().map_or_else(|| Self::words(&**cell), sort)
    }

    /// A ratio; nothing where there is none.
    pub(super) fn percent(ratio: Option<Decimal>) -> Self {
        ratio.map_or(Self::Empty, Self::Percent)
    }
}

/// Writes a table with its header in row `first`; gives the row behind it.
pub(super) fn table(
    sheet: &mut Worksheet,
    first: u32,
    columns: &[Column],
    look: &Look,
) -> Result<u32, XlsxError> {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let heads: Vec<&Head> = columns.iter().map(|column| &column.head).collect();
    self::heads(sheet, first, &heads, look)?;
    for (line, row) in (first + 1..).zip(0..rows) {
        let cells = columns.iter().map(|column| column.cells.get(row).unwrap_or(&Cell::Empty));
        self::line(sheet, line, cells.clone(), look)?;
        height(sheet, line, heads.iter().copied().zip(cells), LINES, look)?;
    }
    let end = first + 1 + u32::try_from(rows).unwrap_or(u32::MAX - first - 1);
    bars(sheet, first, end, &heads)?;
    let all = columns.first().and_then(|column| column.cells.last());
    if let (Some(Cell::Words(word)), Ok(width @ 3..)) = (all, u16::try_from(columns.len()))
        && word == ALL_TOGETHER
    {
        let rule = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(&look.total);
        sheet.add_conditional_format(end - 1, 0, end - 1, width - 1, &rule)?;
    }
    Ok(end)
}

/// Writes the heads of columns into a row.
pub(super) fn heads(sheet: &mut Worksheet, row: u32, heads: &[&Head], look: &Look) -> Result<(), XlsxError> {
    let name = |head: &&Head| {
        let said = look.said(&head.name);
        if said == head.name { said } else { capital(&said) }
    };
    let names: Vec<String> = heads.iter().map(name).collect();
    let room_of = |head: &&Head| (head.width as usize).max(2) - 1;
    let lines = names.iter().zip(heads).map(|(name, head)| name.width().div_ceil(room_of(head)));
    let lines = lines.max().unwrap_or(1).clamp(1, 3);
    sheet.set_row_height(row, LINE * f64::from(u8::try_from(lines).unwrap_or(1)) + 6.0)?;
    for (at, name) in (0u16..).zip(&names) {
        sheet.write_string_with_format(row, at, room(&neutral(name)), &look.heads)?;
    }
    Ok(())
}

/// Writes the cells of a row.
pub(super) fn line<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = &'c Cell>,
    look: &Look,
) -> Result<(), XlsxError> {
    (0u16..).zip(cells).try_for_each(|(at, cell)| write(sheet, (row, at), cell, look))
}

/// Makes a row so high that its words are seen.
pub(super) fn height<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'c Head, &'c Cell)>,
    most: usize,
    look: &Look,
) -> Result<(), XlsxError> {
    let lines = cells.map(|(head, cell)| head.lines(cell, most, look)).max().unwrap_or(1);
    sheet.set_row_height(row, LINE * f64::from(u8::try_from(lines).unwrap_or(1)) + 1.5).map(drop)
}

/// Draws the bars of the rows behind the head in row `first`, up to the row before `end`.
pub(super) fn bars(sheet: &mut Worksheet, first: u32, end: u32, heads: &[&Head]) -> Result<(), XlsxError> {
    for (at, _) in (0u16..).zip(heads).filter(|(_, head)| head.bars && end > first + 1) {
        sheet.add_conditional_format(first + 1, at, end - 1, at, &bar())?;
    }
    Ok(())
}

/// Sets the widths of a sheet's columns.
pub(super) fn widths(sheet: &mut Worksheet, columns: &[Column], look: &Look) -> Result<(), XlsxError> {
    wide(sheet, columns.iter().map(|column| &column.head), look)
}

/// The same by their heads alone.
pub(super) fn wide<'h>(
    sheet: &mut Worksheet,
    heads: impl Iterator<Item = &'h Head>,
    look: &Look,
) -> Result<(), XlsxError> {
    for (at, head) in (0u16..).zip(heads) {
        // Words in English are longer; those of a light stand in one line.
        let least = if head.lights && look.is_english() { 16.0 } else { 0.0 };
        sheet.set_column_width(at, head.width.max(least))?;
    }
    Ok(())
}

/// A sheet of one table: frozen heads, a filter, and each printed page with the heads.
pub(in crate::export) fn whole(
    sheet: &mut Worksheet,
    title: &str,
    columns: &[Column],
    frozen: u16,
    look: &Look,
) -> Result<(), XlsxError> {
    let end = table(sheet, 0, columns, look)?;
    widths(sheet, columns, look)?;
    framed(sheet, title, (end, columns.len()), frozen, look)
}

/// Freezes the heads of a sheet of one table up to row and column `end`, and puts a filter on them.
pub(super) fn framed(
    sheet: &mut Worksheet,
    title: &str,
    (end, columns): (u32, usize),
    frozen: u16,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, frozen)?;
    let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, end - 1, last)?;
    sheet.set_repeat_rows(0, 0)?;
    on_paper(sheet, title, look);
    Ok(())
}

/// A4, landscape, one page wide, with the title above and the page below.
pub(in crate::export) fn on_paper(sheet: &mut Worksheet, title: &str, look: &Look) {
    let name = sheet.name().replace('&', "&&");
    // A header holds 255 characters.
    let title: String = title.replace('&', "&&").chars().take(100).collect();
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    sheet
        .set_header(format!("&L{title}&R{name}"))
        .set_footer(format!("&C{}", look.said("第 &P 页 共 &N 页")));
}

/// A bar from nothing to the whole; more than the whole fills the cell.
fn bar() -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_fill_color(0x9D_C3_E6)
        .set_solid_fill(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
}

fn write(sheet: &mut Worksheet, (line, at): (u32, u16), cell: &Cell, look: &Look) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(line, at, &look.body).map(drop),
        Cell::Words(words) => look.write_words(sheet, line, at, &look.said(words)),
        Cell::Number(value, before) => look.write_number(sheet, line, at, *value, before),
        Cell::Percent(value) => sheet.write_with_format(line, at, *value, &look.percent).map(drop),
        Cell::Points(value) => sheet.write_with_format(line, at, *value, &look.points).map(drop),
        Cell::Change(value) => sheet.write_with_format(line, at, *value, look.change(*value)).map(drop),
        Cell::Date(date) => look.write_date(sheet, line, at, *date),
        Cell::Light(word, light) => sheet
            .write_string_with_format(line, at, room(&neutral(&look.said(word))), look.light(light))
            .map(drop),
        // A sheet has room for so many links; the words stay.
        Cell::Link(words, _) if line > LINKS => look.write_words(sheet, line, at, &look.told(words)),
        Cell::Link(words, place) => {
            let place = place.replace(ALL_ROWS, &look.said(ALL_ROWS));
            let url = Url::new(place.as_str()).set_text(look.told(words));
            sheet.write_url_with_format(line, at, url, &look.link).map(drop)
        }
    }
}
