use std::io::{self, Write};

use super::{
    Export, Exporter, Growing, Part, Style,
    growing::{Following, at_once},
};
use crate::measure::{COLUMNS, ColumnType, Row, Table};

/// All rows as one JSON array.
pub(super) struct Json;

/// One JSON object a line.
pub(super) struct Ndjson;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn about(&self) -> &'static str {
        "an array of objects, decimals with all their digits"
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        objects(&table.rows, [b",\n", b""])
    }

    fn begin<'w>(&self, _: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        out.write_all(b"[")?;
        Ok(Following::new(out, [b"\n", b",\n", b"\n]\n"]))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        at_once(self, export, out, |rows| objects(rows, [b",\n", b""]))
    }
}

impl Exporter for Ndjson {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn about(&self) -> &'static str {
        "one JSON object a line, for streams"
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        objects(&table.rows, [b"\n", b"\n"])
    }

    fn begin<'w>(&self, _: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        Ok(Following::new(out, [b""; 3]))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        at_once(self, export, out, |rows| objects(rows, [b"\n", b"\n"]))
    }
}

/// Rows as objects with `between` between two and `last` behind the last of them.
fn objects(rows: &[Row], [between, last]: [&[u8]; 2]) -> io::Result<Part> {
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        lines.extend_from_slice(if at == 0 { b"" } else { between });
        object(row, &mut lines)?;
    }
    lines.extend_from_slice(if rows.is_empty() { b"" } else { last });
    Ok(Part::of_lines(rows.len(), lines))
}

/// A row as an object with every column; what is not known is `null`, and numbers keep their digits.
pub(super) fn object(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    for (at, (column, cell)) in COLUMNS.iter().zip(row.iter()).enumerate() {
        write!(out, "{}\"{}\":", if at == 0 { '{' } else { ',' }, column.name)?;
        match (cell, column.kind) {
            (None, _) => out.write_all(b"null")?,
            (Some(number), ColumnType::Integer | ColumnType::Decimal) => out.write_all(number.as_bytes())?,
            (Some(text), ColumnType::Words | ColumnType::Code | ColumnType::Written | ColumnType::Date) => {
                serde_json::to_writer(&mut *out, &**text)?;
            }
        }
    }
    out.write_all(b"}")
}

#[cfg(test)]
mod tests {
    use super::{Export, Exporter, Json, Ndjson};
    use crate::{export::Style, measure::Table};

    #[test]
    fn numbers_keep_their_digits_and_missing_is_null() {
        let row = Table::row(&[("target", "12345678901234567.125"), ("indicator", "桥\"梁")]);
        let table = Table { rows: vec![row.clone(), row] };
        let export = Export { table: &table, reports: &[], style: Style::default() };
        let (mut array, mut lines) = (Vec::new(), Vec::new());
        Json.write(&export, &mut array).unwrap();
        Ndjson.write(&export, &mut lines).unwrap();
        let values: Vec<serde_json::Value> = serde_json::from_slice(&array).unwrap();
        assert_eq!(values.len(), 2);
        assert_eq!(values[0]["indicator"], "桥\"梁");
        assert!(values[0]["actual"].is_null());
        let lines = String::from_utf8(lines).unwrap();
        assert!(lines.contains("\"target\":12345678901234567.125,"), "{lines}");
        assert_eq!(lines.lines().count(), 2);
    }
}
