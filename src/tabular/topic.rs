//! What a title speaks of: 保障性住房建设 of 2013年上半年保障性住房建设进展情况表.

use crate::{
    interpret::is_place,
    outline::{Outline, dates},
    rules::Rulebook,
};

/// What the title of a report is about; empty where it has none.
pub(super) fn of_report(outline: &Outline, text: &str, rules: &Rulebook) -> String {
    outline.title.map_or_else(String::new, |title| topic(title.text(text), rules))
}

/// True for a letter that no topic begins or ends with.
fn is_edge(c: char) -> bool {
    let sign = !c.is_alphanumeric() && !"\"“”‘’《》「」『』()（）%".contains(c);
    sign || "表之的与和及1234567890一二三四五六七八九十".contains(c)
}

/// Words that begin with a number and are no list numbers.
const COUNTED: [&str; 14] = [
    "一般", "一次", "一体", "一站", "一线", "一流", "一老", "三农", "三公", "三支", "四好", "五保", "二手",
    "十大",
];

/// A title behind one of the words that lead to what it is about, and behind a place before them: 曹溪镇各村, 关于印发.
fn led<'t>(topic: &'t str, word: &str, rules: &Rulebook) -> &'t str {
    let Some(at) = topic.find(word) else { return topic };
    let whose = at == 0 || word.starts_with('各') && is_place(&topic[..at], &rules.names);
    if whose { &topic[at + word.len()..] } else { topic }
}

/// A title behind those that it tells apart: 销售 of 各门店销售.
fn each<'t>(topic: &'t str, rules: &Rulebook) -> &'t str {
    let Some(whose) = topic.strip_prefix('各') else { return topic };
    let rests = rules.layouts.scopes().filter_map(|word| whose.strip_prefix(word));
    rests.min_by_key(|rest| rest.len()).unwrap_or(topic)
}

/// A caption without dates, brackets, and the words that only say what kind of table it is; empty where nothing is left
/// that says more than 主要.
pub(super) fn topic(title: &str, rules: &Rulebook) -> String {
    let mut words = String::new();
    let mut at = 0;
    // 某某公司2011年11月份原煤产量: who tells it names nothing.
    if let Some(date) = dates(title).first()
        && ["公司", "集团", "集团公司"].iter().any(|body| title[..date.span.start].ends_with(body))
    {
        at = date.span.start;
    }
    for date in dates(title) {
        words.push_str(&title[at..date.span.start]);
        at = date.span.end;
    }
    words.push_str(&title[at..]);
    // 各地投资完成情况　单位：亿元
    if let Some(unit) =
        ["单位：", "单位:", "计量单位"].iter().filter_map(|sign| words.find(sign)).min().filter(|at| *at > 0)
    {
        words.truncate(unit);
    }
    let mut depth = 0usize;
    let mut plain = String::new();
    for letter in words.chars() {
        match letter {
            '(' | '（' | '〔' | '[' => depth += 1,
            ')' | '）' | '〕' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !letter.is_whitespace() => plain.push(letter),
            _ => {}
        }
    }
    let mut topic = plain.as_str();
    loop {
        let before = topic;
        for word in &rules.layouts.caption_noise {
            topic = topic.strip_suffix(word.as_str()).unwrap_or(topic);
        }
        for word in ["附表", "附件", "附"] {
            topic = topic.strip_prefix(word).filter(|rest| rest.starts_with(is_edge)).unwrap_or(topic);
        }
        for word in &rules.layouts.caption_lead {
            topic = led(topic, word, rules);
        }
        topic = each(topic, rules);
        // 保障性住房建设 of 保障性住房建设进展情况各地市.
        let takers = rules.layouts.caption_lead.iter().filter(|word| word.starts_with('各'));
        topic = takers
            .filter_map(|word| topic.strip_suffix(word.as_str()))
            .min_by_key(|rest| rest.len())
            .unwrap_or(topic);
        topic = topic.trim_end_matches(is_edge);
        while let Some(first) = topic
            .chars()
            .next()
            .filter(|&c| is_edge(c) && !COUNTED.iter().any(|word| topic.starts_with(word)))
        {
            topic = &topic[first.len_utf8()..];
        }
        if topic == before {
            let vague = rules.layouts.caption_vague.iter().any(|word| word == topic);
            return if vague { String::new() } else { topic.to_owned() };
        }
    }
}
