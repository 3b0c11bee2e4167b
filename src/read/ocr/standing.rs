//! A page that lies on its side or stands on its head, turned so that its lines can be read.

use super::{
    Ocr, detect,
    picture::{Area, Picture},
    recognise::{self, Line},
    ruled::{self, Rule},
    skew,
};
use crate::read::ReadError;

/// What is this many times as high as wide stands upright.
const TALL: usize = 2;
/// A page is turned where what stands upright takes up more than so many times what lies level.
const MORE: usize = 3;
/// A page whose lines are read less surely than this in the mean may stand on its head.
const SURE: f32 = 0.8;
/// How many lines are read to see how a page stands.
const SAMPLE: usize = 8;

/// A page as it can be read: level, without its ruled lines, each line with what it says.
pub(super) struct Standing {
    pub(super) picture: Picture,
    pub(super) rules: Vec<Rule>,
    pub(super) lines: Vec<(Area, Line)>,
}

/// A page that is level, and where text stands on it.
struct Level {
    /// With its ruled lines.
    whole: Picture,
    picture: Picture,
    rules: Vec<Rule>,
    areas: Vec<Area>,
}

impl Standing {
    pub(super) fn of(picture: Picture, ocr: &Ocr) -> Result<Self, ReadError> {
        let seen = Level::of(picture.clone(), ocr)?;
        if !seen.lies_on_its_side() {
            return seen.read(ocr);
        }
        let turned = Level::of(picture.turned_right(), ocr)?.read(ocr)?;
        // Text that is written downwards is read in no direction, and left as it is.
        if turned.likely() >= seen.sample(ocr)? { Ok(turned) } else { seen.read_as_it_is(ocr) }
    }

    /// How surely the longest lines were read.
    fn likely(&self) -> f32 {
        mean(&longest(self.lines.iter().map(|(area, line)| (*area, line.likely))))
    }
}

impl Level {
    fn of(picture: Picture, ocr: &Ocr) -> Result<Self, ReadError> {
        let whole = skew::upright(picture);
        let rules = ruled::rules(&whole);
        let picture = ruled::without(whole.clone(), &rules);
        let areas = detect::areas(&picture, &rules, ocr)?;
        Ok(Self { whole, picture, rules, areas })
    }

    fn lies_on_its_side(&self) -> bool {
        let covered = |holds: fn(&Area) -> bool| -> usize {
            let areas = self.areas.iter().filter(|area| holds(area));
            areas.map(|area| area.width() * area.height()).sum()
        };
        let upright = covered(|area| area.height() > TALL * area.width());
        upright > MORE * covered(|area| area.width() > TALL * area.height())
    }

    /// Reads all lines; where that goes badly, those of the page turned around, if they are read more surely.
    fn read(self, ocr: &Ocr) -> Result<Standing, ReadError> {
        let whole = self.whole.clone();
        let read = self.read_as_it_is(ocr)?;
        let likely = read.likely();
        if read.lines.is_empty() || likely >= SURE {
            return Ok(read);
        }
        let around = Self::of(whole.turned_around(), ocr)?;
        if around.sample(ocr)? > likely { around.read_as_it_is(ocr) } else { Ok(read) }
    }

    fn read_as_it_is(self, ocr: &Ocr) -> Result<Standing, ReadError> {
        let Self { picture, rules, areas, .. } = self;
        let read = |area| recognise::line(&picture, area, ocr).map(|line| (area, line));
        let lines = areas.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Standing { picture, rules, lines })
    }

    /// How surely its longest lines are read.
    fn sample(&self, ocr: &Ocr) -> Result<f32, ReadError> {
        let read = |area: Area| recognise::line(&self.picture, area, ocr).map(|line| line.likely);
        let sample = longest(self.areas.iter().map(|area| (*area, *area)));
        Ok(mean(&sample.into_iter().map(read).collect::<Result<Vec<f32>, _>>()?))
    }
}

/// What belongs to the longest lines.
fn longest<T>(lines: impl Iterator<Item = (Area, T)>) -> Vec<T> {
    let mut lines: Vec<(Area, T)> = lines.collect();
    lines.sort_by_key(|(area, _)| std::cmp::Reverse(area.width().max(area.height())));
    lines.into_iter().take(SAMPLE).map(|(_, kept)| kept).collect()
}

fn mean(likely: &[f32]) -> f32 {
    likely.iter().sum::<f32>() / likely.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::{Area, Level, Picture};

    #[test]
    fn a_page_lies_on_its_side_where_its_lines_stand() {
        let blank = Picture::white(10, 10).unwrap();
        let lies = |areas: &[(usize, usize)]| {
            let area = |&(right, bottom): &(usize, usize)| Area { left: 0, top: 0, right, bottom };
            let areas = areas.iter().map(area).collect();
            Level { whole: blank.clone(), picture: blank.clone(), rules: Vec::new(), areas }
                .lies_on_its_side()
        };
        assert!(lies(&[(20, 400), (20, 300), (40, 15)]));
        assert!(!lies(&[(400, 20), (300, 20), (15, 90)]), "a name that is written downwards in a cell");
        assert!(!lies(&[(20, 20)]) && !lies(&[]));
    }
}
