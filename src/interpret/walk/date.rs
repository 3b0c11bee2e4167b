//! Dates: up to when figures count, and whether a clause plans or reports by them.

use super::state::Walk;
use crate::{
    interpret::{
        sentence::Sentence,
        turn::is_until,
        words::{Kind, Words},
    },
    model::AsOf,
    outline::DateSpan,
    rules::{Cue, NameWords, Sign},
};

/// Letters behind a date that make it a term.
const TERM: [char; 3] = ['底', '末', '前'];
/// Longest word between the beginning of a clause and its date, in characters.
const LEAD_CHARS: usize = 8;

/// A date among the words of a piece.
struct Dated<'p, 'w> {
    words: &'p Words<'w>,
    at: usize,
    date: DateSpan,
}

/// How many words behind a date its plan is looked for; no clause that is read is longer.
const PLAN_WORDS: usize = 64;

impl<'w> Dated<'_, 'w> {
    /// The word so many places further.
    fn next(&self, places: usize) -> &'w str {
        self.words.words.get(self.at + places).map_or("", |_| self.words.text_of(self.at + places))
    }

    /// The word before it.
    fn before(&self) -> &'w str {
        if self.at == 0 { "" } else { self.words.bare(self.at - 1) }
    }

    /// What stands right behind it.
    fn rest(&self) -> &str {
        &self.words.text[self.words.words[self.at].span.end..]
    }

    fn leads(&self) -> bool {
        self.words.clause_start(self.at) == self.at
    }

    /// 比2023年的, 2024年的: it belongs to what is compared, or to a noun.
    fn belongs(&self) -> bool {
        let words = self.words;
        let of_plan =
            words.words.get(self.at + 2).is_some() && words.cue(self.at + 2).any(&[Cue::Plan, Cue::PlanNoun]);
        let compared = self.before().ends_with(['由', '从', '比', '较', '与']);
        compared || !of_plan && self.next(1).trim().starts_with('的')
    }

    /// A plan stands between it and the next number.
    fn is_planned(&self) -> bool {
        let words = self.words;
        let stops = |next: &usize| {
            matches!(words.words[*next].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Quantity(_))
        };
        let mut clause = (self.at + 1..words.words.len()).take(PLAN_WORDS).take_while(|next| !stops(next));
        clause.any(|next| words.cue(next).any(&[Cue::Plan, Cue::PlanNoun]))
    }

    fn begins_clause(&self) -> bool {
        let (words, start, from) = (self.words, self.words.clause_start(self.at), self.from());
        from == start
            || start + 1 == from
                && (is_until(words.bare(start))
                    || words.bare(start) == "在"
                    || words.words[start].kind == Kind::Text
                        && words.bare(start).chars().count() <= LEAD_CHARS)
    }

    /// Where the words of time begin that it is the last of: 今年1至10月.
    fn from(&self) -> usize {
        let start = self.words.clause_start(self.at);
        let time = |at: usize| self.words.cue(at).has(Cue::Present);
        (start..self.at).rev().find(|&at| !time(at)).map_or(start, |at| at + 1)
    }

    /// A clause begins with it, or with up to when: 截至今年10月.
    fn opens(&self) -> bool {
        self.from() == self.words.clause_start(self.at) || self.until()
    }

    fn until(&self) -> bool {
        let start = self.words.clause_start(self.at);
        start + 1 == self.from() && is_until(self.words.text_of(start))
    }

    /// 11月底, 6月前.
    fn is_term(&self) -> bool {
        self.rest().starts_with(TERM) || self.words.text_of(self.at).ends_with(TERM)
    }

    /// 6月底前, 年底前: by when, and not since when.
    fn is_before(&self) -> bool {
        let rest = self.rest().trim_start_matches(|c| "底末日".contains(c));
        rest.starts_with('前') || self.words.text_of(self.at).ends_with('前')
    }
}

/// True where what follows a term tells that something was done.
pub(super) fn tells(words: &Words, term: usize) -> bool {
    let stops = |at: &usize| matches!(words.words[*at].kind, Kind::Stop | Kind::Semicolon);
    let told = |at: usize| words.cue(at).any(&[Cue::Now, Cue::Past]) || words.bare(at).ends_with('了');
    (term + 1..words.words.len()).take_while(|at| !stops(at)).any(told)
}

impl Walk<'_> {
    /// A date: up to when figures count, and that a clause reports where it begins with one.
    pub(super) fn date(&self, words: &Words, at: usize, date: DateSpan, sentence: &mut Sentence) {
        let dated = Dated { words, at, date };
        if let Some((first, last)) = date.months {
            sentence.dated();
            let next = words.words.get(at + 1).map(|word| word.kind);
            sentence.month = first == last && first > 1 && next == Some(Kind::Comma) && dated.leads();
        }
        let planned = dated.is_planned();
        sentence.until |= date.months.is_some() && dated.until() && !dated.is_before();
        sentence.bygone |= self.is_bygone(&dated, planned, sentence);
        sentence.future |= planned && self.is_coming(&dated, sentence);
        let begins_clause = dated.begins_clause() || planned;
        // 到2030年，…；力争2028年底达到1800根: a year of its own.
        if sentence.ahead && date.year.is_some() && !dated.belongs() {
            (sentence.ahead, sentence.year) = (false, date.year);
        }
        if begins_clause {
            sentence.ahead = false;
            sentence.dates_itself();
        }
        if date.year.is_some() && !dated.belongs() && begins_clause {
            self.year(&dated, sentence);
        }
        // 2022年实际462亿元；截至11月末完成430亿元: the year of the part before is not that of this one.
        let part = words.clause_start(at).checked_sub(1).map(|stop| words.words[stop].kind);
        if date.year.is_none() && is_until(dated.before()) && part == Some(Kind::Semicolon) {
            sentence.year = None;
        }
        // 降幅比一季度收窄: what it is held against is not when it counts.
        let beside = dated.before().ends_with(['比', '较']);
        let ahead = dated.is_before() && !tells(words, at) && !self.is_over(&dated, sentence);
        // 力争三季度完成2.1亿元，目前完成1.35亿元: by when, and not up to when.
        let later = (planned || sentence.urges()) && self.is_later(date);
        let counts = !beside && !later && (dated.until() || !self.is_event(&dated));
        sentence.as_of = date.as_of().filter(|_| counts).or(sentence.as_of);
        self.term(&dated, ahead, sentence);
    }

    /// The year that the outline covers.
    fn covered(&self) -> Option<i32> {
        self.outline.period.and_then(|period| period.year)
    }

    /// A plan looks back on the years before it, and the sentence of a report ahead to those behind it.
    fn is_bygone(&self, dated: &Dated, planned: bool, sentence: &Sentence) -> bool {
        let begins = dated.date.months.is_none()
            && (dated.at == 0
                || dated.words.words[dated.at - 1].kind == Kind::Stop
                || sentence.is_new() && (dated.leads() || planned));
        dated.date.year.zip(self.covered()).is_some_and(|(year, covered)| match self.outline.plan {
            true => year < covered,
            false => year > covered && begins,
        })
    }

    /// 截至4月底已开工684座。5月份拟开工190座: what another month is to bring, not a term for what has begun.
    fn is_coming(&self, dated: &Dated, sentence: &Sentence) -> bool {
        let known = sentence.as_of.or(self.outline.as_of);
        let behind = dated.date.months.zip(known).is_some_and(|((first, _), known)| {
            let year = dated.date.year.zip(known.year).is_none_or(|(year, known)| year == known);
            year && first > known.month
        });
        behind && dated.begins_clause() && !dated.is_term() && !tells(dated.words, dated.at)
    }

    /// 3月12日召开的推进会, 9月18日，全区召开推进会: when something happened, and nothing was counted.
    fn is_event(&self, dated: &Dated) -> bool {
        let words = dated.words;
        let stops =
            |at: &usize| matches!(words.words[*at].kind, Kind::Stop | Kind::Semicolon | Kind::Quantity(_));
        let behind: Vec<usize> =
            (dated.at + 1..words.words.len()).take(PLAN_WORDS).take_while(|at| !stops(at)).collect();
        let told = behind.iter().any(|&at| matches!(words.words[at].kind, Kind::Date(_)));
        let counted = behind.last().and_then(|&at| words.words.get(at + 1)).map(|word| word.kind);
        // 9月20日召开推进会3次 counts what happened.
        let near = matches!(counted, Some(Kind::Quantity(_)))
            && !behind.iter().any(|&at| words.words[at].kind == Kind::Comma);
        let named = words.bare(*behind.first().unwrap_or(&dated.at)).starts_with('的');
        dated.date.day.is_some()
            && !told
            && (!near || named)
            && self.rules.names.holds(NameWords::Event, words.joined(&behind).as_ref())
    }

    /// True for a time behind that of the report.
    fn is_later(&self, date: DateSpan) -> bool {
        let day = |as_of: AsOf| as_of.date();
        let year = self.covered();
        let own = date.as_of().map(|as_of| AsOf { year: as_of.year.or(year), ..as_of }).and_then(day);
        own.zip(self.outline.as_of.and_then(day)).is_some_and(|(own, known)| own > known)
    }

    /// True for a term that the report has passed.
    fn is_over(&self, dated: &Dated, sentence: &Sentence) -> bool {
        let known = sentence.as_of.or(self.outline.as_of);
        let year = dated.date.year.or(known.and_then(|known| known.year));
        let passed = |known: AsOf| {
            let same = year.is_none_or(|year| known.year.is_none_or(|told| told == year));
            year.zip(known.year).is_some_and(|(year, told)| year < told)
                || same && dated.date.months.is_some_and(|(_, last)| last <= known.month)
        };
        known.is_some_and(passed)
    }

    /// The year of what follows, which is planned where it is still ahead.
    fn year(&self, dated: &Dated, sentence: &mut Sentence) {
        let (date, covered) = (dated.date, self.covered());
        let until = self.rules.signs.is(Sign::Till, dated.before());
        let ahead = until && date.months.is_none();
        sentence.year = date.year;
        let past = covered.is_some_and(|covered| date.year.is_some_and(|year| year <= covered))
            || covered.is_none()
                && (dated.rest().starts_with(|c| "底末年初".contains(c))
                    || dated.words.text_of(dated.at).ends_with(|c| "底末初".contains(c)));
        sentence.years = ahead && covered.is_none_or(|covered| date.year.is_some_and(|year| year > covered));
        if ahead && !past {
            sentence.ahead = dated.before().ends_with('到');
            sentence.plan_on();
        }
    }

    /// 力争9月底完成…，11月底全面完成…: a term, not how far it has come.
    fn term(&self, dated: &Dated, ahead: bool, sentence: &mut Sentence) {
        let links = self.rules.signs.is(Sign::DateLinks, dated.next(1));
        let until = dated.until();
        let first = dated.words.bare(dated.words.clause_start(dated.at));
        let by = || self.rules.signs.ends(Sign::Till, first);
        let term = (!until || ahead && by()) && dated.is_term();
        let termed = term && (sentence.urges() || ahead);
        if termed {
            sentence.plan_on();
        }
        if (dated.date.months.is_some() || links) && dated.opens() && !termed {
            sentence.report();
        }
    }
}
