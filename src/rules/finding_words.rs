//! The lists of words that findings go by.

/// How many lists of words there are.
pub(super) const LISTS: usize = 30;

/// Lists of words that findings go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingWords {
    /// A figure of one month: 6月份.
    Month,
    /// A figure of one quarter: 二季度.
    Quarter,
    /// A figure since January: 1-6月.
    YearToDate,
    /// A figure since the work began: 开工以来.
    SinceStart,
    /// The body itself: 全市, 合计.
    Whole,
    /// A part of what stands before: 其中.
    Part,
    /// What a clause may say beside its name: 截至目前, 已.
    Beside,
    /// Names that many tasks of one report share: 补助资金.
    Shared,
    /// What is there at a date: 余额.
    Stock,
    /// Parts of a body that its districts may hold already: 开发区.
    Inside,
    /// How much there is in all, not what was added: 累计达到.
    InAll,
    /// Stages at which works are done: 完工, 竣工.
    Finished,
    /// Stages at which works have begun: 开工.
    Begun,
    /// Campaigns whose names stand before what they count: 安心托幼行动.
    Campaign,
    /// What a name may say or leave out: 免费.
    Little,
    /// By how much a thing changed: 增加.
    Changed,
    /// Verbs before a name that say only that it is done: 开展.
    Light,
    /// Nouns behind a name that say only that it is work: 工作.
    Work,
    /// Ends of the names of rates of growth: 增速.
    Growth,
    /// Works counted as done: 已建成.
    Ended,
    /// Works counted as on time, or as late: 达到序时进度, 滞后.
    OnTime,
    /// Works counted as under way: 在建.
    Going,
    /// Works counted as not begun: 未开工.
    Waiting,
    /// Works that are left when the others are counted: 其余.
    Rest,
    /// What works are counted in: 个.
    Counter,
    /// Words of averages and prices, which do not add up: 人均.
    Average,
    /// Parts that are the whole together: 税收 and 非税, with a stroke between them.
    Sides,
    /// What stands before the sum of a list: 合计.
    Sum,
    /// Groups of people that others may belong to, too: 女性.
    Crossing,
    /// Headings under which a report says again what its items say: 总体情况.
    Aside,
}

impl FindingWords {
    /// Every list, in the order of the enum, as the rule file calls it.
    pub(super) const ALL: [(Self, &str); LISTS] = [
        (Self::Month, "month"),
        (Self::Quarter, "quarter"),
        (Self::YearToDate, "year_to_date"),
        (Self::SinceStart, "since_start"),
        (Self::Whole, "whole"),
        (Self::Part, "part"),
        (Self::Beside, "beside"),
        (Self::Shared, "shared"),
        (Self::Stock, "stock"),
        (Self::Inside, "inside"),
        (Self::InAll, "in_all"),
        (Self::Finished, "finished"),
        (Self::Begun, "begun"),
        (Self::Campaign, "campaign"),
        (Self::Little, "little"),
        (Self::Changed, "changed"),
        (Self::Light, "light"),
        (Self::Work, "work"),
        (Self::Growth, "growth"),
        (Self::Ended, "ended"),
        (Self::OnTime, "on_time"),
        (Self::Going, "going"),
        (Self::Waiting, "waiting"),
        (Self::Rest, "rest"),
        (Self::Counter, "counter"),
        (Self::Average, "average"),
        (Self::Sides, "sides"),
        (Self::Sum, "sum"),
        (Self::Crossing, "crossing"),
        (Self::Aside, "aside"),
    ];
}
