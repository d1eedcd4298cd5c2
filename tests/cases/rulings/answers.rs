//! What an answer in the form comes to: only what the question offers is an answer, and what says nothing decides nothing.

use crate::bench::{Bench, Ran, plain};
use crate::rulings::HEAD;
use crate::shell::{About, Format};

/// A field of every type, each with a criterion of its own.
pub(super) const RULES: &str = concat!(
    include_str!("../call.toml"),
    include_str!("../course.toml"),
    r#"[lists.former]
title = "former partners"
type = "text"
values = ["Court Watch Circle", "Open Yerevan"]
[lists.near]
title = "near countries"
type = "country"
values = ["AL", "AM", "KZ", "NO", "SI"]
[[scales.english]]
level = "B1"
[[scales.english]]
level = "B2"
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.name]
type = "text"
headings = ["Name"]
personal = true
roster = true
[fields.born]
type = "date"
headings = ["Born"]
personal = true
order = "month-day-year"
[fields.org]
type = "text"
headings = ["Org"]
roster = true
[fields.work]
type = "choice"
headings = ["Work"]
other_answers = true
roster = true
[fields.work.options]
law = ["Human rights law"]
press = ["Freedom of the press"]
[fields.wishes]
type = "choices"
headings = ["Wishes"]
separator = ";"
[fields.wishes.options]
digital = ["Digital rights"]
minority = ["Minority rights"]
[fields.country]
type = "country"
headings = ["Country"]
[fields.english]
type = "scale"
scale = "english"
headings = ["English"]
[fields.member]
type = "yes-no"
headings = ["Member"]
[fields.years]
type = "number"
headings = ["Years"]
min = 0
max = 60
[fields.score]
type = "rating"
headings = ["Score"]
min = 0
max = 10
[[eligibility]]
id = "born"
title = "Born early"
cites = ["c"]
test = { field = "born", by = 2002-01-01 }
[[eligibility]]
id = "org"
title = "No former partner"
cites = ["c"]
test = { not = { field = "org", in = "former" } }
[[eligibility]]
id = "work"
title = "Works in law"
cites = ["c"]
test = { field = "work", is = "law" }
[[eligibility]]
id = "wishes"
title = "Wishes digital rights"
cites = ["c"]
test = { field = "wishes", is = "digital" }
[[eligibility]]
id = "country"
title = "Near"
cites = ["c"]
test = { field = "country", in = "near" }
[[eligibility]]
id = "english"
title = "English"
cites = ["c"]
test = { field = "english", at_least = "B2" }
[[eligibility]]
id = "member"
title = "Member"
cites = ["c"]
test = { field = "member", is = true }
[[eligibility]]
id = "years"
title = "Some years"
cites = ["c"]
test = { field = "years", at_least = 2 }
[[scoring]]
id = "score"
title = "Score"
cites = ["c"]
weight = 1
field = "score"
rating = true
[ranking]
cites = ["c"]
tie_breaks = [{ lot = "seed" }]
"#
);

const COLUMNS: [&str; 12] = [
    "ID",
    "Submitted",
    "Name",
    "Born",
    "Org",
    "Work",
    "Wishes",
    "Country",
    "English",
    "Member",
    "Years",
    "Score",
];
/// Somebody who meets everything.
const GOOD: [&str; 12] = [
    "A-1",
    "2020-03-01T08:00:00",
    "Ana",
    "1999-05-14",
    "Green House",
    "Human rights law",
    "Digital rights",
    "Armenia",
    "B2",
    "yes",
    "3",
    "9",
];

/// So many applications that have this in one column.
pub(super) fn pile(field: &str, cell: &str, applications: usize) -> String {
    let column = COLUMNS
        .iter()
        .position(|heading| heading.to_lowercase() == field)
        .unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    for number in 1..=applications {
        let mut row = GOOD.map(str::to_owned);
        row[0] = format!("A-{number:02}");
        row[2] = format!("Ana {number}");
        row[column] = cell.to_owned();
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Each answer to the same question, given to an application of its own.
fn answered(field: &str, cell: &str, answers: &[&str]) -> Ran {
    bench(field, cell, answers).select()
}

fn bench(field: &str, cell: &str, answers: &[&str]) -> Bench {
    let mut form = csv::Writer::from_writer(HEAD.as_bytes().to_vec());
    for (answer, number) in answers.iter().zip(1..) {
        form.write_record([
            &format!("A-{number:02}"),
            "clarify",
            field,
            "",
            "",
            answer,
            "Tamar",
            "2020-04-02",
            "asked",
        ])
        .unwrap();
    }
    Bench::new(RULES)
        .pile(pile(field, cell, answers.len()))
        .decided("answers.csv", form.into_inner().unwrap())
}

/// What an officer writes who has looked, and does not say what was seen.
const NOTHING: &[&str] = &[
    "yes",
    "Yes",
    "YES",
    "no",
    "No",
    "NO",
    "yes it is",
    "Yes, it is",
    "it is",
    "ok",
    "OK",
    "Ok.",
    "x",
    "X",
    "?",
    "??",
    "-",
    "...",
    "see above",
    "See above",
    "see e-mail",
    "as above",
    "same",
    "ditto",
    "other",
    "Other",
    "(other) yes",
    "(other) ?",
    "(other) x",
    "(other) see above",
    "(OTHER) ok",
    "confirmed",
    "da",
    "ne",
    "si",
    "ja",
    "n/a",
    "no answer",
    "unknown",
    "not sure",
];

#[test]
fn an_answer_that_says_nothing_decides_nothing_in_any_field() {
    for (field, cell, but) in [
        ("org", "Court Wach Circle", &[][..]),
        ("org", "?", &[]),
        ("work", "Human rights lawe", &[]),
        ("wishes", "Digital rigths", &[]),
        ("country", "Albaniaa", &[]),
        ("english", "fluent", &[]),
        ("years", "a few", &[]),
        ("score", "good", &[]),
        ("born", "30 Juneteenth", &[]),
        ("submitted", "yesterday", &[]),
        (
            "member",
            "perhaps",
            &["yes", "Yes", "YES", "no", "No", "NO", "da", "si", "ja"],
        ),
    ] {
        let answers: Vec<&str> = NOTHING
            .iter()
            .copied()
            .filter(|answer| !but.contains(answer))
            .collect();
        let ran = answered(field, cell, &answers);
        assert!(ran.files.is_empty(), "{field}: {}", ran.said.words());
        let said = plain(&ran.said.err);
        for (answer, row) in answers.iter().zip(2..) {
            let place = format!("error[decision-unreadable] answers.csv:{row}:F: ");
            let line = said
                .lines()
                .skip_while(|line| !line.starts_with(&place))
                .take(2)
                .collect::<Vec<_>>();
            assert!(
                line.len() == 2 && line[1].starts_with("  help: "),
                "{field} {answer}: {line:?} in {said}"
            );
        }
    }
}

#[test]
fn the_words_of_the_applicant_stay_where_other_is_answered_alone() {
    for (field, cell) in [
        ("org", "Court Wach Circle"),
        ("work", "Something with human rights lawe"),
    ] {
        let ran = answered(
            field,
            cell,
            &["(other)", &format!("(other) {cell}"), "(Other)"],
        );
        assert!(!ran.files.is_empty(), "{field}: {}", ran.said.words());
        let wanted = if field == "org" {
            "selected course"
        } else {
            "ineligible"
        };
        assert!(
            ran.outcomes().values().all(|outcome| outcome == wanted),
            "{field}: {:?}",
            ran.outcomes()
        );
        assert!(
            ran.rows("decisions.csv")
                .iter()
                .all(|row| row["answer"] == format!("(other) {cell}")),
            "{field}"
        );
        if field == "org" {
            assert!(
                ran.rows("rosters/course.csv")
                    .iter()
                    .all(|row| row["org"] == cell),
                "{field}"
            );
        }
    }
    // Where nothing stands, or nothing that says anything, there are no words to keep; and numbers and countries have no others.
    for (field, cell) in [
        ("org", "?"),
        ("country", "Albaniaa"),
        ("years", "a few"),
        ("wishes", "Digital rigths"),
        ("english", "C"),
    ] {
        let ran = answered(field, cell, &["(other)"]);
        assert!(
            ran.files.is_empty() && ran.said.err.contains("help"),
            "{field}: {}",
            ran.said.words()
        );
    }
    let said = answered("work", "Human rights lawe", &["(other) Human rights law"])
        .said
        .words();
    assert!(
        said.contains("if it is that option, write it without `(other)`"),
        "{said}"
    );
    let said = answered("org", "Court Wach Circle", &["(other) court watch circle"])
        .said
        .words();
    assert!(
        said.contains("if it is that text, write it without `(other)`"),
        "{said}"
    );
}

#[test]
fn a_letter_says_of_other_that_people_found_it_to_be_none_of_those_the_rules_name() {
    let bench = bench(
        "org",
        "Court Wach Circle",
        &["(other)", "court watch circle"],
    );
    bench.select();
    let letter = |id: &str| {
        bench
            .explain_as(About::ForApplicant(id.to_owned()), Format::Markdown)
            .out
            .replace('\\', "")
    };
    let (other, listed) = (letter("A-01"), letter("A-02"));
    let found = "`Court Wach Circle`, your answer, was found on 2020-04-02 to be none of those that the rules name.";
    assert!(other.contains(found), "{other}");
    assert!(
        listed.contains("`court watch circle` is taken for your answer. You had written"),
        "{listed}"
    );
    assert!(
        other.contains("| none of those that the rules name (decided by people) |"),
        "{other}"
    );
    assert!(
        listed.contains("| court watch circle (decided by people) |"),
        "{listed}"
    );
}

#[test]
fn of_a_near_text_what_the_question_offers_is_an_answer() {
    let ran = answered(
        "org",
        "Court Wach Circle",
        &[
            "court watch circle",
            "Open Yerevan",
            "(other) Chess Circle",
            "(no answer)",
        ],
    );
    let outcomes: Vec<String> = ran.outcomes().into_values().collect();
    assert_eq!(
        outcomes[..3],
        ["ineligible", "ineligible", "selected course"],
        "{}",
        ran.said.words()
    );
    let said = answered("org", "Court Wach Circle", &["Chess Circle"])
        .said
        .words();
    assert!(
        said.contains("write `court watch circle` if it is that")
            && said.contains("`(other) Chess Circle`"),
        "{said}"
    );
}

#[test]
fn a_row_without_an_id_gets_none_that_says_nothing() {
    for answer in NOTHING {
        let text = pile("id", "", 1);
        let asked = Bench::new(RULES).pile(&text).select();
        let found = asked.rows("clarify.csv")[0]["found"].clone();
        let mut form = csv::Writer::from_writer(HEAD.as_bytes().to_vec());
        form.write_record([
            "pile.csv:2",
            "clarify",
            "id",
            "",
            &found,
            answer,
            "Tamar",
            "2020-04-02",
            "asked",
        ])
        .unwrap();
        let ran = Bench::new(RULES)
            .pile(text)
            .decided("answers.csv", form.into_inner().unwrap())
            .select();
        assert!(ran.files.is_empty(), "{answer}: {:?}", ran.outcomes());
        assert!(
            ran.said
                .err
                .contains("write the id that the application shall have"),
            "{answer}: {}",
            ran.said.err
        );
    }
}

#[test]
fn a_day_as_people_write_it_is_an_answer_where_only_one_is_possible() {
    let days = [
        "14.05.1999",
        "14/05/1999",
        "05/14/1999",
        "1999-05-14",
        "14 May 1999",
        "1999-05-14 00:00:00",
    ];
    let ran = answered("born", "30 Juneteenth", &days);
    assert!(
        ran.outcomes()
            .values()
            .all(|outcome| outcome == "selected course"),
        "{}",
        ran.said.words()
    );
    for (day, reason) in [
        ("05.06.1999", "the answer can be two days"),
        ("14.05.99", "has a year of two digits"),
        ("31.02.1999", "the calendar does not have"),
    ] {
        let said = answered("born", "30 Juneteenth", &[day]).said.words();
        assert!(
            said.contains(reason) && !said.contains("several ways"),
            "{day}: {said}"
        );
    }
}

#[test]
fn choices_that_are_joined_otherwise_are_told_how_to_be_joined() {
    for answer in [
        "Digital rights, Minority rights",
        "Digital rights and Minority rights",
        "digital & minority",
        "Digital rights / Minority rights",
    ] {
        let said = answered("wishes", "Digital rigths", &[answer]).said.words();
        assert!(
            said.contains("write `;` between them: `"),
            "{answer}: {said}"
        );
    }
    let ran = answered(
        "wishes",
        "Digital rigths",
        &["Digital rights; Minority rights"],
    );
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    let said = answered(
        "work",
        "Human rights lawe",
        &["Human rights law, Freedom of the press"],
    )
    .said
    .words();
    assert!(said.contains("write the one that counts"), "{said}");
}

#[test]
fn what_is_no_decision_is_said_and_what_can_be_done_instead() {
    let said = |ruling: &str| {
        let row = format!("{HEAD}A-01,{ruling},,,,,Tamar,2020-04-02,cannot come\n");
        plain(
            &Bench::new(RULES)
                .pile(pile("org", "Green House", 1))
                .decided("answers.csv", row)
                .select()
                .said
                .err,
        )
    };
    for word in ["cancelled", "no-show", "cannot come", "withdraws"] {
        let said = said(word);
        assert!(
            said.contains("of somebody who no longer takes part write `withdrawn`"),
            "{word}: {said}"
        );
    }
    for word in [
        "withdrawn",
        "Withdraw",
        "withdrawal",
        "declined",
        "no answer",
        "unavailable",
    ] {
        assert_eq!(said(word), "", "{word}");
    }
    for word in ["selected", "reject", "refused", "approve", "ineligible"] {
        assert!(said(word).contains("places follow from points"), "{word}");
    }
    assert!(said("decide").contains("write one of `clarify`"));
}

#[test]
fn an_answer_that_is_a_question_or_a_remark_beside_one_is_none() {
    for (field, cell, answer, said) in [
        ("country", "Albaniaa", "Armenia?", "is a question itself"),
        ("english", "fluent", "B2?", "is a question itself"),
        (
            "member",
            "perhaps",
            "yes, confirmed",
            "is neither yes nor no",
        ),
        ("score", "good", "8/10", "is no number"),
        (
            "org",
            "Court Wach Circle",
            "yes, court watch circle",
            "write `court watch circle` if it is that",
        ),
        (
            "org",
            "Court Wach Circle",
            "(other) none of them",
            "says nothing of what the answer is",
        ),
        (
            "work",
            "Human rights lawe",
            "(other) chess; Human rights law",
            "write it without `(other)`",
        ),
    ] {
        let ran = answered(field, cell, &[answer]);
        assert!(
            ran.files.is_empty() && ran.said.err.contains(said),
            "{field} {answer}: {}",
            ran.said.words()
        );
    }
}

#[test]
fn the_day_of_a_decision_is_one_that_can_be_meant() {
    let with = |day: &str| {
        let row = format!("{HEAD}A-01,clarify,member,,,yes,Tamar,{day},asked\n");
        Bench::new(RULES)
            .pile(pile("member", "perhaps", 1))
            .decided("answers.csv", row)
            .select()
    };
    assert!(
        with("2027-04-06T10:00:00")
            .text("decisions.csv")
            .contains("2027-04-06")
    );
    for (day, said) in [
        ("06.04.2027 10:15", "write `2027-04-06` or `2027-06-04`"),
        ("1027-04-06", "is no day"),
    ] {
        let ran = with(day);
        assert!(
            ran.files.is_empty() && ran.said.err.contains(said),
            "{day}: {}",
            ran.said.words()
        );
    }
}
