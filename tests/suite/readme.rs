//! README.md shows what the program really prints.

use std::{env, fs, path::Path, process::Command};

use duibiao::{export::EXPORTERS, model::Alert, read::READERS};

use crate::cli::{duibiao, ends, text};

/// The text of the first code block after a line of the README.
fn block_after(text: &str, marker: &str) -> String {
    let after = text.split_once(marker).unwrap_or_else(|| panic!("README.md has no line `{marker}`")).1;
    let block = after.split_once("```").expect("a code block follows").1;
    let (_, body) = block.split_once('\n').expect("the block has lines");
    body.split_once("```").expect("the block ends").0.to_owned()
}

#[test]
fn the_table_of_the_readme_is_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let shown = block_after(&readme, "<!-- example: table -->");
    let output = duibiao(root, &["extract", "--format", "text", "seeds/pds-2023h1.txt"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<String> = printed.lines().map(without_widths).collect();
    for line in shown.lines().map(without_widths).filter(|line| !line.is_empty() && *line != "…") {
        assert!(
            lines.contains(&line),
            "README.md shows a line that is not printed:\n{line}\n\nprinted:\n{printed}"
        );
    }
}

/// A line with one blank between its cells: how wide a column is depends on the rows that are not shown.
fn without_widths(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_worker_of_the_readme_answers_as_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let script = block_after(&readme, "<!-- example: worker -->");
    let program = Path::new(env!("CARGO_BIN_EXE_duibiao")).parent().unwrap();
    let path = env::join_paths([program.as_os_str(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let output = Command::new("sh").args(["-c", &script]).env("PATH", path).output().unwrap();
    ends(&output, 0, &[]);
    let (answers, shown) = (text(&output.stdout), block_after(&readme, "<!-- example: answers -->"));
    assert_eq!(answers.lines().count(), shown.lines().count(), "{answers}");
    for (answer, shown) in answers.lines().zip(shown.lines()) {
        let mut rest = answer;
        for piece in shown.split('…') {
            let at = rest.find(piece).unwrap_or_else(|| panic!("`{piece}` is not in {rest}"));
            rest = &rest[at + piece.len()..];
        }
        assert!(rest.is_empty(), "{answer}");
    }
}

#[test]
fn the_library_example_of_the_readme_is_one_of_the_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [readme, crate_page] =
        ["README.md", "src/lib.rs"].map(|file| fs::read_to_string(root.join(file)).unwrap());
    let shown = block_after(&readme, "<!-- example: library -->");
    for line in shown.lines() {
        assert!(
            crate_page.contains(&format!("//! {line}\n")),
            "no example of src/lib.rs has the line {line}"
        );
    }
}

#[test]
fn the_readme_names_every_command_and_every_top_level_entry() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let help = String::from_utf8(duibiao(root, &["--help"]).stdout).unwrap();
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for command in
        commands.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help")
    {
        assert!(readme.contains(&format!("`{command}`")), "README.md does not name the command {command}");
    }
    for entry in ["src/", "rules/", "seeds/", "tests/", "python/"] {
        assert!(readme.contains(entry), "README.md does not name {entry}");
    }
}

#[test]
fn the_readme_names_every_format_and_every_kind_of_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let paragraph = |marker: &str| {
        let after = readme.split_once(marker).unwrap_or_else(|| panic!("README.md has no line `{marker}`")).1;
        after.split("\n\n").next().unwrap_or_default().to_owned()
    };
    let formats = paragraph("<!-- list: formats -->");
    for exporter in EXPORTERS {
        assert!(formats.contains(&format!("`{}`", exporter.name())), "no format {}", exporter.name());
    }
    let inputs = paragraph("<!-- list: inputs -->");
    for reader in READERS {
        let named = reader.endings.iter().any(|ending| inputs.contains(&format!("`.{ending}`")));
        assert!(named, "no document of the kind {}", reader.name);
    }
}

#[test]
fn the_readme_says_where_every_finding_is_raised() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let rows = readme.lines().skip_while(|line| !line.starts_with("| code | raised where"));
    let rows = rows.take_while(|line| line.starts_with('|')).collect::<String>();
    for code in Alert::ALL.iter().map(|alert| alert.code()) {
        assert!(rows.contains(code), "the table of codes in README.md does not say {code}");
    }
}

/// The commands of a section's code blocks that begin with `$`, each with what is shown below it.
fn commands(section: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    let blocks = section.split("```").skip(1).step_by(2).filter(|block| block.contains("\n$ "));
    for line in blocks.flat_map(|block| block.lines().skip(1)) {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push((command.to_owned(), String::new())),
            None => {
                let (_, shown) = commands.last_mut().expect("a block begins with a command");
                shown.push_str(line);
                shown.push('\n');
            }
        }
    }
    commands
}

#[test]
#[cfg(unix)]
fn every_command_of_the_monthly_section_prints_what_is_shown_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let section = readme.split_once("## Month after month").unwrap().1.split("\n## ").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("seeds/months")).unwrap();
    for seed in fs::read_dir(root.join("seeds/months")).unwrap().map(|seed| seed.unwrap()) {
        for place in ["", "seeds/months"] {
            fs::copy(seed.path(), folder.path().join(place).join(seed.file_name())).unwrap();
        }
    }
    // What is stored now was stored on that day.
    let stored_on = |day: &str| {
        let file = rusqlite::Connection::open(folder.path().join("county.db")).unwrap();
        file.execute("UPDATE run SET added_at = ?1 WHERE added_at > '2025'", [day]).unwrap();
    };
    for month in ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"] {
        let add = ["ledger", "add", "--db", "county.db", "--body", "清岩县", month];
        ends(&duibiao(folder.path(), &add), 0, &[]);
    }
    stored_on("2024-07-31 09:00:00");
    let program = Path::new(env!("CARGO_BIN_EXE_duibiao")).parent().unwrap();
    let path = env::join_paths([program.as_os_str(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let commands = commands(section);
    assert!(commands.len() >= 9, "{commands:?}");
    for (command, shown) in commands {
        let mut run = Command::new("sh");
        run.current_dir(folder.path()).args(["-c", &command]).env("PATH", &path);
        let output = run.output().unwrap();
        assert_eq!(text(&output.stdout), shown, "{command}: {}", text(&output.stderr));
        stored_on("2024-08-20 09:00:00");
    }
}
