//! What a page of Markdown does not show, or shows as code: `<!-- … -->`, and blocks of a programming language.

/// Words behind the fence of a block that holds text and no code.
const TEXTS: &[&str] = &["", "md", "markdown", "text", "txt", "plain", "plaintext"];
/// How a comment begins and ends.
const COMMENT: (&str, &str) = ("<!--", "-->");

/// Lines that are left out: which, and how many of them are code.
pub(super) struct Hidden {
    lines: Vec<bool>,
    pub(super) code: usize,
}

impl Hidden {
    pub(super) fn of(lines: &[&str]) -> Self {
        let last = |end: &dyn Fn(&str) -> bool| lines.iter().rposition(|line| end(line));
        let (comment, fence) =
            (last(&|line| line.contains(COMMENT.1)), last(&|line| line.trim_start().starts_with(['`', '~'])));
        let mut hidden = Self { lines: vec![false; lines.len()], code: 0 };
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].trim();
            let end = if line.starts_with(COMMENT.0) {
                comment.and_then(|last| (at..=last).find(|&end| lines[end].contains(COMMENT.1)))
            } else if let Some(mark) = code(line) {
                let closes = |&end: &usize| lines[end].trim().trim_end_matches(&mark[..1]).is_empty();
                fence.and_then(|last| {
                    (at + 1..=last).find(|end| lines[*end].trim().starts_with(mark) && closes(end))
                })
            } else {
                None
            };
            if let Some(end) = end {
                // What stands behind a comment in its last line is shown.
                let shown = line.starts_with(COMMENT.0)
                    && lines[end].split_once(COMMENT.1).is_some_and(|(_, rest)| !rest.trim().is_empty());
                hidden.lines[at..end].fill(true);
                hidden.lines[end] = !shown;
                hidden.code += if line.starts_with(COMMENT.0) { 0 } else { end - at - 1 };
                at = end;
            }
            at += 1;
        }
        hidden
    }

    pub(super) fn hides(&self, line: usize) -> bool {
        self.lines[line]
    }
}

/// The fence of a block of code in a language: of ```` ```rust ```` its three strokes.
fn code(line: &str) -> Option<&str> {
    let mark = line.get(..3).filter(|mark| matches!(*mark, "```" | "~~~"))?;
    let told = line.trim_start_matches(&mark[..1]).trim().to_ascii_lowercase();
    (!TEXTS.contains(&told.as_str()) && !told.contains('`')).then_some(mark)
}

/// A line in pieces, without the comments inside it.
pub(super) fn uncommented(line: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), line);
    while let Some((before, comment)) = rest.split_once(COMMENT.0) {
        let Some((_, behind)) = comment.split_once(COMMENT.1) else { break };
        pieces.push(before);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}
