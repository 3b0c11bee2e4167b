use std::io::{self, Write};

use super::{
    Export, Exporter, Growing, Lang, Part, Style,
    cell::safe,
    growing::{Following, at_once},
};
use crate::measure::{COLUMNS, Row, Table};

/// All columns as CSV: UTF-8, RFC 4180.
pub(super) struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn about(&self) -> &'static str {
        "all columns for machines"
    }

    fn part(&self, table: Table, style: Style) -> io::Result<Part> {
        part(&table.rows, style)
    }

    fn begin<'w>(&self, style: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        head(style, out)?;
        Ok(Following::new(out, [b""; 3]))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        styled(export.table, export.style, out)
    }
}

/// Writes a table as CSV for machines: UTF-8, `\n`, RFC 4180. Words of the report that a spreadsheet would
/// take for a formula get a leading apostrophe.
///
/// # Errors
/// What the writer reports.
pub fn csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    styled(table, Style::default(), out)
}

fn styled(table: &Table, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let export = Export { table, reports: &[], style };
    at_once(&Csv, &export, out, |rows| part(rows, style))
}

/// The byte-order mark, where there is one, and the headers.
fn head(style: Style, out: &mut dyn Write) -> io::Result<()> {
    if style.bom {
        out.write_all(b"\xef\xbb\xbf")?;
    }
    let mut writer = writer(style, out);
    writer.write_record(COLUMNS.iter().map(|column| match style.lang {
        Lang::En => column.name,
        Lang::Zh => column.zh,
    }))?;
    writer.flush()
}

/// Rows as lines.
fn part(rows: &[Row], style: Style) -> io::Result<Part> {
    let mut lines = Vec::new();
    let mut writer = writer(style, &mut lines);
    for row in rows {
        let cells = COLUMNS
            .iter()
            .zip(row.iter())
            .map(|(column, cell)| safe(column.kind, cell.as_deref().unwrap_or("")));
        for cell in cells {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(Part::of_lines(rows.len(), lines))
}

fn writer<W: Write>(style: Style, out: W) -> csv::Writer<W> {
    let end = if style.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    csv::WriterBuilder::new().terminator(end).from_writer(out)
}

#[cfg(test)]
mod tests {
    use super::{Lang, Style, csv, styled};
    use crate::measure::Table;

    fn one_row(cells: &[(&str, &str)]) -> Table {
        Table { rows: vec![Table::row(cells)] }
    }

    #[test]
    fn words_that_look_like_formulas_are_neutralised() {
        let mut out = Vec::new();
        csv(&one_row(&[("source", "=1+1"), ("target_value", "-3")]), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(",'=1+1,") && text.contains(",-3,"), "{text}");
    }

    #[test]
    fn excel_gets_a_mark_its_line_ends_and_headers_for_people() {
        let mut out = Vec::new();
        styled(&one_row(&[("source", "a.txt")]), Style { lang: Lang::Zh, bom: true, crlf: true }, &mut out)
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\u{feff}行标识,来源文件,"), "{text}");
        assert_eq!(text.matches("\r\n").count(), 2);
    }
}
