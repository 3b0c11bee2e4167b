//! What was decided so far: a corrections file that is written anew with each decision.

use crate::{
    corrections::{Corrections, Decision},
    rules::{Fault, RuleFile},
};

/// How many steps can be undone.
const STEPS: usize = 500;

/// The entries of a corrections file, each as it is written, with what can be undone.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    entries: Vec<String>,
    past: Vec<Vec<String>>,
}

/// Why a decision is not taken.
#[derive(Clone, Debug)]
pub enum Refused {
    /// It is not one entry of a corrections file.
    Malformed(String),
    /// It contradicts one that was taken.
    Contradicts(String),
}

impl Refused {
    /// The reason in words.
    #[must_use]
    pub fn told(&self) -> &str {
        match self {
            Self::Malformed(reason) | Self::Contradicts(reason) => reason,
        }
    }
}

impl Decided {
    /// Reads what was decided before.
    ///
    /// # Errors
    /// The faults of the file.
    pub fn read(file: &RuleFile) -> Result<Self, Vec<Fault>> {
        let corrections = Corrections::load(file)?;
        let entries = corrections.decisions().iter().map(ToString::to_string).collect();
        Ok(Self { entries, past: Vec::new() })
    }

    /// The corrections file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = "version = 1\n".to_owned();
        for entry in &self.entries {
            text.push('\n');
            text.push_str(entry.trim_end());
            text.push('\n');
        }
        text
    }

    /// The decisions.
    ///
    /// # Errors
    /// Those that contradict each other.
    pub fn corrections(&self, path: &str) -> Result<Corrections, Vec<Fault>> {
        Corrections::load(&RuleFile { path: path.to_owned(), text: self.text() })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True where there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Takes decisions; each replaces what was decided before about the same row.
    ///
    /// # Errors
    /// Where it is no entry, or contradicts others.
    pub fn take(&mut self, text: &str) -> Result<(), Refused> {
        let file = RuleFile { path: "decision".to_owned(), text: format!("version = 1\n\n{text}\n") };
        let taken = Corrections::load(&file).map_err(|faults| Refused::Malformed(told(&faults)))?;
        let (mut next, before) = (self.clone(), self.entries.clone());
        for decision in taken.decisions() {
            next.drop_same(decision);
            next.entries.push(decision.to_string());
        }
        next.corrections("decisions").map_err(|faults| Refused::Contradicts(told(&faults)))?;
        next.remember(before);
        *self = next;
        Ok(())
    }

    /// Takes back what was decided about a row.
    pub fn take_back(&mut self, source: &str, row: &str) -> bool {
        let before = self.entries.clone();
        let is_meant = |decision: &Decision| {
            let target = &decision.target;
            target.source.as_deref() == Some(source) && target.row.as_deref() == Some(row)
        };
        self.retain(|decision| !is_meant(decision));
        let any = before.len() != self.entries.len();
        if any {
            self.remember(before);
        }
        any
    }

    /// Takes back what an entry says of the same place.
    ///
    /// # Errors
    /// Where it is no entry.
    pub fn take_back_same(&mut self, text: &str) -> Result<(), Refused> {
        let file = RuleFile { path: "decision".to_owned(), text: format!("version = 1\n\n{text}\n") };
        let meant = Corrections::load(&file).map_err(|faults| Refused::Malformed(told(&faults)))?;
        let before = self.entries.clone();
        for decision in meant.decisions() {
            self.drop_same(decision);
        }
        if before.len() != self.entries.len() {
            self.remember(before);
        }
        Ok(())
    }

    /// Takes back the last step, whatever it was; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        let last = self.past.pop();
        last.map(|entries| self.entries = entries).is_some()
    }

    /// What is not about the same row as a decision that comes.
    fn drop_same(&mut self, coming: &Decision) {
        self.retain(|known| {
            let same_row = known.target.row.is_some() && known.target.row == coming.target.row;
            let same = same_row && known.target.source == coming.target.source;
            !(same || known.target == coming.target && !known.verdict.is_alias())
        });
    }

    fn retain(&mut self, keep: impl Fn(&Decision) -> bool) {
        let Ok(corrections) = self.corrections("decisions") else { return };
        let mut kept = corrections.decisions().iter().map(keep);
        self.entries.retain(|_| kept.next().unwrap_or(true));
    }

    fn remember(&mut self, before: Vec<String>) {
        self.past.push(before);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }
}

fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(row: &str, by: &str) -> String {
        format!(
            "[[accept]]\nsource = \"a.txt\"\nrow = \"{row}\"\nby = \"{by}\"\non = 2026-07-08\nwhy = \"核\"\n"
        )
    }

    #[test]
    fn a_decision_replaces_the_one_before_about_its_row_and_can_be_undone() {
        let mut decided = Decided::default();
        decided.take(&accept("r1", "李")).unwrap();
        decided.take(&accept("r2", "李")).unwrap();
        decided.take(&accept("r1", "王").replace("accept", "reject")).unwrap();
        assert_eq!(decided.len(), 2);
        assert!(decided.text().contains("[[reject]]") && decided.text().contains("王"), "{}", decided.text());
        assert!(decided.undo());
        assert_eq!(decided.text().matches("[[accept]]").count(), 2);
        assert!(decided.take_back("a.txt", "r2") && !decided.take_back("b.txt", "r1"));
        assert_eq!(decided.len(), 1);
        assert!(decided.undo() && decided.undo() && decided.undo());
        assert!(decided.is_empty() && !decided.undo());
    }

    #[test]
    fn what_is_no_decision_changes_nothing() {
        let mut decided = Decided::default();
        decided.take(&accept("r1", "李")).unwrap();
        let before = decided.text();
        for wrong in ["[[accept]]\nrow = \"r2\"\n", "version = 1", "[[drop]]\n", "]]", "\u{0}"] {
            assert!(matches!(decided.take(wrong), Err(Refused::Malformed(_))), "{wrong}");
        }
        assert_eq!(decided.text(), before);
        let read = Decided::read(&RuleFile { path: "c".to_owned(), text: before.clone() }).unwrap();
        assert_eq!(read.text(), before);
    }
}
