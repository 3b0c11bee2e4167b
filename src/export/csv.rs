use std::io::{self, Write};

use super::{Export, Exporter, Lang, Style, cell::safe};
use crate::measure::{COLUMNS, Table};

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
    if style.bom {
        out.write_all(b"\xef\xbb\xbf")?;
    }
    let end = if style.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new().terminator(end).from_writer(out);
    writer.write_record(COLUMNS.iter().map(|column| match style.lang {
        Lang::En => column.name,
        Lang::Zh => column.zh,
    }))?;
    for row in &table.rows {
        let cells =
            COLUMNS.iter().zip(row).map(|(column, cell)| safe(column.kind, cell.as_deref().unwrap_or("")));
        writer.write_record(cells.map(|cell| cell.into_owned()))?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::{Lang, Style, csv, styled};
    use crate::measure::{COLUMNS, Table};

    fn one_row(cells: &[(usize, &str)]) -> Table {
        let mut row = vec![None; COLUMNS.len()];
        for (at, text) in cells {
            row[*at] = Some((*text).to_owned());
        }
        Table { rows: vec![row] }
    }

    #[test]
    fn words_that_look_like_formulas_are_neutralised() {
        let mut out = Vec::new();
        csv(&one_row(&[(1, "=1+1"), (12, "-3")]), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(",'=1+1,") && text.contains(",-3,"), "{text}");
    }

    #[test]
    fn excel_gets_a_mark_its_line_ends_and_headers_for_people() {
        let mut out = Vec::new();
        styled(&one_row(&[(1, "a.txt")]), Style { lang: Lang::Zh, bom: true, crlf: true }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\u{feff}行标识,来源文件,"), "{text}");
        assert_eq!(text.matches("\r\n").count(), 2);
    }
}
