//! Columns whose headers tell a role only as long as no other column has it: 设计量 beside 已完成, 目标 beside 成果.

use super::{column::Column, header::Header};
use crate::rules::{ColumnRole, HeaderWord, Rulebook};

/// True where the role that a weak header tells does not hold.
///
/// 本期计划 over 工程量 and 产值 says more than they do.
pub(super) fn doubted(
    columns: &[Column],
    at: usize,
    path: &[Header],
    planned: bool,
    rules: &Rulebook,
) -> bool {
    let column = &columns[at];
    let told = path.iter().filter(|header| header.role().is_some()).count();
    let speaks = |other: &&Column| other.cells.numbers + other.cells.sentences + other.cells.done > 0;
    let of = |role: ColumnRole, weak: bool| {
        let held = columns.iter().filter(move |other| other.role == Some(role) && other.weak == weak);
        held.filter(speaks).count()
    };
    let alone = |role: ColumnRole| of(role, false) == 0 && of(role, true) == 1;
    match column.role {
        _ if !column.weak => false,
        _ if told > 1 => true,
        Some(ColumnRole::Goal) => !(alone(ColumnRole::Goal) && of(ColumnRole::Figure, false) > 0),
        Some(ColumnRole::Figure) => {
            let yields = rules.layouts.names.yields.contains(&column.words);
            !(alone(ColumnRole::Figure) && of(ColumnRole::Goal, false) > 0) || planned && yields
        }
        _ => true,
    }
}

/// The header of a column whose weak word tells nothing.
pub(super) fn otherwise(path: &[Header]) -> Vec<Header> {
    path.iter().cloned().map(Header::otherwise).collect()
}

/// Gives a header that is a whole, or what came out, the role that it has where no other column has it.
pub(super) fn weaken(header: &mut Header, rules: &Rulebook) {
    let names = &rules.layouts.names;
    let words = ["年终", "年末", "年底", "最终"]
        .iter()
        .find_map(|time| header.words.strip_prefix(time))
        .unwrap_or(header.words.as_str());
    let is = |list: &[String]| list.iter().any(|word| word == words);
    let role = match () {
        () if is(&names.whole) => ColumnRole::Goal,
        () if is(&names.results) || is(&names.yields) => ColumnRole::Figure,
        _ => return,
    };
    (header.weak, header.instead) = (true, header.word);
    header.word = Some(HeaderWord { role, start: 0, end: header.words.len(), keep: false });
}
