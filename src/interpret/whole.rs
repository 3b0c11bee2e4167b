//! All of what is counted: 新建3所全部开工, or a clause that says it of the goals before it.

use super::{
    Claim, Role,
    phrase::Phrase,
    words::{Kind, Words},
};
use crate::{
    model::QuantityKind,
    rules::{Cue, Sign},
    text::fits,
};

/// Longest clause that says of all of them that they are done, in words.
const CLAUSE: usize = 6;
/// So many words behind a number say of all of them that they are done.
const BEHIND: usize = 6;
/// Longest noun that begins with a place or a body and is one, in characters: 市县.
const PLACE_CHARS: usize = 2;

/// 全部开工, or 全部 before a word of completion, in the words behind a number.
pub(crate) fn behind(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let mut right = phrase.after.iter().take(BEHIND);
    let noun = phrase.after.first().map_or("", |&index| words.bare(index));
    // 正在全面开工: under way.
    let planned =
        phrase.after.iter().any(|&index| words.cue(index).has(Cue::Plan) || words.text_of(index) == "正在");
    let signs = &words.rules.signs;
    // 九个行业均已完成任务: how they stand, and no pair.
    let whole = phrase.after.iter().position(|&index| words.cue(index).has(Cue::Whole));
    let stands =
        whole.is_some_and(|at| phrase.after[at..].iter().any(|&index| words.cue(index).has(Cue::PlanNoun)));
    let place = stands
        || signs.is(Sign::PlaceNoun, noun)
        || signs.begins(Sign::PlaceNoun, noun) && fits(noun, PLACE_CHARS);
    if planned || place {
        return false;
    }
    right.any(|&index| {
        let next = words.words.get(index + 1).map(|_| words.cue(index + 1)).unwrap_or_default();
        words.cue(index).has(Cue::Whole)
            && (!plain_all(words, index) || next.any(&[Cue::Done, Cue::Stage]) || finished(words, index + 1))
    })
}

/// What a clause without a number says of all that was counted before it: 均已开工, 已全部建设完成.
pub(crate) struct AllOf<'t> {
    /// The stage that it names; empty for plain completion.
    stage: &'t str,
    early: bool,
    /// It names the plan (均完成年度目标): said of results, it tells nothing of how many were planned.
    of_plan: bool,
}

impl<'t> AllOf<'t> {
    /// Reads the clause that ends at `end`.
    pub(crate) fn read(words: &Words<'t>, end: usize) -> Option<Self> {
        let clause = words.clause_start(end)..end;
        let plain = |index: usize| matches!(words.words[index].kind, Kind::Text | Kind::Cue(_));
        if clause.len() > CLAUSE
            || !clause.clone().all(plain)
            || !clause.clone().any(|index| is_all(words, index))
        {
            return None;
        }
        let clause: Vec<usize> = clause.collect();
        let passed = |&index: &usize| {
            words.cue(index).has(Cue::Now) && !words.cue(index).has(Cue::Done) && !is_all(words, index)
        };
        let from = clause.iter().position(|index| !passed(index))?;
        // 到年底全部建成投产: a term.
        let signs = &words.rules.signs;
        let term = || clause.iter().any(|&index| signs.holds(Sign::ByThen, words.text_of(index)));
        let told = is_all(words, clause[from])
            && !term()
            && clause[from..].iter().any(|&index| {
                words.cue(index).any(&[Cue::Done, Cue::Stage, Cue::Early])
                    || finished(words, index)
                    || words.cue(index).has(Cue::Whole) && !plain_all(words, index)
            })
            && !clause.iter().any(|&index| words.cue(index).any(&[Cue::Plan, Cue::Undone, Cue::Process]));
        let stage = clause.iter().find(|&&index| words.cue(index).any(&[Cue::Stage, Cue::Early]));
        // 均落实帮扶措施: something else was done to all of them.
        let put = clause.iter().position(|&index| signs.ends(Sign::PutInto, words.text_of(index)));
        let object =
            put.is_some_and(|put| clause[put..].iter().any(|&index| words.words[index].kind == Kind::Text));
        let told = told && !object;
        told.then(|| Self {
            stage: stage.map_or("", |&index| words.text_of(index)),
            early: stage.is_some_and(|&index| words.cue(index).has(Cue::Early)),
            of_plan: clause.iter().any(|&index| words.cue(index).has(Cue::PlanNoun)),
        })
    }

    /// Says it of the claims of its sentence that no result answers yet: of goals, and of what the clause right
    /// before it counts.
    pub(crate) fn tell(&self, claims: &mut [Claim], sentence: usize, segment: usize, clause: usize) {
        self.tell_before(claims, sentence);
        let near = claims.iter_mut().rev().take_while(|claim| {
            claim.at.sentence == sentence
                && claim.at.segment == segment
                && !(claim.role == Role::Figure && claim.reached)
                && claim.role != Role::Rate
        });
        for claim in near {
            let counted = matches!(claim.quantity.kind, QuantityKind::Count | QuantityKind::Measure);
            let beside = !self.of_plan && claim.at.clause + 1 == clause && counted;
            let goal = claim.role == Role::Goal && claim.declared && counted;
            let begun = self.early && !claim.stage.is_empty() && !claim.early;
            if (goal || beside) && !begun && claim.host.is_none() {
                claim.whole = true;
                if claim.stage.is_empty() && !self.stage.is_empty() {
                    (claim.stage, claim.early) = (self.stage.to_owned(), self.early);
                }
            }
        }
    }
}

impl AllOf<'_> {
    /// 实施改造320户。目前已全部改造完毕: says it of the one goal of the sentence before, where its own counts nothing yet.
    fn tell_before(&self, claims: &mut [Claim], sentence: usize) {
        let before = claims.iter_mut().rev().take_while(|claim| claim.at.sentence + 1 >= sentence);
        let mut goals: Vec<&mut Claim> = before.collect();
        if let [goal] = &mut goals[..]
            && goal.at.sentence + 1 == sentence
            && goal.role == Role::Goal
            && goal.declared
            && goal.quantity.kind == QuantityKind::Count
            && !self.early
        {
            goal.whole = true;
        }
    }
}

/// 全部, 悉数: how many, and nothing of what became of them.
fn plain_all(words: &Words, index: usize) -> bool {
    words.rules.signs.is(Sign::AllOfThem, words.bare(index))
}

/// 建好, 改完, 完毕: a short verb with the ending that says that it is done, in one word or in two.
fn finished(words: &Words, index: usize) -> bool {
    let signs = &words.rules.signs;
    let ends = |at: usize| words.words.get(at).is_some_and(|_| signs.is(Sign::Ending, words.bare(at)));
    let verb = words.words.get(index).is_some_and(|_| {
        let text = words.bare(index);
        signs.ends(Sign::Ending, text) && fits(text, VERB_CHARS)
    });
    verb || ends(index) || ends(index + 1)
}

/// Longest verb with its ending, in characters.
const VERB_CHARS: usize = 3;

fn is_all(words: &Words, index: usize) -> bool {
    words.text_of(index).starts_with(['均', '都']) || words.cue(index).has(Cue::Whole)
}
