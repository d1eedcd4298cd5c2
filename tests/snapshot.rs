//! `intake snapshot`: first written, then held against what comes out, until somebody accepts the difference.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use intake::table::Options;

use crate::bench::{Bench, Said, plain, put, repository};
use crate::shell::{Exit, Job};

const RULES: &str = include_str!("../rules/minimal.toml");
const PILE: &str = include_str!("../sample-applications/minimal.csv");
const NAME: &str = "rules.pile.snapshot.txt";

fn bench() -> Bench {
    Bench::new(RULES).pile(PILE)
}

fn snapshot(bench: &Bench, accept: bool) -> Said {
    at(bench, None, accept)
}

fn at(bench: &Bench, snapshot: Option<PathBuf>, accept: bool) -> Said {
    bench.job(&Job::Snapshot {
        stage: None,
        after: None,
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        snapshot,
        accept,
    })
}

fn said(said: &Said) -> String {
    format!("exit {}\n{}{}", said.exit as u8, said.out, plain(&said.err))
}

fn kept(bench: &Bench) -> String {
    fs::read_to_string(bench.folder().join(NAME)).unwrap()
}

/// Digests change with every comment in the rules.
fn without_digests(text: &str) -> String {
    let (head, body) = text.split_once("\n\nCounts").unwrap();
    let lines = head.lines().map(|line| {
        line.split_once("SHA-256")
            .map_or(line, |(file, _)| file.trim_end())
    });
    format!("{}\n\nCounts{body}", lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_first_snapshot_is_written_for_somebody_to_look_through() {
    let bench = bench();
    assert_snapshot!(said(&snapshot(&bench, false)), @"
    exit 1
    …/rules.pile.snapshot.txt: written, the first snapshot of 5 applications
      look it through and keep it with the rules; from now on it is compared with
    ");
    assert_snapshot!(without_digests(&kept(&bench)), @"
    Intake snapshot 1: what came of everyone. `intake snapshot` compares with it and, with --accept, renews it.

    rules         rules.toml
    applications  pile.csv

    Counts
      received     5
      selected     2
      reserve      1
      unplaced     0
      unclear      1
      ineligible   1
      superseded   0

    Seats
      course                 2 of 2, the last 1 with 7.5

    Applications
    1 | selected course | place 2 | total 7.5
    2 | ineligible | not met: practice
    3 | selected course | place 1 | total 8
    4 | reserve 1 of course | place 3 | total 6
    5 | unclear, could win a seat | total 8 | unclear: practice
    ");
    assert_snapshot!(said(&snapshot(&bench, false)), @"
    exit 0
    …/rules.pile.snapshot.txt: 5 applications, all as in the snapshot
    ");
}

#[test]
fn a_difference_is_said_by_person_and_refused_until_it_is_accepted() {
    let bench = bench();
    snapshot(&bench, true);
    let was = kept(&bench);
    put(&bench.rules, RULES.replace("at_least = 2", "at_least = 5"));
    assert_snapshot!(said(&snapshot(&bench, false)), @"
    exit 4
    5 applications in the snapshot, 5 now: 2 have another outcome or group, 0 only another place, total, chance or criterion
      1: was selected course (place 2, total 7.5), is ineligible (not met: practice)
      4: was reserve 1 of course (place 3, total 6), is ineligible (not met: practice)
    …/rules.pile.snapshot.txt is as it was. If this is what is meant, accept it:
      intake snapshot …/rules.toml …/pile.csv --accept
    ");
    assert_eq!(
        kept(&bench),
        was,
        "what was not accepted changed the snapshot"
    );
    assert_eq!(snapshot(&bench, false).exit, Exit::Different);

    assert_eq!(snapshot(&bench, true).exit, Exit::Done);
    assert_ne!(kept(&bench), was);
    assert_eq!(snapshot(&bench, false).exit, Exit::Done);
    assert_eq!(bench.left().len(), 3, "{:?}", bench.left());
}

#[test]
fn a_change_without_effect_is_said_and_passes() {
    let bench = bench();
    snapshot(&bench, true);
    put(&bench.rules, format!("# A comment.\n{RULES}"));
    assert_snapshot!(said(&snapshot(&bench, false)), @"
    exit 0
    …/rules.pile.snapshot.txt: 5 applications, all as in the snapshot
      the rules or applications were changed since, without effect; --accept notes their new digests
    ");
    assert_eq!(snapshot(&bench, true).exit, Exit::Done);
    assert!(!snapshot(&bench, false).out.contains("digest"));
}

#[test]
fn another_file_is_never_written_over() {
    let bench = bench();
    let diary = bench.beside("diary.txt", "Dear diary");
    assert_eq!(at(&bench, Some(diary.clone()), true).exit, Exit::Refused);
    assert_snapshot!(said(&at(&bench, Some(diary.clone()), false)), @"
    exit 3
    error[output-exists] …/diary.txt: is there already, is no snapshot of Intake, and is not written over
      help: choose another place with --snapshot FILE
    ");
    assert_eq!(fs::read_to_string(&diary).unwrap(), "Dear diary");
    assert_eq!(
        at(&bench, Some(bench.rules.clone()), true).exit,
        Exit::Refused
    );
}

#[test]
fn a_damaged_snapshot_is_refused_with_its_line() {
    let bench = bench();
    snapshot(&bench, true);
    let was = kept(&bench);
    let damage = |text: String| {
        put(&bench.folder().join(NAME), text);
        said(&snapshot(&bench, false))
    };
    let conflict = was.replacen("Applications\n", "Applications\n<<<<<<< HEAD\n", 1);
    assert_snapshot!(damage(conflict), @"
    exit 3
    error[snapshot-unreadable] …/rules.pile.snapshot.txt: line 19 is no line of a snapshot: the file was changed by hand or cut off
      help: fetch the reviewed snapshot again, or write a new one with --accept
    ");
    // Whatever is still a line of a snapshot is compared.
    let cut = was.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    assert_snapshot!(damage(cut), @"
    exit 4
    4 applications in the snapshot, 5 now: 1 has another outcome or group, 0 only another place, total, chance or criterion
    rules and applications are those of the snapshot: it was changed by hand, or Intake was
      5: was not there, is unclear, could win a seat (total 8, unclear: practice)
    …/rules.pile.snapshot.txt is as it was. If this is what is meant, accept it:
      intake snapshot …/rules.toml …/pile.csv --accept
    ");
    assert_snapshot!(damage(was.replacen("received     ", "received     1", 1)), @"
    exit 4
    5 applications in the snapshot, 5 now: 0 have another outcome or group, 0 only another place, total, chance or criterion
    everybody is the same, but the snapshot was changed by hand: its counts or seats do not fit
    …/rules.pile.snapshot.txt is as it was. If this is what is meant, accept it:
      intake snapshot …/rules.toml …/pile.csv --accept
    ");
    // Another system's line ends are no damage.
    assert!(damage(was.replace('\n', "\r\n")).starts_with("exit 0"));
    assert_eq!(snapshot(&bench, true).exit, Exit::Done);
}

#[test]
fn any_id_an_applicant_can_have_comes_back() {
    let pile = "ID,Submitted,Name,Years of practice,Motivation\n\"a | b\",2020-03-01T08:00:00,N,3,5\n\"=1+\"\"2\",2020-03-01T08:00:01,N,3,5\nJürgen Ω,2020-03-01T08:00:02,N,x,5\n,2020-03-01T08:00:03,N,4,6\n";
    let bench = Bench::new(RULES).pile(pile);
    let first = snapshot(&bench, true);
    assert_eq!(first.exit, Exit::Done, "{}", first.err);
    let text = kept(&bench);
    assert_snapshot!(text.split_once("Applications\n").unwrap().1, @r#"
    "=1+\"2" | selected course | place 2 | total 5
    "Jürgen Ω" | unclear, could win a seat | total 5 | unclear: practice
    "a | b" | selected course | place 1 | total 5
    pile.csv:5 | unclear, could win a seat | total 6
    "#);
    assert_eq!(snapshot(&bench, false).exit, Exit::Done);
}

/// The sample's snapshot is reviewed and kept; whoever changes the rules sees who is affected.
#[test]
fn the_montenegro_sample_comes_out_as_its_snapshot_says() {
    let kept = repository("rules/montenegro-2019.montenegro-2019.snapshot.txt");
    let was = fs::read(&kept).unwrap();
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let held = snapshot(&bench, false);
    assert_eq!(held.exit, Exit::Done, "{}", held.out);
    let accept = "intake snapshot rules/montenegro-2019.toml sample-applications/montenegro-2019.csv --accept";
    assert!(
        !held.out.contains("digest"),
        "note the new digests with: {accept}"
    );
    assert_eq!(fs::read(&kept).unwrap(), was);
    let personal = Path::new("sample-applications/montenegro-2019.csv");
    let names = fs::read_to_string(repository(personal.to_str().unwrap())).unwrap();
    let text = String::from_utf8(was).unwrap();
    let addresses = names.split([',', '\n']).filter(|cell| cell.contains('@'));
    assert!(addresses.clone().count() > 200);
    addresses.for_each(|address| assert!(!text.contains(address)));
}

#[test]
fn each_set_of_applications_has_a_snapshot_of_its_own() {
    let (head, last) = PILE.trim_end().rsplit_once('\n').unwrap();
    let heading = head.lines().next().unwrap();
    let bench = Bench::new(RULES)
        .file("march.csv", head)
        .file("april.late.csv", format!("{heading}\n{last}\n"));
    assert_eq!(snapshot(&bench, true).exit, Exit::Done);
    assert!(
        bench
            .left()
            .contains(&"rules.march+april.late.snapshot.txt".to_owned()),
        "{:?}",
        bench.left()
    );
    let elsewhere = bench.folder().join("kept.txt");
    assert_eq!(
        at(&bench, Some(elsewhere.clone()), false).exit,
        Exit::Questions
    );
    assert_eq!(at(&bench, Some(elsewhere), false).exit, Exit::Done);
}
