//! Pages in English: our own words are told, those of reports stay.

use crate::tongue::english;

/// Elements whose text is none.
const RAW: [&str; 2] = ["script", "style"];
/// Attributes that people read.
const READ: [&str; 5] = ["data-label", "title", "aria-label", "placeholder", "data-head"];

/// A page with our own words in English. What stands in an element with `translate="no"` is of a report, and stays.
pub(super) fn page(html: &str) -> String {
    let mut told = String::with_capacity(html.len());
    let mut rest = html;
    // Names of the elements that are open inside of one that stays.
    let mut kept: Vec<&str> = Vec::new();
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        told.push_str(&if kept.is_empty() { words(text) } else { text.to_owned() });
        let end = tag.find('>').map_or(tag.len(), |at| at + 1);
        let (tag, behind) = tag.split_at(end);
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default();
        match (tag.starts_with("</"), kept.is_empty()) {
            (true, false) if kept.last() == Some(&name) => drop(kept.pop()),
            (false, false) if !is_void(name) => kept.push(name),
            (false, true) if tag.contains(" translate=\"no\"") => kept.push(name),
            _ => {}
        }
        // Labels of marks are ours, wherever they stand.
        told.push_str(&attributes(tag, if kept.len() < 2 { &READ } else { &READ[..1] }));
        rest = behind;
        if RAW.contains(&name) && !tag.starts_with("</") {
            let close = format!("</{name}");
            let (raw, behind) = rest.split_at(rest.find(&close).unwrap_or(rest.len()));
            told.push_str(raw);
            rest = behind;
        }
    }
    told.push_str(rest);
    told.replacen("<html lang=\"zh-CN\"", "<html lang=\"en\"", 1)
}

/// True for elements that hold nothing.
fn is_void(name: &str) -> bool {
    ["input", "br", "meta", "img", "!DOCTYPE"].contains(&name)
}

/// A text between tags; blanks around it stay, and what is joined by points or lists is told part by part.
fn words(text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() || inner.is_ascii() {
        return text.to_owned();
    }
    let inner = inner.split(" · ").map(part).collect::<Vec<_>>().join(" · ");
    let before = text.len() - text.trim_start().len();
    format!("{}{inner}{}", &text[..before], &text[text.trim_end().len()..])
}

/// A part of a text: a sentence of ours, or a word of ours and a count.
fn part(text: &str) -> String {
    let counted = text.rsplit_once(' ').filter(|(_, count)| count.bytes().all(|byte| byte.is_ascii_digit()));
    match counted.map(|(word, count)| (word, english(word), count)) {
        Some((word, told, count)) if told != word => format!("{told} {count}"),
        Some(_) | None => english(text),
    }
}

/// A tag with the attributes that people read in English.
fn attributes(tag: &str, names: &[&str]) -> String {
    names.iter().fold(tag.to_owned(), |tag, name| {
        let start = format!(" {name}=\"");
        let Some((before, rest)) = tag.split_once(&start) else { return tag };
        let Some((value, behind)) = rest.split_once('"') else { return tag.clone() };
        format!("{before}{start}{}\"{behind}", words(value))
    })
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn our_words_are_told_and_those_of_reports_stay() {
        let html = "<html lang=\"zh-CN\"><p title=\"取消\">目标 <b>60个</b></p><div translate=\"no\"><p>目标</p><br></div>\
            <i>采纳</i><b>完成率下降 1</b><script>\"目标\"</script>";
        let told = "<html lang=\"en\"><p title=\"Cancel\">Goal <b>60个</b></p><div translate=\"no\"><p>目标</p><br></div>\
            <i>accept</i><b>ratio fell 1</b><script>\"目标\"</script>";
        assert_eq!(page(html), told);
    }
}
