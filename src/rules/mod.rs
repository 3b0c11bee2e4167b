//! Every rule, checked: what the stages read from.

mod affixes;
mod bodies;
mod case;
mod characters;
mod english;
mod fault;
mod finding_words;
mod findings;
mod flow;
mod genres;
mod hash;
mod header_word;
mod headers;
mod layouts;
mod lexicon;
mod listed;
mod load;
mod measured;
mod memo;
mod name_lists;
mod names;
mod numerals;
mod packed;
mod pages;
mod phrases;
mod profiles;
mod roles;
mod rule_name;
mod sides;
mod signs;
mod slots;
mod synonyms;
mod unit_file;
mod units;
mod verb_file;
mod verbs;
mod word_lists;
mod wording;

pub(crate) use affixes::Affixes;
pub use bodies::{Bodies, BodyLabel, OPENING};
pub use case::{Case, Reads};
pub use characters::Characters;
pub use fault::{Datetime, Fault, RuleFile, Spanned};
pub use finding_words::FindingWords;
pub use findings::{FindingRule, Findings};
pub use genres::Genres;
use hash::WordMap;
pub use header_word::{ColumnRole, HeaderWord};
pub use headers::Morphemes;
pub use layouts::Layouts;
pub(crate) use lexicon::Lexicon;
pub use listed::{Held, ListName, WordLists};
pub(crate) use load::{Entry, Layers, Placed};
use load::{RawWords, entry};
pub use measured::Measured;
pub(crate) use memo::Memo;
pub use name_lists::{NameLists, NameWords};
pub use names::{Names, ends, holds};
pub use numerals::Numerals;
pub use pages::{Frame, Furniture, LineCase, Pages};
pub use profiles::{Band, BandFrom, Profile, Profiles};
pub use roles::{RoleRow, Roles};
pub use rule_name::RuleName;
pub use signs::{Sign, Signs};
pub use slots::{Given, Mark, Slot, Slots};
pub use synonyms::Synonyms;
pub use units::Units;
pub use verbs::{Cue, CueSet, Verbs};
pub use word_lists::Words;
pub use wording::{Piece, Wording};

/// Makes the table of the rule files that are built in.
macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        /// The rule files that are built into the program: their names and texts.
        pub const BUILTIN: &[(&str, &str)] =
            &[$((concat!($name, ".toml"), include_str!(concat!("../../rules/", $name, ".toml")))),*];

        /// The same files as they are packed for a start.
        const PACKED: &[&[u8]] = &[$(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".packed"))),*];
    };
}

builtin!(
    "characters",
    "units",
    "numerals",
    "pages",
    "genres",
    "verbs",
    "synonyms",
    "names",
    "signs",
    "findings",
    "layouts",
    "profiles",
    "roles",
    "measured",
    "bodies",
    "brief",
);

/// Every rule, checked.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Characters that are read like others.
    pub characters: Characters,
    /// Units by their spellings.
    pub units: Units,
    /// Phrases that are no numbers, and words at numbers.
    pub numerals: Numerals,
    /// Lines of a page that carry nothing.
    pub pages: Pages,
    /// Documents that set no goals.
    pub genres: Genres,
    /// Cue words by class.
    pub verbs: Verbs,
    /// Names that mean the same or exclude each other.
    pub synonyms: Synonyms,
    /// Words that names are made of or leave out.
    pub names: NameLists,
    /// Words by which a number shows what it is.
    pub signs: Signs,
    /// What deserves a look, and how much.
    pub findings: Findings,
    /// What the columns of tables are.
    pub layouts: Layouts,
    /// How rows are judged.
    pub profiles: Profiles,
    /// What a number is taken for.
    pub roles: Roles,
    /// How often rows were right, by the rule that made them.
    pub measured: Measured,
    /// Who answers for a task.
    pub bodies: Bodies,
    /// The words of a notice.
    pub wording: Wording,
    /// Header cells that were read.
    pub(crate) headers: Memo,
}

impl Rulebook {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// All faults of the rule files.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        Self::with(Vec::new())
    }

    /// The built-in rules with a user's files laid over those of the same names.
    ///
    /// A file may add entries; one whose id is known must say `replaces = true`.
    ///
    /// # Errors
    /// All faults of the rule files.
    pub fn with(files: Vec<RuleFile>) -> Result<Self, Vec<Fault>> {
        let mut faults: Vec<Fault> = files.iter().filter_map(unknown_name).collect();
        let layers = |name: &str| layers(name, &files);
        let characters = Characters::load(&layers("characters.toml"), &mut faults);
        let units = Units::load(&layers("units.toml"), &mut faults);
        let numerals = Numerals::load(&layers("numerals.toml"), &mut faults);
        let pages = Pages::load(&layers("pages.toml"), &mut faults);
        let genres = Genres::load(&layers("genres.toml"), &pages, &mut faults);
        let verbs = verb_file::load(&layers("verbs.toml"), &mut faults);
        let synonyms = Synonyms::load(&layers("synonyms.toml"), &mut faults);
        let names = NameLists::load(&layers("names.toml"), &mut faults);
        let signs = Signs::load(&layers("signs.toml"), &mut faults);
        let findings = Findings::load(&layers("findings.toml"), &mut faults);
        let layouts = Layouts::load(&layers("layouts.toml"), &mut faults);
        let profiles = Profiles::load(&layers("profiles.toml"), &mut faults);
        let roles = Roles::load(&layers("roles.toml"), &mut faults);
        let measured = Measured::load(&layers("measured.toml"), &mut faults);
        let bodies = Bodies::load(&layers("bodies.toml"), &mut faults);
        let wording = Wording::load(&layers("brief.toml"), &mut faults);
        match findings {
            Some(findings) if faults.is_empty() => Ok(Self {
                characters,
                units,
                numerals,
                pages,
                genres,
                verbs,
                synonyms,
                names,
                signs,
                findings,
                layouts,
                profiles,
                roles,
                measured,
                bodies,
                wording,
                headers: Memo::default(),
            }),
            Some(_) | None => Err(faults),
        }
    }
}

impl Rulebook {
    /// Every case that the entries of units and numerals carry.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.units.cases().iter().chain(self.numerals.cases_of_entries())
    }
}

/// The built-in file of a name, and those of the user's that bear it.
fn layers(name: &str, files: &[RuleFile]) -> Layers {
    let own = files.iter().filter(|file| file.name() == name).cloned();
    let Some(at) = BUILTIN.iter().position(|(known, _)| *known == name) else {
        return Layers::new(own.collect());
    };
    let builtin = RuleFile { path: format!("rules/{name}"), text: BUILTIN[at].1.to_owned() };
    Layers::new(std::iter::once(builtin).chain(own).collect()).packed(PACKED[at])
}

fn unknown_name(file: &RuleFile) -> Option<Fault> {
    if BUILTIN.iter().any(|(name, _)| *name == file.name()) {
        return None;
    }
    let names: Vec<_> = BUILTIN.iter().map(|(name, _)| *name).collect();
    let message = format!("`{}` is no rule file; there are {}", file.name(), names.join(", "));
    Some(file.fault("file-unknown", message, vec![(0..0, String::new())]))
}

#[cfg(test)]
mod tests {
    use super::Rulebook;

    #[test]
    fn the_built_in_rules_have_no_fault() {
        let faults: Vec<_> = Rulebook::builtin()
            .err()
            .unwrap_or_default()
            .iter()
            .map(|fault| format!("{} {}: {}", fault.file.path, fault.code, fault.message))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
