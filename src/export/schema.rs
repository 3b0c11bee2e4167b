//! The columns described: for people, for Frictionless readers, and for SQL.

use serde::Serialize;

use crate::measure::{COLUMNS, Column, ColumnType};

/// The columns of the table as a Markdown table.
#[must_use]
pub fn markdown() -> String {
    markdown_of(COLUMNS.iter())
}

/// Any columns as a Markdown table.
pub fn markdown_of<'c>(columns: impl Iterator<Item = &'c Column>) -> String {
    let mut text = String::from("| column | 中文表头 | type | meaning |\n|---|---|---|---|\n");
    for column in columns {
        let meaning = column.meaning.replace('|', "\\|");
        text.push_str(&format!(
            "| `{}` | {} | {} | {meaning} |\n",
            column.name,
            column.zh,
            frictionless(column.kind)
        ));
    }
    text
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: [&'static str; 1],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    title: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
}

/// The columns as a Frictionless Table Schema.
#[must_use]
pub fn table_schema() -> serde_json::Value {
    let fields = COLUMNS.iter().map(|Column { name, zh, kind, meaning }| Field {
        name,
        title: zh,
        kind: frictionless(*kind),
        description: meaning,
    });
    let schema = Schema { fields: fields.collect(), missing_values: [""], primary_key: ["row_id"] };
    serde_json::to_value(schema).unwrap_or_default()
}

/// The type of a column as Frictionless names it.
fn frictionless(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Words | ColumnType::Code => "string",
        ColumnType::Integer => "integer",
        ColumnType::Decimal => "number",
        ColumnType::Date => "date",
    }
}

/// The statement that creates the fact table of the SQLite file.
///
/// Decimals are text, which keeps every digit; beside each stands a `_real` copy for sums and charts.
#[must_use]
pub fn sql() -> String {
    let mut lines: Vec<String> = Vec::new();
    for column in COLUMNS {
        let name = column.name;
        match column.kind {
            ColumnType::Words | ColumnType::Code | ColumnType::Date => lines.push(format!("  {name} TEXT")),
            ColumnType::Integer => lines.push(format!("  {name} INTEGER")),
            ColumnType::Decimal => {
                lines.push(format!("  {name} TEXT"));
                lines.push(format!("  {name}_real REAL"));
            }
        }
    }
    lines[0].push_str(" PRIMARY KEY");
    format!("CREATE TABLE fact_progress (\n{}\n);\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, markdown, sql, table_schema};

    #[test]
    fn every_form_names_every_column() {
        let (text, statement, schema) = (markdown(), sql(), table_schema());
        assert_eq!(schema["fields"].as_array().map(Vec::len), Some(COLUMNS.len()));
        for column in COLUMNS {
            assert!(text.contains(&format!("`{}`", column.name)), "{}", column.name);
            assert!(statement.contains(&format!("  {} ", column.name)), "{}", column.name);
        }
    }
}
