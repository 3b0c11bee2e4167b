/// What can deserve a look in a report, or between a report and the one before.
///
/// `rules/findings.toml` says how much each matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alert {
    /// A cumulative figure is lower than in the report before.
    CumulativeFell,
    /// A goal is another than in the report before.
    GoalChanged,
    /// The goal has another basis.
    BasisChanged,
    /// The unit is another, or a number jumped as if it were.
    UnitJump,
    /// A row is perhaps one of the report before, under another name.
    Renamed,
    /// A goal is reported no more.
    Dropped,
    /// The figure, or its date, is that of the report before.
    Stale,
    /// The status is worse.
    Worsened,
    /// The printed rate does not follow from goal and figure.
    RateConflict,
    /// The goal is far exceeded early in the year.
    FarAbove,
    /// Nothing says up to when the figure counts.
    Undated,
    /// No figure answers the goal.
    Unanswered,
    /// A share of a whole is above 100 %.
    AboveWhole,
    /// The figure grew much faster than before.
    Jump,
    /// A new year began.
    YearTurned,
    /// The figure is that of the report before, with a newer date of its own.
    NoProgress,
    /// The goal stands and its figure is gone.
    Withdrawn,
    /// The figure stands and its goal is not printed any more.
    GoalUnprinted,
    /// Two figures of one thing in one report.
    FiguresDiffer,
    /// Two goals of one thing in one report.
    GoalsDiffer,
    /// Parts do not add up to their total.
    SumDiffers,
    /// A part is larger than its whole.
    PartAbove,
    /// A printed rate does not follow from what stands elsewhere.
    RateElsewhere,
    /// Two figures of one thing in two reports.
    ReportsDiffer,
    /// Two goals of one thing in two reports.
    ReportGoalsDiffer,
    /// A cumulative figure is larger at an earlier date.
    Backward,
}

impl Alert {
    /// Every alert, in the order of the codes.
    pub const ALL: &'static [Self] = &[
        Self::CumulativeFell,
        Self::GoalChanged,
        Self::BasisChanged,
        Self::UnitJump,
        Self::Renamed,
        Self::Dropped,
        Self::Stale,
        Self::Worsened,
        Self::RateConflict,
        Self::FarAbove,
        Self::Undated,
        Self::Unanswered,
        Self::AboveWhole,
        Self::Jump,
        Self::YearTurned,
        Self::NoProgress,
        Self::Withdrawn,
        Self::GoalUnprinted,
        Self::FiguresDiffer,
        Self::GoalsDiffer,
        Self::SumDiffers,
        Self::PartAbove,
        Self::RateElsewhere,
        Self::ReportsDiffer,
        Self::ReportGoalsDiffer,
        Self::Backward,
    ];

    /// Its code and its name.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::CumulativeFell => ("R01", "cumulative-fell"),
            Self::GoalChanged => ("R02", "goal-changed"),
            Self::BasisChanged => ("R03", "basis-changed"),
            Self::UnitJump => ("R04", "unit-jump"),
            Self::Renamed => ("R05", "perhaps-renamed"),
            Self::Dropped => ("R06", "goal-dropped"),
            Self::Stale => ("R07", "figure-stale"),
            Self::Worsened => ("R08", "status-worsened"),
            Self::RateConflict => ("R09", "rate-conflict"),
            Self::FarAbove => ("R10", "far-above-early"),
            Self::Undated => ("R11", "figure-undated"),
            Self::Unanswered => ("R12", "goal-unanswered"),
            Self::AboveWhole => ("R13", "share-above-whole"),
            Self::Jump => ("R14", "figure-jumped"),
            Self::YearTurned => ("R15", "year-turned"),
            Self::NoProgress => ("R16", "no-progress"),
            Self::Withdrawn => ("R17", "figure-withdrawn"),
            Self::GoalUnprinted => ("R18", "goal-unprinted"),
            Self::FiguresDiffer => ("C01", "figures-differ"),
            Self::GoalsDiffer => ("C02", "goals-differ"),
            Self::SumDiffers => ("C03", "sum-differs"),
            Self::PartAbove => ("C04", "part-above-whole"),
            Self::RateElsewhere => ("C05", "rate-elsewhere"),
            Self::ReportsDiffer => ("C06", "reports-differ"),
            Self::ReportGoalsDiffer => ("C07", "report-goals-differ"),
            Self::Backward => ("C08", "cumulative-backward"),
        }
    }

    /// True where two numbers contradict each other, whatever an earlier report says.
    #[must_use]
    pub fn is_conflict(self) -> bool {
        self.code().starts_with('C')
    }

    /// Its code in the column `findings`: `R01`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.names().0
    }

    /// Its name in English: `cumulative-fell`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.names().1
    }
}
