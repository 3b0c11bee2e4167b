//! What this program wrote is no report: read again, each row would count twice.

use super::archive::Archive;

/// What such a file is, as errors say it.
pub(super) const WHAT: &str =
    "a file that duibiao wrote, not a report: name the report, or compare the tables";

/// Headers of our CSV begin so.
const TABLES: &[&str] = &[
    "row_id,source,",
    "行标识,来源文件,",
    "change,section,task_no,",
    "body,period,vintage,",
    "body,period,year,",
    "body,indicator,scope,stage,period,",
    "section,rows,goals,",
    "scope,rows,goals,",
    "source,rows,goals,",
    "body_responsible,rows,goals,",
    "indicator,rank,",
];
/// First columns of our matrices, whose other columns are named by the report.
const MATRICES: &[&str] = &["scope", "section", "source", "body_responsible"];
/// Names of which each pair stands together in no JSON but ours: questions, quantities, summaries, data packages.
const PAIRS: &[[&str; 2]] = &[
    ["\"about\":", "\"prompt\":"],
    ["\"base_value\":", "\"base_unit\":"],
    ["\"rules\":", "\"sha256\":"],
    ["\"resources\":", "\"row_id\""],
];
/// Names that stand in every object of our JSON.
const OBJECTS: &[&str] =
    &["\"row_id\":", "\"mean_ratio\":", "\"new_row_id\":", "\"goal_version\":", "\"vintage\":"];
/// Heads of the table for a terminal.
const LINES: &[&[&str]] = &[
    &["序号", "指标", "目标", "完成", "完成率", "自报", "状态"],
    &["No.", "Indicator", "Goal", "Figure", "Ratio", "Stated", "Status"],
];
/// What stands at the top of our pages and notices.
const PAGE: &str = "name=\"generator\" content=\"duibiao";
const NOTICE: &str = "<!-- duibiao";
/// What our workbooks and documents say of their author.
const AUTHOR: &str = "<dc:creator>duibiao</dc:creator>";
/// How Parquet, Arrow and SQLite files begin, and the column that those of ours have.
const BASES: &[&[u8]] = &[b"PAR1", b"ARROW1", b"SQLite format 3"];
const COLUMN: &[u8] = b"completion_ratio";
/// Words of our texts for people.
const WORDS: &str = include_str!("own_words.txt");
/// What `ledger trend` draws under the months of a goal.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// What stands before lines under another one, so many lines are looked at, and so much of the end of a text.
const UNDER: &str = "      ";
const SEEN: usize = 8;
const TAIL: usize = 512;
/// How much of a text is looked at.
const HEAD: usize = 16 * 1024;

/// True where a text begins like one that this program wrote. Archives are not looked into.
#[must_use]
pub fn is_own_text(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let head = &head[..head.len().min(HEAD)];
    // Of most texts the first line tells.
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
    let head = String::from_utf8_lossy(head);
    let holds = |name: &str| head.contains(name);
    let (column, others) = first.split_once(',').unwrap_or((&first, "-－"));
    let object = head.starts_with(['[', '{']);
    let paired = || PAIRS.iter().any(|pair| pair.iter().all(|name| holds(name)));
    let object = object && (OBJECTS.iter().any(|name| holds(name)) || paired());
    object
        || TABLES.iter().any(|start| first.starts_with(start))
        || MATRICES.contains(&column) && !others.is_ascii()
        || LINES.iter().any(|heads| first.split_whitespace().eq(heads.iter().copied()))
        || head.starts_with(NOTICE)
        || worded(&head, bytes)
        || placed(&head)
        || is_trend(&head)
        || head.starts_with("<!DOCTYPE html>") && holds(PAGE)
}

/// True for a text for people whose words are those of ours; see `own_words.txt`.
fn worded(head: &str, bytes: &[u8]) -> bool {
    let tail = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(TAIL)..]);
    let last = tail.trim_end().lines().next_back().unwrap_or_default();
    let is_of = |line: &str| {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("first") => line.strip_prefix("first ").is_some_and(|start| head.starts_with(start)),
            Some("last") => is_counted(last, words),
            Some("counts") => has_counts(head.lines().next().unwrap_or_default(), &words.collect::<Vec<_>>()),
            Some("under") => words.all(|word| {
                let under = |line: &str| line.strip_prefix(UNDER).is_some_and(|line| begins(line, word));
                head.lines().take(SEEN).any(under)
            }),
            Some(_) | None => false,
        }
    };
    WORDS.lines().any(is_of)
}

/// True where a line begins with the word, and a blank stands behind it.
fn begins(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|behind| behind.starts_with(' '))
}

/// True for a line of these words in their order, each with a number behind it.
fn is_counted<'w>(line: &str, words: impl Iterator<Item = &'w str>) -> bool {
    let parts: Vec<&str> = line.split([' ', ':', ',', ';']).filter(|part| !part.is_empty()).collect();
    let counted = |pair: &[&str]| pair.len() == 2 && pair[1].parse::<u64>().is_ok();
    parts.chunks(2).all(counted) && parts.iter().step_by(2).copied().eq(words)
}

/// True for a line that has these words side by side, with a number where they have `{}`.
fn has_counts(line: &str, words: &[&str]) -> bool {
    let is = |cell: &str, word: &str| match word.split_once("{}") {
        None => cell == word,
        Some((before, behind)) => {
            let number = cell.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
            number.is_some_and(|number| number.parse::<u64>().is_ok())
        }
    };
    let cells: Vec<&str> = line.split_whitespace().collect();
    cells.windows(words.len()).any(|cells| cells.iter().zip(words).all(|(cell, word)| is(cell, word)))
}

/// True for a goal over its months: a line `  2023-05  50 / 100` under its name and unit, and bars under the last of them.
fn is_trend(head: &str) -> bool {
    let mut lines = head.lines();
    let named = lines.next().is_some_and(|line| line.ends_with(')') && line.contains(" ("));
    let is_month = |line: &&str| {
        let mut cells = line.split_whitespace();
        let period = cells.next().is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
        line.starts_with("  ") && period && cells.nth(1) == Some("/")
    };
    let mut months = lines.by_ref().take_while(|line| !line.contains(BARS)).peekable();
    named && months.peek().is_some() && months.all(|line| is_month(&line)) && head.contains(BARS)
}

/// True for lines behind their places, as `text --places` writes them: the number of the line, where it begins and ends,
/// and as many letters as that says.
fn placed(head: &str) -> bool {
    let is_placed = |line: &str| {
        let mut cells = line.splitn(5, '\t');
        let mut number = || cells.next()?.parse::<usize>().ok();
        let (Some(_), Some(start), Some(end)) = (number(), number(), number()) else { return false };
        let words = cells.nth(1).map(|words| words.chars().count());
        words.is_some_and(|letters| letters > 0 && end.checked_sub(start) == Some(letters))
    };
    // The last line of the head may be cut.
    let mut lines = head.lines().take(SEEN).filter(|line| line.len() < HEAD / SEEN).peekable();
    lines.peek().is_some() && lines.all(is_placed)
}

/// True for what this program wrote: tables, databases, pages, workbooks and notices.
#[must_use]
pub fn is_own(bytes: &[u8]) -> bool {
    if BASES.iter().any(|magic| bytes.starts_with(magic)) {
        return bytes.windows(COLUMN.len()).any(|window| window == COLUMN);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return is_own_text(bytes);
    }
    let about = Archive::open(bytes).and_then(|mut archive| archive.part("docProps/core.xml"));
    about.ok().flatten().is_some_and(|about| about.contains(AUTHOR))
}

/// True for the reason why something of our own was not read.
#[must_use]
pub fn is_own_reason(reason: &str) -> bool {
    reason.ends_with(WHAT)
}

#[cfg(test)]
mod tests {
    use super::is_own_text;

    #[test]
    fn tables_pages_and_notices_of_ours_are_known_and_those_of_others_are_not() {
        for text in [
            "\u{feff}行标识,来源文件,报告标题\r\n",
            "scope,绿化造林,新建公园\n",
            "[\n{\"row_id\":\"1\"}\n]\n",
            " 序号  指标   目标  完成  完成率  自报  状态\n",
            "<!DOCTYPE html><html><head><meta name=\"generator\" content=\"duibiao 0.1.0\">",
        ] {
            assert!(is_own_text(text.as_bytes()), "{text}");
        }
        for text in [
            "2023年 第1版 2行\n",
            "新建公厕 (座)\n  2023-05  50 / 100\n",
            "序号,指标,目标,完成\n1,塘坝,48,31\n",
            "scope,goal,done\neast,5,3\n",
            "<!DOCTYPE html><p>duibiao</p>",
            "序号 指标 目标 完成\n",
            "[2023]5号",
        ] {
            assert!(!is_own_text(text.as_bytes()), "{text}");
        }
    }
}
