//! A grid as a page.

use maud::{DOCTYPE, PreEscaped, html};

use super::{Grid, chart};
use crate::measure::ColumnType;

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
            head { meta charset="utf-8"; title { (grid.title) } style { (PreEscaped(STYLE)) } }
            body {
                h1 { (grid.title) }
                @for chart in &grid.charts {
                    figure { figcaption { (chart.title) } (PreEscaped(chart::svg(grid, chart))) }
                }
                table {
                    thead { tr { @for column in &grid.columns { th title=(column.meaning) { (column.zh) } } } }
                    tbody {
                        @for row in &grid.rows {
                            tr class=[row.first().and_then(Option::as_deref)] {
                                @for (column, cell) in grid.columns.iter().zip(row) {
                                    td class=[number(column.kind)] { (cell.as_deref().unwrap_or_default()) }
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

fn number(kind: ColumnType) -> Option<&'static str> {
    matches!(kind, ColumnType::Decimal | ColumnType::Integer).then_some("n")
}
