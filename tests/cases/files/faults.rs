//! Every step of writing fails once, or from some step on: what stands afterwards is whole, and what is said of it is true.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use intake::table::Options;

use super::disk::Meddled;
use crate::bench::{Bench, Said, plain, put, repository};
use crate::shell::{Exit, Job, Output};

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";

/// What disks refuse with, one after the other.
fn refusal(step: usize) -> io::Error {
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Other,
    ];
    kinds[step % kinds.len()].into()
}

/// Lets every step fail, once and from then on, until there is no such step; each time on what `begin` makes.
fn every_fault<T>(
    exchanges: bool,
    begin: impl Fn() -> T,
    look: impl Fn(&T, &Meddled<'_>, &str),
) -> usize {
    for lasting in [false, true] {
        for fault in 0.. {
            let this = begin();
            let disk = Meddled::new(|step, _| {
                (step == fault || lasting && step > fault).then(|| refusal(fault))
            });
            let disk = if exchanges {
                disk
            } else {
                disk.without_exchange()
            };
            look(
                &this,
                &disk,
                &format!(
                    "step {fault} fails{}",
                    if lasting { " and all after it" } else { "" }
                ),
            );
            if disk.steps() <= fault {
                assert!(fault > 3, "only {fault} steps");
                if lasting {
                    return fault;
                }
                break;
            }
        }
    }
    0
}

/// All files below a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)),
            );
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

/// What is there under hidden names.
fn hidden(bench: &Bench) -> Vec<String> {
    bench
        .left()
        .into_iter()
        .filter(|name| name.starts_with('.'))
        .collect()
}

/// What is said of what is left is true.
fn assert_true(bench: &Bench, said: &Said, fault: &str) {
    let err = plain(&said.err);
    let hidden = hidden(bench);
    for name in &hidden {
        assert!(
            err.contains(&format!("`…/{name}")),
            "{fault}: {name} is left and not named: {err}"
        );
    }
    assert!(
        hidden.is_empty() || !err.contains("nothing was left"),
        "{fault}: {hidden:?} is left: {err}"
    );
    assert!(
        !hidden.is_empty() || !err.contains("`…/.intake"),
        "{fault}: what is named is not there: {err}"
    );
    if matches!(said.exit, Exit::Done | Exit::Questions) {
        assert!(
            hidden.is_empty() && !err.contains("error"),
            "{fault}: {err}"
        );
    } else {
        assert_eq!(said.exit, Exit::Refused, "{fault}: {err}");
        assert!(
            err.starts_with("error[output-unwritable]") && err.contains("help: "),
            "{fault}: {err}"
        );
    }
}

fn bench() -> Bench {
    Bench::of(RULES, PILE)
}

/// The files of an earlier run, of the same rules and fewer applications.
fn old() -> BTreeMap<String, Vec<u8>> {
    let text = fs::read_to_string(repository(PILE)).unwrap();
    let mut bench = Bench::new("").pile(text.split_inclusive('\n').take(3).collect::<String>());
    bench.rules = repository(RULES);
    bench.select().files
}

/// A bench on which an earlier run stands.
fn over(old: &BTreeMap<String, Vec<u8>>) -> Bench {
    let bench = bench().replacing();
    for (name, bytes) in old {
        let path = bench.run_folder().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, bytes);
    }
    bench
}

#[test]
fn a_step_that_fails_leaves_no_run_or_a_whole_one() {
    let new = bench().select().files;
    let steps = |in_one_go| {
        every_fault(in_one_go, bench, |bench, disk, fault| {
            let said = bench.select_on(disk).said;
            let there = files(bench.run_folder());
            let placed = plain(&said.err).contains("the new run stands there");
            let done = said.exit != Exit::Refused;
            assert!(
                if placed || done {
                    there == new
                } else {
                    !bench.run_folder().exists()
                },
                "{fault}: {}",
                said.words()
            );
            assert_true(bench, &said, fault);
        })
    };
    // A disk that keeps everything in one go is asked once, another for each file and folder.
    let (few, many) = (steps(true), steps(false));
    assert!(few > 20 && many > 30, "only {few} and {many} steps");
}

fn assert_old_or_new(exchanges: bool) {
    let (new, old) = (bench().select().files, old());
    assert!(new != old && !new.is_empty() && !old.is_empty());
    every_fault(
        exchanges,
        || over(&old),
        |bench, disk, fault| {
            let said = bench.select_on(disk).said;
            let there = files(bench.run_folder());
            let err = plain(&said.err);
            let wanted = if said.exit != Exit::Refused || err.contains("the new run stands there") {
                there == new
            } else if err.contains("nothing stands there now") {
                // Only without an exchange, and when putting it back fails, too: it says where it is.
                let aside = hidden(bench)
                    .into_iter()
                    .find(|name| name.ends_with(".earlier"))
                    .unwrap();
                assert!(!exchanges, "{fault}: {err}");
                !bench.run_folder().exists() && files(&bench.folder().join(aside)) == old
            } else {
                there == old
            };
            assert!(wanted, "{fault}: {err}");
            assert_true(bench, &said, fault);
        },
    );
}

#[test]
fn a_step_that_fails_while_a_run_is_replaced_leaves_the_old_one_or_the_new_one_whole() {
    assert_old_or_new(true);
}

#[test]
fn a_step_that_fails_leaves_a_whole_run_also_where_names_cannot_be_exchanged() {
    assert_old_or_new(false);
}

/// A bench with a snapshot to be renewed, and the job that does it.
fn snapshot() -> (Bench, Job) {
    let bench = bench();
    let path = bench.folder().join("kept.txt");
    let job = |accept| Job::Snapshot {
        stage: None,
        after: None,
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: bench.applications.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        snapshot: Some(path.clone()),
        accept,
    };
    bench.job(&job(false));
    let text = fs::read_to_string(&path).unwrap();
    put(&path, text.replacen("SHA-256 ", "SHA-256 0", 1));
    let job = job(true);
    (bench, job)
}

/// A bench, and a job that writes `file` where nothing is.
fn fresh(job: impl Fn(&Bench) -> Job) -> (Bench, Job) {
    let bench = bench();
    let job = job(&bench);
    (bench, job)
}

#[test]
fn a_single_file_is_old_or_new_whatever_step_fails() {
    let new = |bench: &Bench| Job::New {
        rules: bench.folder().join("kept.txt"),
        from: bench.applications.clone(),
        reading: Options::default(),
    };
    let movers = |bench: &Bench| Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b: bench.rules.clone(),
        applications: bench.applications.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        format: Output::Text,
        movers: Some(bench.folder().join("kept.txt")),
    };
    let begin: [&dyn Fn() -> (Bench, Job); 3] = [&snapshot, &|| fresh(new), &|| fresh(movers)];
    for (begin, exchanges) in begin
        .into_iter()
        .flat_map(|begin| [(begin, true), (begin, false)])
    {
        let kept = |bench: &Bench| fs::read_to_string(bench.folder().join("kept.txt")).ok();
        let (bench, job) = begin();
        let was = kept(&bench);
        bench.job(&job);
        let is = kept(&bench);
        assert_ne!(was, is);
        every_fault(exchanges, begin, |(bench, job), disk, fault| {
            let said = bench.job_on(disk, job);
            let err = plain(&said.err);
            let written = said.exit != Exit::Refused || err.contains("is written");
            assert_eq!(
                kept(bench),
                if written { is.clone() } else { was.clone() },
                "{fault}: {err}"
            );
            assert_true(bench, &said, fault);
        });
    }
}
