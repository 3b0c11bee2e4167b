//! A page that lies a little askew on the glass, set upright.

use super::picture::Picture;

/// Most that a page is turned, in degrees; what lies further askew is left as it is.
const MOST: f32 = 5.0;
/// Pixels that are looked at lie in a picture about this wide.
const LOOKED: usize = 1000;
/// A turn below this is none.
const LEAST: f32 = 0.03;
/// Most pixels of ink that are looked at.
const INK: usize = 200_000;

/// The picture turned so that its lines lie level.
pub(super) fn upright(picture: Picture) -> Picture {
    let degrees = skew(&picture);
    if degrees.abs() < LEAST { picture } else { turned(&picture, degrees) }
}

/// By how many degrees lines fall to the right.
fn skew(picture: &Picture) -> f32 {
    let ink = ink(picture);
    if ink.len() < 50 {
        return 0.0;
    }
    let best = |middle: f32, reach: f32, step: f32| {
        let steps = (reach / step).round() as i32;
        let angles = (-steps..=steps).map(|at| middle + at as f32 * step);
        let scored = angles.map(|angle| (sharpness(&ink, angle), angle));
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(0.0, |(_, angle)| angle)
    };
    let coarse = best(0.0, MOST, 0.25);
    if coarse.abs() > MOST - 0.3 {
        return 0.0;
    }
    let finer = best(coarse, 0.25, 0.05);
    best(finer, 0.04, 0.01)
}

/// Places of ink in the picture made smaller.
fn ink(picture: &Picture) -> Vec<(f32, f32)> {
    let step = (picture.width / LOOKED).max(1);
    let dark = picture.paper() / 10 * 6;
    let mut ink = Vec::new();
    for y in (0..picture.height).step_by(step) {
        for x in (0..picture.width).step_by(step) {
            if picture.at(x, y) < dark {
                ink.push(((x / step) as f32, (y / step) as f32));
            }
        }
    }
    let every = ink.len() / INK + 1;
    ink.into_iter().step_by(every).collect()
}

/// How much the ink gathers in lines that fall by an angle.
fn sharpness(ink: &[(f32, f32)], degrees: f32) -> f32 {
    let slope = degrees.to_radians().tan();
    let heights: Vec<i32> = ink.iter().map(|(x, y)| (y - x * slope).round() as i32).collect();
    let (Some(least), Some(most)) = (heights.iter().min(), heights.iter().max()) else { return 0.0 };
    let mut counts = vec![0f32; (most - least + 1).unsigned_abs() as usize];
    heights.iter().for_each(|height| counts[(height - least).unsigned_abs() as usize] += 1.0);
    counts.windows(2).map(|pair| (pair[0] - pair[1]).powi(2)).sum()
}

/// The picture turned back by an angle about its middle; what comes in from outside is white.
fn turned(picture: &Picture, degrees: f32) -> Picture {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (picture.width as f32 / 2.0, picture.height as f32 / 2.0);
    let mut grey = Vec::with_capacity(picture.grey.len());
    for y in 0..picture.height {
        let down = y as f32 - middle_y;
        for x in 0..picture.width {
            let across = x as f32 - middle_x;
            let from_x = middle_x + across * cosine - down * sine;
            let from_y = middle_y + across * sine + down * cosine;
            grey.push(picture.between(from_x, from_y).round() as u8);
        }
    }
    Picture { grey, ..*picture }
}

#[cfg(test)]
mod tests {
    use super::{Picture, skew, turned};

    #[test]
    fn lines_that_fall_are_told_and_set_level() {
        let mut picture = Picture::white(600, 400).unwrap();
        for line in (40..360).step_by(40) {
            for y in line..line + 12 {
                (60..540).for_each(|x| picture.grey[y * 600 + x] = 0);
            }
        }
        assert!(skew(&picture).abs() < 0.03);
        for degrees in [-1.5f32, 0.8] {
            let askew = turned(&picture, degrees);
            assert!((skew(&askew) + degrees).abs() < 0.1, "{degrees}: {}", skew(&askew));
        }
    }
}
