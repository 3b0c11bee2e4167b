//! Lists of words that names are made of or leave out, read from `rules/names.toml`.

use super::{Affixes, Fault, Layers, Placed, RawWords};

/// What a list of words is for; the comments of the rule file say it with examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameWords {
    /// Names nothing, alone.
    Function,
    /// No name begins with it.
    Leading,
    /// A noun that only begins like a small word.
    Whole,
    /// No name ends with it.
    Trailing,
    /// Who sets a goal.
    Setter,
    /// The body of who sets a goal, behind its level.
    SetterBody,
    /// A verb of who sets a goal.
    Setting,
    /// Tells who set a goal, and names nothing.
    SetAlone,
    /// Leaves nothing behind a setter.
    SetRest,
    /// Whom a goal is set for.
    SetFor,
    /// Whose document it is.
    Own,
    /// What goes with whose document it is.
    OwnVerb,
    /// A noun of telling.
    Telling,
    /// How a heading ends behind what it speaks of.
    HeadingTail,
    /// A heading that holds it speaks of papers and of tasks of every kind.
    HeadingVoid,
    /// Says what sort of thing is counted, not of what.
    Dependent,
    /// What a sentence of troubles begins with.
    Trouble,
    /// What it says of its subject.
    Slow,
    /// How the names of districts and bodies end.
    Place,
    /// What ends like one and is none.
    NoPlace,
    /// A noun that a plan word holds.
    Planned,
    /// What a part is limited to, without the noun.
    Modifier,
    /// Ends the name of what is done by itself.
    Verbal,
    /// What the last member of a list says for all.
    Head,
    /// Before 项目 it tells which of them.
    ClassVerb,
    /// What such a verb stands before.
    ClassNoun,
    /// A noun that the verb of receipt before it belongs to.
    Received,
    /// A verb of receipt.
    Receipt,
    /// What befalls people or is true of them, in the name of a rate: no work that is done.
    Befalling,
    /// Verbs of joining, in the name of a rate: a share of all people.
    Joining,
    /// A word of aspect before such a verb.
    Aspect,
    /// The ratio in a name.
    Ratio,
    /// What sort of money a list counts.
    MoneySort,
    /// Ends a name that tells its sort of money itself.
    MoneyNoun,
    /// What a topic of announced rates ends with.
    RateTail,
    /// Before the last member of a list.
    Joiner,
    /// What the last member of a list says that all of them are.
    Sort,
    /// A stage that is told behind the name.
    ToldStage,
    /// How the names of works end.
    Works,
    /// A part of works, which says nothing without them.
    WorksPart,
    /// A verb that names nothing of what it is done to.
    LightVerb,
    /// Says of what stands before it that it was reached, and names nothing.
    Reached,
    /// A list of projects that tells nothing of them.
    Roll,
    /// A verb that urges on what it stands before.
    Urging,
    /// Counts places or people of a programme that has its own name: 村 of 任务为715个村.
    Counter,
}

impl NameWords {
    /// Every list and its name in the rule file, in the order of the variants.
    const ALL: [(Self, &str); 45] = [
        (Self::Function, "function"),
        (Self::Leading, "leading"),
        (Self::Whole, "whole"),
        (Self::Trailing, "trailing"),
        (Self::Setter, "setter"),
        (Self::SetterBody, "setter_body"),
        (Self::Setting, "setting"),
        (Self::SetAlone, "set_alone"),
        (Self::SetRest, "set_rest"),
        (Self::SetFor, "set_for"),
        (Self::Own, "own"),
        (Self::OwnVerb, "own_verb"),
        (Self::Telling, "telling"),
        (Self::HeadingTail, "heading_tail"),
        (Self::HeadingVoid, "heading_void"),
        (Self::Dependent, "dependent"),
        (Self::Trouble, "trouble"),
        (Self::Slow, "slow"),
        (Self::Place, "place"),
        (Self::NoPlace, "no_place"),
        (Self::Planned, "planned"),
        (Self::Modifier, "modifier"),
        (Self::Verbal, "verbal"),
        (Self::Head, "head"),
        (Self::ClassVerb, "class_verb"),
        (Self::ClassNoun, "class_noun"),
        (Self::Received, "received"),
        (Self::Receipt, "receipt"),
        (Self::Befalling, "befalling"),
        (Self::Joining, "joining"),
        (Self::Aspect, "aspect"),
        (Self::Ratio, "ratio"),
        (Self::MoneySort, "money_sort"),
        (Self::MoneyNoun, "money_noun"),
        (Self::RateTail, "rate_tail"),
        (Self::Joiner, "joiner"),
        (Self::Sort, "sort"),
        (Self::ToldStage, "told_stage"),
        (Self::Works, "works"),
        (Self::WorksPart, "works_part"),
        (Self::LightVerb, "light_verb"),
        (Self::Reached, "reached"),
        (Self::Roll, "roll"),
        (Self::Urging, "urging"),
        (Self::Counter, "counter"),
    ];
}

/// The lists of `rules/names.toml`, each with its longest words first.
#[derive(Clone, Debug, Default)]
pub struct NameLists {
    lists: Vec<Affixes>,
}

impl NameLists {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let mut lists = vec![Vec::new(); NameWords::ALL.len()];
        for Placed { file, entry } in layers.lists(&["words"], faults).entries::<RawWords>("words", faults) {
            match NameWords::ALL.iter().find(|(_, id)| *id == entry.id.as_ref()) {
                Some((list, _)) => lists[*list as usize].extend(entry.words),
                None => {
                    let known: Vec<&str> = NameWords::ALL.iter().map(|(_, id)| *id).collect();
                    let message =
                        format!("there are no words `{}`; there are {}", entry.id.as_ref(), known.join(", "));
                    faults.push(file.fault("words-unknown", message, vec![(entry.id.span(), String::new())]));
                }
            }
        }
        lists
            .iter_mut()
            .for_each(|list: &mut Vec<String>| list.sort_by_key(|word| std::cmp::Reverse(word.len())));
        Self { lists: lists.into_iter().map(Affixes::from).collect() }
    }

    /// The words of a list, longest first.
    #[must_use]
    pub fn words(&self, list: NameWords) -> &[String] {
        self.list(list).words()
    }

    /// A list, to be asked more than once.
    pub(crate) fn list(&self, list: NameWords) -> &Affixes {
        &self.lists[list as usize]
    }

    /// True where a text is a word of the list.
    #[must_use]
    pub fn is(&self, list: NameWords, text: &str) -> bool {
        self.list(list).is(text)
    }

    /// True where a text begins with a word of the list.
    #[must_use]
    pub fn begins(&self, list: NameWords, text: &str) -> bool {
        self.list(list).starts(text, 0).next().is_some()
    }

    /// True where a text ends with a word of the list.
    #[must_use]
    pub fn ends(&self, list: NameWords, text: &str) -> bool {
        self.list(list).ends(text, 0).next().is_some()
    }

    /// True where a text holds a word of the list.
    #[must_use]
    pub fn holds(&self, list: NameWords, text: &str) -> bool {
        self.list(list).is_in(text)
    }

    /// What follows the word of the list that a text begins with.
    #[must_use]
    pub fn behind<'t>(&self, list: NameWords, text: &'t str) -> Option<&'t str> {
        self.list(list).ahead(text)
    }

    /// What stands before the word of the list that a text ends with.
    #[must_use]
    pub fn before<'t>(&self, list: NameWords, text: &'t str) -> Option<&'t str> {
        self.list(list).behind(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{NameLists, NameWords};
    use crate::rules::Rulebook;

    #[test]
    fn every_list_has_words_and_stands_at_its_place() {
        let NameLists { lists } = Rulebook::builtin().unwrap().names;
        for (place, (list, id)) in NameWords::ALL.iter().enumerate() {
            assert_eq!(*list as usize, place, "{id}");
            assert!(!lists[place].words().is_empty(), "{id}");
        }
    }
}
