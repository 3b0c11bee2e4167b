//! Rows of a district in the report of its whole: 永安市完成水利投资31.5亿元,治理中小河流96公里.

use std::collections::HashSet;

use super::named::Named;
use crate::model::Body;

/// Ends of sentences.
const STOPS: [char; 3] = ['。', '；', '\n'];

/// Gives the body of a district to the rows of a sentence that opens with its name.
///
/// A name is one where the rest of the indicator is an indicator of the report by itself: 永安市 + 水利投资.
pub(super) fn mark(rows: &mut [Named], text: &str) {
    let known: HashSet<String> = rows.iter().map(|row| row.row.indicator.clone()).collect();
    let mut found: Vec<(usize, Body)> = Vec::new();
    for row in rows.iter() {
        let Some(body) = Body::of_name(&row.row.indicator) else { continue };
        let rest = &row.row.indicator[body.name.len()..];
        let start = row.row.numbers().map(|core| core.start).min();
        found.extend(start.filter(|_| known.contains(rest)).map(|start| (sentence(text, start), body)));
    }
    for row in rows.iter_mut() {
        let Some(start) = row.row.numbers().map(|core| core.start).min() else { continue };
        let own = sentence(text, start);
        if let Some((_, body)) = found.iter().find(|(known, _)| *known == own) {
            row.body = Some(body.clone());
        }
    }
}

/// Where the sentence of a place begins.
fn sentence(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(STOPS)).map_or(0, |stop| stop + 1)
}
