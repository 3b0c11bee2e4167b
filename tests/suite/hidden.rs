//! What documents hold and do not show: one policy for every kind.

use crate::{documents::source, made, made_xlsb::Xlsb};

/// The workbook of rows and columns that are not shown, as a binary one.
fn hidden_xlsb() -> Vec<u8> {
    let mut book = Xlsb::default();
    for (row, cells) in [["项目", "旧数", "计划"], ["塘坝", "7", "48"], ["暗渠", "8", "9"]].iter().enumerate()
    {
        cells.iter().enumerate().for_each(|(col, text)| book.text(row, col, text));
    }
    book.hide_row(2);
    book.hide_col(1);
    book.hide_a_sheet();
    book.finish()
}

/// The same in the XML of Excel 2003.
fn hidden_xml() -> Vec<u8> {
    let row = |hidden: &str, cells: &[&str]| {
        let cell = |text: &&str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
        format!("<Row{hidden}>{}</Row>", cells.iter().map(cell).collect::<String>())
    };
    let rows = [
        row("", &["项目", "旧数", "计划"]),
        row("", &["塘坝", "7", "48"]),
        row(" ss:Hidden=\"1\"", &["暗渠", "8", "9"]),
    ]
    .concat();
    let table = format!("<Table><Column/><Column ss:Hidden=\"1\" ss:Span=\"0\"/><Column/>{rows}</Table>");
    let office = "urn:schemas-microsoft-com:office:spreadsheet";
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"{office}\" xmlns:ss=\"{office}\"><Worksheet ss:Name=\"Sheet1\">{table}</Worksheet>\
         <Worksheet ss:Name=\"b\">{table}<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"
    )
    .into_bytes()
}

#[test]
fn slides_that_are_not_shown_are_left_out_and_told() {
    let slide = |show: &str, text: &str| {
        format!(
            "<p:sld{show}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        )
    };
    let list = "<p:presentation><p:sldIdLst><p:sldId r:id=\"r1\"/><p:sldId r:id=\"r2\"/></p:sldIdLst></p:presentation>";
    let link = |at: usize| format!("<Relationship Id=\"r{at}\" Target=\"slides/slide{at}.xml\"/>");
    let pptx = made::archive(&[
        ("ppt/presentation.xml", list),
        (
            "ppt/_rels/presentation.xml.rels",
            &format!("<Relationships>{}{}</Relationships>", link(1), link(2)),
        ),
        ("ppt/slides/slide1.xml", &slide("", "计划架桥5座")),
        ("ppt/slides/slide2.xml", &slide(" show=\"0\"", "计划架桥9座")),
    ]);
    let source = source("a.pptx", pptx);
    assert_eq!(source.text, "计划架桥5座\n");
    assert_eq!(source.notes[0].code, "slides-hidden");
    assert!(source.notes[0].message.contains("left out (1)"), "{:?}", source.notes);
}

#[test]
fn rows_columns_and_sheets_that_are_not_shown_are_left_out_and_told() {
    let row = |hidden: &str, cells: &[&str]| {
        let cells: String = cells
            .iter()
            .map(|text| {
                format!("<c t=\"inlineStr\"><is><t>{text}</t><rPh sb=\"0\" eb=\"1\"><t>音</t></rPh></is></c>")
            })
            .collect();
        format!("<row{hidden}>{cells}</row>")
    };
    let rows = [
        row("", &["项目", "旧数", "计划"]),
        row("", &["塘坝", "7", "48"]),
        row(" hidden=\"1\"", &["暗渠", "8", "9"]),
    ]
    .concat();
    let part = format!(
        "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData></worksheet>"
    );
    let book = "<workbook><sheets><sheet name=\"a\" id=\"r1\"/><sheet name=\"b\" id=\"r1\" state=\"hidden\"/></sheets></workbook>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let xlsx = made::archive(&[
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", &part),
    ]);
    let row = |hidden: &str, cells: &[&str]| {
        let cells: String =
            cells.iter().map(|text| format!("<t:table-cell><x:p>{text}</x:p></t:table-cell>")).collect();
        format!("<t:table-row{hidden}>{cells}</t:table-row>")
    };
    let rows = [
        row("", &["项目", "旧数", "计划"]),
        row("", &["塘坝", "7", "48"]),
        row(" t:visibility=\"filter\"", &["暗渠", "8", "9"]),
    ]
    .concat();
    let columns = "<t:table-column/><t:table-column t:visibility=\"collapse\"/><t:table-column/>";
    let content = format!(
        "<d><s:style s:name=\"dark\"><s:table-properties t:display=\"false\"/></s:style>\
        <t:table t:name=\"a\">{columns}{rows}</t:table><t:table t:name=\"b\" t:style-name=\"dark\">{rows}</t:table></d>"
    );
    let ods = made::archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let all = [("a.xlsx", xlsx), ("a.ods", ods), ("a.xlsb", hidden_xlsb()), ("a.xml", hidden_xml())];
    for (name, bytes) in all {
        let source = duibiao::read::read(name, &bytes, &duibiao::read::Options::default()).unwrap();
        assert!(source.text.ends_with("项目\t计划\n塘坝\t48\n"), "{name}: {}", source.text);
        let told = "hidden cells were left out (1 sheets, 1 rows, 1 columns)";
        assert!(
            source.notes.iter().any(|note| note.code == "cells-hidden" && note.message.starts_with(told)),
            "{name}: {:?}",
            source.notes
        );
    }
}

#[test]
fn a_page_that_a_script_is_to_show_is_read_and_what_it_hides_beside_is_not() {
    let page = |style: &str, beside: &str| {
        format!(
            "<body><h1>城建进展播报</h1><div id=\"content\" style=\"{style}\"><p>今年计划打通断头路18条，目前已打通11条。</p>\
             <p>计划新增泊位5000个，已新增3650个。</p></div><div style=\"display:none\">{beside}</div><p>编辑：小陈</p></body>"
        )
    };
    for style in ["visibility: hidden; opacity: 0;", "display:none", ""] {
        let text = source("a.html", page(style, "计划架桥9座").into_bytes()).text;
        assert!(text.contains("目前已打通11条") && !text.contains("架桥"), "{style}: {text}");
    }
}
