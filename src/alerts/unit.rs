//! Numbers whose unit is doubted: of another dimension, or so many times what they were.

use rust_decimal::Decimal;

use super::held::{Held, NEARLY, cumulative, figures, goals};
use crate::{compare::Side, measure::Field};

/// A wrong unit that is put right again is not the same times smaller: the work went on meanwhile.
const PUT_RIGHT: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// A figure so many times its goal, or what it was, is doubted.
const FAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// True where the unit changed and the number goes on, or the number is so many times what it was.
pub(super) fn unit_jump(held: &Held) -> bool {
    let units = [held.old, held.new].map(|entry| entry.cell(Field::Unit));
    if units.iter().all(|unit| !unit.is_empty()) && held.old.dimension() != held.new.dimension() {
        return goes_on(held);
    }
    let jumped = |pair: Option<(Decimal, Decimal)>| {
        let Some((old, new)) = pair else { return false };
        let (small, large) = (old.abs().min(new.abs()), old.abs().max(new.abs()));
        // From three to three hundred is growth; from thirty to three thousand is another unit.
        let back = if new < old { PUT_RIGHT } else { Decimal::ONE };
        let least =
            if small < Decimal::TEN { held.rule.limit * Decimal::TEN } else { held.rule.limit / back };
        !small.is_zero() && large.checked_div(small).is_none_or(|times| times >= least)
    };
    jumped(goals(held)) || jumped(figures(held)) || slipped(held) || misplaced(held)
}

/// True where the printed rate implies the goal as it was once a power of ten is put to it or taken off, as it does of the
/// figure: 53.1公里 of 92公里, then 7.68公里 and 83.5%.
fn misplaced(held: &Held) -> bool {
    let value = |field| held.new.value(field);
    let ends = value(Field::ImpliedTargetLow).zip(value(Field::ImpliedTargetHigh));
    let goal = held.old.target.and_then(|goal| held.new.in_my_unit(held.old, goal));
    let (Some((old, new)), Some((low, high)), Some(goal), None) =
        (figures(held), ends, goal, held.new.target)
    else {
        return false;
    };
    let within = |goal: Decimal| low <= goal && goal <= high;
    let small = || tens().any(|ten| goal.checked_div(ten).is_some_and(within));
    let large = || tens().any(|ten| goal.checked_mul(ten).is_some_and(within));
    cumulative(held) && (new * FAR <= old && small() || new >= old * FAR && large())
}

/// Ten, a hundred, a thousand and ten thousand.
fn tens() -> impl Iterator<Item = Decimal> {
    (1..=4).map(|places| Decimal::from(10_u32.pow(places)))
}

/// True where the bare numbers go on although their units differ; else two measures of one thing are told, 67个 and
/// 153万平方米.
fn goes_on(held: &Held) -> bool {
    let both = |side| Some((held.old.printed(side)?.0, held.new.printed(side)?.0));
    let goal = both(Side::Goal).is_some_and(|(old, new)| old == new);
    let figure = both(Side::Figure).is_some_and(|(old, new)| old <= new && new <= old * FAR);
    goal || figure
}

/// A figure whose printed rate fits once a power of ten is taken off it or put to it; without a rate, one ten times what it
/// was and more and far above a goal which was not reached before.
fn slipped(held: &Held) -> bool {
    let (Some((old, new)), Some((_, goal))) = (figures(held), goals(held)) else { return false };
    if !cumulative(held) || goal <= Decimal::ZERO || old <= Decimal::ZERO || new <= Decimal::ZERO {
        return false;
    }
    let stated = held.new.value(Field::StatedRatio);
    let off = stated.filter(|stated| !stated.is_zero()).and_then(|stated| new.checked_div(goal * stated));
    let near = |times: Decimal| tens().any(|ten| (times / ten - Decimal::ONE).abs() < NEARLY);
    // Where the figure goes on as before, it is the rate that was misprinted.
    let misplaced = |off: Decimal| {
        new >= old * FAR && near(off) || new * FAR <= old && Decimal::ONE.checked_div(off).is_some_and(near)
    };
    let tenfold = old >= Decimal::TEN && new >= old * Decimal::TEN;
    off.map_or(tenfold && old < goal && new > goal * FAR, misplaced)
}
