use super::{ENGLISH, FILES, SCRIPT, chinese, english, english_word, pairs, pairs_in, template::Template};

#[test]
fn each_text_stands_once_and_its_chinese_has_no_hole_of_its_own() {
    for (file, text) in FILES.iter().chain(ENGLISH).chain(SCRIPT) {
        assert!(
            toml::from_str::<toml::Table>(text).is_ok(),
            "{file}: {:?}",
            toml::from_str::<toml::Table>(text)
        );
    }
    // A text of holes only, as `{}: {}`, may stand once in each direction.
    for texts in [pairs(), pairs_in(ENGLISH)] {
        let mut seen = std::collections::HashSet::new();
        for (file, own, other) in texts {
            assert!(seen.insert(own.clone()), "{file}: `{own}` stands twice");
            let holes = [&own, &other].map(|text| Template::of(text).holes());
            assert_eq!(holes[0], holes[1], "{file}: `{own}` / `{other}`");
        }
    }
}

#[test]
fn what_stands_in_holes_is_told_too_and_words_of_others_stay() {
    assert_eq!(chinese("3 of 9 inputs could not be read"), "9个输入中有3个无法读取");
    let told = chinese("/a/b.xls is an input, too: the output would overwrite it; name another file");
    assert_eq!(told, "/a/b.xls同时是输入：写输出会把它盖掉；请另取文件名");
    let told = chinese("its archive is broken (bad zip): open it in its own program and save it again");
    assert_eq!(told, "压缩结构已损坏（bad zip）：请用原来的程序打开，重新保存");
    assert_eq!(chinese("疏浚塘坝"), "疏浚塘坝");
}

#[test]
fn words_of_tables_are_told_in_english_and_those_of_reports_stay() {
    assert_eq!(english("两期对比：五月.md → 六月.md"), "Changes: 五月.md → 六月.md");
    assert_eq!(
        english_word("累计数下降；自报率不符"),
        "cumulative figure fell; printed rate does not follow"
    );
    assert_eq!(english_word("目标 60个；疏浚塘坝"), "目标 60个; 疏浚塘坝");
}
