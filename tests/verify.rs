//! `intake verify`: nothing in a run folder changes unnoticed, and what comes out otherwise is named.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use intake::base::digest;
use intake::record::manifest::Manifest;
use intake::table::Options;

use crate::bench::{Bench, Said, plain, put, repository};
use crate::laws::record::in_full;
use crate::shell::packet::Whom;
use crate::shell::{Exit, Job};

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";

/// A bench whose run folder is written, workbook and all.
fn written() -> Bench {
    let bench = Bench::of(RULES, PILE).with_workbook();
    bench.select();
    bench
}

fn verify(bench: &Bench) -> Said {
    bench.job(&Job::Verify {
        ratings: Vec::new(),
        before: Vec::new(),
        run: bench.out.clone(),
        applications: Vec::new(),
        rules: None,
        rulings: Vec::new(),
        reading: Options::default(),
    })
}

fn again(bench: &Bench, rules: PathBuf) -> Said {
    against(bench, bench.applications.clone(), Some(rules))
}

fn against(bench: &Bench, applications: Vec<PathBuf>, rules: Option<PathBuf>) -> Said {
    bench.job(&Job::Verify {
        ratings: Vec::new(),
        before: Vec::new(),
        run: bench.out.clone(),
        applications,
        rules,
        rulings: Vec::new(),
        reading: Options::default(),
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Changes a file of the run, looks, and puts it back.
fn with(bench: &Bench, file: &str, change: impl FnOnce(&str) -> String) -> String {
    let path = bench.run_folder().join(file);
    let was = fs::read_to_string(&path).unwrap();
    put(&path, change(&was));
    let said = verify(bench);
    put(&path, was);
    // What to do next is said by a test of its own.
    let err = if said.err.starts_with("what to do: ") {
        ""
    } else {
        &said.err
    };
    format!("exit {}\n{}{err}", said.exit as u8, said.out)
}

#[test]
fn an_untouched_run_is_whole_and_comes_out_the_same() {
    let bench = written();
    let said = again(&bench, bench.rules.clone());
    assert_eq!(said.exit, Exit::Done);
    assert_snapshot!(said.out, @"
    the folder is as it was written: 9 files
    it comes out the same from these applications and rules, to the byte
    ");
}

#[test]
fn without_rules_the_copy_in_the_folder_is_used() {
    let bench = written();
    let said = against(&bench, bench.applications.clone(), None);
    assert_snapshot!(said.out, @"
    the folder is as it was written: 9 files
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
    assert_eq!(said.exit, Exit::Done);
}

#[test]
fn rules_alone_are_held_against_those_of_the_run() {
    let bench = written();
    let said = against(&bench, Vec::new(), Some(bench.rules.clone()));
    assert_snapshot!(said.out, @"
    the folder is as it was written: 9 files
    the rules and their lists are those of the run
    ");
    assert_eq!(said.exit, Exit::Done);
    let said = against(
        &bench,
        Vec::new(),
        Some(repository("rules/montenegro-2019.toml")),
    );
    let digest = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words: Vec<&str> = said
        .out
        .split(' ')
        .map(|word| if digest(word) { "…" } else { word })
        .collect();
    assert_snapshot!(words.join(" "), @"
    the folder is as it was written: 9 files
    manifest.json: other rules: SHA-256 was … (ties-and-lot.toml), is … (montenegro-2019.toml)
    manifest.json: the rules read another list, lists/osce-participating-states.csv
    ");
    assert_eq!(said.exit, Exit::Different);
}

#[test]
fn a_manifest_that_was_changed_and_sealed_again_is_found_when_everything_is_computed_anew() {
    let bench = written();
    let path = bench.run_folder().join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let mut manifest: Manifest = serde_json::from_str(&text).unwrap();
    manifest.counts.ineligible += 1;
    manifest.seal = None;
    let mut forged = Vec::new();
    intake::record::manifest::write(&mut forged, &manifest).unwrap();
    put(&path, forged);
    assert_eq!(verify(&bench).exit, Exit::Done);
    let said = against(&bench, bench.applications.clone(), None);
    assert_snapshot!(said.out, @"
    the folder is as it was written: 9 files
    it comes out otherwise from these applications and the rules in its folder
    manifest.json: counts, ineligible: was `1`, is `0`
    ");
    assert_eq!(said.exit, Exit::Different);
}

/// Seals a run folder again after its audit was changed, as somebody would who wants nobody to notice.
fn forge(bench: &Bench, change: impl FnOnce(&str) -> String) {
    let path = bench.run_folder().join("audit.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let mut chain = String::new();
    let mut forged = String::new();
    for line in change(&text).lines() {
        let (body, _) = line.rsplit_once(",\"chain\":").unwrap();
        chain = digest::of(format!("{chain}{body}").as_bytes())[..32].to_owned();
        forged += &format!("{body},\"chain\":\"{chain}\"}}\n");
    }
    put(&path, &forged);
    seal(bench);
}

/// Seals a run folder again, whatever its audit is now.
fn seal(bench: &Bench) {
    let forged = bench.written("audit.jsonl");
    let path = bench.run_folder().join("manifest.json");
    let mut manifest: Manifest = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let audit = manifest
        .files
        .iter_mut()
        .find(|file| file.file == "audit.jsonl")
        .unwrap();
    audit.sha256 = digest::of(forged.as_bytes());
    audit.bytes = forged.len() as u64;
    manifest.seal = None;
    let mut sealed = Vec::new();
    intake::record::manifest::write(&mut sealed, &manifest).unwrap();
    put(&path, sealed);
}

#[test]
fn a_forged_record_whose_parts_do_not_add_up_is_found_without_the_applications() {
    let bench = written();
    forge(&bench, str::to_owned);
    assert_eq!(
        verify(&bench).exit,
        Exit::Done,
        "what was forged without a change is as it was"
    );
    let total = |text: &str| text.replacen("\"total\":\"", "\"total\":\"9", 1);
    forge(&bench, total);
    let said = verify(&bench);
    assert_snapshot!(said.out, @"audit.jsonl: application T-1: the parts do not add up to the total, 97");
    assert_eq!(said.exit, Exit::Different);
    assert_snapshot!(bench.explain("T-1").words(), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: T-1: the parts do not add up to the total, 97
      help: `intake verify …/run` says what differs
    ");
    let packet = bench.packet(Whom::Named(vec!["T-2".to_owned(), "T-1".to_owned()]), &[]);
    assert_eq!(packet.words(), bench.explain("T-1").words());
}

/// What `verify` says of a run of which the audit was changed, and everything sealed again.
fn forged(change: impl FnOnce(&str) -> String) -> String {
    let bench = written();
    forge(&bench, change);
    let said = verify(&bench);
    plain(&format!(
        "exit {} {}{}",
        said.exit as u8, said.out, said.err
    ))
}

/// The line before those of the applications, and the first of these.
fn both(audit: &str, change: impl Fn(&str, &str) -> (String, String)) -> String {
    let mut lines: Vec<String> = audit.lines().map(str::to_owned).collect();
    (lines[1], lines[2]) = change(&lines[1], &lines[2]);
    lines.join("\n")
}

#[test]
fn a_forged_dictionary_is_found_where_it_does_not_add_up_and_refused_where_it_is_none() {
    let dictionary = |from: &'static str, to: &'static str| {
        move |audit: &str| {
            both(audit, |dictionary, line| {
                assert!(dictionary.contains(from), "{dictionary}");
                (dictionary.replacen(from, to, 1), line.to_owned())
            })
        }
    };
    let line = |key: &'static str, first: &'static str| {
        move |audit: &str| {
            both(audit, |dictionary, line| {
                let begins = format!("\"{key}\":[");
                assert!(line.contains(&begins), "{line}");
                let line = line.replacen(&begins, &format!("{begins}{first},"), 1);
                (dictionary.to_owned(), line)
            })
        }
    };
    let said = [
        forged(dictionary("\"part\":\"", "\"part\":\"9")),
        forged(dictionary("\"part\":\"", "\"part\":\" ")),
        forged(dictionary(
            "\"record\":\"dictionary\"",
            "\"record\":\"words\"",
        )),
        forged(line("found", "0")),
        forged(line("found", "99")),
        forged(line("found", "1,1")),
        forged(line("found", "-1")),
        forged(line("parts", "2")),
        // Who is not ranked has no place that could be said.
        forged(|audit| {
            let mut lines: Vec<String> = audit.lines().map(str::to_owned).collect();
            let unplaced = |line: &&mut String| line.contains("\"outcome\":\"unplaced\"");
            let line = lines.iter_mut().find(unplaced).unwrap();
            *line = line.replacen("\"standing\":", "\"standing-once\":", 1);
            lines.join("\n")
        }),
        forged(|audit| audit.replacen("\"schema\":2", "\"schema\":3", 1)),
    ];
    assert_snapshot!(said.concat(), @"
    exit 4 audit.jsonl: application T-1: motivation: 7 × 1 is not 97
    exit 4 audit.jsonl: application T-1: ` 7` is no number
    exit 3 error[run-unreadable] …/run/audit.jsonl: has no dictionary as Intake writes it on its second line
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` has in `found` what is not in the dictionary or the header, or has it twice
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` has in `found` what is not in the dictionary or the header, or has it twice
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` has in `found` what is not in the dictionary or the header, or has it twice
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` is not written as Intake writes it
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` has in `parts` what is not in the dictionary or the header, or has it twice
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: the record of `T-1` has in `why` what is not in the dictionary or the header, or has it twice
      help: somebody changed it and sealed the folder again: take an untouched copy of the run
    exit 3 error[run-unreadable] …/run/audit.jsonl: has the schema 3, and this version of Intake knows 2
      help: use the version of Intake that wrote the run; manifest.json names it
    ");
}

/// Whoever seals the folder anew must link the lines anew, too.
#[test]
fn a_chain_that_does_not_fit_is_found_in_a_folder_that_was_sealed_again() {
    let bench = written();
    forge(&bench, str::to_owned);
    let path = bench.run_folder().join("audit.jsonl");
    let audit = fs::read_to_string(&path).unwrap();
    let (before, link) = audit.trim_end().rsplit_once(":\"").unwrap();
    put(
        &path,
        format!("{before}:\"{}\"}}\n", "0".repeat(link.len() - 2)),
    );
    seal(&bench);
    assert_snapshot!(verify(&bench).out, @"audit.jsonl: was changed after it was written: the record of `T-6` does not follow the record of `T-5`");
}

#[test]
fn a_run_of_the_first_schema_is_compared_record_by_record() {
    let bench = written();
    forge(&bench, in_full);
    assert_eq!(verify(&bench).exit, Exit::Done);
    let same = again(&bench, RULES.into()).out;
    forge(&bench, |audit| {
        audit.replacen("\"outcome\":\"selected\"", "\"outcome\":\"unplaced\"", 1)
    });
    let other = again(&bench, RULES.into()).out;
    assert_snapshot!(format!("{same}{other}"), @r#"
    the folder is as it was written: 9 files
    it comes out otherwise from these applications and rules
    audit.jsonl: is written in the form of schema 1, and every record says the same
    the folder is as it was written: 9 files
    it comes out otherwise from these applications and rules
    audit.jsonl: application `T-4`, outcome: was `"unplaced"`, is `"selected"`
    "#);
}

#[test]
fn no_byte_of_any_file_changes_unnoticed() {
    let bench = written();
    let files = files(bench.run_folder());
    assert!(files.len() > 7);
    for path in files {
        let was = fs::read(&path).unwrap();
        // Every byte of the manifest, which seals itself; of the others enough to reach every part.
        let step = if path.ends_with("manifest.json") {
            7
        } else {
            was.len() / 12 + 1
        };
        for at in (0..was.len()).step_by(step).chain([was.len() - 1]) {
            let mut bytes = was.clone();
            bytes[at] ^= 1;
            put(&path, &bytes);
            assert_eq!(
                verify(&bench).exit,
                Exit::Different,
                "byte {at} of {}",
                path.display()
            );
        }
        put(&path, &was[..was.len() - 1]);
        assert_eq!(
            verify(&bench).exit,
            Exit::Different,
            "the end of {}",
            path.display()
        );
        fs::remove_file(&path).unwrap();
        assert!(
            matches!(verify(&bench).exit, Exit::Different | Exit::Refused),
            "without {}",
            path.display()
        );
        put(&path, &was);
    }
    assert_eq!(verify(&bench).exit, Exit::Done);
}

#[test]
fn a_record_that_was_changed_removed_or_moved_is_named() {
    let bench = written();
    let changed = with(&bench, "audit.jsonl", |text| {
        text.replacen("\"selected\"", "\"reserve\"", 1)
    });
    let removed = with(&bench, "audit.jsonl", |text| {
        let lines = text.split_inclusive('\n').enumerate();
        lines
            .filter(|(number, _)| *number != 3)
            .map(|(_, line)| line)
            .collect()
    });
    let moved = with(&bench, "audit.jsonl", |text| {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines.swap(2, 4);
        lines.concat()
    });
    let cut = with(&bench, "audit.jsonl", |text| {
        text.split_inclusive('\n').take(4).collect()
    });
    assert_snapshot!(format!("{changed}{removed}{moved}{cut}"), @"
    exit 4
    audit.jsonl: was changed after it was written: the record of `T-4` does not follow the record of `T-3`
    exit 4
    audit.jsonl: was changed after it was written: the record of `T-3` does not follow the record of `T-1`
    exit 4
    audit.jsonl: was changed after it was written: the record of `T-3` does not follow the dictionary
    exit 4
    audit.jsonl: was changed after it was written: it ends after the record of `T-2`
    ");
}

#[test]
fn a_file_that_does_not_belong_to_the_run_is_named() {
    let bench = written();
    put(&bench.run_folder().join("rosters/more.csv"), "x");
    assert_snapshot!(verify(&bench).out, @"rosters/more.csv: is not part of the run: the manifest does not list it");
}

#[test]
fn other_rules_are_said_and_the_first_difference_of_each_file_is_named() {
    let bench = written();
    let rules = fs::read_to_string(RULES).unwrap();
    let other = bench.beside(
        "other.toml",
        rules.replacen("weight = 1\n", "weight = 2\n", 1),
    );
    let said = again(&bench, other);
    assert_eq!(said.exit, Exit::Different);
    let digest = shortened(&said.out);
    assert_snapshot!(digest, @r#"
    the folder is as it was written: 9 files
    it comes out otherwise from these applications and rules
    manifest.json: other rules: SHA-256 was … (ties-and-lot.toml), is … (other.toml)
    rules/ties-and-lot.toml: does not come out
    rules/other.toml: comes out, and is not in the run
    rosters/course.csv: application `T-6`, part motivation: was `9`, is `18`
    unplaced.csv: application `T-5`, part motivation: was `8`, is `16`
    audit.jsonl: the header, groups 1, last 1: was `"8"`, is `"16"`
    workbook.xlsx: comes out otherwise
    report.html: comes out otherwise
    "#);
}

/// Digests are as long as they are unreadable.
fn shortened(text: &str) -> String {
    let short = |word: &str| {
        if word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit()) {
            "…".to_owned()
        } else {
            word.to_owned()
        }
    };
    text.lines()
        .map(|line| line.split(' ').map(short).collect::<Vec<_>>().join(" ") + "\n")
        .collect()
}

#[test]
fn a_folder_that_is_no_run_is_refused() {
    let bench = Bench::new("");
    fs::create_dir(bench.run_folder()).unwrap();
    let said = verify(&bench);
    assert_eq!(said.exit, Exit::Refused);
    assert_snapshot!(said.err, @"
    [1;31merror[run-unreadable][0m …/run/manifest.json: cannot be read: there is no such file or folder
      help: name the folder that `intake select --out` wrote
    ");
}
