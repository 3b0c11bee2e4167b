//! The only place that names every stage: a source goes in, a report with its findings comes out.

use crate::{
    interpret::claims,
    model::{Place, Report},
    outline::outline,
    pair::findings,
    rules::{Fault, Rulebook},
    scan,
    tabular::{Region, flattened, merge, tabular},
    text::{Source, Span},
};

/// What a source says: its goals, its figures, and which answers which.
#[must_use]
pub fn understand(source: &Source, rules: &Rulebook) -> Report {
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
    let labelled: Vec<bool> = outline.blocks.iter().map(|block| block.labelled).collect();
    let prose = findings(&claims, &places, &labelled, rules);
    let mut tables = tabular(source, &tables, &outline, rules);
    tables.notes.extend(regions.iter().filter_map(Region::note));
    Report {
        source: source.name.clone(),
        title: outline.title.map_or_else(String::new, |span| span.text(&source.text).to_owned()),
        period: outline.period,
        as_of: outline.as_of,
        findings: merge(prose, tables.findings),
        notes: tables.notes,
    }
}

/// Runs the cases of the rules that need the grammar; those that read otherwise are faults.
#[must_use]
pub fn try_rules(rules: &Rulebook) -> Vec<Fault> {
    scan::failing_cases(rules)
}
