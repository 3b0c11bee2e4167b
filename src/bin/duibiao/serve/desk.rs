//! What was read and what was decided, in step with the folder.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use duibiao::{
    conflict,
    documents::trouble,
    error::Error,
    export::Lang,
    measure::{self, Measures, Table},
    rules::{Fault, RuleFile, Rulebook},
    serve::Decided,
};

use super::{document::Document, folder::Folder};
use crate::{
    messages::Language,
    reading::{Reading, ReadingArgs},
};

/// The workbench behind its page.
pub(super) struct Desk<'r> {
    pub(super) folder: Folder,
    pub(super) rules: &'r Rulebook,
    pub(super) reading: &'r ReadingArgs,
    pub(super) lang: Language,
    inner: Mutex<Inner>,
}

/// What changes.
#[derive(Default)]
pub(super) struct Inner {
    pub(super) documents: Vec<Document>,
    pub(super) decided: Decided,
    /// One more with each change, so that every tab knows that it must look again.
    pub(super) version: u64,
    pub(super) next: u32,
    measured: Option<(u64, Arc<Measured>)>,
}

/// All documents, corrected and measured.
pub(super) struct Measured {
    pub(super) readings: Vec<Reading>,
    pub(super) table: Table,
}

/// What was asked for cannot be done; the text says why.
pub(super) type Told<T> = Result<T, String>;

impl<'r> Desk<'r> {
    /// The language of what is written for people.
    pub(super) fn people(&self) -> Lang {
        if self.lang == Language::En { Lang::En } else { Lang::Zh }
    }

    /// A desk with what was decided in the folder, and no documents yet.
    pub(super) fn open(
        folder: Folder,
        rules: &'r Rulebook,
        reading: &'r ReadingArgs,
        lang: Language,
    ) -> Result<Self, Error> {
        let path = folder.corrections();
        let decided = if path.exists() { read_decided(&path)? } else { Decided::default() };
        let inner = Mutex::new(Inner { decided, version: 1, ..Inner::default() });
        Ok(Self { folder, rules, reading, lang, inner })
    }

    pub(super) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All documents as they stand corrected, measured once for each change.
    pub(super) fn measured(&self) -> Told<Arc<Measured>> {
        let (version, readings, decided) = {
            let inner = self.inner();
            if let Some((_, known)) = inner.measured.as_ref().filter(|(version, _)| *version == inner.version)
            {
                return Ok(known.clone());
            }
            let readings = inner.documents.iter().map(|document| document.reading.clone());
            (inner.version, readings.collect::<Vec<_>>(), inner.decided.clone())
        };
        let mut readings: Vec<Reading> = readings
            .iter()
            .map(|known| Reading { source: known.source.clone(), report: known.report.clone() })
            .collect();
        correct(&decided, &mut readings, self.rules)?;
        let reports: Vec<_> = readings.iter().map(|one| (&one.source, &one.report)).collect();
        let mut table = measure::table_by(&reports, self.rules, &Measures::usual(self.rules))
            .map_err(|error| error.to_string())?;
        table.drop_figures();
        conflict::mark(&mut table, self.rules);
        let measured = Arc::new(Measured { readings, table });
        let mut inner = self.inner();
        if inner.version == version {
            inner.measured = Some((version, measured.clone()));
        }
        Ok(measured)
    }

    /// Changes what was decided, keeps it in the folder, and only then holds it.
    pub(super) fn decide(&self, change: impl FnOnce(&mut Decided) -> Told<()>) -> Told<()> {
        let mut inner = self.inner();
        let mut next = inner.decided.clone();
        change(&mut next)?;
        let sources = inner.documents.iter().map(|document| document.reading.clone());
        let mut readings: Vec<Reading> = sources
            .map(|known| Reading { source: known.source.clone(), report: known.report.clone() })
            .collect();
        correct(&next, &mut readings, self.rules)?;
        Folder::keep(&self.folder.corrections(), next.text().as_bytes())
            .map_err(|error| error.to_string())?;
        inner.decided = next;
        inner.version += 1;
        Ok(())
    }
}

/// Applies what was decided; decisions that cannot hold together are told.
fn correct(decided: &Decided, readings: &mut [Reading], rules: &Rulebook) -> Told<()> {
    if decided.is_empty() {
        return Ok(());
    }
    let corrections = decided.corrections("更正.toml").map_err(|faults| told(&faults))?;
    crate::corrections::apply(&corrections, readings, rules).map(drop).map_err(|faults| told(&faults))
}

/// What is wrong with a file, a line for each fault.
pub(super) fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("\n")
}

fn read_decided(path: &Path) -> Result<Decided, Error> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| Error::Read { file: file.clone(), reason: trouble::reading(&error) })?;
    Decided::read(&RuleFile { path: file, text }).map_err(Error::Corrections)
}
