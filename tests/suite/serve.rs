//! The workbench from outside: who is answered, what is kept, what a kill leaves.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
};

use serde_json::{Value, json};

use crate::{
    cli::{command, duibiao, ends},
    corrections::REPORT,
};

/// A workbench that runs; it is killed in the end.
pub(crate) struct Bench {
    child: Child,
    /// `http://127.0.0.1:…/…/`
    pub(crate) address: String,
}

impl Drop for Bench {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What came back.
pub(crate) struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&self.body)))
    }
}

impl Bench {
    pub(crate) fn open(folder: &Path, more: &[&str]) -> Self {
        let arguments = [&["serve", "--folder", "desk", "--no-open"], more].concat();
        let mut child =
            command(folder, &arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned() }
    }

    fn host(&self) -> &str {
        self.address["http://".len()..].split('/').next().unwrap()
    }

    fn token(&self) -> &str {
        self.address.trim_end_matches('/').rsplit('/').next().unwrap()
    }

    /// Sends a request as it is written here.
    fn raw(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // One that is refused by its head alone need not read the rest.
        drop(stream.write_all(body));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let (host, token) = (self.host(), self.token());
        self.raw(&format!("GET /{token}/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), b"")
    }

    pub(crate) fn post(&self, path: &str, body: &[u8]) -> Answer {
        let (host, token, length) = (self.host(), self.token(), body.len());
        let head = format!(
            "POST /{token}/{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Duibiao: 1\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        self.raw(&head, body)
    }

    pub(crate) fn state(&self) -> Value {
        self.get("state").json()
    }

    fn decide(&self, entries: &str) -> Answer {
        self.post(
            "decide",
            json!({ "source": "a.txt", "back": [], "entries": entries }).to_string().as_bytes(),
        )
    }

    /// The cells of a column of the corrected table.
    fn column(&self, name: &str) -> Vec<String> {
        let rows = self.get("rows").json();
        let at = rows["columns"].as_array().unwrap().iter().position(|column| column == name).unwrap();
        let cells = rows["rows"].as_array().unwrap().iter();
        cells.map(|row| row[at].as_str().unwrap_or("").to_owned()).collect()
    }
}

fn entry(kind: &str, row: &str, more: &str) -> String {
    format!(
        "[[{kind}]]\nsource = \"a.txt\"\nrow = \"{row}\"\n{more}by = \"李敏\"\non = 2026-07-08\nwhy = \"核\"\n"
    )
}

fn opened() -> (tempfile::TempDir, Bench) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let bench = Bench::open(folder.path(), &["a.txt"]);
    (folder, bench)
}

#[test]
fn only_the_own_page_is_answered() {
    let (_folder, bench) = opened();
    let (host, token) = (bench.host().to_owned(), bench.token().to_owned());
    let port = host.rsplit(':').next().unwrap();
    assert_eq!(bench.get("").status, 200);
    let head = bench.get("").head.to_lowercase();
    for part in
        ["content-security-policy: default-src 'none'", "frame-ancestors 'none'", "nosniff", "no-referrer"]
    {
        assert!(head.contains(part), "{part}: {head}");
    }
    assert!(!head.contains("access-control"), "{head}");
    let ask = |line: &str, fields: &str| {
        bench
            .raw(&format!("{line} HTTP/1.1\r\n{fields}Connection: close\r\nContent-Length: 0\r\n\r\n"), b"")
            .status
    };
    let own = format!("Host: {host}\r\n");
    let post = format!("POST /{token}/undo");
    for (status, line, fields) in [
        (404, "GET /".to_owned(), own.clone()),
        (404, "GET /state".to_owned(), own.clone()),
        (404, format!("GET /{}/state", "0".repeat(32)), own.clone()),
        (404, format!("GET /{token}"), own.clone()),
        (421, format!("GET /{token}/state"), format!("Host: evil.example:{port}\r\n")),
        (421, format!("GET /{token}/state"), "Host: 127.0.0.1\r\n".to_owned()),
        (403, format!("GET /{token}/state"), format!("{own}Origin: http://evil.example\r\n")),
        (403, post.clone(), own.clone()),
        (403, post.clone(), format!("{own}Origin: http://evil.example\r\nX-Duibiao: 1\r\n")),
        (403, post.clone(), format!("{own}Origin: null\r\nX-Duibiao: 1\r\n")),
        (403, post.clone(), format!("{own}Sec-Fetch-Site: cross-site\r\nX-Duibiao: 1\r\n")),
        (403, format!("OPTIONS /{token}/undo"), own.clone()),
        (405, format!("PUT /{token}/undo"), format!("{own}X-Duibiao: 1\r\n")),
        (200, format!("GET /{token}/state"), own.clone()),
    ] {
        assert_eq!(ask(&line, &fields), status, "{line} {fields}");
    }
    // It listens on this machine's own address only.
    assert!(bench.address.starts_with("http://127.0.0.1:"));
    assert_eq!(token.len(), 32);
}

#[test]
fn two_runs_never_have_one_address_and_one_folder_has_one_workbench() {
    let (folder, bench) = opened();
    let other = duibiao(folder.path(), &["serve", "--folder", "desk", "--no-open"]);
    ends(&other, 2, &["desk", "--folder"]);
    let token = bench.token().to_owned();
    drop(bench);
    let again = Bench::open(folder.path(), &[]);
    assert_ne!(again.token(), token);
}

#[test]
fn a_document_stays_in_the_folder_whatever_its_name() {
    let (folder, bench) = opened();
    for name in ["..%2F..%2Fescaped.txt", "%2Fetc%2Fescaped.txt", "..%5Cescaped.txt", "C%3A%5Cescaped.txt"] {
        let report = REPORT.replace("60个", &format!("6{}个", name.len()));
        assert_eq!(bench.post(&format!("documents?name={name}"), report.as_bytes()).status, 200, "{name}");
    }
    let inside = fs::read_dir(folder.path().join("desk/材料")).unwrap().count();
    assert_eq!(inside, 5);
    let outside: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(outside.len(), 2, "{outside:?}");
    for path in ["review/../../etc/passwd", "review/%2e%2e", "export/..%2F..", "months/..", "材料/a.txt"] {
        let path = path.replace("材料", "%E6%9D%90%E6%96%99");
        assert!((400..500).contains(&bench.get(&path).status), "{path}");
    }
}

#[test]
fn the_same_document_twice_is_one_and_another_of_its_name_is_another() {
    let (_folder, bench) = opened();
    let first = bench.post("documents?name=a.txt", REPORT.as_bytes()).json();
    let again = bench.post("documents?name=a.txt", REPORT.as_bytes()).json();
    assert_eq!(first, again);
    let other = bench.post("documents?name=a.txt", REPORT.replace("60个", "61个").as_bytes()).json();
    assert_ne!(first, other);
    let names: Vec<_> =
        bench.state()["documents"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, [json!("a (2).txt"), json!("a.txt")]);
    let id = other["ids"][0].as_u64().unwrap();
    assert_eq!(bench.post(&format!("remove?id={id}"), b"").json()["documents"].as_array().unwrap().len(), 1);
    assert_eq!(bench.get(&format!("review/{id}")).status, 400);
}

#[test]
fn what_cannot_be_read_is_told_and_leaves_nothing() {
    let (folder, bench) = opened();
    for (name, bytes) in
        [("empty.docx", &b""[..]), ("noise.bin", b"\x00\x01\x02\xff"), ("broken.pdf", b"%PDF-1.4 no")]
    {
        let answer = bench.post(&format!("documents?name={name}"), bytes);
        assert_eq!(answer.status, 400, "{name}");
        assert!(answer.json()["error"].as_str().unwrap().len() > 10);
    }
    assert_eq!(fs::read_dir(folder.path().join("desk/材料")).unwrap().count(), 1);
    let huge = bench.post("decide", &vec![b' '; (8 << 20) + 1]);
    assert_eq!(huge.status, 413);
    let long = format!(
        "POST /{}/documents?name=x.txt HTTP/1.1\r\nHost: {}\r\nX-Duibiao: 1\r\nContent-Length: 9999999999\r\nConnection: close\r\n\r\n",
        bench.token(),
        bench.host()
    );
    assert_eq!(bench.raw(&long, b"x").status, 413);
    assert_eq!(bench.get("state").status, 200);
}

#[test]
fn a_decision_is_on_the_disk_when_it_is_answered_and_a_kill_loses_nothing() {
    let (folder, bench) = opened();
    let ids = bench.column("row_id");
    assert_eq!(bench.decide(&entry("accept", &ids[1], "")).status, 200);
    let kept = || fs::read_to_string(folder.path().join("desk/更正.toml")).unwrap();
    assert!(kept().contains("[[accept]]") && kept().contains("李敏"), "{}", kept());
    assert_eq!(bench.decide(&entry("reject", &ids[0], "")).status, 200);
    assert_eq!(bench.column("review"), ["corrected", "accepted", ""]);
    assert_eq!(bench.column("kind"), ["open", "paired", "open"]);
    let state = bench.state();
    assert_eq!((&state["decided"], &state["undo"]), (&json!(2), &json!(true)));
    // Dropping it kills the process outright.
    drop(bench);
    let bench = Bench::open(folder.path(), &[]);
    assert_eq!(bench.column("review"), ["corrected", "accepted", ""]);
    let page = String::from_utf8(bench.get("review/1").body).unwrap();
    assert!(
        page.contains(&format!("\"row\":\"{}\"", ids[0])) && page.contains("\"what\":\"reject\""),
        "no decisions"
    );
    assert!(page.contains("connect-src &#39;self&#39;") || page.contains("connect-src 'self'"));
    // The same file gives the same table by the command line.
    let table =
        duibiao(folder.path(), &["extract", "a.txt", "--corrections", "desk/更正.toml", "--format", "csv"]);
    ends(&table, 0, &["2 of 2"]);
}

#[test]
fn a_step_is_undone_and_a_changed_mind_replaces() {
    let (_folder, bench) = opened();
    let ids = bench.column("row_id");
    bench.decide(&entry("accept", &ids[0], ""));
    bench.decide(&entry("not_comparable", &ids[0], ""));
    assert_eq!(bench.column("ratio_note")[0], "not_comparable");
    assert_eq!(bench.state()["decided"], json!(1));
    bench.post("undo", b"");
    assert_eq!(bench.column("review")[0], "accepted");
    let back = json!({ "source": "a.txt", "back": [ids[0]], "entries": "" }).to_string();
    bench.post("decide", back.as_bytes());
    assert_eq!(bench.column("review")[0], "");
    bench.post("undo", b"");
    assert_eq!(bench.column("review")[0], "accepted");
    bench.post("undo", b"");
    assert_eq!(bench.post("undo", b"").status, 400);
}

#[test]
fn what_is_no_decision_or_contradicts_one_is_refused_and_changes_nothing() {
    let (folder, bench) = opened();
    let ids = bench.column("row_id");
    bench.decide(&entry("accept", &ids[0], ""));
    let before = fs::read_to_string(folder.path().join("desk/更正.toml")).unwrap();
    let taken = "goal = { quote = \"改造老旧小区24个\", number = \"24个\" }\n\
        figure = { quote = \"建成口袋公园41个\", number = \"41个\" }\n";
    for wrong in
        [entry("pair", &ids[1], taken), entry("drop", &ids[1], ""), "]]".to_owned(), "[[accept]]".to_owned()]
    {
        let answer = bench.decide(&wrong);
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(!answer.json()["error"].as_str().unwrap().is_empty());
    }
    for wrong in [&b"{}"[..], b"", b"[1]", b"\xff\xfe", b"{\"source\":1}"] {
        assert_eq!(bench.post("decide", wrong).status, 400);
    }
    assert_eq!(fs::read_to_string(folder.path().join("desk/更正.toml")).unwrap(), before);
}

#[test]
fn every_format_can_be_saved_and_holds_what_was_decided() {
    let (folder, bench) = opened();
    let ids = bench.column("row_id");
    bench.decide(&entry("reject", &ids[0], ""));
    for format in bench.state()["formats"].as_array().unwrap() {
        let answer = bench.get(&format!("export/{}", format["name"].as_str().unwrap()));
        assert_eq!(answer.status, 200, "{format}");
        assert!(answer.head.contains("attachment; filename*=UTF-8''a-"), "{}", answer.head);
        assert!(answer.body.len() > 200, "{format}");
    }
    assert!(bench.get("export/xlsx").body.starts_with(b"PK"));
    let notice = bench.get("export/brief");
    assert!(notice.head.contains(".docx") && notice.body.starts_with(b"PK"), "{}", notice.head);
    let csv = String::from_utf8(bench.get("export/csv").body).unwrap();
    assert!(csv.starts_with("\u{feff}行标识,") && csv.contains("corrected"), "{csv}");
    fs::write(folder.path().join("earlier.toml"), bench.get("corrections").body).unwrap();
    bench.post("undo", b"");
    let earlier = fs::read(folder.path().join("earlier.toml")).unwrap();
    assert_eq!(bench.post("corrections", &earlier).status, 200);
    assert_eq!(bench.column("review")[0], "corrected");
    assert_eq!(bench.get("export/docx").status, 404);
}

#[test]
fn months_are_entered_and_compared() {
    let (folder, bench) = opened();
    let next = REPORT.replace("6月底", "7月底").replace("41个", "47个");
    bench.post("documents?name=b.txt", next.as_bytes());
    let enter = |source: &str, period: &str| {
        let body = json!({ "body": "清岩县", "source": source, "period": period, "replace": false });
        bench.post("months/add", body.to_string().as_bytes())
    };
    let first = enter("a.txt", "2026-06").json();
    assert_eq!((&first["period"], &first["vintage"]), (&json!("2026年6月"), &json!(1)), "{first}");
    enter("b.txt", "2026-07");
    assert_eq!(enter("b.txt", "七月").status, 400);
    let list = bench.get("months/list").json();
    assert_eq!(list["months"].as_array().unwrap().len(), 2);
    let changes = bench.get("months/changes").json();
    let said = changes["steps"][0].to_string();
    assert!(said.contains("2026年6月") && said.contains("2026年7月") && said.contains("47"), "{said}");
    let trend = bench.get("months/trend?indicator=%E5%8F%A3%E8%A2%8B%E5%85%AC%E5%9B%AD").json();
    assert_eq!(trend["rows"].as_array().unwrap().len(), 2, "{trend}");
    assert!(folder.path().join("desk/台账.db").exists());
}

#[test]
fn a_name_is_confirmed_from_the_page_for_all_months_and_taken_back() {
    let (_folder, bench) = opened();
    let next = REPORT.replace("6月底", "7月底").replace("口袋公园", "街头游园").replace("41个", "47个");
    bench.post("documents?name=b.txt", next.as_bytes());
    for (source, period) in [("a.txt", "2026-06"), ("b.txt", "2026-07")] {
        let body = json!({ "body": "清岩县", "source": source, "period": period, "replace": false });
        bench.post("months/add", body.to_string().as_bytes());
    }
    let step = || bench.get("months/changes").json()["steps"][0].clone();
    let proposed = |step: &Value| {
        let row = step["rows"].as_array().unwrap().iter().find(|row| row[0] == "new").cloned();
        row.map(|row| row.to_string())
    };
    let asked = proposed(&step()).unwrap();
    assert!(asked.contains("街头游园") && asked.contains("口袋公园"), "{asked}");
    let columns = bench.get("months/changes").json()["columns"].clone();
    let at =
        |name: &str| columns.as_array().unwrap().iter().position(|column| column["name"] == name).unwrap();
    let row = step()["rows"].as_array().unwrap().iter().find(|row| row[0] == "new").cloned().unwrap();
    let (old, new) = (row[at("perhaps")].clone(), row[at("indicator")].clone());
    let word = json!({ "body": "清岩县", "old": old, "new": new, "same": true }).to_string();
    assert_eq!(bench.post("months/names", word.as_bytes()).status, 200);
    assert_eq!(proposed(&step()), None);
    assert_eq!(bench.get("months/list").json()["decided"][0]["same"], json!(true));
    let unknown = json!({ "body": "清岩县", "old": "没有的指标", "new": new, "same": true }).to_string();
    assert_eq!(bench.post("months/names", unknown.as_bytes()).status, 400);
    assert_eq!(bench.post("months/undo", json!({ "body": "清岩县" }).to_string().as_bytes()).status, 200);
    assert_eq!(proposed(&step()), Some(asked));
    assert_eq!(bench.get("months/list").json()["decided"], json!([]));
}

#[test]
fn a_corrections_file_with_faults_is_named_at_the_start() {
    let (folder, bench) = opened();
    drop(bench);
    fs::write(folder.path().join("desk/更正.toml"), "version = 1\n[[accept]]\n").unwrap();
    let output = duibiao(folder.path(), &["serve", "--folder", "desk", "--no-open"]);
    ends(&output, 2, &["更正.toml"]);
}

#[test]
fn what_was_read_wrongly_is_corrected_and_what_was_missed_becomes_a_row() {
    let (folder, bench) = opened();
    let ids = bench.column("row_id");
    let fields = "name = \"老旧院落\"\nscope = \"东区\"\ngoal_reads = \"25个\"\n";
    assert_eq!(bench.decide(&entry("correct", &ids[1], fields)).status, 200);
    let missed = "[[missed]]\nsource = \"a.txt\"\ngoal = { quote = \"另有街角绿地52个\", number = \"52个\" }\n\
        name = \"街角绿地\"\nby = \"李敏\"\non = 2026-07-08\nwhy = \"漏\"\n";
    assert_eq!(bench.decide(missed).status, 200);
    assert_eq!(bench.column("indicator")[1..3], ["街角绿地", "老旧院落"]);
    assert_eq!(bench.column("target_value"), ["60", "52", "25", "3"]);
    assert_eq!(bench.column("scope")[2], "东区");
    let overlay = bench.get("decisions?id=1").json()["decisions"].to_string();
    assert!(
        overlay.contains("\"goal_reads\":\"25个\"") && overlay.contains("\"what\":\"missed\""),
        "{overlay}"
    );
    drop(bench);
    let bench = Bench::open(folder.path(), &[]);
    assert_eq!(bench.column("target_value"), ["60", "52", "25", "3"]);
    let back = json!({ "source": "a.txt", "back": [], "entries": "", "drop": missed }).to_string();
    bench.post("decide", back.as_bytes());
    assert_eq!(bench.column("target_value"), ["60", "25", "3"]);
}
