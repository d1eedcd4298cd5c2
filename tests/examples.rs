//! Worked examples beside the rules: what `intake test` says of them, through the whole program.

use std::fs;

use insta::assert_snapshot;

use crate::bench::{Bench, Said, repository};
use crate::shell::{Exit, Job, Thorough};

/// What examples decide of balance rules, and which of their changes they notice.
mod balance;
/// What is wrong with an examples file, each mistake in its words.
mod loading;
/// What holds for every change of the rules.
mod changes;

const THOROUGH: Thorough = Thorough {
    coverage: true,
    mutate: true,
};
const EXAMPLES: Thorough = Thorough {
    coverage: false,
    mutate: false,
};

/// Tests rules, called `rules.toml`, on their examples; none for no file.
fn tested(rules: &str, examples: Option<&str>, thorough: Thorough) -> Said {
    let bench = Bench::new(rules);
    if let Some(examples) = examples {
        bench.beside("rules.examples.toml", examples);
    }
    bench.job(&Job::Test {
        rules: bench.rules.clone(),
        thorough,
    })
}

/// Two ways to be let in, a level that is worked out, and a blank that is worth something.
const RULES: &str = include_str!("examples/rules.toml");

fn with(example: &str) -> String {
    format!(
        r#"
[base.somebody]
sent = "2024-02-01 12:00"
home = "Austria"
years = "2"
workplace = "Brazil"
english = "good"

{example}
"#
    )
}

/// What one example says when it fails.
fn failing(given: &str, expect: &str) -> String {
    let example = format!(
        "[[examples]]\nid = \"somebody\"\ntitle = \"Somebody\"\nbase = \"somebody\"\ngiven = {{ {given} }}\nexpect = {{ {expect} }}\n"
    );
    let said = tested(RULES, Some(&with(&example)), EXAMPLES);
    assert_eq!(
        (said.exit, said.err.as_str()),
        (Exit::Different, ""),
        "{}",
        said.out
    );
    said.out
}

#[test]
fn the_projects_own_examples_decide_every_rule_and_notice_every_change() {
    for (name, least) in [("montenegro-2019", 300), ("minimal", 30)] {
        let rules = repository(&format!("rules/{name}.toml"));
        let said = Bench::new("").job(&Job::Test {
            rules,
            thorough: THOROUGH,
        });
        assert_eq!(
            (said.exit, said.err.as_str()),
            (Exit::Done, ""),
            "{}",
            said.out
        );
        let changes = said
            .out
            .split("changes: ")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        assert!(
            changes.parse::<usize>().unwrap() >= least,
            "{name}: only {changes} changes were tried"
        );
    }
}

#[test]
fn a_failing_example_shows_the_test_with_the_values_under_each_expression() {
    assert_snapshot!(failing(r#"home = "Brazil", workplace = "Brazil""#, r#"judgement = "eligible", not_met = []"#), @"
    rules.examples.toml:9: somebody fails: Somebody
      judgement: expected eligible, came ineligible
      not met: expected none, came alps

      line 74: From the Alps (alps)
        any of these: not met
          home is one of AT, CH: not met
            `Brazil`, read as BR
          not this: not met
            workplace is BR: met
              `Brazil`, read as BR

    rules.examples.toml: 1 example, 0 pools, 0 lists: 1 does not come out as expected
    ");
}

#[test]
fn a_failing_level_shows_the_sum_it_comes_from_and_a_failing_part_its_product() {
    assert_snapshot!(failing(r#"years = "3""#, r#"level = { experience = "low" }, parts = { english = 3 }"#), @"
    rules.examples.toml:9: somebody fails: Somebody
      level experience: expected low, came high
      part english: expected 3, came 5

      line 67: the level experience
        experience is high
          years: 2.5 points
            `3`, read as 3
          sum 2.5
      line 80: English (english)
        10 points × weight 0.5 = 5
          `good`, read as good

    rules.examples.toml: 1 example, 0 pools, 0 lists: 1 does not come out as expected
    ");
}

#[test]
fn a_failing_pool_shows_the_ranking() {
    let pool = r#"
[[pools]]
id = "pool"
title = "The better sits"
base = "somebody"
applicants = [{ id = "P1" }, { id = "P2", given = { english = "poor" } }, { id = "P3" }]
expect = { seats = { all = ["P2"] }, reserve = { all = ["P1"] }, told_apart = { P3 = "lot" } }
"#;
    let said = tested(RULES, Some(&with(pool)), EXAMPLES);
    assert_eq!(said.exit, Exit::Different);
    assert_snapshot!(said.out, @"
    rules.examples.toml:10: pool fails: The better sits
      seats all: expected P2, came P3
      what puts P3 behind: expected lot, came nothing

      1 P3: 7: selected all
      1 P1: 7, behind by lot: reserve all
      3 P2: 2.5: unplaced

    rules.examples.toml: 0 examples, 1 pool, 0 lists: 1 does not come out as expected
    ");
}

#[test]
fn the_examples_of_the_whole_road_come_out_as_the_rules_say() {
    let said = Bench::new("").job(&Job::Test {
        rules: repository("rules/trial-monitors-2026.toml"),
        thorough: Thorough {
            coverage: false,
            mutate: false,
        },
    });
    assert_eq!(said.exit, Exit::Done, "{}{}", said.out, said.err);
    assert!(said.out.contains("13 examples"), "{}", said.out);
}

#[test]
fn a_list_is_held_against_what_the_examples_say_is_in_it() {
    let rules = fs::read_to_string(repository("rules/montenegro-2019.toml")).unwrap();
    let examples = fs::read_to_string(repository("rules/montenegro-2019.examples.toml")).unwrap();
    let bench = Bench::new(&rules);
    let list = "lists/osce-participating-states.csv";
    let states = fs::read_to_string(repository("rules").join(list)).unwrap();
    // The list has the right number of rows, and a State in place of another.
    bench.beside(
        list,
        states.replace("\nAL,ALB,Albania", "\nAE,ARE,United Arab Emirates"),
    );
    bench.beside("rules.examples.toml", examples);
    let said = bench.job(&Job::Test {
        rules: bench.rules.clone(),
        thorough: EXAMPLES,
    });
    assert_eq!(said.exit, Exit::Different);
    assert_snapshot!(said.out, @"
    rules.examples.toml:59: osce fails: the 57 OSCE participating States
      AL: expected in the list, came not in it
      AE: expected not in the list, came in it
    rules.examples.toml: 54 examples, 9 pools, 1 list: 1 does not come out as expected
    ");
}

#[test]
fn examples_that_share_an_address_do_not_push_each_other_aside() {
    let examples = ["first", "second"].map(|id| {
        format!(
            "[[examples]]\nid = \"{id}\"\ntitle = \"One\"\nbase = \"mira\"\nexpect = {{ judgement = \"eligible\" }}\n"
        )
    });
    let base = "[base.mira]\nsubmitted = \"2019-03-10 12:00\"\ncitizenship = \"ME\"\nresidence = \"ME\"\n\
        fields = \"Environment\"\nmonitoring-years = 0\nreports-written = 0\nsecurity-training = \"none\"\n\
        digital-training = \"none\"\ncomputer = \"yes\"\nenglish = \"C1\"\nrelevance = [7, 7]\nmotivation = [6, 6]\n\
        email = \"mira@example.org\"\n";
    let bench = Bench::new(&fs::read_to_string(repository("rules/montenegro-2019.toml")).unwrap());
    let list = "lists/osce-participating-states.csv";
    bench.beside(list, fs::read(repository("rules").join(list)).unwrap());
    bench.beside(
        "rules.examples.toml",
        format!("{base}{}", examples.concat()),
    );
    let said = bench.job(&Job::Test {
        rules: bench.rules.clone(),
        thorough: EXAMPLES,
    });
    assert_eq!(said.exit, Exit::Done, "{}{}", said.out, said.err);
}

#[test]
fn coverage_names_what_no_example_decides_with_its_line() {
    let example = r#"
[[examples]]
id = "somebody"
title = "Somebody"
base = "somebody"
expect = { judgement = "eligible" }
"#;
    let said = tested(
        RULES,
        Some(&with(example)),
        Thorough {
            coverage: true,
            mutate: false,
        },
    );
    assert_eq!(said.exit, Exit::Different);
    assert_snapshot!(said.out, @"
    rules.examples.toml: 1 example, 0 pools, 0 lists: all come out as expected
    coverage: 6 of 21 questions, rows, bands and rules are decided by some example
      15 by none:
        rules.toml:8: criterion deadline: sent is not after 2024-03-01 23:59:59+01 Europe/Vienna: not met
        rules.toml:24: places cap: all places are taken, and somebody else has none
        rules.toml:25: places reserve: a reserve list is full, and somebody else fits the group
        rules.toml:28: group all: its seat is taken, and somebody else fits
        rules.toml:71: level experience: years: from 3: 2.5
        rules.toml:71: level experience: years: a blank
        rules.toml:72: level experience: from 1: high
        rules.toml:78: criterion alps: home is one of AT, CH: not met
        rules.toml:78: criterion alps: workplace is BR: met
        rules.toml:78: criterion alps: workplace is BR: not met
        rules.toml:80: measure english: english: a blank
        rules.toml:86: measure english: english: poor earns 1
        rules.toml:94: measure experience: experience: high earns 3
        rules.toml:98: tie-breaks: higher years
        rules.toml:98: tie-breaks: lot
      2 more can never be decided, whatever anybody answers:
        rules.toml:23: places open: places beyond the groups stay empty while somebody has no seat
        rules.toml:23: places unfilled: a seat that its group cannot fill stays empty while somebody has no seat
    ");
}

#[test]
fn a_change_that_no_example_notices_is_named_unless_the_examples_explain_it() {
    let minimal = fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    let examples = fs::read_to_string(repository("rules/minimal.examples.toml")).unwrap();
    // Without these nothing stands at the bound itself.
    let at = |id: &str| {
        examples
            .find(&format!("[[examples]]\nid = \"{id}\""))
            .unwrap()
    };
    let weaker = format!(
        "{}{}",
        &examples[..at("two-years")],
        &examples[at("a-year-and-a-half")..]
    );
    let changes = Thorough {
        coverage: false,
        mutate: true,
    };
    let said = tested(&minimal, Some(&weaker), changes);
    assert_eq!(said.exit, Exit::Different);
    assert_snapshot!(said.out.split("there is one group\n").nth(1).unwrap(), @"
    1 noticed by none:
      rules.toml:74: criterion practice: years is at least 2 → is above 2
    ");

    let explained = |change: &str| {
        let survivor = format!(
            "[[survivors]]\nrule = \"criterion practice\"\nchanges = [\"{change}\"]\nbecause = \"Nobody has exactly two.\"\n"
        );
        tested(&minimal, Some(&format!("{weaker}\n{survivor}")), changes)
    };
    let said = explained("years is at least 2 → is above 2");
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    assert_snapshot!(said.out.split("there is one group\n").nth(1).unwrap(), @"
    1 noticed by none, as the examples explain:
      rules.toml:74: criterion practice: years is at least 2 → is above 2
        Nobody has exactly two.
    none goes unnoticed without a reason
    ");

    // What is noticed is no survivor, and needs no explanation.
    let said = explained("years is at least 2 → is at least 1");
    assert_eq!(said.exit, Exit::Usage);
    assert_snapshot!(said.err, @"
    error[stale-survivor]: nothing of criterion practice survives as `years is at least 2 → is at least 1`
       --> rules.examples.toml:133:1
        |
    133 | [[survivors]]
        | ^^^^^^^^^^^^^
        |
        = help: take it out, or write rule and change as `intake test --mutate` says them
    ");
}

/// The smallest programme with one more field and one more criterion, and an example of somebody late.
fn minimal_with(field: &str, test: &str, thorough: Thorough) -> Said {
    let minimal = fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    let rules = format!(
        "{minimal}\n[fields.more]\nheadings = [\"More\"]\n{field}\n[[eligibility]]\nid = \"more\"\ntitle = \"More\"\ncites = [\"practice\"]\ntest = {test}\n"
    );
    let example = "[[examples]]\nid = \"late\"\ntitle = \"Late\"\ngiven = { submitted = \"2020-04-02T00:00:00\" }\nexpect = { judgement = \"ineligible\" }\n";
    tested(&rules, Some(example), thorough)
}

#[test]
fn a_long_list_is_tried_in_a_few_of_its_values() {
    let values: Vec<String> = (0..20_000).map(|value| format!("\"v{value}\"")).collect();
    let list = format!(
        "type = \"text\"\n[lists.long]\ntype = \"text\"\nvalues = [{}]",
        values.join(", ")
    );
    let said = minimal_with(
        &list,
        "{ field = \"more\", in = \"long\" }",
        Thorough {
            coverage: false,
            mutate: true,
        },
    );
    assert_eq!(said.exit, Exit::Different, "{}", said.words());
    // Five are shown.
    assert!(
        said.out.contains("list long: without v0; ") && said.out.contains("; 3 more\n"),
        "{}",
        said.out
    );
}

#[test]
fn what_can_be_decided_is_worked_out_once_for_the_same_fields() {
    let options: Vec<String> = (0..40).map(|option| format!("o{option} = []")).collect();
    let field = format!("type = \"choices\"\noptions = {{ {} }}", options.join(", "));
    let part = |at: usize| {
        let other = (at + 7) % 40;
        format!(
            "{{ all = [{{ field = \"more\", is = \"o{at}\" }}, {{ not = {{ field = \"more\", is = \"o{other}\" }} }}] }}"
        )
    };
    let parts: Vec<String> = (0..40).map(part).collect();
    let said = minimal_with(
        &field,
        &format!("{{ any = [{}] }}", parts.join(", ")),
        Thorough {
            coverage: true,
            mutate: false,
        },
    );
    assert_eq!(said.exit, Exit::Different, "{}", said.words());
}

#[test]
fn without_examples_there_is_nothing_to_rely_on() {
    let minimal = fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    assert_snapshot!(tested(&minimal, None, EXAMPLES).words(), @"
    exit 2
    error[no-example] …/rules.examples.toml: the examples of these rules cannot be read: there is no such file or folder
      help: write what an applicant says and what must come of it; rules/minimal.examples.toml is a beginning
    ");
    assert_snapshot!(tested(&minimal, Some("# later\n"), EXAMPLES).words(), @"
    exit 2
    error[no-example]: there is neither an example nor a pool in the file
     --> rules.examples.toml:1:1
      |
    1 | # later
      | ^
      |
      = help: begin with an `[[examples]]`: an id, a title, `given` and `expect`
    ");
}
