//! No input brings the readers down: cut documents, changed ones, noise, and any numbers.

use duibiao::read::{self, Options};
use proptest::prelude::*;

use crate::{
    bounds::sheet,
    made,
    made_ofd::{Sheet, ofd},
    made_office,
    made_pdf::{Page, pdf},
    made_xls::xls,
    mails,
};

/// How many kinds there are.
const KINDS: usize = 19;

/// One document of each kind.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    const ROWS: &[&[&str]] = &[&["指标", "目标"], &["渡口", "15"]];
    vec![
        ("a.docx", made::docx(&(made::paragraph("甲") + &made::docx_table(ROWS)), "")),
        ("a.xlsx", made::xlsx(ROWS)),
        ("a.ods", made::ods(ROWS)),
        ("a.pdf", pdf(&[Page::default().text(60, 700, "进展").table(60, 600, ROWS)])),
        ("a.html", "<p>甲<table><tr><td rowspan=2>乙<td>1<tr><td>2</table><ol><li>丙".into()),
        ("a.md", "# 甲\n|指标|目标|\n|-|-|\n|渡口|15|\n".into()),
        ("a.csv", "指标,目标\n\"渡口\",15\n".into()),
        ("a.txt", "\u{feff}甲\r\n乙".into()),
        ("a.xls", xls(&[(0, 0, "指标"), (0, 1, "目标"), (1, 0, "渡口"), (1, 1, "15%")])),
        ("a.doc", include_bytes!("../files/report.doc").to_vec()),
        ("a.rtf", include_bytes!("../files/report.rtf")[..].to_vec()),
        (
            "a.odt",
            made::archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", ODT)]),
        ),
        ("a.ofd", ofd(&[Sheet::default().text(25.0, 40.0, "进展").table(25.0, 60.0, ROWS)], None)),
        ("a.mht", mails::archives()[0].clone()),
        ("a.eml", mails::mail()),
        ("a.xlsb", made_office::xlsb()),
        ("a.pptx", made_office::pptx()),
        ("a.fods", made_office::fods().into_bytes()),
        ("a.xml", made_office::xml2003().into_bytes()),
    ]
}

const ODT: &str = "<d><automatic-styles><list-style name=\"L\"><l level=\"1\" num-format=\"1\" num-suffix=\".\"/></list-style></automatic-styles>\
    <body><text><list style-name=\"L\"><list-item><p>甲<s c=\"3\"/>乙</p></list-item></list><table><table-row>\
    <table-cell number-rows-spanned=\"2\"><p>指标</p></table-cell><table-cell><p>目标</p></table-cell></table-row><table-row>\
    <covered-table-cell/><table-cell><p>15</p></table-cell></table-row></table></text></body></d>";

/// What holds for every source: spans are in bounds, on borders, in order.
fn check(name: &str, bytes: &[u8]) {
    let Ok(source) = read::read(name, bytes, &Options::default()) else { return };
    let sound = |span: duibiao::text::Span| source.text.get(span.range()).is_some();
    let mut end = 0;
    for table in &source.tables {
        assert!(sound(table.span) && table.span.start >= end && table.caption.is_none_or(sound), "{name}");
        end = table.span.end;
        let mut before = table.span.start;
        for cell in &table.cells {
            assert!(sound(cell.span) && table.span.covers(cell.span) && cell.span.start >= before, "{name}");
            assert!(cell.row + cell.rows <= table.height && cell.col + cell.cols <= table.width, "{name}");
            before = cell.span.end;
        }
        let grid = table.grid();
        for (index, cell) in table.cells.iter().enumerate() {
            assert_eq!(grid[cell.row][cell.col], Some(index), "{name}: cells lie on one another");
        }
    }
    assert!(source.loci.windows(2).all(|pair| pair[0].0.start <= pair[1].0.start), "{name}");
}

#[test]
fn every_kind_is_tried() {
    assert_eq!(documents().len(), KINDS);
    for (name, bytes) in documents() {
        assert!(read::read(name, &bytes, &Options::default()).is_ok(), "{name}");
    }
}

#[test]
fn cut_documents_bring_nothing_down() {
    for (name, bytes) in documents() {
        for end in (0..bytes.len()).step_by((bytes.len() / 60).max(1)) {
            check(name, &bytes[..end]);
        }
    }
}

#[test]
fn a_cell_that_hangs_into_a_remark_ends_above_it() {
    check("a.html", "<table><td><tr><td rowspan=2><td>甲<tr><td>。".as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn changed_documents_bring_nothing_down(kind in 0usize..KINDS, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let (name, mut bytes) = documents().swap_remove(kind);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        check(name, &bytes);
    }

    #[test]
    fn noise_brings_nothing_down(kind in 0usize..KINDS, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(documents()[kind].0, &bytes);
    }

    #[test]
    fn pieces_of_pages_bring_nothing_down(kind in 4usize..8, pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(documents()[kind].0, pieces.concat().as_bytes());
    }
}

/// Numbers as pages may hold them.
const PLACES: &[&str] = &[
    "0",
    "1",
    "12",
    "60",
    "-1",
    "700",
    "0.001",
    "1000000",
    "-99999999999",
    "3.5e38",
    "99999999999999999999999999999999999999999",
];

/// Numbers as attributes may hold them.
const NUMBERS: &[&str] =
    &["0", "1", "2", "3", "9", "-1", "65535", "1048577", "18446744073709551615", "", "x"];

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn any_numbers_in_word_files_bring_nothing_down(numbers in prop::collection::vec(prop::sample::select(NUMBERS), 12..40)) {
        let mut body = String::from("<w:tbl>");
        for row in numbers.chunks(4) {
            body += &format!("<w:tr><w:trPr><w:gridBefore w:val=\"{}\"/></w:trPr>", row[0]);
            for span in row {
                let merge = if span.len() == 1 { "<w:vMerge/>" } else { "<w:vMerge w:val=\"restart\"/>" };
                body += &format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{}</w:tc>", made::paragraph(span));
            }
            body += "</w:tr>";
        }
        body += "</w:tbl>";
        for pair in numbers.windows(2) {
            let list = format!("<w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/>", pair[0], pair[1]);
            body += &format!("<w:p><w:pPr><w:numPr>{list}</w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>");
        }
        let level = format!("<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1%9%\"/></w:lvl>", numbers[0], numbers[1]);
        let lists: String = ["0", "1", "2", "3"].map(|id| format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{level}</w:abstractNum><w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/>\
             <w:lvlOverride w:ilvl=\"{}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride></w:num>", numbers[2], numbers[3]
        )).concat();
        check("a.docx", &made::docx(&body, &lists));
    }

    #[test]
    fn any_numbers_in_sheets_bring_nothing_down(numbers in prop::collection::vec(prop::sample::select(NUMBERS), 12..40)) {
        let (mut rows, mut table) = (String::new(), String::new());
        for row in numbers.chunks(4) {
            let cells: String = row.iter().map(|number| format!("<c r=\"B{number}\" s=\"{number}\"><v>{number}</v></c><c><v>1</v></c>")).collect();
            rows += &format!("<row r=\"{}\">{cells}</row><row>{cells}</row>", row[0]);
            let cell = |number: &&str| format!(
                "<table:table-cell table:number-columns-repeated=\"{number}\" table:number-rows-spanned=\"{}\" \
                 table:number-columns-spanned=\"{number}\"><text:p>{number}</text:p></table:table-cell>", row[0]
            );
            let cells: String = row.iter().map(cell).collect();
            table += &format!("<table:table-row table:number-rows-repeated=\"{}\">{cells}</table:table-row>", row[0]);
        }
        let merged: String = numbers.windows(2).map(|pair| format!("<mergeCell ref=\"A{}:C{}\"/>", pair[0], pair[1])).collect();
        check("a.xlsx", &sheet(&format!("<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"), "甲"));
        let content = format!("<d><table:table table:name=\"甲\">{table}</table:table></d>");
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        check("a.ods", &made::archive(&[("mimetype", kind), ("content.xml", &content)]));
    }
}

/// What pages, Markdown and CSV are made of.
const PIECES: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<td rowspan=0>",
    "<td rowspan=9 colspan=9>",
    "<th>",
    "<thead>",
    "<caption>",
    "<p>",
    "</p>",
    "<br>",
    "<div class=nav>",
    "</div>",
    "<a href=x>",
    "</a>",
    "<ol><li>",
    "<b>",
    "</b>",
    "甲",
    "15",
    "\n",
    "|",
    "|---|---|",
    "\"",
    ",",
    ";",
    "# ",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<title>",
    "<h1>",
    "&nbsp;",
    "\t",
    "。",
    "<td",
];

proptest! {
    // Pages take their time in an unoptimised build.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_numbers_in_pdf_pages_bring_nothing_down(numbers in prop::collection::vec(prop::sample::select(PLACES), 12..24)) {
        let page = numbers.windows(4).fold(Page::default().table(60, 700, &[&["甲", "乙"], &["1", "2"]]), |page, four| {
            let [a, b, c, d] = [four[0], four[1], four[2], four[3]];
            page.raw(&format!(
                "q {a} {b} {c} {d} {a} {b} cm Q {a} {b} m {c} {d} l S {a} {b} {c} {d} re f {a} {b} {c} {d} re S\n\
                 BT /F1 {a} Tf {b} Tc {c} Tw {d} Tz {a} {b} {c} {d} {a} {d} Tm <4e004e8c0031> Tj ET\n"
            ))
        });
        check("a.pdf", &pdf(&[page]));
    }
}
