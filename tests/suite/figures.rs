//! Each figure that people are shown on a page is the one of the CSV; those of the workbook are held in `workbook.rs`,
//! those of the notice in `brief.rs`.

use std::{collections::HashMap, fs, path::Path};

use rust_decimal::{Decimal, RoundingStrategy};

use crate::cli::duibiao;

/// A row of a CSV by column.
type Row = HashMap<String, String>;

fn csv_of(folder: &Path, arguments: &[&str]) -> Vec<Row> {
    let output = duibiao(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    csv::Reader::from_reader(output.stdout.as_slice()).deserialize().map(Result::unwrap).collect()
}

fn page_of(folder: &Path, arguments: &[&str]) -> String {
    let output = duibiao(folder, &[arguments, &["-o", "page.html"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.join("page.html")).unwrap()
}

/// The words of a piece of a page.
fn words(html: &str) -> String {
    let text: String = html.split('<').enumerate().fold(String::new(), |text, (nth, piece)| {
        text + if nth == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) }
    });
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// With one decimal, 四舍五入; nothing for nothing.
fn rounded(text: &str, times: i64) -> Option<String> {
    let value = Decimal::from_str_exact(text).ok()? * Decimal::from(times);
    Some(format!("{:.1}", value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)))
}

/// What the page must say of a row.
fn said_of(row: &Row) -> Vec<String> {
    let cell = |name: &str| row[name].as_str();
    let high =
        if cell("target_high").is_empty() { String::new() } else { format!("–{}", cell("target_high")) };
    let sign = match cell("target_op") {
        ">=" => "≥",
        "<=" => "≤",
        "~" => "约",
        sign @ (">" | "<") => sign,
        _ => "",
    };
    let mut wanted = vec![cell("indicator").to_owned(), cell("status").to_owned()];
    if !cell("target_value").is_empty() {
        wanted.push(format!("目标 {sign}{}{high}{}", cell("target_value"), cell("target_unit")));
    }
    if !cell("actual_value").is_empty() {
        let word = if cell("kind") == "progress" { "进度" } else { "完成" };
        wanted.push(format!("{word} {}{}", cell("actual_value"), cell("actual_unit")));
    }
    wanted.extend(rounded(cell("completion_ratio"), 100).map(|ratio| ratio + "%"));
    let expected = rounded(cell("expected_ratio"), 100).filter(|_| !cell("completion_ratio").is_empty());
    wanted.extend(expected.map(|ratio| format!("序时{ratio}%")));
    wanted.extend(rounded(cell("stated_ratio"), 100).map(|ratio| format!("自报 {ratio}%")));
    wanted
}

#[test]
fn each_figure_of_the_review_page_is_that_of_the_csv() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let folder = tempfile::tempdir().unwrap();
    let mut numbers = 0;
    for seed in ["pds-2023h1.txt", "livelihood.html", "self-evaluation.csv", "news.txt", "months/2024-07.md"]
    {
        let seed = seeds.join(seed).display().to_string();
        let rows = csv_of(folder.path(), &["extract", &seed, "--format", "csv"]);
        let page = page_of(folder.path(), &["extract", &seed]);
        let cards: Vec<&str> = page.split("<article class=\"row").skip(1).collect();
        assert_eq!(cards.len(), rows.len(), "{seed}");
        for (row, card) in rows.iter().zip(cards) {
            let card = words(card.split("</article>").next().unwrap());
            for wanted in said_of(row) {
                assert!(card.contains(&wanted), "{seed}: {card} lacks {wanted}");
                numbers += 1;
            }
        }
        let count = |kinds: &[&str]| rows.iter().filter(|row| kinds.contains(&row["kind"].as_str())).count();
        let overview = words(page.split("class=\"tiles\"").nth(1).unwrap().split("</ul>").next().unwrap());
        let (goals, open) = (count(&["paired", "open"]), count(&["open"]));
        let met = rows.iter().filter(|row| row["target_met"] == "1").count();
        for wanted in [format!("{goals}目标"), format!("{open}未报数"), format!("{met}已达标")] {
            assert!(overview.replace(' ', "").contains(&wanted), "{seed}: {overview} lacks {wanted}");
        }
    }
    assert!(numbers > 300, "{numbers}");
}

/// The rows of a page of a grid, each cell by its head.
fn cells(page: &str) -> Vec<Row> {
    let cell = |cell: &str| {
        let (head, _) = cell.split_once("data-head=\"")?.1.split_once('"')?;
        Some((head.to_owned(), words(&format!("<td{}", cell.split("</td>").next()?))))
    };
    let row = |row: &str| row.split("<td").skip(1).filter_map(cell).collect();
    let body = page.split("<tbody>").nth(1).unwrap();
    body.split("<tr").skip(1).filter(|row| !row.contains("<th")).map(row).collect()
}

/// Numbers of the CSV in its common unit, and as people see them in the report's own.
fn in_own_unit(csv: &Row, shown: &Row, pairs: &[(&str, &str)]) -> usize {
    let number = |text: &str| Decimal::from_str_exact(&text.replace(',', "")).ok();
    let (goal, figure) = (("target_value", "new_target"), ("actual_value", "new_actual"));
    let known = |(written, common): (&str, &str)| {
        let common = csv.get(common).or_else(|| csv.get(common.trim_start_matches("new_")))?;
        Some((number(&csv[written])?, number(common)?)).filter(|(written, _)| !written.is_zero())
    };
    let Some((written, common)) = known(goal).or_else(|| known(figure)) else { return 0 };
    let unit = if known(goal).is_some() { "target_unit" } else { "actual_unit" };
    assert_eq!(shown["单位"], csv[unit], "{csv:?}");
    let mut held = 0;
    for (column, head) in pairs {
        let wanted = number(&csv[*column]).map(|value| (value * written / common).round_dp(8).normalize());
        let seen = number(&shown[*head]).map(|value| value.round_dp(8).normalize());
        assert_eq!(seen, wanted, "{head} of {csv:?}");
        held += usize::from(wanted.is_some());
    }
    held
}

#[test]
fn each_figure_of_the_pages_of_months_is_that_of_the_csv() {
    let folder = tempfile::tempdir().unwrap();
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    let month = |name: &str| months.join(name).display().to_string();
    let (june, july) = (month("2024-06.md"), month("2024-07.md"));
    let rows = csv_of(folder.path(), &["compare", &june, &july, "--format", "csv"]);
    let shown = cells(&page_of(folder.path(), &["compare", &june, &july]));
    assert_eq!(rows.len(), shown.len());
    let pairs = [
        ("new_target", "目标"),
        ("old_actual", "上期完成"),
        ("new_actual", "本期完成"),
        ("actual_delta", "完成变动"),
    ];
    let mut held = 0;
    for (csv, shown) in rows.iter().zip(&shown) {
        held += if csv["new_target"].is_empty() { 0 } else { in_own_unit(csv, shown, &pairs) };
        let wanted = rounded(&csv["new_ratio"], 100).map_or_else(String::new, |ratio| ratio + "%");
        assert_eq!(shown["完成率"], wanted, "{csv:?}");
        let signed = shown["完成率变动(百分点)"].replace("▲ ", "").replace("▼ ", "-");
        assert_eq!(signed, rounded(&csv["ratio_delta_pp"], 1).unwrap_or_default(), "{csv:?}");
    }
    assert!(held > 50, "{held}");
    for name in [&june, &july] {
        assert!(duibiao(folder.path(), &["ledger", "add", "--db", "l.db", name]).status.success());
    }
    let trend = ["ledger", "trend", "--db", "l.db", "新"];
    let rows = csv_of(folder.path(), &[&trend[..], &["--format", "csv"]].concat());
    let shown = cells(&page_of(folder.path(), &trend));
    assert_eq!(rows.len(), shown.len());
    let held: usize = rows
        .iter()
        .zip(&shown)
        .map(|(csv, shown)| in_own_unit(csv, shown, &[("target", "目标"), ("actual", "完成")]))
        .sum();
    assert!(held > 20, "{held}");
}

/// What a page shows of a cell of the CSV: a number, or a ratio in percent.
fn told(text: &str) -> [String; 2] {
    let number = Decimal::from_str_exact(text)
        .map_or_else(|_| text.to_owned(), |number| number.normalize().to_string());
    [number, rounded(text, 100).map_or_else(|| text.to_owned(), |ratio| ratio + "%")]
}

#[test]
fn each_figure_of_roll_ups_places_and_matrices_is_that_of_the_csv() {
    let folder = tempfile::tempdir().unwrap();
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    let month = |name: &str| months.join(name).display().to_string();
    let (june, july) = (month("2024-06.md"), month("2024-07.md"));
    let mut held = 0;
    for way in ["--rollup=section", "--rollup=source", "--matrix=source", "--ranking=source"] {
        let arguments = ["extract", &june, &july, way];
        let rows = csv_of(folder.path(), &[&arguments[..], &["--format", "csv", "--lang", "zh"]].concat());
        let shown = cells(&page_of(folder.path(), &arguments));
        assert_eq!(rows.len(), shown.len(), "{way}");
        for (csv, shown) in rows.iter().zip(&shown) {
            for (head, seen) in shown.iter().filter(|(_, seen)| seen.contains(|c: char| c.is_ascii_digit())) {
                let wanted = &csv[head];
                let file = wanted.rsplit('/').next().unwrap_or_default();
                let seen = seen.replace(',', "");
                assert!(told(wanted).contains(&seen) || seen == file, "{way}: {head} {seen} is not {wanted}");
                held += 1;
            }
        }
    }
    assert!(held > 120, "{held}");
}

#[test]
fn a_table_of_the_report_is_one_of_the_page_with_its_merged_cells_and_all_of_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let table = "<h1>东河区2024年上半年重点工作进展</h1><table><tr><th rowspan=2>项目</th><th colspan=2>口袋公园（个）</th>\
        <th rowspan=2>责任单位</th></tr><tr><th>年度目标</th><th>累计完成</th></tr>\
        <tr><td>城东</td><td>30</td><td>12</td><td rowspan=2>区城管局</td></tr><tr><td>城西</td><td>20</td><td>15</td></tr></table>";
    fs::write(folder.path().join("merged.html"), table).unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/livelihood.html").display().to_string();
    for (name, merged) in
        [("merged.html", ["rowspan=\"2\"", "colspan=\"2\""]), (&*seed, ["rowspan=\"2\"", "colspan=\"2\""])]
    {
        let page = page_of(folder.path(), &["extract", name]);
        for span in merged {
            assert!(page.contains(span), "{name} lacks {span}");
        }
        let text = String::from_utf8(duibiao(folder.path(), &["text", name]).stdout).unwrap();
        let source = page.split("class=\"source\"").nth(1).unwrap().split("</section>").next().unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            let mark = format!("data-line=\"{number}\"");
            let pieces = source.split(mark.as_str()).skip(1);
            let piece = |piece: &str| {
                let (_, inside) = piece.split_once('>').unwrap();
                let ends = ["</span></t", "</p>", "</span><span class=\"piece\""];
                let end = ends.iter().filter_map(|end| inside.find(end)).min();
                words(&inside[..end.unwrap()])
            };
            let found: String = pieces.map(piece).collect();
            assert_eq!(found.trim(), line.trim(), "{name}:{number}");
        }
    }
}
