//! Goals of one table that a later table answers: 年度任务分解表 first, 完成情况表 after it.

use std::collections::HashMap;

use super::{arithmetic::follows_rate, measures::one_measure};
use crate::model::{Figure, Finding, Goal, Grounds, Kind, StatedRate, Unanswered};

/// A row with the table that it stands in.
pub(super) struct Told {
    /// Where the table starts.
    pub(super) at: usize,
    /// The year that the table speaks of, where it says so.
    pub(super) year: Option<i32>,
    pub(super) row: Finding,
}

/// What a row speaks of: its indicator and its district or body.
type Name = (String, String);

fn name(row: &Finding) -> Name {
    (row.indicator.clone(), row.scope.clone())
}

/// Lets a figure answer the goal of an earlier table, where both have one name that no other row has on their side,
/// one measure, and no two years.
pub(super) fn answer(told: &mut Vec<Told>) {
    let goals = unique(told, |row| row.kind == Kind::Open);
    let figures = unique(told, |row| matches!(row.kind, Kind::Figure | Kind::Stated));
    let mut used: HashMap<usize, usize> = HashMap::new();
    for (name, &at) in &goals {
        let (Some(at), Some(Some(from))) = (at, figures.get(name).copied()) else { continue };
        let (goal, figure) = (&told[at], &told[from]);
        let one_year = goal.year.is_none() || figure.year.is_none() || goal.year == figure.year;
        let levels = level(&goal.row.place.section).zip(level(&figure.row.place.section));
        let one_level = levels.is_none_or(|(one, other)| one == other);
        if goal.at >= figure.at
            || !one_year
            || !one_level
            || goal.row.unanswered != Some(Unanswered::NoFigure)
        {
            continue;
        }
        let (Some(set), Some(reached)) = (&goal.row.goal, &figure.row.figure) else { continue };
        if compares(set, reached, figure.row.stated.as_ref()) {
            used.insert(from, at);
        }
    }
    for (&from, &at) in &used {
        let Finding { figure, stated, stage, .. } = told[from].row.clone();
        let row = &mut told[at].row;
        row.kind = Kind::Paired;
        row.grounds = Some(Grounds::SameIndicator);
        row.rule = "table:later-table".to_owned();
        row.unanswered = None;
        (row.figure, row.stated, row.stage) = (figure, stated, stage);
    }
    let mut at = 0;
    told.retain(|_| {
        at += 1;
        !used.contains_key(&(at - 1))
    });
}

/// The level of government that a title speaks of: 省 of 全省水利建设目标, 市 of 我市完成情况.
fn level(title: &str) -> Option<char> {
    let letters: Vec<char> = title.chars().collect();
    let level = |pair: &[char]| match pair {
        ['全' | '我' | '本', level] | [level, '级' | '定'] if "国省市县区镇乡州旗".contains(*level) => {
            Some(*level)
        }
        _ => None,
    };
    letters.windows(2).find_map(level)
}

/// One measure; a rate that is printed beside the figure follows.
fn compares(goal: &Goal, figure: &Figure, stated: Option<&StatedRate>) -> bool {
    one_measure(&goal.quantity, &figure.quantity)
        && stated.is_none_or(|stated| follows_rate(&goal.quantity, &figure.quantity, stated.ratio))
}

/// The rows of one sort by their names; `None` where several have the same.
fn unique(told: &[Told], sort: impl Fn(&Finding) -> bool) -> HashMap<Name, Option<usize>> {
    let mut found: HashMap<Name, Option<usize>> = HashMap::new();
    for (at, told) in told.iter().enumerate().filter(|(_, told)| sort(&told.row)) {
        found.entry(name(&told.row)).and_modify(|seen| *seen = None).or_insert(Some(at));
    }
    found
}
