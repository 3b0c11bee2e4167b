//! What makes two rows of a report speak of one thing, beside their names.

use rust_decimal::Decimal;

use super::saying::Saying;
use crate::{compare::Side, measure::Field, model::Body};

/// A goal of so many digits is not printed twice by chance.
pub(super) const DIGITS: usize = 3;

/// A part under a longer name is not named by its whole, in characters.
pub(super) const OWN: usize = 5;

/// Two goals of one thing are hardly so many times each other.
const NEAR: Decimal = Decimal::TWO;
/// An overview is among so many first blocks of a report.
const FIRST: u32 = 3;

/// What the key of a group cannot tell: two cells of a table are two things, and so are two counts in passing.
pub(super) fn comparable(one: &Saying, other: &Saying, aside: &[String]) -> bool {
    let line =
        |saying: &Saying| [saying.entry.cell(Field::FigureLine), saying.entry.cell(Field::GoalLine)].concat();
    let elsewhere =
        line(one) != line(other) || one.entry.cell(Field::TaskNo) != other.entry.cell(Field::TaskNo);
    elsewhere
        && !(one.in_table && other.in_table)
        && (one.has_goal() || other.has_goal() || transposed(one, other) || told_again(one, other, aside))
        && !acts_apart(one, other)
}

/// 62.8亿元 and 68.2亿元: two figures without a goal are one, written wrongly, where one has the digits of the other in
/// another order.
fn transposed(one: &Saying, other: &Saying) -> bool {
    let digits = |saying: &Saying| {
        let (value, unit) = saying.entry.printed(Side::Figure)?;
        let mut digits: Vec<char> = value.to_string().chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        Some((digits, value.scale(), unit.to_owned()))
    };
    let (mine, theirs) = (digits(one), digits(other));
    mine.as_ref().is_some_and(|(digits, ..)| digits.len() >= DIGITS) && mine == theirs && !one.stock
}

/// What an overview or the problems say, and the item under its heading says, too, without a goal in either.
fn told_again(one: &Saying, other: &Saying, aside: &[String]) -> bool {
    let (item, beside) = if besides(one, aside) { (other, one) } else { (one, other) };
    let heading = item.entry.cell(Field::Section);
    // 其中农产品网络零售额 says of itself what it is.
    let own = one.entry.key.chars().count() > OWN;
    let plain = |saying: &Saying| !saying.stock && !saying.shared && !saying.average && (own || !saying.part);
    named(one, other)
        && besides(beside, aside)
        && !besides(item, aside)
        && Body::of_name(heading).is_none()
        && plain(item)
        && plain(beside)
}

/// True for what stands before the first heading, or under one that tells of all: 总体情况, 存在问题.
fn besides(saying: &Saying, aside: &[String]) -> bool {
    let (heading, task) = (saying.entry.cell(Field::Section), saying.entry.cell(Field::TaskNo));
    // Blocks without a number of their own are called p1, p2; an overview is among the first.
    let block = |task: &str| task.strip_prefix('p').and_then(|nth| nth.parse::<u32>().ok());
    let unnumbered = heading.is_empty() && (task.is_empty() || block(task).is_some_and(|nth| nth <= FIRST));
    let words = [heading, saying.entry.cell(Field::Task)];
    unnumbered || aside.iter().any(|word| words.iter().any(|own| own.starts_with(word.as_str())))
}

/// 培训失业人员 and 登记失业人员: what is left without their verbs is one name, and they are two things.
fn acts_apart(one: &Saying, other: &Saying) -> bool {
    let acts = |saying: &Saying| !saying.about.starts_with(&format!("{}\u{1f}", saying.entry.key));
    let (mine, theirs) = (&one.entry.key, &other.entry.key);
    let letters = |key: &str| {
        let mut letters: Vec<char> = key.chars().collect();
        letters.sort_unstable();
        letters
    };
    if letters(mine) == letters(theirs) {
        return false;
    }
    let longer = mine.contains(theirs.as_str()) || theirs.contains(mine.as_str());
    !longer && acts(one) && acts(other)
}

/// Figures are of one thing where their goals are one; where one has no goal, their name must be of one thing.
pub(super) fn same_thing(one: &Saying, other: &Saying) -> bool {
    let same = one.same_goal(other);
    // A clause without a name has that of its goal, so that both must print the same one.
    let bare = !one.plain || !other.plain;
    let printed = matches!((one.goal, other.goal), (Some(mine), Some(theirs)) if mine.value == theirs.value);
    if bare { printed } else { same.unwrap_or(!one.shared) }
}

/// Goals are of one thing where the figures that answer them are one, or where one of them stands alone.
pub(super) fn same_figure(one: &Saying, other: &Saying) -> bool {
    let open = |saying: &Saying| saying.figure.is_none() && saying.entry.cell(Field::StatedRatio).is_empty();
    // What is planned behind the report is of the next year.
    let first = if one.row < other.row { one } else { other };
    let (mine, theirs) = (one.goal.map(|goal| goal.value), other.goal.map(|goal| goal.value));
    let near = matches!((mine, theirs), (Some(mine), Some(theirs)) if mine <= theirs * NEAR && theirs <= mine * NEAR);
    let alone = near
        && open(first)
        && (!open(one) || !open(other))
        && !one.in_table
        && !other.in_table
        && !one.shared
        && named(one, other);
    alone || same_answer(one, other)
}

/// True where both goals say the whole name of what they are of.
fn named(one: &Saying, other: &Saying) -> bool {
    one.entry.key == other.entry.key && one.entry.key.chars().count() > DIGITS
}

fn same_answer(one: &Saying, other: &Saying) -> bool {
    matches!((one.figure, other.figure), (Some(mine), Some(theirs)) if !mine.contradicts(&theirs))
        && one.entry.cell(Field::AsOf) == other.entry.cell(Field::AsOf)
}
