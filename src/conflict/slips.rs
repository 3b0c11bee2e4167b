//! Two digits that changed places under a like name, and rates of a part of what is counted right before it.
//!
//! ```text
//! 旅游综合收入186.4亿元 … 旅游收入168.4亿元        6 and 8 changed places
//! 排查隐患4286条,整改3940条,整改率97.1%            3940 of 4286 is 91.9 %
//! ```

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Conflict,
    list::{gap, line},
    saying::Saying,
    within::conflict,
};
use crate::{compare::Side, measure::Field, model::Alert};

/// Numbers of so many digits are hardly the same digits in another order by chance.
const DIGITS: usize = 4;
/// Shortest name that may be a longer one cut short, and the end that both share, in characters.
const NAME: usize = 4;
const END: usize = 2;
/// How far a wrong digit moves a rate that was printed in percent.
const SLIP: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// What stands between a count and the part of it that is done, in characters.
const BESIDE: u64 = 2;

/// The digits in their order, unit, stretch of time, date and place of figures that may be one.
type Alike<'s> = (Vec<char>, &'s str, &'s str, &'s str, &'s str);

/// Numbers that were written wrongly.
pub(super) fn conflicts(sayings: &[Saying]) -> Vec<Conflict> {
    let prose: Vec<&Saying> = sayings.iter().filter(|one| !one.in_table && one.figure.is_some()).collect();
    let mut found = swapped(&prose);
    found.extend(prose.windows(2).filter_map(|pair| rated(pair[0], pair[1], &prose)));
    found
}

/// Figures of like names of which one has two digits of the other in another order.
fn swapped(prose: &[&Saying]) -> Vec<Conflict> {
    let mut alike: BTreeMap<Alike, Vec<&Saying>> = BTreeMap::new();
    for saying in prose.iter().copied().filter(|one| !one.stock && !one.moved && !one.part) {
        let Some(digits) = digits(saying) else { continue };
        let mut sorted: Vec<char> = digits.chars().collect();
        sorted.sort_unstable();
        let key = (
            sorted,
            saying.entry.cell(Field::ActualUnit),
            saying.flow(),
            saying.entry.cell(Field::AsOf),
            &*saying.place,
        );
        alike.entry(key).or_default().push(saying);
    }
    let pairs = alike.values().filter_map(|group| match group[..] {
        [one, other] => Some((one, other)),
        _ => None,
    });
    let swap = |(one, other): &(&Saying, &Saying)| {
        let (Some(mine), Some(theirs)) = (digits(one), digits(other)) else { return false };
        let apart = mine.chars().zip(theirs.chars()).filter(|(one, other)| one != other).count();
        apart == 2 && line(one) != line(other) && named(&one.entry.key, &other.entry.key)
    };
    pairs.filter(swap).map(|pair| conflict(Alert::FiguresDiffer, pair, Side::Figure)).collect()
}

/// The digits of a figure with their point, where there are enough of them.
fn digits(saying: &Saying) -> Option<String> {
    let (value, _) = saying.entry.printed(Side::Figure)?;
    let digits = value.to_string();
    (digits.chars().filter(char::is_ascii_digit).count() >= DIGITS).then_some(digits)
}

/// True where one name is left when letters of the other are taken out, and both end alike; one name is told by other rules.
fn named(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut rest = long.chars();
    let end: String = short.chars().rev().take(END).collect();
    one != other
        && short.chars().count() >= NAME
        && end.chars().eq(long.chars().rev().take(END))
        && short.chars().all(|letter| rest.any(|own| own == letter))
}

/// A part with the rate of it, right behind the count that it is a part of, where neither this nor another number of the
/// line gives the rate.
fn rated(whole: &Saying, part: &Saying, prose: &[&Saying]) -> Option<Conflict> {
    let end = |name| part.entry.base(part.entry.value(name)?);
    let (low, high) = (end(Field::ImpliedTargetLow)?, end(Field::ImpliedTargetHigh)?);
    let (all, done) = (whole.figure?, part.figure?);
    let beside = gap(whole, part).is_some_and(|gap| gap <= BESIDE);
    let same = whole.entry.key == part.entry.key
        && whole.entry.cell(Field::ActualUnit) == part.entry.cell(Field::ActualUnit)
        && whole.flow() == part.flow();
    let stated = part.entry.cell(Field::Kind) == "stated" && part.goal.is_none();
    // A slip of a digit, or of two of them, moves a rate by so much at most; what is further off is the rate of something else.
    let near = done.value.checked_div(all.value)? - part.entry.value(Field::StatedRatio)?;
    let near = near.abs() <= SLIP;
    let fits = |value| low <= value && value <= high;
    let others = prose.iter().filter(|one| line(one) == line(part)).flat_map(|one| [one.figure, one.goal]);
    let explained = others.flatten().any(|number| fits(number.value));
    (beside && near && same && stated && all.value > done.value && !explained).then(|| Conflict {
        alert: Alert::RateElsewhere,
        row: part.row,
        other: whole.row,
        detail: format!(
            "完成 {}, 自报 {}, 前面 {}",
            part.entry.written(Side::Figure),
            part.entry.cell(Field::StatedRatio),
            whole.entry.written(Side::Figure)
        ),
    })
}
