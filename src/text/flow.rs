use std::cell::LazyCell;

use super::{
    Covered, Kinds, Source, Span, Table,
    blanks::{blanks, noise},
    breaks::breaks,
    is_han,
};

/// A text as it is meant to be read on: without the blanks between the letters of its words, and without the
/// line breaks that only the width of a page made. Every place in it leads back to the text as it stands.
#[derive(Clone, Debug)]
pub struct Flow {
    source: Source,
    /// What is left out, in order: where it would stand in the flowing text, and how many bytes are left out
    /// up to and with it.
    gaps: Vec<(usize, usize)>,
}

impl Flow {
    /// The flowing form of a source; `None` where it flows as it stands. What `kept` covers stays as it is;
    /// `begins` says which lines begin something new, `labelled` which ones begin with a label, `word` whether a
    /// known word or amount would be torn between two texts.
    #[must_use]
    pub fn of(
        source: &Source,
        kept: &[Span],
        begins: impl Fn(&str) -> bool,
        labelled: impl Fn(&str) -> bool,
        word: impl Fn(&str, &str) -> bool,
    ) -> Option<Self> {
        let text = source.text.as_str();
        let kept = Covered::new(kept.iter().copied());
        let lines: Vec<Span> = source.lines().filter(|line| !kept.covers(*line)).collect();
        let pairs = LazyCell::new(|| Neighbours::of(text));
        let whole = |left: &str, right: &str| word(left, right) || pairs.attest(left, right);
        let mut gone = breaks(text, &lines, begins, whole);
        let joined: Vec<usize> = gone.iter().map(|gap| gap.end).collect();
        let may_lose = |line: &&Span| source.kinds(**line).hold(Kinds::BLANK.and(Kinds::LOST));
        for line in lines.iter().filter(may_lose) {
            gone.extend(blanks(text, *line, &labelled, whole));
            let goes_on = joined
                .binary_search_by(|end| (*end).cmp(&line.start))
                .map_or_else(|at| joined.get(at).is_some_and(|end| *end < line.end), |_| true);
            gone.extend(noise(text, *line, goes_on));
        }
        if gone.is_empty() {
            return None;
        }
        gone.sort_unstable();
        Some(Self::without(source, &apart(gone)))
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

/// Which Chinese letters stand right behind which in a text.
struct Neighbours {
    /// The number of each letter that stands in it, from 1 in the order of the text; 0 for others.
    numbers: Vec<u16>,
    /// A bit for each letter that stands behind another, one row of bits behind the next.
    bits: Vec<u64>,
    width: usize,
}

impl Neighbours {
    /// The letters of the basic plane up to the last Chinese one.
    const LETTERS: usize = 0xa000;

    fn of(text: &str) -> Self {
        let (mut numbers, mut count) = (vec![0; Self::LETTERS], 0u16);
        let mut number = |letter: char| {
            if !is_han(letter) {
                return 0;
            }
            let number = &mut numbers[letter as usize];
            if *number == 0 {
                count += 1;
                *number = count;
            }
            usize::from(*number)
        };
        let letters: Vec<usize> = text.chars().map(&mut number).collect();
        let width = usize::from(count) / 64 + 1;
        let mut found = Self { numbers, bits: vec![0; width * (usize::from(count) + 1)], width };
        for pair in letters.windows(2).filter(|pair| pair[0] > 0 && pair[1] > 0) {
            let (place, bit) = found.place((pair[0], pair[1]));
            found.bits[place] |= bit;
        }
        found
    }

    fn number(&self, letter: char) -> Option<usize> {
        self.numbers.get(letter as usize).map(|number| usize::from(*number)).filter(|number| *number > 0)
    }

    fn place(&self, (before, after): (usize, usize)) -> (usize, u64) {
        (before * self.width + after / 64, 1 << (after % 64))
    }

    /// True where the letters on both sides of a gap stand next to each other elsewhere in the text.
    fn attest(&self, left: &str, right: &str) -> bool {
        let ends = left.chars().next_back().zip(right.chars().next());
        let numbers = ends.and_then(|(before, after)| self.number(before).zip(self.number(after)));
        numbers.map(|pair| self.place(pair)).is_some_and(|(place, bit)| self.bits[place] & bit != 0)
    }
}

/// Spans in order without those that others cover or cross.
fn apart(spans: Vec<Span>) -> Vec<Span> {
    let mut end = 0;
    let keeps = |span: &Span| {
        let keeps = span.start >= end && !span.is_empty();
        end = if keeps { span.end } else { end };
        keeps
    };
    spans.into_iter().filter(keeps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that the tests know.
    fn word(left: &str, right: &str) -> bool {
        [("投", "资"), ("93", "%"), ("12", "亿元")]
            .iter()
            .any(|(a, b)| left.ends_with(a) && right.starts_with(b))
    }

    fn flowing(text: &str) -> Option<String> {
        let flow = Flow::of(
            &Source::new("a", text),
            &[],
            |line| line.starts_with("2."),
            |line| line.starts_with("进展"),
            word,
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
        let flow = Flow::of(&source, &[], |_| false, |_| false, word).unwrap();
        let at = |words: &str| {
            let start = flow.source().text.find(words).unwrap();
            flow.back(Span::new(start, start + words.len())).text(text)
        };
        assert_eq!((at("完成"), at("园 4座"), at("已开工")), ("完 成", "园 4座", "已开工"));
        let park = Span::new(text.find("4座").unwrap(), text.find("4座").unwrap() + 4);
        assert_eq!(flow.forth(park).text(&flow.source().text), "4座");
    }

    #[test]
    fn words_and_amounts_that_a_line_end_tore_flow() {
        assert_eq!(
            flowing("截至6月底,全市投\n资完成率为93\n%。").as_deref(),
            Some("截至6月底,全市投资完成率为93%。")
        );
        assert_eq!(flowing("全市完成投资12\n亿元,增长8%").as_deref(), Some("全市完成投资12亿元,增长8%"));
        assert_eq!(flowing("会议于11月20日\n\n  —24日召开").as_deref(), Some("会议于11月20日—24日召开"));
        assert_eq!(flowing("新建公园六十座,\n完成四座;").as_deref(), Some("新建公园六十座,完成四座;"));
        assert_eq!(flowing("一、新建公园6座\n二、改造道路3条"), None);
    }

    #[test]
    fn blanks_that_recognition_left_in_numbers_and_words_flow() {
        assert_eq!(flowing("完成投资20. 7 亿元,增长33. 5%").as_deref(), Some("完成投资20.7 亿元,增长33.5%"));
        assert_eq!(flowing("其中11 .35%的户").as_deref(), Some("其中11.35%的户"));
        assert_eq!(flowing("2 0 2 3年新建公园6座").as_deref(), Some("2023年新建公园6座"));
        assert_eq!(flowing("一 、 主 要 指 标").as_deref(), Some("一、主要指标"));
        assert_eq!(flowing("1. 50个村通水;2. 30个村通路"), None);
        assert_eq!(flowing("完成投\u{200b}资??3亿元,").as_deref(), Some("完成投资3亿元,"));
        assert_eq!(
            flowing("居民收入增长,全体居 民人均收入达到三千元,其中").as_deref(),
            Some("居民收入增长,全体居民人均收入达到三千元,其中")
        );
    }
}
