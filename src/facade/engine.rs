use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
};

use super::{Document, Error, Note, Report, Reports, Understood, settings::Settings};
use crate::{
    choices,
    corrections::{Corrections, Reviewed},
    documents::trouble,
    error, pipeline,
    rules::{RuleFile, Rulebook},
    scan::{Described, described},
    text::Source,
};

/// What reads documents: the rules, and how they are to be applied.
///
/// To make one takes a few milliseconds; it can be shared between threads and is cheap to clone.
///
/// ```
/// use duibiao::{Document, Engine};
/// let report = Engine::new()?.read(&Document::text("june.txt", "今年计划疏浚塘坝48口，截至6月底已疏浚31口。"))?;
/// for row in report.rows() {
///     let (goal, figure) = (row.goal().unwrap(), row.figure().unwrap());
///     assert_eq!((row.indicator(), goal.value, figure.value), ("疏浚塘坝", 48.into(), 31.into()));
///     assert_eq!(row.completion_ratio().unwrap().to_string(), "0.645833333333");
/// }
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) settings: Settings,
    plan: Option<Arc<Source>>,
    corrections: Vec<Arc<Corrections>>,
    encoding: Option<String>,
}

impl Engine {
    /// One with the built-in rules.
    ///
    /// # Errors
    /// None but a mistake of the library: faults of the built-in rules.
    pub fn new() -> Result<Self, Error> {
        Self::with_files(Vec::new())
    }

    /// One with the rule files of a folder laid over the built-in ones of the same names.
    ///
    /// # Errors
    /// A folder without rule files, or their faults, each with its place.
    pub fn with_rules(folder: impl AsRef<Path>) -> Result<Self, Error> {
        Self::with_files(choices::rule_files(folder.as_ref())?)
    }

    /// One with rule files that are given as names and texts.
    ///
    /// ```
    /// use duibiao::{Document, Engine};
    /// let own = "[[same]]\nwords = [\"口袋公园\", \"街头游园\"]";
    /// let engine = Engine::with_rule_texts([("synonyms.toml", own)])?;
    /// let text = "今年计划新建口袋公园60个、停车场9个。截至6月底，已建成街头游园41个、停车场5个。";
    /// let report = engine.read(&Document::text("parks.txt", text))?;
    /// assert_eq!(report.rows()[0].figure().unwrap().value, 41.into());
    /// # Ok::<(), duibiao::Error>(())
    /// ```
    ///
    /// # Errors
    /// The faults of the files, each with its place.
    pub fn with_rule_texts<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, Error> {
        let file = |(path, text): (&str, &str)| RuleFile { path: path.to_owned(), text: text.to_owned() };
        Self::with_files(files.into_iter().map(file).collect())
    }

    fn with_files(files: Vec<RuleFile>) -> Result<Self, Error> {
        Ok(Self::of(Rulebook::with(files).map_err(error::Error::Rules)?.into()))
    }

    /// One with rules that were loaded before.
    #[doc(hidden)]
    #[must_use]
    pub fn of(rules: Arc<Rulebook>) -> Self {
        Self { settings: Settings::usual(rules), plan: None, corrections: Vec::new(), encoding: None }
    }

    /// Gives rows of figures that no goal speaks of, too.
    #[must_use]
    pub fn all(self, all: bool) -> Self {
        Self { settings: Settings { all, ..self.settings }, ..self }
    }

    /// Measures reports against the goals of this document, too: January's plan, July's figures.
    ///
    /// # Errors
    /// A plan that cannot be read, or in which no goal was read.
    pub fn goals(self, plan: &Document) -> Result<Self, Error> {
        let source = plan.source(self.encoding.as_deref())?;
        if pipeline::planned(&source, &self.settings.rules) == 0 {
            let reason = "no goal was read in it: name a plan (工作要点, 目标任务, 民生实事)";
            return Err(Error::document(plan.name(), reason));
        }
        Ok(Self { plan: Some(source.into()), ..self })
    }

    /// Applies the decisions of a corrections file before measuring; several files apply one after the other.
    ///
    /// # Errors
    /// A file that cannot be read, its faults, or decisions that contradict each other.
    pub fn corrections(self, file: impl AsRef<Path>) -> Result<Self, Error> {
        let name = file.as_ref().display().to_string();
        let text =
            fs::read_to_string(&file).map_err(|error| Error::document(&name, &trouble::reading(&error)))?;
        self.corrections_text(&name, &text)
    }

    /// The same for the text of such a file, which errors call `name`.
    ///
    /// # Errors
    /// Its faults, or decisions that contradict each other.
    pub fn corrections_text(mut self, name: &str, text: &str) -> Result<Self, Error> {
        let file = RuleFile { path: name.to_owned(), text: text.to_owned() };
        self.corrections.push(Corrections::load(&file).map_err(error::Error::Corrections)?.into());
        Ok(self)
    }

    /// The encoding of text files (`gb18030`), where it is not found by itself; that of a plan, too, if said before it.
    #[must_use]
    pub fn encoding(self, encoding: impl Into<String>) -> Self {
        Self { encoding: Some(encoding.into()), ..self }
    }

    /// Reads one document. Decisions of the corrections that fit nothing in it are among its notes.
    ///
    /// # Errors
    /// A document that cannot be read, or decisions that contradict each other.
    pub fn read(&self, document: &Document) -> Result<Report, Error> {
        let mut reports = self.finish(vec![Ok(self.understand(document)?)])?;
        let mut report = reports.reports.pop().ok_or_else(|| Error::broke(document.name()))?;
        report.notes.append(&mut reports.stale);
        Ok(report)
    }

    /// Reads several documents, one after the other; those that cannot be read are kept beside the others.
    ///
    /// Files of duibiao's own that were found in a folder are passed by.
    ///
    /// # Errors
    /// Decisions that contradict each other.
    pub fn read_all(&self, documents: impl IntoIterator<Item = Document>) -> Result<Reports, Error> {
        let understood = documents.into_iter().map(|document| self.understand(&document));
        self.finish(understood.collect())
    }

    /// Every quantity of a text, left to right, with no opinion on what it means.
    #[must_use]
    pub fn scan(&self, text: &str) -> Vec<Described<'static>> {
        let source = Source::new("", text);
        let quantities = pipeline::numbers(&source, &self.settings.rules);
        quantities
            .iter()
            .map(|quantity| described(&source, quantity, &self.settings.rules).into_owned())
            .collect()
    }

    /// The text of a document as it is read, which the places of its rows count in.
    ///
    /// # Errors
    /// A document that cannot be read.
    pub fn text(&self, document: &Document) -> Result<String, Error> {
        contained(document, || Ok(document.source(self.encoding.as_deref())?.text))
    }

    /// The first half of reading, for callers that read on several threads: what one document says by itself.
    ///
    /// # Errors
    /// A document that cannot be read; `Ok(None)` is one of our own that was found in a folder.
    #[doc(hidden)]
    pub fn understand(&self, document: &Document) -> Result<Option<Understood>, Error> {
        match contained(document, || self.understood(document)) {
            Err(error) if document.is_passed_by(&error) => Ok(None),
            outcome => outcome.map(Some),
        }
    }

    fn understood(&self, document: &Document) -> Result<Understood, Error> {
        let source = document.source(self.encoding.as_deref())?;
        let Some(plan) = &self.plan else {
            let report = pipeline::understand_whole(&source, &self.settings.rules);
            return Ok(Understood { source, report, alone: None });
        };
        let (both, report) = pipeline::against(plan, &source, &self.settings.rules);
        Ok(Understood { source: both, report, alone: Some(source) })
    }

    /// The second half: corrections, which may speak of several documents, and measuring.
    ///
    /// # Errors
    /// Decisions that contradict each other.
    #[doc(hidden)]
    pub fn finish(&self, understood: Vec<Result<Option<Understood>, Error>>) -> Result<Reports, Error> {
        let (mut read, mut unread) = (Vec::new(), Vec::new());
        for outcome in understood {
            match outcome {
                Ok(one) => read.extend(one),
                Err(error) => unread.push(error),
            }
        }
        let stale = self.correct(&mut read)?;
        let settings = Arc::new(self.settings.clone());
        let reports: Vec<Report> = read.into_iter().map(|one| Report::new(one, &settings)).collect();
        #[cfg(feature = "table")]
        let reports = settings.measured(reports)?;
        Ok(Reports { reports, unread, stale })
    }

    fn correct(&self, read: &mut [Understood]) -> Result<Vec<Note>, Error> {
        let mut stale = Vec::new();
        for corrections in &self.corrections {
            let reviewed =
                read.iter_mut().map(|one| Reviewed { source: &one.source, report: &mut one.report });
            let outcome =
                pipeline::correct(corrections, &mut reviewed.collect::<Vec<_>>(), &self.settings.rules);
            stale.extend(outcome.map_err(error::Error::Corrections)?.stale.iter().map(Note::stale));
        }
        Ok(stale)
    }
}

/// Keeps a failure of the library on one document from ending the work on others.
fn contained<T>(document: &Document, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::broke(document.name())))
}
