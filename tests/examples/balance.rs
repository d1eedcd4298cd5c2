use insta::assert_snapshot;

use super::{RULES, THOROUGH, tested, with};

/// Two seats, one of them for a woman; `more` are further balance rules.
fn rules(more: &str) -> String {
    let field = "[fields.woman]\ntype = \"yes-no\"\nheadings = [\"Woman\"]\nuse = \"balance-only\"\n\n[fields.years]";
    let women = format!(
        "[[balance]]\nid = \"women\"\ntitle = \"A woman\"\ncites = [\"seats\"]\ntest = {{ field = \"woman\", is = true }}\nat_least = 1\nhard = true\n\n{more}\n[ranking]"
    );
    RULES
        .replace("cap = 1", "cap = 2")
        .replace("size = 1", "size = 2")
        .replace("[fields.years]", field)
        .replace("[ranking]", &women)
}

/// Two men ranked above two women.
const POOL: &str = r#"
[[pools]]
id = "pool"
title = "A woman sits"
base = "somebody"
applicants = [
  { id = "P1", given = { years = "2", woman = "no" } },
  { id = "P2", given = { years = "1", woman = "no" } },
  { id = "P3", given = { years = "2", woman = "yes", english = "poor" } },
  { id = "P4", given = { years = "1", woman = "yes", english = "poor" } },
]
expect = { seats = { all = ["P1", "P3"] } }
"#;

/// What is said of balance rules.
fn said(more: &str) -> String {
    let said = tested(&rules(more), Some(&with(POOL)), THOROUGH);
    let of_balance = |line: &&str| line.contains("balance ") || line.contains("pool");
    let lines: Vec<&str> = said.out.lines().filter(of_balance).collect();
    format!("{}\n{}", lines.join("\n"), said.err)
}

#[test]
fn a_pool_that_would_go_otherwise_without_a_balance_rule_decides_it_and_notices_its_changes() {
    assert_snapshot!(said(""), @"
    rules.examples.toml: 0 examples, 1 pool, 0 lists: all come out as expected
        rules.toml:107: balance women: hard → an aim, served last
    ");
}

#[test]
fn a_balance_rule_that_no_pool_hangs_on_is_named_with_every_change_that_goes_unnoticed() {
    let more = "[[balance]]\nid = \"men\"\ntitle = \"Men\"\ncites = [\"seats\"]\ntest = { field = \"woman\", is = false }\nat_least = \"1/2\"\nwithin = 2\n";
    assert_snapshot!(said(more), @"
    rules.examples.toml: 0 examples, 1 pool, 0 lists: all come out as expected
        rules.toml:109: balance men: Men: without it other people have seats
        rules.toml:107: balance women: hard → an aim, served last
        rules.toml:109: balance men: left out
        rules.toml:113: balance men: woman is no → not so
        rules.toml:114: balance men: at_least 1/2 → 49 %
        rules.toml:114: balance men: at_least 1/2 → 51 %
        rules.toml:114: balance men: an aim → hard
        rules.toml:115: balance men: within 2 → 1
        rules.toml:115: balance men: within 2 → 3
    ");
}
