//! What sort of number it is.

use super::{bracket::rate_follows, object::plan_object};
use crate::{
    interpret::phrase::Phrase,
    model::{Bound, Quantity, QuantityKind},
    rules::{Cue, Slot, Slots},
    text::is_digit,
};

pub(super) fn slots(phrase: &Phrase, slots: &mut Slots) {
    let quantity = phrase.quantity;
    let bare = quantity.kind == QuantityKind::Number && quantity.unit_text.is_empty();
    kind(quantity, slots);
    let compared = phrase.last(&[Cue::Compare, Cue::Rise, Cue::Fall, Cue::RateName]).is_some();
    // 完成年度计划93.47: a hundredth of nothing is a percentage whose sign was left out.
    let signless = || !quantity.amount.low().fract().is_zero() && phrase.after.is_empty();
    let measured =
        || (phrase.has(Cue::Share) || phrase.has(Cue::Done) && signless()) && plan_object(phrase).is_some();
    // 占计划的八成.
    let tenths = matches!(quantity.kind, QuantityKind::Tenths | QuantityKind::Fraction);
    slots.set(Slot::Ratio, tenths && plan_object(phrase).is_some());
    slots.set(Slot::Ratio, phrase.is_ratio() || bare && (compared || measured()) && !rate_follows(phrase));
    let odd = quantity.kind == QuantityKind::Percent && !quantity.amount.low().fract().is_zero();
    slots.set(Slot::Odd, odd && quantity.bound == Bound::Exactly);
    slots.set(Slot::Floor, matches!(quantity.bound, Bound::AtLeast | Bound::MoreThan));
    slots.set(Slot::Ceiling, matches!(quantity.bound, Bound::AtMost | Bound::LessThan));
    let before = phrase.words.text[..quantity.core.start].trim_end_matches(' ');
    let signed = before.ends_with(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', '≧', '≦']);
    slots.set(Slot::Sign, signed && !is_formula(before));
}

fn kind(quantity: &Quantity, slots: &mut Slots) {
    slots.set(Slot::Multiple, quantity.kind == QuantityKind::Multiple);
    slots.set(Slot::Points, quantity.kind == QuantityKind::Points);
    slots.set(Slot::Part10, matches!(quantity.kind, QuantityKind::Tenths | QuantityKind::Fraction));
    slots.set(Slot::Marks, quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "score"));
    slots.set(Slot::Counted, quantity.kind == QuantityKind::Count);
    slots.set(Slot::Money, quantity.kind == QuantityKind::Money);
}

/// 5.0% × 24% = 1.2%: what a formula comes to.
fn is_formula(before: &str) -> bool {
    before.strip_suffix(['=', '＝']).is_some_and(|left| {
        let left = left.trim_end_matches(' ');
        left.ends_with(['%', '％', ')', '）']) || left.ends_with(is_digit)
    })
}
