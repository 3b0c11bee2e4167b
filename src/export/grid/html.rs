//! A grid as a page.

use maud::{DOCTYPE, PreEscaped, html};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Grid, Head, svg};
use crate::{
    export::{GENERATOR, html::csp},
    measure::ColumnType,
};

const STYLE: &str = "\
:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;margin:1.5rem}\
table{border-collapse:collapse}th,td{border:1px solid #8886;padding:.25rem .5rem;text-align:left;vertical-align:top}\
th{position:sticky;top:0;background:Canvas}td.n{text-align:right;font-variant-numeric:tabular-nums}\
tr.new td:first-child{border-left:4px solid #2a7}tr.updated td:first-child{border-left:4px solid #c80}\
tr.absent td:first-child{border-left:4px solid #c33}";

/// One page that needs nothing else; the class of a row is its first cell.
pub(super) fn page(grid: &Grid) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head { meta charset="utf-8"; meta name="generator" content=(GENERATOR); meta http-equiv="Content-Security-Policy" content=(csp::policy_of_style(STYLE)); title { (grid.title) } style { (PreEscaped(STYLE)) } }
            body {
                h1 { (grid.title) }
                @for chart in &grid.charts {
                    figure { figcaption { (chart.title) } (svg::drawn(grid, chart)) }
                }
                table {
                    thead { tr { @for column in &grid.columns { th title=(column.meaning) { (column.zh) } } } }
                    tbody {
                        @for row in &grid.rows {
                            tr class=[row.first().and_then(Option::as_deref)] {
                                @for (column, cell) in grid.columns.iter().zip(row) {
                                    td class=[number(column.kind)] { (shown(column, cell.as_deref())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    markup.into_string() + "\n"
}

/// A ratio as a percentage, anything else as it is.
fn shown(column: &Head, cell: Option<&str>) -> String {
    let ratio =
        cell.filter(|_| column.percent).and_then(|cell| Decimal::from_str_exact(cell).ok());
    let percent = ratio.and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED));
    match percent {
        Some(percent) => {
            let rounded = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            format!("{rounded:.1}%")
        }
        None => cell.unwrap_or_default().to_owned(),
    }
}

fn number(kind: ColumnType) -> Option<&'static str> {
    matches!(kind, ColumnType::Decimal | ColumnType::Integer).then_some("n")
}
