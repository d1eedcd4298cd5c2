//! What a spreadsheet makes of the files: LibreOffice opens them, and nothing an applicant wrote has become a formula.
//!
//! Needs LibreOffice. Where it is missing the tests say so aloud and pass, unless `INTAKE_LIBREOFFICE=insist`, as CI sets it.

mod paper;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Reader, open_workbook_auto};

/// Converts a file to a workbook; `import` is LibreOffice's CSV filter with its separator. None without LibreOffice.
fn opened(file: &Path, import: Option<&str>) -> Option<PathBuf> {
    let folder = file.parent().unwrap();
    // Its own profile, so that tests can run side by side and a person's settings stay out.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("opened");
    let mut command = Command::new("soffice");
    command
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out);
    if let Some(filter) = import {
        command.arg(format!("--infilter=CSV:{filter}"));
    }
    match command.arg(file).output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(out.join(file.file_name().unwrap()).with_extension("xlsx"))
        }
        Err(_) if std::env::var("INTAKE_LIBREOFFICE").as_deref() == Ok("insist") => {
            panic!("LibreOffice is not installed")
        }
        Err(_) => {
            eprintln!(
                "SKIPPED: LibreOffice (soffice) is not installed, so no spreadsheet was opened"
            );
            None
        }
    }
}

/// Applicants who try: formulas at the start, after separators, after line breaks, after spaces, in full-width letters.
const TRIES: &str = "ID,Submitted,Name,Organisation,Member,Motivation
F-1,2020-03-02T08:00:00,=1+1,\"=HYPERLINK(\"\"http://example.org\"\",\"\"open\"\")\",yes,9
F-2,2020-03-03T08:00:00,innocent;=1+1,\"two lines
=1+1\",yes,8
F-3,2020-03-04T08:00:00,innocent\t=1+1,+1+1,yes,7
F-4,2020-03-05T08:00:00,  =1+1,\u{ff1d}1+1,yes,6
F-5,2020-03-06T08:00:00,@SUM(1;1),\"innocent;\"\"=1+1\",yes,5
";

/// Selects from the tries and opens one of the files: its formulas, and how many cells it has.
fn formulas_in(file: &str, import: Option<&str>) -> Option<(Vec<String>, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::File::create(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .unwrap();
        path
    };
    let rules = include_str!("../sample-applications/small/formula-text.toml");
    let rules = rules
        .replace("cap = 2", "cap = 9")
        .replace("size = 2", "size = 9");
    let (rules, applications, run) = (
        put("rules.toml", &rules),
        put("tries.csv", TRIES),
        folder.path().join("run"),
    );
    let mut select = Command::new(env!("CARGO_BIN_EXE_intake"));
    select
        .arg("select")
        .arg(&applications)
        .args(["--delimiter", "comma", "--rules"])
        .arg(&rules)
        .arg("--out")
        .arg(&run);
    let output = select.output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let copy = folder.path().join(Path::new(file).file_name().unwrap());
    fs::copy(run.join(file), &copy).unwrap();
    let mut book = open_workbook_auto(opened(&copy, import)?).unwrap();
    let (mut formulas, mut cells) = (Vec::new(), 0);
    for name in book.sheet_names() {
        formulas.extend(
            book.worksheet_formula(&name)
                .unwrap()
                .used_cells()
                .map(|(.., formula)| formula.clone()),
        );
        cells += book.worksheet_range(&name).unwrap().used_cells().count();
    }
    Some((
        formulas
            .into_iter()
            .filter(|formula| !formula.is_empty())
            .collect(),
        cells,
    ))
}

fn no_formula(file: &str, import: Option<&str>) {
    if let Some((formulas, cells)) = formulas_in(file, import) {
        assert!(cells >= 6, "{file} was opened as {cells} cells");
        assert_eq!(formulas, Vec::<String>::new(), "{file}");
    }
}

const ROSTER: &str = "rosters/course.csv";
const COMMA: &str = "44,34,76,1";
const SEMICOLON: &str = "59,34,76,1";
const TAB: &str = "9,34,76,1";

#[test]
fn the_workbook_opens_and_holds_no_formula() {
    no_formula("workbook.xlsx", None);
}

#[test]
fn a_roster_opens_with_commas_and_holds_no_formula() {
    no_formula(ROSTER, Some(COMMA));
}

#[test]
fn a_roster_opened_with_semicolons_or_tabs_by_mistake_holds_no_formula() {
    no_formula(ROSTER, Some(SEMICOLON));
    no_formula(ROSTER, Some(TAB));
}

#[test]
fn the_same_texts_untouched_would_become_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("raw.csv");
    fs::File::create(&raw)
        .and_then(|mut file| file.write_all(TRIES.as_bytes()))
        .unwrap();
    let Some(book) = opened(&raw, Some(COMMA)) else {
        return;
    };
    let mut book = open_workbook_auto(book).unwrap();
    let name = book.sheet_names().remove(0);
    let formulas = book.worksheet_formula(&name).unwrap();
    assert!(
        formulas
            .used_cells()
            .any(|(.., formula)| !formula.is_empty()),
        "the other tests could not fail"
    );
}
