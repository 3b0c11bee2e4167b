//! Files as people call them: without their folders, where the names stay different.

use std::collections::{BTreeSet, HashMap};

use super::Grid;

/// Columns that name files, some with a line behind.
const COLUMNS: &[&str] = &["source", "other", "old_source", "new_source"];

/// How many files of a grid have a name.
pub(super) struct Files(HashMap<String, usize>);

impl Files {
    pub(super) fn of(grid: &Grid) -> Self {
        let at = |name: &&str| grid.columns.iter().position(|head| head.name == *name);
        let columns: Vec<usize> = COLUMNS.iter().filter_map(at).collect();
        let cells = grid.rows.iter().flat_map(|row| columns.iter().filter_map(|at| row[*at].as_deref()));
        let paths: BTreeSet<&str> = cells.map(path).collect();
        let mut names = HashMap::new();
        for path in paths {
            *names.entry(name(path).to_owned()).or_default() += 1;
        }
        Self(names)
    }

    /// The last part of a path, with the line behind it; all of it where two files have the same.
    pub(super) fn called<'t>(&self, column: &str, text: &'t str) -> &'t str {
        let known = self.0.get(name(path(text)));
        if COLUMNS.contains(&column) && known.is_some_and(|count| *count == 1) { name(text) } else { text }
    }
}

/// A place without its line.
fn path(place: &str) -> &str {
    match place.rsplit_once(':') {
        Some((path, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => place,
    }
}

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Files, Grid};
    use crate::measure::{Cell, Column, ColumnType};

    #[test]
    fn files_are_called_by_their_names_where_these_differ() {
        let column = |name| Column { name, zh: name, kind: ColumnType::Words, meaning: "" };
        let row = |source: &str, other: &str| vec![Cell::words(source), Cell::words(other)];
        let rows = vec![row("a/six.md", "b/five.md:12"), row("a/same.md", "b/same.md:3")];
        let files = Files::of(&Grid::new(String::new(), &[column("source"), column("other")], rows));
        assert_eq!(files.called("source", "a/six.md"), "six.md");
        assert_eq!(files.called("other", "b/five.md:12"), "five.md:12");
        assert_eq!(files.called("other", "b/same.md:3"), "b/same.md:3");
        assert_eq!(files.called("indicator", "a/six.md"), "a/six.md");
    }
}
