//! The rows as the page shows them, the decisions as it reads them, and the files that can be saved.

use std::path::Path;

use duibiao::{
    corrections::{self, Corrections, Decision, Placed, Verdict},
    export::{self, EXPORTERS, Export, Lang, Notice, Style},
    measure::{Field, Table},
    model::{Report, row_ids},
    text::Source,
    tongue,
};
use serde_json::{Value, json};

use super::{
    answer::Answer,
    desk::{Desk, Measured, Told},
};

/// The columns that the page needs.
const SHOWN: &[Field] = &[
    Field::RowId,
    Field::Source,
    Field::Section,
    Field::TaskNo,
    Field::Kind,
    Field::Indicator,
    Field::Scope,
    Field::BodyResponsible,
    Field::TargetOp,
    Field::TargetValue,
    Field::TargetHigh,
    Field::TargetUnit,
    Field::ActualValue,
    Field::ActualUnit,
    Field::CompletionRatio,
    Field::ExpectedRatio,
    Field::PaceGapPp,
    Field::StatedRatio,
    Field::StatedCheck,
    Field::Status,
    Field::StatusCode,
    Field::RatioNote,
    Field::Findings,
    Field::Review,
    Field::ReportPeriod,
];

/// How many rows a notice names as the best and as the worst.
const NAMED: usize = 10;

/// All rows, corrected.
pub(super) fn rows(desk: &Desk<'_>) -> Told<Value> {
    let Measured { table, readings } = &*desk.measured()?;
    let ids: Vec<(String, u32)> = {
        let inner = desk.inner();
        inner.documents.iter().map(|one| (one.reading.source.name.clone(), one.id)).collect()
    };
    let columns: Vec<_> = SHOWN.iter().map(|field| field.name()).collect();
    let lang = desk.people();
    let cell = |at: usize, field: Field| match field {
        Field::Status => json!(table.cell(at, field).map(|status| export::said(lang, status))),
        Field::TaskNo => json!(table.cell(at, field).map(|number| export::task_number(lang, number))),
        field => json!(table.cell(at, field)),
    };
    let row = |at: usize| -> Vec<Value> { SHOWN.iter().map(|field| cell(at, *field)).collect() };
    let word = |code: &str| (code.to_owned(), json!(export::said(lang, export::word(code))));
    let words: serde_json::Map<String, Value> = (0..table.rows.len())
        .flat_map(|at| {
            let cells = [Field::RatioNote, Field::Review, Field::StatedCheck]
                .map(|name| table.cell(at, name).unwrap_or_default());
            let found = table.cell(at, Field::Findings).unwrap_or_default();
            cells.into_iter().chain(found.split(';')).filter(|code| !code.is_empty()).map(word)
        })
        .collect();
    Ok(json!({
        "columns": columns, "rows": (0..table.rows.len()).map(row).collect::<Vec<_>>(), "words": words,
        "look": (0..table.rows.len()).filter(|at| duibiao::measure::to_check(table, *at)).collect::<Vec<_>>(),
        "documents": ids.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        "titles": readings.iter().map(|one| (one.source.name.clone(), json!(one.report.title))).collect::<serde_json::Map<_, _>>(),
    }))
}

/// The formats that can be saved, with what they are for.
pub(super) fn formats(lang: Lang) -> Vec<Value> {
    let about = |text: &str| if lang == Lang::Zh { tongue::chinese(text) } else { text.to_owned() };
    EXPORTERS
        .iter()
        .map(|one| json!({ "name": one.name(), "ending": one.endings()[0], "about": about(one.about()) }))
        .collect()
}

/// All documents as one file of a format.
pub(super) fn saved(desk: &Desk<'_>, format: &str) -> Told<Option<Answer>> {
    let (ending, what) = match (format, export::named(format)) {
        ("brief", _) => ("docx", "通报"),
        ("html", Some(exporter)) => (exporter.endings()[0], "核对"),
        (_, Some(exporter)) => (exporter.endings()[0], "完成率"),
        (_, None) => return Ok(None),
    };
    let measured = desk.measured()?;
    if measured.readings.is_empty() {
        return Err("there is no document yet".to_owned());
    }
    let bytes =
        if format == "brief" { notice(desk, &measured)? } else { written(format, &measured, desk.people())? };
    let stem = match measured.readings.as_slice() {
        [one] => {
            Path::new(one.source.file_name()).file_stem().map(|stem| stem.to_string_lossy().into_owned())
        }
        _ => None,
    };
    let name = stem.map_or_else(|| what.to_owned(), |stem| format!("{stem}-{what}"));
    let saved_as = Some(format!("{name}.{ending}"));
    Ok(Some(Answer { saved_as, ..Answer::of("application/octet-stream", bytes) }))
}

/// The draft of a notice about all documents, as a Word document.
fn notice(desk: &Desk<'_>, measured: &Measured) -> Told<Vec<u8>> {
    let notice = Notice::of(
        &measured.table,
        &crate::brief::clashes(&measured.table, desk.rules),
        &desk.rules.wording,
        NAMED,
        desk.people(),
    );
    let mut bytes = Vec::new();
    notice.docx(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// What people open is written for them: CSV so that Excel reads it.
fn written(format: &str, measured: &Measured, lang: Lang) -> Told<Vec<u8>> {
    let exporter = export::named(format).ok_or("there is no such format")?;
    let csv = format == "csv";
    let style = Style { lang, bom: csv, crlf: csv };
    let reports: Vec<(&Source, &Report)> =
        measured.readings.iter().map(|one| (&one.source, &one.report)).collect();
    let table: &Table = &measured.table;
    let mut bytes = Vec::new();
    exporter
        .write(&Export { table, reports: &reports, style }, &mut bytes)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// A goal that was marked in the text.
fn missed(decision: &Decision) -> Option<Value> {
    let (Verdict::Missed { name }, Some(quote)) = (&decision.verdict, &decision.target.goal) else {
        return None;
    };
    let quoted = json!({ "quote": quote.quote, "number": quote.number });
    Some(json!({ "what": "missed", "name": name, "goal": quoted, "why": decision.why, "by": decision.by }))
}

/// What a row should say, under the names of the corrections file.
fn fields(verdict: &Verdict) -> Option<Value> {
    let Verdict::Correct(correction) = verdict else { return None };
    let value = |value: &Option<corrections::Value>| value.as_ref().map(|value| value.words.clone());
    let fields = [
        ("name", correction.name.clone()),
        ("scope", correction.scope.clone()),
        ("goal_reads", value(&correction.goal)),
        ("figure_reads", value(&correction.figure)),
    ];
    let known = fields.into_iter().filter_map(|(name, words)| Some((name.to_owned(), json!(words?))));
    Some(Value::Object(known.collect()))
}

/// What was decided about the rows of one report, each under the id of its row.
pub(super) fn decisions(corrections: &Corrections, source: &Source, report: &Report) -> Vec<Value> {
    let ids = row_ids(source, &report.findings);
    let one = |Placed { decision, row, figure, goal }: Placed<'_>| {
        let target = &decision.target;
        let row = row.or_else(|| {
            let holds =
                |at: &usize| report.findings[*at].goal.as_ref().map(|held| held.quantity.core) == goal;
            goal.and_then(|_| (0..report.findings.len()).find(holds))
        })?;
        let what = match &decision.verdict {
            Verdict::Accept => "accept",
            Verdict::Reject if target.row.is_none() && target.figure.is_none() => "nogoal",
            Verdict::Reject => "reject",
            Verdict::Pair => "pair",
            Verdict::NotComparable => "apart",
            Verdict::Basis(_) => "basis",
            Verdict::Correct(_) => "correct",
            Verdict::Missed { .. } | Verdict::Alias { .. } => return None,
        };
        Some(json!({
            "row": ids.get(row)?, "what": what, "why": decision.why, "by": decision.by, "basis": decision.verdict.basis_code(),
            "fields": fields(&decision.verdict),
            "figure": figure.map(|span| span.start).filter(|_| what == "pair"),
        }))
    };
    let of_report = |decision: &&Decision| {
        decision.target.source.as_deref().is_none_or(|named| named == source.file_name())
    };
    let missed = corrections.decisions().iter().filter(of_report).filter_map(missed);
    corrections.placed(source, report).into_iter().filter_map(one).chain(missed).collect()
}
