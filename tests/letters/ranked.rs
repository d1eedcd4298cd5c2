//! Whoever is ranked and has an answer to give is asked for it, and no row of a table that is nobody's is written to.

use insta::assert_snapshot;

use super::{Desk, RULES, SURE, body, sheet, table};

/// One of the two seats is a woman's, where there is one.
fn rules() -> String {
    let field = "[fields.gender]\ntype = \"choice\"\nheadings = [\"Gender\"]\nuse = \"balance-only\"\ncites = [\"c\"]\noptions = { woman = [\"A woman\"], man = [\"A man\"] }\n[fields.essay]";
    let rule = "[[balance]]\nid = \"women\"\ntitle = \"Women\"\ncites = [\"c\"]\nat_least = 1\ntest = { field = \"gender\", is = \"woman\" }\npriority = 1\n[letters]";
    RULES
        .replace("[fields.essay]", field)
        .replace("[letters]", rule)
}

fn desk(genders: [&str; 8], language: &str, decisions: &str) -> Desk {
    let rows = SURE.iter().zip(genders);
    let rows = rows.map(|(row, gender)| {
        let row = row.replace("english,Woods", "english,Rivers");
        format!("{},{gender}", row.replace("français", language))
    });
    let rows: Vec<String> = rows.collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Desk::headed(",Gender", &rules(), &rows, decisions)
}

const OPEN: [&str; 8] = [
    "A man",
    "",
    "A woman",
    "Of course",
    "A man",
    "A man",
    "A man",
    "A man",
];

/// The rows with a gender each, one of which cannot be read.
fn with_gender() -> Vec<String> {
    let rows = SURE.iter().zip(OPEN);
    rows.map(|(row, gender)| format!("{row},{gender}"))
        .collect()
}

#[test]
fn somebody_ranked_whose_answer_somebodys_seat_hangs_on_is_asked_for_it() {
    assert_snapshot!(body(&desk(OPEN, "english", "").letter("L-2")), @"
    Nothing has been decided about your application yet, because something in it is open.

    Please answer by writing to courses@example.org, and say for each of these what your answer is:

    - “Gender”: you gave no answer. What is your answer? Please choose one of these: “A woman”, “A man”. You may also answer that you prefer not to say: it is no criterion, and serves only the balance of the group.
    ");
    assert_snapshot!(body(&desk(OPEN, "français", "").letter("L-2")), @"
    Rien n’est encore décidé au sujet de votre candidature, car il y reste un point à éclaircir.

    Nous vous prions de répondre en écrivant à l’adresse suivante : cours@example.org ; merci de donner votre réponse à chacun de ces points :

    - « Gender » : vous n’avez pas répondu. Quelle est votre réponse ? Veuillez choisir une de ces réponses : « A woman », « A man ». Vous pouvez aussi répondre que vous préférez ne pas le dire : ce n’est pas un critère, et la réponse ne sert qu’à l’équilibre du groupe.
    ");
    assert_snapshot!(body(&desk(OPEN, "русский", "").letter("L-2")), @"
    По вашей заявке ещё ничего не решено, потому что кое-что в ней остаётся неясным.

    Пожалуйста, ответьте на каждый из этих вопросов; куда писать: courses@example.org:

    - «Gender»: вы не ответили. Каков ваш ответ? Выберите, пожалуйста, один из этих ответов: «A woman», «A man». Вы можете также ответить, что предпочитаете этого не указывать: это не критерий, ответ нужен только для состава группы.
    ");
    assert_snapshot!(body(&desk(OPEN, "english", "").letter("L-4")), @"
    Nothing has been decided about your application yet, because something in it is open.

    Please answer by writing to courses@example.org, and say for each of these what your answer is:

    - “Gender”: you answered “Of course”, which is none of the answers to choose from; what do you mean? Please choose one of these: “A woman”, “A man”. You may also answer that you prefer not to say: it is no criterion, and serves only the balance of the group.
    ");
}

#[test]
fn once_nothing_is_open_nobody_ranked_is_asked_anything() {
    let sure = OPEN.map(|gender| {
        if gender.is_empty() || gender == "Of course" {
            "A woman"
        } else {
            gender
        }
    });
    let letters = desk(sure, "english", "");
    assert!(body(&letters.letter("L-2")).starts_with("We are glad"));
}

#[test]
fn the_office_hears_that_there_is_no_last_day_to_answer_where_somebody_is_asked() {
    let lacks = |desk: &Desk| {
        let written = desk.made(None, Some("2020-04-22")).unwrap().1;
        let keys = written.lacks.iter().map(|(_, key)| *key);
        keys.filter(|key| key.contains("answer_by"))
            .collect::<Vec<_>>()
    };
    assert_eq!(lacks(&desk(OPEN, "english", "")), ["`answer_by` in [call]"]);
    assert!(lacks(&Desk::sure()).is_empty(), "nobody is asked anything");
    let rules = rules().replace("confirm_by", "answer_by = 2020-04-30\nconfirm_by");
    let rows = with_gender();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert!(lacks(&Desk::headed(",Gender", &rules, &rows, "")).is_empty());
}

#[test]
fn the_last_day_to_answer_is_said_where_the_rules_have_one() {
    let rules = rules().replace(
        "confirm_by = 2020-05-01",
        "confirm_by = 2020-05-01\nanswer_by = 2020-04-15",
    );
    let rows = with_gender();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let letter = Desk::headed(",Gender", &rules, &rows, "").letter("L-2");
    let line = letter.lines().find(|line| line.contains("15 "));
    assert_snapshot!(line.unwrap_or(&letter), @"Nous vous prions de répondre jusqu’au 15 avril 2020. Sans réponse de votre part, nous déciderons sans elle.");
}

#[test]
fn the_table_has_why_for_everybody_and_questions_in_the_language_of_the_letter() {
    let letters = desk(OPEN, "русский", "").letters();
    let rows: Vec<String> = table(&letters)
        .into_iter()
        .map(|row| format!("{} {}: {} | {}", row[0], row[4], row[8], row[9]))
        .collect();
    assert_snapshot!(rows.join("\n"), @"
    application letter: reasons | questions
    L-1 reserve: You meet every criterion of the call. There was no seat for you by the ranking and the rules of the call. | 
    L-2 clarify: По вашей заявке ещё ничего не решено, потому что кое-что в ней остаётся неясным. | «Gender»: вы не ответили. Каков ваш ответ? Выберите, пожалуйста, один из этих ответов: «A woman», «A man». Вы можете также ответить, что предпочитаете этого не указывать: это не критерий, ответ нужен только для состава группы.
    L-3 undecided: По вашей заявке ещё ничего не решено. Мы ещё ждём ответов, и результат может от них зависеть. | 
    L-4 clarify: Nothing has been decided about your application yet, because something in it is open. | “Gender”: you answered “Of course”, which is none of the answers to choose from; what do you mean? Please choose one of these: “A woman”, “A man”. You may also answer that you prefer not to say: it is no criterion, and serves only the balance of the group.
    L-5 ineligible: Good English. You answered “B1” to “How good is your English?”. It rests on: One clause for all.
    From the region. You answered “Brazil” to “Where do you live?”. It rests on: Applicants live in the region. | 
    L-6 superseded: Another application counts as yours by the rules of the call, and it was judged in place of this one. You will hear, or have heard, about that application in a letter of its own. | 
    L-7 ineligible: Good English. You answered “B1” to “How good is your English?”. It rests on: One clause for all. | 
    L-8 ineligible: Good English. You answered “B1” to “How good is your English?”. It rests on: One clause for all. |
    ");
}

#[test]
fn a_row_without_id_and_moment_is_nobodys_and_whoever_has_no_address_is_named() {
    let mut rows: Vec<String> = SURE.iter().map(|row| (*row).to_owned()).collect();
    rows.push(",,Total: 8,,,,,,,".to_owned());
    rows.push(
        "L-20,2020-03-01T08:00:00,Hana Hora,by telephone,english,Rivers,B2,Poland,1,1".to_owned(),
    );
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (files, written) = Desk::new(RULES, &rows, "").made(None, None).unwrap();
    assert_eq!(written.nobodys, ["pile.csv:10"]);
    assert_eq!(written.unaddressed, ["L-20"]);
    assert!(
        sheet(&files, "mail merge")
            .iter()
            .all(|row| row[0] != "pile.csv:10")
    );
}
