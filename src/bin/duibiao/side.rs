use std::path::{Path, PathBuf};

use duibiao::{choices::exported, error::Error, measure::Table, rules::Rulebook};

use crate::{
    args::RulesFrom,
    corrections::CorrectionsArgs,
    extract,
    files::Files,
    inputs::Input,
    messages::Messages,
    reading::{ReadingArgs, Readings},
};

/// How reports are read that are compared or kept.
#[derive(clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    corrections: CorrectionsArgs,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ReportArgs {
    /// The rules, checked.
    pub(crate) fn rules(&self) -> Result<Rulebook, Error> {
        self.rules.load()
    }

    /// What is read besides the reports.
    pub(crate) fn files(&self) -> Files {
        Files::default().reads("the corrections file", self.corrections.paths())
    }

    /// The documents that these arguments name.
    pub(crate) fn inputs(&self, arguments: &[PathBuf]) -> Vec<Input> {
        self.reading.expand(arguments, None)
    }

    /// The rows of a table that was exported before, or of a report, those of bare figures included.
    pub(crate) fn table(&self, path: &Path, rules: &Rulebook, messages: &Messages) -> Result<Table, Error> {
        if let Some(table) = exported(path)? {
            return Ok(table);
        }
        let readings = self.read(&self.inputs(&[path.to_owned()]), rules, messages)?;
        readings.finish()?;
        extract::table(&readings, rules, true)
    }

    /// What reports say, corrected; figures that no goal speaks of belong to it, because what has no goal in one
    /// month may have one in another.
    pub(crate) fn read(
        &self,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        let mut readings = self.reading.read_whole(inputs, rules, messages)?;
        self.corrections.apply(&mut readings, rules, messages)?;
        Ok(readings)
    }
}
