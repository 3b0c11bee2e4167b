//! How a line of annotation is found among what the program says: numbers in words, and how alike two names are.

use std::{collections::BTreeSet, fs, path::PathBuf};

pub(crate) type Line = std::collections::BTreeMap<String, String>;

/// The sets of `tests/cases` by their folders: the one on which what was missing was mended, and the next three.
pub(crate) const FIRST: &str = "periods";
pub(crate) const SECOND: &str = "periods_second";
pub(crate) const THIRD: &str = "periods_third";
pub(crate) const FOURTH: &str = "periods_fourth";
/// Of five bodies by three periods, written blind by another.
pub(crate) const FIFTH: &str = "periods_fifth";

/// A file of a set.
pub(crate) fn path(set: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(set).join(name)
}

/// The document of a body and period, whatever its ending.
pub(crate) fn document(set: &str, name: &str) -> PathBuf {
    let endings = ["txt", "html"].map(|ending| path(set, &format!("{name}.{ending}")));
    endings.into_iter().find(|file| file.is_file()).unwrap_or_else(|| panic!("there is no {name}"))
}

/// The lines of a table by the names of its columns.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| {
        heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| line(record.unwrap())).collect()
}

pub(crate) fn annotated(set: &str, name: &str) -> Vec<Line> {
    lines(&fs::read_to_string(path(set, name)).unwrap())
}

/// The numbers that stand in words.
pub(crate) fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    parts.filter_map(|part| part.replace(',', "").trim_matches('.').parse().ok()).collect()
}

pub(crate) fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0)
}

pub(crate) fn has(numbers: &[f64], number: f64) -> bool {
    numbers.iter().any(|own| close(*own, number))
}

fn plain(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How alike two names are, from 0 to 1, by the pairs of letters that they share.
pub(crate) fn alike(one: &str, other: &str) -> f64 {
    let (one, other) = (plain(one), plain(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let pairs = |name: &[char]| -> BTreeSet<Vec<char>> {
        let pairs: BTreeSet<Vec<char>> = name.windows(2).map(<[char]>::to_vec).collect();
        if pairs.is_empty() { BTreeSet::from([name.to_vec()]) } else { pairs }
    };
    let count = |set: usize| f64::from(u32::try_from(set).unwrap());
    let (mine, theirs) = (pairs(&one), pairs(&other));
    let shared = count(mine.intersection(&theirs).count());
    let dice = 2.0 * shared / count(mine.len() + theirs.len());
    dice.max(0.85 * shared / count(mine.len().min(theirs.len())))
}
