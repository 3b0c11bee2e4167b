//! `rules/verbs.toml` as it is written, and the checks of its meaning.

use serde::Deserialize;
use toml::Spanned;

use super::{Cue, CueSet, Fault, Layers, Placed, Verbs, WordMap, entry};

/// Classes that make words of running text; the others only serve labels and names.
const RUNNING: &[Cue] = &[
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Duty,
    Cue::Hearsay,
    Cue::Work,
    Cue::Build,
    Cue::Promote,
    Cue::Years,
    Cue::Since,
    Cue::Total,
    Cue::Forecast,
    Cue::Now,
    Cue::Benefit,
    Cue::Shown,
    Cue::Done,
    Cue::Action,
    Cue::Stage,
    Cue::Early,
    Cue::Process,
    Cue::Rise,
    Cue::Fall,
    Cue::Compare,
    Cue::Share,
    Cue::Part,
    Cue::Past,
    Cue::Future,
    Cue::Present,
    Cue::Scale,
    Cue::Beyond,
    Cue::Distance,
    Cue::Respectively,
    Cue::Whole,
    Cue::Undone,
    Cue::Link,
    Cue::Noun,
    Cue::RateName,
];

/// A class of cue words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    id: Spanned<String>,
    words: Vec<Spanned<String>>,
    cases: Vec<Spanned<String>>,
    /// In a file that is laid over another: takes the place of the class, or adds to it.
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

entry!(RawClass, extends);

/// Reads the file; what is wrong is added to `faults`.
pub(super) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Verbs {
    let classes = classes(layers, faults);
    let words = words(&classes, faults);
    let verbs = Verbs::new(&words.running, &words.labels, &words.generic, words.abstracts, &words.said);
    try_cases(&verbs, &classes, faults);
    verbs
}

/// Words by what they are used for.
#[derive(Default)]
struct ByUse<'c> {
    /// Words of running text, each with all its classes.
    running: Vec<(&'c str, CueSet)>,
    /// Where a word stands among them.
    places: WordMap<&'c str, usize>,
    /// Words of labels.
    labels: Vec<(&'c str, Cue)>,
    /// Words too common to make two names alike.
    generic: Vec<&'c str>,
    /// Things that are counted but never reached.
    abstracts: Vec<String>,
    /// Words that say a work is done.
    said: Vec<&'c str>,
}

impl<'c> ByUse<'c> {
    /// Adds a word of a class.
    fn add(&mut self, word: &'c str, cue: Cue) {
        match cue {
            Cue::Generic => self.generic.push(word),
            Cue::Abstract => self.abstracts.push(word.to_owned()),
            Cue::Said => self.said.push(word),
            Cue::LabelGoal | Cue::LabelProgress | Cue::LabelRate | Cue::LabelName | Cue::LabelOther => {
                self.labels.push((word, cue));
            }
            _ => {
                let at = *self.places.entry(word).or_insert_with(|| {
                    self.running.push((word, CueSet::default()));
                    self.running.len() - 1
                });
                self.running[at].1 = self.running[at].1.with(cue);
            }
        }
    }
}

/// The classes of the file.
fn classes<'f>(layers: &'f Layers, faults: &mut Vec<Fault>) -> Vec<Placed<'f, RawClass>> {
    layers.lists(&["class"], faults).entries("class", faults)
}

/// The words of the classes; classes that are unknown and words that stand twice are added to `faults`.
fn words<'c>(classes: &'c [Placed<'_, RawClass>], faults: &mut Vec<Fault>) -> ByUse<'c> {
    let mut found = ByUse::default();
    found.places.reserve(classes.iter().map(|class| class.entry.words.len()).sum());
    for Placed { file, entry: class } in classes {
        let Some(cue) = cue(class) else {
            let message = format!("`{}` is no class of cue words", class.id.as_ref());
            faults.push(file.fault("class-unknown", message, vec![(class.id.span(), "here".into())]));
            continue;
        };
        let mut seen = WordMap::with_capacity_and_hasher(class.words.len(), Default::default());
        for word in &class.words {
            if let Some(first) = seen.insert(word.as_ref().as_str(), word.span()) {
                faults.push(file.fault(
                    "word-twice",
                    format!("`{}` stands twice in one class", word.as_ref()),
                    vec![(word.span(), "again here".into()), (first, "first here".into())],
                ));
            }
            found.add(word.as_ref(), cue);
        }
    }
    found
}

/// The class of cues that a class of the file is.
fn cue(class: &RawClass) -> Option<Cue> {
    Cue::ALL.iter().copied().find(|cue| cue.id() == class.id.as_ref())
}

/// Reads the cases of all classes; those that are not read as their class are added to `faults`.
fn try_cases(verbs: &Verbs, classes: &[Placed<'_, RawClass>], faults: &mut Vec<Fault>) {
    for placed in classes {
        for case in &placed.entry.cases {
            try_case(verbs, placed, case, faults);
        }
    }
}

/// Notes a case that is not read as its class.
fn try_case(verbs: &Verbs, placed: &Placed<'_, RawClass>, case: &Spanned<String>, faults: &mut Vec<Fault>) {
    let Placed { file, entry: class } = placed;
    let Some(cue) = cue(class) else { return };
    let marked = case.as_ref();
    let (Some(open), Some(close)) = (marked.find('['), marked.find(']')) else {
        faults.push(file.fault(
            "case-unmarked",
            "a case marks its word with [ ]".into(),
            vec![(case.span(), String::new())],
        ));
        return;
    };
    let word = &marked[open + 1..close];
    let held = if RUNNING.contains(&cue) {
        let text = marked.replace(['[', ']'], "");
        verbs.cues(&text).any(|(span, set)| span.start == open && span.text(&text) == word && set.has(cue))
    } else {
        class.words.iter().any(|known| known.as_ref() == word)
    };
    if !held {
        let message = format!("`{word}` is not read as `{}` here", cue.id());
        faults.push(file.fault("case-fails", message, vec![(case.span(), String::new())]));
    }
}
