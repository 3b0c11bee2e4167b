//! Documents as people have them: the same content in every format, the frames of pages, and what cannot be read.

use duibiao::{
    read::{self, Options, ReadError},
    text::Source,
};

#[track_caller]
pub(crate) fn source(name: &str, bytes: impl AsRef<[u8]>) -> Source {
    read::read(name, bytes.as_ref(), &Options::default()).unwrap()
}

pub(crate) fn refused(name: &str, bytes: impl AsRef<[u8]>) -> ReadError {
    read::read(name, bytes.as_ref(), &Options::default()).unwrap_err()
}

/// The cells of a table as (row, column, rows, columns, text), headers marked with `#`.
pub(crate) fn cells(source: &Source, table: usize) -> Vec<String> {
    let show = |cell: &duibiao::text::Cell| {
        let mark = if cell.header { "#" } else { "" };
        format!(
            "{},{}+{}x{} {mark}{}",
            cell.row,
            cell.col,
            cell.rows,
            cell.cols,
            cell.span.text(&source.text)
        )
    };
    source.tables[table].cells.iter().map(show).collect()
}

const PAGE: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>渡口整治进展_某县人民政府</title>
<style>p{color:red}</style></head><body>
<div class="header"><a href="/">首页</a><a href="/a">政务公开</a><h1>某县人民政府</h1></div>
<div class="nav"><ul><li><a href="#">要闻</a></li><li><a href="#">公告公示</a></li><li><a href="#">互动交流</a></li></ul></div>
<div class="main"><div class="crumbs">当前位置：首页 &gt; 公告</div>
<h2 class="title">渡口整治进展</h2><div class="info">来源：某局　浏览次数：1234次</div>
<div class="content"><script>var a = "计划999个";</script>
<p>　　今年计划整治渡口<b>48</b>处，
目前已整治31处。</p><p style="display: none">隐藏的计划77处。</p>
<table border="1"><caption>渡口表</caption>
<thead><tr><td rowspan="2">指标</td><td colspan="2">数量<br>（处）</td></tr><tr><td>目标</td><td>完成</td></tr></thead>
<tbody><tr><td>渡口</td><td>&ge;48</td><td>31</td></tr></tbody></table>
<p>下一步加快推进；力争面积达到3km<sup>2</sup>。</p></div></div>
<div class="footer">版权所有：某县 备案号12345号 建议使用1024分辨率</div></body></html>"##;

#[test]
fn a_page_gives_its_article_and_nothing_of_its_frame() {
    let source = source("a.html", PAGE);
    let expected = "渡口整治进展\n今年计划整治渡口48处，目前已整治31处。\n渡口表\n指标\t数量\n（处）\n\t目标\t完成\n\
                    渡口\t≥48\t31\n下一步加快推进；力争面积达到3km²。\n";
    assert_eq!(source.text, expected);
    assert_eq!(
        cells(&source, 0),
        [
            "0,0+2x1 #指标",
            "0,1+1x2 #数量\n（处）",
            "1,1+1x1 #目标",
            "1,2+1x1 #完成",
            "2,0+1x1 渡口",
            "2,1+1x1 ≥48",
            "2,2+1x1 31"
        ]
    );
    assert_eq!(source.tables[0].caption.map(|span| span.text(&source.text)), Some("渡口表"));
}

#[test]
fn a_page_is_known_by_its_bytes_and_not_by_its_name() {
    assert_eq!(source("a.txt", PAGE).tables.len(), 1);
    assert_eq!(source("-", PAGE).tables.len(), 1);
}

#[test]
fn a_table_that_shapes_the_page_is_no_table() {
    let page = "<table><tr><td>菜单</td><td><p>今年计划整治渡口48处。</p><table><tr><th>指标</th><th>目标</th></tr>\
                <tr><td>渡口</td><td>48</td></tr></table></td></tr></table>";
    let source = source("a.html", page);
    assert_eq!(source.tables.len(), 1);
    assert_eq!(source.tables[0].width, 2);
    assert!(source.text.contains("今年计划整治渡口48处。\n"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    for (name, bytes, said) in [
        ("a.txt", &b""[..], "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.html", b"<html><body><script>x</script></body></html>", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "OCR"),
        ("a.rar", b"Rar!\x1a\x07", "unpack"),
        ("a.bin", b"\x00\x01\x02\xff\x00\x00\x01\x02", "neither"),
    ] {
        let reason = refused(name, bytes).to_string();
        assert!(reason.contains(said), "{name}: {reason}");
    }
}

#[test]
fn no_two_readers_share_an_ending() {
    let mut endings: Vec<_> = read::READERS.iter().flat_map(|reader| reader.endings).collect();
    let all = endings.len();
    endings.sort();
    endings.dedup();
    assert_eq!(endings.len(), all);
}

#[test]
fn traps_of_nesting_and_spans_are_bounds_and_end_soon() {
    let deep = "<div>".repeat(100_000);
    let closing = format!("{}{}", "<div>".repeat(50_000), "</p>".repeat(50_000));
    let wide =
        format!("<table><tr><td colspan=1000000000>1</td></tr>{}</table>", "<tr><td>2</td></tr>".repeat(9));
    let hanging = format!("<table>{}</table>", "<tr><td rowspan=65000>1</td></tr>".repeat(30_000));
    let bold: String = (0..3000).map(|index| format!("<b a{index}>")).collect();
    let bold = format!("{bold}{}", "<p>1".repeat(50_000));
    let attributes: String = (0..100_000).map(|index| format!(" a{index}")).collect();
    let attributes = format!("<p{attributes}>1</p>");
    for page in [deep, closing, wide, hanging, bold, attributes] {
        let error = refused("a.html", &page);
        assert!(matches!(error, ReadError::Bound { .. }), "{error}");
    }
}

#[test]
fn the_title_begins_the_article_and_the_lines_about_the_page_are_left_out() {
    let page = "<html><head><title>渡口整治情况通报_某县</title></head><body><div class='con'><table><tr><td>索引号：</td>\
        <td>0001/2023</td></tr></table><h1>渡口整治情况通报</h1><div>发布时间：2023-07-12 来源：某局 浏览次数：12次</div>\
        <div class='text'>　　一、进展<br>计划整治48处，已整治31处。<br/>资金来源：财政　完成时间：十月</div></div></body></html>";
    let expected = "渡口整治情况通报\n一、进展\n计划整治48处，已整治31处。\n资金来源：财政 完成时间：十月\n";
    assert_eq!(source("a.html", page).text, expected);
}

#[test]
fn an_article_in_a_page_of_layout_tables_keeps_its_table_of_data() {
    let page = "<html><body><table width=1000><tr><td>某局</td></tr><tr><td><table><tr><td>首页</td><td>公告</td></tr></table></td></tr>\
        <tr><td id=zoom><p class=MsoNormal><span>2022</span><span>年度<o:p></o:p></span></p><table class=MsoTable border=1><tbody>\
        <tr><td rowspan=2><p>指标</p><p>名称</p></td><td colspan=2><p>数量<span lang=EN-US>(</span>个)</p></td></tr>\
        <tr><td><p>目标值</p></td><td><p>完成值</p></td></tr><tr><td><p>班数</p></td><td><p>&ge;6</p></td><td><p>7&nbsp;</p></td></tr>\
        </tbody></table><p>自评得分98分。</p></td></tr></table></body></html>";
    let source = source("a.html", page);
    assert_eq!(source.tables.len(), 1);
    let expected = [
        "0,0+2x1 指标\n名称",
        "0,1+1x2 数量(个)",
        "1,1+1x1 目标值",
        "1,2+1x1 完成值",
        "2,0+1x1 班数",
        "2,1+1x1 ≥6",
        "2,2+1x1 7",
    ];
    assert_eq!(cells(&source, 0), expected);
    assert!(
        source.text.contains("2022年度\n") && source.text.contains("自评得分98分。\n"),
        "{}",
        source.text
    );
}

#[test]
fn preformatted_text_keeps_its_lines_and_numbered_lists_their_numbers() {
    let page =
        "<html><body><pre>一、修路\n计划12公里。\n</pre><ol start=3><li>架桥<li>挖渠</ol></body></html>";
    assert_eq!(source("a.html", page).text, "一、修路\n计划12公里。\n3. 架桥\n4. 挖渠\n");
}

#[test]
fn short_lines_beside_the_longest_are_kept() {
    let lines = ["计划改造旧屋120户，其中农村60户，已改造旧屋80户", "计划修路30公里，已修21公里"];
    let page = |lines: &[&str]| lines.iter().map(|line| format!("<div>{line}</div>")).collect::<String>();
    assert_eq!(source("a.html", format!("<body>{}</body>", page(&lines))).text, lines.join("\n") + "\n");
    let table = "<div><table><tr><td>指标</td><td>目标数</td></tr><tr><td>渡口整治处数</td><td>15</td></tr></table></div>";
    let source = source("a.html", format!("<body>{}{table}</body>", page(&["单位：处"])));
    assert_eq!(source.text, "单位：处\n指标\t目标数\n渡口整治处数\t15\n");
    assert_eq!(source.tables[0].caption.map(|span| span.text(&source.text)), Some("单位：处"));
}

#[test]
fn parts_are_where_the_relationships_say_and_versions_are_read_once() {
    const SENTENCE: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。\n";
    for (name, file) in [("a.docx", "docx_document2.docx"), ("a.docx", "docx_alternate_content.docx")] {
        assert_eq!(source(name, crate::apart::hostile(file)).text, SENTENCE, "{file}");
    }
    let sheet = source("a.xlsx", crate::apart::hostile("xlsx_sharedstrings_case.xlsx")).text;
    assert!(sheet.contains("3公里\t2公里"), "{sheet}");
}

#[test]
fn the_encoding_is_that_of_the_letters_whatever_the_text_says() {
    for (file, said) in [
        ("enc_big5.txt", "今年計劃疏浚塘壩48口"),
        ("enc_script_charset.html", "今年计划疏浚塘坝48口"),
        ("enc_text_charset.txt", "今年计划疏浚塘坝48口"),
    ] {
        let source = source(file, crate::apart::hostile(file));
        assert!(source.text.contains(said) && source.notes.is_empty(), "{file}: {}", source.text);
    }
}

#[test]
fn every_code_that_a_reader_notes_is_listed() {
    let mut made = Vec::new();
    for (_, text) in crate::tree::rust_files("src/read") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for after in code.split(".note(").skip(1) {
            made.extend(
                after
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
    }
    made.sort();
    made.dedup();
    let mut listed = duibiao::read::NOTES.to_vec();
    listed.sort_unstable();
    // An answer of a child with another code is refused.
    assert_eq!(made, listed);
}
