//! What a clause without a number speaks of.

use crate::rules::{NameLists, NameWords};

/// True for words that say how something goes, and name nothing.
pub(crate) fn tells(name: &str, names: &NameLists) -> bool {
    names.ends(NameWords::Telling, name)
}

/// What a sentence of troubles speaks of: 主要问题是搬迁入住率偏低 of 搬迁入住率.
pub(crate) fn trouble<'n>(name: &'n str, names: &NameLists) -> &'n str {
    let begun = names.words(NameWords::Trouble).iter();
    let subject = begun.into_iter().find_map(|begun| name.split_once(begun.as_str())).map(|(_, rest)| rest);
    subject.map_or(name, |subject| names.before(NameWords::Slow, subject).unwrap_or(subject))
}

/// What a paper is about: 印发了关于污水治理的通知 speaks of 污水治理.
pub(crate) fn matter(name: &str) -> &str {
    let about = name.split_once("关于").map_or(name, |(_, about)| about);
    about.rsplit_once('的').map_or(about, |(matter, _)| matter)
}
