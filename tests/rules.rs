//! Rules files: what loads, what is refused, and in which words.
//!
//! Every case breaks `rules/minimal.toml` in one place; what is said about it is kept in `rules/<code>.snap`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use insta::assert_snapshot;
use intake::base::finding::{Code, Severity};
use intake::rules::load::{Loaded, load, render};
use intake::rules::{Award, DuplicatesId, GroupId, MeasureId, Rules};
use intake::values::Points;
use proptest::prelude::*;

/// `[[balance]]`, what protects the fields it reads, and the keys of `[places]` that go with it.
mod balance;
/// The reference page, held against the loader both ways.
mod reference;

const MINIMAL: &str = include_str!("rules/minimal.toml");
const MONTENEGRO: &str = include_str!("../rules/montenegro-2019.toml");
const ALPS: &str = "code,name\nAT,Austria\nCH,Switzerland\nSI,Slovenia\n";

fn alps(path: &str) -> Result<String, String> {
    if path == "alps.csv" {
        Ok(ALPS.to_owned())
    } else {
        Err("there is no such file".to_owned())
    }
}

fn beside_montenegro(path: &str) -> Result<String, String> {
    std::fs::read_to_string(format!("rules/{path}")).map_err(|error| error.to_string())
}

/// The minimal rules with every `from` replaced by its `to`; each `from` must be there.
fn patched(patches: &[(&str, &str)]) -> String {
    patches.iter().fold(MINIMAL.to_owned(), |text, (from, to)| {
        assert!(
            text.contains(from),
            "the minimal rules no longer contain {from}"
        );
        text.replacen(from, to, 1)
    })
}

fn loaded(patches: &[(&str, &str)]) -> Loaded {
    load("spring.toml", &patched(patches), &alps)
}

fn valid(patches: &[(&str, &str)]) -> Rules {
    let loaded = loaded(patches);
    assert_eq!(
        words(patches),
        "",
        "nothing should be said about these rules"
    );
    loaded.rules.unwrap()
}

fn words(patches: &[(&str, &str)]) -> String {
    let text = patched(patches);
    render(
        "spring.toml",
        &text,
        &load("spring.toml", &text, &alps).findings,
        false,
    )
}

/// For every code of the rules, what provokes it.
const CASES: &[(Code, &[(&str, &str)])] = &[
    (
        Code::Syntax,
        &[("title = \"Everyone\"", "title = Everyone")],
    ),
    (
        Code::UnknownKey,
        &[("group_size = 10", "groupsize = 10\ngroup_size = 10")],
    ),
    (
        Code::UnknownName,
        &[("scale = \"skill\"\nheadings", "scale = \"skil\"\nheadings")],
    ),
    (Code::MissingKey, &[("cap = 12\n", "")]),
    (Code::WrongType, &[("weight = 0.5", "weight = \"half\"")]),
    (Code::BadValue, &[("at_least = 18", "at_least = 180")]),
    (Code::BadId, &[("id = \"all\"", "id = \"All of them\"")]),
    (
        Code::DuplicateId,
        &[("id = \"experience\"\ntitle", "id = \"english\"\ntitle")],
    ),
    (
        Code::AmbiguousSpelling,
        &[("[\"advanced\"]", "[\"advanced\", \"Basic\"]")],
    ),
    (
        Code::ProtectedField,
        &[
            (
                "{ field = \"home\", in = \"alps\" }",
                "{ field = \"gender\", is = \"woman\" }",
            ),
            ("\"Country\"]", "\"Country\"]\nroster = true"),
        ],
    ),
    (
        Code::NoCitation,
        &[
            (
                "title = \"Of age\"\ncites = [\"adult\"]",
                "title = \"Of age\"",
            ),
            (
                "headings = [\"Age\"]",
                "headings = [\"Age\"]\ncites = [\"adult\"]",
            ),
        ],
    ),
    (
        Code::UncitedClause,
        &[(
            "seats = \"Ten",
            "gender = \"Gender is taken into account.\"\nseats = \"Ten",
        )],
    ),
    (
        Code::UncitedDecision,
        &[(
            "[places]",
            "[decisions.lunch]\ntext = \"Lunch is at noon.\"\nby = \"the cook\"\non = 2024-01-11\n\n[places]",
        )],
    ),
    (
        Code::BandGap,
        &[(
            "{ from = 1, level = \"high\" }",
            "{ from = 2, level = \"high\" }",
        )],
    ),
    (
        Code::BandOverlap,
        &[("{ from = 30, points", "{ from = 29, points")],
    ),
    (
        Code::TableGap,
        &[("{ low = 0, high = 10 }", "{ high = 10 }")],
    ),
    (
        Code::Overflow,
        &[
            ("weight = 2\n", "weight = 1_000_000\n"),
            ("high = 10 ", "high = 1_000_000 "),
        ],
    ),
    (Code::ListRows, &[("rows = 3", "rows = 4")]),
    (
        Code::ListUnreadable,
        &[("file = \"alps.csv\"", "file = \"lists/alps.csv\"")],
    ),
    (Code::NoLot, &[(", { lot = \"spring-2024\" }", "")]),
    (Code::CapNeverReached, &[("open = \"best-ranked\"\n", "")]),
    (
        Code::CapNeverBinds,
        &[
            ("cap = 12", "cap = 20"),
            (
                "[lists.alps]",
                "[[groups]]\nid = \"more\"\ntitle = \"More\"\ncites = [\"seats\"]\n\n[lists.alps]",
            ),
        ],
    ),
    (Code::CapBinds, &[("cap = 12", "cap = 8")]),
    (
        Code::OpenGroup,
        &[
            ("group_size = 10", "group_size = 10\npreference = \"topic\""),
            (
                "[ranking]",
                "[fields.topic]\ntype = \"choices\"\nheadings = [\"Topic\"]\noptions = { all = [] }\n\n[ranking]",
            ),
        ],
    ),
    (Code::Unread, &[("use = \"never\"\n", "")]),
];

#[test]
fn every_code_of_the_rules_is_provoked_by_one_small_mistake_and_nothing_else_is_said() {
    // What follows is about rules that load: tests/analyse.rs.
    let of_rules = Code::ALL
        .iter()
        .take_while(|code| **code != Code::NobodyEligible);
    assert_eq!(
        of_rules.copied().collect::<Vec<_>>(),
        CASES.iter().map(|(code, _)| *code).collect::<Vec<_>>()
    );
    for (code, patches) in CASES {
        let loaded = loaded(patches);
        let codes: Vec<_> = loaded.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [*code], "{}", words(patches));
        assert_eq!(loaded.rules.is_none(), code.severity() == Severity::Error);
        insta::with_settings!({ snapshot_path => "rules", prepend_module_to_snapshot => false, omit_expression => true }, {
            assert_snapshot!(code.text(), words(patches));
        });
    }
}

#[test]
fn the_montenegro_rules_load_without_a_word() {
    let loaded = load("montenegro-2019.toml", MONTENEGRO, &beside_montenegro);
    assert_eq!(
        render("montenegro-2019.toml", MONTENEGRO, &loaded.findings, false),
        ""
    );
    let rules = loaded.rules.unwrap();
    let ids: Vec<_> = rules
        .criteria
        .iter()
        .map(|criterion| criterion.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "deadline",
            "osce",
            "field",
            "monitoring",
            "training",
            "relevance",
            "computer",
            "english"
        ]
    );
    assert_eq!(rules.list_files.len(), 1);
    assert_eq!(rules.file.digest.len(), 64);
    let fields: Vec<_> = rules
        .form
        .fields
        .iter()
        .take(3)
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(
        fields,
        ["application", "submitted", "name"],
        "fields keep the order of the file"
    );
}

#[test]
fn everything_wrong_is_said_in_one_go_in_the_order_of_the_file() {
    let loaded = loaded(&[
        ("format = 1", "format = 2"),
        ("Europe/Vienna", "Europe/Viena"),
        ("type = \"timestamp\"", "type = \"timestmap\""),
        ("in = \"alps\"", "in = \"alp\""),
        ("weight = 2", "weight = -2"),
        ("highest = \"age\"", "highest = \"aeg\""),
    ]);
    let said: Vec<_> = loaded
        .findings
        .iter()
        .map(|finding| {
            (
                finding.code.text(),
                finding.help.clone().unwrap_or_default(),
            )
        })
        .collect();
    let said: Vec<_> = said
        .iter()
        .map(|(code, help)| format!("{code}: {help}"))
        .collect();
    assert_eq!(
        said,
        [
            "bad-value: write `format = 1`",
            "unknown-name: did you mean `Europe/Vienna`?",
            "bad-value: did you mean `timestamp`?",
            "unknown-name: did you mean `alps`?",
            "bad-value: ",
            "unknown-name: did you mean `age`?",
        ]
    );
    assert!(loaded.rules.is_none());
}

#[test]
fn broken_syntax_hides_no_other_mistake_and_invents_none() {
    let text = patched(&[
        ("weight = 2", "weight = = 2"),
        ("cap = 12", "cap = 12\ncpa = 12"),
    ]);
    let loaded = load("spring.toml", &text, &alps);
    let codes: Vec<_> = loaded.findings.iter().map(|finding| finding.code).collect();
    assert!(
        codes.contains(&Code::UnknownKey) && codes.contains(&Code::Syntax),
        "{codes:?}"
    );
    assert!(
        codes
            .iter()
            .all(|code| matches!(code, Code::UnknownKey | Code::Syntax)),
        "{codes:?}"
    );
    assert!(loaded.rules.is_none());
}

#[test]
fn decimals_are_taken_from_their_digits() {
    let rules = valid(&[]);
    let Award::Table { rows, .. } = &rules.measures[MeasureId(1)].worth.award else {
        panic!("points per value")
    };
    let sum = rows
        .iter()
        .fold(Points::ZERO, |sum, row| sum.plus(row.points));
    assert_eq!(sum.to_string(), "0.3");
    assert_eq!(
        (
            rules.measures[MeasureId(1)].worth.least.to_string(),
            rules.measures[MeasureId(1)].worth.most.to_string()
        ),
        ("0.1".into(), "0.2".into())
    );
    assert_eq!(
        valid(&[("high = 0.2", "high = 1_000.000_001")]).measures[MeasureId(1)]
            .worth
            .most
            .to_string(),
        "1000.000001"
    );
}

#[test]
fn a_number_that_cannot_be_kept_exactly_is_refused() {
    for number in [
        "1e3",
        "inf",
        "nan",
        "0x10",
        "0.1234567",
        "-1",
        "1234567890123456",
    ] {
        let found = loaded(&[("high = 10 ", &format!("high = {number} "))]).findings;
        assert!(
            found.iter().any(|finding| finding.code == Code::BadValue),
            "{number}: {found:?}"
        );
    }
}

#[test]
fn a_blank_counts_in_the_least_and_most_a_measure_can_award() {
    let rules = valid(&[(
        "{ low = 0, high = 10 }",
        "{ low = 3, high = 10 }\nblank = 1",
    )]);
    assert_eq!(
        (
            rules.measures[MeasureId(0)].worth.least.to_string(),
            rules.measures[MeasureId(0)].worth.most.to_string()
        ),
        ("1".into(), "10".into())
    );
}

#[test]
fn a_deadline_without_an_hour_ends_with_the_last_second_of_its_day() {
    assert_eq!(valid(&[]).call.deadline.to_string(), "2024-03-01T22:59:59Z");
    assert_eq!(
        valid(&[("2024-03-01", "2024-03-01T12:00:00+02:00")])
            .call
            .deadline
            .to_string(),
        "2024-03-01T10:00:00Z"
    );
}

#[test]
fn an_hour_that_the_clocks_repeat_or_skip_needs_its_offset() {
    assert_snapshot!(words(&[("deadline = 2024-03-01", "deadline = 2024-10-27T02:30:00")]), @r#"
    error[bad-value]: `2024-10-27T02:30:00` happens twice or not at all in `Europe/Vienna`; write it with its offset, as in `+02:00`
     --> spring.toml:9:12
      |
    9 | deadline = 2024-10-27T02:30:00
      |            ^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn a_protected_field_cannot_be_read_by_way_of_a_level() {
    let found = loaded(&[
        (
            "headings = [\"Age\"]",
            "headings = [\"Age\"]\nuse = \"never\"",
        ),
        ("{ field = \"age\", at_least = 18 }, ", ""),
        ("{ highest = \"age\" }, ", ""),
    ]);
    let said: Vec<_> = found
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "the level `experience` reads the field `age`, and no rule may read it",
            "the scoring rule `experience` reads the level `experience`, which reads the protected field `age`",
        ]
    );
}

#[test]
fn a_list_row_that_holds_no_value_is_named_by_file_and_line() {
    let text = patched(&[]);
    let broken = |_: &str| Ok("code\nAT\nAustria\nAT\n".to_owned());
    let found = load("spring.toml", &text, &broken).findings;
    assert_snapshot!(render("spring.toml", &text, &found, false), @r#"
    error[list-unreadable]: alps.csv:3: the cell `Austria` is no country code

    error[list-unreadable]: alps.csv:4: `AT` stands in line 2 already
    "#);
}

#[test]
fn a_list_stays_in_the_folder_of_the_rules() {
    for path in [
        "../alps.csv",
        "/etc/passwd",
        "C:/alps.csv",
        "..\\\\alps.csv",
    ] {
        let found = loaded(&[("alps.csv", path)]).findings;
        assert_eq!(
            found.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            [Code::BadValue],
            "{path}"
        );
    }
}

#[test]
fn an_operator_that_does_not_fit_the_type_is_refused_with_those_that_do() {
    assert_snapshot!(words(&[("{ field = \"home\", in = \"alps\" }", "{ field = \"home\", at_least = \"AT\" }")]), @r#"
    error[wrong-type]: `at_least` cannot be asked of a field of type `country`
      --> spring.toml:88:69
       |
    88 | test = { all = [{ field = "age", at_least = 18 }, { field = "home", at_least = "AT" }] }
       |                                                                     ^^^^^^^^
       |
       = help: it takes `is`, `in`, `given`
    "#);
}

#[test]
fn a_key_of_another_field_type_is_refused_with_the_types_that_take_it() {
    assert_snapshot!(words(&[("headings = [\"Country\"]", "headings = [\"Country\"]\nmin = 3")]), @r#"
    error[unknown-key]: a field of type `country` has no key `min`
      --> spring.toml:66:1
       |
    66 | min = 3
       | ^^^
       |
       = help: fields of type `number`, `rating`, `date` take it
    "#);
}

#[test]
fn what_says_who_somebody_is_cannot_be_made_changeable() {
    let country = (
        "headings = [\"Country\"]",
        "headings = [\"Country\"]\nfixed = false",
    );
    assert_snapshot!(words(&[country]), @"
    error[bad-value]: a field of type `country` is always fixed: it says who somebody is
      --> spring.toml:66:9
       |
    66 | fixed = false
       |         ^^^^^
    ");
}

#[test]
fn the_criterion_of_the_deadline_keeps_its_id() {
    let found = loaded(&[("id = \"adult\"", "id = \"deadline\"")]).findings;
    assert_eq!(
        found.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::DuplicateId]
    );
}

#[test]
fn a_level_reads_earlier_levels_only() {
    let itself = "{ level = \"experience\", points = { low = 0, high = 0 } }, { field = \"age\", bands = [{ below";
    let found = loaded(&[("{ field = \"age\", bands = [{ below", itself)]).findings;
    assert_eq!(
        found.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::UnknownName]
    );
}

#[test]
fn one_mistake_gives_one_finding_of_the_right_kind() {
    let english = "points = { low = 0, high = 10 }";
    let adult =
        "{ all = [{ field = \"age\", at_least = 18 }, { field = \"home\", in = \"alps\" }] }";
    let home = "{ field = \"home\", in = \"alps\" }";
    let sums = "bands = [{ below = 1, level = \"low\" }, { from = 1, level = \"high\" }]";
    let seats = "title = \"Everyone\"";
    let cases: &[(Code, &str, &str)] = &[
        // Tests.
        (Code::MissingKey, home, "{ field = \"home\" }"),
        (Code::MissingKey, home, "{ is = 3 }"),
        (Code::BadValue, home, "{ field = \"home\", in = [] }"),
        (
            Code::BadValue,
            home,
            "{ field = \"home\", in = [\"AT\", \"AT\"] }",
        ),
        (Code::BadValue, home, "{ field = \"home\", given = false }"),
        (
            Code::BadValue,
            home,
            "{ field = \"home\", in = \"alps\", given = true }",
        ),
        (
            Code::BadValue,
            home,
            "{ not = { field = \"home\", given = true }, field = \"home\" }",
        ),
        (Code::WrongType, home, "{ field = \"home\", is = [\"AT\"] }"),
        (Code::WrongType, home, "{ field = \"age\", in = \"alps\" }"),
        (
            Code::WrongType,
            home,
            "{ level = \"experience\", given = true }",
        ),
        (
            Code::UnknownName,
            home,
            "{ field = \"home\", is = \"Austria\" }",
        ),
        (
            Code::UnknownName,
            home,
            "{ field = \"english\", is = \"basic\" }",
        ),
        (
            Code::UnknownName,
            home,
            "{ field = \"experience\", is = \"low\" }",
        ),
        (Code::BadValue, adult, "{ all = [] }"),
        // Points.
        (Code::MissingKey, english, ""),
        (
            Code::BadValue,
            english,
            "points = { low = 0, high = 1 }\nlinear = { from = 0, to = 1, points_from = 0, points_to = 1 }",
        ),
        (
            Code::WrongType,
            english,
            "linear = { from = 0, to = 1, points_from = 0, points_to = 1 }",
        ),
        (Code::WrongType, english, "points = [1, 2]"),
        (
            Code::UnknownName,
            english,
            "points = { low = 0, hihg = 10 }",
        ),
        (Code::BadValue, "weight = 2\n", "weight = 0\n"),
        (Code::Overflow, "weight = 2\n", "weight = 1000001\n"),
        (
            Code::BadValue,
            "{ below = 30, points = 0 }",
            "{ from = 30, below = 30, points = 0 }",
        ),
        (
            Code::BandGap,
            "{ from = 30, points",
            "{ from = 30, below = 120, points",
        ),
        // Levels.
        (Code::UnknownName, sums, "bands = [{ level = \"middle\" }]"),
        (
            Code::BandOverlap,
            sums,
            "bands = [{ level = \"low\" }, { level = \"high\" }]",
        ),
        (Code::MissingKey, sums, ""),
        // Form.
        (
            Code::AmbiguousSpelling,
            "headings = [\"Sent\"]",
            "headings = [\"Sent\", \"AGE.\"]",
        ),
        (
            Code::BadValue,
            "headings = [\"Sent\"]",
            "headings = [\"???\"]",
        ),
        (Code::MissingKey, "headings = [\"Sent\"]", ""),
        (Code::BadValue, "max = 120", "max = 0"),
        (
            Code::WrongType,
            "submitted = \"sent\"",
            "submitted = \"age\"",
        ),
        // Places, ranking, call.
        (Code::BadId, "id = \"all\"", "id = \"open\""),
        (Code::BadId, "id = \"all\"", "id = \"com1\""),
        (Code::MissingKey, "group_size = 10\n", ""),
        (Code::WrongType, "group_size = 10", "group_size = 10.0"),
        (Code::BadValue, "group_size = 10", "group_size = 0"),
        (
            Code::WrongType,
            "group_size = 10",
            "group_size = 10\npreference = \"english\"",
        ),
        (
            Code::DuplicateId,
            seats,
            "title = \"Everyone\"\ncites = [\"seats\"]\n[[groups]]\nid = \"all\"\ntitle = \"Again\"\nsize = 1",
        ),
        (
            Code::NoLot,
            "{ highest = \"age\" }, ",
            "{ lot = \"a\" }, { highest = \"age\" }, ",
        ),
        (Code::WrongType, "highest = \"age\"", "highest = \"home\""),
        (
            Code::UnknownName,
            "highest = \"age\"",
            "highest = \"experience\"",
        ),
        (
            Code::UnknownName,
            "highest = \"age\"",
            "highest_part = \"englisch\"",
        ),
        (
            Code::BadValue,
            "on = 2024-01-10",
            "on = 2024-01-10\n[decisions.later]\ntext = \"a\"\nby = \"  \"\non = 2024-01-10",
        ),
        (
            Code::WrongType,
            "deadline = 2024-03-01",
            "deadline = \"2024-03-01\"",
        ),
        (Code::MissingKey, "format = 1\n", ""),
    ];
    for (code, from, to) in cases {
        let found = loaded(&[(from, to)]).findings;
        let codes: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, [*code], "{}", words(&[(from, to)]));
    }
}

#[test]
fn a_form_with_everything_in_it_loads() {
    let form = r#"
[fields.topic]
type = "choices"
headings = ["Topic"]
separator = "|"
other_answers = true
options = { all = ["any topic"], some = [] }

[fields.pay]
type = "rating"
readers = [["First"], ["Second"]]
third = ["Third"]
third_above = 2.5
combine = "mean"
min = 0
max = 5
decimal = "comma"

[fields.born]
type = "date"
headings = ["Born"]
order = "day-month-year"

[fields.paid]
type = "yes-no"
headings = ["Paid"]
yes = ["ja"]

[[levels]]
id = "rank"
cites = ["points"]
scale = "skill"
table = [{ test = { not = { level = "experience", is = "low" } }, level = "high" }, { level = "low" }]

[[duplicates]]
id = "twice"
same = ["born", "home"]
stands = "earliest"
cites = ["points"]

[[eligibility]]
id = "young"
title = "Young"
cites = ["adult"]
test = { any = [{ field = "born", by = 2006-01-01 }, { field = "sent", before = 2024-02-01 }, { field = "paid", is = true }] }

[[scoring]]
id = "pay"
title = "Pay"
cites = ["points"]
weight = 1
field = "pay"
linear = { from = 0, to = 5, points_from = 10, points_to = 2.5 }

[[scoring]]
id = "topic"
title = "Topic"
cites = ["points"]
weight = 1
field = "topic"
points = { all = 2 }
otherwise = 1

[ranking]"#;
    let everyone = "id = \"all\"\ntest = { field = \"topic\", is = \"all\" }";
    let preference = ("group_size = 10", "group_size = 10\npreference = \"topic\"");
    let rules = valid(&[("[ranking]", form), preference, ("id = \"all\"", everyone)]);
    assert_eq!(rules.places.groups[GroupId(0)].option, Some(0));
    let range = |id: &str| {
        let measure = rules
            .measures
            .iter()
            .find(|measure| measure.id == id)
            .unwrap();
        format!("{} to {}", measure.worth.least, measure.worth.most)
    };
    assert_eq!([range("pay"), range("topic")], ["2.5 to 10", "1 to 2"]);
    assert_eq!(rules.form.duplicates[DuplicatesId(0)].same.len(), 2);
}

/// Words that belong to the format, in places where they may not.
const TOKENS: &[&str] = &[
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "\"\"\"",
    "0",
    "-1",
    "1e999",
    "nan",
    "9223372036854775808",
    "true",
    "2019-02-30",
    "0000-01-01",
    "9999-12-31T23:59:60Z",
    "\"\"",
    "[]",
    "{}",
    "\"Ж\u{202e}\"",
    "\u{0}",
    "\r",
    "any",
    "not",
    "field",
    "level",
    "points",
    "\u{feff}",
    "é",
    "a.b.c",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_rules_file_makes_loading_panic_and_rules_exist_only_without_errors(
        changes in prop::collection::vec((0..4_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        let mut text = MONTENEGRO.to_owned();
        for (change, at, with) in changes {
            text = if change == 0 {
                let mut lines: Vec<_> = text.lines().collect();
                if !lines.is_empty() {
                    lines.remove(at.index(lines.len()));
                }
                lines.join("\n")
            } else {
                let mut words: Vec<_> = text.split_inclusive([' ', '\n']).collect();
                if words.is_empty() {
                    continue;
                }
                let (one, other) = (at.index(words.len()), with.index(words.len()));
                match change {
                    1 => words[one] = "",
                    2 => words[one] = words[other],
                    _ => words[one] = TOKENS[with.index(TOKENS.len())],
                }
                words.concat()
            };
        }
        let loaded = load("changed.toml", &text, &beside_montenegro);
        let refused = loaded.findings.iter().any(|finding| finding.severity() == Severity::Error);
        prop_assert_eq!(loaded.rules.is_none(), refused);
        let words = render("changed.toml", &text, &loaded.findings, true);
        prop_assert_eq!(words.is_empty(), loaded.findings.is_empty());
    }
}

#[test]
fn nothing_in_a_rules_file_reaches_the_terminal_as_a_control_sequence() {
    let said = words(&[
        ("cap = 12", "cap = 12\n\"\\u001b[31m\" = 1"),
        ("cites = [\"dates\"]", "cites = [\"\\u001b[31m\"]"),
    ]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(said.contains("unknown-key") && said.contains("unknown-name"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!(
        "\u{feff}{}",
        patched(&[("cap = 12", "cap = 0")]).replace('\n', "\r\n")
    );
    let found = load("spring.toml", &text, &alps).findings;
    assert_snapshot!(render("spring.toml", &text, &found, false), @r#"
    error[bad-value]: `cap` takes a whole number from 1 to 1000000, not `0`
      --> spring.toml:25:7
       |
    25 | cap = 0
       |       ^
    "#);
}

#[test]
fn a_hostile_file_is_refused_with_a_bounded_number_of_findings() {
    let keys: String = (0..20_000).map(|key| format!("k{key} = 1\n")).collect();
    let nested = format!("x = {}", "[".repeat(200_000));
    for text in [
        keys,
        nested,
        "=\n".repeat(20_000),
        "[".repeat(200_000),
        " ".repeat(2 << 20),
    ] {
        let loaded = load("hostile.toml", &text, &alps);
        assert!(loaded.rules.is_none());
        assert!((1..=1_000).contains(&loaded.findings.len()));
        assert!(!render("hostile.toml", &text, &loaded.findings, false).is_empty());
    }
}
