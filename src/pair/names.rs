//! Claims by their names, so that over a whole document only those are compared that could be alike.

use std::collections::HashMap;

use crate::interpret::Claim;

/// How many claims of one name are looked at on either side of a goal.
const NEAREST: usize = 64;

/// How many claims that share no more than two characters are.
const NEAREST_ALIKE: usize = 16;

/// Claims by their whole names, by their keys, and by each two neighbouring characters of their keys.
pub(super) struct Names<'c> {
    whole: HashMap<&'c str, Vec<usize>>,
    pairs: HashMap<(char, char), Vec<usize>>,
}

impl<'c> Names<'c> {
    /// The names of the claims that `wanted` takes.
    pub(super) fn of(claims: &'c [Claim], wanted: impl Fn(usize) -> bool) -> Self {
        let mut names = Self { whole: HashMap::new(), pairs: HashMap::new() };
        for (at, claim) in claims.iter().enumerate().filter(|(at, _)| wanted(*at)) {
            for whole in [&claim.name, &claim.key].into_iter().filter(|whole| !whole.is_empty()) {
                names.whole.entry(whole).or_default().push(at);
            }
            for pair in pairs(&claim.key) {
                names.pairs.entry(pair).or_default().push(at);
            }
        }
        names
    }

    /// The claims that share a name, a key or a pair of characters with one, in their order; of each the
    /// nearest on either side.
    pub(super) fn like(&self, claims: &[Claim], index: usize) -> Vec<usize> {
        let claim = &claims[index];
        let whole = [&claim.name, &claim.key].into_iter().filter_map(|name| self.whole.get(name.as_str()));
        let shared = pairs(&claim.key).filter_map(|pair| self.pairs.get(&pair));
        let mut like: Vec<usize> = whole
            .flat_map(|known| nearest(known, index, NEAREST))
            .chain(shared.flat_map(|known| nearest(known, index, NEAREST_ALIKE)))
            .collect();
        like.sort_unstable();
        like.dedup();
        like
    }
}

/// Every two neighbouring characters of a text.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars().zip(text.chars().skip(1))
}

/// Those of a sorted list that stand nearest to `index`, so many on either side.
fn nearest(known: &[usize], index: usize, most: usize) -> impl Iterator<Item = usize> + '_ {
    let middle = known.partition_point(|&at| at < index);
    known[middle.saturating_sub(most)..known.len().min(middle + most)].iter().copied()
}
