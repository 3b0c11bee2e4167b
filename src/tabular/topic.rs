//! What a title speaks of: 保障性住房建设 of 2013年上半年保障性住房建设进展情况表.

use crate::{
    interpret::is_place,
    outline::{Outline, dates},
    rules::Rulebook,
    scan::quantities,
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
    let plain = unbracketed(said(&undated(title), rules));
    let mut topic = plain.as_str();
    loop {
        let before = topic;
        topic = narrowed(topic, rules);
        if topic == before {
            let vague = rules.layouts.caption_vague.iter().any(|word| word == topic);
            return if vague { String::new() } else { topic.to_owned() };
        }
    }
}

/// A title without its dates, and without a company that stands before the first: 某某公司2011年11月份原煤产量.
fn undated(title: &str) -> String {
    let dates = dates(title);
    let company = |before: &str| ["公司", "集团", "集团公司"].iter().any(|body| before.ends_with(body));
    let told = dates.first().map(|date| date.span.start).filter(|&start| company(&title[..start]));
    let (mut words, mut at) = (String::new(), told.unwrap_or_default());
    for date in dates {
        words.push_str(&title[at..date.span.start]);
        at = date.span.end;
    }
    words.push_str(&title[at..]);
    words
}

/// 各地投资完成情况 of 各地投资完成情况　单位：亿元, 县志 of 县志共计452种，按8个片区组织: what is said of the table tells no topic.
fn said<'t>(title: &'t str, rules: &Rulebook) -> &'t str {
    let unit = ["单位：", "单位:", "计量单位"].iter().filter_map(|sign| title.find(sign)).min();
    let title = unit.filter(|&at| at > 0).map_or(title, |at| &title[..at]);
    let stop = title.find(['，', ',', '。', '；']).map(|stop| &title[..stop]);
    let title = stop.filter(|words| words.chars().nth(1).is_some()).unwrap_or(title);
    let count = quantities(title, rules).pop().filter(|count| count.unit.is_some());
    let count = count.filter(|count| count.span.end == title.len()).map(|count| &title[..count.span.start]);
    let leading = |words: &&'t str| rules.layouts.cell_before.ends(words, 0).map(|(_, before)| before).next();
    let counted = count.map(|words| leading(&words).unwrap_or(words));
    counted.filter(|words| words.chars().nth(1).is_some()).unwrap_or(title)
}

/// A title without blanks and what stands in brackets.
fn unbracketed(title: &str) -> String {
    let mut depth = 0usize;
    let mut plain = String::new();
    for letter in title.chars() {
        match letter {
            '(' | '（' | '〔' | '[' => depth += 1,
            ')' | '）' | '〕' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !letter.is_whitespace() => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// A title without one of each kind of words around what it is about.
fn narrowed<'t>(mut topic: &'t str, rules: &Rulebook) -> &'t str {
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
    let untaken = takers.filter_map(|word| topic.strip_suffix(word.as_str())).min_by_key(|rest| rest.len());
    let topic = untaken.unwrap_or(topic).trim_end_matches(is_edge);
    let counted =
        |at: usize| rules.layouts.names.numbered.iter().any(|word| topic[at..].starts_with(word.as_str()));
    let edges = topic.char_indices().find(|&(at, first)| !is_edge(first) || counted(at));
    edges.map_or("", |(at, _)| &topic[at..])
}
