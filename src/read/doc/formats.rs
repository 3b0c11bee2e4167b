use super::{
    Streams,
    sprm::{ROW, Sprms},
};
use crate::read::{
    compound::{short, word},
    edges::{Down, Edges},
};

/// Bytes of a page of properties.
const PAGE: usize = 512;
/// The places of the lists of pages in the head: of letters and of paragraphs.
const LETTERS: usize = 0xfa;
const PARAGRAPHS: usize = 0x102;

/// Stretches of the main stream with their properties, in order.
pub(super) struct Formats<'a> {
    /// First byte, one past the last, the properties.
    runs: Vec<(usize, usize, &'a [u8])>,
}

impl<'a> Formats<'a> {
    /// The properties of letters.
    pub(super) fn letters(streams: &'a Streams) -> Self {
        Self::of(streams, LETTERS, 1, |page, at| {
            let size = usize::from(*page.get(at)?);
            page.get(at + 1..at + 1 + size)
        })
    }

    /// The properties of paragraphs, each with the number of its style before it.
    pub(super) fn paragraphs(streams: &'a Streams) -> Self {
        Self::of(streams, PARAGRAPHS, 13, |page, at| match *page.get(at)? {
            0 => page.get(at + 2..at + 2 + 2 * usize::from(*page.get(at + 1)?)),
            size => page.get(at + 1..at + 2 * usize::from(size)),
        })
    }

    fn of(
        streams: &'a Streams,
        place: usize,
        width: usize,
        properties: impl Fn(&'a [u8], usize) -> Option<&'a [u8]>,
    ) -> Self {
        let list = streams.part(place);
        let count = list.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        for index in 0..count {
            let number = word(list, 4 * (count + 1) + 4 * index).unwrap_or(0) as usize & 0x3f_ffff;
            let Some(page) = streams.main.get(number * PAGE..(number + 1) * PAGE) else { continue };
            let stretches = usize::from(page[PAGE - 1]);
            for at in 0..stretches {
                let bounds = word(page, 4 * at).zip(word(page, 4 * at + 4));
                let offset = page.get(4 * (stretches + 1) + width * at);
                let (Some((start, end)), Some(&offset)) = (bounds, offset) else { break };
                let told = if offset == 0 { None } else { properties(page, 2 * usize::from(offset)) };
                runs.push((start as usize, end as usize, told.unwrap_or_default()));
            }
        }
        runs.sort_by_key(|run| run.0);
        Self { runs }
    }

    /// The properties at a place, and where they end.
    pub(super) fn at(&self, place: usize) -> (&'a [u8], usize) {
        let index = self.runs.partition_point(|run| run.0 <= place);
        let next = self.runs.get(index).map_or(usize::MAX, |run| run.0);
        match index.checked_sub(1).map(|index| self.runs[index]) {
            Some((_, end, told)) if place < end => (told, end.min(next)),
            _ => (&[], next),
        }
    }
}

/// The property of hidden letters.
const HIDDEN: u16 = 0x083c;

/// Whether a property is on where it is switched so: off, on, as in the style below, or the other way round.
pub(super) fn switched(how: u8, style: bool) -> bool {
    match how {
        0 => false,
        0x80 => style,
        0x81 => !style,
        _ => true,
    }
}

/// How the properties of letters in a style switch them hidden; nothing where they do not say.
pub(super) fn hides(properties: &[u8]) -> Option<u8> {
    Sprms(properties).filter(|(code, _)| *code == HIDDEN).find_map(|(_, told)| told.first().copied())
}

/// What is to be known of a letter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letter {
    /// Deleted or hidden.
    pub(super) gone: bool,
    /// `sup` or `sub`, or nothing.
    pub(super) shift: &'static str,
    /// The letter that stands in place of a sign.
    pub(super) symbol: Option<u16>,
}

impl Letter {
    /// What properties say of a letter of a paragraph whose style hides its letters, or does not.
    pub(super) fn of(properties: &[u8], style_hides: bool) -> Self {
        let mut letter = Self::default();
        let (mut deleted, mut hidden) = (false, style_hides);
        for (code, told) in Sprms(properties) {
            match (code, told) {
                (0x0800, &[on]) => deleted = on == 1,
                (HIDDEN, &[on]) => hidden = switched(on, style_hides),
                (0x2a48, &[shift]) => {
                    letter.shift = match shift {
                        1 => "sup",
                        2 => "sub",
                        _ => "",
                    }
                }
                (0x6a09, told) => letter.symbol = short(told, 2),
                _ => {}
            }
        }
        letter.gone = deleted || hidden;
        letter
    }
}

/// What is to be known of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: usize,
    /// How many tables it stands in.
    pub(super) depth: usize,
    /// True for the mark that ends a row.
    pub(super) row_end: bool,
    /// True for the end of a cell of a table in a cell, and for that of its row.
    pub(super) inner: (bool, bool),
    /// The list, from 1; 0 takes the paragraph out of the list of its style.
    pub(super) list: Option<usize>,
    pub(super) level: Option<usize>,
    /// The cells of the row that ends here.
    pub(super) cells: Vec<Edges>,
    pub(super) head: bool,
}

impl Paragraph {
    pub(super) fn of(properties: &[u8], data: &[u8]) -> Self {
        let mut paragraph = Self { style: short(properties, 0).map_or(0, usize::from), ..Self::default() };
        paragraph.take(properties.get(2..).unwrap_or_default());
        let long =
            Sprms(properties.get(2..).unwrap_or_default()).find(|(code, _)| matches!(code, 0x6645 | 0x6646));
        if let Some(place) = long.and_then(|(_, told)| word(told, 0)) {
            let rest = data.get(place as usize..).unwrap_or_default();
            let size = short(rest, 0).map_or(0, usize::from);
            paragraph.take(rest.get(2..2 + size).unwrap_or_default());
        }
        paragraph
    }

    fn take(&mut self, properties: &[u8]) {
        for (code, told) in Sprms(properties) {
            match (code, told) {
                (0x2416, &[on]) => self.depth = self.depth.max(usize::from(on)),
                (0x2417, &[on]) => self.row_end = on == 1,
                (0x6649, told) => self.depth = word(told, 0).map_or(0, |depth| depth as usize),
                (0x244b, &[on]) => self.inner.0 = on == 1,
                (0x244c, &[on]) => self.inner.1 = on == 1,
                (0x460b, told) => self.list = short(told, 0).map(usize::from),
                (0x260a, &[level]) => self.level = Some(usize::from(level)),
                (0x3404, &[on]) => self.head = on == 1,
                (ROW, told) => self.cells = cells(told),
                (0x5624, &[first, end]) => self.join(usize::from(first), usize::from(end)),
                (0xd62b, &[cell, flags]) => {
                    if let Some(cell) = self.cells.get_mut(usize::from(cell)) {
                        cell.down = down(u16::from(flags));
                    }
                }
                _ => {}
            }
        }
    }

    fn join(&mut self, first: usize, end: usize) {
        for cell in self.cells.iter_mut().take(end).skip(first + 1) {
            cell.joined = true;
        }
    }
}

/// How a cell hangs together with others: 1 goes on, 3 begins.
fn down(flags: u16) -> Down {
    match flags & 3 {
        1 => Down::GoesOn,
        3 => Down::Begins,
        _ => Down::Alone,
    }
}

/// The cells of a row: their number, their edges, and twenty bytes for each.
fn cells(told: &[u8]) -> Vec<Edges> {
    let count = told.first().copied().map_or(0, usize::from);
    let edge = |at: usize| short(told, 1 + 2 * at).map(|edge| i32::from(edge.cast_signed()));
    let cell = |at: usize| {
        let flags = short(told, 1 + 2 * (count + 1) + 20 * at).unwrap_or(0);
        Some(Edges { left: edge(at)?, right: edge(at + 1)?, down: down(flags >> 5), joined: flags & 3 == 2 })
    };
    (0..count).map_while(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::{Letter, hides};

    #[test]
    fn a_letter_may_be_shown_against_its_style() {
        let gone = |how: u8, style: bool| Letter::of(&[0x3c, 0x08, how], style).gone;
        assert!(gone(1, false) && gone(0x81, false) && gone(0x80, true));
        assert!(!gone(0, true) && !gone(0x81, true) && !gone(0x80, false));
        assert!(Letter::of(&[], true).gone);
        assert_eq!((hides(&[0x3c, 0x08, 1]), hides(&[])), (Some(1), None));
    }
}
