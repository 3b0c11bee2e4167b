//! Every rule, checked: what the stages read from.

mod findings;
mod layouts;
mod load;
mod numerals;
mod synonyms;
mod units;
mod verbs;

pub use findings::{FindingRule, Findings};
pub use layouts::{ColumnRole, HeaderWord, Layouts};
pub use load::{Fault, RuleFile};
pub use numerals::Numerals;
pub use synonyms::Synonyms;
pub use units::{UnitCase, Units};
pub use verbs::{Cue, CueSet, Verbs};

/// Every rule, checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Units by their spellings.
    pub units: Units,
    /// Phrases that are no numbers, and words at numbers.
    pub numerals: Numerals,
    /// Cue words by class.
    pub verbs: Verbs,
    /// Names that mean the same or exclude each other.
    pub synonyms: Synonyms,
    /// What deserves a look, and how much.
    pub findings: Findings,
    /// What the columns of tables are.
    pub layouts: Layouts,
}

impl Rulebook {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// All faults of the rule files.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let file = |name: &str, text: &str| RuleFile { path: format!("rules/{name}"), text: text.to_owned() };
        let units = Units::load(&file("units.toml", include_str!("../../rules/units.toml")), &mut faults);
        let numerals = file("numerals.toml", include_str!("../../rules/numerals.toml"));
        let numerals = Numerals::load(&numerals, &mut faults);
        let verbs = Verbs::load(&file("verbs.toml", include_str!("../../rules/verbs.toml")), &mut faults);
        let synonyms = file("synonyms.toml", include_str!("../../rules/synonyms.toml"));
        let synonyms = Synonyms::load(&synonyms, &mut faults);
        let findings = file("findings.toml", include_str!("../../rules/findings.toml"));
        let findings = Findings::load(&findings, &mut faults);
        let layouts = file("layouts.toml", include_str!("../../rules/layouts.toml"));
        let layouts = Layouts::load(&layouts, &mut faults);
        match (units, numerals, verbs, synonyms, findings, layouts) {
            (Some(units), Some(numerals), Some(verbs), Some(synonyms), Some(findings), Some(layouts))
                if faults.is_empty() =>
            {
                Ok(Self { units, numerals, verbs, synonyms, findings, layouts })
            }
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
