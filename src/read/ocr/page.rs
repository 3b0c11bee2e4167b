//! A picture as a page: its lines of text as words, its ruled lines as those of a PDF.

use super::{
    Ocr,
    picture::{Area, Picture},
    ruled,
    standing::Standing,
};
use crate::read::{
    ReadError, bounds,
    pdf::{line::Word, page::Page, rules::Ruling},
};

/// Letters fill this share of their size.
const FILLED: f32 = 0.92;
/// Lines whose size differs by less than this share are of one size.
const SIZES: f32 = 0.3;

/// A picture as a page: so many pixels are a point, and its lower left corner stands at a place.
pub(in crate::read) fn page(
    number: usize,
    picture: Picture,
    pixels: f32,
    (left, bottom): (f32, f32),
    ocr: &Ocr,
) -> Result<Page, ReadError> {
    ReadError::beyond("the number of pages that are pictures", number, bounds::PICTURE_PAGES)?;
    let Standing { picture, rules, lines } = Standing::of(picture, ocr)?;
    let height = picture.height as f32;
    let (x, y) = (|at: f32| left + at / pixels, |at: f32| bottom + (height - at) / pixels);
    let lines = lines.into_iter().filter(|(_, line)| line.is_text());
    let lines: Vec<(Area, String)> = lines.map(|(area, line)| (tight(&picture, area), line.text)).collect();
    let sizes = Sizes::of(&lines, pixels);
    let word = |(area, text): &(Area, String)| {
        let size = sizes.size(area, pixels);
        let middle = y((area.top + area.bottom) as f32 / 2.0);
        let width = area.width() as f32 / pixels;
        Word::new(text, (x(area.left as f32), middle - 0.3 * size), width, size)
    };
    let words = lines.iter().filter_map(word).collect();
    let ruling = |rule: &ruled::Rule| {
        let (from, to) = (rule.from as f32, rule.to as f32);
        if rule.across {
            Ruling::new(true, y(rule.at), (x(from), x(to)))
        } else {
            Ruling::new(false, x(rule.at), (y(to), y(from)))
        }
    };
    let rulings: Vec<Ruling> = rules.iter().map(ruling).collect();
    Ok(Page::new(number, words, &rulings, (bottom, y(0.0))))
}

/// The area of the ink inside of it.
fn tight(picture: &Picture, area: Area) -> Area {
    let dark = picture.paper() / 10 * 6;
    let ink = |x: usize, y: usize| picture.at(x, y) < dark;
    let column = |x: &usize| (area.top..area.bottom).filter(|y| ink(*x, *y)).count() > 1;
    let row = |y: &usize| (area.left..area.right).filter(|x| ink(*x, *y)).count() > 1;
    let found = (
        (area.left..area.right).find(column),
        (area.top..area.bottom).find(row),
        (area.left..area.right).rfind(column),
        (area.top..area.bottom).rfind(row),
    );
    match found {
        (Some(left), Some(top), Some(right), Some(bottom)) => {
            Area { left, top, right: right + 1, bottom: bottom + 1 }
        }
        _ => area,
    }
}

/// The size that most lines of a page have, in points.
struct Sizes {
    most: f32,
}

impl Sizes {
    fn of(lines: &[(Area, String)], pixels: f32) -> Self {
        let mut sizes: Vec<f32> =
            lines.iter().map(|(area, _)| area.height() as f32 / FILLED / pixels).collect();
        sizes.sort_by(f32::total_cmp);
        Self { most: sizes.get(sizes.len() / 2).copied().unwrap_or(10.0) }
    }

    /// The size of a line: letters such as 一 or 1 are no smaller than those beside them.
    fn size(&self, area: &Area, pixels: f32) -> f32 {
        let size = area.height() as f32 / FILLED / pixels;
        if size < (1.0 + SIZES) * self.most { self.most } else { size }
    }
}
