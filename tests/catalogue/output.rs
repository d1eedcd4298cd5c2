//! What is written: an input that changes meanwhile, a place that cannot hold the run, names that are none.

use std::fs;

use insta::assert_snapshot;
use intake::base::digest;
use intake::base::origin::Source;
use intake::rules::load::load;

use super::MINIMAL;
use crate::bench::{Bench, plain, put};
use crate::inputs::refused;
use crate::shell::{self, Exit, disk, files};

const HEADINGS: &str = "ID,Submitted,Name,Years of practice,Motivation\n";
const ANA: &str = "1,2020-03-02T09:00:00,Ana,3,7.5\n";

/// The minimal programme with these rows under its headings.
fn rows(rows: &str) -> Bench {
    Bench::new(MINIMAL).pile(format!("{HEADINGS}{rows}"))
}

/// What is said when a file is changed while the run is being written.
fn changed(change: impl Fn(&std::path::Path)) -> String {
    let bench = rows(ANA);
    bench.folder();
    let before = bench.left();
    let rules = load("rules.toml", MINIMAL, &|_| Err(String::new()))
        .rules
        .unwrap();
    let stamps = files::stamps(&bench.applications);
    let (sheets, _) = bench.sheets();
    let selection = intake::select::select(&rules, &sheets).unwrap();
    let options = shell::write::Options {
        out: bench.run_folder(),
        replace: false,
        issue: intake::out::Issue {
            without_workbook: true,
            ..Default::default()
        },
    };
    let step = |name: &str| {
        if name == "audit.jsonl" {
            change(&bench.applications[0]);
        }
    };
    let read = || {
        selection
            .sheets
            .iter()
            .map(|sheet| (&*sheet.source, sheet.digest.as_str()))
    };
    let disk = disk::Machine::default();
    let written = shell::write::write(&disk, &selection, options, &step, &|| {
        files::unchanged(&disk, &bench.applications, &stamps, read())
    });
    let said = written.map_or_else(
        |finding| plain(&intake::papers::summary::findings(&[finding])),
        |_| "written".to_owned(),
    );
    let run = bench.run_folder().exists();
    assert_eq!(run, said == "written", "all of it or nothing");
    assert_eq!(
        bench.left().len(),
        before.len() + usize::from(run) - usize::from(!bench.applications[0].exists())
    );
    said
}

#[test]
fn b87_an_input_that_changes_before_the_run_is_written_is_refused() {
    assert_eq!(changed(|_| ()), "written");
    assert_snapshot!(changed(|file| put(file, format!("{HEADINGS}{ANA}2,2020-03-02T09:00:00,Bora,3,7\n"))), @"
    error[file-changed] pile.csv: the file was changed or moved after it was read
      help: close it in all other programs, wait until it is saved or synchronised, and run again
    ");
    // As long and as old as it was.
    assert!(
        changed(|file| put(file, format!("{HEADINGS}{}", ANA.replace("7.5", "5.7"))))
            .contains("file-changed")
    );
    assert!(changed(|file| fs::remove_file(file).unwrap()).contains("file-changed"));
    // Saved again as it was.
    assert_eq!(
        changed(|file| put(file, format!("{HEADINGS}{ANA}"))),
        "written"
    );
}

#[test]
fn a_large_file_is_hashed_again_only_where_it_was_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pile.csv");
    let text = |last: u8| [vec![b'x'; 1 << 24], vec![last]].concat();
    put(&path, text(b'a'));
    let paths = [path.clone()];
    let stamps = files::stamps(&paths);
    let source = Source {
        file: "pile.csv".to_owned(),
        sheet: None,
    };
    let is_unchanged = |digest: &str| {
        files::unchanged(
            &disk::Machine::default(),
            &paths,
            &stamps,
            std::iter::once((&source, digest)),
        )
        .is_ok()
    };
    let read = digest::of(&text(b'a'));
    // With a stamp as it was the digest is not looked at, so that even a wrong one passes.
    assert!(is_unchanged(&read) && is_unchanged("not looked at"));
    // Saved again as it was.
    put(&path, text(b'a'));
    assert!(is_unchanged(&read) && !is_unchanged("looked at"));
    // As long and as old as it was.
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    put(&path, text(b'b'));
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(modified).unwrap();
    assert!(!is_unchanged(&read));
}

#[test]
fn b88_an_output_folder_that_exists_is_not_overwritten_unless_that_is_asked_for() {
    let bench = rows(ANA);
    assert_eq!(bench.select().said.exit, Exit::Done);
    let audit = fs::read(bench.run_folder().join("audit.jsonl")).unwrap();
    assert_snapshot!(refused(&bench), @"
    exit 3
    error[output-exists] …/run: is there already
      help: choose another name with --out, or add --replace to replace this run
    ");
    put(
        &bench.applications[0],
        format!("{HEADINGS}{ANA}2,2020-03-02T09:00:00,Bora,3,7\n"),
    );
    fs::remove_file(bench.run_folder().join("unplaced.csv")).unwrap();
    let bench = bench.replacing();
    assert_eq!(bench.select().ranked().len(), 2);
    assert_ne!(
        fs::read(bench.run_folder().join("audit.jsonl")).unwrap(),
        audit
    );
    assert_eq!(bench.left(), ["pile.csv", "rules.toml", "run"]);
}

#[test]
fn b88_a_run_that_fails_leaves_the_earlier_one_as_it_was() {
    let bench = rows(ANA).replacing();
    bench.select();
    let before = fs::read(bench.run_folder().join("manifest.json")).unwrap();
    put(&bench.applications[0], "");
    refused(&bench);
    assert_eq!(
        fs::read(bench.run_folder().join("manifest.json")).unwrap(),
        before
    );
}

#[test]
fn b88_only_a_run_of_intake_is_replaced() {
    let bench = rows(ANA).replacing();
    fs::create_dir(bench.run_folder()).unwrap();
    put(&bench.run_folder().join("thesis.txt"), "all of it");
    assert_snapshot!(refused(&bench), @"
    exit 3
    error[output-exists] …/run: is a folder, but no run of Intake, and is not replaced
      help: choose another name with --out
    ");
    assert_eq!(
        fs::read(bench.run_folder().join("thesis.txt")).unwrap(),
        b"all of it"
    );
    let file = rows(ANA).out("pile.csv").replacing();
    assert_snapshot!(refused(&file), @"
    exit 3
    error[output-exists] …/pile.csv: is there already and is no folder
      help: choose another name with --out
    ");
}

#[test]
fn b88_a_manifest_alone_makes_no_run() {
    for manifest in ["{}", "{\"schema\": 1, \"intake\": \"0.1.0\"}", "[]", ""] {
        let bench = rows(ANA).replacing();
        fs::create_dir(bench.run_folder()).unwrap();
        put(&bench.run_folder().join("manifest.json"), manifest);
        put(&bench.run_folder().join("thesis.doc"), "all of it");
        assert!(
            refused(&bench).contains("is a folder, but no run of Intake"),
            "{manifest}"
        );
        assert_eq!(
            fs::read(bench.run_folder().join("thesis.doc")).unwrap(),
            b"all of it"
        );
    }
}

#[test]
fn b88_a_run_to_which_anything_was_added_is_not_replaced() {
    let added = |name: &str| {
        let bench = rows(ANA).replacing();
        bench.select();
        let path = bench.run_folder().join(name);
        if name.ends_with('/') {
            fs::create_dir(&path).unwrap();
        } else {
            put(&path, "mine");
        }
        let words = refused(&bench);
        assert!(path.exists() && bench.run_folder().join("audit.jsonl").exists());
        words
    };
    assert_snapshot!(added("thesis.doc"), @"
    exit 3
    error[output-exists] …/run: `thesis.doc` in it was not written by Intake, and would be lost
      help: move that out of the folder, or choose another name with --out
    ");
    assert_snapshot!(added("rosters/notes.txt"), @"
    exit 3
    error[output-exists] …/run: `rosters/notes.txt` in it was not written by Intake, and would be lost
      help: move that out of the folder, or choose another name with --out
    ");
    assert_snapshot!(added("mine/"), @"
    exit 3
    error[output-exists] …/run: `mine` in it was not written by Intake, and would be lost
      help: move that out of the folder, or choose another name with --out
    ");
}

#[test]
fn b88_applications_inside_the_folder_are_not_replaced() {
    let mut bench = rows(ANA).replacing();
    bench.select();
    let inside = bench.run_folder().join("applications.csv");
    fs::copy(&bench.applications[0], &inside).unwrap();
    bench.applications = vec![inside.clone()];
    assert!(refused(&bench).contains("`applications.csv`"));
    assert!(inside.exists());
}

#[test]
fn b88_a_run_in_which_somebody_wrote_is_not_replaced() {
    let bench = rows(ANA).replacing();
    bench.select();
    let clarify = bench.run_folder().join("clarify.csv");
    let noted = [
        fs::read(&clarify).unwrap(),
        b"called Ana on Monday\n".to_vec(),
    ]
    .concat();
    put(&clarify, &noted);
    assert_snapshot!(refused(&bench), @"
    exit 3
    error[output-exists] …/run: `clarify.csv` in it was changed since Intake wrote it, and the changes would be lost
      help: move that out of the folder, or choose another name with --out
    ");
    assert_eq!(fs::read(&clarify).unwrap(), noted);
    fs::remove_file(&clarify).unwrap();
    assert_eq!(
        bench.select().said.exit,
        Exit::Done,
        "nothing of theirs is left"
    );
}

#[test]
fn b88_a_place_that_cannot_hold_the_run_is_refused() {
    assert_snapshot!(refused(&rows(ANA).out("absent/run")), @"
    exit 3
    error[output-unwritable] …/absent: cannot be written: there is no such file or folder
      help: nothing was left behind; choose another place with --out
    ");
    assert_snapshot!(refused(&rows(ANA).out("pile.csv/run")), @"
    exit 3
    error[output-unwritable] …/pile.csv: cannot be written: what should be a folder is a file
      help: nothing was left behind; choose another place with --out
    ");
}

/// What is said of the minimal rules after a change.
fn rules(from: &str, to: &str) -> String {
    assert!(MINIMAL.contains(from), "{from}");
    refused(&Bench::new(&MINIMAL.replace(from, to)).pile(format!("{HEADINGS}{ANA}")))
}

#[test]
fn b89_an_id_that_is_no_file_name_is_refused_in_the_rules() {
    assert_snapshot!(rules("id = \"course\"", "id = \"../course\""), @r#"
    exit 2
    error[bad-id]: `../course` cannot be an id
      --> rules.toml:38:6
       |
    38 | id = "../course"
       |      ^^^^^^^^^^^
       |
       = help: use only a-z, 0-9 and single hyphens between them, 40 characters at most
    "#);
    assert_snapshot!(rules("id = \"minimal\"", "id = \"CON\""), @r#"
    exit 2
    error[bad-id]: `CON` cannot be an id
     --> rules.toml:8:6
      |
    8 | id = "CON"
      |      ^^^^^
      |
      = help: use only a-z, 0-9 and single hyphens between them, 40 characters at most
    "#);
    for id in [
        "",
        "con",
        "a b",
        "a/b",
        "ä",
        "-a",
        "a--b",
        "a.b",
        "open",
        &"a".repeat(41),
    ] {
        let said = rules("id = \"course\"", &format!("id = \"{id}\""));
        assert!(said.contains("--> rules.toml:38:6"), "{id}: {said}");
    }
}

#[test]
fn b90_rules_that_name_what_does_not_exist_are_refused_with_a_suggestion() {
    // A field, an option, a country.
    assert_snapshot!(rules("field = \"years\"", "field = \"yeers\""), @r#"
    exit 2
    error[unknown-name]: there is no field `yeers`
      --> rules.toml:74:18
       |
    74 | test = { field = "yeers", at_least = 2 }
       |                  ^^^^^^^
       |
       = help: did you mean `years`?
    "#);
    let gender = "[fields.gender]\ntype = \"choice\"\nheadings = [\"Gender\"]\n[fields.gender.options]\nwoman = []\nman = []\n";
    let country = "[fields.country]\ntype = \"country\"\nheadings = [\"Country\"]\n";
    let test = |fields: &str, test: &str| {
        let with = MINIMAL.replace("[[eligibility]]", &format!("{fields}\n[[eligibility]]"));
        let with = with.replace(
            "test = { field = \"years\", at_least = 2 }",
            &format!("test = {{ any = [{{ field = \"years\", at_least = 2 }}, {test}] }}"),
        );
        refused(&Bench::new(&with).pile(format!("{HEADINGS}{ANA}")))
    };
    assert_snapshot!(test(gender, r#"{ field = "gender", is = "womon" }"#), @r#"
    exit 2
    error[unknown-name]: there is no option `womon` here
      --> rules.toml:81:77
       |
    81 | test = { any = [{ field = "years", at_least = 2 }, { field = "gender", is = "womon" }] }
       |                                                                             ^^^^^^^
       |
       = help: did you mean `woman`?
    "#);
    assert_snapshot!(test(country, r#"{ field = "country", in = ["RS", "Sebria"] }"#), @r#"
    exit 2
    error[unknown-name]: `Sebria` is no country code
      --> rules.toml:78:85
       |
    78 | test = { any = [{ field = "years", at_least = 2 }, { field = "country", in = ["RS", "Sebria"] }] }
       |                                                                                     ^^^^^^^^
       |
       = help: did you mean `RS`, Serbia?
    "#);
    // A column that the rules name and the file does not have.
    assert_snapshot!(refused(&Bench::new(MINIMAL).pile(format!("{}{ANA}", HEADINGS.replace("Motivation", "Motivaton")))), @"
    exit 3
    error[heading-missing] pile.csv:1: no column for the field `motivation`: looked for `Motivation`
      help: did you mean E `Motivaton`? then add that heading to the field in the rules
    ");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn b88_a_folder_that_may_not_be_written_is_refused() {
        let bench = rows(ANA).out("closed/run");
        let closed = bench.folder().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
        // Whoever may write anywhere, such as root in a container, learns nothing here.
        let free = fs::File::create(closed.join("probe")).is_ok();
        if free {
            eprintln!("this user may write everywhere: a folder closed to others was not tried");
        } else {
            assert!(refused(&bench).contains("output-unwritable"));
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn b88_a_place_where_nobody_may_write_is_refused() {
        let said = refused(&rows(ANA).out("/proc/intake-run"));
        assert!(
            said.contains("error[output-unwritable] /proc: cannot be written"),
            "{said}"
        );
    }

    #[test]
    fn b88_a_link_is_not_followed_to_what_it_points_at() {
        let bench = rows(ANA).replacing();
        let mine = bench.folder().join("mine");
        fs::create_dir(&mine).unwrap();
        put(&mine.join("manifest.json"), "{}");
        symlink(&mine, bench.run_folder()).unwrap();
        assert!(refused(&bench).contains("output-exists"));
        assert_eq!(fs::read(mine.join("manifest.json")).unwrap(), b"{}");
    }

    #[test]
    fn b88_a_run_with_a_link_in_it_is_not_replaced() {
        let bench = rows(ANA).replacing();
        bench.select();
        let (listed, elsewhere) = (
            bench.run_folder().join("audit.jsonl"),
            bench.folder().join("audit.jsonl"),
        );
        fs::rename(&listed, &elsewhere).unwrap();
        symlink(&elsewhere, &listed).unwrap();
        assert!(refused(&bench).contains("`audit.jsonl`"));
        assert!(listed.is_symlink() && elsewhere.exists());
    }

    /// A disk that is full after so many bytes, played by the limit a shell puts on its children's files.
    #[test]
    fn b88_a_disk_that_fills_up_leaves_nothing() {
        let bench = Bench::of(
            "rules/montenegro-2019.toml",
            "sample-applications/montenegro-2019.csv",
        );
        let before = bench.left();
        let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
        let done = std::process::Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_intake"), "select"])
            .arg(&bench.applications[0])
            .arg("--rules")
            .arg(&bench.rules)
            .arg("--out")
            .arg(bench.run_folder())
            .output()
            .unwrap();
        let words = plain(&String::from_utf8(done.stderr).unwrap());
        assert_eq!(done.status.code(), Some(3), "{words}");
        assert!(
            words.contains("output-unwritable") && words.contains("nothing was left behind"),
            "{words}"
        );
        assert_eq!(bench.left(), before);
    }
}
