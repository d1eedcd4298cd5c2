//! What a change of rules does to a stage: comparisons and snapshots at one of them.

use insta::assert_snapshot;
use intake::engine::compare::{Noticed, Refused, rules as compared};
use intake::engine::snapshot::{Held, now};
use intake::engine::stages::at_stage;
use intake::engine::{File, PastRun, Pile};
use intake::papers::compared::page;
use intake::rules::Rules;
use intake::rulings::StageBefore;
use intake::table::Options;

use super::made::{Files, rules};
use super::{INTERVIEWS, PILE, RULES, essays};

/// The interview counts more at the last stage.
fn draft() -> String {
    let draft = RULES.replace("interviews = 0.6", "interviews = 0.3");
    assert_ne!(draft, RULES);
    draft
}

fn at(text: &str, stage: &str, before: Option<&Files>) -> (Rules, Option<StageBefore>) {
    let before = before.map(|before| before as &dyn PastRun);
    at_stage(&rules(text), Some(stage), before).unwrap()
}

fn with<T>(before: Option<&StageBefore>, work: impl FnOnce(Pile<'_>) -> T) -> T {
    let applications = [File::new("applications.csv", PILE)];
    let ratings = [File::new("interviews.csv", INTERVIEWS)];
    work(Pile {
        applications: &applications,
        ratings: &ratings,
        rulings: &[],
        reading: &Options::default(),
        follows: None,
        stage_before: before,
    })
}

#[test]
fn two_rules_files_are_compared_at_a_stage_after_the_list_that_was_told() {
    let before = essays();
    let (a, told) = at(RULES, "interviews", Some(&before));
    let (b, _) = at(&draft(), "interviews", Some(&before));
    let comparison = with(told.as_ref(), |pile| {
        compared((&a, &b), pile, &|_| (), &mut Noticed::default()).unwrap()
    });
    assert_snapshot!(page(&comparison), @"
    A  rules.toml
    B  rules.toml
    11 applications

    Changes in the rules
        1  stage interviews, weights interviews: 0.6 → 0.3 (line 63 → 63)

    Who moves
      reserve → selected                          1
      selected → reserve                          1
      selected → selected for another group       1
      unplaced → reserve                          1
      3 applications keep the outcome and have another place, total, chance or criterion

    By 1 (stage interviews, weights interviews), the only change that decides anything
      A-02: was selected water (place 2, total 8.6), is selected forest (place 1, total 5.9)
      A-07: was selected forest (place 3, total 6.8), is reserve 1 of forest (place 5, total 4.4)
      A-01: was reserve 1 of water (place 5, total 6.6), is selected water (place 3, total 5.1)
      A-05: was unplaced (place 6, total 5.2), is reserve 1 of water (place 6, total 4)
    ");
}

#[test]
fn rules_with_stages_are_compared_at_none_of_them_by_no_guess() {
    let (a, b) = (rules(RULES), rules(&draft()));
    let refused = with(None, |pile| {
        compared((&a, &b), pile, &|_| (), &mut Noticed::default())
    });
    let Err(Refused::Usage { words, help }) = refused else {
        panic!("compared");
    };
    assert_snapshot!(format!("{words}\n{help}"), @"
    rules with stages are compared at one of them, and both at the same one
    name it with `--stage`, and the run of the stage before with `--after`; run folders of two stages are compared without applications
    ");
}

#[test]
fn a_snapshot_of_each_stage_is_read_back_and_held_against_what_comes_out() {
    let before = essays();
    for (stage, after) in [("essays", None), ("interviews", Some(&before))] {
        let (view, told) = at(RULES, stage, after);
        let made = with(told.as_ref(), |pile| now(&view, pile, &|_| ()).unwrap());
        assert!(made.text.contains(stage), "{}", made.text);
        assert_eq!(made.against(&made.text).unwrap(), Held::Same);
    }
    let (view, told) = at(&draft(), "interviews", Some(&before));
    let other = with(told.as_ref(), |pile| now(&view, pile, &|_| ()).unwrap());
    let (view, told) = at(RULES, "interviews", Some(&before));
    let made = with(told.as_ref(), |pile| now(&view, pile, &|_| ()).unwrap());
    let Held::Differs(words) = made.against(&other.text).unwrap() else {
        panic!("the same");
    };
    assert_snapshot!(words, @"
    11 applications in the snapshot, 11 now: 4 have another outcome or group, 3 only another place, total, chance or criterion
      A-01: was selected water (place 3, total 5.1), is reserve 1 of water (place 5, total 6.6)
      A-02: was selected forest (place 1, total 5.9), is selected water (place 2, total 8.6)
      A-07: was reserve 1 of forest (place 5, total 4.4), is selected forest (place 3, total 6.8)
      A-05: was reserve 1 of water (place 6, total 4), is unplaced (place 6, total 5.2)
      A-03: still selected water; place was 2, is 1; total was 5.8, is 8.8
      A-04: still below the floor; total was 3.4, is 4
      A-06: still selected forest; total was 5, is 6.8
    ");
}
