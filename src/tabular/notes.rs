//! What is said of tables that give no rows.

use crate::text::{Note, Severity, Span, Table};

/// A table of more columns than are read.
pub(super) fn too_wide(table: &Table, most: usize) -> Note {
    Note {
        severity: Severity::Warning,
        code: "table-too-wide",
        message: format!(
            "this table has {} columns, and at most {most} are read; it gives no rows: save the columns that \
             matter as a table of their own",
            table.width
        ),
        spans: vec![table.span],
    }
}

/// Rows that left out cells.
pub(super) fn moved(span: Span, moved: usize) -> Note {
    Note {
        severity: Severity::Warning,
        code: "rows-moved",
        message: format!("{moved} rows of a table left out cells and were put under its headers"),
        spans: vec![span],
    }
}

/// Why a table whose header was understood gives no rows.
pub(super) fn without_goals(span: Span, empty: bool) -> Note {
    let why = match empty {
        true => "the cells of its goals and figures hold no numbers that could be read",
        false => "it reports figures, and neither goals nor completion rates stand beside them",
    };
    Note {
        severity: Severity::Note,
        code: "table-without-goals",
        message: format!("this table gives no rows: {why}"),
        spans: vec![span],
    }
}

/// A table whose header tells neither goals nor figures.
pub(super) fn unread(span: Span) -> Note {
    Note {
        severity: Severity::Note,
        code: "table-unread",
        message: "no header of this table tells goals or figures; it gives no rows".to_owned(),
        spans: vec![span],
    }
}
