use crate::read::{bounds, edges::Edges};

/// Groups whose text is no text of the page.
pub(super) const SILENT: &[&[u8]] = &[
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
    b"footnote",
    b"annotation",
    b"listtable",
    b"listoverridetable",
    b"bkmkstart",
    b"bkmkend",
    b"nonshppict",
    b"shprslt",
    b"objdata",
    b"tc",
    b"xe",
    b"pn",
    b"sp",
    b"filetbl",
    b"nonesttables",
    b"ftnsep",
    b"ftnsepc",
    b"aftnsep",
    b"themedata",
    b"datastore",
    b"rsidtbl",
];

/// What a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Text of the page.
    #[default]
    Page,
    Silent,
    Fonts,
    /// The code of a field.
    Code,
    /// The number of a list item.
    Number,
}

/// What holds until a group ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    pub(super) purpose: Purpose,
    pub(super) deleted: bool,
    pub(super) hidden: bool,
    pub(super) shift: &'static str,
    pub(super) font: i32,
    /// How many letters stand behind a letter by its number, for programs that do not know it.
    pub(super) doubles: usize,
    pub(super) in_table: bool,
    pub(super) depth: usize,
    /// True in a field that is a table of contents.
    pub(super) contents: bool,
}

/// The cells of a row as they are told before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) left: i32,
    pub(super) head: bool,
    pub(super) next: Edges,
    pub(super) cells: Vec<Edges>,
}

impl Row {
    /// The right edge of the next cell.
    pub(super) fn edge(&mut self, right: i32) {
        if self.cells.len() < bounds::CELL_SPAN {
            let left = self.cells.last().map_or(self.left, |before| before.right);
            self.cells.push(Edges { left, right, ..self.next });
        }
        self.next = Edges::default();
    }
}
