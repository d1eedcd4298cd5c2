//! What stands in a letter, and what never does.

use std::collections::BTreeSet;

use intake::papers::letters::LetterKind;
use serde_json::Value;

use super::{DECISIONS, Desk, RULES, SURE, body, table, text};

#[test]
fn a_seat_is_told_with_day_salutation_group_how_to_confirm_and_whom_to_write_to() {
    let desk = Desk::new(RULES, &SURE, "");
    insta::assert_snapshot!(desk.letter("L-1"), @"
    Course: your application L-1

    22 April 2020

    Dear Ana Adamova,

    We are glad to tell you that you have been selected.

    Your seat is in the group “Clean water”.

    The training is held from 1 June 2020 to 5 June 2020 (Vienna).

    Please confirm that you will take part by answering this letter. The last day to confirm is 1 May 2020. After that day the seat may go to somebody else.

    If you cannot come, please tell us as soon as you can, so that somebody else can take the seat.

    If you have a question, or if something in this letter is wrong, please write to: courses@example.org.

    Kind regards,
    The office
    ");
}

#[test]
fn whoever_confirmed_is_not_asked_again() {
    let letter = Desk::sure().letter("L-1");
    insta::assert_snapshot!(body(&letter), @"
    You have told us that you will take part. Thank you: your seat is confirmed, and there is nothing more to do for now.

    Your seat is in the group “Clean water”.

    The training is held from 1 June 2020 to 5 June 2020 (Vienna).

    If you cannot come after all, please tell us as soon as you can, so that somebody else can take the seat.
    ");
}

#[test]
fn a_reserve_is_told_the_list_and_the_number_and_a_lot_in_plain_words() {
    let rules = RULES.replace("french = \"fr\", russian = \"ru\"", "french = \"fr\"");
    let desk = Desk::new(&rules, &SURE, DECISIONS);
    let reserve = ["L-3", "L-4"].map(|id| desk.letter(id));
    let reserve = reserve
        .iter()
        .find(|letter| letter.contains("reserve list"));
    insta::assert_snapshot!(body(reserve.unwrap()), @"
    You meet every criterion of the call. There was no seat for you by the ranking and the rules of the call.

    You are on the reserve list of the group “Clean water”, as number 1. If a seat becomes free, who comes next follows from the order of that list and the rules of the call, and we will write to you if it is you. Until then there is nothing to do.

    Others had the same result as you in everything the rules compare. In such a case a lot decides who comes first. It is worked out from a word that was published before anybody applied (“published-word”) and from the number of each application, so that nobody can influence it and anybody can check it.

    If you can no longer come, please tell us, so that we do not keep a place on the list for you.
    ");
    let unplaced = ["L-3", "L-4"].map(|id| desk.letter(id));
    let unplaced = unplaced
        .iter()
        .find(|letter| !letter.contains("reserve list"));
    insta::assert_snapshot!(body(unplaced.unwrap()), @"
    You meet every criterion of the call. We are sorry to tell you that we cannot offer you a seat. Seats are given by the ranking, within the groups and the rules of the call.

    This says nothing about the worth of your work. We thank you for your application, and you are welcome to apply again.
    ");
}

#[test]
fn whoever_is_ineligible_hears_every_reason_with_its_clause() {
    insta::assert_snapshot!(body(&Desk::sure().letter("L-5")), @"
    We are sorry to tell you that your application cannot be considered further, because it does not meet some criteria of the call:

    - Good English. You answered “B1” to “How good is your English?”. It rests on: One clause for all.
    - From the region. You answered “Brazil” to “Where do you live?”. It rests on: Applicants live in the region.

    The same criteria were applied to everybody who applied. This says nothing about the worth of your work, and we thank you for your application.
    ");
}

#[test]
fn another_application_that_stands_is_not_named_and_who_withdrew_hears_of_no_criterion() {
    let desk = Desk::sure();
    insta::assert_snapshot!(body(&desk.letter("L-6")), @"
    Another application counts as yours by the rules of the call, and it was judged in place of this one. You will hear, or have heard, about that application in a letter of its own.

    If you did not send another application, please tell us.
    ");
    insta::assert_snapshot!(body(&desk.letter("L-8")), @"
    It was noted on 21 April 2020 that you withdrew your application. You therefore no longer take part in the selection.

    We thank you for your application, and you are welcome to apply again.
    ");
}

/// Somebody whose English nobody can read, whose home is disputed, and who left out what they work on.
const OPEN: &str =
    "L-9,2020-03-01T08:00:00,Hana Haas,hana@example.org,english,Rivers,fluentish,Kosovo,1,1";

#[test]
fn a_question_is_quoted_as_the_form_asked_it_and_others_are_not_promised_what_may_change() {
    let mut rows = SURE.to_vec();
    rows.push(OPEN);
    let desk = Desk::new(RULES, &rows, "");
    insta::assert_snapshot!(body(&desk.letter("L-9")), @"
    Nothing has been decided about your application yet, because something in it is open.

    Please answer by writing to courses@example.org, and say for each of these what your answer is:

    - “How good is your English?”: you answered “fluentish”, which is none of the answers to choose from; what do you mean? Please choose one of these: “B1”, “B2”.

    This is for us to settle, and you need not answer it:

    - “Where do you live?”: you answered “Kosovo”; a person decides what that counts as for this call.
    ");
    insta::assert_snapshot!(body(&desk.letter("L-4")), @"
    You meet every criterion of the call. There was no seat for you by the ranking and the rules of the call.

    You are on the reserve list of the group “Clean water”, as number 1. Some answers are still awaited from others, so that your number can still become a higher one. If a seat becomes free, who comes next follows from the order of that list and the rules of the call, and we will write to you if it is you. Until then there is nothing to do.

    Others had the same result as you in everything the rules compare. In such a case a lot decides who comes first. It is worked out from a word that was published before anybody applied (“published-word”) and from the number of each application, so that nobody can influence it and anybody can check it.

    If you can no longer come, please tell us, so that we do not keep a place on the list for you.
    ");
}

#[test]
fn letters_are_in_the_language_that_the_applicant_chose() {
    let desk = Desk::new(RULES, &SURE, "");
    insta::assert_snapshot!(desk.letter("L-2"), @"
    Course : votre candidature L-2

    22 avril 2020

    Bonjour Bora Brod,

    Nous avons le plaisir de vous annoncer que votre candidature a été retenue.

    Votre place est dans le groupe « Old forests ».

    La formation aura lieu du 1er juin 2020 au 5 juin 2020 (Vienna).

    Nous vous prions de confirmer votre participation en répondant à cette lettre. Le dernier jour pour confirmer est le 1er mai 2020. Passé ce jour, la place peut être proposée à une autre personne.

    Si vous ne pouvez pas venir, dites-le-nous dès que possible, afin qu’une autre personne puisse prendre la place.

    Pour toute question, ou si quelque chose est inexact dans cette lettre, vous pouvez écrire à : cours@example.org.

    Avec nos salutations distinguées,
    The office
    ");
    insta::assert_snapshot!(desk.letter("L-3"), @"
    Course: ваша заявка L-3

    22 апреля 2020 г.

    Здравствуйте, Cveta Cajka!

    Ваша заявка отвечает всем критериям. К сожалению, места для вас всё же нет. Места распределяются по рейтингу, по группам и правилам объявления.

    Это не оценка вашей работы. Спасибо за заявку; вы можете подать её снова в будущем.

    Если у вас есть вопросы или что-то в этом письме неверно, напишите сюда: courses@example.org.

    С уважением,
    The office
    ");
}

#[test]
fn no_letter_names_anybody_else_an_assessor_or_who_decided() {
    let mut rows = SURE.to_vec();
    rows.push(OPEN);
    for (rows, rulings) in [
        (&SURE[..], DECISIONS),
        (&rows[..], DECISIONS),
        (&rows[..], ""),
    ] {
        let desk = Desk::new(RULES, rows, rulings);
        let files = desk.letters();
        assert_eq!(files.len(), 2 * rows.len() + 1);
        for (name, bytes) in files
            .iter()
            .filter(|(name, _)| name.starts_with("letters/"))
        {
            let letter = String::from_utf8(bytes.clone()).unwrap();
            for row in rows {
                let cells: Vec<&str> = row.split(',').collect();
                let is_own = name.contains(cells[0]);
                assert_eq!(letter.contains(cells[0]), is_own, "{name} and {row}");
                let same_person = letter.contains("Fina First") && cells[2] == "Fina First";
                assert!(
                    is_own || same_person || !letter.contains(cells[2]),
                    "{name} and {row}"
                );
                assert!(!letter.contains(cells[3]), "{name} and {row}");
            }
            for canary in ["Zora", "Yago", "Petra", "by telephone", "another plan"] {
                assert!(!letter.contains(canary), "{name} says {canary}: {letter}");
            }
        }
    }
}

#[test]
fn what_applicants_write_stays_text_in_letters_pages_and_the_table() {
    for name in [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% for a in b %}",
        "=1+1",
        "@SUM(A1)",
    ] {
        let row =
            format!("L-1,2020-03-01T08:00:00,{name},ana@example.org,english,Rivers,B2,Georgia,9,9");
        let files = Desk::new(RULES, &[&row], "").letters();
        let letter = text(&files, "letters/L-1.txt");
        assert!(letter.contains(&format!("Dear {name},")), "{letter}");
        let page = text(&files, "letters/L-1.html");
        assert!(!page.contains("<script"), "{page}");
        // An id is not broken at its hyphen, nor is any other word.
        let whole = "<span class=\"whole\">L-1</span>";
        assert!(
            page.contains(&format!("your application {whole}</h1>")),
            "{page}"
        );
        let spans = ["<span class=\"whole\">", "<span class=\"long\">", "</span>"];
        let page = spans.iter().fold(page, |page, span| page.replace(span, ""));
        let escaped = name.replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&format!("Dear {escaped},")), "{page}");
        assert_eq!(table(&files)[1][1], name);
    }
    let row = "L-1,2020-03-01T08:00:00,\"Ana\n\nYou have been refused.\u{202e}\",a@example.org,english,Rivers,B2,Georgia,9,9";
    let letter = Desk::new(RULES, &[row], "").letter("L-1");
    assert!(
        letter.contains("Dear Ana  You have been refused.,"),
        "{letter}"
    );
}

#[test]
fn the_table_has_everybody_once_with_address_reasons_and_the_whole_letter() {
    let files = Desk::sure().letters();
    let rows = table(&files);
    let ids: BTreeSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!((ids.len(), rows.len()), (SURE.len(), SURE.len() + 1));
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
    for row in &rows[1..] {
        let letter = text(&files, &row[column("file")]);
        assert_eq!(row[column("text")], letter.trim_end());
        assert_eq!(
            row[column("subject")],
            row[column("text")].lines().next().unwrap()
        );
        assert!(row[column("email")].ends_with("@example.org"));
    }
    let refused = rows.iter().find(|row| row[0] == "L-5").unwrap();
    insta::assert_snapshot!(refused[column("reasons")], @"
    Good English. You answered “B1” to “How good is your English?”. It rests on: One clause for all.
    From the region. You answered “Brazil” to “Where do you live?”. It rests on: Applicants live in the region.
    ");
}

#[test]
fn ids_that_cannot_name_a_file_on_every_system_have_a_number() {
    let ids = [
        "../../x", "con", "a b", "ABC-1", "abc-1", "letter-1", "=1+1", "ж",
    ];
    let rows = ids.map(|id| {
        format!(
            "{id},2020-03-01T08:00:00,Ana,{}@example.org,english,Rivers,B2,Georgia,9,9",
            id.len()
        )
    });
    let rules = RULES.replace("stands = \"latest\"", "stands = \"all\"");
    let desk = Desk::new(&rules, &rows.each_ref().map(String::as_str), "");
    let files = desk.letters();
    assert_eq!(files.len(), 2 * ids.len() + 1, "{:?}", files.keys());
    let mut folded = BTreeSet::new();
    for name in files.keys() {
        let stem = name.trim_start_matches("letters/").trim_end_matches(".txt");
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        assert!(stem.chars().all(plain) && !stem.starts_with('.'), "{name}");
        assert!(folded.insert(name.to_lowercase()), "{name}");
    }
    assert!(
        files.contains_key("letters/ABC-1.txt"),
        "{:?}",
        files.keys()
    );
    let named: Vec<String> = table(&files)[1..]
        .iter()
        .map(|row| row[0].clone())
        .collect();
    for id in ids {
        assert!(named.iter().any(|named| named == id), "{id} in {named:?}");
    }
    // A number in place of an id is nobody's id.
    assert!(text(&files, "letters/letter-1.txt").contains("your application letter-1\n"));
}

#[test]
fn an_address_that_cannot_be_read_is_left_out_of_the_table() {
    let two = SURE[1].replace("bora@example.org", "\"bora@example.org, brod@example.org\"");
    let files = Desk::new(RULES, &[SURE[0], &two], "").letters();
    let rows = table(&files);
    let column = rows[0].iter().position(|heading| heading == "email");
    let emails: Vec<&str> = rows[1..]
        .iter()
        .map(|row| row[column.unwrap()].as_str())
        .collect();
    assert_eq!(emails, ["ana@example.org", ""]);
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let desk = Desk::sure();
    assert_eq!(desk.letters(), desk.letters());
}

#[test]
fn counts_are_said_by_kind_and_come_to_everybody() {
    let desk = Desk::sure();
    let (_, written) = desk.made(None, None).unwrap();
    let counted: Vec<(LetterKind, usize)> = written.letters;
    assert_eq!(
        counted.iter().map(|(_, many)| many).sum::<usize>(),
        SURE.len()
    );
    assert!(counted.contains(&(LetterKind::Confirmed, 1)), "{counted:?}");
    assert!(
        counted.contains(&(LetterKind::DroppedOut, 1)),
        "{counted:?}"
    );
}

#[test]
fn what_people_decided_about_a_disputed_place_is_said_and_not_what_states_think_of_it() {
    let decided = "application,decision,field,answer,who,when,why\nL-9,clarify,home,Poland,Panel Petra,2020-04-20,a secret note\nL-9,clarify,english,B2,Panel Petra,2020-04-20,asked\n";
    let mut rows = SURE.to_vec();
    rows.push(OPEN);
    let desk = Desk::new(RULES, &rows, decided);
    let letter = desk.letter("L-9");
    insta::assert_snapshot!(letter.split("noted:").nth(1).unwrap_or(&letter), @"
    - “Where do you live?”: you answered “Kosovo”; on 20 April 2020 it was decided that this counts as Poland.
    - “How good is your English?”: since 20 April 2020 “B2” is taken for your answer. You had written “fluentish”.

    If you have a question, or if something in this letter is wrong, please write to: courses@example.org.

    Kind regards,
    The office
    ");
    assert!(
        !letter.contains("secret") && !letter.contains("recogni"),
        "{letter}"
    );
}

/// The keys of a letter in which everything is known.
fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn every_variable_is_in_the_table_of_the_document_and_no_other() {
    use intake::papers::letters::{Known, VARIABLES};
    let text = || Some("x".to_owned());
    let known = Known {
        organiser: text(),
        place: text(),
        first_day: text(),
        last_day: text(),
        date: text(),
        name: text(),
        contact: text(),
        confirm: text(),
        confirm_by: text(),
        answer_by: text(),
        appeal: text(),
        signature: text(),
        stage: text(),
        next_stage: text(),
        group: text(),
        group_before: text(),
        earlier: Some("x"),
        earlier_group: text(),
        earlier_reserve: Some(1),
        reserve: Some(1),
        invited_on: text(),
        ranked_at: Some(1),
        ranked: Some(1),
        lot: text(),
        dropped_out: Some("x"),
        dropped_out_on: text(),
        ..Known::default()
    };
    let has = keys(&serde_json::to_value(known).unwrap());
    let said: BTreeSet<String> = VARIABLES.iter().map(|one| one.name.to_owned()).collect();
    assert_eq!(has, said);
    let page = include_str!("../../docs/letters.md");
    let rows = page.split("| variable | there |").nth(1).unwrap();
    let rows = rows
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let names = rows.flat_map(|row| {
        let first = row.split('|').nth(1).unwrap();
        first.split('`').skip(1).step_by(2)
    });
    let documented: BTreeSet<String> = names.map(str::to_owned).collect();
    assert_eq!(documented, said);
    for kind in LetterKind::ALL {
        assert!(page.contains(&format!("| `{}` |", kind.word())), "{kind:?}");
    }
}
