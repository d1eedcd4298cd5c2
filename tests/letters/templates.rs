//! Templates that officers edit: what they can do, and what each mistake is told.

use intake::engine::File;
use intake::engine::letters::{check, print_templates};
use intake::papers::letters::DEFAULTS;
use intake::rules::Rules;
use intake::rules::load::load;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::{Desk, RULES, SURE, text};
use crate::bench::{plain, repository};

fn rules(text: &str) -> Rules {
    let loaded = load("rules.toml", text, &|_| Err(String::new()));
    loaded
        .rules
        .unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

/// What `check` says of a template.
fn checked(text: &str, name: &str, template: &str) -> String {
    let file = File::new(name, template.as_bytes());
    match check(&rules(text), "mine", &[file]) {
        Ok(()) => String::new(),
        Err(findings) => plain(&intake::papers::summary::findings(&findings)),
    }
}

fn of_one(template: &str) -> String {
    checked(RULES, "en/selected.j2", template)
}

#[test]
fn the_templates_of_the_program_fit_everybody_and_every_rules_file() {
    let bare = RULES.split("[letters]").next().unwrap();
    let bare = bare
        .replace("place = \"Vienna\"\n", "")
        .replace("confirm_by = 2020-05-01\n", "");
    for text in [RULES, &bare] {
        check(&rules(text), "", &[]).unwrap();
    }
    for name in ["montenegro-2019", "autumn-workshop-2021"] {
        let path = repository(&format!("rules/{name}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        let list = |name: &str| {
            let path = repository("rules").join(name);
            std::fs::read_to_string(path).map_err(|error| error.to_string())
        };
        let rules = load(name, &text, &list).rules.unwrap();
        check(&rules, "", &[]).unwrap();
    }
}

#[test]
fn templates_are_written_to_be_edited_and_give_the_same_letters_unedited() {
    let mut files = BTreeMap::new();
    print_templates(&mut files).unwrap();
    let printed: Vec<(String, String)> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let printed: Vec<(&str, &str)> = printed
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    assert_eq!(printed.len(), DEFAULTS.len());
    let desk = Desk::sure();
    assert_eq!(
        desk.made(Some(&printed), Some("2020-04-22")).unwrap().0,
        desk.letters()
    );
}

#[test]
fn an_officers_own_template_goes_before_that_of_the_program_and_leaves_the_others() {
    let desk = Desk::new(RULES, &SURE, "");
    let mine =
        "{% extends \"frame\" %}{% block body %}Come, {{ name|upper }}: {{ group }}!{% endblock %}";
    let (files, _) = desk.made(Some(&[("en/selected.j2", mine)]), None).unwrap();
    assert!(text(&files, "letters/L-1.txt").contains("\n\nCome, ANA ADAMOVA: Clean water!\n\n"));
    let others = desk.made(None, None).unwrap().0;
    for name in ["letters/L-2.txt", "letters/L-5.txt"] {
        assert_eq!(text(&files, name), text(&others, name));
    }
}

#[test]
fn what_is_wrong_with_a_template_is_said_with_file_line_and_column() {
    let said: Vec<String> = [
        "{{ nmae }}",
        "Dear\n  {{ name }}",
        "{{ ranked_at }} of {{ reserve }}",
        "{% for one in wanted %}{{ one.grp }}{% endfor %}",
        "{% if %}",
        "{% for a in reasons %}",
        "{{ name|shout }}",
        "{% extends \"frames\" %}",
        "{{ signature }}",
        "{% extends \"frame\" %}{% block bdy %}hi{% endblock %}",
        " ",
    ]
    .iter()
    .map(|template| of_one(template))
    .collect();
    insta::assert_snapshot!(said.join("--\n"), @r#"
    error[template] mine/en/selected.j2:1:4: there is no variable `nmae`
      help: did you mean `name`?
    --
    error[template] mine/en/selected.j2:2:6: `name` is not known of every such applicant
      help: it is there where the rules have `name` in [letters], the applications are given with the run, and the applicant wrote one; where it may be missing, ask first: `{% if name %}`
    --
    error[template] mine/en/selected.j2:1:23: `reserve` is not known of every such applicant
      help: it is there for whoever is on a reserve list, or comes after it from the stage before; where it may be missing, ask first: `{% if reserve %}`
    --
    error[template] mine/en/selected.j2:1:27: there is no `one.grp`
      help: docs/letters.md has a table of what templates can use
    --
    error[template] mine/en/selected.j2:1:7: the template cannot be used: unexpected end of block
    --
    error[template] mine/en/selected.j2:1:21: the template cannot be used: unexpected end of input, expected end of block
    --
    error[template] mine/en/selected.j2:1:9: the template cannot be used: filter shout is unknown
    --
    error[template] mine/en/selected.j2:1:4: there is no such template to extend
      help: a letter extends the frame: `{% extends "frame" %}`
    --
    error[template] mine/en/selected.j2:1:4: `signature` is not known of every such applicant
      help: it is there where the rules have `signature` in [letters]; where it may be missing, ask first: `{% if signature %}`
    --
    error[template] mine/en/selected.j2:1:31: the frame has no block `bdy`, so that nothing of it would be in the letter
      help: did you mean `body`?
    --
    error[template] mine/en/selected.j2: the template is empty, and so would be the letter
      help: remove the file to use the template of Intake
    "#);
    insta::assert_snapshot!(checked(RULES, "en/slected.j2", ""), @"
    error[template] mine/en/slected.j2: no letter has a template of this name
      help: did you mean `en/selected.j2`?
    ");
    insta::assert_snapshot!(checked(RULES, "selected.j2", ""), @"
    error[template] mine/selected.j2: no letter has a template of this name
      help: did you mean `en/selected.j2`?
    ");
}

#[test]
fn a_day_that_was_not_typed_is_asked_for() {
    let desk = Desk::new(RULES, &SURE, "");
    insta::assert_snapshot!(desk.refused(&[("en/selected.j2", "On {{ date }}")]), @"
    error[template] mine/en/selected.j2:1:7: `date` is not known of every such applicant
      help: it is there where the command has `--date`, as in `--date 2019-04-12`; where it may be missing, ask first: `{% if date %}`
    ");
}

#[test]
fn templates_have_nothing_that_keeps_or_multiplies_texts_or_calls_itself() {
    for template in [
        "{% set a = name %}",
        "{%- set a = name -%}",
        "{% set a %}b{% endset %}",
        "{{ 'a' * 100000 }}",
        "{{ name ~ name }}",
        "{{ super() }}",
        "{{ self.body() }}",
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% include \"selected\" %}",
        "{% import \"frame\" as f %}",
        "{% macro m() %}{% endmacro %}",
        "{% filter upper %}a{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{% raw %}{{ a }}{% endraw %}",
        "{% autoescape true %}{% endautoescape %}",
        "{% call m() %}{% endcall %}",
        "{{ '}}' }}{% set a = 1 %}",
        "{# {{ #}{% set a = 1 %}",
        "{{ name|replace('a', 'b') }}",
        "{{ range(100000) }}",
        "{{ namespace() }}",
        "{{ debug() }}",
        "{{ name.upper() }}",
    ] {
        let said = of_one(template);
        assert!(
            said.starts_with("error[template] mine/en/selected.j2"),
            "{template}: {said}"
        );
    }
    // In quotes and comments these are words.
    assert_eq!(
        of_one("{# {% set %} * #}{% if language == \"* set ~\" %}{% endif %}a * b ~ c"),
        ""
    );
}

#[test]
fn a_template_that_takes_too_long_or_writes_too_much_is_stopped() {
    let begun = Instant::now();
    let long = "x".repeat(5_000);
    let list = "1,".repeat(300);
    let inner = format!("{{% for a in [{list}] %}}").repeat(5);
    let endless = format!("{inner}{}", "{% endfor %}".repeat(5));
    let much = format!("{{% for a in [{list}] %}}{long}{{% endfor %}}");
    let cycle = [("en/frame.j2", "{% extends \"frame\" %}")];
    let deep = format!("{}{}", "(".repeat(20_000), ")".repeat(20_000));
    assert!(
        of_one(&endless).contains("takes too long"),
        "{}",
        of_one(&endless)
    );
    assert!(of_one(&much).contains("longer than"), "{}", of_one(&much));
    assert!(Desk::sure().refused(&cycle).contains("error[template]"));
    assert!(of_one(&format!("{{{{ {deep} }}}}")).contains("error[template]"));
    assert!(of_one(&"x".repeat(70_000)).contains("larger than"));
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn any_text_is_a_template_or_is_told_why_not() {
    // Cut at every byte, and with every tag in the place of every other.
    let (_, frame) = DEFAULTS[0];
    for at in (0..frame.len()).filter(|at| frame.is_char_boundary(*at)) {
        let _ = checked(RULES, "en/frame.j2", &frame[..at]);
    }
    for from in ["{{", "}}", "{%", "%}", "{#", "#}", "\"", "'"] {
        for to in ["{{", "}}", "{%", "%}", "{#", "#}", "\"", "'", "\\", ""] {
            let _ = checked(RULES, "en/frame.j2", &frame.replace(from, to));
        }
    }
}
