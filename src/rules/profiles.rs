//! How a row is judged, read from `rules/profiles.toml`.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Layers, Placed, RuleFile, entry};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    id: Spanned<String>,
    #[serde(default)]
    replaces: bool,
    zh: String,
    about_ratio: Spanned<String>,
    about_points: Spanned<String>,
    band: Vec<RawBand>,
    cases: Vec<Spanned<[String; 3]>>,
}

entry!(RawProfile);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBand {
    code: Spanned<String>,
    word: String,
    light: Spanned<String>,
    ratio_from: Option<Spanned<String>>,
    gap_from: Option<Spanned<String>>,
    gap_above: Option<Spanned<String>>,
}

/// Where a band begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandFrom {
    /// At this completion ratio.
    Ratio(Decimal),
    /// At this distance to expected progress, in percentage points.
    Gap(Decimal),
    /// Above this distance to expected progress.
    GapAbove(Decimal),
    /// Wherever expected progress is known.
    Paced,
}

/// One status of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its code in machine formats: `slightly_behind`.
    pub code: String,
    /// Its word for people: 略滞后.
    pub word: String,
    /// green, yellow, red or grey.
    pub light: String,
    /// Where it begins.
    pub from: BandFrom,
}

/// A way to judge rows: the first band that holds gives the status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name for `--profile`.
    pub id: String,
    /// What it does, in a line.
    pub zh: String,
    /// How far 左右 reaches, as a share of the goal.
    pub about_ratio: Decimal,
    /// How far 左右 reaches for rates, in percentage points.
    pub about_points: Decimal,
    /// The bands, the best first.
    pub bands: Vec<Band>,
}

impl Profile {
    /// The first band that holds. A ratio band below 1 is asked of `flow` goals only.
    #[must_use]
    pub fn band(&self, ratio: Option<Decimal>, gap: Option<Decimal>, flow: bool) -> Option<&Band> {
        self.bands.iter().find(|band| match band.from {
            BandFrom::Ratio(from) => {
                ratio.is_some_and(|ratio| ratio >= from) && (flow || from >= Decimal::ONE)
            }
            BandFrom::Gap(from) => gap.is_some_and(|gap| gap >= from),
            BandFrom::GapAbove(from) => gap.is_some_and(|gap| gap > from),
            BandFrom::Paced => gap.is_some(),
        })
    }
}

/// Every profile, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    profiles: Vec<Profile>,
}

impl Profiles {
    /// Reads a file of profiles.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(file: RuleFile) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let profiles = Self::load(&Layers::new(vec![file.clone()]), &mut faults);
        if profiles.profiles.is_empty() && faults.is_empty() {
            faults.push(file.fault("profile-none", "the file has no profile".into(), Vec::new()));
        }
        if faults.is_empty() { Ok(profiles) } else { Err(faults) }
    }

    /// Reads the files; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let entries = layers.lists(&["profile"], faults).entries("profile", faults);
        let profiles =
            entries.into_iter().filter_map(|Placed { file, entry }| checked(entry, file, faults)).collect();
        Self { profiles }
    }

    /// The profile of that name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// All of them, the one to use without a choice first.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.iter()
    }
}

fn checked(raw: RawProfile, file: &RuleFile, faults: &mut Vec<Fault>) -> Option<Profile> {
    let (about_ratio, about_points) =
        (number(&raw.about_ratio, file, faults), number(&raw.about_points, file, faults));
    let bands: Vec<Band> = raw.band.into_iter().filter_map(|band| checked_band(band, file, faults)).collect();
    let profile = Profile {
        id: raw.id.as_ref().clone(),
        zh: raw.zh,
        about_ratio: about_ratio?,
        about_points: about_points?,
        bands,
    };
    if profile.bands.is_empty() || raw.cases.is_empty() {
        let message = "a profile has bands, and a case for each".into();
        faults.push(file.fault("profile-bare", message, vec![(raw.id.span(), String::new())]));
    }
    for case in &raw.cases {
        let [ratio, gap, code] = case.as_ref();
        let read = |text: &str| Decimal::from_str_exact(text).ok();
        let held = profile.band(read(ratio), read(gap), true).map(|band| band.code.as_str());
        if held != Some(code) {
            let message = format!("this is `{}`, not `{code}`", held.unwrap_or("no band"));
            faults.push(file.fault("case-fails", message, vec![(case.span(), String::new())]));
        }
    }
    Some(profile)
}

fn checked_band(raw: RawBand, file: &RuleFile, faults: &mut Vec<Fault>) -> Option<Band> {
    if !["green", "yellow", "red", "grey"].contains(&raw.light.as_ref().as_str()) {
        let message = "a light is green, yellow, red or grey".into();
        faults.push(file.fault("light-unknown", message, vec![(raw.light.span(), String::new())]));
    }
    let from = match (&raw.ratio_from, &raw.gap_from, &raw.gap_above) {
        (Some(ratio), None, None) => BandFrom::Ratio(number(ratio, file, faults)?),
        (None, Some(gap), None) => BandFrom::Gap(number(gap, file, faults)?),
        (None, None, Some(gap)) => BandFrom::GapAbove(number(gap, file, faults)?),
        (None, None, None) => BandFrom::Paced,
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) | (None, Some(_), Some(_)) => {
            let message = "a band begins at one place only".into();
            faults.push(file.fault("band-begins-twice", message, vec![(raw.code.span(), String::new())]));
            return None;
        }
    };
    let light = raw.light.into_inner();
    Some(Band { code: raw.code.into_inner(), word: raw.word, light, from })
}

fn number(text: &Spanned<String>, file: &RuleFile, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text.as_ref())
        .ok()
        .filter(|number| number.scale() <= 6 && number.abs() <= Decimal::from(1_000_000));
    if number.is_none() {
        let message = "a number of at most six decimals, up to a million".into();
        faults.push(file.fault("number-unreadable", message, vec![(text.span(), String::new())]));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{Profiles, RuleFile};

    #[test]
    fn a_case_that_does_not_hold_is_a_fault_at_its_place() {
        let text = "[[profile]]\nid = \"x\"\nzh = \"\"\nabout_ratio = \"0\"\nabout_points = \"0\"\ncases = [[\"1\", \"\", \"late\"]]\n[[profile.band]]\ncode = \"done\"\nword = \"好\"\nlight = \"blue\"\nratio_from = \"1\"\n";
        let faults = Profiles::read(RuleFile { path: "p.toml".into(), text: text.into() }).unwrap_err();
        let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["light-unknown", "case-fails"]);
    }
}
