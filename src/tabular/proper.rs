//! The name of a row as an analyst would write it: without numbers of lists, remarks in brackets, and amounts of its own.

use crate::{
    model::{Finding, Quantity, QuantityKind},
    outline::marker,
    rules::{NameWords, Rulebook},
    scan::quantities,
};

/// 南岭隧道工程 of 南岭隧道工程（续建）, 次日留存率 of KR1 次日留存率, 目录扫描 of Task 1: 目录扫描.
pub(super) fn proper(name: &str, rules: &Rulebook) -> String {
    let linked = name.strip_prefix('[').and_then(|name| name.strip_suffix(')')?.split_once("]("));
    let name = unnumbered(unmarked(linked.map_or(name, |(name, _)| name)));
    let closed = name.strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '(']));
    // 续建项目（2个）, 城南快速路（2022-2025）: how many stand below, and when.
    let counts = |inner: &str| {
        let years = inner.chars().all(|c| c.is_ascii_digit() || "-—～~至.年".contains(c));
        if years && inner.starts_with("20") && inner.len() > "2022".len() {
            return true;
        }
        let inner = inner.trim_start_matches(|c| "共计合等".contains(c));
        let count = |one: &Quantity| one.kind == QuantityKind::Count && one.span.len() == inner.len();
        quantities(inner, rules).first().is_some_and(count)
    };
    let told = closed.filter(|(own, inner)| {
        !own.is_empty() && (rules.layouts.names.aside.iter().any(|word| word == inner) || counts(inner))
    });
    let name = told.map_or(name.as_str(), |(own, _)| own);
    let word = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = word.trim_start_matches(' ').trim_start_matches(|c: char| c.is_ascii_digit());
    let own = digits.trim_start_matches([' ', ':', '：', '-', '.', '、']);
    let labelled = word.len() < name.len() && digits.len() < word.trim_start_matches(' ').len();
    let begins = own.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic());
    let parted = digits.starts_with([':', '：', ' ']) || name.starts_with("KR");
    if labelled && begins && parted { own.to_owned() } else { name.to_owned() }
}

/// A name without a picture in front: 📈 北山片.
pub(super) fn unmarked(name: &str) -> &str {
    let picture = |c: char| !c.is_alphanumeric() && u32::from(c) >= 0x2600 && !is_sign(c) || c == '\u{fe0f}';
    let rest = name.trim_start_matches(|c| picture(c) || c == ' ');
    if rest.is_empty() { name } else { rest }
}

/// True for a sign of Chinese writing: 《, （.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// A name without its number in front: （1）, 1.、 ①.
fn unnumbered(name: &str) -> String {
    let name = name.trim_end_matches(|c: char| ":：¹²³⁴⁵⁶⁷⁸⁹⁰*※★▲☆●◆".contains(c));
    let rest = name.trim_start_matches(|c: char| "①②③④⑤⑥⑦⑧⑨⑩*★▲☆●◆".contains(c));
    // 指标1：巡查次数 is numbered too.
    let numbered =
        rest.strip_prefix("指标").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let numbered = numbered.filter(|rest| rest.len() + "指标".len() < name.len());
    let rest = numbered.map_or(rest, |rest| rest.trim_start_matches(['：', ':', '、', '.', ' ']));
    let rest = rest.strip_prefix("其中").map_or(rest, |rest| rest.trim_start_matches([':', '：']));
    if let Some(found) = marker(rest).filter(|found| found.length < rest.len()) {
        return rest[found.length..].trim().to_owned();
    }
    let digits = rest.trim_start_matches(['(', '（']).trim_start_matches(|c: char| c.is_ascii_digit());
    let used = rest.len() - digits.len();
    let after = digits.trim_start_matches(['.', '．', '、', '。', ')', '）']);
    if used > 0
        && after.len() < digits.len()
        && !after.is_empty()
        && !after.starts_with(|c: char| c.is_ascii_digit())
    {
        return after.to_owned();
    }
    if rest.is_empty() { name.to_owned() } else { rest.to_owned() }
}

/// 新增养老床位 of 新增3200张养老床位: a name without the number of the row's own goal or figure, which its columns tell.
pub(super) fn without_amount(row: &Finding, rules: &Rulebook) -> String {
    let name = ended(row.indicator.trim_end_matches(['。', '；', ';']), rules);
    let goal = row.goal.as_ref().map(|goal| &goal.quantity);
    let figure = row.figure.as_ref().map(|figure| &figure.quantity);
    let told = |quantity: &Quantity| {
        let alike = |own: &Quantity| own.amount == quantity.amount && own.kind == quantity.kind;
        quantity.unit.is_some() && [goal, figure].into_iter().flatten().any(alike)
    };
    // 建设二级公路28.7公里, 提高占比至95%以上: what it is to come to is no part of its name; 增值税50% and 首10分钟 are names.
    let last = |quantity: &Quantity| {
        let behind = &name[quantity.span.end..];
        let bound = rules.names.is(NameWords::AmountBound, behind);
        let timed = quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "time");
        let counted = quantity.unit.is_some() && !timed && quantity.kind != QuantityKind::Percent;
        (bound || behind.is_empty() && counted) && name[..quantity.span.start].chars().nth(2).is_some()
    };
    let amounts = quantities(name, rules);
    let Some(amount) = amounts.into_iter().find(|amount| told(amount) || last(amount)) else {
        return name.to_owned();
    };
    let (before, behind) = (&name[..amount.span.start], &name[amount.span.end..]);
    let rest = match last(&amount) {
        true => rules.names.before(NameWords::LeadsTo, before).unwrap_or(before).to_owned(),
        false => format!("{before}{behind}"),
    };
    let rest = ended(rules.layouts.morphemes.achieved(&rest), rules);
    if rest.chars().nth(1).is_some() { rest.to_owned() } else { name.to_owned() }
}

/// 登记失业率 of 登记失业率低于.
fn ended<'t>(name: &'t str, rules: &Rulebook) -> &'t str {
    let ends = rules.names.words(NameWords::BeforeGoal).iter();
    let rests = ends.filter_map(|word| name.strip_suffix(word.as_str()));
    rests.min_by_key(|rest| rest.len()).filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(name)
}
