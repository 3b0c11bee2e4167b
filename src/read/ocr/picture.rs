//! A picture in grey: 0 is black, 255 white.

use crate::read::{ReadError, bounds};

/// A picture in grey, row by row from the top.
#[derive(Clone, Debug)]
pub(in crate::read) struct Picture {
    pub(in crate::read) width: usize,
    pub(in crate::read) height: usize,
    pub(in crate::read) grey: Vec<u8>,
}

/// A part of a picture, its last column and row not in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Area {
    pub(super) fn width(&self) -> usize {
        self.right.saturating_sub(self.left)
    }

    pub(super) fn height(&self) -> usize {
        self.bottom.saturating_sub(self.top)
    }
}

impl Picture {
    /// A white picture.
    pub(in crate::read) fn white(width: usize, height: usize) -> Result<Self, ReadError> {
        Self::bounded(width, height)?;
        Ok(Self { width, height, grey: vec![255; width * height] })
    }

    /// An error where a picture of this size is too large.
    pub(in crate::read) fn bounded(width: usize, height: usize) -> Result<(), ReadError> {
        let pixels = width.saturating_mul(height);
        ReadError::beyond("the number of pixels of a picture", pixels, bounds::PICTURE_PIXELS)
    }

    /// A picture of samples of one (grey), two (grey, opacity), three (red, green, blue) or four values (with opacity).
    pub(in crate::read) fn of_samples(
        width: usize,
        height: usize,
        channels: usize,
        samples: &[u8],
    ) -> Option<Self> {
        let grey: Vec<u8> = match channels {
            1 => samples.to_vec(),
            2 => samples.chunks_exact(2).map(|pixel| over_white(pixel[0], pixel[1])).collect(),
            3 => samples.chunks_exact(3).map(luma).collect(),
            4 => samples.chunks_exact(4).map(|pixel| over_white(luma(pixel), pixel[3])).collect(),
            _ => return None,
        };
        (grey.len() >= width * height && width > 0 && height > 0).then(|| {
            let grey = grey.into_iter().take(width * height).collect();
            Self { width, height, grey }
        })
    }

    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.grey[y * self.width + x]
    }

    /// What is seen between pixels; white outside.
    pub(in crate::read) fn between(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (right, below) = (x - left, y - top);
        let pixel = |dx: f32, dy: f32| {
            let (x, y) = (left + dx, top + dy);
            let inside = x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32;
            if inside { f32::from(self.at(x as usize, y as usize)) } else { 255.0 }
        };
        let upper = pixel(0.0, 0.0) * (1.0 - right) + pixel(1.0, 0.0) * right;
        let lower = pixel(0.0, 1.0) * (1.0 - right) + pixel(1.0, 1.0) * right;
        upper * (1.0 - below) + lower * below
    }

    /// A part of it in another size, as numbers from -1 (black) to 1 (white), row by row.
    pub(super) fn scaled(&self, part: Area, width: usize, height: usize) -> Vec<f32> {
        let across = spans(part.left, part.right, width);
        let down = spans(part.top, part.bottom, height);
        let mut rows: Vec<f32> = vec![0.0; width * part.height().max(1)];
        for (row, y) in (part.top..part.bottom).enumerate() {
            let line = &self.grey[y * self.width..(y + 1) * self.width];
            for (out, span) in rows[row * width..(row + 1) * width].iter_mut().zip(&across) {
                *out = span.iter().map(|(x, share)| f32::from(line[*x]) * share).sum();
            }
        }
        let mut scaled = Vec::with_capacity(width * height);
        for span in &down {
            for x in 0..width {
                let sum: f32 = span.iter().map(|(y, share)| rows[(y - part.top) * width + x] * share).sum();
                scaled.push(sum / 127.5 - 1.0);
            }
        }
        scaled
    }

    /// The picture upside down.
    pub(super) fn turned_around(mut self) -> Self {
        self.grey.reverse();
        self
    }

    /// The picture turned by a quarter, its left side up.
    pub(super) fn turned_right(self) -> Self {
        let columns = (0..self.width).flat_map(|x| (0..self.height).rev().map(move |y| (x, y)));
        let grey = columns.map(|(x, y)| self.at(x, y)).collect();
        Self { width: self.height, height: self.width, grey }
    }

    /// The grey of most of the paper.
    pub(super) fn paper(&self) -> u8 {
        let mut counts = [0usize; 256];
        self.grey.iter().for_each(|grey| counts[usize::from(*grey)] += 1);
        let most = (128..256).max_by_key(|grey| counts[*grey]).unwrap_or(255);
        u8::try_from(most).unwrap_or(255)
    }
}

/// For each place of another size, the places that it takes up and their shares.
fn spans(from: usize, to: usize, size: usize) -> Vec<Vec<(usize, f32)>> {
    let step = (to - from) as f32 / size as f32;
    let last = to.saturating_sub(1);
    (0..size)
        .map(|place| {
            if step <= 1.0 {
                let at = ((place as f32 + 0.5) * step - 0.5).max(0.0);
                let (first, share) = (from + at as usize, at.fract());
                return vec![(first.min(last), 1.0 - share), ((first + 1).min(last), share)];
            }
            let (start, end) = (place as f32 * step, (place as f32 + 1.0) * step);
            let mut span = Vec::new();
            let mut at = start;
            while at < end - 1e-3 {
                let next = (at.floor() + 1.0).min(end);
                span.push(((from + at as usize).min(last), (next - at) / (end - start)));
                at = next;
            }
            span
        })
        .collect()
}

fn luma(pixel: &[u8]) -> u8 {
    let (red, green, blue) = (u32::from(pixel[0]), u32::from(pixel[1]), u32::from(pixel[2]));
    u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap_or(255)
}

/// A grey that lets white paper shine through.
fn over_white(grey: u8, opacity: u8) -> u8 {
    let (grey, opacity) = (u32::from(grey), u32::from(opacity));
    u8::try_from((grey * opacity + 255 * (255 - opacity)) / 255).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::{Area, Picture};

    #[test]
    fn a_part_is_made_smaller_by_the_mean_of_what_it_covers() {
        let picture = Picture { width: 4, height: 2, grey: vec![9, 9, 0, 255, 9, 9, 0, 255] };
        let scaled = picture.scaled(Area { left: 2, top: 0, right: 4, bottom: 2 }, 1, 1);
        assert!(scaled[0].abs() < 1e-4, "{scaled:?}");
        let right = picture.clone().turned_right();
        assert_eq!((right.width, right.height, right.grey), (2, 4, vec![9, 9, 9, 9, 0, 0, 255, 255]));
        let paper = Picture::of_samples(1, 1, 4, &[0, 0, 0, 0]).unwrap();
        assert_eq!(paper.grey, [255], "what is not painted is white");
    }
}
