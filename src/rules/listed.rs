//! Lists of words by their names in a rule file.

use std::marker::PhantomData;

use super::{Affixes, Fault, Layers, Lexicon, Placed, RawWords};

/// What a list of words is for: one value for each list of a rule file.
pub trait ListName: Copy + 'static {
    /// Every list and its name in the rule file, in their order.
    const ALL: &'static [(Self, &'static str)];
    /// The lists that are looked for in a text together.
    const TOGETHER: &'static [Self];
    /// The place of a list among them.
    fn place(self) -> usize;
}

/// Makes the names of lists: the words that say what each is for, and its name in the rule file; before them, those that
/// are looked for in a text together.
macro_rules! lists {
    ($(#[$about:meta])* $name:ident together [$($together:ident),*] {
        $($(#[$doc:meta])* $list:ident = $id:literal,)*
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $list,)* }
        impl $crate::rules::ListName for $name {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$list, $id),)*];
            const TOGETHER: &'static [Self] = &[$(Self::$together),*];
            fn place(self) -> usize {
                self as usize
            }
        }
    };
}
pub(super) use lists;

/// The lists of a rule file, each with its longest words first.
#[derive(Clone, Debug)]
pub struct WordLists<L> {
    lists: Vec<Affixes>,
    /// The words of the lists that are looked for together, and the bit of the list of each word.
    together: Lexicon,
    bits: Vec<u64>,
    names: PhantomData<L>,
}

/// Which lists a text holds a word of, among those that are looked for together.
#[derive(Clone, Copy, Debug)]
pub struct Held<L> {
    lists: u64,
    names: PhantomData<L>,
}

/// The bit of a list among those that are looked for together; any other has none.
#[inline]
fn bit<L: ListName>(list: L) -> u64 {
    let at = L::TOGETHER.iter().position(|known| known.place() == list.place());
    at.map_or(0, |at| 1 << at)
}

impl<L: ListName> Held<L> {
    /// True where the text holds a word of the list.
    #[must_use]
    pub fn has(self, list: L) -> bool {
        self.lists & bit(list) != 0
    }
}

impl<L: ListName> WordLists<L> {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let mut lists = vec![Vec::new(); L::ALL.len()];
        for Placed { file, entry } in layers.lists(&["words"], faults).entries::<RawWords>("words", faults) {
            match L::ALL.iter().find(|(_, id)| *id == entry.id.as_ref()) {
                Some((list, _)) => lists[list.place()].extend(entry.words),
                None => {
                    let known: Vec<&str> = L::ALL.iter().map(|(_, id)| *id).collect();
                    let message =
                        format!("there are no words `{}`; there are {}", entry.id.as_ref(), known.join(", "));
                    faults.push(file.fault("words-unknown", message, vec![(entry.id.span(), String::new())]));
                }
            }
        }
        lists
            .iter_mut()
            .for_each(|list: &mut Vec<String>| list.sort_by_key(|word| std::cmp::Reverse(word.len())));
        let words =
            |list: &L| lists[list.place()].iter().map(|word| (word.clone(), bit(*list))).collect::<Vec<_>>();
        let (words, bits): (Vec<String>, Vec<u64>) = L::TOGETHER.iter().flat_map(words).unzip();
        let together = Lexicon::new(&words);
        let lists = lists.into_iter().map(Affixes::from).collect();
        Self { lists, together, bits, names: PhantomData }
    }

    /// Which lists a text holds a word of, among those that are looked for together: one pass over the text answers
    /// for all of them.
    #[must_use]
    pub fn held(&self, text: &str) -> Held<L> {
        let found = self.together.everywhere(text);
        let lists = found.fold(0, |lists, (_, word)| lists | self.bits[word]);
        Held { lists, names: PhantomData }
    }

    /// The words of a list, longest first.
    #[must_use]
    pub fn words(&self, list: L) -> &[String] {
        self.list(list).words()
    }

    /// A list, to be asked more than once.
    #[inline]
    pub(crate) fn list(&self, list: L) -> &Affixes {
        &self.lists[list.place()]
    }

    /// True where a text is a word of the list.
    #[must_use]
    #[inline]
    pub fn is(&self, list: L, text: &str) -> bool {
        self.list(list).is(text)
    }

    /// True where a text begins with a word of the list.
    #[must_use]
    #[inline]
    pub fn begins(&self, list: L, text: &str) -> bool {
        self.list(list).begin(text)
    }

    /// True where a text ends with a word of the list.
    #[must_use]
    #[inline]
    pub fn ends(&self, list: L, text: &str) -> bool {
        self.list(list).end(text)
    }

    /// True where a text holds a word of the list.
    #[must_use]
    pub fn holds(&self, list: L, text: &str) -> bool {
        self.list(list).is_in(text)
    }

    /// What stands before the first word of the list in a text, and what follows it.
    #[must_use]
    pub fn parted<'t>(&self, list: L, text: &'t str) -> Option<(&'t str, &'t str)> {
        self.list(list).parted(text)
    }

    /// What follows the word of the list that a text begins with.
    #[must_use]
    #[inline]
    pub fn behind<'t>(&self, list: L, text: &'t str) -> Option<&'t str> {
        self.list(list).ahead(text)
    }

    /// What stands before the word of the list that a text ends with.
    #[must_use]
    #[inline]
    pub fn before<'t>(&self, list: L, text: &'t str) -> Option<&'t str> {
        self.list(list).behind(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{ListName, WordLists};
    use crate::rules::{Rulebook, Sign};

    fn every_list_has_words<L: ListName>(lists: &WordLists<L>) {
        for (list, id) in L::ALL {
            assert!(!lists.words(*list).is_empty(), "{id}");
        }
    }

    #[test]
    fn lists_that_are_looked_for_together_are_held_where_each_is() {
        let rules = Rulebook::builtin().unwrap();
        for text in ["", "平均住院日", "民生实事项目之一“修路”", "安排资金一等奖", "比年初增加"]
        {
            let held = rules.signs.held(text);
            for list in Sign::TOGETHER {
                assert_eq!(held.has(*list), rules.signs.holds(*list, text), "{list:?}: {text}");
            }
        }
    }

    #[test]
    fn no_list_of_the_built_in_files_is_empty() {
        let rules = Rulebook::builtin().unwrap();
        every_list_has_words(&rules.names);
        every_list_has_words(&rules.signs);
    }
}
