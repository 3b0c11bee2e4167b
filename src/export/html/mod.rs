//! The review page: one file that needs nothing else, with the report and its rows side by side.
//!
//! It holds the words of reports, which may be anything: they come in through `maud`, which escapes them, or as
//! JSON with `<` written as `\u003c`; and a policy in the page lets no script run but ours.

pub(super) mod csp;
mod facts;
mod first;
mod labels;
mod line;
mod marks;
mod numbers;
mod overview;
mod rows;
mod tables;
mod text;
mod unplaced;

use std::{
    borrow::Cow,
    io::{self, Write},
};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::{Cut, Export, Exporter, Growing, Lang, Part, Style, english};
use crate::{measure::Table, model::Report, text::Source, tongue::script_in_english};
use facts::Facts;

const STYLE: &str = concat!(include_str!("page.css"), include_str!("rows.css"), include_str!("print.css"));
const SCRIPT: &str = concat!(
    "'use strict';(() => {\n",
    include_str!("places.js"),
    include_str!("filter.js"),
    include_str!("toml.js"),
    include_str!("decide.js"),
    include_str!("pick.js"),
    include_str!("mend.js"),
    include_str!("live.js"),
    include_str!("earlier.js"),
    include_str!("keys.js"),
    "})();\n"
);

/// The review page.
pub(super) struct Html;

impl Exporter for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn about(&self) -> &'static str {
        "a page to review rows beside the report, and to correct them"
    }

    fn shows_all(&self) -> bool {
        true
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        Ok(Part::of_table(table))
    }

    fn begin<'w>(&self, style: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        Ok(Box::new(first::First::new(out, style.lang, first::ROWS)))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        page(export.reports, export.table, export.style.lang, out)
    }
}

/// Writes the review page of reports.
///
/// # Errors
/// What the writer reports.
pub fn page(
    reports: &[(&Source, &Report)],
    table: &Table,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    written(reports, table, lang, None, None, out)
}

/// Writes the review page of one report for the workbench, which keeps the decisions: `decided` is what it knows of
/// them, as the script of the page reads it.
///
/// # Errors
/// What the writer reports.
pub fn live_page(
    report: (&Source, &Report),
    table: &Table,
    decided: &Value,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    written(&[report], table, lang, Some(decided), None, out)
}

fn written(
    reports: &[(&Source, &Report)],
    table: &Table,
    lang: Lang,
    live: Option<&Value>,
    cut: Option<Cut>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facts = facts::of(reports, table);
    let data = numbers::json(&facts, lang, live)?;
    let script: Cow<'_, str> =
        if lang == Lang::En { script_in_english(SCRIPT).into() } else { SCRIPT.into() };
    let title = match facts.as_slice() {
        [one] => one.title().to_owned(),
        several => format!("{}份报告", several.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(csp::policy(STYLE, &script, live.is_some()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "duibiao " (env!("CARGO_PKG_VERSION")) };
                title { (title) " · 对标审阅" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (bar(&facts, live.is_some()))
                @if let Some(cut) = cut { (left_out(cut)) }
                @for (index, one) in facts.iter().enumerate() { (report(index, one, lang)) }
                (decided(live.is_some()))
                (mend())
                (help())
                script type="application/json" id="data" { (PreEscaped(data)) }
                script { (PreEscaped(&script)) }
            }
        }
    };
    let page = page.into_string();
    let page = if lang == Lang::En { english::page(&page) } else { page };
    out.write_all(page.as_bytes())
}

/// The bar at the top: which report, search, filters.
fn bar(facts: &[Facts<'_>], live: bool) -> Markup {
    html! {
        header.bar {
            @if live { a.home href="../" { "← 工作台" } } @else { span.mark { "对标" } }
            @if facts.len() > 1 {
                select #report aria-label="选择报告" {
                    @for (index, one) in facts.iter().enumerate() {
                        option value=(index) { (one.title()) "（" (one.source.file_name()) "）" }
                    }
                }
            }
            input #search type="search" placeholder="搜索指标、任务、原文  /" aria-label="搜索";
            div.filters role="group" aria-label="筛选" {
                @for (code, word, tip) in labels::FILTERS {
                    button type="button" data-filter=(code) aria-pressed=(if *code == "all" { "true" } else { "false" }) title=(tip) {
                        (word) " " b { "0" }
                    }
                }
            }
            span.space {}
            label.quiet.load title="载入以前的更正文件" { "载入更正" input #earlier type="file" accept=".toml"; }
            button #fold.quiet type="button" aria-pressed="true" title="显示或收起概览" { "概览" }
            button #theme.quiet type="button" title="浅色或深色" aria-label="切换浅色或深色" { "◐" }
            button #keys.quiet type="button" title="键盘操作  ?" aria-label="键盘操作" { "?" }
        }
    }
}

/// That the page does not hold all that was read.
fn left_out(cut: Cut) -> Markup {
    let Cut { rows, of_rows, reports, of_reports } = cut;
    html! {
        p.cut role="note" {
            "本页只列前" (reports) "份报告的" (rows) "行；共读取" (of_reports) "份、" (of_rows)
            "行，其余未列。要全部各行，请输出为 CSV、Parquet、SQLite 或 Excel。"
        }
    }
}

fn report(index: usize, facts: &Facts<'_>, lang: Lang) -> Markup {
    html! {
        main.report data-report=(index) hidden[index > 0] {
            (overview::overview(facts, lang))
            div.panes {
                section.source aria-label="报告原文" tabindex="0" translate="no" { (text::text(index, facts)) }
                section.found aria-label="提取结果" {
                    div.tabs role="tablist" {
                        button type="button" role="tab" data-tab="rows" aria-selected="true" {
                            "逐行核对 " b { (facts.rows.len()) }
                        }
                        button type="button" role="tab" data-tab="unplaced" aria-selected="false" {
                            "未归位 " b { (unplaced::count(facts)) }
                        }
                    }
                    div.rows data-panel="rows" {
                        (sift(facts))
                        @for (at, row) in facts.rows.iter().enumerate() { (rows::row(index, at, row, facts)) }
                        p.none hidden { "没有符合条件的行。" }
                        div.added hidden { h3 { "补录的目标" } ul.list {} }
                    }
                    div.unplaced data-panel="unplaced" hidden { (unplaced::unplaced(index, facts)) }
                    div.picker hidden {
                        div.pickhead {
                            strong {}
                            button.quiet type="button" data-act="unpick" { "取消  Esc" }
                        }
                        p { "从下面选择，或在左侧原文中点选数字。" }
                        input type="search" aria-label="查找完成值" placeholder="查找数字或原文";
                        ol {}
                    }
                }
            }
        }
    }
}

/// Order and filters of the rows; the script fills in what they hold.
fn sift(facts: &Facts<'_>) -> Markup {
    html! {
        @if !facts.rows.is_empty() {
            div.sift role="group" aria-label="排序与筛选" {
                select data-sort aria-label="排序" {
                    @for (code, word) in labels::SORTS { option value=(code) { (word) } }
                }
                @for (name, word) in labels::SIFTS {
                    select data-sift=(name) aria-label=(word) hidden { option value="" { (word) "：全部" } }
                }
                button type="button" data-act="bulk" hidden title="确信度95%以上、没有预警、尚未审阅的行" {}
            }
        } @else { div.sift hidden { button type="button" data-act="bulk" {} } }
    }
}

/// What the reviewer has decided so far.
fn decided(live: bool) -> Markup {
    html! {
        footer.decided hidden {
            span #count aria-live="polite" {}
            label { "审阅人 " input #by type="text" autocomplete="name" size="10"; }
            span #missing role="alert" {}
            span.space {}
            button type="button" #back.quiet hidden[!live] { "撤销上一步" }
            button type="button" #clear.quiet hidden[live] { "全部撤销" }
            button type="button" #download.strong hidden[live] { "下载更正文件" }
        }
    }
}

/// What of a row is to be read otherwise, or a goal that was marked in the text.
fn mend() -> Markup {
    html! {
        dialog #mend {
            form method="dialog" {
                h2 {}
                p.meta {}
                @for (name, word) in labels::FIELDS {
                    label { (word) input type="text" name=(name); }
                }
                p.wrong role="alert" {}
                div.ends {
                    button type="button" value="close" { "取消" }
                    button.strong type="submit" { "确定" }
                }
            }
        }
        button #mark type="button" data-act="add" hidden { "补为目标" }
    }
}

fn help() -> Markup {
    html! {
        dialog #help {
            h2 { "键盘操作" }
            dl {
                @for (key, what) in labels::KEYS { dt { kbd { (key) } } dd { (what) } }
            }
            p { "更正文件下载后这样使用：" code { "duibiao extract 报告 --corrections corrections.toml" } }
            form method="dialog" { button { "关闭" } }
        }
    }
}

#[cfg(test)]
mod tests;
