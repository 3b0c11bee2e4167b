//! What stands in the task of a row: its other numbers, and in which lines they stand.

use std::collections::HashMap;

use crate::{
    model::{Finding, Place, Report},
    text::Source,
};

/// The tasks of a report by their places.
pub(super) struct Tasks<'a>(HashMap<&'a Place, Task<'a>>);

/// What one task has.
#[derive(Default)]
pub(super) struct Task<'a> {
    /// Its rows, in the order of the report.
    pub(super) findings: Vec<&'a Finding>,
    /// Its numbers that no row is made of.
    pub(super) asides: Vec<&'a Finding>,
    /// The first and the last line with a number of it, from 1.
    pub(super) lines: Option<(usize, usize)>,
}

impl<'a> Tasks<'a> {
    pub(super) fn of(source: &Source, report: &'a Report) -> Self {
        let mut tasks: HashMap<&Place, Task> = HashMap::new();
        for finding in &report.findings {
            tasks.entry(&finding.place).or_default().findings.push(finding);
        }
        for aside in &report.asides {
            tasks.entry(&aside.place).or_default().asides.push(aside);
        }
        for task in tasks.values_mut() {
            let numbers = task.findings.iter().chain(&task.asides).flat_map(|finding| finding.numbers());
            let lines: Vec<usize> = numbers.map(|core| source.text_line(core.start)).collect();
            task.lines = lines.iter().copied().min().zip(lines.iter().copied().max());
        }
        Self(tasks)
    }

    /// The task of a row.
    pub(super) fn of_row(&self, row: &Finding) -> Option<&Task<'a>> {
        self.0.get(&*row.place)
    }
}
