//! Where text stands: the first model gives for each place how likely it is the inside of a line of text.

use super::{
    engine::Ocr,
    picture::{Area, Picture},
    ruled::Rule,
};
use crate::read::ReadError;

/// The longer side of what the model sees is at most this, in pixels.
const LONGEST: usize = 1920;
/// The shorter side is at least this.
const SHORTEST: usize = 736;
/// Sides are multiples of this.
const STEP: usize = 32;
/// A place is text from this likelihood on.
const TEXT: f32 = 0.3;
/// A line is kept whose places are this likely in the mean.
const LINE: f32 = 0.5;
/// The model marks the middle of lines; they grow by this much of area over circumference.
const GROWTH: f32 = 1.6;
/// Smaller spots are specks, in pixels of what the model sees.
const SPECK: usize = 3;
/// Most lines of a page.
const LINES: usize = 3000;

/// The lines of text of a picture, in its pixels.
pub(super) fn areas(picture: &Picture, rules: &[Rule], ocr: &Ocr) -> Result<Vec<Area>, ReadError> {
    let (width, height) = seen(picture);
    let whole = Area { left: 0, top: 0, right: picture.width, bottom: picture.height };
    let grey = picture.scaled(whole, width, height);
    let mut likely = ocr.likely(&grey, width, height)?;
    let scale = (picture.width as f32 / width as f32, picture.height as f32 / height as f32);
    part(&mut likely, width, rules, scale);
    let spots = spots(&likely, width);
    let grown = spots.into_iter().map(|spot| grown(&spot, width, height));
    let out = |area: Area| Area {
        left: (area.left as f32 * scale.0) as usize,
        top: (area.top as f32 * scale.1) as usize,
        right: ((area.right as f32 * scale.0).ceil() as usize).min(picture.width),
        bottom: ((area.bottom as f32 * scale.1).ceil() as usize).min(picture.height),
    };
    let areas: Vec<Area> = grown.map(out).collect();
    ReadError::beyond("the number of lines of a picture", areas.len(), LINES)?;
    Ok(areas)
}

/// The size in which the model sees the picture.
fn seen(picture: &Picture) -> (usize, usize) {
    let (width, height) = (picture.width as f32, picture.height as f32);
    let scale = (LONGEST as f32 / width.max(height)).min((SHORTEST as f32 / width.min(height)).max(1.0));
    let side = |side: f32| ((side * scale / STEP as f32).round() as usize).clamp(1, LONGEST / STEP) * STEP;
    (side(width), side(height))
}

/// No text crosses a ruled line.
fn part(likely: &mut [f32], width: usize, rules: &[Rule], scale: (f32, f32)) {
    let height = likely.len() / width;
    for rule in rules {
        let (over, along) = if rule.across { (scale.1, scale.0) } else { (scale.0, scale.1) };
        let at = (rule.at / over).round() as usize;
        let (from, to) = ((rule.from as f32 / along) as usize, (rule.to as f32 / along) as usize);
        for place in from..=to {
            let (x, y) = if rule.across { (place, at) } else { (at, place) };
            if x < width && y < height {
                likely[y * width + x] = 0.0;
            }
        }
    }
}

/// Neighbouring places of text: where they stand, how many they are, and how likely in all.
struct Spot {
    area: Area,
    places: usize,
    likely: f32,
}

fn spots(likely: &[f32], width: usize) -> Vec<Spot> {
    let mut seen = vec![false; likely.len()];
    let mut spots = Vec::new();
    let mut open = Vec::new();
    for start in 0..likely.len() {
        if seen[start] || likely[start] < TEXT {
            continue;
        }
        seen[start] = true;
        open.push(start);
        let (x, y) = (start % width, start / width);
        let mut spot =
            Spot { area: Area { left: x, top: y, right: x + 1, bottom: y + 1 }, places: 0, likely: 0.0 };
        while let Some(at) = open.pop() {
            spot.take(at % width, at / width, likely[at]);
            let (x, last) = (at % width, width - 1);
            let beside = [
                at.checked_sub(width),
                Some(at + width).filter(|next| *next < likely.len()),
                Some(at.wrapping_sub(1)).filter(|_| x > 0),
                Some(at + 1).filter(|_| x < last),
            ];
            for next in beside.into_iter().flatten() {
                if !seen[next] && likely[next] >= TEXT {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        if spot.is_line() {
            spots.push(spot);
        }
    }
    spots
}

impl Spot {
    fn take(&mut self, x: usize, y: usize, likely: f32) {
        let area = &mut self.area;
        (area.left, area.right) = (area.left.min(x), area.right.max(x + 1));
        (area.top, area.bottom) = (area.top.min(y), area.bottom.max(y + 1));
        self.places += 1;
        self.likely += likely;
    }

    fn is_line(&self) -> bool {
        let side = self.area.width().min(self.area.height());
        side >= SPECK && self.likely / self.places as f32 >= LINE
    }
}

/// The whole line around its middle.
fn grown(spot: &Spot, width: usize, height: usize) -> Area {
    let area = spot.area;
    let (across, down) = (area.width() as f32, area.height() as f32);
    let more = (across * down * GROWTH / (2.0 * (across + down))).round() as usize;
    Area {
        left: area.left.saturating_sub(more),
        top: area.top.saturating_sub(more),
        right: (area.right + more).min(width),
        bottom: (area.bottom + more).min(height),
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, grown, spots};

    #[test]
    fn places_that_touch_are_one_line_and_faint_ones_none() {
        let (width, mut likely) = (40, vec![0.0; 40 * 20]);
        for y in 4..8 {
            (5..30).for_each(|x| likely[y * width + x] = 0.9);
            (33..38).for_each(|x| likely[y * width + x] = 0.35);
        }
        let found = spots(&likely, width);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].area, Area { left: 5, top: 4, right: 30, bottom: 8 });
        assert_eq!(grown(&found[0], width, 20), Area { left: 2, top: 1, right: 33, bottom: 11 });
    }
}
