mod answers;

use std::path::{Path, PathBuf};

use duibiao::{
    corrections::{Corrections, Outcome, Reviewed},
    documents::trouble,
    error::Error,
    pipeline,
    rules::{Fault, RuleFile, Rulebook},
    text::Severity,
};

use crate::{
    messages::Messages,
    reading::{Reading, Readings},
};

/// What people decided about rows.
#[derive(clap::Args)]
pub(crate) struct CorrectionsArgs {
    /// Apply the decisions of this file before measuring; several files apply one after the other
    #[arg(id = "corrections", long, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take answers to the questions of `duibiao questions`, as far as the report proves them; `-` is standard input
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
}

impl CorrectionsArgs {
    /// These files.
    pub(crate) fn of(files: Vec<PathBuf>) -> Self {
        Self { files, answers: None }
    }

    /// True where there is something to apply.
    pub(crate) fn any(&self) -> bool {
        !self.files.is_empty() || self.answers.is_some()
    }

    /// The files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().chain(&self.answers).map(PathBuf::as_path)
    }

    /// Applies the files to what was read; decisions that were not applied are named.
    pub(crate) fn apply(
        &self,
        readings: &mut Readings,
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<(), Error> {
        if let Some(path) = &self.answers {
            answers::apply(path, &mut readings.read, rules, messages)?;
        }
        for path in &self.files {
            let file = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|error| Error::Read { file: file.clone(), reason: trouble::reading(&error) })?;
            let corrections =
                Corrections::load(&RuleFile { path: file.clone(), text }).map_err(Error::Corrections)?;
            let outcome = apply(&corrections, &mut readings.read, rules).map_err(Error::Corrections)?;
            for stale in &outcome.stale {
                messages.about(Severity::Warning, &file, stale.line(), stale.code, &stale.message);
            }
            let said = format!(
                "{} of {} decisions applied; rows accepted {}, corrected {}",
                outcome.applied,
                corrections.decisions().len(),
                outcome.accepted,
                outcome.corrected
            );
            messages.about(Severity::Note, &file, None, "corrections-applied", &said);
        }
        Ok(())
    }
}

/// Applies decisions to what was read.
pub(crate) fn apply(
    corrections: &Corrections,
    readings: &mut [Reading],
    rules: &Rulebook,
) -> Result<Outcome, Vec<Fault>> {
    let reviewed =
        readings.iter_mut().map(|reading| Reviewed { source: &reading.source, report: &mut reading.report });
    pipeline::correct(corrections, &mut reviewed.collect::<Vec<_>>(), rules)
}
