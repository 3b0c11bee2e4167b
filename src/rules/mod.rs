//! Every rule, checked: what the stages read from.

mod load;
mod synonyms;
mod verbs;

pub use load::{Fault, RuleFile};
pub use synonyms::Synonyms;
pub use verbs::{Cue, CueSet, Verbs};

/// Every rule, checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Cue words by class.
    pub verbs: Verbs,
    /// Names that mean the same or exclude each other.
    pub synonyms: Synonyms,
}

impl Rulebook {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// All faults of the rule files.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let verbs =
            RuleFile { path: "rules/verbs.toml".into(), text: include_str!("../../rules/verbs.toml").into() };
        let synonyms = RuleFile {
            path: "rules/synonyms.toml".into(),
            text: include_str!("../../rules/synonyms.toml").into(),
        };
        match (Verbs::load(&verbs, &mut faults), Synonyms::load(&synonyms, &mut faults)) {
            (Some(verbs), Some(synonyms)) if faults.is_empty() => Ok(Self { verbs, synonyms }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rulebook;

    #[test]
    fn the_built_in_rules_have_no_fault() {
        let faults: Vec<_> = Rulebook::builtin()
            .err()
            .unwrap_or_default()
            .iter()
            .map(|fault| format!("{} {}: {}", fault.file.path, fault.code, fault.message))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
