//! Lists of words by which a number shows what it is, read from `rules/signs.toml`.

use super::listed::{WordLists, lists};

lists! {
    /// What a list of signs is for; the comments of the rule file say it with examples.
    Sign together [SinceStart, Prize, Level, Given, TimeMeasured, OfStatus, Addressed, YearList] {
        /// Nouns of plans; before another noun the number only says how large: 投资过千万元的项目.
        PlanNoun = "plan_noun",
        /// Nouns that say plan wherever they end a word: 投资计划.
        PlanNamed = "plan_named",
        /// A size by which a share is measured.
        TotalNamed = "total_named",
        /// A size that is only planned.
        TotalPlanned = "total_planned",
        /// A verb that fulfils the plan noun behind it.
        Fulfils = "fulfils",
        /// A verb behind the plan noun that says that it is reached.
        Fulfilled = "fulfilled",
        /// The verb of completion.
        Completed = "completed",
        /// Verbs of a level, which achieve nothing by themselves.
        LevelReached = "level_reached",
        /// They say how high a level is.
        Reaches = "reaches",
        /// What may stand between a plan noun and its number.
        Joins = "joins",
        /// Calls a mark by which a level is measured: 回款率指标95%.
        Mark = "mark",
        /// The same behind 的: 的风控线.
        MarkLine = "mark_line",
        /// A mark where something is beyond it.
        Standard = "standard",
        /// Ends what says that it holds of each: 各县（市、区）均.
        Each = "each",
        /// Begins it.
        Every = "every",
        /// Modal words by which something is asked of whoever applies: 总投资须在20亿元以上.
        Asks = "asks",
        /// Begins a word of results that sets them against what was planned: 实际开工606万套.
        Actual = "actual",
        /// Sets a second, higher goal right behind the first: 完成92亿元，力争完成101亿元.
        Stretch = "stretch",
        /// What something is compared with, before the bracket that holds its number: 比平均水平（17.2%）.
        Average = "average",
        /// What a comparison is with, before the bracket that holds its number: 较目标（7.2天）.
        GoalNoun = "goal_noun",
        /// Behind such a bracket: 与目标（7.2天）相比.
        ComparedBehind = "compared_behind",
        /// Words that begin like 比 and 较 and compare nothing.
        NoComparison = "no_comparison",
        /// How far it is from there.
        Away = "away",
        /// Says how far beyond, without a plan word.
        Exceeds = "exceeds",
        /// What is left over.
        Rest = "rest",
        /// Up to a day.
        Until = "until",
        /// Words on 了 that tell nothing done.
        NoAspect = "no_aspect",
        /// The number of the beginning.
        SinceStart = "since_start",
        /// So many in 10,000: a measure, and no count for each.
        PerMany = "per_many",
        /// Numbers of prizes.
        Prize = "prize",
        /// Whom a work touches.
        Affected = "affected",
        /// The same, with a noun of people behind it.
        Touching = "touching",
        /// Nouns of people behind 涉及.
        Touched = "touched",
        /// The name of progress, alone before a ratio.
        Progress = "progress",
        /// A size alone before a number that is done in part.
        Invested = "invested",
        /// Sizes that stand alone.
        Size = "size",
        /// What names of levels and amounts hold.
        Level = "level",
        /// What is there, whoever made it.
        Balance = "balance",
        /// So much is arranged.
        Arranged = "arranged",
        /// Money that is given for works, which nobody counts as one: 安排资金537万元.
        Given = "given",
        /// Names of times that are measured: 平均住院日7.9天.
        TimeMeasured = "time_measured",
        /// Counts of copies, and of what stands in a list by its status.
        OfStatus = "of_status",
        /// Nouns of people, who are counted in 人 where nothing says it: 35万农村妇女.
        People = "people",
        /// Says which people.
        WhichPeople = "which_people",
        /// Letters of duties, which are signed; a number behind one counts them.
        Letter = "letter",
        /// Whom a work turns to, before the state of those that are counted.
        Addressed = "addressed",
        /// What may stand between a number and its plan noun.
        BoundBehind = "bound_behind",
        /// A bound before 的 of a condition: 40小时以上的，.
        LimitBehind = "limit_behind",
        /// Makes so many parts.
        Divides = "divides",
        /// What is made of so many, which says nothing of how many are done.
        MadeInto = "made_into",
        /// Behind a goal in quotation marks: it stands in a list.
        Enlisted = "enlisted",
        /// A list of the year, or a letter of duties, that sets out goals.
        YearList = "year_list",
        /// What it does with them.
        SetsOut = "sets_out",
        /// The whole behind a figure, in words that name nothing.
        Whole = "whole",
        /// Stages that begin works; the others end them.
        Begun = "begun",
        /// Begins what a later year brings: 明年, 下学期.
        Coming = "coming",
        /// Before a date by which it is to be done.
        Till = "till",
        /// Between a date and its number.
        DateLinks = "date_links",
        /// Names of shares that a clause announces: 占比重为：.
        ShareName = "share_name",
        /// Ends a word of time that looks back.
        LooksBack = "looks_back",
        /// Tells in plain words that something was reached.
        Achieved = "achieved",
        /// What a list of what is to be done is called.
        Charge = "charge",
        /// Begins a list of what was counted before.
        Listing = "listing",
    }
}

/// The lists of `rules/signs.toml`, each with its longest words first.
pub type Signs = WordLists<Sign>;
