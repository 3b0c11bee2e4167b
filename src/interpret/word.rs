//! A word of a piece, and what it is.

use crate::{
    rules::{Cue, CueSet},
    text::{Span, is_han},
};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A quantity, by its index.
    Quantity(usize),
    /// A cue word.
    Cue(CueSet),
    /// A date or a period, by its index.
    Date(usize),
    /// Anything else.
    Text,
    /// 。！？ and line ends.
    Stop,
    /// ；
    Semicolon,
    /// ， and ：
    Comma,
    /// 、
    Pause,
    /// ——
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// A word and where it stands in the piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// 新建应答器, 应答器目标120个: true for a word of one letter that only begins a noun, right behind a verb that takes it, or where a
/// plan noun follows it and no verb; a modal stands before a verb.
pub(super) fn begins_noun(before: Option<&Word>, word: &str, behind: &str, plans: bool) -> bool {
    let one = word.chars().nth(1).is_none();
    let noun = behind.chars().nth(1).is_some() && behind.chars().take(2).all(is_han);
    let verb = |set: CueSet| {
        set.any(&[Cue::Action, Cue::Build, Cue::Work, Cue::Done])
            && !set.any(&[Cue::Plan, Cue::Now, Cue::Present])
    };
    let led = match before.map(|word| word.kind) {
        Some(Kind::Cue(set)) => verb(set),
        // 将就业目标定为: what is dealt with.
        None | Some(Kind::Comma | Kind::Stop | Kind::Semicolon) => plans && !matches!(word, "将" | "將"),
        Some(_) => false,
    };
    one && noun && led
}
