//! Lists of words that names are made of or leave out, read from `rules/names.toml`.

use super::listed::{WordLists, lists};

lists! {
    /// What a list of words is for; the comments of the rule file say it with examples.
    NameWords together [OneOf, State] {
        /// Names nothing, alone.
        Function = "function",
        /// No name begins with it.
        Leading = "leading",
        /// A noun that only begins like a small word.
        Whole = "whole",
        /// No name ends with it.
        Trailing = "trailing",
        /// What the name of a row may end with, before a goal that stands in another cell.
        BeforeGoal = "before_goal",
        /// They say that a level is to be kept: 稳定在18万头.
        KeptAt = "kept_at",
        /// How the names of measures end that are to be low.
        KeptLow = "kept_low",
        /// They say how high a stock is to become: 增加到300家.
        RaisedTo = "raised_to",
        /// When a year is over: 年末达到57.6%.
        YearEnd = "year_end",
        /// Behind a day it tells what happened on it: 3月12日召开的推进会.
        Event = "event",
        /// What a list of the year sets out.
        YearList = "year_list",
        /// What a budget spends or takes in: 歲出 of 歲出執行率.
        Spent = "spent",
        /// In brackets before what became of a goal: 【已兑现】.
        Outcome = "outcome",
        /// How a heading ends that only says that tasks follow.
        Tasks = "tasks",
        /// Goes on behind the name of a list of the year, and names nothing in it.
        OfList = "of_list",
        /// Who sets a goal.
        Setter = "setter",
        /// The body of who sets a goal, behind its level.
        SetterBody = "setter_body",
        /// One of several, which a name in quotation marks follows.
        OneOf = "one_of",
        /// Ends a heading that stands before a sentence.
        State = "state",
        /// How the names of bodies end that hand goals down: 办 of 市考核办下达.
        BodyEnd = "body_end",
        /// What a body does for the work behind it: 牵头的.
        Charge = "charge",
        /// A verb of who sets a goal.
        Setting = "setting",
        /// Tells who set a goal, and names nothing.
        SetAlone = "set_alone",
        /// Leaves nothing behind a setter.
        SetRest = "set_rest",
        /// Whom a goal is set for.
        SetFor = "set_for",
        /// Whose document it is.
        Own = "own",
        /// What goes with whose document it is.
        OwnVerb = "own_verb",
        /// A noun of telling.
        Telling = "telling",
        /// How a heading ends behind what it speaks of.
        HeadingTail = "heading_tail",
        /// A heading that holds it speaks of papers and of tasks of every kind.
        HeadingVoid = "heading_void",
        /// Says what sort of thing is counted, not of what.
        Dependent = "dependent",
        /// What a sentence of troubles begins with.
        Trouble = "trouble",
        /// What it says of its subject.
        Slow = "slow",
        /// How the names of districts and bodies end.
        Place = "place",
        /// What ends like one and is none.
        NoPlace = "no_place",
        /// A noun that a plan word holds.
        Planned = "planned",
        /// What a part is limited to, without the noun.
        Modifier = "modifier",
        /// Ends the name of what is done by itself.
        Verbal = "verbal",
        /// What befell people or households, whom its unit counts.
        Befell = "befell",
        /// What the last member of a list says for all.
        Head = "head",
        /// Before 项目 it tells which of them.
        ClassVerb = "class_verb",
        /// What such a verb stands before.
        ClassNoun = "class_noun",
        /// A noun that the verb of receipt before it belongs to.
        Received = "received",
        /// A verb of receipt.
        Receipt = "receipt",
        /// What befalls people or is true of them, in the name of a rate: no work that is done.
        Befalling = "befalling",
        /// Matters that people bring up, which nobody plans.
        Matter = "matter",
        /// Verbs of joining, in the name of a rate: a share of all people.
        Joining = "joining",
        /// A word of aspect before such a verb.
        Aspect = "aspect",
        /// The ratio in a name.
        Ratio = "ratio",
        /// What sort of money a list counts.
        MoneySort = "money_sort",
        /// Ends a name that tells its sort of money itself.
        MoneyNoun = "money_noun",
        /// Money that comes in or that is made, and not what is spent.
        Earned = "earned",
        /// A bound behind an amount at the end of the name of a row.
        AmountBound = "amount_bound",
        /// What leads to such an amount.
        LeadsTo = "leads_to",
        /// What a branch or a place puts into its works.
        Invested = "invested",
        /// What a budget does with money.
        Budgeted = "budgeted",
        /// What a topic of announced rates ends with.
        RateTail = "rate_tail",
        /// Before the last member of a list.
        Joiner = "joiner",
        /// What the last member of a list says that all of them are.
        Sort = "sort",
        /// A stage that is told behind the name.
        ToldStage = "told_stage",
        /// How the names of works end.
        Works = "works",
        /// A part of works, which says nothing without them.
        WorksPart = "works_part",
        /// How words end that say where something is done, right before a count: 主城区85条次干道.
        Where = "where",
        /// A verb that only leads to another inside a name: 路口进行渠化改造.
        LeadingVerb = "leading_verb",
        /// A verb that names nothing of what it is done to.
        LightVerb = "light_verb",
        /// A verb without an object, or a word of accounts, that names nothing.
        BareVerb = "bare_verb",
        /// A verb of one letter.
        DoneLetter = "done_letter",
        /// How such a verb ended.
        HowEnded = "how_ended",
        /// A noun of one letter.
        LetterNoun = "letter_noun",
        /// Stands in words that are a sentence and no topic.
        NoTopic = "no_topic",
        /// Ends such words.
        NoTopicEnd = "no_topic_end",
        /// Says of what stands before it that it was reached, and names nothing.
        Reached = "reached",
        /// A verb that urges on what it stands before.
        Urging = "urging",
        /// Counts places or people of a programme that has its own name: 村 of 任务为715个村.
        Counter = "counter",
        /// How long something takes, behind its number: 三个月.
        Duration = "duration",
        /// Begins what is a name behind 定, and no goal that was set: 国家定购粮.
        SetNoun = "set_noun",
        /// Begins another word behind whose a thing seems to be: 全区域, 本市场.
        OwnNoun = "own_noun",
        /// How the names of measures end.
        Measure = "measure",
        /// Behind the letter of a body that is none, or a body that a name is of: 局部, 国资委监管企业.
        OfBody = "of_body",
        /// Puts into a list, before the list and 的: 列入四水同治的项目.
        ListedIn = "listed_in",
        /// Whose it is, in the midst of a name.
        WholePlace = "whole_place",
    }
}

/// The lists of `rules/names.toml`, each with its longest words first.
pub type NameLists = WordLists<NameWords>;
