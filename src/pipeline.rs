//! The only place that names every stage: a source goes in, a report with its findings comes out.

mod against;
mod corrected;
mod free;
mod plan;
mod silence;
mod to_date;
mod trace;
mod unread;

use std::sync::Arc;

use crate::{
    interpret::{Claim, claims},
    model::{Place, Quantity, Report},
    outline::{
        begins, failing_lines, holds_sentences, is_furniture, labelled, outline, outline_around, tears,
    },
    pair::findings,
    responsible::Responsible,
    rules::{Fault, Rulebook},
    scan::{self, quantities},
    tabular::{Region, counted, flattened, merge, tabular, tallied, with_notes},
    text::{Covered, Flow, Source, Span, Twin},
};

pub use against::against;
pub use corrected::correct;
use free::{free, in_order};
pub use trace::{Number, Trace};
pub use unread::{add_unread, value};

/// What a source says: its goals, its figures, and which answers which.
#[must_use]
pub fn understand(source: &Source, rules: &Rulebook) -> Report {
    read(source, rules).printed().report
}

/// Every quantity of a text, whatever characters it is printed in.
#[must_use]
pub fn numbers(source: &Source, rules: &Rulebook) -> Vec<Quantity> {
    scanned(source, rules, quantities)
}

/// Every number of a text besides: without a unit, ranks, dates, numbers of lists.
#[must_use]
pub fn bare_numbers(source: &Source, rules: &Rulebook) -> Vec<Quantity> {
    scanned(source, rules, scan::numbers)
}

fn scanned(
    source: &Source,
    rules: &Rulebook,
    scan: impl Fn(&str, &Rulebook) -> Vec<Quantity>,
) -> Vec<Quantity> {
    let Some(twin) = twin(source, rules) else { return scan(&source.text, rules) };
    let printed = |quantity: Quantity| {
        let unit_text = twin.printed(&quantity.unit_text, Some(quantity.core));
        Quantity { unit_text, ..quantity }
    };
    scan(&twin.source().text, rules).into_iter().map(printed).collect()
}

/// What a source says, and every other number of it besides, as corrections and reviewers need it.
#[must_use]
pub fn understand_whole(source: &Source, rules: &Rulebook) -> Report {
    trace(source, rules).report
}

/// What a source says, and how it was read.
#[must_use]
pub fn trace(source: &Source, rules: &Rulebook) -> Trace {
    whole(source, rules).printed()
}

/// What a source says in the characters that it was read in, the numbers that no row is made of besides.
fn whole(source: &Source, rules: &Rulebook) -> Trace {
    let mut trace = read(source, rules);
    let (figures, asides) = free(&trace, rules);
    trace.report.findings = in_order(std::mem::take(&mut trace.report.findings), figures);
    trace.report.asides = asides;
    trace
}

/// How many goals a plan has.
#[must_use]
pub fn planned(plan: &Source, rules: &Rulebook) -> usize {
    let trace = whole(plan, rules);
    plan::goals(&trace.report, &trace.claims, rules).len()
}

/// Runs the cases of the rules that need the grammar; those that read otherwise are faults.
#[must_use]
pub fn try_rules(rules: &Rulebook) -> Vec<Fault> {
    scan::failing_cases(rules).into_iter().chain(failing_lines(rules)).collect()
}

/// A source in the characters that it is read in; `None` where it is printed in them.
fn twin(source: &Source, rules: &Rulebook) -> Option<Twin> {
    let folded = rules.characters.are_in(&source.text);
    folded.then(|| Twin::of(source, |text, at| rules.characters.read(text, at))).flatten()
}

fn read(source: &Source, rules: &Rulebook) -> Trace {
    let Some(twin) = twin(source, rules) else { return read_simplified(source, rules) };
    let trace = read_simplified(twin.source(), rules);
    Trace { twin: Some(twin), ..trace }
}

fn read_simplified(source: &Source, rules: &Rulebook) -> Trace {
    let mut regions = flattened(source, rules);
    // What cannot be put together and holds whole sentences was no table.
    regions.retain(|region| region.table.is_some() || !holds_sentences(region.span.text(&source.text)));
    let furniture = source.lines().filter(|line| is_furniture(line.text(&source.text), rules));
    let furniture: Vec<Span> = furniture.collect();
    let covered: Vec<Span> = covered(source, &regions).into_iter().chain(furniture.iter().copied()).collect();
    let word = |left: &str, right: &str| tears(left, right, rules);
    let Some(flow) =
        Flow::of(source, &covered, |line| begins(line, rules), |line| labelled(line, rules), word)
    else {
        return read_flowing(source, &regions, Some(furniture), rules);
    };
    for region in &mut regions {
        region.span = flow.forth(region.span);
        region.table = region.table.as_ref().map(|table| flow.table(table));
        region.lost.iter_mut().for_each(|span| *span = flow.forth(*span));
    }
    let trace = read_flowing(flow.source(), &regions, None, rules);
    trace.moved(flow)
}

/// What tables cover, those that lost their lines included.
fn covered(source: &Source, regions: &[Region]) -> Vec<Span> {
    source.tables.iter().map(|table| table.span).chain(regions.iter().map(|region| region.span)).collect()
}

/// What a text says that flows; its lines of furniture, where they are known.
fn read_flowing(
    source: &Source,
    regions: &[Region],
    furniture: Option<Vec<Span>>,
    rules: &Rulebook,
) -> Trace {
    let mut tables = source.tables.clone();
    tables.extend(regions.iter().filter_map(|region| region.table.clone()));
    tables.sort_by_key(|table| table.span);
    let covered = covered(source, regions).into_iter().map(|table| with_notes(&source.text, table, rules));
    let covered: Vec<Span> = covered.collect();
    let outline = match furniture.map(Covered::new) {
        Some(known) => outline_around(source, &covered, |line| known.covers(line), rules),
        None => outline(source, &covered, rules),
    };
    let claims = claims(source, &outline, rules);
    let places: Vec<Arc<Place>> = outline.blocks.iter().map(|block| Arc::clone(&block.place)).collect();
    let closed = outline.closed();
    let prose = to_date::figures(findings(&claims, &places, &closed, rules), &claims, source, rules);
    let prose = tallied(source, &covered, &claims, prose, &outline, rules);
    let prose = counted(source, &covered, prose, rules);
    let responsible = Responsible::of(source, &tables, &outline, rules);
    let mut tables = tabular(source, &tables, &outline, rules);
    tables.notes.extend(regions.iter().flat_map(Region::notes));
    let mut findings = merge(prose, tables.findings);
    findings.iter_mut().for_each(|row| responsible.assign(row));
    let silence = silence::blank(&mut findings)
        .or_else(|| silence::of(&findings, &claims, &tables.notes, source, rules));
    let report = Report {
        source: source.name.clone(),
        title: outline.title.map_or_else(String::new, |span| span.text(&source.text).to_owned()),
        period: outline.period,
        as_of: outline.as_of,
        findings,
        asides: Vec::new(),
        notes: tables.notes,
        silence,
    };
    Trace { outline, claims, report, responsible, twin: None, flow: None }
}

/// A claim in one line, for those who develop the rules.
#[must_use]
pub fn told(claim: &Claim, source: &Source) -> String {
    format!(
        "{:?} {:?} {} | {} | {}",
        claim.at.year,
        claim.role,
        claim.quantity.core.text(&source.text),
        claim.name,
        claim.clause.text(&source.text)
    )
}
