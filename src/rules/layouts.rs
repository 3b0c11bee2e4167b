//! What the columns of a table are, by the words of their headers, read from `rules/layouts.toml`.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Affixes, ColumnRole, Fault, HeaderWord, Layers, Lexicon, Placed, RuleFile, english::English,
    headers::Morphemes, names::Names, sides::Sides,
};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    role: Spanned<String>,
    #[serde(default)]
    keep: bool,
    words: Vec<Spanned<String>>,
    cases: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawCaption {
    noise: Vec<String>,
    lead: Vec<String>,
    vague: Vec<String>,
    plan: Vec<String>,
    handed: Vec<String>,
    report: Vec<String>,
    unit_is: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawRows {
    skip: Vec<String>,
    total: Vec<String>,
    part: Vec<String>,
    done: Vec<String>,
    empty: Vec<String>,
    never: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawCell {
    before: Vec<String>,
    after: Vec<String>,
}

/// Header words, and the words around tables that are no data.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    pub(super) words: Vec<(String, ColumnRole, bool)>,
    lexicon: Lexicon,
    cases: Vec<(String, ColumnRole)>,
    /// What headers are made of, where no list tells them.
    pub morphemes: Morphemes,
    english: English,
    /// What a header may be besides.
    pub(crate) sides: Sides,
    /// Words that end a caption and name no topic, longest first.
    pub caption_noise: Vec<String>,
    /// Words that begin a caption and name no topic.
    pub caption_lead: Vec<String>,
    /// What a title may be left with that speaks of nothing: 主要 of 主要任务.
    pub caption_vague: Vec<String>,
    /// What names of rows and columns end with or hold.
    pub names: Names,
    /// Words of a caption that make a column of numbers goals.
    pub caption_plan: Vec<String>,
    /// Those among them that hand goals out, whatever else the caption says.
    pub caption_handed: Vec<String>,
    /// Words of a caption that make a column of numbers figures.
    pub caption_report: Vec<String>,
    /// What stands between 单位 and the unit in a line over a table.
    pub caption_unit_is: Vec<String>,
    /// What rows begin with that are no data: 填报人, 注.
    pub skip: Vec<String>,
    /// Heads of rows that stand for all others: 合计.
    pub total: Vec<String>,
    /// Heads of rows that are part of the row before: 其中.
    pub part: Vec<String>,
    /// Words of a figure cell that say done and give no number.
    pub done: Vec<String>,
    /// What an empty cell may hold.
    pub empty: Vec<String>,
    /// How names of rows end that are never goals: 排名, 得分.
    pub never: Vec<String>,
    /// Words that may stand before the number of a cell.
    pub(crate) cell_before: Affixes,
    /// Words that may stand after it.
    pub cell_after: Vec<String>,
}

impl Layouts {
    /// The headers of those that a table tells apart: 门店, 乡镇.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter_map(|entry| (entry.1 == ColumnRole::Scope).then_some(entry.0.as_str()))
    }

    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let lists =
            layers.lists(&["column", "morphemes", "english", "caption", "rows", "names", "cell"], faults);
        let caption: RawCaption = lists.table("caption", faults);
        let morphemes: Morphemes = lists.table("morphemes", faults);
        let english: English = lists.table("english", faults);
        let rows: RawRows = lists.table("rows", faults);
        let names: Names = lists.table("names", faults);
        let cell: RawCell = lists.table("cell", faults);
        let columns: Vec<Placed<'_, RawColumn>> = lists.nameless("column", faults);
        let mut layouts = Self {
            morphemes,
            english,
            names,
            caption_noise: longest_first(caption.noise),
            caption_lead: longest_first(caption.lead),
            caption_vague: caption.vague,
            caption_plan: caption.plan,
            caption_handed: caption.handed,
            caption_report: caption.report,
            caption_unit_is: caption.unit_is,
            skip: rows.skip,
            total: rows.total,
            part: rows.part,
            done: rows.done,
            empty: rows.empty,
            never: rows.never,
            cell_before: longest_first(cell.before).into(),
            cell_after: longest_first(cell.after),
            ..Self::default()
        };
        layouts.add(&columns, faults);
        layouts.lexicon = Lexicon::new(layouts.words.iter().map(|(word, ..)| word));
        layouts.sides = Sides::of(&layouts.names, &layouts.words, &layouts.morphemes);
        layouts
    }

    fn add(&mut self, columns: &[Placed<'_, RawColumn>], faults: &mut Vec<Fault>) {
        let mut seen: HashMap<&str, (&RuleFile, std::ops::Range<usize>)> = HashMap::new();
        for Placed { file, entry: column } in columns {
            let Some(role) = ColumnRole::named(column.role.as_ref()) else {
                let message = format!("`{}` is no role of a column", column.role.as_ref());
                faults.push(file.fault("role-unknown", message, vec![(column.role.span(), String::new())]));
                continue;
            };
            for word in &column.words {
                if let Some((first, place)) = seen.insert(word.as_ref(), (file, word.span())) {
                    let message = format!("`{}` stands for two columns", word.as_ref());
                    let again = vec![(word.span(), "again here".into())];
                    faults.push(file.fault("header-twice", message, again).beside(
                        first,
                        place,
                        "first here",
                    ));
                }
                self.words.push((word.as_ref().clone(), role, column.keep));
            }
            self.cases.extend(column.cases.iter().map(|case| (case.replace('⏎', "\n"), role)));
        }
    }

    /// The headers that the entries carry as cases, and what each must be read as.
    #[must_use]
    pub fn cases(&self) -> &[(String, ColumnRole)] {
        &self.cases
    }

    /// The word that tells what a header is: what it is made of where that is plain (上年…, 占计划比); or else the
    /// longest word of the lists that ends it, or else the longest inside; or else what it is made of.
    ///
    /// A word of one character must be the whole header. `percent`: its numbers are percentages.
    #[must_use]
    pub fn header(&self, text: &str, percent: bool) -> Option<HeaderWord> {
        if text.is_ascii() {
            return self.english.read(text);
        }
        let masked = self.morphemes.masked(text);
        let text = masked.as_ref();
        let whole = |span: Span| span.len() == text.len();
        let listed = self
            .lexicon
            .everywhere(text)
            .filter(|(span, _)| whole(*span) || span.text(text).chars().nth(1).is_some())
            .max_by_key(|(span, _)| (whole(*span), span.end == text.len(), span.len()))
            .map(|(span, word)| self.word(word, span));
        let ends = |word: &HeaderWord| word.end == text.len();
        // A word of the lists that is the whole header, or ends it, says more than its beginning.
        listed
            .filter(|word| word.start == 0 && ends(word))
            .filter(|word| {
                !(percent && word.role == ColumnRole::Figure && self.morphemes.of_plan(text, true))
            })
            .or_else(|| self.morphemes.first(text, percent))
            .or_else(|| self.planned(text, listed?))
            .or_else(|| self.reached(text, listed.filter(|word| ends(word) && !self.measured(text, word))?))
            .or_else(|| self.morphemes.last(text))
            .or(listed.filter(|word| !(names(word.role) && self.morphemes.measures(text))))
    }

    /// 开工户数: a measure that a verb stands before says what was done.
    fn measured(&self, text: &str, word: &HeaderWord) -> bool {
        let verb = &text[..word.start];
        word.role == ColumnRole::Background && word.keep && self.morphemes.is_verb(verb)
    }

    /// 任务总量: a measure of what is planned.
    fn planned(&self, text: &str, word: HeaderWord) -> Option<HeaderWord> {
        let measure = word.role == ColumnRole::Background && word.keep && word.end == text.len();
        let plan = || self.morphemes.planning().any(|plan| *plan == text[..word.start]);
        (measure && plan()).then_some(HeaderWord {
            role: ColumnRole::Goal,
            start: 0,
            end: text.len(),
            keep: false,
        })
    }

    /// 实际完成指标值: a word for goals, and what stands before it makes it a figure.
    fn reached(&self, text: &str, word: HeaderWord) -> Option<HeaderWord> {
        let firm = word.role == ColumnRole::Goal && self.morphemes.is_firm(text);
        Some(if firm { HeaderWord { role: ColumnRole::Figure, start: 0, ..word } } else { word })
    }

    /// True for a header that holds a word for how much is done: 完成率, 形象进度.
    #[must_use]
    pub fn is_progress(&self, text: &str) -> bool {
        // 累计完成比例 ends with 完成比例, whatever it begins with.
        let rate = |(span, word): (Span, usize)| {
            span.end == text.len() && self.word(word, span).role == ColumnRole::Rate
        };
        text.is_ascii()
            || self.header_words(text).any(|word| word.role == ColumnRole::Rate)
            || self.lexicon.everywhere(text).any(rate)
    }

    /// False for most texts that are no header of goals and nothing besides.
    pub(crate) fn may_be_goal(&self, text: &str) -> bool {
        self.sides.may_be_goal(text, &self.morphemes)
    }

    /// Every header word of two characters or more, the longest first at each place, none overlapping.
    pub fn header_words<'l>(&'l self, text: &'l str) -> impl Iterator<Item = HeaderWord> + 'l {
        let long = |span: Span| span.text(text).chars().nth(1).is_some();
        self.lexicon
            .apart(text)
            .filter(move |(span, _)| long(*span))
            .map(|(span, word)| self.word(word, span))
    }

    fn word(&self, index: usize, span: Span) -> HeaderWord {
        let (_, role, keep) = self.words[index];
        HeaderWord { role, start: span.start, end: span.end, keep }
    }
}

/// True for a column that names its rows.
fn names(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Indicator | ColumnRole::Scope)
}

fn longest_first(mut words: Vec<String>) -> Vec<String> {
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}
