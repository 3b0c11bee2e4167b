use super::{Growing, Part, first::First, page};
use crate::{measure, pipeline::understand_whole, rules::Rulebook, text::Source};

/// The page of one text.
fn made(name: &str, text: &str) -> String {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new(name, text);
    let report = understand_whole(&source, &rules);
    let reports = [(&source, &report)];
    let table = measure::table(&reports, &rules).unwrap();
    let mut out = Vec::new();
    page(&reports, &table, crate::export::Lang::Zh, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const REPORT: &str = "2026年重点工作进展情况\n一、生态\n1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个，\
    另有街角绿地52个。\n2.完成绿化投资3亿元。\n落实情况：正在筹备。\n";

#[test]
fn numbers_are_marked_where_they_stand_and_belong_to_their_rows() {
    let page = made("a.txt", REPORT);
    assert!(page.contains(r#"<mark class="n goal" data-rows="0""#), "{page}");
    assert!(page.contains(r#"data-label="目标">60个</mark>"#));
    assert!(page.contains(r#"data-label="完成">41个</mark>"#));
    assert!(page.contains(r#">52个</i>"#));
    assert!(page.contains(r#"id="r0-0""#) && page.contains(r#"id="r0-1""#) && !page.contains(r#"id="r0-2""#));
}

#[test]
fn the_page_asks_nothing_of_a_network_and_runs_no_other_script() {
    let page = made("a.txt", REPORT);
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    for outside in ["http://", "https://", "url(", "@import", " src=", "onclick=", " style=", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<script").count(), 2);
}

#[test]
fn words_of_the_report_stay_words() {
    let evil = "<img onerror=alert(1)>\"'&</script><script>alert(2)</script>";
    let page = made("<b>.txt", &format!("{evil}\n1.新建{evil}60个。\n落实情况：建成{evil}41个。\n"));
    assert!(!page.contains("<img") && !page.contains("<script>alert") && !page.contains("<b>.txt"), "{page}");
    assert_eq!(page.matches("</script>").count(), 2);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(made("a.txt", REPORT), made("a.txt", REPORT));
}

#[test]
fn a_report_without_a_row_is_a_page_too() {
    let page = made("a.txt", "今天天气很好。\n");
    assert!(page.contains("今天天气很好。") && page.contains("没有符合条件的行"));
}

#[test]
fn several_reports_have_a_selector_and_only_the_first_is_shown() {
    let rules = Rulebook::builtin().unwrap();
    let sources = [Source::new("a.txt", REPORT), Source::new("b.txt", REPORT)];
    let read: Vec<_> = sources.iter().map(|source| understand_whole(source, &rules)).collect();
    let reports: Vec<_> = sources.iter().zip(&read).collect();
    let table = measure::table(&reports, &rules).unwrap();
    let mut out = Vec::new();
    page(&reports, &table, crate::export::Lang::Zh, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("<option value=\"1\">"));
    assert!(page.contains(r#"data-report="1" hidden"#) && !page.contains(r#"data-report="0" hidden"#));
}

#[test]
fn a_page_of_many_reports_holds_the_first_of_them_and_says_so() {
    let rules = Rulebook::builtin().unwrap();
    let read = |name: &str| {
        let source = Source::new(name, REPORT);
        let report = understand_whole(&source, &rules);
        let table = measure::table(&[(&source, &report)], &rules).unwrap();
        (table, vec![(source, report)])
    };
    let grown = |enough: usize| {
        let mut out = Vec::new();
        let mut first = Box::new(First::new(&mut out, crate::export::Lang::Zh, enough));
        for (table, reports) in ["a.txt", "b.txt", "c.txt"].map(read) {
            first.add(Part::of_table(table), reports).unwrap();
        }
        let cut = first.finish().unwrap();
        (String::from_utf8(out).unwrap(), cut)
    };
    let (some, cut) = grown(3);
    let cut = cut.unwrap();
    assert_eq!((cut.reports, cut.of_reports), (2, 3));
    assert!(some.contains("本页只列前2份报告") && some.contains("b.txt") && !some.contains("c.txt"));
    let (all, cut) = grown(100);
    assert!(cut.is_none() && all.contains("c.txt") && !all.contains("本页只列前"));
}
