//! OFD packages: lines and tables by their places, templates, paths, and what cannot be read.

use duibiao::{read::ReadError, text::Locus};

use crate::{
    documents::{cells, refused, source},
    made,
    made_ofd::{Sheet, ofd},
};

const ROWS: &[&[&str]] = &[&["指标", "目标", "完成"], &["渡口", "15", "9"], &["暗渠", "28公里", ""]];

#[test]
fn text_and_tables_are_put_together_by_their_places() {
    let first =
        Sheet::default().table(25.0, 60.0, ROWS).text(25.0, 30.0, "半年进展").text(33.0, 40.0, "情况如下。");
    let second = Sheet::default().table(25.0, 20.0, &[ROWS[0], &["闸门", "7", "7"]]).text(33.0, 60.0, "完。");
    let source = source("a.ofd", ofd(&[first, second], None));
    assert_eq!(
        source.text,
        "半年进展\n情况如下。\n指标\t目标\t完成\n渡口\t15\t9\n暗渠\t28公里\t\n闸门\t7\t7\n完。\n"
    );
    assert_eq!(source.tables.len(), 1);
    assert_eq!(cells(&source, 0).len(), 12);
    assert_eq!(source.locus(source.text.find("闸门").unwrap()), Some(&Locus::Page(2)));
}

#[test]
fn steps_may_be_written_short_and_objects_may_be_scaled() {
    let short = "<TextObject Boundary=\"25 30 90 5\" Size=\"4\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"g 2 4 g 3 2\">计划480口</TextCode>\
                 <TextCode X=\"18\">，已完31口</TextCode></TextObject>";
    let scaled = "<TextObject Boundary=\"25 40 90 5\" Size=\"400\" CTM=\"0.01 0 0 0.01 0 0\"><CGTransform CodePosition=\"0\" CodeCount=\"1\" \
                  GlyphCount=\"1\"><Glyphs>7</Glyphs></CGTransform><TextCode X=\"0\" Y=\"400\" DeltaX=\"g 9 400\">缩放之后</TextCode></TextObject>";
    let turned = "<TextObject Boundary=\"9 9 5 90\" Size=\"4\" CTM=\"0 1 -1 0 0 0\"><TextCode X=\"0\" Y=\"4\">水印</TextCode></TextObject>";
    let hidden = "<TextObject Visible=\"false\" Boundary=\"25 50 90 5\" Size=\"4\"><TextCode X=\"0\" Y=\"4\">不见</TextCode></TextObject>";
    let sheet = Sheet::default().raw(short).raw(scaled).raw(turned).raw(hidden);
    assert_eq!(source("a.ofd", ofd(&[sheet], None)).text, "计划480口，已完31口缩放之后\n");
}

#[test]
fn templates_stand_under_their_pages() {
    let sheet = Sheet::default().text(25.0, 50.0, "完成31口");
    let template = Sheet::default().text(25.0, 40.0, "计划48口");
    let read = source("a.ofd", ofd(&[sheet], Some(&template)));
    assert!(read.text.contains("计划48口") && read.text.contains("完成31口"), "{}", read.text);
}

#[test]
fn pictures_and_locked_packages_are_told_apart() {
    let picture = Sheet::default().raw("<ImageObject Boundary=\"0 0 210 297\" ResourceID=\"5\"/>");
    assert_eq!(refused("a.ofd", ofd(&[picture], None)), ReadError::Scanned);
    let locked = made::archive(&[("OFD.xml", "<OFD><DocBody/></OFD>"), ("Encryptions.xml", "<a/>")]);
    assert_eq!(refused("a.ofd", locked), ReadError::Encrypted);
    let private = Sheet::default().text(25.0, 40.0, "\u{e001}\u{e002}\u{e003}\u{e004}\u{e005}");
    assert_eq!(refused("a.ofd", ofd(&[private], None)), ReadError::Unreadable(1));
    let missing = made::archive(&[("OFD.xml", "<OFD><DocBody><DocRoot>a.xml</DocRoot></DocBody></OFD>")]);
    assert!(refused("a.ofd", missing).to_string().contains("a.xml is missing"));
}
