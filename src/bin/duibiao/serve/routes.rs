//! Which address does what.

use duibiao::{
    conflict, export,
    measure::{self, Measures},
    rules::RuleFile,
    serve::{Decided, query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Question},
    desk::{Desk, Told, told},
    months, table,
};
use crate::messages::Language;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = concat!(include_str!("../../../export/html/page.css"), include_str!("page.css"));
const SCRIPT: &str = concat!(
    include_str!("words.js"),
    include_str!("page.js"),
    include_str!("rows.js"),
    include_str!("months.js")
);

/// What the page decided: entries of a corrections file, and the rows about which nothing is decided any more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    source: String,
    back: Vec<String>,
    entries: String,
    /// An entry about no row that is taken back.
    #[serde(default)]
    drop: String,
}

pub(super) fn answer(question: &Question<'_>, desk: &Desk<'_>) -> Answer {
    let (path, _) = question.address.split_once('?').unwrap_or((question.address, ""));
    let done = if question.reads { read(path, question, desk) } else { write(path, question, desk) };
    match done {
        Ok(Some(answer)) => answer,
        Ok(None) => Answer::trouble(404, "there is no such page"),
        Err(reason) => Answer::trouble(400, &reason),
    }
}

fn read(path: &str, question: &Question<'_>, desk: &Desk<'_>) -> Told<Option<Answer>> {
    let script = "text/javascript; charset=utf-8";
    Ok(Some(match path {
        "" => {
            let lang = if desk.lang == Language::Zh { "zh-CN" } else { "en" };
            Answer::of("text/html; charset=utf-8", PAGE.replace("zh-CN", lang).into_bytes())
        }
        "page.css" => Answer::of("text/css; charset=utf-8", STYLE.as_bytes().to_vec()),
        "page.js" => Answer::of(script, SCRIPT.as_bytes().to_vec()),
        "state" => Answer::json(&state(desk, since(question))),
        "decisions" => Answer::json(&decisions(desk, id(question)?, since(question))?),
        "rows" => Answer::json(&table::rows(desk)?),
        "corrections" => Answer {
            saved_as: Some("更正.toml".to_owned()),
            ..Answer::of("application/toml; charset=utf-8", desk.inner().decided.text().into_bytes())
        },
        _ => {
            let Some((place, rest)) = path.split_once('/') else { return Ok(None) };
            return match place {
                "review" => review(desk, rest.parse().map_err(|_| "there is no such document")?).map(Some),
                "export" => table::saved(desk, rest),
                "months" => months::read(desk, rest, question.address),
                _ => Ok(None),
            };
        }
    }))
}

fn write(path: &str, question: &Question<'_>, desk: &Desk<'_>) -> Told<Option<Answer>> {
    let words = || String::from_utf8(question.body.clone()).map_err(|_| "it is no text in UTF-8".to_owned());
    match path {
        "documents" => {
            let name = query(question.address, "name").ok_or("the document has no name")?;
            let ids = desk.add(&name, &question.body)?;
            return Ok(Some(Answer::json(&json!({ "ids": ids }))));
        }
        "remove" => desk.remove(id(question)?)?,
        "decide" => {
            let said: Said = serde_json::from_str(&words()?).map_err(|error| error.to_string())?;
            desk.decide(|decided| decide(decided, &said))?;
        }
        "undo" => {
            desk.decide(
                |decided| if decided.undo() { Ok(()) } else { Err("there is nothing to undo".to_owned()) },
            )?
        }
        "corrections" => {
            let file = RuleFile { path: "更正.toml".to_owned(), text: words()? };
            let entries = Decided::read(&file).map_err(|faults| told(&faults))?.text();
            let entries = entries.trim_start_matches("version = 1").to_owned();
            desk.decide(|decided| decided.take(&entries).map_err(|refused| refused.told().to_owned()))?;
        }
        "stop" => {}
        _ => {
            let Some(rest) = path.strip_prefix("months/") else { return Ok(None) };
            return months::write(desk, rest, &words()?);
        }
    }
    let answer = match query(question.address, "id").filter(|_| path != "remove") {
        Some(_) => decisions(desk, id(question)?, 0)?,
        None => state(desk, 0),
    };
    Ok(Some(Answer::json(&answer)))
}

fn decide(decided: &mut Decided, said: &Said) -> Told<()> {
    for row in &said.back {
        decided.take_back(&said.source, row);
    }
    if !said.drop.trim().is_empty() {
        decided.take_back_same(&said.drop).map_err(|refused| refused.told().to_owned())?;
    }
    if said.entries.trim().is_empty() {
        return Ok(());
    }
    decided.take(&said.entries).map_err(|refused| refused.told().to_owned())
}

fn since(question: &Question<'_>) -> u64 {
    query(question.address, "since").and_then(|since| since.parse().ok()).unwrap_or(0)
}

fn id(question: &Question<'_>) -> Told<u32> {
    let id = query(question.address, "id").and_then(|id| id.parse().ok());
    id.ok_or_else(|| "there is no such document".to_owned())
}

/// What lies on the desk; only the version where nothing changed since.
fn state(desk: &Desk<'_>, since: u64) -> Value {
    let inner = desk.inner();
    if inner.version == since {
        return json!({ "version": inner.version });
    }
    let corrections = inner.decided.corrections("更正.toml").ok();
    let decided_rows = |source: &str, held: &[String]| {
        let decisions = corrections.iter().flat_map(|corrections| corrections.decisions());
        let own = decisions.filter(|one| one.target.source.as_deref() == Some(source));
        let rows: Vec<_> = own.filter_map(|one| one.target.row.clone()).collect();
        (rows.len(), held.iter().filter(|row| !rows.contains(row)).count())
    };
    let documents: Vec<Value> = inner
        .documents
        .iter()
        .map(|document| {
            let (source, report) = (&document.reading.source, &document.reading.report);
            let (decided, look) = decided_rows(source.file_name(), &document.look);
            json!({
                "id": document.id, "name": source.name, "title": report.title, "rows": document.rows,
                "open": document.open, "look": look, "decided": decided,
                "silent": report.silence.map(duibiao::model::Silence::code),
            })
        })
        .collect();
    json!({
        "version": inner.version, "documents": documents, "decided": inner.decided.len(),
        "undo": inner.decided.can_undo(), "formats": table::formats(desk.people()),
    })
}

/// What was decided about the rows of one document, as its review page reads it.
fn decisions(desk: &Desk<'_>, id: u32, since: u64) -> Told<Value> {
    let inner = desk.inner();
    if inner.version == since {
        return Ok(json!({ "version": inner.version }));
    }
    let document =
        inner.documents.iter().find(|document| document.id == id).ok_or("there is no such document")?;
    let reading = &document.reading;
    let corrections = inner.decided.corrections("更正.toml").map_err(|faults| told(&faults))?;
    let by = corrections.decisions().last().map_or(String::new(), |decision| decision.by.clone());
    Ok(json!({
        "id": id, "version": inner.version, "by": by, "undo": inner.decided.can_undo(),
        "decisions": table::decisions(&corrections, &reading.source, &reading.report),
    }))
}

fn review(desk: &Desk<'_>, id: u32) -> Told<Answer> {
    let live = decisions(desk, id, 0)?;
    let reading = {
        let inner = desk.inner();
        let document = inner.documents.iter().find(|document| document.id == id);
        document.ok_or("there is no such document")?.reading.clone()
    };
    let report = (&reading.source, &reading.report);
    let mut table = measure::table_by(&[report], desk.rules, &Measures::usual(desk.rules))
        .map_err(|error| error.to_string())?;
    table.drop_figures();
    conflict::mark(&mut table, desk.rules);
    let mut page = Vec::new();
    export::live_page(report, &table, &live, desk.people(), &mut page).map_err(|error| error.to_string())?;
    Ok(Answer { policy: false, ..Answer::of("text/html; charset=utf-8", page) })
}
