//! A report beside the plan that it answers.

use std::collections::HashSet;

use super::{Trace, plan, silence, twin, whole};
use crate::{
    interpret::Claim,
    model::{Finding, Report},
    pair::{Side, across},
    rules::Rulebook,
    text::{Source, Span, Twin},
};

/// A report measured against the goals of a plan, its own goals besides. The source is both texts in one,
/// the plan behind the report; goals that nothing answers are the last rows.
#[must_use]
pub fn against(plan: &Source, source: &Source, rules: &Rulebook) -> (Source, Report) {
    let (both, start) = source.followed_by(plan);
    let twin = twin(&both, rules);
    let text = twin.as_ref().map_or(&both, Twin::source);
    let (planned, mut reported) = (whole(plan, rules), whole(source, rules));
    let mut rows = std::mem::take(&mut reported.report.findings);
    // A change that is no figure by itself is one where the plan sets out to grow.
    let grown = cores(&reported, |claim| claim.growth);
    let asides = std::mem::take(&mut reported.report.asides);
    rows.extend(asides.into_iter().filter(|row| row.numbers().any(|core| grown.contains(&core))));
    let goals = plan::goals(&planned.report, &planned.claims, rules);
    let goals = goals.into_iter().map(|row| row.shifted(start)).collect();
    let joined = across(side(&planned, text, goals, start), side(&reported, text, rows, 0), rules);
    let mut report = reported.report;
    report.findings = joined.rows;
    report.silence = report.silence.filter(|_| silence::nothing(&report.findings));
    report.notes.extend(joined.notes);
    if let Some(twin) = &twin {
        report.reword(&|words, place| twin.printed(words, place));
    }
    (both, report)
}

fn side<'t>(trace: &'t Trace, both: &'t Source, rows: Vec<Finding>, start: usize) -> Side<'t> {
    let shifted = |cores: HashSet<Span>| cores.into_iter().map(|core| core.shifted(start)).collect();
    Side {
        title: &trace.report.title,
        year: trace.report.period.and_then(|period| period.year),
        text: &both.text,
        own: both.text.get(start..).unwrap_or_default(),
        rows,
        growth: shifted(cores(trace, |claim| claim.growth)),
        barred: shifted(cores(trace, |claim| claim.process || claim.part)),
        early: shifted(cores(trace, |claim| claim.early)),
    }
}

/// Where the numbers of claims of one sort stand.
fn cores(trace: &Trace, sort: impl Fn(&Claim) -> bool) -> HashSet<Span> {
    trace.claims.iter().filter(|claim| sort(claim)).map(|claim| claim.quantity.core).collect()
}
