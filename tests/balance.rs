//! Balance rules from the rules file to what people read: who is selected, what is said of it, what is asked, and what is refused.

use insta::assert_snapshot;

use intake::table::Options;

use crate::bench::{Bench, outcome, said};
use crate::shell::Job;

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");

/// Everybody by outcome.
fn outcomes(bench: Bench) -> String {
    let mut records: Vec<_> = bench.select().audit().into_iter().skip(1).collect();
    records.sort_by_key(|record| record["standing"]["place"].as_u64().unwrap_or(u64::MAX));
    let line = |record: &serde_json::Value| {
        format!("{}: {}\n", said(&record["application"]), outcome(record))
    };
    records.iter().map(line).collect()
}

/// What is said on the screen under a heading.
fn section(page: &str, heading: &str) -> String {
    let (_, page) = page.split_once(heading).unwrap();
    let (page, _) = page.split_once("\n\u{1b}[1m").unwrap();
    page.trim_start_matches("\u{1b}[0m\n").to_owned()
}

#[test]
fn the_screen_says_what_each_rule_came_to_and_what_the_other_objective_would() {
    let ran = Bench::new(RULES).pile(PILE).select();
    assert_snapshot!(section(&ran.said.out, "Balance"), @"");
}

#[test]
fn who_has_a_blank_on_which_a_rule_hangs_is_asked_and_the_exit_code_says_so() {
    let ran = Bench::new(RULES).pile(PILE).select();
    let asked: Vec<String> = ran
        .rows("clarify.csv")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row["application"], row["field"], row["ask"], row["decides"]
            )
        })
        .collect();
    assert_snapshot!(format!("exit {}\n{}", ran.said.exit as u8, asked.join("\n")), @"");
}

#[test]
fn what_cannot_be_met_together_is_refused_with_the_smallest_changes() {
    let rules = RULES.replace("at_least = \"1/2\"", "at_least = 5\nhard = true");
    let ran = Bench::new(&rules).pile(PILE).select();
    assert_snapshot!(ran.said.err, @"");
}

#[test]
fn a_confirmed_seat_stays_although_the_rules_would_give_it_to_somebody_else() {
    let decisions = "application,decision,field,answer,who,when,why\nA-6,confirmed,,forest,M. Officer,2025-03-10,phone\n";
    assert_snapshot!(outcomes(Bench::new(RULES).pile(PILE).decided("decisions.csv", decisions)), @"");
}

#[test]
fn what_ifs_are_selected_anew_under_the_balance_rules() {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    assert_snapshot!(bench.explain("A-6").out, @"");
}

/// Selects, and then follows that run with decisions, round by round; what each round says of the seats.
fn rounds(rules: &str, rounds: &[&str]) -> String {
    let bench = Bench::new(rules).pile(PILE);
    bench.select();
    let mut said = String::new();
    let mut run = bench.out.clone();
    for (number, decisions) in (1..).zip(rounds) {
        let out = bench.folder().join(format!("round-{number}"));
        let came = bench.job(&Job::Replace {
            run,
            applications: bench.applications.clone(),
            rules: None,
            out: out.clone(),
            reading: Options::default(),
            rulings: vec![bench.beside(&format!("{number}.csv"), decisions)],
            without_workbook: true,
        });
        let seats = if came.err.contains("error") {
            came.err
        } else {
            section(&came.out, "Since the run before")
        };
        said = format!("{said}round {number}:\n{seats}");
        run = out;
    }
    said
}

const HEAD: &str = "application,decision,field,answer,who,when,why\n";
const GONE: &str = "A-5,withdrawn,,,M. Officer,2025-03-20,visa\n";
const ALSO: &str = "A-1,declined,,,M. Officer,2025-03-25,by e-mail\n";

#[test]
fn a_seat_given_back_goes_to_whoever_keeps_the_rules_and_all_others_stay() {
    assert_snapshot!(rounds(RULES, &[&format!("{HEAD}{GONE}"), &format!("{HEAD}{ALSO}{GONE}")]), @"");
}

#[test]
fn two_decisions_in_one_file_come_to_the_same_in_either_order() {
    let one = rounds(RULES, &[&format!("{HEAD}{GONE}{ALSO}")]);
    assert_eq!(one, rounds(RULES, &[&format!("{HEAD}{ALSO}{GONE}")]));
    assert_snapshot!(one, @"");
}

#[test]
fn a_round_that_forgets_what_was_decided_before_is_refused() {
    assert_snapshot!(rounds(RULES, &[&format!("{HEAD}{GONE}"), &format!("{HEAD}{ALSO}")]), @"");
}
