//! `[[stages]]` in rules: what is taken, and what is wrong.

use insta::assert_snapshot;
use intake::rules::load::{load, render};
use intake::words::sentences::{Said, said};

use super::RULES;

/// The rules of the sample, with everything counting at once.
pub(super) fn without_stages(rules: &str) -> String {
    let (before, rest) = rules.split_once("[[stages]]").unwrap();
    let (_, after) = rest.split_once("[fields.application]").unwrap();
    format!("{before}[fields.application]{after}")
        .replace("cites = [\"deadline\"]", "cites = [\"deadline\", \"ties\"]")
}

/// What is said of the sample's rules with this in place of that.
fn wrong(was: &str, is: &str) -> String {
    assert!(RULES.contains(was), "{was}");
    let text = RULES.replacen(was, is, 1);
    let loaded = load("rules.toml", &text, &|_| Err(String::new()));
    let errors: Vec<_> = loaded
        .findings
        .into_iter()
        .filter(|finding| finding.severity() == intake::base::finding::Severity::Error)
        .collect();
    let words = render("rules.toml", &text, &errors, false);
    assert!(!words.is_empty(), "nothing is wrong");
    words
}

#[test]
fn a_scoring_rule_counts_in_one_stage() {
    assert_snapshot!(wrong("scoring = [\"interview\"]", "scoring = [\"interview\", \"essay\"]"), @r#"
    error[duplicate-id]: the scoring rule `essay` counts twice
      --> rules.toml:61:25
       |
    61 | scoring = ["interview", "essay"]
       |                         ^^^^^^^
       |
       = help: it stands in line 52 already; each counts in one stage
    "#);
    assert_snapshot!(wrong("scoring = [\"interview\"]", "scoring = [\"interviews\"]"), @r#"
    error[unknown-name]: there is no scoring rule `interviews`
      --> rules.toml:61:12
       |
    61 | scoring = ["interviews"]
       |            ^^^^^^^^^^^^
       |
       = help: did you mean `interview`?

    error[bad-value]: the scoring rule `interview` counts in no stage
       --> rules.toml:117:6
        |
    117 | id = "interview"
        |      ^^^^^^^^^^^
        |
        = help: write its id into `scoring` of the stage in which it counts
    "#);
}

#[test]
fn a_stage_says_how_many_go_on_and_the_last_does_not() {
    assert_snapshot!(wrong("per_group = 3\n", ""), @"
    error[missing-key]: a stage that is not the last says how many go on to the next one
      --> rules.toml:48:1
       |
    48 | [[stages]]
       | ^^^^^^^^^^
       |
       = help: write `per_group` for so many of every group, or `in_all` for so many of all together
    ");
    assert_snapshot!(wrong("per_group = 3", "per_group = 3\nin_all = 6"), @"
    error[bad-value]: a stage takes either `per_group` or `in_all`, not both
      --> rules.toml:54:1
       |
    54 | in_all = 6
       | ^^^^^^
       |
       = help: write `per_group` for so many of every group, or `in_all` for so many of all together
    ");
    assert_snapshot!(wrong("floor = 3", "in_all = 3"), @"
    error[bad-value]: `in_all` stands in the last stage, which deals the seats
      --> rules.toml:64:1
       |
    64 | in_all = 3
       | ^^^^^^
       |
       = help: leave it out, or write another stage below
    ");
}

#[test]
fn a_shortlist_is_not_shorter_than_the_seats() {
    assert_snapshot!(wrong("per_group = 3", "per_group = 1"), @"
    error[bad-value]: 1 are shortlisted, and the largest group has 2 seats: some of them could never be filled
      --> rules.toml:53:13
       |
    53 | per_group = 1
       |             ^
       |
       = help: shortlist as many as there are seats, or more
    ");
    assert_snapshot!(wrong("per_group = 3", "in_all = 3"), @"
    error[bad-value]: 3 are shortlisted, and there are 4 seats: some of them could never be filled
      --> rules.toml:53:10
       |
    53 | in_all = 3
       |          ^
       |
       = help: shortlist as many as there are seats, or more
    ");
}

#[test]
fn a_floor_is_within_reach() {
    assert_snapshot!(wrong("floor = 4", "floor = 11"), @"
    error[bad-value]: the floor is 11, and no more than 10 can be had in this stage
      --> rules.toml:55:9
       |
    55 | floor = 11
       |         ^^
       |
       = help: nobody could go on: write a lower one
    ");
}

#[test]
fn weights_are_of_every_stage_so_far() {
    assert_snapshot!(wrong("{ essays = 0.4, interviews = 0.6 }", "{ essays = 0.4 }"), @"
    error[missing-key]: `weights` leaves out `interviews`
      --> rules.toml:63:11
       |
    63 | weights = { essays = 0.4 }
       |           ^^^^^^^^^^^^^^^^
       |
       = help: every stage so far has a weight, this one included
    ");
    assert_snapshot!(wrong("{ essays = 0.4, interviews = 0.6 }", "{ essay = 0.4, interviews = 0 }"), @r#"
    error[unknown-name]: there is no stage `essay` so far
      --> rules.toml:63:13
       |
    63 | weights = { essay = 0.4, interviews = 0 }
       |             ^^^^^
       |
       = help: did you mean `essays`?

    error[bad-value]: a weight of 0 makes the stage count for nothing
      --> rules.toml:63:39
       |
    63 | weights = { essay = 0.4, interviews = 0 }
       |                                       ^
       |
       = help: write `combine = "last"` where this stage alone counts
    "#);
    assert_snapshot!(wrong("combine = \"weights\"", "combine = \"sum\""), @r#"
    error[bad-value]: `weights` belongs to `combine = "weights"`
      --> rules.toml:63:1
       |
    63 | weights = { essays = 0.4, interviews = 0.6 }
       | ^^^^^^^
       |
       = help: write `combine = "weights"`, or leave `weights` out
    "#);
    assert_snapshot!(wrong("ties = \"kept\"", "ties = \"kept\"\ncombine = \"sum\""), @r#"
    error[bad-value]: `combine` stands in the first stage, before which nothing was earned
      --> rules.toml:55:1
       |
    55 | combine = "sum"
       | ^^^^^^^
       |
       = help: leave it out
    "#);
}

#[test]
fn no_criterion_looks_at_a_rating_of_a_later_stage() {
    let was = "[[scoring]]\nid = \"essay\"";
    let criterion = "[[eligibility]]\nid = \"good\"\ntitle = \"Good\"\ncites = [\"interview\"]\ntest = { field = \"interview\", at_least = 3 }\n\n";
    assert_snapshot!(wrong(was, &format!("{criterion}{was}")), @r#"
    error[bad-value]: the rating `interview` counts in this stage, and a criterion, a group or a balance rule looks at it from the first one on
      --> rules.toml:61:1
       |
    61 | scoring = ["interview"]
       | ^^^^^^^
       |
       = help: write a `floor` for this stage in place of the criterion, or let the rating count in the first stage
    "#);
}

#[test]
fn one_stage_alone_is_none() {
    let text = RULES
        .split("[[stages]]\nid = \"interviews\"")
        .next()
        .unwrap();
    let rest = RULES.split_once("[fields.application]").unwrap().1;
    let text = format!("{text}[fields.application]{rest}");
    let loaded = load("rules.toml", &text, &|_| Err(String::new()));
    assert_snapshot!(render("rules.toml", &text, &loaded.findings[1..2], false), @"
    error[bad-value]: there is only one stage
      --> rules.toml:48:1
       |
    48 | [[stages]]
       | ^^^^^^^^^^
       |
       = help: write a second `[[stages]]`, or take this one out: everything counts at once then
    ");
}

#[test]
fn the_rules_say_of_each_stage_what_the_papers_of_its_run_say() {
    let loaded = load("rules.toml", RULES, &|_| Err(String::new()));
    let rules = loaded.rules.unwrap();
    let all = said(&rules);
    for (id, stage) in rules.stages.each() {
        let of_run = said(&rules.at_stage(id)).into_iter();
        let counted = ["measure", "tie-break", "group", "places", "balance"];
        let of_run: Vec<Said> = of_run.filter(|said| counted.contains(&said.kind)).collect();
        let is_own = |said: &&Said| said.stage.as_ref().is_some_and(|at| at.id == stage.id);
        let of_all = all.iter().filter(is_own).cloned();
        let of_all: Vec<Said> = of_all
            .map(|said| Said {
                stage: None,
                ..said
            })
            .collect();
        assert_eq!(of_run, of_all, "{}", stage.id);
        assert!(!of_all.is_empty());
    }
    let weights = all
        .iter()
        .filter(|said| said.kind == "measure" || said.kind == "group");
    let weights: Vec<String> = weights
        .map(|said| format!("{}: {}", said.stage.as_ref().unwrap().title, said.says))
        .collect();
    assert_snapshot!(weights.join("\n"), @"
    Essays: Essay: Essay earns the mean of the ratings; a blank is asked about; weight 1
    Essays: Water, 3 places on the shortlist: Groups, the most wanted first is “water”
    Essays: Forest, 3 places on the shortlist: Groups, the most wanted first is “forest”
    Interviews: Essay: Essay earns the mean of the ratings; a blank is asked about; weight 0.4
    Interviews: Interview: Interview earns the mean of the ratings; a blank is asked about; weight 0.6
    Interviews: Water, 2 seats: Groups, the most wanted first is “water”
    Interviews: Forest, 2 seats: Groups, the most wanted first is “forest”
    ");
}
