//! What is told of one number: how it was read, what it was taken for, and what came of it.

mod ids;
mod task;

pub use task::Task;

use crate::{
    interpret::{Claim, Role},
    model::{Bound, Finding, Kind, Quantity, QuantityKind, Roughness},
    pipeline::{Number, Trace},
    rules::{Cue, Mark, Rulebook},
    text::{Source, Span},
};
use serde::Serialize;

/// What is told of one number of a task; the words are those of the field (目标, 完成, 自报率 …), and as JSON ids of them
/// that stay in any language (`goal`, `figure`, `rate` …).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// As printed.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
    /// Page, paragraph or cell of the document, where it has such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How many Unicode scalar values of the text stand before it.
    pub start: usize,
    /// The same of its end.
    pub end: usize,
    /// What kind of quantity it is: 计数, 金额, 百分比 …
    #[serde(serialize_with = "ids::one")]
    pub kind: &'static str,
    /// The number as written, of a range its low end.
    pub value: String,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// The unit as written.
    pub unit: String,
    /// The value in the unit in which all units of its kind are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_value: Option<String>,
    /// That unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_unit: Option<String>,
    /// How its words bound it: 不低于, 不超过 …; empty for the number itself.
    #[serde(serialize_with = "ids::one")]
    pub bound: &'static str,
    /// How rough it is: 约, 余, 近; empty where it is exact.
    #[serde(serialize_with = "ids::one")]
    pub roughness: &'static str,
    /// The clause that it stands in.
    pub clause: String,
    /// Cue words of the clause with their classes.
    pub cues: Vec<(String, Vec<&'static str>)>,
    /// What it was taken for: 目标, 完成, 自报率, 增减, 背景 …
    #[serde(serialize_with = "ids::one")]
    pub role: &'static str,
    /// What decided it.
    pub rule: String,
    /// What it counts.
    pub name: String,
    /// The key by which names are compared.
    pub key: String,
    /// What else was seen: its name is taken from before, a part, a stage.
    #[serde(serialize_with = "ids::each")]
    pub marks: Vec<String>,
    /// Where it went, or why nowhere.
    #[serde(serialize_with = "ids::one")]
    pub outcome: String,
    /// The other number of the row, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Its line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_line: Option<usize>,
    /// Indices of the rows that it stands in.
    pub rows: Vec<usize>,
}

/// What accounts are drawn from.
pub struct Drawn<'a> {
    /// The document.
    pub source: &'a Source,
    /// How it was read.
    pub trace: &'a Trace,
    /// The rules that it was read with.
    pub rules: &'a Rulebook,
}

impl Drawn<'_> {
    /// What is told of a number of the running text.
    #[must_use]
    pub fn number(&self, number: &Number<'_>) -> Account {
        let quantity = &number.quantity;
        let Some(claim) = number.claim else {
            let line = self.source.lines().nth(self.source.text_line(quantity.core.start) - 1);
            return self.account(quantity, line.unwrap_or(quantity.span));
        };
        let mut account = self.account(quantity, claim.clause);
        account.role = role(claim.role);
        account.rule = claim.rule.to_string();
        account.name.clone_from(&claim.name);
        account.key.clone_from(&claim.key);
        account.marks = self.marks(claim);
        if account.rows.is_empty() {
            unpaired(claim).clone_into(&mut account.outcome);
        }
        account
    }

    /// What is told of a number as it was read, and the rows that it stands in.
    #[must_use]
    pub fn account(&self, quantity: &Quantity, clause: Span) -> Account {
        let text = &self.source.text;
        let low = quantity.amount.low();
        let high = Some(quantity.amount.high()).filter(|high| *high != low);
        let unit = quantity.unit.as_ref();
        let (start, end) = self.source.scalars(quantity.span);
        let base = unit.and_then(|unit| self.rules.units.base(&unit.dimension));
        let rows = self.rows(quantity.core);
        let (outcome, shown) = self.outcome(quantity.core, &rows);
        let (other, other_line) = shown.unzip();
        Account {
            text: quantity.span.text(text).to_owned(),
            line: self.source.line(quantity.core.start),
            place: self.source.locus(quantity.core.start).map(ToString::to_string),
            start,
            end,
            kind: kind(quantity.kind),
            value: low.to_string(),
            high: high.map(|high| high.to_string()),
            unit: quantity.unit_text.clone(),
            base_value: quantity.base_low().map(|value| value.normalize().to_string()),
            base_unit: base.map(|unit| unit.name.clone()),
            bound: bound(quantity.bound),
            roughness: roughness(quantity.roughness),
            clause: clause.text(text).trim().to_owned(),
            cues: self.cues(clause),
            role: "未采用",
            rule: String::new(),
            name: String::new(),
            key: String::new(),
            marks: Vec::new(),
            outcome,
            other,
            other_line,
            rows,
        }
    }

    /// What became of a number in the first of its rows, and the number beside it there with its line.
    fn outcome(&self, core: Span, rows: &[usize]) -> (String, Option<(String, usize)>) {
        let row = rows.first().map(|&row| &self.trace.report.findings[row]);
        let outcome = row.map_or("不在目标或进展部分, 不采用", |row| outcome(row, core));
        let other = row.and_then(|row| other(row, core));
        let text = |other: &Quantity| other.span.text(&self.source.text).to_owned();
        let shown = other.map(|other| (text(other), self.source.line(other.core.start)));
        let told = shown.as_ref().map(|(number, line)| format!("{outcome}{number} (第{line}行)"));
        (told.unwrap_or_else(|| outcome.to_owned()), shown)
    }

    fn rows(&self, core: Span) -> Vec<usize> {
        let findings = self.trace.report.findings.iter().enumerate();
        findings
            .filter(|(_, row)| row.kind != Kind::Figure && row.numbers().any(|number| number == core))
            .map(|(index, _)| index)
            .collect()
    }

    fn marks(&self, claim: &Claim) -> Vec<String> {
        let mut marks = Vec::new();
        let mut mark = |held: bool, word: &str| {
            if held {
                marks.push(word.to_owned());
            }
        };
        mark(claim.declared, "有目标用语或在目标部分");
        mark(claim.reached, "有完成用语");
        mark(!claim.own, "本句未写指标, 取自前文");
        mark(claim.part, "分项");
        mark(claim.process, "申报或办理中");
        mark(claim.early, "完成前的环节");
        mark(claim.growth && claim.fell, "降幅");
        mark(claim.growth && !claim.fell, "增幅");
        mark(claim.whole, "后有“全部”");
        mark(claim.basis, "是其后比率的基数");
        if !claim.stage.is_empty() {
            marks.push(format!("环节 {}", claim.stage));
        }
        if let Some((as_of, _)) = claim.as_of {
            marks.extend(as_of.date().map(|date| format!("截至 {date}")));
        }
        marks
    }

    fn cues(&self, clause: Span) -> Vec<(String, Vec<&'static str>)> {
        let text = clause.text(&self.source.text);
        let silent = [Cue::Noun, Cue::Generic, Cue::Abstract, Cue::Hearsay];
        let cues = self.rules.verbs.cues(text).map(|(span, set)| {
            let classes = Cue::ALL.iter().filter(|cue| set.has(**cue) && !silent.contains(cue));
            (span.text(text).to_owned(), classes.map(|cue| cue.id()).collect::<Vec<_>>())
        });
        cues.filter(|(_, classes)| !classes.is_empty()).collect()
    }
}

/// What a row makes of one of its numbers, with the other behind it where there is one.
fn outcome(row: &Finding, core: Span) -> &'static str {
    let is = |quantity: Option<&Quantity>| quantity.is_some_and(|quantity| quantity.core == core);
    let (goal, figure) = numbers(row);
    match (goal, figure) {
        (Some(_), Some(_)) if is(goal) => "完成值 ",
        (Some(_), Some(_)) if is(figure) => "答目标 ",
        (Some(_), None) => "无完成值",
        (None, Some(_)) if is(figure) => "目标未写明, 单独成行",
        (_, Some(_)) => "核对完成值 ",
        (_, None) => "",
    }
}

/// The number of a row that one of its numbers stands beside.
fn other(row: &Finding, core: Span) -> Option<&Quantity> {
    let (goal, figure) = numbers(row);
    if figure.is_some_and(|figure| figure.core == core) { goal } else { figure }
}

fn numbers(row: &Finding) -> (Option<&Quantity>, Option<&Quantity>) {
    (row.goal.as_ref().map(|goal| &goal.quantity), row.figure.as_ref().map(|figure| &figure.quantity))
}

/// Why a number with a meaning stands in no row.
fn unpaired(claim: &Claim) -> &'static str {
    match claim.role {
        Role::Goal if claim.basis => "只是其后比率的基数",
        Role::Goal if claim.at.result_part => "进展部分里的计划数, 不另成行",
        Role::Goal if claim.rule.is(Mark::OnlyAnswered) => "没有结果来答, 不成目标",
        Role::Goal => "同一目标已有一行, 或没有指标名称, 或是报告未作答复的支出",
        Role::Base => "没有结果来答, 不成目标",
        Role::Figure if claim.process => "申报或办理中, 不算完成",
        Role::Figure if claim.part => "分项, 不代表整体",
        Role::Figure => "没有目标提到它",
        Role::Rate => "没有找到它所说的完成值",
        Role::Change => "与其他时期的比较, 不算完成率",
        Role::Aside => "背景数: 规模、占比、位次或其他时期",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Goal => "目标",
        Role::Base => "基数",
        Role::Figure => "完成",
        Role::Rate => "自报率",
        Role::Change => "增减",
        Role::Aside => "背景",
    }
}

fn kind(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Number => "无单位数",
        QuantityKind::Count => "计数",
        QuantityKind::Money => "金额",
        QuantityKind::Measure => "计量",
        QuantityKind::Percent => "百分比",
        QuantityKind::Points => "百分点",
        QuantityKind::Multiple => "倍数",
        QuantityKind::Tenths => "成数",
        QuantityKind::Fraction => "分数",
        QuantityKind::Ordinal => "序数",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "",
        Bound::AtLeast => "不低于",
        Bound::MoreThan => "高于",
        Bound::AtMost => "不超过",
        Bound::LessThan => "低于",
        Bound::About => "左右",
        Bound::Between => "区间",
    }
}

fn roughness(roughness: Roughness) -> &'static str {
    match roughness {
        Roughness::Exact => "",
        Roughness::About => "约",
        Roughness::Over => "余",
        Roughness::Nearly => "近",
    }
}
