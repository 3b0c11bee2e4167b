use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use polars::prelude::DataFrame;

use super::{Error, Finding, Report, settings::Settings};
use crate::{
    alerts,
    compare::Letters,
    conflict, error,
    export::{EXPORTERS, Export, Exporter, Lang, Style, for_ending, named},
    measure::{self, COLUMNS, tables_by},
    model::{self, Kind},
    text::Source,
};

/// The measured rows of reports, in the columns that `duibiao schema` describes.
///
/// ```
/// use duibiao::{Document, Engine};
/// let reports = Engine::new()?.read_all(Document::folder("seeds/months")?)?;
/// let table = reports.table();
/// let frame = table.frame()?;
/// assert_eq!((frame.height(), frame.width()), (table.len(), table.columns().count()));
/// let mut csv = Vec::new();
/// table.write("csv", &mut csv)?;
/// assert!(String::from_utf8_lossy(&csv).starts_with("row_id,source,"));
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Table {
    table: measure::Table,
    reports: Vec<Report>,
}

impl Table {
    pub(super) fn of(reports: &[Report]) -> Self {
        let rows = reports.iter().flat_map(Report::rows).map(|row| row.cells().clone());
        Self { table: measure::Table { rows: rows.collect() }, reports: reports.to_vec() }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.rows.len()
    }

    /// True where there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The names of the columns, in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|column| column.name)
    }

    /// The cell of a row under a column's name, as CSV writes it; `None` where it is not known.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> Option<&str> {
        self.table.under(row, column)
    }

    /// The table as a frame of polars 0.55: words as strings, numbers as `Decimal(38, 12)` and `Int64`, dates as dates.
    /// For another version of polars, or another library, write it as `arrow` or `parquet`.
    ///
    /// # Errors
    /// What polars could not build.
    pub fn frame(&self) -> Result<DataFrame, Error> {
        Ok(self.table.frame().map_err(|error| error::Error::Internal(error.to_string()))?)
    }

    /// The names of the formats that it can be written in.
    pub fn formats() -> impl Iterator<Item = &'static str> {
        EXPORTERS.iter().map(|exporter| exporter.name())
    }

    /// Writes it in a format, by name: `csv`, `xlsx`, `parquet`, `arrow`, `json`, `ndjson`, `sqlite` or `html`.
    ///
    /// # Errors
    /// A name of no format, and what the writer reports.
    pub fn write(&self, format: &str, out: &mut dyn Write) -> Result<(), Error> {
        let exporter = named(format).ok_or_else(|| {
            let known: Vec<&str> = Self::formats().collect();
            error::Error::Usage(format!("there is no format `{format}`; there are {}", known.join(", ")))
        })?;
        self.export(exporter, out).map_err(|cause| Error::output(format, &cause))
    }

    /// Writes it to a file in the format of its ending; the file appears whole or not at all.
    ///
    /// # Errors
    /// An ending of no format, and a file that cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let exporter = for_ending(&ending).ok_or_else(|| {
            let known: Vec<&str> =
                EXPORTERS.iter().flat_map(|exporter| exporter.endings()).copied().collect();
            error::Error::Usage(format!(
                "{}: its ending is of no format; use {}",
                path.display(),
                known.join(", ")
            ))
        })?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let saved = || -> io::Result<()> {
            let mut file = BufWriter::new(tempfile::Builder::new().prefix(".duibiao-").tempfile_in(folder)?);
            self.export(exporter, &mut file)?;
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(path).map(drop).map_err(|error| error.error)
        };
        saved().map_err(|cause| Error::output(&path.display().to_string(), &cause))
    }

    fn export(&self, exporter: &dyn Exporter, out: &mut dyn Write) -> io::Result<()> {
        // What machines read has the names of the contract, what people look at has theirs.
        let lang = if exporter.name() == "csv" { Lang::En } else { Lang::Zh };
        let reports: Vec<_> = self.reports.iter().map(|report| (&*report.source, &*report.report)).collect();
        let style = Style { lang, ..Style::default() };
        exporter.write(&Export { table: &self.table, reports: &reports, style }, out)
    }

    /// What deserves a look in the reports by themselves, and where two of their numbers contradict each other.
    ///
    /// # Errors
    /// None but a mistake of the library.
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        self.found(None)
    }

    /// The same, and what deserves a look beside the reports before them.
    ///
    /// # Errors
    /// None but a mistake of the library.
    pub fn findings_since(&self, earlier: &Self) -> Result<Vec<Finding>, Error> {
        self.found(Some(&earlier.whole()?))
    }

    fn found(&self, earlier: Option<&measure::Table>) -> Result<Vec<Finding>, Error> {
        let Some(first) = self.reports.first() else { return Ok(Vec::new()) };
        let whole = self.whole()?;
        let rules = &first.settings.rules;
        let texts = self.reports.iter().map(|report| report.source.text.as_str());
        let letters = Letters::of(texts, rules);
        let said = (first.settings.body.as_deref(), Some(&letters));
        let raised = alerts::check(earlier, &whole, said, rules);
        Ok(raised.iter().map(Finding::from).collect())
    }

    /// The cells, for callers that compare or gather them.
    #[doc(hidden)]
    #[must_use]
    pub fn measured(&self) -> &measure::Table {
        &self.table
    }

    /// The rows of the reports, those of figures without a goal among them: two of them may contradict each other.
    ///
    /// # Errors
    /// None but a mistake of the library.
    #[doc(hidden)]
    pub fn whole(&self) -> Result<measure::Table, Error> {
        let Some(first) = self.reports.first() else { return Ok(measure::Table::default()) };
        let reports: Vec<_> = self.reports.iter().map(|report| (&*report.source, &*report.report)).collect();
        let rows = first.settings.tables(&reports)?.into_iter().flat_map(|table| table.rows).collect();
        Ok(measure::Table { rows })
    }
}

impl Report {
    /// Its rows as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        Table::of(std::slice::from_ref(self))
    }
}

impl Settings {
    /// The reports with the cells of their rows.
    pub(super) fn measured(&self, mut reports: Vec<Report>) -> Result<Vec<Report>, Error> {
        let shown: Vec<(&Source, model::Report)> =
            reports.iter().map(|report| (&*report.source, self.shown(&report.report))).collect();
        let shown: Vec<(&Source, &model::Report)> =
            shown.iter().map(|(source, report)| (*source, report)).collect();
        let mut tables = self.tables(&shown)?;
        tables.iter_mut().for_each(|table| conflict::mark(table, &self.rules));
        for (report, table) in reports.iter_mut().zip(tables) {
            report.rows.iter_mut().zip(table.rows).for_each(|(row, cells)| row.set_cells(cells));
        }
        Ok(reports)
    }

    /// A report with the rows that are wanted.
    fn shown(&self, report: &model::Report) -> model::Report {
        let mut report = model::Report { asides: Vec::new(), ..report.clone() };
        report.findings.retain(|row| self.all || row.kind != Kind::Figure);
        report
    }

    /// The rows of each report, measured.
    fn tables(&self, reports: &[(&Source, &model::Report)]) -> Result<Vec<measure::Table>, Error> {
        let tables = tables_by(reports, &self.rules, &self.measures);
        let mut tables = tables.map_err(|error| error::Error::Internal(error.to_string()))?;
        if let Some(period) = &self.period {
            tables.iter_mut().for_each(|table| table.set_period(period));
        }
        Ok(tables)
    }
}
