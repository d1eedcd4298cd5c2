//! Something appears, goes or changes at the place of the output while it is being made. Nothing of anybody's is taken away.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use intake::table::Options;

use super::disk::Meddled;
use crate::bench::{Bench, plain, put, repository};
use crate::shell::{Exit, Job};

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";

/// Selects, while something is done just before the folder is put in its place.
fn meanwhile(bench: &Bench, exchanges: bool, happens: impl Fn()) -> String {
    let disk = Meddled::new(|_, step| {
        if step == "sync" {
            happens();
        }
        None
    });
    let disk = if exchanges {
        disk
    } else {
        disk.without_exchange()
    };
    bench.select_on(&disk).said.words()
}

fn only_once(path: &Path, make: impl Fn()) {
    if fs::symlink_metadata(path).is_err() {
        make();
    }
}

#[test]
fn repro_race_a_folder_that_appears_during_the_run_stays() {
    type Make = fn(&Path);
    let kinds: [(&str, Make); 4] = [
        ("folder", |path| {
            fs::create_dir(path).unwrap();
            put(&path.join("thesis.txt"), "three years of notes");
        }),
        ("empty", |path| fs::create_dir(path).unwrap()),
        ("file", |path| put(path, "three years of notes")),
        #[cfg(unix)]
        ("link", |path| {
            std::os::unix::fs::symlink("/nowhere", path).unwrap();
        }),
    ];
    for (kind, make) in kinds {
        for (replacing, in_one_step) in [(false, true), (true, true), (false, false)] {
            let bench = Bench::of(RULES, PILE);
            let bench = if replacing { bench.replacing() } else { bench };
            let path = bench.run_folder();
            let said = meanwhile(&bench, in_one_step, || only_once(path, || make(path)));
            assert_eq!(
                said,
                "exit 3\nerror[output-exists] …/run: appeared there while the run was being made, and was left as it is\n  \
                 help: choose another name with --out\n",
                "{kind}"
            );
            assert!(fs::symlink_metadata(path).is_ok());
            assert_eq!(path.join("thesis.txt").exists(), kind == "folder");
            assert_eq!(bench.left(), ["rules.toml", "run"], "{kind}");
        }
    }
}

fn with_a_run() -> Bench {
    let bench = Bench::of(RULES, PILE).replacing();
    bench.select();
    bench
}

#[test]
fn what_is_put_into_the_earlier_run_during_the_run_stays() {
    for exchanges in [true, false] {
        let bench = with_a_run();
        let notes = bench.run_folder().join("rosters/notes.txt");
        let said = meanwhile(&bench, exchanges, || {
            only_once(&notes, || put(&notes, "who was called"));
        });
        assert!(
            said.contains("`rosters/notes.txt` in it was not written by Intake, and would be lost"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&notes).unwrap(), "who was called");
        let roster = bench.run_folder().join("unplaced.csv");
        let said = meanwhile(&with_a_run(), exchanges, || ());
        assert!(said.starts_with("exit 0"), "{said}");
        fs::remove_file(&notes).unwrap();
        let said = meanwhile(&bench, exchanges, || put(&roster, "changed by hand"));
        assert!(
            said.contains("`unplaced.csv` in it was changed since Intake wrote it"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&roster).unwrap(), "changed by hand");
        assert_eq!(bench.left(), ["rules.toml", "run"]);
    }
}

#[test]
fn another_run_that_was_put_there_during_the_run_stays() {
    for exchanges in [true, false] {
        let bench = with_a_run();
        // The same run without one application.
        let text = fs::read_to_string(repository(PILE)).unwrap();
        let mut other = Bench::new("").pile(text.split_inclusive('\n').take(3).collect::<String>());
        other.rules = repository(RULES);
        other.select();
        let aside = bench.folder().join("aside");
        let said = meanwhile(&bench, exchanges, || {
            only_once(&aside, || {
                fs::rename(bench.run_folder(), &aside).unwrap();
                fs::rename(other.run_folder(), bench.run_folder()).unwrap();
            });
        });
        assert!(
            said.contains("…/run: another run was put there while this one was being made"),
            "{said}"
        );
        let audit = fs::read_to_string(bench.run_folder().join("audit.jsonl")).unwrap();
        assert_eq!(audit.lines().count(), 4, "the other run stands there");
        assert_eq!(bench.left(), ["aside", "rules.toml", "run"]);
    }
}

#[test]
fn an_earlier_run_that_went_away_during_the_run_is_no_error() {
    for exchanges in [true, false] {
        let bench = with_a_run();
        let aside = bench.folder().join("aside");
        let said = meanwhile(&bench, exchanges, || {
            only_once(&aside, || fs::rename(bench.run_folder(), &aside).unwrap());
        });
        assert!(said.starts_with("exit 0"), "{said}");
        assert_eq!(bench.left(), ["aside", "rules.toml", "run"]);
    }
}

#[test]
fn only_what_the_sealed_manifest_lists_is_replaced() {
    let outside = |bench: &Bench| bench.folder().join("victim.txt");
    let manifest = |bench: &Bench| bench.run_folder().join("manifest.json");
    // A seal that does not fit; with a fitting one, a file outside of the folder, and one that is not there.
    let bench = with_a_run();
    let text = fs::read_to_string(manifest(&bench)).unwrap();
    put(
        &manifest(&bench),
        text.replacen("\"received\": ", "\"received\": 1", 1),
    );
    let said = bench.select().said.words();
    assert!(
        said.contains("`manifest.json` in it was changed since Intake wrote it"),
        "{said}"
    );

    let bench = with_a_run();
    put(&outside(&bench), "not of the run");
    let text = fs::read_to_string(manifest(&bench)).unwrap().replacen(
        "\"unplaced.csv\"",
        "\"../victim.txt\"",
        1,
    );
    let (body, _) = text.rsplit_once(",\n  \"seal\"").unwrap();
    let seal = intake::base::digest::of(body.as_bytes());
    put(
        &manifest(&bench),
        format!("{body},\n  \"seal\": \"{seal}\"\n}}\n"),
    );
    let said = bench.select().said.words();
    assert!(
        said.contains("`unplaced.csv` in it was not written by Intake"),
        "{said}"
    );
    fs::remove_file(bench.run_folder().join("unplaced.csv")).unwrap();
    assert_eq!(bench.select().said.exit, Exit::Done);
    assert_eq!(
        fs::read_to_string(outside(&bench)).unwrap(),
        "not of the run"
    );
}

#[test]
fn a_run_that_is_open_in_an_office_program_is_not_replaced() {
    for lock in [
        "~$workbook.xlsx",
        ".~lock.unplaced.csv#",
        "rosters/.~lock.course.csv#",
    ] {
        let bench = with_a_run();
        put(&bench.run_folder().join(lock), "Ana");
        let said = bench.select().said.words();
        assert!(
            said.contains(&format!(
                "`{lock}` in it shows that a file of the run is open"
            )),
            "{said}"
        );
        assert!(bench.run_folder().join(lock).exists());
    }
}

#[test]
fn a_single_file_that_appears_meanwhile_stays() {
    let bench = Bench::of(RULES, PILE);
    let path = bench.folder().join("kept.txt");
    let new = Job::New {
        rules: path.clone(),
        from: bench.applications.clone(),
        reading: Options::default(),
    };
    let snapshot = Job::Snapshot {
        stage: None,
        after: None,
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: bench.applications.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        snapshot: Some(path.clone()),
        accept: true,
    };
    for job in [&new, &snapshot] {
        let disk = Meddled::new(|_, step| {
            if step == "finish" {
                put(&path, "mine");
            }
            None
        });
        let said = bench.job_on(&disk, job).words();
        assert!(
            said.starts_with("exit 3\nerror[output-exists] …/kept.txt: is there already")
                || said.starts_with("exit 3\nerror[output-exists] …/kept.txt: appeared there"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(bench.left(), ["kept.txt", "rules.toml"]);
        fs::remove_file(&path).unwrap();
    }
    // One of ours that was changed for somebody's own while it is being renewed.
    for exchanges in [true, false] {
        assert_eq!(bench.job(&snapshot).exit, Exit::Done);
        let text = fs::read_to_string(&path).unwrap();
        put(&path, text.replacen("SHA-256 ", "SHA-256 0", 1));
        let disk = Meddled::new(|_, step| {
            if step == "finish" {
                put(&path, "mine");
            }
            None
        });
        let disk = if exchanges {
            disk
        } else {
            disk.without_exchange()
        };
        let said = bench.job_on(&disk, &snapshot).words();
        assert!(
            said.contains("is no snapshot of Intake, and is not written over"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn two_runs_at_once_to_one_place_one_wins_and_the_other_is_told() {
    let bench = Bench::new("");
    let start = |pile: &PathBuf| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
        command
            .arg("select")
            .arg(pile)
            .arg("--rules")
            .arg(repository(RULES))
            .arg("--out")
            .arg(bench.run_folder());
        command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let fewer: String = fs::read_to_string(repository(PILE))
        .unwrap()
        .split_inclusive('\n')
        .take(3)
        .collect();
    let other = bench.folder().join("fewer.csv");
    put(&other, fewer);
    for _ in 0..4 {
        let ended = [start(&repository(PILE)), start(&other)]
            .map(|child| child.wait_with_output().unwrap());
        let mut codes = ended.each_ref().map(|output| output.status.code().unwrap());
        codes.sort_unstable();
        assert_eq!(codes, [0, 3]);
        let told = ended
            .iter()
            .find(|output| output.status.code() == Some(3))
            .unwrap();
        let told = plain(&String::from_utf8_lossy(&told.stderr));
        assert!(told.contains("output-exists"), "{told}");
        let run = bench.run_folder().to_owned();
        let verify = Job::Verify {
            ratings: Vec::new(),
            before: Vec::new(),
            run,
            applications: Vec::new(),
            rules: None,
            reading: Options::default(),
            rulings: Vec::new(),
        };
        assert_eq!(bench.job(&verify).exit, Exit::Done);
        assert!(!bench.left().iter().any(|name| name.starts_with('.')));
        fs::remove_dir_all(bench.run_folder()).unwrap();
    }
}
