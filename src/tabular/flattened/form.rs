//! Self-evaluation forms whose cells stand one a line, with blanks between them, or glued: behind the header words a
//! name, its goal and its figure follow each other, and marks stand around them.
//!
//! ```text
//! 三级指标 年度 指标值 实际 完成值 分值 得分 / 指标1:管网长度 30公里 28公里 10 9 / 指标2:井盖 5 5 10 10 / …
//! ```

use rust_decimal::Decimal;

use super::{
    flow::is_level,
    glued::{self, Heads, after_marks, lowest, signed, unmarked},
    piped::BAR_SIGNS,
    region::Region,
    twice::{numbers, once},
};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook, holds},
    scan::quantities,
    text::{Covered, Source, Span},
};

/// A row of a table: whether it is a header, and its cells.
type Line = (bool, Vec<Option<Span>>);

/// Fewest rows that make a form.
const FEWEST: usize = 2;

/// Longest text that a form fills behind its header, in bytes.
const BODY_BYTES: usize = 6000;

/// Longest name of a column of money, in bytes.
const NAME_BYTES: usize = 30;

/// Highest marks of an indicator.
const MARKS: i64 = 60;

/// Most digits of marks that run into a number.
const MARK_DIGITS: usize = 2;

/// The form of a text, for a document that speaks of performance.
pub(super) fn region(source: &Source, known: &[Span], rules: &Rulebook) -> Option<Region> {
    let text = source.text.as_str();
    if !holds(&rules.layouts.names.assessed, text) || !text.contains("标值") {
        return None;
    }
    let squeezed = Squeezed::of(source, known);
    let plain = squeezed.plain.as_str();
    let heads = glued::heads(plain, Span::new(0, plain.len()), rules);
    let runs = glued::runs(plain, &heads, rules);
    let mut grid: Vec<Line> = Vec::new();
    let (mut start, mut end) = (None, 0);
    for (index, run) in runs.iter().enumerate() {
        let Some(last) = run.words.last() else { continue };
        let from = squeezed.back(last.0).end;
        let next = runs.get(index + 1).and_then(|next| next.words.first());
        let to = next.map_or(text.len(), |(span, _)| squeezed.back(*span).start);
        let body = squeezed.open(Span::new(from, to.max(from)), text);
        let Some(form) = Form::of(run, &squeezed) else { continue };
        let rows = form.rows(text, body, rules);
        let Some(bottom) = rows.last().and_then(|row| row.iter().flatten().map(|span| span.end).max()) else {
            continue;
        };
        grid.push((true, form.heads.clone()));
        grid.extend(rows.into_iter().map(|row| (false, row)));
        let top = form.heads.iter().flatten().map(|span| span.start).min();
        start = start.or(top);
        end = bottom.max(total(text, Span::new(bottom, body.end)));
    }
    let rows = grid.iter().filter(|(head, _)| !head).count();
    let span = Span::new(start?, end);
    // The whole budget with its rate stands for itself.
    let rated = grid.iter().any(|(head, row)| !head && row.get(3).is_some_and(Option::is_some));
    (rows >= FEWEST || rated).then(|| Region::of(span, &grid))
}

/// The end of the line that sums up the marks of a form, which belongs to it.
fn total(text: &str, rest: Span) -> usize {
    let found = ["总分", "总得分", "合计"].iter().filter_map(|word| rest.text(text).find(word)).min();
    found.map_or(rest.start, |at| {
        let at = rest.start + at;
        text[at..].find('\n').map_or(rest.end, |line| at + line)
    })
}

/// A text without blanks, bars and what is known, and where its bytes stand.
struct Squeezed {
    plain: String,
    places: Vec<usize>,
    known: Vec<Span>,
}

impl Squeezed {
    fn of(source: &Source, known: &[Span]) -> Self {
        let covered = Covered::new(known.iter().copied());
        let (mut plain, mut places) = (String::new(), Vec::new());
        for line in source.lines().filter(|line| !covered.covers(*line)) {
            for (at, letter) in line.text(&source.text).char_indices().filter(|(_, c)| !is_gap(*c)) {
                plain.push(letter);
                places.extend((0..letter.len_utf8()).map(|by| line.start + at + by));
            }
        }
        Self { plain, places, known: known.to_vec() }
    }

    /// The span of the text that a part of the squeezed one has.
    fn back(&self, part: Span) -> Span {
        Span::new(self.places[part.start], self.places[part.end - 1] + 1)
    }

    /// 项目资金(万元) before the header words of a budget, which tells its unit; its marks may stand between.
    fn money_before(&self, first: Span) -> Option<Span> {
        let closing = [')', '）'];
        let before = self.plain.get(..first.start)?;
        let marks = before.strip_suffix(closing).filter(|inner| inner.ends_with('分'));
        let before = marks.and_then(|inner| Some(&before[..inner.rfind(['(', '（'])?])).unwrap_or(before);
        let unit = before.strip_suffix(closing).filter(|inner| inner.ends_with('元'))?;
        let open = unit.rfind(['(', '（'])?;
        let start = before[..open].rfind(['项', '年', '预', '资']).filter(|&at| open - at <= NAME_BYTES)?;
        Some(self.back(Span::new(start, before.len())))
    }

    /// A body without what lies behind its most bytes, or behind a table that is known.
    fn open(&self, body: Span, text: &str) -> Span {
        let table = self.known.iter().map(|span| span.start).filter(|&start| start >= body.start).min();
        let most = (body.start..=body.start + BODY_BYTES).rev().find(|&at| text.is_char_boundary(at));
        let end = body.end.min(table.unwrap_or(body.end)).min(most.unwrap_or(body.end));
        Span::new(body.start, end.max(body.start))
    }
}

/// True for what stands between cells.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || BAR_SIGNS.contains(&c)
}

/// What the header of a form tells.
struct Form {
    /// Name, goal, figure, and the rate of money.
    heads: Vec<Option<Span>>,
    /// True where marks stand between name and goal.
    marked: bool,
    /// How many columns hold marks.
    marks: usize,
    /// How many columns hold anything, where it is one of money: budgets, what was spent, its share, marks.
    money: Option<usize>,
    /// How many budgets stand side by side.
    goals: usize,
}

impl Form {
    /// The form of header words in which a name stands before one goal and one figure, or budgets before what was spent.
    fn of(run: &Heads, squeezed: &Squeezed) -> Option<Self> {
        let role = |at: usize| run.words.get(at).map(|(_, role)| *role);
        let of = |wanted: ColumnRole, at: usize| role(at) == Some(wanted);
        let begins = |&at: &usize| {
            let goal = at + 1 + usize::from(of(ColumnRole::Score, at + 1));
            of(ColumnRole::Indicator, at) && of(ColumnRole::Goal, goal) && of(ColumnRole::Figure, goal + 1)
        };
        let back = |at: usize| Some(squeezed.back(run.words[at].0));
        if let Some(at) = (0..run.words.len()).rfind(begins) {
            let marked = of(ColumnRole::Score, at + 1);
            let goal = at + 1 + usize::from(marked);
            let marks = run.words[at..].iter().filter(|(_, role)| *role == ColumnRole::Score).count();
            let heads = vec![back(at), back(goal), back(goal + 1)];
            return Some(Self { heads, marked, marks, money: None, goals: 1 });
        }
        let goals = (0..run.words.len()).take_while(|&at| of(ColumnRole::Goal, at)).count();
        if goals == 0 || !of(ColumnRole::Figure, goals) {
            return None;
        }
        let rate = run.words.iter().position(|(_, role)| *role == ColumnRole::Rate);
        let name = squeezed.money_before(run.words[0].0);
        let heads = vec![name, back(goals - 1), back(goals), rate.and_then(back)];
        Some(Self { heads, marked: false, marks: 0, money: Some(run.words.len()), goals })
    }

    fn rows(&self, text: &str, body: Span, rules: &Rulebook) -> Vec<Vec<Option<Span>>> {
        let tokens = once(text, body.text(text).split(is_gap), rules);
        let numbers = numbers(text, &tokens, rules);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let run = numbers[at..].iter().take_while(|number| number.is_some()).count();
            if run == 0 {
                let glued = self.money.is_none().then(|| self.glued(text, tokens[at], rules));
                found.extend(glued.unwrap_or_default());
                at += 1;
                continue;
            }
            let told: Vec<&Quantity> = numbers[at..at + run].iter().flatten().collect();
            let name = name(text, &tokens[..at], &numbers[..at]);
            let first = match self.money {
                Some(width) => name.and_then(|name| self.budget_at(name.text(text), width, &told)),
                None => self.goal_at(&told),
            };
            if let (Some(first), Some(name)) = (first, name) {
                let percent = |by: &usize| told[*by].kind == QuantityKind::Percent;
                let rate = (first + 2..run).find(percent).filter(|_| self.money.is_some());
                let cells = [Some(name), Some(tokens[at + first]), Some(tokens[at + first + 1])];
                found.push(cells.into_iter().chain([rate.map(|by| tokens[at + by])]).collect());
            }
            at += run;
        }
        found
    }

    /// Which of the numbers behind 年度资金总额 is its last budget, where each column holds one, or where all of the
    /// budget was spent and what stands behind it may be lost.
    fn budget_at(&self, name: &str, width: usize, numbers: &[&Quantity]) -> Option<usize> {
        let money = ["资金", "拨款", "预算"].iter().any(|word| name.contains(word));
        let spent = numbers.get(..=self.goals)?;
        let equal = spent.windows(2).all(|pair| pair[0].amount == pair[1].amount);
        let whole = numbers.len() == width || equal && numbers.len() < width;
        (money && whole).then(|| self.goals - 1)
    }

    /// Which of the numbers behind a name is the goal; the next one is its figure.
    fn goal_at(&self, numbers: &[&Quantity]) -> Option<usize> {
        let bare = |number: &Quantity| number.unit.is_none();
        let first = usize::from(self.marked && numbers.first().is_some_and(|number| bare(number)));
        let (goal, figure) = (numbers.get(first)?, numbers.get(first + 1)?);
        let dimension = |number: &Quantity| number.unit.as_ref().map(|unit| unit.dimension.clone());
        if !bare(goal) && dimension(goal) == dimension(figure) {
            return Some(first);
        }
        let rest: Vec<&&Quantity> = numbers[..first].iter().chain(&numbers[first + 2..]).collect();
        let sane = rest.iter().all(|mark| bare(mark) && mark.amount.low() <= Decimal::from(MARKS));
        let falling = rest.windows(2).all(|pair| pair[1].amount.low() <= pair[0].amount.low());
        let alike = bare(goal) || bare(figure);
        // 12个 | 8: where nothing has marks, two numbers behind a name are all there is.
        let known = self.marks > 1 || self.marks == 0 && !bare(goal);
        (alike && known && rest.len() == self.marks && sane && falling).then_some(first)
    }

    /// The rows in words without blanks: 管网长度30公里28公里109.
    fn glued(&self, text: &str, token: Span, rules: &Rulebook) -> Vec<Vec<Option<Span>>> {
        let own = |quantity: Quantity| quantity.shifted(token.start);
        let found: Vec<Quantity> = quantities(token.text(text), rules)
            .into_iter()
            .filter(|found| found.unit.is_some())
            .map(own)
            .collect();
        let touch = |one: &Quantity, next: &Quantity| {
            let touching = one.span.end == next.span.start || one.span.end == next.core.start;
            let same = one.unit.as_ref().map(|unit| &unit.dimension)
                == next.unit.as_ref().map(|unit| &unit.dimension);
            touching && same && !one.unit_text.ends_with('分')
        };
        let (mut rows, mut from) = (Vec::new(), token.start);
        for at in 0..found.len().saturating_sub(1) {
            let (goal, figure) = (&found[at], &found[at + 1]);
            let third = found.get(at + 2).is_some_and(|third| touch(figure, third));
            if goal.span.start < from || third || !touch(goal, figure) {
                continue;
            }
            let name = unmarked(text, lowest(text, Span::new(from, goal.span.start), rules));
            let cut = if self.marked { cut(text, goal, figure) } else { Some(goal.span) };
            if let Some(goal) =
                cut.filter(|_| name.text(text).chars().filter(|c| c.is_alphabetic()).count() > 1)
            {
                rows.push(vec![Some(name), Some(goal), Some(figure.span)]);
            }
            from = after_marks(text, figure.span.end, token.end);
        }
        rows
    }
}

/// A goal without the marks that ran into it: 2245人 of 102245人2245人; `None` where nothing tells them apart.
fn cut(text: &str, goal: &Quantity, figure: &Quantity) -> Option<Span> {
    if signed(text, goal) {
        return Some(goal.span);
    }
    let (one, other) = (goal.span.text(text), figure.span.text(text));
    let marks = one.strip_suffix(other)?;
    let digits = marks.len() <= MARK_DIGITS && marks.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Span::new(goal.span.start + marks.len(), goal.span.end))
}

/// The words on the line before numbers, without the upper levels of indicators.
fn name(text: &str, tokens: &[Span], numbers: &[Option<Quantity>]) -> Option<Span> {
    let last = *tokens.last()?;
    let level = |token: &Span| is_level(token.text(text));
    let line = text[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let own = tokens.iter().zip(numbers).rev();
    let own = own.take_while(|(token, number)| token.start >= line && number.is_none() && !level(token));
    let first = own.map(|(token, _)| *token).last()?;
    let name = first.to(last);
    (name.text(text).chars().filter(|c| c.is_alphabetic()).count() > 1).then_some(name)
}
