//! Pages that the tests draw themselves, read back from the picture: the rows are those of the same text.
//!
//! The models come from the registry, the font from the system (`.ci/run` fetches both); where one is missing the
//! tests say that they were skipped, or fail where `OCR_REQUIRED` is set.

use std::{
    collections::HashMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::{
    cli::{command, ends, folder_with, text},
    made,
};

const FONT: &str = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc";
/// What of a row is compared.
const COMPARED: &[&str] =
    &["kind", "indicator", "target_value", "target_unit", "actual_value", "actual_unit", "stated_ratio"];

/// Where the models are, a Python that draws, and a folder for what is drawn; `None` where one is missing.
struct Workshop {
    models: PathBuf,
    python: PathBuf,
    folder: tempfile::TempDir,
}

impl Workshop {
    fn open() -> Option<Self> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
        let models = target.join("ocr");
        let python = target.join("readback/bin/python3");
        let draws = Command::new(&python).args(["-c", "import PIL"]).status();
        let missing = [
            (!models.join("PP-OCRv6_rec_small.onnx").is_file()).then_some("the models in target/ocr"),
            (!draws.is_ok_and(|status| status.success())).then_some("pillow in target/readback"),
            (!Path::new(FONT).is_file()).then_some("the font fonts-wqy-zenhei"),
        ];
        let missing: Vec<&str> = missing.into_iter().flatten().collect();
        if missing.is_empty() {
            return Some(Self { models, python, folder: tempfile::tempdir().unwrap() });
        }
        let missing = missing.join(", ");
        assert!(std::env::var_os("OCR_REQUIRED").is_none(), "OCR cannot be tested without {missing}");
        eprintln!("skipped: OCR is not tested without {missing}");
        None
    }

    /// Draws a page of `tests/ocr`; `prose/10` is its first ten lines.
    fn draw(&self, page: &str, dpi: &str, degrees: &str, noise: &str, ending: &str) -> PathBuf {
        let drawn = self.folder.path().join(format!("{}-{dpi}.{ending}", page.replace('/', "-")));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ocr");
        let mut python = Command::new(&self.python)
            .arg(folder.join("render.py"))
            .args([FONT, dpi, degrees, noise])
            .arg(&drawn)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        python.stdin.take().unwrap().write_all(page_text(page).as_bytes()).unwrap();
        assert!(python.wait().unwrap().success());
        drawn
    }

    fn extract(&self, file: &Path, more: &[&str]) -> Output {
        let mut run = command(self.folder.path(), &["extract"]);
        let run = run.arg(file).arg("--ocr-models").arg(&self.models).args(more).output().unwrap();
        ends(&run, 0, &[]);
        run
    }

    fn rows(&self, file: &Path) -> Vec<HashMap<String, String>> {
        let table = self.extract(file, &["--format", "csv"]).stdout;
        csv::Reader::from_reader(table.as_slice()).deserialize().map(Result::unwrap).collect()
    }

    /// The rows of the same page as a text, its table as one of HTML.
    fn rows_of_text(&self, page: &str) -> Vec<HashMap<String, String>> {
        let text = page_text(page);
        let line = |line: &str| match line.split_once('|') {
            Some(_) => format!("<tr><td>{}</td></tr>", line.replace('|', "</td><td>")),
            None => format!("<p>{}</p>", line.trim_start_matches("# ")),
        };
        let html: String = text.lines().map(line).collect::<Vec<_>>().join("\n");
        let html = html.replacen("<tr>", "<table><tr>", 1);
        let file = self.folder.path().join("text.html");
        fs::write(&file, format!("<!DOCTYPE html><html><body>{html}</table></body></html>")).unwrap();
        self.rows(&file)
    }
}

/// A page of `tests/ocr`, or its first lines (`prose/10`).
fn page_text(page: &str) -> String {
    let (name, lines) = page.split_once('/').unwrap_or((page, "99"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ocr");
    let text = fs::read_to_string(folder.join(format!("{name}.page"))).unwrap();
    text.lines().take(lines.parse().unwrap()).map(|line| format!("{line}\n")).collect()
}

fn compared(row: &HashMap<String, String>) -> Vec<String> {
    COMPARED.iter().map(|name| row[*name].clone()).collect()
}

/// The rows of pages as they are drawn are those of the same pages as texts: at least 95 % of them.
fn read_back(workshop: &Workshop, drawn: &[(&str, &str, &str, &str, &str)]) {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for &(page, dpi, degrees, noise, ending) in drawn {
        let printed = workshop.rows_of_text(page);
        assert!(printed.len() >= 5, "{page}: {} rows", printed.len());
        assert!(printed.iter().all(|row| row["text_source"] == "text" && row["text_certainty"].is_empty()));
        let seen = workshop.rows(&workshop.draw(page, dpi, degrees, noise, ending));
        assert!(seen.iter().all(|row| row["text_source"] == "ocr" && !row["text_certainty"].is_empty()));
        let mut left: Vec<Vec<String>> = seen.iter().map(compared).collect();
        for row in printed.iter().map(compared) {
            all += 1;
            match left.iter().position(|other| *other == row) {
                Some(at) => {
                    left.remove(at);
                    right += 1;
                }
                None => wrong.push(format!("{page} {dpi} {degrees} {ending}: not read: {row:?}")),
            }
        }
        wrong.extend(left.iter().map(|row| format!("{page} {dpi} {degrees} {ending}: made up: {row:?}")));
    }
    println!("rows exact: {right} of {all}");
    assert!(right * 100 >= all * 95 && wrong.len() * 20 <= all, "{right} of {all}\n{}", wrong.join("\n"));
}

#[test]
fn rows_of_a_scan_are_those_of_its_text() {
    let Some(workshop) = Workshop::open() else { return };
    read_back(
        &workshop,
        &[
            ("prose", "150", "1.5", "10", "png"),
            ("table", "150", "-1.5", "10", "jpg"),
            ("prose", "200", "-1.2", "14", "pdf"),
            ("table", "300", "0.8", "14", "tif"),
        ],
    );
}

#[test]
fn rows_of_a_page_on_its_side_or_its_head_are_those_of_one_that_stands() {
    let Some(workshop) = Workshop::open() else { return };
    read_back(
        &workshop,
        &[
            ("prose/8", "150", "91", "10", "png"),
            ("prose/8", "150", "269.2", "10", "pdf"),
            ("table/10", "150", "180.8", "10", "jpg"),
            ("table/10", "150", "89.5", "10", "png"),
        ],
    );
}

#[test]
fn pictures_are_decoded_as_scanners_press_them_into_a_pdf() {
    let Some(workshop) = Workshop::open() else { return };
    read_back(
        &workshop,
        &[
            ("table/10", "200", "0.4", "6", "jp2.pdf"),
            ("prose/8", "200", "-0.4", "0", "jbig2.pdf"),
            ("table/10", "200", "0", "0", "g3.pdf"),
            ("prose/8", "200", "180", "0", "g4.pdf"),
        ],
    );
}

#[test]
fn a_scan_whose_pictures_are_damaged_says_what_to_do() {
    let Some(workshop) = Workshop::open() else { return };
    for ending in ["jp2.pdf", "jbig2.pdf"] {
        let drawn = workshop.draw("blank", "72", "0", "0", ending);
        let mut bytes = fs::read(&drawn).unwrap();
        let start = bytes.windows(8).rposition(|found| found == b">>stream").unwrap() + 9;
        bytes[start..start + 40].fill(b'x');
        fs::write(&drawn, bytes).unwrap();
        let mut run = command(workshop.folder.path(), &["extract"]);
        let run = run.arg(&drawn).arg("--ocr-models").arg(&workshop.models).output().unwrap();
        ends(&run, 3, &["a scan whose pictures cannot be decoded", "save its pages as .png"]);
    }
}

#[test]
fn rows_of_a_scan_go_to_those_that_need_a_look() {
    let Some(workshop) = Workshop::open() else { return };
    let scan = workshop.draw("table/10", "150", "0", "0", "png");
    let shown = workshop.extract(&scan, &["--format", "text", "--lang", "zh"]);
    ends(&shown, 0, &["由图片识别而来"]);
    let shown = text(&shown.stdout);
    assert!(shown.contains("共6行: 目标6个") && shown.contains("待核对6个"), "{shown}");
}

#[test]
fn scans_in_folders_and_archives_are_read_and_pictures_without_text_are_passed_by() {
    let Some(workshop) = Workshop::open() else { return };
    let scan = workshop.draw("table/10", "150", "0", "0", "png");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("表.png", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&fs::read(&scan).unwrap()).unwrap();
    let blank = workshop.draw("blank", "72", "0", "0", "png");
    let folder = folder_with(&[("a.zip", &zip.finish().unwrap().into_inner())]);
    fs::copy(&scan, folder.path().join("b.png")).unwrap();
    fs::copy(&blank, folder.path().join("c.png")).unwrap();
    let shown = workshop.extract(folder.path(), &["--format", "csv"]);
    ends(&shown, 0, &["c.png: it is empty", "it is passed by"]);
    let rows: Vec<HashMap<String, String>> =
        csv::Reader::from_reader(shown.stdout.as_slice()).deserialize().map(Result::unwrap).collect();
    let of = |ending: &str| rows.iter().filter(|row| row["source"].ends_with(ending)).count();
    assert_eq!((rows.len(), of("a.zip/表.png"), of("b.png")), (12, 6, 6));
}

#[test]
fn a_picture_without_models_says_what_to_do() {
    let folder = folder_with(&[("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]);
    let run = |more: &[&str]| {
        let mut run = command(folder.path(), &["extract", "scan.png"]);
        let own = run.args(more).env("XDG_DATA_HOME", folder.path()).env_remove("DUIBIAO_OCR_MODELS");
        own.output().unwrap()
    };
    ends(&run(&[]), 3, &["it is a picture", "duibiao ocr install --from", "--ocr-models DIR"]);
    ends(&run(&["--ocr-models", "."]), 3, &["PP-OCRv6_det_small.onnx", "duibiao ocr install --from"]);
}

#[test]
fn a_wheel_with_other_models_is_refused() {
    let models = ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"];
    let inside = models.map(|name| format!("rapidocr/models/{name}"));
    let files: Vec<(&str, &str)> = inside.iter().map(|name| (name.as_str(), "other")).collect();
    let folder = folder_with(&[("a.whl", &made::archive(&files))]);
    let run = command(folder.path(), &["ocr", "install", "--from", "a.whl", "--to", "."]).output().unwrap();
    ends(&run, 3, &["checksum", "rapidocr==3.10.0"]);
    assert!(models.iter().all(|name| !folder.path().join(name).exists()));
}
