//! What a line says: the second model gives for each of many narrow strips how likely each letter is.

use super::{
    doubt,
    engine::Ocr,
    picture::{Area, Picture},
};
use crate::read::ReadError;

/// The height in which the model sees a line.
pub(super) const HEIGHT: usize = 48;
/// The least and the most width.
const WIDTHS: (usize, usize) = (320, 6400);
/// A line whose letters are less likely than this in the mean is no text.
const TEXT: f32 = 0.5;

/// What a line says; digits that were not read surely carry a mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// How likely its letters are in the mean.
    pub(super) likely: f32,
}

impl Line {
    /// False for what is no text.
    pub(super) fn is_text(&self) -> bool {
        !self.text.is_empty() && self.likely >= TEXT
    }
}

/// What a line says.
pub(super) fn line(picture: &Picture, area: Area, ocr: &Ocr) -> Result<Line, ReadError> {
    if area.width() < 3 || area.height() < 3 {
        return Ok(Line { text: String::new(), likely: 0.0 });
    }
    let width = (area.width() * HEIGHT).div_ceil(area.height()).clamp(4, WIDTHS.1);
    let line = picture.scaled(area, width, HEIGHT);
    let whole = width.max(WIDTHS.0);
    let mut grey = vec![0.0; whole * HEIGHT];
    for (to, from) in grey.chunks_mut(whole).zip(line.chunks(width)) {
        to[..width].copy_from_slice(from);
    }
    let strips = ocr.strips(&grey, whole, HEIGHT)?;
    Ok(said(&strips, ocr.letters()))
}

/// A letter that stands out in a strip, and how likely it is; none where the strip is between letters.
fn said(strips: &[(usize, f32)], letters: &[String]) -> Line {
    let (mut text, mut before, mut sum, mut count) = (String::new(), 0, 0.0, 0);
    let mut digit: Option<f32> = None;
    for &(letter, likely) in strips {
        if letter == before {
            digit = digit.map(|known: f32| known.max(likely));
            continue;
        }
        end(&mut digit, &mut text);
        before = letter;
        // The first one is nothing, and the last one a blank, which the list leaves out.
        let Some(at) = letter.checked_sub(1) else { continue };
        let letter = letters.get(at).map_or(" ", String::as_str);
        text.push_str(letter);
        (sum, count) = (sum + likely, count + 1);
        digit = letter.starts_with(|c: char| c.is_ascii_digit() || NUMERALS.contains(c)).then_some(likely);
    }
    end(&mut digit, &mut text);
    Line { text, likely: sum / count.max(1) as f32 }
}

/// Signs that change a number as a digit does.
const NUMERALS: &str = ".．,，%％‰-−一二三四五六七八九十百千万亿";

fn end(digit: &mut Option<f32>, text: &mut String) {
    if let Some(likely) = digit.take() {
        text.extend(doubt::mark((likely * 100.0) as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, doubt, said};

    #[test]
    fn strips_become_letters_and_doubtful_digits_are_marked() {
        let letters = ["完", "1", "2"].map(str::to_owned);
        let strips =
            [(0, 1.0), (1, 0.9), (1, 0.9), (2, 0.6), (2, 0.7), (0, 1.0), (2, 0.99), (3, 0.99), (4, 0.9)];
        let marked = format!("完1{}12 ", doubt::mark(70).unwrap());
        let Line { text, likely } = said(&strips, &letters);
        assert_eq!(text, marked);
        assert!(likely > 0.8);
        assert!(!said(&[(1, 0.2)], &letters).is_text() && !said(&[(0, 0.9)], &letters).is_text());
    }
}
