//! What files of other people held, and was lost once: each in a small file of the same shape.

use base64::{Engine, engine::general_purpose::STANDARD};
use duibiao::read;

use crate::{
    cli::{duibiao, ends, folder_with, text},
    documents::{cells, refused, source},
    made,
    made_compound::{Item, compound},
    made_ofd::{Sheet, ofd},
    made_pdf::{Page, pdf},
};

#[test]
fn a_mail_out_of_a_mail_box_is_read_below_the_line_of_the_box() {
    let body = STANDARD.encode("计划整治渡口48处，已整治31处。");
    let mail = format!(
        "From a@b.c Mon May  2 16:07:05 2005\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n\
         Subject: =?utf-8?B?{}?=\n \nMIME-Version: 1.0\n\n{body}\n",
        STANDARD.encode("进展")
    );
    assert_eq!(source("a.eml", mail).text, "进展\n计划整治渡口48处，已整治31处。");
}

#[test]
fn a_mail_in_a_mail_is_a_piece_of_its_text_or_a_file_of_its_own() {
    let inner = "Subject: 二季度\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>计划修路30公里，已修21公里。</p>\n";
    let mail = |head: &str| {
        format!(
            "Subject: 一季度\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\
             Content-Type: text/plain; charset=utf-8\n\n计划架桥5座，已架3座。\n--x\nContent-Type: message/rfc822{head}\n\n{inner}\n--x--\n"
        )
    };
    let read = source("a.eml", mail("")).text;
    assert_eq!(read, "一季度\n计划架桥5座，已架3座。\n二季度\n计划修路30公里，已修21公里。\n");
    let named = mail("\nContent-Disposition: attachment; filename=\"june\"");
    let found = read::carried("a.eml", named.as_bytes(), false).unwrap().unwrap();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.eml", "a.eml/june.eml"]);
}

#[test]
fn nothing_of_a_mail_is_taken_for_the_frame_of_a_page() {
    let long = "请各单位加快推进，确保按期完成全年任务。".repeat(20);
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<div>城镇新增就业4500人</div><div>{long}</div>\
         <div class=footer>新建渡口15处，已建9处</div>"
    );
    let read = source("a.eml", mail).text;
    assert!(read.starts_with("城镇新增就业4500人\n") && read.ends_with("新建渡口15处，已建9处\n"), "{read}");
}

#[test]
fn a_mail_that_only_carries_a_file_is_no_empty_document() {
    let word = made::docx(&made::paragraph("计划修路30公里，已修21公里。"), "");
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n \n--x\n\
         Content-Type: application/octet-stream; name=\"a.docx\"\nContent-Transfer-Encoding: base64\n\n{}\n--x--\n",
        STANDARD.encode(word)
    );
    let folder = folder_with(&[("mail.eml", mail.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "mail.eml"]);
    ends(&output, 0, &[]);
    assert!(text(&output.stdout).contains("mail.eml/a.docx,"));
}

#[test]
fn a_saved_page_that_speaks_of_frames_is_read_itself() {
    let page = "<html><head><meta name=a content=\"<frameset>\"></head><body><p>计划架桥5座，已架3座。</p></body></html>";
    let other = "<html><body><table><tr><td>广告<td>2</table></body></html>";
    let part = |at: &str, page: &str| {
        format!("--x\nContent-Type: text/html; charset=utf-8\nContent-Location: http://{at}/\n\n{page}\n")
    };
    let archive = format!(
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{}{}--x--\n",
        part("a", page),
        part("b", other)
    );
    assert_eq!(source("a.mhtml", archive).text, "计划架桥5座，已架3座。\n");
}

#[test]
fn a_mail_of_outlook_gives_the_mail_in_it_and_says_what_it_is_written_in() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
    let mut properties = vec![0; 32];
    for number in [0x3ffd_0003_u32, 0, 950, 0] {
        properties.extend(number.to_le_bytes());
    }
    let inner = vec![
        Item::Stream("__substg1.0_0037001F", wide("二季度")),
        Item::Stream("__substg1.0_1000001F", wide("计划修路30公里，已修21公里。\r\n")),
    ];
    let mail = compound(&[
        Item::Stream("__properties_version1.0", properties),
        Item::Stream("__SUBSTG1.0_1000001e", big5("縣")),
        Item::Folder("__attach_version1.0_#00000000", vec![Item::Folder("__substg1.0_3701000D", inner)]),
    ]);
    assert_eq!(source("a.msg", &mail).text.trim(), "縣");
    let found = read::carried("a.msg", &mail, false).unwrap().unwrap();
    assert_eq!(found[1].0, "a.msg/二季度.txt");
    assert_eq!(
        source(&found[1].0, found[1].1.as_deref().unwrap()).text,
        "二季度\n计划修路30公里，已修21公里。\n"
    );
}

#[test]
fn a_file_of_works_is_called_what_it_is() {
    let works = compound(&[Item::Stream("CONTENTS", vec![0; 64])]);
    assert!(refused("a.wps", works).to_string().contains("Microsoft Works"));
}

#[test]
fn a_part_of_a_package_is_found_whatever_the_case_of_its_name() {
    let page = |text: &str| {
        format!(
            "<Page><Template TemplateID=\"2\"/><Content><Layer><TextObject Boundary=\"25 {text} 90 5\" Size=\"4\">\
             <TextCode X=\"0\" Y=\"4\">计划{text}口</TextCode></TextObject></Layer></Content></Page>"
        )
    };
    let package = made::archive(&[
        ("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"),
        (
            "Doc_0/Document.xml",
            "<Document><CommonData><TemplatePage ID=\"2\" BaseLoc=\"TPLS/Content.xml\"/></CommonData>\
             <Pages><Page ID=\"1\" BaseLoc=\"Pages/Content.xml\"/></Pages></Document>",
        ),
        ("Doc_0/Tpls/content.xml", &page("30")),
        ("Doc_0\\Pages\\Content.xml", &page("48")),
    ]);
    let read = source("a.ofd", package).text;
    assert!(read.contains("计划30口") && read.contains("计划48口"), "{read}");
}

#[test]
fn rows_that_no_line_parts_are_rows_where_numbers_stand_beside_names() {
    let (left, top) = (60, 700);
    let mut page = Page::default();
    for x in [0, 90, 180, 270] {
        page = page.line((left + x, top), (left + x, top - 124));
    }
    for y in [0, 24, 124] {
        page = page.line((left, top - y), (left + 270, top - y));
    }
    let rows = [["渡口", "15", "9"], ["暗渠", "28", "28.5"], ["闸门", "7", "6"]];
    for (at, cells) in [["指标", "目标", "完成"]].iter().chain(&rows).enumerate() {
        for (col, text) in cells.iter().enumerate() {
            page = page.text(left + 4 + 90 * col as u32, top - 17 - 24 * at as u32, text);
        }
    }
    let source = source("a.pdf", pdf(&[page]));
    assert_eq!(source.text, "指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28\t28.5\n闸门\t7\t6\n");
    assert_eq!(cells(&source, 0).len(), 12);
}

#[test]
fn numbers_below_one_another_in_a_cell_stay_two() {
    let page = Page::default().table(60, 700, &[&["指标", "目标"], &["渡口", "15"]]).text(154, 652, "9");
    let read = source("a.pdf", pdf(&[page])).text;
    assert!(!read.contains("159"), "{read}");
}

#[test]
fn the_outline_of_a_letter_is_no_table() {
    let lines = "<PathObject Boundary=\"40 30 5 5\"><AbbreviatedData>M 0 0 L 4 0 M 0 2 L 4 2 M 0 4 L 4 4 M 0 0 L 0 4 M 2 0 L 2 4 \
                 M 4 0 L 4 4</AbbreviatedData></PathObject>";
    let sheet = Sheet::default().text(28.0, 34.0, "根据规定").raw(lines);
    assert_eq!(source("a.ofd", ofd(&[sheet], None)).text, "根据规定\n");
}

#[test]
fn rich_text_is_read_in_the_letters_of_each_font_and_of_its_code_page() {
    let cyrillic = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 a;}{\\f1\\fcharset204 b;}}\\f1 \\'ea\\'eb\\'e8\\f0 \\'bf\\'cd\\par}";
    assert_eq!(source("a.rtf", cyrillic).text, "кли客\n");
    let styled = "{\\rtf1\\ansi{\\b\\*\\cs7 abc}{\\*\\cs7 d}\\par}";
    assert_eq!(source("a.rtf", styled).text, "abc\n");
    let polish = "{\\rtf1\\ansi\\ansicpg1250 za\\'bf\\'f3\\'b3\\'e6\\par}";
    assert_eq!(source("a.rtf", polish).text, "zażółć\n");
}
