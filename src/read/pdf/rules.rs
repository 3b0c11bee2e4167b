use unpdf::parser::backend::{PageId, PdfBackend, get_number_from_value};

/// A straight line across or down a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Ruling {
    /// True for a line across.
    pub(super) across: bool,
    /// Its height, or its place from the left.
    pub(super) at: f32,
    /// Where it begins.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

impl Ruling {
    /// A line across or down: its height or its place from the left, where it begins and where it ends, in points.
    #[cfg(feature = "ocr")]
    pub(in crate::read) fn new(across: bool, at: f32, (from, to): (f32, f32)) -> Self {
        Self { across, at, from, to }
    }
}

/// Filled areas thinner than this are lines.
const THIN: f32 = 3.0;
/// Most lines of a page that are looked at; a drawing has more.
const RULINGS: usize = 20_000;

pub(super) type Matrix = [f32; 6];

/// The lines that the page itself draws.
pub(super) fn rulings(backend: &dyn PdfBackend, page: PageId) -> Vec<Ruling> {
    let content = backend.page_content(page).unwrap_or_default();
    let operations = backend.decode_content(&content).unwrap_or_default();
    let mut pen = Pen::default();
    for operation in &operations {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(get_number_from_value).collect();
        pen.take(&operation.operator, &numbers);
        if pen.drawn.len() > RULINGS {
            return Vec::new();
        }
    }
    pen.drawn()
}

/// What draws on a page, and the lines that it has drawn.
pub(in crate::read) struct Pen {
    matrix: Matrix,
    saved: Vec<Matrix>,
    at: (f32, f32),
    start: (f32, f32),
    segments: Vec<((f32, f32), (f32, f32))>,
    /// What each drawn outline covers; a thin one that is filled is a line.
    outlines: Vec<(f32, f32, f32, f32)>,
    /// Left, bottom, right, top.
    boxes: Vec<(f32, f32, f32, f32)>,
    drawn: Vec<Ruling>,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            saved: Vec::new(),
            at: (0.0, 0.0),
            start: (0.0, 0.0),
            segments: Vec::new(),
            outlines: Vec::new(),
            boxes: Vec::new(),
            drawn: Vec::new(),
        }
    }
}

impl Pen {
    /// The lines, unless there are as many as only a drawing has.
    pub(in crate::read) fn drawn(self) -> Vec<Ruling> {
        if self.drawn.len() > RULINGS { Vec::new() } else { self.drawn }
    }

    /// Does what an operation of a PDF page says.
    pub(in crate::read) fn take(&mut self, operator: &str, numbers: &[f32]) {
        match (operator, numbers) {
            ("q", _) if self.saved.len() < 512 => self.saved.push(self.matrix),
            ("Q", _) => self.matrix = self.saved.pop().unwrap_or(self.matrix),
            ("cm", &[a, b, c, d, e, f]) => self.matrix = times([a, b, c, d, e, f], self.matrix),
            ("m", &[x, y]) => {
                self.at = self.place(x, y);
                self.start = self.at;
                self.outlines.push((self.at.0, self.at.1, self.at.0, self.at.1));
            }
            ("l", &[x, y]) => {
                let to = self.place(x, y);
                if let Some(outline) = self.outlines.last_mut() {
                    *outline =
                        (outline.0.min(to.0), outline.1.min(to.1), outline.2.max(to.0), outline.3.max(to.1));
                }
                self.segments.push((self.at, to));
                self.at = to;
            }
            ("h", _) => {
                self.segments.push((self.at, self.start));
                self.at = self.start;
            }
            ("re", &[x, y, width, height]) => {
                let (a, b) = (self.place(x, y), self.place(x + width, y + height));
                self.boxes.push((a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)));
            }
            ("S" | "s", _) => self.paint(true, false),
            ("f" | "F" | "f*", _) => self.paint(false, true),
            ("B" | "B*" | "b" | "b*", _) => self.paint(true, true),
            ("n", _) => self.paint(false, false),
            _ => {}
        }
    }

    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        (a * x + c * y + e, b * x + d * y + f)
    }

    fn paint(&mut self, stroked: bool, filled: bool) {
        for (from, to) in std::mem::take(&mut self.segments) {
            if stroked {
                self.draw(from, to);
            }
        }
        let boxes = std::mem::take(&mut self.boxes);
        let outlines = std::mem::take(&mut self.outlines);
        let filled_outlines = outlines.into_iter().filter(|_| filled).map(|outline| (outline, false));
        for ((left, bottom, right, top), stroked) in
            boxes.into_iter().map(|area| (area, stroked)).chain(filled_outlines)
        {
            let (width, height) = (right - left, top - bottom);
            if filled && height <= THIN && width > height {
                self.draw((left, (top + bottom) / 2.0), (right, (top + bottom) / 2.0));
            } else if filled && width <= THIN {
                self.draw(((left + right) / 2.0, bottom), ((left + right) / 2.0, top));
            } else if stroked {
                self.draw((left, bottom), (right, bottom));
                self.draw((left, top), (right, top));
                self.draw((left, bottom), (left, top));
                self.draw((right, bottom), (right, top));
            }
        }
    }

    fn draw(&mut self, from: (f32, f32), to: (f32, f32)) {
        if ![from.0, from.1, to.0, to.1].iter().all(|number| number.is_finite()) {
            return;
        }
        let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        if height < 1.0 && width > 2.0 {
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            self.drawn.push(Ruling { across: true, at: from.1, from: left, to: right });
        } else if width < 1.0 && height > 2.0 {
            let (bottom, top) = (from.1.min(to.1), from.1.max(to.1));
            self.drawn.push(Ruling { across: false, at: from.0, from: bottom, to: top });
        }
    }
}

pub(super) fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
