//! The names of a row as linking compares them: without the stage that stands in a column of its own, and by its
//! letters.

use super::{Entry, entry::core};
use crate::{
    measure::Field,
    rules::{Cue, FindingWords, Findings, Rulebook},
};

/// Shortest name of what grows, in characters.
const SURE: usize = 3;
/// Shortest word of Latin letters and digits that names a thing.
const SIGN: usize = 3;
/// Shortest name that is left when its stage is taken off, in characters.
const LEFT: usize = 2;

/// The key without the words of its own stage at its end: 新建污水管网建成 at the stage 建成 is 新建污水管网.
pub(crate) fn stageless(entry: &Entry, rules: &Rulebook) -> String {
    let stage = entry.cell(Field::Stage);
    let words = [FindingWords::Finished, FindingWords::Begun].map(|list| rules.findings.words(list));
    let own = words.into_iter().flatten().filter(|word| !stage.is_empty() && stage.ends_with(word.as_str()));
    let mut ends: Vec<&str> = own.map(String::as_str).chain([stage]).collect();
    ends.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let short =
        ends.into_iter().filter(|word| !word.is_empty()).find_map(|word| entry.key.strip_suffix(word));
    let short = short.filter(|rest| rest.chars().count() >= LEFT).unwrap_or(&entry.key);
    rules.findings.plain(short).to_owned()
}

/// What a rate of growth is of: 固定资产投资 of 固定资产投资增长, and of 固定资产投资 where its goal is a growth.
pub(super) fn grown<'n>(entry: &'n Entry, rules: &Rulebook) -> Option<&'n str> {
    let name = entry.key.as_str();
    let rest =
        rules.findings.words(FindingWords::Growth).iter().find_map(|word| name.strip_suffix(word.as_str()));
    // 固定资产投资 | 增长10%以上: a cell of a table says so.
    let said = rules
        .findings
        .words(FindingWords::Growth)
        .iter()
        .any(|word| entry.cell(Field::GoalText).starts_with(word.as_str()));
    let named = rest.or_else(|| (said || entry.cell(Field::GoalKind) == "growth").then_some(name));
    named.filter(|rest| entry.cell(Field::Unit) == "%" && rest.chars().count() >= SURE)
}

/// The word in Latin letters and digits that tells a thing from all others: PM2.5 of 细颗粒物PM2.5年均浓度.
pub(super) fn sign(key: &str) -> Option<&str> {
    let mut signs = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() >= SIGN);
    let sign = signs.next().filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    signs.next().is_none().then_some(sign)
}

/// A stage by what it says of the works: 竣工 and 建成 both say that they are done.
pub(crate) fn step<'s>(stage: &'s str, findings: &'s Findings) -> &'s str {
    let of = |list| {
        findings.words(list).iter().any(|word| word == stage).then(|| findings.words(list)[0].as_str())
    };
    of(FindingWords::Finished).or_else(|| of(FindingWords::Begun)).unwrap_or(stage)
}

/// The characters of a name in their order, each once, without words that say little.
pub(super) fn letters(name: &str, rules: &Rulebook) -> String {
    let plain = rules.verbs.without_generic(name);
    let mut letters: Vec<char> =
        if plain.is_empty() { name.chars().collect() } else { plain.chars().collect() };
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().collect()
}

/// The last two characters of a name without words of acting.
pub(super) fn tail(entry: &Entry, rules: &Rulebook) -> String {
    let name = core(&stageless(entry, rules), rules);
    name.chars().skip(name.chars().count().saturating_sub(2)).collect()
}

/// True for a name without a verb of its own.
pub(super) fn verbless(key: &str, rules: &Rulebook) -> bool {
    let acting = [Cue::Action, Cue::Done, Cue::Early, Cue::Present];
    rules.verbs.without_cues(key, |_, set| set.any(&acting) && !set.has(Cue::Noun)) == key
}
