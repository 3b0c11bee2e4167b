//! A rate named after the verb of the clause before it: 录入10690户，录入率94.9%.

use super::{phrase::Phrase, words::Kind};
use crate::{
    model::QuantityKind,
    rules::{Cue, NameWords, Sign},
};

/// Characters of the verb in the name of a rate.
const VERB_CHARS: usize = 2;
/// What the name of a rate ends with.
const RATE: char = '率';
/// Most characters of such a rate's name, without 率.
const NAME_CHARS: usize = 6;

/// The verb of a rate's name, behind which nothing but 为, 达, 达到 stands: 录入 of 系统录入率达.
fn verb(name: &str) -> Option<&str> {
    let name = name.trim().trim_end_matches(['为', '达', '到', '已', '均', '高']).strip_suffix(RATE)?;
    let at = name.char_indices().rev().nth(VERB_CHARS - 1)?.0;
    name.chars().nth(NAME_CHARS).is_none().then_some(&name[at..])
}

/// True for a verb of which so much is done, not one that tells how often something befalls people.
fn is_work(phrase: &Phrase, verb: &str) -> bool {
    let rules = phrase.words.rules;
    let work = &[Cue::Action, Cue::Done, Cue::Stage, Cue::Process, Cue::Build];
    rules.verbs.cue(verb).is_some_and(|set| set.any(work)) && !rules.names.is(NameWords::Befalling, verb)
}

/// True for a percentage that is such a rate of the clause before it.
pub(super) fn is_rate(phrase: &Phrase) -> bool {
    let (words, name) = (phrase.words, phrase.before_text());
    let Some(verb) = verb(name).filter(|verb| is_work(phrase, verb)) else { return false };
    let start = words.clause_start(phrase.at);
    if start == 0 {
        return false;
    }
    let before = words.clause_start(start - 1)..start - 1;
    let counted = |at: usize| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].kind != QuantityKind::Percent,
        _ => false,
    };
    // 2090户签订协议，签约率98.7%: the same in other words.
    let signs = &words.rules.signs;
    let signed = |at: usize| signs.is(Sign::Signing, verb) && signs.is(Sign::Signing, words.bare(at));
    before.clone().any(counted) && before.clone().any(|at| words.text_of(at).contains(verb) || signed(at))
}

/// True for a number whose rate, so named, is told in the next clause.
pub(super) fn follows(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let comma = phrase.end();
    if words.words.get(comma).is_none_or(|word| word.kind != Kind::Comma) {
        return false;
    }
    let behind = comma + 1..words.words.len();
    let Some(number) = behind.clone().find(|&at| matches!(words.words[at].kind, Kind::Quantity(_))) else {
        return false;
    };
    if !(comma + 1..number).any(|at| words.text_of(at).contains(RATE)) {
        return false;
    }
    let name: String = (comma + 1..number).map(|at| words.text_of(at)).collect();
    let told = [phrase.before_text(), phrase.after_text()].concat();
    verb(&name).is_some_and(|verb| is_work(phrase, verb) && told.contains(verb))
}
