//! Markdown: headings without their `#`, pipe tables as tables, everything else as it is written.
//!
//! Marks are left out of the text, and every piece of it keeps its place in the file.

use super::{
    Draft, ReadError, bounds,
    elements::element,
    grid::{RawCell, RawTable},
    markdown_hidden::{Hidden, uncommented},
    ragged,
};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let (mut draft, mut kept) = (Draft::default(), Vec::new());
    let lines: Vec<&str> = text.lines().collect();
    let hidden = Hidden::of(&lines);
    let mut at = 0;
    while at < lines.len() {
        ReadError::beyond("the longest line in bytes", lines[at].len(), bounds::LINE_BYTES)?;
        if hidden.hides(at) {
            at += 1;
        } else if let Some(end) = table_end(&lines, at) {
            draft.table(table(&lines[at..end], &mut kept))?;
            at = end;
        } else if let Some(element) = element(&lines, at)? {
            kept.extend(element.kept);
            element.tables.into_iter().try_for_each(|table| draft.table(table))?;
            at = element.end;
        } else {
            let pieces = words(lines[at]);
            draft.line(&pieces.concat(), None);
            kept.extend(pieces);
            at += 1;
        }
    }
    if hidden.code > 0 {
        let message = format!(
            "{} lines of program code were left out: take their fence away to have them read",
            hidden.code
        );
        draft.note("read-code", message);
    }
    draft.places(text, &kept);
    Ok(draft)
}

/// One past the last line of the pipe table that starts here.
fn table_end(lines: &[&str], at: usize) -> Option<usize> {
    let rule = lines.get(at + 1)?;
    if !lines[at].contains('|') || !is_rule(rule) {
        return None;
    }
    let rows = lines[at + 2..].iter().take_while(|line| line.contains('|')).count();
    (!filled_up(&lines[at..at + 2 + rows])).then_some(at + 2 + rows)
}

/// True for rows that were filled up with bars at their ends: cells that several rows share stand in the first of them
/// alone, and the lines are told apart as they are.
fn filled_up(lines: &[&str]) -> bool {
    let rows = lines.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| line.trim());
    let framed = lines[1].trim().starts_with('|');
    ragged::filled_up(rows.map(|line| {
        let line = line.strip_prefix('|').filter(|_| framed).unwrap_or(line);
        line.strip_suffix('|').unwrap_or(line).split('|').map(str::trim)
    }))
}

/// The line between the head of a table and its rows: `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

fn table<'a>(lines: &[&'a str], kept: &mut Vec<&'a str>) -> RawTable {
    let shown = lines.iter().enumerate().filter(|(index, _)| *index != 1);
    let bars = lines.get(1).map_or("", |rule| rule.trim());
    // Under a rule without bars at its ends a row that begins with a bar begins with an empty cell.
    let open = |line: &str| !bars.starts_with('|') && line.matches('|').count() == bars.matches('|').count();
    let rows = shown.map(|(index, line)| {
        let cells = cells(line, open(line)).into_iter();
        cells
            .map(|lines| {
                let texts: Vec<String> = lines.iter().map(|pieces| pieces.concat()).collect();
                kept.extend(lines.into_iter().flatten());
                RawCell { header: index == 0, ..RawCell::single(texts.join("\n")) }
            })
            .collect()
    });
    RawTable { caption: None, name: None, rows: rows.collect() }
}

/// The cells of a row, each with its lines in pieces; `\|` is a bar inside a cell, `<br>` a line end. In an open row no bar
/// stands at its ends.
fn cells(line: &str, open: bool) -> Vec<Vec<Vec<&str>>> {
    let line = line.trim();
    let line = line.strip_prefix('|').filter(|_| !open).unwrap_or(line);
    let (mut cells, mut begun, mut escaped) = (Vec::new(), 0, false);
    for (at, letter) in line.char_indices() {
        if letter == '|' && !escaped {
            cells.push(&line[begun..at]);
            begun = at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    if !line[begun..].trim().is_empty() {
        cells.push(&line[begun..]);
    }
    cells.into_iter().map(|cell| parted(cell, &["<br>", "<br/>", "<br />"])).map(lines_of).collect()
}

/// The lines of a cell as pieces without marks.
fn lines_of(lines: Vec<&str>) -> Vec<Vec<&str>> {
    let bare = |line| unescaped(line).into_iter().flat_map(|piece| parted(piece, MARKS)).collect();
    lines.into_iter().map(|line| bare(line.trim())).collect()
}

/// A text without the stroke before a bar.
fn unescaped(text: &str) -> Vec<&str> {
    let mut begun = 0;
    let mut pieces = Vec::new();
    for (at, _) in text.match_indices("\\|") {
        pieces.push(&text[begun..at]);
        begun = at + 1;
    }
    pieces.push(&text[begun..]);
    pieces
}

/// A line in pieces, without the marks that only shape it.
fn words(line: &str) -> Vec<&str> {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    let line = if (1..=6).contains(&level) && heading.starts_with([' ', '\t']) { heading } else { line };
    let line = line.trim_start_matches("> ");
    if line.len() >= 3 && (line.chars().all(|c| c == '-') || line.starts_with("```")) {
        return Vec::new();
    }
    plain(line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line))
}

/// Bold marks and code marks.
const MARKS: &[&str] = &["**", "__", "`"];

/// Elements whose tags only shape what they hold.
const SHAPES: &[&str] = &[
    "li",
    "ol",
    "ul",
    "p",
    "div",
    "b",
    "strong",
    "em",
    "i",
    "u",
    "del",
    "span",
    "kbd",
    "h1",
    "h2",
    "h3",
    "h4",
    "details",
    "summary",
    "center",
    "blockquote",
];

/// Bold marks, code marks and tags taken away.
fn plain(text: &str) -> Vec<&str> {
    let bare = uncommented(text.trim()).into_iter().flat_map(|piece| parted(piece, MARKS));
    bare.flat_map(untagged).collect()
}

/// What stands between the tags that only shape.
fn untagged(text: &str) -> Vec<&str> {
    let (mut pieces, mut begun) = (Vec::new(), 0);
    for (at, _) in text.match_indices('<') {
        let inner = text[at + 1..].split_once('>').map(|(inner, _)| inner);
        if let Some(inner) = inner.filter(|inner| SHAPES.contains(&inner.trim_start_matches('/'))) {
            pieces.push(&text[begun..at]);
            begun = at + inner.len() + 2;
        }
    }
    pieces.push(&text[begun..]);
    pieces
}

/// What stands between the marks.
fn parted<'a>(text: &'a str, marks: &[&str]) -> Vec<&'a str> {
    let (mut pieces, mut begun, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        match marks.iter().find(|mark| text[at..].starts_with(**mark)) {
            Some(mark) => {
                pieces.push(&text[begun..at]);
                at += mark.len();
                begun = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push(&text[begun..]);
    pieces
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_that_only_shape_are_no_text_and_bounds_are() {
        assert_eq!(
            super::plain("<li>新建<b>30</b>个，返工率<5%，合格率>95%</li>").concat(),
            "新建30个，返工率<5%，合格率>95%"
        );
    }

    #[test]
    fn headings_and_pipe_tables_are_read() {
        let text =
            "# 一季度\n\n**修路**12公里\n\n| 指标 | 目标 |\n|---|:-:|\n| 渡口\\|码头 | 15<br>处 |\n后文\n";
        let source = super::read(text).unwrap().finish("t");
        assert_eq!(source.text, "一季度\n修路12公里\n指标\t目标\n渡口|码头\t15\n处\n后文\n");
        assert_eq!(source.tables.len(), 1);
        assert!(source.tables[0].cells[0].header && !source.tables[0].cells[2].header);
    }

    #[test]
    fn without_bars_at_the_ends_an_empty_cell_may_begin_a_row() {
        let source =
            super::read("镇 | 指标 | 目标\n---|---|---\n甲 | 渡口 | 15\n | 码头 | 3\n").unwrap().finish("t");
        assert!(source.text.ends_with("\t码头\t3\n"), "{:?}", source.text);
    }

    #[test]
    fn a_tag_that_ends_on_another_line_is_no_text() {
        let text = "<table>\n<tr\nclass=\"a\"><td>甲\n<!--\n--><td\n>5</table>\n";
        let source = super::read(text).unwrap().finish("t");
        assert!(source.text.starts_with("甲"), "{:?}", source.text);
    }

    #[test]
    fn tables_in_html_are_tables_and_styles_are_no_text() {
        let text = "# 科目\n\n<style>\n.a { width: 25%; }\n</style>\n\n<table class=\"a\">\n<tr><th>科目</th><th>目标</th></tr>\n<tr><td>语文</td><td><b>88</b></td></tr>\n</table>\n后文\n";
        let source = super::read(text).unwrap().finish("t");
        assert_eq!(source.text, "科目\n科目\t目标\n语文\t88\n后文\n");
        assert_eq!(source.tables.len(), 1);
        assert_eq!(source.line(source.text.find("88").unwrap()), 9);
    }

    #[test]
    fn comments_and_code_are_left_out() {
        let text = "<!-- 旧：\n计划修路7公里 -->\n计划修路9<!-- 原7 -->公里\n```rust\nlet 目标 = 5;\n```\n```\n已修路3公里\n```\n<!-- 未完\n后文\n";
        let source = super::read(text).unwrap().finish("t");
        assert_eq!(source.text, "计划修路9公里\n已修路3公里\n<!-- 未完\n后文\n");
        assert_eq!(source.notes.len(), 1);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "# 一季度\n\n- **修路**计划`12公里`\n\n| 指标 | 目标 |\n|---|:-:|\n| 渡口\\|码头 | 15<br>处 |\n\n> 后文-5\n";
        let source = super::read(text).unwrap().finish("t");
        for words in ["一季度", "修路", "12公里", "渡口", "码头", "15", "处", "后文-5"] {
            let at = source.text.find(words).unwrap();
            let (start, end) = source.scalars(crate::text::Span::new(at, at + words.len()));
            let found: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(found, words);
            let byte = text.find(words).unwrap();
            assert_eq!(source.line(at), text[..byte].matches('\n').count() + 1, "{words}");
        }
    }
}
