//! Names of rows that stand in two tables, told apart by what the tables measure: 集团合计 under 营业收入 and under 净利润.

use std::collections::{HashMap, HashSet};

use super::{across::Told, topic::topic};
use crate::rules::Rulebook;

/// Fewest names that two tables share.
const FEWEST: usize = 2;

/// Longest title that names what a table measures, in characters.
const TOPIC_CHARS: usize = 8;

/// Adds what their tables measure to names that rows of several tables have, each table with a short title of its own.
pub(super) fn tell_apart(told: &mut [Told], rules: &Rulebook) {
    let topics: HashMap<String, String> = told
        .iter()
        .map(|told| told.row.place.section.clone())
        .collect::<HashSet<String>>()
        .into_iter()
        .map(|section| (topic(&section, rules), section))
        .filter(|(topic, _)| (1..=TOPIC_CHARS).contains(&topic.chars().count()))
        .map(|(topic, section)| (section, topic))
        .collect();
    let mut shared: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (at, told) in told.iter().enumerate().filter(|(_, told)| !told.row.indicator.is_empty()) {
        shared.entry((told.row.indicator.clone(), told.row.scope.clone())).or_default().push(at);
    }
    let apart = |rows: &&Vec<usize>| {
        let sections: HashSet<&str> = rows.iter().map(|&at| told[at].row.place.section.as_str()).collect();
        rows.len() > 1
            && sections.len() == rows.len()
            && sections.iter().all(|section| topics.contains_key(*section))
    };
    let rows: Vec<Vec<usize>> = shared.values().filter(apart).cloned().collect();
    if rows.len() < FEWEST {
        return;
    }
    for at in rows.into_iter().flatten() {
        let row = &mut told[at].row;
        if let Some(topic) =
            topics.get(&row.place.section).filter(|topic| !row.indicator.contains(topic.as_str()))
        {
            row.indicator += topic;
        }
    }
}
