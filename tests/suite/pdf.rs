//! PDF files: lines to paragraphs, heads and feet left out, ruled tables, and what cannot be read.

use duibiao::{read::ReadError, text::Locus};

use crate::{
    documents::{cells, refused, source},
    made_pdf::{Page, file, locked, pdf},
};

/// A page with a head, two lines of one paragraph, a short one and a number.
fn page(number: usize) -> Page {
    let full = "今年计划疏浚塘坝四十八口并且修复闸门与水渠，目前已疏浚";
    Page::default()
        .text(200, 810, "某县督查通报")
        .text(84, 700, full)
        .text(60, 680, &format!("完成{number}口。"))
        .text(84, 660, "另有三口正在⼯作。")
        .text(280, 30, &format!("{number}"))
}

#[test]
fn lines_become_paragraphs_and_heads_and_page_numbers_are_dropped() {
    // The longest line reaches the margin, so the first line of each page goes on.
    let source = source("a.pdf", pdf(&[page(1), page(2), page(3)]));
    let paragraph = |number: usize| {
        format!(
            "今年计划疏浚塘坝四十八口并且修复闸门与水渠，目前已疏浚完成{number}口。\n另有三口正在工作。\n"
        )
    };
    assert_eq!(source.text, [1, 2, 3].map(paragraph).concat());
    assert_eq!(source.locus(0), Some(&Locus::Page(1)));
    assert_eq!(source.locus(source.text.len() - 2), Some(&Locus::Page(3)));
}

#[test]
fn paragraphs_of_one_full_line_stay_apart() {
    let full = "存在问题以及下一步打算：增加施工人员，确保年底前完工。";
    let mut page = Page::default().text(84, 780, full).text(84, 760, "（二）完成结对2所").text(
        84,
        740,
        "责任单位：某局",
    );
    for (row, text) in ["进展情况：已与两所学校完成结对，并且开展互派教师三十六", "人次。"]
        .iter()
        .cycle()
        .take(4)
        .enumerate()
    {
        page = page.text(if row % 2 == 0 { 84 } else { 60 }, 720 - 20 * row as u32, text);
    }
    let twice = "进展情况：已与两所学校完成结对，并且开展互派教师三十六人次。\n".repeat(2);
    let expected = format!("{full}\n（二）完成结对2所\n责任单位：某局\n{twice}");
    assert_eq!(source("a.pdf", pdf(&[page])).text, expected);
}

#[test]
fn a_lone_number_near_the_foot_is_kept_unless_it_counts_the_pages() {
    let foot = |number: &str| Page::default().text(84, 700, "完成率").text(280, 30, number);
    assert_eq!(source("a.pdf", pdf(&[foot("88")])).text, "完成率\n88\n");
    assert_eq!(source("a.pdf", pdf(&[foot("- 1 -")])).text, "完成率\n");
}

const ROWS: &[&[&str]] = &[&["指标", "目标", "完成"], &["渡口", "15", "9"], &["暗渠", "28公里", ""]];

#[test]
fn ruled_tables_are_tables_and_go_on_over_the_page() {
    let first = Page::default().text(60, 700, "进展如下。").table(60, 680, ROWS);
    let second = Page::default().table(60, 780, &[ROWS[0], &["闸门", "7", "7"]]).text(60, 600, "完。");
    let source = source("a.pdf", pdf(&[first, second]));
    assert_eq!(source.text, "进展如下。\n指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28公里\t\n闸门\t7\t7\n完。\n");
    assert_eq!(source.tables.len(), 1);
    assert_eq!(cells(&source, 0).len(), 12);
    assert_eq!(source.locus(source.text.find("闸门").unwrap()), Some(&Locus::Page(2)));
}

#[test]
fn a_page_that_is_turned_is_read_as_it_is_shown() {
    let page = Page::default().text(60, 500, "进展如下。").table(60, 480, ROWS).turned();
    let source = source("a.pdf", pdf(&[page]));
    assert_eq!(source.text, "进展如下。\n指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28公里\t\n");
    assert_eq!(source.tables.len(), 1);
}

#[test]
fn columns_without_lines_are_a_table_where_every_row_fits() {
    let rows = |rows: &[&[&str]]| {
        rows.iter().enumerate().fold(
            Page::default().text(60, 700, "进展如下。"),
            |page, (row, cells)| {
                let line = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
                line.fold(page, |page, (col, text)| {
                    page.text(60 + 120 * col as u32, 660 - 20 * row as u32, text)
                })
            },
        )
    };
    let whole = source("a.pdf", pdf(&[rows(&[ROWS[0], ROWS[1], &["暗渠", "28公里", "28公里"]])]));
    assert_eq!(whole.text, "进展如下。\n指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28公里\t28公里\n");
    assert_eq!(whole.tables.len(), 1);
    let gaps = source("a.pdf", pdf(&[rows(ROWS)]));
    assert_eq!(gaps.text, "进展如下。\n指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28公里\n");
    assert!(gaps.tables.is_empty());
}

#[test]
fn scans_and_broken_files_are_said_so() {
    assert_eq!(refused("a.pdf", pdf(&[Page::default()])), ReadError::Scanned);
    assert_eq!(refused("a.pdf", locked(&[page(1)])), ReadError::Encrypted);
    assert!(matches!(refused("a.pdf", b"%PDF-1.4\nnothing"), ReadError::Broken(_)));
    let whole = pdf(&[page(1)]);
    for end in (0..whole.len()).step_by(997) {
        // Any answer will do but a panic.
        let _ = duibiao::read::read("a.pdf", &whole[..end], &duibiao::read::Options::default());
    }
}

#[test]
fn forms_that_paint_forms_without_end_are_a_bound() {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
            .into(),
        "<< /Length 6 >>\nstream\n/X Do \nendstream".into(),
    ];
    for next in 6..30 {
        let content = "/X Do ".repeat(20);
        objects.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >> /Length {} >>\n\
             stream\n{content}\nendstream",
            content.len()
        ));
    }
    let error = refused("a.pdf", file(&objects));
    assert!(matches!(error, ReadError::Bound { .. }), "{error}");
}

#[test]
fn text_that_is_not_shown_under_what_is_printed_is_left_out_and_told() {
    let bytes = crate::apart::hostile("pdf_ocr_copy.pdf");
    let source = duibiao::read::read("a.pdf", &bytes, &duibiao::read::Options::default()).unwrap();
    assert_eq!(source.text, "今年计划疏浚塘坝48口，目前已疏浚31口。\n");
    assert!(source.notes[0].message.contains("not shown was left out on pages 1"), "{:?}", source.notes);
    // Where nothing else is on the page, it is the text.
    let printed = bytes.windows(11).position(|part| part == b"BT /F1 12 T").unwrap();
    let mut alone = bytes.clone();
    alone[printed..printed + 2].copy_from_slice(b"  ");
    let end = printed + bytes[printed..].windows(5).position(|part| part == b" ET B").unwrap();
    alone[printed + 2..end + 3].fill(b' ');
    let source = duibiao::read::read("a.pdf", &alone, &duibiao::read::Options::default()).unwrap();
    assert_eq!(source.text, "今年计划疏浚塘坝48口，目前已疏浚37口。\n");
    assert!(source.notes[0].message.contains("laid there by some OCR"), "{:?}", source.notes);
}

#[test]
fn an_updated_pdf_whose_end_is_cut_is_an_error_and_one_without_any_end_a_warning() {
    let first = pdf(&[Page::default().text(60, 700, "计划疏浚塘坝48口，目前已疏浚31口。")]);
    let update =
        "\n4 0 obj\n<</Length 9>>stream\nBT ET %  \nendstream\nendobj\nxref\n0 1\n0000000000 65535 f \n";
    let cut = [first.as_slice(), update.as_bytes()].concat();
    assert!(crate::documents::refused("a.pdf", cut).to_string().contains("what was changed last"));
    let end = first.windows(4).position(|word| word == b"xref").unwrap();
    let source = crate::documents::source("a.pdf", &first[..end]);
    assert!(source.text.contains("31口"), "{}", source.text);
    assert_eq!(source.notes[0].code, "pdf-damaged", "{:?}", source.notes);
}
