//! A name as an analyst writes it: without the paper and the body that set it, without lists that it stands on, without
//! words that only say how it goes. Names are compared before that.

use super::{ends::trim, whose::own};
use crate::rules::{NameLists, NameWords, Rulebook};

/// The name, and the body that stood before it: 参保人数 of 全市参保人数, 重点项目投资 of 列入盘子的重点项目的投资, 自动气象站 of 市气象局自动气象站.
pub(crate) fn plainly(name: &str, rules: &Rulebook) -> (Option<String>, String) {
    let names = &rules.names;
    let name = called(titled(name));
    let (body, name) = bodied(name, rules);
    let name = listed(name, names);
    let name = urged(&name, names);
    let name = trim(&inward(name, names), names);
    let told = names.before(NameWords::Reached, &name).filter(|rest| long(rest));
    let name = told.unwrap_or(&name);
    let name = own(name.strip_prefix("其中的").unwrap_or(name), names);
    (body.map(str::to_owned), trim(&once(reached(name, names)), names))
}

/// 综合治理面积 of 综合治理面积达, 玻璃幕墙 of 玻璃幕墙做到排查全覆盖; 下达 is a word.
fn reached<'n>(name: &'n str, names: &NameLists) -> &'n str {
    let measured = |rest: &&str| names.ends(NameWords::Measure, rest);
    let name = name.strip_suffix('达').filter(measured).unwrap_or(name);
    name.split_once("做到").map(|(before, _)| before).filter(|before| long(before)).unwrap_or(name)
}

/// 增殖放流苗种 of 增殖放流放流苗种: what is said twice in a row once.
fn once(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let twice = |at: &usize| {
        letters.get(*at..at + 2) == letters.get(at + 2..at + 4) && letters[*at] != letters[at + 1]
    };
    match (0..letters.len().saturating_sub(3)).find(twice) {
        Some(at) => letters[..at].iter().chain(&letters[at + 2..]).collect(),
        None => name.to_owned(),
    }
}

fn long(name: &str) -> bool {
    name.chars().nth(1).is_some()
}

/// 改造老旧小区 of 《政府工作报告》改造老旧小区; 《…规划》项目 is a name.
fn titled(name: &str) -> &str {
    let rest = name.strip_prefix('《').and_then(|name| name.split_once('》')).map(|(_, rest)| rest);
    rest.filter(|rest| rest.chars().nth(3).is_some()).unwrap_or(name)
}

/// 专项规划项目 of …规划项目以下简称专项规划项目.
fn called(name: &str) -> &str {
    name.rsplit_once("简称").map(|(_, short)| short).filter(|short| long(short)).unwrap_or(name)
}

/// A name without the body before it that set it, or that does it: 职工参保 of 县医保局要求职工参保; with the body that does it.
fn bodied<'n>(name: &'n str, rules: &Rulebook) -> (Option<&'n str>, &'n str) {
    let names = &rules.names;
    // 县文旅集团承建的古渡口提升工程: what it does for the work tells the body, whatever it is called.
    let charged = names.parted(NameWords::Charge, name).filter(|(body, rest)| {
        let ended = [NameWords::Place, NameWords::Setter, NameWords::BodyEnd];
        // 区总工会牵头的: with 的 no ending need tell the body.
        let told = name[..name.len() - rest.len()].ends_with('的')
            || ended.into_iter().any(|list| names.ends(list, body));
        long(body) && told && rest.chars().nth(3).is_some()
    });
    if let Some((body, rest)) = charged {
        return (Some(body), rest);
    }
    let of_level = names.behind(NameWords::Setter, name).is_some();
    let ends = name.char_indices().filter(|&(_, c)| matches!(c, '局' | '厅' | '委')).take(2);
    let end = ends.filter(|&(at, _)| (6..=BODY_BYTES).contains(&at)).map(|(at, c)| at + c.len_utf8()).next();
    let Some((body, rest)) = end.filter(|_| of_level).map(|end| name.split_at(end)) else {
        return (None, name);
    };
    let set = names
        .behind(NameWords::Setting, rest)
        .map(|rest| names.behind(NameWords::SetFor, rest).unwrap_or(rest));
    if let Some(set) = set.filter(|rest| long(rest)) {
        return (None, set);
    }
    // 局部, 委托: no body ends there; 省国资委监管企业 and 区地税局收入 say whose they are.
    let other = names.begins(NameWords::OfBody, rest) || names.is(NameWords::Dependent, rest);
    match !other && rest.chars().nth(3).is_some() {
        true => (Some(body), rest),
        false => (None, name),
    }
}

/// Farthest letter that ends the name of a body, in bytes: 市生态环境局.
const BODY_BYTES: usize = 30;

/// 四水同治项目 of 列入四水同治的项目, 节能改造项目 of 列入其中的节能改造项目.
fn listed(name: &str, names: &NameLists) -> String {
    let list = names.behind(NameWords::ListedIn, name).and_then(|rest| rest.split_once('的'));
    match list {
        Some((list, rest)) if long(rest) => format!("{list}{rest}"),
        _ => name.to_owned(),
    }
}

/// A name without the verb that urges it on: 老旧管网更新 of 加快推进老旧管网更新.
fn urged<'n>(name: &'n str, names: &NameLists) -> &'n str {
    // 加快建设项目 is a class of projects.
    let class =
        names.behind(NameWords::ClassVerb, name).is_some_and(|rest| names.begins(NameWords::ClassNoun, rest));
    let rest = names.behind(NameWords::Urging, name).filter(|rest| !class && rest.chars().nth(2).is_some());
    rest.map_or(name, |rest| urged(rest, names))
}

/// A name without whose it is in its midst, and without the link before a common word at its end: 项目投资 of 项目的投资.
fn inward(name: &str, names: &NameLists) -> String {
    let held = names.holds(NameWords::WholePlace, name);
    let mut name = name.to_owned();
    for whole in names.words(NameWords::WholePlace).iter().filter(|_| held) {
        let inner = name.find(whole.as_str()).filter(|&at| at > "参保".len());
        let plain = |at: usize| !name[at + whole.len()..].starts_with(['域', '场', '级', '性']);
        if let Some(at) = inner.filter(|&at| plain(at) && long(&name[at + whole.len()..])) {
            name.replace_range(at..at + whole.len(), "");
        }
    }
    if let Some(rest) = names.before(NameWords::WholePlace, &name).filter(|rest| long(rest)) {
        name.truncate(rest.len());
    }
    // 省政府民生工程要求我区新增托位: whom it is set for ends who set it.
    let ours = names.words(NameWords::SetFor).iter().filter(|word| word.starts_with('我'));
    let set = ours
        .filter_map(|word| name.split_once(word.as_str()))
        .find(|(_, rest)| rest.chars().nth(3).is_some());
    if let Some(rest) = set.map(|(_, rest)| rest.trim_start_matches('的').to_owned()) {
        name = rest;
    }
    if let Some((whole, noun)) = name.rsplit_once('的')
        && names.is(NameWords::Dependent, noun)
    {
        name = format!("{whole}{noun}");
    }
    name
}
