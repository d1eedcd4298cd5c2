//! Letters of a later round and with an officer's own templates, as the command writes them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use intake::engine::letters::{Request, letters};
use intake::engine::{File, Pile};
use intake::table::Options;
use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{APPLICATIONS, DECISIONS, Files, asked, dropped, sample};
use crate::bench::repository;

type Folder = BTreeMap<String, Vec<u8>>;

fn packed(files: &Folder, under: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let name = format!("{under}{name}");
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unpacked(bytes: &[u8]) -> Folder {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Folder::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

/// The run before anybody answered, and the one with decisions.
fn runs() -> (Folder, Folder) {
    let options = json!({"without-workbook": true, "without-report": true});
    let first = asked("select", &options, &sample()).files;
    let mut files = sample();
    files.extend(dropped(&[("decisions", DECISIONS)]));
    (first, asked("select", &options, &files).files)
}

fn given(run: &Folder) -> Files {
    let run = run
        .iter()
        .map(|(name, bytes)| ("run", name.clone(), bytes.clone()));
    run.chain(dropped(&[
        ("application", APPLICATIONS),
        ("decisions", DECISIONS),
    ]))
    .collect()
}

/// What the engine writes, as the command calls it.
fn by_engine(run: &Folder, told: Option<&Folder>, all: bool) -> Folder {
    let file = |path: &str| {
        let path = repository(path);
        File::new(
            path.file_name().unwrap().to_string_lossy(),
            fs::read(&path).unwrap(),
        )
    };
    let mut files = Folder::new();
    let request = Request {
        personal: Pile {
            applications: &[file(APPLICATIONS)],
            ratings: &[],
            rulings: &[file(DECISIONS)],
            reading: &Options::default(),
            follows: None,
            stage_before: None,
        },
        templates: None,
        date: Some("2019-04-20".parse().unwrap()),
        told: told.map(|told| told as _),
        all,
    };
    letters(run, &request, &mut files).unwrap();
    files
}

#[test]
fn with_the_run_whose_letters_went_out_only_what_is_new_or_changed_is_written() {
    let (first, second) = runs();
    let mut files = given(&second);
    files.push(("told", "run.zip".to_owned(), packed(&first, "sent/run-1/")));
    let mut written = Vec::new();
    for all in [false, true] {
        let about = json!({"date": "2019-04-20", "all": all});
        let told = asked("letters", &about, &files);
        assert_ne!(told.state(), "refused", "{}", told.line());
        let letters = unpacked(&told.files["letters.zip"]);
        assert!(
            letters == by_engine(&second, Some(&first), all),
            "all: {all}"
        );
        let part = told.part("after");
        assert!(
            part.contains("Since the letters that went out: 0 new, "),
            "{part}"
        );
        assert_eq!(part.contains("not written again"), !all, "{part}");
        written.push(letters.len());
    }
    assert!(written[0] < written[1], "{written:?}");
    let first_time = asked("letters", &json!({"date": "2019-04-20"}), &given(&second));
    assert!(unpacked(&first_time.files["letters.zip"]) == by_engine(&second, None, false));
    assert!(!first_time.part("after").contains("Since"));
}

#[test]
fn what_is_no_run_writes_no_letter() {
    let (first, second) = runs();
    let mut touched = first;
    touched.get_mut("audit.jsonl").unwrap().push(b'\n');
    for zip in [
        packed(&touched, ""),
        b"no archive".to_vec(),
        packed(&Folder::new(), ""),
    ] {
        let mut files = given(&second);
        files.push(("told", "run.zip".to_owned(), zip));
        let told = asked("letters", &json!({}), &files);
        assert_eq!((told.state(), told.files.len()), ("refused", 0));
        assert!(!told.part("after").is_empty());
    }
}

#[test]
fn templates_that_are_saved_edited_and_packed_again_are_those_of_the_letters() {
    let (_, run) = runs();
    let saved = asked("templates", &json!({}), &Files::new());
    let mut templates = unpacked(&saved.files["templates.zip"]);
    assert!(templates.contains_key("ru/frame.j2"));
    let frame = templates.get_mut("en/frame.j2").unwrap();
    frame.extend(b"\n\nWritten by hand.\n");
    for under in ["", "letters/", "ours/letters/"] {
        let mut folder = templates.clone();
        folder.insert("notes.txt".to_owned(), b"not ours".to_vec());
        let mut files = given(&run);
        files.push((
            "templates",
            "letters.zip".to_owned(),
            packed(&folder, under),
        ));
        let told = asked("letters", &json!({}), &files);
        assert_ne!(told.state(), "refused", "{under}: {}", told.part("after"));
        let letters = unpacked(&told.files["letters.zip"]);
        let texts = letters.iter().filter(|(name, _)| name.ends_with(".txt"));
        let mut ours =
            texts.filter(|(_, text)| String::from_utf8_lossy(text).contains("Written by hand."));
        assert!(ours.next().is_some(), "{under}");
    }
    let mut wrong = templates.clone();
    wrong.insert("en/selektiert.j2".to_owned(), b"Hello".to_vec());
    for (folder, says) in [
        (wrong, "letters/en/selektiert.j2"),
        (
            Folder::from([("a.txt".to_owned(), Vec::new())]),
            "holds no template",
        ),
    ] {
        let mut files = given(&run);
        files.push(("templates", "letters.zip".to_owned(), packed(&folder, "")));
        let told = asked("letters", &json!({}), &files);
        assert_eq!((told.state(), told.files.len()), ("refused", 0));
        assert!(told.part("after").contains(says), "{}", told.part("after"));
    }
}
