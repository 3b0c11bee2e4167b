use std::collections::HashMap;

use super::{item::Item, line::Line, page::Page};
use crate::read::sheet::named_by_hand;

/// Lines looked at from each end of a page.
const LOOKED_AT: usize = 3;

/// Drops what is printed at the edge of the pages again and again, and their numbers.
pub(super) fn drop(pages: &mut [Page]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut words: Vec<String> = edge(page).map(|(_, line)| repeated(line)).collect();
        words.sort();
        words.dedup();
        for words in words {
            *seen.entry(words).or_default() += 1;
        }
    }
    let often = (pages.len() / 2).max(2);
    let numbered = numbering(pages);
    for page in pages.iter_mut() {
        page.items.retain(|item| !matches!(item, Item::Line(line) if leads_to_a_page(&line.text())));
        let gone: Vec<usize> = edge(page)
            .filter(|(_, line)| {
                let again = seen.get(&repeated(line)).is_some_and(|&count| count >= often);
                let text = line.text();
                let number = page_number(&text);
                // A bare number is the page's only where the numbers of the pages say so.
                let own = number.is_some_and(|found| {
                    dressed(&text) || numbered.is_some_and(|shift| found as i64 - page.number as i64 == shift)
                });
                // Spreadsheets print the name of the sheet at the top.
                let sheet = named_by_hand(&text).is_none();
                own || sheet || again && number.is_none() && !line.text().chars().all(|c| c.is_ascii_digit())
            })
            .map(|(at, _)| at)
            .collect();
        let mut at = 0;
        page.items.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The lines at the edge of a page with their places among its items.
fn edge(page: &Page) -> impl Iterator<Item = (usize, &Line)> {
    let last = page.items.len();
    page.items.iter().enumerate().filter_map(move |(at, item)| match item {
        Item::Line(line) if (at < LOOKED_AT || at + LOOKED_AT >= last) && page.at_the_edge(line) => {
            Some((at, line))
        }
        Item::Line(_) | Item::Table(..) => None,
    })
}

/// What stays the same of a head or foot from page to page.
fn repeated(line: &Line) -> String {
    line.text().chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// How far the printed numbers run ahead of the pages, where most pages have one.
fn numbering(pages: &[Page]) -> Option<i64> {
    let mut shifts: HashMap<i64, usize> = HashMap::new();
    for page in pages {
        for found in edge(page).filter_map(|(_, line)| page_number(&line.text())) {
            *shifts.entry(found as i64 - page.number as i64).or_default() += 1;
        }
    }
    let (shift, count) = shifts.into_iter().max_by_key(|&(shift, count)| (count, -shift.abs()))?;
    (count * 2 > pages.len() && (pages.len() > 1 || shift == 0)).then_some(shift)
}

/// The number in `12`, `- 12 -`, `第12页`, `第 3 页 共 9 页`, `3/9`.
fn page_number(text: &str) -> Option<usize> {
    let text = text.trim().trim_start_matches("Page ").replace(" of ", "/");
    let mut digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let first = digits.next()?;
    let plain = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—–_·.第页共/~".contains(c));
    (plain && digits.count() <= 1 && first.len() <= 4).then(|| first.parse().ok()).flatten()
}

/// Dots between a heading and its page, at least.
const LEADERS: usize = 6;

/// True for a line of a table of contents: dots and the number of a page at its end.
fn leads_to_a_page(text: &str) -> bool {
    let before = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots = |c: char| ".…·．⋯。\t ".contains(c);
    let led = before.len() - before.trim_end_matches(dots).len();
    let leaders = before[before.len() - led..]
        .chars()
        .map(|c| if c == '…' { 3 } else { usize::from(!c.is_whitespace()) });
    before.len() < text.trim_end().len() && leaders.sum::<usize>() >= LEADERS
}

/// True where something besides the digits says that this is a page number.
fn dressed(text: &str) -> bool {
    let text = text.trim();
    let bars = |c: char| "-—–".contains(c);
    text.contains('页') || text.starts_with("Page ") || (text.starts_with(bars) && text.ends_with(bars))
}

#[cfg(test)]
mod tests {
    use super::{dressed, leads_to_a_page, page_number};

    #[test]
    fn lines_of_a_table_of_contents_are_known() {
        assert!(leads_to_a_page("一、总体情况…………… 12") && leads_to_a_page("总体情况 ........ 3"));
        assert!(!leads_to_a_page("完成率 88") && !leads_to_a_page("进展……等3") && !leads_to_a_page("………"));
    }

    #[test]
    fn numbers_of_pages_are_known() {
        for text in
            ["12", "- 12 -", "—12—", "第12页", "第 12 页 共 30 页", "12/30", "Page 12", "Page 12 of 30"]
        {
            assert_eq!(page_number(text), Some(12), "{text}");
        }
        for text in ["12万亩", "2023年", "1.2.3", "完成率88%"] {
            assert_eq!(page_number(text), None, "{text}");
        }
        assert!(dressed("— 3 —") && !dressed("88"));
    }
}
