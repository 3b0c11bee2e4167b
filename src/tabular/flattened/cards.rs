//! Indicators as cards: a name, and under it one labelled value a line.
//!
//! ```text
//! KR1: 付费客户数
//! - 目标值: 400家
//! - 当前值: 312家
//! - 进度: 78%
//! ```

use super::{
    heads::trimmed,
    region::{Region, lines_around, one_by_one},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::leading_cell,
    tabular::header_text::header,
    text::{Source, Span, is_digit},
};

/// Fewest cards that make a table.
const FEWEST: usize = 2;
/// Most values of a card.
const MOST: usize = 12;
/// Longest label and longest name, in characters.
const LABEL_CHARS: usize = 10;
const NAME_CHARS: usize = 40;
/// Signs of a list or a heading before a line, and of weight around its words.
const MARKS: [char; 8] = ['-', '*', '•', '·', '+', '#', '>', ' '];

/// Signs that a bound begins with.
const BOUNDS: [char; 8] = ['<', '>', '≤', '≥', '＜', '＞', '＝', '='];

/// A label and the value behind it.
type Labelled = (Span, Span);

struct Card {
    name: Span,
    values: Vec<Labelled>,
}

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let lines = lines_around(source, known);
    // What a line is labelled with is asked of every line before it, too.
    let labels: Vec<Option<Labelled>> = lines.iter().map(|line| labelled(text, *line)).collect();
    one_by_one(&lines, |mut next| {
        let mut cards = Vec::new();
        while let Some((card, used)) = card(text, &lines[next..], &labels[next..], rules) {
            cards.push(card);
            next += used;
        }
        Some((region(text, &cards, rules)?, next))
    })
}

/// The card that begins with a line, and how many lines it takes.
fn card(text: &str, lines: &[Span], labels: &[Option<Labelled>], rules: &Rulebook) -> Option<(Card, usize)> {
    let label = |at: usize| Some(labels.get(at)?.as_ref()?.0.text(text));
    // The name of the next card may have a label itself (KR2: 续约率): it stands before the first label again.
    let own = |at: &usize| *at == 1 || label(at + 1) != label(1);
    let values: Vec<Labelled> =
        (1..lines.len().min(MOST + 2)).take_while(own).map_while(|at| labels[at]).collect();
    let used = values.len() + 1;
    if !(2..=MOST).contains(&values.len()) {
        return None;
    }
    let goal = |(label, value): &Labelled| {
        value.text(text).starts_with(|letter: char| is_digit(letter) || BOUNDS.contains(&letter))
            && is_goal(label.text(text), rules)
    };
    let name = named(text, *lines.first()?);
    let whole = !name.is_empty() && name.text(text).chars().count() <= NAME_CHARS && values.iter().any(goal);
    whole.then_some((Card { name, values }, used))
}

/// What a card is about, without its code before and its bound behind: KR1: 响应时间 < 300ms.
fn named(text: &str, line: Span) -> Span {
    let line = bare(text, line);
    let coded = labelled(text, line).filter(|(code, _)| code.text(text).is_ascii());
    let name = coded.map_or(line, |(_, name)| name);
    let words = name.text(text);
    let end = words.find(BOUNDS).unwrap_or(words.len());
    trimmed(text, Span::of(text, &words[..end]))
}

/// A line without the signs before it.
fn bare(text: &str, line: Span) -> Span {
    trimmed(text, Span::of(text, line.text(text).trim_matches(MARKS)))
}

/// 目标值: 400家.
fn labelled(text: &str, line: Span) -> Option<Labelled> {
    // Most lines hold no colon so near their beginning, and need not be stripped of signs to say so.
    let signs = |letter: char| MARKS.contains(&letter) || letter.is_whitespace();
    let mut near = line.text(text).trim_start_matches(signs).chars().take(LABEL_CHARS + 1);
    if !near.any(|letter| matches!(letter, ':' | '：')) {
        return None;
    }
    let line = bare(text, line);
    let words = line.text(text);
    let (at, colon) =
        words.char_indices().take(LABEL_CHARS + 1).find(|(_, letter)| matches!(letter, ':' | '：'))?;
    let label = bare(text, Span::of(text, &words[..at]));
    let value = bare(text, Span::of(text, &words[at + colon.len_utf8()..]));
    (!label.is_empty() && !value.is_empty()).then_some((label, value))
}

/// The cards as rows of a table, where they all tell a goal and another number under the same labels.
fn region(text: &str, cards: &[Card], rules: &Rulebook) -> Option<Region> {
    let first = cards.first().filter(|_| cards.len() >= FEWEST)?;
    let counts = |value: Span| leading_cell(value.text(text), rules).is_some();
    let alike = |card: &Card, label: Span| {
        card.values.iter().find(|(own, _)| own.text(text) == label.text(text)).map(|(_, value)| *value)
    };
    let columns: Vec<Span> = first
        .values
        .iter()
        .map(|(label, _)| *label)
        .filter(|label| cards.iter().all(|card| alike(card, *label).is_some_and(counts)))
        .collect();
    let goals = columns.iter().filter(|label| is_goal(label.text(text), rules)).count();
    if goals != 1 || columns.len() < 2 {
        return None;
    }
    let mut grid = vec![(true, std::iter::once(None).chain(columns.iter().copied().map(Some)).collect())];
    for card in cards {
        let values = columns.iter().map(|label| alike(card, *label));
        grid.push((false, std::iter::once(Some(card.name)).chain(values).collect()));
    }
    let last = cards.last()?.values.last()?.1;
    let span = first.name.to(last);
    Some(Region::of(span, &grid))
}

/// True for a label that tells a goal and nothing besides.
fn is_goal(label: &str, rules: &Rulebook) -> bool {
    let word = header(label, rules).and_then(|read| Some((read.word?, read.words.len())));
    word.is_some_and(|(word, length)| word.role == ColumnRole::Goal && word.start == 0 && word.end == length)
}
