//! The only place that names every stage: a source goes in, a report with its findings comes out.

use std::collections::HashSet;

use crate::{
    interpret::{Claim, Role, claims},
    model::{Finding, Kind, Place, Quantity, Report},
    outline::{Outline, outline},
    pair::{Side, across, findings},
    rules::{Fault, Rulebook},
    scan::{self, quantities},
    tabular::{Region, flattened, merge, tabular},
    text::{Source, Span},
};

/// How a source was understood: its cut, what each number was taken for, and the rows.
pub struct Trace {
    /// The source cut into blocks and their pieces.
    pub outline: Outline,
    /// The numbers of running text with their meaning, in the order of the text.
    pub claims: Vec<Claim>,
    /// The rows, and the numbers that no row is made of.
    pub report: Report,
}

/// A number as the grammar reads it, and what was made of it.
pub struct Number<'t> {
    /// The number.
    pub quantity: Quantity,
    /// Index of its block in the outline.
    pub block: usize,
    /// What it was taken for; `None` in a part that says neither goals nor results.
    pub claim: Option<&'t Claim>,
}

/// What a source says: its goals, its figures, and which answers which.
#[must_use]
pub fn understand(source: &Source, rules: &Rulebook) -> Report {
    read(source, rules).report
}

/// What a source says, and every other number of it besides, as corrections and reviewers need it.
#[must_use]
pub fn understand_whole(source: &Source, rules: &Rulebook) -> Report {
    trace(source, rules).report
}

/// What a source says, and how it was read.
#[must_use]
pub fn trace(source: &Source, rules: &Rulebook) -> Trace {
    let mut trace = read(source, rules);
    let (figures, asides) = free(&trace);
    trace.report.findings = in_order(std::mem::take(&mut trace.report.findings), figures);
    trace.report.asides = asides;
    trace
}

/// A report measured against the goals of a plan, its own goals besides. The source is both texts in one,
/// the plan behind the report; goals that nothing answers are the last rows.
#[must_use]
pub fn against(plan: &Source, source: &Source, rules: &Rulebook) -> (Source, Report) {
    let (both, start) = source.followed_by(plan);
    let (planned, mut reported) = (trace(plan, rules), trace(source, rules));
    let mut rows = std::mem::take(&mut reported.report.findings);
    // A year-on-year change is no figure by itself; it is one where the plan sets out to grow.
    let grown = cores(&reported, |claim| claim.growth);
    let asides = std::mem::take(&mut reported.report.asides);
    rows.extend(asides.into_iter().filter(|row| row.numbers().any(|core| grown.contains(&core))));
    let goals = planned.report.findings.iter().filter(|row| row.goal.is_some());
    let goals = goals.map(|row| row.clone().shifted(start)).collect();
    let joined = across(side(&planned, &both, goals, start), side(&reported, &both, rows, 0), rules);
    let mut report = reported.report;
    report.findings = joined.rows;
    report.notes.extend(joined.notes);
    (both, report)
}

fn side<'t>(trace: &'t Trace, both: &'t Source, rows: Vec<Finding>, start: usize) -> Side<'t> {
    let shifted = |cores: HashSet<Span>| cores.into_iter().map(|core| core.shifted(start)).collect();
    Side {
        title: &trace.report.title,
        year: trace.report.period.and_then(|period| period.year),
        text: &both.text,
        rows,
        growth: shifted(cores(trace, |claim| claim.growth)),
        barred: shifted(cores(trace, |claim| claim.process || claim.early || claim.part)),
    }
}

/// Where the numbers of claims of one sort stand.
fn cores(trace: &Trace, sort: impl Fn(&Claim) -> bool) -> HashSet<Span> {
    trace.claims.iter().filter(|claim| sort(claim)).map(|claim| claim.quantity.core).collect()
}

/// Runs the cases of the rules that need the grammar; those that read otherwise are faults.
#[must_use]
pub fn try_rules(rules: &Rulebook) -> Vec<Fault> {
    scan::failing_cases(rules)
}

impl Trace {
    /// Every number of the running text, in its order.
    #[must_use]
    pub fn numbers(&self, source: &Source, rules: &Rulebook) -> Vec<Number<'_>> {
        let mut numbers = Vec::new();
        for piece in &self.outline.pieces {
            for quantity in quantities(piece.span.text(&source.text), rules) {
                let quantity = quantity.shifted(piece.span.start);
                let claim =
                    self.claims.binary_search_by_key(&quantity.core, |claim| claim.quantity.core).ok();
                numbers.push(Number {
                    quantity,
                    block: piece.block,
                    claim: claim.map(|index| &self.claims[index]),
                });
            }
        }
        numbers
    }
}

fn read(source: &Source, rules: &Rulebook) -> Trace {
    let regions = flattened(source, rules);
    let mut tables = source.tables.clone();
    tables.extend(regions.iter().filter_map(|region| region.table.clone()));
    tables.sort_by_key(|table| table.span);
    let covered =
        source.tables.iter().map(|table| table.span).chain(regions.iter().map(|region| region.span));
    let covered: Vec<Span> = covered.collect();
    let outline = outline(source, &covered, rules);
    let claims = claims(source, &outline, rules);
    let places: Vec<Place> = outline.blocks.iter().map(|block| block.place.clone()).collect();
    let closed = outline.closed();
    let prose = findings(&claims, &places, &closed, rules);
    let mut tables = tabular(source, &tables, &outline, rules);
    tables.notes.extend(regions.iter().filter_map(Region::note));
    let report = Report {
        source: source.name.clone(),
        title: outline.title.map_or_else(String::new, |span| span.text(&source.text).to_owned()),
        period: outline.period,
        as_of: outline.as_of,
        findings: merge(prose, tables.findings),
        asides: Vec::new(),
        notes: tables.notes,
    };
    Trace { outline, claims, report }
}

/// The numbers of running text that no row is made of, as rows of kind figure: the figures, and the others.
fn free(trace: &Trace) -> (Vec<Finding>, Vec<Finding>) {
    let used: HashSet<Span> = trace.report.findings.iter().flat_map(Finding::numbers).collect();
    let spare = trace.claims.iter().filter(|claim| !used.contains(&claim.quantity.core));
    let (figures, asides): (Vec<&Claim>, Vec<&Claim>) =
        spare.partition(|claim| reported(claim) && !claim.name.is_empty());
    let rows = |claims: Vec<&Claim>| claims.into_iter().map(|claim| figure_row(trace, claim)).collect();
    (rows(figures), rows(asides))
}

/// True for a count that the report gives as it is, a basis that nothing answers included.
fn reported(claim: &Claim) -> bool {
    claim.role == Role::Figure || claim.role == Role::Base && !claim.at.goal_part
}

fn figure_row(trace: &Trace, claim: &Claim) -> Finding {
    let place = trace.outline.blocks.get(claim.at.block).map(|block| block.place.clone());
    Finding {
        scope: claim.at.scope.clone(),
        figure: Some(claim.figure()),
        stage: claim.stage.clone(),
        ..Finding::new(Kind::Figure, place.unwrap_or_default(), claim.name.clone())
    }
}

/// Rows with more rows between them, each before the first one that stands after it in the text.
fn in_order(rows: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    let start = |row: &Finding| row.numbers().map(|core| core.start).min().unwrap_or(0);
    let mut merged = Vec::with_capacity(rows.len() + more.len());
    let mut more = more.into_iter().peekable();
    for row in rows {
        while let Some(earlier) = more.next_if(|other| start(other) < start(&row)) {
            merged.push(earlier);
        }
        merged.push(row);
    }
    merged.extend(more);
    merged
}
