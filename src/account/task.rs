use std::collections::HashSet;

use super::{Account, Drawn};
use crate::{
    model::{Kind, Place},
    text::Span,
};

/// One task of a report: its numbers and its rows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Task {
    /// The section that it stands in, as printed; empty where there is none.
    pub section: String,
    /// Its number as printed, or its ordinal.
    pub number: String,
    /// Its own words.
    pub words: String,
    /// What is told of each of its numbers, in the order of the text.
    pub accounts: Vec<Account>,
    /// Indices of its rows among the rows of the report.
    pub rows: Vec<usize>,
}

impl Drawn<'_> {
    /// The tasks that hold numbers, in the order of the text.
    #[must_use]
    pub fn tasks(&self) -> Vec<Task> {
        let numbers = self.trace.numbers(self.source, self.rules);
        let known: HashSet<Span> = numbers.iter().map(|number| number.quantity.core).collect();
        let mut tasks: Vec<Task> = Vec::new();
        for number in &numbers {
            let place = self.trace.outline.blocks.get(number.block).map(|block| block.place.clone());
            task(&mut tasks, &place.unwrap_or_default()).accounts.push(self.number(number));
        }
        let rows = self.trace.report.findings.iter().enumerate();
        for (index, row) in rows.filter(|(_, row)| row.kind != Kind::Figure) {
            let task = task(&mut tasks, &row.place);
            task.rows.push(index);
            let goal = row.goal.iter().map(|goal| ("目标", &goal.quantity, goal.clause));
            let figure = row.figure.iter().map(|figure| ("完成", &figure.quantity, figure.clause));
            for (role, quantity, clause) in
                goal.chain(figure).filter(|(_, number, _)| !known.contains(&number.core))
            {
                let mut account = self.account(quantity, clause);
                account.role = role;
                account.rule.clone_from(&row.rule);
                account.name.clone_from(&row.indicator);
                task.accounts.push(account);
            }
        }
        for task in &mut tasks {
            task.accounts.sort_by_key(|account| account.start);
        }
        tasks
    }
}

/// The task of a place, the last of the list where it is a new one.
fn task<'t>(tasks: &'t mut Vec<Task>, place: &Place) -> &'t mut Task {
    let known = tasks.iter().position(|task| {
        task.number == place.task_no && task.section == place.section && task.words == place.task
    });
    let index = known.unwrap_or_else(|| {
        tasks.push(Task {
            section: place.section.clone(),
            number: place.task_no.clone(),
            words: place.task.clone(),
            accounts: Vec::new(),
            rows: Vec::new(),
        });
        tasks.len() - 1
    });
    &mut tasks[index]
}
