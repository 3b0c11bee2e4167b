//! The ruled lines of a picture: long thin runs of ink.

use super::picture::Picture;

/// A ruled line: where it stands, where it begins and ends, and how thick it is, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) across: bool,
    pub(super) at: f32,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) thick: usize,
}

/// A line is longer than this share of the shorter side.
const SHORTEST: f32 = 0.025;
/// A line of this share of it is surely none of a letter.
const LONG: f32 = 0.08;
/// A gap of so many pixels does not end a line.
const GAP: usize = 3;
/// A line is at most this share of the shorter side thick.
const THICKEST: f32 = 0.005;
/// This share of a line has paper on one of its sides, and this on the other.
const FREE: (f32, f32) = (0.9, 0.7);
/// Lines that end so many pixels apart meet.
const NEAR: f32 = 5.0;
/// Most lines that are looked at.
const MOST: usize = 2000;
/// How often lines are looked at again once others were let go.
const ROUNDS: usize = 8;

/// The ruled lines of an upright picture.
pub(super) fn rules(picture: &Picture) -> Vec<Rule> {
    let paper = f32::from(picture.paper());
    let dark: Vec<bool> = picture.grey.iter().map(|grey| f32::from(*grey) < 0.75 * paper).collect();
    let mut flipped = vec![false; dark.len()];
    for y in 0..picture.height {
        for x in 0..picture.width {
            flipped[x * picture.height + y] = dark[y * picture.width + x];
        }
    }
    let shorter = picture.width.min(picture.height) as f32;
    let (shortest, thickest) =
        ((SHORTEST * shorter).max(20.0) as usize, (THICKEST * shorter).max(4.0) as usize);
    let find = |ink: &[bool], width, across| {
        let ink = Ink { dark: ink, width };
        let mut found = ink.lines(shortest, thickest);
        found.iter_mut().for_each(|rule| rule.across = across);
        found
    };
    let mut rules = find(&dark, picture.width, true);
    rules.extend(find(&flipped, picture.height, false));
    if rules.len() > MOST { Vec::new() } else { kept(rules, (LONG * shorter) as usize) }
}

/// The lines that meet others as the borders of cells do; what stands alone is a stroke of letters, or no matter.
fn kept(mut rules: Vec<Rule>, long: usize) -> Vec<Rule> {
    for _ in 0..ROUNDS {
        let holds = |rule: &Rule| {
            let ends = [rule.from, rule.to].map(|end| meets(&rules, rule, end..=end, long));
            let inside = meets(&rules, rule, rule.from..=rule.to, 0);
            if rule.to - rule.from >= long { inside > 1 } else { ends[0] > 0 && ends[1] > 0 }
        };
        let kept: Vec<Rule> = rules.iter().filter(|rule| holds(rule)).copied().collect();
        if kept.len() == rules.len() {
            break;
        }
        rules = kept;
    }
    rules
}

/// How many lines of at least this length a line meets in a part of it.
fn meets(rules: &[Rule], rule: &Rule, part: std::ops::RangeInclusive<usize>, long: usize) -> usize {
    let crosses = |other: &&Rule| {
        other.across != rule.across
            && other.to - other.from >= long
            && other.at >= *part.start() as f32 - NEAR
            && other.at <= *part.end() as f32 + NEAR
            && other.from as f32 <= rule.at + NEAR
            && other.to as f32 >= rule.at - NEAR
    };
    rules.iter().filter(crosses).count()
}

/// Where ink is, row by row.
struct Ink<'i> {
    dark: &'i [bool],
    width: usize,
}

/// A run of ink in one row.
struct Run {
    row: usize,
    from: usize,
    to: usize,
}

impl Ink<'_> {
    fn height(&self) -> usize {
        self.dark.len() / self.width.max(1)
    }

    /// Lines across: long runs, those of neighbouring rows put together.
    fn lines(&self, shortest: usize, thickest: usize) -> Vec<Rule> {
        let mut open: Vec<Vec<Run>> = Vec::new();
        let mut done = Vec::new();
        for row in 0..self.height() {
            for run in self.runs(row, shortest) {
                let joins = |group: &Vec<Run>| {
                    group.last().is_some_and(|last| row - last.row <= 2)
                        && group.iter().any(|other| other.from < run.to && run.from < other.to)
                };
                match open.iter_mut().find(|group| joins(group)) {
                    Some(group) => group.push(run),
                    None => open.push(vec![run]),
                }
            }
            let (ended, going) =
                open.into_iter().partition(|group| group.last().is_none_or(|last| row - last.row > 2));
            open = going;
            done.extend::<Vec<Vec<Run>>>(ended);
        }
        done.extend(open);
        done.iter().filter_map(|group| self.line(group, thickest)).collect()
    }

    /// Runs of ink in a row; a line may fall by a pixel on its way.
    fn runs(&self, row: usize, shortest: usize) -> Vec<Run> {
        let line = &self.dark[row * self.width..(row + 1) * self.width];
        let (mut runs, mut x) = (Vec::new(), 0);
        while x < self.width {
            if !line[x] {
                x += 1;
                continue;
            }
            let from = x;
            let mut to = x + 1;
            while x < self.width && x <= to + GAP {
                if self.near(x, row) {
                    to = x + 1;
                }
                x += 1;
            }
            if to - from >= shortest {
                runs.push(Run { row, from, to });
            }
        }
        runs
    }

    fn near(&self, x: usize, row: usize) -> bool {
        let at = row * self.width + x;
        self.dark[at]
            || row > 0 && self.dark[at - self.width]
            || self.dark.get(at + self.width).is_some_and(|dark| *dark)
    }

    /// A line of runs, where it is thin and stands by itself.
    fn line(&self, runs: &[Run], thickest: usize) -> Option<Rule> {
        let (first, last) = (runs.first()?.row, runs.last()?.row);
        let thick = last - first + 1;
        if thick > thickest {
            return None;
        }
        let from = runs.iter().map(|run| run.from).min()?;
        let to = runs.iter().map(|run| run.to).max()?;
        let free = |row: Option<usize>| {
            let Some(row) = row.filter(|row| *row < self.height()) else { return to - from };
            (from..to).filter(|x| !self.dark[row * self.width + x]).count()
        };
        // A stroke of letters has ink above or below, a line has paper.
        let side = 2 + thick / 2;
        let (above, below) = (free(first.checked_sub(side)), free(Some(last + side)));
        let length = (to - from) as f32;
        let (more, less) = (above.max(below) as f32, above.min(below) as f32);
        (more >= FREE.0 * length && less >= FREE.1 * length).then_some(Rule {
            across: true,
            at: (first + last) as f32 / 2.0,
            from,
            to,
            thick,
        })
    }
}

/// The picture without its lines, so that they are not read as letters.
pub(super) fn without(mut picture: Picture, rules: &[Rule]) -> Picture {
    let paper = picture.paper();
    for rule in rules {
        let half = rule.thick as f32 / 2.0 + 1.0;
        let (low, high) = ((rule.at - half).max(0.0).round() as usize, (rule.at + half).round() as usize);
        for along in rule.from..rule.to {
            for over in low..=high {
                let (x, y) = if rule.across { (along, over) } else { (over, along) };
                if x < picture.width && y < picture.height {
                    picture.grey[y * picture.width + x] = paper;
                }
            }
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::{Picture, rules, without};

    #[test]
    fn lines_are_found_and_taken_away_and_blocks_of_ink_are_none() {
        let mut picture = Picture::white(400, 300).unwrap();
        for y in [50, 120] {
            (20..=380).for_each(|x| picture.grey[y * 400 + x] = 0);
        }
        for x in [20, 200, 380] {
            (50..=120).for_each(|y| picture.grey[y * 400 + x] = 0);
        }
        (100..300).for_each(|x| picture.grey[160 * 400 + x] = 0);
        for y in 220..260 {
            (100..200).for_each(|x| picture.grey[y * 400 + x] = 0);
        }
        let found = rules(&picture);
        let places: Vec<_> = found.iter().map(|rule| (rule.across, rule.at.round() as usize)).collect();
        assert_eq!(places, [(true, 50), (true, 120), (false, 20), (false, 200), (false, 380)]);
        let without = without(picture, &found);
        assert!(without.grey[..150 * 400].iter().all(|grey| *grey == 255));
        assert_eq!((without.at(150, 240), without.at(150, 160)), (0, 0), "a line alone may be a stroke");
    }
}
