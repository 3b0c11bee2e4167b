//! Goal and figure in one unit.

use rust_decimal::Decimal;

use crate::{
    model::{Quantity, QuantityKind, Roughness},
    rules::Rulebook,
};

/// Goal and figure of a row in one unit, and how exact each is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    /// The common unit's name.
    pub(super) unit: Option<String>,
    /// True for rates, whose differences are percentage points.
    pub(super) rate: bool,
    /// False where the two measure different things.
    pub(super) comparable: bool,
    /// True for things counted one by one.
    pub(super) counted: bool,
    /// The goal, or its lower end.
    pub(super) target: Option<Decimal>,
    /// The goal, or its upper end.
    pub(super) target_high: Option<Decimal>,
    /// The figure.
    pub(super) actual: Option<Decimal>,
    /// How far the printed goal may be from the true one, either side.
    pub(super) target_half: Decimal,
    /// The same for the figure.
    pub(super) actual_half: Decimal,
}

/// What a number is a number of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort<'q> {
    /// Percent, points, tenths, fractions and multiples: all of them shares of a whole.
    Rate,
    /// A multiple against another multiple.
    Dimension(&'q str),
    /// A bare number, or a unit that the rules do not know; compares with anything but a rate.
    Bare,
}

/// Below this many base units in one of it, a unit is kept as printed: 微克/立方米 in 吨/立方米 has no digits left.
const SMALL: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Goal and figure in one unit: percent for shares, else the base unit of their dimension; counted things keep
/// the goal's own word (户), and what is very small its printed unit.
pub(super) fn folded(goal: Option<&Quantity>, figure: Option<&Quantity>, rules: &Rulebook) -> Folded {
    let Some(first) = goal.or(figure) else { return Folded::default() };
    // The side that knows its unit tells it for both.
    let lead = [goal, figure].into_iter().flatten().find(|side| sort(side) != Sort::Bare).unwrap_or(first);
    let rate = sort(lead) == Sort::Rate;
    let value = |quantity: &Quantity, amount: Decimal| {
        factor(quantity, lead)?.checked_div(small(lead).unwrap_or(Decimal::ONE))?.checked_mul(amount)
    };
    let half = |quantity: Option<&Quantity>| {
        quantity.and_then(|quantity| value(quantity, half(quantity))).unwrap_or_default()
    };
    let (target_half, actual_half) = (half(goal), half(figure));
    Folded {
        unit: unit(lead, rate, rules),
        rate,
        comparable: goal.zip(figure).is_none_or(|(goal, figure)| compare(goal, figure)),
        counted: counter(lead) && figure.is_none_or(whole),
        target: goal.and_then(|goal| value(goal, goal.amount.low())),
        target_high: goal.and_then(|goal| value(goal, goal.amount.high())),
        actual: figure.and_then(|figure| value(figure, figure.amount.low())),
        target_half,
        actual_half,
    }
}

fn sort(quantity: &Quantity) -> Sort<'_> {
    match quantity.kind {
        QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Tenths
        | QuantityKind::Fraction
        | QuantityKind::Multiple => Sort::Rate,
        QuantityKind::Number
        | QuantityKind::Count
        | QuantityKind::Money
        | QuantityKind::Measure
        | QuantityKind::Ordinal => {
            quantity.unit.as_ref().map_or(Sort::Bare, |unit| Sort::Dimension(&unit.dimension.0))
        }
    }
}

fn compare(goal: &Quantity, figure: &Quantity) -> bool {
    match (sort(goal), sort(figure)) {
        (Sort::Bare, Sort::Rate) | (Sort::Rate, Sort::Bare) => {
            [goal, figure].iter().all(|side| side.magnitude == Decimal::ONE)
        }
        (Sort::Bare, _) | (_, Sort::Bare) | (Sort::Rate, Sort::Rate) => true,
        (Sort::Dimension(one), Sort::Dimension(other)) => one == other || (counter(goal) && counter(figure)),
        (Sort::Rate, Sort::Dimension(_)) | (Sort::Dimension(_), Sort::Rate) => false,
    }
}

/// Counters count the same things under different words (户, 套, 人, 名额).
fn counter(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| unit.counter)
}

/// The common units in one printed unit of a quantity; a bare number stands in the unit of `lead`.
fn factor(quantity: &Quantity, lead: &Quantity) -> Option<Decimal> {
    let own = if sort(quantity) == Sort::Bare { lead } else { quantity };
    let unit = own.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
    let unit = match own.kind {
        QuantityKind::Tenths => Decimal::TEN,
        QuantityKind::Fraction | QuantityKind::Multiple => Decimal::ONE_HUNDRED,
        QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Number
        | QuantityKind::Count
        | QuantityKind::Money
        | QuantityKind::Measure
        | QuantityKind::Ordinal => unit,
    };
    quantity.magnitude.checked_mul(unit)
}

/// True for a whole number of things: 4.89万人, and not 3.88个 to a thousand heads.
fn whole(quantity: &Quantity) -> bool {
    quantity.amount.low().checked_mul(quantity.magnitude).is_some_and(|value| value.is_integer())
}

fn unit(lead: &Quantity, rate: bool, rules: &Rulebook) -> Option<String> {
    if rate {
        return Some("%".to_owned());
    }
    let unit = lead.unit.as_ref()?;
    if unit.counter {
        return Some(unit.name.clone());
    }
    if small(lead).is_some() {
        return Some(lead.unit_text.clone());
    }
    Some(rules.units.base(&unit.dimension).unwrap_or_else(|| unit.clone()).name.clone())
}

/// The base units in one of a very small unit.
fn small(lead: &Quantity) -> Option<Decimal> {
    let factor = lead.unit.as_ref()?.factor;
    (factor > Decimal::ZERO && factor < SMALL).then_some(factor)
}

/// How far the true value may be from the printed one, in printed units: half of the last printed place, nothing
/// for things counted one by one, and one whole step of the last digit that says something for 500余.
fn half(quantity: &Quantity) -> Decimal {
    let amount = quantity.amount.low();
    match quantity.roughness {
        Roughness::About | Roughness::Over | Roughness::Nearly => {
            let mut step = Decimal::new(1, amount.scale());
            while !amount.is_zero() && (amount % (step * Decimal::TEN)).is_zero() && step < amount.abs() {
                step *= Decimal::TEN;
            }
            step
        }
        Roughness::Exact => {
            let whole = amount.is_integer() && quantity.magnitude == Decimal::ONE;
            if whole && (quantity.kind == QuantityKind::Count || counter(quantity)) {
                return Decimal::ZERO;
            }
            // Past 27 places a half step cannot be written.
            Decimal::new(5, (amount.scale() + 1).min(Decimal::MAX_SCALE))
        }
    }
}
