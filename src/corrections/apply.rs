//! Decisions find their rows again in new readings of the reports, and change them.

use super::{
    Corrections, Decision, Target, Verdict, conflict,
    place::{Found, Squeezed, locate},
    rows::{Aim, Rows},
};
use crate::{
    model::{Finding, Kind, Report, Review, row_ids},
    rules::Fault,
    text::{Source, Span},
};

/// A report that decisions are applied to, and the source that it was read from.
pub struct Reviewed<'a> {
    /// The source.
    pub source: &'a Source,
    /// The report, numbers that stand in no row included.
    pub report: &'a mut Report,
}

/// Where a decision points in a report.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Index of its row among the findings of the report.
    pub row: Option<usize>,
    /// The goal that it names.
    pub goal: Option<Span>,
    /// The figure that it names.
    pub figure: Option<Span>,
}

/// What came of the decisions.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Decisions that were applied.
    pub applied: usize,
    /// Rows that are marked as accepted.
    pub accepted: usize,
    /// Rows that are marked as corrected.
    pub corrected: usize,
    /// Decisions that were not applied, each with the reason, at its place in the corrections file.
    pub stale: Vec<Fault>,
}

impl Corrections {
    /// Applies the decisions, in the order of the file but names first; what points at nothing is stale.
    ///
    /// # Errors
    /// Decisions that turn out to be about one row, and cannot both hold; nothing is applied then.
    pub fn apply(&self, reports: &mut [Reviewed<'_>]) -> Result<Outcome, Vec<Fault>> {
        let mut reasons: Vec<String> =
            vec!["nothing in the reports fits it".to_owned(); self.decisions.len()];
        let aims: Vec<Vec<(usize, Aim)>> =
            reports.iter().map(|one| self.aims(one.source, one.report, &mut reasons)).collect();
        let faults: Vec<Fault> = reports
            .iter()
            .zip(&aims)
            .flat_map(|(reviewed, aims)| self.clashes(&reviewed.report.findings, aims))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut applied = vec![false; self.decisions.len()];
        for (reviewed, mut aims) in reports.iter_mut().zip(aims) {
            if aims.is_empty() {
                continue;
            }
            aims.sort_by_key(|&(index, _)| {
                (!matches!(self.decisions[index].verdict, Verdict::Alias { .. }), index)
            });
            let mut rows = Rows::of(reviewed.report);
            for (index, aim) in aims {
                if rows.decide(&self.decisions[index], aim) {
                    applied[index] = true;
                } else {
                    "the row is of a kind that it does not fit".clone_into(&mut reasons[index]);
                }
            }
            rows.into_report(reviewed.report);
        }
        Ok(self.outcome(reports, &applied, &reasons))
    }

    /// Where the decisions point in a report that nothing was applied to.
    #[must_use]
    pub fn placed(&self, source: &Source, report: &Report) -> Vec<Placed<'_>> {
        let mut reasons = vec![String::new(); self.decisions.len()];
        let placed = |(index, aim): (usize, Aim)| Placed {
            decision: &self.decisions[index],
            row: aim.row,
            goal: aim.goal,
            figure: aim.figure,
        };
        self.aims(source, report, &mut reasons).into_iter().map(placed).collect()
    }

    fn outcome(&self, reports: &[Reviewed<'_>], applied: &[bool], reasons: &[String]) -> Outcome {
        let marked = |review: Review| {
            let rows = reports.iter().flat_map(|reviewed| &reviewed.report.findings);
            rows.filter(|row| row.review == Some(review) && row.kind != Kind::Figure).count()
        };
        let stale = self.decisions.iter().zip(applied).zip(reasons).filter(|((_, applied), _)| !**applied);
        Outcome {
            applied: applied.iter().filter(|applied| **applied).count(),
            accepted: marked(Review::Accepted),
            corrected: marked(Review::Corrected),
            stale: stale.map(|((decision, _), reason)| self.stale(decision, reason)).collect(),
        }
    }

    fn stale(&self, decision: &Decision, reason: &str) -> Fault {
        let message = format!("not applied, {reason} (decided by {} on {})", decision.by, decision.on);
        self.file.fault("decision-stale", message, vec![(decision.at.clone(), decision.why.clone())])
    }

    /// What the decisions point at in one report; for those that point at nothing, why.
    fn aims(&self, source: &Source, report: &Report, reasons: &mut [String]) -> Vec<(usize, Aim)> {
        let ids = row_ids(source, &report.findings);
        let squeezed = Squeezed::new(source);
        let mut aims = Vec::new();
        for (index, decision) in self.decisions.iter().enumerate() {
            let reach = decision.target.source.as_deref();
            if reach.is_some_and(|name| name != source.file_name()) {
                continue;
            }
            match aim(decision, source, report, &ids, &squeezed) {
                Ok(Some(aim)) => aims.push((index, aim)),
                Ok(None) => {}
                Err(reason) => reasons[index] = reason,
            }
        }
        aims
    }

    /// Decisions about one row that cannot both hold, and figures that two goals would get.
    fn clashes(&self, rows: &[Finding], aims: &[(usize, Aim)]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (place, (later, aim)) in aims.iter().enumerate() {
            let later = &self.decisions[*later];
            let first = aims[..place].iter().find(|(first, other)| {
                let first = &self.decisions[*first];
                let one_row = aim.row.is_some() && aim.row == other.row
                    || aim.goal.is_some() && aim.goal == other.goal && aim.row.is_none();
                one_row && contradict(first, *other, later, *aim)
                    || !one_row
                        && (takes(first, *other, later, *aim, rows)
                            || takes(later, *aim, first, *other, rows))
            });
            if let Some((first, _)) = first {
                faults.push(conflict::fault(&self.file, &self.decisions[*first], later));
            }
        }
        faults
    }
}

fn contradict(one: &Decision, aim: Aim, other: &Decision, other_aim: Aim) -> bool {
    match (&one.verdict, &other.verdict) {
        (Verdict::Pair, Verdict::Pair) => aim.figure != other_aim.figure,
        (_, _) => conflict::contradict(one, other),
    }
}

/// True where one decision gives away a number that another one leaves in, or gives to, another row.
fn takes(pair: &Decision, aim: Aim, other: &Decision, other_aim: Aim, rows: &[Finding]) -> bool {
    let held = |core: Span| match other.verdict {
        Verdict::Pair => other_aim.figure == Some(core) || other_aim.goal == Some(core),
        Verdict::Accept | Verdict::NotComparable => {
            let row = other_aim.row.and_then(|index| rows.get(index));
            row.is_some_and(|row| row.numbers().any(|number| number == core))
        }
        Verdict::Missed { .. } => other_aim.figure == Some(core) || other_aim.goal == Some(core),
        Verdict::Reject | Verdict::Basis(_) | Verdict::Correct(_) | Verdict::Alias { .. } => false,
    };
    matches!(pair.verdict, Verdict::Pair | Verdict::Missed { .. }) && aim.figure.is_some_and(held)
}

/// Where a decision points in one report; `None` where it points at nothing there.
fn aim(
    decision: &Decision,
    source: &Source,
    report: &Report,
    ids: &[String],
    squeezed: &Squeezed,
) -> Result<Option<Aim>, String> {
    if let Verdict::Alias { indicator, .. } = &decision.verdict {
        let any = report.findings.iter().any(|row| row.indicator == *indicator);
        return Ok(any.then(Aim::default));
    }
    let target = &decision.target;
    let by_id = target.row.as_ref().and_then(|id| ids.iter().position(|known| known == id));
    let locate = |quote: &Option<super::Quote>, what: &str| -> Result<Option<Span>, String> {
        let Some(quote) = quote else { return Ok(None) };
        match locate(quote, source, squeezed, report.findings.iter().chain(&report.asides)) {
            Found::One(span) => Ok(Some(span)),
            Found::None => Ok(None),
            Found::Several(count) => {
                Err(format!("its {what} stands {count} times: say which by `task` or `nth`"))
            }
        }
    };
    let known = by_id.is_some() && decision.verdict != Verdict::Pair;
    let goal = if known { None } else { locate(&target.goal, "goal")? };
    let figure = if known { None } else { locate(&target.figure, "figure")? };
    if matches!(decision.verdict, Verdict::Missed { .. }) {
        let lost = goal.is_none() || target.figure.is_some() && figure.is_none();
        return Ok((!lost).then_some(Aim { row: None, goal, figure }));
    }
    let lost = target.goal.is_some() && goal.is_none() || target.figure.is_some() && figure.is_none();
    if decision.verdict == Verdict::Pair {
        let row = by_id.or_else(|| answered(&report.findings, goal, figure));
        return Ok((!lost).then_some(Aim { row, goal, figure }));
    }
    let row = by_id.or_else(|| (!lost).then(|| holding(&report.findings, goal, figure)).flatten());
    Ok(row.map(|row| named(target, row, &report.findings, goal, figure)))
}

/// The aim at a row, with goal and figure as far as the decision itself names them.
fn named(target: &Target, row: usize, rows: &[Finding], goal: Option<Span>, figure: Option<Span>) -> Aim {
    let only_goal = target.row.is_none() && target.figure.is_none();
    let of_row = rows[row].goal.as_ref().map(|goal| goal.quantity.core).filter(|_| only_goal);
    Aim { row: Some(row), goal: goal.filter(|_| only_goal).or(of_row), figure }
}

/// The row that holds the goal and the figure that are given; at least one is.
fn holding(rows: &[Finding], goal: Option<Span>, figure: Option<Span>) -> Option<usize> {
    (goal.is_some() || figure.is_some()).then_some(())?;
    rows.iter().position(|row| {
        let held = (row.goal.as_ref(), row.figure.as_ref());
        goal.is_none_or(|core| held.0.is_some_and(|goal| goal.quantity.core == core))
            && figure.is_none_or(|core| held.1.is_some_and(|figure| figure.quantity.core == core))
    })
}

/// The row of a goal that a figure is set for: the one that holds both already, or its first one.
fn answered(rows: &[Finding], goal: Option<Span>, figure: Option<Span>) -> Option<usize> {
    holding(rows, goal, figure).or_else(|| holding(rows, goal, None))
}
