//! Snapshots of a stage, and two rules files compared over one.

use std::path::PathBuf;

use insta::assert_snapshot;
use intake::table::Options;

use super::{INTERVIEWS, PILE, RULES};
use crate::bench::{Bench, Said, plain};
use crate::shell::{Job, Output};

/// Which stage, and the run of the one before.
#[derive(Clone, Default)]
struct OfStage {
    stage: Option<String>,
    after: Option<PathBuf>,
}

fn bench(rules: &str) -> Bench {
    Bench::new(rules)
        .pile(PILE)
        .rated("interviews.csv", INTERVIEWS)
}

/// A bench at the second stage, after a run of the first.
fn interviews() -> (Bench, OfStage) {
    let mut bench = bench(RULES).out("essays");
    bench.stage = Some("essays".to_owned());
    bench.select();
    let after = Some(bench.run_folder().to_owned());
    let stage = Some("interviews".to_owned());
    (bench, OfStage { stage, after })
}

/// What was said, but for warnings of the rules.
fn told(said: &Said) -> String {
    let err = plain(&said.err);
    let wrong = err.split_once("error").map_or("", |(_, wrong)| wrong);
    format!("exit {}\n{}{wrong}", said.exit as u8, said.out)
}

fn snapshot(bench: &Bench, stage: OfStage) -> Said {
    bench.job(&Job::Snapshot {
        rules: bench.rules.clone(),
        applications: bench.applications.clone(),
        ratings: bench.ratings.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        snapshot: None,
        accept: false,
        stage: stage.stage,
        after: stage.after,
    })
}

fn compared(bench: &Bench, other: &str, stage: OfStage) -> Said {
    bench.job(&Job::Compare {
        a: bench.rules.clone(),
        b: bench.beside("other.toml", other),
        applications: bench.applications.clone(),
        ratings: bench.ratings.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        format: Output::Text,
        movers: None,
        stage: stage.stage,
        after: stage.after,
    })
}

/// What a comparison of two run folders says.
fn runs(bench: &Bench, [a, b]: [PathBuf; 2], typed: OfStage) -> Said {
    bench.job(&Job::Compare {
        a,
        b,
        applications: Vec::new(),
        ratings: Vec::new(),
        reading: Options::default(),
        rulings: Vec::new(),
        format: Output::Text,
        movers: None,
        stage: typed.stage,
        after: typed.after,
    })
}

#[test]
fn a_stage_has_a_snapshot_of_its_own_beside_the_rules() {
    let first = OfStage {
        stage: Some("essays".to_owned()),
        after: None,
    };
    let bench = bench(RULES);
    assert_snapshot!(told(&snapshot(&bench, first.clone())), @"
    exit 1
    …/rules.pile.essays.snapshot.txt: written, the first snapshot of 11 applications
      look it through and keep it with the rules; from now on it is compared with
    ");
    let text = bench.read(&bench.path("rules.pile.essays.snapshot.txt"));
    let (_, body) = text.split_once("\n\n").unwrap();
    let (_, counts) = body.split_once("\n\n").unwrap();
    assert_snapshot!(counts, @"
    Counts
      received     11
      selected     0
      shortlisted  7
      reserve      0
      unplaced     0
      not-shortlisted 3
      unclear      0
      ineligible   1
      superseded   0

    Seats
      water                  4 of 4, the last A-05 with 7
      forest                 3 of 3, the last A-07 with 5

    Applications
    A-01 | shortlisted water | place 1 | total 9
    A-02 | shortlisted forest | place 2 | total 8
    A-03 | shortlisted water | place 4 | total 7
    A-04 | shortlisted water | place 5 | total 7
    A-05 | shortlisted water | place 6 | total 7
    A-06 | shortlisted forest | place 3 | total 8
    A-07 | shortlisted forest | place 7 | total 5
    A-08 | not-shortlisted | total 3
    A-09 | ineligible | not met: member
    A-10 | not-shortlisted | place 8 | total 4.5
    A-11 | not-shortlisted | place 9 | total 4
    ");
    assert_snapshot!(told(&snapshot(&bench, first)), @"
    exit 0
    …/rules.pile.essays.snapshot.txt: 11 applications, all as in the snapshot
    ");
    let (bench, second) = interviews();
    assert_snapshot!(told(&snapshot(&bench, second.clone())), @"
    exit 1
    …/rules.pile.interviews.snapshot.txt: written, the first snapshot of 11 applications
      look it through and keep it with the rules; from now on it is compared with
    ");
    bench.beside(
        "rules.toml",
        RULES.replace("interviews = 0.6", "interviews = 0.1"),
    );
    assert_snapshot!(told(&snapshot(&bench, second)), @"
    exit 4
    11 applications in the snapshot, 11 now: 4 have another outcome or group, 3 only another place, total, chance or criterion
      A-02: was selected water (place 2, total 8.6), is selected forest (place 1, total 4.1)
      A-07: was selected forest (place 3, total 6.8), is reserve 1 of forest (place 6, total 2.8)
      A-01: was reserve 1 of water (place 5, total 6.6), is selected water (place 2, total 4.1)
      A-05: was unplaced (place 6, total 5.2), is reserve 1 of water (place 5, total 3.2)
      A-03: still selected water; place was 1, is 3; total was 8.8, is 3.8
      A-04: still below the floor; total was 4, is 3
      A-06: still selected forest; total was 6.8, is 3.8
    …/rules.pile.interviews.snapshot.txt is as it was. If this is what is meant, accept it:
      intake snapshot …/rules.toml …/pile.csv --ratings …/interviews.csv --stage interviews --after …/essays --accept
    ");
}

#[test]
fn of_two_rules_the_change_that_did_it_is_found_at_a_stage_over_the_list_that_was_told() {
    let other = RULES
        .replace(
            "essays = 0.4, interviews = 0.6",
            "essays = 0.9, interviews = 0.1",
        )
        .replace("title = \"Essay\"", "title = \"The essay\"");
    let (bench, second) = interviews();
    assert_snapshot!(told(&compared(&bench, &other, second)), @r#"
    exit 4
    A  rules.toml
    B  other.toml
    11 applications

    Changes in the rules
        1  stage interviews, weights essays: 0.4 → 0.9 (line 63 → 63)
        2  stage interviews, weights interviews: 0.6 → 0.1 (line 63 → 63)
    Texts, which decide nothing
        3  scoring essay, title: "Essay" → "The essay" (line 110 → 110)

    Who moves
      reserve → selected                          1
      selected → reserve                          1
      selected → selected for another group       1
      unplaced → reserve                          1
      3 applications keep the outcome and have another place, total, chance or criterion

    By each of 1; 2 alone
      A-02: was selected water (place 2, total 8.6), is selected forest (place 2, total 8.1)
      A-07: was selected forest (place 3, total 6.8), is reserve 1 of forest (place 6, total 5.3)
      A-01: was reserve 1 of water (place 5, total 6.6), is selected water (place 1, total 8.6)
      A-05: was unplaced (place 6, total 5.2), is reserve 1 of water (place 5, total 6.7)
    "#);
}

#[test]
fn a_snapshot_of_another_stage_and_runs_of_two_stages_are_said_to_be_that() {
    let (bench, second) = interviews();
    let first = OfStage {
        stage: Some("essays".to_owned()),
        after: None,
    };
    snapshot(&bench, first);
    let essays = bench.read(&bench.path("rules.pile.essays.snapshot.txt"));
    bench.beside("rules.pile.interviews.snapshot.txt", essays);
    assert_snapshot!(told(&snapshot(&bench, second.clone())), @"
    exit 3
    [snapshot-unreadable] …/rules.pile.interviews.snapshot.txt: is a snapshot of the stage `essays`, and not of what is asked for
      help: choose another file with --snapshot
    ");
    let mut bench = bench.out("interviews");
    (bench.stage, bench.after) = (second.stage, second.after.clone());
    bench.select();
    let both = [second.after.unwrap(), bench.run_folder().to_owned()];
    let said = runs(&bench, both, OfStage::default());
    assert_snapshot!(plain(&said.err), @"run A is of the stage `Essays`, and run B of the stage `Interviews`: what differs may come from that");
}

#[test]
fn without_a_stage_rules_with_stages_say_what_to_type_and_runs_have_theirs() {
    let (bench, second) = interviews();
    assert_snapshot!(told(&snapshot(&bench, OfStage::default())), @"
    exit 2
    [stage-needed] --stage: the rules have stages, and none is named: `essays`, `interviews`
      help: name it with `--stage`, and for one after the first the run of the stage before with `--after`
    ");
    assert_snapshot!(told(&compared(&bench, RULES, OfStage::default())), @"
    exit 2
    [stage-needed] --stage: the rules have stages, and none is named: `essays`, `interviews`
      help: name it with `--stage`, and for one after the first the run of the stage before with `--after`
    ");
    let run = second.after.clone().unwrap();
    let said = runs(&bench, [run.clone(), run], second);
    assert_snapshot!(told(&said), @"
    exit 2
    : two run folders are compared at the stages that they are of
      help: leave `--stage` and `--after` out
    ");
}
