//! `verify` holds the list of files, and what kind of thing each is, against the run.

use std::fs;
use std::path::Path;

use intake::base::digest;
use intake::table::Options;
use serde_json::Value;

use crate::bench::{Bench, put};
use crate::shell::{Exit, Job};

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";
const ROSTER: &str = "rosters/course.csv";

fn written() -> Bench {
    let bench = Bench::of(RULES, PILE);
    bench.select();
    bench
}

fn verify(bench: &Bench, anew: bool) -> (Exit, String) {
    let said = bench.job(&Job::Verify {
        ratings: Vec::new(),
        before: Vec::new(),
        run: bench.run_folder().to_owned(),
        applications: if anew {
            bench.applications.clone()
        } else {
            Vec::new()
        },
        rules: None,
        rulings: Vec::new(),
        reading: Options::default(),
    });
    (said.exit, said.out + &said.err)
}

/// Changes the manifest and seals it again, as somebody would who wants nobody to notice.
fn forge(bench: &Bench, change: impl FnOnce(&mut Value)) {
    let path = bench.run_folder().join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    manifest.as_object_mut().unwrap().remove("seal");
    change(&mut manifest);
    let typed: Result<intake::record::manifest::Manifest, _> =
        serde_json::from_value(manifest.clone());
    let mut sealed = Vec::new();
    intake::record::manifest::write(&mut sealed, &typed.unwrap()).unwrap();
    put(&path, sealed);
}

/// Changes the manifest's text and seals it again.
fn forge_text(bench: &Bench, change: impl FnOnce(&str) -> String) {
    let path = bench.run_folder().join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let (body, _) = text.rsplit_once(",\n  \"seal\"").unwrap();
    let body = change(body);
    put(
        &path,
        format!(
            "{body},\n  \"seal\": \"{}\"\n}}\n",
            digest::of(body.as_bytes())
        ),
    );
}

fn files(manifest: &mut Value) -> &mut Vec<Value> {
    manifest["files"].as_array_mut().unwrap()
}

fn at(manifest: &mut Value, name: &str) -> usize {
    files(manifest)
        .iter()
        .position(|file| file["file"] == name)
        .unwrap()
}

fn entry(name: &str, bytes: &[u8]) -> Value {
    serde_json::json!({ "file": name, "bytes": bytes.len(), "sha256": digest::of(bytes) })
}

fn assert_noticed(bench: &Bench, anew: bool, words: &str) {
    let (exit, said) = verify(bench, anew);
    assert_eq!(exit, Exit::Different, "{words}: {said}");
    assert!(said.contains(words), "{words}: {said}");
}

#[test]
fn a_roster_that_was_removed_renamed_doubled_or_added_is_noticed_though_the_manifest_was_sealed_again()
 {
    let bench = written();
    fs::remove_file(bench.run_folder().join(ROSTER)).unwrap();
    fs::remove_dir(bench.run_folder().join("rosters")).unwrap();
    forge(&bench, |manifest| {
        let at = at(manifest, ROSTER);
        files(manifest).remove(at);
    });
    assert_eq!(
        verify(&bench, false).0,
        Exit::Done,
        "by itself the folder agrees with its manifest"
    );
    assert_noticed(
        &bench,
        true,
        "rosters/course.csv: comes out, and is not in the run",
    );

    let bench = written();
    let to = "rosters/other.csv";
    fs::rename(bench.run_folder().join(ROSTER), bench.run_folder().join(to)).unwrap();
    forge(&bench, |manifest| {
        let at = at(manifest, ROSTER);
        files(manifest)[at]["file"] = to.into();
    });
    assert_noticed(
        &bench,
        true,
        "rosters/other.csv: does not come out\nrosters/course.csv: comes out, and is not in the run",
    );

    let bench = written();
    put(&bench.run_folder().join(to), "x");
    forge(&bench, |manifest| files(manifest).push(entry(to, b"x")));
    assert_noticed(&bench, true, "rosters/other.csv: does not come out");

    let bench = written();
    forge(&bench, |manifest| {
        let at = at(manifest, ROSTER);
        let again = files(manifest)[at].clone();
        files(manifest).push(again);
    });
    assert_noticed(
        &bench,
        false,
        "manifest.json: lists `rosters/course.csv` twice",
    );

    let bench = written();
    forge(&bench, |manifest| files(manifest).reverse());
    assert_noticed(
        &bench,
        true,
        "manifest.json: lists the files in another order",
    );
}

#[test]
fn a_forged_length_or_an_unknown_key_is_noticed() {
    let bench = written();
    forge(&bench, |manifest| files(manifest)[0]["bytes"] = 1.into());
    assert_noticed(&bench, false, "bytes, and the manifest says 1");
    for (from, to, words) in [
        (
            "\"schema\": 1,",
            "\"schema\": 1,\n  \"approved_by\": \"the panel\",",
            "`approved_by`",
        ),
        (
            "\"received\":",
            "\"withdrawn\": 0,\n    \"received\":",
            "`counts, withdrawn`",
        ),
        (
            "\"bytes\":",
            "\"note\": \"\",\n      \"bytes\":",
            "`files 1, note`",
        ),
        (
            "\"schema\": 1,",
            "\"schema\": 1,\n  \"lists\": [],",
            "is no manifest of a version Intake knows",
        ),
        (
            "\"schema\": 1,",
            "\"schema\":  1,",
            "is not written as Intake writes it",
        ),
    ] {
        let bench = written();
        forge_text(&bench, |text| text.replacen(from, to, 1));
        assert_noticed(&bench, false, words);
    }
}

#[test]
fn a_path_that_leaves_the_folder_is_noticed_and_not_followed() {
    for path in [
        "../victim.csv",
        "/etc/hostname",
        "rosters/../../victim.csv",
        "./unplaced.csv",
        "rosters//course.csv",
        "",
        "manifest.json",
    ] {
        let bench = written();
        put(&bench.folder().join("victim.csv"), "x");
        forge(&bench, |manifest| files(manifest).push(entry(path, b"x")));
        let (exit, said) = verify(&bench, false);
        assert_eq!(exit, Exit::Different, "{path}: {said}");
        let words = if path == "manifest.json" {
            "lists `manifest.json` twice"
        } else {
            "which is no path inside the folder"
        };
        assert!(said.contains(words), "{path}: {said}");
        let explained = bench.explain("T-1");
        assert_eq!(explained.exit, Exit::Refused, "{}", explained.words());
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_noticed_wherever_it_stands() {
    use std::os::unix::fs::symlink;

    let linked = |bench: &Bench, name: &str| {
        let (inside, outside) = (bench.run_folder().join(name), bench.folder().join("moved"));
        fs::rename(&inside, &outside).unwrap();
        symlink(&outside, &inside).unwrap();
    };
    for name in [ROSTER, "audit.jsonl", "rosters", "rules", "manifest.json"] {
        let bench = written();
        linked(&bench, name);
        assert_noticed(&bench, false, &format!("{name}: is a symbolic link"));
    }
    for (name, to) in [
        ("more.csv", "/nowhere"),
        ("~$workbook.xlsx", "/nowhere"),
        ("rosters/loop", ".."),
    ] {
        let bench = written();
        symlink(Path::new(to), bench.run_folder().join(name)).unwrap();
        assert_noticed(&bench, false, &format!("{name}: is a symbolic link"));
    }
}

#[test]
fn what_office_programs_put_beside_open_files_is_no_difference_and_everything_else_is() {
    let bench = written();
    for name in [
        "~$workbook.xlsx",
        ".~lock.unplaced.csv#",
        "rosters/.~lock.course.csv#",
        "rosters/~$course.csv",
    ] {
        put(&bench.run_folder().join(name), "Ana");
    }
    for anew in [false, true] {
        let (exit, said) = verify(&bench, anew);
        assert_eq!(exit, Exit::Done, "{said}");
    }
    for name in [
        "lock.unplaced.csv",
        ".~lock.unplaced.csv",
        "$workbook.xlsx",
        "~workbook.xlsx",
        "more",
    ] {
        let bench = written();
        put(&bench.run_folder().join(name), "Ana");
        assert_noticed(&bench, false, &format!("{name}: is not part of the run"));
    }
    // A list under the name of a lock is no lock.
    let bench = written();
    put(
        &bench.run_folder().join("~$rosters.csv"),
        "Ana,seat 1\n".repeat(200),
    );
    assert_noticed(&bench, false, "~$rosters.csv: is not part of the run");
    let bench = written();
    fs::create_dir(bench.run_folder().join("more")).unwrap();
    assert_noticed(&bench, false, "more: is not part of the run");
}

#[test]
fn it_is_said_whose_rules_were_taken() {
    let bench = written();
    let (_, said) = verify(&bench, true);
    assert!(
        said.contains("it comes out the same from these applications and the rules in its folder"),
        "{said}"
    );
    let fewer: String = fs::read_to_string(&bench.applications[0])
        .unwrap()
        .split_inclusive('\n')
        .take(3)
        .collect();
    let mut other = written().pile(fewer);
    other.applications.remove(0);
    let (exit, said) = verify(&other, true);
    assert_eq!(exit, Exit::Different);
    assert!(
        said.contains("it comes out otherwise from these applications and the rules in its folder"),
        "{said}"
    );
}
