//! What was raised before, and since when: a small JSON file that people keep beside their reports.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Raised, State};

/// Why a file of known alerts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KnownError {
    /// It does not follow the format.
    #[error("it is no list of known findings: {0}")]
    Format(#[from] serde_json::Error),
    /// A later version of the program wrote it.
    #[error("its version is {0}, this program reads 1")]
    Version(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Line>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    fingerprint: String,
    code: String,
    first_seen: String,
    message: String,
}

/// The alerts that were raised before, by fingerprint.
#[derive(Default)]
pub struct Known {
    lines: BTreeMap<String, Line>,
}

impl Known {
    /// Reads the file's text.
    ///
    /// # Errors
    /// A text that is no such file.
    pub fn read(text: &str) -> Result<Self, KnownError> {
        let file: File = serde_json::from_str(text)?;
        if file.version != 1 {
            return Err(KnownError::Version(file.version));
        }
        Ok(Self { lines: file.findings.into_iter().map(|line| (line.fingerprint.clone(), line)).collect() })
    }

    /// Marks what was known, with the period in which it was raised first.
    pub fn mark(&self, raised: &mut [Raised]) {
        for alert in raised {
            if let Some(line) = self.lines.get(&alert.fingerprint) {
                alert.state = State::Unchanged;
                alert.first_seen.clone_from(&line.first_seen);
            }
        }
    }

    /// Marks what was known in an earlier period than that of its row.
    pub fn mark_since(first_seen: &HashMap<String, String>, period: &str, raised: &mut [Raised]) {
        for alert in raised {
            if let Some(first) = first_seen.get(&alert.fingerprint) {
                alert.first_seen.clone_from(first);
                alert.state = if first == period { State::New } else { State::Unchanged };
            }
        }
    }

    /// The text of a file that holds these alerts.
    #[must_use]
    pub fn written(raised: &[Raised]) -> String {
        let line = |alert: &Raised| Line {
            fingerprint: alert.fingerprint.clone(),
            code: alert.alert.code().to_owned(),
            first_seen: alert.first_seen.clone(),
            message: alert.message.clone(),
        };
        let mut findings: Vec<Line> = raised.iter().map(line).collect();
        findings.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        serde_json::to_string_pretty(&File { version: 1, findings }).unwrap_or_default() + "\n"
    }
}
