//! The header of a flattened table with one cell a line, and the cells under it.

use super::{
    heads::roles,
    known::{columns_known, over},
    line::Line,
    token::Head,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::Span,
};

/// The cells from a line on, each with the line after it.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) spans: Vec<Option<Span>>,
    pub(super) next: Vec<usize>,
}

impl Cells {
    /// The cells from one of them on.
    pub(super) fn from(&self, first: usize) -> Self {
        Self { spans: self.spans[first..].to_vec(), next: self.next[first..].to_vec() }
    }

    pub(super) fn push(&mut self, span: Option<Span>, next: usize) {
        self.spans.push(span);
        self.next.push(next);
    }
}

/// A header, and how many cells it takes.
#[derive(Clone)]
pub(super) struct Top {
    pub(super) line: Line,
    pub(super) heads: Vec<Head>,
    pub(super) used: usize,
    pub(super) numbered: bool,
    /// True where its words alone make no header: what stands in the columns must tell.
    pub(super) loose: bool,
}

impl Top {
    pub(super) fn new(text: &str, line: Line, used: usize, rules: &Rulebook) -> Option<Self> {
        let (upper, own) = match &line {
            Line::Levels(upper, lower) => (Some(upper.clone()), over(upper, lower)),
            Line::Head(cells) | Line::Row(cells) => (None, cells.clone()),
        };
        let mut heads = Head::all(text, &own, rules);
        upper.iter().for_each(|upper| Head::under(text, upper, &mut heads, rules));
        if upper.is_none() && !columns_known(text, &own, &heads) {
            return None;
        }
        let has = |roles: &[ColumnRole]| {
            heads.iter().any(|head| head.role.is_some_and(|role| roles.contains(&role)))
        };
        let told = has(&[ColumnRole::Figure, ColumnRole::Rate, ColumnRole::Goal]);
        let numbered = heads.first().is_some_and(|head| head.role == Some(ColumnRole::Serial));
        let both = has(&[ColumnRole::Figure]) && has(&[ColumnRole::Rate]);
        (told && (has(&[ColumnRole::Goal]) || numbered || both)).then_some(Self {
            line,
            heads,
            used,
            numbered,
            loose: false,
        })
    }

    /// A header of words of which only some tell what stands below them.
    pub(super) fn loose(text: &str, run: &[Span], rules: &Rulebook) -> Option<Self> {
        let read = roles(text, run, rules)?;
        let told = read.iter().filter(|header| header.role().is_some()).count();
        let named = matches!(
            read[0].role(),
            None | Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Serial | ColumnRole::Unit)
        );
        let top = Self::new(text, Line::head(run), run.len(), rules)?;
        (told > 1 && named).then_some(Self { loose: true, ..top })
    }
}
