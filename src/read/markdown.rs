//! Markdown: headings without their `#`, pipe tables as tables, everything else as it is written.

use super::{
    Draft, ReadError, bounds,
    grid::{RawCell, RawTable},
};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        ReadError::beyond("the longest line in bytes", lines[at].len(), bounds::LINE_BYTES)?;
        if let Some(end) = table_end(&lines, at) {
            draft.table(table(&lines[at..end]))?;
            at = end;
        } else {
            draft.line(&words(lines[at]), None);
            at += 1;
        }
    }
    Ok(draft)
}

/// One past the last line of the pipe table that starts here.
fn table_end(lines: &[&str], at: usize) -> Option<usize> {
    let rule = lines.get(at + 1)?;
    if !lines[at].contains('|') || !is_rule(rule) {
        return None;
    }
    let rows = lines[at + 2..].iter().take_while(|line| line.contains('|')).count();
    Some(at + 2 + rows)
}

/// The line between the head of a table and its rows: `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

fn table(lines: &[&str]) -> RawTable {
    let kept = lines.iter().enumerate().filter(|(index, _)| *index != 1);
    let rows = kept.map(|(index, line)| {
        let cells = cells(line).into_iter();
        cells.map(|text| RawCell { header: index == 0, ..RawCell::single(text) }).collect()
    });
    RawTable { caption: None, name: None, rows: rows.collect() }
}

/// The cells of a row; `\|` is a bar inside a cell, `<br>` a line end.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '|' if escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
        escaped = letter == '\\' && !escaped;
    }
    if !cell.trim().is_empty() {
        cells.push(cell);
    }
    let breaks = ["<br>", "<br/>", "<br />"];
    let with_lines = |cell: String| breaks.iter().fold(cell, |cell, mark| cell.replace(mark, "\n"));
    cells.into_iter().map(|cell| plain(&with_lines(cell))).collect()
}

/// A line without the marks that only shape it.
fn words(line: &str) -> String {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    let line = if (1..=6).contains(&level) && heading.starts_with([' ', '\t']) { heading } else { line };
    let line = line.trim_start_matches("> ");
    if line.len() >= 3 && (line.chars().all(|c| c == '-') || line.starts_with("```")) {
        return String::new();
    }
    plain(line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line))
}

/// Bold marks and code marks taken away.
fn plain(text: &str) -> String {
    text.trim().replace("**", "").replace("__", "").replace('`', "")
}

#[cfg(test)]
mod tests {
    #[test]
    fn headings_and_pipe_tables_are_read() {
        let text =
            "# 一季度\n\n**修路**12公里\n\n| 指标 | 目标 |\n|---|:-:|\n| 渡口\\|码头 | 15<br>处 |\n后文\n";
        let source = super::read(text).unwrap().finish("t");
        assert_eq!(source.text, "一季度\n修路12公里\n指标\t目标\n渡口|码头\t15\n处\n后文\n");
        assert_eq!(source.tables.len(), 1);
        assert!(source.tables[0].cells[0].header && !source.tables[0].cells[2].header);
    }
}
