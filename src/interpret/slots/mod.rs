//! What can be seen of a number: the slots that the table of roles asks for.

mod around;
mod behind;
mod bracket;
mod change;
mod counted;
mod earlier;
mod measure;
mod measured;
mod object;
mod planned;
mod size;
mod told;

pub(crate) use around::{Earlier, Surroundings};
pub(crate) use bracket::beyond_plan;
pub(crate) use measured::announces;

use super::{Role, phrase::Phrase, sentence::Mode};
use crate::{
    model::Bound,
    rules::{Cue, Sign, Slot, Slots},
};
use object::Lead;

/// The slots of a number.
pub(crate) fn slots(phrase: &Phrase, around: &Surroundings) -> Slots {
    let mut slots = Slots::default();
    let mut lead = Lead::new(phrase);
    // 到2027年，累计建成…: what is to be summed up by then is not told.
    let summed = |now: usize| phrase.signs().begins(Sign::Summed, phrase.text(now).trim());
    lead.now = lead.now.filter(|&now| !around.sentence.ahead || !summed(now));
    measure::slots(phrase, &mut slots);
    planned::slots(&lead, &mut slots);
    told::slots(&lead, &mut slots);
    change::slots(&lead, &mut slots);
    size::slots(&lead, &mut slots);
    counted::slots(phrase, lead.text, &mut slots);
    behind::slots(phrase, &mut slots);
    bracket::slots(phrase, &mut slots);
    section(phrase, around, &mut slots);
    earlier::slots(phrase, around, &mut slots);
    slots
}

/// What the section and the sentence say without the words of the number.
fn section(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let sentence = around.sentence;
    slots.set(Slot::FrameResult, around.frame == Some(Mode::Figure));
    slots.set(Slot::FrameRate, sentence.rate_line);
    slots.set(Slot::SectionResult, around.section_reports);
    let verbs = [Cue::Action, Cue::Done, Cue::Stage, Cue::Work, Cue::Build, Cue::Rise, Cue::Fall];
    let acts = phrase.last(&verbs).is_some();
    slots.set(Slot::FrameGoal, around.frame == Some(Mode::Goal));
    slots.set(Slot::Unled, around.wants_act && !acts);
    let listed = around.listed && (bracket::bracket_counts(phrase) || phrase.names(&phrase.before));
    let does = acts || listed || phrase.quantity.bound != Bound::Exactly;
    // 完成投资2200万元，架梁40片: what follows a goal in a list without a verb that is known.
    let goes_on = around.earlier.nearest().is_some_and(|last| last.role == Role::Goal);
    let does = does || goes_on && phrase.names(&phrase.before);
    slots.set(Slot::SectionGoal, around.section_plans && does);
    slots.set(Slot::ModeGoal, sentence.mode == Some(Mode::Goal));
    slots.set(Slot::Announced, sentence.announced);
    slots.set(Slot::ModeFigure, sentence.mode == Some(Mode::Figure));
    let measured = sentence.by_plan && measured::measurable(phrase);
    slots.set(Slot::ModeRate, sentence.rates || measured);
    // 对照市定任务，开工率108.9%: how much of that plan.
    let rate = phrase.is_ratio() && phrase.has(Cue::RateName) && phrase.quantity.bound == Bound::Exactly;
    slots.set(Slot::NounObject, slots.has(Slot::NounObject) || sentence.by_plan && rate);
    // 截至9月，…，秋季将新开办97所: what is soon to come is expected.
    let will = |at: usize| phrase.signs().begins(Sign::Will, phrase.text(at));
    let soon = sentence.until && phrase.last(&[Cue::Plan]).is_some_and(will);
    let forecast = phrase.has(Cue::Forecast) && !planned::by_year(phrase);
    slots.set(Slot::Forecast, sentence.expected || soon || forecast);
    slots.set(Slot::InPart, sentence.part);
    slots.set(Slot::Term, sentence.ahead && !slots.has(Slot::Forecast));
    slots.set(Slot::ModeShare, sentence.shares);
}
