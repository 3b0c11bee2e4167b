//! The laws of `fuzz/` hold for every seed, and for seeds that are cut, changed and put together.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::laws::{TARGETS, hold};

/// Targets that take the seeds of another one.
const SHARED: &[(&str, &str)] = &[("table", "rows")];

/// How many changed seeds each target is tried on.
const CHANGED: usize = 100;

/// How long one input of a few KB may take, in a build that is not optimised.
const PATIENCE: Duration = Duration::from_secs(10);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The seeds of a target as (place, bytes), sorted.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let shared = SHARED.iter().find(|(name, _)| *name == target).map_or(target, |(_, folder)| folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder().join("seeds").join(shared))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
}

#[track_caller]
fn held(target: &str, place: &str, bytes: &[u8]) {
    let start = Instant::now();
    if std::panic::catch_unwind(|| hold(target, bytes)).is_err() {
        panic!("{place}: the law of `{target}` does not hold of {:?}", String::from_utf8_lossy(bytes));
    }
    assert!(start.elapsed() < PATIENCE, "{place}: {:?}", start.elapsed());
}

/// Numbers without a pattern, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// A seed with a piece of it left out, doubled, overwritten by one of another seed, or changed in a few bytes.
fn changed(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (mut bytes, at) = (seed.to_vec(), dice.below(seed.len()));
    let end = (at + 1 + dice.below(24)).min(seed.len());
    match dice.below(4) {
        0 => drop(bytes.drain(at..end)),
        1 => drop(bytes.splice(at..at, seed[at..end].iter().copied())),
        2 => {
            let from = dice.below(other.len());
            let piece = &other[from..(from + 1 + dice.below(60)).min(other.len())];
            drop(bytes.splice(at..end, piece.iter().copied()));
        }
        _ => {
            for _ in 0..=dice.below(3) {
                let place = dice.below(bytes.len());
                bytes[place] ^= 1 << dice.below(8);
            }
        }
    }
    bytes
}

#[test]
fn the_laws_hold_for_every_seed() {
    for (target, _) in TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() >= 5, "{target}: only {} seeds", seeds.len());
        seeds.iter().for_each(|(place, bytes)| held(target, place, bytes));
    }
}

#[test]
fn the_laws_hold_for_changed_seeds() {
    for (target, _) in TARGETS {
        let (seeds, mut dice) = (seeds(target), Dice(0x2545_f491_4f6c_dd1d));
        for _ in 0..CHANGED {
            let (place, seed) = &seeds[dice.below(seeds.len())];
            let mut bytes = seed.clone();
            for _ in 0..=dice.below(3) {
                let other = &seeds[dice.below(seeds.len())].1;
                bytes = changed(&bytes, other, &mut dice);
                if bytes.is_empty() {
                    break;
                }
            }
            held(target, place, &bytes);
        }
    }
}

#[test]
fn every_target_has_its_file_and_its_seeds() {
    let names = |part: &str| -> Vec<String> {
        let entries = fs::read_dir(folder().join(part)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let mut known: Vec<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.sort();
    assert_eq!(names("fuzz_targets"), known);
    for name in &known {
        let text = fs::read_to_string(folder().join("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(text.contains(&format!("laws::hold(\"{name}\", bytes)")), "{name}.rs runs another law");
    }
    known.retain(|name| !SHARED.iter().any(|(target, _)| target == name));
    assert_eq!(names("seeds"), known);
}
