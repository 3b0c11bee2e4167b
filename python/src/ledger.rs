//! The months of a ledger, read.

use std::path::PathBuf;

use duibiao::{
    error::Error,
    ledger::{self, LONG_COLUMNS, LedgerError, ReportPeriod, Run, TREND_COLUMNS, Versions},
    measure::{COLUMNS, Column},
};
use pyo3::prelude::*;

use crate::{failure, rules::Rules, sheet::Sheet, side::Side};

/// A ledger; the file is opened for each call, and no lock is held between two.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Ledger(PathBuf);

/// A month: body, period, year, version, whether it holds, rows, source.
type Month = (String, String, i32, i64, bool, i64, String);

#[pymethods]
impl Ledger {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let ledger = Self(path);
        ledger.read(py, |_| Ok(())).map(|()| ledger)
    }

    /// The months, in their order.
    fn months(&self, py: Python<'_>, body: Option<String>, replaced: bool) -> PyResult<Vec<Month>> {
        let runs = self.read(py, |ledger| ledger.runs(body.as_deref(), replaced))?;
        let told =
            |run: Run| (run.body, run.period, run.year, run.vintage, run.current, run.rows, run.source);
        Ok(runs.into_iter().map(told).collect())
    }

    /// The rows of a month, and as comparing needs them.
    fn month(&self, py: Python<'_>, period: &str, body: Option<String>) -> PyResult<(Sheet, Side)> {
        let table = self.read(py, |ledger| {
            let runs = ledger.runs(body.as_deref(), false)?;
            let asked = ReportPeriod::read(period).ok_or_else(|| LedgerError::Period(period.to_owned()))?;
            let found: Vec<&Run> =
                runs.iter().filter(|run| ReportPeriod::read(&run.period) == Some(asked)).collect();
            match found[..] {
                [run] => ledger.table(run),
                [] => Err(unknown("period", period, runs.iter().map(|run| run.period.as_str()))),
                _ => Err(unknown("body for", period, found.iter().map(|run| run.body.as_str()))),
            }
        })?;
        Ok((Sheet::of_table(&table), Side::new(table)))
    }

    /// Every month of the goals whose name holds `indicator`.
    fn trend(&self, py: Python<'_>, indicator: &str, body: Option<String>, rules: &Rules) -> PyResult<Sheet> {
        let points = self.read(py, |ledger| {
            let points = ledger.trend(indicator, body.as_deref(), &rules.0)?;
            if points.is_empty() {
                let known = ledger.indicators(body.as_deref())?;
                return Err(unknown("goal", indicator, known.iter().map(String::as_str)));
            }
            Ok(points)
        })?;
        let cells = points.into_iter().map(|point| point.cells).collect();
        Ok(Sheet::of_rows(TREND_COLUMNS, cells))
    }

    /// Every row of every month.
    fn rows(
        &self,
        py: Python<'_>,
        body: Option<String>,
        period: Option<String>,
        replaced: bool,
        known_on: Option<String>,
    ) -> PyResult<Sheet> {
        let versions = match known_on {
            Some(date) => Versions::KnownOn(date),
            None if replaced => Versions::All,
            None => Versions::Current,
        };
        let rows = self.read(py, |ledger| ledger.long(body.as_deref(), period.as_deref(), &versions))?;
        let columns: Vec<Column> = LONG_COLUMNS.iter().chain(COLUMNS).copied().collect();
        Ok(Sheet::of_rows(&columns, rows))
    }
}

impl Ledger {
    fn read<T: Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&ledger::Ledger) -> Result<T, LedgerError> + Send,
    ) -> PyResult<T> {
        py.detach(|| ask(&ledger::Ledger::open(&self.0)?)).map_err(|error| {
            let (file, reason) = (self.0.display().to_string(), error.to_string());
            failure::of_program(py, Error::Read { file, reason })
        })
    }
}

fn unknown<'n>(what: &'static str, name: &str, known: impl Iterator<Item = &'n str>) -> LedgerError {
    let mut known: Vec<&str> = known.collect();
    known.dedup();
    let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
    LedgerError::Unknown { what, name: name.to_owned(), known }
}
