//! The container of old Office files: sectors in chains, as in a small file system.

/// Marks the end of a chain; larger numbers are no sectors.
const LAST: u32 = 0xffff_fffa;
/// Streams shorter than this stand in the small sectors.
const SMALL: usize = 4096;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;

/// Two bytes at a place as a number.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// Four bytes at a place as a number.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Most streams and folders of a container that are looked at.
const ENTRIES: usize = 100_000;
/// Marks an entry that is not there.
const NONE: u32 = 0xffff_ffff;

/// A stream or a folder of a container.
#[derive(Debug)]
struct Entry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
    first: u32,
    size: usize,
}

/// An opened container; its root folder is entry 0.
pub(super) struct Compound<'a> {
    container: Container<'a>,
    entries: Vec<Entry>,
    /// The small sectors, and which follows which.
    small: (Vec<u8>, Vec<u32>),
}

impl<'a> Compound<'a> {
    /// Opens a container; `None` where it is broken.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes([*bytes.get(30)?, *bytes.get(31)?]);
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut container = Container { bytes, sector: 1 << shift, next: Vec::new() };
        container.next = container.table()?;
        let folder = container.chain(word(bytes, 48)?);
        let entries: Vec<Entry> = folder.chunks_exact(128).take(ENTRIES).filter_map(entry).collect();
        let small = container.chain(entries.first()?.first);
        let table = container.chain(word(bytes, 60)?);
        let next = table.chunks_exact(4).filter_map(|four| word(four, 0)).collect();
        Some(Self { container, entries, small: (small, next) })
    }

    /// What stands in a folder: the number and the name of each entry.
    pub(super) fn inside(&self, folder: usize) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        let mut open = vec![self.entries.get(folder).map_or(NONE, |entry| entry.child)];
        while let Some(number) = open.pop() {
            let Some(entry) = self.entries.get(number as usize) else { continue };
            if found.len() > self.entries.len() {
                break;
            }
            found.push((number as usize, entry.name.as_str()));
            open.extend([entry.right, entry.left]);
        }
        found
    }

    /// The bytes of the first of these streams that stands in a folder.
    pub(super) fn stream(&self, folder: usize, names: &[&str]) -> Option<Vec<u8>> {
        let inside = self.inside(folder);
        // Names differ in more than the case of their letters.
        let alike = |found: &str, name: &&&str| found.eq_ignore_ascii_case(name);
        let named = names.iter().find_map(|name| inside.iter().find(|(_, found)| alike(found, &name)));
        named.map(|&(number, _)| self.bytes(number))
    }

    fn bytes(&self, number: usize) -> Vec<u8> {
        let Some(entry) = self.entries.get(number) else { return Vec::new() };
        let mut stream = if entry.size < SMALL {
            let (small, next) = &self.small;
            follow(next, entry.first, small.len(), |at| small.get(at * SMALL_SECTOR..(at + 1) * SMALL_SECTOR))
        } else {
            self.container.chain(entry.first)
        };
        stream.truncate(entry.size);
        stream
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16::from_le_bytes([bytes[64], bytes[65]])).min(64);
    let units: Vec<u16> =
        bytes[..length].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    let name = String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned();
    let [left, right, child] = [word(bytes, 68)?, word(bytes, 72)?, word(bytes, 76)?];
    Some(Entry { name, left, right, child, first: word(bytes, 116)?, size: word(bytes, 120)? as usize })
}

/// The bytes of the first stream that has one of these names, of the root where that has one.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let compound = Compound::open(bytes)?;
    // Some programs do not put the entries in order.
    let anywhere = || {
        let named = |entry: &Entry| names.contains(&entry.name.as_str());
        compound.entries.iter().position(named).map(|number| compound.bytes(number))
    };
    compound.stream(0, names).or_else(anywhere)
}

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

/// The sectors of a chain put together, at most so many bytes; a chain that bites its own tail ends.
fn follow<'a>(next: &[u32], first: u32, most: usize, sector: impl Fn(usize) -> Option<&'a [u8]>) -> Vec<u8> {
    let (mut at, mut bytes) = (first, Vec::new());
    for _ in 0..=next.len() {
        if at >= LAST || bytes.len() >= most {
            break;
        }
        let Some(part) = sector(at as usize) else { break };
        bytes.extend_from_slice(part);
        at = next.get(at as usize).copied().unwrap_or(LAST);
    }
    bytes
}

impl Container<'_> {
    fn at(&self, number: usize) -> Option<&[u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        follow(&self.next, first, self.bytes.len(), |number| self.at(number))
    }

    /// The table that says which sector follows which.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts: Vec<u32> = (0..109).filter_map(|at| word(self.bytes, 76 + 4 * at)).collect();
        let mut more = word(self.bytes, 68)?;
        let all = self.bytes.len() / self.sector;
        for _ in 0..all {
            let Some(list) = (more < LAST).then(|| self.at(more as usize)).flatten() else { break };
            let numbers: Vec<u32> = list.chunks_exact(4).filter_map(|four| word(four, 0)).collect();
            let (last, numbers) = numbers.split_last()?;
            parts.extend(numbers);
            more = *last;
        }
        let used = parts.into_iter().filter(|part| *part < LAST).take(all);
        let sectors = used.filter_map(|part| self.at(part as usize));
        Some(sectors.flat_map(|part| part.chunks_exact(4)).filter_map(|four| word(four, 0)).collect())
    }
}
