//! Worked examples of rules with stages: pools of one stage, what they decide, and which changes they notice.

use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::rules::load::load_examples;
use intake::study::examples::{Batches, coverage, failures, mutate};

use super::RULES;
use super::made::rules;

const EXAMPLES: &str = r#"
[base.member]
submitted = "2020-03-01 12:00"
member = "yes"
group = "water"
essay = "8"
interview = "8"

[[examples]]
id = "both-count"
title = "Essay and interview count, the interview more"
cites = ["interview"]
base = "member"
given = { essay = "6" }
expect = { judgement = "eligible", parts = { essay = 2.4, interview = 4.8 }, total = 7.2 }

[[pools]]
id = "tie"
title = "Whoever has as many points as the third is invited, and whoever has fewer than four is not"
cites = ["ties"]
stage = "essays"
base = "member"
applicants = [
  { id = "P1 to P2" },
  { id = "P3 to P4", given = { essay = "7" } },
  { id = "P5", given = { essay = "6" } },
  { id = "P6", given = { essay = "3.9", group = "forest" } },
  { id = "P7", given = { essay = "4", group = "forest" } },
]
expect = { seats = { water = ["P1", "P2", "P3", "P4"], forest = ["P7"] }, unplaced = ["P5"] }

[[pools]]
id = "floor"
title = "An interview of three is enough, and one of less is not"
cites = ["interview"]
base = "member"
applicants = [{ id = "Q1", given = { interview = "3" } }, { id = "Q2", given = { interview = "2.9" } }]
expect = { seats = { water = ["Q1"] } }
"#;

#[test]
fn pools_of_a_stage_state_its_shortlist_and_the_others_the_seats() {
    let rules = rules(RULES);
    let loaded = load_examples(&rules, "examples.toml", EXAMPLES);
    let examples = loaded
        .examples
        .unwrap_or_else(|| panic!("{:?}", loaded.findings));
    let batches = Batches::new(&rules, &examples);
    let failures = failures(&rules, &examples, &batches);
    assert!(failures.is_empty(), "{failures:?}");
    let of_stages = |rule: &str| rule.starts_with("stage ");
    let coverage = coverage::coverage(&rules, &batches);
    let missing: Vec<_> = coverage
        .missing
        .iter()
        .filter(|one| of_stages(&one.rule))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let outcome = mutate::mutate(&rules, &examples, &batches);
    let mut survivors = String::new();
    for one in outcome.survivors.iter().filter(|one| of_stages(&one.rule)) {
        writeln!(survivors, "{one:?}").unwrap();
    }
    assert_snapshot!(survivors, @"line 53: stage essays: per_group 3 → 4");
}

#[test]
fn without_a_pool_of_the_stage_its_shortlist_is_decided_by_nothing() {
    let rules = rules(RULES);
    let alone = EXAMPLES.replace("stage = \"essays\"\n", "");
    let loaded = load_examples(&rules, "examples.toml", &alone);
    let examples = loaded.examples.unwrap();
    let batches = Batches::new(&rules, &examples);
    let coverage = coverage::coverage(&rules, &batches);
    let missing = coverage
        .missing
        .iter()
        .filter(|one| one.rule.starts_with("stage "));
    let missing: Vec<String> = missing
        .map(|one| format!("line {}: {}: {}", one.line, one.rule, one.what))
        .collect();
    assert_snapshot!(missing.join("\n"), @"
    line 52: stage essays: its shortlist is full, and somebody else is ranked
    line 54: stage essays: somebody is on its shortlist by a tie alone
    line 55: stage essays: somebody eligible has fewer points than its floor
    ");
}

#[test]
fn a_pool_names_a_stage_that_there_is() {
    let wrong = EXAMPLES.replace("stage = \"essays\"", "stage = \"essay\"");
    let loaded = load_examples(&rules(RULES), "examples.toml", &wrong);
    let words: Vec<String> = loaded
        .findings
        .iter()
        .map(|one| one.message.clone())
        .collect();
    assert_snapshot!(words.join("\n"), @"there is no stage `essay`");
}
