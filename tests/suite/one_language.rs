//! What a run says is of its language: faults in Chinese, and lines of the ledger, `explain` and the notice in either.

use crate::cli::duibiao;

/// Command lines that cannot be carried out, one word each.
const IMPOSSIBLE: &[&str] = &[
    "extract nothere.txt",
    "extract a.txt -o nowhere/x.csv",
    "extract a.txt -o x.foo",
    "extract a.txt -o a.txt",
    "extract a.txt --top x",
    "extract a.txt --sort nocolumn",
    "extract a.txt --pace nothere.csv",
    "extract a.txt --profile none",
    "extract a.txt --rules nowhere",
    "extract a.txt --corrections nowhere.toml",
    "extract a.txt --corrections bad.toml",
    "extract a.txt --corrections broken.toml",
    "extract a.txt --answers bad.ndjson",
    "extract a.txt --goals nothere",
    "extract empty.docx",
    "extract noise.bin",
    "brief a.txt -o x.pdf",
    "compare a.txt",
    "compare a.txt a.txt -o x.foo",
    "check a.txt --fail-on x",
    "ledger add --db nowhere/l.db a.txt",
    "ledger add --db l.db --period foo a.txt",
    "ledger add --db l.db a.txt",
    "ledger list --db nothere.db",
    "ledger list --db a.txt",
    "ledger trend --db nothere.db x",
    "ledger changes --db nothere.db",
    "ledger undo --db nothere.db",
    "questions nothere.txt",
    "explain a.txt:99",
    "scan nothere.txt",
    "text nothere.txt",
    "rules check nowhere",
    "rules show nothing",
    "evaluate --gold nothere.csv a.txt",
    "serve --folder a.txt --no-open",
    "frobnicate --x",
    "extract --nope",
    "completions x",
    "extract a.txt --input-format ndjson",
    "serve --port 99999",
    "extract a.txt --answers odd.ndjson",
    "extract a.txt --corrections quote.toml",
    "extract a.txt --corrections date.toml",
    "extract a.txt --corrections latin.toml",
    "extract a.txt --encoding foo",
    "extract a.txt --encoding utf-16le",
    "extract a.txt --jobs 0",
    "rules check latin",
    "ledger list --db cut.db",
    "ledger list --db blank.db",
    "ledger list --db nowhere/l.db",
    "serve --db a.txt --folder desk --no-open",
    "ledger changed-since --db l.db 1 --body=",
    "evaluate --gold latin.csv a.txt",
    "evaluate --gold ragged.csv a.txt",
    "evaluate --gold other.csv a.txt",
    "man --dir a.txt",
    "compare - -",
    "compare a.txt a.txt a.txt",
    "extract a.zip/none.txt",
    "extract a[1.txt",
    "brief nothing.txt",
    "extract a.txt --pace twice.csv",
];

/// Words of English beside each other, names of files, options and what stands in quotes left out.
fn english_words(line: &str) -> bool {
    let quoted: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let words: Vec<&str> = quoted.split(' ').collect();
    words.windows(2).any(|two| two.iter().all(&is_word))
}

#[test]
fn no_error_of_a_run_in_chinese_is_told_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。".as_bytes());
    write("empty.docx", b"");
    write("noise.bin", b"\x00\x01\x02\xff");
    write("bad.toml", b"version = 1\n[[accept]]\n");
    write("broken.toml", b"version = 1\n[accept\nnonsense\n");
    write("bad.ndjson", b"{\"id\":\"x\",\"answer\":\"pair\"}\nnojson\n");
    write("odd.ndjson", b"{\"id\":1}\n[]\n{\"id\":\"x\",\"answer\":[]}\n{\"a\n");
    write("quote.toml", b"version = 1\n[[accept]]\ngoal = \"x\"\n");
    write("date.toml", b"version = 1\n[[accept]]\non = 2026-13-99\n");
    write("latin.toml", b"version = 1\n# \xd6\xd0\n");
    std::fs::create_dir(folder.path().join("latin")).unwrap();
    write("latin/units.toml", b"# \xd6\xd0\n");
    write("cut.db", &[b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20".as_slice(), &[7; 5000]].concat());
    write("blank.db", b"");
    let gold = "doc,task,need,kind,indicator,target,target_unit,bound,actual,actual_unit,stated,note\n";
    write("latin.csv", &[gold.as_bytes(), b"a,1,must,pair,\xd6\xd0,1,,,1,,,\n"].concat());
    write("ragged.csv", format!("{gold}a,1,must,pair,x,1\n").as_bytes());
    write("other.csv", format!("{gold}b,1,must,pair,x,1,,,1,,,\n").as_bytes());
    write("a.zip", &crate::made::archive(&[("a.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。")]));
    write("nothing.txt", "没有数。\n".as_bytes());
    write("twice.csv", b"month,expected\n1,0.1\n1,0.2\n");
    let mut told_in_english = Vec::new();
    for line in IMPOSSIBLE {
        let arguments: Vec<&str> = ["--lang", "zh"].into_iter().chain(line.split(' ')).collect();
        let output = duibiao(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.trim().is_empty(), "{line} says nothing");
        // The usage shows the command as it is written.
        let own = said.lines().filter(|told| !told.contains("duibiao ") && english_words(told));
        told_in_english.extend(own.map(|told| format!("{line}: {told}")));
    }
    assert!(told_in_english.is_empty(), "{}", told_in_english.join("\n"));
}

#[test]
fn what_the_ledger_explain_and_the_notice_say_is_of_one_language() {
    let folder = tempfile::tempdir().unwrap();
    let seed = |name: &str| format!("{}/seeds/months/{name}", env!("CARGO_MANIFEST_DIR"));
    let said = |lang: &str, args: &[&str]| {
        let output = duibiao(folder.path(), &[&["--lang", lang], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (june, july) = (seed("2024-06.md"), seed("2024-07.md"));
    for (lang, added, again, decided, undone, removed, trend) in [
        (
            "zh",
            "已入账 甲县 2024-H1 第1版 16行",
            "已在账 甲县 2024-H1",
            "已记录 甲县 “新建口袋公园建成”",
            "已撤销",
            "已移除",
            "略滞后",
        ),
        (
            "en",
            "stored 甲县 2024-H1 version 1 rows 16",
            "already stored 甲县",
            "decided 甲县 “新建口袋公园建成”",
            "undone",
            "removed",
            "slightly behind",
        ),
    ] {
        let ledger =
            |more: &[&str]| said(lang, &[&["ledger"], more, &["--db", lang, "--body", "甲县"]].concat());
        assert!(ledger(&["add", &june]).starts_with(added));
        assert!(ledger(&["add", &june]).starts_with(again));
        ledger(&["add", &july]);
        assert!(ledger(&["confirm", "新建口袋公园建成", "新建街头游园建成"]).starts_with(decided));
        assert!(ledger(&["undo"]).starts_with(undone));
        assert!(ledger(&["trend", "停车位"]).contains(trend));
        assert!(ledger(&["remove", "--period", "2024-H1"]).starts_with(removed));
    }
    let place = format!("{june}:5");
    assert!(said("zh", &["explain", &place]).contains("25行  目标    3.6万亩"));
    let told = said("en", &["explain", &place]);
    assert!(
        told.contains("line 25  Goal") && told.contains("status slightly behind")
            || told.contains("Status slightly behind"),
        "{told}"
    );
    for words in ["原文", "线索", "规则", "另见", "完成率", "指标相同"] {
        assert!(!told.contains(words), "{told}");
    }
    let notice = said("en", &["brief", &june]);
    for words in ["# Notice of progress (draft)", "The reports name 16", "completion 57.8%, expected 50.0%"] {
        assert!(notice.contains(words), "{notice}");
    }
    for words in ["目标", "完成率", "序时进度", "滞后"] {
        let own = notice.lines().filter(|line| !line.starts_with("[^") && !line.starts_with("Drawn"));
        assert_eq!(own.filter(|line| line.contains(words)).count(), 0, "{words}");
    }
}
