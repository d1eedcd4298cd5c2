//! Answers beside the listed options: what is probably an option is asked about, never refused and never taken for it.

use intake::answers::types::choices::{several, single};
use intake::rules::form::{DeclaredOptions, Options};
use intake::rules::load::load;
use intake::rules::{Field, Kind};
use intake::values::spelling::one_edit_apart;
use intake::values::{Choices, Problem, Reading, Value};
use intake::words::problems::{Said, said};
use proptest::prelude::*;

use crate::bench::repository;

fn field(name: &str) -> Field {
    let folder = repository("rules");
    let text = std::fs::read_to_string(folder.join("montenegro-2019.toml")).unwrap();
    let open =
        |path: &str| std::fs::read_to_string(folder.join(path)).map_err(|error| error.to_string());
    let rules = load("montenegro-2019.toml", &text, &open).rules.unwrap();
    rules
        .form
        .fields
        .into_iter()
        .find(|field| field.name == name)
        .unwrap()
}

/// The fields of work of the Montenegro call.
fn fields() -> impl Fn(&str) -> Reading {
    let Kind::Choices(options, separator) = field("fields").kind else {
        panic!("several fields")
    };
    move |text| several(&options, separator)(text)
}

fn choices(reading: Reading) -> Choices {
    match reading {
        Reading::Value(Value::Choices(choices)) => *choices,
        Reading::Unreadable(problem) => Choices {
            unread: Some(problem),
            ..Choices::default()
        },
        other => panic!("{other:?}"),
    }
}

fn problem(reading: Reading) -> Problem {
    *choices(reading).unread.unwrap()
}

/// What is said of it.
fn told(reading: Reading) -> Said {
    said(&problem(reading), false)
}

#[test]
fn an_option_typed_oddly_is_asked_about() {
    let read = fields();
    for text in [
        "Roma and Sinti, Environmental protection",
        "Roma and Sinti\nEnvironmental protection",
        "Roma and Sinti | Environmental protection",
        "Roma and Sinti；Environmental protection",
        "Roma and Sinti / Environmental protection",
        "Roma/Sinti",
        "Roma",
        "SINTI",
        "Rights of Roma",
        "Protection of the environment",
        "Environmental protection and climate",
        "Enviromental issues",
        "Romani",
        "environmentalist",
        "Roma and Sinti (and others)",
        "Other: Roma rights",
    ] {
        let found = choices(read(text));
        assert!(
            found.chosen.is_empty() && !found.other && found.unread.is_some(),
            "{text}: {found:?}"
        );
        let beside = choices(read(&format!("People of African descent; {text}")));
        assert!(
            beside.chosen == [1] && !beside.other && beside.unread.is_some(),
            "{text}: {beside:?}"
        );
    }
}

#[test]
fn what_names_no_option_is_something_else() {
    let read = fields();
    for text in [
        "Press freedom",
        "Media",
        "LGBTI rights",
        "Human rights",
        "Rights of persons with disabilities",
    ] {
        assert_eq!(
            choices(read(text)),
            Choices {
                other: true,
                ..Choices::default()
            },
            "{text}"
        );
    }
}

#[test]
fn a_question_names_the_word_and_the_options_it_tells_of() {
    let read = fields();
    let one = told(read("Rights of Roma"));
    assert_eq!(
        one.message,
        "names `roma`, a word of the option `Human rights of Roma and Sinti`, but is none of the options"
    );
    assert_eq!(
        one.help.as_deref(),
        Some("did the applicant mean `Human rights of Roma and Sinti`?")
    );
    let two = told(read("Environmental protection, Roma and Sinti"));
    assert_eq!(
        two.message,
        "names `roma`, a word of the option `Human rights of Roma and Sinti`, and `environmental`, a word of the option `Environmental protection`, \
         but is none of the options"
    );
    assert_eq!(
        two.help.as_deref(),
        Some(
            "did the applicant mean `Human rights of Roma and Sinti` and `Environmental protection`?"
        )
    );
    assert_eq!(
        told(read("Roma right")).help.as_deref(),
        Some("did the applicant mean `Roma rights`?")
    );
    for text in ["Rights of Roma", "Roma right"] {
        assert_eq!(
            said(&problem(read(text)), true).of("it"),
            "it cannot be read",
            "a personal answer is not given away"
        );
    }
}

#[test]
fn short_answers_are_almost_nothing() {
    let Kind::Choice(options) = field("gender").kind else {
        panic!("one gender")
    };
    for text in ["x", "fm", "d", "ma", "me"] {
        let help = told(single(&options)(text)).help.unwrap();
        assert!(!help.contains("did the applicant mean"), "{text}: {help}");
    }
    assert_eq!(
        told(single(&options)("femal")).help.as_deref(),
        Some("did the applicant mean `female`?")
    );
    let closed = DeclaredOptions {
        other: false,
        ..DeclaredOptions::clone(&options)
    };
    let closed = Options::from(closed);
    assert_eq!(told(single(&closed)("x")).message, "is none of the options");
}

/// What a field with short options, and a place for other answers, says of an answer: `other`, or what it asks.
fn short(text: &str) -> String {
    let options = DeclaredOptions {
        options: [
            ("ngo", vec!["NGO"]),
            ("state", vec!["State body"]),
            ("f", vec!["F"]),
        ]
        .map(|(id, spellings)| {
            (
                id.to_owned(),
                spellings.into_iter().map(str::to_owned).collect(),
            )
        })
        .into(),
        other: true,
        others: Vec::new(),
    };
    match single(&options.into())(text) {
        Reading::Value(Value::Choices(choices)) if choices.other => "other".to_owned(),
        Reading::Value(Value::Choices(_)) => "an option".to_owned(),
        reading => {
            let problem = problem(reading);
            assert_eq!(
                said(&problem, true).of("it"),
                "it cannot be read",
                "a personal answer is not given away: {text}"
            );
            let told = said(&problem, false);
            format!("{}; {}", told.message, told.help.unwrap())
        }
    }
}

#[test]
fn a_short_option_with_something_around_it_is_asked_about_and_not_something_else() {
    for text in ["NGO", "ngo", " Ngo ", "ＮＧＯ"] {
        assert_eq!(short(text), "an option", "{text}");
    }
    let dressed = [
        "NGO.",
        "\"NGO\"",
        "“NGO”",
        "N.G.O.",
        "N. G. O.",
        "1. NGO",
        "1. N.G.O.",
        "1) NGO",
        "NGO!",
        "- NGO",
        "N-G-O",
        "ΝGO",
        "NG\u{200b}O",
        "N\u{335}GO",
    ];
    for text in dressed {
        let asked = short(text);
        assert!(
            asked.ends_with("; did the applicant mean `ngo`?")
                || asked.ends_with("; did the applicant mean `NGO`?"),
            "{text}: {asked}"
        );
    }
    for text in [
        "an NGO",
        "NGO (registered)",
        "NGO, university",
        "ΝGO / university",
        "a big regional NGO in the capital",
    ] {
        assert_eq!(
            short(text),
            "names `ngo`, but is none of the options; did the applicant mean `NGO`?",
            "{text}"
        );
    }
    assert_eq!(
        short("F (she)"),
        "names `f`, but is none of the options; did the applicant mean `f`?"
    );
    for text in [
        "University",
        "a company that is called F and no other",
        "Other",
    ] {
        assert_eq!(short(text), "other", "{text}");
    }
}

#[test]
fn a_cell_without_end_is_asked_about_before_its_words_are_compared() {
    let read = fields();
    for text in [
        "Roma rights; ".repeat(4_000_000),
        "roma ".repeat(10_000_000),
        "é".repeat(20_000_000),
    ] {
        assert_eq!(
            told(read(&text)).message,
            "holds more than an answer to this question can"
        );
    }
    assert_eq!(
        told(read(&"a;".repeat(1_001))).message,
        "holds more answers than there are options"
    );
    assert!(choices(read(&"Roma rights;".repeat(900))).chosen == [0]);
}

proptest! {
    #[test]
    fn one_edit_apart_is_a_distance_of_one(left in "[abé]{0,6}", right in "[abé]{0,6}") {
        prop_assert_eq!(one_edit_apart(&left, &right), strsim::osa_distance(&left, &right) == 1, "{} {}", left, right);
    }
}
