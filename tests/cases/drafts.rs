//! What `inspect` and `new` propose: by the values of a column first, by its heading second, and with a mark where neither is sure.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics fails"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use intake::table::Options;

use crate::bench::{Bench, Said, put, repository};
use crate::shell::{Exit, Job};

/// What `new` writes for a file.
struct Draft {
    bench: Bench,
    text: String,
}

fn draft(csv: &str) -> Draft {
    of(Bench::new("").pile(csv))
}

fn of(mut bench: Bench) -> Draft {
    bench.rules = bench.path("draft.toml");
    let from = bench.applications.clone();
    let said = bench.job(&Job::New {
        rules: bench.rules.clone(),
        from,
        reading: Options::default(),
    });
    assert_eq!(said.exit, Exit::Done, "{}", said.words());
    let text = bench.read(&bench.rules);
    Draft { bench, text }
}

impl Draft {
    /// The draft of the field with this heading, with the marks above it; nothing where it is left out.
    fn field(&self, heading: &str) -> &str {
        let line = format!("{heading:?}");
        let paragraphs: Vec<&str> = self.text.split("\n\n").collect();
        let is_of = |paragraph: &&&str| {
            paragraph.lines().any(|l| {
                (l.starts_with("headings") || l.starts_with("readers")) && l.contains(&line)
            })
        };
        let Some(found) = paragraphs.iter().find(is_of) else {
            return "";
        };
        let start = found.as_ptr() as usize - self.text.as_ptr() as usize;
        let rest = &self.text[start..];
        let end = rest
            .find(".options]")
            .filter(|at| *at < found.len() + 40)
            .map_or(found.len(), |at| {
                rest[at..].find("\n\n").map_or(rest.len(), |end| at + end)
            });
        &rest[..end]
    }

    fn kind(&self, heading: &str) -> String {
        let field = self.field(heading);
        let line = field
            .lines()
            .find(|line| line.starts_with("type = "))
            .unwrap_or_default();
        line.split('"').nth(1).unwrap_or_default().to_owned()
    }

    /// Whether something about the field is to be settled.
    fn asks(&self, heading: &str) -> bool {
        self.field(heading).contains("# EDIT:")
    }

    /// It is accepted by `check`, and `select` decides nothing by it.
    fn holds(self) -> Self {
        let said = self.bench.check();
        assert!(
            matches!(said.exit, Exit::Done | Exit::Questions),
            "{}\n{}",
            said.words(),
            self.text
        );
        let ran = self.bench.select();
        assert_eq!(ran.said.exit, Exit::Usage, "{}", ran.said.words());
        assert!(ran.files.is_empty());
        self
    }
}

fn inspected(csv: &str) -> Said {
    let bench = Bench::new("").pile(csv);
    bench.job(&Job::Inspect {
        files: bench.applications.clone(),
        reading: Options::default(),
    })
}

/// A table of an id, a moment, and one more column of these answers.
fn column(heading: &str, answers: &[&str]) -> String {
    columns(&[heading], answers)
}

/// The same with several columns of these answers.
fn columns(headings: &[&str], answers: &[&str]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["Application ID", "Submitted at"].iter().chain(headings))
        .unwrap();
    for (at, answer) in answers.iter().enumerate() {
        let moment = format!("2026-02-{:02}T10:{:02}:00", 1 + at % 28, at % 60);
        let cells = headings.iter().map(|_| (*answer).to_owned());
        writer
            .write_record([format!("A-{}", 100 + at), moment].into_iter().chain(cells))
            .unwrap();
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
    for row in [
        "Rate your experience [Monitoring]",
        "Rate your experience [Security]",
    ] {
        assert_eq!(draft.kind(row), "number", "{}", draft.text);
        assert!(
            draft.asks(row),
            "an amount, an option or a rating? {}",
            draft.text
        );
    }
    assert_eq!(
        draft.kind("Language skills [English]"),
        "choice",
        "{}",
        draft.text
    );
    // `None` may be a level of the form.
    assert!(draft.asks("Language skills [Russian]"), "{}", draft.text);
    assert!(!draft.text.contains("\"choices\""), "{}", draft.text);
}

#[test]
fn na_option_is_no_option() {
    let answers = [
        "chitown",
        "chitown",
        "chitown",
        "deep",
        "deep",
        "N/A",
        "N/A",
        "n/a",
        "-",
        "not applicable",
    ];
    let draft = draft(&column("Topic", &answers)).holds();
    assert!(
        draft
            .field("Topic")
            .ends_with("chitown = [\"chitown\"]\ndeep = [\"deep\"]"),
        "{}",
        draft.text
    );
    let one = self::draft(&column(
        "Topic",
        &["chitown", "chitown", "chitown", "N/A", "N/A"],
    ))
    .holds();
    assert!(
        !one.text.contains("N/A") && one.asks("Topic"),
        "{}",
        one.text
    );
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
    assert!(
        field.contains("type = \"choices\"") && field.contains("other_answers = true"),
        "{}",
        draft.text
    );
    assert!(
        field.ends_with("english = [\"English\"]\nfrench = [\"French\"]"),
        "{}",
        draft.text
    );
    assert!(draft.asks("Languages"));
    assert!(
        !draft.text.contains("Seed") && !draft.text.contains("Last page"),
        "{}",
        draft.text
    );
}

#[test]
fn photo_of_nothing_but_na_is_not_in_namibia() {
    let draft = draft(
        "_id,_submission_time,Country,photo,pizza_type,Group\n1,2026-03-01T09:10:00,Serbia,NA,chitown,01\n2,2026-03-01T09:11:00,Albania,NA,chitown,02\n\
         3,2026-03-01T09:12:00,Italy,NA,chitown,01\n4,2026-03-01T09:13:00,Georgia,NA,n/a,02\n5,2026-03-01T09:14:00,Georgia,NA,n/a,01\n\
         6,2026-03-01T09:15:00,Georgia,NA,deep,02\n7,2026-03-01T09:16:00,Georgia,NA,deep,01\n",
    )
    .holds();
    assert_eq!(
        (draft.kind("Country"), draft.kind("photo")),
        ("country".to_owned(), "text".to_owned())
    );
    assert!(draft.asks("photo"), "{}", draft.text);
    // `01` is no number.
    assert!(
        draft.field("Group").contains("option-01 = [\"01\"]"),
        "{}",
        draft.text
    );
}

#[test]
fn a_google_form_of_a_school_is_drafted_by_what_people_answered() {
    let why =
        "I want to take part because my town has no free media, and I run a small newsletter.";
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
    let all =
        "\"Digital rights, Freedom of assembly, association and expression, Minority rights\"";
    let one = "\"Freedom of assembly, association and expression\"";
    let mut csv = "Timestamp,Email Address,ID,Full name (as in your passport),Gender,Date of birth,Country of residence,Occupation,Which groups would you join?,Your level of English,Years of experience,Why do you want to take part? (max. 300 words),Are you available?,Do you need a visa?\n".to_owned();
    let years = ["1", "2", "half a year", "10+", "3", "5", "0", "2"];
    for (at, years) in years.into_iter().enumerate() {
        let groups = [
            all,
            one,
            "Digital rights",
            "\"Digital rights, Minority rights\"",
        ][at % 4];
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
        (
            "Why do you want to take part? (max. 300 words)",
            "text",
            false,
        ),
        ("Are you available?", "yes-no", false),
        ("Do you need a visa?", "choice", true),
    ];
    for (heading, kind, asks) in kinds {
        assert_eq!(
            (draft.kind(heading).as_str(), draft.asks(heading)),
            (kind, asks),
            "{heading}: {}",
            draft.text
        );
    }
    let groups = draft.field("Which groups would you join?");
    assert!(
        groups.contains("[\"Freedom of assembly, association and expression\"]"),
        "{groups}"
    );
    assert_eq!(groups.matches(" = [\"").count(), 3 + 1, "{groups}");
    assert_eq!(
        draft.text.matches("roster = true").count(),
        2,
        "name and country: {}",
        draft.text
    );
    assert!(
        draft.text.contains("[[duplicates]]") && draft.text.contains("same = [\"email-address\"]")
    );
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
    assert!(
        draft.field("Experience: reviewer 2").contains("max = 5"),
        "{}",
        draft.text
    );
    assert!(
        draft
            .field("Rating of the essay")
            .contains("type = \"rating\"\nheadings")
            && draft.asks("Rating of the essay")
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
        assert_eq!(
            draft.kind(moment),
            "timestamp",
            "{headings}: {}",
            draft.text
        );
        let name = draft
            .field(moment)
            .split_once("[fields.")
            .unwrap()
            .1
            .split(']')
            .next()
            .unwrap();
        assert!(
            draft.text.contains(&format!("submitted = \"{name}\"")),
            "{headings}: {}",
            draft.text
        );
        assert!(
            !draft.text.contains("no column looks like"),
            "{}",
            draft.text
        );
    }
}

#[test]
fn columns_that_rules_could_not_tell_apart_are_left_out_and_said() {
    let csv = "ID,Submitted,Comment,Country,comment:\n1,2026-03-01T09:10:00,a,Serbia,b\n2,2026-03-02T09:10:00,c,Italy,d\n";
    let draft = draft(csv).holds();
    assert!(
        draft
            .text
            .contains("# EDIT: column C is left out: the columns C, E have one heading"),
        "{}",
        draft.text
    );
    assert_eq!(draft.kind("Country"), "country");
    let said = inspected(csv).out;
    assert!(
        said.contains(
            "? the columns C, E have one heading: rename all but one of them in the file"
        ),
        "{said}"
    );
}

#[test]
fn a_column_of_other_answers_belongs_to_its_question_whatever_the_tool_calls_it() {
    let draft = draft(
        "_id,_submission_time,Languages,Languages/English,Languages/other,Languages_other\n\
         1,2026-03-01T09:10:00,English,1,0,\n2,2026-03-02T09:10:00,other,0,1,Romani\n3,2026-03-03T09:10:00,English other,1,1,Turkish\n",
    )
    .holds();
    assert_eq!(draft.kind("Languages"), "choices", "{}", draft.text);
    let field = draft.field("Languages");
    assert!(
        field.contains("other_answers = true") && field.ends_with("english = [\"English\"]"),
        "{}",
        draft.text
    );
    assert!(!draft.text.contains("left out"), "{}", draft.text);
    // By name, with what a tool of its own calls it, and by place.
    for (question, written) in [
        ("Fields", "Fields_other"),
        ("Fields", "Fields - Other (please specify) - Text"),
        ("Fields", "Fields (Other)"),
        ("Fields", "Fields >> Other"),
        ("Q5", "Q5_4_TEXT"),
        ("Fields", "Please specify other."),
        ("Fields", "Other"),
        ("Поља", "Остало"),
        ("Themen", "Sonstiges (bitte angeben)"),
    ] {
        let mut csv = format!("ID,Submitted,{question},{written},Country\n");
        for at in 0..8 {
            let (chosen, other) = [
                ("Roma", ""),
                ("water", ""),
                ("Roma; water", ""),
                ("other", "fisheries"),
            ][at % 4];
            let _ = writeln!(csv, "{at},2026-03-01T09:1{at}:00,{chosen},{other},Serbia");
        }
        let draft = self::draft(&csv).holds();
        let field = draft.field(question);
        assert!(
            field.contains("other_answers = true") && !field.contains("other = ["),
            "{question} {written}: {}",
            draft.text
        );
        assert!(
            !draft.text.contains(&format!("headings = [{written:?}]")),
            "{question} {written}: {}",
            draft.text
        );
        assert!(draft.asks(question));
    }
}

/// When somebody applied, and what an export without an id has beside it.
const WITHOUT_IDS: &[(&str, &[&str])] = &[
    (
        "Timestamp,Email Address,Country",
        &["timestamp", "email-address"],
    ),
    (
        "Timestamp,Country,Email Address",
        &["timestamp", "email-address"],
    ),
    (
        "Zeitstempel,E-Mail-Adresse,Land",
        &["zeitstempel", "e-mail-adresse"],
    ),
    (
        "Отметка времени,Адрес электронной почты,Страна",
        &["field-1", "field-2"],
    ),
    (
        "Timestamp,Name of referee,E-mail of your referee",
        &["timestamp"],
    ),
];

#[test]
fn an_export_without_ids_gets_one_made_of_the_moment_and_the_address() {
    for (headings, made) in WITHOUT_IDS {
        let mut csv = format!("{headings}\n");
        for at in 0..6 {
            let cells: Vec<String> = headings
                .split(',')
                .enumerate()
                .map(|(column, heading)| match heading.to_lowercase() {
                    _ if column == 0 => format!("2026/03/0{} 3:23:14 PM GMT+1", 1 + at),
                    heading if heading.contains("mail") || heading.contains("почт") => {
                        format!("a{at}@example.org")
                    }
                    _ => "Serbia".to_owned(),
                })
                .collect();
            let _ = writeln!(csv, "{}", cells.join(","));
        }
        let draft = draft(&csv).holds();
        let made: Vec<String> = made.iter().map(|name| format!("\"{name}\"")).collect();
        assert!(
            draft
                .text
                .contains(&format!("made_of = [{}]", made.join(", "))),
            "{headings}: {}",
            draft.text
        );
        assert!(
            draft
                .text
                .contains("# EDIT: no column looks like an id, so it is made of these"),
            "{}",
            draft.text
        );
        let said = inspected(&csv).out;
        assert!(said.contains("made_of = ["), "{said}");
    }
}

#[test]
fn an_id_that_is_made_is_made_of_as_many_answers_as_tell_all_rows_apart() {
    let csv = "Timestamp,Country,Full name,Phone,Topic\n\
        2026/03/01 3:23:14 PM GMT+1,Serbia,Ana B,+381 64 123 456,a\n\
        2026/03/01 3:23:14 PM GMT+1,Serbia,Ana B,+381 64 123 457,b\n\
        2026/03/01 3:23:14 PM GMT+1,Italy,Bo C,+381 64 123 458,b\n";
    let draft = draft(csv).holds();
    assert!(
        draft
            .text
            .contains("made_of = [\"timestamp\", \"full-name\", \"phone\"]"),
        "{}",
        draft.text
    );
    // Rows that say the same are one, and nothing could tell them apart.
    let twice = "Timestamp,Country\n3/1/2026 15:23:14,Serbia\n3/1/2026 15:23:14,Serbia\n3/2/2026 15:23:14,Italy\n";
    let draft = self::draft(twice).holds();
    assert!(
        draft.text.contains("made_of = [\"timestamp\"]"),
        "{}",
        draft.text
    );
    // Without a moment and an address nothing is made up.
    let none = self::draft("Country,Name\nSerbia,Ana\nItaly,Bo\n").text;
    assert!(none.contains("headings = [\"Application ID\"]"), "{none}");
}

#[test]
fn the_end_of_a_form_is_the_moment_in_whatever_language_the_tool_speaks() {
    for (number, start, end) in [
        ("ID", "Start time", "Completion time"),
        ("ID", "Startzeit", "Fertigstellungszeit"),
        ("ID", "Heure de début", "Heure de fin"),
        ("ID", "Vreme početka", "Vreme završetka"),
        ("ИД", "Време почетка", "Време завршетка"),
        ("ИД", "Время начала", "Время выполнения"),
        ("Identyfikator", "Godzina rozpoczęcia", "Godzina ukończenia"),
        ("Ідентифікатор", "Час початку", "Час завершення"),
        ("Kimlik", "Başlangıç zamanı", "Tamamlanma zamanı"),
        ("Id.", "Hora de inicio", "Hora de finalización"),
        ("ID", "Ora di inizio", "Ora di completamento"),
        ("ID", "Čas zahájení", "Čas dokončení"),
        ("Azonosító", "Kezdés időpontja", "Befejezés időpontja"),
        ("ID", "Time Started", "Date Submitted"),
        ("ID", "Last modified time", "Completion time"),
        ("ID", "Date Updated", "Entry Date"),
        ("ID", "Submission started", "Last updated"),
        ("Šifra", "Vrijeme početka", "Vrijeme prijave"),
    ] {
        let csv = format!(
            "{number},{start},{end},Answer\n1,2026-03-01 09:10:00,2026-03-01 09:17:00,x\n2,2026-03-02 09:10:00,2026-03-02 09:17:00,y\n"
        );
        let draft = draft(&csv).holds();
        assert_eq!(draft.kind(number), "id", "{number}: {}", draft.text);
        let field = draft.field(end);
        let name = field
            .split("[fields.")
            .nth(1)
            .unwrap()
            .split(']')
            .next()
            .unwrap();
        assert!(
            draft.text.contains(&format!("submitted = \"{name}\"")),
            "{end}: {}",
            draft.text
        );
    }
}

#[test]
fn years_of_two_digits_are_a_moment_and_the_century_is_asked() {
    for moments in [
        ["02/03/26 9:10 AM", "02/14/26 9:11 PM"],
        ["03-Feb-26", "14-Feb-26"],
        ["3.2.26 9:10", "14.2.26 21:11"],
    ] {
        let [one, other] = moments;
        let draft = draft(&format!(
            "ID,Created,Country\n1,{one},Serbia\n2,{other},Italy\n"
        ))
        .holds();
        assert!(
            draft.text.contains("submitted = \"created\""),
            "{moments:?}: {}",
            draft.text
        );
        assert!(
            draft.field("Created").contains("# century = 20"),
            "{moments:?}: {}",
            draft.text
        );
    }
}

#[test]
fn options_are_put_together_whatever_stands_between_them_and_their_question() {
    for [one, two, other] in [
        ["Areas [Roma]", "Areas [Water]", "Areas [Other]"],
        ["Areas/Roma", "Areas/Water", "Areas/other"],
        [
            "Areas (choice=Roma)",
            "Areas (choice=Water)",
            "Areas (choice=Other)",
        ],
        ["Areas (Roma)", "Areas (Water)", "Areas (Other)"],
        ["Areas >> Roma", "Areas >> Water", "Areas >> Other"],
        ["Roma:Areas", "Water:Areas", "Other - Write In:Areas"],
    ] {
        for [yes, no] in [["Checked", "Unchecked"], ["1", "0"], ["TRUE", "FALSE"]] {
            let mut csv = format!("ID,Submitted,{one},{two},{other},Country\n");
            for (at, (first, second)) in [(yes, no), (no, yes), (yes, yes), (no, no)]
                .into_iter()
                .enumerate()
            {
                let other = if at == 1 { "fisheries" } else { "" };
                let _ = writeln!(
                    csv,
                    "{at},2026-03-01T09:1{at}:00,{first},{second},{other},Serbia"
                );
            }
            let draft = draft(&csv).holds();
            let field = draft.field("Areas");
            assert!(
                field.contains("type = \"choices\"") && field.contains("other_answers = true"),
                "{one} {yes}: {}",
                draft.text
            );
            assert!(
                field.ends_with("roma = [\"Roma\"]\nwater = [\"Water\"]"),
                "{one} {yes}: {}",
                draft.text
            );
        }
    }
    // A remark in parentheses is no option, and neither are questions of one group that have answers.
    let csv = "ID,Submitted,Name (as in your passport),Born (year),Rate (Courts),Rate (Media)\n\
        1,2026-03-01T09:10:00,Ana B,1990,Good,Poor\n2,2026-03-02T09:10:00,Bo C,1991,Poor,Good\n3,2026-03-02T09:10:00,Di E,1992,Poor,Good\n";
    let draft = draft(csv).holds();
    assert!(!draft.text.contains("\"choices\""), "{}", draft.text);
    assert_eq!(draft.kind("Rate (Courts)"), "choice", "{}", draft.text);
}

#[test]
fn columns_that_say_nothing_but_their_headings_are_the_options_of_one_question() {
    let draft = draft(
        "#,Name,Roma rights,Gender equality,Other,Country,Submit Date (UTC),Network ID\n\
         a1,Ana B,Roma rights,,,Serbia,2026-03-01 09:10:00,n1\na2,Bo C,,Gender equality,fisheries,Italy,2026-03-02 09:10:00,n2\n\
         a3,Di E,Roma rights,Gender equality,,Italy,2026-03-03 09:10:00,n3\n",
    )
    .holds();
    let field = draft.field("Roma rights");
    assert!(
        field.contains("headings = [\"Roma rights\", \"Gender equality\", \"Other\"]"),
        "{}",
        draft.text
    );
    assert!(
        field.contains("other_answers = true") && draft.asks("Roma rights"),
        "{}",
        draft.text
    );
    assert_eq!(draft.kind("Country"), "country", "{}", draft.text);
}

#[test]
fn the_questions_of_qualtrics_are_looked_at_and_its_options_put_together() {
    let draft = draft(
        "StartDate,RecordedDate,Status,Finished,ResponseId,Q1,Q2,Q3_1,Q3_2,Q3_4,Q3_4_TEXT,Q4\n\
         Start Date,Recorded Date,Response Type,Finished,Response ID,What is your name?,Your gender,Areas? - Selected Choice - Roma,\
         Areas? - Selected Choice - Water,Areas? - Selected Choice - Other (please specify),Areas? - Other (please specify) - Text,Why?\n\
         \"{\"\"ImportId\"\":\"\"a\"\"}\",b,c,d,e,f,g,h,i,j,k,l\n\
         2026-03-01 09:00:00,2026-03-01 09:10:00,IP Address,True,R_1,Ana B,F,Roma,,,,x\n\
         2026-03-02 09:00:00,2026-03-02 09:10:00,IP Address,True,R_2,Bo C,M,,Water,Other (please specify),fisheries,y\n\
         2026-03-03 09:00:00,2026-03-03 09:10:00,IP Address,True,R_3,Di E,F,Roma,Water,,,z\n",
    )
    .holds();
    let name = draft.field("Q1");
    assert!(
        name.contains("# What is your name?") && name.contains("roster = true"),
        "{}",
        draft.text
    );
    assert!(
        draft.field("Q2").contains("personal = true"),
        "{}",
        draft.text
    );
    let areas = draft.field("Q3");
    assert!(
        areas.contains("type = \"choices\"") && areas.contains("other_answers = true"),
        "{}",
        draft.text
    );
    assert!(
        areas.ends_with("roma = [\"Roma\"]\nwater = [\"Water\"]"),
        "{}",
        draft.text
    );
    assert!(!draft.text.contains("Q3_4"), "{}", draft.text);
}

#[test]
fn a_moment_that_cannot_be_read_yet_is_known_by_its_heading() {
    let draft =
        draft("ID,Submitted,Country\n1,in spring,Serbia\n2,later,Italy\n3,last week,Georgia\n")
            .holds();
    assert!(
        draft.kind("Submitted") == "timestamp" && draft.asks("Submitted"),
        "{}",
        draft.text
    );
}

/// Headings that say something else than the values, each kind of values with the type it is.
const KINDS: &[(&str, &[&str])] = &[
    (
        "country",
        &[
            "Serbia", "Albania", "Georgia", "Italy", "Moldova", "Armenia",
        ],
    ),
    ("yes-no", &["Yes", "No", "yes", "no", "Yes", "No"]),
    (
        "email",
        &[
            "a@example.org",
            "b@example.org",
            "c@example.net",
            "d@example.org",
            "e@example.org",
            "f@example.org",
        ],
    ),
    (
        "date",
        &[
            "2001-02-03",
            "1999-12-01",
            "1987-05-30",
            "1990-01-01",
            "1995-06-07",
            "2000-10-11",
        ],
    ),
    (
        "timestamp",
        &[
            "2026-02-03 10:11:12",
            "2026-02-03 11:11:12",
            "2026-02-04 10:11:12",
            "2026-02-05 10:11:12",
        ],
    ),
    ("scale", &["A1", "B2", "C1", "C2", "B1", "A2"]),
    (
        "choice",
        &[
            "Lawyer", "Teacher", "Lawyer", "Teacher", "Lawyer", "Teacher",
        ],
    ),
    (
        "choices",
        &[
            "Roma; water",
            "water",
            "Roma",
            "Roma; water",
            "Roma; land",
            "land",
        ],
    ),
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
    (
        "text",
        &[
            "00381 64 123 456",
            "0664123456",
            "+43 664 1234567",
            "+382 67 123 456",
        ],
    ),
    (
        "choice",
        &[
            "Belgrade", "Skopje", "Belgrade", "Skopje", "Tirana", "Tirana", "Tirana", "Skopje",
            "Belgrade",
        ],
    ),
    (
        "choice",
        &[
            "English", "Serbian", "Albanian", "English", "Serbian", "Albanian", "English",
            "Serbian", "Albanian",
        ],
    ),
    (
        "choice",
        &["01", "02", "01", "02", "03", "03", "01", "02", "03"],
    ),
];

/// Headings that say nothing of what stands under them.
const MISLEADING: &[&str] = &[
    "Photo",
    "Language",
    "City",
    "Question 7",
    "Column",
    "Rank",
    "Other",
    "Interest",
    "Level",
    "Options",
];

#[test]
fn the_guess_follows_the_values_whatever_the_heading_and_the_blanks() {
    for (turn, (kind, values)) in KINDS.iter().enumerate() {
        let mut answers: Vec<&str> = values.to_vec();
        answers.rotate_left(turn % values.len());
        answers.insert(turn % answers.len(), ["", "N/A", "-", "n/a", "/"][turn % 5]);
        let draft = draft(&columns(MISLEADING, &answers));
        for heading in MISLEADING {
            assert_eq!(
                draft.kind(heading),
                *kind,
                "{heading}: {answers:?}\n{}",
                draft.field(heading)
            );
        }
    }
}

#[test]
fn every_draft_of_an_export_with_an_id_and_a_moment_is_accepted_and_selects_nobody() {
    // Columns of every kind side by side, in an order that differs each time, under headings that also stand for grids, options and groups.
    let headings = [
        "Q [a]", "Q [b]", "Q", "g/one", "g/two", "g_one", "con", "Score 1", "Score 2", "E-mail",
        "Age", "2nd", "Name",
    ];
    let mut seed = 7_usize;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..30 {
        let columns: Vec<(&str, usize)> = (0..6)
            .map(|_| (headings[next(headings.len())], next(KINDS.len())))
            .collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(
                ["ID", "Submitted at"]
                    .into_iter()
                    .chain(columns.iter().map(|(heading, _)| *heading)),
            )
            .unwrap();
        for row in 0..(2 + next(12)) {
            let mut cells = vec![format!("A-{row}"), format!("2026-03-01T09:{row:02}:00")];
            for (_, kind) in &columns {
                let values = KINDS[*kind].1;
                let marks = ["1", "0", "", "#N/A", values[0]];
                cells.push(
                    if next(4) == 0 {
                        marks[next(marks.len())]
                    } else {
                        values[next(values.len())]
                    }
                    .to_owned(),
                );
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
        assert!(
            field.contains("personal = true") && field.contains("roster = true"),
            "{heading}: {field}"
        );
    }
    let repeated = ["Alfa", "Bravo", "Alfa", "Bravo", "Alfa", "Bravo"];
    for values in [
        &values[..],
        &repeated,
        &["31", "41", "59", "26"],
        &["2001-01-02"; 4],
    ] {
        let drafted = draft(&columns(&personal, values));
        for heading in personal {
            let field = drafted.field(heading);
            assert!(
                field.contains("personal = true") && !field.contains("roster"),
                "{heading}: {field}"
            );
        }
    }
    for (kind, values) in KINDS {
        let field = draft(&column("Question 7", values))
            .field("Question 7")
            .to_owned();
        assert_eq!(field.contains("roster"), *kind == "country", "{field}");
        if matches!(*kind, "text" | "email") {
            assert!(field.contains("personal = true"), "{field}");
        }
    }
}

#[test]
fn the_country_of_an_address_is_on_the_roster_and_that_of_birth_is_not() {
    for heading in [
        "Address - Country",
        "Contact Information [Country]",
        "Contact [Country]",
        "Nationality",
        "Country",
    ] {
        assert!(
            draft(&column(heading, KINDS[0].1))
                .field(heading)
                .contains("roster = true"),
            "{heading}"
        );
    }
    for heading in [
        "Country of birth",
        "Place of birth - Country",
        "Emergency contact - Country",
        "Referee [Country]",
    ] {
        assert!(
            !draft(&column(heading, KINDS[0].1))
                .field(heading)
                .contains("roster = true"),
            "{heading}"
        );
    }
    let name = draft(&column(
        "Contact Information [Name]",
        &["Alfa Bravo", "Charlie Delta"],
    ));
    assert!(
        name.field("Contact Information [Name]")
            .contains("roster = true"),
        "{}",
        name.text
    );
}

#[test]
fn inspect_says_what_is_doubtful_and_what_check_would_say_of_cells() {
    let mut csv = String::from("ID,Submitted,Years\n");
    for at in 0..8 {
        let _ = writeln!(
            csv,
            "{at}x,2026-03-0{}T09:10:00,{}",
            1 + at,
            ["3", "5", "#REF!", "ten"][at % 4]
        );
    }
    let said = inspected(&csv);
    assert_eq!(said.exit, Exit::Done);
    assert!(
        said.out
            .contains("? 4 of 8 answers are no plain number: what are they?"),
        "{}",
        said.out
    );
    assert!(said.out.contains("#REF!"), "{}", said.out);
}

/// What `inspect` says of two files.
fn of_two(one: &str, other: &str) -> String {
    let bench = Bench::new("")
        .file("english.csv", one)
        .file("russian.csv", other);
    bench
        .job(&Job::Inspect {
            files: bench.applications.clone(),
            reading: Options::default(),
        })
        .out
}

#[test]
fn files_of_two_forms_are_told_by_their_ids_and_by_the_order_of_their_dates() {
    let day = |ids: [&str; 2]| {
        format!(
            "ID,Submitted,Country\n{},25/03/2026 10:00,Serbia\n{},26/03/2026 10:00,Italy\n",
            ids[0], ids[1]
        )
    };
    let month = |ids: [&str; 2]| {
        format!(
            "ID,Submitted,Country\n{},03/25/2026 10:00,Georgia\n{},03/26/2026 10:00,Malta\n",
            ids[0], ids[1]
        )
    };
    let both = of_two(&month(["1", "2"]), &day(["1", "2"]));
    assert!(
        both.contains(
            "# EDIT: these files have ids that mean other applications, and dates in two orders"
        ),
        "{both}"
    );
    assert!(
        both.contains(
            "[[sources]]\nid = \"english\"\nfiles = [\"english.csv\"]\norder = \"month-day-year\"\n"
        ),
        "{both}"
    );
    assert!(
        both.contains(
            "[[sources]]\nid = \"russian\"\nfiles = [\"russian.csv\"]\norder = \"day-month-year\"\n"
        ),
        "{both}"
    );
    let ids = of_two(&day(["1", "2"]), &day(["2", "3"]));
    assert!(
        ids.contains("[[sources]]") && !ids.contains("dates in two orders"),
        "{ids}"
    );
    let orders = of_two(&day(["1", "2"]), &month(["3", "4"]));
    assert!(
        orders.contains("[[sources]]") && !orders.contains("mean other applications"),
        "{orders}"
    );
    // A later export of one form says the same again.
    let later = day(["1", "2"]) + "3,27/03/2026 10:00,Malta\n";
    for said in [
        of_two(&day(["1", "2"]), &later),
        of_two(&day(["1", "2"]), &day(["3", "4"])),
    ] {
        assert!(!said.contains("[[sources]]"), "{said}");
    }
}

/// What `new` writes for two files.
fn drafted(files: [(&str, &str); 2]) -> Draft {
    let [(one, first), (other, second)] = files;
    of(Bench::new("").file(one, first).file(other, second))
}

#[test]
fn a_draft_of_several_files_has_the_forms_they_are_of_and_is_accepted() {
    let english =
        "ID,Submitted,Country,Score\n1,03/25/2026 10:00,Serbia,7.5\n2,03/26/2026 10:00,Italy,8\n";
    let russian =
        "ID;Submitted;Country;Score\n1;25/03/2026 10:00;Malta;6,5\n2;26/03/2026 10:00;Georgia;9\n";
    let drafted = drafted([("en.csv", english), ("ru.csv", russian)]).holds();
    for lines in [
        "[[sources]]\nid = \"en\"\nfiles = [\"en.csv\"]\norder = \"month-day-year\"\ndecimal = \"point\"\n\n",
        "[[sources]]\nid = \"ru\"\nfiles = [\"ru.csv\"]\norder = \"day-month-year\"\ndecimal = \"comma\"\n\n[call]",
        "have ids that mean other applications, and dates in two orders, and decimals with a comma and with a point",
        "made from the columns of en.csv, ru.csv",
    ] {
        assert!(drafted.text.contains(lines), "{lines}: {}", drafted.text);
    }
    assert_eq!(
        drafted.text.matches("[fields.").count(),
        4,
        "{}",
        drafted.text
    );
    assert!(
        !drafted.field("Submitted").contains("order"),
        "{}",
        drafted.text
    );
    let said = drafted.bench.check();
    assert!(
        said.out.contains("source en") && said.out.contains("source ru"),
        "{}",
        said.out
    );
    assert!(
        !said.out.contains("[date-form]") && !said.out.contains("[decimal-mark]"),
        "{}",
        said.out
    );
}

#[test]
fn files_of_one_form_have_one_draft() {
    let first = "ID,Submitted,Theme\n1,2026-03-25T10:00:00,Water\n2,2026-03-26T10:00:00,Forest\n";
    let later = "ID,Submitted,Theme\n2,2026-03-26T10:00:00,Forest\n3,2026-03-27T10:00:00,Air\n4,2026-03-28T10:00:00,Water\n";
    let drafted = drafted([("a.csv", first), ("b.csv", later)]).holds();
    assert!(!drafted.text.contains("[[sources]]"), "{}", drafted.text);
    assert_eq!(
        drafted.text.matches("[fields.").filter(|_| true).count(),
        3 + drafted.text.matches(".options]").count()
    );
}

#[test]
fn questions_of_a_translated_form_are_put_together_with_a_question() {
    let english = "ID,Submitted,Full name,Country,Experience\n1,2026-03-25 10:00,Ana,Serbia,yes\n2,2026-03-26 10:00,Ben,Italy,no\n";
    let russian = "ID,Отправлено,ФИО,Страна,Опыт\n3,2026-03-25 10:00,Вера,Malta,да\n4,2026-03-26 10:00,Глеб,Georgia,нет\n";
    let drafted = drafted([("en.csv", english), ("ru.csv", russian)]).holds();
    for (heading, other) in [
        ("Country", "Страна"),
        ("Full name", "ФИО"),
        ("Experience", "Опыт"),
    ] {
        let field = drafted.field(heading);
        assert!(
            field.contains(&format!("headings = [\"{heading}\", \"{other}\"]")),
            "{heading}: {}",
            drafted.text
        );
        assert!(
            field.contains(&format!(
                "# EDIT: ru.csv has `{other}` in this place: is it the same question?"
            )),
            "{field}"
        );
    }
    assert!(
        drafted
            .text
            .contains("headings = [\"Submitted\", \"Отправлено\"]"),
        "{}",
        drafted.text
    );
    assert_eq!(drafted.kind("Country"), "country");
}

#[test]
fn what_only_one_file_has_is_left_out_and_asked_about() {
    let first = "ID,Submitted,Theme,Fax,Shoes\n1,2026-03-25T10:00:00,Water,1234,red\n2,2026-03-26T10:00:00,Forest,5678,blue\n";
    let second = "ID,Submitted,Theme,Born\n3,2026-03-25T10:00:00,Water,1990-01-02\n4,2026-03-26T10:00:00,Forest,1991-03-04\n";
    for files in [
        [("a.csv", first), ("b.csv", second)],
        [("b.csv", second), ("a.csv", first)],
    ] {
        let drafted = drafted(files).holds();
        for words in ["only a.csv has `Shoes`", "only b.csv has `Born`"] {
            assert!(drafted.text.contains(words), "{words}: {}", drafted.text);
        }
        assert!(
            !drafted.text.contains("headings = [\"Shoes\"]")
                && !drafted.text.contains("headings = [\"Born\"]")
        );
    }
}

#[test]
fn two_files_of_one_name_are_told_to_be_renamed() {
    let bench = Bench::new("");
    let text = |day: &str| format!("ID,Submitted\n1,{day} 10:00\n2,{day} 11:00\n");
    let mut from = Vec::new();
    for (folder, day) in [("en", "03/25/2026"), ("ru", "26/03/2026")] {
        std::fs::create_dir(bench.folder().join(folder)).unwrap();
        let path = bench.folder().join(folder).join("answers.csv");
        put(&path, text(day));
        from.push(path);
    }
    let rules = bench.folder().join("draft.toml");
    let said = bench.job(&Job::New {
        rules: rules.clone(),
        from,
        reading: Options::default(),
    });
    assert_eq!(said.exit, Exit::Done, "{}", said.words());
    let text = std::fs::read_to_string(rules).unwrap();
    assert!(
        text.contains("two are called answers.csv: rename one of them")
            && !text.contains("[[sources]]"),
        "{text}"
    );
}

#[test]
fn a_day_of_birth_in_the_year_of_the_form_is_asked_about_by_an_untouched_draft() {
    for heading in [
        "Date of birth",
        "Born",
        "Datum rođenja",
        "Дата рождения",
        "Geburtsdatum",
        "Date de naissance",
        "DOB",
        "Doğum tarihi",
    ] {
        let csv = format!(
            "ID,Submitted,{heading}\n1,2026-03-25T10:00:00,1990-05-06\n2,2026-03-25T10:30:00,1988-07-16\n3,2026-03-26T10:00:00,2026-03-26\n"
        );
        let drafted = draft(&csv).holds();
        let field = drafted.field(heading);
        assert!(
            field.contains("\nmax = 2016-12-31 # EDIT"),
            "{heading}: {}",
            drafted.text
        );
        let said = drafted.bench.check().out;
        assert_eq!(
            said.matches("[out-of-range]").count(),
            1,
            "{heading}: {said}"
        );
    }
    // Other days have no such end, and where nobody knows the year none is made up.
    assert!(
        !draft(&column("Available from", &["2026-05-06", "2026-07-16"]))
            .text
            .contains("max =")
    );
    let unknown = draft("ID,Sent,Born\n1,yesterday,1990-05-06\n2,today,1988-07-16\n");
    assert!(
        unknown.field("Born").contains("# max = "),
        "{}",
        unknown.text
    );
}

#[test]
fn very_many_different_answers_are_told_by_some_of_them() {
    let kind = |cell: &dyn Fn(usize) -> String| {
        let rows: String = (0..5_000)
            .map(|at| format!("A-{at},2026-03-25T10:00:00,{}\n", cell(at)))
            .collect();
        draft(&format!("ID,Submitted,Asked\n{rows}")).kind("Asked")
    };
    assert_eq!(kind(&|at| format!("{at}.5")), "number");
    // One that would lose its zeros is enough, wherever it stands.
    assert_eq!(
        kind(&|at| if at == 4_321 {
            "007".to_owned()
        } else {
            format!("{at}.5")
        }),
        "text"
    );
    assert_eq!(
        kind(&|at| format!("an answer of its own and its number {at}")),
        "text"
    );
}
