use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Finding;
use crate::text::Source;

/// The `row_id` of each finding of a source, in their order: a hash of file name, kind, indicator and the
/// clauses of goal and figure, so that the same words have the same id on any machine and in any run.
///
/// A row has the same id whether or not rows of other kinds are given with it.
#[must_use]
pub fn row_ids<'f>(source: &Source, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    let mut seen: HashMap<[&str; 4], u32> = HashMap::new();
    findings
        .into_iter()
        .map(|finding| {
            let content = content(source, finding);
            let nth = seen.entry(content).and_modify(|nth| *nth += 1).or_insert(0);
            hash(source.file_name(), &content, *nth)
        })
        .collect()
}

/// Kind, indicator, and the clauses of goal and figure.
fn content<'f>(source: &'f Source, finding: &'f Finding) -> [&'f str; 4] {
    let goal = finding.goal.as_ref().map_or("", |goal| goal.clause.text(&source.text));
    let figure = finding.figure.as_ref().map_or("", |figure| figure.clause.text(&source.text));
    [finding.kind.code(), &finding.indicator, goal, figure]
}

/// The first eight bytes of the hash of what a row says, as hexadecimal digits; `nth` tells equal rows apart.
fn hash(file: &str, content: &[&str; 4], nth: u32) -> String {
    let mut hash = Sha256::new().chain_update(file);
    content.iter().for_each(|part| {
        hash.update("\u{1f}");
        hash.update(part);
    });
    hash.update(format!("\u{1f}{nth}"));
    let digits = hash.finalize().into_iter().take(8).flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::row_ids;
    use crate::{
        model::{Finding, Kind, Place},
        text::Source,
    };

    #[test]
    fn a_row_keeps_its_id_in_another_folder_and_equal_rows_have_two() {
        let finding = Finding::new(Kind::Open, Place::default(), "抚育");
        let findings = [finding.clone(), finding];
        let ids = ["a.txt", "reports/a.txt", "b.txt"]
            .map(|name| row_ids(&Source::new(name, "抚育5.7万亩"), &findings));
        assert_eq!(ids[0], ids[1]);
        assert_ne!(ids[0], ids[2]);
        assert_ne!(ids[0][0], ids[0][1]);
    }
}
