//! The goals of one document and the figures of another: January's plan, July's report.
//!
//! Nothing of the place helps here, so only names decide, and they must be equal or one the head of the
//! other. Levels, bodies, years, scopes and stages that differ forbid a pair whatever the names say.

use std::collections::HashSet;

use super::{
    across_names::{Heads, Names},
    district, likeness,
    named::Named,
};
use crate::{
    interpret,
    model::{Basis, Body, Finding, Grounds, Kind, Quantity, QuantityKind, Unanswered},
    rules::{FindingWords, Rulebook},
    text::{Note, Severity, Span},
};

/// Longest heading that names the year ahead, in characters.
const HEADING: usize = 40;

/// What a document says, as far as it is joined with another one.
pub struct Side<'t> {
    /// Its title.
    pub title: &'t str,
    /// The year that it speaks of.
    pub year: Option<i32>,
    /// The text that the spans of its rows point into.
    pub text: &'t str,
    /// Its own text.
    pub own: &'t str,
    /// Its rows.
    pub rows: Vec<Finding>,
    /// Cores of the numbers of its rows that are growth rates.
    pub growth: HashSet<Span>,
    /// Cores of the numbers that answer no goal of another document: applications, parts.
    pub barred: HashSet<Span>,
    /// Cores of the numbers of a stage before completion: they answer goals of that stage alone.
    pub early: HashSet<Span>,
}

/// What comes of two documents: the rows of the report with the goals of the plan, and what to know besides.
pub struct Joined {
    /// Rows of the report, then the goals of the plan that nothing answers.
    pub rows: Vec<Finding>,
    /// Goals that the two state differently, or why nothing was joined at all.
    pub notes: Vec<Note>,
}

/// Joins the goals of a plan with the figures of a report.
#[must_use]
pub fn across(plan: Side<'_>, report: Side<'_>, rules: &Rulebook) -> Joined {
    let mut notes = Vec::new();
    if let Some(why) = apart(&plan, &report) {
        notes.push(note("goals-apart", why, Vec::new()));
        return Joined { rows: report.rows, notes };
    }
    let goals: Vec<Named> = named(&plan, rules)
        .into_iter()
        .filter(|goal| goal.row.goal.as_ref().is_some_and(|goal| goal.basis != Basis::Implied))
        // What a plan says of the year before is no goal of this one.
        .filter(|goal| plan.year == report.year || goal.row.figure.is_none())
        .collect();
    let mut figures = named(&report, rules);
    district::mark(&mut figures, report.text);
    let heads = Heads::of(figures.iter().map(|figure| &figure.names));
    let mut taken = vec![false; figures.len()];
    let mut open = Vec::new();
    for goal in goals {
        match answer(&goal, &figures, &taken, &heads, rules) {
            Answer::Restated(at) => notes.extend(differing(&goal.row, &figures[at].row)),
            Answer::Figure(at, grounds) => {
                taken[at] = true;
                let row = &mut figures[at].row;
                (row.kind, row.grounds) = (Kind::Paired, Some(grounds));
                row.rule = format!("{}+{}", goal.row.rule, row.rule);
                (row.goal, row.indicator) = (goal.row.goal, goal.row.indicator);
            }
            Answer::Nothing(reason) => open.push(unanswered(goal.row, reason)),
        }
    }
    let rows = figures.into_iter().map(|named| named.row).chain(open).collect();
    Joined { rows, notes }
}

/// The row of a goal that the report does not answer.
fn unanswered(goal: Finding, reason: Unanswered) -> Finding {
    let unanswered = Some(reason);
    Finding { kind: Kind::Open, figure: None, stated: None, grounds: None, unanswered, ..goal }
}

/// What the report says of a goal.
enum Answer {
    /// The row states the goal itself.
    Restated(usize),
    Figure(usize, Grounds),
    Nothing(Unanswered),
}

/// Why two documents have nothing to do with each other.
fn apart(plan: &Side<'_>, report: &Side<'_>) -> Option<String> {
    if let (Some(planned), Some(reported)) = (plan.year, report.year)
        && planned != reported
        && !looks_ahead(plan, planned, reported)
    {
        return Some(format!("the goals are of {planned}, the report is of {reported}: nothing is joined"));
    }
    let (planned, reported) = (Body::of_title(plan.title)?, Body::of_title(report.title)?);
    (!planned.agrees(&reported)).then(|| {
        format!("the goals are of 《{}》, the report is 《{}》: nothing is joined", plan.title, report.title)
    })
}

/// True for a report on a year that sets the goals of the next one under a heading that names it.
fn looks_ahead(plan: &Side<'_>, planned: i32, reported: i32) -> bool {
    let year = format!("{reported}年");
    let ahead = |line: &str| {
        let heading = line.chars().count() <= HEADING && !line.contains('。');
        heading
            && line.contains(&year)
            && ["目标", "安排", "任务", "计划", "工作"].iter().any(|word| line.contains(word))
    };
    reported == planned + 1 && plan.own.lines().any(ahead)
}

fn named(side: &Side<'_>, rules: &Rulebook) -> Vec<Named> {
    let whole = Body::of_title(side.title);
    let name = |row: &Finding| {
        let clause = row.goal.as_ref().map(|goal| goal.clause);
        let clause = clause.or(row.figure.as_ref().map(|figure| figure.clause));
        let said = clause.and_then(|clause| Body::of_words(clause.text(side.text)));
        let key = interpret::key(&rules.findings.counted(&row.indicator), rules);
        let key = if key.is_empty() { row.indicator.clone() } else { key };
        let in_all = rules.findings.words(FindingWords::InAll);
        Named {
            names: Names::of(&key, rules),
            in_all: clause.is_some_and(|clause| {
                in_all.iter().any(|word| clause.text(side.text).contains(word.as_str()))
            }),
            early: row.numbers().any(|core| side.early.contains(&core)),
            body: said.or_else(|| whole.clone()),
            growth: row.numbers().any(|core| side.growth.contains(&core)),
            barred: row.numbers().any(|core| side.barred.contains(&core)),
            row: row.clone(),
        }
    };
    side.rows.iter().map(name).collect()
}

/// What answers a goal: a row that states it, the figure of the same name, or the only one of a like name.
fn answer(goal: &Named, figures: &[Named], taken: &[bool], heads: &Heads, rules: &Rulebook) -> Answer {
    let candidates = || heads.like(&goal.names).into_iter().filter(|&at| fits(goal, &figures[at], rules));
    let states = |at: &usize| !taken[*at] && figures[*at].row.goal.is_some();
    let restates = |at: &usize| states(at) && goal.names.is(&figures[*at].names);
    let again =
        || heads.like(&goal.names).into_iter().find(|at| states(at) && same_goal(goal, &figures[*at]));
    if let Some(at) = candidates().find(restates).or_else(again) {
        return Answer::Restated(at);
    }
    let free = |&at: &usize| !taken[at] && figures[at].row.goal.is_none();
    let (same, like): (Vec<usize>, Vec<usize>) =
        candidates().filter(free).partition(|&at| goal.names.is(&figures[at].names));
    for (rows, grounds) in [(same, Grounds::SameIndicator), (like, Grounds::SameHead)] {
        match latest(rows, figures)[..] {
            [] => {}
            [at] => return Answer::Figure(at, grounds),
            [_, ..] => return Answer::Nothing(Unanswered::Tied),
        }
    }
    Answer::Nothing(Unanswered::NoFigure)
}

/// True where a row states a goal of that size under a name that says more of its stage, or as much.
fn same_goal(goal: &Named, row: &Named) -> bool {
    let (Some(planned), Some(stated)) = (&goal.row.goal, &row.row.goal) else { return false };
    planned.quantity.base_low() == stated.quantity.base_low()
        && comparable(&planned.quantity, &stated.quantity)
        && goal.row.scope == row.row.scope
        && row.names.goes_on(&goal.names, &row.row.stage)
}

/// True where nothing forbids that a row speaks of a goal, and their names have one head.
fn fits(goal: &Named, figure: &Named, rules: &Rulebook) -> bool {
    let (one, other) = (&goal.row, &figure.row);
    let Some(number) = one.goal.as_ref().map(|goal| &goal.quantity) else { return false };
    let own = other.goal.as_ref().map(|goal| &goal.quantity);
    let Some(reached) = other.figure.as_ref().map(|figure| &figure.quantity).or(own) else { return false };
    let agree = match (&goal.body, &figure.body) {
        (Some(planned), Some(reported)) => planned.agrees(reported),
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    };
    agree
        && !figure.barred
        && (!figure.early || of_stage(one, &other.stage, rules))
        && !(launches(one, rules) && rules.findings.is(FindingWords::Finished, &other.stage))
        && !(figure.in_all && is_new(&one.indicator) && !is_new(&other.indicator))
        && goal.growth == figure.growth
        && one.scope == other.scope
        && (one.stage.is_empty() || other.stage.is_empty() || one.stage == other.stage)
        && !rules.synonyms.conflict(&one.indicator, &other.indicator)
        && !likeness::thresholds_differ(&one.indicator, &other.indicator)
        && comparable(number, reached)
        && (goal.names.is(&figure.names) || occasions(number) == occasions(reached))
        && goal.names.agree(&figure.names)
}

/// Growth is measured in the share that it grew, and everything else in its own dimension.
fn comparable(goal: &Quantity, figure: &Quantity) -> bool {
    let relative = |quantity: &Quantity| {
        matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Tenths | QuantityKind::Points)
    };
    let dimension = |quantity: &Quantity| quantity.unit.as_ref().map(|unit| unit.dimension.clone());
    relative(goal) == relative(figure) && (relative(goal) || dimension(goal) == dimension(figure))
}

/// True for what is counted each time that it happens: 人次.
fn occasions(quantity: &Quantity) -> bool {
    quantity.unit_text.contains('次')
}

/// True for a goal of the stage that a figure has reached: 新签约项目, 开工棚户区改造, 启动改造 where works have begun.
fn of_stage(goal: &Finding, stage: &str, rules: &Rulebook) -> bool {
    let named = goal.stage == stage || goal.indicator.contains(stage);
    !stage.is_empty() && (named || (launches(goal, rules) && rules.findings.is(FindingWords::Begun, stage)))
}

/// True for a goal that only asks for a beginning: 启动改造老旧小区.
fn launches(goal: &Finding, rules: &Rulebook) -> bool {
    let begun = rules.findings.words(FindingWords::Begun);
    begun.iter().any(|word| goal.indicator.starts_with(word.as_str()) || goal.stage == *word)
}

/// True for what is added, not what there is: 新增污水管网.
fn is_new(name: &str) -> bool {
    name.contains('新')
}

/// The rows of the last date, those that say the same only once.
fn latest(rows: Vec<usize>, figures: &[Named]) -> Vec<usize> {
    let date = |at: &usize| figures[*at].row.figure.as_ref().and_then(|figure| figure.as_of?.0.date());
    let value = |at: &usize| figures[*at].row.figure.as_ref().map(|figure| figure.quantity.base_low());
    let last = rows.iter().filter_map(date).max();
    let mut kept: Vec<usize> = Vec::new();
    for at in rows.into_iter().filter(|at| date(at) == last || last.is_none()) {
        if kept.first().is_none_or(|first| value(first) != value(&at)) {
            kept.push(at);
        }
    }
    kept
}

/// A note where plan and report state one goal differently.
fn differing(goal: &Finding, row: &Finding) -> Option<Note> {
    let (planned, stated) = (goal.goal.as_ref()?, row.goal.as_ref()?);
    let differ = planned.quantity.base_low() != stated.quantity.base_low();
    let spans = vec![stated.clause, planned.clause];
    let message = format!("the plan and the report state different goals for {}", row.indicator);
    differ.then(|| note("goal-restated", message, spans))
}

fn note(code: &'static str, message: String, spans: Vec<Span>) -> Note {
    Note { severity: Severity::Warning, code, message, spans }
}
