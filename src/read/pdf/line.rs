use unpdf::parser::TextSpan;

use super::letters;
use crate::read::html::shifted;

/// A piece of text without a wide gap in it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) text: String,
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: usize,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) pieces: Vec<Piece>,
    /// The words of the pieces, from the left.
    pub(super) words: Vec<Word>,
}

/// Letters whose baselines differ by less than this share of their size stand in one line.
const SAME_LINE: f32 = 0.5;
/// A gap of so many times the size is a blank.
const BLANK: f32 = 0.6;
/// The same between Latin letters and digits.
const LATIN_BLANK: f32 = 0.18;
/// A gap of so many times the size parts two columns.
const COLUMN: f32 = 1.2;

impl Piece {
    fn of(word: &Word) -> Self {
        Self { left: word.left, right: word.right, text: word.text.clone() }
    }

    /// Words as one piece, however wide the gaps between them.
    pub(super) fn joined(words: &[&Word]) -> Option<Self> {
        let mut piece = Self::of(words.first()?);
        words.iter().skip(1).for_each(|word| join(&mut piece, word));
        Some(piece)
    }
}

impl Line {
    pub(super) fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    pub(super) fn right(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.right)
    }

    /// The text, a tab between its columns; letters that are only spread out stand together.
    pub(super) fn text(&self) -> String {
        let spread = self.pieces.iter().all(|piece| piece.text.chars().count() == 1);
        let texts: Vec<&str> = self.pieces.iter().map(|piece| piece.text.trim()).collect();
        texts.join(if spread { "" } else { "\t" })
    }
}

/// A span as it is used here: its place, and the text with whole characters.
#[derive(Clone, Debug)]
pub(in crate::read) struct Word {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    text: String,
}

impl Word {
    /// A word that begins at a place on the page, in points from its lower left.
    pub(in crate::read) fn new(text: &str, (left, y): (f32, f32), width: f32, size: f32) -> Option<Self> {
        let text = letters::whole(text);
        let placed = [left, y, width, size].iter().all(|number| number.is_finite());
        let shown = placed && size > 0.0 && !text.trim().is_empty();
        shown.then_some(Self { left, right: left + width, y, size, text })
    }

    /// What it says.
    pub(in crate::read) fn text(&self) -> &str {
        &self.text
    }
}

/// The words of a page that run from left to right.
pub(super) fn words(spans: Vec<TextSpan>) -> Vec<Word> {
    spans.into_iter().filter(|span| !span.is_rotated()).filter_map(word).collect()
}

/// The words of a page, none printed twice over itself.
pub(super) fn once(mut words: Vec<Word>) -> Vec<Word> {
    words.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    words.dedup_by(|b, a| {
        a.text == b.text && (a.y - b.y).abs() < 0.2 * a.size && (a.left - b.left).abs() < 0.2 * a.size
    });
    words
}

fn word(span: TextSpan) -> Option<Word> {
    let text = letters::whole(&span.text);
    let size = span.font_size.abs();
    let placed = [span.x, span.y, size, span.width].iter().all(|number| number.is_finite());
    if text.trim().is_empty() || size <= 0.0 || !placed {
        return None;
    }
    let blanks = text.len() - text.trim_start().len();
    let guessed = || text.chars().map(|c| if c < '\u{2e80}' { 0.5 } else { 1.0 }).sum::<f32>() * size;
    let width = span.ink_width.filter(|width| width.is_finite()).unwrap_or(span.width);
    let width = if width > 0.0 { width } else { guessed() };
    let left = span.x + blanks as f32 * 0.25 * size;
    Some(Word { left, right: span.x + width, y: span.y, size, text })
}

/// A small digit this much smaller than the word that it hangs on …
const SMALLER: f32 = 0.75;
/// … and so far above or below its line, in sizes of that word, is an exponent or an index.
const SHIFTED: std::ops::Range<f32> = 0.12..0.75;
/// Most comparisons of small digits with words of a page.
const COMPARED: usize = 4_000_000;

/// Small digits above or below their line join it, and keep their place as letters: km² is not km2.
pub(super) fn shift(words: &mut [Word]) {
    let digits =
        |word: &Word| (1..=2).contains(&word.text.len()) && word.text.bytes().all(|c| c.is_ascii_digit());
    let small: Vec<usize> = (0..words.len()).filter(|&at| digits(&words[at])).collect();
    if small.len().saturating_mul(words.len()) > COMPARED {
        return;
    }
    for at in small {
        let word = &words[at];
        let holds = |base: &&Word| {
            word.size < SMALLER * base.size
                && (word.left - base.right).abs() < 0.3 * base.size
                && SHIFTED.contains(&((word.y - base.y).abs() / base.size))
                && base.text.ends_with(|c: char| c.is_alphabetic() || c == ')')
        };
        let Some(y) = words.iter().find(holds).map(|base| base.y) else { continue };
        let place = if word.y > y { "sup" } else { "sub" };
        let text = shifted(place, &word.text);
        words[at].y = y;
        words[at].text = text.unwrap_or_default();
    }
}

/// Words put together to lines, from the top down.
pub(super) fn lines(page: usize, mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line)
                if line
                    .first()
                    .is_some_and(|first| first.y - word.y <= SAME_LINE * first.size.min(word.size)) =>
            {
                line.push(word);
            }
            _ => lines.push(vec![word]),
        }
    }
    let lines: Vec<Line> = lines.into_iter().map(|words| line(page, words)).collect();
    let mut edges: Vec<f32> =
        lines.iter().flat_map(|line| line.pieces.iter().skip(1).map(|piece| piece.left)).collect();
    edges.sort_by(f32::total_cmp);
    lines.into_iter().map(|line| numbered(line, &edges)).collect()
}

/// Words that begin within so many sizes of one another are set below one another.
const EDGE: f32 = 0.05;

/// A line whose first word is a number in a cell of its own: set to the right, it nearly touches the next cell, which
/// begins where cells of other lines do.
fn numbered(mut line: Line, edges: &[f32]) -> Line {
    let number = |word: &Word| word.text.len() <= 3 && word.text.bytes().all(|c| c.is_ascii_digit());
    let [first, second, ..] = &line.words[..] else { return line };
    let (near, close) = (EDGE * line.size, second.left - first.right > NUMBERS * line.size);
    let edge = edges.get(edges.partition_point(|edge| *edge < second.left - near));
    let below = edge.is_some_and(|edge| *edge <= second.left + near);
    let inside = |word: &&Word| line.pieces.first().is_some_and(|piece| word.left < piece.right);
    let joined: Vec<&Word> = line.words.iter().take_while(inside).skip(1).collect();
    if !number(first) || !close || !below || joined.is_empty() {
        return line;
    }
    if let Some(rest) = Piece::joined(&joined) {
        let cell = Piece::of(first);
        line.pieces.splice(..1, [cell, rest]);
    }
    line
}

fn line(page: usize, mut words: Vec<Word>) -> Line {
    words.sort_by(|a, b| a.left.total_cmp(&b.left));
    let largest = words.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    let (y, size) = largest.map_or((0.0, 0.0), |word| (word.y, word.size));
    let mut pieces: Vec<Piece> = Vec::new();
    for word in &words {
        match pieces.last_mut() {
            Some(piece) if word.left - piece.right <= COLUMN * size && !apart(piece, word) => {
                join(piece, word);
            }
            _ => pieces.push(Piece::of(word)),
        }
    }
    Line { page, y, size, pieces, words }
}

/// A gap of so many times the size parts two numbers: letters of one number touch, cells of a sheet do not quite.
const NUMBERS: f32 = 0.1;

/// True for two numbers of neighbouring cells. Digits that are drawn one by one are one number.
fn apart(piece: &Piece, word: &Word) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let one = |text: &str| text.trim().chars().nth(1).is_none();
    word.left - piece.right > NUMBERS * word.size
        && piece.text.ends_with(|c: char| digit(c) || c == '%')
        && word.text.starts_with(digit)
        && !one(&word.text)
}

fn join(piece: &mut Piece, word: &Word) {
    let gap = word.left - piece.right;
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let between = latin(piece.text.chars().next_back()) && latin(word.text.chars().next());
    let blank = gap > if between { LATIN_BLANK } else { BLANK } * word.size;
    if blank && !piece.text.ends_with(' ') && !word.text.starts_with(' ') {
        piece.text.push(' ');
    }
    piece.text.push_str(&word.text);
    piece.right = piece.right.max(word.right);
}

/// What stands between the end of a line and the beginning of the next where both are one text.
pub(super) fn between(before: &str, after: &str) -> &'static str {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(before.chars().next_back()) && latin(after.chars().next()) { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::{Word, lines, shift};

    #[test]
    fn numbers_of_neighbouring_cells_stay_two_and_digits_drawn_apart_one() {
        let word = |text: &str, left, width| Word::new(text, (left, 700.0), width, 10.0).unwrap();
        let cells = vec![word("76.4", 359.2, 22.3), word("63.7%", 383.6, 31.9)];
        assert_eq!(lines(1, cells)[0].text(), "76.4\t63.7%");
        let digits = vec![word("8", 60.0, 5.0), word("6", 66.5, 5.0), word("5", 73.0, 5.0)];
        assert_eq!(lines(1, digits)[0].text(), "865");
    }

    #[test]
    fn a_number_set_to_the_right_of_its_cell_is_no_part_of_the_next_cell() {
        let word = |text: &str, left, y, width| Word::new(text, (left, y), width, 10.0).unwrap();
        let head = vec![word("序号", 58.0, 700.0, 20.0), word("指标名称", 153.7, 700.0, 40.0)];
        let row = vec![word("1", 145.2, 687.0, 6.3), word("新建渡口", 153.7, 687.0, 40.0)];
        let text =
            |words: Vec<Word>| -> Vec<String> { lines(1, words).iter().map(super::Line::text).collect() };
        assert_eq!(text([head, row.clone()].concat()), ["序号\t指标名称", "1\t新建渡口"]);
        assert_eq!(text(row), ["1新建渡口"], "the number of an item");
    }

    #[test]
    fn small_digits_above_their_line_keep_their_place() {
        let word = |text: &str, left, y, width, size| Word::new(text, (left, y), width, size).unwrap();
        let mut words = vec![
            word("整治渠道3km", 60.0, 700.0, 90.0, 12.0),
            word("2", 150.0, 704.0, 4.0, 7.0),
            word("。", 154.0, 700.0, 12.0, 12.0),
            word("5", 300.0, 706.0, 4.0, 7.0),
        ];
        shift(&mut words);
        let texts: Vec<String> = lines(1, words).iter().map(super::Line::text).collect();
        assert_eq!(texts, ["5", "整治渠道3km²。"]);
    }
}
