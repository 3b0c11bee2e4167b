//! Lists of words by which a number shows what it is, read from `rules/signs.toml`.

use super::listed::{WordLists, lists};

lists! {
    /// What a list of signs is for; the comments of the rule file say it with examples.
    Sign together [
        SinceStart, Prize, Level, Given, TimeMeasured, OfStatus, Addressed, YearList, Batch, Attendance, Stock,
        Beside, WorkProgress, WholeYear, PartPlan, HandsOut, Whether] {
        /// Nouns of plans; before another noun the number only says how large: 投资过千万元的项目.
        PlanNoun = "plan_noun",
        /// Begins the name of a rate by which as much of a budget came in as the budget asks: 预算完成率.
        OfBudget = "of_budget",
        /// A clause that only says that something follows besides: 同时，.
        Besides = "besides",
        /// Nouns that say plan wherever they end a word: 投资计划.
        PlanNamed = "plan_named",
        /// Nouns that are plans where a percentage is measured by them: 为省分配指标的94.9%.
        PlanOf = "plan_of",
        /// Right before a number: how much there is in all.
        StockNoun = "stock_noun",
        /// An amount that names no work: 投资额9.28亿元.
        AmountAlone = "amount_alone",
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
        /// So many for each of several: 任务均为500户.
        ForEach = "for_each",
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
        /// Words that begin like 比 and 较 and compare nothing.
        NoComparison = "no_comparison",
        /// How far it is from there.
        Away = "away",
        /// Says how far beyond, without a plan word.
        Exceeds = "exceeds",
        /// What is only asked: 完成率是否达到45%.
        Whether = "whether",
        /// Begins what is only supposed: 若要达到600万人次.
        Supposes = "supposes",
        /// Words that begin like 若 and suppose nothing.
        NoSupposing = "no_supposing",
        /// Begins a clause that tells what a meeting decides: 会议确定，.
        Meets = "meets",
        /// Begins how large something is planned to be: 规划面积.
        Designs = "designs",
        /// The amount of a work, of which so much is done: 工程量58.7%.
        WorkAmount = "work_amount",
        /// Before what the parts of a list come to: 合计5万亩.
        InAll = "in_all",
        /// A sentence that only opens a list: 具体包括：.
        OpensList = "opens_list",
        /// Words by which a list is announced: 实事清单：, 目标如下：.
        ListWord = "list_word",
        /// Ends a clause that tells who expects what follows: 据预测，.
        Expects = "expects",
        /// What is left over.
        Rest = "rest",
        /// Up to a day.
        Until = "until",
        /// The number of the beginning.
        SinceStart = "since_start",
        /// Numbers of prizes.
        Prize = "prize",
        /// Verbs of spending what was given.
        Spends = "spends",
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
        /// What names of levels and amounts hold.
        Level = "level",
        /// What is there, whoever made it.
        Balance = "balance",
        /// How many there are, whoever made them: 现有公厕360座.
        Stock = "stock",
        /// Works that are begun or done in turns: 首批5个.
        Batch = "batch",
        /// How many are to sit in a meeting: 应到50人.
        Attendance = "attendance",
        /// A goal is moved to what follows: 任务调整为45公里.
        Adjusted = "adjusted",
        /// Words of the whole year at a plan: 完成年度计划的32%.
        WholeYear = "whole_year",
        /// What is told beside a work: 日均810立方米, 查出28人.
        Beside = "beside",
        /// 任务只有24所: behind a plan noun it says how little was asked for.
        Only = "only",
        /// Begins verbs of what there was not before: 新建.
        New = "new",
        /// Behind what something is a part of: 21个项目中.
        Amid = "amid",
        /// Before a standard: 按人均1000元标准.
        By = "by",
        /// Counters of things of any sort.
        AnySort = "any_sort",
        /// So much for each: 按人均1000元标准.
        Pay = "pay",
        /// How far a work has come: 形象进度, 总体进度.
        WorkProgress = "work_progress",
        /// A round number that something has come up to: 迈上11亿吨台阶.
        Step = "step",
        /// Plans of a part of the year: 完成同期计划的132%.
        PartPlan = "part_plan",
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
        /// Verbs that make a contract, so that it is applied for no more.
        Signing = "signing",
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
        /// Begins a verb of what is to come, where up to when it tells was named: 截至9月，…将新增.
        Will = "will",
        /// Begins a word of this year: 今年, 本年度.
        ThisYear = "this_year",
        /// Words of a year that may be any: 全年, 年初.
        AnyYear = "any_year",
        /// What is left over of an amount, by its noun: 保留数, 结余资金.
        Remainder = "remainder",
        /// What it does with them.
        SetsOut = "sets_out",
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
        /// Tells what there is.
        Exists = "exists",
        /// A period that a sentence begins with, without a date.
        PeriodAlone = "period_alone",
        /// A result word that tells what there is, and turns to no result.
        NoTurn = "no_turn",
        /// Begins a result word that only sums up.
        Summed = "summed",
        /// A document of the year that sets out goals, by the end of its title: 省《政府工作报告》明确.
        YearPaper = "year_paper",
        /// Ends what announces a state, or matters to be settled, and no goals: 目标完成情况：.
        State = "state",
        /// Ends a clause that sets down goals.
        SetDown = "set_down",
        /// What it sets down.
        SetNoun = "set_noun",
        /// Ends a plan word that is no modal verb: 计划, 安排.
        NoModal = "no_modal",
        /// Words on 过 that pass no amount.
        NoPassing = "no_passing",
        /// To how many a goal is handed down: 目标分解到13个设区市.
        HandedTo = "handed_to",
        /// Behind 的 where the number before it is a condition: 40小时以上的，.
        Case = "case",
        /// Nouns of time that begin like 时 behind a condition.
        TimeNoun = "time_noun",
        /// A rate of what a condition holds for: 室温不低于18℃的达标率.
        RateNoun = "rate_noun",
        /// What an amount is for, before it.
        AmountFor = "amount_for",
        /// Verbs of changes that say from what to what.
        Moves = "moves",
        /// The whole of what a noun right before it names, and no plan: 收购总量.
        WholeAmount = "whole_amount",
        /// Before 比 and 较 where they compare nothing: 占比, 同比.
        NoThan = "no_than",
        /// Counters of tasks: 两项任务.
        TaskCounter = "task_counter",
        /// What is booked and counted, and no result: 12项指标.
        Booked = "booked",
        /// A plan word of a body above the one that reports: 省定目标.
        SetAbove = "set_above",
        /// Parts of the year that a goal can be set for.
        PartOfYear = "part_of_year",
        /// Words of order, before a number that counts nothing: 阶段1, Phase 2.
        Order = "order",
        /// A noun, alone before the number of a name: 指标4.投诉处置率.
        Numbered = "numbered",
        /// A term, by which all of it is to be done: 到年底全部建成投产.
        ByThen = "by_then",
        /// Begins a bracket that says what is left out or counted in: 不含农户.
        Note = "note",
        /// Alone before a level that its noun behind calls a goal: 比5.5%的目标低.
        ThanWord = "than_word",
        /// Begins a clause that says by when something is to be done: 年底前.
        ByTerm = "by_term",
        /// Ends a verb whose object is done to all of them: 均落实帮扶措施.
        PutInto = "put_into",
        /// Words on 应 that say of nothing that it is due: 供应站3座.
        NoDue = "no_due",
        /// Nouns of places and bodies, which a number counts as those who do something: 11个市全部完成, 计划在9县.
        PlaceNoun = "place_noun",
        /// How far something is from the progress that time asks for: 欠进度12.9%.
        NoProgress = "no_progress",
        /// Names of levels, which no plan measures: 覆盖率, 占比.
        LevelNoun = "level_noun",
        /// Begins a reckoning by a plan: 按年度任务算, 对照全年计划.
        MeasuredBy = "measured_by",
        /// The same where nothing need be said of reckoning: 对照年度计划，.
        SetBeside = "set_beside",
        /// Words that end like a bound and are none: 签约922户.
        NoBound = "no_bound",
        /// Verbs by which goals are handed out: 下达126人.
        HandsOut = "hands_out",
        /// All of them, and nothing of what became of them: 全部, 悉数.
        AllOfThem = "all_of_them",
        /// Ends a name and says of the percentage behind it that it is a change: 税收增12%.
        MovedEnd = "moved_end",
        /// Endings of verbs that say that something is done: 招到, 改好.
        Ending = "ending",
        /// Says that something is reckoned: 按任务折算.
        Reckons = "reckons",
        /// A whole word before a percentage that says of it that it is a change: 增20.6%.
        MovedBy = "moved_by",
        /// Begins what speaks of the number before it: 该项完成率120%.
        PointsBack = "points_back",
        /// Before how much sooner something was done, or how long it took: 提前67天.
        Took = "took",
        /// By what a whole is divided: 分地区.
        Division = "division",
        /// What has become of something, in words before a colon: 完成情况：.
        Became = "became",
        /// They call what follows a colon goals: 目标任务：.
        CallsGoals = "calls_goals",
        /// Begins a word that urges: what follows in its sentence is to be done.
        Urges = "urges",
        /// They do so beside a word that plans: 要抓好的重点工作：.
        Urged = "urged",
        /// Names troubles or their causes, in a label or heading that may look ahead as well: 存在问题及下一步打算：.
        Trouble = "trouble",
    }
}

/// The lists of `rules/signs.toml`, each with its longest words first.
pub type Signs = WordLists<Sign>;
