use std::{collections::BTreeMap, io::Read};

use super::{Growing, Lang, Part, Rows, Table, workbook};
use crate::measure::{COLUMNS, Row};

#[test]
fn the_same_table_gives_the_same_bytes_even_without_rows() {
    let full = Table { rows: vec![Row::read(vec![Some("=1".to_owned()); COLUMNS.len()])] };
    for table in [Table::default(), full] {
        let first = workbook(&table, Lang::Zh).unwrap();
        assert_eq!(first, workbook(&table, Lang::Zh).unwrap());
        assert!(first.starts_with(b"PK"));
    }
}

/// Rows of two reports, of which every sheet has some.
fn table() -> Table {
    let row = |nth: usize| {
        let number = nth.to_string();
        let open = nth.is_multiple_of(3);
        let mut cells = vec![
            ("source", if nth < 4 { "a.txt" } else { "b.txt" }),
            ("kind", if open { "open" } else { "paired" }),
            ("task_no", number.as_str()),
            ("indicator", "桥<梁>"),
            ("body_responsible", "水利局;财政局"),
            ("target_value", "17"),
            ("target_op", ">="),
            ("as_of", "2023-06-30"),
            ("goal_text", "新建桥梁17座，\n其中大桥2座"),
            ("findings", "R09"),
        ];
        cells.extend(if open { None } else { Some(("completion_ratio", "0.25")) });
        cells.extend(if nth < 2 { Some(("contradicts", "C01 a.txt:1 17座 ≠ 18座")) } else { None });
        Table::row(&cells)
    };
    Table { rows: (0..9).map(row).collect() }
}

/// The cells of each sheet of rows, by their places: 完成率, 未报数, 待核对, 数据打架 and 明细.
fn sheets(workbook: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let between = |text: &str, from: &str, to: &str| {
        let rest = text.split_once(from)?.1;
        rest.split_once(to).map(|(held, _)| held.to_owned())
    };
    let words =
        |text: &str| between(text, "<t", "</t>").map(|held| held.split_once('>').unwrap().1.to_owned());
    let shared: Vec<_> =
        part("xl/sharedStrings.xml").split("<si>").skip(1).map(|text| words(text).unwrap()).collect();
    let last = part("xl/workbook.xml").matches("<sheet ").count();
    let cell = |text: &str| {
        let place = between(text, "r=\"", "\"").unwrap();
        let number = between(text, "<v>", "</v>");
        let value = match (number, text.contains("t=\"s\"")) {
            (Some(number), true) => Some(shared[number.parse::<usize>().unwrap()].clone()),
            (Some(number), false) => Some(number),
            (None, _) => words(text),
        };
        value.map(|value| (place, value))
    };
    let sheet = |nth: usize| {
        let text = part(&format!("xl/worksheets/sheet{nth}.xml"));
        text.split("<c ").skip(1).filter_map(cell).collect()
    };
    [2, 3, 4, 5, last].map(sheet).into()
}

/// What stands under each head of a sheet, of the columns that hold anything.
fn columns(sheet: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let mut columns: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (place, value) in sheet {
        let (column, row) = {
            let (a, b) = place.split_at(place.find(|c: char| c.is_ascii_digit()).unwrap_or(place.len()));
            (a.to_owned(), b.parse().unwrap())
        };
        columns.entry(column).or_default().push((row, value.clone()));
    }
    let filled = columns.into_values().filter_map(|mut cells| {
        cells.sort();
        let mut values = cells.into_iter().map(|(_, value)| value);
        let head = values.next()?;
        let values: Vec<String> = values.collect();
        (!values.is_empty()).then_some((head, values))
    });
    filled.collect()
}

#[test]
fn many_rows_stand_in_the_sheets_as_few_do() {
    let table = table();
    let mut out = Vec::new();
    let mut rows =
        Box::new(Rows { out: &mut out, lang: Lang::Zh, held: Table::default(), book: None, many: 2 });
    for part in table.rows.chunks(2) {
        rows.add(Part::of_table(Table { rows: part.to_vec() }), Vec::new()).unwrap();
    }
    rows.finish().unwrap();
    let (whole, grown) = (sheets(&workbook(&table, Lang::Zh).unwrap()), sheets(&out));
    let detail = whole.len() - 1;
    assert_eq!(whole[..detail], grown[..detail]);
    // Of many rows nobody knows before the end which columns of 明细 stay empty: there they are kept.
    assert_eq!(columns(&whole[detail]), columns(&grown[detail]));
    let lines =
        |sheet: &BTreeMap<String, String>| sheet.keys().filter(|place| place.starts_with('A')).count();
    assert_eq!(lines(&grown[0]), 10);
    assert_eq!(lines(&grown[1]), 4);
    assert_eq!(lines(&grown[3]), 3);
}

#[test]
fn no_sheet_has_more_links_than_it_has_room_for_and_the_notes_say_so() {
    let table = table();
    let most = super::notes::LINKS as usize;
    let rows = table.rows.iter().cycle().take(most * 3 / 2).cloned();
    let mut out = Vec::new();
    let mut book =
        Box::new(Rows { out: &mut out, lang: Lang::Zh, held: Table::default(), book: None, many: 2 });
    book.add(Part::of_table(Table { rows: rows.collect() }), Vec::new()).unwrap();
    book.finish().unwrap();
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(out)).unwrap();
    let (mut links, mut told) = (Vec::new(), false);
    for part in 0..book.len() {
        let mut text = String::new();
        let mut part = book.by_index(part).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut text).unwrap();
            links.push(text.matches("<hyperlink ").count());
            told |= text.contains(&format!("原文链接只到前{most}行"));
        }
    }
    assert_eq!((links.iter().max(), told), (Some(&most), true));
}
