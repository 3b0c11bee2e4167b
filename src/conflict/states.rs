//! Works counted by how far they are: of 12个, 已建成7个、在建4个、其余2个未开工 are 13.
//!
//! Read from the words of a task, because few of these counts are rows. Only states that exclude each other are added
//! up: works that are done have begun, too.

use std::collections::BTreeSet;

use super::{Conflict, saying::Saying};
use crate::{
    measure::Field,
    model::Alert,
    rules::{FindingWords, Findings},
};

/// So many states of one sentence are told apart at most.
const MOST: usize = 6;

/// How far works are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Finished,
    Ahead,
    Going,
    Begun,
    Waiting,
    Rest,
}

/// What the states are called.
const CALLED: &[(State, FindingWords)] = &[
    (State::Rest, FindingWords::Rest),
    (State::Waiting, FindingWords::Waiting),
    (State::Going, FindingWords::Going),
    (State::Finished, FindingWords::Ended),
    (State::Ahead, FindingWords::OnTime),
    (State::Begun, FindingWords::Begun),
];

/// A count of a clause: the number, its unit, and the state that the clause names.
struct Count {
    number: u64,
    unit: String,
    state: Option<State>,
    inside: bool,
}

/// Tasks whose works are more, by their states, than there are.
pub(super) fn conflicts(sayings: &[Saying], findings: &Findings) -> Vec<Conflict> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for saying in sayings.iter().filter(|saying| !saying.in_table) {
        let words = saying.entry.cell(Field::Task);
        if words.is_empty() || !seen.insert((saying.report, saying.entry.cell(Field::TaskNo), words)) {
            continue;
        }
        for sentence in words.split(['。', '；', ';', '\n']) {
            let Some((detail, clause)) = uneven(sentence, findings) else { continue };
            let of_task: Vec<&Saying> =
                sayings.iter().filter(|one| one.entry.cell(Field::Task) == words).collect();
            let own = |one: &&&Saying| {
                let told = [one.entry.cell(Field::FigureText), one.entry.cell(Field::GoalText)];
                told.iter()
                    .any(|text| !text.is_empty() && (clause.contains(text) || sentence.contains(*text)))
            };
            let Some(first) = of_task.iter().find(own) else { continue };
            let other = of_task.iter().rev().find(own).map_or(first.row, |last| last.row);
            found.push(Conflict { alert: Alert::SumDiffers, row: first.row, other, detail });
        }
    }
    found
}

/// What a sentence says of a total and its states, where they do not fit; and the clause of the total.
fn uneven<'s>(sentence: &'s str, findings: &Findings) -> Option<(String, &'s str)> {
    let clauses: Vec<&str> = sentence.split(['，', ',', '、', '（', '(', '）', ')', '：', ':']).collect();
    let counts: Vec<Option<Count>> = clauses.iter().map(|clause| count(clause, findings)).collect();
    for (at, total) in counts.iter().enumerate() {
        let Some(total) = total.as_ref().filter(|total| total.state.is_none() || total.number > 1) else {
            continue;
        };
        let parts: Vec<&Count> = counts[at + 1..]
            .iter()
            .map_while(Option::as_ref)
            .take_while(|part| part.state.is_some() && part.unit == total.unit)
            .collect();
        if (2..=MOST).contains(&parts.len())
            && is_total(total, &parts)
            && exclusive(&parts)
            && apart(total, &parts)
        {
            let sum: u64 = parts.iter().map(|part| part.number).sum();
            let written: Vec<String> = parts.iter().map(|part| part.number.to_string()).collect();
            let detail =
                format!("{}={sum}{} ≠ {}{}", written.join("+"), total.unit, total.number, total.unit);
            return Some((detail, clauses[at]));
        }
    }
    None
}

/// The first count of a list is its total where no part is larger and none but the first begins with 其中.
fn is_total(total: &Count, parts: &[&Count]) -> bool {
    let smaller = parts.iter().all(|part| part.number < total.number);
    let state = total.state.is_none() || parts[0].inside;
    smaller && state && parts[1..].iter().all(|part| !part.inside)
}

/// States of which no work can be in two: what has begun holds what is done.
fn exclusive(parts: &[&Count]) -> bool {
    let is = |state: State| parts.iter().filter(|part| part.state == Some(state)).count();
    let once = [State::Going, State::Begun, State::Waiting, State::Rest].iter().all(|state| is(*state) < 2);
    let begun = is(State::Begun) == 0 || is(State::Finished) + is(State::Going) + is(State::Ahead) == 0;
    once && begun
        && is(State::Waiting) + is(State::Rest) < 2
        && (is(State::Ahead) == 0 || is(State::Finished) > 0)
}

/// True where they are more than the total, or, where the rest of it is counted, other than it; no part of the list is the total.
fn apart(total: &Count, parts: &[&Count]) -> bool {
    let sum: u64 = parts.iter().map(|part| part.number).sum();
    let some = 1..(1_u32 << parts.len());
    let fits = some.map(|chosen| {
        let own = parts.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        own.map(|(_, part)| part.number).sum::<u64>()
    });
    let whole = parts.iter().any(|part| part.state == Some(State::Rest));
    (sum > total.number || whole && sum != total.number) && !fits.into_iter().any(|sum| sum == total.number)
}

/// The one whole number of a clause with the letter behind it.
fn count(clause: &str, findings: &Findings) -> Option<Count> {
    let mut numbers = clause.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let number = numbers.next()?;
    let at = clause.find(number)? + number.len();
    let unit: String =
        clause[at..].chars().take(1).filter(|c| findings.is(FindingWords::Counter, &c.to_string())).collect();
    let value: u64 = number.parse().ok()?;
    if numbers.next().is_some() || unit.is_empty() {
        return None;
    }
    let names = |list: &FindingWords| findings.words(*list).iter().any(|word| clause.contains(word.as_str()));
    let state = CALLED.iter().find(|(_, list)| names(list)).map(|(state, _)| *state);
    let inside = clause.trim_start().starts_with("其中");
    Some(Count { number: value, unit, state, inside })
}

#[cfg(test)]
mod tests {
    use super::uneven;
    use crate::rules::Rulebook;

    #[test]
    fn works_in_states_that_exclude_each_other_are_no_more_than_there_are() {
        let rules = Rulebook::builtin().unwrap();
        let says = |sentence: &str| uneven(sentence, &rules.findings).map(|(detail, _)| detail);
        let wrong = [
            "计划新建急救站点12个,目前已建成7个、在建4个,其余2个未开工",
            "48个重点项目中，已开工项目37个，未开工项目12个",
            "承担民生实事8项，已完成3项，达到序时进度4项，滞后2项",
            "计划改造小区20个，已完工9个，在建8个，剩余4个未启动",
        ];
        for sentence in wrong {
            assert!(says(sentence).is_some(), "{sentence}");
        }
        let right = [
            "计划新建急救站点13个,目前已建成7个、在建4个,其余2个未开工",
            "计划改造小区72个，已开工62个，其中完工30个，在建32个",
            "改造老旧小区30个，开工28个，完工12个",
            "承担任务55项，达到序时进度44项，未达到序时进度11项",
            "承担任务44项，已完成20项，达到序时进度24项，滞后20项",
            "共有项目48个，总投资120亿元，已完工7个",
        ];
        for sentence in right {
            assert_eq!(says(sentence), None, "{sentence}");
        }
    }
}
