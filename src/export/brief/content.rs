//! What a notice says, in its order.

use rust_decimal::Decimal;

use super::{Clash, Notice, Part, Run, draft::Draft, filled, items, told, words};
use crate::{
    export::{Lang, own, said},
    measure::{Field, Rollup, RollupBy, STATUSES, Table, districts, rollup, to_check},
    rules::Wording,
};

/// Most goals without a figure, and most doubts, that are listed; the workbook has all.
const LISTED: usize = 30;
/// Statuses by what a notice says of them.
const DONE: &[&str] = &["done", "met"];
const AHEAD: &[&str] = &["ahead", "on_pace"];
const BEHIND: &[&str] = &["slightly_behind", "behind", "far_behind"];

pub(super) fn notice(
    table: &Table,
    clashes: &[Clash<'_>],
    wording: &Wording,
    most: usize,
    lang: Lang,
) -> Notice {
    let mut notice = Notice::default();
    let reports: Vec<String> = own::reports(table).into_iter().map(|(_, title)| title).collect();
    let named: String = reports.iter().map(|title| told(wording, "report", &[("title", title)])).collect();
    notice.parts.push(Part::Title(told(wording, "title", &[])));
    notice.parts.push(Part::Paragraph(filled(wording, "source", &[("reports", words(named))])));
    let mut draft = Draft { notice, table, wording, lang };
    draft.situation();
    draft.list("head_best", best(table, most), most);
    draft.list("head_worst", worst(table, most), most);
    draft.groups();
    draft.list("head_open", rows(table, |row| is(table, row, Field::Kind, &["open"])), LISTED);
    draft.doubts(clashes);
    draft.notice
}

fn is(table: &Table, row: usize, field: Field, values: &[&str]) -> bool {
    table.cell(row, field).is_some_and(|cell| values.contains(&cell))
}

/// Rows that people are shown and that hold.
fn rows(table: &Table, holds: impl Fn(usize) -> bool) -> Vec<usize> {
    own::shown(table).into_iter().filter(|row| holds(*row)).collect()
}

/// How far a row is before its time, or over its goal where there is no pace.
fn lead(table: &Table, row: usize) -> Option<Decimal> {
    let number = |name| table.number(row, name);
    number(Field::PaceGapPp).or_else(|| {
        let over = number(Field::CompletionRatio)?.checked_sub(Decimal::ONE)?;
        over.checked_mul(Decimal::ONE_HUNDRED)
    })
}

/// Done or on schedule, the furthest ahead first; what is in doubt is not praised.
fn best(table: &Table, most: usize) -> Vec<usize> {
    let good = |row| {
        is(table, row, Field::StatusCode, &[DONE, AHEAD].concat())
            && !to_check(table, row)
            && lead(table, row).is_some()
    };
    let mut found = rows(table, good);
    found.sort_by_key(|row| std::cmp::Reverse(lead(table, *row)));
    found.truncate(most);
    found
}

/// Behind, the furthest first; then what misses its goal.
fn worst(table: &Table, most: usize) -> Vec<usize> {
    let bad = |row| is(table, row, Field::StatusCode, &[BEHIND, &["not_met"]].concat());
    let mut found = rows(table, bad);
    found.sort_by_key(|row| (lead(table, *row).is_none(), lead(table, *row)));
    found.truncate(most);
    found
}

impl Draft<'_> {
    fn heading(&mut self, id: &str) {
        self.notice.parts.push(Part::Heading(told(self.wording, id, &[])));
    }

    /// One paragraph with the counts, each with the lines of the rows that it counts.
    fn situation(&mut self) {
        let table = self.table;
        let status =
            |codes: &'static [&'static str]| rows(table, |row| is(table, row, Field::StatusCode, codes));
        let counted = [
            ("goals", rows(table, |row| is(table, row, Field::Kind, &["paired", "open"]))),
            ("answered", rows(table, |row| is(table, row, Field::Kind, &["paired"]))),
            ("open", rows(table, |row| is(table, row, Field::Kind, &["open"]))),
            ("done", status(DONE)),
            ("ahead", status(AHEAD)),
            ("behind", status(BEHIND)),
            ("far", status(&["far_behind"])),
            ("check", rows(table, |row| to_check(table, row))),
        ];
        let values: Vec<(&str, Vec<Run>)> =
            counted.into_iter().map(|(name, rows)| (name, self.count(&rows))).collect();
        self.heading("head_situation");
        let paragraph = filled(self.wording, "situation", &values);
        self.notice.parts.push(Part::Paragraph(paragraph));
    }

    /// A count, and the lines of what is counted.
    fn count(&mut self, rows: &[usize]) -> Vec<Run> {
        let number = Run::Words(rows.len().to_string());
        if rows.is_empty() {
            return vec![number];
        }
        let lines = self.lines(rows);
        vec![number, self.notice.note(lines)]
    }

    /// A heading and a numbered list of rows.
    fn list(&mut self, head: &str, rows: Vec<usize>, most: usize) {
        self.heading(head);
        if rows.is_empty() {
            self.notice.parts.push(Part::Paragraph(filled(self.wording, "none", &[])));
        }
        for (number, row) in rows.iter().take(most).enumerate() {
            let mut runs = words(format!("{}. ", number + 1));
            runs.extend(items::item(self, head, *row));
            self.notice.parts.push(Part::Item(runs));
        }
        let left = rows.len().saturating_sub(most);
        if left > 0 {
            let more = filled(self.wording, "more", &[("count", words(left.to_string()))]);
            self.notice.parts.push(Part::Paragraph(more));
        }
    }

    /// Rows to be checked, and what two reports contradict each other in.
    fn doubts(&mut self, clashes: &[Clash<'_>]) {
        let rows = rows(self.table, |row| to_check(self.table, row));
        if rows.is_empty() && !clashes.is_empty() {
            self.heading("head_doubts");
        } else {
            self.list("head_doubts", rows.clone(), LISTED);
        }
        for (number, clash) in (rows.len().min(LISTED) + 1..).zip(clashes.iter().take(LISTED)) {
            let mut runs = words(format!("{number}. "));
            runs.extend(items::clash(self, clash));
            self.notice.parts.push(Part::Item(runs));
        }
    }

    /// How bodies and districts stand, where there are several of them.
    fn groups(&mut self) {
        self.heading("head_groups");
        let mut any = false;
        for (by, caption) in [(RollupBy::Body, "groups_body"), (districts(self.table), "groups_district")] {
            let mut groups = rollup(self.table, by);
            groups.pop();
            groups.retain(|group| !group.group.is_empty());
            if groups.len() < 2 {
                continue;
            }
            any = true;
            groups.sort_by_key(|group| group.rank.unwrap_or(usize::MAX));
            self.notice.parts.push(Part::Paragraph(filled(self.wording, caption, &[])));
            let mut lines = vec![head(by, self.lang)];
            lines.extend(groups.iter().map(|group| self.group(group, by)).collect::<Vec<_>>());
            self.notice.parts.push(Part::Table(lines));
        }
        if !any {
            self.notice.parts.push(Part::Paragraph(filled(self.wording, "no_groups", &[])));
        }
    }

    /// A row of a table of groups: the note behind the name tells where its numbers stand.
    fn group(&mut self, group: &Rollup, by: RollupBy) -> Vec<Vec<Run>> {
        let table = self.table;
        let own = |row: usize| {
            let cell = table.cell(row, by.field()).unwrap_or_default();
            if by == RollupBy::Body {
                cell.split(';').any(|name| name == group.group)
            } else {
                cell == group.group
            }
        };
        let lines = self.lines(&rows(table, own));
        let title = own::reports(table).into_iter().find(|(source, _)| *source == group.group);
        let name = title.map_or_else(|| group.group.clone(), |(_, title)| title);
        let count = |codes: &[&str]| {
            let held = STATUSES.iter().zip(&group.statuses).filter(|((code, _), _)| codes.contains(code));
            words(held.map(|(_, count)| count).sum::<usize>().to_string())
        };
        let rank = group.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
        vec![
            words(rank),
            vec![Run::Words(name), self.notice.note(lines)],
            words(group.goals.to_string()),
            words(group.answered.to_string()),
            count(DONE),
            count(AHEAD),
            count(BEHIND),
            words(group.mean.map_or_else(|| "—".to_owned(), items::percent)),
        ]
    }

    /// The lines of some rows, by report.
    fn lines(&self, rows: &[usize]) -> String {
        let reports = own::reports(self.table);
        let mut told_of = Vec::new();
        for (source, title) in &reports {
            let of = rows.iter().filter(|row| self.table.cell(**row, Field::Source) == Some(source));
            let mut lines: Vec<&str> = of.filter_map(|row| own::line(self.table, *row)).collect();
            lines.dedup();
            if !lines.is_empty() {
                let report = if reports.len() > 1 {
                    told(self.wording, "report", &[("title", title)])
                } else {
                    String::new()
                };
                told_of.push(told(
                    self.wording,
                    "lines",
                    &[("report", &report), ("lines", &lines.join(self.between()))],
                ));
            }
        }
        match self.lang {
            Lang::Zh => told_of.join("；") + "。",
            Lang::En => told_of.join("; ") + ".",
        }
    }

    /// What stands between the entries of a list.
    fn between(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "、 ",
            Lang::En => ", ",
        }
    }
}

fn head(by: RollupBy, lang: Lang) -> Vec<Vec<Run>> {
    let by = if by == RollupBy::Source { "报告" } else { by.zh() };
    let heads = ["名次", by, "目标数", "已报数", "已完成或达标", "达到序时", "滞后", "平均完成率"];
    heads.into_iter().map(|head| words(said(lang, head))).collect()
}
