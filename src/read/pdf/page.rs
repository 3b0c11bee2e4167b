use super::{
    cells, columns,
    item::Item,
    line::{Line, Word, lines, once, shift},
    rules::Ruling,
};
/// A page.
#[derive(Debug)]
pub(in crate::read) struct Page {
    pub(super) number: usize,
    pub(super) items: Vec<Item>,
    top: f32,
    bottom: f32,
}

/// Most ruled tables of a page; a drawing has more.
const TABLES: usize = 60;
/// The share of a page's height that heads and feet may stand in, at each end.
const MARGIN: f32 = 0.12;

impl Page {
    /// A page of these words and lines, shown from a height up to another.
    pub(in crate::read) fn new(
        number: usize,
        words: Vec<Word>,
        rulings: &[Ruling],
        shown: (f32, f32),
    ) -> Self {
        let mut words = once(words);
        shift(&mut words);
        let mut items: Vec<(f32, Item)> = Vec::new();
        for grid in cells::grids(rulings).into_iter().take(TABLES) {
            let (inside, outside) = words.into_iter().partition(|word| grid.holds(word));
            words = outside;
            let top = grid.top();
            items.push((top, Item::Table(grid.table(number, inside), grid.columns().to_vec())));
        }
        items.extend(lines(number, words).into_iter().map(|line| (line.y, Item::Line(line))));
        items.sort_by(|a, b| b.0.total_cmp(&a.0));
        let items = columns::tables(number, items.into_iter().map(|(_, item)| item).collect());
        let height = shown.1 - shown.0;
        let (top, bottom) = (shown.1 - MARGIN * height, shown.0 + MARGIN * height);
        Self { number, items, top, bottom }
    }

    /// True where a line stands where heads and feet of pages do.
    pub(super) fn at_the_edge(&self, line: &Line) -> bool {
        line.y >= self.top || line.y <= self.bottom
    }
}
