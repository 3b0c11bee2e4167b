//! What deserves a look: R01 to R18, raised for the rows of a report and for what changed since the one before, and
//! C01 to C08, numbers that contradict each other.
//!
//! ```text
//! contradictions  two rows that contradict each other, as alerts
//! held       a row before and now
//! raised     one alert of one row
//! over_time  which alerts a change raises
//! unit       numbers whose unit is doubted
//! message    one sentence for a person
//! once       what is told once instead of row by row
//! known      what was raised before, and since when
//! sarif      alerts as SARIF 2.1.0
//! ```

mod contradictions;
mod held;
mod known;
mod message;
mod once;
mod over_time;
mod raised;
mod sarif;
mod unit;

pub use contradictions::{contradictions, place};
pub use known::{Known, KnownError};
pub use over_time::over_time;
pub use raised::{Raised, State};
pub use sarif::sarif;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::{
    compare::{self, Change, Class, Comparison, Entry, Letters},
    measure::{self, Field, Table},
    model::Alert,
    rules::{Findings, Rulebook},
    text::Severity,
};

/// All that deserves a look in a table, those of bare figures among its rows: by itself, beside the table before it,
/// and where two of its numbers contradict each other; `body` is whose they are where they do not say it, and what its
/// `letters` name has not vanished.
#[must_use]
pub fn check<'t>(
    old: Option<&'t Table>,
    new: &'t Table,
    (body, letters): (Option<&str>, Option<&Letters>),
    rules: &Rulebook,
) -> Vec<Raised<'t>> {
    let mut comparison = match old {
        Some(old) => compare::compare(old, new, rules),
        None => Comparison::of(new, rules),
    }
    .without_bare_figures();
    if let Some(letters) = letters {
        comparison.hear(letters, rules);
    }
    let mut raised = raised(&comparison, old.is_some(), rules);
    raised.extend(contradictions(new, body, rules));
    raised
}

/// What a report raises by itself, and what it raises beside the report before it.
#[must_use]
pub fn raised<'t>(comparison: &Comparison<'t>, compared: bool, rules: &Rulebook) -> Vec<Raised<'t>> {
    let mut raised = Vec::new();
    let plan = is_plan(comparison);
    let turned = compared && over_time::year_turned(comparison);
    if turned && let Some(at) = comparison.changes.iter().position(|change| change.new.is_some()) {
        raised.extend(one(Alert::YearTurned, at, &comparison.changes[at], &rules.findings));
    }
    for (at, change) in comparison.changes.iter().enumerate() {
        let mut alerts = Vec::new();
        if compared {
            alerts = over_time(change, turned, &rules.findings);
        }
        alerts.extend(change.new.as_ref().map(|entry| alone(entry, &rules.findings)).unwrap_or_default());
        // Reached is told once, in the month in which it is.
        let before = change.old.as_ref().filter(|_| !turned).map(|entry| alone(entry, &rules.findings));
        let reached = before.is_some_and(|before| before.contains(&Alert::FarAbove));
        alerts.retain(|alert| !(reached && *alert == Alert::FarAbove));
        alerts.retain(|alert| !(plan && *alert == Alert::Unanswered));
        // A figure that its own rate contradicts tells nothing of how fast it goes or how far it is.
        let doubted = alerts.contains(&Alert::RateConflict);
        alerts.retain(|alert| !(doubted && matches!(alert, Alert::Worsened | Alert::Jump | Alert::FarAbove)));
        let jumped = alerts.contains(&Alert::UnitJump);
        alerts.retain(|alert| !(jumped && *alert == Alert::FarAbove));
        alerts.sort_unstable();
        raised.extend(alerts.into_iter().filter_map(|alert| one(alert, at, change, &rules.findings)));
    }
    once::by_its_own_figure(&mut raised);
    once::misread(&mut raised);
    numbered(&mut raised);
    raised
}

/// True for the plan of a year: nothing is reported yet, and every goal is open.
fn is_plan(comparison: &Comparison) -> bool {
    let year = |row: &Entry| row.cell(Field::ReportPeriod).len() == 4;
    comparison
        .changes
        .iter()
        .filter_map(|change| change.new.as_ref())
        .all(|row| row.actual.is_none() && year(row))
}

/// Says whose month raised them; the same trouble of another body is another one.
pub fn of_body(raised: &mut [Raised], body: &str) {
    for alert in raised {
        body.clone_into(&mut alert.body);
        alert.fingerprint = hash(&format!("{body}\u{1f}{}", alert.fingerprint));
    }
}

/// The second alert of a fingerprint is another one.
fn numbered(raised: &mut [Raised]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for alert in raised {
        let nth = seen.entry(alert.fingerprint.clone()).and_modify(|nth| *nth += 1).or_insert(0);
        if *nth > 0 {
            alert.fingerprint = hash(&format!("{}\u{1f}{nth}", alert.fingerprint));
        }
    }
}

/// The codes of each change, in their order, joined as the column `findings` has them.
#[must_use]
pub fn codes(comparison: &Comparison, raised: &[Raised]) -> Vec<String> {
    let mut codes = vec![String::new(); comparison.changes.len()];
    for alert in raised {
        let Some(codes) = alert.change.map(|at| &mut codes[at]) else { continue };
        if !codes.is_empty() {
            codes.push(';');
        }
        codes.push_str(alert.alert.code());
    }
    codes
}

/// The changes with the codes raised for each; those that say nothing new only with `unchanged`.
#[must_use]
pub fn shown<'c, 't>(
    comparison: &'c Comparison<'t>,
    codes: &'c [String],
    unchanged: bool,
) -> Vec<(&'c Change<'t>, &'c str)> {
    let all = comparison.changes.iter().zip(codes.iter().map(String::as_str));
    all.filter(|(change, codes)| unchanged || change.class() != Class::Unchanged || !codes.is_empty())
        .collect()
}

/// What a row raises whatever the reports before it say.
fn alone(entry: &Entry, findings: &Findings) -> Vec<Alert> {
    measure::alerts(entry.table(), entry.row(), findings)
}

fn one<'t>(alert: Alert, at: usize, change: &Change<'t>, findings: &Findings) -> Option<Raised<'t>> {
    let severity = findings.of(alert).severity?;
    let entry = change.latest()?.clone();
    let first_seen = change.new.as_ref().map_or("", |new| new.cell(Field::ReportPeriod)).to_owned();
    Some(Raised {
        alert,
        severity,
        message: message::message(alert, change, findings),
        fingerprint: fingerprint(alert, &entry),
        change: Some(at),
        link: change.link,
        entry,
        before: change.old.clone(),
        state: State::New,
        first_seen,
        body: String::new(),
    })
}

/// Of a year's change there is one; every other alert is known by what its row is about.
fn fingerprint(alert: Alert, entry: &Entry) -> String {
    if alert == Alert::YearTurned {
        return hash(alert.code());
    }
    let about = [
        alert.code(),
        &entry.key,
        entry.cell(Field::Scope),
        entry.dimension(),
        entry.cell(Field::TargetBasis),
        entry.cell(Field::Stage),
    ];
    hash(&about.join("\u{1f}"))
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The word of a severity in rule files and outputs.
#[must_use]
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
