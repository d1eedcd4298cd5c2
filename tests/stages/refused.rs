//! What is refused about stages, and by which words.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::made::{decided, run, said};
use super::{INTERVIEWS, PILE, RULES, essays};

const GIVEN: (&str, &str, &str) = (RULES, PILE, INTERVIEWS);

#[test]
fn without_a_stage_the_stages_and_their_commands_are_named() {
    assert_snapshot!(run(GIVEN, "", ("", None)).unwrap_err(), @"
    error[stage-needed] --stage: the rules have stages, and none is named: `essays`, `interviews`
      help: the first is made by `intake select APPLICATIONS --rules rules.toml --stage essays --out DIR`, the next one by `intake select APPLICATIONS --rules rules.toml --stage interviews --after RUN --out DIR`
    ");
}

#[test]
fn a_stage_that_there_is_not_is_refused_with_the_one_that_was_meant() {
    assert_snapshot!(run(GIVEN, "", ("essay", None)).unwrap_err(), @"
    error[stage-needed] --stage: the rules in rules.toml have no stage `essay`
      help: did you mean `essays`?
    ");
}

#[test]
fn the_first_stage_comes_after_no_run_and_a_later_one_after_that_of_the_stage_before() {
    assert_snapshot!(run(GIVEN, "", ("essays", Some(&essays()))).unwrap_err(), @"
    error[stage-needed] --stage: `essays` is the first stage, which comes after no run
      help: leave `--after` out
    ");
    assert_snapshot!(run(GIVEN, "", ("interviews", None)).unwrap_err(), @"
    error[stage-needed] --stage: the stage `interviews` comes after `essays`, and no run of that one is named
      help: name its run with `--after`; where there is none yet, `intake select APPLICATIONS --rules rules.toml --stage essays --out DIR` makes it
    ");
    let last = run(GIVEN, "", ("interviews", Some(&essays()))).unwrap();
    assert_snapshot!(run(GIVEN, "", ("interviews", Some(&last))).unwrap_err(), @"
    error[stage-needed] the run: is a run of the stage `interviews`
      help: name the run of the stage `essays` with `--after`
    ");
}

#[test]
fn rules_without_stages_take_none() {
    let rules = super::rules::without_stages(RULES);
    let given = (rules.as_str(), PILE, INTERVIEWS);
    assert_snapshot!(run(given, "", ("essays", None)).unwrap_err(), @"
    error[stage-needed] --stage: the rules in rules.toml have no stages
      help: leave `--stage` and `--after` out, or write `[[stages]]` into the rules
    ");
}

#[test]
fn a_shortlist_that_would_come_out_otherwise_is_refused_by_name_until_a_decision_allows_it() {
    let before = essays();
    // Somebody's essay has more points by now.
    let pile = PILE.replace("Jana Krol,yes,forest,4.5", "Jana Krol,yes,forest,9");
    let given = (RULES, pile.as_str(), INTERVIEWS);
    let refused = run(given, "", ("interviews", Some(&before))).unwrap_err();
    assert_snapshot!(refused, @"
    error[other-shortlist] the shortlist: by what is given now it would come out otherwise: A-10 would be on it; A-07 would not be on it
      help: the shortlist was told to people: give the files it was made from, or make the stage before anew; where it shall stay as it was all the same, whoever may allow it does so by the decision `,allow-change,shortlist,,,fbba284d70fd3fd9f2cb4c283803580cbacf1c1a3b47928f110ddd05a5178e57,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
    let digest = refused.split("shortlist,,,").nth(1).unwrap();
    let digest = digest.split(',').next().unwrap();
    let row =
        |digest: &str| format!(",allow-change,shortlist,,{digest},Head,2020-04-11,told by letter");
    let (files, words) = said(given, &decided(&row(digest)), ("interviews", Some(&before)));
    assert_snapshot!(words, @"
    question[stage-changed] the shortlist: by what is given now the stage “Essays” comes to something else for single people: A-10 had 4.5 and has 9
      help: see whether the files are those that the run was made from; the totals of today count
    note[rated-outside] the shortlist: rated in this stage, and not on the shortlist of the stage “Essays”: A-10; these ratings do not count
      help: see that the ids are right: a rating under another's id is missing where it belongs
    note[shortlist-stays] the shortlist: by what is given now it would come out otherwise: A-10 would be on it; A-07 would not be on it; as people allowed, it stays as it was told
    ");
    let files = files.unwrap();
    assert_eq!(super::outcomes(&files)["A-10"], "not-shortlisted");
    assert!(super::text(&files, "manifest.json").contains("told by letter"));
    // It allows that change and no other.
    let other = "0".repeat(64);
    let refused = run(given, &decided(&row(&other)), ("interviews", Some(&before))).unwrap_err();
    assert_snapshot!(refused, @"
    error[decision-idle] decisions.csv:2:E: another change of the shortlist is allowed than this one, whose SHA-256 is fbba284d70fd3fd9f2cb4c283803580cbacf1c1a3b47928f110ddd05a5178e57
      help: what was allowed may have been changed since; who allowed it must look again
    error[other-shortlist] the shortlist: by what is given now it would come out otherwise: A-10 would be on it; A-07 would not be on it
      help: the shortlist was told to people: give the files it was made from, or make the stage before anew; where it shall stay as it was all the same, whoever may allow it does so by the decision `,allow-change,shortlist,,,fbba284d70fd3fd9f2cb4c283803580cbacf1c1a3b47928f110ddd05a5178e57,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
    let unneeded = run(GIVEN, &decided(&row(digest)), ("interviews", Some(&before))).unwrap_err();
    assert_snapshot!(unneeded, @"
    error[decision-idle] decisions.csv:2:C: the shortlist comes out as it was, so that nothing has to be allowed
      help: take the decision out of the file
    ");
}

#[test]
fn rules_that_were_changed_since_the_stage_before_are_named_even_where_the_list_is_the_same() {
    let others = INTERVIEWS.replace("A-10,9\n", "");
    let rules = RULES
        .replace(
            "{ essays = 0.4, interviews = 0.6 }",
            "{ essays = 0.9, interviews = 0.1 }",
        )
        .replace("lot = \"two-stages\"", "lot = \"another\"");
    let given = (rules.as_str(), PILE, others.as_str());
    let (files, words) = said(given, "", ("interviews", Some(&essays())));
    assert!(files.is_some());
    assert_snapshot!(words, @"
    question[stage-rules] rules.toml: other rules than when the stage before was decided: stage interviews, weights essays: 0.4 → 0.9; stage interviews, weights interviews: 0.6 → 0.1; ranking, tie_breaks 3 lot: two-stages → another
      help: see that whoever may change the rules has agreed to this; else give the rules that the run before has in its folder
    ");
    // A title decides nothing.
    let rules = RULES.replace("title = \"Water\"", "title = \"Waters\"");
    let given = (rules.as_str(), PILE, others.as_str());
    let (_, words) = said(given, "", ("interviews", Some(&essays())));
    assert_eq!(words, "");
}

#[test]
fn a_file_of_ratings_that_the_stage_before_counted_is_asked_for_where_it_is_not_given() {
    // The essays stand in a file of their own.
    let essays: String = PILE
        .lines()
        .skip(1)
        .map(|line| {
            let (id, essay) = (&line[..4], line.rsplit(',').next().unwrap());
            format!("{id},{essay}\n")
        })
        .collect();
    let essays = format!("ID,Essay\n{essays}");
    let pile: String = PILE
        .lines()
        .map(|line| format!("{}\n", line.rsplit_once(',').unwrap().0))
        .collect();
    let before = run((RULES, &pile, &essays), "", ("essays", None)).unwrap();
    let refused = run(
        (RULES, &pile, INTERVIEWS),
        "",
        ("interviews", Some(&before)),
    );
    let refused = refused.unwrap_err();
    assert_snapshot!(refused.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    error[other-shortlist] --ratings: the stage before counted other ratings, which are not given, or are other files by now: ratings 1 (of A1; SHA-256 73e01cc31a05adaf0d61e8796b7cec5ff02aaf4b2bac7fbd3e0397961343dc1e)
      help: give all files of ratings that the run before was made from, beside those of this stage: what was counted is needed again
    ");
    assert!(refused.contains("by what is given now it would come out otherwise"));
    let forgotten = run((RULES, &pile, ""), "", ("interviews", Some(&before)));
    assert!(forgotten.unwrap_err().contains("ratings 1 (of A1; SHA-256"));
}

#[test]
fn a_rating_of_somebody_who_is_not_on_the_shortlist_is_named() {
    let (_, words) = said(GIVEN, "", ("interviews", Some(&essays())));
    assert_snapshot!(words, @"
    note[rated-outside] the shortlist: rated in this stage, and not on the shortlist of the stage “Essays”: A-10; these ratings do not count
      help: see that the ids are right: a rating under another's id is missing where it belongs
    ");
    let others = INTERVIEWS.replace("A-10,9\n", "");
    let given = (RULES, PILE, others.as_str());
    assert_eq!(said(given, "", ("interviews", Some(&essays()))).1, "");
}

#[test]
fn whoever_was_shortlisted_is_not_left_out_of_the_file_but_withdraws_by_a_decision() {
    let pile = PILE.replace("A-03,2020-03-03 09:00,Cem Aras,yes,water,7\n", "");
    let given = (RULES, pile.as_str(), INTERVIEWS.replace("A-03,10\n", ""));
    let given = (given.0, given.1, given.2.as_str());
    let refused = run(given, "", ("interviews", Some(&essays()))).unwrap_err();
    assert_snapshot!(refused, @"
    error[other-shortlist] --ratings: the stage before counted other ratings, which are not given, or are other files by now: ratings 1 (of A1; SHA-256 0f9cf7276161984e0e54169e69c42381552f215587c987da224e04a033f1caf2)
      help: give all files of ratings that the run before was made from, beside those of this stage: what was counted is needed again
    error[other-shortlist] applications: application `A-03` was shortlisted in the stage before, and is not in the applications any more
      help: whoever takes part no longer is named by a decision, such as `withdrawn`, and never left out of the file
    error[other-shortlist] the shortlist: by what is given now it would come out otherwise: A-03 would not be on it
      help: the shortlist was told to people: give the files it was made from, or make the stage before anew; where it shall stay as it was all the same, whoever may allow it does so by the decision `,allow-change,shortlist,,,5e527fadd9472e65a51a2886079776b60416178deffd22dafea5ee8c725045d0,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn no_seat_is_held_where_nobody_has_one() {
    let held = decided("A-01,invited,,,,Office,2020-04-10,by mail");
    assert_snapshot!(run(GIVEN, &held, ("essays", None)).unwrap_err(), @"
    error[decision-idle] decisions.csv:2:B: nobody has a seat yet in this stage, so that none is held
      help: leave the decision out here; it counts in the last stage
    ");
}

#[test]
fn nothing_is_built_on_a_run_that_was_touched() {
    let mut before = essays();
    before.insert("shortlist/water.csv".to_owned(), b"A-08".to_vec());
    assert_snapshot!(run(GIVEN, "", ("interviews", Some(&before))).unwrap_err(), @"
    error[run-unreadable] shortlist/water.csv: was changed after it was written
      help: nothing is built on a run that is not as it was written: take an untouched copy of it
    ");
}

#[test]
fn of_many_who_could_still_be_on_the_shortlist_the_first_are_named_and_the_rest_counted() {
    let mut pile = PILE.trim_end().to_owned();
    for at in 100..160 {
        write!(
            pile,
            "\nB-{at},2020-03-{:02} 10:{:02},Ola {at},perhaps,forest,9",
            at % 28 + 1,
            at % 60
        )
        .unwrap();
    }
    let given = (RULES, pile.as_str(), INTERVIEWS);
    let provisional = run(given, "", ("essays", None)).unwrap();
    assert_snapshot!(run(given, "", ("interviews", Some(&provisional))).unwrap_err(), @"
    error[not-firm] the run: its shortlist is provisional: B-100, B-101, B-102, B-103, B-104, B-105, B-106, B-107, B-108, B-109 and 50 more wait for an answer and could be on it
      help: make that stage anew once all who are asked have answered, with the answers as decisions; of an answer that never comes a person decides what follows from it
    ");
}
