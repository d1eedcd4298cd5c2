//! What is wrong with an examples file: everything at once, each with its line and the nearest name.

use insta::assert_snapshot;
use intake::rules::Rules;
use intake::rules::load::{load, load_examples, render};

use super::RULES;

fn rules() -> Rules {
    load("rules.toml", RULES, &|_| Err("no lists here".to_owned()))
        .rules
        .unwrap()
}

fn words(text: &str) -> String {
    let rules = rules();
    let loaded = load_examples(&rules, "rules.examples.toml", text);
    assert!(loaded.examples.is_none());
    render("rules.examples.toml", text, &loaded.findings, false)
}

/// The title and the help of each finding: what it underlines is shown by the test on all at once.
fn short(text: &str) -> String {
    let words = words(text);
    let lines = words
        .lines()
        .filter(|line| line.starts_with("error") || line.contains("= help"));
    lines
        .map(|line| line.trim_start_matches([' ', '|', '=']))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn all_mistakes_are_said_at_once_each_underlined() {
    let text = r#"[[examples]]
id = "one"
title = "One"
cites = ["alpes"]
given = { yeers = "2" }
expect = { judgment = "eligible" }
"#;
    assert_snapshot!(words(text), @r#"
    error[unknown-name]: the rules have no clause or decision `alpes`
     --> rules.examples.toml:4:10
      |
    4 | cites = ["alpes"]
      |          ^^^^^^^
      |
      = help: did you mean `alps`?

    error[unknown-name]: the rules have no field `yeers`
     --> rules.examples.toml:5:11
      |
    5 | given = { yeers = "2" }
      |           ^^^^^
      |
      = help: did you mean `years`?

    error[unknown-key]: { expect } has no key `judgment`
     --> rules.examples.toml:6:12
      |
    6 | expect = { judgment = "eligible" }
      |            ^^^^^^^^
      |
      = help: did you mean `judgement`?
    "#);
}

#[test]
fn names_that_the_rules_do_not_have_are_told_the_nearest() {
    let text = r#"
[base.somebody]
years = 2

[[examples]]
id = "one"
title = "One"
base = "sombody"
expect = { judgement = "eligable", not_met = ["alp"], groups = ["al"], questions = ["year"] }

[[examples]]
id = "one"
title = "Two"
expect = { level = { experience = "hihg", experienc = "low" }, parts = { englsh = 1 } }

[[pools]]
id = "pool"
title = "Pool"
applicants = [{ id = "P1 to P3" }, { id = "P3" }]
expect = { seats = { all = ["P4"], oben = ["P1"] }, told_apart = { Q1 = "lot" } }

[[lists]]
list = "alps"
"#;
    assert_snapshot!(short(text), @"
    error[unknown-name]: there is no base `sombody`
    help: did you mean `somebody`?
    error[bad-value]: `judgement` takes `eligible`, `ineligible`, `unclear`, not `eligable`
    help: did you mean `eligible`?
    error[unknown-name]: the rules have no criterion `alp`
    help: did you mean `alps`?
    error[unknown-name]: the rules have no group `al`
    help: did you mean `all`?
    error[unknown-name]: the rules have no field or rule to ask about `year`
    help: did you mean `years`?
    error[duplicate-id]: `one` is the id of more than one example or pool
    help: the first stands in line 6; give one of them another id
    error[unknown-name]: there is no level `hihg` here
    help: did you mean `high`?
    error[unknown-name]: the rules have no level `experienc`
    help: did you mean `experience`?
    error[unknown-name]: the rules have no scoring rule `englsh`
    help: did you mean `english`?
    error[duplicate-id]: `P3` is the id of two applicants of the pool
    error[unknown-name]: the pool has no applicant `P4`
    help: did you mean `P1`?
    error[unknown-name]: the rules have no group `oben`
    help: did you mean `open`?
    error[unknown-name]: the pool has no applicant `Q1`
    help: did you mean `P1`?
    error[unknown-name]: the rules have no list `alps`
    help: look it up in the rules file
    ");
}

#[test]
fn values_of_another_kind_are_told_what_is_wanted() {
    let text = r#"
[base]
somebody = { years = true, english = ["good", "good"] }

[[examples]]
id = "One"
title = 1
given = "years"
expect = { total = "5", parts = { english = [3, 2] }, not_met = "alps" }

[[pools]]
id = "pool"
title = "Pool"
applicants = [{ id = "P3 to P1" }, { id = "P1 to Q2" }]
expect = { order = "P1" }

[[survivors]]
rule = "places"
changes = "cap"
"#;
    assert_snapshot!(short(text), @r#"
    error[wrong-type]: `years` takes what the cell says, in quotes, and this is `true` or `false`
    error[bad-value]: `english` is read from 1 column, and this is 2
    help: write one text for each assessor, as in `["7", "8"]`; `""` is blank
    error[bad-id]: `One` cannot be an id
    help: use only a-z, 0-9 and single hyphens between them, 40 characters at most
    error[wrong-type]: `title` takes a text in quotes, and this is a number
    help: write `title = "1"`
    error[wrong-type]: `given` takes a table, and this is a text
    error[wrong-type]: `total` takes a number, and this is a text
    help: write `total = 5`, without quotes
    error[bad-value]: an open amount has two ends, the lesser first
    help: write it as in `[12.5, 40]`; a known one as in `12.5`
    error[wrong-type]: `not_met` takes an array in square brackets, and this is a text
    help: write `not_met = ["alps"]`
    error[bad-value]: `P3 to P1` is no run of ids
    help: write it as in `R1 to R8`, one name and two numbers
    error[bad-value]: `P1 to Q2` is no run of ids
    help: write it as in `R1 to R8`, one name and two numbers
    error[wrong-type]: `order` takes an array in square brackets, and this is a text
    help: write `order = ["P1"]`
    error[missing-key]: [[survivors]] needs the key `because`
    error[wrong-type]: `changes` takes an array in square brackets, and this is a text
    help: write `changes = ["cap"]`
    "#);
}

#[test]
fn an_example_that_expects_nothing_could_not_fail() {
    let text = r#"
[[examples]]
id = "one"
title = "One"
expect = {}

[[examples]]
id = "two"
title = "Two"

[[pools]]
id = "pool"
title = "Pool"
applicants = [{ id = "P1" }]
expect = {}
"#;
    assert_snapshot!(short(text), @r#"
    error[no-example]: nothing is expected, so this could never fail
    help: say what must come of it, such as `judgement = "eligible"`
    error[missing-key]: [[examples]] needs the key `expect`
    error[no-example]: nothing is expected, so this could never fail
    help: say what must come of it, such as `judgement = "eligible"`
    "#);
}

#[test]
fn broken_syntax_is_said_and_what_is_certain_besides() {
    assert_snapshot!(short("[[examples]\nid = \"one\"\n[[pools]]\nidd = 1\n"), @"
    error[syntax]: the brackets around this name do not match
    help: write `[[examples]]`
    error[unknown-key]: [[pools]] has no key `idd`
    help: did you mean `id`?
    ");
}

#[test]
fn a_small_file_cannot_ask_for_endless_applicants() {
    let many = "applicants = [{ id = \"P1 to P1000\", given = { home = \"".to_owned()
        + &"x".repeat(1000)
        + "\" } }]\n";
    let pools: String = (0..100)
        .map(|pool| format!("[[pools]]\nid = \"p{pool}\"\ntitle = \"Pool\"\n{many}expect = {{ unplaced = [] }}\n"))
        .collect();
    assert_snapshot!(short(&pools), @"error[bad-value]: with this the examples take more than 32 MiB");
    let runs = "\"P1 to P1000\", ".repeat(60_000);
    let text = format!(
        "[[pools]]\nid = \"p\"\ntitle = \"Pool\"\napplicants = [{{ id = \"P1\" }}]\nexpect = {{ unplaced = [{runs}] }}\n"
    );
    assert!(text.len() < 1 << 20, "{}", text.len());
    let said = short(&text);
    assert!(
        said.contains("with this the examples take more than 32 MiB") || said.lines().count() > 100,
        "{said}"
    );
}
