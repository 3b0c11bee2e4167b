//! What a quantity counts: the indicator's name, and the key by which names are compared.

use super::words::{Kind, Words};
use crate::{
    rules::{Cue, CueSet, Rulebook},
    text::{Span, is_han},
};

/// Longest name, in characters; what is longer is cut from its left.
const NAME_CHARS: usize = 40;

/// Cue classes that never belong to a name.
const NOT_NAME: &[Cue] = &[
    Cue::Hearsay,
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Forecast,
    Cue::Now,
    Cue::Shown,
    Cue::Benefit,
    Cue::Done,
    Cue::Compare,
    Cue::Part,
    Cue::Past,
    Cue::Future,
    Cue::Present,
    Cue::Years,
    Cue::Distance,
    Cue::Respectively,
    Cue::Whole,
    Cue::Undone,
    Cue::Beyond,
    Cue::Stage,
    Cue::Early,
];

/// Cue classes that a key leaves out.
const STRIPPED: &[Cue] = &[
    Cue::Action,
    Cue::Done,
    Cue::Stage,
    Cue::Early,
    Cue::Present,
    Cue::Years,
    Cue::Rise,
    Cue::Fall,
    Cue::Compare,
    Cue::Share,
    Cue::Link,
    Cue::Now,
    Cue::Shown,
    Cue::Process,
    Cue::Build,
    Cue::Since,
];

/// The name that words make, without plan and result words; empty where nothing is left.
pub(crate) fn of_words(words: &Words, indices: &[usize]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (place, &index) in indices.iter().enumerate() {
        let text = words.text_of(index);
        match words.words[index].kind {
            Kind::Text if FUNCTION.contains(&text.trim()) => {}
            Kind::Text => parts.push(text.trim()),
            Kind::Pause if !parts.is_empty() => parts.push("、"),
            Kind::Cue(set) if kept_before_noun(words, indices, place, set) => parts.push(attached(text)),
            Kind::Cue(set)
                if set.has(Cue::Scale)
                    || set.any(NOT_NAME) && !set.any(&[Cue::Action, Cue::Work, Cue::Build]) =>
            {
                parts.extend(planned_noun(text));
            }
            Kind::Cue(set)
                if set.has(Cue::Share) && ["占比", "比重"].iter().any(|word| text.starts_with(word)) =>
            {
                parts.push(if text.starts_with("占比") { "占比" } else { "比重" });
            }
            Kind::Cue(set) if set.any(&[Cue::Link, Cue::Share]) => {
                // Inside a name such a word is part of it.
                let next = indices.get(place + 1).map(|&next| words.words[next].kind);
                let named = next.is_some_and(|kind| !matches!(kind, Kind::Date(_)));
                let within = !parts.is_empty() && named && set.has(Cue::Link);
                parts.extend(within.then_some(text));
            }
            Kind::Cue(_) => parts.push(text),
            Kind::Quantity(_)
            | Kind::Date(_)
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Pause
            | Kind::Dash
            | Kind::Open
            | Kind::Close => {}
        }
    }
    let name = trim(&parts.concat());
    let name = trim(own(unset(&name)));
    if sets(&name) { String::new() } else { name }
}

/// What a plan word plans, where it is a part of it: 投资 of 年度计划投资 and 投资计划.
fn planned_noun(text: &str) -> Option<&'static str> {
    ["投资", "产值", "销售额"].into_iter().find(|noun| text.starts_with(noun) || text.ends_with(noun))
}

/// Nouns of money and measure that a verb of receipt or a stage before them belongs to: 到位资金, 营业收入.
const RECEIVED: &[&str] =
    &["资金", "金额", "收入", "外资", "内资", "额", "面积", "户数", "人数", "率", "税金", "税收"];

/// 新开工 of 新开工项目, 到位 of 实际到位资金: a stage or a verb of receipt right before its noun is part of the name.
fn kept_before_noun(words: &Words, indices: &[usize], place: usize, set: CueSet) -> bool {
    let next = indices.get(place + 1).filter(|&&next| words.words[next].kind == Kind::Text);
    let text = words.text_of(indices[place]);
    let Some(noun) = next.map(|&next| words.text_of(next).trim()) else { return false };
    let staged = set.has(Cue::Stage)
        && (text.starts_with('新') && noun.chars().next().is_some_and(is_han) || noun == "项目");
    let received = set.any(&[Cue::Done, Cue::Now])
        && ["到位", "营业", "利用", "支付", "拨付", "入库"].iter().any(|verb| text.ends_with(verb));
    staged || received && RECEIVED.iter().any(|word| noun.starts_with(word))
}

/// The verb without the word of aspect before it: 到位 of 实际到位.
fn attached(text: &str) -> &str {
    ["实际", "累计", "已"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// Words that name nothing, alone.
const FUNCTION: &[&str] = &[
    "到", "至", "自", "从", "于", "在", "截", "据", "以", "前", "月", "日", "约", "其", "该", "这", "对",
    "为", "由", "将",
];

/// Characters that no name begins or ends with.
const EDGES: &[char] = &[
    '的', '了', '、', '，', ',', '：', ':', ' ', '·', '-', '—', '－', '和', '及', '与', '/', '“', '”', '"',
    '≥', '≤', '＝', '=', '>', '<', '＞', '＜', '》', '《', '.', '．', '。', '；', ';', '(', ')', '（', '）',
];

/// A name without the characters that none begins or ends with; a name of one character keeps its neighbour.
fn edged(name: &str) -> &str {
    let kept = name.trim_matches(EDGES);
    if kept.chars().count() == 1 { name } else { quoted(name, kept) }
}

/// A part of a name with the quotation mark that was cut from one it holds: “家门口”服务站.
fn quoted<'n>(name: &'n str, kept: &'n str) -> &'n str {
    let Span { start, end } = Span::of(name, kept);
    for (open, close) in [('“', '”'), ('《', '》'), ('"', '"')] {
        let odd = || kept.matches(open).count() % 2 == 1;
        let more = |one: char, other: char| match one == other {
            true => odd(),
            false => kept.matches(one).count() > kept.matches(other).count(),
        };
        if name[..start].ends_with(open) && more(close, open) {
            return &name[start - open.len_utf8()..end];
        }
        if name[end..].starts_with(close) && more(open, close) {
            return &name[start..end + close.len_utf8()];
        }
    }
    kept
}

/// Who sets a goal, which is no name of what is counted: 省下达的任务是4000人.
const SETTERS: &[&str] = &["省", "市", "县", "区", "州", "乡", "镇", "国家", "上级", "自治区"];

/// True for a name that only tells who set a goal, or what is compared with it: 省, 县定, 市考核, 比.
fn sets(name: &str) -> bool {
    let setter = SETTERS.iter().find_map(|setter| name.strip_prefix(setter));
    matches!(
        name,
        "比" | "较"
            | "调整"
            | "调整后"
            | "年初"
            | "年中"
            | "安排"
            | "追加"
            | "核定"
            | "批复"
            | "下达"
            | "经调整"
    ) || setter.is_some_and(|rest| matches!(rest, "" | "定" | "考核" | "级" | "下达"))
}

/// Verbs of who sets a goal.
const SETTING: &[&str] =
    &["下达", "分配", "核定", "考核", "交办", "确定", "规定", "要求", "下发", "安排", "定"];

/// A name without who sets the goal before it: 产值 of 市下达产值, nothing of 省政府下达.
fn unset(name: &str) -> &str {
    let Some(setter) = SETTERS.iter().find_map(|setter| name.strip_prefix(setter)) else { return name };
    let body = [
        "委、县政府",
        "委、市政府",
        "委、区政府",
        "委、省政府",
        "委县政府",
        "委区政府",
        "委市政府",
        "委",
        "政府",
        "直",
        "级",
        "局",
        "里",
        "厅",
    ]
    .iter()
    .find_map(|body| setter.strip_prefix(body))
    .unwrap_or(setter);
    let Some(rest) = SETTING.iter().find_map(|verb| body.strip_prefix(verb)) else {
        return if body.is_empty() && setter != body { "" } else { name };
    };
    let rest = rest.trim_start_matches(['给', '的']);
    ["我市", "我县", "我区", "我省", "我镇", "我州", "该县", "该市", "全市", "全县", "我局"]
        .iter()
        .find_map(|own| rest.strip_prefix(own))
        .unwrap_or(rest)
}

/// Whose document it is, before a name: 全市, 我局, and the verbs that go with it.
const OWN: &[&str] = &[
    "全市",
    "全县",
    "全区",
    "全省",
    "全州",
    "全镇",
    "全乡",
    "全旗",
    "全盟",
    "全国",
    "我市",
    "我县",
    "我区",
    "我省",
    "我镇",
    "我乡",
    "我州",
    "我旗",
    "我局",
    "我委",
    "我校",
    "我院",
    "我们",
    "我司",
    "本市",
    "本县",
    "本区",
    "本镇",
    "本局",
    "该县",
    "该市",
    "该区",
    "该镇",
    "该乡",
    "该省",
    "该州",
    "该局",
    "我街道",
];

/// A name without whose it is: 重点项目 of 全县共安排重点项目.
fn own(name: &str) -> &str {
    // 全区域旅游 and 本市场 are no districts, and 全州县 is one by name.
    let whole = |rest: &&str| !rest.starts_with(['域', '场', '县', '长']);
    let rest = OWN.iter().find_map(|own| name.strip_prefix(own)).filter(whole);
    let Some(rest) = rest else { return name };
    let rest = rest.trim_start_matches('共');
    let rest = ["安排", "累计", "组织", "各级", "上下"]
        .iter()
        .find_map(|verb| rest.strip_prefix(verb))
        .unwrap_or(rest);
    if rest.is_empty() || rest.chars().nth(1).is_some() { rest } else { name }
}

/// True for words that only say whose a thing is: 全区, 我市共.
pub(crate) fn is_own(name: &str) -> bool {
    !name.is_empty() && own(name).is_empty()
}

/// Nouns of telling: what is said under 各村进度 and 下一步打算 has another name.
const TELLING: &[&str] = &["进度", "情况", "进展", "打算", "如下", "排名", "方面", "排序", "通报"];

/// True for words that say how something goes, and name nothing.
pub(crate) fn tells(name: &str) -> bool {
    TELLING.iter().any(|noun| name.ends_with(noun))
}

/// What a sentence of troubles speaks of: 主要问题是搬迁入住率偏低 of 搬迁入住率.
pub(crate) fn trouble(name: &str) -> &str {
    let subject =
        ["问题是", "原因是", "不足是"].iter().find_map(|begun| name.split_once(begun)).map(|(_, rest)| rest);
    subject.map_or(name, |subject| {
        ["偏低", "较低", "不高", "偏慢", "较慢", "滞后", "缓慢", "不足"]
            .iter()
            .find_map(|end| subject.strip_suffix(end))
            .unwrap_or(subject)
    })
}

/// What a paper is about: 印发了关于污水治理的通知 speaks of 污水治理.
pub(crate) fn matter(name: &str) -> &str {
    let about = name.split_once("关于").map_or(name, |(_, about)| about);
    about.rsplit_once('的').map_or(about, |(matter, _)| matter)
}

/// True where two keys have two neighbouring characters in common.
pub(crate) fn touching(one: &str, other: &str) -> bool {
    let pairs = |key: &str| key.chars().zip(key.chars().skip(1)).collect::<Vec<_>>();
    let known = pairs(one);
    pairs(other).iter().any(|pair| known.contains(pair))
}

/// Small words that no name begins with.
const LEADING: &[&str] = &[
    "以内",
    "以上",
    "以下",
    "之内",
    "之下",
    "左右",
    "比",
    "较",
    "约为",
    "约",
    "为",
    "有",
    "是",
    "了",
    "至",
    "共",
    "以及",
    "还",
    "并",
    "而",
    "从",
    "到",
    "第",
    "则",
    "均",
    "也",
    "例如",
    "比如",
    "譬如",
    "如",
    "诸如",
    "尤其",
    "特别是",
];

/// Nouns that only begin like a small word.
const WHOLE: &[&str] = &[
    "到位", "到账", "到岗", "到港", "到户", "到期", "到校", "有效", "有色", "有机", "有线", "有轨", "为民",
    "共享", "共建", "共同", "约谈", "还款", "还田", "还建", "并网", "并购", "从业", "从教", "均衡", "均等",
    "如皋", "如东", "如意", "比重", "比例", "第一", "第二", "第三", "了解", "至诚", "是非", "而立",
];

/// Small words that no name ends with.
const TRAILING: &[&str] = &[
    "提前", "约", "近", "为", "有", "是", "等", "中", "至", "了", "的", "方面", "数为", "数达", "共", "以及",
    "由", "则",
];

/// A name without months whose dash was lost: 111月份投资.
fn month_lost(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let months = ["月份", "月底", "月"].iter().find_map(|month| rest.strip_prefix(month));
    months.filter(|_| rest.len() < name.len()).unwrap_or(name)
}

/// A name without the small words at its ends.
pub(crate) fn trim(name: &str) -> String {
    let mut name = edged(month_lost(name.trim()));
    loop {
        let before = name;
        for word in LEADING {
            let whole = WHOLE.iter().any(|noun| name.starts_with(noun));
            name = name
                .strip_prefix(word)
                .filter(|rest| !whole && rest.chars().nth(1).is_some())
                .unwrap_or(name);
        }
        for word in TRAILING {
            name = name.strip_suffix(word).unwrap_or(name);
        }
        name = edged(name);
        if name == before || name.chars().nth(2).is_none() {
            break;
        }
    }
    let count = name.chars().count();
    let long = count.checked_sub(NAME_CHARS).and_then(|over| name.char_indices().nth(over));
    long.map_or(name, |(at, _)| &name[at..]).to_owned()
}

/// A name as it is compared with others.
pub(crate) struct Folded {
    /// Synonyms folded, verbs, common words and punctuation left out.
    pub(crate) key: String,
    /// True where the name holds a noun, not only verbs.
    pub(crate) noun: bool,
}

impl Folded {
    /// Folds a name.
    pub(crate) fn new(name: &str, rules: &Rulebook) -> Self {
        let letters: String = rules.synonyms.fold(name).chars().filter(|&c| is_letter(c)).collect();
        let plain = rules.verbs.without_generic(&letters);
        let mut verbs = 0;
        let key = rules.verbs.without_cues(&plain, |word, set| {
            // A word of one character is too short to be told from a part of the noun.
            let verb = set.any(STRIPPED) && !set.has(Cue::Noun) && word.chars().nth(1).is_some();
            verbs += if verb { word.len() } else { 0 };
            verb && !set.has(Cue::Work)
        });
        Self { key, noun: verbs < plain.len() }
    }
}

/// True for letters and digits; most are Chinese, and the table of all scripts is slow to look into.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// The key by which names are compared.
pub(crate) fn key(name: &str, rules: &Rulebook) -> String {
    Folded::new(name, rules).key
}

/// The members of an enumeration of names with the head that they share: 养老、工伤保险参保人数 with
/// two numbers gives each the head.
pub(crate) fn members(list: &str, count: usize) -> Option<Vec<String>> {
    let mut names: Vec<String> = list.split(['、']).map(str::to_owned).collect();
    let last = names.pop()?;
    let mut tail = None;
    for joiner in ["以及", "和", "及", "与"] {
        if names.len() + 2 == count
            && let Some((one, other)) = last.split_once(joiner)
        {
            tail = Some((one.to_owned(), other.to_owned()));
            break;
        }
    }
    match tail {
        Some((one, other)) => names.extend([one, other]),
        None => names.push(last),
    }
    if names.len() != count || count < 2 || names.iter().any(String::is_empty) {
        return None;
    }
    let ending = common_ending(&names[..count - 1]);
    if let Some(at) = names[count - 1].rfind(&ending).filter(|_| !ending.is_empty()) {
        let head = names[count - 1][at + ending.len()..].to_owned();
        for name in &mut names[..count - 1] {
            name.push_str(&head);
        }
    }
    Some(names)
}

fn common_ending(names: &[String]) -> String {
    let Some(first) = names.first() else { return String::new() };
    if names.len() < 2 {
        return String::new();
    }
    let chars: Vec<char> = first.chars().collect();
    for start in 0..chars.len() {
        let ending: String = chars[start..].iter().collect();
        if names.iter().all(|name| name.ends_with(&ending)) {
            return ending;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn an_enumeration_shares_its_head() {
        assert_eq!(members("甲保险、乙保险、丙保险参保人数", 3).unwrap()[0], "甲保险参保人数");
        assert_eq!(members("甲镇和乙村", 2).unwrap(), ["甲镇", "乙村"]);
        assert_eq!(members("甲、乙", 3), None);
    }
}
