//! The columns described: for people, for Frictionless readers, and for SQL.

use serde::Serialize;

use super::Lang;
use crate::{
    measure::{COLUMNS, Column, ColumnType},
    tongue::chinese,
};

/// Columns as a Markdown table, in a language.
pub fn markdown_of<'c>(columns: impl Iterator<Item = &'c Column>, lang: Lang) -> String {
    let (head, word): (_, fn(&str) -> String) = match lang {
        Lang::En => ("| column | 中文表头 | type | meaning |", str::to_owned),
        Lang::Zh => ("| 列名 | 中文表头 | 类型 | 含义 |", chinese),
    };
    let mut text = format!("{head}\n|---|---|---|---|\n");
    for column in columns {
        let meaning = word(column.meaning).replace('|', "\\|");
        let kind = word(frictionless(column.kind));
        text.push_str(&format!("| `{}` | {} | {kind} | {meaning} |\n", column.name, column.zh));
    }
    text
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: [&'static str; 2],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    title: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
}

/// The columns as a Frictionless Table Schema, described in a language.
#[must_use]
pub fn table_schema(lang: Lang) -> serde_json::Value {
    let fields = COLUMNS.iter().map(|Column { name, zh, kind, meaning }| Field {
        name,
        title: zh,
        kind: frictionless(*kind),
        description: if lang == Lang::Zh { chinese(meaning) } else { (*meaning).to_owned() },
    });
    let schema = Schema { fields: fields.collect(), missing_values: [""], primary_key: ["row_id", "source"] };
    serde_json::to_value(schema).unwrap_or_default()
}

/// The type of a column as Frictionless names it.
fn frictionless(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written => "string",
        ColumnType::Integer => "integer",
        ColumnType::Decimal => "number",
        ColumnType::Date => "date",
    }
}

/// Columns of the table of goals in the SQLite file.
const GOALS: &[&str] = &[
    "row_id",
    "source",
    "section",
    "task_no",
    "indicator",
    "scope",
    "goal_kind",
    "target_op",
    "target_value",
    "target_high",
    "target_unit",
    "target_basis",
    "unit",
    "target",
    "goal_text",
    "goal_line",
    "goal_start",
    "goal_end",
];

/// Columns of the table of figures.
const FIGURES: &[&str] = &[
    "row_id",
    "source",
    "section",
    "task_no",
    "indicator",
    "scope",
    "actual_value",
    "actual_unit",
    "actual_qualifier",
    "stage",
    "as_of",
    "as_of_source",
    "unit",
    "actual",
    "stated_ratio",
    "figure_text",
    "figure_line",
    "figure_start",
    "figure_end",
];

/// Views for people who open the file in a BI tool.
const VIEWS: &str = "\
CREATE VIEW v_completion AS
  SELECT section, task_no, indicator, scope, target_value || target_unit AS goal, actual_value || actual_unit AS figure,
         completion_ratio_real AS completion_ratio, stated_ratio_real AS stated_ratio, stated_check,
         expected_ratio_real AS expected_ratio, pace_gap_pp_real AS pace_gap_pp, status, light, as_of, source
  FROM fact_progress WHERE kind IN ('paired', 'stated', 'progress');
CREATE VIEW v_open AS
  SELECT section, task_no, indicator, scope, target_value || target_unit AS goal, ratio_note, status, goal_text, source
  FROM fact_progress WHERE kind = 'open';
CREATE VIEW v_to_check AS
  SELECT p.findings, p.section, p.task_no, p.indicator, p.goal_text, p.figure_text, p.stated_check, p.grounds,
         p.ratio_note, p.status, p.body_responsible, p.source
  FROM to_check JOIN fact_progress p USING (row_id, source) ORDER BY p.rowid;
CREATE VIEW v_body AS
  SELECT b.body, COUNT(*) AS row_count, SUM(kind IN ('paired', 'open')) AS goals, SUM(kind = 'paired') AS answered,
         1.0 * SUM(kind = 'paired') / NULLIF(SUM(kind IN ('paired', 'open')), 0) AS coverage,
         SUM(status_code IN ('slightly_behind', 'behind', 'far_behind')) AS behind,
         AVG(MIN(completion_ratio_real, 1.0)) AS mean_ratio
  FROM bodies b JOIN fact_progress p USING (row_id, source) GROUP BY b.body ORDER BY MIN(p.rowid);
CREATE VIEW v_section AS
  SELECT section, COUNT(*) AS row_count, SUM(kind IN ('paired', 'open')) AS goals, SUM(kind = 'paired') AS answered,
         1.0 * SUM(kind = 'paired') / NULLIF(SUM(kind IN ('paired', 'open')), 0) AS coverage,
         SUM(status_code IN ('slightly_behind', 'behind', 'far_behind')) AS behind
  FROM fact_progress GROUP BY section ORDER BY MIN(rowid);
";

/// The statements that create the tables and views of the SQLite file.
///
/// Decimals are text, which keeps every digit; beside each stands a `_real` copy for sums and charts.
#[must_use]
pub fn sql() -> String {
    let all: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    let mut text = create("fact_progress", &all);
    text.push_str(&create("goals", GOALS));
    text.push_str(&create("figures", FIGURES));
    text.push_str("CREATE TABLE findings (\n  row_id TEXT NOT NULL,\n  source TEXT NOT NULL,\n  code TEXT NOT NULL,\n  PRIMARY KEY (row_id, source, code)\n);\n");
    text.push_str("CREATE TABLE to_check (\n  row_id TEXT NOT NULL,\n  source TEXT NOT NULL,\n  PRIMARY KEY (row_id, source)\n);\n");
    text.push_str("CREATE TABLE bodies (\n  row_id TEXT NOT NULL,\n  source TEXT NOT NULL,\n  body TEXT NOT NULL,\n  PRIMARY KEY (row_id, source, body)\n);\n");
    text.push_str("CREATE TABLE reports (\n  source TEXT PRIMARY KEY,\n  report_title TEXT,\n  report_period TEXT,\n  row_count INTEGER\n);\n");
    text.push_str(VIEWS);
    text
}

/// The statements that fill the smaller tables from the fact table.
pub(super) fn sql_parts() -> String {
    let part = |name: &str, columns: &[&str], value: &str| {
        let columns = written(columns).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
        format!(
            "INSERT INTO {name} SELECT {columns} FROM fact_progress WHERE {value} IS NOT NULL ORDER BY rowid;\n"
        )
    };
    let goals = part("goals", GOALS, "target_value");
    let figures = part("figures", FIGURES, "actual_value");
    format!(
        "{goals}{figures}INSERT INTO reports SELECT source, MIN(report_title), MIN(report_period), COUNT(*) \
         FROM fact_progress GROUP BY source ORDER BY MIN(rowid);\n"
    )
}

fn create(table: &str, columns: &[&str]) -> String {
    let lines: Vec<String> = written(columns)
        .into_iter()
        .map(|(name, kind)| {
            let key = if ["row_id", "source"].contains(&name.as_str()) { " NOT NULL" } else { "" };
            format!("  {name} {kind}{key},\n")
        })
        .collect();
    format!("CREATE TABLE {table} (\n{}  PRIMARY KEY (row_id, source)\n);\n", lines.concat())
}

/// The columns as SQLite has them: a decimal twice.
fn written(columns: &[&str]) -> Vec<(String, &'static str)> {
    let known = |name: &&str| COLUMNS.iter().find(|column| column.name == *name);
    let each = columns.iter().filter_map(known).flat_map(|Column { name, kind, .. }| match kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written | ColumnType::Date => {
            vec![((*name).to_owned(), "TEXT")]
        }
        ColumnType::Integer => vec![((*name).to_owned(), "INTEGER")],
        ColumnType::Decimal => vec![((*name).to_owned(), "TEXT"), (format!("{name}_real"), "REAL")],
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Lang, markdown_of, sql, table_schema};

    #[test]
    fn every_form_names_every_column() {
        let (text, statement, schema) =
            (markdown_of(COLUMNS.iter(), Lang::En), sql(), table_schema(Lang::En));
        assert_eq!(schema["fields"].as_array().map(Vec::len), Some(COLUMNS.len()));
        for column in COLUMNS {
            assert!(text.contains(&format!("`{}`", column.name)), "{}", column.name);
            assert!(statement.contains(&format!("  {} ", column.name)), "{}", column.name);
        }
    }
}
