use std::io::Write;

use crate::measure::{COLUMNS, ColumnType, Table};

/// Writes a table as CSV: UTF-8, `\n`, RFC 4180. Words of the report that a spreadsheet would take for a
/// formula get a leading apostrophe.
///
/// # Errors
/// What the writer reports.
pub fn csv(table: &Table, out: &mut dyn Write) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for row in &table.rows {
        let cells = COLUMNS.iter().zip(row).map(|(column, cell)| {
            let text = cell.as_deref().unwrap_or("");
            let formula =
                column.kind == ColumnType::Words && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            if formula { format!("'{text}") } else { text.to_owned() }
        });
        writer.write_record(cells)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::csv;
    use crate::measure::{COLUMNS, Table};

    #[test]
    fn words_that_look_like_formulas_are_neutralised() {
        let mut row = vec![None; COLUMNS.len()];
        row[1] = Some("=1+1".to_owned());
        row[12] = Some("-3".to_owned());
        let mut out = Vec::new();
        csv(&Table { rows: vec![row] }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(",'=1+1,") && text.contains(",-3,"), "{text}");
    }
}
