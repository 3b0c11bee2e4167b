use std::io::{self, Write};

use rusqlite::{Connection, ToSql, params_from_iter, types::Value};
use tempfile::NamedTempFile;

use super::{Cut, Export, Exporter, Growing, Part, Style, schema};
use crate::{
    measure::{COLUMNS, ColumnType, Field, Table, to_check},
    model::Report,
    text::Source,
};

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

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        Ok(Part::of_table(table))
    }

    fn begin<'w>(&self, _: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        Ok(Box::new(Database::begin(out)?))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut database = Database::begin(out)?;
        database.fill(export.table)?;
        database.end()
    }
}

/// Pages that SQLite keeps in memory; the others are on the disk.
const CACHE: &str = "-16384";

/// A database that is filled row by row, in one transaction. SQLite writes pages where it likes: it does so in a file
/// without a name beside other temporary ones, which is copied behind the last row.
struct Database<'w> {
    connection: Connection,
    file: NamedTempFile,
    out: &'w mut dyn Write,
}

impl<'w> Database<'w> {
    fn begin(out: &'w mut dyn Write) -> io::Result<Self> {
        // Where the machine has no folder for such files, the one that is worked in.
        let mut builder = tempfile::Builder::new();
        builder.prefix(".duibiao-").suffix(".db");
        let file = builder.tempfile().or_else(|_| builder.tempfile_in("."))?;
        let connection = Connection::open(file.path()).map_err(io::Error::other)?;
        let pragmas = format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = {CACHE}; BEGIN;"
        );
        connection.execute_batch(&(pragmas + &schema::sql())).map_err(io::Error::other)?;
        // Once it is open its name is needed no more: without one nothing is left behind, whatever ends the program.
        #[cfg(unix)]
        std::fs::remove_file(file.path())?;
        Ok(Self { connection, file, out })
    }

    fn fill(&mut self, table: &Table) -> io::Result<()> {
        fill(&self.connection, table).map_err(io::Error::other)
    }

    /// Fills the smaller tables, and writes the file.
    fn end(self) -> io::Result<()> {
        let Self { connection, mut file, out } = self;
        connection.execute_batch(&(schema::sql_parts() + "COMMIT;")).map_err(io::Error::other)?;
        connection.close().map_err(|(_, error)| io::Error::other(error))?;
        io::copy(file.as_file_mut(), out).map(drop)
    }
}

impl Growing for Database<'_> {
    fn add(&mut self, part: Part, _: Vec<(Source, Report)>) -> io::Result<()> {
        self.fill(&part.table()?)
    }

    fn finish(self: Box<Self>) -> io::Result<Option<Cut>> {
        self.end().map(|()| None)
    }
}

fn fill(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    let marks: Vec<&str> = COLUMNS.iter().flat_map(|column| cells_of(column.kind, "?")).collect();
    let insert = format!("INSERT INTO fact_progress VALUES ({})", marks.join(", "));
    let mut insert = connection.prepare_cached(&insert)?;
    let mut finding = connection.prepare_cached("INSERT OR IGNORE INTO findings VALUES (?, ?, ?)")?;
    let mut check = connection.prepare_cached("INSERT OR IGNORE INTO to_check VALUES (?, ?)")?;
    let mut bodies = connection.prepare_cached("INSERT OR IGNORE INTO bodies VALUES (?, ?, ?)")?;
    for (number, row) in table.rows.iter().enumerate() {
        let values =
            COLUMNS.iter().zip(row.iter()).flat_map(|(column, cell)| values(column.kind, cell.as_deref()));
        insert.execute(params_from_iter(values))?;
        for code in table.cell(number, Field::Findings).into_iter().flat_map(|codes| codes.split(';')) {
            let key: [&dyn ToSql; 3] =
                [&table.cell(number, Field::RowId), &table.cell(number, Field::Source), &code];
            finding.execute(key)?;
        }
        for body in table.cell(number, Field::BodyResponsible).into_iter().flat_map(|names| names.split(';'))
        {
            bodies.execute([
                table.cell(number, Field::RowId),
                table.cell(number, Field::Source),
                Some(body),
            ])?;
        }
        if to_check(table, number) {
            check.execute([table.cell(number, Field::RowId), table.cell(number, Field::Source)])?;
        }
    }
    Ok(())
}

/// A decimal takes two columns: its digits, and a copy to calculate with.
fn cells_of<T: Copy>(kind: ColumnType, cell: T) -> Vec<T> {
    match kind {
        ColumnType::Decimal => vec![cell, cell],
        ColumnType::Words
        | ColumnType::Code
        | ColumnType::Written
        | ColumnType::Integer
        | ColumnType::Date => vec![cell],
    }
}

fn values(kind: ColumnType, cell: Option<&str>) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let Some(cell) = cell else { return cells_of(kind, ()).iter().map(|()| Value::Null).collect() };
    match kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written | ColumnType::Date => vec![text(cell)],
        ColumnType::Integer => vec![cell.parse().map_or(Value::Null, Value::Integer)],
        ColumnType::Decimal => vec![text(cell), cell.parse().map_or(Value::Null, Value::Real)],
    }
}
