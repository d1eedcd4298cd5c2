//! The forms of the page's rules: they show what the rules say, write what somebody says, and change nothing else.

use std::collections::BTreeMap;
use std::fs;

use insta::assert_snapshot;
use proptest::prelude::{any, prop_assert, proptest};
use proptest::sample::Index;
use proptest::test_runner::Config;
use serde_json::{Value, json};

use crate::bench::repository;
use crate::page::{Told, asked};

const MINIMAL: &str = "rules/minimal.toml";

fn read(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap()
}

fn ask(name: &str, options: &Value, rules: &str) -> Told {
    let files = vec![("rules", "rules.toml".to_owned(), rules.as_bytes().to_vec())];
    asked(name, options, &files)
}

/// The rules after somebody said this in a form.
fn edited(rules: &str, form: &str, at: &str, said: &Value) -> String {
    let told = ask(
        "edit",
        &json!({"edit": {"form": form, "at": at, "said": said}}),
        rules,
    );
    assert_eq!(told.state(), "done", "{}", told.line());
    String::from_utf8(told.files["rules.toml"].clone()).unwrap()
}

/// The lines that are another, before and after.
fn changes(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    // How many lines both have in common from here on.
    let mut common = vec![vec![0; after.len() + 1]; before.len() + 1];
    for one in (0..before.len()).rev() {
        for other in (0..after.len()).rev() {
            common[one][other] = if before[one] == after[other] {
                common[one + 1][other + 1] + 1
            } else {
                common[one + 1][other].max(common[one][other + 1])
            };
        }
    }
    let (mut one, mut other, mut all) = (0, 0, Vec::new());
    while one < before.len() || other < after.len() {
        if one < before.len() && other < after.len() && before[one] == after[other] {
            (one, other) = (one + 1, other + 1);
        } else if one < before.len()
            && (other == after.len() || common[one + 1][other] >= common[one][other + 1])
        {
            all.push(format!("- {}", before[one]));
            one += 1;
        } else {
            all.push(format!("+ {}", after[other]));
            other += 1;
        }
    }
    all.join("\n")
}

/// What a form shows, by the names of what it asks.
fn shown(html: &str, form: &str) -> BTreeMap<String, String> {
    let begins = format!("data-form=\"{form}\"");
    let of_form = html
        .split_once(&begins)
        .unwrap_or_else(|| panic!("no form {form}"))
        .1;
    let of_form = of_form.split("data-form=").next().unwrap();
    let mut all = BTreeMap::new();
    for piece in of_form.split("data-name=\"").skip(1) {
        let (name, rest) = piece.split_once('"').unwrap();
        let (tag, rest) = rest.split_once('>').unwrap();
        let value = |tag: &str| {
            tag.split_once("value=\"")
                .map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
        };
        let text = rest.split("</").next().unwrap();
        let value = if rest.starts_with("<option") {
            let option = rest
                .split("<option")
                .find(|option| option.split('>').next().unwrap().contains(" selected"));
            option.and_then(value).unwrap_or_default()
        } else if tag.contains("rows=") {
            text.to_owned()
        } else {
            value(tag).unwrap_or_default()
        };
        let value = value
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        if tag.contains(" checked") || !all.contains_key(name) {
            let is_box = tag.contains("value=") && rest.starts_with(' ');
            let entry: &mut String = all.entry(name.to_owned()).or_default();
            if !is_box || tag.contains(" checked") {
                entry.push_str(&value);
                if is_box {
                    entry.push('\n');
                }
            }
        }
    }
    all
}

fn forms(rules: &str) -> String {
    ask("rules", &json!({}), rules).part("guided").to_owned()
}

fn editor(rules: &str, form: &str, at: &str) -> String {
    let told = ask("form", &json!({"edit": {"form": form, "at": at}}), rules);
    told.part(&format!("form-{form}")).to_owned()
}

/// Rules without lists beside them, which are valid by themselves.
const SAMPLES: [&str; 8] = [
    "rules/minimal.toml",
    "rules/montenegro-2019.toml",
    "rules/autumn-workshop-2021.toml",
    "rules/regional-school-2025.toml",
    "rules/trial-monitors-2026.toml",
    "sample-applications/small/cap-binds-in-turn.toml",
    "sample-applications/small/two-stages.toml",
    "sample-applications/small/packs.toml",
];

/// Every form of a rules file: its name, which of several it is of, and its HTML.
fn every_form(rules: &str) -> Vec<(String, String, String)> {
    let all = forms(rules);
    let mut found = Vec::new();
    for form in ["programme", "call", "clauses", "places", "weights"] {
        if all.contains(&format!("data-form=\"{form}\"")) {
            found.push((form.to_owned(), String::new(), all.clone()));
        }
    }
    for form in ["criterion", "group", "measure", "rating"] {
        for piece in all
            .split(&format!("li data-form=\"{form}\" data-at=\""))
            .skip(1)
        {
            let at = piece.split('"').next().unwrap().to_owned();
            let html = editor(rules, form, &at);
            found.push((form.to_owned(), at, html));
        }
    }
    found
}

#[test]
fn what_a_form_shows_is_what_the_rules_say_and_said_again_changes_no_byte() {
    let mut forms = 0;
    for path in SAMPLES {
        let rules = read(path);
        for (form, at, html) in every_form(&rules) {
            forms += 1;
            let said = shown(&html, &form);
            assert!(!said.is_empty(), "{path}: {form} {at}");
            let after = edited(&rules, &form, &at, &json!(said));
            assert!(
                after == rules,
                "{path}: {form} {at}: {said:?}\n{}",
                changes(&rules, &after)
            );
        }
    }
    assert!(forms > 100, "{forms}");
}

#[test]
fn the_deadline_the_places_and_a_group_are_changed_in_their_lines_alone() {
    let rules = read(MINIMAL);
    let call = json!({"deadline": "2026-05-04", "deadline-time": "18:00", "time_zone": "Europe/Warsaw", "answer_by": "2026-05-20"});
    assert_snapshot!(changes(&rules, &edited(&rules, "call", "", &call)), @r#"
    - deadline = 2020-03-31
    - time_zone = "Europe/Vienna"
    + deadline = 2026-05-04T18:00:00
    + time_zone = "Europe/Warsaw"
    + answer_by = 2026-05-20
    "#);
    let places = json!({"cap": "12", "reserve": "", "deal": "", "open": "best-ranked"});
    assert_snapshot!(changes(&rules, &edited(&rules, "places", "", &places)), @r#"
    - cap = 2
    - reserve = 1
    + cap = 12
    + open = "best-ranked"
    "#);
    let group =
        json!({"title": "Evenings", "size": "6", "cites": "places\n", "subject": "", "clause": ""});
    assert_snapshot!(changes(&rules, &edited(&rules, "group", "new", &group)), @r#"
    + [[groups]]
    + id = "evenings"
    + title = "Evenings"
    + size = 6
    + cites = ["places"]
    +
    "#);
}

#[test]
fn a_criterion_is_made_of_a_question_and_rests_on_a_sentence_that_is_said_with_it() {
    let rules = read(MINIMAL);
    let said = json!({
        "title": "Writes about it", "subject": "field:years", "ask": "at_most", "value": "40\n",
        "clause": "Applicants have not yet retired.",
    });
    let with = edited(&rules, "criterion", "new", &said);
    assert_snapshot!(changes(&rules, &with), @r#"
    + writes-about-it = "Applicants have not yet retired."
    + [[eligibility]]
    + id = "writes-about-it"
    + title = "Writes about it"
    + cites = ["writes-about-it"]
    + test = { field = "years", at_most = 40 }
    +
    "#);
    assert_eq!(ask("rules", &json!({}), &with).state(), "done");
    let html = editor(&with, "criterion", "1");
    assert_eq!(shown(&html, "criterion")["value"], "40");
    assert_eq!(shown(&html, "criterion")["cites"], "writes-about-it\n");
    let without = edited(&with, "criterion", "1", &json!({"take-out": ""}));
    let clause = "writes-about-it = \"Applicants have not yet retired.\"\n";
    assert_eq!(without.replace(clause, ""), rules);
}

#[test]
fn a_test_asks_what_the_type_of_its_field_can_be_asked() {
    let rules = read("rules/montenegro-2019.toml");
    for (field, asks) in [
        ("citizenship", vec!["is", "in", "given"]),
        ("age", vec!["is", "in", "at_least", "at_most", "given"]),
        ("english", vec!["is", "in", "at_least", "at_most", "given"]),
        ("submitted", vec!["before", "by", "given"]),
    ] {
        let said = json!({"edit": {"form": "criterion", "at": "new", "said": {"subject": format!("field:{field}")}}});
        let told = ask("form", &said, &rules);
        let options = told
            .part("asked")
            .split("data-name=\"ask\"")
            .nth(1)
            .unwrap_or_else(|| panic!("{field}"));
        let options = options.split("</select>").next().unwrap();
        let options: Vec<&str> = options
            .split("value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(options, asks, "{field}");
    }
}

#[test]
fn countries_are_said_by_name_and_written_by_code_and_levels_and_options_are_ticked() {
    let rules = read("rules/montenegro-2019.toml");
    let test = |subject: &str, ask: &str, value: &str| {
        let said = json!({"title": "New", "subject": subject, "ask": ask, "value": value, "cites": "deadline"});
        let after = edited(&rules, "criterion", "new", &said);
        let line = after
            .lines()
            .filter(|line| line.starts_with("test = "))
            .find(|line| !rules.contains(*line));
        line.unwrap_or("the same as another").to_owned()
    };
    assert_eq!(
        test("field:citizenship", "in", "Serbia\nМолдова\nNowhere"),
        r#"test = { field = "citizenship", in = ["RS", "MD", "Nowhere"] }"#
    );
    assert_eq!(
        test("field:english", "at_least", "C1"),
        r#"test = { field = "english", at_least = "C1" }"#
    );
    assert_eq!(
        test("level:training", "is", "none"),
        r#"test = { level = "training", is = "none" }"#
    );
    assert_eq!(
        test("field:english", "at_least", "B1\nB2"),
        r#"test = { field = "english", at_least = ["B1", "B2"] }"#
    );
    assert_eq!(
        test("field:age", "given", ""),
        r#"test = { field = "age", given = true }"#
    );
}

#[test]
fn columns_become_the_ratings_of_one_question_and_the_fields_that_read_them_go() {
    let rules = read(MINIMAL).replace(
        "[[eligibility]]",
        "# EDIT: an amount, or a rating?\n[fields.second]\ntype = \"number\"\nheadings = [\"Second reader\"]\n\n[[eligibility]]",
    );
    let said = json!({"columns": "Motivation\nSecond reader\n", "min": "0", "max": "5", "combine": "median", "title": "", "read_by": ""});
    assert_snapshot!(changes(&rules, &edited(&rules, "rating", "motivation", &said)), @r#"
    - headings = ["Motivation"]
    + readers = [["Motivation"], ["Second reader"]]
    - max = 10
    - 
    - # EDIT: an amount, or a rating?
    - [fields.second]
    - type = "number"
    - headings = ["Second reader"]
    + max = 5
    + combine = "median"
    "#);
    let back = edited(
        &edited(&rules, "rating", "motivation", &said),
        "rating",
        "motivation",
        &json!({"columns": "Motivation\n", "max": "10"}),
    );
    assert!(
        back.contains("headings = [\"Motivation\"]")
            && !back.contains("readers")
            && !back.contains("combine"),
        "{back}"
    );
}

#[test]
fn weights_and_points_are_changed_where_they_stand_and_a_first_rule_takes_the_place_of_the_examples()
 {
    let rules = read(MINIMAL);
    assert_snapshot!(changes(&rules, &edited(&rules, "weights", "", &json!({"weight-0": "2.5"}))), @"
    - weight = 1
    + weight = 2.5
    ");
    let draft = draft();
    let said = json!({"title": "Motivation", "subject": "field:motivation", "weight": "2", "cites": "order\n", "blank": "0"});
    let with = edited(&draft, "measure", "new", &said);
    assert_snapshot!(changes(&draft, &with), @r#"
    - # EDIT: the criteria of the call, such as
    - #   [[eligibility]]
    - #   id = "residence"
    - #   title = "Lives in a participating State"
    - #   cites = ["places"]
    - #   test = { field = "residence", in = ["RS", "MD"] }
    - # and what earns points, such as
    - #   [[scoring]]
    - #   id = "motivation"
    - #   title = "Motivation"
    - #   cites = ["order"]
    - #   weight = 1
    - #   field = "motivation"
    - #   rating = true
    + [[scoring]]
    + id = "motivation"
    + title = "Motivation"
    + cites = ["order"]
    + weight = 2
    + field = "motivation"
    + rating = true
    + blank = 0
    "#);
}

/// A first rules file for a small export.
fn draft() -> String {
    let files = vec![(
        "application",
        "minimal.csv".to_owned(),
        fs::read(repository("sample-applications/minimal.csv")).unwrap(),
    )];
    let told = asked("draft", &json!({}), &files);
    String::from_utf8(told.files["rules.toml"].clone()).unwrap()
}

#[test]
fn a_draft_is_settled_by_its_forms_and_until_then_nothing_decides() {
    let select = |rules: &str| {
        let applications = fs::read(repository("sample-applications/minimal.csv")).unwrap();
        let files = vec![
            ("rules", "rules.toml".to_owned(), rules.as_bytes().to_vec()),
            ("application", "minimal.csv".to_owned(), applications),
        ];
        asked(
            "select",
            &json!({"without-workbook": true, "without-report": true}),
            &files,
        )
        .state()
        .to_owned()
    };
    let mut rules = draft();
    for (form, at, said) in [
        (
            "programme",
            "",
            json!({"id": "files-2026", "title": "Keeping files"}),
        ),
        (
            "call",
            "",
            json!({"deadline": "2026-05-04", "deadline-time": "", "time_zone": "Europe/Vienna"}),
        ),
        (
            "clauses",
            "",
            json!({"clause-deadline": "Until 4 May.", "decision-order-by": "course team", "decision-order-on": "2026-01-05"}),
        ),
        ("places", "", json!({"cap": "2"})),
        (
            "group",
            "0",
            json!({"title": "The course", "size": "2", "cites": "places\n"}),
        ),
        (
            "criterion",
            "new",
            json!({"title": "Two years", "subject": "field:years-of-practice", "ask": "at_least", "value": "2", "clause": "Two years of practice."}),
        ),
        (
            "rating",
            "new",
            json!({"columns": "Motivation\n", "min": "0", "max": "10"}),
        ),
    ] {
        assert_eq!(select(&rules), "refused", "before {form}");
        rules = edited(&rules, form, at, &said);
    }
    // One is left, which no form is about: what is read of a column, on which somebody must say that it was looked at.
    let marks = |rules: &str| rules.matches("EDIT").count() - rules.matches("marked EDIT").count();
    assert_eq!(
        (marks(&rules), select(&rules).as_str()),
        (1, "refused"),
        "{rules}"
    );
    let at = rules.find("# EDIT").unwrap();
    rules = edited(&rules, "mark", &at.to_string(), &json!({}));
    assert_eq!(marks(&rules), 0);
    let told = ask("rules", &json!({}), &rules);
    assert_eq!(select(&rules), "open", "{}", told.part("rules"));
}

#[test]
fn an_answer_that_no_rule_can_have_is_written_and_said_beside_its_line() {
    let rules = read(MINIMAL);
    for (form, said, line) in [
        ("places", json!({"cap": "twelve"}), "cap = \"twelve\""),
        (
            "call",
            json!({"time_zone": "Vienna"}),
            "time_zone = \"Vienna\"",
        ),
        (
            "call",
            json!({"deadline": "4 May\n[x]"}),
            "deadline = \"4 May\\n[x]\"",
        ),
        ("weights", json!({"weight-0": "0,5"}), "weight = \"0,5\""),
    ] {
        let after = edited(&rules, form, "", &said);
        assert!(
            after.contains(line),
            "{form} {said}\n{}",
            changes(&rules, &after)
        );
        let told = ask("rules", &json!({}), &after);
        assert_eq!(told.state(), "refused");
        assert!(
            told.part("rules")
                .contains(&line[line.find('"').unwrap()..].replace('"', "&quot;")),
            "{}",
            told.part("rules")
        );
        assert!(
            told.part("guided").contains("<details"),
            "the forms are there to set it right"
        );
    }
}

#[test]
fn what_was_written_in_a_form_of_its_own_is_left_to_the_text() {
    let rules = read("rules/autumn-workshop-2021.toml");
    let html = editor(&rules, "criterion", "2");
    assert!(
        html.contains("put together") && !html.contains("data-again"),
        "{html}"
    );
    let dotted =
        read(MINIMAL).replace("[call]\ndeadline", "[call]\nbackground.a = \"b\"\ndeadline");
    assert!(
        edited(&dotted, "call", "", &json!({"deadline": "2026-05-04"})).contains("background.a")
    );
    let broken = ask(
        "rules",
        &json!({}),
        "format = 1
[[[",
    );
    assert!(!broken.part("guided").contains("data-form"));
    let told = ask(
        "edit",
        &json!({"edit": {"form": "mark", "at": "7"}}),
        &rules,
    );
    assert_eq!(told.state(), "refused", "the text is another by now");
    assert_eq!(
        ask("edit", &json!({"edit": {"form": "cook"}}), &rules).state(),
        "refused"
    );
}

#[test]
fn what_was_chosen_about_reading_is_remembered_where_the_format_has_a_key_for_it() {
    let rules = read(MINIMAL);
    let said = json!({"sheet": "All answers", "header-row": "3", "delimiter": "semicolon", "encoding": "windows-1251", "tool": "", "hidden": "include", "struck": "exclude"});
    let after = edited(&rules, "export", "", &said);
    assert_snapshot!(changes(&rules, &after), @r#"
    + [export]
    + header_row = 3
    + sheet = "All answers"
    + delimiter = "semicolon"
    + encoding = "windows-1251"
    +
    "#);
    assert_eq!(ask("rules", &json!({}), &after).state(), "done");
    assert_eq!(
        edited(
            &after,
            "export",
            "",
            &json!({"sheet": "All answers", "tool": ""})
        ),
        after
    );
}

#[test]
fn what_stands_in_rules_is_no_markup_in_a_form() {
    let rules = read(MINIMAL)
        .replace("A short course", "<img src=x>\\\"'")
        .replace("Two years", "</textarea><img src=x>");
    let html = forms(&rules)
        + &editor(&rules, "criterion", "0")
        + &editor(&rules, "measure", "0")
        + &editor(&rules, "group", "0");
    assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
}

proptest! {
    #![proptest_config(Config { cases: 120, failure_persistence: None, ..Config::default() })]

    #[test]
    fn an_edit_and_its_undoing_give_the_same_bytes(which in any::<Index>(), of in any::<Index>(), asks in any::<Index>(), said in "[a-z0-9.\"' -]{0,12}") {
        let path = which.get(&SAMPLES);
        let rules = read(path);
        let forms = every_form(&rules);
        let (form, at, html) = of.get(&forms);
        let now = shown(html, form);
        let names: Vec<&String> = now.keys().filter(|name| !["cites", "clause", "subject", "ask", "value", "list", "columns", "read_by", "combine"].contains(&name.as_str())).collect();
        let name = *asks.get(&names);
        // What is blank is no line, and a line that is added again stands at the end of its table.
        if now[name].is_empty() || said.trim().is_empty() || name.ends_with("-time") || now.contains_key(&format!("{name}-time")) {
            return Ok(());
        }
        let mut other = now.clone();
        other.insert(name.clone(), said.clone());
        let after = edited(&rules, form, at, &json!(other));
        let back = edited(&after, form, at, &json!(now));
        prop_assert!(back == rules, "{path}: {form} {at} {name}: {said:?}\n{}", changes(&rules, &back));
        prop_assert!(changes(&rules, &after).lines().count() <= 2, "{path}: {form} {at} {name}: {said:?}\n{}", changes(&rules, &after));
    }

    #[test]
    fn whatever_is_said_in_any_form_the_text_stays_toml(form in "[a-z-]{0,10}", at in "[a-z0-9]{0,4}", name in "[a-z_-]{0,10}", said in any::<String>(), which in 0..9_usize) {
        let forms = ["programme", "call", "clauses", "places", "criterion", "group", "measure", "rating", "export"];
        let rules = read(MINIMAL);
        let said = json!({name: said, "title": said, "value": said, "clause": said, "subject": "field:years", "ask": said, "cap": said, "columns": said});
        for (form, at) in [(form.as_str(), at.as_str()), (forms[which], "new"), (forms[which], "0")] {
            let told = ask("edit", &json!({"edit": {"form": form, "at": at, "said": said}}), &rules);
            if let Some(after) = told.files.get("rules.toml") {
                let after = String::from_utf8(after.clone()).unwrap();
                prop_assert!(intake::rules::edit::Source::new(&after).is_some(), "{after}");
            }
        }
    }
}
