//! The ledger beside the desk: months are entered, and shown with what changed.

use duibiao::{
    alerts,
    compare::{CHANGE_COLUMNS, Comparison, Letters},
    export::{self, Grid, Lang, period, said},
    ledger::{Decision, Ledger, LedgerError, Month, Run, TREND_COLUMNS},
    measure::{self, Cell, Cells, Column, STATUSES},
    serve::query,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    answer::Answer,
    desk::{Desk, Told},
};

/// The documents of the desk as months of a body.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entered {
    body: String,
    period: Option<String>,
    source: String,
    replace: bool,
}

/// Two names of a body that are one thing, or two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    body: String,
    old: String,
    new: String,
    same: bool,
}

/// Whose latest decision about a name is taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenBack {
    body: String,
}

pub(super) fn read(desk: &Desk<'_>, what: &str, address: &str) -> Told<Option<Answer>> {
    if !["list", "changes", "trend"].contains(&what) {
        return Ok(None);
    }
    if !desk.folder.db().exists() {
        return Ok(Some(Answer::json(&json!({ "months": [], "steps": [], "rows": [] }))));
    }
    let ledger = Ledger::open(&desk.folder.db()).map_err(|error| error.to_string())?;
    let answer = match what {
        "list" => list(&ledger, desk.people()),
        "changes" => changes(desk, &ledger),
        _ => trend(desk, &ledger, &query(address, "indicator").unwrap_or_default()),
    };
    answer.map(|value| Some(Answer::json(&value))).map_err(|error| error.to_string())
}

pub(super) fn write(desk: &Desk<'_>, what: &str, words: &str) -> Told<Option<Answer>> {
    match what {
        "add" => add(desk, words).map(Some),
        "names" => decide(desk, words).map(Some),
        "undo" => undo(desk, words).map(Some),
        _ => Ok(None),
    }
}

/// Records what a person said of two names, for all months of the body.
fn decide(desk: &Desk<'_>, words: &str) -> Told<Answer> {
    let named: Named = serde_json::from_str(words).map_err(|error| error.to_string())?;
    let mut ledger = held(desk)?;
    ledger
        .decide(&named.body, named.same, (&named.old, &named.new), desk.rules)
        .map_err(|error| error.to_string())?;
    Ok(Answer::json(&json!({ "decided": true })))
}

/// Takes the latest word about a name of a body back.
fn undo(desk: &Desk<'_>, words: &str) -> Told<Answer> {
    let back: TakenBack = serde_json::from_str(words).map_err(|error| error.to_string())?;
    let undone = held(desk)?.undo(&back.body, desk.rules).map_err(|error| error.to_string())?;
    Ok(Answer::json(&json!({ "undone": undone.is_some() })))
}

/// The ledger, where there is one: a word about names makes none.
fn held(desk: &Desk<'_>) -> Told<Ledger> {
    Ledger::open(&desk.folder.db()).map_err(|error| error.to_string())?;
    Ledger::create(&desk.folder.db()).map_err(|error| error.to_string())
}

fn add(desk: &Desk<'_>, words: &str) -> Told<Answer> {
    let entered: Entered = serde_json::from_str(words).map_err(|error| error.to_string())?;
    let measured = desk.measured()?;
    let own = measured.readings.iter().find(|reading| reading.source.name == entered.source);
    let own = own.ok_or_else(|| format!("there is no document {}", entered.source))?;
    // What has no goal in one month may have one in another.
    let table =
        measure::table(&[(&own.source, &own.report)], desk.rules).map_err(|error| error.to_string())?;
    if table.rows.is_empty() {
        return Err("it has no row to enter".to_owned());
    }
    let body = match entered.body.trim() {
        "" => "-",
        body => body,
    };
    let period = entered.period.as_deref().map(str::trim).filter(|period| !period.is_empty());
    let letters = Letters::of([own.source.text.as_str()], desk.rules);
    let mut ledger = Ledger::create(&desk.folder.db()).map_err(|error| error.to_string())?;
    let stored = ledger
        .add(&Month { body, period, table: &table, letters: Some(&letters) }, entered.replace, desk.rules)
        .map_err(|error| error.to_string())?;
    Ok(Answer::json(&json!({
        "period": export::period(desk.people(), &stored.period), "rows": stored.rows, "vintage": stored.vintage, "changed": stored.changed,
    })))
}

fn list(ledger: &Ledger, lang: Lang) -> Result<Value, LedgerError> {
    let month = |run: Run| json!({ "body": run.body, "period": period(lang, &run.period), "vintage": run.vintage, "rows": run.rows, "source": run.source });
    let word = |one: Decision| json!({ "body": one.body, "old": one.old, "new": one.new, "same": one.same });
    let months: Vec<Value> = ledger.runs(None, false)?.into_iter().map(month).collect();
    let decided: Vec<Value> = ledger.decisions(None)?.into_iter().map(word).collect();
    Ok(json!({ "months": months, "decided": decided }))
}

/// Each month beside the one before it, the latest first: what changed, and what deserves a look.
fn changes(desk: &Desk<'_>, ledger: &Ledger) -> Result<Value, LedgerError> {
    let runs = ledger.runs(None, false)?;
    let mut steps = Vec::new();
    for run in &runs {
        let Some(before) = ledger.before(run, &runs)? else { continue };
        let (old, new) = (ledger.table(before)?, ledger.table(run)?);
        let comparison =
            ledger.decided(run, desk.rules)?.compare(&old, &new, desk.rules).without_bare_figures();
        steps.push(json!({
            "body": run.body, "from": period(desk.people(), &before.period), "to": period(desk.people(), &run.period),
            "rows": changed(desk, &comparison),
        }));
    }
    steps.reverse();
    let words: serde_json::Map<String, Value> = desk
        .rules
        .findings
        .rules()
        .iter()
        .map(|rule| (rule.alert.code().to_owned(), json!([rule.zh, rule.en])))
        .collect();
    let lights = lights(desk.people());
    Ok(json!({ "columns": named(CHANGE_COLUMNS), "steps": steps, "words": words, "lights": lights }))
}

fn changed(desk: &Desk<'_>, comparison: &Comparison) -> Vec<Vec<Option<String>>> {
    let codes = alerts::codes(comparison, &alerts::raised(comparison, true, desk.rules));
    let shown = alerts::shown(comparison, &codes, false).into_iter();
    told(desk, CHANGE_COLUMNS, shown.map(|(change, codes)| change.cells(codes)).collect())
}

fn trend(desk: &Desk<'_>, ledger: &Ledger, indicator: &str) -> Result<Value, LedgerError> {
    let points = ledger.trend(indicator, None, desk.rules)?;
    let cells = told(desk, TREND_COLUMNS, points.iter().map(|point| point.cells.clone()).collect());
    let rows =
        points.iter().zip(cells).map(|(point, cells)| json!({ "series": point.series, "cells": cells }));
    let rows: Vec<Value> = rows.collect();
    Ok(json!({ "columns": named(TREND_COLUMNS), "rows": rows, "lights": lights(desk.people()) }))
}

/// How the page colours a status, by its word.
fn lights(lang: Lang) -> serde_json::Map<String, Value> {
    let light = |code: &str| match code {
        "done" | "met" | "ahead" | "on_pace" => "good",
        "slightly_behind" => "slow",
        "behind" | "not_met" => "late",
        "far_behind" => "far",
        _ => "off",
    };
    STATUSES.iter().map(|(code, word)| (said(lang, word), json!(light(code)))).collect()
}

/// Rows as people read them: in the units of their reports, periods and statuses in words.
fn told(desk: &Desk<'_>, columns: &[Column], rows: Vec<Cells>) -> Vec<Vec<Option<String>>> {
    let lang = desk.people();
    let rows = Grid::new(String::new(), columns, rows).in_own_units().rows;
    let word = |column: &Column, cell: &str| match column.name {
        "period" | "old_period" | "new_period" => period(lang, cell),
        name if name.ends_with("status") => said(lang, cell),
        _ => cell.to_owned(),
    };
    let words = |(column, cell): (&Column, Option<Cell>)| cell.map(|cell| word(column, &cell));
    rows.into_iter().map(|row| columns.iter().zip(row).map(words).collect()).collect()
}

fn named(columns: &[Column]) -> Vec<Value> {
    columns.iter().map(|column| json!({ "name": column.name, "zh": column.zh })).collect()
}
