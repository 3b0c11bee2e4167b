//! The container of old Office files: sectors in chains, as in a small file system.

/// Marks the end of a chain; larger numbers are no sectors.
const LAST: u32 = 0xffff_fffa;
/// Streams shorter than this stand in the small sectors.
const SMALL: usize = 4096;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

/// The bytes of the first stream that has one of these names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let shift = u16::from_le_bytes([*bytes.get(30)?, *bytes.get(31)?]);
    if !(7..=16).contains(&shift) {
        return None;
    }
    let mut container = Container { bytes, sector: 1 << shift, next: Vec::new() };
    container.next = container.table()?;
    let folder = container.chain(word(bytes, 48)?);
    let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
    let named = |entry: &&&[u8]| names.iter().any(|name| is_named(entry, name));
    let entry = entries.iter().find(named)?;
    let (first, size) = (word(entry, 116)?, word(entry, 120)? as usize);
    let mut stream = if size < SMALL {
        let small = container.chain(word(entries.first()?, 116)?);
        let table = container.chain(word(bytes, 60)?);
        let next: Vec<u32> = table.chunks_exact(4).filter_map(|four| word(four, 0)).collect();
        follow(&next, first, |at| small.get(at * SMALL_SECTOR..(at + 1) * SMALL_SECTOR))
    } else {
        container.chain(first)
    };
    stream.truncate(size);
    Some(stream)
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.starts_with(&wide) && entry[wide.len()..].starts_with(&[0, 0])
}

/// The sectors of a chain put together; a chain that bites its own tail ends.
fn follow<'a>(next: &[u32], first: u32, sector: impl Fn(usize) -> Option<&'a [u8]>) -> Vec<u8> {
    let (mut at, mut bytes) = (first, Vec::new());
    for _ in 0..=next.len() {
        if at >= LAST {
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
        follow(&self.next, first, |number| self.at(number))
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
