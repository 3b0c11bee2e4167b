//! A grid as a page: in words, with colours for better and worse, and on a phone a card for each row.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rust_decimal::{Decimal, RoundingStrategy};
use unicode_width::UnicodeWidthStr;

use super::{
    Grid,
    columns::{Extent, groups},
    people::{Seen, Shown, shown},
    svg,
};
use crate::export::{GENERATOR, Lang, english, html::csp};

/// Words of this width stand in one line.
const SHORT: usize = 18;
/// A table of fewer columns is no wider than they are.
const FEW: usize = 9;
/// One of more columns is moved under the eye.
const MANY: usize = 12;
const STYLE: &str = include_str!("page.css");
/// Choices of rows: the class of the rows, and its word.
const CHOICES: &[(&str, &str)] = &[
    ("new", "新增"),
    ("updated", "更新"),
    ("absent", "缺失"),
    ("worse", "完成率下降"),
    ("raised", "有预警"),
    ("error", "错误"),
    ("warning", "警告"),
    ("note", "提示"),
];

/// One page that needs nothing else.
pub(super) fn page(grid: &Grid, lang: Lang) -> String {
    let mut columns = shown(grid, lang, Extent::First);
    let kept: Vec<usize> = columns.iter().map(|column| column.at).collect();
    let heading = groups(grid, &kept);
    let (heading, columns): (Vec<Shown>, Vec<Shown>) =
        columns.drain(..).partition(|column| heading.contains(&column.at));
    let classes: Vec<Vec<&str>> = (0..grid.rows.len()).map(|row| classes(grid, row)).collect();
    let markup = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(csp::policy_of_style(STYLE));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(GENERATOR);
                title { (grid.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (grid.title) }
                @if !grid.charts.is_empty() {
                    div .charts {
                        @for chart in &grid.charts {
                            figure tabindex="0" { figcaption { (chart.title) } (svg::drawn(grid, chart, lang)) }
                        }
                    }
                }
                (choices(&classes))
                @if columns.len() > MANY {
                    div .scroll tabindex="0" role="region" aria-label=(grid.title) { (table(grid, &heading, &columns, &classes)) }
                } @else { (table(grid, &heading, &columns, &classes)) }
            }
        }
    };
    let page = markup.into_string() + "\n";
    if lang == Lang::En { english::page(&page) } else { page }
}

/// The rows, each run of them under what heads it; or a word where there are none.
fn table(grid: &Grid, heading: &[Shown], columns: &[Shown], classes: &[Vec<&str>]) -> Markup {
    let headed = |row: usize| {
        let names: Vec<String> = heading.iter().map(|column| column.cells[row].words()).collect();
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    html! {
        @if grid.rows.is_empty() { p .none { (grid.empty) } }
        @else {
            table translate="no" class=[(columns.len() < FEW).then_some("few")] {
                thead { tr { @for column in columns { th scope="col" class=[head_class(column)] { (column.head) } } } }
                tbody {
                    @for (row, classes) in classes.iter().enumerate() {
                        @if !heading.is_empty() && (row == 0 || headed(row) != headed(row - 1)) {
                            tr .group { th scope="colgroup" colspan=(columns.len()) { (headed(row)) } }
                        }
                        tr class=[(!classes.is_empty()).then(|| classes.join(" "))] {
                            @for column in columns { (cell(grid, column, row)) }
                        }
                    }
                }
            }
        }
    }
}

/// Numbers stand to the right, and so do their heads; long heads may take several lines.
fn head_class(column: &Shown) -> Option<String> {
    let number = column.cells.iter().any(Seen::is_number).then_some("n");
    let long = (column.head.width() > SHORT).then_some("long");
    let classes: Vec<&str> = [number, long].into_iter().flatten().collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// Which rows to show, where there are rows of several kinds; it needs no script.
fn choices(classes: &[Vec<&str>]) -> Markup {
    let count = |class: &str| classes.iter().filter(|row| row.contains(&class)).count();
    let held = CHOICES.iter().map(|(class, word)| (class, word, count(class)));
    let held: Vec<_> = held.filter(|(.., count)| *count > 0 && *count < classes.len()).collect();
    html! {
        @if !held.is_empty() {
            nav aria-label="筛选" {
                label { input type="radio" name="f" id="f-all" checked; "全部 " (classes.len()) }
                @for (class, word, count) in held {
                    label { input type="radio" name="f" id={ "f-" (class) }; (word) " " (count) }
                }
            }
        }
    }
}

/// What a row is, as classes of its choices.
fn classes(grid: &Grid, row: usize) -> Vec<&'static str> {
    let cell = |name: &str| {
        let at = grid.columns.iter().position(|head| head.name == name)?;
        grid.rows[row][at].as_deref()
    };
    let said = [cell("change"), cell("severity")];
    let mut classes: Vec<&str> =
        CHOICES.iter().map(|(class, _)| *class).filter(|class| said.contains(&Some(class))).collect();
    if cell("ratio_delta_pp").is_some_and(|delta| delta.starts_with('-')) {
        classes.push("worse");
    }
    if cell("findings").is_some() {
        classes.push("raised");
    }
    if grid.rows[row].first().is_some_and(|cell| cell.as_deref() == Some("合计")) {
        classes.push("total");
    }
    classes
}

fn cell(grid: &Grid, column: &Shown, row: usize) -> Markup {
    let head = column.head.as_str();
    // What the row is about: its indicator, or the group that it is of.
    let indicator = grid.columns.iter().position(|head| head.name == "indicator");
    let name = column.at == indicator.unwrap_or(0);
    let (class, text) = match &column.cells[row] {
        Seen::Nothing => (None, String::new()),
        Seen::Words(words) if name => (Some("name"), words.clone()),
        Seen::Words(words) => (Some(if words.width() <= SHORT { "short" } else { "long" }), words.clone()),
        Seen::Date(date) => (Some("short"), date.to_string()),
        Seen::Step(step) if step.is_sign_positive() && !step.is_zero() => {
            (Some("n"), format!("+{}", grouped(&step.to_string())))
        }
        Seen::Step(step) => (Some("n"), grouped(&step.to_string())),
        Seen::Number(number) => (Some("n"), grouped(&number.to_string())),
        Seen::Percent(ratio) => (Some("n"), rounded(*ratio, Decimal::ONE_HUNDRED) + "%"),
        Seen::Change(delta) if rounded(delta.abs(), Decimal::ONE) == "0.0" => (Some("n"), "0.0".to_owned()),
        Seen::Change(delta) if delta.is_sign_negative() => {
            (Some("n down"), format!("▼ {}", rounded(delta.abs(), Decimal::ONE)))
        }
        Seen::Change(delta) => (Some("n up"), format!("▲ {}", rounded(*delta, Decimal::ONE))),
        Seen::Light(word, light) => (Some(*light), word.clone()),
    };
    html! { td class=[class] data-head=(head) { (text) } }
}

/// With one decimal, 四舍五入.
fn rounded(value: Decimal, times: Decimal) -> String {
    let round = |value: Decimal| value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    value.checked_mul(times).map_or_else(|| value.to_string(), |value| format!("{:.1}", round(value)))
}

/// A number with a comma at each third digit.
fn grouped(text: &str) -> String {
    let (whole, part) =
        text.split_once('.').map_or((text, String::new()), |(whole, part)| (whole, format!(".{part}")));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{sign}{shown}{part}")
}

#[cfg(test)]
mod tests {
    use super::{Decimal, grouped, rounded};

    #[test]
    fn numbers_are_grouped_and_rates_rounded() {
        assert_eq!(grouped("-1234567.25"), "-1,234,567.25");
        assert_eq!(grouped("999"), "999");
        assert_eq!(rounded(Decimal::new(5465, 4), Decimal::ONE_HUNDRED), "54.7");
    }
}
