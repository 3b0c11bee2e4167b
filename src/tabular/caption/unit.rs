//! The units that a caption gives: one for all numbers, or one for each kind of them.

use crate::{
    rules::{Rulebook, ends, holds},
    scan::{UnitText, unit_text},
    tabular::value::is_percent,
};

/// The unit of the numbers of a table.
#[derive(Clone, Debug)]
pub(crate) struct CaptionUnit {
    pub(crate) unit: UnitText,
    /// What it is the unit of, where it says so: 产值单位.
    pub(crate) noun: Option<String>,
    /// That of rates and growth, where the caption gives one besides: 亿元、%.
    pub(crate) rate: Option<UnitText>,
    /// That of what is no money, where the caption gives one besides: 亿元、个.
    pub(crate) count: Option<UnitText>,
    /// That of what is counted by the piece, where the caption gives one besides: 万亩、万株.
    pub(crate) piece: Option<UnitText>,
}

impl CaptionUnit {
    /// 面积单位：万亩 over columns of which none speaks of 面积 is the unit of all that they measure.
    pub(crate) fn over(self, spoken: impl Fn(&str) -> bool, rules: &Rulebook) -> Self {
        let own = |noun: &String| !rules.layouts.morphemes.is_measure(noun) || spoken(noun.as_str());
        Self { noun: self.noun.filter(own), ..self }
    }

    /// The unit of what has this name, under a header of these words; a rate is no money.
    pub(crate) fn of(&self, name: &str, header: &str, rules: &Rulebook) -> Option<&UnitText> {
        let names = &rules.layouts.names;
        let is_rate = ends(&names.rate, name);
        let money = self.unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "money");
        let is_money = holds(&names.money, name) || holds(&names.money, header);
        match &self.rate {
            Some(rate) if is_rate => Some(rate),
            _ if self.piece.is_some() && [name, header].iter().any(|words| holds(&names.counted, words)) => {
                self.piece.as_ref()
            }
            _ if self.count.is_some() && !is_money => self.count.as_ref(),
            _ => Some(&self.unit).filter(|_| !(is_rate && money)),
        }
    }
}

/// 单位：万元, wherever it stands in a title; of 亿元、% the one that is no percentage, where there is only one.
pub(in crate::tabular) fn unit_in(words: &str, rules: &Rulebook) -> Option<CaptionUnit> {
    let at = words.rfind("单位")?;
    let rest = words[at + "单位".len()..].trim_start();
    let mut between = rules.layouts.caption_unit_is.iter();
    let rest = between.find_map(|word| rest.strip_prefix(word.as_str()))?.trim_start();
    let rest = rest.replace(['，', ','], "、").replace("、 ", "、");
    let end = rest.find(|c: char| c.is_whitespace() || ")）]〕。；;".contains(c)).unwrap_or(rest.len());
    let marks = ['、', '/'];
    // 万元，另有注明的除外: what follows the units says no more of them.
    let units: Vec<UnitText> = rest[..end].split(marks).map_while(|word| unit_text(word, rules)).collect();
    let (rates, mut others): (Vec<UnitText>, Vec<UnitText>) = units.into_iter().partition(is_percent);
    let rate = rates.into_iter().next();
    let is_money = |unit: &UnitText| unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "money");
    let count = match others.iter().filter(|unit| !is_money(unit)).count() {
        1 if others.len() == 2 => others.iter().position(|unit| !is_money(unit)).map(|at| others.remove(at)),
        _ => None,
    };
    // 万亩、个: what is measured is not counted by the piece; where columns are, they say so themselves.
    let mut piece = None;
    if let [measured, counted] = others.as_slice()
        && !is_count(measured)
        && is_count(counted)
    {
        piece = others.pop();
    }
    let other = others.pop();
    if !others.is_empty() {
        return None;
    }
    let noun = noun(&words[..at], rules);
    Some(match other {
        Some(unit) => CaptionUnit { unit, noun, rate, count, piece },
        None => CaptionUnit { unit: rate?, noun, rate: None, count: None, piece: None },
    })
}

/// True for 个 and 户, which count.
fn is_count(unit: &UnitText) -> bool {
    unit.unit.as_ref().is_some_and(|unit| ["count", "person", "event"].contains(&unit.dimension.0.as_str()))
}

/// 产值 of 产值单位; 金额单位 and 计量单位 are the unit of everything.
fn noun(before: &str, rules: &Rulebook) -> Option<String> {
    let words = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let common = || rules.layouts.names.unit_of_all.iter().any(|noun| noun == words);
    let known = words.chars().count() == 2 && !common();
    known.then(|| words.to_owned())
}
