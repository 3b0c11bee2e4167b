//! What names of rows and columns end with or hold, read from `rules/layouts.toml`.

use serde::Deserialize;

/// What names of rows and columns end with or hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// What is counted in money where a table counts other things too.
    pub money: Vec<String>,
    /// What is counted by the piece where a table measures other things too: 植树 beside 造林面积.
    pub counted: Vec<String>,
    /// What is counted in percent where nothing else is said.
    pub rate: Vec<String>,
    /// Growth rates.
    pub growth: Vec<String>,
    /// What falls.
    pub fall: Vec<String>,
    /// Names of rows that may hold goals: 重点任务.
    pub task: Vec<String>,
    /// Offices that stand over columns.
    pub office: Vec<String>,
    /// Headers and titles of a whole that is shared out: 收入构成.
    pub shared: Vec<String>,
    /// Labels before done and planned: 打卡次数.
    pub tally: Vec<String>,
    /// How headers of goals end whose name before it stands in another header: 引育指标.
    pub aims: Vec<String>,
    /// How a header ends that says what there is to use up: 预算, and one that says what was used of it: 支出.
    pub budgets: Vec<String>,
    pub used: Vec<String>,
    /// What is due and what is done of it, one in the place of the other in two headers: 应检, 实检.
    pub owed: Vec<[String; 2]>,
    /// Verbs that answer what was ordered or promised: 到货 of what was bought.
    pub fulfilled: Vec<String>,
    /// All years of a project, beside the goals of one: 实施期指标值.
    pub longer: Vec<String>,
    /// What is only expected: 预计全年完成.
    pub forecast: Vec<String>,
    /// What is taken off wages.
    pub withheld: Vec<String>,
    /// How headers of goals end that stand beside a column of the name before it: 考核线.
    pub marked: Vec<String>,
    /// Money that is shared out among its takers.
    pub grant: Vec<String>,
    /// Headers of what became of it.
    pub spent: Vec<String>,
    /// A column of values that are goals only where indicators are assessed.
    pub valued: Vec<String>,
    /// Headers of a whole, the goal where no other stands beside what was done: 设计量.
    pub whole: Vec<String>,
    /// Headers of what came out, the figure where no other stands beside the goal: 成果.
    pub results: Vec<String>,
    /// The same of what is planned as well as reached: 产量.
    pub yields: Vec<String>,
    /// Lower levels of headers that say when: 年初, 上半年.
    pub when: Vec<String>,
    /// Plain words for what was set, 年初定的数, and for what came of it, 跑出来的数.
    pub set_out: Vec<String>,
    pub came_out: Vec<String>,
    /// Titles of tables that assess.
    pub assessed: Vec<String>,
    /// The kinds of indicators over those of a form: 数量指标.
    pub levels: Vec<String>,
    /// The lowest of the levels that a form of goals names its rows by.
    pub lowest: Vec<String>,
    /// Headers over words, which name what is counted where a unit stands behind them: 节育措施（例）.
    pub textual: Vec<String>,
    /// What brackets behind the name of a project say of it: 续建.
    pub aside: Vec<String>,
    /// Headers over words for how far a work is: 状态.
    pub state: Vec<String>,
    /// Headers of rows that only say which part of what the columns measure: 资金来源.
    pub member: Vec<String>,
    /// Before what a header over periods names: 指标“新签客户” over 4月.
    pub called: Vec<String>,
    /// The one row of a list of values.
    pub value: Vec<String>,
    /// Before 单位, where it is the unit of everything: 金额.
    pub unit_of_all: Vec<String>,
    /// How headers of sums end: 季度合计.
    pub summed: Vec<String>,
    /// Figures that count up to a day: 累计完成.
    pub cumulative: Vec<String>,
    /// This year: 本年 of 本年完成投资.
    pub this_year: Vec<String>,
    /// A goal of several years: 规划 of 规划目标.
    pub of_years: Vec<String>,
    /// A goal that the province handed down.
    pub of_province: Vec<String>,
    /// A goal of a part of the year: 季度 of 季度计划.
    pub of_part: Vec<String>,
    /// All of the year.
    pub of_whole: Vec<String>,
    /// So far within the year, before 累计: 本年 of 本年累计计划.
    pub of_now: Vec<String>,
    /// Words that begin with a number and are no list numbers: 一般.
    pub numbered: Vec<String>,
    /// Headers over words that say how far a work is: 进展情况(7月).
    pub going_on: Vec<String>,
    /// How headers end over words that say why marks were lost: 扣分原因.
    pub explained: Vec<String>,
    /// Headers over sentences that set goals: 工作任务.
    pub set_tasks: Vec<String>,
    /// How headers end that say how long tasks take: 计划工时.
    pub effort: Vec<String>,
    /// How headers begin that say how far it was at first: 基线值.
    pub base: Vec<String>,
}

/// True where a name ends with one of the words.
#[must_use]
pub fn ends(words: &[String], name: &str) -> bool {
    words.iter().any(|word| name.ends_with(word.as_str()))
}

/// True where a name holds one of the words.
#[must_use]
pub fn holds(words: &[String], name: &str) -> bool {
    words.iter().any(|word| name.contains(word.as_str()))
}
