//! A table as it was exported: CSV or JSON with the columns of [`COLUMNS`], under either of their names.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::measure::{COLUMNS, ColumnType, Field, Row, Table};

/// Why a file is no exported table.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ExportedError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// Columns without which rows cannot be compared.
const NEEDED: &[Field] = &[Field::Kind, Field::Indicator, Field::Unit, Field::Target, Field::Actual];

/// True where a text begins as an exported table does.
#[must_use]
pub fn is_exported(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.chars().next() {
        Some('{' | '[') => {
            start.get(..4096).unwrap_or(start).contains("\"row_id\"") || start.contains("\"row_id\"")
        }
        Some(_) => start.lines().next().is_some_and(|head| {
            let names: Vec<&str> = head.split(',').map(|name| name.trim_matches(['"', ' '])).collect();
            ["row_id", "行标识"].iter().any(|id| names.contains(id)) && names.len() > NEEDED.len()
        }),
        None => false,
    }
}

/// Reads an exported table; columns that this version does not know are left out.
///
/// # Errors
/// A text that is neither, or in which columns are missing that comparing needs.
pub fn exported(text: &str) -> Result<Table, ExportedError> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        Some('{' | '[') => from_json(text),
        Some(_) | None => from_csv(text),
    }
}

fn from_csv(text: &str) -> Result<Table, ExportedError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let wrong = |error: csv::Error| ExportedError {
        line: error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1)),
        message: error.to_string(),
    };
    let head = reader.headers().map_err(wrong)?.clone();
    let places: Vec<Option<usize>> = head.iter().map(place).collect();
    needed(&places)?;
    let mut table = Table::default();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let mut row = vec![None; COLUMNS.len()];
        for (place, cell) in places.iter().zip(&record) {
            if let Some(at) = place {
                let line = || record.position().map_or(1, |position| position.line());
                row[*at] = typed(*at, plain(*at, cell), || usize::try_from(line()).unwrap_or(1))?;
            }
        }
        table.rows.push(Row::read(row));
    }
    Ok(table)
}

/// The place of a column by its name or its Chinese header.
fn place(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name.trim() || column.zh == name.trim())
}

fn needed(places: &[Option<usize>]) -> Result<(), ExportedError> {
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|field| !places.contains(&Some(**field as usize)))
        .map(|field| field.name())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!("it is no exported table: the columns {} are missing", missing.join(", "));
    Err(ExportedError { line: 1, message })
}

/// A cell as it was before the exporter took the teeth out of a formula.
fn plain(at: usize, cell: &str) -> Option<String> {
    let bare = cell.strip_prefix('\'').filter(|rest| {
        let rest = rest.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\n']);
        COLUMNS[at].kind == ColumnType::Words && rest.starts_with(|c| "=+-@＝＋－＠\t\r".contains(c))
    });
    Some(bare.unwrap_or(cell)).filter(|cell| !cell.is_empty()).map(str::to_owned)
}

/// A cell of a column that holds numbers or dates, where it is one.
fn typed(at: usize, cell: Option<String>, line: impl Fn() -> usize) -> Result<Option<String>, ExportedError> {
    let Some(words) = &cell else { return Ok(None) };
    let (fits, kind) = match COLUMNS[at].kind {
        ColumnType::Words | ColumnType::Code => return Ok(cell),
        ColumnType::Written | ColumnType::Decimal => (is_decimal(words), "number"),
        ColumnType::Integer => (words.parse::<i64>().is_ok(), "whole number"),
        ColumnType::Date => (words.parse::<NaiveDate>().is_ok(), "date"),
    };
    if fits {
        return Ok(cell);
    }
    let name = COLUMNS[at].name;
    let message = format!(
        "column {name} holds `{words}`, which is no {kind}: correct the cell, or export the table anew"
    );
    Err(ExportedError { line: line(), message })
}

fn is_decimal(words: &str) -> bool {
    words.parse::<Decimal>().is_ok() || Decimal::from_scientific(words).is_ok()
}

/// An array of objects, an object that holds one, or one object a line.
fn from_json(text: &str) -> Result<Table, ExportedError> {
    let mut rows = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>() {
        let value =
            value.map_err(|error| ExportedError { line: error.line(), message: error.to_string() })?;
        match value {
            serde_json::Value::Array(values) => rows.extend(values),
            serde_json::Value::Object(mut object) => match object.remove("rows") {
                Some(serde_json::Value::Array(values)) => rows.extend(values),
                Some(_) | None => rows.push(serde_json::Value::Object(object)),
            },
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    let mut table = Table::default();
    for (number, value) in rows.into_iter().enumerate() {
        let Some(object) = value.as_object() else { continue };
        if table.rows.is_empty() {
            needed(&object.keys().map(|name| place(name)).collect::<Vec<_>>())?;
        }
        let mut row = vec![None; COLUMNS.len()];
        for (name, value) in object {
            if let Some(at) = place(name) {
                row[at] = typed(at, shown(value), || number + 1)?;
            }
        }
        table.rows.push(Row::read(row));
    }
    Ok(table)
}

fn shown(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        serde_json::Value::Bool(met) => Some(i32::from(*met).to_string()),
        serde_json::Value::Array(codes) => {
            let codes: Vec<&str> = codes.iter().filter_map(serde_json::Value::as_str).collect();
            Some(codes.join(";")).filter(|codes| !codes.is_empty())
        }
        serde_json::Value::Number(_) | serde_json::Value::Object(_) => Some(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{exported, is_exported};

    const CSV: &str =
        "\u{feff}row_id,kind,indicator,unit,target,actual,later\n1,paired,'-疏浚塘坝,口,48,31,x\n";

    #[test]
    fn a_table_is_read_under_either_of_its_names() {
        let zh = CSV.replace(
            "row_id,kind,indicator,unit,target,actual",
            "行标识,行类型,指标,统一单位,统一目标值,统一完成值",
        );
        for text in [CSV, &zh] {
            assert!(is_exported(text));
            let table = exported(text).unwrap();
            assert_eq!(table.under(0, "indicator"), Some("-疏浚塘坝"));
            assert_eq!(table.under(0, "actual"), Some("31"));
            assert_eq!(table.under(0, "stage"), None);
        }
    }

    #[test]
    fn json_is_read_as_a_list_and_as_lines() {
        let row = "{\"row_id\":\"1\",\"kind\":\"paired\",\"indicator\":\"塘坝\",\"unit\":\"口\",\"target\":48,\"actual\":\"31\",\"stage\":null}";
        for text in
            [row.to_owned(), format!("[{row}]"), format!("{row}\n{row}\n"), format!("{{\"rows\":[{row}]}}")]
        {
            assert!(is_exported(&text));
            assert_eq!(exported(&text).unwrap().under(0, "target"), Some("48"));
        }
    }

    #[test]
    fn what_is_no_table_says_which_columns_are_missing() {
        assert!(!is_exported("1.完成抚育5.7万亩。\n"));
        assert!(!is_exported("指标,目标,完成\n塘坝,48,31\n"));
        let error = exported("row_id,kind\n1,open\n").unwrap_err();
        assert!(error.to_string().contains("indicator"), "{error}");
    }

    #[test]
    fn columns_of_numbers_and_dates_refuse_words() {
        for (column, cell, kind) in [
            ("target", "=1+1", "number"),
            ("completion_ratio", "60%", "number"),
            ("goal_line", "2.5", "whole number"),
            ("as_of", "5月底", "date"),
            ("target_value", "十七", "number"),
        ] {
            let own = if column == "target" { String::new() } else { format!(",{column}") };
            let target = if column == "target" { cell } else { "48" };
            let rest = if column == "target" { String::new() } else { format!(",{cell}") };
            let table = format!(
                "row_id,kind,indicator,unit,target,actual{own}\n1,paired,塘坝,口,{target},31{rest}\n"
            );
            let error = exported(&table).unwrap_err().to_string();
            let said = format!("line 2: column {column} holds `{cell}`, which is no {kind}");
            assert!(error.starts_with(&said), "{error}");
            let object = format!(
                "{{\"row_id\":\"1\",\"kind\":\"paired\",\"indicator\":\"塘坝\",\"unit\":\"口\",\"target\":48,\"actual\":31,\"{column}\":\"{cell}\"}}"
            );
            assert!(exported(&object).unwrap_err().to_string().contains(column));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reader(head in "[\\[{]?(row_id|行标识|kind|,|\"|:|\\n|\\PC){0,20}", tail in "\\PC{0,80}") {
            for text in [head.clone(), format!("{head}{tail}"), format!("row_id,kind,indicator,unit,target,actual\n{tail}")] {
                let _ = is_exported(&text);
                let _ = exported(&text);
            }
        }
    }
}
