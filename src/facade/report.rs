use std::sync::Arc;

use chrono::NaiveDate;

use super::{Note, Row, Understood, settings::Settings};
use crate::{
    account::{Drawn, Task},
    model::{self, AsOf, Kind, Period, Silence, row_ids},
    pipeline,
    scan::{Described, described},
    text::Source,
};

/// What a document says: its rows, its numbers, and why there are no rows where there are none.
///
/// ```
/// use duibiao::{Document, Engine, Kind};
/// let report = Engine::new()?.read(&Document::text("a.txt", "全年改造小区266个。目前已完成改造108个。"))?;
/// let row = &report.rows()[0];
/// assert_eq!((row.kind(), row.indicator()), (Kind::Paired, "改造小区"));
/// assert_eq!(report.numbers().iter().map(|number| &*number.text).collect::<Vec<_>>(), ["266个", "108个"]);
/// # Ok::<(), duibiao::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) source: Arc<Source>,
    pub(super) report: Arc<model::Report>,
    /// The text of the report alone, where that of a plan stands behind it in the source.
    alone: Option<Arc<Source>>,
    /// How it was read.
    pub(super) settings: Arc<Settings>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Note>,
    pub(super) period: Option<String>,
}

impl Report {
    pub(super) fn new(Understood { source, report, alone }: Understood, settings: &Arc<Settings>) -> Self {
        let shown = || report.findings.iter().filter(|row| settings.all || row.kind != Kind::Figure);
        let ids = row_ids(&source, shown()).into_iter();
        let rows = shown().zip(ids).map(|(row, id)| Row::new(id, row, &source, &settings.rules)).collect();
        let notes = source.notes.iter().chain(&report.notes).map(|note| Note::of(note, &source)).collect();
        let period = report.period.and_then(Period::name);
        #[cfg(feature = "table")]
        let period = period.or_else(|| settings.period.clone());
        Self {
            rows,
            notes,
            period,
            source: source.into(),
            report: report.into(),
            alone: alone.map(Arc::new),
            settings: settings.clone(),
        }
    }

    /// The name of its document.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.report.title
    }

    /// The months that it covers: `2023-H1`, `2023-05`, `2023-01/2023-05`.
    #[must_use]
    pub fn period(&self) -> Option<&str> {
        self.period.as_deref()
    }

    /// Up to when its figures count, where it says so for all of them.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.report.as_of.and_then(AsOf::date)
    }

    /// Its text as it was read, which the spans of its rows point into; where goals stand in a plan, the text of the
    /// plan follows.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Its rows, in the order of the text.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What its reader should know.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Why there are no rows, where there are none.
    #[must_use]
    pub fn silence(&self) -> Option<Silence> {
        self.report.silence
    }

    /// Every quantity of its text, left to right, with no opinion on what it means.
    #[must_use]
    pub fn numbers(&self) -> Vec<Described<'static>> {
        let source = self.alone();
        let quantities = pipeline::numbers(source, &self.settings.rules);
        quantities
            .iter()
            .map(|quantity| described(source, quantity, &self.settings.rules).into_owned())
            .collect()
    }

    /// Every number task by task: how it was read, what it was taken for, what it was paired with, or why with nothing.
    ///
    /// What people corrected is told as it was read before.
    ///
    /// ```
    /// use duibiao::{Document, Engine};
    /// let text = "今年计划疏浚塘坝48口，目前已疏浚31口，同比增长5.2%。";
    /// let report = Engine::new()?.read(&Document::text("june.txt", text))?;
    /// let task = &report.explain()[0];
    /// let told: Vec<_> = task.accounts.iter().map(|number| (number.text.as_str(), number.role)).collect();
    /// assert_eq!(told, [("48口", "目标"), ("31口", "完成"), ("5.2%", "增减")]);
    /// assert_eq!(task.accounts[2].outcome, "与其他时期的比较, 不算完成率");
    /// # Ok::<(), duibiao::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self) -> Vec<Task> {
        let source = self.alone();
        let trace = pipeline::trace(source, &self.settings.rules);
        let mut tasks = Drawn { source, trace: &trace, rules: &self.settings.rules }.tasks();
        let ids = row_ids(source, &trace.report.findings);
        // Rows of the table are fewer: without figures, or corrected.
        let place =
            |row: usize| self.rows.iter().position(|known| ids.get(row).is_some_and(|id| known.id() == id));
        let rows = |rows: &mut Vec<usize>| *rows = rows.iter().filter_map(|row| place(*row)).collect();
        for task in &mut tasks {
            rows(&mut task.rows);
            task.accounts.iter_mut().for_each(|account| rows(&mut account.rows));
        }
        tasks
    }

    fn alone(&self) -> &Source {
        self.alone.as_ref().unwrap_or(&self.source)
    }
}
