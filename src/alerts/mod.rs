//! What deserves a look: R01 to R18, raised for the rows of a report and for what changed since the one before, and
//! C01 to C08, numbers that contradict each other.
//!
//! ```text
//! contradictions  two rows that contradict each other, as alerts
//! held       a row before and now
//! over_time  which alerts a change raises
//! unit       numbers whose unit is doubted
//! message    one sentence for a person
//! known      what was raised before, and since when
//! sarif      alerts as SARIF 2.1.0
//! ```

mod contradictions;
mod held;
mod known;
mod message;
mod over_time;
mod sarif;
mod unit;

pub use contradictions::{contradictions, place};
pub use known::{Known, KnownError, State};
pub use over_time::over_time;
pub use sarif::sarif;

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::{
    compare::{self, Change, Class, Comparison, Entry, Letters, Link},
    measure::{self, Field, Table},
    model::Alert,
    rules::{Findings, Rulebook},
    text::Severity,
};

/// One alert, raised for one row.
#[derive(Clone, Debug)]
pub struct Raised<'t> {
    /// Which one.
    pub alert: Alert,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence for a person.
    pub message: String,
    /// Names the same trouble in every month, whatever the numbers and lines are.
    pub fingerprint: String,
    /// The place of its change in the comparison, where one was made.
    pub change: Option<usize>,
    /// Why its row and the one before were taken to be one.
    pub link: Option<Link>,
    /// The row as it stands now, or as it stood last.
    pub entry: Entry<'t>,
    /// The row of the report before, or the other row of a contradiction.
    pub before: Option<Entry<'t>>,
    /// Whether it was known before.
    pub state: State,
    /// The period in which it was raised first.
    pub first_seen: String,
    /// Whose month raised it; empty where that is not known.
    pub body: String,
}

impl Raised<'_> {
    /// What is counted; where its table gives it no name, as the row before is called.
    #[must_use]
    pub fn indicator(&self) -> &str {
        let before = self.before.as_ref().map_or("", |before| before.cell(Field::Indicator));
        Some(self.entry.cell(Field::Indicator)).filter(|name| !name.is_empty()).unwrap_or(before)
    }
}

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
        // A figure that its own rate contradicts tells nothing of how fast it goes.
        let doubted = alerts.contains(&Alert::RateConflict);
        alerts.retain(|alert| !(doubted && matches!(alert, Alert::Worsened | Alert::Jump)));
        alerts.sort_unstable();
        raised.extend(alerts.into_iter().filter_map(|alert| one(alert, at, change, &rules.findings)));
    }
    told_once(&mut raised);
    misread(&mut raised);
    numbered(&mut raised);
    raised
}

/// So many rows of one table do not change alike at once: the table was read otherwise, or is laid out otherwise.
const TABLE: usize = 3;

/// Tells once, as a note, what so many rows of one section raise alike that it speaks of the reading and not of the report.
fn misread(raised: &mut Vec<Raised>) {
    let alike = |alert: &Raised| {
        let kinds = [Alert::CumulativeFell, Alert::UnitJump, Alert::Dropped, Alert::Withdrawn];
        let place = [Field::Source, Field::Section].map(|field| alert.entry.cell(field).to_owned());
        kinds.contains(&alert.alert).then_some((alert.alert, place))
    };
    let mut many: HashMap<_, usize> = HashMap::new();
    raised.iter().filter_map(alike).for_each(|about| *many.entry(about).or_default() += 1);
    let mut told = HashSet::new();
    raised.retain_mut(|alert| {
        let Some(about) = alike(alert) else { return true };
        let rows = many[&about];
        if rows < TABLE {
            return true;
        }
        alert.severity = Severity::Note;
        alert.message = format!("{} (等{rows}项, 疑为表格读法不同)", alert.message);
        told.insert(about)
    });
}

/// Works that stand still are told of by their own figure, and not by each stage of them (路基完成32%) besides.
fn told_once(raised: &mut Vec<Raised>) {
    let still = |alert: &Raised| matches!(alert.alert, Alert::Stale | Alert::NoProgress);
    let stage = |alert: &Raised| alert.entry.cell(Field::Kind) == "progress";
    let place = |alert: &Raised| {
        let task = Some(alert.entry.cell(Field::TaskNo)).filter(|task| !task.is_empty())?;
        Some((
            alert.entry.cell(Field::Source).to_owned(),
            alert.entry.cell(Field::Section).to_owned(),
            task.to_owned(),
        ))
    };
    let works: HashSet<_> =
        raised.iter().filter(|alert| still(alert) && !stage(alert)).filter_map(place).collect();
    raised.retain(|alert| {
        !(still(alert) && stage(alert) && place(alert).is_some_and(|at| works.contains(&at)))
    });
    // A sum of one part stands still with it.
    let numbers = |alert: &Raised| {
        let entry = &alert.entry;
        let base = |number: Option<_>| number.and_then(|number| entry.base(number));
        Some((base(entry.target)?, base(entry.actual)?, entry.row()))
    };
    let parts: HashSet<_> = raised.iter().filter(|alert| still(alert)).filter_map(numbers).collect();
    raised.retain(|alert| {
        let next = numbers(alert).map(|(goal, figure, row)| (goal, figure, row + 1));
        !(still(alert) && next.is_some_and(|next| parts.contains(&next)))
    });
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
