use super::*;
use crate::text::{Cell, Locus, Mark, Note, Recognised, Severity, Span, Table};

fn source() -> Source {
    let cell = |start, end, col| Cell {
        span: Span::new(start, end),
        row: 0,
        col,
        rows: 1,
        cols: 1,
        header: col == 0,
    };
    let cells = vec![cell(7, 10, 0), cell(11, 13, 1)];
    let table = Table { caption: Some(Span::new(0, 6)), span: Span::new(7, 13), height: 1, width: 2, cells };
    let loci = vec![
        (Span::new(0, 6), Locus::Page(1)),
        (Span::new(7, 10), Locus::Paragraph(200)),
        (Span::new(11, 13), Locus::Cell("表".to_owned(), "B1".to_owned())),
    ];
    let mut source = Source::with_tables("a", "一季\n修\t12\n", vec![table], loci);
    let note =
        |severity| Note { severity, code: "page-silent", message: "二".to_owned(), spans: Vec::new() };
    source.recognised = Recognised { lines: vec![Span::new(0, 6)], doubts: vec![(Span::new(3, 6), 61)] };
    source.notes = [Severity::Note, Severity::Warning, Severity::Error].map(note).to_vec();
    source.marked(vec![Mark { byte: 0, line: 2, scalar: 9 }, Mark { byte: 7, line: 5, scalar: 30 }])
}

fn carried(one: &Answer) -> Vec<u8> {
    let mut bytes = Vec::new();
    answer(one, &mut bytes).unwrap();
    bytes
}

#[test]
fn what_was_read_comes_back_as_it_was() {
    let bytes = carried(&Ok(source()));
    let back = answered("a", &mut bytes.as_slice()).unwrap().unwrap().unwrap();
    assert_eq!(back.marks(), source().marks());
    assert_eq!((back.text, back.tables, back.loci, back.notes, back.recognised), {
        let source = source();
        (source.text, source.tables, source.loci, source.notes, source.recognised)
    });
    let refused = carried(&Err("它是空的".to_owned()));
    assert_eq!(answered("a", &mut refused.as_slice()).unwrap().unwrap().unwrap_err(), "它是空的");
    assert!(answered("a", &mut [].as_slice()).unwrap().is_none());
}

#[test]
fn a_document_arrives_with_its_name_and_encoding() {
    for encoding in [None, Some("gb18030".to_owned())] {
        let mut bytes = Vec::new();
        send("甲.pdf", &Options { encoding: encoding.clone(), ..Options::default() }, b"%PDF", &mut bytes)
            .unwrap();
        let request = receive(&mut bytes.as_slice()).unwrap().unwrap();
        assert_eq!(
            request,
            Request { name: "甲.pdf".to_owned(), encoding, asked: Asked::Text, bytes: b"%PDF".to_vec() }
        );
    }
    assert_eq!(receive(&mut [].as_slice()).unwrap(), None);
}

#[test]
fn carried_documents_come_back_as_they_are_and_cut_ones_are_refused() {
    let documents = vec![
        ("a.zip/表.doc".to_owned(), Ok(vec![0, 1, 255])),
        ("a.zip/b.txt".to_owned(), Ok(Vec::new())),
        ("a.zip/c.docx".to_owned(), Err("坏".to_owned())),
    ];
    for one in [Ok(Some(documents)), Ok(None), Err("坏".to_owned())] {
        let mut bytes = Vec::new();
        answer_carrier(&one, &mut bytes).unwrap();
        assert_eq!(answered_carrier(&mut bytes.as_slice()).unwrap().unwrap(), one);
        (1..bytes.len()).for_each(|end| assert!(answered_carrier(&mut &bytes[..end]).is_err(), "{end}"));
    }
    for (pictures, asked) in [(false, Asked::Documents), (true, Asked::Pictures)] {
        let mut bytes = Vec::new();
        send_carrier("a.zip", b"PK", pictures, &mut bytes).unwrap();
        assert_eq!(receive(&mut bytes.as_slice()).unwrap().unwrap().asked, asked);
    }
}

#[test]
fn an_answer_that_is_cut_or_changed_is_refused_or_sound() {
    let whole = carried(&Ok(source()));
    for end in 1..whole.len() {
        assert!(answered("a", &mut &whole[..end]).is_err(), "{end}");
    }
    for at in 8..whole.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff] {
            let mut changed = whole.clone();
            changed[at] = value;
            if let Ok(Some(Ok(source))) = answered("a", &mut changed.as_slice()) {
                let cells = source.tables.iter().flat_map(|table| &table.cells);
                cells.for_each(|cell| assert!(source.text.get(cell.span.start..cell.span.end).is_some()));
                assert!(source.loci.is_sorted_by_key(|(span, _)| span.start));
                source
                    .lines()
                    .for_each(|line| assert!(source.line(line.start) + source.scalar(line.end) < usize::MAX));
            }
        }
    }
    let endless = [u64::MAX.to_le_bytes().as_slice(), b"\x01"].concat();
    assert!(answered("a", &mut endless.as_slice()).is_err());
}
