//! A corrections file, checked: every fault at its place.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    Correction, Corrections, Decision, Quote, Target, Value, Verdict,
    conflict::contradictions,
    raw::{RawEntry, RawFile, RawQuote},
};
use crate::{
    model::Basis,
    rules::{Datetime, Fault, RuleFile, Spanned},
};

/// The version of the format that this program reads and its review page writes.
const VERSION: u32 = 1;

/// What an entry is, by the name of its list.
#[derive(Clone, Copy)]
enum Entry {
    Accept,
    Reject,
    Pair,
    Basis,
    NotComparable,
    Missed,
    Correct,
    Alias,
}

impl Corrections {
    /// Reads a corrections file.
    ///
    /// # Errors
    /// All faults of the file: what does not fit the format, and decisions that contradict each other.
    pub fn load(file: &RuleFile) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let Some(raw) = file.parse::<RawFile>(&mut faults) else { return Err(faults) };
        if *raw.version.get_ref() != VERSION {
            let message = format!("this program reads version {VERSION} of the corrections format");
            faults.push(file.fault(
                "version-unknown",
                message,
                vec![(raw.version.span(), format!("version {}", raw.version.get_ref()))],
            ));
        }
        let mut checked = Checked { file, faults, decisions: Vec::new() };
        checked.entries(raw.accept, Entry::Accept);
        checked.entries(raw.reject, Entry::Reject);
        checked.entries(raw.pair, Entry::Pair);
        checked.entries(raw.basis, Entry::Basis);
        checked.entries(raw.not_comparable, Entry::NotComparable);
        checked.entries(raw.missed, Entry::Missed);
        checked.entries(raw.correct, Entry::Correct);
        checked.entries(raw.alias, Entry::Alias);
        let Checked { mut faults, mut decisions, .. } = checked;
        decisions.sort_by_key(|decision| decision.at.start);
        faults.extend(contradictions(file, &decisions, |one, other| one.target == other.target));
        if faults.is_empty() { Ok(Self { file: file.clone(), decisions }) } else { Err(faults) }
    }
}

fn correction(raw: &RawEntry) -> Correction {
    let words =
        |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.get_ref().trim().to_owned());
    let value = |field| words(field).map(|words| Value { words, quantity: None });
    Correction {
        name: words(&raw.name),
        scope: words(&raw.scope),
        goal: value(&raw.goal_reads),
        figure: value(&raw.figure_reads),
    }
}

/// What an entry lacks of what its kind needs.
fn lacks(raw: &RawEntry, kind: Entry) -> Option<&'static str> {
    let named = raw.row.is_some() || raw.goal.is_some() || raw.figure.is_some();
    let reads = [&raw.goal_reads, &raw.figure_reads];
    let corrects = raw.name.is_some() || raw.scope.is_some() || reads.iter().any(|field| field.is_some());
    match kind {
        Entry::Accept | Entry::Reject | Entry::NotComparable | Entry::Correct if !named => {
            Some("it names no row: give `row`, `goal` or `figure`")
        }
        Entry::Pair if raw.goal.is_none() || raw.figure.is_none() => Some("a pair needs `goal` and `figure`"),
        Entry::Missed if raw.goal.is_none() || raw.name.is_none() => {
            Some("a missed goal needs `goal` and `name`")
        }
        Entry::Correct if !corrects => {
            Some("it corrects nothing: give `name`, `scope`, `goal_reads` or `figure_reads`")
        }
        Entry::Basis if raw.row.is_none() && raw.goal.is_none() => {
            Some("it names no goal: give `row` or `goal`")
        }
        Entry::Basis if raw.basis.is_none() => Some("`basis` is missing"),
        Entry::Alias if raw.indicator.is_none() || raw.name.is_none() => {
            Some("an alias needs `indicator` and `name`")
        }
        Entry::Accept
        | Entry::Reject
        | Entry::Pair
        | Entry::Basis
        | Entry::NotComparable
        | Entry::Missed
        | Entry::Correct
        | Entry::Alias => None,
    }
}

struct Checked<'a> {
    file: &'a RuleFile,
    faults: Vec<Fault>,
    decisions: Vec<Decision>,
}

impl Checked<'_> {
    fn entries(&mut self, entries: Vec<Spanned<RawEntry>>, kind: Entry) {
        for entry in entries {
            let at = entry.span();
            if let Some(decision) = self.entry(entry.into_inner(), kind, at) {
                self.decisions.push(decision);
            }
        }
    }

    fn entry(&mut self, raw: RawEntry, kind: Entry, at: Range<usize>) -> Option<Decision> {
        self.fields(&raw, kind, &at);
        let verdict = self.verdict(&raw, kind)?;
        let by = self.words(raw.by, "by", "who decided", &at)?;
        let why = self.words(raw.why, "why", "the reason", &at)?;
        let on = self.day(raw.on, &at)?;
        let target = Target {
            source: raw.source.map(Spanned::into_inner),
            row: raw.row.map(Spanned::into_inner),
            goal: self.quote(raw.goal)?,
            figure: self.quote(raw.figure)?,
        };
        Some(Decision { at, verdict, target, by, on, why })
    }

    /// Fields that the entry lacks, and fields that it may not have.
    fn fields(&mut self, raw: &RawEntry, kind: Entry, at: &Range<usize>) {
        if let Some(message) = lacks(raw, kind) {
            self.fault("field-missing", message.to_owned(), at.clone());
        }
        let alias = matches!(kind, Entry::Alias);
        let basis = matches!(kind, Entry::Basis);
        let named = matches!(kind, Entry::Alias | Entry::Missed | Entry::Correct);
        let correct = matches!(kind, Entry::Correct);
        let mut surplus: Vec<(&str, Range<usize>)> = Vec::new();
        surplus.extend(raw.basis.as_ref().filter(|_| !basis).map(|basis| ("basis", basis.span())));
        surplus.extend(raw.indicator.as_ref().filter(|_| !alias).map(|name| ("indicator", name.span())));
        surplus.extend(raw.scope.as_ref().filter(|_| !correct).map(|scope| ("scope", scope.span())));
        surplus.extend(raw.goal_reads.as_ref().filter(|_| !correct).map(|goal| ("goal_reads", goal.span())));
        surplus.extend(raw.figure_reads.as_ref().filter(|_| !correct).map(|it| ("figure_reads", it.span())));
        surplus.extend(raw.name.as_ref().filter(|_| !named).map(|name| ("name", name.span())));
        surplus.extend(raw.row.as_ref().filter(|_| alias).map(|row| ("row", row.span())));
        surplus.extend(raw.goal.as_ref().filter(|_| alias).map(|goal| ("goal", goal.span())));
        surplus.extend(raw.figure.as_ref().filter(|_| alias).map(|figure| ("figure", figure.span())));
        for (field, place) in surplus {
            self.fault("field-misplaced", format!("this entry has no field `{field}`"), place);
        }
    }

    fn verdict(&mut self, raw: &RawEntry, kind: Entry) -> Option<Verdict> {
        Some(match kind {
            Entry::Accept => Verdict::Accept,
            Entry::Reject => Verdict::Reject,
            Entry::Pair => Verdict::Pair,
            Entry::NotComparable => Verdict::NotComparable,
            Entry::Basis => {
                let code = raw.basis.as_ref()?;
                match Basis::ALL.iter().find(|basis| basis.code() == code.get_ref()) {
                    Some(basis) => Verdict::Basis(*basis),
                    None => {
                        let known: Vec<&str> = Basis::ALL.iter().map(|basis| basis.code()).collect();
                        let message = format!("no such basis; there are {}", known.join(", "));
                        self.fault("basis-unknown", message, code.span());
                        return None;
                    }
                }
            }
            Entry::Missed => Verdict::Missed { name: raw.name.as_ref()?.get_ref().trim().to_owned() },
            Entry::Correct => Verdict::Correct(Box::new(correction(raw))),
            Entry::Alias => Verdict::Alias {
                indicator: raw.indicator.as_ref()?.get_ref().trim().to_owned(),
                name: raw.name.as_ref()?.get_ref().trim().to_owned(),
            },
        })
    }

    /// A field that must say something.
    fn words(
        &mut self,
        field: Option<Spanned<String>>,
        name: &str,
        what: &str,
        at: &Range<usize>,
    ) -> Option<String> {
        match field {
            Some(field) if !field.get_ref().trim().is_empty() => Some(field.into_inner()),
            Some(field) => {
                self.fault("field-empty", format!("`{name}` must say {what}"), field.span());
                None
            }
            None => {
                self.fault("field-missing", format!("`{name}` is missing: {what}"), at.clone());
                None
            }
        }
    }

    fn day(&mut self, field: Option<Spanned<Datetime>>, at: &Range<usize>) -> Option<NaiveDate> {
        let Some(field) = field else {
            self.fault("field-missing", "`on` is missing: the day, as 2026-07-08".to_owned(), at.clone());
            return None;
        };
        let value = field.get_ref();
        let day = value.date.filter(|_| value.time.is_none()).and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())
        });
        if day.is_none() {
            self.fault(
                "day-malformed",
                "`on` is a day, as 2026-07-08, without quotes".to_owned(),
                field.span(),
            );
        }
        day
    }

    /// `Some(None)` where none was given; `None` where it is no quote.
    #[expect(clippy::option_option, reason = "the outer level is the fault, as everywhere in this file")]
    fn quote(&mut self, raw: Option<Spanned<RawQuote>>) -> Option<Option<Quote>> {
        let Some(raw) = raw else { return Some(None) };
        let at = raw.span();
        let raw = raw.into_inner();
        let quote = self.words(Some(raw.quote), "quote", "the words of the report", &at)?;
        let number = self.words(Some(raw.number), "number", "the number in the quote", &at)?;
        if !super::place::squeezed(&quote).contains(&super::place::squeezed(&number)) {
            let message = format!("the number {number} does not stand in the quote");
            self.fault("number-not-quoted", message, at);
            return None;
        }
        if let Some(nth) = raw.nth.as_ref().filter(|nth| *nth.get_ref() == 0) {
            self.fault("nth-zero", "`nth` counts from 1".to_owned(), nth.span());
            return None;
        }
        let task = raw.task.map(Spanned::into_inner);
        Some(Some(Quote { quote, number, task, nth: raw.nth.map(Spanned::into_inner) }))
    }

    fn fault(&mut self, code: &'static str, message: String, place: Range<usize>) {
        self.faults.push(self.file.fault(code, message, vec![(place, String::new())]));
    }
}
