use crate::read::{
    pdf::{Page, Pen, Word, unreadable},
    xml::Element,
};

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// The height of a page that does not say how high it is, in millimetres.
const HEIGHT: f32 = 297.0;
/// Letters further apart than so many widths stand in two words.
const APART: f32 = 1.4;
/// Most letters of a page.
const LETTERS: usize = 2_000_000;

type Matrix = [f32; 6];

/// A page while it is drawn.
pub(super) struct Sheet {
    height: f32,
    words: Vec<Word>,
    letters: usize,
    pen: Pen,
}

impl Sheet {
    /// An empty page of the size that its area says.
    pub(super) fn new(area: Option<&Element>) -> Self {
        let size = area.and_then(|area| area.child("PhysicalBox")).map(|size| numbers(&size.text));
        let height = size.and_then(|size| size.get(3).copied()).filter(|height| *height > 0.0);
        Self { height: height.unwrap_or(HEIGHT), words: Vec::new(), letters: 0, pen: Pen::default() }
    }

    /// Draws what a page, a layer or a block holds.
    pub(super) fn draw(&mut self, holder: &Element) {
        for child in holder.children.iter().filter(|child| child.get("Visible") != Some("false")) {
            match child.name.as_str() {
                "TextObject" => self.text(child),
                "PathObject" => self.path(child),
                "Content" | "Layer" | "PageBlock" => self.draw(child),
                _ => {}
            }
        }
    }

    /// True where no text was drawn.
    pub(super) fn is_silent(&self) -> bool {
        self.words.is_empty()
    }

    /// True where most of the text has no characters of its own.
    pub(super) fn is_unreadable(&self) -> bool {
        unreadable(self.words.iter().map(Word::text))
    }

    /// The page with its lines and tables.
    pub(super) fn page(self, number: usize) -> Page {
        Page::new(number, self.words, &self.pen.drawn(), (0.0, self.height * POINTS))
    }

    /// A place of an object on the page, in points from its lower left.
    fn place(&self, object: &Placed, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = object.matrix;
        let (x, y) = (a * x + c * y + e + object.left, b * x + d * y + f + object.top);
        (x * POINTS, (self.height - y) * POINTS)
    }

    fn text(&mut self, object: &Element) {
        let placed = Placed::of(object);
        let [a, b, ..] = placed.matrix;
        let number = |key: &str, or: f32| object.get(key).and_then(|value| value.parse().ok()).unwrap_or(or);
        let (size, wide) = (number("Size", 0.0), number("HScale", 1.0));
        // Text that runs up or down the page is no line of it.
        if b.abs() > a.abs() {
            return;
        }
        let scale = a.hypot(b);
        let (mut x, mut y) = (0.0, 0.0);
        for code in object.all("TextCode") {
            let start = |key: &str, or: f32| code.get(key).and_then(|value| value.parse().ok()).unwrap_or(or);
            (x, y) = (start("X", x), start("Y", y));
            let text: Vec<char> = code.text.chars().filter(|c| *c != '\n').collect();
            self.letters += text.len();
            if self.letters > LETTERS {
                return;
            }
            let steps = deltas(code.get("DeltaX").unwrap_or_default(), text.len());
            for (word, from, width) in words(&text, &steps, size * wide) {
                let at = self.place(&placed, x + from, y);
                self.words.extend(Word::new(&word, at, width * scale * POINTS, size * scale * POINTS));
            }
        }
    }

    fn path(&mut self, object: &Element) {
        let placed = Placed::of(object);
        let stroked = object.get("Stroke") != Some("false");
        let filled = object.get("Fill") == Some("true");
        let Some(data) = object.child("AbbreviatedData") else { return };
        let mut words = data.text.split_whitespace().peekable();
        while let Some(operator) = words.next() {
            let mut numbers = Vec::new();
            while let Some(number) = words.peek().and_then(|word| word.parse::<f32>().ok()) {
                numbers.push(number);
                words.next();
            }
            let at = match numbers.as_slice() {
                [.., x, y] => self.place(&placed, *x, *y),
                _ => (0.0, 0.0),
            };
            match operator {
                "M" | "S" => self.pen.take("m", &[at.0, at.1]),
                "L" => self.pen.take("l", &[at.0, at.1]),
                // A bent line is none of a table.
                "Q" | "B" | "A" => self.pen.take("m", &[at.0, at.1]),
                "C" => self.pen.take("h", &[]),
                _ => {}
            }
        }
        self.pen.take(
            match (stroked, filled) {
                (true, true) => "B",
                (true, false) => "S",
                (false, true) => "f",
                (false, false) => "n",
            },
            &[],
        );
    }
}

/// Where an object stands, and how it is turned and scaled.
struct Placed {
    left: f32,
    top: f32,
    matrix: Matrix,
}

impl Placed {
    fn of(object: &Element) -> Self {
        let area = numbers(object.get("Boundary").unwrap_or_default());
        let matrix = numbers(object.get("CTM").unwrap_or_default());
        let at = |index: usize| area.get(index).copied().unwrap_or(0.0);
        let matrix = matrix.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        Self { left: at(0), top: at(1), matrix }
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// The steps between letters: `3 3 1.5`, or `g 4 3` for four times 3; the last one holds for all that follow.
fn deltas(text: &str, letters: usize) -> Vec<f32> {
    let mut steps = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next().filter(|_| steps.len() < letters) {
        if word != "g" {
            steps.extend(word.parse::<f32>().ok());
            continue;
        }
        let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        let step = words.next().and_then(|step| step.parse::<f32>().ok()).unwrap_or(0.0);
        steps.extend(std::iter::repeat_n(step, count.min(letters)));
    }
    steps
}

/// The words among letters: text, place of the first letter, width.
fn words(text: &[char], steps: &[f32], size: f32) -> Vec<(String, f32, f32)> {
    let mut words: Vec<(String, f32, f32)> = Vec::new();
    let (mut at, mut end) = (0.0, f32::NEG_INFINITY);
    for (index, &letter) in text.iter().enumerate() {
        let width = if letter < '\u{2e80}' { 0.5 } else { 1.0 } * size;
        match words.last_mut() {
            Some((word, from, covered)) if at >= *from && at - end <= (APART - 1.0) * size => {
                word.push(letter);
                *covered = at + width - *from;
            }
            _ => words.push((letter.to_string(), at, width)),
        }
        end = at + width;
        at += steps.get(index).or(steps.last()).copied().unwrap_or(width);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{deltas, words};

    #[test]
    fn steps_are_counted_and_wide_ones_part_words() {
        assert_eq!(deltas("g 3 2 5", 9), [2.0, 2.0, 2.0, 5.0]);
        let text: Vec<char> = "目标15完成".chars().collect();
        let found = words(&text, &deltas("3 9 1.5 9 3", 6), 3.0);
        let texts: Vec<&str> = found.iter().map(|(text, ..)| text.as_str()).collect();
        assert_eq!(texts, ["目标", "15", "完成"]);
        assert_eq!(found[1].1, 12.0);
    }
}
