//! What a row is called: by itself, by its columns, and by the title of the table.

use super::{column::Column, context::Cells, header::Header, weigh::grows};
use crate::{
    interpret::{self, is_own, is_place, joined},
    model::QuantityKind,
    rules::{ColumnRole, NameWords, Rulebook, ends, holds},
};

/// Longest title that names the rate of each row, and longest code of a row, in characters.
const TOPIC_CHARS: usize = 6;
const CODE_CHARS: usize = 6;

/// Longest title that names what a total adds up, in characters.
const TITLE_CHARS: usize = 12;

/// Longest name of a class of projects, in characters: 基础设施项目.
const CLASS_CHARS: usize = 8;

/// How a title ends that speaks of several indicators.
const VAGUE: &[&str] = &["工作", "指标", "任务", "目标", "实事"];

impl Cells<'_> {
    /// What the row is called; by a header as it is written where nothing names it.
    pub(super) fn indicator(&self) -> String {
        let name = self.named();
        if name.is_empty() { self.header() } else { name }
    }

    /// The row's name, or what its columns and the caption name; with the period of its columns, where others of the
    /// same name have another one.
    pub(super) fn named(&self) -> String {
        let name = self.growing(self.whole_name());
        let period = self.block.period.as_str();
        let year = self.year().map(|year| format!("{year}年")).filter(|_| period.is_empty());
        let period = year.as_deref().unwrap_or(period);
        if period.is_empty() || name.is_empty() || name.contains(period) {
            name
        } else {
            format!("{name}（{period}）")
        }
    }

    /// 工业用电量增长 of 工业用电量 under 目标增长(%).
    fn growing(&self, name: String) -> String {
        let names = &self.context.rules.layouts.names;
        let rises = |at: usize| {
            let percent =
                self.row.values[at].number().is_some_and(|number| number.kind == QuantityKind::Percent);
            percent && grows(&self.context.columns[at].words)
        };
        let told = holds(&names.growth, &name) || holds(&names.fall, &name) || name.ends_with('率');
        let Some(goal) = self.goal.filter(|&at| rises(at) && !name.is_empty() && !told) else { return name };
        let words = &self.context.columns[goal].words;
        let word = names.growth.iter().rev().find(|word| words.contains(word.as_str()));
        format!("{name}{}", word.map_or("增长", String::as_str))
    }

    /// The district or body of the row, or of its columns: 江湾区 over 预算数 and 支出数.
    pub(super) fn scope(&self) -> String {
        let place = self.place_above().filter(|_| self.row.scope.is_empty());
        place.map_or_else(|| self.row.scope.clone(), str::to_owned)
    }

    /// The name of the columns, where it is a place that names no row.
    fn place_above(&self) -> Option<&str> {
        let name = self.block.name.as_str();
        let own = !self.row.name().is_empty();
        Some(name).filter(|name| own && is_place(name, &self.context.rules.names))
    }

    fn whole_name(&self) -> String {
        let own = self.row.name();
        let block = if self.place_above().is_some() { "" } else { self.block.name.as_str() };
        // 其中成片造林 beside 造林面积.
        let block = block.strip_prefix("其中").map_or(block, |part| part.trim_start_matches([':', '：']));
        let rules = self.context.rules;
        // What a single block measures tells no row from another.
        let block =
            if self.context.one_block && tells(own, rules) && tells(block, rules) { "" } else { block };
        if let Some(counted) = self.counted() {
            return format!("{own} {counted}");
        }
        let whole = is_own(own, &self.context.rules.names);
        if !own.is_empty() && !whole && block.is_empty() && self.shares_topic() {
            return format!("{own}{}", self.context.topic);
        }
        if !own.is_empty() && !whole {
            let measured = if block.is_empty() { self.measured_member() } else { None };
            return format!("{own}{}", measured.as_deref().unwrap_or(block));
        }
        let named = |column: &Column| column.role == Some(ColumnRole::Indicator) && column.cells.filled > 0;
        if self.row.total && block.is_empty() && self.context.columns.iter().any(named) {
            return self.of_total();
        }
        if let Some(head) = self.over_periods() {
            let noun = if block.is_empty() { self.noun() } else { block.to_owned() };
            return joined(head, &noun);
        }
        self.by_columns(block)
    }

    /// 合计投资, 全省合计交通基础设施投资: a total with what it adds up, where the caption or the columns say it.
    fn of_total(&self) -> String {
        let names = &self.context.rules.names;
        let plain = |name: &String| {
            let noun = names.ends(NameWords::MoneyNoun, name) || names.ends(NameWords::ClassNoun, name);
            let short = name.chars().nth(TITLE_CHARS).is_none();
            noun && short && name.chars().all(|c| c.is_alphabetic() || c == '、')
        };
        let what = Some(self.by_columns("")).filter(plain).or_else(|| self.measured());
        // 合计县级重点项目投资 of 县级重点项目 over 年计划投资.
        let class = what.as_ref().is_some_and(|what| names.ends(NameWords::ClassNoun, what));
        let measured = if class { self.measured().unwrap_or_default() } else { String::new() };
        let what = what.map(|what| what + &measured);
        let total = self.row.total_name.as_str();
        what.map_or_else(|| total.to_owned(), |what| format!("{total}{what}"))
    }

    /// A name by what the columns measure and what the title of the table speaks of.
    fn by_columns(&self, block: &str) -> String {
        let (morphemes, names) = (&self.context.rules.layouts.morphemes, &self.context.rules.names);
        let noun = if block.is_empty() { self.noun() } else { block.to_owned() };
        let topic = self.topic();
        if topic.ends_with(&noun) && noun.chars().nth(1).is_some() {
            return topic;
        }
        // 重点工作 over several indicators says nothing of each.
        let vague = !block.is_empty() && VAGUE.iter().any(|word| topic.ends_with(word));
        // 保学与资助 over 资助人数 and 返校人数.
        let joined_topic =
            || names.words(NameWords::Joiner).iter().any(|joiner| topic.contains(joiner.as_str()));
        let several = !self.context.one_block && !names.is(NameWords::Dependent, &noun) && joined_topic();
        let told =
            self.figure.filter(|_| several && noun.is_empty()).map(|at| &self.context.columns[at].words);
        let noun = told.and_then(|words| names.behind(NameWords::Aspect, words)).map_or(noun, str::to_owned);
        if (vague || several) && noun.chars().nth(1).is_some()
            || tells(&noun, self.context.rules)
            || topic.contains(&noun) && noun.chars().count() >= 3
        {
            return noun;
        }
        // 高标准农田建设投资 beside the works by area: money that its columns name.
        let told = holds(&self.context.rules.layouts.names.money, &topic);
        let plain = noun.is_empty() && !topic.is_empty() && !told;
        let money = || self.measured().filter(|_| plain && self.counts_money());
        let noun = money().unwrap_or(noun);
        let name = joined(&topic, &noun);
        let rate = self.block.rate.map(|at| self.context.columns[at].words.trim_end_matches(['率', '%']));
        match rate {
            // 检测率 beside 应检数 and 实检数.
            Some(rate) if name.is_empty() && morphemes.is_verb(rate) => rate.to_owned(),
            _ if name.is_empty() => self.nameless(),
            _ => name,
        }
    }

    /// True where the goal or the figure is an amount of money.
    fn counts_money(&self) -> bool {
        let money = |at: &usize| {
            self.row.values[*at].number().is_some_and(|number| number.kind == QuantityKind::Money)
        };
        self.goal.iter().chain(&self.figure).any(money)
    }

    /// What is left where neither the row nor its columns nor the caption name it: the title of the report.
    fn nameless(&self) -> String {
        let named = if self.row.total_name.is_empty() { &self.context.title } else { &self.row.total_name };
        named.clone()
    }

    /// A header of the columns as it is written: 销售额 rather than 目标, which is nothing but a role.
    fn header(&self) -> String {
        let headers = self.block.figures.iter().chain(&self.block.goals);
        let headers = headers.map(|&at| &self.context.columns[at]).filter(|column| !column.words.is_empty());
        headers
            .min_by_key(|column| column.noun.is_empty())
            .map_or_else(String::new, |column| column.words.clone())
    }

    /// What the columns of the figure and of the goal name besides their roles.
    fn noun(&self) -> String {
        let morphemes = &self.context.rules.layouts.morphemes;
        let staged = self.figure.is_some_and(|at| !self.context.columns[at].stage.is_empty());
        let mut columns: Vec<usize> = self.figure.iter().chain(&self.goal).copied().collect();
        if staged {
            columns.reverse();
        }
        let noun = |&at: &usize| {
            let column = &self.context.columns[at];
            // 巡河总次数 tells no role.
            let noun = if column.role.is_none() { &column.words } else { &column.noun };
            // 投资 of 完成投资 and 投资金额, 开工 of 实际开工.
            let noun = morphemes.achieved(noun);
            let noun = ["实际", "已"].iter().find_map(|firm| noun.strip_prefix(firm)).unwrap_or(noun);
            let money = noun.strip_suffix("金额").filter(|rest| rest.chars().nth(1).is_some());
            let noun = morphemes.uncounted(money.unwrap_or(noun));
            // 参保人数 of 参保任务人数 tells who is counted.
            let who = ["人数", "户数"].into_iter().find(|who| column.words.ends_with(who));
            let who = who.filter(|who| morphemes.is_verb(noun) && !noun.ends_with(who));
            format!("{noun}{}", who.unwrap_or_default())
        };
        let told = |noun: &String| noun.chars().count() >= 2 && !morphemes.is_common(noun);
        columns.iter().map(noun).find(told).unwrap_or_default()
    }

    /// What the table is about; where its own title says no more than 完成投资, with what the title of the report says.
    fn topic(&self) -> String {
        let rules = self.context.rules;
        let topic = rules.layouts.morphemes.achieved(&self.context.topic);
        let title = self.context.title.as_str();
        if rules.names.is(NameWords::Dependent, topic) && !title.ends_with(topic) {
            return format!("{title}{topic}");
        }
        self.context.topic.clone()
    }

    /// 投资 for 在建项目, 到位资金 for 中央: what the columns measure, of a row that only says which of them.
    fn measured_member(&self) -> Option<String> {
        let own = self.row.name();
        let names = &self.context.rules.names;
        let class = own.ends_with("项目") && own.chars().nth(CLASS_CHARS).is_none();
        let member = class || self.context.members || names.is(NameWords::Modifier, own);
        let measured = self.measured().filter(|_| member)?;
        let told = names.ends(NameWords::MoneyNoun, own) || own.contains(&measured);
        (!told).then_some(measured)
    }

    /// The money that the headers of the figure or of the goal name: 投资 of 累计完成投资, 到位资金 of 已到位资金.
    fn measured(&self) -> Option<String> {
        let rules = self.context.rules;
        let of = |at: &usize| {
            let words = self.context.columns[*at].words.as_str();
            // 支出 of 支出金额.
            let words = words.strip_suffix("金额").unwrap_or(words);
            let mut money = rules.layouts.names.money.iter().filter(|money| words.ends_with(money.as_str()));
            let noun = money.find(|money| money.chars().nth(1).is_some())?;
            let before = &words[..words.len() - noun.len()];
            let receipt = rules.names.words(NameWords::Receipt).iter();
            let verb = receipt.into_iter().find(|verb| before.ends_with(verb.as_str()));
            Some(format!("{}{noun}", verb.map_or("", String::as_str)))
        };
        self.figure.iter().chain(&self.goal).find_map(of)
    }

    /// True for percentages under a title that is the name of a rate, of rows that name none: core under 覆盖率.
    fn shares_topic(&self) -> bool {
        let rate = &self.context.rules.layouts.names.rate;
        let topic = self.context.topic.as_str();
        let percent = |at: usize| {
            self.row.values[at].number().is_some_and(|number| number.kind == QuantityKind::Percent)
        };
        let named = ends(rate, topic) && topic.chars().count() <= TOPIC_CHARS && topic.ends_with('率');
        named && !self.row.name().contains(['率', '度', '比']) && self.goal.is_some_and(percent)
    }

    /// stars of KR1 | 300 stars: what a goal counts, where its row has only a code for a name.
    pub(super) fn counted(&self) -> Option<&str> {
        let own = self.row.name();
        let code = own.is_ascii()
            && own.starts_with(char::is_alphabetic)
            && own.ends_with(|c: char| c.is_ascii_digit());
        let short = code && own.len() <= CODE_CHARS && self.block.name.is_empty();
        let goal = self.goal.filter(|_| short).and_then(|at| self.row.values[at].number())?;
        let word = goal.unit_text.trim();
        (goal.unit.is_none() && word.chars().count() > 1).then_some(word)
    }
}

/// True for a header that tells by itself what is measured: 城镇新增就业, not 开工 or 投资.
pub(super) fn tells(name: &str, rules: &Rulebook) -> bool {
    let morphemes = &rules.layouts.morphemes;
    let common = morphemes.is_measure(name) || morphemes.is_verb(morphemes.achieved(name));
    let line = ends(&rules.layouts.names.marked, name);
    !common && !line && !is_place(name, &rules.names) && interpret::tells(name, &rules.names)
}

/// True where the rows are named by what they are parts of: 资金来源, 级别.
pub(super) fn hold_members(columns: &[Column], rules: &Rulebook) -> bool {
    let named = columns.iter().rev().find(|column| column.role == Some(ColumnRole::Indicator));
    named.is_some_and(|column| rules.layouts.names.member.contains(&column.words))
}

/// True where rows are named by tasks (重点任务), not by projects, and no column of goals stands beside.
pub(super) fn names_hold_goals(columns: &[Column], rules: &Rulebook) -> bool {
    let goal = columns.iter().any(|column| column.role == Some(ColumnRole::Goal));
    !goal
        && columns.iter().any(|column| {
            let task = holds(&rules.layouts.names.task, &column.words);
            column.role == Some(ColumnRole::Indicator) && task
        })
}

/// True for a header of money that speaks of no other time: 到位资金.
pub(super) fn is_money(header: &Header, rules: &Rulebook) -> bool {
    ends(&rules.layouts.names.money, &header.words) && !rules.layouts.morphemes.is_aside(&header.words)
}
