//! What a pair and a missed goal must fulfil.

use super::{
    Quoted,
    answer::Answer,
    asked::same_dimension,
    report::{No, Report, quote},
};
use crate::{
    corrections::{Target, Verdict},
    model::{Finding, Kind, Quantity},
};

/// Checks that a figure may answer a goal.
pub(super) fn pair(goal: &Quoted, figure: &Quoted, report: &Report<'_>) -> Result<(), No> {
    let (goal, figure) = (report.number(goal, "goal")?, report.number(figure, "figure")?);
    let row =
        report.findings().iter().find(|row| row.goal.iter().any(|known| known.quantity.core == goal.core));
    let row = row.ok_or(("goal-unread", "the number is no goal of a row".to_owned()))?;
    fits(goal, figure, report)?;
    let held = report
        .findings()
        .iter()
        .find(|other| other.kind != Kind::Figure && other.numbers().any(|core| core == figure.core));
    if held.is_some_and(|held| held.goal != row.goal) {
        return Err(("number-taken", "the figure stands in another row".to_owned()));
    }
    let claim = |core| report.asked.claim(core);
    if let (Some(goal), Some(figure)) = (claim(goal.core), claim(figure.core)) {
        let scopes = [&goal.at.scope, &figure.at.scope];
        if scopes[0] != scopes[1] && scopes.iter().all(|scope| !scope.is_empty()) {
            return Err(("scope-differs", format!("{} is not {}", scopes[0], scopes[1])));
        }
        if goal.at.block != figure.at.block && !share_words(&goal.name, &figure.name) {
            return Err((
                "task-differs",
                "goal and figure stand in different tasks and share no word".to_owned(),
            ));
        }
    }
    Ok(())
}

/// Units and vetoes.
fn fits(goal: &Quantity, figure: &Quantity, report: &Report<'_>) -> Result<(), No> {
    if goal.core == figure.core {
        return Err(("one-number", "goal and figure are one number".to_owned()));
    }
    if !same_dimension(goal, figure) {
        let units = [goal, figure].map(|quantity| quantity.unit_text.as_str()).join(", ");
        return Err(("unit-differs", format!("their units do not compare: {units}")));
    }
    match report.asked.veto(figure.core) {
        Some(reason) => Err(("figure-vetoed", reason.to_owned())),
        None => Ok(()),
    }
}

/// A goal that was missed, in the report's own words.
pub(super) fn missed(answer: &Answer, report: &Report<'_>) -> Result<(Verdict, Target), No> {
    let quoted = answer.goal.as_ref().ok_or(("goal-missing", "`goal` is missing".to_owned()))?;
    let name = answer.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or(("name-missing", "`name` is missing: what the goal counts".to_owned()))?;
    let goal = report.number(quoted, "goal")?;
    if report
        .findings()
        .iter()
        .any(|row| row.kind != Kind::Figure && row.numbers().any(|core| core == goal.core))
    {
        return Err(("number-taken", "the number stands in a row already".to_owned()));
    }
    if !report.pages.names(&quoted.quote, goal.core, name) {
        return Err(("name-absent", format!("`{name}` does not stand with the number in the quote")));
    }
    if let Some(reason) = report.asked.veto(goal.core) {
        return Err(("goal-vetoed", reason.to_owned()));
    }
    if report.asked.claim(goal.core).is_some_and(|claim| claim.reached) {
        return Err(("goal-vetoed", "the report says that it is reached".to_owned()));
    }
    if let Some(figure) = &answer.figure {
        let figure = report.number(figure, "figure")?;
        fits(goal, figure, report)?;
        let held = |row: &Finding| row.kind != Kind::Figure && row.numbers().any(|core| core == figure.core);
        if report.findings().iter().any(held) {
            return Err(("number-taken", "the figure stands in another row".to_owned()));
        }
    }
    let target =
        Target { goal: Some(quote(quoted)), figure: answer.figure.as_ref().map(quote), ..Target::default() };
    Ok((Verdict::Missed { name: name.to_owned() }, target))
}

/// True where two names have two characters in a row in common.
fn share_words(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    letters.windows(2).any(|two| other.contains(&two.iter().collect::<String>()))
}
