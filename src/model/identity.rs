use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Finding;
use crate::text::Source;

/// The `row_id` of each finding of a source, in their order: a hash of file name, kind, indicator and the
/// clauses of goal and figure, so that the same words have the same id on any machine and in any run.
#[must_use]
pub fn row_ids(source: &Source, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let content = content(source, finding);
            let nth = seen.entry(content.clone()).and_modify(|nth| *nth += 1).or_insert(0);
            hash(&format!("{content}\u{1f}{nth}"))
        })
        .collect()
}

fn content(source: &Source, finding: &Finding) -> String {
    let goal = finding.goal.as_ref().map_or("", |goal| goal.clause.text(&source.text));
    let figure = finding.figure.as_ref().map_or("", |figure| figure.clause.text(&source.text));
    [source.file_name(), finding.kind.code(), &finding.indicator, goal, figure].join("\u{1f}")
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
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
