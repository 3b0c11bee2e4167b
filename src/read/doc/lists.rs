use std::collections::HashMap;

use super::Streams;
use crate::read::{
    compound::{short, word},
    lists::{LEVELS, Level, Lists, counted_in},
};

/// The places of the lists and of the paragraphs' ways to them in the head.
const LISTS: usize = 0x2e2;
const WAYS: usize = 0x2ea;
/// Bytes of a list, of a level before its text, of a way to a list.
const LIST: usize = 28;
const LEVEL: usize = 28;
const WAY: usize = 16;

/// The numbered lists of a document; a list is called by its number from 1.
pub(super) fn lists(streams: &Streams) -> Lists {
    let mut lists = Lists::default();
    let part = streams.part(LISTS);
    let count = short(part, 0).map_or(0, usize::from);
    // The levels stand behind the part, whatever its length says.
    let start = word(&streams.main, LISTS).map_or(0, |start| start as usize);
    let rest = streams.table.get(start..).unwrap_or_default();
    let mut at = 2 + LIST * count;
    for index in 0..count {
        let entry = 2 + LIST * index;
        let (Some(id), Some(flags)) = (word(rest, entry), rest.get(entry + 26)) else { break };
        let levels = if flags & 1 == 1 { 1 } else { LEVELS };
        let read: Vec<Level> = (0..levels).map_while(|_| level(rest, &mut at)).collect();
        lists.define(id.to_string(), read);
    }
    ways(streams, &mut lists);
    lists
}

/// A level: where it begins, what it counts in, and its text, in which letters below nine stand for numbers.
fn level(bytes: &[u8], at: &mut usize) -> Option<Level> {
    let (start, format) = (word(bytes, *at)?, *bytes.get(*at + 4)?);
    let before = usize::from(*bytes.get(*at + 24)?) + usize::from(*bytes.get(*at + 25)?);
    let text = *at + LEVEL + before;
    let letters = usize::from(short(bytes, text)?);
    let units: Vec<u16> = (0..letters).filter_map(|letter| short(bytes, text + 2 + 2 * letter)).collect();
    *at = text + 2 + 2 * letters;
    let shown = String::from_utf16_lossy(&units).chars().fold(String::new(), |mut shown, letter| {
        match u32::from(letter) {
            number @ 0..9 => shown += &format!("%{}", number + 1),
            _ => shown.push(letter),
        }
        shown
    });
    let format = counted_in(usize::from(format)).to_owned();
    Some(Level { start: start as usize, format, text: shown })
}

fn ways(streams: &Streams, lists: &mut Lists) {
    let part = streams.part(WAYS);
    let count = word(part, 0).map_or(0, |count| (count as usize).min(part.len() / WAY));
    let mut at = 4 + WAY * count;
    for index in 0..count {
        let entry = 4 + WAY * index;
        let (Some(id), Some(&changes)) = (word(part, entry), part.get(entry + 12)) else { break };
        at += 4;
        let mut restarts = HashMap::new();
        for _ in 0..changes {
            let (Some(start), Some(flags)) = (word(part, at), word(part, at + 4)) else { break };
            at += 8;
            if flags & 0x10 != 0 {
                restarts.insert((flags & 15) as usize, start as usize);
            }
            if flags & 0x20 != 0 {
                level(part, &mut at);
            }
        }
        lists.list((index + 1).to_string(), id.to_string(), restarts);
    }
}
