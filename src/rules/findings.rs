//! What deserves a look and how much, read from `rules/findings.toml`.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{
    Fault, FindingWords, Layers, Placed, RawWords, RuleFile, entry, finding_words::LISTS, flow::Stretches,
};
use crate::{
    model::Alert,
    text::{Severity, Source, Span},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFinding {
    id: Spanned<String>,
    severity: Spanned<String>,
    zh: String,
    en: String,
    limit: Option<Spanned<String>>,
    least: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    replaces: bool,
}

entry!(RawFinding);

/// How one alert is raised, and how much it matters.
#[derive(Clone, Debug)]
pub struct FindingRule {
    /// Which one.
    pub alert: Alert,
    /// How much it matters; `None` is never raised.
    pub severity: Option<Severity>,
    /// What it is called, in Chinese.
    pub zh: String,
    /// When it is raised, in English.
    pub en: String,
    /// The number from which it is raised.
    pub limit: Decimal,
    /// A share of the goal below which it is not raised.
    pub least: Decimal,
    /// Expected progress up to which it is raised.
    pub until: Decimal,
    /// Words that it goes by.
    pub words: Vec<String>,
}

/// Shortest name of what is counted behind the name of a campaign, in characters.
const COUNTED: usize = 4;

/// One rule for each alert, and the words that they go by.
#[derive(Clone, Debug)]
pub struct Findings {
    rules: Vec<FindingRule>,
    words: [Vec<String>; LISTS],
    stretches: Stretches,
}

impl Findings {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Option<Self> {
        let lists = layers.lists(&["finding", "words"], faults);
        let entries = lists.entries("finding", faults);
        let words = words(&lists.entries("words", faults), faults);
        let mut rules: Vec<FindingRule> =
            entries.into_iter().filter_map(|Placed { file, entry }| rule(entry, file, faults)).collect();
        rules.sort_by_key(|rule| rule.alert);
        let missing: Vec<&str> = Alert::ALL
            .iter()
            .filter(|alert| !rules.iter().any(|rule| rule.alert == **alert))
            .map(|alert| alert.code())
            .collect();
        if !missing.is_empty() {
            let message = format!("nothing is said of {}", missing.join(", "));
            let file = layers.first()?;
            faults.push(file.fault("finding-missing", message, vec![(0..0, String::new())]));
        }
        let stretches = Stretches::of(|list| words[list as usize].clone());
        missing.is_empty().then_some(Self { rules, words, stretches })
    }

    /// The code of the stretch of time that a figure adds up over; `None` where its sentence does not say.
    #[must_use]
    pub fn flow_period(&self, source: &Source, figure: Span) -> Option<&'static str> {
        self.stretches.period(source, figure)
    }

    /// The rules, in the order of the codes.
    #[must_use]
    pub fn rules(&self) -> &[FindingRule] {
        &self.rules
    }

    /// The words of a list, the longest first.
    #[must_use]
    pub fn words(&self, list: FindingWords) -> &[String] {
        &self.words[list as usize]
    }

    /// True for a word of a list.
    #[must_use]
    pub fn is(&self, list: FindingWords, word: &str) -> bool {
        self.words(list).iter().any(|own| own == word)
    }

    /// What a name counts, without the campaign that a report names before it and words that it may leave out:
    /// 安心托幼行动新增托位 is 新增托位.
    #[must_use]
    pub fn counted(&self, name: &str) -> String {
        let behind = |word: &String| {
            let rest = name.rsplit_once(word.as_str())?.1;
            (rest.chars().count() >= COUNTED && !self.is(FindingWords::Shared, rest)).then_some(rest)
        };
        let rests = self.words(FindingWords::Campaign).iter().filter_map(behind);
        let mut counted = rests.min_by_key(|rest| rest.len()).unwrap_or(name).to_owned();
        for word in self.words(FindingWords::Little) {
            let rest = counted.replace(word.as_str(), "");
            if rest.chars().count() >= COUNTED {
                counted = rest;
            }
        }
        counted
    }

    /// A name without verbs before it and nouns behind it that say only that it is work: 开展职业技能培训工作 is 职业技能培训.
    #[must_use]
    pub fn plain<'n>(&self, name: &'n str) -> &'n str {
        let long = |rest: &&str| rest.chars().count() >= COUNTED;
        let light = self.words(FindingWords::Light).iter();
        let name = light.filter_map(|word| name.strip_prefix(word.as_str())).find(long).unwrap_or(name);
        let work = self.words(FindingWords::Work).iter();
        work.filter_map(|word| name.strip_suffix(word.as_str())).find(long).unwrap_or(name)
    }

    /// The rule of an alert.
    #[must_use]
    pub fn of(&self, alert: Alert) -> &FindingRule {
        &self.rules[alert as usize]
    }
}

/// The lists of words; one of another name is a fault.
fn words(entries: &[Placed<RawWords>], faults: &mut Vec<Fault>) -> [Vec<String>; LISTS] {
    let mut lists: [Vec<String>; LISTS] = Default::default();
    for Placed { file, entry } in entries {
        match FindingWords::ALL.iter().find(|(_, id)| *id == entry.id.as_ref()) {
            Some((list, _)) => lists[*list as usize].extend(entry.words.iter().cloned()),
            None => {
                let known: Vec<&str> = FindingWords::ALL.iter().map(|(_, id)| *id).collect();
                let message =
                    format!("there are no words `{}`; there are {}", entry.id.as_ref(), known.join(", "));
                faults.push(file.fault("words-unknown", message, vec![(entry.id.span(), String::new())]));
            }
        }
    }
    for list in &mut lists {
        list.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    }
    lists
}

fn rule(raw: RawFinding, file: &RuleFile, faults: &mut Vec<Fault>) -> Option<FindingRule> {
    let mut wrong = |code, message: String, place| {
        faults.push(file.fault(code, message, vec![(place, String::new())]));
    };
    let Some(alert) = Alert::ALL.iter().find(|alert| alert.code() == raw.id.as_ref()) else {
        wrong(
            "finding-unknown",
            format!("there is no {}; there are {}", raw.id.as_ref(), codes().join(", ")),
            raw.id.span(),
        );
        return None;
    };
    let Some(severity) = severity(raw.severity.as_ref()) else {
        let message = format!("`{}` is no severity: off, note, warning or error", raw.severity.as_ref());
        wrong("severity-unknown", message, raw.severity.span());
        return None;
    };
    let mut number = |written: Option<Spanned<String>>| match written {
        None => Decimal::ZERO,
        Some(text) => Decimal::from_str_exact(text.as_ref()).unwrap_or_else(|_| {
            wrong("limit-number", format!("`{}` is no number", text.as_ref()), text.span());
            Decimal::ZERO
        }),
    };
    let (limit, least, until) = (number(raw.limit), number(raw.least), number(raw.until));
    Some(FindingRule {
        alert: *alert,
        severity,
        zh: raw.zh,
        en: raw.en,
        limit,
        least,
        until,
        words: raw.words,
    })
}

/// The codes of every alert.
fn codes() -> Vec<&'static str> {
    Alert::ALL.iter().map(|alert| alert.code()).collect()
}

/// What a word of severity stands for; `off` is none at all.
fn severity(word: &str) -> Option<Option<Severity>> {
    match word {
        "off" => Some(None),
        "note" => Some(Some(Severity::Note)),
        "warning" => Some(Some(Severity::Warning)),
        "error" => Some(Some(Severity::Error)),
        _ => None,
    }
}
