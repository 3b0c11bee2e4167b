/// The alerts, each with its code, its name and what it means; in the order of the codes.
macro_rules! alerts {
    ($($alert:ident $code:literal $name:literal $meaning:literal,)*) => {
        /// What can deserve a look in a report, or between a report and the one before.
        ///
        /// `rules/findings.toml` says how much each matters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Alert {
            $(#[doc = $meaning] $alert,)*
        }

        impl Alert {
            /// Every alert, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$alert),*];

            /// Its code and its name.
            const fn names(self) -> (&'static str, &'static str) {
                match self { $(Self::$alert => ($code, $name)),* }
            }
        }
    };
}

alerts! {
    CumulativeFell "R01" "cumulative-fell" "A cumulative figure is lower than in the report before.",
    GoalChanged "R02" "goal-changed" "A goal is another than in the report before.",
    BasisChanged "R03" "basis-changed" "The goal has another basis.",
    UnitJump "R04" "unit-jump" "The unit is another, or a number jumped as if it were.",
    Renamed "R05" "perhaps-renamed" "A row is perhaps one of the report before, under another name.",
    Dropped "R06" "goal-dropped" "A goal is reported no more.",
    Stale "R07" "figure-stale" "The figure, or its date, is that of the report before.",
    Worsened "R08" "status-worsened" "The status is worse.",
    RateConflict "R09" "rate-conflict" "The printed rate does not follow from goal and figure.",
    FarAbove "R10" "far-above-early" "The goal is far exceeded early in the year, or out of all proportion to its figure.",
    Undated "R11" "figure-undated" "Nothing says up to when the figure counts.",
    Unanswered "R12" "goal-unanswered" "No figure answers the goal.",
    AboveWhole "R13" "share-above-whole" "A share of a whole is above 100 %.",
    Jump "R14" "figure-jumped" "The figure grew much faster than before.",
    YearTurned "R15" "year-turned" "A new year began.",
    NoProgress "R16" "no-progress" "The figure is that of the report before, with a newer date of its own.",
    Withdrawn "R17" "figure-withdrawn" "The goal stands and its figure is gone.",
    GoalUnprinted "R18" "goal-unprinted" "The figure stands and its goal is not printed any more.",
    FiguresDiffer "C01" "figures-differ" "Two figures of one thing in one report.",
    GoalsDiffer "C02" "goals-differ" "Two goals of one thing in one report.",
    SumDiffers "C03" "sum-differs" "Parts do not add up to their total.",
    PartAbove "C04" "part-above-whole" "A part is larger than its whole.",
    RateElsewhere "C05" "rate-elsewhere" "A printed rate does not follow from what stands elsewhere.",
    ReportsDiffer "C06" "reports-differ" "Two figures of one thing in two reports.",
    ReportGoalsDiffer "C07" "report-goals-differ" "Two goals of one thing in two reports.",
    Backward "C08" "cumulative-backward" "A cumulative figure is larger at an earlier date.",
}

impl Alert {
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
