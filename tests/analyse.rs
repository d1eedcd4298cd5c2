//! The rules looked at by themselves: what is said of rules that are broken in one place, and laws that hold it to the truth.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

/// What balance rules can never keep together, and what never decides.
mod balance;
/// Random rules and every application to them: what is said never happens, never does.
mod laws;

use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::base::finding::{Code, Finding, Location, Severity};
use intake::rules::Rules;
use intake::rules::load::{load, render};
use intake::study::analyse::analyse;
use intake::study::analyse::unfinished::unfinished;
use intake::study::analyse::unlikely::far;

const MINIMAL: &str = include_str!("rules/minimal.toml");

fn alps(_: &str) -> Result<String, String> {
    Ok("code,name\nAT,Austria\nCH,Switzerland\nSI,Slovenia\n".to_owned())
}

fn loaded(text: &str) -> Rules {
    let loaded = load("spring.toml", text, &alps);
    loaded
        .rules
        .unwrap_or_else(|| panic!("{}", render("spring.toml", text, &loaded.findings, false)))
}

fn patched(patches: &[(&str, &str)]) -> String {
    patches.iter().fold(MINIMAL.to_owned(), |text, (from, to)| {
        assert!(
            text.contains(from),
            "the minimal rules no longer contain {from}"
        );
        text.replacen(from, to, 1)
    })
}

fn brief(text: &str, findings: &[Finding]) -> String {
    let mut said = String::new();
    for finding in findings {
        let Location::Rules(span) = &finding.location else {
            panic!("{finding:?}")
        };
        let source = text[span.clone()].lines().next().unwrap_or_default();
        writeln!(
            said,
            "{}[{}] {source}\n  {}",
            finding.severity(),
            finding.code,
            finding.message
        )
        .unwrap();
    }
    said
}

/// What is said of the minimal rules changed in some places: severity, code, the source pointed at, and the words.
fn said(patches: &[(&str, &str)]) -> String {
    let text = patched(patches);
    brief(&text, &analyse(&loaded(&text)))
}

/// Only the warnings.
fn warned(patches: &[(&str, &str)]) -> String {
    let text = patched(patches);
    let findings = analyse(&loaded(&text))
        .into_iter()
        .filter(|finding| finding.severity() == Severity::Warning);
    brief(&text, &findings.collect::<Vec<_>>())
}

const HOME: &str = "{ field = \"home\", in = \"alps\" }";
const LEVEL: &str = "points = [{ field = \"age\", bands = [{ below = 30, points = 0 }, { from = 30, points = 2.5 }] }]\nbands = [{ below = 1, level = \"low\" }, { from = 1, level = \"high\" }]";
const ENGLISH: &str = "points = { low = 0, high = 10 }";
const TIES: &str = "{ highest = \"age\" }";

#[test]
fn rules_in_which_everything_counts_are_not_warned_about() {
    assert_snapshot!(said(&[]), @r#"
    note[part-small] "experience"
      the scoring rule `experience` makes a difference of at most 0.05, and the others together differ by 20 or not at all
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
}

#[test]
fn the_rules_that_ship_are_not_warned_about() {
    let mut files: Vec<_> = ["rules", "sample-applications/small"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(crate::bench::repository(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 10);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        if !text.starts_with("#") || text.contains("[[examples]]") {
            continue;
        }
        let lists = |list: &str| {
            std::fs::read_to_string(path.parent().unwrap().join(list))
                .map_err(|error| error.to_string())
        };
        let rules = load("rules.toml", &text, &lists).rules.unwrap();
        let warnings = analyse(&rules)
            .into_iter()
            .filter(|finding| finding.severity() == Severity::Warning);
        assert_eq!(
            brief(&text, &warnings.collect::<Vec<_>>()),
            "",
            "{}",
            path.display()
        );
    }
}

#[test]
fn what_no_answer_meets_and_what_every_answer_meets() {
    assert_snapshot!(warned(&[(HOME, "{ all = [{ field = \"home\", is = \"AT\" }, { field = \"home\", is = \"CH\" }] }")]), @r#"
    warning[unread] alps
      no rule asks for the list `alps`
    warning[nobody-eligible] "adult"
      nobody can be eligible: no answers meet the criterion `adult`
    warning[never-met] { all = [{ field = "age", at_least = 18 }, { all = [{ field = "home", is = "AT" }, { field = "home", is = "CH" }] }] }
      no answer meets `age is at least 18 and (home is AT and home is CH)`
    "#);
    assert_snapshot!(warned(&[(HOME, "{ any = [{ not = { field = \"age\", at_least = 0 } }, { field = \"home\", in = \"alps\" }] }")]), @r#"
    warning[never-met] { not = { field = "age", at_least = 0 } }
      no answer meets `not (age is at least 0)`
    "#);
    assert_snapshot!(warned(&[(HOME, "{ field = \"english\", in = [\"low\", \"high\"] }"), ("[lists.alps]\ntype = \"country\"\nfile = \"alps.csv\"\ncolumn = \"code\"\nrows = 3\n", "")]), @r#"
    warning[always-met] { field = "english", in = ["low", "high"] }
      every answer meets `english is one of low, high`: only a blank or unreadable one leaves it open
    "#);
    assert_snapshot!(warned(&[(HOME, "{ any = [{ field = \"home\", given = true }, { not = { field = \"home\", given = true } }] }")]), @r#"
    warning[unread] alps
      no rule asks for the list `alps`
    warning[always-met] { any = [{ field = "home", given = true }, { not = { field = "home", given = true } }] }
      every answer meets `home is given or not (home is given)`, a blank one as well
    "#);
    // By way of a level: nobody of age is younger than 30 and `high`.
    assert_snapshot!(warned(&[(HOME, "{ any = [{ field = \"home\", in = \"alps\" }, { all = [{ level = \"experience\", is = \"high\" }, { not = { field = \"age\", at_least = 30 } }] }] }")]), @r#"
    warning[never-met] { all = [{ level = "experience", is = "high" }, { not = { field = "age", at_least = 30 } }] }
      no answer meets `experience is high and not (age is at least 30)`
    "#);
}

#[test]
fn what_changes_nothing_beside_the_rest() {
    assert_snapshot!(warned(&[(HOME, "{ field = \"home\", in = \"alps\" }, { field = \"age\", at_least = 16 }")]), @r#"
    warning[never-decides] { field = "age", at_least = 16 }
      `age is at least 16` changes nothing beside the other parts of the test
    "#);
    let more = "\n[[eligibility]]\nid = \"grown\"\ntitle = \"Grown up\"\ncites = [\"adult\"]\ntest = { any = [{ field = \"age\", at_least = 16 }, { field = \"english\", is = \"high\" }] }\n\n[ranking]";
    assert_snapshot!(warned(&[("\n[ranking]", more)]), @r#"
    warning[never-decides] "grown"
      whoever meets the other criteria meets `age is at least 16 or english is high`, too: the criterion refuses nobody
    "#);
    let part = more
        .replace("\"any\"", "any")
        .replace("{ any = [", "{ all = [");
    assert_snapshot!(warned(&[("\n[ranking]", &part)]), @r#"
    warning[part-constant] "english"
      everybody in the ranking earns 10 by the scoring rule `english`: it changes no order
    warning[never-decides] { field = "age", at_least = 16 }
      `age is at least 16` changes nothing for whoever meets the other criteria
    "#);
    let impossible = more.replace(
        "{ any = [{ field = \"age\", at_least = 16 }",
        "{ all = [{ not = { field = \"age\", at_least = 18 } }",
    );
    assert_snapshot!(warned(&[("\n[ranking]", &impossible)]), @r#"
    warning[nobody-eligible] "adult"
      nobody can be eligible: no answers meet the criteria `adult` and `grown` together
    "#);
}

#[test]
fn of_two_parts_that_say_the_same_only_one_is_named() {
    let circle = "\n[[eligibility]]\nid = \"grown\"\ntitle = \"Grown up\"\ncites = [\"adult\"]\ntest = { all = [{ field = \"age\", at_least = 18 }, { field = \"english\", is = \"high\" }] }\n\n[ranking]";
    assert_snapshot!(warned(&[("\n[ranking]", circle), (ENGLISH, "points = { low = 0, high = 10 }\nblank = 0")]), @r#"
    warning[part-constant] "english"
      everybody in the ranking earns 10 by the scoring rule `english`: it changes no order
    warning[never-decides] { field = "age", at_least = 18 }
      `age is at least 18` changes nothing for whoever meets the other criteria
    "#);
}

#[test]
fn points_bands_and_levels_that_nothing_leads_to() {
    assert_snapshot!(warned(&[(LEVEL, "points = [{ field = \"age\", bands = [{ below = 30, points = 0 }, { from = 30, below = 150, points = 2.5 }, { from = 150, points = 4 }] }]\nbands = [{ below = 1, level = \"low\" }, { from = 1, below = 2, level = \"high\" }, { from = 2, level = \"high\" }]")]), @r#"
    warning[unreachable] { from = 150, points = 4 }
      no answer leads to `from 150` of `age` in the level `experience`
    warning[unreachable] { from = 1, below = 2, level = "high" }
      no answers lead to this `high` of the level `experience`
    "#);
    assert_snapshot!(warned(&[(LEVEL, "table = [{ test = { field = \"age\", at_least = 18 }, level = \"high\" }, { test = { field = \"age\", at_least = 30 }, level = \"low\" }, { level = \"low\" }]")]), @r#"
    warning[unreachable] { test = { field = "age", at_least = 30 }, level = "low" }
      no answers lead to this `low` of the level `experience`
    warning[part-constant] "experience"
      everybody in the ranking earns 0.2 by the scoring rule `experience`: it changes no order
    "#);
    assert_snapshot!(warned(&[(ENGLISH, "points = { low = 0, high = 10 }\notherwise = 3")]), @"
    warning[unreachable] otherwise
      no answer leads to `otherwise` of the scoring rule `english`
    ");
    // A level that is open where an answer is blank is not yet anything else.
    assert_snapshot!(warned(&[("points = { low = 0.1, high = 0.2 }", "points = { low = 0.1, high = 0.2 }\notherwise = 0.5")]), @"
    warning[unreachable] otherwise
      no answer leads to `otherwise` of the scoring rule `experience`
    ");
    assert_snapshot!(warned(&[("level = \"experience\"\npoints = { low = 0.1, high = 0.2 }", "field = \"age\"\nlinear = { from = 0, to = 200, points_from = 0, points_to = 10 }"), ("[[levels]]\nid = \"experience\"\ncites = [\"points\"]\nscale = \"skill\"\n", "#"), (LEVEL, "")]), @"
    warning[unreachable] 200
      no answer leads to `200 or more` of the scoring rule `experience`
    ");
}

#[test]
fn what_is_there_for_others_than_the_ranked_is_noted() {
    assert_snapshot!(said(&[("age\", at_least = 18", "age\", at_least = 30")]), @r#"
    note[only-for-others] "experience"
      nobody in the ranking has `low` of the level `experience`
    note[only-for-others] "experience"
      nobody in the ranking earns the points for `low` of the scoring rule `experience`
    warning[part-constant] "experience"
      everybody in the ranking earns 0.2 by the scoring rule `experience`: it changes no order
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
}

#[test]
fn groups_that_nobody_fits_everybody_fits_or_somebody_lacks() {
    let group = "title = \"Everyone\"\ncites = [\"seats\"]";
    assert_snapshot!(warned(&[(group, "title = \"Children\"\ncites = [\"seats\"]\ntest = { not = { field = \"age\", at_least = 18 } }")]), @r#"
    warning[no-group] groups
      somebody can be eligible and fit no group, so that only an open place is left to them: `age` is 18
    warning[unreachable] "all"
      nobody who is eligible fits the group `all`
    "#);
    assert_snapshot!(warned(&[(group, "title = \"All\"\ncites = [\"seats\"]\ntest = { field = \"age\", at_least = 16 }")]), @r#"
    warning[never-decides] "all"
      whoever is eligible fits the group `all`: its test decides nothing
    "#);
    assert_snapshot!(warned(&[(group, "title = \"Some\"\ncites = [\"seats\"]\ntest = { field = \"english\", is = \"high\" }")]), @"
    warning[no-group] groups
      somebody can be eligible and fit no group, so that only an open place is left to them: `english` is low
    ");
}

#[test]
fn blanks_that_pay_and_blanks_that_decide() {
    assert_snapshot!(said(&[(ENGLISH, "points = { low = 0, high = 10 }\nblank = 4")]), @r#"
    note[blank-decides] english
      nobody is asked about a blank `english` where it earns 4 by the scoring rule `english`
    warning[blank-pays] blank
      a blank earns 4, and the answer `low` only 0: whoever leaves it out is better off
    note[part-small] "experience"
      the scoring rule `experience` makes a difference of at most 0.05, and the others together differ by 4 or not at all
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
    assert_snapshot!(said(&[(LEVEL, "table = [{ test = { field = \"english\", given = true }, level = \"high\" }, { level = \"low\" }]")]), @r#"
    note[blank-decides] english
      nobody is asked about a blank `english` where it can mean `low` of the level `experience`
    note[only-for-others] "experience"
      nobody in the ranking has `low` of the level `experience`
    note[only-for-others] "experience"
      nobody in the ranking earns the points for `low` of the scoring rule `experience`
    warning[part-constant] "experience"
      everybody in the ranking earns 0.2 by the scoring rule `experience`: it changes no order
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
    assert_snapshot!(said(&[(TIES, "{ highest = \"english\" }"), (ENGLISH, "points = { low = 0, high = 10 }\nblank = 0")]), @r#"
    note[blank-decides] english
      nobody is asked about a blank `english` where it earns 0 by the scoring rule `english`, or comes after every answer in tie-break 1
    note[part-small] "experience"
      the scoring rule `experience` makes a difference of at most 0.05, and the others together differ by 20 or not at all
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher english` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
}

#[test]
fn parts_that_change_no_order_or_hardly_any() {
    assert_snapshot!(warned(&[("age\", at_least = 18", "age\", at_least = 30")]), @r#"
    warning[part-constant] "experience"
      everybody in the ranking earns 0.2 by the scoring rule `experience`: it changes no order
    "#);
    assert_snapshot!(said(&[("points = { low = 0.1, high = 0.2 }", "points = { low = 0, high = 1 }")]), @r#"
    note[part-small] "experience"
      the scoring rule `experience` makes a difference of at most 0.5, and the others together differ by 20 or not at all
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
}

#[test]
fn values_that_no_rule_tells_apart() {
    assert_snapshot!(said(&[(ENGLISH, "points = { low = 5, high = 5 }")]), @r#"
    note[not-told] english
      no rule tells apart `low` and `high` of `english`
    warning[part-constant] "english"
      everybody in the ranking earns 5 by the scoring rule `english`: it changes no order
    note[lot-decides] { lot = "spring-2024" }
      who is equal in `total` and `higher age` is told apart by the lot alone; none of these is a moment, so that it is likely
    "#);
}

#[test]
fn tie_breaks_that_never_decide() {
    assert_snapshot!(warned(&[(TIES, "{ highest_part = \"english\" }, { highest_part = \"experience\" }")]), @r#"
    warning[tie-break-idle] { highest_part = "experience" }
      `higher part experience` never decides: who is equal in the total and in what stands before is equal in this, too
    "#);
    assert_snapshot!(warned(&[(TIES, "{ highest = \"age\" }, { lowest = \"age\" }, { highest = \"experience\", of = \"level\" }")]), @r#"
    warning[tie-break-idle] { lowest = "age" }
      `lower age` never decides: who is equal in the total and in what stands before is equal in this, too
    warning[tie-break-idle] { highest = "experience", of = "level" }
      `higher experience` never decides: who is equal in the total and in what stands before is equal in this, too
    "#);
    assert_snapshot!(warned(&[(TIES, "{ highest_part = \"english\" }, { highest = \"english\" }")]), @r#"
    warning[tie-break-idle] { highest = "english" }
      `higher english` never decides: who is equal in the total and in what stands before is equal in this, too
    "#);
}

#[test]
fn what_is_used_by_nothing() {
    assert_snapshot!(warned(&[(HOME, "{ field = \"home\", is = \"AT\" }"), ("[[scales.skill]]", "[[scales.spare]]\nlevel = \"only\"\n\n[[scales.skill]]"), ("level = \"experience\"\npoints = { low = 0.1, high = 0.2 }", "field = \"age\"\nbands = [{ below = 40, points = 0 }, { from = 40, points = 1 }]")]), @r#"
    warning[unread] alps
      no rule asks for the list `alps`
    warning[unread] spare
      no field or level uses the scale `spare`
    warning[unread] "experience"
      no rule reads the level `experience`
    "#);
}

#[test]
fn rules_with_too_many_combinations_are_named() {
    let mut text = patched(&[]);
    let mut asked = Vec::new();
    for number in 0..7 {
        let values: Vec<String> = (0..5).map(|value| format!("v{value} = []")).collect();
        text = text.replacen(
            "[fields.age]",
            &format!(
                "[fields.f{number}]\ntype = \"choice\"\nheadings = [\"F{number}\"]\noptions = {{ {} }}\n\n[fields.age]",
                values.join(", ")
            ),
            1,
        );
        asked.push(format!("{{ field = \"f{number}\", is = \"v0\" }}"));
    }
    text = text.replacen(
        HOME,
        &format!("{HOME}, {{ any = [{}] }}", asked.join(", ")),
        1,
    );
    let findings = analyse(&loaded(&text));
    let warnings: Vec<_> = findings
        .into_iter()
        .filter(|finding| finding.severity() == Severity::Warning)
        .collect();
    assert_snapshot!(brief(&text, &warnings), @r#"
    warning[not-analysed] "adult"
      the criterion `adult` was not looked at in full: there are more combinations of answers than are looked at, 50,000 for one rule
    "#);
}

#[test]
fn a_warning_shows_the_line_with_the_rule_underlined() {
    let text = patched(&[(
        HOME,
        "{ field = \"home\", in = \"alps\" }, { field = \"age\", at_least = 16 }",
    )]);
    assert_snapshot!(render("spring.toml", &text, &analyse(&loaded(&text))[..1], false), @r#"
    warning[never-decides]: `age is at least 16` changes nothing beside the other parts of the test
      --> spring.toml:88:84
       |
    88 | ...8 }, { field = "home", in = "alps" }, { field = "age", at_least = 16 }] }
       |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take it out, or say what it was meant to ask
    "#);
}

#[test]
fn what_is_not_settled_or_hardly_meant_is_shown_with_its_line() {
    let text = MINIMAL
        .replacen("cap = 12", "cap = 12 # EDIT", 1)
        .replacen(
            "title = \"Spring course\"",
            "title = \"Spring course\"\nfirst_day = 2024-02-01",
            1,
        )
        .replacen(
            "deadline = 2024-03-01",
            "deadline = 2024-03-01\nconfirm_by = 2024-02-20",
            1,
        )
        .replacen("level = \"low\"\n", "level = \"high\"\n", 1)
        .replacen(
            "level = \"high\"\nspellings = [\"advanced\"]",
            "level = \"low\"\nspellings = [\"weak\"]",
            1,
        )
        .replacen("[\"basic\"]", "[\"advanced\"]", 1);
    let rules = loaded(&text);
    let mut said = unfinished(&rules);
    said.extend(analyse(&rules).into_iter().filter(|found| {
        matches!(
            found.code,
            Code::DeadlineUnlikely | Code::ConfirmUnlikely | Code::ScaleOrder
        )
    }));
    said.extend(far(&rules, ["1924-02-01T10:00:00Z".parse().unwrap()]));
    assert_snapshot!(render("spring.toml", &text, &said, false), @"
    warning[unfinished]: `EDIT` stands here: this is still to be settled
      --> spring.toml:27:10
       |
    27 | cap = 12 # EDIT
       |          ^^^^^^
       |
       = help: settle it, and take the mark out

    warning[deadline-unlikely]: the deadline, 2024-03-01, is after the programme begins, 2024-02-01
      --> spring.toml:10:12
       |
    10 | deadline = 2024-03-01
       |            ^^^^^^^^^^
       |
       = help: check the year of both

    warning[confirm-unlikely]: the day to confirm by, 2024-02-20, is before the deadline, 2024-03-01
      --> spring.toml:11:14
       |
    11 | confirm_by = 2024-02-20
       |              ^^^^^^^^^^
       |
       = help: check the year of both

    warning[scale-order]: the scale `skill` begins with `high` and ends with `low`
      --> spring.toml:43:10
       |
    43 | [[scales.skill]]
       |          ^^^^^
       |
       = help: write the levels from worst to best: `at_least` and points go by that order

    warning[deadline-far]: every application came more than 99 years before the deadline, 2024-03-01
      --> spring.toml:10:12
       |
    10 | deadline = 2024-03-01
       |            ^^^^^^^^^^
       |
       = help: check the year, and that these are the applications of this call
    ");
}

#[test]
fn every_code_of_the_analysis_has_an_example_here() {
    let source = include_str!("analyse.rs").to_owned() + include_str!("analyse/balance.rs");
    let analysis: Vec<&str> = Code::ALL
        .iter()
        .skip_while(|code| **code != Code::NobodyEligible)
        .take_while(|code| **code != Code::FileUnreadable)
        .map(|code| code.text())
        .collect();
    assert_eq!(analysis.len(), 24);
    for code in analysis.iter().chain(&["unread"]) {
        assert!(
            source.contains(&format!("[{code}]")),
            "no example of `{code}`"
        );
    }
}
