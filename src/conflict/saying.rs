//! A row as contradicting sees it: what it speaks of, in its own words, and its numbers with their rounding.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::{
    number::Number,
    place::{Bodies, is_whole, place},
};
use crate::{
    compare::{Entry, Side, core, under_heading},
    measure::{Field, Table},
    model::Body,
    rules::{Cue, FindingWords, Rulebook},
};

/// Names shorter than this say too little to be one thing in two places, in characters.
const SHORT: usize = 3;

/// What a row says.
#[derive(Debug)]
pub(super) struct Saying<'t> {
    pub(super) row: usize,
    pub(super) entry: Entry<'t>,
    /// Which report says it.
    pub(super) report: (&'t str, &'t str),
    /// Whose number it is.
    pub(super) place: String,
    /// Whether anything says whose report it is.
    pub(super) placed: bool,
    /// What it is about: name, unit and stage; empty where the name says too little.
    pub(super) about: String,
    pub(super) figure: Option<Number>,
    pub(super) goal: Option<Number>,
    /// Whether the clause of the figure, and that of the goal, says the name and nothing else.
    pub(super) plain: bool,
    pub(super) plain_goal: bool,
    /// Whether the clause of the figure says nothing of another thing, and its name stands before it: 截至9月底新增3210个.
    pub(super) unnamed: bool,
    /// Whether the figure is a part of what stands before it.
    pub(super) part: bool,
    /// Whether it stands in a table.
    pub(super) in_table: bool,
    /// Whether the row speaks of the body itself.
    pub(super) whole: bool,
    /// Whether many tasks of a report have a row of that name.
    pub(super) shared: bool,
    /// Whether it may rise and fall.
    pub(super) stock: bool,
    /// Whether the figure says by how much something changed.
    pub(super) moved: bool,
}

impl<'t> Saying<'t> {
    /// A row, beside what is known of all reports.
    pub(super) fn of(table: &'t Table, row: usize, known: &Bodies, rules: &Rulebook) -> Self {
        let entry = Entry::new(table, row, rules);
        let cell = |name| table.cell(row, name).unwrap_or_default();
        let base = |side| entry.base(entry.number(side)?);
        let in_table = cell(Field::Rule).starts_with("table:");
        let scope = known.scope(cell(Field::Scope), cell(Field::Indicator));
        let name = own_name(&core(&entry.key, rules), &scope, rules);
        let name = if name.chars().count() < SHORT { own_name(&entry.key, &scope, rules) } else { name };
        let headed = under_heading(&entry, rules).filter(|_| !in_table);
        let body = known.given;
        let words =
            [cell(Field::Scope), cell(Field::Indicator), cell(Field::FigureText), cell(Field::GoalText)]
                .concat();
        let ends = |list| rules.findings.words(list).iter().any(|word| entry.key.ends_with(word.as_str()));
        let moved = changed(cell(Field::FigureText), cell(Field::ActualValue), cell(Field::Unit), rules);
        let roughly = if cell(Field::GoalKind) == "about" { "about" } else { "exact" };
        Self {
            figure: base(Side::Figure).map(|value| {
                Number::of(value, entry.value(Field::ActualValue), cell(Field::ActualQualifier))
            }),
            goal: base(Side::Goal).map(|value| Number::goal(value, entry.value(Field::TargetValue), roughly)),
            plain: in_table
                || !moved
                    && says_only(cell(Field::FigureText), cell(Field::ActualValue), (&name, &scope), rules),
            plain_goal: in_table
                || says_only(cell(Field::GoalText), cell(Field::TargetValue), (&name, &scope), rules)
                || says_nothing(cell(Field::GoalText), cell(Field::TargetValue), rules),
            unnamed: !in_table
                && !moved
                && unnamed(cell(Field::FigureText), cell(Field::ActualValue), &name, rules),
            part: starts_with(cell(Field::FigureText), rules.findings.words(FindingWords::Part)),
            place: place((cell(Field::ReportTitle), body), &scope, &words, &rules.findings),
            about: about(&entry, headed.as_ref().unwrap_or(&name), rules),
            report: (cell(Field::Source), cell(Field::ReportTitle)),
            shared: ends(FindingWords::Shared),
            stock: ends(FindingWords::Stock),
            whole: is_whole(&scope, &rules.findings),
            placed: body.is_some()
                || Body::of_title(cell(Field::ReportTitle)).is_some_and(|body| !body.name.is_empty()),
            in_table,
            moved,
            row,
            entry,
        }
    }

    /// What the figure adds up over: `year_to_date` where nothing else is said.
    pub(super) fn flow(&self) -> &'t str {
        match self.entry.cell(Field::FlowPeriod) {
            "" => "year_to_date",
            other => other,
        }
    }

    /// How the number is measured: a growth rate and a level of one name are two things.
    pub(super) fn measure(&self) -> &'t str {
        if self.entry.cell(Field::Unit) == "%" { self.entry.cell(Field::GoalKind) } else { "" }
    }

    pub(super) fn as_of(&self) -> Option<NaiveDate> {
        self.entry.as_of
    }

    /// The year that its numbers belong to.
    pub(super) fn year(&self) -> Option<i32> {
        self.as_of().map(|date| date.year()).or_else(|| self.entry.year())
    }

    /// The goal, or what the printed rate implies of it, as two ends.
    pub(super) fn goal_ends(&self) -> Option<(Decimal, Decimal)> {
        let end = |name| self.entry.base(self.entry.value(name)?);
        match self.goal {
            Some(goal) => Some((goal.value - goal.slack(), goal.value + goal.slack())),
            None => Some((end(Field::ImpliedTargetLow)?, end(Field::ImpliedTargetHigh)?)),
        }
    }

    /// True for a figure that no goal speaks of.
    pub(super) fn is_bare(&self) -> bool {
        self.entry.cell(Field::Kind) == "figure"
    }

    /// True where its figure may be the goal that the other row has, read as a figure.
    pub(super) fn repeats_goal_of(&self, other: &Self) -> bool {
        let inside = |(low, high): (Decimal, Decimal)| {
            self.figure.is_some_and(|own| low <= own.value && own.value <= high)
        };
        self.is_bare() && other.goal_ends().is_some_and(inside)
    }

    /// True where both have goals, and these can be one.
    pub(super) fn same_goal(&self, other: &Self) -> Option<bool> {
        let ((low, high), (from, to)) = (self.goal_ends()?, other.goal_ends()?);
        Some(low <= to && from <= high)
    }

    /// True where a goal, a printed rate or both stand in the row.
    pub(super) fn has_goal(&self) -> bool {
        self.goal.is_some() || !self.entry.cell(Field::StatedRatio).is_empty()
    }
}

/// A name without the district that the row is limited to and the body that it speaks of.
fn own_name(name: &str, scope: &str, rules: &Rulebook) -> String {
    let short = name.strip_prefix(scope).unwrap_or(name);
    let whole = rules.findings.words(FindingWords::Whole).iter();
    let short = whole.filter_map(|word| short.strip_prefix(word.as_str())).next().unwrap_or(short);
    if short.chars().count() < SHORT { name.to_owned() } else { short.to_owned() }
}

/// Name, dimension and stage as one key; empty where the name is too short or says too little.
fn about(entry: &Entry, name: &str, rules: &Rulebook) -> String {
    let little = name.chars().count() < SHORT
        || entry.dimension().is_empty()
        || rules.verbs.is_abstract(entry.cell(Field::Indicator))
        || rules.verbs.without_generic(name).chars().count() < 2;
    if little {
        return String::new();
    }
    // 户 and 个 are both counts, of other things.
    let unit = if entry.dimension() == "count" { entry.cell(Field::Unit) } else { entry.dimension() };
    [name, unit, entry.cell(Field::Stage)].join("\u{1f}")
}

/// True where a clause says a name before its number and nothing of another thing.
fn says_only(clause: &str, value: &str, (name, scope): (&str, &str), rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let said = said.trim_end_matches(['近', '约', '超', '逾', '达', '过', '至', '仅', '有', '为']);
    let said =
        said.rsplit(['，', ',', '、', '；', ';', '：', ':', '。', '(', '（']).next().unwrap_or_default();
    let said = own_name(said, scope, rules);
    said == name || bare(&said, rules) == bare(name, rules)
}

/// 公务接待费增加0.02万元: by how much a thing changed, not how much it is.
fn changed(clause: &str, value: &str, unit: &str, rules: &Rulebook) -> bool {
    let words = rules.findings.words(FindingWords::Changed);
    let told = |said: String| words.iter().any(|word| said.ends_with(word.as_str()));
    unit != "%" && before(clause, value).is_some_and(told)
}

/// True where a clause says before its number only that it is a goal: 完成年度目标7000人.
fn says_nothing(clause: &str, value: &str, rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let cues = |_: &str, set: crate::rules::CueSet| {
        set.any(&[Cue::Plan, Cue::PlanNoun, Cue::Done, Cue::Now, Cue::Share, Cue::Present])
    };
    let mut left = rules.verbs.without_cues(&crate::compare::key(&without_times(&said), rules), cues);
    let letters = Letters::of(&left);
    for word in rules.findings.words(FindingWords::Beside).iter().filter(|word| letters.may_spell(word)) {
        left = left.replace(word.as_str(), "");
    }
    left.is_empty()
}

/// True where a clause says before its number no more than how its name begins: 新增3210个, of 新增托位.
fn unnamed(clause: &str, value: &str, name: &str, rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let mut left = crate::compare::key(&without_times(&said), rules);
    for word in rules.findings.words(FindingWords::Beside) {
        left = left.replace(word.as_str(), "");
    }
    // 截至9月底: 至 is of the time.
    says_nothing(clause, value, rules) || name.starts_with(left.trim_start_matches('截'))
}

/// What a clause says before its number; `None` where the number is written otherwise.
fn before(clause: &str, value: &str) -> Option<String> {
    let plain: String = clause.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digits = value.trim_start_matches('-');
    let loose = digits.trim_end_matches('0').trim_end_matches('.');
    let at = [digits, loose].into_iter().filter(|digits| !digits.is_empty()).find_map(|digits| {
        plain.match_indices(digits).map(|(at, _)| at).find(|&at| is_whole_number(&plain, at, digits.len()))
    });
    let at = at.or_else(|| plain.find(|c: char| c.is_ascii_digit()).filter(|_| plain.contains(',')));
    at.map(|at| plain[..at].to_owned())
}

fn is_whole_number(text: &str, at: usize, length: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    !text[..at].ends_with(digit) && !text[at + length..].starts_with(|c: char| c.is_ascii_digit())
}

/// A name without times, words of acting, and words that say nothing of the thing.
fn bare(text: &str, rules: &Rulebook) -> String {
    let timeless = without_times(text);
    let mut key = core(&crate::compare::key(&timeless, rules), rules);
    let cues = rules.verbs.without_cues(&key, |_, set| {
        set.any(&[Cue::Now, Cue::Present, Cue::Done, Cue::Action, Cue::Plan, Cue::PlanNoun, Cue::Build])
    });
    if cues.chars().count() > 1 {
        key = cues;
    }
    let letters = Letters::of(&key);
    for list in [FindingWords::Beside, FindingWords::Whole] {
        for word in rules.findings.words(list).iter().filter(|word| letters.may_spell(word)) {
            let rest = key.replace(word.as_str(), "");
            if rest.chars().count() > 1 {
                key = rest;
            }
        }
    }
    key
}

/// Which letters a text has, roughly: most words of a list have one that it has not, and are looked for no further.
struct Letters(u128);

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |all, letter| all | Self::bit(letter)))
    }

    fn bit(letter: char) -> u128 {
        1 << (u32::from(letter) % u128::BITS)
    }

    /// False where a word cannot stand in the text, whatever is taken out of it.
    fn may_spell(&self, word: &str) -> bool {
        word.chars().all(|letter| self.0 & Self::bit(letter) != 0)
    }
}

/// A text without numbers before 年, 月, 日 and 季度.
fn without_times(text: &str) -> String {
    let letters: Vec<char> = text.nfkc().collect();
    let (mut kept, mut at) = (String::new(), 0);
    while at < letters.len() {
        let run = letters[at..].iter().take_while(|c| is_time(**c)).count();
        let stretch = &letters[at..at + run];
        let dated =
            stretch.iter().any(|c| c.is_ascii_digit()) && stretch.iter().any(|c| "年月日季".contains(*c));
        if run > 0 && dated {
            at += run;
        } else {
            kept.push(letters[at]);
            at += 1;
        }
    }
    kept
}

fn is_time(c: char) -> bool {
    c.is_ascii_digit() || "年月日季度份底末初至到-—–~前".contains(c)
}

fn starts_with(clause: &str, words: &[String]) -> bool {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.iter().any(|word| clause.starts_with(word.as_str()))
}
