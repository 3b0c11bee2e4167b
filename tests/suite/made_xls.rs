//! An .xls that the tests make: a workbook of one sheet in a container of sectors.

/// A record: its kind, the length of its body, its body.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The cells of a sheet: row, column, and a number, a percentage or a text.
pub(crate) fn xls(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let begin = |kind: u16| record(0x809, &words(&[0x600, kind, 0, 0, 0, 0, 0, 0]));
    let style = |format: u16| record(0xe0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    let name = "台账";
    let mut globals = begin(5);
    globals.extend(record(0x42, &words(&[1200])));
    let percent = [words(&[164, 5]), vec![1], wide("0.00%")].concat();
    globals.extend(record(0x41e, &percent));
    globals.extend([style(0), style(164)].concat());
    let sheet_record = 4 + 6 + 2 + 2 * name.chars().count();
    let start = (globals.len() + sheet_record + 4) as u32;
    let letters = name.chars().count() as u8;
    globals.extend(record(0x85, &[&start.to_le_bytes()[..], &[0, 0, letters, 1], &wide(name)].concat()));
    globals.extend(record(0xa, &[]));
    let mut stream = globals;
    stream.extend(begin(0x10));
    for &(row, col, text) in cells {
        let number = text.strip_suffix('%').map(|text| (1, text.parse::<f64>().map(|number| number / 100.0)));
        match number.unwrap_or_else(|| (0, text.parse::<f64>())) {
            (style, Ok(number)) => {
                stream.extend(record(
                    0x203,
                    &[words(&[row, col, style]), number.to_le_bytes().to_vec()].concat(),
                ));
            }
            (_, Err(_)) => {
                let letters = text.encode_utf16().count() as u16;
                stream.extend(record(0x204, &[words(&[row, col, 0, letters]), vec![1], wide(text)].concat()));
            }
        }
    }
    stream.extend(record(0xa, &[]));
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    container(&stream)
}

/// Sector 0 is the table of sectors, sector 1 the folder, the stream comes after them.
fn container(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len() / 512;
    assert!(sectors < 120, "one table holds no more");
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    header.extend(words(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]));
    for number in [0u32, 1, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    header.resize(512, 0xff);
    let mut table: Vec<u32> = vec![0xffff_fffd, 0xffff_fffe];
    table.extend((3..sectors as u32 + 2).chain([0xffff_fffe]));
    table.resize(128, 0xffff_ffff);
    let mut file = header;
    file.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry = wide(name);
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        for number in [0xffff_ffff, 0xffff_ffff, child] {
            entry.extend(number.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(size.to_le_bytes());
        entry.resize(128, 0);
        entry
    };
    file.extend(entry("Root Entry", 5, 1, 0xffff_fffe, 0));
    file.extend(entry("Workbook", 2, 0xffff_ffff, 2, stream.len() as u32));
    file.extend([entry("", 0, 0xffff_ffff, 0, 0), entry("", 0, 0xffff_ffff, 0, 0)].concat());
    file.extend(stream);
    file
}
