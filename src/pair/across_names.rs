//! Names of two documents, where nothing of the place helps: which can be one, and which to look at at all.

use std::collections::{BTreeSet, HashMap};

use crate::{
    rules::{Cue, CueSet, Rulebook},
    text::is_han,
};

/// Verbs that a name may have or not: 家政服务人员, 家政服务人员培训.
const WORK: &[Cue] = &[Cue::Work, Cue::Action, Cue::Build, Cue::Promote];
/// Shortest name that is one in another order or without its verb, in characters.
const SURE: usize = 4;

/// A name in the forms in which it is compared.
pub(super) struct Names {
    key: String,
    /// Without its verbs.
    bare: String,
    /// Its characters in their order: 治理中小河流 is 中小河流治理.
    letters: String,
}

impl Names {
    pub(super) fn of(key: &str, rules: &Rulebook) -> Self {
        let verb =
            |word: &str, set: CueSet| set.any(WORK) && !set.has(Cue::Noun) && word.chars().nth(1).is_some();
        let key = rules.findings.counted(&rules.synonyms.fold(key));
        let mut letters: Vec<char> = key.chars().filter(|c| is_han(*c) || c.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters.dedup();
        let bare = rules.verbs.without_cues(&key, verb).into_owned();
        Self { bare, letters: letters.into_iter().collect(), key }
    }

    /// True for equal names, where one ends with the other and is not much longer, and where only the order of words
    /// or a verb differs.
    pub(super) fn agree(&self, other: &Self) -> bool {
        one_head(&self.key, &other.key) || self.reordered(other) || self.verbless(other)
    }

    /// True for one name.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// True for the other name, and for it with the stage behind it: 新建养老服务综合体开工.
    pub(super) fn goes_on(&self, other: &Self, stage: &str) -> bool {
        self.key.strip_prefix(&other.key).is_some_and(|rest| rest.is_empty() || rest == stage)
    }

    fn reordered(&self, other: &Self) -> bool {
        self.letters == other.letters && self.letters.chars().count() >= SURE
    }

    /// One of the two says what is done with it, the other does not.
    fn verbless(&self, other: &Self) -> bool {
        let sure = self.bare.chars().count() >= SURE;
        sure && self.bare == other.bare && (self.bare == self.key || other.bare == other.key)
    }

    /// Names that share one of these may agree.
    fn heads(&self) -> [String; 3] {
        [head(&self.key), format!("~{}", self.letters), format!("-{}", self.bare)]
    }
}

/// The rows of a report by what their names may agree in.
pub(super) struct Heads(HashMap<String, Vec<usize>>);

impl Heads {
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n Names>) -> Self {
        let mut heads: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.enumerate() {
            for head in name.heads() {
                heads.entry(head).or_default().push(at);
            }
        }
        Self(heads)
    }

    /// The rows whose names may be this one, in their order.
    pub(super) fn like(&self, name: &Names) -> BTreeSet<usize> {
        name.heads().iter().filter_map(|head| self.0.get(head)).flatten().copied().collect()
    }
}

fn head(key: &str) -> String {
    let count = key.chars().count();
    key.chars().skip(count.saturating_sub(2)).collect()
}

/// True for equal keys, and where one ends with the other and is not much longer.
fn one_head(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.ends_with(short) && 2 * short.len() >= long.len()
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::{interpret, rules::Rulebook};

    #[test]
    fn order_and_a_verb_make_no_other_thing_and_another_verb_does() {
        let rules = Rulebook::builtin().unwrap();
        let names = |name| Names::of(&interpret::key(name, &rules), &rules);
        let agree = |one, other| names(one).agree(&names(other));
        assert!(agree("治理中小河流", "中小河流治理"));
        assert!(agree("家政服务人员", "家政服务人员培训"));
        assert!(agree("供水管网", "城区供水管网"));
        assert!(!agree("护理员培训", "护理员登记"));
        assert!(!agree("网管", "管网"));
        assert!(!agree("公办学位", "公办学校"));
    }
}
