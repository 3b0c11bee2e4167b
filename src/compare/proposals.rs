//! Rows that are perhaps the same, with what speaks for it.

use std::collections::BTreeMap;

/// Another row that is perhaps this one, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The other row's indicator.
    pub other: String,
    /// What speaks for it: `unit`, `near_name:66`, `within`, `goal`, `place`, `split:26+36=62公里`, `merge:6+14=20个`.
    pub evidence: Vec<String>,
}

impl Rename {
    /// What speaks for it, in the words of people.
    #[must_use]
    pub fn reasons(&self) -> String {
        let word = |evidence: &String| match evidence.as_str() {
            "unit" => "单位相同".to_owned(),
            "goal" => "目标相同".to_owned(),
            "place" => "位置相同".to_owned(),
            "within" => "名称包含".to_owned(),
            other => match other.split_once(':') {
                Some(("split", sum)) => format!("拆分: {sum}"),
                Some(("merge", sum)) => format!("合并: {sum}"),
                _ => format!("名称相近{}%", other.trim_start_matches("near_name:")),
            },
        };
        self.evidence.iter().map(word).collect::<Vec<_>>().join(", ")
    }
}

/// The proposals, by the place of the row on either side.
#[derive(Default)]
pub(crate) struct Renames {
    pub(crate) of_old: BTreeMap<usize, Rename>,
    pub(crate) of_new: BTreeMap<usize, Rename>,
}
