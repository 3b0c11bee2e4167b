//! Rows of the same name under others that they are parts of: 税收收入 under 财政总收入, and again under 公共预算收入.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::row::Row;
use crate::rules::Rulebook;

/// Gives rows whose name stands in a band more than once the name of the row that they add up to.
pub(super) fn name_parts(rows: &mut [Row]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    rows.iter().for_each(|row| *count.entry(row.name().to_owned()).or_default() += 1);
    let again = |row: &Row| !row.total && !row.name().is_empty() && count[row.name()] > 1;
    let (mut found, mut at) = (Vec::new(), 0);
    while at < rows.len() {
        let parts = rows[at + 1..].iter().take_while(|row| again(row)).count();
        if !rows[at].total && !again(&rows[at]) && parts > 1 && adds_up(&rows[at], &rows[at + 1..=at + parts])
        {
            found.push((at, parts));
        }
        at += parts + 1;
    }
    for (at, parts) in found {
        let whole = rows[at].name().to_owned();
        let names = rows[at + 1..=at + parts].iter_mut().filter_map(|row| row.names.last_mut());
        names.for_each(|name| name.insert_str(0, &whole));
    }
}

/// 出栏 over 生猪 and 肉牛: what is done to the names below it is part of them.
pub(super) fn name_acts(rows: &mut [Row], rules: &Rulebook) {
    for row in rows {
        let [.., upper, name] = row.names.as_mut_slice() else { continue };
        let act = rules.layouts.morphemes.is_verb(upper) || ACTS.contains(&upper.as_str());
        if act && !name.contains(upper.as_str()) {
            name.insert_str(0, upper);
        }
    }
}

/// What is done with animals.
const ACTS: [&str; 3] = ["出栏", "存栏", "饲养"];

/// True where the numbers of a column below one row add up to its own.
fn adds_up(whole: &Row, parts: &[Row]) -> bool {
    (0..whole.values.len()).any(|col| {
        let number = |row: &Row| row.values.get(col)?.number().map(|number| number.amount.low());
        let sum: Option<Decimal> = parts.iter().map(number).sum();
        number(whole).is_some_and(|whole| whole > Decimal::ONE && sum == Some(whole))
    })
}
