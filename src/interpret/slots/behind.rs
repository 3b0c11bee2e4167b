//! What follows a number.

use super::{bracket::rate_follows, size::TIMES};
use crate::{
    interpret::{phrase::Phrase, words::Kind},
    model::{Bound, QuantityKind},
    rules::{Cue, CueSet, Sign, Slot, Slots},
    text::{Letters, is_han},
};

/// How many words behind a number are asked for a plan noun.
const NEAR: usize = 4;

/// The next words behind a number.
struct Behind<'p, 'w> {
    phrase: &'p Phrase<'w>,
    words: Vec<usize>,
}

impl<'p, 'w> Behind<'p, 'w> {
    fn new(phrase: &'p Phrase<'w>) -> Self {
        let said = phrase.after.iter().copied().filter(|&index| !bare(phrase, index).is_empty());
        Self { phrase, words: said.take(NEAR).collect() }
    }

    /// The cue and the text at a place behind the number.
    fn at(&self, place: usize) -> Option<(CueSet, &'w str)> {
        let index = *self.words.get(place)?;
        Some((self.phrase.words.cue(index), bare(self.phrase, index)))
    }
}

/// 18/10万的《规划》目标: quotation marks are no words.
fn bare<'w>(phrase: &Phrase<'w>, index: usize) -> &'w str {
    phrase.words.bare(index).trim_matches(|c| QUOTES.has(c))
}

static QUOTES: Letters = Letters::of("”“\"」『《》");

pub(super) fn slots(phrase: &Phrase, slots: &mut Slots) {
    let behind = Behind::new(phrase);
    let rest = &phrase.words.text[phrase.quantity.span.end..];
    let right = phrase.words.right(phrase.at);
    slots.set(
        Slot::Condition,
        is_condition(phrase, rest)
            || is_class(phrase)
            || is_supposed(phrase)
            || is_ground(phrase)
            || is_sized(phrase)
            || is_left(phrase)
            || is_span(&behind),
    );
    let near = noun_near(&behind);
    slots.set(Slot::AfterNoun, near || task_rated(phrase, &right));
    // 比5.5%的目标低0.3个百分点: on which side of the goal.
    let than =
        phrase.before.last().is_some_and(|&last| phrase.signs().is(Sign::ThanWord, bare(phrase, last)));
    slots.set(Slot::Beyond, slots.has(Slot::Beyond) || near && than);
    slots.set(Slot::AfterTask, !near && task_follows(&behind));
    slots.set(Slot::AfterRate, rate_follows(phrase));
    slots.set(Slot::AfterResult, result_follows(&behind));
    let modal = |&index: &usize| {
        let text = phrase.words.text_of(index);
        phrase.words.cue(index).has(Cue::Plan) && !phrase.signs().ends(Sign::NoModal, text)
    };
    // 6个工作组要逐个督办: who is to act, and nothing that is to be reached.
    let reached = |index: &usize| phrase.words.cue(*index).any(&[Cue::Done, Cue::Stage]);
    let to_be = phrase.after.iter().position(modal).map(|at| &phrase.after[at..]);
    let reached = to_be.is_some_and(|behind| behind.iter().any(reached));
    slots.set(Slot::AfterPlan, reached);
    let acts = to_be.is_some() && !reached && phrase.before.is_empty();
    slots.set(Slot::SubjectCount, slots.has(Slot::SubjectCount) || acts && phrase.names(&phrase.after));
    slots.set(Slot::MadeInto, is_made_into(phrase, &right));
}

/// 600个的目标, 95%以上的指标: a plan noun right behind the number.
fn noun_near(behind: &Behind) -> bool {
    let (phrase, signs) = (behind.phrase, behind.phrase.signs());
    // 比5.5%左右的既定目标低.
    let bound = behind.at(0).is_some_and(|(_, text)| signs.is(Sign::BoundBehind, text));
    let noun = (0..3 + usize::from(bound)).find(|&place| {
        behind.at(place).is_some_and(|(cue, text)| {
            cue.any(&[Cue::PlanNoun])
                || cue.has(Cue::Plan) && signs.ends(Sign::PlanNamed, text)
                || phrase.is_ratio() && is_mark(phrase, text)
        })
    });
    noun.is_some_and(|noun| {
        let text = |place: usize| behind.at(place).map_or("", |(_, text)| text);
        let linked = (0..noun).any(|place| text(place).starts_with('的'));
        let plain = (0..noun).all(|place| signs.is(Sign::BoundBehind, text(place)));
        let tasks = matches!(phrase.quantity.unit_text.as_str(), "项" | "个") && !linked;
        linked && noun <= 2 + usize::from(bound) || plain && !tasks
    })
}

/// 50万亩退耕还林任务已完成77.4%: so much of what the plan noun behind the number plans is done.
fn task_rated(phrase: &Phrase, right: &[usize]) -> bool {
    if phrase.is_ratio() {
        return false;
    }
    let words = phrase.words;
    let end = right.last().map_or(phrase.at, |&last| last) + 1;
    let percent = match words.words.get(end).map(|word| word.kind) {
        Some(Kind::Quantity(next)) => {
            let next = &words.quantities[next];
            next.kind == QuantityKind::Percent && next.bound == Bound::Exactly
        }
        _ => false,
    };
    let noun = || right.iter().position(|&index| words.cue(index).has(Cue::PlanNoun));
    let told = |noun: usize| {
        let behind = &right[noun + 1..];
        let says = behind.iter().all(|&index| words.cue(index).any(&[Cue::Now, Cue::Done, Cue::Link]));
        says && behind.iter().any(|&index| words.cue(index).has(Cue::Done))
    };
    percent && noun().is_some_and(told)
}

/// A plan noun further on, and nothing between that says what became of it.
fn task_follows(behind: &Behind) -> bool {
    let task = (1..NEAR).find(|&place| behind.at(place).is_some_and(|(cue, _)| cue.has(Cue::PlanNoun)));
    let plain = |place: usize| {
        behind
            .at(place)
            .is_some_and(|(cue, _)| !cue.any(&[Cue::Now, Cue::Done, Cue::Plan, Cue::Share, Cue::Undone]))
    };
    task.is_some_and(|task| (0..task).all(plain))
}

/// 600个已建成: a result word or a stage behind it, before the next number.
fn result_follows(behind: &Behind) -> bool {
    let (phrase, words) = (behind.phrase, behind.phrase.words);
    // 2万无电户的通电问题: a stage behind 的 names a thing.
    let attributive = |place: usize| {
        place > 0
            && behind.at(place - 1).is_some_and(|(_, text)| text.ends_with('的'))
            && behind.at(place).is_some_and(|(cue, _)| !cue.has(Cue::Now))
    };
    let result = (0..phrase.after.len()).find_map(|place| {
        let cue = words.cue(phrase.after[place]);
        let says =
            cue.any(&[Cue::Now, Cue::Process, Cue::Plan, Cue::Undone, Cue::Stage, Cue::Whole, Cue::Share]);
        (says && !attributive(place)).then_some(cue)
    });
    let next = words.words.get(phrase.end()).map(|word| word.kind);
    let stops = !matches!(next, Some(Kind::Quantity(_) | Kind::Open));
    let of = behind.at(0).is_some_and(|(_, text)| text.starts_with('的'));
    stops && !of && result.is_some_and(|cue| cue.any(&[Cue::Now, Cue::Stage]))
}

/// 分为3个标段, 5个项目作为重点: what is made of so many.
fn is_made_into(phrase: &Phrase, right: &[usize]) -> bool {
    let words = phrase.words;
    let made = || phrase.signs().holds(Sign::MadeInto, &words.joined(right));
    let divides = |&index: &usize| phrase.signs().is(Sign::Divides, words.bare(index));
    phrase.before.last().is_some_and(divides) || made()
}

/// 在完成139处泵站改造的基础上: what the next work is built on.
fn is_ground(phrase: &Phrase) -> bool {
    phrase.after_text().trim_end().ends_with("基础上")
}

/// 投资过千万元的交通项目均已开工, 保存率不低于90%的企业44家: how large they are that are meant.
fn is_class(phrase: &Phrase) -> bool {
    let (before, behind) =
        (&phrase.words.text[..phrase.quantity.core.start], &phrase.words.text[phrase.quantity.span.end..]);
    let whole = before.ends_with(['过', '過']) && !phrase.signs().ends(Sign::NoPassing, before);
    let bounded = phrase.quantity.bound != Bound::Exactly;
    let noun = behind.strip_prefix('的').filter(|noun| !phrase.signs().begins(Sign::PlanNoun, noun));
    noun.is_some_and(|noun| whole && noun.starts_with(is_han) || bounded && counts_on(phrase))
}

/// True where the next number of the clause counts without a word of what was done.
fn counts_on(phrase: &Phrase) -> bool {
    let behind = || phrase.at + 1..phrase.words.words.len();
    let next = behind().find(|&at| !matches!(phrase.words.words[at].kind, Kind::Text | Kind::Cue(_)));
    let says = |end: usize, cues: &[Cue]| (phrase.at + 1..end).any(|at| phrase.words.cue(at).any(cues));
    next.is_some_and(|next| match phrase.words.words[next].kind {
        Kind::Quantity(index) => {
            let counted = phrase.words.quantities[index].kind == QuantityKind::Count;
            (counted || says(next, &[Cue::Share])) && !says(next, &[Cue::Done, Cue::Now, Cue::Plan])
        }
        _ => false,
    })
}

/// 60天计划期间, 节点任务提前5个月: how long a plan runs, and how much sooner it is fulfilled.
fn is_span(behind: &Behind) -> bool {
    let (phrase, signs) = (behind.phrase, behind.phrase.signs());
    let time = phrase.quantity.unit.as_ref().is_some_and(|unit| TIMES.contains(&unit.dimension.0.as_str()));
    let plan = |(cue, text): (CueSet, &str)| {
        cue.has(Cue::PlanNoun) || cue.has(Cue::Plan) && signs.ends(Sign::PlanNamed, text)
    };
    let sooner = || {
        signs.ends(Sign::Took, phrase.before_text().trim_end())
            && (phrase.has(Cue::Plan) || phrase.has(Cue::PlanNoun))
    };
    time && (behind.at(0).is_some_and(plan) || sooner())
}

/// 冲刺最后一个月, 继续下降3.75%面临压力: what is left of the time, and what is hard to reach.
fn is_left(phrase: &Phrase) -> bool {
    let time = phrase.quantity.unit.as_ref().is_some_and(|unit| TIMES.contains(&unit.dimension.0.as_str()));
    let last = phrase.before_text().trim_end().ends_with("最后");
    // 目标分解到13个设区市: to whom they are handed down.
    let handed = phrase.signs().ends(Sign::HandedTo, phrase.before_text().trim_end());
    last && time || handed || phrase.is_ratio() && phrase.after_text().trim_start().starts_with("面临")
}

/// 1542个20户以下已通电自然村: how large each is of what the number right before counts.
fn is_sized(phrase: &Phrase) -> bool {
    let bound = phrase.quantity.bound != Bound::Exactly;
    let before = phrase.at.checked_sub(1).map(|before| phrase.words.words[before].kind);
    let Some(Kind::Quantity(before)) = before.filter(|_| phrase.glued && bound) else { return false };
    let counted = phrase.words.quantities[before].kind == QuantityKind::Count;
    counted && !phrase.is_ratio() && phrase.names(&phrase.after)
}

/// Longest words that call a mark by which a level is measured, in characters.
const MARK_CHARS: usize = 7;

/// 的指标, 的民生指标, 的风控线: what a level is measured by.
fn is_mark(phrase: &Phrase, text: &str) -> bool {
    let signs = phrase.signs();
    let line = signs.ends(Sign::MarkLine, text);
    let short = text.chars().nth(MARK_CHARS).is_none();
    signs.begins(Sign::Mark, text.trim_start_matches('的')) || text.starts_with('的') && line && short
}

/// Longest name of a rate behind what it counts, in characters.
const RATE_CHARS: usize = 4;

/// 超过80%时, 不超过500元的由…: true for what stands right behind a number that is a condition.
/// 若要达到600万人次: what is only supposed, in words of its own.
fn is_supposed(phrase: &Phrase) -> bool {
    let signs = phrase.signs();
    let asked = phrase.holds(Sign::Whether);
    asked
        || phrase.before.iter().any(|&index| {
            let word = phrase.words.bare(index);
            signs.begins(Sign::Supposes, word) && !signs.begins(Sign::NoSupposing, word)
        })
}

fn is_condition(phrase: &Phrase, behind: &str) -> bool {
    let signs = phrase.signs();
    let behind = signs.behind(Sign::LimitBehind, behind).unwrap_or(behind);
    // 室内温度不低于18℃的达标率: what is counted by a rate.
    let counted = |rest: &str| {
        let noun: String = rest.chars().take_while(|c| is_han(*c)).take(RATE_CHARS).collect();
        signs.holds(Sign::RateNoun, &noun)
    };
    if !phrase.is_ratio() && behind.strip_prefix('的').is_some_and(counted) {
        return true;
    }
    behind.starts_with('时') && !signs.begins(Sign::TimeNoun, behind)
        || behind.strip_prefix('的').is_some_and(|rest| signs.begins(Sign::Case, rest))
}
