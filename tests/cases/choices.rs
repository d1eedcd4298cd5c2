//! Options, "other" columns and lists of texts.

use std::collections::BTreeMap;

use crate::bench::{Bench, Ran, plain};

const CALL: &str = include_str!("call.toml");
const COURSE: &str = include_str!("course.toml");

/// Rules for a course of one group, with these fields and criteria beside id, moment and score.
fn rules(more: &str) -> String {
    format!(
        r#"{CALL}{COURSE}[fields.application]
type = "id"
headings = ["ID", "Respondent ID", "Response ID", "_id", "ResponseId"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted", "End Date", "Date submitted", "_submission_time", "EndDate"]
[fields.score]
type = "rating"
headings = ["Score"]
min = 0
max = 10
[[scoring]]
id = "score"
title = "Score"
cites = ["c"]
weight = 1
field = "score"
rating = true
[ranking]
cites = ["c"]
tie_breaks = [{{ lot = "seed" }}]
{more}
"#
    )
}

const FIELDS: &str = r#"
[fields.fields]
type = "choices"
headings = ["Which fields do you work in?"]
separator = ";"
other_answers = true
[fields.fields.options]
roma = ["Roma and Sinti", "Roma rights"]
water = ["Water"]
law = ["Law"]
[[eligibility]]
id = "field"
title = "A field"
cites = ["c"]
test = { field = "fields", in = ["roma", "water", "law"] }
"#;

fn fields() -> String {
    rules(FIELDS)
}

/// A table as CSV.
fn csv(rows: &[&[&str]]) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        out.write_record(*row).unwrap();
    }
    out.into_inner().unwrap()
}

/// A plain table with one column more, an application for each of its cells.
fn answers(heading: &str, cells: &[&str]) -> Vec<u8> {
    let ids: Vec<String> = (1..=cells.len())
        .map(|number| format!("A-{number:03}"))
        .collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["ID", "Submitted", heading, "Score"]];
    rows.extend(
        ids.iter()
            .zip(cells)
            .map(|(id, cell)| vec![id.as_str(), "2020-03-01T08:00:00", cell, "5"]),
    );
    csv(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// What became of each application: `selected`, `ineligible`, `clarify`.
fn became(ran: &Ran) -> BTreeMap<String, String> {
    let first = |words: String| words.split(' ').next().unwrap().to_owned();
    ran.outcomes()
        .into_iter()
        .map(|(id, outcome)| (id, first(outcome)))
        .collect()
}

/// The outcomes in the order of the ids, in one line.
fn line(ran: &Ran) -> String {
    became(ran).into_values().collect::<Vec<_>>().join(" ")
}

/// What becomes of an application with this answer in a cell of the column for fields of work.
fn one_cell(cells: &[&str]) -> Vec<String> {
    let ran = Bench::new(&fields())
        .pile(answers("Which fields do you work in?", cells))
        .select();
    became(&ran).into_values().collect()
}

/// What the program made of the field, as the audit has it.
fn read_as(ran: &Ran, field: &str) -> Vec<String> {
    let read = |record: &serde_json::Value| {
        let found = record["found"]
            .as_array()
            .unwrap()
            .iter()
            .find(|found| found["of"] == field)
            .unwrap();
        let problem = if found["problem"].is_null() { "" } else { " ?" };
        format!("{}{problem}", found["read"].as_str().unwrap_or_default())
            .trim()
            .to_owned()
    };
    ran.audit().iter().skip(1).map(read).collect()
}

#[test]
fn other_column_is_read_as_the_same_text_in_one_cell() {
    let cells = [
        "Roma rights",
        "Romani women",
        "Roma and Sinti",
        "Roma and Sinti",
        "water",
    ];
    let wanted = "selected clarify selected selected selected";
    assert_eq!(one_cell(&cells).join(" "), wanted, "plain");
    let question = "Which fields do you work in?";
    let heading = |option: &str| format!("{question} [{option}]");
    let lime = |other: &str| {
        let headings = [
            "ID".to_owned(),
            "Submitted".to_owned(),
            heading("Roma and Sinti"),
            heading("Water"),
            heading("Law"),
            heading(other),
            "Score".to_owned(),
        ];
        let row = |id: &str, roma: &str, text: &str| {
            vec![
                id.to_owned(),
                "2020-03-01T08:00:00".to_owned(),
                roma.to_owned(),
                "No".to_owned(),
                "No".to_owned(),
                text.to_owned(),
                "5".to_owned(),
            ]
        };
        let rows = [
            headings.to_vec(),
            row("A-1", "No", "Roma rights"),
            row("A-2", "No", "Romani women"),
            row("A-3", "Yes", ""),
            row("A-4", "No", "Roma and Sinti"),
            row("A-5", "No", "water"),
        ];
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        csv(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let languages = [
        "Other",
        "-oth-",
        "Sonstiges",
        "Autre",
        "Otro",
        "Altro",
        "Ostalo",
        "Друго",
        "Другое",
        "Інше",
        "Altele",
        "Tjetër",
        "Diğer",
        "Inne",
        "სხვა",
    ];
    for other in languages {
        assert_eq!(
            line(&Bench::new(&fields()).pile(lime(other)).select()),
            wanted,
            "lime {other}"
        );
    }
    let surveymonkey = csv(&[
        &[
            "Respondent ID",
            "Collector ID",
            "End Date",
            question,
            "",
            "",
            "",
            "Score",
        ],
        &[
            "",
            "",
            "",
            "Roma and Sinti",
            "Water",
            "Law",
            "Other (please specify)",
            "Open-Ended Response",
        ],
        &[
            "A-1",
            "7",
            "2020-03-01T08:00:00",
            "",
            "",
            "",
            "Roma rights",
            "5",
        ],
        &[
            "A-2",
            "7",
            "2020-03-01T08:00:00",
            "",
            "",
            "",
            "Romani women",
            "5",
        ],
        &[
            "A-3",
            "7",
            "2020-03-01T08:00:00",
            "Roma and Sinti",
            "",
            "",
            "",
            "5",
        ],
        &[
            "A-4",
            "7",
            "2020-03-01T08:00:00",
            "",
            "",
            "",
            "Roma and Sinti",
            "5",
        ],
        &["A-5", "7", "2020-03-01T08:00:00", "", "", "", "water", "5"],
    ]);
    assert_eq!(
        line(&Bench::new(&fields()).pile(surveymonkey).select()),
        wanted,
        "sm"
    );
}

/// The headings of a question's columns, and its cells where a text was typed beside the options.
type Way<'a> = (&'a [&'a str], &'a dyn Fn(&str) -> Vec<String>);

/// Every way in which tools set down what was typed beside the options: each gives what the text gives in one cell.
#[test]
fn other_column_law_wherever_a_text_stands_it_decides_the_same() {
    let texts = [
        "Roma rights",
        "Romani women",
        "water",
        "Law; water",
        "press freedom",
        "?",
        "#REF!",
        "yes",
        "all three",
        "see statement",
        "1",
        "x",
        "Права Рома",
        "Zaštita voda",
        "women's rights",
        "-",
        "Roma rights; children's rights",
        "wter",
        "…",
        "🙂",
    ];
    let alone = one_cell(&texts);
    let question = "Which fields do you work in?";
    let ways: [Way<'_>; 7] = [
        (
            &[
                "{q} [Roma and Sinti]",
                "{q} [Water]",
                "{q} [Law]",
                "{q} [Other]",
            ],
            &|text| ["", "", "", text].map(str::to_owned).to_vec(),
        ),
        (
            &[
                "{q} [Roma and Sinti]",
                "{q} [Water]",
                "{q} [Law]",
                "{q} [Sonstiges]",
            ],
            &|text| ["No", "No", "No", text].map(str::to_owned).to_vec(),
        ),
        (
            &[
                "{q}/Roma and Sinti",
                "{q}/Water",
                "{q}/Law",
                "{q}/other",
                "{q}_other",
            ],
            &|text| ["0", "0", "0", "1", text].map(str::to_owned).to_vec(),
        ),
        (
            &[
                "{q}/Roma and Sinti",
                "{q}/Water",
                "{q}/Law",
                "{q}/Other",
                "Specify other.",
            ],
            &|text| ["0", "0", "0", "1", text].map(str::to_owned).to_vec(),
        ),
        (&["{q}", "{q} [Other]"], &|text| {
            ["Other", text].map(str::to_owned).to_vec()
        }),
        (&["{q}", "{q} - Other (please specify) - Text"], &|text| {
            ["Other (please specify)", text].map(str::to_owned).to_vec()
        }),
        (&["{q}", "If other, please specify"], &|text| {
            ["", text].map(str::to_owned).to_vec()
        }),
    ];
    for (headings, cells) in ways {
        let mut rows: Vec<Vec<String>> = vec![vec!["ID".to_owned(), "Submitted".to_owned()]];
        rows[0].extend(
            headings
                .iter()
                .map(|heading| heading.replace("{q}", question)),
        );
        rows[0].push("Score".to_owned());
        for (number, text) in (1..).zip(texts) {
            let mut row = vec![format!("A-{number:03}"), "2020-03-01T08:00:00".to_owned()];
            row.extend(cells(text));
            row.push("5".to_owned());
            rows.push(row);
        }
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let ran = Bench::new(&fields())
            .pile(csv(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()))
            .select();
        let found: Vec<String> = became(&ran).into_values().collect();
        for ((text, alone), found) in texts.iter().zip(&alone).zip(&found) {
            assert_eq!(found, alone, "{text} under {headings:?}");
        }
    }
}

#[test]
fn other_column_of_a_question_with_one_answer_is_read_too() {
    let field = FIELDS
        .replace("\"choices\"", "\"choice\"")
        .replace("separator = \";\"\n", "");
    let headings = [
        "ID",
        "Submitted",
        "Which fields do you work in?",
        "Which fields do you work in? [Other]",
        "Score",
    ];
    let at = "2020-03-01T08:00:00";
    let pile = csv(&[
        &headings,
        &["A-1", at, "-oth-", "Roma rights", "5"],
        &["A-2", at, "Other", "Romani women", "5"],
        &["A-3", at, "Law", "", "5"],
        &["A-4", at, "Other", "press freedom", "5"],
        &["A-5", at, "Law", "Water", "5"],
        &["A-6", at, "", "water", "5"],
        &["A-7", at, "Law", "law", "5"],
    ]);
    let ran = Bench::new(&rules(&field)).pile(pile).select();
    assert_eq!(
        line(&ran),
        "selected clarify selected ineligible clarify selected selected"
    );
}

#[test]
fn other_column_holds_what_cannot_be_read_beside_an_option_without_taking_it_away() {
    let question = "Which fields do you work in?";
    let headings = [
        format!("{question} [Roma and Sinti]"),
        format!("{question} [Water]"),
        format!("{question} [Law]"),
        format!("{question} [Other]"),
    ];
    let headings: Vec<&str> = ["ID", "Submitted"]
        .into_iter()
        .chain(headings.iter().map(String::as_str))
        .chain(["Score"])
        .collect();
    let pile = csv(&[
        &headings,
        &["A-1", "2020-03-01T08:00:00", "", "Yes", "", "?", "5"],
        &["A-2", "2020-03-01T08:00:00", "", "Yes", "", "law", "5"],
    ]);
    let ran = Bench::new(&fields()).pile(pile).select();
    assert_eq!(
        read_as(&ran, "fields"),
        ["water, something unreadable ?", "water, law"]
    );
    assert_eq!(line(&ran), "selected selected");
}

#[test]
fn exports_kobo_or_other_the_mark_and_the_text_are_told_apart_and_the_text_belongs_to_the_question()
{
    let field = "[fields.languages]\ntype = \"choices\"\nheadings = [\"Languages\"]\nother_answers = true\nroster = true\n\
                 [fields.languages.options]\nenglish = [\"en\", \"English\"]\nfrench = [\"fr\"]\nromani = [\"Romani\"]\n\
                 [[eligibility]]\nid = \"romani\"\ntitle = \"Romani\"\ncites = [\"c\"]\ntest = { field = \"languages\", is = \"romani\" }\n";
    let pile = csv(&[
        &[
            "start",
            "Languages/en",
            "Languages/fr",
            "Languages/other",
            "Languages_other",
            "_id",
            "_uuid",
            "_submission_time",
            "Score",
        ],
        &[
            "x",
            "1",
            "0",
            "1",
            "Romani",
            "101",
            "a",
            "2019-03-01T09:10:00",
            "5",
        ],
        &[
            "x",
            "0",
            "1",
            "0",
            "",
            "102",
            "b",
            "2019-03-02T09:10:00",
            "5",
        ],
        &[
            "x",
            "0",
            "1",
            "1",
            "",
            "103",
            "c",
            "2019-03-02T09:10:00",
            "5",
        ],
        &[
            "x",
            "0",
            "0",
            "1",
            "Romany",
            "104",
            "d",
            "2019-03-02T09:10:00",
            "5",
        ],
    ]);
    let ran = Bench::new(&rules(field)).pile(pile).select();
    assert_eq!(
        line(&ran),
        "selected ineligible clarify clarify",
        "{}",
        ran.said.words()
    );
    assert_eq!(
        read_as(&ran, "languages")[..2],
        ["english, romani", "french"]
    );
    assert_eq!(
        read_as(&ran, "languages")[2..],
        ["french, something unreadable ?", "?"]
    );
}

/// What says nothing, and what says nothing about the question.
const NOTHING: &[&str] = &[
    "?",
    "??",
    "????? ????????",
    "Pr?va R?ma",
    "#REF!",
    "#N/A",
    "#NAME?",
    "#DIV/0!",
    "#ССЫЛКА!",
    "#BEZUG!",
    "1",
    "0",
    "1;3",
    "12.5",
    "x",
    "X",
    "_",
    "*",
    "!!!",
    "🙂",
    "👍👍",
    "yes",
    "no",
    "да",
    "oui",
    "evet",
    "true",
    "all",
    "all three",
    "all of them",
    "All of the above",
    "any",
    "both",
    "everything",
    "see statement",
    "(see above)",
    "as above",
    "as stated above",
    "see my motivation letter",
    "please see attached CV",
    "same as before",
    "idem",
    "Idem.",
    "ditto",
    "voir ci-dessus",
    "siehe oben",
    "siehe Anhang",
    "vidi gore",
    "как выше",
    "див. вище",
    "sve",
    "sva tri",
    "все три",
    "toutes les trois",
    "alle drei",
    "hepsi",
    "toate",
    "wszystkie",
    "të gjitha",
    "option 1",
    "3 fields",
    "several fields",
    "not sure",
    "don't know",
    "I don't know",
    "asdfgh",
    "xxx",
    "test",
    "aaaa",
    "https://example.org/me",
    "ana@example.org",
    "see CV.pdf",
    "undefined",
    "NaN",
    "various",
    "etc.",
    "to be discussed",
    "To be decided later",
    "not decided yet",
    "undecided",
    "will be announced soon",
    "будет позже",
    "ще не визначено",
    "naknadno",
    "à définir",
    "wird noch besprochen",
    "da definire",
    "por definir",
    "belirlenecek",
    "do ustalenia",
];

/// Truly other, in the language of the options.
const TRULY_OTHER: &[&str] = &[
    "water rights",
    "children's rights",
    "Press freedom",
    "Media",
    "LGBTI rights",
    "Human rights",
    "Rights of persons with disabilities",
    "Women's rights",
    "Gender equality",
    "Freedom of assembly",
    "Hate crime",
    "Trafficking in human beings",
    "Election observation",
    "Rule of law",
    "Anti-corruption",
    "Migrants",
    "Refugees and asylum seekers",
    "Journalism",
    "Youth work",
    "Torture prevention",
    "Disability",
    "Legal aid",
    "Civic education",
    "Domestic violence",
    "Prisoners",
    "Peacebuilding",
    "Other",
    "Other (please specify)",
    "something else",
    "none of these",
];

/// An other answer in another language or script than the options'.
const FOREIGN: &[&str] = &[
    "Заштита животне средине",
    "Zaštita životne sredine",
    "Zastita zivotne sredine",
    "Охрана окружающей среды",
    "Екологія",
    "Экология",
    "Çevre koruma",
    "cevre koruma",
    "Mbrojtja e mjedisit",
    "Zaštita okoliša",
    "Ochrona środowiska",
    "Umweltschutz",
    "környezetvédelem",
    "Protecția mediului",
    "protectia mediului",
    "შრომის უფლებები",
    "protección del medio ambiente",
    "droits des gens du voyage",
    "Περιβάλλον",
    "Շրջակա միջավայր",
    "Rromët",
    "ekologija",
    "Права ромов",
    "Ochrana přírody",
    "Miljøvern",
    "حماية البيئة",
];

fn montenegro() -> (String, String) {
    (
        std::fs::read_to_string(crate::bench::repository("rules/montenegro-2019.toml")).unwrap(),
        "In which field are you active?".to_owned(),
    )
}

/// The sample's first row that is ranked, once for each of these answers.
fn montenegrins(cells: &[&str]) -> Bench {
    let (_, field) = montenegro();
    let sample = std::fs::read(crate::bench::repository(
        "sample-applications/montenegro-2019.csv",
    ))
    .unwrap();
    let mut reader = csv::Reader::from_reader(sample.as_slice());
    let headings = reader.headers().unwrap().clone();
    let at = headings
        .iter()
        .position(|heading| heading == field)
        .unwrap();
    let id = headings
        .iter()
        .position(|heading| heading.trim_start_matches('\u{feff}') == "Application ID")
        .unwrap();
    let person = headings
        .iter()
        .position(|heading| heading == "Full name")
        .unwrap();
    let mail = headings
        .iter()
        .position(|heading| heading == "E-mail")
        .unwrap();
    let record = reader
        .records()
        .map(Result::unwrap)
        .find(|record| &record[id] == "A-0024")
        .unwrap();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&headings).unwrap();
    for (number, cell) in (1..).zip(cells) {
        let row = record
            .iter()
            .enumerate()
            .map(|(column, text)| match column {
                _ if column == id => format!("B-{number:04}"),
                _ if column == at => (*cell).to_owned(),
                _ if column == person => format!("Name{number} Of{number}"),
                _ if column == mail => format!("somebody{number}x@example.org"),
                _ => text.to_owned(),
            });
        out.write_record(row.collect::<Vec<_>>()).unwrap();
    }
    let mut bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    bench.applications.clear();
    bench.file("others.csv", out.into_inner().unwrap())
}

#[test]
fn other_answers_that_say_nothing_or_nothing_about_the_question_are_asked_about() {
    let ran = montenegrins(NOTHING).select();
    let found: Vec<(&str, String)> = NOTHING
        .iter()
        .copied()
        .zip(became(&ran).into_values())
        .filter(|(_, outcome)| outcome != "clarify")
        .collect();
    assert!(found.is_empty(), "{found:?}");
    // Of an option beside it nothing is lost.
    let ran = montenegrins(&["Environmental protection;?", "Envir", "Environmental;?"]).select();
    assert!(!line(&ran).contains("ineligible"), "{}", line(&ran));
}

#[test]
fn other_answers_in_the_language_of_the_options_are_something_else_and_nobody_is_asked() {
    let ran = montenegrins(TRULY_OTHER).select();
    let found: Vec<(&str, String)> = TRULY_OTHER
        .iter()
        .copied()
        .zip(became(&ran).into_values())
        .filter(|(_, outcome)| outcome != "ineligible")
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn other_language_is_asked_about_once_for_each_distinct_answer() {
    let ran = montenegrins(FOREIGN).select();
    let found: Vec<(&str, String)> = FOREIGN
        .iter()
        .copied()
        .zip(became(&ran).into_values())
        .filter(|(_, outcome)| outcome != "clarify")
        .collect();
    assert!(found.is_empty(), "{found:?}");
    let forty = vec!["Заштита животне средине"; 40];
    let bench = montenegrins(&forty);
    let words = bench.select().said.words();
    let asked: Vec<&str> = words
        .lines()
        .filter(|line| line.contains("[other-language]"))
        .collect();
    assert_eq!(asked.len(), 1, "{words}");
    assert!(
        asked[0].contains("40 cells say `Заштита животне средине`"),
        "{words}"
    );
    let checked = bench.check();
    let checked = plain(&checked.out) + &plain(&checked.err);
    assert_eq!(
        checked
            .lines()
            .filter(|line| line.contains("Заштита"))
            .count(),
        1,
        "{checked}"
    );
}

#[test]
fn other_language_is_settled_for_everybody_by_one_line() {
    let cells = [
        "Заштита животне средине",
        "Wasser",
        "wasser",
        "Wasser; Заштита животне средине",
    ];
    let settled = fields()
        .replace("water = [\"Water\"]", "water = [\"Water\", \"Wasser\"]")
        .replace(
            "other_answers = true",
            "other_answers = true\nothers = [\"Заштита животне средине\"]",
        );
    let of = |rules: &str| {
        line(
            &Bench::new(rules)
                .pile(answers("Which fields do you work in?", &cells))
                .select(),
        )
    };
    assert_eq!(of(&fields()), "clarify clarify clarify clarify");
    assert_eq!(of(&settled), "ineligible selected selected selected");
    let closed = fields().replace("other_answers = true", "others = [\"Заштита\"]");
    let said = Bench::new(&closed)
        .pile(answers("Which fields do you work in?", &cells))
        .check()
        .words();
    assert!(
        said.contains("write `other_answers = true` as well"),
        "{said}"
    );
    let option = fields().replace(
        "other_answers = true",
        "other_answers = true\nothers = [\"water\"]",
    );
    let said = Bench::new(&option)
        .pile(answers("Which fields do you work in?", &cells))
        .check()
        .words();
    assert!(
        said.contains("`water` is a spelling of the option `water`"),
        "{said}"
    );
}

#[test]
fn partly_readable_choices_are_asked_about_wherever_the_unread_rest_could_matter() {
    let law = FIELDS.replace("in = [\"roma\", \"water\", \"law\"]", "is = \"law\"");
    let cells = [
        "Water; Lawx; ?",
        "Law; ?",
        "Water; ?",
        "Water; Екологија",
        "Water; press freedom",
        "?; Екологија",
    ];
    let ran = Bench::new(&rules(&law))
        .pile(answers("Which fields do you work in?", &cells))
        .select();
    assert_eq!(
        line(&ran),
        "clarify selected clarify clarify ineligible clarify"
    );
    let not = FIELDS.replace(
        "{ field = \"fields\", in = [\"roma\", \"water\", \"law\"] }",
        "{ not = { field = \"fields\", is = \"law\" } }",
    );
    let ran = Bench::new(&rules(&not))
        .pile(answers("Which fields do you work in?", &cells))
        .select();
    assert_eq!(
        line(&ran),
        "clarify ineligible clarify clarify selected clarify"
    );
}

const BANNED: &str = r#"
[lists.banned]
type = "text"
values = ["Halden Bay Centre for Open Courts", "Court Watch Circle", "River & Forest Guard", "Helsinki House", "Unit 12"]
[fields.org]
type = "text"
headings = ["Org"]
[[eligibility]]
id = "independent"
title = "Not of the organising groups"
cites = ["c"]
test = { not = { field = "org", in = "banned" } }
"#;

const NEAR_BANNED: &[&str] = &[
    "Halden Bay Center for Open Courts",
    "Halden Bay Centre for Open Courts.",
    "\"Halden Bay Centre for Open Courts\"",
    "Halden Bay Centre for Open Courts (intern)",
    "Halden Bay Centre For Open Court",
    "Halden Bay Open Courts Centre",
    "Open Courts Centre, Halden Bay",
    "The Court Watch Circle",
    "Court-Watch Circle",
    "Court Watch Circle, Belgrade",
    "Court Watch Circle e.V.",
    "NGO Court Watch Circle",
    "CourtWatch Circle",
    "Court Wach Circle",
    "C\u{43e}urt Watch Circle",
    "Court Watch Circl\u{e9}",
    "Court Watch",
    "Cort Wach Circle Belgrade",
    "Цоурт Ватч Цирцле",
    "Court\u{200b} Watch Circle",
    "Ｃｏｕｒｔ Ｗａｔｃｈ Ｃｉｒｃｌｅ.",
    "River and Forest Guard",
    "River Forest Guard",
    "Forest & River Guard",
    "Хелсинки Хоусе",
    "Хелсинки Хаус",
    "Гельсинки Хауз",
    "ხელსინკი ჰაუსი",
    "Χέλσινκι Χάους",
    "Корт Вотч Сёркл",
    "Халден Бей Центр фор Оупен Кортс",
    "Ривер энд Форест Гард",
    "Юнит 12",
    "helsinkihouse.org",
    "www.courtwatchcircle.example",
    "HBCOC",
    "HBC OC / Halden Bay Centre for Open Courts",
    "Unit-12",
    "#REF!",
    "????",
    "!!!",
];

const NOT_NEAR: &[&str] = &[
    "Another group",
    "",
    "Lawyers for Water",
    "Centre for Law",
    "Unit 13",
    "Unit 21",
    "Watch",
    "Legal Clinic",
    "Green House Law",
    "self",
    "River School",
    "Foundation for Open Data",
    "Oslo House of Law",
    "I work alone",
    "Bay Water School",
    "Open Society",
    "Circle of Friends",
    "Зелёный мир",
    "Правовая клиника",
    "Центр права и защиты",
    "Гражданский контроль",
    "Дом культуры",
    "Юнит 13",
    "Фонд Наследие",
    "Хельсинкская группа",
    "rivers.org",
];

#[test]
fn text_near_miss_of_a_list_is_asked_about_and_never_seated_or_refused() {
    let near = Bench::new(&rules(BANNED))
        .pile(answers("Org", NEAR_BANNED))
        .select();
    let found: Vec<(&str, String)> = NEAR_BANNED
        .iter()
        .copied()
        .zip(became(&near).into_values())
        .filter(|(_, outcome)| outcome != "clarify")
        .collect();
    assert!(found.is_empty(), "{found:?}");
    let ask = &near.rows("clarify.csv")[0]["ask"];
    assert!(
        ask.contains("is it `halden bay centre for open courts`?"),
        "{ask}"
    );
    let same = [
        "Halden Bay Centre for Open Courts",
        "HALDEN BAY CENTRE FOR OPEN COURTS",
        "  Court   Watch circle ",
    ];
    assert_eq!(
        line(
            &Bench::new(&rules(BANNED))
                .pile(answers("Org", &same))
                .select()
        ),
        "ineligible ineligible ineligible"
    );
    let apart = Bench::new(&rules(BANNED))
        .pile(answers("Org", NOT_NEAR))
        .select();
    let found: Vec<(&str, String)> = NOT_NEAR
        .iter()
        .copied()
        .zip(became(&apart).into_values())
        .filter(|(text, outcome)| {
            outcome
                != if text.is_empty() {
                    "clarify"
                } else {
                    "selected"
                }
        })
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Inclusion lists, single texts, tests within tests: a near text is unclear where one of them asks for what it is near, and
/// nowhere else.
#[test]
fn text_near_miss_is_unclear_for_the_rules_that_ask_for_that_text_alone() {
    let of = |test: &str, cells: &[&str]| {
        let rules = rules(
            &BANNED
                .replace("{ not = { field = \"org\", in = \"banned\" } }", test)
                .replace("[lists.banned]\n", "[lists.banned]\ntitle = \"x\"\n"),
        );
        let rules = if test.contains("banned") {
            rules
        } else {
            rules.replace(
                &rules[rules.find("[lists").unwrap()..rules.find("[fields.org]").unwrap()],
                "",
            )
        };
        line(&Bench::new(&rules).pile(answers("Org", cells)).select())
    };
    let cells = ["Court Watch Circle", "Court Wach Circle", "Another group"];
    assert_eq!(
        of("{ field = \"org\", in = \"banned\" }", &cells),
        "selected clarify ineligible"
    );
    assert_eq!(
        of(
            "{ field = \"org\", in = [\"Court Watch Circle\", \"Halden\"] }",
            &cells
        ),
        "selected clarify ineligible"
    );
    assert_eq!(
        of("{ field = \"org\", is = \"Court Watch Circle\" }", &cells),
        "selected clarify ineligible"
    );
    assert_eq!(
        of("{ field = \"org\", is = \"Green House\" }", &cells),
        "ineligible ineligible ineligible"
    );
    assert_eq!(
        of("{ field = \"org\", given = true }", &cells),
        "selected selected selected"
    );
    let either = "{ any = [{ field = \"org\", is = \"Court Watch Circle\" }, { field = \"org\", given = true }] }";
    assert_eq!(of(either, &cells), "selected selected selected");
}

#[test]
fn text_near_miss_is_settled_by_a_person_in_either_way() {
    let bench = || {
        Bench::new(&rules(BANNED)).pile(answers(
            "Org",
            &["Court Wach Circle", "Court Watch Circle, Belgrade"],
        ))
    };
    let decided = "application,field,decision,answer,who,when,why\n\
                   A-001,org,clarify,Court Watch Circle,Ana,2020-04-02,asked\n\
                   A-002,org,clarify,\"(other) Court Watch Circle, Belgrade\",Ana,2020-04-02,another one\n";
    let bench = bench().decided("d.csv", decided);
    let ran = bench.select();
    assert_eq!(line(&ran), "ineligible selected", "{}", ran.said.words());
    for id in ["A-001", "A-002"] {
        let said = bench.explain(id);
        assert!(!said.words().contains("changed"), "{}", said.words());
    }
}

/// A letter more, less, other or exchanged anywhere in a name of a list is asked about.
#[test]
fn text_near_miss_law_one_slip_of_the_keyboard_never_decides() {
    let name = "Halden Bay Centre for Open Courts";
    let letters: Vec<char> = name.chars().collect();
    let mut slips: Vec<String> = Vec::new();
    for at in 0..letters.len() {
        let with = |new: &[char], skip: usize| {
            let end = letters.iter().skip(at + skip);
            letters
                .iter()
                .take(at)
                .chain(new)
                .chain(end)
                .collect::<String>()
        };
        slips.extend([
            with(&[], 1),
            with(&['k'], 1),
            with(&[letters[at], letters[at]], 1),
        ]);
        if let Some(next) = letters.get(at + 1) {
            slips.push(with(&[*next, letters[at]], 2));
        }
    }
    slips.retain(|slip| {
        slip.to_lowercase() != name.to_lowercase()
            && slip.split_whitespace().collect::<Vec<_>>().join(" ") != name
    });
    let cells: Vec<&str> = slips.iter().map(String::as_str).collect();
    let ran = Bench::new(&rules(BANNED))
        .pile(answers("Org", &cells))
        .select();
    let decided: Vec<(&str, String)> = cells
        .iter()
        .copied()
        .zip(became(&ran).into_values())
        .filter(|(_, outcome)| outcome != "clarify")
        .collect();
    assert!(cells.len() > 100 && decided.is_empty(), "{decided:?}");
}

const WISH: &str = r#"
[fields.wish]
type = "choices"
headings = ["First choice", "Second choice", "Third choice"]
[fields.wish.options]
digital = ["Digital rights"]
minority = ["Minority rights"]
"#;

#[test]
fn newcomer_pref_in_several_columns_is_one_answer_in_their_order() {
    let rules = rules(WISH)
        .replace("cap = 60", "cap = 4\ngroup_size = 2\nseveral = \"first-preference\"\npreference = \"wish\"")
        .replace(
            "[[groups]]\nid = \"course\"\ntitle = \"The course\"\nsize = 60\ncites = [\"c\"]\n",
            "[[groups]]\nid = \"digital\"\ntitle = \"D\"\ncites = [\"c\"]\ntest = { field = \"wish\", is = \"digital\" }\n\
             [[groups]]\nid = \"minority\"\ntitle = \"M\"\ncites = [\"c\"]\ntest = { field = \"wish\", is = \"minority\" }\n",
        );
    let at = "2020-03-01T08:00:00";
    // The order of columns in the file says nothing; that of the rules does.
    let pile = csv(&[
        &["ID", "Submitted", "Second choice", "First choice", "Score"],
        &["A-1", at, "Minority rights", "Digital rights", "9"],
        &["A-2", at, "Digital rights", "Minority rights", "8"],
        &["A-3", at, "", "Minority rights", "7"],
        &["A-4", at, "Digital rights", "Digital rights", "6"],
        &["A-5", at, "Minority rights", "Digitel rights", "5"],
    ]);
    let ran = Bench::new(&rules).pile(pile).select();
    assert_eq!(
        read_as(&ran, "wish")[..4],
        [
            "digital, minority",
            "minority, digital",
            "minority",
            "digital"
        ],
        "{}",
        ran.said.words()
    );
    let outcomes = ran.outcomes();
    assert_eq!(outcomes["A-1"], "selected digital");
    assert_eq!(outcomes["A-2"], "selected minority");
    assert_eq!(
        outcomes["A-5"], "clarify",
        "the first choice cannot be read"
    );
    let twice = csv(&[
        &["ID", "Submitted", "First choice", "First choice", "Score"],
        &["A-1", at, "Digital rights", "Minority rights", "9"],
    ]);
    let said = Bench::new(&rules).pile(twice).select().said.words();
    assert!(said.contains("heading-twice"), "{said}");
}

#[test]
fn other_answers_that_are_an_option_of_three_letters_with_an_ending_are_asked_about() {
    for near in ["laws", "Labour laws", "lawn"] {
        assert_eq!(one_cell(&[near]), ["clarify"], "{near}");
    }
    for other in ["lawyer", "journalism", "gender equality"] {
        assert_eq!(one_cell(&[other]), ["ineligible"], "{other}");
    }
    // An option beside it is taken all the same.
    assert_eq!(one_cell(&["Water;laws"]), ["selected"]);
}
