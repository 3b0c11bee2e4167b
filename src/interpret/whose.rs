//! Whose a thing is: who sets a goal, whose document it is, and names that are a place and nothing else.

use crate::{
    rules::{NameLists, NameWords},
    text::Letters,
};

/// True for a name that only tells who set a goal, or what is compared with it: 省, 县定, 市考核, 比.
pub(crate) fn sets(name: &str, names: &NameLists) -> bool {
    let rest = names.behind(NameWords::Setter, name);
    names.is(NameWords::SetAlone, name)
        || name.chars().count() <= SETTER_CHARS
            && names.behind(NameWords::Setter, name).is_some()
            && names.ends(NameWords::Setting, name)
            && !name.ends_with("安排")
        || is_duration(name, names)
        || rest
            .map(|rest| rest.trim_matches('的'))
            .is_some_and(|rest| rest.is_empty() || names.is(NameWords::SetRest, rest))
}

/// Longest name of who sets a goal with its verb, in characters: 县教育局规定.
const SETTER_CHARS: usize = 6;

static NUMERALS: Letters = Letters::of("0123456789一二两三四五六七八九十半");

/// 三个月 of 提前三个月完成: how long, and nothing that is counted.
fn is_duration(name: &str, names: &NameLists) -> bool {
    let numeral = |c: char| NUMERALS.has(c);
    if !name.starts_with(numeral) {
        return false;
    }
    let count = names.before(NameWords::Duration, name);
    count.is_some_and(|count| !count.is_empty() && count.chars().all(numeral))
}

/// A name without who hands it down behind it: 危房改造 of 危房改造县里下达.
fn handed<'n>(name: &'n str, names: &NameLists) -> &'n str {
    let level = name.strip_suffix(['里', '上']).filter(|rest| names.ends(NameWords::Setter, rest));
    let rest = level.and_then(|level| names.before(NameWords::Setter, level));
    rest.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(name)
}

/// What the name of a list of the year holds: most names hold none, and are passed quickly.
static LISTED: Letters = Letters::of("实實");

/// 危房改造 of 市考核办下达危房改造, 财政厅向某县追加下达了危房改造, 县人大票决的危房改造: whatever the body is called, what it
/// does tells it.
fn handed_down<'n>(name: &'n str, names: &NameLists) -> Option<&'n str> {
    let verbs = names.words(NameWords::Setting).iter().filter(|verb| verb.chars().nth(1).is_some());
    let mut parts = verbs.filter_map(|verb| name.split_once(verb.as_str()));
    parts.find_map(|(body, rest)| {
        let body = names.before(NameWords::SetAlone, body).unwrap_or(body);
        let ended = |list| names.ends(list, body);
        let bodies = [NameWords::Place, NameWords::Setter, NameWords::SetterBody, NameWords::BodyEnd];
        let set = bodies.into_iter().any(ended);
        let rest = rest.trim_start_matches(['了', '给', '的', '对']);
        let rest = names.behind(NameWords::SetFor, rest).unwrap_or(rest).trim_start_matches('的');
        let other = [NameWords::Dependent, NameWords::Setting];
        let named = rest.chars().nth(2).is_some() && !other.into_iter().any(|list| names.begins(list, rest));
        (set && named).then_some(rest)
    })
}

/// 新建 of 民生实事确定新建, 农村危房改造 of 民生实事农村危房改造: what a list of the year sets out, or a body hands down.
fn set_out<'n>(name: &'n str, names: &NameLists) -> Option<&'n str> {
    let listed = names.parted(NameWords::YearList, name).map(|(_, rest)| {
        let rest = names.behind(NameWords::ClassNoun, rest).unwrap_or(rest);
        rest.trim_start_matches(['的', '：', '—'])
    });
    let set = listed.and_then(|rest| names.behind(NameWords::Setting, rest));
    // 民生实事有序推进: how it goes names nothing.
    let said = |rest: &str| {
        names.begins(NameWords::OfList, rest)
            || names.ends(NameWords::HeadingTail, rest)
            || names.ends(NameWords::Telling, rest)
    };
    let own = listed.filter(|rest| tells(rest, names) && !said(rest));
    set.or(own)
}

/// Shortest name that tells by itself what is counted, in characters.
const TELLING_CHARS: usize = 3;

/// True for a name that tells by itself what is counted: 农村危房改造, not 投资 or 项目投资.
pub(crate) fn tells(name: &str, names: &NameLists) -> bool {
    let long = |name: &str| name.chars().nth(TELLING_CHARS - 1).is_some();
    let nouns = names.words(NameWords::Dependent).iter();
    long(name) && nouns.filter_map(|noun| name.strip_suffix(noun.as_str())).all(long)
}

/// True for a name that says next to nothing: 建 of 本年须建6座, 投资, a verb that is done to anything.
pub(crate) fn is_wanting(name: &str, names: &NameLists) -> bool {
    name.chars().nth(1).is_none()
        || names.is(NameWords::Dependent, name)
        || names.is(NameWords::LightVerb, name)
        || is_bare(name, names)
}

/// True for a verb and nothing that it is done to: 建, 供出, 后建; the words of accounts are none either, 报数.
pub(crate) fn is_bare(name: &str, names: &NameLists) -> bool {
    // 村 counts places, and 羊 is a noun.
    let noun = || names.is(NameWords::Counter, name) || names.is(NameWords::LetterNoun, name);
    let letter = name.chars().nth(1).is_none() && !noun();
    let ended = |(verb, end)| names.is(NameWords::DoneLetter, verb) && names.is(NameWords::HowEnded, end);
    let first = name.chars().next().map_or(0, char::len_utf8);
    letter || names.is(NameWords::BareVerb, name) || ended(name.split_at(first))
}

/// True for words that may be what a line speaks of, and are no sentence.
pub(crate) fn may_be_topic(name: &str, names: &NameLists) -> bool {
    !names.holds(NameWords::NoTopic, name) && !names.ends(NameWords::NoTopicEnd, name)
}

/// Longest name of a body behind a name, in characters.
const BODY_CHARS: usize = 9;

/// 城镇新增就业 of 城镇新增就业市政府, before 下达: a name without the body at its end; `None` where none ends it.
pub(crate) fn without_body<'n>(name: &'n str, names: &NameLists) -> Option<&'n str> {
    let named = |rest: &&str| rest.chars().nth(2).is_some();
    // 国家, 上级, 集团公司: bodies by themselves.
    let whole = names.before(NameWords::Setter, name);
    let whole = whole.filter(|rest| name.len() - rest.len() > '市'.len_utf8()).filter(named);
    let body = || {
        let ended = names.ends(NameWords::BodyEnd, name);
        let mut starts = name.char_indices().rev().take(BODY_CHARS).map(|(at, _)| at).filter(|_| ended);
        let set = |at: &usize| is_body(&name[*at..], names);
        let level = |rest: &'n str| {
            rest.strip_suffix('级').and_then(|level| names.before(NameWords::Setter, level)).unwrap_or(rest)
        };
        starts.find(set).map(|at| level(name[..at].trim_end_matches('、'))).filter(named)
    };
    // 县委县政府 are two.
    let found = body().or(whole)?;
    Some(without_body(found, names).filter(|_| names.ends(NameWords::BodyEnd, found)).unwrap_or(found))
}

/// 市政府, 市人社局, 省级主管部门, 县里: true for a level and how the name of a body ends.
pub(crate) fn is_body(text: &str, names: &NameLists) -> bool {
    let body = |rest| names.ends(NameWords::BodyEnd, text) || names.is(NameWords::SetterBody, rest);
    names.behind(NameWords::Setter, text).is_some_and(body)
}

/// True for 工信部向海西省, before 下达的任务为: a body, and whom it hands its goals to.
fn is_handing(name: &str, names: &NameLists) -> bool {
    name.split_once(['向', '给', '对']).is_some_and(|(body, whom)| {
        let from = [NameWords::BodyEnd, NameWords::SetterBody].into_iter().any(|list| names.ends(list, body));
        from && (names.is(NameWords::SetFor, whom) || is_place(whom, names))
    })
}

/// A name without who sets the goal before it: 产值 of 市下达产值, nothing of 省政府下达.
pub(crate) fn unset<'n>(name: &'n str, names: &NameLists) -> &'n str {
    if is_handing(name, names) {
        return "";
    }
    let name = handed(name, names);
    let name =
        names.before(NameWords::Setting, name).and_then(|rest| without_body(rest, names)).unwrap_or(name);
    let handed = names.holds(NameWords::Setting, name).then(|| handed_down(name, names)).flatten();
    let left = handed.unwrap_or(name);
    let listed = LISTED.are_in(left).then(|| set_out(left, names)).flatten();
    if let Some(rest) = listed.or(handed) {
        return rest;
    }
    let Some(setter) = names.behind(NameWords::Setter, name) else { return name };
    let body = names.behind(NameWords::SetterBody, setter).unwrap_or(setter);
    // 国家定购粮 is a name.
    let setting =
        names.behind(NameWords::Setting, body).filter(|rest| !names.begins(NameWords::SetNoun, rest));
    let Some(rest) = setting else {
        return if body.is_empty() && setter != body { "" } else { name };
    };
    let rest = rest.trim_start_matches(['给', '的']);
    names.behind(NameWords::SetFor, rest).unwrap_or(rest)
}

/// A name without whose it is: 重点项目 of 全县共安排重点项目.
pub(crate) fn own<'n>(name: &'n str, names: &NameLists) -> &'n str {
    let held = names.held(name);
    let parted = |list: NameWords, name: &'n str| held.has(list).then(|| names.parted(list, name)).flatten();
    // 重点项目之一“水土流失综合治理”: one of them, by its name.
    let quoted = parted(NameWords::OneOf, name).filter(|(_, rest)| rest.starts_with('“'));
    let name = quoted.map_or(name, |(_, rest)| rest);
    // 重点项目进展情况我区造林: what a heading without a stop left before it.
    let behind = parted(NameWords::State, name)
        .map(|(_, rest)| rest)
        .filter(|rest| names.behind(NameWords::Own, rest).is_some());
    let name = behind.unwrap_or(name);
    // 全区域旅游 and 本市场 are no districts, and 全州县 is one by name.
    let whole = |rest: &&str| !names.begins(NameWords::OwnNoun, rest);
    let rest = names.behind(NameWords::Own, name).filter(whole);
    // 安排全市重点项目: what was arranged in the whole place.
    let arranged =
        || names.behind(NameWords::OwnVerb, name).and_then(|rest| names.behind(NameWords::Own, rest));
    let rest = rest.or_else(|| arranged().filter(whole));
    let Some(rest) = rest else { return name };
    let rest = rest.trim_start_matches('共');
    let rest = names.behind(NameWords::OwnVerb, rest).unwrap_or(rest);
    if rest.is_empty() || rest.chars().nth(1).is_some() { rest } else { name }
}

/// True for words that only say whose a thing is: 全区, 我市共.
pub(crate) fn is_own(name: &str, names: &NameLists) -> bool {
    !name.is_empty() && own(name, names).is_empty()
}

/// Longest name of a place, in characters.
const PLACE_CHARS: usize = 8;

/// True for a name that is a place or a body and nothing else.
pub(crate) fn is_place(name: &str, names: &NameLists) -> bool {
    // Most names end like no place, and are asked nothing else.
    names.ends(NameWords::Place, name)
        // 集团 alone is whoever writes.
        && !names.is(NameWords::Setter, name)
        // 森林抚育全州任务: the whole of it.
        && names.before(NameWords::WholePlace, name).is_none_or(str::is_empty)
        && (2..=PLACE_CHARS).contains(&name.chars().count())
        && (!names.holds(NameWords::NoPlace, name) || is_district(name))
}

/// 鹤山区 and 海城市龙口区 are districts, 高山区 and 城市 are none.
fn is_district(name: &str) -> bool {
    let hilly = name.strip_suffix("山区").is_some_and(|before| before.chars().count() == 1);
    let of_city = name.find("城市").is_some_and(|at| at == 3 && name.ends_with(['区', '县', '镇', '乡']));
    hilly || of_city
}
