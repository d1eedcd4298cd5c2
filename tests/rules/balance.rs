use insta::assert_snapshot;
use intake::rules::load::{load, render};
use intake::rules::{
    Amount, Asks, Assignment, Balance, BalanceCounts, BalanceRuleId, BalanceWithin, GroupId,
    Objective, Rules, Share,
};
use intake::words::sentences::said;

use super::{alps, patched, valid, words};

/// The gender of `minimal.toml` as a choice that balance rules alone may read.
const GENDER: (&str, &str) = (
    "type = \"text\"\nheadings = [\"Gender\"]\nuse = \"never\"",
    "type = \"choice\"\nheadings = [\"Gender\"]\noptions = { woman = [], man = [], other = [] }\nuse = \"balance-only\"",
);
const WOMEN: &str = "test = { field = \"gender\", is = \"woman\" }\n";

/// Balance rules with these keys beside id, title and citation.
fn with(rules: &[&str]) -> String {
    let rules = rules.iter().zip('a'..);
    rules
        .map(|(keys, id)| {
            let keys = keys.trim();
            format!(
                "[[balance]]\nid = \"{id}\"\ntitle = \"Rule {id}\"\ncites = [\"seats\"]\n{keys}\n\n"
            )
        })
        .collect()
}

fn rules(balance: &[&str]) -> Rules {
    let with = with(balance) + "[ranking]";
    valid(&[GENDER, ("[ranking]", &with)])
}

fn balance(keys: &str) -> Balance {
    rules(&[keys]).balance[BalanceRuleId(0)].clone()
}

/// What is said of rules with these balance rules.
fn refused(balance: &[&str]) -> String {
    let with = with(balance) + "[ranking]";
    words(&[GENDER, ("[ranking]", &with)])
}

fn asks(keys: &str) -> Asks {
    balance(&format!("{WOMEN}{keys}")).asks
}

#[test]
fn a_number_is_of_people_and_a_text_is_an_exact_share() {
    let share = |text: &str| match asks(&format!("at_most = \"{text}\"")) {
        Asks::AtMost(Amount::Share(Share {
            numerator,
            denominator,
        })) => format!("{numerator}/{denominator}"),
        other => format!("{other:?}"),
    };
    assert_eq!(asks("at_most = 3"), Asks::AtMost(Amount::People(3)));
    assert_eq!(share("1/2"), "1/2");
    assert_eq!(share(" 2 / 3 "), "2/3");
    assert_eq!(share("40 %"), "40/100");
    assert_eq!(share("33.3%"), "333/1000");
    assert_eq!(share("100 %"), "100/100");
}

#[test]
fn what_is_no_share_is_refused_with_what_to_write() {
    let all = [
        "0/3", "3/2", "half", "101 %", "-1/2", "1/0", "33. 3 %", "1.5/2",
    ];
    for text in all {
        let said = refused(&[&format!("{WOMEN}at_least = \"{text}\"")]);
        assert!(
            said.contains(&format!("error[bad-value]: `{text}` is no share")),
            "{said}"
        );
    }
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = 0.4")]), @r#"
    error[wrong-type]: `at_least` takes a whole number of people, or a share as a text
       --> spring.toml:112:12
        |
    112 | at_least = 0.4
        |            ^^^
        |
        = help: for a share write `at_least = "40 %"`
    "#);
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = \"0.4\"")]), @r#"
    error[bad-value]: `0.4` is no share
       --> spring.toml:112:12
        |
    112 | at_least = "0.4"
        |            ^^^^^
        |
        = help: write a fraction above 0 and not above 1, such as "1/2", or a percentage, such as "40 %" or "33.3 %"; a number of people without quotes
    "#);
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = -1")]), @"
    error[bad-value]: `at_least` takes a number of people from 0 to 1000000, not `-1`
       --> spring.toml:112:12
        |
    112 | at_least = -1
        |            ^^
    ");
}

#[test]
fn a_minimum_is_an_aim_unless_it_is_hard_and_aims_are_served_in_the_order_of_the_file() {
    let rules = rules(&[
        &format!("{WOMEN}at_least = 1"),
        &format!("{WOMEN}at_least = 1\nhard = true"),
        &format!("{WOMEN}at_least = 2\nwithin = 2.5"),
        &format!("{WOMEN}at_least = 3\ntie = true"),
    ]);
    let asks = rules.balance.iter().map(|rule| match &rule.asks {
        Asks::Aim(aim) => format!("{} within {:?}", aim.priority, aim.within),
        other => format!("{other:?}"),
    });
    assert_snapshot!(asks.collect::<Vec<_>>().join("\n"), @"
    1 within None
    AtLeast(People(1))
    2 within Some(2.5)
    3 within Some(0)
    ");
}

#[test]
fn a_priority_is_given_to_every_aim_or_to_none() {
    let rules = rules(&[
        &format!("{WOMEN}at_least = 1\npriority = 7"),
        &format!("{WOMEN}at_least = 1\npriority = 7\nwithin = 0"),
    ]);
    let seven = |rule: &Balance| matches!(&rule.asks, Asks::Aim(aim) if aim.priority == 7);
    assert!(rules.balance.iter().all(seven));
    assert_snapshot!(refused(&[
        &format!("{WOMEN}at_least = 1\npriority = 1"),
        &format!("{WOMEN}at_least = 1"),
    ]), @"
    error[bad-value]: this aim has no `priority`, and the one in line 113 has one
       --> spring.toml:120:1
        |
    120 | at_least = 1
        | ^^^^^^^^
        |
        = help: give every aim a `priority`, the first to be served the lowest; or none, and they are served in the order of the file
    ");
}

#[test]
fn a_maximum_always_must_hold_and_takes_nothing_of_an_aim() {
    for key in ["hard = true", "priority = 1", "within = 1", "tie = true"] {
        let said = refused(&[&format!("{WOMEN}at_most = 1\n{key}")]);
        let name = key.split(' ').next().unwrap();
        let message = format!("error[bad-value]: `{name}` does not go with `at_most`");
        assert!(said.starts_with(&message), "{said}");
    }
    assert_snapshot!(refused(&[&format!("{WOMEN}at_most = 1\nhard = true")]), @"
    error[bad-value]: `hard` does not go with `at_most`
       --> spring.toml:113:1
        |
    113 | hard = true
        | ^^^^
        |
        = help: leave it out: `at_most` always must hold
    ");
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = 1\nhard = true\nwithin = 1")]), @"
    error[bad-value]: `within` does not go with `hard`
       --> spring.toml:114:1
        |
    114 | within = 1
        | ^^^^^^
        |
        = help: leave it out, or leave out `hard` for an aim, which is met as far as possible
    ");
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = 1\nwithin = 1\ntie = true")]), @"
    error[bad-value]: `tie` does not go with `within`
       --> spring.toml:114:1
        |
    114 | tie = true
        | ^^^
        |
        = help: leave one of them out: `tie = true` says `within = 0`
    ");
}

#[test]
fn exactly_one_bound_and_one_way_to_count_are_needed() {
    assert_snapshot!(refused(&[WOMEN]), @"
    error[missing-key]: [[balance]] needs one of `at_most` and `at_least`
       --> spring.toml:107:1
        |
    107 | [[balance]]
        | ^^^^^^^^^^^
        |
        = help: write `at_most` for what must not be exceeded, `at_least` for what is aimed at; for both write two rules
    ");
    assert_snapshot!(refused(&[&format!("{WOMEN}at_least = 1\nat_most = 2")]), @"
    error[bad-value]: [[balance]] takes either `at_most` or `at_least`, not both
       --> spring.toml:112:1
        |
    112 | at_least = 1
        | ^^^^^^^^
        |
        = help: write `at_most` for what must not be exceeded, `at_least` for what is aimed at; for both write two rules
    ");
    assert_snapshot!(refused(&["at_least = 1"]), @r#"
    error[missing-key]: [[balance]] needs one of `test` and `each`
       --> spring.toml:107:1
        |
    107 | [[balance]]
        | ^^^^^^^^^^^
        |
        = help: write `test = { … }` for whom it counts, or `each = "…"` to count each value of a field by itself
    "#);
    assert_snapshot!(refused(&[&format!("{WOMEN}each = \"gender\"\nat_least = 1")]), @r#"
    error[bad-value]: [[balance]] takes either `test` or `each`, not both
       --> spring.toml:112:1
        |
    112 | each = "gender"
        | ^^^^
        |
        = help: write `test = { … }` for whom it counts, or `each = "…"` to count each value of a field by itself
    "#);
    assert_snapshot!(refused(&["field = \"gender\"\nis = \"woman\"\nat_least = 1"]), @r#"
    error[unknown-key]: [[balance]] has no key `field`
       --> spring.toml:111:1
        |
    111 | field = "gender"
        | ^^^^^
        |
        = help: it is part of a test: write `test = { … }` around it

    error[unknown-key]: [[balance]] has no key `is`
       --> spring.toml:112:1
        |
    112 | is = "woman"
        | ^^
        |
        = help: it is part of a test: write `test = { … }` around it
    "#);
}

#[test]
fn people_are_counted_among_all_in_one_group_or_in_every_group() {
    let within = |keys: &str| balance(&format!("{WOMEN}at_most = 1\n{keys}")).within;
    assert_eq!(within(""), BalanceWithin::All);
    assert_eq!(within("every_group = false"), BalanceWithin::All);
    assert_eq!(within("every_group = true"), BalanceWithin::EachGroup);
    assert_eq!(within("group = \"all\""), BalanceWithin::Group(GroupId(0)));
    assert_snapshot!(refused(&[&format!("{WOMEN}at_most = 1\ngroup = \"al\"")]), @r#"
    error[unknown-name]: there is no group `al`
       --> spring.toml:113:9
        |
    113 | group = "al"
        |         ^^^^
        |
        = help: did you mean `all`?
    "#);
    assert_snapshot!(refused(&[&format!("{WOMEN}at_most = 1\ngroup = \"all\"\nevery_group = true")]), @"
    error[bad-value]: `group` and `every_group` contradict each other
       --> spring.toml:114:1
        |
    114 | every_group = true
        | ^^^^^^^^^^^
        |
        = help: leave one of them out
    ");
}

#[test]
fn each_value_is_counted_of_what_has_values_that_can_be_named() {
    for keys in [
        "each = \"gender\"",
        "each = \"home\"",
        "each = \"english\"",
        "each = \"experience\"\nof = \"level\"",
    ] {
        let counts = balance(&format!("{keys}\nat_most = 1")).counts;
        assert!(matches!(counts, BalanceCounts::EachValue(_)), "{keys}");
    }
    assert_snapshot!(refused(&["each = \"age\"\nat_most = 1"]), @r#"
    error[wrong-type]: the values of a field of type `number` cannot be counted
       --> spring.toml:111:8
        |
    111 | each = "age"
        |        ^^^^^
        |
        = help: ask for those who are meant: `test = { field = "…", at_least = … }`
    "#);
    assert_snapshot!(refused(&["each = \"experience\"\nat_most = 1"]), @r#"
    error[unknown-name]: there is no field `experience`
       --> spring.toml:111:8
        |
    111 | each = "experience"
        |        ^^^^^^^^^^^^
        |
        = help: `experience` is a level: write `of = "level"` beside it
    "#);
    assert_snapshot!(refused(&["each = \"gendre\"\nat_most = 1"]), @r#"
    error[unknown-name]: there is no field `gendre`
       --> spring.toml:111:8
        |
    111 | each = "gendre"
        |        ^^^^^^^^
        |
        = help: did you mean `gender`?
    "#);
    let personal = ("use = \"never\"", "use = \"balance-only\"\npersonal = true");
    let with = with(&["each = \"gender\"\nat_most = 1"]) + "[ranking]";
    assert_snapshot!(words(&[personal, ("[ranking]", &with)]), @r#"
    error[bad-value]: the texts of a personal field are not counted each: the run folder would hold them
       --> spring.toml:111:8
        |
    111 | each = "gender"
        |        ^^^^^^^^
        |
        = help: give the field options: `type = "choice"`
    "#);
}

#[test]
fn a_balance_rule_cites_and_what_it_cites_and_reads_is_used() {
    let clause = (
        "seats = \"Ten",
        "gender = \"Gender is taken into account.\"\nseats = \"Ten",
    );
    let open = (GENDER.0, GENDER.1.replace("\nuse = \"balance-only\"", ""));
    let rule = with(&[&format!("{WOMEN}at_least = 1")]).replace("\"seats\"", "\"gender\"");
    valid(&[
        clause,
        (open.0, &open.1),
        ("[ranking]", &format!("{rule}[ranking]")),
    ]);
    let rule = rule.replace("cites = [\"gender\"]\n", "");
    let said = words(&[GENDER, ("[ranking]", &format!("{rule}[ranking]"))]);
    assert_snapshot!(said, @r#"
    error[no-citation]: the balance rule `a` cites neither a clause nor a decision
       --> spring.toml:107:1
        |
    107 | [[balance]]
        | ^^^^^^^^^^^
        |
        = help: add `cites = ["…"]` with the clause of the call it rests on, or record a decision and cite that
    "#);
}

#[test]
fn what_no_rule_may_read_no_balance_rule_may_read() {
    let rule = with(&["test = { field = \"gender\", is = \"woman\" }\nat_least = 1"]);
    assert_snapshot!(words(&[("[ranking]", &format!("{rule}[ranking]"))]), @r#"
    error[protected-field]: the balance rule `a` reads the field `gender`, and no rule may read it
       --> spring.toml:110:18
        |
    110 | test = { field = "gender", is = "woman" }
        |                  ^^^^^^^^
        |
        = help: take it out of the rule, or change the field's `use`
    "#);
}

/// A level that tells women.
const LEVEL: (&str, &str) = (
    "[[eligibility]]",
    "[[levels]]\nid = \"counted\"\ncites = [\"points\"]\nscale = \"skill\"\ntable = [{ test = { field = \"gender\", is = \"woman\" }, level = \"high\" }, { level = \"low\" }]\n\n[[eligibility]]",
);

#[test]
fn a_level_that_reads_a_balance_only_field_is_for_balance_rules_alone() {
    let rule = with(&["test = { level = \"counted\", is = \"high\" }\nat_least = 1"]) + "[ranking]";
    valid(&[GENDER, LEVEL, ("[ranking]", &rule)]);
    let each = with(&["each = \"counted\"\nof = \"level\"\nat_most = 5"]) + "[ranking]";
    valid(&[GENDER, LEVEL, ("[ranking]", &each)]);
    // By way of a second level, too.
    let second = LEVEL.1.replace("counted", "second").replace(
        "field = \"gender\", is = \"woman\"",
        "level = \"counted\", is = \"high\"",
    );
    let above = LEVEL.1.replace("[[eligibility]]", &second);
    let rule = with(&["test = { level = \"second\", is = \"high\" }\nat_least = 1"]) + "[ranking]";
    valid(&[GENDER, (LEVEL.0, &above), ("[ranking]", &rule)]);
    let scored = ("level = \"experience\"", "level = \"counted\"");
    assert_snapshot!(words(&[GENDER, LEVEL, scored]), @r#"
    error[protected-field]: the scoring rule `experience` reads the level `counted`, which reads the protected field `gender`
       --> spring.toml:110:9
        |
    110 | level = "counted"
        |         ^^^^^^^^^
        |
        = help: a protected field may not be reached by way of a level either
    "#);
    let scored = ("level = \"experience\"", "level = \"second\"");
    assert_snapshot!(words(&[GENDER, (LEVEL.0, &above), scored]), @r#"
    error[protected-field]: the scoring rule `experience` reads the level `second`, which reads the protected field `gender`
       --> spring.toml:116:9
        |
    116 | level = "second"
        |         ^^^^^^^^
        |
        = help: a protected field may not be reached by way of a level either
    "#);
    assert_snapshot!(words(&[LEVEL, (GENDER.0, &GENDER.1.replace("balance-only", "never"))]), @r#"
    error[protected-field]: the level `counted` reads the field `gender`, and no rule may read it
      --> spring.toml:89:29
       |
    89 | table = [{ test = { field = "gender", is = "woman" }, level = "high" }, { level = "low" }]
       |                             ^^^^^^^^
       |
       = help: take it out of the rule, or change the field's `use`
    "#);
}

#[test]
fn no_other_rule_may_read_a_balance_only_field() {
    let asked = (
        "{ field = \"home\", in = \"alps\" }",
        "{ field = \"gender\", is = \"woman\" }",
    );
    assert_snapshot!(words(&[GENDER, ("\"Country\"]", "\"Country\"]\nroster = true"), asked]), @r#"
    error[protected-field]: the criterion `adult` reads the field `gender`, and only balance rules may read it
      --> spring.toml:90:61
       |
    90 | test = { all = [{ field = "age", at_least = 18 }, { field = "gender", is = "woman" }] }
       |                                                             ^^^^^^^^
       |
       = help: take it out of the rule, or change the field's `use`
    "#);
}

#[test]
fn places_say_what_decides_and_when_groups_are_told() {
    let places = |keys: &str| {
        let cap = format!("cap = 12\n{keys}");
        let places = valid(&[("cap = 12", &cap)]).places;
        (places.objective, places.assignment)
    };
    assert_eq!(places(""), (Objective::Rank, Assignment::SelectionFirst));
    let all = "fill = \"most-seats\"\nobjective = \"rank\"\nassignment = \"selection-first\"";
    assert_eq!(places(all), places(""));
    assert_eq!(places("fill = \"rank-first\"").0, Objective::RankFirst);
    assert_eq!(places("objective = \"total\"").0, Objective::Total);
    let first = places("assignment = \"preference-first\"").1;
    assert_eq!(first, Assignment::PreferenceFirst);
    let both = "cap = 12\nfill = \"rank-first\"\nobjective = \"total\"";
    assert_snapshot!(words(&[("cap = 12", both)]), @r#"
    error[bad-value]: the largest sum of totals and `fill = "rank-first"` contradict each other
      --> spring.toml:27:13
       |
    27 | objective = "total"
       |             ^^^^^^^
       |
       = help: write `fill = "most-seats"`, or `objective = "rank"`
    "#);
}

#[test]
fn there_are_as_many_balance_rules_as_other_rules_at_most() {
    let many: String = (0..65)
        .map(|at| format!("[[balance]]\nid = \"b{at}\"\ntitle = \"B\"\ncites = [\"seats\"]\n{WOMEN}at_most = 1\n\n"))
        .collect();
    let text = patched(&[GENDER, ("[ranking]", &(many + "[ranking]"))]);
    let found = load("spring.toml", &text, &alps).findings;
    let said = render("spring.toml", &text, &found, false);
    assert!(
        said.contains("there are more than 64 balance rules"),
        "{said}"
    );
}

#[test]
fn every_balance_rule_is_said_with_what_a_share_is_of() {
    let rules = rules(&[
        &format!("{WOMEN}at_least = \"1/2\""),
        &format!("{WOMEN}at_least = \"40 %\"\nevery_group = true\nhard = true"),
        "each = \"home\"\nat_most = 3\ngroup = \"all\"",
        "test = { field = \"english\", at_least = \"high\" }\nat_most = \"33.3 %\"",
        &format!("{WOMEN}at_least = \"1/3\"\ngroup = \"all\"\nwithin = 2.50"),
        &format!("{WOMEN}at_least = 1\ntie = true"),
        &format!("{WOMEN}at_least = 1\nwithin = 1.0"),
    ]);
    let balance = said(&rules)
        .into_iter()
        .filter(|rule| rule.kind == "balance");
    let lines: Vec<String> = balance
        .map(|rule| format!("{}: {}", rule.id, rule.says))
        .collect();
    assert_snapshot!(lines.join("\n"), @"
    a: Rule a: Gender is “woman”: at least 1/2 of the seats that can be filled; an aim, met as far as possible (priority 1)
    b: Rule b: Gender is “woman”: at least 40 % of those seated in every group by itself; must hold
    c: Rule c: each “Country”: at most 3 people in the group “Everyone”; must hold
    d: Rule d: English is at least high: at most 33.3 % of all selected; must hold; met by English high
    e: Rule e: Gender is “woman”: at least 1/3 of the seats that can be filled in the group “Everyone”; an aim after the ranking, for which somebody may be preferred to a person at most 2.5 points ahead (priority 2)
    f: Rule f: Gender is “woman”: at least 1 person among all selected; an aim after the ranking, among equal totals only (priority 3)
    g: Rule g: Gender is “woman”: at least 1 person among all selected; an aim after the ranking, for which somebody may be preferred to a person at most 1 point ahead (priority 4)
    ");
}
