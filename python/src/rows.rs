//! Documents in, rows out.

use std::{
    panic::resume_unwind,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use duibiao::{Document, Engine, Reports, Severity};
use pyo3::prelude::*;
use rayon::prelude::*;

use crate::{
    document::Given,
    failure::{broken, raised},
    rules::Rules,
    sheet::Sheet,
    side::Side,
};

/// How documents are read and measured.
#[derive(FromPyObject)]
pub(crate) struct Choices {
    all: bool,
    goals: Option<Given>,
    corrections: Vec<Given>,
    growth_ratio: bool,
    at_most: Option<String>,
    pace: String,
    profile: String,
    period: Option<String>,
    body: Option<String>,
    encoding: Option<String>,
    jobs: usize,
}

impl Choices {
    fn engine(&self, rules: &Rules) -> Result<Engine, duibiao::Error> {
        let mut engine = rules.engine(self.encoding.clone()).all(self.all).growth_ratio(self.growth_ratio);
        engine = engine.pace(&self.pace)?.profile(&self.profile)?;
        if let Some(formula) = &self.at_most {
            engine = engine.at_most(formula)?;
        }
        if let Some(period) = &self.period {
            engine = engine.period(period)?;
        }
        if let Some(plan) = &self.goals {
            engine = engine.goals(&plan.document())?;
        }
        for file in &self.corrections {
            engine = file.correct(engine)?;
        }
        Ok(self.body.iter().fold(engine, |engine, body| engine.body(body)))
    }
}

/// The rows of documents, what was noted on them, and which of them could not be read.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Rows {
    reports: Reports,
    /// Which of the documents are among the reports.
    read: Vec<bool>,
}

/// The rows of documents.
#[pyfunction]
pub(crate) fn extract(
    py: Python<'_>,
    documents: Vec<Given>,
    rules: &Rules,
    choices: Choices,
    progress: Option<Py<PyAny>>,
) -> PyResult<Rows> {
    let documents: Vec<Document> = documents.iter().map(Given::document).collect();
    let engine = py.detach(|| choices.engine(rules)).map_err(|error| raised(py, &error))?;
    py.detach(|| read(&documents, &engine, choices.jobs, progress.as_ref()))
}

/// Reads on other threads; this one tells how far they are, and stops them where that raises or a key is pressed.
fn read(
    documents: &[Document],
    engine: &Engine,
    jobs: usize,
    progress: Option<&Py<PyAny>>,
) -> PyResult<Rows> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Python::attach(|py| broken(py, error)))?;
    let (stopped, (done, told)) = (AtomicBool::new(false), mpsc::channel());
    let understood = thread::scope(|scope| {
        let work = scope.spawn(|| {
            let one = |done: &mut mpsc::Sender<()>, document| {
                let outcome =
                    if stopped.load(Ordering::Relaxed) { Ok(None) } else { engine.understand(document) };
                // Nobody listens any more where the work was stopped.
                let _ = done.send(());
                outcome
            };
            pool.install(|| documents.par_iter().map_with(done, one).collect::<Vec<_>>())
        });
        let heard = told.iter().enumerate().try_for_each(|(at, ())| {
            Python::attach(|py| {
                py.check_signals()?;
                progress.map_or(Ok(()), |told| told.call1(py, (at + 1, documents.len())).map(drop))
            })
        });
        stopped.store(heard.is_err(), Ordering::Relaxed);
        let understood = work.join().unwrap_or_else(|panic| resume_unwind(panic));
        heard.map(|()| understood)
    })?;
    let read = understood.iter().map(|outcome| matches!(outcome, Ok(Some(_)))).collect();
    let reports = engine.finish(understood).map_err(|error| Python::attach(|py| raised(py, &error)))?;
    Ok(Rows { reports, read })
}

/// A note: severity, file, line, code, message.
type Told = (&'static str, String, Option<usize>, &'static str, String);

#[pymethods]
impl Rows {
    fn sheet(&self) -> Sheet {
        Sheet::of_table(self.reports.table().measured())
    }

    /// How many rows each document has; none for those that could not be read.
    fn counts(&self) -> Vec<Option<usize>> {
        let mut reports = self.reports.iter();
        let rows = |read: &bool| read.then(|| reports.next().map_or(0, |report| report.rows().len()));
        self.read.iter().map(rows).collect()
    }

    /// The notes as (severity, file, line, code, message), what corrections do not fit any more behind the others.
    fn notes(&self) -> Vec<Told> {
        let notes = self.reports.iter().flat_map(duibiao::Report::notes).chain(self.reports.stale());
        let told = |note: &duibiao::Note| {
            (severity(note.severity), note.file.clone(), note.line, note.code, note.message.clone())
        };
        notes.map(told).collect()
    }

    /// The exceptions of the documents that could not be read.
    fn failures(&self, py: Python<'_>) -> Vec<Py<PyAny>> {
        self.reports.unread().iter().map(|error| raised(py, error).into_value(py).into_any()).collect()
    }

    /// The rows, those of figures without a goal among them, as comparing and checking need them.
    fn whole(&self, py: Python<'_>) -> PyResult<Side> {
        py.detach(|| self.reports.table().whole()).map(Side::new).map_err(|error| raised(py, &error))
    }
}

/// The word of a severity.
fn severity(severity: Severity) -> &'static str {
    duibiao::alerts::severity_word(severity)
}
