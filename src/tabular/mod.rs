//! Tables as findings: columns get roles from their headers and their cells, rows are read in those roles.
//!
//! ```text
//! table = caption* band+
//! band  = header+ row*          a budget block on top and the indicators below it are two bands
//! row   = heads block+          heads: number, names, district; block: goal, figure, rate of one indicator
//! ```
//!
//! Numbers pair within their row and block. Sentences in cells go through the prose stages.

mod across;
mod alike;
mod arithmetic;
mod band;
mod beside;
mod blank;
mod block;
mod blocks;
mod caption;
mod cells;
mod choice;
mod column;
mod columns;
mod context;
mod count;
mod counted;
mod counted_row;
mod emit;
mod finding;
mod flattened;
mod gap;
mod goal_row;
mod grid;
mod handed;
mod header;
mod header_plain;
mod header_sides;
mod header_text;
mod heading;
mod instead;
mod keyed;
mod kin;
mod led;
mod leftover;
mod lowest;
mod measures;
mod merge;
mod missing;
mod naming;
mod notes;
mod once;
mod opposite;
mod packed;
mod parallel;
mod part;
mod period;
mod proper;
mod prose;
mod reached;
mod row;
mod rows;
mod said;
mod side;
mod tally;
mod titled;
mod topic;
mod totals;
mod triple;
mod twin;
mod unfolded;
mod value;
mod weak;
mod weigh;
mod weights;
mod whole;

use std::borrow::Cow;

use crate::{
    model::{Finding, Kind},
    outline::Outline,
    rules::{ColumnRole, Rulebook},
    text::{Note, Source, Span, Table},
};
use across::Told;
use band::Band;
use caption::Caption;
use column::Column;
use context::Context;
pub use counted::counted;
pub use flattened::{Region, flattened};
use grid::Grid;
use header::Header;
pub use merge::merge;
use row::Units;
pub use tally::tallied;

/// Most columns of a table; what is wider is data, not a report.
pub const COLUMNS: usize = 512;

/// What the tables of a source say.
#[derive(Debug, Default)]
pub struct Tabular {
    /// Rows with the place in the text after which they stand.
    pub findings: Vec<(usize, Finding)>,
    /// Tables that were not read, and why.
    pub notes: Vec<Note>,
}

/// Reads tables; `outline` is that of the text around them.
#[must_use]
pub fn tabular(source: &Source, tables: &[Table], outline: &Outline, rules: &Rulebook) -> Tabular {
    let (mut tabular, mut told) = (Tabular::default(), Vec::new());
    let mut above = Above::default();
    for table in tables {
        if table.width > COLUMNS {
            tabular.notes.push(notes::too_wide(table, COLUMNS));
            continue;
        }
        let (table, moved) = laid_out(&source.text, table, rules);
        tabular.notes.extend((moved > 0).then(|| notes::moved(table.span, moved)));
        match read(source, &table, &mut above, outline, rules) {
            Some(rows) => {
                if rows.iter().all(|told| told.row.kind == Kind::Figure) && table.height > 1 {
                    tabular.notes.push(notes::without_goals(table.span, rows.is_empty()));
                }
                told.extend(rows);
            }
            None if table.height > 1 && table.width > 1 => tabular.notes.push(notes::unread(table.span)),
            None => {}
        }
    }
    across::answer(&mut told);
    titled::tell_apart(&mut told, rules);
    tabular.findings = told.into_iter().map(|told| (told.at, told.row)).collect();
    tabular
}

/// A table with the notes right below it: 注：…. They explain it, and say neither goals nor results.
#[must_use]
pub fn with_notes(text: &str, table: Span, rules: &Rulebook) -> Span {
    let mut end = table.end;
    let mut at = table.end;
    for line in text[table.end..].split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() && blank::note(words, rules).is_none_or(str::is_empty) {
            break;
        }
        at += line.len();
        if !words.is_empty() {
            end = at - (line.len() - line.trim_end().len());
        }
    }
    Span::new(table.start, end)
}

/// The last header that was read, and where its table ends.
#[derive(Default)]
struct Above {
    paths: Vec<Vec<Header>>,
    end: usize,
}

impl Above {
    /// The rows of a table without a header, right below one that is as wide: it goes on, 续表.
    fn goes_on(&self, grid: &Grid, text: &str, table: &Table) -> Option<Band> {
        let between = text.get(self.end..table.span.start)?.trim();
        let joined = between.is_empty() || between.contains('续') && between.chars().count() <= LONGEST_NOTE;
        (joined && self.paths.len() == table.width)
            .then(|| Band { paths: self.paths.clone(), ..Band::headless(grid) })
    }
}

/// Longest line between the parts of a table, in characters: （续上表）.
const LONGEST_NOTE: usize = 12;

/// The table with parts that stand side by side one under the other, its header drawn apart, and rows that left out cells
/// under what is like them; and how many of these there are.
fn laid_out<'t>(text: &str, table: &'t Table, rules: &Rulebook) -> (Cow<'t, Table>, usize) {
    let mut laid = Cow::Borrowed(table);
    for lay in [unfolded::unfolded, packed::apart] {
        if let Some(other) = lay(&Grid::new(text, &laid), &laid, rules) {
            laid = Cow::Owned(other);
        }
    }
    let placed = packed::placed(&Grid::new(text, &laid), &laid, rules);
    placed.map_or((laid, 0), |(table, moved)| (Cow::Owned(table), moved))
}

/// The findings of a table; `None` where none of its bands tells what its columns are.
fn read(
    source: &Source,
    table: &Table,
    above: &mut Above,
    outline: &Outline,
    rules: &Rulebook,
) -> Option<Vec<Told>> {
    let text = source.text.as_str();
    let lying = side::sideways(&Grid::new(text, table), rules);
    let turned = lying.map(|_| grid::turned(table));
    let grid = Grid::new(text, turned.as_ref().unwrap_or(table));
    let (bands, banners) = match lying {
        Some(lying) => side::turned_band(&grid, lying, rules),
        None => band::bands(&grid, rules),
    };
    let caption = Caption::of(source, table, &banners, outline, rules);
    let bands = match above.goes_on(&grid, text, table).filter(|_| bands.is_empty()) {
        Some(band) => vec![band],
        None => bands,
    };
    let paths = bands.last().map_or_else(Vec::new, |band| band.paths.clone());
    *above = Above { paths, end: table.span.end };
    let headless = bands.is_empty() && (caption.plan || caption.report || caption.measures);
    let bands = if headless { vec![Band::headless(&grid)] } else { bands };
    let page = Page { source, outline, rules };
    let (mut found, mut year): (Vec<Vec<Finding>>, Option<i32>) = (Vec::new(), None);
    for band in &bands {
        // 单位：亿元 over a table holds for the bands below it that name none.
        let own = Caption::inside(source, table, &band.banners, outline, rules)
            .map(|own| Caption { unit: own.unit.or_else(|| caption.unit.clone()), ..own });
        let Some((rows, spoken)) = page.rows(&grid, band, own.as_ref().unwrap_or(&caption)) else { continue };
        year = year.or(spoken);
        found.push(rows);
    }
    let (at, year) = (table.span.start, year.or(caption.own_year));
    let told = |rows: Vec<Finding>| rows.into_iter().map(|row| Told { at, year, row }).collect();
    (!found.is_empty()).then(|| told(once::each_once(found)))
}

/// What every band of a table is read with.
struct Page<'a> {
    source: &'a Source,
    outline: &'a Outline,
    rules: &'a Rulebook,
}

impl Page<'_> {
    /// The findings of a band and the year that its goals or figures speak of; `None` where its columns tell nothing.
    fn rows(&self, grid: &Grid, band: &Band, caption: &Caption) -> Option<(Vec<Finding>, Option<i32>)> {
        let rules = self.rules;
        let mut columns = columns::columns(grid, band, caption, rules);
        let spoken = |noun: &str| columns.iter().any(|column| column.words.contains(noun));
        let units = Units {
            heads: head_unit(&columns),
            caption: caption.unit.clone().map(|unit| unit.over(spoken, rules)),
        };
        let mut rows = rows::rows(&self.source.text, grid, band, &columns, &units, rules);
        goal_row::spread(&self.source.text, (grid, band), &mut columns, &mut rows, rules);
        weights::set_aside(&mut columns, &rows);
        let blocks = blocks::blocks(&columns, &rows, rules);
        if blocks.is_empty() {
            return None;
        }
        let year = columns.iter().find_map(|column| speaking(column).then_some(column.year)?);
        let context = Context {
            source: self.source,
            outline: self.outline,
            rules,
            topic: caption.topic.clone(),
            title: topic::of_report(self.outline, &self.source.text, rules),
            section: caption.section.clone(),
            planned: caption.plan,
            named_goals: naming::names_hold_goals(&columns, rules),
            members: naming::hold_members(&columns, rules),
            one_block: blocks.len() == 1,
            columns: &columns,
        };
        let mut found = rows.iter().flat_map(|row| emit::findings(&context, row, &blocks)).collect();
        once::answered_once(&mut found);
        Some((found, year))
    }
}

/// True for a column of goals or figures.
fn speaking(column: &Column) -> bool {
    matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure))
}

/// 项目资金(万元) over the row heads: the unit of all numbers under that header.
fn head_unit(columns: &[Column]) -> Option<crate::scan::UnitText> {
    // 2012 below 华讯电信(万) names its row.
    let heads = columns.iter().enumerate();
    let heads =
        heads.take_while(|(at, column)| column.cells.numbers == 0 || *at == 0 && !column.is_measured());
    // 乡镇(街道) counts nothing.
    let own = |column: &&Column| column.role != Some(ColumnRole::Scope);
    heads.map(|(_, column)| column).filter(own).find_map(|column| column.unit.clone())
}
