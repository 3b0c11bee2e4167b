use std::io::{self, Write};

use rusqlite::{Connection, MAIN_DB, ToSql, params_from_iter, types::Value};

use super::{Export, Exporter, schema};
use crate::measure::{COLUMNS, ColumnType, Table, to_check};

/// A SQLite database with a fact table, its parts, and views.
pub(super) struct Sqlite;

impl Exporter for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["sqlite", "db", "sqlite3"]
    }

    fn about(&self) -> &'static str {
        "fact table, goals, figures, findings, reports and views"
    }

    /// The database is made in memory: SQLite writes pages where it likes, and needs no folder for them here.
    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut connection = Connection::open_in_memory().map_err(io::Error::other)?;
        fill(&connection, export.table).map_err(io::Error::other)?;
        let pages = connection.serialize(MAIN_DB).map_err(io::Error::other)?;
        out.write_all(&pages)
    }
}

fn fill(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
    connection.execute_batch(&schema::sql())?;
    let marks: Vec<&str> = COLUMNS.iter().flat_map(|column| cells_of(column.kind, "?")).collect();
    let mut insert =
        connection.prepare(&format!("INSERT INTO fact_progress VALUES ({})", marks.join(", ")))?;
    let mut finding = connection.prepare("INSERT OR IGNORE INTO findings VALUES (?, ?, ?)")?;
    let mut check = connection.prepare("INSERT OR IGNORE INTO to_check VALUES (?, ?)")?;
    let mut bodies = connection.prepare("INSERT OR IGNORE INTO bodies VALUES (?, ?, ?)")?;
    for (number, row) in table.rows.iter().enumerate() {
        let values = COLUMNS.iter().zip(row).flat_map(|(column, cell)| values(column.kind, cell.as_deref()));
        insert.execute(params_from_iter(values))?;
        for code in table.cell(number, "findings").into_iter().flat_map(|codes| codes.split(';')) {
            let key: [&dyn ToSql; 3] = [&table.cell(number, "row_id"), &table.cell(number, "source"), &code];
            finding.execute(key)?;
        }
        for body in table.cell(number, "body_responsible").into_iter().flat_map(|names| names.split(';')) {
            bodies.execute([table.cell(number, "row_id"), table.cell(number, "source"), Some(body)])?;
        }
        if to_check(table, number) {
            check.execute([table.cell(number, "row_id"), table.cell(number, "source")])?;
        }
    }
    connection.execute_batch(&schema::sql_parts())?;
    connection.execute_batch("COMMIT;")
}

/// A decimal takes two columns: its digits, and a copy to calculate with.
fn cells_of<T: Copy>(kind: ColumnType, cell: T) -> Vec<T> {
    match kind {
        ColumnType::Decimal => vec![cell, cell],
        ColumnType::Words | ColumnType::Code | ColumnType::Integer | ColumnType::Date => vec![cell],
    }
}

fn values(kind: ColumnType, cell: Option<&str>) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let Some(cell) = cell else { return cells_of(kind, ()).iter().map(|()| Value::Null).collect() };
    match kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Date => vec![text(cell)],
        ColumnType::Integer => vec![cell.parse().map_or(Value::Null, Value::Integer)],
        ColumnType::Decimal => vec![text(cell), cell.parse().map_or(Value::Null, Value::Real)],
    }
}
