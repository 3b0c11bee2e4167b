use crate::model::{Bound, Figure, Goal, GoalKind, Quantity, Roughness};

/// Which way a figure holds its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// At the goal or above it.
    Up,
    /// At the goal or below it.
    Down,
    /// Between two ends.
    Inside,
    /// Near the goal.
    Near,
    /// Near the goal or above it: 完成100亿元左右.
    NearUp,
}

impl Way {
    /// The way of a goal: its kind says more than its words do.
    pub(super) fn of(kind: GoalKind, bound: Bound) -> Self {
        match (kind, bound) {
            (GoalKind::AtMost | GoalKind::Rank | GoalKind::Reduction, _) => Self::Down,
            (GoalKind::Range, _) => Self::Inside,
            (GoalKind::About, _) => Self::Near,
            (_, Bound::AtMost | Bound::LessThan) => Self::Down,
            (GoalKind::Flow, Bound::Between) => Self::Up,
            (_, Bound::Between) => Self::Inside,
            (GoalKind::Flow, Bound::About) => Self::NearUp,
            (_, Bound::About) => Self::Near,
            (_, Bound::Exactly | Bound::AtLeast | Bound::MoreThan) => Self::Up,
        }
    }

    /// Its code in the frame.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Inside => "inside",
            Self::Near => "near",
            Self::NearUp => "near_up",
        }
    }
}

/// Whether a figure that equals its goal holds it. 近500 does not reach 500, 500余 does, and 约500 may.
pub(super) fn equal_holds(goal: &Goal, figure: &Figure) -> Option<bool> {
    let strict = matches!(goal.bound, Bound::MoreThan | Bound::LessThan);
    // A fall is wanted to be large, so that 近 falls short of it, as it does of a floor.
    let down = Way::of(goal.kind, goal.bound) == Way::Down && goal.kind != GoalKind::Reduction;
    match (roughness(&figure.quantity), down) {
        (Roughness::Exact, _) => Some(!strict),
        (Roughness::About, _) => None,
        (Roughness::Over, false) | (Roughness::Nearly, true) => Some(true),
        (Roughness::Nearly, false) | (Roughness::Over, true) => Some(false),
    }
}

/// How closely a figure was meant, by its words of approximation or of bound (达50个以上).
pub(super) fn roughness(figure: &Quantity) -> Roughness {
    match (figure.roughness, figure.bound) {
        (Roughness::Exact, Bound::About) => Roughness::About,
        (Roughness::Exact, Bound::AtLeast | Bound::MoreThan) => Roughness::Over,
        (Roughness::Exact, Bound::AtMost | Bound::LessThan) => Roughness::Nearly,
        (known, _) => known,
    }
}
