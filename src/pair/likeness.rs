//! How alike two indicators are, and whether their quantities compare at all.

use rust_decimal::Decimal;

use crate::{
    interpret::{Claim, Role},
    model::{Grounds, Quantity, QuantityKind},
    rules::{Mark, Synonyms},
};

/// A ground and how strong it is within its kind.
pub type Alike = (Grounds, u32);

/// True where two quantities can be compared: one dimension, or counts under like names.
pub(crate) fn comparable(goal: &Claim, figure: &Claim, like_names: bool) -> bool {
    let (one, other) = (&goal.quantity, &figure.quantity);
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) if a.dimension == b.dimension => like_names || !other_counter(one, other),
        (Some(_), Some(_)) => {
            let counts = one.kind == QuantityKind::Count && other.kind == QuantityKind::Count;
            like_names && counts && !households(one, other)
        }
        (None, None) => true,
        (Some(unit), None) | (None, Some(unit)) => {
            // 75亿 without 元, but not the 9 of 9大工程.
            let large = one.magnitude.max(other.magnitude) > Decimal::ONE
                && [one, other].iter().all(|of| of.unit.is_some() || of.magnitude > Decimal::ONE);
            like_names && (unit.counter || unit.dimension.0 == "money" && large)
        }
    }
}

/// Words that count things of any sort.
const ANY: &[&str] = &["个", "项", "处", "家", "座", "所", "条", "件", "宗", "名", "人", "人次"];

/// True for counters of things of different sorts: 450张 and 3所.
fn other_counter(one: &Quantity, other: &Quantity) -> bool {
    let sort = |of: &Quantity| {
        let counts = of.unit.as_ref().is_some_and(|unit| unit.counter && unit.dimension.0 == "count");
        counts && !ANY.contains(&of.unit_text.trim_start_matches(['（', '(']))
    };
    one.unit_text != other.unit_text && (sort(one) || sort(other))
}

/// True where one counts households and the other their people: neither answers the other.
fn households(one: &Quantity, other: &Quantity) -> bool {
    let people = |of: &Quantity| of.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person");
    let homes = |of: &Quantity| of.unit_text.ends_with('户');
    homes(one) && people(other) || people(one) && homes(other)
}

/// True where both count in the same word, or in words that stand for each other (人, 名, 人次).
pub(crate) fn same_counter(one: &Claim, other: &Claim) -> bool {
    one.same_counter(&other.quantity)
}

/// True where both count in words for things of any sort: 96个, 77项.
pub(super) fn any_sort(one: &Claim, other: &Claim) -> bool {
    one.rule.is(Mark::AnySort) && other.rule.is(Mark::AnySort)
}

/// Why a figure can answer a goal by its name; `None` where nothing speaks for it or something against.
pub(crate) fn alike(goal: &Claim, figure: &Claim, near: bool, synonyms: &Synonyms) -> Option<Alike> {
    spoken_for(goal, figure, near).filter(|_| !exclusive(&goal.name, &figure.name, synonyms))
}

/// What speaks for a figure as the answer of a goal.
fn spoken_for(goal: &Claim, figure: &Claim, near: bool) -> Option<Alike> {
    let (a, b) = (&goal.key, &figure.key);
    let equal = !a.is_empty() && a == b;
    if !comparable(goal, figure, equal || same_words(goal, figure)) {
        return None;
    }
    if figure.role == Role::Change && near && !goal.own {
        return Some((Grounds::SameFrame, 50));
    }
    if equal && (goal.own && figure.own) {
        return Some((Grounds::SameIndicator, 100));
    }
    // Names of common words only have no key: 新增规上企业 is still itself.
    if goal.name == figure.name && goal.name.chars().count() >= 4 {
        return Some((Grounds::SameIndicator, 90));
    }
    if near && (!figure.own || !goal.own) && (equal || a.is_empty() || b.is_empty()) {
        return Some((Grounds::SameHead, 70));
    }
    if a.is_empty() || b.is_empty() {
        return match (same_words(goal, figure), near) {
            (true, _) => Some((Grounds::SameFrame, 40)),
            (false, true) if goal.quantity.kind == QuantityKind::Money => Some((Grounds::SameFrame, 30)),
            (false, false) => None,
            (false, true) => None,
        };
    }
    let score = shared(a, b)?;
    // 创业 is not yet 返乡创业: a short word inside a longer name is enough only close by.
    let short = a.chars().count().min(b.chars().count());
    let long = a.chars().count().max(b.chars().count());
    // 氨氮 of 氨氮排放量: what is measured, and not the end of another name.
    let begins = goal.at.block == figure.at.block
        && goal.growth
        && (a.starts_with(b.as_str()) || b.starts_with(a.as_str()));
    if !near && !begins && short <= 2 && long >= 4 && !(goal.at.heading && goal.at.block == figure.at.block) {
        return None;
    }
    Some((Grounds::SameHead, score))
}

/// 筹款180万元, 筹款6.3万.
fn same_words(goal: &Claim, figure: &Claim) -> bool {
    goal.name == figure.name && !goal.name.is_empty()
}

/// True for names of which a word or a threshold excludes the other; the same name excludes nothing.
fn exclusive(one: &str, other: &str, synonyms: &Synonyms) -> bool {
    one != other
        && (per_each(one) != per_each(other)
            || synonyms.conflict(one, other)
            || thresholds_differ(one, other))
}

/// 县级领导每人: counted for each, which no sum answers.
fn per_each(name: &str) -> bool {
    name.contains(['每', '均'])
        && ["每人", "人均", "每户", "户均", "每村", "每月", "每周", "每季", "每天"]
            .iter()
            .any(|each| name.contains(each))
}

/// How much two keys share, in percent of the shorter; `None` below what makes them alike.
fn shared(one: &str, other: &str) -> Option<u32> {
    let (mut short, mut long): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let ratio = (100 * short.len() / long.len()) as u32;
    if short.len() >= 2 && long.windows(short.len()).any(|part| part == short.as_slice()) {
        let ends = long.ends_with(&short);
        return Some(100 + ratio + if ends { 20 } else { 0 });
    }
    let mut rest = long.clone();
    let common = short
        .iter()
        .filter(|c| rest.iter().position(|d| d == *c).map(|at| rest.swap_remove(at)).is_some())
        .count();
    if short.len() >= 3 && common == short.len() {
        return Some(90 + ratio / 2);
    }
    let pairs = |chars: &[char]| chars.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>();
    let (few, many) = (pairs(&short), pairs(&long));
    if few.is_empty() {
        return None;
    }
    let common = few.iter().filter(|pair| many.contains(pair)).count();
    let cover = 100 * common / few.len();
    let dice = 200 * common / (few.len() + many.len());
    (common >= 2 && (cover >= 60 || dice >= 50)).then_some(dice as u32)
}

/// 亿元以上项目 and 10亿元以上项目 are different things.
pub(super) fn thresholds_differ(one: &str, other: &str) -> bool {
    let threshold = |name: &str| -> Option<String> {
        let end = name.find("元")?;
        let start = name[..end]
            .rfind(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十百千万亿.".contains(c)))
            .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
        (end > start).then(|| name[start..end].replace('十', "10"))
    };
    match (threshold(one), threshold(other)) {
        (Some(a), Some(b)) => a != b,
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    }
}
