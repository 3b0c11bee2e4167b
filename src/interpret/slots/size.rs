//! How large or how good it is: sizes, levels and times.

use super::object::Lead;
use crate::{
    interpret::next,
    model::{Bound, QuantityKind},
    rules::{Cue, Sign, Slot, Slots},
    text::bare,
};

pub(super) fn slots(lead: &Lead, slots: &mut Slots) {
    let (phrase, signs) = (lead.phrase, lead.phrase.signs());
    sizes(lead, slots);
    slots.set(Slot::Level, phrase.holds(Sign::Level) || !phrase.after.is_empty());
    slots.set(Slot::Balance, signs.ends(Sign::Balance, lead.text));
    let time = phrase.quantity.unit.as_ref().is_some_and(|unit| TIMES.contains(&unit.dimension.0.as_str()));
    slots.set(Slot::Duration, time && !phrase.holds(Sign::TimeMeasured));
    let place = matches!(phrase.quantity.unit_text.as_str(), "位" | "名");
    slots.set(
        Slot::Marks,
        slots.has(Slot::Marks) || place && lead.text.ends_with(['前', '后', '第', '列', '居']),
    );
}

/// Dimensions of times.
pub(crate) const TIMES: &[&str] =
    &["time", "duration", "months", "days", "years", "hours", "weeks", "minutes"];

fn sizes(lead: &Lead, slots: &mut Slots) {
    let (phrase, signs) = (lead.phrase, lead.phrase.signs());
    // 总投资达5772.8亿元 is still a size.
    let sum = phrase.last(&[Cue::Scale]).is_some_and(|at| phrase.text(at).contains(['资', '额']));
    let acts = phrase.cues().any(|(place, set)| {
        let reaches = sum && signs.is(Sign::Reaches, phrase.text(place));
        set.any(&[Cue::Done, Cue::Stage, Cue::Now]) && !reaches
    });
    // 新增装机容量2.8万千瓦: what is added, and not how large a work is.
    let adds = phrase.last(&[Cue::Action]).is_some_and(|at| signs.begins(Sign::New, phrase.text(at)));
    let acts = acts || adds && phrase.quantity.kind == QuantityKind::Measure;
    let acted = acts || phrase.quantity.bound == Bound::AtLeast && !required(lead);
    let scale = phrase.last(&[Cue::Scale]).filter(|_| !acted);
    let words = bare(lead.text);
    let sum = signs.is(Sign::Invested, words) && !acted && next::partly_done(phrase);
    slots.set(Slot::Scale, scale.is_some() || sum);
    slots.set(Slot::PlanScale, scale.is_some_and(|at| signs.begins(Sign::TotalPlanned, phrase.text(at))));
}

/// 项目总投资须在20亿元以上: what is asked of whoever applies, in no year.
fn required(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    let size = phrase.last(&[Cue::Scale]);
    let modal = lead.plan.filter(|&plan| lead.phrase.signs().is(Sign::Asks, phrase.text(plan)));
    let timed = phrase.has(Cue::Present) || phrase.has(Cue::PlanNoun);
    size.zip(modal).is_some_and(|(size, modal)| size < modal) && !timed
}
