//! Done and planned behind a label of progress in running text: 打卡次数：5/120, 只完成了 6 / 15.
//!
//! ```text
//! tally = head* label unit? ":"? done "/" planned     label: a word of names.tally ends it
//! ```
//!
//! The unit stands in brackets or in the label, or with the number above that the planned one says again.

use rust_decimal::Decimal;

use crate::{
    interpret::Claim,
    model::{Basis, Bound, Figure, Finding, Goal, Grounds, Kind, Quantity, QuantityKind, StatedRate},
    outline::Outline,
    rules::{Rulebook, ends},
    scan::{UnitText, cell, done_of, quantities, unit_text, with_unit},
    text::{Covered, Source, Span, is_digit},
};

use super::{
    arithmetic::follows,
    finding::{goal_kind, stated},
    value::{named_unit, unit_of},
};

/// How far above its tally the number may stand that says the goal, in bytes.
const ABOVE: usize = 900;

/// The marks that lists and emphasis put around words.
const MARKS: &[char] = &['(', '（', '*', '`', '「', '」', '_', '-', '#', '>', ' ', '\t', '“', '”', '|'];

/// A label, and the two numbers behind it.
struct Tally {
    label: Span,
    done: Quantity,
    planned: Quantity,
    /// The unit right behind them.
    unit: Option<UnitText>,
    /// The rate in brackets behind them.
    rate: Option<StatedRate>,
}

/// The tallies of the text outside of its tables, as pairs, and the prose rows without those that say one of them again.
pub fn tallied(
    source: &Source,
    known: &[Span],
    claims: &[Claim],
    prose: Vec<Finding>,
    outline: &Outline,
    rules: &Rulebook,
) -> Vec<Finding> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines = source.lines().filter(|line| !known.covers(*line));
    let tallies: Vec<Tally> = lines.filter_map(|line| tally(text, line, rules)).collect();
    if tallies.is_empty() {
        return prose;
    }
    let mut found: Vec<Finding> =
        prose.into_iter().filter(|row| !tallies.iter().any(|one| one.says(row))).collect();
    found.extend(tallies.iter().map(|tally| tally.row(text, claims, outline, rules)));
    found.sort_by_key(|row| row.numbers().map(|core| core.start).min());
    found
}

/// The tally of a line.
fn tally(text: &str, line: Span, rules: &Rulebook) -> Option<Tally> {
    let words = line.text(text);
    words.match_indices('/').find_map(|(slash, _)| {
        let (start, end) = numbers(words, slash)?;
        let (done, planned) = done_of(&words[start..end], rules)?;
        let label = words[..start].trim_end_matches(|c| MARKS.contains(&c) || is_colon(c));
        let unit = leading_unit(&words[end..], rules);
        let (name, _) = named_unit(label, rules);
        // 阅读：12/30 本.
        let labelled = words[label.len()..start].contains(is_colon);
        let counted = unit.is_some() && labelled;
        // 主体完成1/4: a part of one, where no colon stands before it.
        let fraction = !labelled && planned.amount.low() <= Decimal::TEN;
        // 已覆盖词汇: 150/600.
        let reached = labelled && name.trim_start_matches(|c| MARKS.contains(&c)).starts_with('已');
        // 走访企业60家，已走访 42/60: the clause before says what is planned.
        let clause = label.rsplit_once(['，', ',', '；']).filter(|(before, own)| {
            let again = planned.core.text(&words[start..end]);
            own.trim_start().starts_with('已') && before.contains(again) && again.len() > 1
        });
        let label = clause.map_or(label, |(_, own)| own);
        // 电话: 172/200 (86%): the rate says so.
        let printed = rate(words, end, rules);
        let follows = labelled && printed.as_ref().is_some_and(|printed| follows(&planned, &done, printed));
        let again = says_again(words, (start, end), &planned, rules);
        let reached = reached || clause.is_some() || follows || again;
        let fraction = fraction && !again;
        if fraction || !counted && !reached && !ends(&rules.layouts.names.tally, &name) {
            return None;
        }
        let rate = printed.map(|rate| stated(&rate.shifted(line.start)));
        let label = Span::of(text, unmarked(label));
        let (done, planned) = (done.shifted(line.start + start), planned.shifted(line.start + start));
        Some(Tally { label, done, planned, unit, rate })
    })
}

/// 读完十五本书（3/15）: brackets at the end say the number of the line again.
fn says_again(words: &str, (start, end): (usize, usize), planned: &Quantity, rules: &Rulebook) -> bool {
    let bracketed = words[..start].ends_with(['(', '（']) && matches!(&words[end..], ")" | "）");
    let before = if bracketed { quantities(&words[..start], rules) } else { Vec::new() };
    before.iter().any(|number| number.unit.is_some() && number.amount.low() == planned.amount.low())
}

/// A label without the marks and the number of its list item; a picture in front names nothing.
fn unmarked(label: &str) -> &str {
    let sign = |c: char| MARKS.contains(&c) || !c.is_alphanumeric() && !c.is_ascii();
    let label = label.trim_start_matches(sign);
    let item = label.trim_start_matches(is_digit).strip_prefix(['.', '、', '．']);
    item.unwrap_or(label).trim_start()
}

/// Where two numbers around a slash begin and end; `None` in 2023/12/31.
fn numbers(words: &str, slash: usize) -> Option<(usize, usize)> {
    let start = words[..slash].trim_end().trim_end_matches(is_digit).len();
    let rest = &words[slash + 1..];
    let end = words.len() - rest.trim_start().trim_start_matches(is_digit).len();
    let goes_on = words[end..].chars().next().is_some_and(|c| "/.-,".contains(c))
        && words[end..].chars().nth(1).is_some_and(is_digit);
    let apart = !words[..start].ends_with(['/', '.', '-', ',']) && !goes_on;
    apart.then_some((start, end))
}

/// The rate in brackets behind two numbers: 3/12 (25%).
fn rate(words: &str, end: usize, rules: &Rulebook) -> Option<Quantity> {
    let inner = words[end..].trim_start().strip_prefix(['(', '（'])?;
    let inner = &inner[..inner.find([')', '）'])?];
    let found = cell(inner, rules).filter(|rate| rate.kind == QuantityKind::Percent)?;
    Some(found.shifted(Span::of(words, inner).start))
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

/// The unit of one or two characters that stands right behind a number.
fn leading_unit(rest: &str, rules: &Rulebook) -> Option<UnitText> {
    let rest = rest.trim_start_matches([' ', '*', '`']);
    let ends = rest.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(2);
    let units: Vec<UnitText> = ends.filter_map(|end| unit_text(&rest[..end], rules)).collect();
    units.into_iter().next_back().filter(|unit| unit.unit.is_some())
}

impl Tally {
    /// True for a row that speaks of one of its numbers, or sets its goal just above without an answer.
    fn says(&self, row: &Finding) -> bool {
        let rate = self.rate.iter().map(|rate| rate.span);
        let both: Vec<Span> = [self.done.core, self.planned.core].into_iter().chain(rate).collect();
        let again = row.goal.as_ref().is_some_and(|goal| self.repeats(&goal.quantity));
        row.numbers().any(|core| both.iter().any(|own| own.covers(core) || core.covers(*own)))
            || row.kind == Kind::Open && again
    }

    /// True for a number shortly above that is as much as what is planned.
    fn repeats(&self, quantity: &Quantity) -> bool {
        let near =
            quantity.core.end <= self.done.core.start && self.done.core.start - quantity.core.end < ABOVE;
        near && quantity.amount.low() == self.planned.amount.low() && quantity.kind != QuantityKind::Percent
    }

    fn row(&self, text: &str, claims: &[Claim], outline: &Outline, rules: &Rulebook) -> Finding {
        // Behind a head of its own only the same line says its goal.
        let headed = self.label.text(text).contains(['：', ':']);
        let near = |claim: &&Claim| !headed || self.label.covers(claim.quantity.core);
        let above = claims.iter().rev().filter(near).find(|claim| self.repeats(&claim.quantity));
        let own = self.unit.clone().or_else(|| self.unit(text, rules));
        let unit = own.or_else(|| above.and_then(|claim| unit_of(&claim.quantity)));
        let measured = |quantity: &Quantity| match &unit {
            Some(unit) => with_unit(quantity.clone(), unit),
            None => quantity.clone(),
        };
        let (goal, figure) = (measured(&self.planned), measured(&self.done));
        let name = self.name(text, above, rules);
        let place = |claim: &Claim| outline.blocks.get(claim.at.block).map(|block| block.place.clone());
        let mut row = Finding::new(Kind::Paired, above.and_then(place).unwrap_or_default(), name.clone());
        row.goal = Some(Goal {
            clause: self.label.to(goal.span),
            kind: goal_kind(&goal, &name),
            bound: Bound::Exactly,
            basis: Basis::Annual,
            quantity: goal,
        });
        row.figure = Some(Figure {
            clause: self.label.to(figure.span),
            negative: false,
            as_of: None,
            quantity: figure,
        });
        row.stated.clone_from(&self.rate);
        row.grounds = Some(Grounds::SamePlace);
        row.rule = "tally".to_owned();
        row
    }

    /// 天 of 总进度(天), 次 of 打卡次数.
    fn unit(&self, text: &str, rules: &Rulebook) -> Option<UnitText> {
        let label = self.label.text(text);
        let (_, unit) = named_unit(label, rules);
        let measure = label.strip_suffix('数').and_then(|rest| rest.chars().next_back());
        unit.or_else(|| unit_text(&measure?.to_string(), rules))
    }

    /// What the label says besides its word of progress, behind the head of its list item; or what the goal above names.
    fn name(&self, text: &str, above: Option<&Claim>, rules: &Rulebook) -> String {
        let label = self.label.text(text);
        let (label, _) = named_unit(label, rules);
        // 旅行 VLog：20 期（打卡：
        if let Some((head, _)) = label.split_once(['：', ':']) {
            return plain(head);
        }
        let own = plain(&label);
        let bare = rules.layouts.names.tally.iter().any(|word| own.trim_start_matches('只') == word)
            || own.starts_with('已') && above.is_some();
        match above.map(|claim| claim.name.clone()).filter(|name| !name.is_empty()) {
            Some(name) if bare => name,
            _ if bare => format!("{}{own}", head(text, self.label.start, rules)),
            _ => own,
        }
    }
}

fn plain(words: &str) -> String {
    // 「3h * 20」旅行 VLog: how long each takes is no part of the name.
    let aside = |&(before, _): &(&str, &str)| before.is_ascii();
    let words = words.split_once(['」', '”']).filter(aside).map_or(words, |(_, rest)| rest);
    words.chars().filter(|c| !MARKS.contains(c)).collect()
}

/// How many lines above an item the item that holds it is looked for, and the longest label of one, in characters.
const UPPER_LINES: usize = 3;
const HEAD_CHARS: usize = 12;

/// The label of the list item that holds an item: 作息 of `* **作息**：…` over `  * 打卡次数`.
fn head(text: &str, at: usize, rules: &Rulebook) -> String {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let heads = text[..start].lines().rev().take(UPPER_LINES).filter_map(|line| line.split_once(['：', ':']));
    let mut names = heads.map(|(head, _)| plain(&named_unit(head, rules).0));
    let own = |name: &String| !ends(&rules.layouts.names.tally, name) && name.chars().count() <= HEAD_CHARS;
    names.find(own).unwrap_or_default()
}
