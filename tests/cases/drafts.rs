//! What `inspect` and `new` propose: by the values of a column first, by its heading second, and with a mark where neither is sure.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that panics fails")]

use std::fmt::Write as _;
use std::path::PathBuf;

use intake::read::Options;
use intake::run::{Exit, Job};

use crate::bench::{Bench, Said, repository};

/// What `new` writes for a file.
struct Draft {
    bench: Bench,
    text: String,
}

fn draft(csv: &str) -> Draft {
    of(Bench::new("").pile(csv))
}

fn of(mut bench: Bench) -> Draft {
    bench.rules = bench.folder().join("draft.toml");
    let from = bench.applications[0].clone();
    let said = bench.job(&Job::New { rules: bench.rules.clone(), from, reading: Options::default() });
    assert_eq!(said.exit, Exit::Done, "{}", said.words());
    let text = std::fs::read_to_string(&bench.rules).unwrap();
    Draft { bench, text }
}

impl Draft {
    /// The draft of the field with this heading, with the marks above it; nothing where it is left out.
    fn field(&self, heading: &str) -> &str {
        let line = format!("{heading:?}");
        let paragraphs: Vec<&str> = self.text.split("\n\n").collect();
        let is_of = |paragraph: &&&str| {
            paragraph.lines().any(|l| (l.starts_with("headings") || l.starts_with("readers")) && l.contains(&line))
        };
        let Some(found) = paragraphs.iter().find(is_of) else { return "" };
        let start = found.as_ptr() as usize - self.text.as_ptr() as usize;
        let rest = &self.text[start..];
        let end = rest
            .find(".options]")
            .filter(|at| *at < found.len() + 40)
            .map_or(found.len(), |at| rest[at..].find("\n\n").map_or(rest.len(), |end| at + end));
        &rest[..end]
    }

    fn kind(&self, heading: &str) -> String {
        let field = self.field(heading);
        let line = field.lines().find(|line| line.starts_with("type = ")).unwrap_or_default();
        line.split('"').nth(1).unwrap_or_default().to_owned()
    }

    /// Whether something about the field is to be settled.
    fn asks(&self, heading: &str) -> bool {
        self.field(heading).contains("# EDIT:")
    }

    /// It is accepted by `check`, and `select` decides nothing by it.
    fn holds(self) -> Self {
        let said = self.bench.check();
        assert!(matches!(said.exit, Exit::Done | Exit::Questions), "{}\n{}", said.words(), self.text);
        let ran = self.bench.select();
        assert_eq!(ran.said.exit, Exit::Usage, "{}", ran.said.words());
        assert!(ran.files.is_empty());
        self
    }
}

fn inspected(csv: &str) -> Said {
    let bench = Bench::new("").pile(csv);
    bench.job(&Job::Inspect { files: bench.applications.clone(), reading: Options::default() })
}

/// A table of an id, a moment, and one more column of these answers.
fn column(heading: &str, answers: &[&str]) -> String {
    columns(&[heading], answers)
}

/// The same with several columns of these answers.
fn columns(headings: &[&str], answers: &[&str]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["Application ID", "Submitted at"].iter().chain(headings)).unwrap();
    for (at, answer) in answers.iter().enumerate() {
        let moment = format!("2026-02-{:02}T10:{:02}:00", 1 + at % 28, at % 60);
        let cells = headings.iter().map(|_| (*answer).to_owned());
        writer.write_record([format!("A-{}", 100 + at), moment].into_iter().chain(cells)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn grid_of_ratings_is_no_question_with_options() {
    let draft = draft(
        "Timestamp,ID,Citizenship,Language skills [English],Language skills [Russian],Rate your experience [Monitoring],Rate your experience [Security]\n\
         3/25/2026 8:30:00,1,Serbia,Fluent,Basic,1,3\n3/26/2026 8:30:00,2,Albania,Basic,None,2,1\n\
         3/27/2026 8:30:00,3,Italy,Fluent,Fluent,5,1\n3/28/2026 8:30:00,4,Georgia,Good,Basic,1,1\n\
         3/28/2026 9:30:00,5,Georgia,Good,Basic,1,1\n3/28/2026 9:40:00,6,Georgia,Fluent,None,1,1\n",
    )
    .holds();
    for row in ["Rate your experience [Monitoring]", "Rate your experience [Security]"] {
        assert_eq!(draft.kind(row), "number", "{}", draft.text);
        assert!(draft.asks(row), "an amount, an option or a rating? {}", draft.text);
    }
    assert_eq!(draft.kind("Language skills [English]"), "choice", "{}", draft.text);
    // `None` may be a level of the form.
    assert!(draft.asks("Language skills [Russian]"), "{}", draft.text);
    assert!(!draft.text.contains("\"choices\""), "{}", draft.text);
}

#[test]
fn na_option_is_no_option() {
    let answers = ["chitown", "chitown", "chitown", "deep", "deep", "N/A", "N/A", "n/a", "-", "not applicable"];
    let draft = draft(&column("Topic", &answers)).holds();
    assert!(draft.field("Topic").ends_with("chitown = [\"chitown\"]\ndeep = [\"deep\"]"), "{}", draft.text);
    let one = self::draft(&column("Topic", &["chitown", "chitown", "chitown", "N/A", "N/A"])).holds();
    assert!(!one.text.contains("N/A") && one.asks("Topic"), "{}", one.text);
}

#[test]
fn ls_other_column_is_no_option() {
    let draft = draft(
        "Response ID,Date submitted,Last page,Start language,Seed,Citizenship,Languages [English],Languages [French],Languages [Other]\n\
         1,2026-03-01 10:00:00,3,en,1,Serbia,Yes,No,\n2,2026-03-02 10:00:00,3,en,1,Albania,No,Yes,Romani\n\
         3,2026-03-03 10:00:00,3,en,1,Italy,Yes,Yes,\n4,2026-03-03 10:00:00,3,en,1,Italy,Yes,Yes,Turkish\n",
    )
    .holds();
    let field = draft.field("Languages");
    assert!(field.contains("type = \"choices\"") && field.contains("other_answers = true"), "{}", draft.text);
    assert!(field.ends_with("english = [\"English\"]\nfrench = [\"French\"]"), "{}", draft.text);
    assert!(draft.asks("Languages"));
    assert!(!draft.text.contains("Seed") && !draft.text.contains("Last page"), "{}", draft.text);
}

#[test]
fn photo_of_nothing_but_na_is_not_in_namibia() {
    let draft = draft(
        "_id,_submission_time,Country,photo,pizza_type,Group\n1,2026-03-01T09:10:00,Serbia,NA,chitown,01\n2,2026-03-01T09:11:00,Albania,NA,chitown,02\n\
         3,2026-03-01T09:12:00,Italy,NA,chitown,01\n4,2026-03-01T09:13:00,Georgia,NA,n/a,02\n5,2026-03-01T09:14:00,Georgia,NA,n/a,01\n\
         6,2026-03-01T09:15:00,Georgia,NA,deep,02\n7,2026-03-01T09:16:00,Georgia,NA,deep,01\n",
    )
    .holds();
    assert_eq!((draft.kind("Country"), draft.kind("photo")), ("country".to_owned(), "text".to_owned()));
    assert!(draft.asks("photo"), "{}", draft.text);
    // `01` is no number.
    assert!(draft.field("Group").contains("option-01 = [\"01\"]"), "{}", draft.text);
}

#[test]
fn a_google_form_of_a_school_is_drafted_by_what_people_answered() {
    let why = "I want to take part because my town has no free media, and I run a small newsletter.";
    let row = |at: usize, groups: &str, years: &str, visa: &str| {
        format!(
            "3/{:02}/2026 15:23:14,a{at}@example.org,A-{at},Marija K{at},{},0{}/18/1992,{},{},{groups},{},{years},\"{why}\",Yes,{visa}\n",
            1 + at,
            ["Female", "Male", "Prefer not to say"][at % 3],
            1 + at % 9,
            ["Montenegro", "Serbia", "Albania"][at % 3],
            ["Lawyer", "Journalist"][at % 2],
            ["B2", "C1"][at % 2],
        )
    };
    let all = "\"Digital rights, Freedom of assembly, association and expression, Minority rights\"";
    let one = "\"Freedom of assembly, association and expression\"";
    let mut csv = "Timestamp,Email Address,ID,Full name (as in your passport),Gender,Date of birth,Country of residence,Occupation,Which groups would you join?,Your level of English,Years of experience,Why do you want to take part? (max. 300 words),Are you available?,Do you need a visa?\n".to_owned();
    let years = ["1", "2", "half a year", "10+", "3", "5", "0", "2"];
    for (at, years) in years.into_iter().enumerate() {
        let groups = [all, one, "Digital rights", "\"Digital rights, Minority rights\""][at % 4];
        csv += &row(at, groups, years, ["Yes", "No", "not sure"][at % 3]);
    }
    let draft = draft(&csv).holds();
    let kinds = [
        ("Email Address", "email", false),
        ("Full name (as in your passport)", "text", false),
        ("Gender", "choice", false),
        ("Date of birth", "date", false),
        ("Country of residence", "country", false),
        ("Occupation", "choice", false),
        ("Which groups would you join?", "choices", true),
        ("Your level of English", "scale", false),
        ("Years of experience", "number", true),
        ("Why do you want to take part? (max. 300 words)", "text", false),
        ("Are you available?", "yes-no", false),
        ("Do you need a visa?", "choice", true),
    ];
    for (heading, kind, asks) in kinds {
        assert_eq!((draft.kind(heading).as_str(), draft.asks(heading)), (kind, asks), "{heading}: {}", draft.text);
    }
    let groups = draft.field("Which groups would you join?");
    assert!(groups.contains("[\"Freedom of assembly, association and expression\"]"), "{groups}");
    assert_eq!(groups.matches(" = [\"").count(), 3 + 1, "{groups}");
    assert_eq!(draft.text.matches("roster = true").count(), 2, "name and country: {}", draft.text);
    assert!(draft.text.contains("[[duplicates]]") && draft.text.contains("same = [\"email-address\"]"));
}

#[test]
fn two_assessors_are_one_rating_and_two_ratings_stay_two() {
    let draft = draft(
        "ID,Submitted,Motivation: reviewer 1 (0-10),Motivation: reviewer 2 (0-10),Experience: reviewer 1,Experience: reviewer 2,Rating of the essay,Rate yourself\n\
         1,2026-03-01T09:10:00,8,7,3,4,17,1\n2,2026-03-01T09:11:00,6,,2,4,20,1\n3,2026-03-01T09:12:00,9.5,10,5,5,11,2\n",
    )
    .holds();
    let motivation = draft.field("Motivation: reviewer 1 (0-10)");
    assert!(
        motivation.contains("readers = [[\"Motivation: reviewer 1 (0-10)\"], [\"Motivation: reviewer 2 (0-10)\"]]\ncombine = \"mean\"\nmin = 0\nmax = 10"),
        "{}",
        draft.text
    );
    assert!(draft.field("Experience: reviewer 2").contains("max = 5"), "{}", draft.text);
    assert!(
        draft.field("Rating of the essay").contains("type = \"rating\"\nheadings") && draft.asks("Rating of the essay")
    );
    assert!(draft.field("Rating of the essay").contains("max = 20"));
    assert_eq!(draft.kind("Rate yourself"), "number");
}

#[test]
fn ids_and_moments_of_every_tool_are_found() {
    let tables = [
        (
            "_id,_uuid,_submission_time,_index",
            "7,u-1,2026-03-01T09:10:00,1",
            "8,u-2,2026-03-02T09:10:00,2",
            "_id",
            "_submission_time",
        ),
        (
            "SubmissionDate,start,KEY",
            "2026-03-01T09:10:00,2026-03-01T09:00:00,uuid:1",
            "2026-03-02T09:10:00,2026-03-02T09:00:00,uuid:2",
            "KEY",
            "SubmissionDate",
        ),
        (
            "start,end,_uuid,_submission_time,_index",
            "2026-03-01T09:00:00,2026-03-01T09:08:00,a-1,2026-03-01T09:10:00,1",
            "2026-03-02T09:00:00,2026-03-02T09:08:00,a-2,2026-03-02T09:10:00,2",
            "_uuid",
            "_submission_time",
        ),
        (
            "Passport number,No.,Date of birth,Received on",
            "P111,1,1990-05-06,2026-03-01 09:10:00",
            "P222,2,1991-05-06,2026-03-02 09:10:00",
            "No.",
            "Received on",
        ),
        (
            "Respondent ID,Collector ID,Start Date,End Date,Question",
            "11234567890,5,03/25/2026 8:20:00 AM,03/25/2026 8:30:00 AM,a",
            "11234567891,5,03/26/2026 8:20:00 AM,03/26/2026 8:30:00 AM,b",
            "Respondent ID",
            "End Date",
        ),
        (
            "Number of children,Country,Reference,Zeitstempel",
            "1,Serbia,R-1,2026-03-01 09:10:00",
            "2,Italy,R-2,2026-03-02 09:10:00",
            "Reference",
            "Zeitstempel",
        ),
        (
            "record_id,first_name,survey_timestamp",
            "1,Ana,2026-03-01 09:10:00",
            "2,Bo,2026-03-02 09:10:00",
            "record_id",
            "survey_timestamp",
        ),
        (
            "#,Passport copy,Submit Date (UTC),Start Date (UTC)",
            "x1,https://example.org/a,2026-03-01 09:10:00,2026-03-01 09:00:00",
            "x2,https://example.org/b,2026-03-02 09:10:00,2026-03-02 09:00:00",
            "#",
            "Submit Date (UTC)",
        ),
    ];
    for (headings, one, other, id, moment) in tables {
        let draft = draft(&format!("{headings}\n{one}\n{other}\n")).holds();
        assert_eq!(draft.kind(id), "id", "{headings}: {}", draft.text);
        assert_eq!(draft.kind(moment), "timestamp", "{headings}: {}", draft.text);
        let name = draft.field(moment).split_once("[fields.").unwrap().1.split(']').next().unwrap();
        assert!(draft.text.contains(&format!("submitted = \"{name}\"")), "{headings}: {}", draft.text);
        assert!(!draft.text.contains("no column looks like"), "{}", draft.text);
    }
}

#[test]
fn columns_that_rules_could_not_tell_apart_are_left_out_and_said() {
    let csv =
        "ID,Submitted,Comment,Country,comment:\n1,2026-03-01T09:10:00,a,Serbia,b\n2,2026-03-02T09:10:00,c,Italy,d\n";
    let draft = draft(csv).holds();
    assert!(draft.text.contains("# EDIT: column C is left out: the columns C, E have one heading"), "{}", draft.text);
    assert_eq!(draft.kind("Country"), "country");
    let said = inspected(csv).out;
    assert!(said.contains("? the columns C, E have one heading: rename all but one of them in the file"), "{said}");
}

#[test]
fn a_column_of_other_answers_with_the_heading_of_an_option_is_left_out() {
    let draft = draft(
        "_id,_submission_time,Languages,Languages/English,Languages/other,Languages_other\n\
         1,2026-03-01T09:10:00,English,1,0,\n2,2026-03-02T09:10:00,other,0,1,Romani\n3,2026-03-03T09:10:00,English other,1,1,Turkish\n",
    )
    .holds();
    assert_eq!(draft.kind("Languages"), "choices", "{}", draft.text);
    assert!(draft.text.contains("# EDIT: column F is left out"), "{}", draft.text);
}

#[test]
fn a_moment_that_cannot_be_read_yet_is_known_by_its_heading() {
    let draft = draft("ID,Submitted,Country\n1,in spring,Serbia\n2,later,Italy\n3,last week,Georgia\n").holds();
    assert!(draft.kind("Submitted") == "timestamp" && draft.asks("Submitted"), "{}", draft.text);
}

/// Headings that say something else than the values, each kind of values with the type it is.
const KINDS: &[(&str, &[&str])] = &[
    ("country", &["Serbia", "Albania", "Georgia", "Italy", "Moldova", "Armenia"]),
    ("yes-no", &["Yes", "No", "yes", "no", "Yes", "No"]),
    ("email", &["a@example.org", "b@example.org", "c@example.net", "d@example.org", "e@example.org", "f@example.org"]),
    ("date", &["2001-02-03", "1999-12-01", "1987-05-30", "1990-01-01", "1995-06-07", "2000-10-11"]),
    ("timestamp", &["2026-02-03 10:11:12", "2026-02-03 11:11:12", "2026-02-04 10:11:12", "2026-02-05 10:11:12"]),
    ("scale", &["A1", "B2", "C1", "C2", "B1", "A2"]),
    ("choice", &["Lawyer", "Teacher", "Lawyer", "Teacher", "Lawyer", "Teacher"]),
    ("choices", &["Roma; water", "water", "Roma", "Roma; water", "Roma; land", "land"]),
    ("number", &["12", "31", "7", "40", "19", "22"]),
    (
        "text",
        &[
            "I have worked on the rights of prisoners for years.",
            "My town has no free media at all, and I want to help.",
            "Because we need to learn how trials are watched.",
            "There is nobody else who looks at this.",
        ],
    ),
    ("text", &["IMG_01.jpg", "IMG_02.jpg", "cv.pdf", "scan.png"]),
    ("text", &["00381 64 123 456", "0664123456", "+43 664 1234567", "+382 67 123 456"]),
    ("choice", &["Belgrade", "Skopje", "Belgrade", "Skopje", "Tirana", "Tirana", "Tirana", "Skopje", "Belgrade"]),
    ("choice", &["English", "Serbian", "Albanian", "English", "Serbian", "Albanian", "English", "Serbian", "Albanian"]),
    ("choice", &["01", "02", "01", "02", "03", "03", "01", "02", "03"]),
];

/// Headings that say nothing of what stands under them.
const MISLEADING: &[&str] =
    &["Photo", "Language", "City", "Question 7", "Column", "Rank", "Other", "Interest", "Level", "Options"];

#[test]
fn the_guess_follows_the_values_whatever_the_heading_and_the_blanks() {
    for (turn, (kind, values)) in KINDS.iter().enumerate() {
        let mut answers: Vec<&str> = values.to_vec();
        answers.rotate_left(turn % values.len());
        answers.insert(turn % answers.len(), ["", "N/A", "-", "n/a", "/"][turn % 5]);
        let draft = draft(&columns(MISLEADING, &answers));
        for heading in MISLEADING {
            assert_eq!(draft.kind(heading), *kind, "{heading}: {answers:?}\n{}", draft.field(heading));
        }
    }
}

#[test]
fn every_draft_of_an_export_with_an_id_and_a_moment_is_accepted_and_selects_nobody() {
    // Columns of every kind side by side, in an order that differs each time, under headings that also stand for grids, options and groups.
    let headings =
        ["Q [a]", "Q [b]", "Q", "g/one", "g/two", "g_one", "con", "Score 1", "Score 2", "E-mail", "Age", "2nd", "Name"];
    let mut seed = 7_usize;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..30 {
        let columns: Vec<(&str, usize)> = (0..6).map(|_| (headings[next(headings.len())], next(KINDS.len()))).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(["ID", "Submitted at"].into_iter().chain(columns.iter().map(|(heading, _)| *heading)))
            .unwrap();
        for row in 0..(2 + next(12)) {
            let mut cells = vec![format!("A-{row}"), format!("2026-03-01T09:{row:02}:00")];
            for (_, kind) in &columns {
                let values = KINDS[*kind].1;
                let marks = ["1", "0", "", "#N/A", values[0]];
                cells.push(if next(4) == 0 { marks[next(marks.len())] } else { values[next(values.len())] }.to_owned());
            }
            writer.write_record(&cells).unwrap();
        }
        draft(&String::from_utf8(writer.into_inner().unwrap()).unwrap()).holds();
    }
}

#[test]
fn the_drafts_of_all_samples_hold() {
    for sample in std::fs::read_dir(repository("sample-applications/tools")).unwrap() {
        let path: PathBuf = sample.unwrap().path();
        if path.extension().is_some_and(|end| end != "toml") {
            let mut bench = Bench::new("");
            bench.applications.push(path);
            of(bench).holds();
        }
    }
}

#[test]
fn nothing_personal_is_on_the_roster_but_name_and_country() {
    let names = [
        "First name",
        "Last Name",
        "Given name(s)",
        "Family name",
        "Middle",
        "First",
        "Vorname",
        "Prénom",
        "Ime i prezime",
        "Фамилия",
        "Име",
        "Отчество",
        "Surname / family name",
        "Nombre",
    ];
    let personal = [
        "Email",
        "Phone",
        "Date of birth",
        "Address",
        "Organisation",
        "Gender",
        "Пол",
        "Age",
        "Employer",
        "Workplace",
        "Religion",
        "Name of your organisation",
        "Name of referee",
        "Disability",
        "Passport no",
        "Mother's name",
        "Occupation",
        "Diet",
        "Upload your CV",
    ];
    let values = ["Alfa Bravo", "Charlie Delta", "Echo Foxtrot", "Golf Hotel"];
    let drafted = draft(&columns(&names, &values));
    for heading in names {
        let field = drafted.field(heading);
        assert!(field.contains("personal = true") && field.contains("roster = true"), "{heading}: {field}");
    }
    let repeated = ["Alfa", "Bravo", "Alfa", "Bravo", "Alfa", "Bravo"];
    for values in [&values[..], &repeated, &["31", "41", "59", "26"], &["2001-01-02"; 4]] {
        let drafted = draft(&columns(&personal, values));
        for heading in personal {
            let field = drafted.field(heading);
            assert!(field.contains("personal = true") && !field.contains("roster"), "{heading}: {field}");
        }
    }
    for (kind, values) in KINDS {
        let field = draft(&column("Question 7", values)).field("Question 7").to_owned();
        assert_eq!(field.contains("roster"), *kind == "country", "{field}");
        if matches!(*kind, "text" | "email") {
            assert!(field.contains("personal = true"), "{field}");
        }
    }
}

#[test]
fn inspect_says_what_is_doubtful_and_what_check_would_say_of_cells() {
    let mut csv = String::from("ID,Submitted,Years\n");
    for at in 0..8 {
        let _ = writeln!(csv, "{at}x,2026-03-0{}T09:10:00,{}", 1 + at, ["3", "5", "#REF!", "ten"][at % 4]);
    }
    let said = inspected(&csv);
    assert_eq!(said.exit, Exit::Done);
    assert!(said.out.contains("? 4 of 8 answers are no plain number: what are they?"), "{}", said.out);
    assert!(said.out.contains("#REF!"), "{}", said.out);
}
