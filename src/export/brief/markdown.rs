//! A notice as Markdown, its notes as footnotes.

use super::{Notice, Part, Run};
use crate::export::GENERATOR;

pub(super) fn written(notice: &Notice) -> String {
    let mut text = format!("<!-- {GENERATOR} -->\n");
    for part in &notice.parts {
        text.push('\n');
        match part {
            Part::Title(words) => text.push_str(&format!("# {}\n", plain(words))),
            Part::Heading(words) => text.push_str(&format!("## {}\n", plain(words))),
            // An escaped point keeps `1.` from being a list, whose numbers a viewer would count anew.
            Part::Item(runs) => text.push_str(&format!("{}\n", line(runs).replacen(". ", "\\. ", 1))),
            Part::Paragraph(runs) => text.push_str(&format!("{}\n", line(runs))),
            Part::Table(rows) => text.push_str(&table(rows)),
        }
    }
    for (number, note) in (1..).zip(&notice.notes) {
        text.push_str(&format!("\n[^{number}]: {}\n", plain(note)));
    }
    text
}

fn line(runs: &[Run]) -> String {
    let run = |run: &Run| match run {
        Run::Words(words) => plain(words),
        Run::Note(number) => format!("[^{number}]"),
    };
    runs.iter().map(run).collect()
}

fn table(rows: &[Vec<Vec<Run>>]) -> String {
    let row = |row: &Vec<Vec<Run>>| {
        let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = rows.first().map_or_else(String::new, |head| format!("|{}\n", "---|".repeat(head.len())));
    let mut lines = rows.iter().map(row);
    lines.next().unwrap_or_default() + &rule + &lines.collect::<String>()
}

/// Words of a report on one line, with no sign that Markdown would take for its own.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\n' | '\r' | '\t' => text.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                text.push('\\');
                text.push(letter);
            }
            other => text.push(other),
        }
    }
    text
}
