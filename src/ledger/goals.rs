//! A goal that the plan or an earlier month names, lent to the months that report its figure only.

use rusqlite::{Connection, params_from_iter};

use super::LedgerError;
use crate::{
    compare::{Change, Entry, Link},
    measure::{self, COMPUTED, Field, GOAL_CELLS, KNOWN_GOAL, Row, Table},
    rules::{FindingWords, Rulebook},
};

/// Names shorter than this are of too many things, in characters.
const SHORT: usize = 3;

/// Takes back what was lent to the rows of a run, as a correction or a backfill may name other goals.
pub(super) fn take_back(connection: &Connection, run: i64) -> Result<(), LedgerError> {
    let gone = GOAL_CELLS.iter().chain(COMPUTED).map(|field| format!("\"{}\" = NULL", field.name()));
    let sql = format!(
        "UPDATE fact SET {}, kind = CASE WHEN stated_ratio IS NULL THEN 'figure' ELSE 'stated' END, grounds = NULL, \
         ratio_note = 'no_target', status = '无目标', status_code = 'no_target', light = 'grey', \
         stated_check = CASE WHEN stated_ratio IS NULL THEN NULL ELSE 'no_target' END \
         WHERE run_id = ? AND grounds = '{KNOWN_GOAL}'",
        gone.filter(|set| !set.starts_with("\"ratio_note\"")
            && !set.starts_with("\"status")
            && !set.starts_with("\"light\"")
            && !set.starts_with("\"stated_check\""))
            .collect::<Vec<_>>()
            .join(", ")
    );
    connection.execute(&sql, [run])?;
    Ok(())
}

/// True where a row says how far a goal is that an earlier document names, and does not name it itself.
pub(super) fn wants(change: &Change, goal: &Entry, rules: &Rulebook) -> bool {
    let Some(new) = &change.new else { return false };
    let bare =
        new.target.is_none() && new.actual.is_some() && matches!(new.cell(Field::Kind), "figure" | "stated");
    let sure = matches!(
        change.link,
        Some(
            Link::SamePlace
                | Link::OnlyOne
                | Link::OtherBasis
                | Link::OtherOrder
                | Link::UnderHeading
                | Link::ImpliedGoal
        )
    );
    // 新建停车场8个 where the goal is of those 建成.
    let unstaged = change.link == Some(Link::OtherStage) && new.cell(Field::Stage).is_empty();
    let part = rules.findings.words(FindingWords::Part);
    let whole = !part.iter().any(|word| new.cell(Field::FigureText).starts_with(word.as_str()));
    let over_year =
        !matches!(new.cell(Field::FlowPeriod), "month" | "quarter") || new.as_of.is_some_and(is_january);
    let share = new.cell(Field::Unit) == "%" && goal.cell(Field::GoalKind) == "flow";
    let annual = !matches!(goal.cell(Field::TargetBasis), "total_plan" | "multi_year");
    bare && (sure || unstaged)
        && whole
        && over_year
        && !share
        && annual
        && new.cell(Field::Unit) == goal.cell(Field::Unit)
        && new.key.chars().count() >= SHORT
        && implied(new, goal)
}

fn is_january(date: chrono::NaiveDate) -> bool {
    use chrono::Datelike;
    date.month() == 1
}

/// True where the printed rate, if there is one, is a rate of that goal.
fn implied(new: &Entry, goal: &Entry) -> bool {
    let end = |name| new.value(name);
    let (Some(low), Some(high)) = (end(Field::ImpliedTargetLow), end(Field::ImpliedTargetHigh)) else {
        return new.cell(Field::StatedRatio).is_empty();
    };
    goal.target.is_some_and(|target| low <= target && target <= high)
}

/// Lends goals to rows of a run, and measures them.
pub(super) fn lend(
    connection: &Connection,
    run: i64,
    table: &Table,
    lent: &[(usize, Row)],
    rules: &Rulebook,
) -> Result<(), LedgerError> {
    if lent.is_empty() {
        return Ok(());
    }
    let rows: Vec<(usize, &Row)> = lent.iter().map(|(row, goal)| (*row, goal)).collect();
    let measured =
        measure::with_goals(table, &rows, rules).map_err(|error| LedgerError::Measure(error.to_string()))?;
    let fields: Vec<Field> =
        [Field::Kind, Field::Grounds].iter().chain(GOAL_CELLS).chain(COMPUTED).copied().collect();
    let sets: Vec<String> = fields.iter().map(|field| format!("\"{}\" = ?", field.name())).collect();
    let sql = format!("UPDATE fact SET {} WHERE run_id = ? AND row_id = ? AND row_no = ?", sets.join(", "));
    let mut update = connection.prepare(&sql)?;
    for row in 0..measured.rows.len() {
        let id = measured.cell(row, Field::RowId);
        let number = lent.iter().map(|(at, _)| *at).find(|at| table.cell(*at, Field::RowId) == id);
        let cells = fields.iter().map(|field| measured.cell(row, *field).map(str::to_owned));
        let at = [Some(run.to_string()), id.map(str::to_owned), number.map(|number| number.to_string())];
        update.execute(params_from_iter(cells.chain(at)))?;
    }
    Ok(())
}

/// A row as a table of its own.
pub(super) fn one(row: &Row) -> Table {
    Table { rows: vec![row.clone()] }
}
