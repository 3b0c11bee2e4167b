//! A folder that describes itself: the table twice, and a Frictionless data package beside it.

use std::io;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Export, Exporter, Lang, Style, columnar::Parquet, csv::Csv, table_schema};

/// The files of a folder, by name, the one that describes the others last.
///
/// # Errors
/// What a format cannot hold.
pub fn folder(export: &Export<'_>) -> io::Result<Vec<(String, Vec<u8>)>> {
    // What a program reads row by row is a table; Parquet has types of its own, and is a file to it.
    let formats: [(&dyn Exporter, &str, &str); 2] =
        [(&Csv, "table", "text/csv"), (&Parquet, "file", "application/vnd.apache.parquet")];
    // What describes the files names their columns as the contract does, whatever headers people asked for.
    let export = &Export { style: Style::default(), ..*export };
    let (mut files, mut resources) = (Vec::new(), Vec::new());
    for (exporter, kind, media) in formats {
        let mut bytes = Vec::new();
        exporter.write(export, &mut bytes)?;
        let name = format!("table.{}", exporter.name());
        resources.push(resource(&name, exporter.name(), [kind, media], &bytes));
        files.push((name, bytes));
    }
    let package = json!({
        "name": "duibiao-table",
        "profile": "data-package",
        "title": "完成率台账",
        "resources": resources,
    });
    files.push(("datapackage.json".to_owned(), format!("{package:#}\n").into_bytes()));
    Ok(files)
}

fn resource(path: &str, format: &str, [kind, media]: [&str; 2], bytes: &[u8]) -> Value {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "name": format!("table-{format}"),
        "type": kind,
        "path": path,
        "format": format,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{hash}"),
        "schema": table_schema(Lang::En),
    })
}
