//! Alerts as SARIF 2.1.0, for programs that show findings in code reviews.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Raised, severity_word};
use crate::{
    compare::{Entry, Link},
    measure::Field,
    rules::Findings,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The log of one run.
#[must_use]
pub fn sarif(raised: &[Raised], findings: &Findings) -> Value {
    let rules: Vec<Value> = findings
        .rules()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.alert.code(),
                "name": rule.alert.name(),
                "shortDescription": { "text": rule.zh },
                "fullDescription": { "text": rule.en },
                "defaultConfiguration": {
                    "enabled": rule.severity.is_some(),
                    "level": rule.severity.map_or("none", severity_word),
                },
            })
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "duibiao", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": raised.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(alert: &Raised) -> Value {
    let mut result = json!({
        "ruleId": alert.alert.code(),
        "ruleIndex": alert.alert as usize,
        "level": severity_word(alert.severity),
        "message": { "text": alert.message },
        "locations": [location(&alert.entry)],
        "partialFingerprints": { "duibiao/v1": alert.fingerprint },
        "baselineState": alert.state.word(),
        "properties": {
            "indicator": alert.entry.cell(Field::Indicator),
            "row_id": alert.entry.cell(Field::RowId),
            "report_period": alert.entry.cell(Field::ReportPeriod),
            "first_seen": alert.first_seen,
            "body": alert.body,
            "link": alert.link.map(Link::code),
        },
    });
    if let Some(before) = alert.before.as_ref().filter(|before| !before.is(&alert.entry)) {
        let mut place = location(before);
        place["id"] = json!(1);
        place["message"] = json!({ "text": if alert.alert.is_conflict() { "另一处" } else { "上期" } });
        result["relatedLocations"] = json!([place]);
    }
    result
}

/// Where a row's figure stands, or its goal where there is no figure.
fn location(entry: &Entry) -> Value {
    let [line, start, end, text] = match entry.cell(Field::FigureLine) {
        "" => [Field::GoalLine, Field::GoalStart, Field::GoalEnd, Field::GoalText],
        _ => [Field::FigureLine, Field::FigureStart, Field::FigureEnd, Field::FigureText],
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(entry.cell(Field::Source)) } });
    if let (Some(line), Some(start), Some(end)) = (entry.whole(line), entry.whole(start), entry.whole(end)) {
        place["region"] = json!({
            "startLine": line,
            "charOffset": start,
            "charLength": end.saturating_sub(start),
            "snippet": { "text": entry.cell(text) },
        });
    }
    json!({ "physicalLocation": place })
}

/// A file's name as a relative reference.
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_name_becomes_a_relative_reference() {
        assert_eq!(uri("reports/5 月.md"), "reports/5%20%E6%9C%88.md");
    }
}
