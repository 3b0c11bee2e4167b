use super::{Covered, Source, Span, Table, is_han};

/// A text as it is meant to be read on: without the blanks between the letters of its words, and without the
/// line breaks that only the width of a page made. Every place in it leads back to the text as it stands.
#[derive(Clone, Debug)]
pub struct Flow {
    source: Source,
    /// What is left out, in order: where it would stand in the flowing text, and how many bytes are left out
    /// up to and with it.
    gaps: Vec<(usize, usize)>,
}

/// A line in fewer columns is not cut by the width of a page.
const NARROW: usize = 40;
/// So many columns may be free at the end of a full line, where a sign must not begin the next one.
const SLACK: usize = 6;
/// Fewer full lines do not show the width of a page.
const FULL_LINES: usize = 3;
/// One blank in so many letters or more is spaced writing, and no sign between two things.
const SPACED: usize = 12;

impl Flow {
    /// The flowing form of a source; `None` where it flows as it stands. What `kept` covers stays as it is;
    /// `begins` says which lines begin something new, `labelled` which ones begin with a label.
    #[must_use]
    pub fn of(
        source: &Source,
        kept: &[Span],
        begins: impl Fn(&str) -> bool,
        labelled: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let text = source.text.as_str();
        let kept = Covered::new(kept.iter().copied());
        let lines: Vec<Span> = source.lines().filter(|line| !kept.covers(*line)).collect();
        let mut gone: Vec<Span> = lines.iter().flat_map(|line| blanks(text, *line, &labelled)).collect();
        gone.extend(breaks(text, &lines, begins));
        if gone.is_empty() {
            return None;
        }
        gone.sort_unstable();
        Some(Self::without(source, &gone))
    }

    fn without(source: &Source, gone: &[Span]) -> Self {
        let mut text = String::with_capacity(source.text.len());
        let (mut gaps, mut from, mut total) = (Vec::with_capacity(gone.len()), 0, 0);
        for span in gone {
            text.push_str(&source.text[from..span.start]);
            total += span.len();
            gaps.push((text.len(), total));
            from = span.end;
        }
        text.push_str(&source.text[from..]);
        let mut flow = Self { source: Source::new(source.name.clone(), text), gaps };
        flow.source.tables = source.tables.iter().map(|table| flow.table(table)).collect();
        flow
    }

    /// The flowing text with its tables.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Where a span of the flowing text stands in the text as it is; what was left out at its ends is no part of it.
    #[must_use]
    pub fn back(&self, span: Span) -> Span {
        let gone = |count: usize| count.checked_sub(1).map_or(0, |index| self.gaps[index].1);
        let start = span.start + gone(self.gaps.partition_point(|(at, _)| *at <= span.start));
        let end = span.end + gone(self.gaps.partition_point(|(at, _)| *at < span.end));
        Span::new(start, end.max(start))
    }

    /// Where a span of the text stands in the flowing text; nothing is left out inside it.
    #[must_use]
    pub fn forth(&self, span: Span) -> Span {
        let gone = |byte: usize| {
            let count = self.gaps.partition_point(|(at, total)| at + total <= byte);
            count.checked_sub(1).map_or(0, |index| self.gaps[index].1)
        };
        Span::new(span.start - gone(span.start), span.end - gone(span.end))
    }

    /// A table at its place in the flowing text.
    #[must_use]
    pub fn table(&self, table: &Table) -> Table {
        let mut table = table.clone();
        table.span = self.forth(table.span);
        table.caption = table.caption.map(|caption| self.forth(caption));
        table.cells.iter_mut().for_each(|cell| cell.span = self.forth(cell.span));
        table
    }
}

/// The blanks of spaced writing (完 成 投 资) in a line.
///
/// A blank may also stand between two things (目标任务 完成情况): those stay, unless the line is running text, or
/// they stand in its label (进 展：).
fn blanks(text: &str, line: Span, labelled: impl Fn(&str) -> bool) -> Vec<Span> {
    let words = line.text(text);
    if !words.contains([' ', '\u{3000}', '\u{a0}']) {
        return Vec::new();
    }
    let (mut found, mut pairs) = (Vec::new(), 0);
    // A run of blanks is looked over once, behind the letter before it.
    for (at, letter) in words.char_indices().filter(|(_, letter)| is_han(*letter)) {
        let after = at + letter.len_utf8();
        let rest = &words[after..];
        let bare = rest.trim_start_matches(is_blank);
        let width = rest.len() - bare.len();
        if bare.starts_with(is_han) {
            pairs += 1;
            if width > 0 && rest.chars().take_while(|c| is_blank(*c)).count() == 1 {
                found.push(Span::new(line.start + after, line.start + after + width));
            }
        }
    }
    let running = words.contains(['，', '。']) && found.len() * SPACED >= pairs;
    if running || found.len() * 2 > pairs {
        return found;
    }
    let head = line.start + words.find(['：', ':']).unwrap_or(words.len());
    found.retain(|blank| blank.end <= head);
    let bare: String = words.chars().filter(|letter| !is_blank(*letter)).collect();
    if !found.is_empty() && labelled(&bare) && !labelled(words) { found } else { Vec::new() }
}

/// The line breaks inside paragraphs, with the blanks around them.
fn breaks(text: &str, lines: &[Span], begins: impl Fn(&str) -> bool) -> Vec<Span> {
    let page = page(text, lines, &begins);
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let (line, next) = (pair[0].text(text), pair[1].text(text));
        let (above, below) = (line.trim_end(), next.trim_start());
        if above.is_empty() || below.is_empty() || pair[0].end + 1 != pair[1].start {
            continue;
        }
        let full = page
            .is_some_and(|(measure, width)| measure(above) + SLACK.max(measure(whole(below)) + 2) >= width);
        let open =
            above.ends_with(['，', '、']) || below.starts_with(['，', '。', '；', '、', '）', '”', '》']);
        // Two blanks or more at the head of a line begin a paragraph.
        let indented =
            next.chars().take_while(|c| c.is_whitespace()).count() > 1 || next.starts_with('\u{3000}');
        if (full || open) && !indented && !begins(below) {
            let start = pair[0].start + above.len();
            found.push(Span::new(start, pair[1].start + (next.len() - below.len())));
        }
    }
    found
}

/// What a page keeps whole at the head of a line: a number, a word of Latin letters.
fn whole(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | ',' | '%' | '-'));
    &line[..end.unwrap_or(line.len())]
}

/// How a page measures its lines.
type Measure = fn(&str) -> usize;

/// The width to which the lines are filled, and how it is measured; `None` where each paragraph is one line.
fn page(text: &str, lines: &[Span], begins: impl Fn(&str) -> bool) -> Option<(Measure, usize)> {
    let lines: Vec<&str> =
        lines.iter().map(|line| line.text(text).trim()).filter(|line| !line.is_empty()).collect();
    let measures: [(Measure, usize); 2] = [(columns, NARROW), (|line| line.chars().count(), NARROW / 2)];
    measures.into_iter().find_map(|(measure, narrow)| {
        let width = widest(lines.iter().map(|line| measure(line)).collect())?;
        (width >= narrow && width <= narrow * 4 && filled(&lines, measure, width, &begins))
            .then_some((measure, width))
    })
}

/// The width that no line crosses, or hardly one.
fn widest(mut widths: Vec<usize>) -> Option<usize> {
    widths.sort_unstable_by_key(|width| std::cmp::Reverse(*width));
    widths.get(widths.len() / 20).copied()
}

/// True where lines are as a page cuts them: the full ones end in the middle of a sentence, and the shorter ones
/// behind them end it.
fn filled(lines: &[&str], measure: Measure, width: usize, begins: impl Fn(&str) -> bool) -> bool {
    let full = |line: &str| measure(line) + SLACK >= width;
    let ends = |line: &str| line.ends_with(['。', '；', '：', '！', '？', ';', ':', '.']);
    let filled = lines.iter().filter(|line| full(line)).count();
    let open: Vec<&[&str]> =
        lines.windows(2).filter(|pair| full(pair[0]) && !ends(pair[0]) && !begins(pair[1])).collect();
    let last = open.iter().filter(|pair| !full(pair[1])).count();
    let ended = open.iter().filter(|pair| !full(pair[1]) && ends(pair[1])).count();
    filled >= FULL_LINES && open.len() * 2 > filled && ended > 0 && ended * 3 >= last * 2
}

/// Columns that a line takes: two for what is not ASCII.
fn columns(line: &str) -> usize {
    line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{3000}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flowing(text: &str) -> Option<String> {
        let flow = Flow::of(
            &Source::new("a", text),
            &[],
            |line| line.starts_with("2."),
            |line| line.starts_with("进展"),
        )?;
        let whole = Span::new(0, flow.source.text.len());
        assert_eq!(flow.back(whole), Span::new(0, text.len()), "the ends stay");
        Some(flow.source.text)
    }

    #[test]
    fn spaced_letters_flow_and_blanks_between_things_stay() {
        assert_eq!(flowing("新 建 公园 6 座，完 成 4座。").as_deref(), Some("新建公园 6 座，完成 4座。"));
        assert_eq!(flowing("工 作 进 展\n完成4座。").as_deref(), Some("工作进展\n完成4座。"));
        assert_eq!(flowing("进　展：新建 公园").as_deref(), Some("进展：新建 公园"));
        assert_eq!(flowing("目标任务 完成情况 责任单位"), None);
        assert_eq!(flowing("全年计划新建公园六座，已经全部开工建设 责任单位是县住建局。"), None);
    }

    #[test]
    fn lines_that_a_page_cut_flow_and_paragraphs_stay() {
        let line = "全年计划新建口袋公园六十座，其中城区四十座，乡";
        let cut = format!("{line}\n{line}\n{line}\n镇二十座。\n2.全年");
        assert_eq!(flowing(&cut), Some(format!("{line}{line}{line}镇二十座。\n2.全年")));
        assert_eq!(flowing("新建公园六十座，\n完成四座。").as_deref(), Some("新建公园六十座，完成四座。"));
        assert_eq!(flowing(&format!("{line}。\n").repeat(5)), None);
        assert_eq!(flowing("新建公园六十座\n完成四座\n"), None);
    }

    #[test]
    fn every_place_leads_back() {
        let text = "完 成 公 园 4座，\n 已开工。";
        let source = Source::new("a", text);
        let flow = Flow::of(&source, &[], |_| false, |_| false).unwrap();
        let at = |words: &str| {
            let start = flow.source().text.find(words).unwrap();
            flow.back(Span::new(start, start + words.len())).text(text)
        };
        assert_eq!((at("完成"), at("园 4座"), at("已开工")), ("完 成", "园 4座", "已开工"));
        let park = Span::new(text.find("4座").unwrap(), text.find("4座").unwrap() + 4);
        assert_eq!(flow.forth(park).text(&flow.source().text), "4座");
    }
}
