//! Who answers for a task, as words tell it, read from `rules/bodies.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{Affixes, Fault, Layers, Lexicon, Placed, RawWords};
use crate::text::{Letters, fits, is_han};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReading {
    text: Spanned<String>,
    bodies: String,
}

/// The words around names of bodies, and how such names end.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    labels: Affixes,
    /// `labels`, then `others`.
    heads: Lexicon,
    /// What a bracket or any of them begins with.
    marks: Box<Letters>,
    tails: Vec<String>,
    more: Vec<String>,
    supports: Vec<String>,
    persons: Vec<String>,
    institutions: Vec<String>,
    places: Vec<String>,
    nobody: Vec<String>,
}

/// A label of a text, and where what it labels begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyLabel {
    /// Bytes up to the value.
    pub length: usize,
    /// True where what follows are bodies, false where it is a person, a date or who helps.
    pub bodies: bool,
    /// True where persons are named beside the bodies.
    pub mixed: bool,
}

/// Names of lists in the rule file.
const LISTS: [&str; 9] =
    ["label", "other", "tail", "more", "support", "person", "institution", "place", "nobody"];
/// What opens a bracket in which bodies may be named.
pub const OPENING: &str = "（(【[〔";
/// What parts the clauses of a list of bodies.
const CLAUSES: &[char] = &['，', ',', '；', ';', '。', '\n'];
/// What parts its names.
const NAMES: &[char] = &['、', '/', '\t', '|', '｜', '+', '＋'];
/// Longest name of a body and longest header of their column, in characters.
const NAME_CHARS: usize = 24;
const HEADER_CHARS: usize = 14;
/// Shortest beginning of a name that goes on in the next line, in characters.
const PART_CHARS: usize = 4;

impl Bodies {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let lists = layers.lists(&["words", "reading"], faults);
        let mut words: [Vec<String>; LISTS.len()] = std::array::from_fn(|_| Vec::new());
        for Placed { file, entry } in lists.entries::<RawWords>("words", faults) {
            match LISTS.iter().position(|name| *name == entry.id.as_ref()) {
                Some(at) => words[at].extend(entry.words),
                None => {
                    let message = format!(
                        "`{}` is no list of words; there are {}",
                        entry.id.as_ref(),
                        LISTS.join(", ")
                    );
                    faults.push(file.fault("entry-unknown", message, vec![(entry.id.span(), String::new())]));
                }
            }
        }
        words.iter_mut().for_each(|list| list.sort_by_key(|word| std::cmp::Reverse(word.len())));
        let [labels, others, tails, more, supports, persons, institutions, places, nobody] = words;
        let heads = Lexicon::new(labels.iter().chain(&others));
        let mut marks = Box::new(Letters::of(OPENING));
        labels
            .iter()
            .chain(&others)
            .filter_map(|word| word.chars().next())
            .for_each(|first| marks.add(first));
        let labels = Affixes::from(labels);
        let bodies =
            Self { labels, heads, marks, tails, more, supports, persons, institutions, places, nobody };
        for Placed { file, entry } in lists.nameless::<RawReading>("reading", faults) {
            let got = bodies.told(entry.text.as_ref()).join(";");
            if got != entry.bodies {
                let message = format!("`{}` names `{got}`, not `{}`", entry.text.as_ref(), entry.bodies);
                faults.push(file.fault("case-fails", message, vec![(entry.text.span(), String::new())]));
            }
        }
        bodies
    }

    /// True for the header of a column of bodies in charge: 责任单位, 牵头单位及责任人.
    #[must_use]
    pub fn heads_column(&self, header: &str) -> bool {
        let header: String = header.split_whitespace().collect();
        fits(&header, HEADER_CHARS) && self.labels.is_in(&header) && !header.contains([':', '：', '。', '，'])
    }

    /// True where a header names persons, too.
    #[must_use]
    pub fn is_mixed(&self, header: &str) -> bool {
        self.persons.iter().any(|word| header.contains(word.as_str()))
    }

    /// The next place of a text at which a bracket opens, or a letter stands that a label begins with.
    #[must_use]
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        self.marks.next(text, from)
    }

    /// The label that a text begins with, its colon included: 责任单位：.
    #[must_use]
    pub fn label(&self, text: &str) -> Option<BodyLabel> {
        // Most places of a text begin with none, as their first letter tells.
        if !text.starts_with(|first| self.heads.begins(first)) {
            return None;
        }
        self.heads.starts(text).find_map(|(number, length)| {
            let rest = text[length..].trim_start_matches(['*', ' ', '\u{3000}', '】', ']']);
            let gap = text.len() - rest.len();
            let colon = rest.chars().next().filter(|c| ":：".contains(*c)).map(char::len_utf8);
            let closed = text[length..gap].contains(['】', ']']).then_some(0);
            let length_to_value = gap + colon.or(closed)?;
            let mixed = self.is_mixed(&text[..length]);
            Some(BodyLabel { length: length_to_value, bodies: number < self.labels.words().len(), mixed })
        })
    }

    /// The bodies that a text names as those in charge, behind a label or before 负责.
    #[must_use]
    pub fn told(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let (mut at, mut labelled) = (0, false);
        while let Some(next) = text[at..].chars().next() {
            let Some(label) = self.label(&text[at..]).filter(|_| begins(text, at)) else {
                at += next.len_utf8();
                continue;
            };
            labelled = true;
            at += label.length;
            let end = self.value_end(text, at);
            if label.bodies {
                add(&mut found, self.listed(&text[at..end], label.mixed));
            }
            at = end;
        }
        if labelled { found } else { self.answering(text) }
    }

    /// Where the value ends that begins at a place: at the next label, a full stop, a line, or a bracket that closes.
    #[must_use]
    pub fn value_end(&self, text: &str, start: usize) -> usize {
        let mut depth = 0usize;
        for (offset, letter) in text[start..].char_indices() {
            let at = start + offset;
            match letter {
                '（' | '(' => depth += 1,
                '）' | ')' if depth > 0 => depth -= 1,
                '。' | '\n' | '）' | ')' | '】' | ']' | '〕' => return at,
                _ if begins(text, at) && offset > 0 && self.label(&text[at..]).is_some() => return at,
                _ => {}
            }
        }
        text.len()
    }

    /// The bodies before 负责, 牵头; none where any of what stands there is no body.
    fn answering(&self, text: &str) -> Vec<String> {
        let text = text.trim().trim_end_matches('。');
        let ends = |clause: &str, words: &[String]| words.iter().any(|word| clause.ends_with(word.as_str()));
        if !text.split(CLAUSES).any(|clause| ends(clause.trim(), &self.tails)) {
            return Vec::new();
        }
        let named = self.listed(text, false);
        if named.iter().all(|name| self.is_body(name)) { named } else { Vec::new() }
    }

    /// The bodies of a list; of a `mixed` one only what ends like a body.
    #[must_use]
    pub fn listed(&self, text: &str, mixed: bool) -> Vec<String> {
        let mut found = Vec::new();
        for clause in self.rejoined(&unbracketed(text)).split(CLAUSES).map(str::trim) {
            let clause = match self.label(clause) {
                Some(label) if label.bodies => &clause[label.length..],
                Some(_) => break,
                None if clause.contains([':', '：']) => break,
                None => clause,
            };
            if self.supports.iter().any(|word| clause.ends_with(word.as_str())) {
                continue;
            }
            for name in self.bare(clause).split(NAMES) {
                add(&mut found, self.names(name, mixed));
            }
        }
        found
    }

    /// The lines of a cell, those joined that part a name: 市人力资源 / 社会保障局.
    fn rejoined(&self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len());
        let mut open = false;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !joined.is_empty() && !open {
                joined.push('\n');
            }
            joined.push_str(line);
            // A short line may be a person, and a line that ends with a sign is whole.
            let name = line.rsplit(|c: char| !is_han(c)).next().unwrap_or_default();
            open = name.chars().count() >= PART_CHARS && !self.is_body(name);
        }
        joined
    }

    /// The clause without what stands around its names: 由, 牵头, 等部门.
    fn bare<'t>(&self, clause: &'t str) -> &'t str {
        let mut clause = clause.strip_prefix('由').unwrap_or(clause);
        for words in [&self.tails, &self.more] {
            clause = words.iter().find_map(|word| clause.strip_suffix(word.as_str())).unwrap_or(clause);
        }
        clause
    }

    /// The names of what stands between two signs: blanks and 和 may part several.
    fn names(&self, text: &str, mixed: bool) -> Vec<String> {
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let spaced = pieces.len() > 1 && pieces.iter().all(|piece| piece.chars().count() == 1);
        let pieces =
            if spaced { vec![pieces.concat()] } else { pieces.into_iter().map(str::to_owned).collect() };
        // 县教育局 张三: a short piece beside a body is a person.
        let bodies = pieces.iter().any(|piece| self.is_body(piece));
        let strict = mixed || pieces.len() > 1 && bodies;
        let pieces = pieces.iter().flat_map(|piece| self.joined(piece));
        let named = pieces.map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        named
            .filter(|name| is_name(name) && !self.nobody.contains(name) && (!strict || self.is_body(name)))
            .collect()
    }

    /// 县教育局和县财政局 are two; 文化和旅游局 is one.
    fn joined<'t>(&self, name: &'t str) -> Vec<&'t str> {
        for (at, and) in name.char_indices().filter(|(_, c)| "和及与".contains(*c)) {
            let (left, right) = (&name[..at], &name[at + and.len_utf8()..]);
            let ends = |word: &String| left.ends_with(word.as_str()) && left.len() > word.len();
            if self.institutions.iter().any(ends) && self.is_body(right) {
                return [vec![left], self.joined(right)].concat();
            }
        }
        vec![name]
    }

    /// True where a name ends like that of a body.
    #[must_use]
    pub fn is_body(&self, name: &str) -> bool {
        let ends = |word: &String| name.ends_with(word.as_str()) && name.len() > word.len();
        self.institutions.iter().chain(&self.places).any(ends)
    }
}

/// True where a label may begin: at the start, or behind a sign or a blank.
fn begins(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|before| !is_han(before) && !before.is_alphanumeric())
}

/// A text without what its brackets hold.
fn unbracketed(text: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// True for what can be the name of a body at all.
fn is_name(name: &str) -> bool {
    let letters = name.chars().count();
    let han = name.chars().filter(|c| is_han(*c)).count();
    (2..=NAME_CHARS).contains(&letters) && han * 2 >= letters && name != "没有"
}

fn add(found: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !found.contains(&name) {
            found.push(name);
        }
    }
}
