//! Rounds after the last stage: seats that were given back, and a shortlist that was made anew meanwhile.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use intake::out::Issue;
use intake::table::Options;

use super::made::decided;
use super::{INTERVIEWS, PILE, RULES};
use crate::bench::{Bench, Said, plain};
use crate::shell::Job;

const GONE: &str = "A-07,withdrawn,,,,Office,2020-05-10,by mail";

/// The interviews without that of somebody who was not shortlisted.
fn first() -> String {
    let without = INTERVIEWS.replace("A-10,9\n", "");
    assert_ne!(without, INTERVIEWS);
    without
}

/// The sample on the disk, with its runs.
struct Road(Bench);

impl Road {
    /// Essays, then interviews.
    fn new() -> Self {
        let mut bench = Bench::new(RULES).pile(PILE);
        bench.folder();
        bench.ratings = vec![bench.beside("interviews.csv", first())];
        let mut road = Self(bench);
        road.stage("essays", None, "essays", "");
        road.stage("interviews", Some("essays"), "seats", "");
        road
    }

    fn stage(&mut self, stage: &str, after: Option<&str>, out: &str, decisions: &str) {
        let bench = &mut self.0;
        bench.rulings = Vec::new();
        if !decisions.is_empty() {
            bench.rulings = vec![bench.beside(&format!("{out}.csv"), decided(decisions))];
        }
        bench.stage = Some(stage.to_owned());
        bench.after = after.map(|after| bench.path(after));
        bench.out = bench.path(out);
        let ran = bench.select();
        assert!(!ran.files.is_empty(), "{}", ran.said.err);
    }

    fn ratings(&self, text: &str) -> Vec<PathBuf> {
        vec![self.0.beside("more.csv", text)]
    }

    /// A round after the seats, by these decisions.
    fn round(&self, ratings: Option<&str>, after: Option<&str>, decisions: &str) -> Said {
        let ratings = ratings.map_or_else(|| self.0.ratings.clone(), |text| self.ratings(text));
        self.0.job(&Job::Replace {
            ratings,
            run: self.0.path("seats"),
            applications: self.0.applications.clone(),
            rules: None,
            after: after.map(|after| self.0.path(after)),
            out: self.0.path("round"),
            reading: Options::default(),
            rulings: vec![self.0.beside("round.csv", decided(decisions))],
            replace: true,
            issue: Issue {
                without_workbook: true,
                without_report: true,
                ..Issue::default()
            },
        })
    }

    /// The round held against these runs and what it was made from.
    fn verified(&self, ratings: &[PathBuf], before: &[&str]) -> String {
        let before = before.iter().map(|run| self.0.path(run)).collect();
        let said = self.0.job(&Job::Verify {
            ratings: ratings.to_vec(),
            run: self.0.path("round"),
            before,
            applications: self.0.applications.clone(),
            rules: None,
            reading: Options::default(),
            rulings: vec![self.0.path("round.csv")],
        });
        plain(&said.out)
    }
}

fn changes(road: &Road) -> String {
    let list = road.0.read(&road.0.path("round").join("replacements.csv"));
    list.trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn a_round_keeps_all_other_seats_and_its_note_advises_nothing_that_would_move_them() {
    let road = Road::new();
    let said = road.round(None, None, GONE);
    assert_snapshot!(plain(&said.err), @"
    note[next-shortlisted] the shortlist: no longer there of the shortlist of the stage “Essays”: A-07; next on it: A-10
      help: whoever has a seat keeps it, and one that was given back goes to whoever took part; to let these take part, too, make the stage `essays` anew with these decisions, have them rated, and name that run with `--after` of `intake replace`
    ");
    assert_snapshot!(changes(&road), @"
    application,what,from,to
    A-07,gives the seat back,forest,
    A-02,moves,water,forest
    A-01,comes in,,water
    ");
    assert_snapshot!(road.verified(&road.0.ratings, &["seats", "essays"]), @"
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 1 person without a seat it is shown that there is no room beside everybody selected above them
    it follows …/seats, which is as it was written: the seats it starts from are those given there
    it comes after …/essays, which is as it was written: whoever takes part is who was shortlisted there
    …/seats comes after …/essays, which is as it was written: whoever takes part is who was shortlisted there
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
}

#[test]
fn whoever_comes_onto_a_shortlist_that_was_made_anew_can_take_a_seat_that_was_given_back_and_no_other()
 {
    let mut road = Road::new();
    road.stage("essays", None, "essays-2", GONE);
    // A-10 is interviewed, and better than everybody.
    let ratings = INTERVIEWS.to_owned();
    let refused = road.round(Some(&ratings), Some("essays-2"), GONE);
    let row = plain(&refused.err);
    let digest = intake::base::digest::of(ratings.as_bytes());
    assert!(
        row.contains(&format!("allow-change,ratings 1,,,{digest}")),
        "{row}"
    );
    let allow =
        format!("{GONE}\n,allow-change,ratings 1,,{digest},Head,2020-05-12,the interview of A-10");
    let said = road.round(Some(&ratings), Some("essays-2"), &allow);
    assert_snapshot!(plain(&said.err), @"");
    assert_snapshot!(changes(&road), @"
    application,what,from,to
    A-07,gives the seat back,forest,
    A-10,comes in,,forest
    ");
    let more = [road.0.path("more.csv")];
    assert_snapshot!(road.verified(&more, &["seats", "essays-2", "essays"]), @"
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    it follows …/seats, which is as it was written: the seats it starts from are those given there
      ratings 1 is another file than the run before had, allowed by Head on 2020-05-12: the interview of A-10
    it comes after …/essays-2, which is as it was written: whoever takes part is who was shortlisted there
    …/seats comes after …/essays, which is as it was written: whoever takes part is who was shortlisted there
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
    assert_snapshot!(road.verified(&more, &[]), @"
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    it follows another run: name that one with --before, after those named, to have the seats held against it
    it comes after the run of another stage: name that one with --before, after those named, to have the shortlist held against it
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
    // Another run in its place is named.
    assert_snapshot!(road.verified(&more, &["essays"]), @"
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    manifest.json: follows another run than the one that was given
    ");
}

#[test]
fn a_shortlist_without_somebody_who_has_a_seat_is_refused() {
    let mut road = Road::new();
    let other = PILE.replace("Ben Kos,yes,water; forest,8", "Ben Kos,yes,water; forest,3");
    assert_ne!(other, PILE);
    let whole = std::mem::take(&mut road.0.applications);
    road.0.applications = vec![road.0.beside("other.csv", &other)];
    road.stage("essays", None, "essays-2", GONE);
    road.0.applications = whole;
    let said = road.round(None, Some("essays-2"), GONE);
    let said = plain(&said.err);
    let at = said.lines().position(|line| line.contains("with a seat"));
    let lines: Vec<&str> = said.lines().skip(at.unwrap()).take(2).collect();
    assert_snapshot!(lines.join("\n"), @"
    error[other-shortlist] the shortlist: not on it, and with a seat in the run that is followed: A-02
      help: nobody loses a seat by a shortlist that was made anew: leave `--after` out, or make the stage before anew from what the run was made from, with the decisions about whoever gave a seat back
    ");
    assert!(!Path::new(&road.0.path("round")).exists());
}

#[test]
fn a_run_of_a_first_stage_has_no_round() {
    let road = Road::new();
    let said = road.0.job(&Job::Replace {
        ratings: Vec::new(),
        run: road.0.path("essays"),
        applications: road.0.applications.clone(),
        rules: None,
        after: None,
        out: road.0.path("round"),
        reading: Options::default(),
        rulings: vec![road.0.beside("round.csv", decided(GONE))],
        replace: false,
        issue: Issue {
            without_workbook: true,
            without_report: true,
            ..Issue::default()
        },
    });
    assert_snapshot!(plain(&said.err), @"
    error[stage-needed] …/essays: is a run of the stage `essays`, in which nobody has a seat yet
      help: make the stage anew with the decisions: `intake select` with `--stage`
    ");
}
