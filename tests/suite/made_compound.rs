//! Containers of streams that the tests make, as old Office programs do.

/// Marks the end of a chain, a sector of the table of sectors, and an entry that is not there.
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;
const NONE: u32 = 0xffff_ffff;
/// Bytes of a sector and of a small one.
const SECTOR: usize = 512;
const SMALL: usize = 64;

/// A stream, or a folder with what stands in it.
pub(crate) enum Item {
    Stream(&'static str, Vec<u8>),
    Folder(&'static str, Vec<Item>),
}

/// An entry: name, kind, right neighbour, child, first small sector, size.
type Entry = (String, u8, u32, u32, u32, usize);

#[derive(Default)]
struct Made {
    entries: Vec<Entry>,
    small: Vec<u8>,
    next: Vec<u32>,
}

impl Made {
    /// Adds items as neighbours of one another; the number of the first.
    fn add(&mut self, items: &[Item]) -> u32 {
        let first = self.entries.len();
        for (at, item) in items.iter().enumerate() {
            let right = if at + 1 < items.len() { (first + at + 1) as u32 } else { NONE };
            let entry = match item {
                Item::Stream(name, bytes) => {
                    ((*name).to_owned(), 2, right, NONE, self.stream(bytes), bytes.len())
                }
                Item::Folder(name, _) => ((*name).to_owned(), 1, right, NONE, 0, 0),
            };
            self.entries.push(entry);
        }
        for (at, item) in items.iter().enumerate() {
            if let Item::Folder(_, inside) = item {
                self.entries[first + at].3 = self.add(inside);
            }
        }
        if items.is_empty() { NONE } else { first as u32 }
    }

    fn stream(&mut self, bytes: &[u8]) -> u32 {
        let first = self.next.len() as u32;
        let count = bytes.len().div_ceil(SMALL).max(1);
        self.next.extend((1..count).map(|at| first + at as u32));
        self.next.push(END);
        self.small.extend(bytes);
        self.small.resize(self.next.len() * SMALL, 0);
        first
    }
}

/// A container whose streams are all shorter than 4096 bytes.
pub(crate) fn compound(items: &[Item]) -> Vec<u8> {
    let mut made = Made::default();
    made.entries.push(("Root Entry".to_owned(), 5, NONE, NONE, 0, 0));
    made.entries[0].3 = made.add(items);
    let sectors = |bytes: usize| bytes.div_ceil(SECTOR).max(1);
    let (folder, table, small) =
        (sectors(made.entries.len() * 128), sectors(made.next.len() * 4), sectors(made.small.len()));
    // The table of sectors stands in the first one, then folder, table of small sectors, small sectors.
    let places = [(1, folder), (1 + folder, table), (1 + folder + table, small)];
    (made.entries[0].4, made.entries[0].5) = (places[2].0 as u32, made.small.len());
    let mut fat = vec![TABLE];
    for (first, count) in places {
        fat.extend((1..count).map(|at| (first + at) as u32));
        fat.push(END);
    }
    let mut head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    head.resize(SECTOR, 0);
    head[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    let words =
        [(44, 1), (48, 1), (56, 4096), (60, places[1].0 as u32), (64, table as u32), (68, END), (76, 0)];
    for (at, word) in words {
        head[at..at + 4].copy_from_slice(&u32::to_le_bytes(word));
    }
    head[80..].fill(0xff);
    let bytes = |words: &[u32]| words.iter().copied().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
    let entries: Vec<u8> = made.entries.iter().flat_map(entry).collect();
    let parts = [
        (bytes(&fat), 1, 0xff),
        (entries, folder, 0),
        (bytes(&made.next), table, 0xff),
        (made.small, small, 0),
    ];
    parts.into_iter().fold(head, |mut whole, (mut part, count, fill)| {
        part.resize(count * SECTOR, fill);
        whole.extend(part);
        whole
    })
}

fn entry((name, kind, right, child, first, size): &Entry) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = bytes.len() + 2;
    bytes.resize(128, 0);
    bytes[64..66].copy_from_slice(&u16::to_le_bytes(length as u16));
    bytes[66..68].copy_from_slice(&[*kind, 1]);
    for (at, word) in [(68, NONE), (72, *right), (76, *child), (116, *first), (120, *size as u32)] {
        bytes[at..at + 4].copy_from_slice(&u32::to_le_bytes(word));
    }
    bytes
}
