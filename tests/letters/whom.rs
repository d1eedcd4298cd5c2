//! Whom a question is for: the record says it, and no letter asks an applicant what the office or an assessor settles.

use super::{Desk, RULES, SURE, body, table};
use serde_json::{Value, json};

/// The rules, with a number in which nobody knows what a comma means.
fn rules() -> String {
    RULES
        .replace(
            "[fields.essay]",
            "[fields.years]\ntype = \"number\"\nheadings = [\"How many years?\"]\n[fields.essay]",
        )
        .replace(
            "[[eligibility]]\nid = \"home\"",
            "[[eligibility]]\nid = \"years\"\ntitle = \"Some years\"\ncites = [\"c\"]\ntest = { field = \"years\", at_least = 2 }\n[[eligibility]]\nid = \"home\"",
        )
}

fn rows(language: &str) -> Vec<String> {
    let mut rows: Vec<String> = SURE.iter().map(|row| format!("{row},5")).collect();
    let person = |id: &str, rest: &str| {
        format!("{id},2020-03-01T08:00:00,Hana,{id}@example.org,{language},Rivers,{rest}")
    };
    // What years are meant hangs on the column, English is declined, and an assessor has not rated.
    rows.push(person("L-20", "prefer not to say,Poland,5,,\"3,5\""));
    // Theirs to answer is where they live.
    rows.push(person("L-21", "B2,Polnad,5,5,\"3,5\""));
    rows
}

fn desk(language: &str) -> Desk {
    let rows = rows(language);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Desk::headed(",How many years?", &rules(), &rows, "")
}

#[test]
fn a_question_for_the_office_or_an_assessor_is_no_question_to_the_applicant_in_any_language() {
    insta::assert_snapshot!(body(&desk("english").letter("L-20")), @"
    Nothing has been decided about your application yet, because something in it is open.

    There is nothing for you to do. This is for us to settle, and we will write to you when it is settled:

    - “How good is your English?”: you answered “prefer not to say”; a person decides what follows from it; you need not answer this.
    - “How many years?”: it is being settled how the answers to this question are to be read; you need not answer this.
    - An assessment of your application is still open.
    ");
    insta::assert_snapshot!(body(&desk("english").letter("L-21")), @"
    Nothing has been decided about your application yet, because something in it is open.

    Please answer by writing to courses@example.org, and say for each of these what your answer is:

    - “Where do you live?”: you answered “Polnad”; did you mean “Poland”?

    This is for us to settle, and you need not answer it:

    - “How many years?”: it is being settled how the answers to this question are to be read; you need not answer this.
    ");
    insta::assert_snapshot!(body(&desk("français").letter("L-20")), @"
    Rien n’est encore décidé au sujet de votre candidature, car il y reste un point à éclaircir.

    Vous n’avez rien à faire. Ceci est à régler par nous, et nous vous écrirons quand ce sera réglé :

    - « How good is your English? » : vous avez répondu « prefer not to say » ; une personne décide de ce qui en découle ; vous n’avez pas à y répondre.
    - « How many years? » : nous réglons comment les réponses à cette question sont à lire ; vous n’avez pas à y répondre.
    - Une évaluation de votre candidature est encore attendue.
    ");
    insta::assert_snapshot!(body(&desk("français").letter("L-21")), @"
    Rien n’est encore décidé au sujet de votre candidature, car il y reste un point à éclaircir.

    Nous vous prions de répondre en écrivant à l’adresse suivante : cours@example.org ; merci de donner votre réponse à chacun de ces points :

    - « Where do you live? » : vous avez répondu « Polnad » ; vouliez-vous dire « Pologne » ?

    Ceci est à régler par nous, et vous n’avez pas à y répondre :

    - « How many years? » : nous réglons comment les réponses à cette question sont à lire ; vous n’avez pas à y répondre.
    ");
    insta::assert_snapshot!(body(&desk("русский").letter("L-20")), @"
    По вашей заявке ещё ничего не решено, потому что кое-что в ней остаётся неясным.

    Вам ничего делать не нужно. Решить это должны мы; мы напишем вам, когда всё будет решено:

    - «How good is your English?»: ваш ответ — «prefer not to say»; что из этого следует, решает человек; отвечать на это не нужно.
    - «How many years?»: мы решаем, как понимать ответы на этот вопрос; отвечать на это не нужно.
    - Одна из оценок вашей заявки ещё не получена.
    ");
    insta::assert_snapshot!(body(&desk("русский").letter("L-21")), @"
    По вашей заявке ещё ничего не решено, потому что кое-что в ней остаётся неясным.

    Пожалуйста, ответьте на каждый из этих вопросов; куда писать: courses@example.org:

    - «Where do you live?»: ваш ответ — «Polnad»; вы имели в виду «Польша»?

    А это должны решить мы, отвечать на это не нужно:

    - «How many years?»: мы решаем, как понимать ответы на этот вопрос; отвечать на это не нужно.
    ");
}

/// The questions of a record by what they are about, and whom each is for.
fn recorded(desk: &Desk, id: &str) -> Vec<(String, Value)> {
    let audit = String::from_utf8(desk.run["audit.jsonl"].clone()).unwrap();
    let lines = audit
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let record = lines
        .into_iter()
        .find(|line: &Value| line["application"] == id);
    let questions = record.unwrap()["questions"].as_array().unwrap().clone();
    let about = |question: &Value| question["about"]["name"].as_str().unwrap().to_owned();
    questions
        .iter()
        .map(|question| (about(question), question["whom"].clone()))
        .collect()
}

#[test]
fn the_record_says_whom_each_question_is_for_and_lists_letters_and_pages_say_the_same() {
    let desk = desk("english");
    let said = |name: &str, whom: Value| (name.to_owned(), whom);
    assert_eq!(
        recorded(&desk, "L-20"),
        [
            said("english", json!("office")),
            said("years", json!("office")),
            said("essay", json!({ "assessor": 2 })),
        ]
    );
    assert_eq!(
        recorded(&desk, "L-21"),
        [
            said("home", json!("applicant")),
            said("years", json!("office"))
        ]
    );
    let mut reader = csv::Reader::from_reader(desk.run["clarify.csv"].as_slice());
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| {
        headings
            .iter()
            .position(|heading| heading.ends_with(name))
            .unwrap()
    };
    let listed: Vec<[String; 3]> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            ["application", "field", "whom_to_ask"].map(|name| row[column(name)].to_owned())
        })
        .collect();
    for id in ["L-20", "L-21"] {
        for (about, whom) in recorded(&desk, id) {
            let whom = match &whom["assessor"] {
                Value::Number(number) => format!("assessor {number}"),
                _ => whom.as_str().unwrap().to_owned(),
            };
            assert!(listed.contains(&[id.to_owned(), about, whom]), "{listed:?}");
        }
    }
}

#[test]
fn a_run_of_before_that_says_not_whom_a_question_is_for_is_read_all_the_same() {
    let line =
        r#"{"at": "f:2:C", "ask": "home: no answer", "about": {"name": "home", "sort": "field"}}"#;
    let question: intake::record::Question<'_> = serde_json::from_str(line).unwrap();
    assert_eq!(question.whom, None);
}

#[test]
fn the_mail_merge_asks_of_applicants_only_what_is_theirs() {
    let files = desk("français").letters();
    let rows = table(&files);
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
    let asked = |id: &str| {
        let row = rows.iter().find(|row| row[0] == id).unwrap();
        row[column("questions")].clone()
    };
    assert_eq!(asked("L-20"), "");
    assert!(
        asked("L-21").starts_with("« Where do you live? »"),
        "{}",
        asked("L-21")
    );
    assert!(!asked("L-21").contains("years"), "{}", asked("L-21"));
}
