//! Who withdrew, declined, did not answer or cannot come: the seat goes on by the rules, and nothing is said of criteria.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{HEAD, decided, outcomes, ran};
use crate::bench::{Bench, Ran, plain};
use crate::shell::{About, Format};

const RULES: &str = "rules/montenegro-2019.toml";
const PILE: &str = "sample-applications/montenegro-2019.csv";
const BY: &str = "Panel,2019-04-20";

/// The sample, of which some did so.
fn sample(gone: &[(&str, &str)]) -> Bench {
    let mut rows = HEAD.to_owned();
    for (application, decision) in gone {
        let _ = writeln!(rows, "{application},{decision},,,,,{BY},by e-mail");
    }
    Bench::of(RULES, PILE).decided("after.csv", rows)
}

fn selected(ran: &Ran) -> BTreeMap<String, String> {
    let mut outcomes = ran.outcomes();
    outcomes.retain(|_, outcome| outcome.starts_with("selected"));
    outcomes
}

/// Who comes next for each seat, as the rosters say.
fn successors(ran: &Ran) -> BTreeMap<String, String> {
    let rosters = ran.rosters();
    let files = rosters.into_iter().chain(["open.csv"]);
    files
        .flat_map(|file| ran.rows(file))
        .filter(|row| row["outcome"] == "selected")
        .map(|row| (row["application"].clone(), row["successor"].clone()))
        .collect()
}

#[test]
fn a_seat_that_is_given_back_goes_on_by_the_rules() {
    let before = Bench::of(RULES, PILE).select();
    let after = sample(&[("A-0127", "withdrawn"), ("A-0267", "declined")]).select();
    let (before, after) = (before.outcomes(), after.outcomes());
    let moved: String = before
        .iter()
        .filter(|(id, outcome)| after[*id] != **outcome)
        .map(|(id, outcome)| format!("{id}: {outcome} -> {}\n", after[id]))
        .collect();
    assert_snapshot!(moved, @"
    A-0025: reserve roma-and-sinti 5 -> reserve roma-and-sinti 3
    A-0076: unplaced -> reserve roma-and-sinti 5
    A-0127: selected roma-and-sinti -> dropped-out
    A-0170: reserve roma-and-sinti 6 -> reserve roma-and-sinti 4
    A-0175: reserve roma-and-sinti 1 -> selected roma-and-sinti
    A-0177: reserve roma-and-sinti 2 -> selected roma-and-sinti
    A-0192: reserve roma-and-sinti 3 -> reserve roma-and-sinti 1
    A-0235: reserve roma-and-sinti 4 -> reserve roma-and-sinti 2
    A-0252: unplaced -> reserve roma-and-sinti 6
    A-0267: selected roma-and-sinti -> dropped-out
    ");
}

#[test]
fn nobody_else_loses_a_seat_and_one_person_at_most_comes_in() {
    let sample_ran = Bench::of(RULES, PILE).select();
    let before = selected(&sample_ran);
    let next = successors(&sample_ran);
    for gone in before.keys() {
        let ran = sample(&[(gone, "no-answer")]).select();
        let after = selected(&ran);
        // The roster said who comes next.
        let new = after.keys().find(|id| !before.contains_key(*id));
        assert_eq!(new.map_or("nobody", String::as_str), next[gone], "{gone}");
        let stay = before.keys().filter(|id| *id != gone);
        assert!(stay.clone().all(|id| after.contains_key(id)), "{gone}");
        assert!(
            after.len() <= before.len() && !after.contains_key(gone),
            "{gone}"
        );
    }
}

#[test]
fn lists_and_explanation_say_who_noted_it_and_the_letter_speaks_of_no_criterion() {
    let bench = sample(&[("A-0127", "unavailable")]);
    let ran = bench.select();
    assert_snapshot!(ran.text("dropped-out.csv"), @"
    ﻿application,decision,who,when,why
    A-0127,unavailable,Panel,2019-04-20,by e-mail
    ");
    let page = bench.explain("A-0127").out;
    let (_, why) = page.split_once("Why\n").unwrap();
    assert_snapshot!(why.split("\n\n").next().unwrap(), @"  the applicant cannot come");
    let letter = bench
        .explain_as(About::ForApplicant("A-0127".to_owned()), Format::Text)
        .out;
    let (letter, _) = letter.split_once("Your answers,").unwrap_or((&letter, ""));
    assert_snapshot!(letter, @"
    Your application A-0127
    Training on human rights monitoring and safety and security for human rights defenders, OSCE Office
        for Democratic Institutions and Human Rights (ODIHR)

    About this letter
      This letter says what is recorded of your application, by which rules it was judged, and what came
          of it.
      The same rules were applied to everybody who applied. What they rest on stands at the end.
      Nothing in this letter is about anybody else.

    The outcome
      You no longer take part in the selection. This has nothing to do with the criteria of the call.

    What people decided about your application
      It was noted on 2019-04-20 that you cannot come.
    ");
}

#[test]
fn whoever_is_asked_or_refused_may_drop_out_too() {
    let gone = ran(
        "C,withdrawn,,,,,Panel,2020-04-02,by e-mail\nE,Withdrew,,,,,Panel,2020-04-02,by e-mail\n",
    );
    // C is asked no more, and E is refused as before.
    assert_snapshot!(outcomes(&gone), @"
    A: superseded
    B: selected course
    C: dropped-out
    D: ineligible
    E: ineligible
    pile.csv:7: clarify
    pile.csv:8: clarify
    ");
    assert!(!gone.text("clarify.csv").contains("\nC,"));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let said = |rows: &str| plain(&decided(rows).select().said.err);
    let by = "Panel,2020-04-02,by e-mail\n";
    let superseded = said(&format!("A,withdrawn,,,,,{by}"));
    let twice = said(&format!("B,withdrawn,,,,,{by}B,declined,,,,,{by}"));
    let whole = said(&format!("B,withdrawn,member,,,yes,{by}"));
    let unknown = said(&format!("B,cancelled,,,,,{by}"));
    assert_snapshot!(format!("{superseded}{twice}{whole}{unknown}"), @"
    error[decision-idle] answers.csv:2:A: application `B` of the same person stands
      help: name that one: this one has no seat to lose
    error[decision-twice] answers.csv:3:F: the same was decided otherwise at answers.csv:2
      help: keep the decision that holds
    error[decision-unreadable] answers.csv:2:F: `yes` has no place here
      help: the decision says it all: leave `answer` blank, or remove the row
    error[decision-unreadable] answers.csv:2:C: who drops out does so with the whole application
      help: leave `field` blank
    error[decision-unreadable] answers.csv:2:B: `cancelled` is no decision
      help: of somebody who no longer takes part write `withdrawn`, `declined` (the seat that was offered), `no-answer` (not confirmed in time) or `unavailable` (no visa, illness)
    ");
}

/// A call that says by when whoever is selected confirms.
const COURSE: &str = include_str!("../../sample-applications/small/balance.toml");
const APPLIED: &str = include_str!("../../sample-applications/small/balance.csv");

/// A decision of a day.
fn no_answer(day: &str) -> Bench {
    let row = format!("A-5,no-answer,,,,,M. Officer,{day},no letter came\n");
    Bench::new(COURSE)
        .pile(APPLIED)
        .decided("d.csv", format!("{HEAD}{row}"))
}

#[test]
fn nobody_failed_to_answer_before_the_day_to_confirm_by_is_over() {
    let early = plain(&no_answer("2025-03-24").select().said.err);
    let (_, early) = early.split_once("error[").unwrap();
    assert_snapshot!(early, @"
    decision-idle] d.csv:2:H: whoever is selected may confirm until the end of 2025-03-24
      help: a day later it is known who gave no answer; whoever says no before has `declined`
    ");
    let late = no_answer("2025-03-25").select();
    assert_eq!(late.outcomes()["A-5"], "dropped-out");
}

#[test]
fn nobody_confirmed_and_gave_no_answer_and_a_late_confirmation_holds_and_is_pointed_out() {
    let said = |rows: &str| {
        let bench = Bench::new(COURSE).pile(APPLIED);
        let bench = bench.decided("d.csv", format!("{HEAD}{rows}"));
        let said = plain(&bench.select().said.err);
        let about = said.split("\n").filter(|line| !line.contains("question"));
        let about: Vec<&str> = about
            .skip_while(|line| !line.contains("d.csv"))
            .take(2)
            .collect();
        format!("{}\n", about.join("\n"))
    };
    let confirmed = |day: &str| format!("A-1,confirmed,,,,,M. Officer,{day},by telephone\n");
    let silent = "A-1,no-answer,,,,,M. Officer,2025-03-25,no letter came\n";
    let both = said(&format!("{}{silent}", confirmed("2025-03-20")));
    let late = said(&confirmed("2025-03-26"));
    assert_eq!(said(&confirmed("2025-03-24")), "\n");
    assert_snapshot!(format!("{both}{late}"), @"
    error[decision-twice] d.csv:3:B: the applicant confirmed, by the decision at d.csv:2
      help: keep the decision that holds; whoever confirmed and cannot come has `withdrawn`, or is `unavailable`
    warning[confirmed-late] d.csv:2:H: whoever is selected could confirm until the end of 2025-03-24; the seat is held
      help: nothing is wrong if it was taken late; if not, the decision is `no-answer`
    ");
}

#[test]
fn page_and_letter_say_by_when_an_answer_was_wanted() {
    let pages = |bench: &Bench, id: &str| {
        bench.select();
        let page = bench.explain(id).out;
        let letter = bench
            .explain_as(About::ForApplicant(id.to_owned()), Format::Text)
            .out;
        let part = |text: &str, head: &str| {
            let (_, text) = text.split_once(head).unwrap();
            text.split("\n\n").next().unwrap().to_owned()
        };
        let (page, letter) = (
            part(&page, "Decided by people\n"),
            part(&letter, "What people decided about your application\n"),
        );
        format!("{page}\n{letter}")
    };
    let invited = format!("{HEAD}A-5,invited,,,,,M. Officer,2025-03-10,letter sent\n");
    let invited = Bench::new(COURSE).pile(APPLIED).decided("d.csv", invited);
    let all = [
        pages(&invited, "A-5"),
        pages(&no_answer("2025-03-25"), "A-5"),
    ];
    assert_snapshot!(all.join("\n\n"), @"
    invited: the seat is held; the answer is wanted by 2025-03-24 (pile.csv:6)
         M. Officer, 2025-03-10: letter sent
    You were invited on 2025-03-10, and the seat is kept for you. Your answer is wanted by 2025-03-24.

    the applicant did not confirm by 2025-03-24 (pile.csv:6)
         M. Officer, 2025-03-25: no letter came
    It was noted on 2025-03-25 that you had not confirmed by 2025-03-24.
    ");
}
