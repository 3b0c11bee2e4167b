//! What can be seen of a number, and what it can be taken for: the names that `rules/roles.toml` uses.

macro_rules! named {
    ($(#[$doc:meta])* $type:ident: $($variant:ident = $id:literal, $meaning:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $type { $(#[doc = $meaning] $variant),* }
        impl $type {
            /// Every one, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Its name in the rule file.
            #[must_use]
            pub fn id(self) -> &'static str { match self { $(Self::$variant => $id),* } }
            /// What it means.
            #[must_use]
            pub fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning),* } }
        }
    };
}

named! {
    /// What can be seen of a number: its kind, the words around it, what the sentence and the section have said.
    Slot:
    Ratio = "ratio", "A percentage or a multiple, or a bare number where only one can stand.";
    Multiple = "multiple", "倍.";
    Points = "points", "百分点.";
    Part10 = "tenths", "成 or a fraction.";
    Marks = "marks", "分 of an evaluation, or a rank: 后3位, 前10名.";
    Counted = "count", "Things counted.";
    Money = "money", "Money.";
    Plan = "plan", "A plan verb before it.";
    PlanLast = "plan-last", "A plan verb before it, and no result word between.";
    Noun = "plan-noun", "A plan noun before it.";
    NounLast = "plan-noun-last", "A plan noun right before it.";
    NounOf = "plan-noun-of", "A plan noun and 的 before it.";
    NounObject = "plan-noun-object", "A plan noun that a verb before it fulfils or a share is measured by.";
    NounDone = "plan-noun-done", "A plan noun before the verb of completion.";
    Now = "now", "A result word before it.";
    NowLast = "now-last", "A result word before it, and no plan word between.";
    Done = "done", "A verb of achievement before it.";
    Reaches = "reaches", "达到, 提高到 before it.";
    DoneLast = "done-last", "完成 right before it.";
    Stage = "stage", "A stage of works before it.";
    StageNoun = "stage-noun", "A stage and a noun behind it before the number: 新开工项目120个.";
    Action = "action", "A neutral verb of work before it.";
    Work = "work", "A verb of building before it.";
    Process = "process", "Under way or applied for.";
    Undone = "undone", "尚未, 不足 before it.";
    Share = "share", "占 before it.";
    ShareRatio = "share-ratio", "占比, 比重 before it.";
    RateName = "rate-name", "完成率 and the like before it.";
    Change = "change", "A word of rise or fall before it.";
    ChangeLast = "change-last", "A word of rise or fall behind the plan noun.";
    Compare = "compare", "同比 and the like before it.";
    Beyond = "beyond", "高于, 超过 before it.";
    Distance = "distance", "超, 还差 before it.";
    Past = "past", "Another year, behind us.";
    Future = "future", "Another year, before us.";
    Forecast = "forecast", "预计.";
    Scale = "scale", "总投资 before it, and no result verb.";
    PlanScale = "plan-scale", "计划总投资 before it.";
    Urged = "urged", "确保 and the like before the share.";
    Level = "level", "A noun of level (率, 比, 度 …) before it.";
    Subject = "subject", "Words that name something before it.";
    Dated = "dated", "A month before it.";
    Balance = "balance", "余额, 存量, 现有 before it.";
    Condition = "condition", "时 or 的， right behind it: 超过80%时, 500元以下的由….";
    AfterNoun = "after-plan-noun", "的目标 right behind it.";
    AfterTask = "after-task", "A plan noun a few words behind it: 900万亩营造林任务.";
    AfterRate = "after-rate", "的 and a ratio behind it.";
    AfterResult = "after-result", "A result word behind it.";
    AfterPlan = "after-plan", "A plan verb behind it.";
    Bracket = "bracket", "In a bracket.";
    BracketAlone = "bracket-alone", "In a bracket, alone.";
    BracketRate = "bracket-rate", "In a bracket behind which 的 and a ratio follow.";
    BracketGoal = "bracket-goal", "Behind 目标： at the beginning of a bracket.";
    BeforeGoal = "before-goal", "A bracket that begins with 目标： follows it.";
    Sign = "sign", "≥, ≤ or = before it.";
    Floor = "floor", "以上, 不低于.";
    Ceiling = "ceiling", "以内, 不超过.";
    FrameGoal = "frame-goal", "In a part that says goals.";
    FrameResult = "frame-result", "In a part that says results.";
    SectionGoal = "section-goal", "A verb or a bound in a section of goals or of next steps.";
    FrameRate = "frame-rate", "In a line of a completion rate.";
    ModeGoal = "mode-goal", "The sentence has planned.";
    Announced = "announced", "A list of goals was announced before a colon.";
    ModeFigure = "mode-figure", "The sentence has reported.";
    ModeRate = "mode-rate", "The sentence has announced completion rates.";
    PrevBasis = "prev-basis", "Right behind the basis of a rate.";
    NearFigure = "near-figure", "A figure of the same size stands before it in the sentence.";
    AfterFigure = "after-figure", "A figure stands before it in the sentence.";
    AfterGoal = "after-goal", "A goal or a base stands before it in the sentence.";
    AfterLevel = "after-level", "The number before it is a goal in percent.";
    AfterPart = "after-part", "The number before it is a part.";
    Promised = "promised", "Quoted as a promise.";
    FromChange = "from-change", "What a change began with.";
    ToChange = "to-change", "What a change came to.";
    SubjectCount = "subject-count", "It counts the subject of another number: 10个重点县启动272个村.";
    OtherStage = "other-stage", "A stage before it that the goal before names otherwise.";
    NakedRate = "naked-rate", "A bare percentage where a rate of the plan stands before in the sentence.";
    Than = "than", "比 or 较 before a plan noun.";
    Measured = "measured", "The plan that measures it follows: 96万亩，占任务80万亩的120%.";
    NamesCounted = "names-counted", "It counts the names right before it: 临江区、松坪区2个区.";
    InPart = "in-part", "Behind 其中 in its part of the sentence.";
    OfStatus = "of-status", "It counts what is on schedule or behind: 达到序时进度的项目.";
    ModeShare = "mode-share", "The shares of a whole were announced: 比重为：.";
    Answered = "answered", "What was done of it follows: 任务8个，现已完成11个.";
    HandedOut = "handed-out", "分别 before it, and nothing that names it: 分别完成3.27万户、2.29万户.";
    Rated = "rated", "Its rate of completion follows: 入库4102万元，执行41.2%.";
    RatedInBracket = "rated-in-bracket", "Nothing but its rate stands in the bracket behind it: 改造公路2467公里（164.5%）.";
    Outdone = "outdone", "What it has passed follows: 新建48所，超额完成40所的任务.";
    AnsweredNow = "answered-now", "What was done of it follows, with a word of results.";
    Each = "each", "均, 都: each of several.";
    MadeInto = "made-into", "作为, 纳入 behind it: what something is made into.";
    Arranged = "arranged", "安排 right before it.";
    AfterDeclared = "after-declared", "A declared goal stands before it in the sentence.";
    Duration = "duration", "A length of time.";
    ThisYear = "this-year", "今年, 全年, 年度 before it.";
    PartOfYear = "part-of-year", "上半年, 一季度 before it.";
    BoundBehind = "bound-behind", "Nothing but a bound before it, right behind a number of its unit: 27人，控制在30人以内.";
    Left = "rest", "What is left to be done stands right before it.";
    Differs = "differs", "How far it is from another amount.";
    Due = "due", "应 before it: what is due.";
    AfterDue = "after-due", "Right behind what is due, in its counter: 应种1260剂次，.";
    Away = "away", "距, 离 before it: how far it is to what follows.";
    AfterBalance = "after-balance", "Right behind a balance: 贷款余额132亿元，.";
    SinceStart = "since-start", "Against the beginning of the year: 比年初增加.";
    Per = "per", "For each: 每个乡镇不少于4场.";
    OfNoun = "of-noun", "的 right before it: 覆盖常住人口的38.2%.";
    PlanIs = "plan-is", "A modal verb, or a plan noun and 为: 目标为化解率90%以上.";
    AfterGoalAlike = "after-goal-alike", "Right behind a declared goal in its counter, in a clause of its own.";
    AfterTaskAlike = "after-task-alike", "The same, where the goal is called a task or a plan right before its number: 培训任务300人，.";
    BehindLevel = "behind-level", "Right behind a level in percent, in the next clause: 合格率99.2%，.";
    NakedShare = "naked-share", "Nothing but 占 before it, right behind a figure, where a share of the plan stands a little before.";
    AfterTaskGoal = "after-task-goal", "In the next clause behind a goal that is called a task or a plan right before its number.";
    GrowthBound = "growth-bound", "Nothing but a bound before it, right behind a change: 上涨0.3%，控制在3%以内.";
    Odd = "odd", "A percentage to a tenth, without a bound.";
    Issued = "issued", "Who sets it, and 的, right before it: 国家规定的70%.";
    Unled = "unled", "Without an act before it or a label over it, in a document that tells results, too.";
    Term = "term", "A date before it, by which it is to be done: 11月底前, 到2027年.";
    OfStock = "of-stock", "A share of a whole behind a figure that nobody says was done: 里程1140公里，占总里程的.";
    PlanNamed = "plan-named", "A name, and 计划 between it and the number: 救护员培训计划2000人.";
    AfterGrowthGoal = "after-growth-goal", "Right behind a goal of growth.";
    PlanAtNumber = "plan-at-number", "A rate by its name, and a plan word right before it: 回款率计划92%.";
    Given = "given", "安排资金 before it: money that is given for works.";
    Affects = "affects", "涉及, 惠及 before it: whom a work touches.";
    OwnNoun = "own-noun", "A noun before it, and not only verbs.";
    Prize = "prize", "一等奖, 奖金 before it: what may be won.";
    RepeatsVerb = "repeats-verb", "Nothing but the verb of the goal right before it, or one of spending: 归集目标12亿条，归集13.7亿条.";
    BesideLevel = "beside-level", "A percentage in a bracket right behind a level: 筛查率99.4%（≥98%）.";
    SectionResult = "section-result", "In a section or a report of results.";
}

named! {
    /// What a number is taken for.
    Given:
    Goal = "goal", "To be reached, said so.";
    ListedGoal = "listed-goal", "To be reached, as its sentence says.";
    Basis = "basis", "The goal that a rate behind it names.";
    GrowthGoal = "growth-goal", "A rate of growth or fall to be reached.";
    Base = "base", "A count that a result may answer.";
    Figure = "figure", "Reached.";
    ToldFigure = "told-figure", "Reached, said so.";
    RateOfPlan = "rate-of-plan", "How much of the plan is done.";
    Rate = "rate", "How much of a work is done.";
    Change = "change", "A change against another period.";
    Aside = "aside", "Nothing that a row is made of.";
}

named! {
    /// What else holds of a number that a row took for something, where a later step asks for it.
    Mark:
    LevelGoal = "level-goal", "A level right before it is its figure: 占54.3%，高于50%的目标.";
    ClosesList = "closes-list", "A goal of growth that closes a list looks back.";
    Balance = "balance", "What is there: no whole that a result answers, and a work may follow it.";
    Class = "class", "The bound of a class: what belongs to it is a share of all.";
    DoneInPart = "done-in-part", "A rate of a work that goes on: the count before it is what is to be done.";
    OnlyAnswered = "only-answered", "A goal only where something answers it.";
    Framed = "framed", "Its place says that it is a goal.";
    NoBase = "no-base", "A number that neither answers the goal it is named for nor is answered in another sentence.";
    Changed = "changed", "What a change came to.";
    Actual = "actual", "Reached, where a word sets it against what was planned.";
    ToldBehind = "told-behind", "What follows it tells of it: no member of the list before.";
    NounBehind = "noun-behind", "Its plan noun stands behind it: as the last of a list it says what all are.";
    Size = "size", "A size: no member of the list before, and its parts are no goals.";
    OfGoal = "of-goal", "Without a name of its own it is measured by the goal before.";
    SharesPlan = "shares-plan", "Behind it a bare share is one of the plan, too.";
    PlansOn = "plans-on", "No goal itself, but the plan verb before it goes on behind it.";
    Passed = "passed", "The goal that the figure right before it has passed.";
    Stock = "stock", "How many there are, whoever made them: 现有公厕360座.";
    Works = "works", "How many are to be made or done, or are new: 新建公厕100座.";
    Total = "total", "How many there are to be in all.";
    Beside = "beside", "Told beside the work, and no amount of it: 日均810立方米, 查出28人.";
    OfOthers = "of-others", "It counts what is named behind it: 12个安置点已开工.";
    AnySort = "any-sort", "Counted in a word for things of any sort.";
    OfYear = "of-year", "Of the plan of the whole year: 完成年度计划的32%.";
    ForEach = "for-each", "The same for each of several: 改厕、改厨任务均为100户.";
    OfBefore = "of-before", "A rate that names nothing, at the head of a part: of the amount before it.";
    Amount = "amount", "An amount that names no work.";
    Compared = "compared", "A change or a distance, which stands between a level and its goal.";
    Share = "share", "How large a part it is, or how long it took: a level where a goal for it follows.";
    Expected = "expected", "Expected, and neither planned nor reached.";
    Left = "left", "What is left to be done, which nothing before it answers.";
    OfWork = "of-work", "How far a work has come, which is no rate of a count: 总体进度68%.";
}

/// The numbers of the slots whose bits are set.
pub(super) fn numbers(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let slot = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        slot
    })
}

/// What holds of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(u128);

// One bit for each slot, and in the name of a rule one for each mark.
const _: () = assert!(Slot::ALL.len() <= u128::BITS as usize && Mark::ALL.len() <= u32::BITS as usize);

impl Slots {
    /// Adds a slot where it holds.
    pub fn set(&mut self, slot: Slot, holds: bool) {
        self.0 |= u128::from(holds) << slot as u128;
    }

    /// The slots that hold, by their numbers.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        numbers(self.0)
    }

    /// True where all slots of these bits hold.
    pub(super) fn all(self, bits: u128) -> bool {
        self.0 & bits == bits
    }

    /// True where one of them does.
    pub(super) fn some(self, bits: u128) -> bool {
        self.0 & bits != 0
    }

    /// True where the slot holds.
    #[must_use]
    pub fn has(self, slot: Slot) -> bool {
        self.0 & (1 << slot as u128) != 0
    }
}
