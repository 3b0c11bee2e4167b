//! The rows that are taken to be the same, and why.

/// Why two rows were taken to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Same indicator, goal and place in the report.
    SameRow,
    /// Same indicator and goal.
    SameGoal,
    /// Same indicator and place, another goal.
    SamePlace,
    /// Same indicator, the only one of its name in both.
    OnlyOne,
    /// Same indicator; the basis differs or is not printed in one.
    OtherBasis,
    /// Same indicator; the stage of the figure differs where the goal is the same, else one names none.
    OtherStage,
    /// Same indicator; the unit differs.
    OtherUnit,
    /// Same goal, and a name that differs in words of acting only.
    NearName,
    /// The names are one without the heading that stands before one of them, and the numbers fit.
    UnderHeading,
    /// The names end alike, and the goal that one prints is the only one that the other's rate implies.
    ImpliedGoal,
    /// The same districts stand with the same goals in a table of another name.
    SameTable,
    /// One of the two has no goal, and the names differ in the order of their words, in a verb that one leaves out, or
    /// in the campaign before them.
    OtherOrder,
}

impl Link {
    /// Its code in the column `link`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SameRow => "same_row",
            Self::SameGoal => "same_goal",
            Self::SamePlace => "same_place",
            Self::OnlyOne => "only_one",
            Self::OtherBasis => "other_basis",
            Self::OtherStage => "other_stage",
            Self::OtherUnit => "other_unit",
            Self::NearName => "near_name",
            Self::UnderHeading => "under_heading",
            Self::ImpliedGoal => "implied_goal",
            Self::SameTable => "same_table",
            Self::OtherOrder => "other_order",
        }
    }
}

/// The link of each row, by its place on either side.
pub(crate) struct Links {
    pub(crate) of_old: Vec<Option<usize>>,
    pub(crate) of_new: Vec<Option<(usize, Link)>>,
}

impl Links {
    pub(super) fn join(&mut self, from: usize, to: usize, why: Link) {
        self.of_old[from] = Some(to);
        self.of_new[to] = Some((from, why));
    }
}
