//! Packs are filled in by other programs than ours: openpyxl and LibreOffice, whose files come back like any other.
//!
//! Needs Python with openpyxl, and LibreOffice. Where one is missing its test says so aloud and passes, unless `INTAKE_LIBREOFFICE=insist`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::made::{self, filled};
use super::{APPLICATIONS, ASSESSORS, RULES, pile, rules, sample};
use crate::bench::{Bench, Ran};

/// Fills in every pack of a folder: what is rated is the last digit of the id; the second application is a conflict.
const FILL: &str = r#"
import sys, openpyxl
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    sheet = book["ratings"]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "P-02":
            row[2].value = "yes"
        else:
            row[1].value = int(row[0].value[-1])
        row[4].value = "a comment"
    book.save(path)
"#;

fn put(folder: &Path) -> Vec<PathBuf> {
    let made = sample();
    let packs = made
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("packs/"));
    packs
        .map(|(name, bytes)| {
            let path = folder.join(name.replace("packs/", "back from "));
            crate::bench::put(&path, bytes);
            path
        })
        .collect()
}

/// The run of the same packs, filled in as CSV.
fn plain() -> String {
    let fill = |id: &str, heading: &str| match heading.split(' ').next() {
        Some("motivation") => Some(if id == "P-02" {
            String::new()
        } else {
            id[id.len() - 1..].to_owned()
        }),
        Some("conflict") if id == "P-02" => Some("yes".to_owned()),
        Some("comment") => Some("a comment".to_owned()),
        _ => None,
    };
    let made = sample();
    let mut bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    for (name, bytes) in made
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("packs/"))
    {
        bench = bench.rated(
            &name.replace("packs/", "").replace(".xlsx", ".csv"),
            filled(bytes, &fill),
        );
    }
    decided(&bench.select())
}

fn decided(ran: &Ran) -> String {
    let lists = ["rosters/course.csv", "unplaced.csv", "assessors.csv"];
    lists.map(|name| ran.text(name).to_owned()).join("\n")
}

fn selected(paths: &[PathBuf]) -> Ran {
    let mut bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    bench.folder();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        bench = bench.rated(name, fs::read(path).unwrap());
    }
    bench.select()
}

fn fills(paths: &[PathBuf]) -> bool {
    let found = Command::new("python3")
        .args(["-c", "import openpyxl"])
        .output();
    if !found.is_ok_and(|output| output.status.success()) {
        eprintln!(
            "SKIPPED: Python (python3) with openpyxl is not installed, so no pack was filled in by it"
        );
        return false;
    }
    let output = Command::new("python3")
        .args(["-c", FILL])
        .args(paths)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    true
}

#[test]
fn packs_filled_in_by_openpyxl_give_the_same_run() {
    let folder = tempfile::tempdir().unwrap();
    let paths = put(folder.path());
    if fills(&paths) {
        assert_eq!(decided(&selected(&paths)), plain());
    }
}

/// Saves files anew with LibreOffice, in a format; none without it.
fn saved(paths: &[PathBuf], folder: &Path, format: &str) -> Option<Vec<PathBuf>> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("saved");
    let mut command = Command::new("soffice");
    command
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(&out)
        .args(paths);
    match command.output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(
                paths
                    .iter()
                    .map(|path| out.join(path.file_name().unwrap()).with_extension(format))
                    .collect(),
            )
        }
        Err(_) if std::env::var("INTAKE_LIBREOFFICE").as_deref() == Ok("insist") => {
            panic!("LibreOffice is not installed")
        }
        Err(_) => {
            eprintln!(
                "SKIPPED: LibreOffice (soffice) is not installed, so no pack was saved by it"
            );
            None
        }
    }
}

#[test]
fn packs_saved_by_libreoffice_give_the_same_run() {
    let folder = tempfile::tempdir().unwrap();
    let paths = put(folder.path());
    if !fills(&paths) {
        return;
    }
    let Some(saved) = saved(&paths, folder.path(), "xlsx") else {
        return;
    };
    assert_eq!(decided(&selected(&saved)), plain());
    // What was drawn up stays as it was: three sheets, and the marks.
    let bytes = fs::read(&saved[0]).unwrap();
    let rows = made::cells(&bytes, "ratings");
    assert!(rows[1].last().unwrap().starts_with("A1-"), "{rows:?}");
}

#[test]
fn no_application_that_fits_on_a_page_of_a_pack_is_cut() {
    let statement = |number: usize| {
        let words = "We wrote down what happened, who was there and what was said. ";
        format!(
            "{}End of P-{number:02}.",
            words.repeat(6 + 53 * number % 47)
        )
    };
    let made_of: Vec<[String; 5]> = (10..24)
        .map(|number| {
            let id = format!("P-{number:02}");
            let name = format!("Name{number} Surname{number}");
            [
                id,
                name,
                format!("{number}@example.org"),
                String::new(),
                statement(number),
            ]
        })
        .collect();
    let rows: Vec<[&str; 5]> = made_of
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    let assessors = ASSESSORS.replace("P-04", "");
    let made = super::made(
        &rules(RULES),
        &[("packs.csv", &pile(&rows))],
        Some(&assessors),
        &[],
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.xlsx");
    crate::bench::put(&path, &made.files["packs/A1.xlsx"]);
    let Some(saved) = saved(&[path], folder.path(), "pdf") else {
        return;
    };
    let mut command = Command::new("pdftotext");
    let Ok(output) = command.args(["-layout"]).arg(&saved[0]).arg("-").output() else {
        let insists = std::env::var("INTAKE_LIBREOFFICE").as_deref() == Ok("insist");
        assert!(!insists, "poppler-utils (pdftotext) is not installed");
        eprintln!("SKIPPED: poppler-utils (pdftotext) is not installed, so no print was read");
        return;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let pages: Vec<&str> = text
        .split('\u{c}')
        .filter(|page| page.contains("End of P-"))
        .collect();
    assert!(pages.len() > 1, "{text}");
    let mut ids = 0;
    for page in &pages {
        for id in page
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("P-"))
        {
            assert!(
                page.contains(&format!("End of {id}.")),
                "{id} is cut: {page}"
            );
            ids += 1;
        }
    }
    let ends: usize = pages
        .iter()
        .map(|page| page.matches("End of P-").count())
        .sum();
    assert_eq!(ids, ends, "{text}");
}
