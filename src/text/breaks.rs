//! Line breaks that only the width of a page made, or a copy of it.

use super::{Span, is_digit, is_han};

/// A line in fewer columns is not cut by the width of a page.
const NARROWEST: usize = 24;
/// Narrow lines are cut by the width of a page where many are full.
const NARROW: usize = 40;
/// A line in more columns is not cut at all.
const WIDE: usize = 160;
/// So many columns may be free at the end of a full line, where a sign must not begin the next one.
const SLACK: usize = 6;
/// Fewer full lines do not show the width of a page.
const FULL_LINES: usize = 3;
/// The same for narrow lines.
const MANY_LINES: usize = 8;
/// A heading is shorter.
const HEADING: usize = 40;
/// A shorter line is no running text that a copy could have torn.
const TORN: usize = 4;

/// What ends a part of a sentence.
const STOPS: [char; 6] = ['，', '。', '；', ',', ';', '、'];

/// The line breaks inside paragraphs, with the blanks around them.
pub(super) fn breaks(
    text: &str,
    lines: &[Span],
    begins: impl Fn(&str) -> bool,
    whole: impl Fn(&str, &str) -> bool,
) -> Vec<Span> {
    let page = page(text, lines, &begins);
    let written: Vec<(usize, Span)> =
        lines.iter().copied().enumerate().filter(|(_, line)| !line.text(text).trim().is_empty()).collect();
    let mut found = Vec::new();
    for pair in written.windows(2) {
        let ((first, above), (second, below)) = (pair[0], pair[1]);
        let adjacent = lines[first..=second].windows(2).all(|near| near[0].end + 1 == near[1].start);
        if !adjacent {
            continue;
        }
        let gap = Gap {
            above: above.text(text).trim_end(),
            below: below.text(text).trim_start(),
            empty: second - first - 1,
            indented: indented(below.text(text)),
        };
        let full = page.is_some_and(|(measure, width)| gap.fills(measure, width));
        // A heading is whole, whatever word its end and the next line would make.
        let heading = || gap.above.chars().nth(HEADING).is_none() && !gap.above.contains(['。', '；', ';']);
        let torn = || gap.tears(&whole) && !(heading() && begins(gap.above));
        let goes_on = gap.goes_on() || gap.waits();
        let flows = goes_on || gap.empty == 0 && !gap.indented && (full || gap.open() || torn());
        if flows && (gap.goes_on() || !begins(gap.below)) {
            let start = above.start + gap.above.len();
            found.push(Span::new(start, below.end - gap.below.len()));
        }
    }
    found
}

/// Two lines, and what stands between them.
struct Gap<'t> {
    above: &'t str,
    below: &'t str,
    /// Empty lines between them.
    empty: usize,
    /// The lower one begins a paragraph.
    indented: bool,
}

impl Gap<'_> {
    /// True where the line above takes the whole width of the page.
    fn fills(&self, measure: Measure, width: usize) -> bool {
        measure(self.above) + SLACK.max(measure(head(self.below)) + 2) >= width
    }

    /// True where the sentence is open above, or goes on below.
    fn open(&self) -> bool {
        self.above.ends_with(['，', '、', ',', '（', '“', '《'])
            || self.below.starts_with(['，', '。', '；', '、', '）', '”', '》', ','])
    }

    /// True where the sentence waits for more behind its comma, empty lines or not.
    fn waits(&self) -> bool {
        self.above.ends_with(['、', '，', ',']) && self.empty > 0 && self.below.starts_with(is_han)
    }

    /// True where a number or a period goes on below, whatever stands between: 93 and %, 11月20日 and —24日.
    fn goes_on(&self) -> bool {
        let counted = self.above.ends_with(is_digit);
        let signed = self.below.starts_with(['%', '％', '‰']);
        let dated = self.above.ends_with(|c| is_digit(c) || matches!(c, '日' | '月'));
        let stroke = self.below.strip_prefix(['—', '-', '–', '～', '~', '至']);
        counted && signed || dated && stroke.is_some_and(|rest| rest.starts_with(is_digit))
    }

    /// True where a word or an amount would be torn in running text.
    fn tears(&self, whole: impl Fn(&str, &str) -> bool) -> bool {
        let sides = self.above.ends_with(|c| is_han(c) || is_digit(c));
        let stops = || self.above.contains(STOPS) || self.below.contains(STOPS);
        let running = || self.above.chars().nth(TORN).is_some() && stops();
        sides && running() && whole(self.above, self.below)
    }
}

/// True for a line that begins a paragraph: two blanks or more stand at its head.
fn indented(line: &str) -> bool {
    line.chars().take_while(|c| c.is_whitespace()).count() > 1 || line.starts_with('\u{3000}')
}

/// What a page keeps whole at the head of a line: a number, a word of Latin letters.
fn head(line: &str) -> &str {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | ',' | '%' | '-'));
    &line[..end.unwrap_or(line.len())]
}

/// How a page measures its lines.
type Measure = fn(&str) -> usize;

/// The width to which the lines are filled, and how it is measured; `None` where each paragraph is one line.
fn page(text: &str, lines: &[Span], begins: impl Fn(&str) -> bool) -> Option<(Measure, usize)> {
    let lines: Vec<&str> =
        lines.iter().map(|line| line.text(text).trim()).filter(|line| !line.is_empty()).collect();
    let measures: [(Measure, usize); 2] = [(columns, 1), (|line| line.chars().count(), 2)];
    measures.into_iter().find_map(|(measure, wide)| {
        // What is longer by far is not cut, however long it is.
        let width = |line: &&str| if line.len() > 2 * WIDE { WIDE + 1 } else { measure(line) };
        let widths: Vec<usize> = lines.iter().map(width).collect();
        let width = widest(widths.clone())?;
        let least = if width * wide < NARROW { MANY_LINES } else { FULL_LINES };
        let fits = (NARROWEST..=WIDE).contains(&(width * wide));
        (fits && filled(&lines, &widths, width, least, &begins)).then_some((measure, width))
    })
}

/// The width that no line crosses, or hardly one.
fn widest(mut widths: Vec<usize>) -> Option<usize> {
    widths.sort_unstable_by_key(|width| std::cmp::Reverse(*width));
    widths.get(widths.len() / 20).copied()
}

/// True where lines are as a page cuts them: the full ones end in the middle of a sentence, and the shorter ones
/// behind them end it.
fn filled(
    lines: &[&str],
    widths: &[usize],
    width: usize,
    least: usize,
    begins: impl Fn(&str) -> bool,
) -> bool {
    let full = |at: usize| widths[at] + SLACK >= width;
    let ends = |line: &str| line.ends_with(['。', '；', '：', '！', '？', ';', ':', '.']);
    let filled = (0..lines.len()).filter(|at| full(*at)).count();
    // The lines behind those that are full and open.
    let open: Vec<usize> =
        (1..lines.len()).filter(|at| full(at - 1) && !ends(lines[at - 1]) && !begins(lines[*at])).collect();
    let last = open.iter().filter(|at| !full(**at)).count();
    let ended = open.iter().filter(|at| !full(**at) && ends(lines[**at])).count();
    filled >= least && open.len() * 2 > filled && ended > 0 && ended * 3 >= last * 2
}

/// Columns that a line takes: two for what is not ASCII.
fn columns(line: &str) -> usize {
    2 * line.chars().count() - line.bytes().filter(u8::is_ascii).count()
}
